use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

/// How much a [`Flaw`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used; something in it is left aside or wants a look.
    Warning,
}

/// Something wrong in a file, said to whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Flaw {
    /// The file, as it was named.
    pub file: String,
    /// Line, from 1; 0 where it is about the file as a whole.
    pub line: usize,
    /// Column in characters, from 1; 0 likewise.
    pub column: usize,
    /// How much it matters.
    pub severity: Severity,
    /// What was found, and what was expected.
    pub message: String,
    /// What to try.
    pub cure: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.severity == Severity::Error { "error" } else { "warning" };
        write!(f, "{severity}: {}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}\n  cure: {}", self.message, self.cure)
    }
}

/// A place in a file: line, and column in characters, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// What was read of a file: the value where no error stands in the way, and every flaw in the order of the file.
#[derive(Debug, Clone)]
pub struct Reading<T> {
    /// The value; `None` where a flaw is an error.
    pub value: Option<T>,
    /// All flaws, not the first.
    pub flaws: Vec<Flaw>,
}

impl<T> Reading<T> {
    pub(crate) fn new(value: T, mut flaws: Vec<Flaw>) -> Self {
        flaws.sort_by_key(|flaw| (flaw.line, flaw.column));
        let broken = flaws.iter().any(|flaw| flaw.severity == Severity::Error);
        Self { value: (!broken).then_some(value), flaws }
    }
}

/// The one of `known` that is most like `word`, where one is like it at all.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
