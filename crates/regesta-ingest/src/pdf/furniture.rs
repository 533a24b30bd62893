//! Running heads, running feet and page numbers: what comes again at the edge of page after page.
//!
//! Three grounds, in the order of their strength: the same words (digits apart) at the same height on several pages; a
//! number at the outer end of the outermost line that counts as the pages do; and, once heads are known at a height, a
//! line at that height that white divides from the text. A line of text at the edge of a page has none of them.

use std::collections::BTreeMap;

use super::atlas::GlyphAtlas;
use super::blocks::row_text;
use super::glyphs::Turn;
use super::packed::PackedPage;
use super::rows::{Row, find_rows};
use super::words::{PageWords, Word};

/// Lines at either edge that are looked at.
const EDGE_LINES: usize = 4;
/// Baselines that differ by less, in points, are at one height.
const ONE_HEIGHT: f32 = 3.5;
/// White between a running head and the text, in font sizes from baseline to baseline; lines of text are closer.
const WHITE: f32 = 1.55;
/// The least white, in the same measure, for a line that comes again on a few pages only.
const APART: f32 = 1.4;
/// Most characters of a running head.
const LONGEST: usize = 220;

/// The furniture of one page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PageFurniture {
    /// Lines at the top and at the foot, from top to bottom.
    pub(super) head: Vec<Row>,
    pub(super) foot: Vec<Row>,
    /// The number printed on the page.
    pub(super) number: Option<String>,
}

struct EdgeLine {
    row: Row,
    page: usize,
    is_top: bool,
    /// Number of lines between it and the edge.
    rank: usize,
    /// Distance to the next line towards the text, in its own font sizes.
    gap: f32,
    /// Stands for its words without digits: see [`masked`].
    key: u64,
    is_number: bool,
    starts_with_number: bool,
    letters: usize,
    length: usize,
    /// See [`numbers_at_ends`].
    numbers: Vec<(i64, bool, String)>,
    starts_raised: bool,
    /// It comes again on half the pages or more, or bears the number of its page.
    is_common: bool,
    is_furniture: bool,
}

/// The furniture of every page.
pub(super) fn find_furniture(pages: &[PackedPage], atlas: &GlyphAtlas) -> Vec<PageFurniture> {
    let mut lines: Vec<EdgeLine> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        edge_lines(&page.unpacked(), index, atlas, &mut lines);
    }
    mark_repeated(&mut lines, pages.len());
    let offset = mark_numbers(&mut lines, pages.len());
    mark_by_height(&mut lines);
    keep_to_the_edge(&mut lines, pages.len());
    let mut found: Vec<PageFurniture> = vec![PageFurniture::default(); pages.len()];
    for line in lines.into_iter().filter(|line| line.is_furniture) {
        let page = &mut found[line.page];
        if let Some((offset, roman)) = offset
            && page.number.is_none()
        {
            page.number = line
                .numbers
                .iter()
                .find(|(value, is_roman, _)| *is_roman == roman && value - line.page as i64 == offset)
                .map(|(_, _, printed)| printed.clone());
        }
        if line.is_top { page.head.push(line.row) } else { page.foot.push(line.row) }
    }
    for page in &mut found {
        page.head.sort_by(|a, b| a.y.total_cmp(&b.y));
        page.foot.sort_by(|a, b| a.y.total_cmp(&b.y));
    }
    found
}

fn edge_lines(page: &PageWords, index: usize, atlas: &GlyphAtlas, lines: &mut Vec<EdgeLine>) {
    let upright: Vec<u32> =
        (0..page.words.len() as u32).filter(|&i| page.words[i as usize].turn == Turn::Right).collect();
    // Words far from both edges cannot be on one of the outermost lines.
    let height = page.size[1].max(1.0);
    let near = |word: &Word| word.y < height * 0.22 || word.y > height * 0.72;
    let mut rows = find_rows(&page.words, upright.iter().copied().filter(|&i| near(&page.words[i as usize])).collect());
    if rows.len() < 2 * EDGE_LINES {
        rows = find_rows(&page.words, upright);
    }
    let count = rows.len();
    let half = count / 2;
    for (at, row) in rows.iter().enumerate() {
        let is_top = at < half.max(1);
        let rank = if is_top { at } else { count - 1 - at };
        if rank >= EDGE_LINES {
            continue;
        }
        let neighbour = if is_top { rows.get(at + 1) } else { at.checked_sub(1).map(|above| &rows[above]) };
        let gap = neighbour.map_or(f32::MAX, |other| (other.y - row.y).abs() / row.size.max(other.size).max(0.1));
        let text = row_text(page, row, atlas);
        if text.chars().count() > LONGEST {
            continue;
        }
        let starts_raised = row.words.first().is_some_and(|&word| page.words[word as usize].is_raised);
        let key = masked(&text);
        let row = row.clone();
        lines.push(EdgeLine {
            row,
            page: index,
            is_top,
            rank,
            gap,
            is_number: key == "#",
            starts_with_number: key.starts_with('#'),
            letters: key.chars().filter(|c| c.is_alphabetic()).count(),
            length: text.chars().count(),
            numbers: numbers_at_ends(&text),
            key: shortened(&key),
            starts_raised,
            is_common: false,
            is_furniture: false,
        });
    }
}

/// Without digits, white space and case.
fn masked(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_whitespace());
    let mut key = String::new();
    for c in kept.flat_map(char::to_lowercase) {
        if c.is_numeric() {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else {
            key.push(c);
        }
    }
    key
}

/// A number for a text, another for another (FNV-1a): thousands of pages have many lines, and only whether they are the
/// same matters.
fn shortened(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Lines with the same words at the same height on three pages, or on two of a short document.
fn mark_repeated(lines: &mut [EdgeLine], pages: usize) {
    let mut groups: BTreeMap<(u64, bool), Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if !line.starts_raised && !line.is_number {
            groups.entry((line.key, line.is_top)).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for members in groups.values() {
        for &at in members {
            let line = &lines[at];
            let same = members.iter().filter(|&&other| (lines[other].row.y - line.row.y).abs() <= ONE_HEIGHT);
            let mut on: Vec<usize> = same.map(|&other| lines[other].page).collect();
            on.dedup();
            let letters = line.letters;
            let enough = on.len() >= 3 || on.len() == 2 && pages <= 6 && letters >= 4;
            // A note of few words ("там же") may come again; it follows the line above it closely or begins with a number.
            let is_note = !line.is_top && line.starts_with_number && letters > 0 && on.len() * 3 < pages;
            if enough && !is_note {
                found.push((at, on.len() * 2 >= pages));
            }
        }
    }
    for (at, is_common) in found {
        lines[at].is_furniture = true;
        lines[at].is_common |= is_common;
    }
}

/// Numbers at either end of a text: value, whether in Roman figures, as printed.
fn numbers_at_ends(text: &str) -> Vec<(i64, bool, String)> {
    let is_mark = |c: char| !c.is_alphanumeric();
    let bare = text.trim_matches(is_mark);
    let first = bare.split_whitespace().next();
    let last = bare.split_whitespace().next_back();
    let mut found = Vec::new();
    for token in first.into_iter().chain(last) {
        let token = token.trim_matches(is_mark);
        if token.len() <= 4
            && let Ok(value) = token.parse::<i64>()
        {
            found.push((value, false, token.to_owned()));
        } else if let Some(value) = roman(token) {
            found.push((value, true, token.to_owned()));
        }
    }
    found
}

/// Value of small or capital Roman figures up to 300; letters of one case only.
fn roman(token: &str) -> Option<i64> {
    let is_one_case = token.chars().all(|c| c.is_ascii_lowercase()) || token.chars().all(|c| c.is_ascii_uppercase());
    if token.is_empty() || token.len() > 8 || !is_one_case {
        return None;
    }
    let mut values = Vec::new();
    for c in token.chars() {
        values.push(match c.to_ascii_lowercase() {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        });
    }
    let value: i64 = values
        .iter()
        .enumerate()
        .map(|(at, &value)| if values.get(at + 1).is_some_and(|&next| next > value) { -value } else { value })
        .sum();
    (1..=300).contains(&value).then_some(value)
}

/// Finds by how much the printed numbers differ from those of the file, and marks their lines. Gives the difference to
/// the number of the page counted from 0, and whether it is for Roman figures.
fn mark_numbers(lines: &mut [EdgeLine], pages: usize) -> Option<(i64, bool)> {
    let mut votes: BTreeMap<(i64, bool), Vec<usize>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.rank <= 1 && !line.starts_raised) {
        for &(value, is_roman, _) in &line.numbers {
            let voters = votes.entry((value - line.page as i64, is_roman)).or_default();
            // A line that is nothing but a number, or known already, says more.
            let weight = if line.is_number || line.is_furniture { 2 } else { 1 };
            voters.extend(std::iter::repeat_n(line.page, weight));
        }
    }
    let distinct = |voters: &Vec<usize>| {
        let mut pages = voters.clone();
        pages.dedup();
        pages.len()
    };
    let (&best, voters) = votes.iter().max_by_key(|(key, voters)| (voters.len(), std::cmp::Reverse(key.0.abs())))?;
    let agreeing = distinct(voters);
    if agreeing < 2 || agreeing * 10 < pages * 3 {
        return None;
    }
    for line in lines.iter_mut().filter(|line| line.rank <= 1 && !line.starts_raised) {
        let fits = line.numbers.iter().any(|(value, is_roman, _)| (value - line.page as i64, *is_roman) == best);
        let letters = line.letters;
        let is_short = letters <= 6 && line.length <= 16 && line.gap > WHITE;
        let bare = letters == 0 || is_short && agreeing * 2 >= pages;
        let is_apart = line.gap > WHITE || line.is_top && line.rank == 0;
        // A footnote begins with its number too; a running foot that does stands apart from what is above.
        if fits && line.rank == 0 && (bare || is_apart && (line.is_top || agreeing * 2 >= pages)) || fits && bare {
            line.is_furniture = true;
            line.is_common = true;
        }
    }
    Some(best)
}

/// Lines at a height where most pages have furniture, with white between them and the text.
fn mark_by_height(lines: &mut [EdgeLine]) {
    let heights: Vec<(bool, f32)> =
        lines.iter().filter(|line| line.is_furniture).map(|line| (line.is_top, line.row.y)).collect();
    for line in lines.iter_mut().filter(|line| !line.is_furniture && line.rank <= 1 && !line.starts_raised) {
        let alike = heights.iter().filter(|(top, y)| *top == line.is_top && (y - line.row.y).abs() <= ONE_HEIGHT);
        line.is_furniture = alike.count() >= 2 && line.gap > WHITE && line.is_top;
    }
}

/// Nothing is furniture that has text between it and the edge; nor is a whole page.
fn keep_to_the_edge(lines: &mut [EdgeLine], pages: usize) {
    for page in 0..pages {
        for is_top in [true, false] {
            let mut at: Vec<usize> = lines
                .iter()
                .enumerate()
                .filter(|(_, l)| l.page == page && l.is_top == is_top)
                .map(|(i, _)| i)
                .collect();
            at.sort_by_key(|&i| lines[i].rank);
            let mut is_edge = true;
            for &i in &at {
                is_edge &= lines[i].is_furniture;
                lines[i].is_furniture = is_edge;
            }
            // The last line of a note may be the same on a few pages: what is furniture stands apart from the text.
            let kept: Vec<usize> = at.into_iter().filter(|&i| lines[i].is_furniture).collect();
            for i in kept.into_iter().rev() {
                if lines[i].is_common || lines[i].gap > APART {
                    break;
                }
                lines[i].is_furniture = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::tests::page;
    use super::*;

    fn document(pages: &[Vec<(f32, f32, f32, &str)>]) -> Vec<PageFurniture> {
        // One atlas for all pages: the letters of all runs, page by page.
        let all: Vec<(f32, f32, f32, &str)> = pages.iter().flatten().copied().collect();
        let (glyphs, atlas) = page(&all);
        let mut rest = glyphs.glyphs.as_slice();
        let mut words = Vec::new();
        for runs in pages {
            let count = runs.iter().map(|run| run.3.chars().count()).sum();
            let (these, others) = rest.split_at(count);
            rest = others;
            let glyphs = super::super::glyphs::PageGlyphs { glyphs: these.to_vec(), ..Default::default() };
            words.push(PackedPage::new(&PageWords::new(&glyphs, &atlas, [400.0, 600.0])));
        }
        find_furniture(&words, &atlas)
    }

    /// A page of text; no line of it stands on another page.
    fn body(page: usize, last: &'static str) -> Vec<(f32, f32, f32, &'static str)> {
        let line = |at: usize| -> &'static str {
            let letter = |n: usize| char::from_u32('а' as u32 + (n % 30) as u32).unwrap_or('а');
            format!("слова {}{}{} слова", letter(page), letter(at), letter(page + at)).leak()
        };
        let mut runs: Vec<_> = (0..21).map(|at| (40.0, 80.0 + 12.0 * at as f32, 10.0, line(at))).collect();
        runs.push((40.0, 332.0, 10.0, last));
        runs
    }

    #[test]
    fn heads_that_alternate_and_numbers_are_found_and_text_is_kept() {
        let heads = ["Вестник", "О мостах", "Вестник", "О мостах", "Вестник", "О мостах"];
        let numbers = ["45", "46", "47", "48", "49", "50"];
        let lasts = ["раз", "два", "три", "пять", "шесть", "семь"];
        let pages: Vec<_> = (0..6)
            .map(|page| {
                let mut runs = vec![(40.0, 40.0, 9.0, heads[page])];
                runs.extend(body(page, lasts[page]));
                runs.push((200.0, 560.0, 9.0, numbers[page]));
                runs
            })
            .collect();
        for (index, page) in document(&pages).iter().enumerate() {
            assert_eq!((page.head.len(), page.foot.len()), (1, 1), "page {index}");
            assert_eq!(page.number.as_deref(), Some(numbers[index]));
        }
    }

    #[test]
    fn short_notes_that_come_again_are_no_running_feet() {
        let notes = [
            "1 Там же.",
            "2 Там же.",
            "3 Там же.",
            "7 Иное.",
            "8 Ещё.",
            "9 Да.",
            "12 Нет.",
            "15 Вот.",
            "16 Там.",
            "18 А.",
        ];
        let pages: Vec<_> = notes.iter().enumerate().map(|(page, note)| body(page, note)).collect();
        let found: usize = document(&pages).iter().map(|page| page.foot.len()).sum();
        assert_eq!(found, 0);
    }

    #[test]
    fn last_line_of_a_note_that_comes_again_is_kept() {
        let pages: Vec<_> =
            (0..9).map(|page| body(page, if page < 3 { "служащих того времени" } else { "иное" })).collect();
        let found: usize = document(&pages)[..3].iter().map(|page| page.foot.len()).sum();
        assert_eq!(found, 0);
    }

    #[test]
    fn roman_numbers_are_read() {
        assert_eq!(["xiv", "IX", "lxii"].map(roman), [Some(14), Some(9), Some(62)]);
        assert_eq!(["Xi", "mix", ""].map(roman), [None; 3]);
    }
}
