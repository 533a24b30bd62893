//! From lines to paragraphs, headings and notes, over columns and pages.

use crate::LayoutKind;

use super::atlas::GlyphAtlas;
use super::feet::{Region, ends_sentence, row_label};
use super::furniture::PageFurniture;
use super::rows::Row;
use super::words::{PageWords, Word};

/// Lines further apart than this many usual distances are of two paragraphs.
const PARAGRAPH_GAP: f32 = 1.35;
/// A first line is moved in by at least this many font sizes, and by less than the most.
const INDENT: f32 = 0.7;
const MOST_INDENT: f32 = 6.0;
/// Type larger than this many times the text's is a heading's.
const HEADING_SIZE: f32 = 1.12;
/// Headings have no more lines and characters.
const HEADING_LINES: usize = 5;
const HEADING_LENGTH: usize = 300;
/// Fewer lines in a row are no table.
const TABLE_ROWS: usize = 3;

/// A line in the order in which it is written, and the block that it belongs to.
#[derive(Debug, Clone)]
pub(super) struct PlacedRow {
    pub(super) page: usize,
    pub(super) row: Row,
    pub(super) block: usize,
}

/// A block without its bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) kind: LayoutKind,
    pub(super) size: f32,
    /// Its first word is the number of a note.
    pub(super) has_label: bool,
    rows: usize,
    length: usize,
}

/// Builds the blocks of a document page by page.
pub(super) struct Builder<'a> {
    pages: &'a [PageWords],
    atlas: &'a GlyphAtlas,
    /// Size of the text.
    size: f32,
    pub(super) rows: Vec<PlacedRow>,
    pub(super) drafts: Vec<Draft>,
    /// The paragraph that may go on in the next column: its block, its last line and the right edge there.
    open: Option<(usize, Ending)>,
    open_note: Option<usize>,
    last_note: Option<u32>,
    /// The numbers of notes are raised in this document.
    raised_labels: bool,
}

/// How the last line of a column stands.
#[derive(Debug, Clone)]
struct Ending {
    page: usize,
    row: Row,
    right: f32,
}

/// What the lines of a region have in common.
struct Measure {
    left: f32,
    right: f32,
    leading: f32,
    /// First lines stand out to the left, as in lists of literature.
    hangs: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(pages: &'a [PageWords], atlas: &'a GlyphAtlas, size: f32) -> Self {
        Self {
            pages,
            atlas,
            size,
            rows: Vec::new(),
            drafts: Vec::new(),
            open: None,
            open_note: None,
            last_note: None,
            raised_labels: false,
        }
    }

    /// Appends one page. `turned` are lines that run in other directions.
    pub(super) fn add_page(&mut self, page: usize, furniture: PageFurniture, regions: Vec<Region>, turned: Vec<Row>) {
        furniture.head.into_iter().for_each(|row| self.single(page, row, LayoutKind::RunningHead));
        for region in regions {
            self.add_region(page, region);
        }
        turned.into_iter().for_each(|row| self.single(page, row, LayoutKind::RunningHead));
        furniture.foot.into_iter().for_each(|row| self.single(page, row, LayoutKind::RunningHead));
    }

    fn single(&mut self, page: usize, row: Row, kind: LayoutKind) {
        let block = self.draft(kind, &row);
        self.push(page, row, block);
    }

    fn draft(&mut self, kind: LayoutKind, row: &Row) -> usize {
        self.drafts.push(Draft { kind, size: row.size, has_label: false, rows: 0, length: 0 });
        self.drafts.len() - 1
    }

    fn push(&mut self, page: usize, row: Row, block: usize) {
        let words = &self.pages[page].words;
        self.drafts[block].rows += 1;
        self.drafts[block].length += row.words.iter().map(|&i| words[i as usize].glyph_count() + 1).sum::<usize>();
        self.rows.push(PlacedRow { page, row, block });
    }

    fn add_region(&mut self, page: usize, region: Region) {
        let mut rows = region.rows;
        let notes = rows.split_off(region.notes_from.min(rows.len()));
        if !rows.is_empty() {
            self.add_body(page, rows);
        }
        if !notes.is_empty() {
            self.add_notes(page, notes);
        }
    }

    fn add_body(&mut self, page: usize, rows: Vec<Row>) {
        let measure = self.measure(page, &rows);
        let tables = table_rows(&self.pages[page], &rows);
        let mut block: Option<usize> = None;
        for at in 0..rows.len() {
            let row = &rows[at];
            let kind = if tables[at] {
                LayoutKind::TableRow
            } else if self.is_heading(page, &rows, at, &measure) {
                LayoutKind::Heading
            } else {
                LayoutKind::Body
            };
            let goes_on = match (block, at.checked_sub(1).map(|before| &rows[before])) {
                (Some(open), Some(before)) => {
                    self.drafts[open].kind == kind
                        && kind != LayoutKind::TableRow
                        && self.same_paragraph(page, before, row, kind, &measure, self.drafts[open].rows)
                }
                _ => {
                    kind == LayoutKind::Body
                        && self.open.as_ref().is_some_and(|(_, ending)| self.continues(page, row, ending, &measure))
                }
            };
            let target = match (goes_on, block, &self.open) {
                (true, Some(open), _) => open,
                (true, None, Some((open, _))) => *open,
                _ => self.draft(kind, row),
            };
            block = Some(target);
            let row = row.clone();
            self.push(page, row.clone(), target);
            match kind {
                LayoutKind::Body => self.open = Some((target, Ending { page, row, right: measure.right })),
                // What goes on behind a heading is another paragraph.
                LayoutKind::Heading => self.open = None,
                _ => {}
            }
        }
    }

    fn measure(&self, page: usize, rows: &[Row]) -> Measure {
        let usual = usual_size(rows);
        let alike: Vec<&Row> = rows.iter().filter(|row| (row.size - usual).abs() < 0.06 * usual).collect();
        let mut lefts: Vec<f32> = alike.iter().map(|row| row.x0).collect();
        let mut rights: Vec<f32> = alike.iter().map(|row| row.x1).collect();
        let mut steps: Vec<f32> = rows
            .windows(2)
            .map(|pair| pair[1].y - pair[0].y)
            .filter(|step| *step > 0.6 * usual && *step < 3.0 * usual)
            .collect();
        lefts.sort_by(f32::total_cmp);
        rights.sort_by(f32::total_cmp);
        steps.sort_by(f32::total_cmp);
        let pick = |list: &[f32], part: f32| list.get((list.len() as f32 * part) as usize).or(list.last()).copied();
        let left = pick(&lefts, 0.05).unwrap_or(0.0);
        let right = pick(&rights, 0.85).unwrap_or(0.0);
        let leading = pick(&steps, 0.5).unwrap_or(1.25 * usual);
        let mut measure = Measure { left, right, leading, hangs: false };
        let (mut in_after_short, mut out_after_short) = (0, 0);
        for pair in alike.windows(2) {
            let is_short = self.had_room(page, pair[0], pair[1], right);
            let is_in = pair[1].x0 - left > INDENT * usual && pair[1].x0 - left < MOST_INDENT * usual;
            let was_in = pair[0].x0 - left > INDENT * usual;
            in_after_short += usize::from(is_in && !was_in && is_short);
            out_after_short += usize::from(!is_in && was_in && is_short);
        }
        measure.hangs = out_after_short >= 2 && out_after_short > 2 * in_after_short;
        measure
    }

    /// Whether the first word of `next` would have found room at the end of `row`.
    fn had_room(&self, page: usize, row: &Row, next: &Row, right: f32) -> bool {
        let words = &self.pages[page].words;
        let first = next.words.first().map_or(0.0, |&index| {
            let word = &words[index as usize];
            word.x1 - word.x0
        });
        row.x1 + 0.4 * row.size + first.min(12.0 * row.size) < right - 0.1 * row.size
    }

    fn same_paragraph(
        &self,
        page: usize,
        before: &Row,
        row: &Row,
        kind: LayoutKind,
        measure: &Measure,
        count: usize,
    ) -> bool {
        let size = row.size.max(before.size);
        let gap = row.y - before.y;
        if kind == LayoutKind::Heading {
            let alike = (row.size - before.size).abs() < 0.04 * size && row.is_bold == before.is_bold;
            return alike && gap < 1.7 * size && count < HEADING_LINES;
        }
        if (row.size - before.size).abs() > 0.07 * size || gap > PARAGRAPH_GAP * measure.leading.max(size) || gap < 0.0
        {
            return false;
        }
        let indent = |row: &Row| row.x0 - measure.left;
        let steps_in = row.x0 - before.x0 > INDENT * size && indent(row) < MOST_INDENT * size;
        let steps_out = before.x0 - row.x0 > INDENT * size;
        let room = self.had_room(page, before, row, measure.right);
        let ends = ends_sentence(&self.pages[page], before, self.atlas);
        if measure.hangs {
            return !(indent(row) < 0.4 * size && (steps_out || room && ends));
        }
        if steps_in {
            return false;
        }
        // Behind a quotation that is moved in as a whole the text goes on as a new paragraph.
        if steps_out && count >= 2 && indent(before) > INDENT * size {
            return false;
        }
        let much_room = before.x1 < measure.right - 0.35 * (measure.right - measure.left);
        !(room && (ends || much_room))
    }

    /// Whether the first line of a column goes on with the paragraph that stood open.
    fn continues(&self, page: usize, row: &Row, ending: &Ending, measure: &Measure) -> bool {
        let size = row.size.max(ending.row.size);
        if (row.size - ending.row.size).abs() > 0.07 * size {
            return false;
        }
        let last = self.row_text(ending.page, &ending.row);
        if last.ends_with(['-', '\u{AD}', '\u{2010}']) {
            return true;
        }
        let first = self.row_text(page, row);
        let opens = first.chars().find(|c| c.is_alphanumeric());
        if opens.is_some_and(char::is_lowercase) {
            return true;
        }
        let ends = ends_sentence(&self.pages[ending.page], &ending.row, self.atlas);
        let is_in = row.x0 - measure.left > INDENT * size && row.x0 - measure.left < MOST_INDENT * size;
        let room =
            self.had_room(page, &ending.row, row, ending.right) || ending.right - ending.row.x1 > 4.0 * size && ends;
        if measure.hangs {
            return is_in;
        }
        !(is_in || room && ends) || !(ends || room)
    }

    fn row_text(&self, page: usize, row: &Row) -> String {
        row_text(&self.pages[page], row, self.atlas)
    }

    fn is_heading(&self, page: usize, rows: &[Row], at: usize, measure: &Measure) -> bool {
        let row = &rows[at];
        let text = self.row_text(page, row);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 && !(row.size > HEADING_SIZE * self.size && letters > 0) || text.chars().count() > HEADING_LENGTH
        {
            return false;
        }
        let size = self.size.max(0.1);
        if row.size > HEADING_SIZE * size {
            return true;
        }
        if row.size < 0.97 * size {
            return false;
        }
        // Heavy or capital lines that stand by themselves.
        let capitals = letters >= 4 && !text.chars().any(char::is_lowercase);
        if !(row.is_bold || capitals) {
            return false;
        }
        let alike = |other: &Row| {
            let text = self.row_text(page, other);
            row.is_bold && other.is_bold || capitals && !text.chars().any(char::is_lowercase)
        };
        let above = rows[..at].iter().rev().take_while(|other| alike(other)).count();
        let below = rows[at + 1..].iter().take_while(|other| alike(other)).count();
        let first = &rows[at - above];
        let last = &rows[at + below];
        let before = (at - above).checked_sub(1).map(|i| &rows[i]);
        let after = rows.get(at + below + 1);
        let usual = measure.leading.max(size);
        let apart_above = before.is_none_or(|before| {
            first.y - before.y > 1.2 * usual || ends_sentence(&self.pages[page], before, self.atlas)
        });
        let apart_below = after.is_none_or(|after| last.y + usual * 0.9 < after.y);
        above + below < HEADING_LINES && apart_above && apart_below
    }

    fn add_notes(&mut self, page: usize, rows: Vec<Row>) {
        let left = rows.iter().fold(f32::MAX, |x, row| x.min(row.x0));
        for (at, row) in rows.iter().enumerate() {
            let label = row_label(&self.pages[page], row, self.atlas).filter(|label| {
                let next = self.last_note.map_or(1, |last| last + 1);
                let follows = label.number.is_none_or(|n| n == 1 || (next..=next + 2).contains(&n));
                let first = at == 0 && self.open_note.is_none();
                let at_edge = row.x0 - left < 4.0 * row.size;
                at_edge && (label.is_raised || !self.raised_labels && (follows || first))
            });
            let block = match (&label, self.open_note) {
                (None, Some(open)) => open,
                (label, _) => {
                    let block = self.draft(LayoutKind::Footnote, row);
                    self.drafts[block].has_label = label.is_some();
                    block
                }
            };
            if let Some(label) = &label {
                self.last_note = label.number.or(self.last_note);
                self.raised_labels |= label.is_raised && label.number.is_some();
            }
            self.open_note = Some(block);
            self.push(page, row.clone(), block);
        }
    }
}

pub(super) fn row_text(page: &PageWords, row: &Row, atlas: &GlyphAtlas) -> String {
    let mut text = String::new();
    let mut before: Option<&Word> = None;
    for word in row.words.iter().map(|&index| &page.words[index as usize]) {
        if before.is_some_and(|before| !word.follows_closely(before)) {
            text.push(' ');
        }
        page.push_text(word, atlas, &mut text);
        before = Some(word);
    }
    text
}

fn usual_size(rows: &[Row]) -> f32 {
    let mut sizes: Vec<f32> = rows.iter().map(|row| row.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes[sizes.len() / 2]
}

/// Which lines are rows of a table: several in a row with gaps that lie above each other.
fn table_rows(page: &PageWords, rows: &[Row]) -> Vec<bool> {
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
