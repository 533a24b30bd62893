//! Stretches in quotation marks.

use std::cell::OnceCell;

use memchr::memchr3_iter;
use regesta_lang::is_letter;
use regesta_text::Span;

use crate::signs::Signs;

/// The stretches of `text` between quotation marks, outermost only, sorted. A stretch without an end is left out, but
/// for one that opens with « or “ and runs to the end of the passage (the quotation goes on in the next).
fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    // The marks begin with one of these bytes, and few other letters do.
    for at in memchr3_iter(b'"', 0xC2, 0xE2, text.as_bytes()) {
        let Some(c) = text[at..].chars().next() else { continue };
        let closes = |opener: char| match opener {
            '«' => c == '»',
            '“' => c == '”',
            '„' => c == '“' || c == '”',
            '"' => c == '"',
            _ => false,
        };
        if open.last().is_some_and(|(_, opener)| closes(*opener)) {
            let (start, _) = open.pop().unwrap_or_default();
            if open.is_empty() {
                found.push(Span::new(start, at + c.len_utf8()));
            }
        } else if matches!(c, '«' | '“' | '„' | '"') {
            open.push((at, c));
        }
    }
    if let Some(&(start, opener)) = open.first()
        && opener != '"'
    {
        found.push(Span::new(start, text.len()));
    }
    found
}

/// The quotations of a text, looked for when they are first asked for.
pub(crate) struct Quotations<'t> {
    text: &'t str,
    found: OnceCell<Vec<Span>>,
}

impl<'t> Quotations<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, found: OnceCell::new() }
    }

    /// The quotation that holds `span`.
    pub(crate) fn around(&self, span: Span) -> Option<Span> {
        quotation_of(self.found.get_or_init(|| quotations(self.text)), span)
    }
}

/// The one of sorted, disjoint quotations that holds `span`.
fn quotation_of(quotes: &[Span], span: Span) -> Option<Span> {
    let next = quotes.partition_point(|quote| quote.start <= span.start);
    quotes[..next].last().copied().filter(|quote| quote.contains(span))
}

static DASHES: Signs = Signs::new(&['—', '–']);

/// The author's words put into a quotation: the clause between a dash behind a comma or stop and the next such dash
/// (": «Today, — wrote the envoy on 5 May, — we …»"), around byte `at`. `speaks` tells whether a word is a verb of
/// saying.
pub(crate) fn is_authors_clause(text: &str, quote: Span, at: usize, speaks: impl Fn(&str) -> bool) -> bool {
    /// Bytes of the longest such clause.
    const LONGEST: usize = 240;
    let dash = |c: char| matches!(c, '—' | '–');
    let before = &text[quote.start..at];
    let near = text.floor_char_boundary(at.saturating_sub(LONGEST)).max(quote.start);
    let Some((open, _)) = DASHES.last(&text[near..at]) else { return false };
    let open = open + near - quote.start;
    if !before[..open].trim_end().ends_with([',', '.', '!', '?', '…', ']', ')']) {
        return false;
    }
    let start = quote.start + open;
    let rest = &text[start..quote.end];
    let reach = &rest[..rest.ceil_char_boundary(LONGEST)];
    let end = reach.char_indices().skip(1).find(|(_, c)| dash(*c)).map_or(reach.len(), |(i, _)| i);
    let clause = &rest[..end];
    clause.len() < LONGEST && at < start + end && clause.split(|c: char| !is_letter(c)).any(speaks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_clause_is_between_dashes_and_speaks() {
        let text = "«Сегодня, — писал посол 7 мая, — флот стал, а завтра — бой»";
        let quote = Span::new(0, text.len());
        let at = |words: &str| text.find(words).unwrap();
        let speaks = |word: &str| word == "писал";
        assert!(is_authors_clause(text, quote, at("7 мая"), speaks));
        assert!(!is_authors_clause(text, quote, at("завтра"), speaks));
        assert!(!is_authors_clause(text, quote, at("бой"), speaks));
    }

    #[test]
    fn nested_marks_are_one_quotation() {
        let text = "писал: «из „Правды“ взято» и ушёл";
        let quotes = quotations(text);
        assert_eq!(quotes.len(), 1);
        assert_eq!(&text[quotes[0].range()], "«из „Правды“ взято»");
    }
}
