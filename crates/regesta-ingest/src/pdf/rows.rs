//! From the words of one column to its lines.

use super::words::Word;

/// Words whose baselines differ by less than this part of their size stand on one line.
const ONE_LINE: f32 = 0.3;
/// Lines that are open for another word while words come from top to bottom.
const OPEN_LINES: usize = 4;
/// An initial is larger than this many times the type beside it.
const INITIAL: f32 = 1.8;

/// A line of one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Numbers of its words on the page, from left to right.
    pub(super) words: Vec<u32>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Size most of its letters have.
    pub(super) size: f32,
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
}

impl Row {
    /// Gaps wider than `least` font sizes.
    pub(super) fn gaps<'a>(&'a self, words: &'a [Word], least: f32) -> impl Iterator<Item = (f32, f32)> + 'a {
        let word = |&index: &u32| &words[index as usize];
        self.words.windows(2).filter_map(move |pair| {
            let (before, after) = (word(&pair[0]), word(&pair[1]));
            (after.x0 - before.x1 > least * self.size).then_some((before.x1, after.x0))
        })
    }
}

/// The lines of the words `among`, from top to bottom.
pub(super) fn find_rows(words: &[Word], mut among: Vec<u32>) -> Vec<Row> {
    among.sort_by(|&a, &b| {
        let (a, b) = (&words[a as usize], &words[b as usize]);
        a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0))
    });
    let usual = usual_size(words, &among);
    let mut rows: Vec<Row> = Vec::new();
    let (mut raised, mut initials) = (Vec::new(), Vec::new());
    for &index in &among {
        let word = &words[index as usize];
        if word.is_raised {
            raised.push(index);
        } else if word.size > INITIAL * usual && word.glyph_count() <= 2 {
            initials.push(index);
        } else {
            push(words, &mut rows, index);
        }
    }
    for &index in &raised {
        hang_up(words, &mut rows, index);
    }
    for &index in &initials {
        stand_before(words, &mut rows, index);
    }
    rows.iter_mut().for_each(|row| measure(words, row));
    rows.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    rows
}

fn usual_size(words: &[Word], among: &[u32]) -> f32 {
    let mut sizes: Vec<f32> = among.iter().map(|&index| words[index as usize].size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

fn new_row(word: &Word, index: u32) -> Row {
    let Word { x0, x1, y, size, is_bold, is_italic, .. } = *word;
    Row { words: vec![index], x0, x1, y, size, is_bold, is_italic }
}

fn push(words: &[Word], rows: &mut Vec<Row>, index: u32) {
    let word = &words[index as usize];
    // A word cut off from the one before it is on the same line.
    let glued = |row: &Row| {
        word.is_glued && row.words.iter().any(|&other| words[other as usize].end == word.start && !word.is_raised)
    };
    let open = rows.iter_mut().rev().take(OPEN_LINES);
    let fits = |row: &Row| (row.y - word.y).abs() <= ONE_LINE * word.size.min(row.size) || glued(row);
    match open.into_iter().find(|row| fits(row)) {
        Some(row) => row.words.push(index),
        None => rows.push(new_row(word, index)),
    }
}

/// Puts a raised number on the line beside or above whose baseline it hangs.
fn hang_up(words: &[Word], rows: &mut Vec<Row>, index: u32) {
    let word = &words[index as usize];
    let host = |row: &Row| row.words.iter().any(|&other| words[other as usize].end == word.start);
    if word.is_glued
        && let Some(row) = rows.iter_mut().find(|row| host(row))
    {
        row.words.push(index);
        return;
    }
    let distance = |row: &Row| {
        let beside = row.words.iter().map(|&other| {
            let other = &words[other as usize];
            (other.x0 - word.x1).max(word.x0 - other.x1).max(0.0)
        });
        beside.fold(f32::MAX, f32::min)
    };
    let hangs = |row: &Row| {
        let up = row.y - word.y;
        let most = row.size.max(word.size);
        (-0.1 * most..0.8 * most).contains(&up) && distance(row) < 1.2 * most
    };
    let best = rows.iter_mut().filter(|row| hangs(row)).min_by(|a, b| {
        let height = |row: &Row| (row.y - word.y).abs();
        distance(a).total_cmp(&distance(b)).then(height(a).total_cmp(&height(b)))
    });
    match best {
        Some(row) => row.words.push(index),
        None => rows.push(new_row(word, index)),
    }
}

/// Puts a large initial before the uppermost line beside it.
fn stand_before(words: &[Word], rows: &mut Vec<Row>, index: u32) {
    let word = &words[index as usize];
    let beside = |row: &Row| {
        let x0 = row.words.iter().fold(f32::MAX, |x, &other| x.min(words[other as usize].x0));
        row.y > word.top()
            && row.y < word.y + 0.3 * word.size
            && x0 >= word.x1 - 0.2 * word.size
            && x0 < word.x1 + word.size
    };
    match rows.iter_mut().filter(|row| beside(row)).min_by(|a, b| a.y.total_cmp(&b.y)) {
        Some(row) => row.words.push(index),
        None => push(words, rows, index),
    }
}

fn measure(words: &[Word], row: &mut Row) {
    let order = |&index: &u32| (words[index as usize].x0, words[index as usize].start);
    row.words.sort_by(|a, b| {
        let (a, b) = (order(a), order(b));
        a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))
    });
    let (mut x0, mut x1) = (f32::MAX, f32::MIN);
    let (mut bold, mut italic, mut all) = (0, 0, 0);
    let mut sizes: Vec<(f32, f32, usize)> = Vec::new();
    for word in row.words.iter().map(|&index| &words[index as usize]) {
        (x0, x1) = (x0.min(word.x0), x1.max(word.x1));
        if word.is_raised {
            continue;
        }
        let count = word.glyph_count();
        all += count;
        bold += if word.is_bold { count } else { 0 };
        italic += if word.is_italic { count } else { 0 };
        match sizes.iter_mut().find(|(size, ..)| (size - word.size).abs() < 0.06) {
            Some(entry) => entry.2 += count,
            None => sizes.push((word.size, word.y, count)),
        }
    }
    if let Some(&(size, y, _)) = sizes.iter().max_by(|a, b| a.2.cmp(&b.2).then(a.0.total_cmp(&b.0))) {
        (row.size, row.y) = (size, y);
    }
    (row.x0, row.x1) = (x0, x1);
    // A stop or a dash in another face does not make a heading a paragraph.
    (row.is_bold, row.is_italic) = (all > 0 && bold * 20 >= all * 19, all > 0 && italic * 20 >= all * 19);
}

#[cfg(test)]
mod tests {
    use super::super::words::{PageWords, tests::page};
    use super::*;

    fn rows_of(runs: &[(f32, f32, f32, &str)]) -> Vec<String> {
        let (page, atlas) = page(runs);
        let words = PageWords::new(&page, &atlas, [400.0, 400.0]);
        let rows = find_rows(&words.words, (0..words.words.len() as u32).collect());
        let text = |row: &Row| {
            let words: Vec<String> = row.words.iter().map(|&i| words.text(&words.words[i as usize], &atlas)).collect();
            words.join(" ")
        };
        rows.iter().map(text).collect()
    }

    #[test]
    fn words_drawn_out_of_order_stand_in_lines() {
        let runs = [(60.0, 20.0, 10.0, "второе"), (10.0, 32.0, 10.0, "третье"), (10.0, 20.0, 10.0, "первое")];
        assert_eq!(rows_of(&runs), ["первое второе", "третье"]);
    }

    #[test]
    fn raised_number_drawn_later_hangs_on_its_line() {
        let runs =
            [(10.0, 20.0, 10.0, "слово"), (10.0, 32.0, 10.0, "ниже"), (36.0, 16.0, 6.0, "7"), (41.0, 20.0, 10.0, "и")];
        let rows = rows_of(&runs);
        assert_eq!(rows.len(), 2, "{rows:?}");
    }

    #[test]
    fn initial_stands_before_its_first_line() {
        let runs = [
            (10.0, 44.0, 42.0, "В"),
            (33.0, 20.0, 10.0, "городе"),
            (33.0, 32.0, 10.0, "было"),
            (33.0, 44.0, 10.0, "тихо"),
            (10.0, 56.0, 10.0, "ночью"),
        ];
        assert_eq!(rows_of(&runs), ["В городе", "было", "тихо", "ночью"]);
    }
}
