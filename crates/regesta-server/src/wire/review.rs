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
}

/// All decisions of a project, the latest first.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DecisionList {
    /// The decisions.
    pub decisions: Vec<DecisionRow>,
}

/// A decision to make on a finding.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct DecisionBody {
    /// The finding.
    pub finding: String,
    /// `accept`, `reject`, `correct_value`, `retype`, `leave_open` or `comment`.
    pub action: String,
    /// For `correct_value` the value (of a date: EDTF), for `retype` the kind, for `comment` the remark.
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
