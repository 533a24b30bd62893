//! The reading text of a stored source, made anew from its raw text and its edits.

use std::collections::BTreeMap;

use regesta_store::{Project, Segment, SegmentLevel};
use regesta_text::{Edit, EditReason, Reading, Span};

use crate::{Error, Result};

/// A block of a stored source.
#[derive(Debug, Clone)]
pub struct StoredBlock {
    /// Its number.
    pub block: u32,
    /// The rows of its pieces; at least one.
    pub segments: Vec<Segment>,
    /// What it reads.
    pub reading: Reading,
    /// Its sentences: bytes of the reading, and the language.
    pub sentences: Vec<(Span, Option<String>)>,
}

/// A stored source with its blocks.
#[derive(Debug, Clone)]
pub struct StoredSource {
    /// The decoded original.
    pub raw: String,
    /// Its blocks in order.
    pub blocks: Vec<StoredBlock>,
}

impl StoredSource {
    /// Reads a source back from the project.
    ///
    /// # Errors
    /// [`Error::UnknownId`] for a source that is not there, and those of the store.
    pub fn load(project: &Project, source: &str) -> Result<Self> {
        let raw = project.raw_text(source)?.ok_or_else(|| Error::UnknownId { id: source.to_owned() })?;
        let edits: Vec<Edit> = project
            .edits(source)?
            .into_iter()
            .filter_map(|e| {
                Some(Edit {
                    span: Span::new(e.raw.start, e.raw.end),
                    replacement: e.replacement,
                    reason: EditReason::from_name(&e.reason)?,
                    confidence: (e.confidence * 1000.0).round() as u16,
                })
            })
            .collect();
        let mut pieces: BTreeMap<u32, Vec<Segment>> = BTreeMap::new();
        let mut sentences: BTreeMap<u32, Vec<Segment>> = BTreeMap::new();
        for segment in project.segments(source, None)? {
            let list = if segment.level == SegmentLevel::Block { &mut pieces } else { &mut sentences };
            list.entry(segment.block).or_default().push(segment);
        }
        let blocks = pieces
            .into_iter()
            .map(|(block, segments)| {
                let spans: Vec<Span> = segments.iter().map(|s| Span::new(s.span.start, s.span.end)).collect();
                let reading = Reading::new(&raw, &spans, &edits);
                let sentences = sentences
                    .remove(&block)
                    .unwrap_or_default()
                    .into_iter()
                    .filter_map(|s| {
                        let start = reading.read_from_raw(s.span.start)?;
                        let last = raw[s.span.start..s.span.end].char_indices().next_back()?.0 + s.span.start;
                        let end = reading.read_from_raw(last)?;
                        let end = end + reading.text()[end..].chars().next().map_or(0, char::len_utf8);
                        Some((Span::new(start, end.max(start)), s.lang))
                    })
                    .collect();
                StoredBlock { block, segments, reading, sentences }
            })
            .collect();
        Ok(Self { raw, blocks })
    }
}
