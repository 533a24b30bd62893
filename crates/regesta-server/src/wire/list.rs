use regesta::decided::JudgedField;
use regesta::views::document_in_words;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Passage, SourceCount};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ListPage {
    /// `documents`, `chronology`, `people`, `places`, `bodies`, `shelfmarks`.
    pub list: String,
    /// Rows that pass the filters.
    pub total: usize,
    /// Rows in all.
    pub unfiltered: usize,
    /// The first row of this page.
    pub offset: usize,
    /// The rows.
    pub rows: Vec<Row>,
    /// What can be filtered by, in a fixed order.
    pub facets: Vec<Facet>,
    /// Rows without a date among those that pass all other filters.
    pub undated: usize,
    /// Rows by time; for lists without dates nothing.
    pub histogram: Option<Histogram>,
}

/// A row of one of the lists; `list` of the page says of which.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Row {
    /// Of `documents`.
    Document(DocumentRow),
    /// Of `chronology`.
    Chronology(ChronologyRow),
    /// Of `people`, `places`, `bodies`.
    Name(NameRow),
    /// Of `shelfmarks`.
    Shelfmark(ShelfmarkRow),
}

/// Something to filter by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Facet {
    /// The parameter: `source`, `genre`, `sender` ...
    pub key: String,
    /// The most frequent values, those that are chosen always among them.
    pub values: Vec<FacetValue>,
    /// Values beyond those that are sent.
    pub more: usize,
}

/// A value to filter by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FacetValue {
    /// The value of the parameter.
    pub value: String,
    /// Words of the sources or of the lists; for keys (genre, type, modality) the key.
    pub label: String,
    /// Rows that have it and pass all other filters.
    pub count: usize,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// Rows by time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Histogram {
    /// Beginning of the first bin (EDTF).
    pub from: String,
    /// Beginning of the last bin (EDTF).
    pub to: String,
    /// How long a bin is.
    pub step: Step,
    /// The bins, without gaps.
    pub bins: Vec<HistogramBin>,
}

/// How long a bin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Ten years.
    Decade,
}

/// One bin: rows by their earliest day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HistogramBin {
    /// Its beginning (EDTF).
    pub at: String,
    /// Rows without any filter.
    pub all: usize,
    /// Rows that pass the filters.
    pub here: usize,
}

/// A sender, addressee, place or agent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Party {
    /// Identifier; empty where it is not identified.
    pub id: String,
    /// How it is called, or the words as printed.
    pub label: String,
    /// The words as printed, on one line.
    pub as_written: String,
}

/// A date of a document with the sources that give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DocumentDate {
    /// EDTF.
    pub edtf: String,
    /// Paths.
    pub sources: Vec<String>,
}

/// A document of the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DocumentRow {
    /// Identifier.
    pub id: String,
    /// Its number in the calendar.
    pub n: usize,
    /// telegram, letter, note ...
    pub genre: String,
    /// Dates of writing or sending; several where the sources differ.
    pub dates: Vec<DocumentDate>,
    /// The date as printed, of the first source.
    pub date_as_written: Option<String>,
    /// Dates of arrival as EDTF.
    pub received: Vec<String>,
    /// Senders.
    pub from: Vec<Party>,
    /// Addressees.
    pub to: Vec<Party>,
    /// What it is about, in words of a source.
    pub subject: Option<String>,
    /// The words of the first source that tell it: the window builds the sentence from the fields.
    pub regest: String,
    /// Citations as printed.
    pub cited: Vec<String>,
    /// Archival units that are cited for it.
    pub shelfmarks: Vec<Party>,
    /// Whether a source quotes it.
    pub quoted: bool,
    /// Sources that speak of it.
    pub sources: Vec<SourceCount>,
    /// The first passage.
    pub first: Passage,
    /// How sure the authors are of one of its fields, in their terms.
    pub certainty: Vec<String>,
    /// Whether a person said that there is no such document.
    pub rejected: bool,
    /// What people decided of it and of its fields; the values follow them.
    pub judged: Vec<Judged>,
}

/// What a person decided of a row of a list, or of one of its fields.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Judged {
    /// The predicate (`sent_by`, `date_sent` ...); empty for the thing itself.
    pub field: String,
    /// `accept`, `reject`, `prefer`, `correct_value`, `leave_open`, `add`.
    pub action: String,
    /// The value as decided, in words or as EDTF.
    pub value: String,
    /// What the program had read.
    pub machine: String,
    /// The text that it is about, by path.
    pub source: String,
    /// Who decided.
    pub by: String,
    /// When (RFC 3339).
    pub at: String,
    /// Why.
    pub why: String,
    /// The decision.
    pub decision: String,
}

impl From<JudgedField> for Judged {
    fn from(judged: JudgedField) -> Self {
        let JudgedField { field, action, value, machine, source, by, at, why, decision } = judged;
        Self { field, action, value, machine, source, by, at, why, decision }
    }
}

/// What a row counts as for the filter by judgements: the strongest of what was decided of it.
pub(crate) fn standing(rejected: bool, judged: &[Judged]) -> &'static str {
    let any = |actions: &[&str]| judged.iter().any(|j| actions.contains(&j.action.as_str()));
    if rejected {
        "rejected"
    } else if any(&["correct_value", "retype", "reject", "add", "prefer"]) {
        "corrected"
    } else if any(&["accept"]) {
        "accepted"
    } else if any(&["leave_open"]) {
        "left_open"
    } else {
        "undecided"
    }
}

/// A dated happening or document.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ChronologyRow {
    /// Identifier.
    pub id: String,
    /// A document's number in the calendar.
    pub n: Option<usize>,
    /// `event` or `document`.
    pub kind: String,
    /// EDTF.
    pub date: String,
    /// The date as printed.
    pub date_as_written: String,
    /// Type of the happening, genre of the document.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Asserted, reported, ordered ...
    pub modality: String,
    /// Where.
    pub place: Option<Party>,
    /// Who acted, or sent.
    pub agents: Vec<Party>,
    /// The words, on one line.
    pub text: String,
    /// Where they stand.
    pub passage: Passage,
    /// Whether a person said that there is no such thing.
    pub rejected: bool,
    /// What people decided of it and of its fields; the values follow them.
    pub judged: Vec<Judged>,
}

/// A person, place or body.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct NameRow {
    /// Identifier.
    pub id: String,
    /// How it is called.
    pub label: String,
    /// Its spellings.
    pub variants: Vec<String>,
    /// Mentions taken as this one.
    pub mentions: usize,
    /// Mentions that may be this one.
    pub possible: usize,
    /// Sources that mention it.
    pub sources: Vec<SourceCount>,
    /// The row of the authority lists, where one fits.
    pub authority: Option<String>,
    /// Documents in which it is sender or addressee.
    pub documents: usize,
    /// The first mention.
    pub first: Passage,
}

/// An archival unit.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ShelfmarkRow {
    /// Identifier.
    pub id: String,
    /// Archive, fond, opis, delo.
    pub label: String,
    /// The archive.
    pub archive: String,
    /// Fonds, as printed where it is first cited.
    pub fond: Option<String>,
    /// Inventory.
    pub opis: Option<String>,
    /// File.
    pub delo: Option<String>,
    /// What is odd about it.
    pub doubts: Vec<ShelfmarkDoubt>,
    /// How often it is cited.
    pub citations: usize,
    /// Sources that cite it.
    pub sources: Vec<SourceCount>,
    /// All folios, as printed.
    pub folios: Vec<String>,
    /// Its citations; in the list the first 24.
    pub cited: Vec<CitingRow>,
}

/// One citation of an archival unit.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CitingRow {
    /// The citation.
    pub citation: Passage,
    /// Folios of this unit, as printed.
    pub folios: Vec<String>,
    /// What it is cited for: a quotation, a sentence or a part of one.
    pub cited_for: Option<Passage>,
    /// Whether the words it is cited for are a quotation.
    pub quotation: bool,
    /// The historical documents it is cited for.
    pub documents: Vec<CitedDocument>,
}

/// A historical document in a few words.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CitedDocument {
    /// Identifier.
    pub id: String,
    /// Its number in the calendar.
    pub n: usize,
    /// telegram, letter, note ...
    pub genre: String,
    /// Date of writing or sending as EDTF, the first where the sources differ.
    pub date: Option<String>,
    /// Senders.
    pub from: Vec<Party>,
    /// Addressees.
    pub to: Vec<Party>,
    /// The words of the first source that tell it.
    pub regest: String,
}

impl CitedDocument {
    /// Genre, date and parties on one line.
    pub fn in_words(&self) -> String {
        let names = |parties: &[Party]| parties.iter().map(|p| p.label.as_str()).collect::<Vec<_>>().join(", ");
        let date = self.date.as_deref().unwrap_or_default();
        document_in_words(&self.genre, date, &names(&self.from), &names(&self.to), &self.regest)
    }
}

/// Something about an archival reference that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct ShelfmarkDoubt {
    /// What kind: `archive-unknown`, `archive-not-named`, `part-missing`, `one-letter-away`, `opis-alone`,
    /// `folio-out-of-range`, `range-backwards`, `ambiguous`.
    pub kind: String,
    /// What is odd, in a sentence.
    pub message: String,
    /// The unit that may be meant.
    pub other: Option<Named>,
}

/// An entity with its label.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Named {
    /// Identifier.
    pub id: String,
    /// How it is called.
    pub label: String,
}

/// A file to order in the reading room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderRow {
    /// The archive.
    pub archive: String,
    /// Fonds.
    pub fond: String,
    /// Inventory.
    pub opis: String,
    /// File.
    pub delo: String,
    /// Folios to look at.
    pub folios: Vec<String>,
    /// The reference as a whole.
    pub reference: String,
    /// Who cites it.
    pub cited_by: Vec<String>,
    /// For what: documents, else the words.
    pub cited_for: Vec<String>,
    /// What to look out for.
    pub doubts: Vec<String>,
}
