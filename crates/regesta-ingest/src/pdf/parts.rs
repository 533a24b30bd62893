//! What stands between the paragraphs: rows of tables, captions.

use super::atlas::GlyphAtlas;
use super::blocks::row_text;
use super::rows::Row;
use super::words::PageWords;

/// Fewer lines in a row are no table.
const TABLE_ROWS: usize = 3;
/// Lines of a caption between its first and the table below it.
const CAPTION_LINES: usize = 4;
/// White between a figure and its caption, in font sizes.
const CAPTION_DISTANCE: f32 = 3.0;

/// Whether a paragraph that begins here stands at a figure or a table and begins as captions do: a word and a number.
pub(super) fn is_caption(page: &PageWords, rows: &[Row], tables: &[bool], at: usize, atlas: &GlyphAtlas) -> bool {
    if !begins_as_caption(&row_text(page, &rows[at], atlas)) {
        return false;
    }
    let row = &rows[at];
    let at_table = at.checked_sub(1).is_some_and(|before| tables[before])
        || tables[at + 1..].iter().take(CAPTION_LINES).any(|&is_table| is_table);
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

/// Which lines are rows of a table: several in a row with gaps that lie above each other.
pub(super) fn table_rows(page: &PageWords, rows: &[Row]) -> Vec<bool> {
    let gaps: Vec<Vec<(f32, f32)>> = rows.iter().map(|row| row.cell_gaps(&page.words).collect()).collect();
    let meet = |a: &[(f32, f32)], b: &[(f32, f32)]| {
        a.iter().any(|gap| b.iter().any(|other| gap.0.max(other.0) < gap.1.min(other.1)))
    };
    let mut is_table = vec![false; rows.len()];
    let mut from = 0;
    while from < rows.len() {
        let mut to = from + 1;
        while to < rows.len() && meet(&gaps[to - 1], &gaps[to]) {
            to += 1;
        }
        if to - from >= TABLE_ROWS && !gaps[from].is_empty() {
            is_table[from..to].fill(true);
        }
        from = to;
    }
    is_table
}

#[cfg(test)]
mod tests {
    use super::begins_as_caption;

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
