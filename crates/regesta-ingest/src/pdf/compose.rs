//! From blocks of lines to the text, with the place of every word.

use std::ops::Range;

use crate::{LayoutBlock, LayoutKind, NoteMark, PageMark, WordBox};

use super::atlas::GlyphAtlas;
use super::blocks::{Draft, PlacedRow};
use super::feet::superscript_value;
use super::rows::Row;
use super::words::{PageWords, Word};

/// A gap wider than this many font sizes divides the cells of a table.
const CELL_GAP: f32 = 1.6;
/// A letter this many times as large as its line is an initial.
const INITIAL: f32 = 1.8;

/// The text of a document.
#[derive(Debug, Default)]
pub(super) struct Composed {
    pub(super) text: String,
    pub(super) pages: Vec<PageMark>,
    pub(super) boxes: Vec<WordBox>,
    pub(super) layout: Vec<LayoutBlock>,
}

/// Writes the lines of all pages in their order. Lines of one block are divided by a line feed, blocks by an empty line,
/// pages by a line feed.
pub(super) fn compose(
    pages: &[PageWords],
    marks: Vec<PageMark>,
    atlas: &GlyphAtlas,
    rows: &[PlacedRow],
    drafts: &[Draft],
) -> Composed {
    let mut composed = Composed::default();
    let mut writer = Writer { atlas, out: &mut composed, blocks: vec![None; drafts.len()] };
    let mut rest = rows;
    for (index, mut mark) in marks.into_iter().enumerate() {
        if index > 0 {
            writer.out.text.push('\n');
        }
        mark.raw_start = writer.out.text.len();
        writer.out.pages.push(mark);
        let count = rest.iter().take_while(|row| row.page == index).count();
        let (these, others) = rest.split_at(count);
        rest = others;
        for (at, row) in these.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| these[before].block);
            match before {
                Some(block) if block == row.block => writer.out.text.push('\n'),
                Some(_) => writer.out.text.push_str("\n\n"),
                None => {}
            }
            writer.row(&pages[index], index as u32, row, &drafts[row.block], before == Some(row.block));
        }
    }
    let levels = levels(drafts);
    let mut blocks: Vec<LayoutBlock> = Vec::with_capacity(drafts.len());
    for (draft, block) in drafts.iter().zip(writer.blocks) {
        let Some(mut block) = block else { continue };
        if block.kind == LayoutKind::Heading {
            block.level = rank(&levels, draft.size);
        }
        blocks.push(block);
    }
    blocks.sort_by_key(|block| block.pieces[0].start);
    composed.layout = blocks;
    composed
}

/// Sizes of headings, the largest first.
fn levels(drafts: &[Draft]) -> Vec<f32> {
    let mut sizes: Vec<f32> =
        drafts.iter().filter(|draft| draft.kind == LayoutKind::Heading).map(|draft| draft.size).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.dedup_by(|a, b| (*a - *b).abs() < 0.06);
    sizes
}

fn rank(levels: &[f32], size: f32) -> u8 {
    let at = levels.iter().position(|level| (level - size).abs() < 0.06).unwrap_or(0);
    (at + 1).min(6) as u8
}

struct Writer<'a> {
    atlas: &'a GlyphAtlas,
    out: &'a mut Composed,
    blocks: Vec<Option<LayoutBlock>>,
}

impl Writer<'_> {
    fn row(&mut self, page: &PageWords, index: u32, placed: &PlacedRow, draft: &Draft, goes_on: bool) {
        let start = self.out.text.len();
        let is_first = self.blocks[placed.block].is_none();
        let mut label: Option<Range<usize>> = None;
        let mut calls: Vec<NoteMark> = Vec::new();
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
                && draft.kind != LayoutKind::RunningHead
                && (at > 0 || goes_on)
                && let Some(raw) = self.figures(&span)
                && self.is_call(word, &raw)
            {
                calls.push(NoteMark { raw, note: None });
            }
        }
        let piece = start..self.out.text.len();
        match &mut self.blocks[placed.block] {
            Some(block) => {
                match block.pieces.last_mut() {
                    Some(last) if goes_on => last.end = piece.end,
                    _ => block.pieces.push(piece),
                }
                block.calls.extend(calls);
            }
            empty => {
                *empty = Some(LayoutBlock { kind: draft.kind, level: 0, pieces: vec![piece], label, calls });
            }
        }
    }

    /// What stands between two words of a line.
    fn gap(&mut self, page: &PageWords, row: &Row, before: &Word, word: &Word, kind: LayoutKind) {
        let gap = word.x0 - before.x1;
        let small = |word: &Word| {
            page.kinds_of(word).first().is_some_and(|&kind| self.atlas.letters(kind).starts_with(char::is_lowercase))
        };
        let is_initial = before.size > INITIAL * row.size && before.glyph_count() == 1 && small(word);
        if kind == LayoutKind::TableRow && gap > CELL_GAP * row.size {
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
            let [x0, y0, x1, y1] = word.turn.shown([word.x0, word.top(), word.x1, word.bottom()]);
            let [width, height] = page.size;
            self.out.boxes.push(WordBox {
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
