use std::collections::BTreeMap;

use crate::calls::Candidate;
use crate::chars::superscript_digit;
use crate::lines::{Ending, Line, Opening};
use crate::{SegmentKind, Span};

/// A note body: some lines of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteBody {
    pub kind: SegmentKind,
    /// What stands before it; `None` where the number got lost.
    pub label: Option<LineLabel>,
    /// Its number, also where it had to be concluded from its neighbours.
    pub number: Option<u32>,
    /// Indices of its lines.
    pub lines: Vec<usize>,
}

/// A number or sign at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineLabel {
    /// The number or sign as printed, without point or bracket.
    pub printed: String,
    pub raw: Span,
    pub number: Option<u32>,
    /// First byte of the words behind it.
    pub text_start: usize,
}

/// Reads "12 ", "12. ", "12) ", "[12] ", "¹² ", "12Слово", "* " at the start of a line.
pub fn line_label(raw: &str, line: &Line) -> Option<LineLabel> {
    let text = &raw[line.text.range()];
    let inner = text.strip_prefix(['[', '(']).unwrap_or(text);
    let skipped = text.len() - inner.len();
    let star = inner.starts_with('*');
    let length =
        inner.find(|c: char| if star { c != '*' } else { !c.is_ascii_digit() && superscript_digit(c).is_none() })?;
    let sign = &inner[..length];
    let count = sign.chars().count();
    if count == 0 || count > 3 || sign.starts_with(['0', '⁰']) {
        return None;
    }
    let mut rest = &inner[length..];
    if skipped > 0 {
        rest = rest.strip_prefix([']', ')'])?;
    } else if !star && rest.starts_with(['.', ')']) {
        rest = &rest[1..];
    }
    let raised = sign.chars().all(|c| superscript_digit(c).is_some());
    let first = rest.chars().next()?;
    let glued = first.is_uppercase() || matches!(first, '«' | '“' | '"' | '„');
    let words = rest.trim_start();
    if words.is_empty() || !(first.is_whitespace() || glued || raised || star) {
        return None;
    }
    let number =
        (!star).then(|| sign.chars().fold(0, |n, c| n * 10 + superscript_digit(c).or(c.to_digit(10)).unwrap_or(0)));
    Some(LineLabel {
        printed: sign.to_owned(),
        raw: Span::new(line.text.start + skipped, line.text.start + skipped + length),
        number,
        text_start: line.text.end - words.len(),
    })
}

/// Where numbers that look like calls stand, by number; places are sorted.
pub type CallPlaces = BTreeMap<u32, Vec<usize>>;

/// Sorts candidates by number.
pub fn call_places(candidates: &[Candidate]) -> CallPlaces {
    let mut places = CallPlaces::new();
    for candidate in candidates.iter().filter(|candidate| candidate.weight >= 10) {
        places.entry(candidate.number).or_default().push(candidate.raw.start);
    }
    places
}

/// Everything the search for notes looks at.
pub struct NoteSearch<'a> {
    pub raw: &'a str,
    pub lines: &'a [Line],
    pub furniture: &'a [bool],
    pub calls: &'a CallPlaces,
    /// Blank lines stand inside paragraphs.
    spaced: bool,
    labels: BTreeMap<usize, LineLabel>,
}

const LOOK_BACK: usize = 90;

impl<'a> NoteSearch<'a> {
    pub fn new(raw: &'a str, lines: &'a [Line], furniture: &'a [bool], calls: &'a CallPlaces, spaced: bool) -> Self {
        let labels = (0..lines.len())
            .filter(|&i| !lines[i].is_blank() && !furniture[i])
            .filter_map(|i| Some((i, line_label(raw, &lines[i])?)))
            .collect();
        Self { raw, lines, furniture, calls, spaced, labels }
    }

    fn is_text(&self, i: usize) -> bool {
        !self.lines[i].is_blank() && !self.furniture[i]
    }

    fn number(&self, i: usize) -> Option<u32> {
        self.labels.get(&i)?.number
    }

    fn has_call(&self, number: u32, from: usize, to: usize) -> bool {
        self.calls
            .get(&number)
            .is_some_and(|places| places.get(places.partition_point(|&p| p < from)).is_some_and(|&p| p < to))
    }

    /// A line of nothing but many blanks, or a drawn rule, as producers set above footnotes.
    pub fn is_rule(&self, i: usize) -> bool {
        let line = &self.lines[i];
        if line.is_blank() {
            return line.indent >= 20;
        }
        let text = &self.raw[line.text.range()];
        line.width >= 5 && text.chars().all(|c| matches!(c, '_' | '-' | '–' | '—' | '―' | '⎯' | '─'))
    }

    /// Footnote blocks at the foot of each page, in order.
    pub fn footnotes(&self) -> Vec<NoteBody> {
        let mut notes: Vec<NoteBody> = Vec::new();
        let pages = self.pages();
        let paged = pages.len() > 1;
        let mut last = None;
        let mut previous_page = 0;
        for &(from, to) in &pages {
            let found = if paged { self.group_at_foot(from, to, previous_page, last) } else { None };
            if let Some((start, carried)) = found {
                self.cut(start, to, carried, SegmentKind::Footnote, &mut notes);
                last = notes.iter().rev().find_map(|note| note.number);
            }
            previous_page = from;
        }
        if notes.is_empty() {
            self.groups_in_text(&mut notes);
        }
        notes
    }

    /// Line ranges of pages; furniture at either end belongs to none.
    fn pages(&self) -> Vec<(usize, usize)> {
        let mut pages = Vec::new();
        let mut from = 0;
        for i in 0..self.lines.len() {
            let begins = self.lines[i].page_start || self.furniture[i];
            if begins && i > from {
                if (from..i).any(|k| self.is_text(k)) {
                    pages.push((from, i));
                }
                from = i;
            }
        }
        if (from..self.lines.len()).any(|k| self.is_text(k)) {
            pages.push((from, self.lines.len()));
        }
        pages
    }

    /// First line of the notes at the foot of lines `from..to`, and whether it goes on with a note of the page before.
    fn group_at_foot(&self, from: usize, to: usize, previous: usize, last: Option<u32>) -> Option<(usize, bool)> {
        let lowest = from.max(to.saturating_sub(LOOK_BACK));
        let ruled = (lowest..to).rev().find(|&i| self.is_rule(i) && (i + 1..to).any(|k| self.is_text(k)));
        if let Some(rule) = ruled {
            let first = (rule + 1..to).find(|&i| self.is_text(i))?;
            let fits = |number: u32| number <= 1 || last.is_none_or(|last| number > last && number <= last + 4);
            match (rule + 1..to).find(|&i| self.labels.contains_key(&i)) {
                Some(label) if label == first && self.number(label).is_none_or(fits) => return Some((first, false)),
                Some(label)
                    if last.is_some() && self.number(label).is_some_and(|n| last.is_some_and(|l| n == l + 1)) =>
                {
                    return Some((first, true));
                }
                _ => {}
            }
        }
        // A chain of labels that rise by one (or two, where a number got lost) up to the end of the page.
        let mut chain: Vec<usize> = Vec::new();
        for i in (lowest..to).rev() {
            let Some(label) = self.labels.get(&i) else { continue };
            let joins = match (chain.last().map(|&next| self.number(next)), label.number) {
                (None, _) => true,
                (Some(Some(next)), Some(number)) => number < next && next <= number + 2,
                (Some(None), None) => true,
                (Some(None), Some(_)) | (Some(Some(_)), None) => false,
            };
            if joins {
                chain.push(i);
            }
        }
        chain.reverse();
        let text_from = self.lines[previous].full.start;
        for (at, &start) in chain.iter().enumerate() {
            let labels = chain.len() - at;
            let others = (start..to).filter(|&i| self.is_text(i)).count() - labels;
            let compatible = match (self.number(start), last) {
                (Some(1) | None, _) | (_, None) => true,
                (Some(number), Some(last)) => number > last && number <= last + 4,
            };
            let called = chain[at..].iter().filter(|&&i| match self.number(i) {
                Some(number) => self.has_call(number, text_from, self.lines[start].full.start),
                None => self.star_called(i, from, start),
            });
            if start > from && compatible && others <= 5 * labels && called.count() * 2 >= labels {
                return Some((start, false));
            }
        }
        None
    }

    fn star_called(&self, label: usize, from: usize, start: usize) -> bool {
        let Some(label) = self.labels.get(&label) else { return false };
        let text = &self.raw[self.lines[from].full.start..self.lines[start].full.start];
        text.match_indices(label.printed.as_str())
            .any(|(at, _)| text[..at].chars().next_back().is_some_and(|c| !c.is_whitespace()))
    }

    /// Notes in the middle of a text that shows no page edges: a label whose call stands shortly before.
    fn groups_in_text(&self, notes: &mut Vec<NoteBody>) {
        let mut expected = 1;
        let mut text_from = 0;
        let mut i = 0;
        while i < self.lines.len() {
            let fits = self.number(i).is_some_and(|n| {
                // An excerpt may begin at any number; then the next one must follow.
                let opens = notes.is_empty() && self.label_soon(i, n);
                n == 1 || opens || !notes.is_empty() && n >= expected && n <= expected + 2
            });
            let before = (i.saturating_sub(4)..i).rev().find(|&k| self.is_text(k));
            let apart = before.is_some_and(|k| {
                k + 1 < i || self.lines[k].ending == Ending::Open || self.lines[k].ending == Ending::Hyphen
            });
            let called =
                fits && apart && self.number(i).is_some_and(|n| self.has_call(n, text_from, self.lines[i].full.start));
            if !called {
                i += 1;
                continue;
            }
            let end = self.group_end(i, before);
            self.cut(i, end, false, SegmentKind::Footnote, notes);
            expected = notes.iter().rev().find_map(|note| note.number).unwrap_or(0) + 1;
            text_from = text_from.max(self.lines[i.saturating_sub(LOOK_BACK)].full.start);
            i = end.max(i + 1);
            // One list that ends the file: notes of the whole paper.
            if i >= self.lines.len()
                && notes.first().is_some_and(|note| note.number == Some(1) && self.starts_group(note, end))
            {
                notes.iter_mut().for_each(|note| note.kind = SegmentKind::Endnote);
            }
        }
    }

    /// Whether nothing but notes lies between the first line of `note` and line `end`, and their numbers only rise.
    fn starts_group(&self, note: &NoteBody, end: usize) -> bool {
        let labels = self.labels.range(note.lines[0]..end).filter_map(|(_, label)| label.number);
        let texts = (note.lines[0]..end).filter(|&i| self.is_text(i)).count();
        let labels: Vec<u32> = labels.collect();
        labels.is_sorted() && texts <= labels.len() * 6
    }

    /// Where the body goes on after notes that begin at line `start`.
    fn group_end(&self, start: usize, before: Option<usize>) -> usize {
        let mut number = self.number(start);
        let mut previous = start;
        let body_open = before.is_some_and(|k| matches!(self.lines[k].ending, Ending::Open | Ending::Hyphen));
        for i in start + 1..self.lines.len() {
            if !self.is_text(i) {
                continue;
            }
            let next = self.number(i);
            if let (Some(a), Some(b)) = (number, next)
                && b > a
                && b <= a + 2
            {
                (number, previous) = (next, i);
                continue;
            }
            let (a, b) = (&self.lines[previous], &self.lines[i]);
            let full = !a.had_room_for(b) && a.width * 100 >= a.measure * 85;
            let back = b.opening == Opening::Small && body_open && a.ending == Ending::Sentence;
            let goes_on = a.ending == Ending::Hyphen || full && !back && i <= previous + 1 + usize::from(self.spaced);
            // A note whose number got lost, or the last line of a note, before the next number.
            let soon = number.is_some_and(|number| self.label_soon(i, number));
            if !(goes_on || soon) || i > start + LOOK_BACK {
                return i;
            }
            previous = i;
        }
        self.lines.len()
    }

    /// Whether the next number or the one after it opens one of the next few lines.
    fn label_soon(&self, i: usize, number: u32) -> bool {
        let mut next = (i + 1..self.lines.len().min(i + 12)).filter(|&k| self.is_text(k)).take(4);
        next.any(|k| self.number(k).is_some_and(|n| n == number + 1 || n == number + 2))
    }

    /// Notes at the end of the paper, from line `from` on: a list that rises from 1, most of its numbers called.
    pub fn endnotes(&self, from: usize, to: usize, headed: bool, notes: &mut Vec<NoteBody>) -> bool {
        let labels: Vec<usize> = (from..to).filter(|&i| self.number(i).is_some()).collect();
        let mut chain: Vec<usize> = Vec::new();
        for &i in &labels {
            let expected = chain.last().and_then(|&k| self.number(k)).map_or(1, |n| n + 1);
            if self.number(i).is_some_and(|n| n == expected || !chain.is_empty() && n == expected + 1) {
                chain.push(i);
            }
        }
        let Some(&first) = chain.first() else { return false };
        let start = self.lines[first].full.start;
        let called = chain.iter().filter(|&&i| self.number(i).is_some_and(|n| self.has_call(n, 0, start))).count();
        if !headed && (chain.len() < 3 || called * 2 < chain.len()) {
            return false;
        }
        self.cut(first, to, false, SegmentKind::Endnote, notes);
        true
    }

    /// The first line of a trailing numbered list, if the file ends in one.
    pub fn trailing_list(&self) -> Option<usize> {
        let mut wanted = None;
        let mut others = 0;
        for i in (0..self.lines.len()).rev().filter(|&i| self.is_text(i)) {
            match (self.number(i), wanted) {
                (Some(1), None) => return Some(i),
                (Some(number), None) => (wanted, others) = (Some(number - 1), 0),
                (Some(number), Some(next)) if number == next || number + 1 == next => {
                    if number == 1 {
                        return Some(i);
                    }
                    (wanted, others) = (Some(number - 1), 0);
                }
                _ => others += 1,
            }
            if others > 12 {
                return None;
            }
        }
        None
    }

    /// Cuts lines `start..end` into notes. `carried` lines before the first label go on with the last note.
    fn cut(&self, start: usize, end: usize, carried: bool, kind: SegmentKind, notes: &mut Vec<NoteBody>) {
        let mut number: Option<u32> = None;
        let mut fresh = !carried;
        let mut previous: Option<usize> = None;
        for i in (start..end).filter(|&i| self.is_text(i)) {
            if self.is_rule(i) {
                continue;
            }
            let label = self.labels.get(&i).cloned().filter(|label| match (label.number, number) {
                (Some(a), Some(b)) => a > b && a <= b + 3 || a == 1 && kind == SegmentKind::Footnote && i == start,
                (Some(_), None) => true,
                (None, _) => true,
            });
            if let Some(label) = label {
                number = label.number.or(number);
                notes.push(NoteBody { kind, number: label.number, label: Some(label), lines: vec![i] });
                fresh = false;
            } else if fresh || notes.is_empty() {
                notes.push(NoteBody { kind, number: None, label: None, lines: vec![i] });
                fresh = false;
            } else if let Some(lost) = number.filter(|_| self.lost_label(i, end, previous, number)) {
                number = Some(lost + 1);
                notes.push(NoteBody { kind, number, label: None, lines: vec![i] });
            } else if let Some(note) = notes.last_mut() {
                note.lines.push(i);
            }
            previous = Some(i);
        }
    }

    /// Whether line `i` opens a note whose number got lost: the next label is two ahead, and the line before was full
    /// neither in width nor in sense.
    fn lost_label(&self, i: usize, end: usize, previous: Option<usize>, number: Option<u32>) -> bool {
        let next = (i + 1..end).filter(|&k| self.is_text(k)).take(6).find_map(|k| self.number(k));
        let apart = previous.is_some_and(|k| self.lines[k].had_room_for(&self.lines[i]));
        let opens = matches!(self.lines[i].opening, Opening::Capital | Opening::Other);
        apart && opens && matches!((number, next), (Some(a), Some(b)) if b == a + 2)
    }
}
