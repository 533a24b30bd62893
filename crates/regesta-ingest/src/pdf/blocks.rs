//! From lines to paragraphs, headings and notes, over columns and pages.

use crate::LayerKind;

use super::atlas::GlyphAtlas;
use super::feet::{Region, ends_sentence, row_label};
use super::furniture::PageFurniture;
use super::parts::{TableLine, is_caption, table_lines};
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
/// A line in the order in which it is written, and the block that it belongs to.
#[derive(Debug, Clone)]
pub(super) struct PlacedRow {
    pub(super) row: Row,
    pub(super) block: usize,
}

/// A block without its bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) kind: LayerKind,
    pub(super) size: f32,
    /// Its first word is the number of a note.
    pub(super) has_label: bool,
    rows: usize,
}

/// Builds the blocks of a document page by page.
pub(super) struct Builder<'a> {
    atlas: &'a GlyphAtlas,
    /// Size of the text.
    size: f32,
    pub(super) drafts: Vec<Draft>,
    /// The lines of the page that is built.
    rows: Vec<PlacedRow>,
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
    row: Row,
    right: f32,
    ends_sentence: bool,
    ends_in_hyphen: bool,
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
    pub(super) fn new(atlas: &'a GlyphAtlas, size: f32) -> Self {
        Self {
            atlas,
            size,
            drafts: Vec::new(),
            rows: Vec::new(),
            open: None,
            open_note: None,
            last_note: None,
            raised_labels: false,
        }
    }

    /// The lines of one page with their blocks. `turned` are lines that run in other directions.
    pub(super) fn add_page(
        &mut self,
        page: &PageWords,
        furniture: PageFurniture,
        regions: Vec<Region>,
        turned: Vec<Row>,
    ) -> Vec<PlacedRow> {
        furniture.head.into_iter().for_each(|row| self.single(row));
        for region in regions {
            self.add_region(page, region);
        }
        turned.into_iter().chain(furniture.foot).for_each(|row| self.single(row));
        std::mem::take(&mut self.rows)
    }

    /// A line of the furniture of a page.
    fn single(&mut self, row: Row) {
        let block = self.draft(LayerKind::Aside, &row);
        self.push(row, block);
    }

    fn draft(&mut self, kind: LayerKind, row: &Row) -> usize {
        self.drafts.push(Draft { kind, size: row.size, has_label: false, rows: 0 });
        self.drafts.len() - 1
    }

    fn push(&mut self, row: Row, block: usize) {
        self.drafts[block].rows += 1;
        self.rows.push(PlacedRow { row, block });
    }

    fn add_region(&mut self, page: &PageWords, region: Region) {
        let mut rows = region.rows;
        let notes = rows.split_off(region.notes_from.min(rows.len()));
        if !rows.is_empty() {
            self.add_body(page, rows);
        }
        if !notes.is_empty() {
            self.add_notes(page, notes);
        }
    }

    fn add_body(&mut self, page: &PageWords, rows: Vec<Row>) {
        let measure = self.measure(page, &rows);
        let tables = table_lines(page, &rows, self.atlas);
        let mut block: Option<usize> = None;
        for at in 0..rows.len() {
            let row = &rows[at];
            let mut kind = if tables[at] != TableLine::None {
                LayerKind::TableRow
            } else if self.is_heading(page, &rows, at, &measure) {
                LayerKind::Heading
            } else {
                LayerKind::Paragraph
            };
            let last = block.map(|block| self.drafts[block].kind);
            let goes_on = tables[at] == TableLine::Further
                || match (block, at.checked_sub(1).map(|before| &rows[before])) {
                    (Some(open), Some(before)) => {
                        let of_kind = self.drafts[open].kind == kind
                            || self.drafts[open].kind == LayerKind::Caption && kind == LayerKind::Paragraph;
                        of_kind
                            && kind != LayerKind::TableRow
                            && self.same_paragraph(page, before, row, kind, &measure, self.drafts[open].rows)
                    }
                    _ => false,
                };
            if !goes_on && kind == LayerKind::Paragraph && is_caption(page, &rows, &tables, at, self.atlas) {
                kind = LayerKind::Caption;
            }
            // A paragraph goes on behind a table, a caption, and at the head of a column.
            let may_resume = !goes_on
                && kind == LayerKind::Paragraph
                && !matches!(last, Some(LayerKind::Paragraph | LayerKind::Heading));
            let resumed = self.open.as_ref().filter(|_| may_resume);
            let resumed =
                resumed.filter(|(_, ending)| self.continues(page, row, ending, &measure)).map(|(open, _)| *open);
            let target = match (goes_on, block, resumed) {
                (true, Some(open), _) => open,
                (_, _, Some(open)) => open,
                _ => self.draft(kind, row),
            };
            block = Some(target);
            match self.drafts[target].kind {
                LayerKind::Paragraph => {
                    let text = row_text(page, row, self.atlas);
                    let ending = Ending {
                        row: row.clone(),
                        right: measure.right,
                        ends_sentence: ends_sentence(page, row, self.atlas),
                        ends_in_hyphen: text.ends_with(['-', '\u{AD}', '\u{2010}']),
                    };
                    self.open = Some((target, ending));
                }
                // What goes on behind a heading is another paragraph.
                LayerKind::Heading => self.open = None,
                _ => {}
            }
            self.push(row.clone(), target);
        }
    }

    fn measure(&self, page: &PageWords, rows: &[Row]) -> Measure {
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
    fn had_room(&self, page: &PageWords, row: &Row, next: &Row, right: f32) -> bool {
        let words = &page.words;
        let first = next.words.first().map_or(0.0, |&index| {
            let word = &words[index as usize];
            word.x1 - word.x0
        });
        row.x1 + 0.4 * row.size + first.min(12.0 * row.size) < right - 0.1 * row.size
    }

    fn same_paragraph(
        &self,
        page: &PageWords,
        before: &Row,
        row: &Row,
        kind: LayerKind,
        measure: &Measure,
        count: usize,
    ) -> bool {
        let size = row.size.max(before.size);
        let gap = row.y - before.y;
        if kind == LayerKind::Heading {
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
        let ends = ends_sentence(page, before, self.atlas);
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
    fn continues(&self, page: &PageWords, row: &Row, ending: &Ending, measure: &Measure) -> bool {
        let size = row.size.max(ending.row.size);
        if (row.size - ending.row.size).abs() > 0.07 * size {
            return false;
        }
        if ending.ends_in_hyphen {
            return true;
        }
        let first = row_text(page, row, self.atlas);
        let opens = first.chars().find(|c| c.is_alphanumeric());
        if opens.is_some_and(char::is_lowercase) {
            return true;
        }
        let ends = ending.ends_sentence;
        let is_in = row.x0 - measure.left > INDENT * size && row.x0 - measure.left < MOST_INDENT * size;
        let room =
            self.had_room(page, &ending.row, row, ending.right) || ending.right - ending.row.x1 > 4.0 * size && ends;
        if measure.hangs {
            return is_in;
        }
        !(is_in || room && ends) || !(ends || room)
    }

    fn is_heading(&self, page: &PageWords, rows: &[Row], at: usize, measure: &Measure) -> bool {
        let row = &rows[at];
        let text = row_text(page, row, self.atlas);
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
            let text = row_text(page, other, self.atlas);
            row.is_bold && other.is_bold || capitals && !text.chars().any(char::is_lowercase)
        };
        let above = rows[..at].iter().rev().take_while(|other| alike(other)).count();
        let below = rows[at + 1..].iter().take_while(|other| alike(other)).count();
        let first = &rows[at - above];
        let last = &rows[at + below];
        let before = (at - above).checked_sub(1).map(|i| &rows[i]);
        let after = rows.get(at + below + 1);
        let usual = measure.leading.max(size);
        let apart_above =
            before.is_none_or(|before| first.y - before.y > 1.2 * usual || ends_sentence(page, before, self.atlas));
        let apart_below = after.is_none_or(|after| last.y + usual * 0.9 < after.y);
        above + below < HEADING_LINES && apart_above && apart_below
    }

    fn add_notes(&mut self, page: &PageWords, rows: Vec<Row>) {
        let left = rows.iter().fold(f32::MAX, |x, row| x.min(row.x0));
        for (at, row) in rows.iter().enumerate() {
            let label = row_label(page, row, self.atlas).filter(|label| {
                let next = self.last_note.map_or(1, |last| last + 1);
                let follows = label.number.is_none_or(|n| n == 1 || (next..=next + 2).contains(&n));
                let first = at == 0 && self.open_note.is_none();
                let at_edge = row.x0 - left < 4.0 * row.size;
                at_edge && (label.is_raised || !self.raised_labels && (follows || first))
            });
            let block = match (&label, self.open_note) {
                (None, Some(open)) => open,
                (label, _) => {
                    let block = self.draft(LayerKind::Footnote, row);
                    self.drafts[block].has_label = label.is_some();
                    block
                }
            };
            if let Some(label) = &label {
                self.last_note = label.number.or(self.last_note);
                self.raised_labels |= label.is_raised && label.number.is_some();
            }
            self.open_note = Some(block);
            self.push(row.clone(), block);
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
