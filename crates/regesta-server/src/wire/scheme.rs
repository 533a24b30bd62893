use serde::Deserialize;
use utoipa::ToSchema;

/// A judgement on proposals for a case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct JudgementBody {
    /// The case.
    pub case: String,
    /// The proposals, by their names.
    pub proposals: Vec<String>,
    /// `accept`, `reject` or `move`.
    pub action: String,
    /// The scheme; the first of the dossier where there is none.
    #[serde(default)]
    pub scheme: Option<String>,
    /// For `move`: the stage, or `STAGE/INDICATOR`.
    #[serde(default)]
    pub to: Option<String>,
    /// The date as the judge reads it, EDTF.
    #[serde(default)]
    pub date: Option<String>,
    /// Who judges.
    #[serde(default)]
    pub by: String,
    /// Why.
    #[serde(default)]
    pub note: String,
}
