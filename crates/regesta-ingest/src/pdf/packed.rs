//! A page in few bytes, until the whole document has been seen: some sixteen a word, its letters included.

use crate::varint::{push, take};

use super::glyphs::{Figure, Rule, Turn};
use super::words::{PageWords, Word};

/// Parts of a point to which the places of words are rounded.
const PARTS: f32 = 256.0;
/// Rules of a page that are kept: more are a drawing.
const MOST_RULES: usize = 2000;

const RAISED: u8 = 4;
const GLUED: u8 = 8;
const BOLD: u8 = 16;
const ITALIC: u8 = 32;
const INVISIBLE: u8 = 64;

/// The words of a page, packed one against the other.
#[derive(Debug, Clone, Default)]
pub(super) struct PackedPage {
    pub(super) size: [f32; 2],
    words: Box<[u8]>,
    rules: Box<[Rule]>,
    figures: Box<[Figure]>,
    has_picture: bool,
}

/// Rounds a place to what [`PackedPage`] keeps.
pub(super) fn rounded(points: f32) -> f32 {
    (points * PARTS).round() / PARTS
}

fn parts(points: f32) -> i64 {
    (points * PARTS).round() as i64
}

fn points(parts: i64) -> f32 {
    parts as f32 / PARTS
}

impl PackedPage {
    /// Packs words whose places are [`rounded`]; nothing of them is lost.
    pub(super) fn new(page: &PageWords) -> Self {
        let mut bytes = Vec::new();
        let mut before = Word::default();
        for word in &page.words {
            push(&mut bytes, (word.end - word.start).into());
            let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
            bytes.push(
                word.turn as u8
                    | flag(word.is_raised, RAISED)
                    | flag(word.is_glued, GLUED)
                    | flag(word.is_bold, BOLD)
                    | flag(word.is_italic, ITALIC)
                    | flag(word.is_invisible, INVISIBLE),
            );
            push(&mut bytes, parts(word.x0) - parts(before.x1));
            push(&mut bytes, parts(word.x1) - parts(word.x0));
            push(&mut bytes, parts(word.y) - parts(before.y));
            push(&mut bytes, parts(word.size) - parts(before.size));
            page.kinds_of(word).iter().for_each(|&kind| push(&mut bytes, kind.into()));
            before = *word;
        }
        Self {
            size: page.size,
            words: bytes.into(),
            rules: page.rules.iter().take(MOST_RULES).copied().collect(),
            figures: page.figures.as_slice().into(),
            has_picture: page.has_picture,
        }
    }

    /// The words as they were.
    pub(super) fn unpacked(&self) -> PageWords {
        let mut page = PageWords {
            size: self.size,
            rules: self.rules.to_vec(),
            figures: self.figures.to_vec(),
            has_picture: self.has_picture,
            ..PageWords::default()
        };
        let mut bytes: &[u8] = &self.words;
        let mut before = Word::default();
        while let Some(word) = next_word(&mut bytes, before, &mut page.kinds) {
            page.words.push(word);
            before = word;
        }
        page
    }
}

fn next_word(bytes: &mut &[u8], before: Word, kinds: &mut Vec<u32>) -> Option<Word> {
    let count = take(bytes)?;
    let (&flags, rest) = bytes.split_first()?;
    *bytes = rest;
    let x0 = parts(before.x1) + take(bytes)?;
    let x1 = x0 + take(bytes)?;
    let y = parts(before.y) + take(bytes)?;
    let size = parts(before.size) + take(bytes)?;
    let start = kinds.len() as u32;
    for _ in 0..count {
        kinds.push(u32::try_from(take(bytes)?).ok()?);
    }
    Some(Word {
        start,
        end: kinds.len() as u32,
        x0: points(x0),
        x1: points(x1),
        y: points(y),
        size: points(size),
        turn: Turn::ALL[usize::from(flags & 3)],
        is_raised: flags & RAISED != 0,
        is_glued: flags & GLUED != 0,
        is_bold: flags & BOLD != 0,
        is_italic: flags & ITALIC != 0,
        is_invisible: flags & INVISIBLE != 0,
    })
}

#[cfg(test)]
mod tests {
    use super::super::words::tests::page;
    use super::*;

    #[test]
    fn words_come_back_as_they_were() {
        let runs = [
            (10.3, 20.0, 10.7, "слово"),
            (36.0, 16.5, 6.0, "12"),
            (30.0, -4.25, 11.0, "ниже и"),
            (5.0, 90.0, 9.0, "а"),
        ];
        let (glyphs, atlas) = page(&runs);
        let mut words = PageWords::new(&glyphs, &atlas, [400.0, 300.0]);
        words.rules.push(Rule { x0: 1.0, x1: 90.0, y: 33.3 });
        words.figures.push(Figure { x0: 1.0, y0: 2.0, x1: 90.0, y1: 33.3 });
        words.words[0].is_invisible = true;
        words.words[1].turn = Turn::Up;
        assert_eq!(PackedPage::new(&words).unpacked(), words);
    }
}
