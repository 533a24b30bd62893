//! Content identifiers: the first 16 hex digits (64 bits) of a SHA-256 over the parts that make a row what it is.
//!
//! With a million rows in a table the chance that two of them share an identifier is about 3 in 10⁸; the writer refuses such
//! a pair ([`StoreError::IdCollision`](crate::StoreError::IdCollision)) rather than losing one of them.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::rows::{AssertionValue, Span};

/// The identifier of a source: the SHA-256 of the file's bytes in 64 hex digits.
///
/// ```
/// assert!(regesta_store::source_id(b"").starts_with("e3b0c442"));
/// ```
pub fn source_id(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes), 32)
}

/// The identifier of an anchor: of the source and its pieces.
pub fn anchor_id(source_id: &str, pieces: &[Span]) -> String {
    ContentId::new("anchor").text(source_id).spans(pieces).finish()
}

/// The identifier of a finding: of the source, its pieces and its kind.
///
/// ```
/// use regesta_store::{Span, finding_id};
///
/// let one = finding_id("ab", &[Span::new(0, 4)], "date");
/// assert_eq!(one.len(), 16);
/// assert_ne!(one, finding_id("ab", &[Span::new(0, 4)], "person"));
/// ```
pub fn finding_id(source_id: &str, pieces: &[Span], kind: &str) -> String {
    ContentId::new("finding").text(source_id).spans(pieces).text(kind).finish()
}

/// The identifier of a citation: of the source and its pieces.
pub fn citation_id(source_id: &str, pieces: &[Span]) -> String {
    ContentId::new("citation").text(source_id).spans(pieces).finish()
}

/// The identifier of an edit: of the source, the span it replaces, the replacement and the reason.
pub fn edit_id(source_id: &str, raw: Span, replacement: &str, reason: &str) -> String {
    ContentId::new("edit").text(source_id).spans(&[raw]).text(replacement).text(reason).finish()
}

/// The identifier of a relative date: of its two ends, its anchor and its bounds.
pub fn constraint_id(a: &str, b: &str, anchor: &str, min: Option<i64>, max: Option<i64>) -> String {
    ContentId::new("constraint").text(a).text(b).text(anchor).text(&format!("{min:?} {max:?}")).finish()
}

pub(crate) fn assertion_id(subject: &str, predicate: &str, value: &AssertionValue, rest: &[&str]) -> String {
    let mut id = ContentId::new("assertion").text(subject).text(predicate).text(&value.to_json().to_string());
    for part in rest {
        id = id.text(part);
    }
    id.finish()
}

/// Parts are preceded by their length, so that no two lists of parts run together.
pub(crate) struct ContentId(Sha256);

impl ContentId {
    pub(crate) fn new(table: &str) -> Self {
        Self(Sha256::new()).text(table)
    }

    pub(crate) fn text(mut self, part: &str) -> Self {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part.as_bytes());
        self
    }

    fn spans(mut self, pieces: &[Span]) -> Self {
        self.0.update((pieces.len() as u64).to_le_bytes());
        for piece in pieces {
            self.0.update((piece.start as u64).to_le_bytes());
            self.0.update((piece.end as u64).to_le_bytes());
        }
        self
    }

    pub(crate) fn finish(self) -> String {
        hex(&self.0.finalize(), 8)
    }
}

fn hex(bytes: &[u8], count: usize) -> String {
    let mut text = String::with_capacity(count * 2);
    for byte in bytes.iter().take(count) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(
            ContentId::new("t").text("ab").text("c").finish(),
            ContentId::new("t").text("a").text("bc").finish()
        );
    }

    #[test]
    fn pieces_are_not_their_hull() {
        let whole = anchor_id("s", &[Span::new(0, 9)]);
        assert_ne!(whole, anchor_id("s", &[Span::new(0, 4), Span::new(6, 9)]));
    }

    #[test]
    fn identifiers_do_not_change_between_versions() {
        assert_eq!(finding_id("s", &[Span::new(1, 5)], "date"), finding_id("s", &[Span { start: 1, end: 5 }], "date"));
        assert_eq!(anchor_id("s", &[Span::new(1, 5)]), "b8f69d26435836c1");
    }
}
