//! Stages by cases.

use schemars::JsonSchema;
use serde::Serialize;

use crate::case::{AbsenceKind, Case};
use crate::conform::Choice;
use crate::field::{Standing, standing};
use crate::scheme::Scheme;

/// Whether a stage took place, as the texts have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Presence {
    /// A text says so.
    #[serde(rename = "+")]
    Told,
    /// A text denies it, or tells it as a failure.
    #[serde(rename = "-")]
    Denied,
    /// No text speaks of it, which says nothing.
    #[serde(rename = "?")]
    Unknown,
    /// Texts say so and deny it.
    #[serde(rename = "!")]
    Disputed,
}

impl Presence {
    /// The sign in the table.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Told => "+",
            Self::Denied => "-",
            Self::Unknown => "?",
            Self::Disputed => "!",
        }
    }
}

/// One stage of one case.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MatrixCell {
    /// The case.
    pub case: String,
    /// What its texts say.
    pub presence: Presence,
    /// What speaks for it.
    pub told: Vec<Choice>,
    /// What a text says with doubt; it makes no `+`.
    pub hedged: Vec<Choice>,
    /// What speaks against it.
    pub denied: Vec<Choice>,
    /// Absences as the case file lists them: `silent in A, B`.
    pub absences: Vec<String>,
}

/// One stage over all cases.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MatrixRow {
    /// The stage.
    pub stage: String,
    /// What it is called.
    pub name: String,
    /// Whether a run is complete without it.
    pub optional: bool,
    /// One for each case.
    pub cells: Vec<MatrixCell>,
}

/// The stages of a scheme by cases, with the words behind each cell.
pub fn matrix(scheme: &Scheme, cases: &[&Case]) -> Vec<MatrixRow> {
    let row = |stage: &crate::scheme::Stage| {
        let cell = |case: &Case| {
            let of = |wanted: Standing| -> Vec<Choice> {
                let fits = case.evidence.iter().filter(|e| e.stage == stage.id && standing(e, stage) == wanted);
                fits.map(Choice::new).collect()
            };
            let (told, hedged, denied) = (of(Standing::For), of(Standing::Hedged), of(Standing::Against));
            let absent = || case.absences.iter().filter(|a| a.stage == stage.id);
            let against = !denied.is_empty() || absent().any(|a| a.kind != AbsenceKind::Silent);
            let presence = match (!told.is_empty(), against) {
                (true, true) => Presence::Disputed,
                (true, false) => Presence::Told,
                (false, true) => Presence::Denied,
                (false, false) => Presence::Unknown,
            };
            let absences = absent()
                .map(|a| {
                    let kind = match a.kind {
                        AbsenceKind::Silent => "silent",
                        AbsenceKind::Denied => "denied",
                        AbsenceKind::Failed => "failed",
                    };
                    let words = if a.quote.is_empty() { String::new() } else { format!(": “{}”", a.quote) };
                    format!("{kind} in {}{words}", a.texts.join(", "))
                })
                .collect();
            MatrixCell { case: case.id.clone(), presence, told, hedged, denied, absences }
        };
        MatrixRow {
            stage: stage.id.clone(),
            name: stage.name.clone(),
            optional: stage.optional,
            cells: cases.iter().map(|case| cell(case)).collect(),
        }
    };
    scheme.stages.iter().map(row).collect()
}
