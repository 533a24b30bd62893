//! What a row of each table is, as Rust values.

mod finding;
mod knowledge;
mod page;
mod run;
mod source;

pub use finding::{Anchor, Citation, Finding, FoundAt, PageBox};
pub use knowledge::{Assertion, AssertionValue, Entity, Link, NumberRange, Reading, TimeConstraint};
pub use page::{Page, PageWord};
pub(crate) use page::{packed, unpacked};
pub use run::{Diagnostic, NewRun, Run};
pub use source::{Edit, Segment, Source, SourceBundle, SourceRows};

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of a source's raw text, from 0. Written in JSON as `[start, end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to before `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text of the span, or nothing where the span is out of bounds or splits a character.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// The smallest span that holds all pieces; nothing where there are none.
    pub fn hull(pieces: &[Self]) -> Option<Self> {
        let start = pieces.iter().map(|piece| piece.start).min()?;
        let end = pieces.iter().map(|piece| piece.end).max()?;
        Some(Self { start, end })
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl From<Span> for std::ops::Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// A score as it is stored: cut to 0..=1 and rounded to four decimals, so that it prints alike everywhere. `NaN` gives 0.
pub fn quantised_score(score: f64) -> f64 {
    if score.is_nan() { 0.0 } else { (score.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0 }
}
