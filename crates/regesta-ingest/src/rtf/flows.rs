//! Flows of paragraphs: the body, each note, each running head.

use crate::layered::{Gap, LayeredText, ParagraphText};
use crate::{LayerKind, PartKind};

/// A flow of paragraphs.
#[derive(Debug)]
pub(super) struct Flow {
    pub(super) kind: FlowKind,
    pub(super) paragraphs: Vec<(LayerKind, Gap, ParagraphText)>,
    pub(super) current: ParagraphText,
    /// Bytes of `current` that stand raised at its end: the sign of a note that follows.
    pub(super) raised_from: Option<usize>,
    /// The number of a note stands there with its blank: blanks that follow are no text.
    pub(super) is_labelled: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FlowKind {
    Body,
    Note { key: String, is_endnote: bool, number: u32 },
    Comment,
    RunningHead,
}

impl Flow {
    pub(super) fn new(kind: FlowKind) -> Self {
        Self { kind, paragraphs: Vec::new(), current: ParagraphText::default(), raised_from: None, is_labelled: false }
    }
}

/// Writes the body, then the footnotes, the endnotes, the comments and the running heads among the flows that ended.
pub(super) fn write(body: Flow, mut done: Vec<Flow>, text: &mut LayeredText) {
    for (kind, gap, paragraph) in body.paragraphs {
        text.push(kind, PartKind::Paragraph, gap, paragraph);
    }
    for (wanted, layer, part) in
        [(false, LayerKind::Footnote, PartKind::Footnote), (true, LayerKind::Endnote, PartKind::Endnote)]
    {
        for flow in &mut done {
            let FlowKind::Note { key, is_endnote, .. } = &flow.kind else { continue };
            if *is_endnote == wanted {
                let paragraphs = std::mem::take(&mut flow.paragraphs).into_iter().map(|(_, _, text)| text);
                text.push_note(layer, part, key, paragraphs.collect());
            }
        }
    }
    for (wanted, part) in [(FlowKind::Comment, PartKind::Comment), (FlowKind::RunningHead, PartKind::RunningHead)] {
        for flow in done.iter_mut().filter(|flow| flow.kind == wanted) {
            for (_, gap, paragraph) in std::mem::take(&mut flow.paragraphs) {
                text.push(LayerKind::Aside, part, gap, paragraph);
            }
        }
    }
}
