//! From blocks of lines to the text, with the place of every word.

use std::ops::Range;

use crate::{Layer, LayerKind, NoteCallMark, PageMark, Recognised, WordBox, WordBoxes};

use super::atlas::GlyphAtlas;
use super::blocks::{Draft, PlacedRow};
use super::feet::superscript_value;
use super::parts::CELL_GAP;
use super::recognised::doubt;
use super::rows::Row;
use super::words::{PageWords, Word};

/// A letter this many times as large as its line is an initial.
const INITIAL: f32 = 1.8;

/// The text of a document.
#[derive(Debug, Default)]
pub(super) struct Composed {
    pub(super) text: String,
    pub(super) pages: Vec<PageMark>,
    pub(super) boxes: WordBoxes,
    pub(super) layers: Vec<Layer>,
    pub(super) recognised: Vec<Recognised>,
    /// Pages with glyphs of which nothing tells what they mean.
    pub(super) unmapped: Vec<u32>,
}

/// Writes the lines of the pages one after the other. Lines of one block are divided by a line feed, blocks by an empty
/// line, pages by a line feed.
pub(super) struct Writer<'a> {
    atlas: &'a GlyphAtlas,
    pub(super) out: Composed,
    /// By the number of the draft.
    blocks: Vec<Option<Layer>>,
}

/// Sizes of headings, the largest first.
fn levels(drafts: &[Draft]) -> Vec<f32> {
    let mut sizes: Vec<f32> =
        drafts.iter().filter(|draft| draft.kind == LayerKind::Heading).map(|draft| draft.size).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.dedup_by(|a, b| (*a - *b).abs() < 0.06);
    sizes
}

fn rank(levels: &[f32], size: f32) -> u8 {
    let at = levels.iter().position(|level| (level - size).abs() < 0.06).unwrap_or(0);
    (at + 1).min(6) as u8
}

impl<'a> Writer<'a> {
    pub(super) fn new(atlas: &'a GlyphAtlas) -> Self {
        Self { atlas, out: Composed::default(), blocks: Vec::new() }
    }

    /// Appends a page.
    pub(super) fn page(&mut self, page: &PageWords, mut mark: PageMark, rows: &[PlacedRow], drafts: &[Draft]) {
        if !self.out.pages.is_empty() {
            self.out.text.push('\n');
        }
        self.blocks.resize(drafts.len(), None);
        let index = mark.index;
        mark.raw_start = self.out.text.len();
        self.out.pages.push(mark);
        for (at, row) in rows.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| rows[before].block);
            match before {
                Some(block) if block == row.block => self.out.text.push('\n'),
                Some(_) => self.out.text.push_str("\n\n"),
                None => {}
            }
            self.row(page, index, row, &drafts[row.block], before == Some(row.block));
        }
    }

    /// The whole text.
    pub(super) fn end(self, drafts: &[Draft]) -> Composed {
        let Self { mut out, blocks, .. } = self;
        let levels = levels(drafts);
        for (draft, block) in drafts.iter().zip(blocks) {
            let Some(mut block) = block else { continue };
            if block.kind == LayerKind::Heading {
                block.level = rank(&levels, draft.size);
            }
            out.layers.push(block);
        }
        out.layers.sort_by_key(|block| block.raw[0].start);
        for stretch in &mut out.recognised {
            stretch.doubt = doubt(&out.text[stretch.start..stretch.end]);
        }
        out
    }

    fn row(&mut self, page: &PageWords, index: u32, placed: &PlacedRow, draft: &Draft, goes_on: bool) {
        let start = self.out.text.len();
        let is_first = self.blocks[placed.block].is_none();
        let mut label: Option<Range<usize>> = None;
        let mut calls: Vec<NoteCallMark> = Vec::new();
        let row = &placed.row;
        for (at, &number) in row.words.iter().enumerate() {
            let word = &page.words[number as usize];
            if at > 0 {
                let before = &page.words[row.words[at - 1] as usize];
                self.gap(page, row, before, word, draft.kind);
            }
            let span = self.word(page, index, word, at + 1 == row.words.len());
            let is_label = at == 0 && is_first && draft.has_label;
            if is_label {
                label = self.label(&span);
            } else if word.is_raised
                && draft.kind != LayerKind::Aside
                && (at > 0 || goes_on)
                && let Some(raw) = self.figures(&span)
                && self.is_call(word, &raw)
            {
                calls.push(NoteCallMark { raw, note: None });
            }
        }
        let piece = start..self.out.text.len();
        match &mut self.blocks[placed.block] {
            Some(block) => {
                match block.raw.last_mut() {
                    Some(last) if goes_on => last.end = piece.end,
                    _ => block.raw.push(piece),
                }
                block.calls.extend(calls);
            }
            empty => {
                let (raw, changes) = (vec![piece], Vec::new());
                *empty = Some(Layer { kind: draft.kind, level: 0, raw, label, calls, changes });
            }
        }
    }

    /// Remembers a word that was recognised on a picture.
    fn recognise(&mut self, raw: &Range<usize>, page: u32) {
        match self.out.recognised.last_mut() {
            Some(last) if last.page == page && self.out.text[last.end..raw.start].trim().is_empty() => {
                last.end = raw.end
            }
            _ => self.out.recognised.push(Recognised { start: raw.start, end: raw.end, page, doubt: 0 }),
        }
    }

    /// What stands between two words of a line.
    fn gap(&mut self, page: &PageWords, row: &Row, before: &Word, word: &Word, kind: LayerKind) {
        let gap = word.x0 - before.x1;
        let small = |word: &Word| {
            page.kinds_of(word).first().is_some_and(|&kind| self.atlas.letters(kind).starts_with(char::is_lowercase))
        };
        let is_initial = before.size > INITIAL * row.size && before.glyph_count() == 1 && small(word);
        if kind == LayerKind::TableRow && gap > CELL_GAP * row.size {
            self.out.text.push('\t');
        } else if !word.follows_closely(before) && !is_initial {
            self.out.text.push(' ');
        }
    }

    /// Writes a word with its box; its bytes.
    fn word(&mut self, page: &PageWords, index: u32, word: &Word, is_last: bool) -> Range<usize> {
        let start = self.out.text.len();
        let kinds = page.kinds_of(word);
        for (at, &kind) in kinds.iter().enumerate() {
            for c in self.atlas.letters(kind).chars() {
                match c {
                    // A soft hyphen that is drawn inside a line is a hyphen: the line was not broken there.
                    '\u{AD}' if !(is_last && at + 1 == kinds.len()) => self.out.text.push('-'),
                    c if c.is_whitespace() => {}
                    c => self.out.text.push(c),
                }
            }
        }
        let raw = start..self.out.text.len();
        if !raw.is_empty() {
            if word.is_invisible && page.has_picture {
                self.recognise(&raw, index);
            }
            let [x0, y0, x1, y1] = word.turn.shown([word.x0, word.top(), word.x1, word.bottom()]);
            let [width, height] = page.size;
            self.out.boxes.push(&WordBox {
                raw: raw.clone(),
                page: index,
                x0: quantised(x0, width),
                y0: quantised(y0, height),
                x1: quantised(x1, width),
                y1: quantised(y1, height),
            });
        }
        raw
    }

    /// The number or sign of a note: the figures only where a word is glued to them.
    fn label(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let mut label = self.figures(span)?;
        let text = &self.out.text[label.clone()];
        let figures = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if figures > 0 {
            label.end = label.start + figures;
        }
        Some(label)
    }

    /// The number or sign inside a raised word, without its brackets.
    fn figures(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let text = &self.out.text[span.clone()];
        let is_mark = |c: char| matches!(c, '[' | ']' | '(' | ')' | '.' | ',');
        let inner = text.trim_matches(is_mark);
        let start = span.start + (text.len() - text.trim_start_matches(is_mark).len());
        (!inner.is_empty()).then(|| start..start + inner.len())
    }

    /// Whether a raised word can call a note: at most three figures, or asterisks glued to a word.
    fn is_call(&self, word: &Word, raw: &Range<usize>) -> bool {
        let text = &self.out.text[raw.clone()];
        let is_number = text.chars().all(|c| c.is_ascii_digit() || superscript_value(c).is_some());
        if is_number {
            return text.chars().count() <= 3 && !text.starts_with('0');
        }
        word.is_glued && text.chars().all(|c| matches!(c, '*' | '†' | '‡')) && text.chars().count() <= 4
    }
}

/// To 1/100 point and onto the page, so that boxes are the same on every machine.
fn quantised(value: f32, most: f32) -> f32 {
    let value = f64::from(value).clamp(0.0, f64::from(most.max(0.0)));
    ((value * 100.0).round() / 100.0) as f32
}
