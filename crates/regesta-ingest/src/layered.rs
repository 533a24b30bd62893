//! Puts paragraphs with their notes together into one text with layers.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::{Change, ChangeReason, Ingested, Layer, LayerKind, NoteCallMark, PartKind, PartMark};

/// One paragraph as a reader of a format gathers it. Offsets are bytes of [`ParagraphText::text`].
#[derive(Debug, Clone, Default)]
pub(crate) struct ParagraphText {
    pub(crate) text: String,
    /// Bytes before which a number or sign stands as the label of a note.
    label: Option<Range<usize>>,
    calls: Vec<(Range<usize>, String)>,
    changes: Vec<Change>,
    /// Calls whose sign was yet to come when they were told.
    announced: Vec<(Range<usize>, String)>,
}

impl ParagraphText {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Text that is kept and not read: deleted or hidden.
    pub(crate) fn push_struck(&mut self, text: &str) {
        self.push_changed(text, "", ChangeReason::Struck);
    }

    /// A hyphen that shows only at a line end.
    pub(crate) fn push_soft_hyphen(&mut self) {
        self.push_changed("\u{ad}", "", ChangeReason::SoftHyphen);
    }

    /// A hyphen at which no line ends.
    pub(crate) fn push_hard_hyphen(&mut self) {
        self.push_changed("\u{2011}", "-", ChangeReason::HardHyphen);
    }

    /// Text of a run, with its special hyphens as such.
    pub(crate) fn push_run(&mut self, text: &str, is_struck: bool) {
        if is_struck {
            return self.push_struck(text);
        }
        let mut rest = text;
        while let Some(at) = rest.find(['\u{ad}', '\u{2011}']) {
            self.push(&rest[..at]);
            if rest[at..].starts_with('\u{ad}') {
                self.push_soft_hyphen()
            } else {
                self.push_hard_hyphen()
            }
            rest = &rest[at + rest[at..].chars().next().map_or(0, char::len_utf8)..];
        }
        self.push(rest);
    }

    fn push_changed(&mut self, text: &str, replacement: &str, reason: ChangeReason) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        match self
            .changes
            .last_mut()
            .filter(|last| last.raw.end == start && last.reason == reason && replacement.is_empty())
        {
            Some(last) => last.raw.end = self.text.len(),
            None => self.changes.push(Change { raw: start..self.text.len(), replacement: replacement.into(), reason }),
        }
    }

    /// A note call: what is printed, and the key of the note.
    pub(crate) fn push_call(&mut self, printed: &str, note: &str) {
        let start = self.text.len();
        self.text.push_str(printed);
        self.calls.push((start..self.text.len(), note.into()));
    }

    /// Prints another number for the call at the end of what is here, if there is one.
    pub(crate) fn reprint_last_call(&mut self, printed: &str) {
        if let Some((range, _)) = self.calls.last_mut().filter(|(range, _)| range.end == self.text.len())
            && self.text[range.clone()].chars().all(|c| c.is_ascii_digit())
        {
            self.text.truncate(range.start);
            self.text.push_str(printed);
            range.end = self.text.len();
        }
    }

    /// A note call whose sign is what stands from the byte `from` on.
    pub(crate) fn call_behind(&mut self, from: usize, note: &str) {
        let sign = self.text.get(from..).unwrap_or_default();
        let start = from + sign.len() - sign.trim_start().len();
        let end = start + sign.trim().len();
        if start < end && end - start <= 8 {
            self.calls.push((start..end, note.into()));
        }
    }

    /// A note call whose sign is the text that is pushed next: `bytes` of it.
    pub(crate) fn announce_call(&mut self, bytes: usize, note: &str) {
        self.announced.push((self.text.len()..self.text.len() + bytes, note.into()));
    }

    /// The label of a note, and a blank behind it.
    pub(crate) fn push_label(&mut self, printed: &str) {
        let start = self.text.len();
        self.text.push_str(printed);
        self.label = Some(start..self.text.len());
        self.text.push(' ');
    }

    /// The bytes that hold the label of a note, which is in the text already.
    pub(crate) fn set_label(&mut self, label: Range<usize>) {
        self.label = Some(label);
    }

    /// Makes calls of what was announced and has come.
    fn settle(&mut self) {
        let text = &self.text;
        let come = std::mem::take(&mut self.announced).into_iter().filter(|(range, _)| {
            text.get(range.clone()).is_some_and(|sign| !sign.is_empty() && !sign.contains(char::is_whitespace))
        });
        self.calls.extend(come);
        self.calls.sort_by_key(|(range, _)| range.start);
    }

    /// Takes over what another paragraph holds, behind what is here.
    pub(crate) fn append(&mut self, mut other: Self) {
        other.settle();
        let shift = self.text.len();
        let moved = |range: Range<usize>| range.start + shift..range.end + shift;
        self.text.push_str(&other.text);
        self.calls.extend(other.calls.into_iter().map(|(range, note)| (moved(range), note)));
        self.changes.extend(other.changes.into_iter().map(|change| Change { raw: moved(change.raw), ..change }));
        self.label = self.label.take().or_else(|| other.label.map(moved));
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The whole text under construction.
#[derive(Debug, Default)]
pub(crate) struct LayeredText {
    text: String,
    layers: Vec<Layer>,
    /// Of each call: its layer, its place among the calls of that, the key of its note.
    open_calls: Vec<(usize, usize, String)>,
    /// Layer of the first paragraph of each note.
    notes: BTreeMap<String, usize>,
    parts: Vec<PartMark>,
    numbers: BTreeMap<PartKind, u32>,
}

/// What stands before a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A blank line.
    Paragraph,
    /// A line end: between the cells of a row, between the paragraphs of one note.
    Line,
}

impl LayeredText {
    /// Adds a paragraph that is not blank and gives it the next number of its kind of part. Returns whether it was added.
    pub(crate) fn push(&mut self, kind: LayerKind, part: PartKind, gap: Gap, paragraph: ParagraphText) -> bool {
        if paragraph.is_blank() {
            return false;
        }
        let number = self.numbers.entry(part).or_default();
        *number += 1;
        let number = *number;
        self.open(gap);
        self.parts.push(PartMark { raw_start: self.text.len(), kind: part, number });
        self.add_layer(kind, paragraph);
        true
    }

    /// Adds a note of one or more paragraphs under its key; they make one layer. `number` is its number among the notes of
    /// its kind.
    pub(crate) fn push_note(&mut self, kind: LayerKind, part: PartKind, key: &str, paragraphs: Vec<ParagraphText>) {
        let mut whole = ParagraphText::default();
        for paragraph in paragraphs.into_iter().filter(|paragraph| !paragraph.is_blank()) {
            if !whole.text.is_empty() {
                whole.push("\n");
            }
            whole.append(paragraph);
        }
        let layer = self.layers.len();
        if self.push(kind, part, Gap::Paragraph, whole) {
            self.notes.insert(key.into(), layer);
        }
    }

    fn open(&mut self, gap: Gap) {
        if !self.text.is_empty() {
            self.text.push_str(if gap == Gap::Line { "\n" } else { "\n\n" });
        }
    }

    fn add_layer(&mut self, kind: LayerKind, mut paragraph: ParagraphText) {
        paragraph.settle();
        let start = self.text.len();
        let moved = |range: &Range<usize>| range.start + start..range.end + start;
        self.text.push_str(&paragraph.text);
        let index = self.layers.len();
        let mut calls = Vec::with_capacity(paragraph.calls.len());
        for (range, note) in paragraph.calls.into_iter().filter(|(range, _)| !range.is_empty()) {
            self.open_calls.push((index, calls.len(), note));
            calls.push(NoteCallMark { raw: moved(&range), note: None });
        }
        self.layers.push(Layer {
            level: 0,
            kind,
            raw: std::iter::once(start..self.text.len()).collect(),
            label: paragraph.label.as_ref().map(moved),
            calls,
            changes: paragraph.changes.into_iter().map(|change| Change { raw: moved(&change.raw), ..change }).collect(),
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Links the calls and hands everything over.
    pub(crate) fn finish(mut self, read: &mut Ingested) {
        for (layer, call, note) in self.open_calls {
            self.layers[layer].calls[call].note = self.notes.get(&note).copied();
        }
        // A line end closes the text as it closes that of a file.
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        read.raw_text = self.text;
        read.layers = self.layers;
        read.parts = self.parts;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_find_notes_that_come_later() {
        let mut body = ParagraphText::default();
        body.push("The town fell.");
        body.push_call("1", "f1");
        let mut note = ParagraphText::default();
        note.push_label("1");
        note.push("Orme, p. 3.");
        let mut text = LayeredText::default();
        text.push(LayerKind::Paragraph, PartKind::Paragraph, Gap::Paragraph, body);
        text.push_note(LayerKind::Footnote, PartKind::Footnote, "f1", vec![note]);
        let mut read = Ingested::new("x", String::new(), String::new());
        text.finish(&mut read);
        assert_eq!(read.raw_text, "The town fell.1\n\n1 Orme, p. 3.\n");
        assert_eq!(read.layers[0].calls, [NoteCallMark { raw: 14..15, note: Some(1) }]);
        assert_eq!(read.layers[1].label, Some(17..18));
        assert_eq!(read.part_at(20).map(PartMark::label).as_deref(), Some("fn. 1"));
    }

    #[test]
    fn special_hyphens_are_kept_and_marked() {
        let mut paragraph = ParagraphText::default();
        paragraph.push_run("garri\u{ad}son non\u{2011}stop", false);
        assert_eq!(paragraph.text, "garri\u{ad}son non\u{2011}stop");
        let reasons: Vec<ChangeReason> = paragraph.changes.iter().map(|change| change.reason).collect();
        assert_eq!(reasons, [ChangeReason::SoftHyphen, ChangeReason::HardHyphen]);
    }
}
