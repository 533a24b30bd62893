//! Rows of `source`, `edit` and `segment`, and all that is read from one file.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Anchor, Citation, Diagnostic, Finding, Span};
use crate::{SegmentKind, SegmentLevel, SourceKind, SourceStatus};

/// A row of `source`: one text as it was read. Its words are fetched apart, with [`Project::raw_text`](crate::Project::raw_text).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The SHA-256 of the file's bytes, 64 hex digits ([`source_id`](crate::source_id)).
    pub id: String,
    /// The path relative to the folder, with `/`. Where several paths hold the same bytes, the first in byte order; in a
    /// bundle that is written, the path just read.
    pub path: String,
    /// The media type, such as `text/plain`.
    pub media_type: String,
    /// The character encoding that was found, where the format has one.
    pub encoding: Option<String>,
    /// What sort of writing it is.
    pub kind: SourceKind,
    /// The languages of the text (BCP 47), main one first.
    pub langs: Vec<String>,
    /// Shared by the abstracts and translations of one work.
    pub work_id: Option<String>,
    /// The bibliographic description in CSL-JSON; `null` where nothing is known.
    pub csl: Value,
    /// How far the file could be read.
    pub status: SourceStatus,
    /// What the text was read with: program version, pack hashes and parameters, in one string of the caller's making.
    pub read_key: String,
}

/// A row of `edit`: one reversible repair on the way from the raw text to the reading text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// [`edit_id`](crate::edit_id) of the other fields.
    pub id: String,
    /// The source.
    pub source: String,
    /// The bytes that are replaced; empty for an insertion.
    pub raw: Span,
    /// What stands there in the reading text; empty for a cut.
    pub replacement: String,
    /// Why, in words for a person.
    pub reason: String,
    /// How sure the repair is, 0 to 1.
    pub confidence: f64,
}

impl Edit {
    /// An edit with its identifier.
    pub fn new(source: &str, raw: Span, replacement: &str, reason: &str, confidence: f64) -> Self {
        Self {
            id: crate::edit_id(source, raw, replacement, reason),
            source: source.to_owned(),
            raw,
            replacement: replacement.to_owned(),
            reason: reason.to_owned(),
            confidence,
        }
    }
}

/// A row of `segment`: one block of a text, or one sentence of a block. Rows keep the order in which they were given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// The source.
    pub source: String,
    /// Block or sentence.
    pub level: SegmentLevel,
    /// The number of the block from 0; for a sentence, of the block that holds it.
    pub block: u32,
    /// Its bytes in the raw text.
    pub span: Span,
    /// What part of the publication it is.
    pub kind: SegmentKind,
    /// Its language (BCP 47), where it was found.
    pub lang: Option<String>,
    /// The page on which it begins, from 0, where the format has pages.
    pub page: Option<u32>,
    /// The number or sign of a note, as printed.
    pub label: Option<String>,
    /// Where a note is called in the text.
    pub call: Option<Span>,
}

/// What the detectors found in a source, or in one part of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SourceRows {
    /// The anchors of the findings and citations, and those that later stages will need. One anchor may be given repeatedly.
    pub anchors: Vec<Anchor>,
    /// What the detectors saw. The `run` is set by the writer.
    pub findings: Vec<Finding>,
    /// The references of the text.
    pub citations: Vec<Citation>,
}

/// All that is read from one file. The rows' `source` is the identifier of [`SourceBundle::source`].
#[derive(Debug, Clone, PartialEq)]
pub struct SourceBundle {
    /// The source itself.
    pub source: Source,
    /// The decoded original, to which all offsets refer.
    pub raw_text: String,
    /// Its repairs.
    pub edits: Vec<Edit>,
    /// Its blocks and sentences, in reading order.
    pub segments: Vec<Segment>,
    /// Its pages, where its format has them.
    pub pages: Vec<super::Page>,
    /// What was found in it.
    pub rows: SourceRows,
    /// Messages about the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl SourceBundle {
    /// A bundle without rows.
    pub fn new(source: Source, raw_text: impl Into<String>) -> Self {
        Self {
            source,
            raw_text: raw_text.into(),
            edits: Vec::new(),
            segments: Vec::new(),
            pages: Vec::new(),
            rows: SourceRows::default(),
            diagnostics: Vec::new(),
        }
    }
}
