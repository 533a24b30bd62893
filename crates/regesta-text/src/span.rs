use serde::{Deserialize, Serialize};

/// A half-open range of bytes `start..end`. The string it points into is named where the span is used: `raw` (the
/// decoded original) or a [`crate::Reading`].
///
/// ```
/// use regesta_text::Span;
/// let span = Span::new(5, 11);
/// assert_eq!(&"от мая"[span.range()], "мая");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span; `end` is never before `start`.
    ///
    /// # Panics
    /// If `end < start`, which is a fault of the caller, never of input.
    pub const fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends at or after its start");
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte is inside.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, for slicing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
