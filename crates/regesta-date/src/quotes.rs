//! Stretches in quotation marks.

use regesta_text::Span;

/// The stretches of `text` between quotation marks, outermost only, sorted. A stretch without an end is left out, but
/// for one that opens with « or “ and runs to the end of the passage (the quotation goes on in the next).
pub(crate) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
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

/// The one of sorted, disjoint quotations that holds `span`.
pub(crate) fn quotation_of(quotes: &[Span], span: Span) -> Option<Span> {
    let next = quotes.partition_point(|quote| quote.start <= span.start);
    quotes[..next].last().copied().filter(|quote| quote.contains(span))
}

/// The author's words put into a quotation: the clause between a dash behind a comma or stop and the next such dash
/// (": «Today, — wrote the envoy on 5 May, — we …»"), around byte `at`. `speaks` tells whether a word is a verb of
/// saying.
pub(crate) fn is_authors_clause(text: &str, quote: Span, at: usize, speaks: impl Fn(&str) -> bool) -> bool {
    let dash = |c: char| matches!(c, '—' | '–');
    let before = &text[quote.start..at];
    let Some(open) = before.rfind(dash) else { return false };
    if !before[..open].trim_end().ends_with([',', '.', '!', '?', '…', ']', ')']) {
        return false;
    }
    let start = quote.start + open;
    let rest = &text[start..quote.end];
    let end = rest.char_indices().skip(1).find(|(_, c)| dash(*c)).map_or(rest.len(), |(i, _)| i);
    let clause = &rest[..end];
    clause.len() < 240 && at < start + end && clause.split(|c: char| !c.is_alphabetic()).any(speaks)
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
