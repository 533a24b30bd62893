use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{MarkKind, MarkStatus, Passage};

/// Findings to look at, those that matter most first.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ReviewPage {
    /// The rows of this page.
    pub rows: Vec<ReviewRow>,
    /// Rows that pass the filters.
    pub total: usize,
    /// The first row of this page.
    pub offset: usize,
    /// Findings that nobody has decided on and that pass the filters of kind and source.
    pub undecided: usize,
    /// Those that were decided on.
    pub decided: usize,
    /// How many of each kind pass the other filters.
    pub kinds: BTreeMap<String, usize>,
    /// Decisions in force whose words stand nowhere in the texts any more.
    pub stale: usize,
    /// Things about which decisions in force differ.
    pub conflicts: usize,
}

/// A finding to look at.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ReviewRow {
    /// The finding.
    pub finding: String,
    /// What it is.
    pub kind: MarkKind,
    /// A document's number in the calendar.
    pub n: Option<usize>,
    /// The value in words of the sources or of the lists.
    pub label: String,
    /// A date as EDTF.
    pub edtf: Option<String>,
    /// What is odd, as for a mark in the text.
    pub flags: Vec<String>,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// In how many documents, happenings and quotations it is used, and for a name those of its entity.
    pub used: usize,
    /// What was decided.
    pub status: MarkStatus,
    /// The entity that it names.
    pub entity: Option<String>,
    /// The words, with what stands around them.
    pub passage: Passage,
    /// The decision in force about it.
    pub decision: Option<DecisionRow>,
}

/// A decision of a person.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DecisionRow {
    /// Identifier.
    pub id: String,
    /// Its place in the order of decisions, from 1.
    pub seq: i64,
    /// `accept`, `reject`, `correct_value`, `retype`, `leave_open`, `comment` and others.
    pub action: String,
    /// The new value, kind or remark.
    pub value: Option<String>,
    /// The decision that it only takes back.
    pub takes_back: Option<String>,
    /// The field of a document or happening that it is about.
    pub predicate: Option<String>,
    /// The value that the field had.
    pub had: Option<String>,
    /// The names that a judgement about names is about.
    pub names: Vec<String>,
    /// Why; may be empty.
    pub rationale: String,
    /// Who decided; may be empty.
    pub editor: String,
    /// When (RFC 3339).
    pub at: String,
    /// What sort of thing it is about, as stored.
    pub kind: String,
    /// The words it is about, on one line.
    pub exact: String,
    /// Path of their source when it was made.
    pub source: String,
    /// The finding that these words are now; nothing where they were not found again.
    pub finding: Option<String>,
    /// The decision that it replaces or undoes.
    pub supersedes: Option<String>,
    /// Whether no later one replaces it.
    pub in_force: bool,
    /// Why its words have no certain place any more: `not_found`, `ambiguous`, `other_context`.
    pub lost: Option<String>,
}

/// All decisions of a project, the latest first.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DecisionList {
    /// The decisions.
    pub decisions: Vec<DecisionRow>,
    /// Those in force that differ about one thing, as they come from the files of colleagues: identifiers, the latest last.
    pub conflicts: Vec<Vec<String>>,
}

/// A decision to make on a finding, or on a field of a document or happening.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct DecisionBody {
    /// The finding; nothing for a field.
    #[serde(default)]
    pub finding: String,
    /// For a field: the document or happening.
    #[serde(default)]
    pub entity: Option<String>,
    /// For a field: its predicate (`sent_by`, `date_sent`, `genre` ...).
    #[serde(default)]
    pub predicate: Option<String>,
    /// For a field: the statement that is judged; none where a person gives a value to a field that has none.
    #[serde(default)]
    pub statement: Option<String>,
    /// For a field without a statement: the text that speaks of the document; the first where it is not given.
    #[serde(default)]
    pub source: Option<String>,
    /// `accept`, `reject`, `correct_value`, `leave_open` or `comment`; of a finding `retype`, of a field `prefer`.
    pub action: String,
    /// For `correct_value` the value (of a date: EDTF, or words that are a date), for `retype` the kind, for `comment` the
    /// remark.
    #[serde(default)]
    pub value: Option<String>,
    /// Why.
    #[serde(default)]
    pub rationale: String,
    /// Who decides.
    #[serde(default)]
    pub editor: String,
    /// The decision about this finding that the editor has seen. Another in force is told as a conflict, never overwritten
    /// in silence.
    #[serde(default)]
    pub knows: Option<String>,
}

/// Who undoes a decision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct UndoBody {
    /// Who undoes it.
    #[serde(default)]
    pub editor: String,
}

/// Words to keep as a finding that a person made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct MarkBody {
    /// Path of the source.
    pub source: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// `date`, `person`, `place`, `body`, `cite`, `quote`, `document` or `event`.
    pub kind: String,
    /// What it is; what the rules read in it unless given.
    #[serde(default)]
    pub value: Option<String>,
    /// Why.
    #[serde(default)]
    pub rationale: String,
    /// Who decides.
    #[serde(default)]
    pub editor: String,
}

/// What the rules read in some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WordsRead {
    /// The words, on one line.
    pub exact: String,
    /// What they are: a name, a kind of document.
    pub value: Option<String>,
    /// A date as EDTF.
    pub edtf: Option<String>,
    /// The rule that read them; none where no rule does.
    pub rule: Option<String>,
    /// Why, as the rule says it.
    pub reason: Option<String>,
    /// The finding that stands on exactly these words already.
    pub finding: Option<String>,
}

/// What taking a file of judgements did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Imported {
    /// Judgements that the project did not have.
    pub new: usize,
    /// Judgements that it had already.
    pub known: usize,
    /// Those of the file whose words were not found in these texts.
    pub lost: usize,
    /// Things on which judgements in force differ now.
    pub conflicts: usize,
}

/// A judgement about a difference between texts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct SettleBody {
    /// `prefer`, `leave_open` or `reject` (it is no difference).
    pub action: String,
    /// For `prefer`: the side, from 0.
    #[serde(default)]
    pub side: Option<usize>,
    /// Why.
    #[serde(default)]
    pub rationale: String,
    /// Who decides.
    #[serde(default)]
    pub editor: String,
    /// The judgement about it that the editor has seen.
    #[serde(default)]
    pub knows: Option<String>,
}
