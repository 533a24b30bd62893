use crate::chars::is_opening;
use crate::layers::Flow;
use crate::lines::{Ending, Line, Opening, Style};
use crate::notes::line_label;
use crate::sections::{Structure, heading_lines};
use crate::{SegmentKind, markdown};

/// A block before its edits: the lines it is made of.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: SegmentKind,
    pub lines: Vec<usize>,
    /// Width of a full line at its end, in characters.
    measure: usize,
}

/// How many bytes of abstract may follow one heading when nothing marks its end.
const LONGEST_ABSTRACT: usize = 9_000;
/// How many blocks back a paragraph may lie that goes on after something else.
const LOOK_BACK: usize = 5;

/// Builds headings and paragraphs from the lines that are neither furniture nor notes.
pub struct Builder<'a> {
    pub raw: &'a str,
    pub lines: &'a [Line],
    pub style: Style,
    pub structure: &'a Structure<'a>,
    pub markdown: bool,
    /// Lines that go into paragraphs and headings.
    pub text: &'a [usize],
    /// Whether furniture or notes stand between `text[i - 1]` and `text[i]`.
    pub interrupted: &'a [bool],
    /// What the file itself says of its paragraphs.
    pub flow: &'a Flow,
}

struct State {
    drafts: Vec<Draft>,
    section: SegmentKind,
    section_start: usize,
    /// The block that holds the line before.
    current: usize,
    /// Number of the last labelled entry of the list of literature.
    entry: Option<u32>,
}

impl Builder<'_> {
    /// The blocks, in the order of their first lines.
    pub fn build(&self) -> Vec<Draft> {
        let mut state =
            State { drafts: Vec::new(), section: SegmentKind::Body, section_start: 0, current: 0, entry: None };
        let mut at = 0;
        while at < self.text.len() {
            at += self.take(at, &mut state);
        }
        state.drafts
    }

    fn line(&self, at: usize) -> &Line {
        &self.lines[self.text[at]]
    }

    fn words(&self, at: usize) -> &str {
        &self.raw[self.line(at).text.range()]
    }

    /// Handles the line `at` and perhaps some after it; the number of lines taken.
    fn take(&self, at: usize, state: &mut State) -> usize {
        let closed = self.closed_before(at, state);
        let given = self.flow.layer(self.text[at]);
        if given.is_some_and(|layer| at > 0 && self.flow.layer(self.text[at - 1]) == Some(layer)) {
            state.drafts[state.current].lines.push(self.text[at]);
            return 1;
        }
        if given.is_some_and(|layer| self.flow.kind(layer) == Some(SegmentKind::Heading)) {
            let mark = self.structure.mark(self.words(at)).filter(|mark| mark.whole);
            self.open(state, SegmentKind::Heading, at, 1);
            self.enter(state, mark.map_or(SegmentKind::Body, |mark| mark.opens), at);
            return 1;
        }
        if self.markdown && self.words(at).starts_with('#') {
            let mark = self.structure.mark(self.words(at)).filter(|mark| mark.whole);
            self.open(state, SegmentKind::Heading, at, 1);
            self.enter(state, mark.map_or(SegmentKind::Body, |mark| mark.opens), at);
            return 1;
        }
        if let Some(mark) = self.structure.mark(self.words(at)) {
            if mark.whole && (closed || self.stands_alone(at)) {
                self.turn_into_heading(state);
                self.open(state, SegmentKind::Heading, at, 1);
                self.enter(state, mark.opens, at);
                return 1;
            }
            let forced = mark.opens == SegmentKind::Keywords || closed;
            if !mark.whole && forced && !(at > 0 && self.line(at - 1).ending == Ending::Hyphen) {
                if mark.opens == SegmentKind::Keywords {
                    self.turn_into_abstract(state);
                }
                self.enter(state, mark.opens, at);
                self.open(state, mark.opens, at, 1);
                return 1;
            }
        }
        let is_plain = given.is_some_and(|layer| self.flow.kind(layer).is_some());
        let heading = if self.markdown || is_plain {
            0
        } else {
            heading_lines(self.raw, self.lines, self.text, at, closed, &self.style)
        };
        if heading > 0 && !self.entry_starts(at, state) && !self.inside_entry(at, state) {
            let heading = if given.is_some() { 1 } else { heading };
            let kind = if self.in_a_list(at, state) { state.section } else { SegmentKind::Heading };
            if kind == SegmentKind::Heading && state.section != SegmentKind::Bibliography {
                self.enter(state, SegmentKind::Body, at);
            }
            self.open(state, kind, at, heading);
            return heading;
        }
        match self.goes_on(at, state) {
            Some(draft) => {
                state.drafts[draft].lines.push(self.text[at]);
                state.drafts[draft].measure = self.line(at).measure;
                state.current = draft;
            }
            None => {
                let crossing = self.interrupted[at] || self.line(at).page_start;
                if matches!(state.section, SegmentKind::Keywords | SegmentKind::Caption)
                    || state.section == SegmentKind::Abstract && crossing && self.other_measure(at)
                    || state.section == SegmentKind::Abstract
                        && self.line(at).full.start > state.section_start + LONGEST_ABSTRACT
                {
                    self.enter(state, SegmentKind::Body, at);
                }
                self.open(state, state.section, at, 1);
            }
        }
        1
    }

    fn enter(&self, state: &mut State, section: SegmentKind, at: usize) {
        state.section = if section == SegmentKind::Heading { SegmentKind::Body } else { section };
        state.section_start = self.line(at).full.start;
        state.entry = None;
    }

    fn open(&self, state: &mut State, kind: SegmentKind, at: usize, count: usize) {
        if kind == SegmentKind::Bibliography {
            state.entry = line_label(self.raw, self.line(at)).and_then(|label| label.number).or(state.entry);
        }
        let lines = self.text[at..at + count].to_vec();
        state.current = state.drafts.len();
        state.drafts.push(Draft { kind, lines, measure: self.line(at + count - 1).measure });
    }

    /// Whether the line is far too short to be cut by the page, and what follows is new.
    fn stands_alone(&self, at: usize) -> bool {
        at + 1 < self.text.len() && {
            let (line, next) = (self.line(at), self.line(at + 1));
            line.ending != Ending::Sentence && next.opening != Opening::Small && line.had_room_for(next)
        }
    }

    /// A few lines without a full stop right before a structure word were a title and an author.
    fn turn_into_heading(&self, state: &mut State) {
        if let Some(last) =
            state.drafts.last_mut().filter(|draft| draft.kind == SegmentKind::Body && draft.lines.len() <= 4)
            && last.lines.last().is_some_and(|&line| self.lines[line].ending == Ending::Open)
            && last.lines.iter().map(|&line| self.lines[line].width).sum::<usize>() <= 250
        {
            last.kind = SegmentKind::Heading;
        }
    }

    /// The one paragraph between a title and the keywords is an abstract, also without the word.
    fn turn_into_abstract(&self, state: &mut State) {
        let after_title = state.current.checked_sub(1).is_none_or(|i| state.drafts[i].kind == SegmentKind::Heading);
        if let Some(draft) =
            state.drafts.get_mut(state.current).filter(|draft| draft.kind == SegmentKind::Body && after_title)
        {
            let (first, last) = (draft.lines[0], draft.lines[draft.lines.len() - 1]);
            if self.lines[last].full.end - self.lines[first].full.start <= LONGEST_ABSTRACT {
                draft.kind = SegmentKind::Abstract;
            }
        }
    }

    /// Several lines like headings in a row are a list or a table.
    fn in_a_list(&self, at: usize, state: &State) -> bool {
        let run = state
            .drafts
            .iter()
            .rev()
            .take(6)
            .take_while(|draft| draft.kind == SegmentKind::Heading || draft.lines.len() == 1);
        at > 8 && run.filter(|draft| self.lines[draft.lines[0]].width * 4 <= draft.measure * 3).count() >= 5
    }

    fn gap(&self, at: usize) -> bool {
        if at == 0 {
            return true;
        }
        let blanks = self.text[at] - self.text[at - 1] - 1;
        !self.interrupted[at] && blanks > usize::from(self.style.blank_is_nothing)
    }

    /// Whether nothing before line `at` waits to be continued there.
    fn closed_before(&self, at: usize, state: &State) -> bool {
        let Some(last) = state.drafts.get(state.current) else { return true };
        if self.flow.parts(self.text[at - 1], self.text[at]) {
            return true;
        }
        if last.kind == SegmentKind::Heading {
            return true;
        }
        let (a, b) = (self.line(at - 1), self.line(at));
        match a.ending {
            Ending::Sentence => true,
            Ending::Hyphen => false,
            Ending::Colon | Ending::Open => {
                let apart = self.gap(at) || b.page_start || self.interrupted[at];
                apart && (a.had_room_for(b) || self.style.long_lines || self.other_measure(at))
            }
        }
    }

    /// Whether the lines are far wider or narrower from `at` on than before.
    fn other_measure(&self, at: usize) -> bool {
        let middle = |range: std::ops::Range<usize>| {
            let mut widths: Vec<usize> = range.map(|i| self.line(i).width).collect();
            widths.sort_unstable();
            widths.get(widths.len() / 2).copied().unwrap_or(0)
        };
        let before = middle(at.saturating_sub(5)..at);
        let after = middle(at..self.text.len().min(at + 5));
        before.max(after) * 10 >= before.min(after) * 15 && before.min(after) > 0
    }

    /// The block that line `at` continues, if any.
    fn goes_on(&self, at: usize, state: &State) -> Option<usize> {
        let last = state.drafts.len().checked_sub(1)?;
        if self.flow.parts(self.text[at - 1], self.text[at]) {
            return None;
        }
        let b = self.line(at);
        let crossing = self.interrupted[at] || b.page_start;
        let kind = state.drafts[state.current].kind;
        if self.entry_starts(at, state) {
            return None;
        }
        if self.inside_entry(at, state) {
            return Some(state.current);
        }
        if kind != SegmentKind::Heading && self.continues(at - 1, at) {
            return Some(state.current);
        }
        let starts_inside = b.opening == Opening::Small;
        if !(starts_inside && (crossing || kind == SegmentKind::Heading)) || self.markdown {
            return None;
        }
        // Something else came between: the first page's abstract before the rest of the text, a table, a heading.
        (last.saturating_sub(LOOK_BACK)..=last).rev().filter(|&i| i != state.current).find(|&i| {
            let draft = &state.drafts[i];
            let Some(&line) = draft.lines.last() else { return false };
            let open = self.lines[line].ending;
            draft.kind != SegmentKind::Heading
                && matches!(open, Ending::Open | Ending::Hyphen)
                && (open != Ending::Hyphen || self.starts_with_letter(at))
                && draft.measure.max(b.measure) * 10 < draft.measure.min(b.measure) * 15
        })
    }

    fn starts_with_letter(&self, at: usize) -> bool {
        self.words(at).starts_with(char::is_alphanumeric)
    }

    /// Whether the line goes on with a numbered entry of the list of literature.
    fn inside_entry(&self, at: usize, state: &State) -> bool {
        state.section == SegmentKind::Bibliography && state.entry.is_some() && !self.gap(at)
    }

    fn entry_starts(&self, at: usize, state: &State) -> bool {
        if state.section != SegmentKind::Bibliography {
            return false;
        }
        let number = line_label(self.raw, self.line(at)).and_then(|label| label.number);
        match (number, state.entry) {
            (Some(1), None) => true,
            (Some(number), Some(entry)) => number == entry + 1,
            _ => false,
        }
    }

    /// Whether line `b` goes on with the paragraph of line `a`.
    fn continues(&self, a: usize, b: usize) -> bool {
        let gap = self.gap(b);
        if self.markdown {
            return !gap && !markdown::opens_block(self.words(b), self.words(a));
        }
        let crossing = self.interrupted[b] || self.line(b).page_start;
        let other = crossing && self.other_measure(b);
        let (a, starts_with_letter, words, b) = (self.line(a), self.starts_with_letter(b), self.words(b), self.line(b));
        if a.ending == Ending::Hyphen {
            return starts_with_letter && !(gap && self.style.long_lines);
        }
        if self.style.long_lines && !crossing {
            return gap && b.opening == Opening::Small && a.ending == Ending::Open && a.measure < 300;
        }
        let room = a.had_room_for(b);
        let indent = self.style.indented && b.indent > self.style.base_indent;
        if b.opening == Opening::Small {
            return match a.ending {
                Ending::Sentence => !(gap || room || indent),
                Ending::Colon => !(gap && room),
                _ => true,
            };
        }
        let item = matches!(b.opening, Opening::Digit | Opening::Dash) && room;
        match a.ending {
            Ending::Sentence => !(gap || room || indent || other),
            Ending::Colon => !(gap || item || other || indent && room),
            // A bracket or a quotation mark may open inside a sentence.
            _ if words.starts_with(is_opening) && !gap => !(indent && room),
            _ => !(other || room && (gap || indent)),
        }
    }
}
