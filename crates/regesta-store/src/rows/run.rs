//! Rows of `run` and `diagnostic`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Span;
use crate::Severity;

/// What is known of a run when it begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewRun {
    /// The program and its version.
    pub program: String,
    /// Packs and rules by hash.
    pub packs: Value,
    /// The parameters that can change a result.
    pub parameters: Value,
    /// The files by hash.
    pub inputs: Value,
    /// When it began (RFC 3339); the caller asks the clock.
    pub started: String,
}

/// A row of `run`: one execution of the program. Rows of the machine name the run that wrote them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Its number, from 1.
    pub id: i64,
    /// What it was started with.
    #[serde(flatten)]
    pub start: NewRun,
    /// When it came to its end; nothing for a run that was interrupted.
    pub ended: Option<String>,
}

/// A row of `diagnostic`: a message about a file, which may be one without a source row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file's path relative to the folder.
    pub path: String,
    /// How grave it is.
    pub severity: Severity,
    /// A stable code, such as `ingest.not-text`.
    pub code: String,
    /// What was expected and what was found.
    pub message: String,
    /// What to try.
    pub hint: Option<String>,
    /// Where, in bytes of the raw text.
    pub span: Option<Span>,
}
