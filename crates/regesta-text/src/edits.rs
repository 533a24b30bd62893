use crate::chars::{is_hyphen, is_line_end};
use crate::hyphens::{Ground, Lexicon, word_after, word_before};
use crate::{Edit, EditReason, Span};

/// Makes the edits of one block.
pub struct Editor<'a> {
    pub raw: &'a str,
    pub lexicon: &'a Lexicon,
    /// Accepted note calls and what the file itself says to read differently, sorted by place.
    pub changes: &'a [Edit],
    pub markdown: bool,
}

impl Editor<'_> {
    /// Appends the edits of the block that has `pieces`, sorted. What lies before `label_end` is a label and goes out of
    /// the reading.
    pub fn edit(&self, pieces: &[Span], label_end: Option<usize>, edits: &mut Vec<Edit>) {
        let first = edits.len();
        let mut before = None;
        let mut blanks = Blanks::default();
        for (index, piece) in pieces.iter().enumerate() {
            let next_piece = pieces.get(index + 1);
            let mut at = piece.start;
            if index == 0
                && let Some(end) = label_end.filter(|&end| end > at && end <= piece.end)
            {
                push(edits, at, end, "", EditReason::NoteCall, 950);
                at = end;
            }
            let mut change = self.changes.partition_point(|change| change.span.start < at);
            while at < piece.end {
                while self.changes.get(change).is_some_and(|change| change.span.start < at) {
                    change += 1;
                }
                let here = self.changes.get(change).filter(|c| c.span.start == at && c.span.end <= piece.end);
                if let Some(edit) = here {
                    if let Some(first) = edit.replacement.chars().next() {
                        blanks.write(self.raw, before.is_some().then_some(first), edits);
                        before = edit.replacement.chars().next_back();
                    }
                    edits.push(edit.clone());
                    blanks.after_call |= edit.reason == EditReason::NoteCall;
                    (at, change) = (edit.span.end, change + 1);
                    continue;
                }
                let Some(c) = self.raw[at..piece.end].chars().next() else { break };
                if c.is_whitespace() {
                    let next = self.changes.get(change).map_or(piece.end, |change| change.span.start);
                    let end = self.space_end(at, piece).min(next.max(at + c.len_utf8()));
                    let crossing = end == piece.end && next_piece.is_some();
                    blanks.runs.push((Span::new(at, end), crossing));
                    at = end;
                    continue;
                }
                blanks.write(self.raw, before.is_some().then_some(c), edits);
                at =
                    if is_hyphen(c) { self.hyphen(c, at, piece, next_piece, before, edits) } else { at + c.len_utf8() };
                before = Some(c);
            }
        }
        blanks.write(self.raw, None, edits);
        edits[first..].sort_by_key(|edit| edit.span);
    }

    /// End of the white space that starts at `at`, inside the piece.
    fn space_end(&self, at: usize, piece: &Span) -> usize {
        let rest = &self.raw[at..piece.end];
        let mut end = at + rest.len() - rest.trim_start().len();
        // Marks of a quotation at the start of each line of Markdown.
        if self.markdown && self.raw[at..end].contains(is_line_end) {
            while self.raw[end..piece.end].starts_with('>') {
                let rest = &self.raw[end + 1..piece.end];
                end = end + 1 + rest.len() - rest.trim_start().len();
            }
        }
        end
    }

    /// Decides on the hyphen at `at`; where to read on.
    fn hyphen(
        &self,
        c: char,
        at: usize,
        piece: &Span,
        next_piece: Option<&Span>,
        before: Option<char>,
        edits: &mut Vec<Edit>,
    ) -> usize {
        let after = at + c.len_utf8();
        if !before.is_some_and(char::is_alphanumeric) {
            return after;
        }
        let end = self.space_end(after, piece);
        let broken = self.raw[after..end].contains(is_line_end);
        let crossing = end == piece.end && next_piece.is_some();
        let rest = match next_piece.filter(|_| crossing) {
            Some(next) => &self.raw[next.range()],
            None => &self.raw[end..piece.end],
        };
        if !rest.starts_with(char::is_alphanumeric) {
            return after;
        }
        let (left, right) = (word_before(&self.raw[piece.start..at]), word_after(rest));
        if broken || crossing && end > after {
            let (joins, ground) = self.lexicon.joins(left, right);
            match (joins, c) {
                (true, _) => push(edits, at, end, "", EditReason::LineEndHyphen, ground.confidence()),
                (false, '-' | '\u{2010}' | '\u{2011}') => {
                    push(edits, after, end, "", EditReason::HyphenKept, ground.confidence())
                }
                (false, _) => push(edits, at, end, "-", EditReason::HyphenKept, ground.confidence()),
            }
            return end;
        }
        if end > after {
            return after;
        }
        self.inside_a_line(c, at, left, right, edits);
        after
    }

    fn inside_a_line(&self, c: char, at: usize, left: &str, right: &str, edits: &mut Vec<Edit>) {
        let after = at + c.len_utf8();
        match c {
            // PDF libraries that hide the line end leave these in the middle of the word.
            '\u{2}' | '\u{FFFE}' => match self.lexicon.joins(left, right) {
                (true, ground) => push(edits, at, after, "", EditReason::LineEndHyphen, ground.confidence()),
                (false, ground) => push(edits, at, after, "-", EditReason::HyphenKept, ground.confidence()),
            },
            '\u{AD}' => {
                let (joins, ground) = self.lexicon.joins(left, right);
                if joins && self.lexicon.draws_hyphens() {
                    push(edits, at, after, "", EditReason::LineEndHyphen, ground.confidence());
                } else if !joins || ground == Ground::Default {
                    push(edits, at, after, "-", EditReason::HyphenRestored, ground.confidence());
                } else {
                    push(edits, at, after, "", EditReason::LineEndHyphen, ground.confidence());
                }
            }
            '\u{FFFD}' => {
                let supported = self.lexicon.breaks_words_with(c) || self.lexicon.writes_with_hyphen(left, right);
                if supported {
                    push(edits, at, after, "-", EditReason::HyphenRestored, 850);
                }
            }
            _ => {}
        }
    }
}

/// White space met since the last character of the reading.
#[derive(Default)]
struct Blanks {
    /// Runs of white space, and whether the piece ends there and the block goes on elsewhere.
    runs: Vec<(Span, bool)>,
    after_call: bool,
}

impl Blanks {
    /// Makes one space of all the runs before `next`, or none where no character follows or went before.
    fn write(&mut self, raw: &str, next: Option<char>, edits: &mut Vec<Edit>) {
        let closes = self.after_call && next.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
        let mut wanted = if next.is_some() && !closes { " " } else { "" };
        for (span, crossing) in self.runs.drain(..) {
            let reason = if crossing { EditReason::Interruption } else { EditReason::WhiteSpace };
            if &raw[span.range()] != wanted {
                push(edits, span.start, span.end, wanted, reason, if crossing { 900 } else { 1000 });
            }
            wanted = "";
        }
        self.after_call = false;
    }
}

fn push(edits: &mut Vec<Edit>, start: usize, end: usize, replacement: &str, reason: EditReason, confidence: u16) {
    edits.push(Edit { span: Span::new(start, end), replacement: replacement.into(), reason, confidence });
}
