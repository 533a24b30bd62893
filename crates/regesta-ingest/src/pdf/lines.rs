//! From glyphs to lines and words, in the order of the content. Columns, notes and running heads are somebody else's.

use crate::WordBox;

use super::glyphs::{PageGlyphs, PlacedGlyph};

/// A gap wider than this part of the font size is a space, as in TeX, whose PDFs have no glyph for it.
const SPACE: f64 = 0.15;
/// A step across the line wider than this part of the font size begins a new line; raised note numbers stay below it.
const NEW_BASELINE: f64 = 0.5;
/// A step back wider than this part of the font size, beyond the glyph itself, begins a new line.
const STEP_BACK: f64 = 0.5;
/// A gap between lines wider than this many usual ones is a blank line...
const BLANK_LINE: f64 = 1.6;
/// ...if it is also wider than this many font sizes, as lines of large type are.
const BLANK_LINE_SIZES: f64 = 1.5;

/// How a glyph follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Joined,
    Spaced,
    /// A new line; how far down it stands, if both lines run in one direction.
    Line {
        down: Option<f64>,
    },
}

/// Appends the text of a page to `text` and its words to `boxes`. `size` is width and height of the page.
pub(super) fn lay_out(page: &PageGlyphs, index: u32, size: [f64; 2], text: &mut String, boxes: &mut Vec<WordBox>) {
    let letters = |glyph: &PlacedGlyph| &page.letters[glyph.letters.0 as usize..glyph.letters.1 as usize];
    let is_space = |glyph: &PlacedGlyph| letters(glyph).chars().all(char::is_whitespace);
    let inked: Vec<&PlacedGlyph> = page.glyphs.iter().filter(|glyph| !is_space(glyph)).collect();
    let usual_gap = usual_line_gap(&inked);

    let mut writer = WordWriter { index, size, text, boxes, word: None };
    let mut before: Option<&PlacedGlyph> = None;
    let mut space: Option<&str> = None;
    for glyph in &page.glyphs {
        if is_space(glyph) {
            space = space.or(Some(letters(glyph)));
            continue;
        }
        let step = before.map_or(Step::Joined, |before| step_between(before, glyph));
        match step {
            Step::Line { down } => {
                writer.end_word();
                let is_blank = down.is_some_and(|down| {
                    down > BLANK_LINE * usual_gap.unwrap_or(2.0 * glyph.size) && down > BLANK_LINE_SIZES * glyph.size
                });
                writer.text.push_str(if is_blank { "\n\n" } else { "\n" });
            }
            // A glyph of space at the very beginning of a page says nothing.
            _ if before.is_some() && (space.is_some() || step == Step::Spaced) => {
                writer.end_word();
                writer.text.push_str(one_space(space));
            }
            _ => {}
        }
        writer.push(letters(glyph), glyph);
        before = Some(glyph);
        space = None;
    }
    writer.end_word();
}

/// Tabs and line ends drawn as glyphs are spaces; other kinds of space (no-break, thin) stay what they are.
fn one_space(drawn: Option<&str>) -> &str {
    match drawn {
        Some(space) if !space.is_empty() && !space.contains(|c: char| c.is_control()) => {
            &space[..space.chars().next().map_or(0, char::len_utf8)]
        }
        _ => " ",
    }
}

fn step_between(before: &PlacedGlyph, glyph: &PlacedGlyph) -> Step {
    if before.direction.dot(glyph.direction) < 0.9 {
        return Step::Line { down: None };
    }
    let direction = before.direction;
    let step = glyph.origin - before.end;
    let (along, down) = (direction.dot(step), direction.cross(step));
    let size = before.size.max(glyph.size);
    let own_length = (before.end - before.origin).hypot();
    if down.abs() > NEW_BASELINE * size || along < -(own_length + STEP_BACK * size) {
        return Step::Line { down: Some(down) };
    }
    let smaller = before.size.min(glyph.size);
    if along > SPACE * smaller { Step::Spaced } else { Step::Joined }
}

/// The middle one of the steps down from line to line, or `None` with fewer than three of them.
fn usual_line_gap(inked: &[&PlacedGlyph]) -> Option<f64> {
    let mut gaps: Vec<f64> = inked
        .windows(2)
        .filter_map(|pair| match step_between(pair[0], pair[1]) {
            Step::Line { down: Some(down) } if down > 0.0 => Some(down),
            _ => None,
        })
        .collect();
    gaps.sort_by(f64::total_cmp);
    (gaps.len() >= 3).then(|| gaps[gaps.len() / 2])
}

struct WordWriter<'a> {
    index: u32,
    size: [f64; 2],
    text: &'a mut String,
    boxes: &'a mut Vec<WordBox>,
    word: Option<(usize, [f64; 4])>,
}

impl WordWriter<'_> {
    /// A glyph may mean several letters with a space among them; then each word takes the box of the whole glyph.
    fn push(&mut self, letters: &str, glyph: &PlacedGlyph) {
        let [x0, y0, x1, y1] = glyph.bounds();
        for c in letters.chars() {
            if c.is_whitespace() {
                self.end_word();
                self.text.push(if c.is_control() { ' ' } else { c });
                continue;
            }
            let (_, bounds) = self.word.get_or_insert((self.text.len(), [x0, y0, x1, y1]));
            *bounds = [bounds[0].min(x0), bounds[1].min(y0), bounds[2].max(x1), bounds[3].max(y1)];
            self.text.push(c);
        }
    }

    fn end_word(&mut self) {
        let Some((start, [x0, y0, x1, y1])) = self.word.take() else { return };
        let [width, height] = self.size;
        self.boxes.push(WordBox {
            raw: start..self.text.len(),
            page: self.index,
            x0: quantised(x0, width),
            y0: quantised(y0, height),
            x1: quantised(x1, width),
            y1: quantised(y1, height),
        });
    }
}

/// To 1/100 point and onto the page, so that boxes are the same on every machine.
fn quantised(value: f64, most: f64) -> f32 {
    ((value.clamp(0.0, most.max(0.0)) * 100.0).round() / 100.0) as f32
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::{Point, Vec2};

    use super::*;

    /// Sets each string at a place, glyphs half an em wide, 10 points high.
    fn page(runs: &[(f64, f64, &str)]) -> PageGlyphs {
        let mut page = PageGlyphs::default();
        for &(x, y, run) in runs {
            for (number, c) in run.chars().enumerate() {
                let start = page.letters.len() as u32;
                page.letters.push(c);
                let origin = Point::new(x + number as f64 * 5.0, y);
                page.glyphs.push(PlacedGlyph {
                    letters: (start, page.letters.len() as u32),
                    origin,
                    end: origin + Vec2::new(5.0, 0.0),
                    direction: Vec2::new(1.0, 0.0),
                    size: 10.0,
                });
            }
        }
        page
    }

    fn text_of(runs: &[(f64, f64, &str)]) -> String {
        let mut text = String::new();
        lay_out(&page(runs), 0, [400.0, 400.0], &mut text, &mut Vec::new());
        text
    }

    #[test]
    fn gap_is_a_space_and_kerning_is_not() {
        assert_eq!(text_of(&[(10.0, 20.0, "Ба"), (20.5, 20.0, "ку"), (33.0, 20.0, "пал")]), "Баку пал");
    }

    #[test]
    fn drawn_space_and_gap_are_one_space() {
        assert_eq!(text_of(&[(10.0, 20.0, "а "), (40.0, 20.0, " б ")]), "а б");
        assert_eq!(text_of(&[(10.0, 20.0, "1\u{a0}мая")]), "1\u{a0}мая");
    }

    #[test]
    fn raised_note_number_stays_on_its_line() {
        assert_eq!(text_of(&[(10.0, 20.0, "слово"), (35.0, 16.5, "2"), (45.0, 20.0, "и")]), "слово2 и");
    }

    #[test]
    fn wide_gap_between_lines_is_a_blank_line() {
        let lines = [(10.0, 20.0, "а"), (10.0, 32.0, "б"), (10.0, 44.0, "в"), (10.0, 70.0, "г"), (10.0, 82.0, "д")];
        assert_eq!(text_of(&lines), "а\nб\nв\n\nг\nд");
    }

    #[test]
    fn second_column_begins_a_line() {
        assert_eq!(text_of(&[(10.0, 20.0, "а"), (10.0, 32.0, "б"), (200.0, 20.0, "в")]), "а\nб\nв");
    }

    #[test]
    fn words_get_boxes_around_their_glyphs() {
        let (mut text, mut boxes) = (String::new(), Vec::new());
        lay_out(&page(&[(10.0, 20.0, "да нет")]), 4, [400.0, 400.0], &mut text, &mut boxes);
        assert_eq!(text, "да нет");
        assert_eq!(boxes.len(), 2);
        assert_eq!((&text[boxes[1].raw.clone()], boxes[1].page), ("нет", 4));
        assert_eq!([boxes[1].x0, boxes[1].y0, boxes[1].x1, boxes[1].y1], [25.0, 12.5, 40.0, 22.5]);
    }
}
