use serde::{Deserialize, Serialize};

use regesta_text::Span;

/// A passage quoted from a document or a speech. Its span is the quoted words without the outer marks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quotation {
    /// 1 for a quotation of the author, 2 for one inside another, and so on.
    pub level: u8,
    /// Who speaks: indices into the paper's mentions.
    pub speaker: Vec<usize>,
    /// The document it comes from: an index into the paper's documents.
    pub document: Option<usize>,
    /// The quotation that this one goes on with, where it runs over several paragraphs: an index into the paper's
    /// quotations.
    pub continues: Option<usize>,
    /// The author's words inside it (", he wrote, "): bytes of the passage's reading text.
    pub interruptions: Vec<Span>,
    /// Places where words were left out.
    pub ellipses: Vec<Span>,
    /// Words in brackets, which may be the editor's or the author's.
    pub insertions: Vec<Span>,
    /// Whether a closing mark was missing or did not fit, so that the end is a guess.
    pub end_guessed: bool,
}

/// How a document is known to the author who speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attestation {
    /// Spoken of.
    #[default]
    Mentioned,
    /// Words of it are quoted.
    Quoted,
    /// A shelfmark stands beside it.
    Shelfmark,
    /// A printed edition is cited for it.
    Printed,
    /// A draft.
    Draft,
    /// Intercepted by others than its addressee.
    Intercepted,
}

/// A historical document as an author speaks of it: who wrote what to whom, when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DocumentMention {
    /// The kind of document: `telegram`, `letter`, `note`, `direct-wire`, `order`, `directive`, `treaty`, `agreement`,
    /// `protocol`, `decision`, `report`, `memorandum`, `appeal`, `ultimatum`, `decree`, `declaration`, `instruction`,
    /// `speech`, `article`, `other`.
    pub genre: String,
    /// Senders, authors, parties: indices into the paper's mentions.
    pub from: Vec<usize>,
    /// Addressees: indices into the paper's mentions.
    pub to: Vec<usize>,
    /// When it was written or sent, as EDTF; where only the arrival is told, an interval open to the left.
    pub date: Option<String>,
    /// The date among the paper's dates.
    pub date_index: Option<usize>,
    /// When it arrived, as EDTF.
    pub date_received: Option<String>,
    /// Its number, as printed.
    pub number: Option<String>,
    /// The citation beside it: an index into the paper's citations.
    pub citation: Option<usize>,
    /// The first quotation from it: an index into the paper's quotations.
    pub quotation: Option<usize>,
    /// What it is about: words of the text, empty where none say it.
    pub subject: String,
    /// The first words quoted from it, empty where none are.
    pub incipit: String,
    /// How the author knows it.
    pub attestation: Attestation,
    /// The document it answers: an index into the paper's documents.
    pub reply_to: Option<usize>,
}

/// One document out of all papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEntity {
    /// Made from genre, date and parties: `telegram-1920-05-10-<from>-<to>`; unique, and the same for the same input.
    pub id: String,
    /// The words that introduce it where they say most.
    pub label: String,
    /// Its kind.
    pub genre: String,
    /// When it was written or sent, as EDTF.
    pub date: Option<String>,
    /// Where it is spoken of.
    pub joins: Vec<DocumentJoin>,
}

/// Why a mention of a document belongs to an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentJoin {
    /// Index of the paper.
    pub paper: usize,
    /// Index into that paper's documents.
    pub document: usize,
    /// Reasons a person can read.
    pub reasons: Vec<String>,
    /// How sure, in thousandths.
    pub score: u16,
}

/// What kind of assertion a sentence makes of a happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// The author says that it was so.
    #[default]
    Asserted,
    /// Somebody whom the author names says so.
    Reported,
    /// It was commanded.
    Ordered,
    /// It was intended.
    Planned,
    /// Somebody claims it, and the author keeps apart from that.
    Alleged,
    /// It would be so if something else were.
    Conditional,
}

/// A dated happening.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Event {
    /// `battle`, `advance`, `capture`, `crossing`, `uprising`, `coup`, `proclamation`, `meeting`, `negotiation`,
    /// `signing`, `appointment`, `resignation`, `arrest`, `execution`, `departure`, `arrival`, `occupation`,
    /// `withdrawal`, `formation`, `mobilisation`, `recognition`, `transfer`, `other`.
    pub event_type: String,
    /// When, as EDTF.
    pub date: Option<String>,
    /// The date among the paper's dates.
    pub date_index: Option<usize>,
    /// Where: an index into the paper's mentions.
    pub place: Option<usize>,
    /// Where a movement begins: an index into the paper's mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<usize>,
    /// Where a movement ends: an index into the paper's mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<usize>,
    /// Who: indices into the paper's mentions.
    pub agents: Vec<usize>,
    /// How it is asserted.
    pub modality: Modality,
    /// Whether the sentence denies it.
    pub denied: bool,
}
