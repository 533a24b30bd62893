use schemars::JsonSchema;
use serde::Serialize;

/// A difference between texts, with what a person decided of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DisagreementRow {
    /// The difference.
    #[serde(flatten)]
    pub row: regesta::Disagreement,
    /// What was decided; nothing where nobody has.
    pub settled: Option<Settled>,
}

/// What a person decided of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Settled {
    /// `prefer`, `leave_open`, `reject`.
    pub action: String,
    /// The preferred side, from 0.
    pub side: Option<usize>,
    /// Who decided; may be empty.
    pub by: String,
    /// When (RFC 3339).
    pub at: String,
    /// Why; may be empty.
    pub why: String,
    /// The decision.
    pub decision: String,
}
