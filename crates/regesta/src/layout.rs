//! What a reader of files knows of the parts of a text, in the terms of `regesta-text`.

use regesta_ingest::{LayoutBlock, LayoutKind};
use regesta_text::{SegmentKind, Span};

/// The blocks of a reader as [`regesta_text::prepare`] takes them, in the same order.
pub(crate) fn text_layout(layout: &[LayoutBlock]) -> Vec<regesta_text::LayoutBlock> {
    let span = |range: &std::ops::Range<usize>| Span::new(range.start, range.end);
    let block = |block: &LayoutBlock| regesta_text::LayoutBlock {
        kind: segment_kind(block.kind),
        pieces: block.pieces.iter().map(span).collect(),
        label: block.label.as_ref().map(span),
        calls: block.calls.iter().map(|call| (span(&call.raw), call.note)).collect(),
    };
    layout.iter().map(block).collect()
}

fn segment_kind(kind: LayoutKind) -> SegmentKind {
    match kind {
        // A row of a table says things as a sentence does.
        LayoutKind::Body | LayoutKind::TableRow => SegmentKind::Body,
        LayoutKind::Heading => SegmentKind::Heading,
        LayoutKind::RunningHead => SegmentKind::RunningHead,
        LayoutKind::Footnote => SegmentKind::Footnote,
        LayoutKind::Endnote => SegmentKind::Endnote,
        LayoutKind::Caption => SegmentKind::Caption,
    }
}
