//! From glyphs to words, in the order of drawing.

use super::atlas::{GlyphAtlas, KindId, is_superscript_digit};
use super::glyphs::{Figure, PageGlyphs, PlacedGlyph, Rule, Turn};
use super::packed::rounded;

/// A gap wider than this part of the font size is a space, as in TeX, whose PDFs have no glyph for it.
const SPACE: f32 = 0.15;
/// A gap narrower than this part of the font size is none, whatever was drawn in between.
const NO_SPACE: f32 = 0.09;
/// A step across the line wider than this part of the font size begins a new line; raised note numbers stay below it.
const NEW_BASELINE: f32 = 0.5;
/// A step back wider than this part of the font size, beyond the glyph itself, begins a new line.
const STEP_BACK: f32 = 0.5;
/// A gap wider than this many font sizes is no space between words of one line but one between columns.
const COLUMN_GAP: f32 = 2.5;
/// Raised figures are smaller than this part of the type beside them...
const RAISED_SIZE: f32 = 0.86;
/// ...and stand higher by at least this part of it.
const RAISED_BY: f32 = 0.1;
/// Letters of a spaced-out word at least, and how unequal their gaps may be.
const SPACED_OUT: usize = 4;
const SPACED_OUT_UNEQUAL: f32 = 1.6;
/// Widest gap between letters of such a word, in font sizes.
const SPACED_OUT_GAP: f32 = 0.4;

/// A word, or the part of one that is raised or not, on a page turned so that its line runs to the right.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Word {
    /// Range in [`PageWords::kinds`].
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) turn: Turn,
    /// A number or sign set above the line.
    pub(super) is_raised: bool,
    /// No space stands before it.
    pub(super) is_glued: bool,
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    /// Drawn so that nobody sees it, as recognised text is under its picture.
    pub(super) is_invisible: bool,
}

impl Word {
    pub(super) fn top(&self) -> f32 {
        self.y - 0.75 * self.size
    }

    pub(super) fn bottom(&self) -> f32 {
        self.y + 0.25 * self.size
    }

    /// Whether no space stands between it and the word `before` it on the line. Producers that change the font inside a
    /// word may draw its parts at different times.
    pub(super) fn follows_closely(&self, before: &Self) -> bool {
        let gap = self.x0 - before.x1;
        let size = self.size.min(before.size);
        self.is_glued && before.end == self.start || gap < NO_SPACE * size && gap > -0.5 * size
    }

    pub(super) fn glyph_count(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// What is kept of a page until the whole document has been seen.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PageWords {
    /// Width and height as shown.
    pub(super) size: [f32; 2],
    pub(super) kinds: Vec<KindId>,
    pub(super) words: Vec<Word>,
    pub(super) rules: Vec<Rule>,
    pub(super) figures: Vec<Figure>,
    /// Whether a picture is on the page, of any size.
    pub(super) has_picture: bool,
}

impl PageWords {
    /// The words of what was drawn.
    pub(super) fn new(page: &PageGlyphs, atlas: &GlyphAtlas, size: [f32; 2]) -> Self {
        let mut words = Self { size, rules: page.rules.clone(), figures: page.figures.clone(), ..Self::default() };
        words.has_picture = page.images > 0;
        words.kinds.reserve_exact(page.glyphs.len());
        let mut at = 0;
        while at < page.glyphs.len() {
            let end = line_end(&page.glyphs, atlas, at);
            words.push_line(&page.glyphs[at..end], atlas);
            at = end;
        }
        words.raise_lone_numbers(atlas);
        for word in &mut words.words {
            for place in [&mut word.x0, &mut word.x1, &mut word.y, &mut word.size] {
                *place = rounded(*place);
            }
        }
        words
    }

    /// A number of a note that was drawn apart from its line is known by the larger words beside it.
    fn raise_lone_numbers(&mut self, atlas: &GlyphAtlas) {
        let lone = |word: &Word| !word.is_raised && self.kinds_of(word).iter().all(|&kind| atlas.is_note_sign(kind));
        let candidates: Vec<usize> = (0..self.words.len()).filter(|&at| lone(&self.words[at])).collect();
        for at in candidates {
            let word = self.words[at];
            let beside = self.words.iter().find(|other| {
                let up = other.y - word.y;
                let left_gap = word.x0 - other.x1;
                let right_gap = other.x0 - word.x1;
                other.turn == word.turn
                    && word.size < RAISED_SIZE * other.size
                    && (RAISED_BY * other.size..0.8 * other.size).contains(&up)
                    && ((-0.2..0.5).contains(&(left_gap / other.size))
                        || (-0.2..0.5).contains(&(right_gap / other.size)))
            });
            if beside.is_some() {
                self.words[at].is_raised = true;
            }
        }
    }

    pub(super) fn kinds_of(&self, word: &Word) -> &[KindId] {
        &self.kinds[word.start as usize..word.end as usize]
    }

    /// The letters of a word as they are known now.
    pub(super) fn push_text(&self, word: &Word, atlas: &GlyphAtlas, text: &mut String) {
        self.kinds_of(word).iter().for_each(|&kind| text.push_str(atlas.letters(kind)));
    }

    pub(super) fn text(&self, word: &Word, atlas: &GlyphAtlas) -> String {
        let mut text = String::new();
        self.push_text(word, atlas, &mut text);
        text
    }

    /// Glyphs that were drawn one after the other on one line.
    fn push_line(&mut self, glyphs: &[PlacedGlyph], atlas: &GlyphAtlas) {
        let first = self.words.len();
        let main = main_size(glyphs, atlas);
        let mut before: Option<&PlacedGlyph> = None;
        let mut is_spaced = true;
        let mut by_gap: Vec<bool> = Vec::new();
        for (index, glyph) in glyphs.iter().enumerate() {
            let kind = atlas.kind(glyph.kind);
            if kind.is_space {
                is_spaced = true;
                continue;
            }
            let gap = before.map_or(0.0, |before| glyph.x - before.end);
            let gap_is_space = before.is_some_and(|before| gap > SPACE * before.size.min(glyph.size));
            let is_raised = is_raised(glyphs, index, main, atlas);
            let goes_on = before.is_some()
                && !is_spaced
                && !gap_is_space
                && self
                    .words
                    .last()
                    .is_some_and(|word| word.is_raised == is_raised && word.is_invisible == glyph.is_invisible);
            if !goes_on {
                let at = self.kinds.len() as u32;
                by_gap.push(before.is_some() && !is_spaced && gap_is_space);
                self.words.push(Word {
                    start: at,
                    end: at,
                    x0: glyph.x,
                    x1: glyph.end,
                    y: glyph.y,
                    size: glyph.size,
                    turn: glyph.turn,
                    is_raised,
                    is_glued: before.is_some() && !is_spaced && !gap_is_space,
                    is_bold: atlas.is_bold(glyph.kind),
                    is_italic: atlas.is_italic(glyph.kind),
                    is_invisible: glyph.is_invisible,
                });
            }
            self.kinds.push(glyph.kind);
            if let Some(word) = self.words.last_mut() {
                word.end += 1;
                word.x0 = word.x0.min(glyph.x);
                word.x1 = word.x1.max(glyph.end);
                // The largest letters say where the line is.
                if glyph.size > word.size {
                    (word.size, word.y) = (glyph.size, glyph.y);
                }
            }
            before = Some(glyph);
            is_spaced = false;
        }
        self.join_spaced_out(first, &by_gap, atlas);
    }

    /// Words set with space between their letters, as emphasis was in Russian and German print.
    fn join_spaced_out(&mut self, first: usize, by_gap: &[bool], atlas: &GlyphAtlas) {
        let is_single = |word: &Word| {
            word.glyph_count() == 1 && atlas.letters(self.kinds[word.start as usize]).chars().all(char::is_alphabetic)
        };
        let mut joined: Vec<Word> = Vec::with_capacity(by_gap.len());
        let mut at = first;
        while at < self.words.len() {
            let mut end = at + 1;
            let (mut least, mut most) = (f32::MAX, 0.0f32);
            while end < self.words.len()
                && is_single(&self.words[end - 1])
                && is_single(&self.words[end])
                && by_gap[end - first]
            {
                let gap = self.words[end].x0 - self.words[end - 1].x1;
                if most.max(gap) > SPACED_OUT_UNEQUAL * least.min(gap) || gap > SPACED_OUT_GAP * self.words[end].size {
                    break;
                }
                (least, most) = (least.min(gap), most.max(gap));
                end += 1;
            }
            let mut word = self.words[at];
            // One letter again and again is what a change of the font inside words leaves.
            let first_kind = self.kinds[word.start as usize];
            let is_varied = self.words[at..end].iter().any(|other| self.kinds[other.start as usize] != first_kind);
            if end - at >= SPACED_OUT && is_varied {
                (word.end, word.x1) = (self.words[end - 1].end, self.words[end - 1].x1);
                joined.push(word);
                at = end;
            } else {
                joined.push(word);
                at += 1;
            }
        }
        self.words.truncate(first);
        self.words.extend(joined);
    }
}

/// Where the glyphs that follow `at` on its line end.
fn line_end(glyphs: &[PlacedGlyph], atlas: &GlyphAtlas, at: usize) -> usize {
    let mut before = &glyphs[at];
    for (offset, glyph) in glyphs[at + 1..].iter().enumerate() {
        if atlas.kind(glyph.kind).is_space && glyph.turn == before.turn && (glyph.y - before.y).abs() < 0.1 {
            continue;
        }
        let size = before.size.max(glyph.size);
        let along = glyph.x - before.end;
        let own = before.end - before.x;
        let breaks = glyph.turn != before.turn
            || (glyph.y - before.y).abs() > NEW_BASELINE * size
            || along < -(own + STEP_BACK * size)
            || along > COLUMN_GAP * size;
        if breaks {
            return at + 1 + offset;
        }
        before = glyph;
    }
    glyphs.len()
}

/// The size most glyphs have.
fn main_size(glyphs: &[PlacedGlyph], atlas: &GlyphAtlas) -> f32 {
    let mut sizes: Vec<(i32, u32)> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| !atlas.kind(glyph.kind).is_space) {
        let size = (glyph.size * 10.0).round() as i32;
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, count)) => *count += 1,
            None => sizes.push((size, 1)),
        }
    }
    // Of two equally common the larger.
    sizes.iter().max_by_key(|(size, count)| (*count, *size)).map_or(0.0, |(size, _)| *size as f32 / 10.0)
}

fn is_raised(glyphs: &[PlacedGlyph], index: usize, main: f32, atlas: &GlyphAtlas) -> bool {
    let glyph = &glyphs[index];
    if !atlas.is_note_sign(glyph.kind) {
        let bracket = matches!(atlas.letters(glyph.kind), "[" | "]" | "(" | ")");
        return bracket && stands_higher(glyphs, index, main);
    }
    let first = atlas.letters(glyph.kind).chars().next();
    if first.is_some_and(|c| matches!(c, '*' | '†' | '‡') || is_superscript_digit(c)) {
        return true;
    }
    atlas.kind(glyph.kind).ink.is_some_and(|ink| ink.is_raised()) || stands_higher(glyphs, index, main)
}

/// Whether the glyph is smaller than the letters around it and stands above their line.
fn stands_higher(glyphs: &[PlacedGlyph], index: usize, main: f32) -> bool {
    let glyph = &glyphs[index];
    if glyph.size >= RAISED_SIZE * main {
        return false;
    }
    let is_main = |other: &&PlacedGlyph| (other.size - main).abs() < 0.06;
    let beside = glyphs[..index].iter().rev().find(is_main).or_else(|| glyphs[index..].iter().find(is_main));
    beside.is_some_and(|beside| beside.y - glyph.y > RAISED_BY * main)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::atlas::{GlyphKind, Origin};
    use super::*;

    /// An atlas of the letters of `text`, each half an em wide, and the glyphs of runs (x, baseline, size, text).
    pub(in super::super) fn page(runs: &[(f32, f32, f32, &str)]) -> (PageGlyphs, GlyphAtlas) {
        let mut atlas = GlyphAtlas::default();
        let mut page = PageGlyphs::default();
        let mut known: Vec<char> = Vec::new();
        for &(x, y, size, run) in runs {
            for (number, c) in run.chars().enumerate() {
                let kind = known.iter().position(|&k| k == c).unwrap_or_else(|| {
                    known.push(c);
                    atlas.kinds.push(GlyphKind {
                        letters: c.to_string(),
                        origin: Origin::File,
                        font: 0,
                        ink: None,
                        advance: 500.0,
                        is_space: c.is_whitespace(),
                        count: 1,
                    });
                    known.len() - 1
                });
                let x = x + number as f32 * size / 2.0;
                let (end, turn) = (x + size / 2.0, Turn::Right);
                let glyph = PlacedGlyph { kind: kind as KindId, x, end, y, size, turn, is_invisible: false };
                page.glyphs.push(glyph);
            }
        }
        (page, atlas)
    }

    fn words_of(runs: &[(f32, f32, f32, &str)]) -> Vec<(String, bool, bool)> {
        let (page, atlas) = page(runs);
        let words = PageWords::new(&page, &atlas, [400.0, 400.0]);
        words.words.iter().map(|word| (words.text(word, &atlas), word.is_raised, word.is_glued)).collect()
    }

    fn plain(runs: &[(f32, f32, f32, &str)]) -> Vec<String> {
        words_of(runs).into_iter().map(|(text, _, _)| text).collect()
    }

    #[test]
    fn gap_is_a_space_and_kerning_is_not() {
        let runs = [(10.0, 20.0, 10.0, "Ба"), (20.5, 20.0, 10.0, "ку"), (33.0, 20.0, 10.0, "пал")];
        assert_eq!(plain(&runs), ["Баку", "пал"]);
    }

    #[test]
    fn raised_number_is_a_word_of_its_own_without_a_space() {
        let runs = [(10.0, 20.0, 10.0, "слово"), (35.0, 16.5, 6.0, "12"), (41.0, 20.0, 10.0, ", и")];
        let expected = [("слово", false, false), ("12", true, true), (",", false, true), ("и", false, false)];
        assert_eq!(words_of(&runs), expected.map(|(text, raised, glued)| (text.to_owned(), raised, glued)));
    }

    #[test]
    fn lowered_number_is_no_note() {
        let runs = [(10.0, 20.0, 10.0, "слово"), (35.0, 22.0, 6.0, "2")];
        assert!(words_of(&runs).iter().all(|(_, raised, _)| !raised));
    }

    #[test]
    fn spaced_out_word_is_one_word() {
        let letters = "нельзя".chars().map(String::from).collect::<Vec<_>>();
        let mut runs: Vec<(f32, f32, f32, &str)> = vec![(0.0, 20.0, 10.0, "так")];
        runs.extend(letters.iter().enumerate().map(|(i, c)| (22.0 + i as f32 * 7.0, 20.0, 10.0, c.as_str())));
        assert_eq!(plain(&runs), ["так", "нельзя"]);
    }
}
