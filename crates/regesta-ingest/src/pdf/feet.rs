//! Notes at the foot of a page or column: smaller type below a rule or white space, or lines that begin with the number
//! that is next.

use super::atlas::GlyphAtlas;
use super::glyphs::Rule;
use super::rows::Row;
use super::words::PageWords;

/// Notes are set in type smaller than this part of the text's.
const NOTE_SIZE: f32 = 0.95;
/// A rule above notes begins where the column does, give or take this many font sizes.
const RULE_INDENT: f32 = 3.0;
/// Most figures of a note number.
const MOST_FIGURES: usize = 3;

/// One column's worth of lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Region {
    /// From top to bottom.
    pub(super) rows: Vec<Row>,
    /// The lines from here on are notes; the number of lines where there are none.
    pub(super) notes_from: usize,
}

impl Region {
    pub(super) fn new(rows: Vec<Row>) -> Self {
        Self { notes_from: rows.len(), rows }
    }

    pub(super) fn edges(&self) -> (f32, f32) {
        self.rows.iter().fold((f32::MAX, f32::MIN), |(x0, x1), row| (x0.min(row.x0), x1.max(row.x1)))
    }
}

/// What stands before a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowLabel {
    /// `None` for asterisks.
    pub(super) number: Option<u32>,
    pub(super) printed: String,
    pub(super) is_raised: bool,
}

/// The number or sign that a line begins with, if words follow it.
pub(super) fn row_label(page: &PageWords, row: &Row, atlas: &GlyphAtlas) -> Option<RowLabel> {
    let first = &page.words[*row.words.first()? as usize];
    let text = page.text(first, atlas);
    let bare = text.trim_matches(['[', ']', '(', ')', '.']);
    let is_sign = !bare.is_empty() && bare.chars().all(|c| matches!(c, '*' | '†' | '‡')) && bare.len() <= 9;
    let figures: String =
        bare.chars().filter_map(|c| superscript_value(c).or(c.is_ascii_digit().then_some(c))).collect();
    let is_number = !figures.is_empty()
        && figures.len() == bare.chars().count()
        && figures.len() <= MOST_FIGURES
        && !figures.starts_with('0');
    if row.words.len() < 2 || !(is_number || is_sign) {
        return glued_label(&text, first.is_raised);
    }
    let number = is_number.then(|| figures.parse().ok()).flatten();
    Some(RowLabel { number, printed: bare.to_owned(), is_raised: first.is_raised })
}

/// "12Слово": some word processors set no space behind the number.
fn glued_label(text: &str, is_raised: bool) -> Option<RowLabel> {
    let figures = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_word = text[figures..].starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '“' | '„' | '"'));
    if !(1..=MOST_FIGURES).contains(&figures) || text.starts_with('0') || !is_word {
        return None;
    }
    let printed = text[..figures].to_owned();
    Some(RowLabel { number: printed.parse().ok(), printed, is_raised })
}

pub(super) fn superscript_value(c: char) -> Option<char> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let at = RAISED.chars().position(|raised| raised == c)?;
    char::from_digit(at as u32, 10)
}

/// What the notes found so far have in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Habit {
    /// The last number.
    last: Option<u32>,
    size: Option<f32>,
    /// Pages with notes below a rule, and without one.
    ruled: u32,
    unruled: u32,
    /// The numbers of notes are raised in this document.
    raised: bool,
    /// Whether the page before ended in notes, and in the middle of a sentence.
    before: bool,
    is_open: bool,
}

/// Finds in each region of a page where the notes begin; `habit` is what the pages before it have shown. `size` is that of
/// the text.
pub(super) fn find_notes(page: &PageWords, regions: &mut [Region], atlas: &GlyphAtlas, size: f32, habit: &mut Habit) {
    let lowest: Vec<usize> = (0..regions.len()).filter(|&at| is_lowest(regions, at)).collect();
    let mut found = false;
    for at in lowest {
        let from = notes_in(page, &regions[at], atlas, size, habit);
        let region = &mut regions[at];
        region.notes_from = from;
        if from < region.rows.len() {
            found = true;
            let last = &region.rows[region.rows.len() - 1];
            habit.before = true;
            habit.is_open = !ends_sentence(page, last, atlas);
        }
    }
    if !found {
        (habit.before, habit.is_open) = (false, false);
    }
}

/// Whether nothing of the page stands below a region.
fn is_lowest(regions: &[Region], at: usize) -> bool {
    let (x0, x1) = regions[at].edges();
    let Some(last) = regions[at].rows.last() else { return false };
    !regions.iter().enumerate().any(|(other, region)| {
        let (left, right) = region.edges();
        let below = region.rows.first().is_some_and(|row| row.y > last.y);
        other != at && below && left < x1 && right > x0
    })
}

fn notes_in(page: &PageWords, region: &Region, atlas: &GlyphAtlas, size: f32, habit: &mut Habit) -> usize {
    let rows = &region.rows;
    let none = rows.len();
    let small = rows.iter().rposition(|row| row.size > NOTE_SIZE * size).map_or(0, |at| at + 1);
    let ruled = rule_above(page, region, size).filter(|&at| rows[at..].iter().all(|row| row.size < 1.03 * size));
    let labels = labels_from(page, rows, ruled.unwrap_or(small), atlas, habit);
    let start = match ruled {
        Some(at) => {
            let label = labels.iter().find(|(row, _)| *row >= at);
            match label {
                Some((row, label)) if *row == at => fits(label, habit, true).then_some(at),
                Some((_, label)) => (habit.before && fits(label, habit, false)).then_some(at),
                None => (habit.before && rows[at].size < NOTE_SIZE * size).then_some(at),
            }
        }
        None => unruled_start(rows, small, &labels, habit),
    };
    let Some(start) = start else { return none };
    for (_, label) in labels.iter().filter(|(row, _)| *row >= start) {
        habit.last = label.number.or(habit.last);
        habit.raised |= label.is_raised && label.number.is_some();
    }
    if ruled.is_some() {
        habit.ruled += 1
    } else {
        habit.unruled += 1
    }
    habit.size = Some(rows[start].size);
    start
}

/// The labels of the lines from `start` on. Where numbers are raised, a line that begins with a plain one goes on with a
/// sentence; else the numbers must follow each other.
fn labels_from(
    page: &PageWords,
    rows: &[Row],
    start: usize,
    atlas: &GlyphAtlas,
    habit: &Habit,
) -> Vec<(usize, RowLabel)> {
    let mut so_far = habit.clone();
    let mut labels = Vec::new();
    for (at, row) in rows.iter().enumerate().skip(start) {
        let Some(label) = row_label(page, row, atlas) else { continue };
        if label.is_raised || !habit.raised && fits(&label, &so_far, so_far.last.is_none()) {
            so_far.last = label.number.or(so_far.last);
            labels.push((at, label));
        }
    }
    labels
}

/// Notes without a rule: the first line of small type with a number, and small lines above it that go on with a note of
/// the page before.
fn unruled_start(rows: &[Row], small: usize, labels: &[(usize, RowLabel)], habit: &Habit) -> Option<usize> {
    let is_note = |(row, label): &&(usize, RowLabel)| *row >= small && fits(label, habit, label.is_raised);
    let carried = |from: usize| {
        let alike = habit.size.is_some_and(|size| (rows[from].size - size).abs() < 0.04 * size);
        habit.before && habit.is_open && alike && habit.ruled <= habit.unruled
    };
    match labels.iter().find(is_note) {
        Some(&(row, _)) if small < row && carried(small) => Some(small),
        Some(&(row, _)) => Some(row),
        None => (small < rows.len() && carried(small)).then_some(small),
    }
}

/// Whether a label can follow the last one.
fn fits(label: &RowLabel, habit: &Habit, is_sure: bool) -> bool {
    match (label.number, habit.last) {
        (None, _) | (Some(1), _) => true,
        (Some(_), None) => is_sure || label.is_raised,
        (Some(number), Some(last)) => {
            (last + 1..=last + 3).contains(&number) || is_sure && label.is_raised && number > last
        }
    }
}

/// The line below the lowest rule that begins where the column does and has lines below it.
fn rule_above(page: &PageWords, region: &Region, size: f32) -> Option<usize> {
    let (x0, x1) = region.edges();
    let belongs = |rule: &&Rule| {
        (rule.x0 - x0).abs() < RULE_INDENT * size
            && rule.x1 < x1 + RULE_INDENT * size
            && rule.x1 - rule.x0 < 1.05 * (x1 - x0).max(60.0)
    };
    let below = |rule: &Rule| {
        let at = region.rows.partition_point(|row| row.y < rule.y);
        // A line under words is a link or emphasis: there is white above a rule for notes.
        let above = at.checked_sub(1).map_or(f32::MAX, |before| rule.y - region.rows[before].y);
        (at < region.rows.len() && above > 0.3 * size).then_some(at)
    };
    // Tables have rules as well: only the lowest can stand above notes.
    let mut rules: Vec<&Rule> = page.rules.iter().filter(belongs).collect();
    rules.sort_by(|a, b| b.y.total_cmp(&a.y));
    rules.into_iter().find_map(below)
}

/// Whether the last word of a line ends a sentence.
pub(super) fn ends_sentence(page: &PageWords, row: &Row, atlas: &GlyphAtlas) -> bool {
    let mut words = row.words.iter().rev().map(|&index| &page.words[index as usize]).skip_while(|word| word.is_raised);
    let Some(word) = words.next() else { return true };
    let text = page.text(word, atlas);
    let closing = |c: char| matches!(c, '»' | '”' | '’' | '"' | '\'' | ')' | ']' | '“');
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::super::rows::find_rows;
    use super::super::words::tests::page;
    use super::*;

    fn notes_from(runs: &[(f32, f32, f32, &str)], rules: Vec<Rule>) -> usize {
        let (glyphs, atlas) = page(runs);
        let mut words = PageWords::new(&glyphs, &atlas, [400.0, 600.0]);
        words.rules = rules;
        let rows = find_rows(&words.words, (0..words.words.len() as u32).collect());
        let mut regions = vec![Region::new(rows)];
        find_notes(&words, &mut regions, &atlas, 10.0, &mut Habit::default());
        regions[0].notes_from
    }

    #[test]
    fn small_lines_with_a_number_are_notes() {
        let runs = [
            (40.0, 40.0, 10.0, "текст текст"),
            (40.0, 52.0, 10.0, "текст текст"),
            (40.0, 80.0, 8.0, "1 Сноска первая"),
            (40.0, 90.0, 8.0, "и дальше."),
        ];
        assert_eq!(notes_from(&runs, vec![]), 2);
    }

    #[test]
    fn small_lines_without_a_number_are_a_quotation() {
        let runs = [(40.0, 40.0, 10.0, "текст текст"), (60.0, 60.0, 8.0, "Слова письма")];
        assert_eq!(notes_from(&runs, vec![]), 2);
    }

    #[test]
    fn rule_makes_notes_of_lines_in_the_same_type() {
        let runs = [(40.0, 40.0, 10.0, "текст текст текст текст"), (40.0, 80.0, 10.0, "1 Сноска")];
        assert_eq!(notes_from(&runs, vec![Rule { x0: 40.0, x1: 140.0, y: 60.0 }]), 1);
    }
}
