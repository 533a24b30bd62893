use crate::{Edit, EditReason, Span};

/// One stretch of a reading text and the raw bytes it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    read: Span,
    raw: Span,
    /// The bytes are the same on both sides, so offsets inside correspond one to one.
    copied: bool,
    /// The run begins after something was moved out of the way (a note block, a running head).
    interrupted: bool,
}

/// The reading text of one block: pieces of the raw text with edits applied, and the way back.
///
/// ```
/// use regesta_text::{Edit, EditReason, Reading, Span};
/// let raw = "из Азер-\nбайджана";
/// let edit = Edit { span: Span::new(13, 15), replacement: String::new(), reason: EditReason::LineEndHyphen, confidence: 900 };
/// let reading = Reading::new(raw, &[Span::new(0, raw.len())], &[edit]);
/// assert_eq!(reading.text(), "из Азербайджана");
/// let pieces = reading.raw_pieces(Span::new(5, reading.text().len()));
/// assert_eq!(pieces, [Span::new(5, raw.len())]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    text: String,
    shadow: Option<String>,
    runs: Vec<Run>,
    /// The raw bytes of the runs stand in the same order as the runs.
    ascending: bool,
}

impl Reading {
    /// Joins `pieces` of `raw` (in reading order) and applies those of `edits` that lie inside them. A piece that does
    /// not continue where the one before ended is an interruption: a span across it has two pieces. `edits` must be
    /// sorted and must not overlap; [`EditReason::Capital`] edits go to the shadow.
    pub fn new(raw: &str, pieces: &[Span], edits: &[Edit]) -> Self {
        let mut reading = Self::default();
        let mut previous_end = None;
        for piece in pieces {
            let interrupted = previous_end.is_some_and(|end| end != piece.start);
            previous_end = Some(piece.end);
            let first = edits.partition_point(|edit| edit.span.start < piece.start);
            let mut at = piece.start;
            let mut fresh = interrupted;
            for edit in edits[first..].iter().take_while(|edit| edit.span.start < piece.end) {
                if edit.span.end > piece.end || edit.span.start < at || edit.reason == EditReason::Capital {
                    continue;
                }
                reading.push(Span::new(at, edit.span.start), &raw[at..edit.span.start], true, &mut fresh);
                reading.push(edit.span, &edit.replacement, false, &mut fresh);
                at = edit.span.end;
            }
            reading.push(Span::new(at, piece.end), &raw[at..piece.end], true, &mut fresh);
        }
        reading.ascending = reading.runs.windows(2).all(|pair| pair[0].raw.start <= pair[1].raw.start);
        for piece in pieces {
            let first = edits.partition_point(|edit| edit.span.start < piece.start);
            let inside = edits[first..].iter().take_while(|edit| edit.span.start < piece.end);
            for edit in inside.filter(|edit| edit.reason == EditReason::Capital) {
                if let Some(at) = reading.read_from_raw(edit.span.start) {
                    reading.set_shadow(at, &edit.replacement);
                }
            }
        }
        reading
    }

    fn push(&mut self, raw: Span, text: &str, copied: bool, fresh: &mut bool) {
        if raw.is_empty() && text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.runs.push(Run { read: Span::new(start, self.text.len()), raw, copied, interrupted: *fresh });
        *fresh = false;
    }

    /// The text as it reads.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with lost capitals restored; byte for byte as long as [`Self::text`]. For detectors, never for people.
    pub fn shadow(&self) -> &str {
        self.shadow.as_deref().unwrap_or(&self.text)
    }

    /// Puts `replacement` into the shadow at byte `at`. Ignored unless it is as long as what it replaces and falls on
    /// character boundaries, so that offsets stay common to both texts.
    pub fn set_shadow(&mut self, at: usize, replacement: &str) {
        let end = at + replacement.len();
        if !self.text.is_char_boundary(at) || end > self.text.len() || !self.text.is_char_boundary(end) {
            return;
        }
        let shadow = self.shadow.get_or_insert_with(|| self.text.clone());
        shadow.replace_range(at..end, replacement);
    }

    /// The raw bytes behind `span` of the reading text: one piece, or several where the words go round a note block or
    /// a running head. Ends are tight: white space and hyphens that an edit swallowed at either end are not included.
    pub fn raw_pieces(&self, span: Span) -> Vec<Span> {
        let mut pieces: Vec<Span> = Vec::new();
        let first = self
            .runs
            .partition_point(|run| run.read.end <= span.start && !run.read.is_empty() || run.read.end < span.start);
        let mut break_before = false;
        for run in self.runs[first.min(self.runs.len())..].iter().take_while(|run| run.read.start < span.end) {
            break_before |= run.interrupted;
            if run.read.is_empty() || run.read.end <= span.start {
                continue;
            }
            let raw = if run.copied {
                let start = span.start.max(run.read.start) - run.read.start;
                let end = span.end.min(run.read.end) - run.read.start;
                Span::new(run.raw.start + start, run.raw.start + end)
            } else {
                run.raw
            };
            match pieces.last_mut() {
                Some(last) if !break_before && last.end <= raw.start => last.end = raw.end,
                _ => pieces.push(raw),
            }
            break_before = false;
        }
        pieces
    }

    /// The hull of [`Self::raw_pieces`]; `None` for a span outside the text.
    pub fn raw_hull(&self, span: Span) -> Option<Span> {
        self.raw_pieces(span).into_iter().reduce(Span::hull)
    }

    /// Where raw byte `raw` stands in the reading text; `None` where it was taken out or belongs to another block.
    pub fn read_from_raw(&self, raw: usize) -> Option<usize> {
        let holds = |run: &&Run| run.copied && run.raw.start <= raw && raw < run.raw.end;
        let run = if self.ascending {
            let after = self.runs.partition_point(|run| run.raw.start <= raw);
            // A run without raw bytes may begin where the one before it does.
            self.runs[..after].iter().rev().take(3).find(holds)
        } else {
            self.runs.iter().find(holds)
        };
        run.map(|run| run.read.start + raw - run.raw.start)
    }

    /// The place in the reading text nearest after raw byte `raw`, also where `raw` itself was taken out: note calls
    /// keep their place so.
    pub fn read_at_or_after_raw(&self, raw: usize) -> usize {
        self.read_from_raw(raw).unwrap_or_else(|| {
            let run = if self.ascending {
                self.runs.get(self.runs.partition_point(|run| run.raw.start < raw))
            } else {
                self.runs.iter().find(|run| run.raw.start >= raw)
            };
            run.map_or(self.text.len(), |run| run.read.start)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, replacement: &str, reason: EditReason) -> Edit {
        Edit { span: Span::new(start, end), replacement: replacement.into(), reason, confidence: 900 }
    }

    #[test]
    fn span_round_a_note_block_has_two_pieces() {
        let raw = "in Ba-\n1 A note.\nku he";
        let reading = Reading::new(
            raw,
            &[Span::new(0, 7), Span::new(17, raw.len())],
            &[edit(5, 7, "", EditReason::LineEndHyphen)],
        );
        assert_eq!(reading.text(), "in Baku he");
        assert_eq!(reading.raw_pieces(Span::new(3, 7)), [Span::new(3, 5), Span::new(17, 19)]);
        assert_eq!(reading.raw_pieces(Span::new(0, 2)), [Span::new(0, 2)]);
        assert_eq!(reading.raw_hull(Span::new(3, 7)), Some(Span::new(3, 19)));
    }

    #[test]
    fn shadow_has_the_same_offsets() {
        let raw = "ленин в баку";
        let reading = Reading::new(raw, &[Span::new(0, raw.len())], &[edit(0, 2, "Л", EditReason::Capital)]);
        assert_eq!(reading.text(), raw);
        assert_eq!(reading.shadow(), "Ленин в баку");
    }

    #[test]
    fn shadow_refuses_a_letter_of_another_length() {
        let mut reading = Reading::new("ıssız", &[Span::new(0, "ıssız".len())], &[]);
        reading.set_shadow(0, "I");
        assert!(reading.shadow().len() == reading.text().len());
    }

    #[test]
    fn place_of_a_note_call_is_kept() {
        let raw = "ислам.1 Затем";
        let at = raw.find('1').unwrap();
        let reading = Reading::new(raw, &[Span::new(0, raw.len())], &[edit(at, at + 1, "", EditReason::NoteCall)]);
        assert_eq!(reading.text(), "ислам. Затем");
        assert_eq!(reading.read_at_or_after_raw(at), "ислам.".len());
    }

    #[test]
    fn every_character_resolves_to_its_raw_bytes() {
        let raw = "а-\nб  в\nг";
        let edits = [
            edit(2, 4, "", EditReason::LineEndHyphen),
            edit(6, 8, " ", EditReason::WhiteSpace),
            edit(10, 11, " ", EditReason::WhiteSpace),
        ];
        let reading = Reading::new(raw, &[Span::new(0, raw.len())], &edits);
        assert_eq!(reading.text(), "аб в г");
        for (at, c) in reading.text().char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let pieces = reading.raw_pieces(Span::new(at, at + c.len_utf8()));
            assert_eq!(pieces.len(), 1);
            assert_eq!(&raw[pieces[0].range()], c.to_string());
        }
    }
}
