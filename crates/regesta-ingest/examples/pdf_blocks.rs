//! Prints what a PDF reads as, block by block, as JSON: for `scripts/pdf_truth/score.py`.
//!
//! `cargo run --release -p regesta-ingest --example pdf_blocks -- FILE...` writes FILE.blocks.json beside each.

use std::error::Error;
use std::path::PathBuf;

use regesta_ingest::{LayoutKind, ReadOptions, read_bytes};
use regesta_text::{EditReason, LayoutBlock, PageBreak, PrepareOptions, SegmentKind, Span, prepare};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args_os().skip(1).map(PathBuf::from) {
        let read = read_bytes(std::fs::read(&path)?, "paper.pdf", &ReadOptions::default())?;
        let span = |range: &std::ops::Range<usize>| Span::new(range.start, range.end);
        let kind = |kind: LayoutKind| match kind {
            LayoutKind::Body | LayoutKind::TableRow => SegmentKind::Body,
            LayoutKind::Heading => SegmentKind::Heading,
            LayoutKind::RunningHead => SegmentKind::RunningHead,
            LayoutKind::Footnote => SegmentKind::Footnote,
            LayoutKind::Endnote => SegmentKind::Endnote,
            LayoutKind::Caption => SegmentKind::Caption,
        };
        let layout = read.layout.iter().map(|block| LayoutBlock {
            kind: kind(block.kind),
            pieces: block.pieces.iter().map(span).collect(),
            label: block.label.as_ref().map(span),
            calls: block.calls.iter().map(|call| (span(&call.raw), call.note)).collect(),
        });
        let pages = read.pages.iter();
        let pages =
            pages.map(|page| PageBreak { raw_start: page.raw_start, index: page.index, label: page.label.clone() });
        let options = PrepareOptions { pages: pages.collect(), layout: layout.collect(), ..PrepareOptions::default() };
        let prepared = prepare(&read.raw_text, &options);
        let mut blocks = Vec::new();
        for block in &prepared.blocks {
            let text = block.reading.text();
            let word_at = |at: usize| {
                let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
                let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
                text[start..end].to_owned()
            };
            let calls: Vec<_> = block
                .calls
                .iter()
                .map(|call| json!({ "at": text[..block.reading.read_at_or_after_raw(call.raw.start)].chars().count(), "printed": call.printed, "note": call.note }))
                .collect();
            let is_hyphen = |reason: EditReason| matches!(reason, EditReason::LineEndHyphen | EditReason::HyphenKept);
            let inside = |at: usize| block.pieces.iter().any(|piece| piece.start <= at && at < piece.end);
            let hyphens: Vec<String> = prepared
                .edits
                .iter()
                .filter(|edit| is_hyphen(edit.reason) && inside(edit.span.start))
                .map(|edit| word_at(block.reading.read_at_or_after_raw(edit.span.end)))
                .collect();
            blocks.push(json!({
                "kind": block.kind.name(), "page": block.page, "text": text, "calls": calls, "hyphens": hyphens,
                "label": block.label.as_ref().map(|label| &label.printed),
            }));
        }
        let labels: Vec<_> = read.pages.iter().map(|page| &page.label).collect();
        let messages: Vec<_> = read.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
        let out = json!({ "blocks": blocks, "labels": labels, "diagnostics": messages, "csl": read.csl });
        std::fs::write(path.with_extension("blocks.json"), serde_json::to_string(&out)?)?;
    }
    Ok(())
}
