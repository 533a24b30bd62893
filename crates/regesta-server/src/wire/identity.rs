use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A judgement about names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityBody {
    /// `merge`, `split`, `rename`, `retype` or `undo`.
    pub action: String,
    /// Identifiers: two or more to merge (the first stays), one for others, none to undo.
    #[serde(default)]
    pub entities: Vec<String>,
    /// To split: basic forms that leave.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// To split: paths of texts whose mentions leave.
    #[serde(default)]
    pub sources: Vec<String>,
    /// To split: findings that leave.
    #[serde(default)]
    pub findings: Vec<String>,
    /// To rename: the new name.
    #[serde(default)]
    pub label: Option<String>,
    /// To retype: `person`, `place` or `body`.
    #[serde(default, rename = "type")]
    pub to_type: Option<String>,
    /// To undo: the judgement.
    #[serde(default)]
    pub decision: Option<String>,
    /// Who judges.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub note: String,
}

/// A judgement that was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct IdentityDone {
    /// Identifier of the judgement, by which it is undone.
    pub decision: String,
    /// The entity that its first mention stands under now.
    pub entity: Option<String>,
}

/// A judgement about names that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct IdentityDecisionRow {
    /// Identifier.
    pub id: String,
    /// `merge`, `split`, `rename`, `retype`.
    pub action: String,
    /// What the names were called when it was made.
    pub names: Vec<String>,
    /// The new name.
    pub label: Option<String>,
    /// The new type.
    #[serde(rename = "type")]
    pub to_type: Option<String>,
    /// Who judged.
    pub by: String,
    /// When (RFC 3339).
    pub at: String,
    /// Why.
    pub note: String,
}
