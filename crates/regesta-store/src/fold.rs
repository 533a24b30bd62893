//! Text as it is compared when a decision looks for its words: re-flowed text is the same text.

/// A text with white space runs as one space and hyphens between letters, at a line's end or not, left out.
#[derive(Debug)]
pub(crate) struct Folded {
    pub(crate) text: String,
    /// Where copying began anew: byte of `text`, byte of the raw text. Between two entries both advance alike.
    runs: Vec<(usize, usize)>,
}

impl Folded {
    pub(crate) fn new(raw: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(raw.len()), runs: Vec::new() };
        let mut at = 0;
        let mut former = ' ';
        while let Some(c) = raw[at..].chars().next() {
            if let Some(next) = after_hyphen(raw, at, c, former) {
                at = next;
                continue;
            }
            if c.is_whitespace() {
                let rest = raw[at..].trim_start();
                folded.push(' ', at);
                at = raw.len() - rest.len();
            } else {
                folded.push(c, at);
                at += c.len_utf8();
            }
            former = c;
        }
        folded
    }

    fn push(&mut self, c: char, raw_at: usize) {
        let here = self.text.len();
        let expected = self.runs.last().map(|(folded, raw)| raw + (here - folded));
        if expected != Some(raw_at) {
            self.runs.push((here, raw_at));
        }
        self.text.push(c);
    }

    /// The byte of the raw text from which a byte of `text` came.
    fn raw_from_folded(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(folded, _)| *folded <= at);
        run.checked_sub(1).map_or(at, |run| self.runs[run].1 + (at - self.runs[run].0))
    }

    /// The bytes of the raw text that a stretch of `text` stands for.
    pub(crate) fn raw_span(&self, start: usize, end: usize) -> crate::Span {
        let last = self.text[start..end].char_indices().next_back();
        let end = last.map_or(start, |(at, c)| self.raw_from_folded(start + at) + c.len_utf8());
        crate::Span::new(self.raw_from_folded(start), end)
    }

    /// The byte of `text` where the first character at or after a byte of the raw text stands.
    pub(crate) fn folded_from_raw(&self, raw: usize) -> usize {
        let run = self.runs.partition_point(|(_, from)| *from <= raw);
        let next = self.runs.get(run).map_or(self.text.len(), |(folded, _)| *folded);
        run.checked_sub(1).map_or(0, |run| (self.runs[run].0 + (raw - self.runs[run].1)).min(next))
    }
}

/// For a hyphen that is left out: where the text goes on.
fn after_hyphen(raw: &str, at: usize, c: char, former: char) -> Option<usize> {
    if !matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{fffd}') {
        return None;
    }
    let rest = &raw[at + c.len_utf8()..];
    let goes_on = rest.trim_start();
    let gap = &rest[..rest.len() - goes_on.len()];
    let line_end = gap.contains(['\n', '\r', '\u{c}']);
    let letters = former.is_alphabetic() && goes_on.starts_with(char::is_alphabetic);
    match c {
        _ if letters && line_end => Some(raw.len() - goes_on.len()),
        '\u{ad}' => Some(at + c.len_utf8()),
        // A sign that could not be decoded is a hyphen at a line's end only.
        '\u{fffd}' => None,
        _ => (letters && gap.is_empty()).then_some(at + c.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_hyphens_do_not_count() {
        for (printed, folded) in [
            ("телег-\nрамма  от", "телеграмма от"),
            ("телег\u{ad}\r\n  рамма", "телеграмма"),
            ("телег\u{fffd}\nрамма", "телеграмма"),
            ("северо-западный", "северозападный"),
            ("северо-\nзападный", "северозападный"),
            ("1920-\n1921", "1920- 1921"),
            ("слово - слово", "слово - слово"),
            ("знак\u{fffd}знак", "знак\u{fffd}знак"),
            ("", ""),
        ] {
            assert_eq!(Folded::new(printed).text, folded, "{printed:?}");
        }
    }

    #[test]
    fn spans_come_back() {
        let raw = "а  телег-\nрамма,\n\n от";
        let folded = Folded::new(raw);
        let start = folded.text.find("телеграмма").expect("folded");
        let span = folded.raw_span(start, start + "телеграмма".len());
        assert_eq!(span.of(raw), Some("телег-\nрамма"));
        assert_eq!(folded.folded_from_raw(span.start), start);
        assert_eq!(folded.folded_from_raw(raw.len()), folded.text.len());
        assert_eq!(folded.folded_from_raw(0), 0);
    }
}
