use serde::Serialize;
use utoipa::ToSchema;

use super::{DecisionRow, EntityKind, MarkKind, MarkStatus, MentionStatus, Passage};

/// Everything about one finding.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FindingPage {
    /// Identifier.
    pub id: String,
    /// What it is.
    pub kind: MarkKind,
    /// Its words with the text around them.
    pub passage: Passage,
    /// The value in words of the sources or of the lists.
    pub label: String,
    /// A date as EDTF.
    pub edtf: Option<String>,
    /// The rule that found it.
    pub rule: String,
    /// Pack and version that hold the rule.
    pub pack: Option<String>,
    /// Why, as stored.
    pub reason: String,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// What a person decided.
    pub status: MarkStatus,
    /// The decision in force about it.
    pub decision: Option<DecisionRow>,
    /// Other ways to read it.
    pub alternatives: Vec<Alternative>,
    /// The words that triggered it: parts of the value that are printed elsewhere or inferred.
    pub triggers: Vec<String>,
    /// What was read, as stored.
    #[schema(value_type = Object)]
    pub value: serde_json::Value,
    /// The entities that it names or may name.
    pub entities: Vec<FindingEntity>,
    /// A document's number in the calendar.
    pub n: Option<usize>,
    /// For a citation: the sentence it is cited for.
    pub cited_for: Option<Passage>,
    /// Its fields.
    pub parts: Vec<Field>,
}

/// Another way to read a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Alternative {
    /// The value in words.
    pub label: String,
    /// A date as EDTF.
    pub edtf: Option<String>,
    /// Why.
    pub reason: String,
}

/// An entity that a finding names.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct FindingEntity {
    /// Identifier.
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub entity_type: EntityKind,
    /// How it is called.
    pub label: String,
    /// Taken as the same, or possibly the same.
    pub status: MentionStatus,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// Why.
    pub reasons: Vec<String>,
}

/// A field of a document, event or quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Field {
    /// `genre`, `sent_by`, `received_by`, `date_sent`, `date_received`, `subject`, `number`, `incipit`, `attestation`,
    /// `held_at`, `quoted_in`, `replies_to`; of an event `type`, `date`, `place`, `agent`, `modality`; of a quotation `speaker`,
    /// `document`.
    pub predicate: String,
    /// The value in words of the sources or of the lists.
    pub label: String,
    /// The words as printed, on one line.
    pub as_written: String,
    /// A date as EDTF.
    pub edtf: Option<String>,
    /// The entity.
    pub entity: Option<String>,
    /// The finding that it is.
    pub finding: Option<String>,
}
