//! What a reader of files knows of structure, as the text preparation wants it.

use std::ops::Range;

use regesta_ingest::{Change, ChangeReason, Ingested, Layer, LayerKind};
use regesta_text::{Edit, EditReason, LayerCall, PageBreak, PrepareOptions, SegmentKind, Span};

fn span(raw: &Range<usize>) -> Span {
    Span::new(raw.start, raw.end)
}

/// Pages, layers and kind of a file; structure words come from the packs.
pub(crate) fn prepare_options(ingested: &Ingested) -> PrepareOptions {
    let page =
        |p: &regesta_ingest::PageMark| PageBreak { raw_start: p.raw_start, index: p.index, label: p.label.clone() };
    PrepareOptions {
        pages: ingested.pages.iter().map(page).collect(),
        markdown: ingested.media_type == "text/markdown",
        layers: ingested.layers.iter().map(layer).collect(),
        laid_out: ingested.is_laid_out,
        ..PrepareOptions::default()
    }
}

fn layer(from: &Layer) -> regesta_text::Layer {
    let call = |call: &regesta_ingest::NoteCallMark| LayerCall { raw: span(&call.raw), note: call.note };
    regesta_text::Layer {
        kind: kind(from.kind),
        pieces: from.raw.iter().map(span).collect(),
        label: from.label.as_ref().map(span),
        calls: from.calls.iter().map(call).collect(),
        changes: from.changes.iter().map(change).collect(),
    }
}

fn kind(kind: LayerKind) -> Option<SegmentKind> {
    match kind {
        LayerKind::Paragraph => None,
        // A table says things as a sentence does.
        LayerKind::Body | LayerKind::Cell | LayerKind::TableRow => Some(SegmentKind::Body),
        LayerKind::Heading => Some(SegmentKind::Heading),
        LayerKind::Aside => Some(SegmentKind::RunningHead),
        LayerKind::Footnote => Some(SegmentKind::Footnote),
        LayerKind::Endnote => Some(SegmentKind::Endnote),
        LayerKind::Bibliography => Some(SegmentKind::Bibliography),
        LayerKind::Abstract => Some(SegmentKind::Abstract),
        LayerKind::Caption => Some(SegmentKind::Caption),
    }
}

fn change(change: &Change) -> Edit {
    let reason = match change.reason {
        ChangeReason::Struck => EditReason::Struck,
        ChangeReason::SoftHyphen => EditReason::LineEndHyphen,
        ChangeReason::HardHyphen => EditReason::HyphenKept,
    };
    Edit { span: span(&change.raw), replacement: change.replacement.clone(), reason, confidence: 1000 }
}
