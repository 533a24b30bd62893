use crate::chars::{is_closing, is_dash, is_hyphen, is_line_end, is_opening, is_terminal, superscript_digit};
use crate::{PageBreak, Span};

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    Small,
    Capital,
    Digit,
    Dash,
    /// A sign before something that is neither a small nor a capital letter, or a letter without case.
    Other,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A full stop or the like, perhaps before closing marks and a note number.
    Sentence,
    /// A colon or a semicolon.
    Colon,
    /// A hyphen right after a letter or digit.
    Hyphen,
    /// Anything else: the sentence goes on.
    Open,
}

/// One line of the raw text.
#[derive(Debug, Clone)]
pub struct Line {
    /// From the first byte to the first byte of the next line; the line end is inside.
    pub full: Span,
    /// Without white space at either end; empty for a blank line.
    pub text: Span,
    /// White space characters before the text.
    pub indent: usize,
    /// Characters of the text.
    pub width: usize,
    /// Characters of the first word.
    pub first_word: usize,
    pub opening: Opening,
    pub ending: Ending,
    /// Whether a page begins at this line.
    pub page_start: bool,
    pub page: Option<u32>,
    /// Width of a full line hereabouts, in characters.
    pub measure: usize,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the first word of `next` would have found room at the end of this line: then the break was meant.
    pub fn had_room_for(&self, next: &Line) -> bool {
        self.width + next.first_word.min(24) + 4 <= self.measure
    }
}

/// What the lines of a file have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Blank lines stand between lines of one paragraph, too.
    pub blank_is_nothing: bool,
    /// Paragraphs begin with an indent.
    pub indented: bool,
    /// Every line is a paragraph.
    pub long_lines: bool,
    /// The most common indent.
    pub base_indent: usize,
}

/// Cuts `raw` into lines; a form feed ends a line and begins a page.
pub fn split_lines(raw: &str, pages: &[PageBreak]) -> (Vec<Line>, Style) {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = raw.char_indices().peekable();
    let mut form_feeds = 0;
    let mut page_start = false;
    while let Some((at, c)) = chars.next() {
        if !is_line_end(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        if c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n') {
            chars.next();
            end += 1;
        }
        lines.push(read_line(raw, start, end, page_start, form_feeds));
        page_start = c == '\u{C}';
        form_feeds += u32::from(page_start);
        start = end;
    }
    if start < raw.len() {
        lines.push(read_line(raw, start, raw.len(), page_start, form_feeds));
    }
    if pages.is_empty() {
        if form_feeds == 0 {
            lines.iter_mut().for_each(|line| line.page = None);
        }
    } else {
        mark_pages(&mut lines, pages);
    }
    carry_page_starts(&mut lines);
    let style = measure(&mut lines);
    (lines, style)
}

fn read_line(raw: &str, start: usize, end: usize, page_start: bool, page: u32) -> Line {
    let full = &raw[start..end];
    let text = full.trim();
    let lead = full.len() - full.trim_start().len();
    let (from, to) = if text.is_empty() { (start, start) } else { (start + lead, start + lead + text.len()) };
    let (indent, width) = if text.is_empty() {
        (full.chars().filter(|c| !is_line_end(*c)).count(), 0)
    } else {
        (full[..lead].chars().count(), text.chars().count())
    };
    Line {
        full: Span::new(start, end),
        text: Span::new(from, to),
        indent,
        width,
        first_word: text.chars().take_while(|c| !c.is_whitespace()).count(),
        opening: opening(text),
        ending: ending(text),
        page_start,
        page: Some(page),
        measure: 0,
    }
}

/// How `text` begins, looked at behind opening marks.
pub fn opening(text: &str) -> Opening {
    match text.chars().find(|&c| !is_opening(c) && c != '…' && c != '\u{FEFF}') {
        Some(c) if c.is_lowercase() => Opening::Small,
        Some(c) if c.is_uppercase() => Opening::Capital,
        Some(c) if c.is_numeric() => Opening::Digit,
        Some(c) if is_dash(c) || c == '-' || c == '•' => Opening::Dash,
        _ => Opening::Other,
    }
}

/// How `text` ends, looked at before closing marks and a glued note number.
pub fn ending(text: &str) -> Ending {
    let mut back = text.chars().rev().peekable();
    if back.peek().is_some_and(|&c| is_hyphen(c)) {
        back.next();
        return if back.next().is_some_and(char::is_alphanumeric) { Ending::Hyphen } else { Ending::Open };
    }
    let body = without_note_number(text);
    match body.chars().rev().find(|&c| !is_closing(c) && !c.is_whitespace()) {
        Some(c) if is_terminal(c) => Ending::Sentence,
        Some(':' | ';') => Ending::Colon,
        _ => Ending::Open,
    }
}

/// `text` without a number of at most three digits glued to punctuation at its end.
fn without_note_number(text: &str) -> &str {
    let raised = text.trim_end_matches(|c| superscript_digit(c).is_some());
    if raised.len() < text.len() {
        return raised;
    }
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - bare.len();
    let glued = bare.chars().next_back().is_some_and(|c| is_closing(c) || is_terminal(c));
    let spaced = bare.ends_with(' ') && bare.trim_end().chars().next_back().is_some_and(is_terminal);
    // "28.4" is a number: the mark before the note number must follow a word or a closing mark.
    let mut back = bare.trim_end().chars().rev();
    let after_digit = back.next().is_some_and(is_terminal) && back.next().is_some_and(|c| c.is_ascii_digit());
    if (1..=3).contains(&digits) && (glued || spaced) && !after_digit { bare.trim_end() } else { text }
}

fn mark_pages(lines: &mut [Line], pages: &[PageBreak]) {
    let mut starts: Vec<(usize, u32)> = pages.iter().map(|page| (page.raw_start, page.index)).collect();
    starts.sort_unstable();
    let mut next = 0;
    let mut page = None;
    for line in lines {
        line.page_start = false;
        // A page may begin inside a line; the line then belongs to the page it begins on.
        while next < starts.len() && starts[next].0 <= line.full.start {
            line.page_start = next > 0 || starts[next].0 > 0;
            page = Some(starts[next].1);
            next += 1;
        }
        line.page = page;
    }
}

/// Moves page starts from blank lines to the first line with text.
fn carry_page_starts(lines: &mut [Line]) {
    let mut pending = false;
    for line in lines {
        pending |= line.page_start;
        line.page_start = pending && !line.is_blank();
        pending &= line.is_blank();
    }
}

const WINDOW: usize = 12;

fn measure(lines: &mut [Line]) -> Style {
    let text: Vec<usize> = (0..lines.len()).filter(|&i| !lines[i].is_blank()).collect();
    if text.is_empty() {
        return Style::default();
    }
    let mut widths = Vec::with_capacity(2 * WINDOW + 1);
    for at in 0..text.len() {
        let near = &text[at.saturating_sub(WINDOW)..text.len().min(at + WINDOW + 1)];
        widths.clear();
        widths.extend(near.iter().map(|&i| lines[i].width));
        widths.sort_unstable();
        lines[text[at]].measure = widths[widths.len() * 4 / 5];
    }
    let mut all: Vec<usize> = text.iter().map(|&i| lines[i].width).collect();
    all.sort_unstable();
    let mut indents: Vec<usize> = text.iter().map(|&i| lines[i].indent).collect();
    indents.sort_unstable();
    let base_indent = indents.chunk_by(|a, b| a == b).max_by_key(|run| run.len()).map_or(0, |run| run[0]);
    let mut style = Style { base_indent, long_lines: all[all.len() * 3 / 4] > 180, ..Style::default() };
    let (mut after_blank, mut going_on) = (0, 0);
    let (mut deep, mut fresh) = (0, 0);
    for pair in text.windows(2) {
        let (a, b) = (&lines[pair[0]], &lines[pair[1]]);
        let goes_on = b.opening == Opening::Small && a.ending != Ending::Sentence;
        if pair[1] > pair[0] + 1 {
            after_blank += 1;
            going_on += usize::from(goes_on || a.ending == Ending::Hyphen);
        }
        if b.indent > base_indent {
            deep += 1;
            fresh += usize::from(b.opening != Opening::Small && matches!(a.ending, Ending::Sentence | Ending::Colon));
        }
    }
    style.blank_is_nothing = after_blank >= 8 && going_on * 10 >= after_blank * 4;
    style.indented = deep >= 3 && fresh * 10 >= deep * 7 && deep * 2 <= text.len();
    if deep >= 3 && !style.indented && deep * 6 <= text.len() {
        for pair in text.windows(2) {
            let b = &mut lines[pair[1]];
            b.page_start |= b.indent == base_indent + 1;
        }
    }
    style
}
