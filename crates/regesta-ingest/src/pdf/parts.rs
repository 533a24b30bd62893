//! What stands between the paragraphs: rows of tables, captions.

use super::atlas::GlyphAtlas;
use super::blocks::row_text;
use super::rows::Row;
use super::words::PageWords;

/// Fewer lines in a row are no table.
const TABLE_ROWS: usize = 3;
/// A gap wider than this many font sizes divides the cells of a table...
pub(super) const CELL_GAP: f32 = 1.6;
/// ...and one that lies above others of its kind may be so narrow.
const NARROW_GAP: f32 = 0.9;
/// Rows further apart than this many font sizes are of two tables.
const FAR: f32 = 6.0;
/// Lines that are no table together and are tried again without the first.
const MOST_TRIED: usize = 100;
/// Lines of a caption between its first and the table below it.
const CAPTION_LINES: usize = 4;
/// White between a figure and its caption, in font sizes.
const CAPTION_DISTANCE: f32 = 3.0;

/// Whether a paragraph that begins here stands at a figure or a table and begins as captions do: a word and a number.
pub(super) fn is_caption(page: &PageWords, rows: &[Row], tables: &[TableLine], at: usize, atlas: &GlyphAtlas) -> bool {
    if !begins_as_caption(&row_text(page, &rows[at], atlas)) {
        return false;
    }
    let row = &rows[at];
    let at_table = at.checked_sub(1).is_some_and(|before| tables[before] != TableLine::None)
        || tables[at + 1..].iter().take(CAPTION_LINES).any(|line| *line != TableLine::None);
    let near = CAPTION_DISTANCE * row.size;
    let end = rows[at..]
        .iter()
        .take(CAPTION_LINES)
        .fold(row.y, |y, other| if other.y - y < 1.6 * row.size { other.y } else { y });
    let at_figure = page.figures.iter().any(|figure| {
        let above = row.y - row.size - figure.y1;
        let below = figure.y0 - end;
        figure.x0 < row.x1
            && row.x0 < figure.x1
            && ((-row.size..near).contains(&above) || (-row.size..near).contains(&below))
    });
    at_table || at_figure
}

/// "Рис. 3.", "Table IV:", "Fig.2 The wall": a word with a capital, a number, and then an end, a mark or another capital.
/// "Figure 3 shows" and "May 1920" are none.
fn begins_as_caption(text: &str) -> bool {
    let text = text.trim_start();
    let word = text.len() - text.trim_start_matches(char::is_alphabetic).len();
    let letters = text[..word].chars().count();
    if !(2..=14).contains(&letters) || !text.starts_with(char::is_uppercase) {
        return false;
    }
    let number = text[word..].trim_start_matches(['.', ' ', '\u{A0}', '№']);
    if number.len() == text.len() - word {
        return false;
    }
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let roman = number.len() - number.trim_start_matches(['I', 'V', 'X', 'L', 'C']).len();
    let length = digits.max(roman);
    if !(1..=6).contains(&length) || digits > 3 {
        return false;
    }
    let rest = number[length..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let after = rest.trim_start();
    after.is_empty()
        || number[length..].starts_with(['.', ':', ')', ','])
        || after.starts_with(['—', '–', '-', '|', '«', '“', '„', '"', ':'])
        || rest.len() > after.len() && after.starts_with(char::is_uppercase)
}

/// What a line is of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableLine {
    None,
    /// The first line of a row.
    Row,
    /// A further line of a cell.
    Further,
}

/// Which lines belong to tables: several in a row with gaps that lie above each other, and between them lines that stand in
/// one column, as the further lines of a long cell do.
pub(super) fn table_lines(page: &PageWords, rows: &[Row], atlas: &GlyphAtlas) -> Vec<TableLine> {
    let mut lines = vec![TableLine::None; rows.len()];
    let mut from = 0;
    while from < rows.len() {
        let (kinds, wide) = table_from(page, &rows[from..]);
        let firsts =
            || kinds.iter().zip(&rows[from..]).filter(|(kind, _)| **kind == TableLine::Row).map(|(_, row)| row);
        let is_list = || firsts().all(|row| is_item(page, row, atlas));
        if firsts().count() >= TABLE_ROWS && wide >= 2 && !is_list() {
            lines[from..from + kinds.len()].copy_from_slice(&kinds);
            from += kinds.len();
        } else {
            // A line further on may begin a table, unless so many lines hold together and are none.
            from += if kinds.len() > MOST_TRIED { kinds.len() } else { 1 };
        }
    }
    lines
}

/// Whether a line begins as an item of a list does, with a number or sign of its own and a gap behind it.
fn is_item(page: &PageWords, row: &Row, atlas: &GlyphAtlas) -> bool {
    let Some(&first) = row.words.first() else { return false };
    let word = page.text(&page.words[first as usize], atlas);
    let bare = word.trim_matches(['(', ')', '[', ']', '.', ':']);
    row.gaps(&page.words, NARROW_GAP).count() == 1
        && bare.chars().count() <= 3
        && (bare.chars().all(|c| c.is_ascii_digit())
            || bare.chars().count() == 1
            || bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X')))
}

/// The lines of a table that begins with the first of `rows`, and how many of them have a gap that is wide for sure.
fn table_from(page: &PageWords, rows: &[Row]) -> (Vec<TableLine>, usize) {
    let mut gutters: Vec<(f32, f32)> = rows[0].gaps(&page.words, NARROW_GAP).collect();
    let mut kinds = vec![TableLine::Row];
    let is_wide = |row: &Row| row.gaps(&page.words, CELL_GAP).next().is_some();
    let mut wide = usize::from(is_wide(&rows[0]));
    if gutters.is_empty() {
        return (kinds, 0);
    }
    let mut ends = 1;
    let mut step = f32::MAX;
    for (at, row) in rows.iter().enumerate().skip(1) {
        let down = row.y - rows[at - 1].y;
        if down > (FAR * row.size).min(2.5 * step) {
            break;
        }
        let gaps: Vec<(f32, f32)> = row.gaps(&page.words, NARROW_GAP).collect();
        let common: Vec<(f32, f32)> = gutters
            .iter()
            .flat_map(|gutter| gaps.iter().map(move |gap| (gutter.0.max(gap.0), gutter.1.min(gap.1))))
            .filter(|(x0, x1)| x1 - x0 > 0.2 * row.size)
            .collect();
        if !common.is_empty() {
            step = step.min(down);
            gutters = common;
            wide += usize::from(is_wide(row));
            kinds.push(TableLine::Row);
            ends = kinds.len();
            continue;
        }
        // A line that crosses a gutter is none of a cell.
        let crosses = gutters.iter().any(|(x0, x1)| row.x0 < *x1 && row.x1 > *x0);
        if crosses || !gaps.is_empty() || down > 1.5 * row.size {
            break;
        }
        kinds.push(TableLine::Further);
        // Behind the last row only what cannot be the begin of the text below: a line in another column than the first.
        if gutters.iter().any(|(_, x1)| row.x0 >= *x1) {
            ends = kinds.len();
        }
    }
    kinds.truncate(ends);
    (kinds, wide)
}

#[cfg(test)]
mod tests {
    use super::super::rows::find_rows;
    use super::super::words::{PageWords, tests::page};
    use super::{TableLine, begins_as_caption, table_lines};

    fn lines(runs: &[(f32, f32, f32, &str)]) -> Vec<TableLine> {
        let (glyphs, atlas) = page(runs);
        let words = PageWords::new(&glyphs, &atlas, [400.0, 400.0]);
        let rows = find_rows(&words.words, (0..words.words.len() as u32).collect());
        table_lines(&words, &rows, &atlas)
    }

    #[test]
    fn rows_of_a_table_hold_together_over_long_cells_and_end_at_the_text() {
        use TableLine::{Further, None, Row};
        let runs = [
            (10.0, 10.0, 10.0, "слова над таблицей стоят во всю ширину"),
            (10.0, 40.0, 10.0, "Год"),
            (60.0, 40.0, 10.0, "Пристань"),
            (160.0, 40.0, 10.0, "Сбор"),
            (10.0, 52.0, 10.0, "1842"),
            (60.0, 52.0, 10.0, "у верхней"),
            (160.0, 52.0, 10.0, "12"),
            (60.0, 64.0, 10.0, "косы"),
            (10.0, 76.0, 10.0, "1843"),
            (60.0, 76.0, 10.0, "за бродом"),
            (160.0, 76.0, 10.0, "9"),
            (10.0, 100.0, 10.0, "слова под таблицей стоят во всю ширину"),
        ];
        assert_eq!(lines(&runs), [None, Row, Row, Further, Row, None]);
    }

    #[test]
    fn list_with_numbers_that_stand_apart_is_no_table() {
        let item = |n: usize| -> [(f32, f32, f32, &str); 3] {
            let y = 10.0 + 24.0 * n as f32;
            [
                (10.0, y, 10.0, ["1.", "2.", "3.", "4."][n]),
                (40.0, y, 10.0, "слова слова"),
                (40.0, y + 12.0, 10.0, "слова"),
            ]
        };
        let runs: Vec<_> = (0..4).flat_map(item).collect();
        assert!(lines(&runs).iter().all(|line| *line == TableLine::None));
    }

    #[test]
    fn one_wide_gap_in_the_text_is_no_table() {
        let runs = [
            (10.0, 10.0, 10.0, "слова"),
            (90.0, 10.0, 10.0, "слова"),
            (10.0, 22.0, 10.0, "слова слова слова слова"),
            (10.0, 34.0, 10.0, "слова слова слова слова"),
        ];
        assert!(lines(&runs).iter().all(|line| *line == TableLine::None));
    }

    #[test]
    fn captions_are_told_from_sentences_that_speak_of_figures() {
        for caption in
            ["Рис. 3. Мост", "Table IV: Tolls", "Fig.2 The wall", "Şekil 1", "Таблица № 4 — Сборы", "Рис. 1.2. План"]
        {
            assert!(begins_as_caption(caption), "{caption}");
        }
        for sentence in
            ["Figure 3 shows the wall", "May 1920. The", "Стены 12 лет стояли", "the wall. 3", "Wall", "А 1."]
        {
            assert!(!begins_as_caption(sentence), "{sentence}");
        }
    }
}
