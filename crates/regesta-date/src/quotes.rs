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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_marks_are_one_quotation() {
        let text = "писал: «из „Правды“ взято» и ушёл";
        let quotes = quotations(text);
        assert_eq!(quotes.len(), 1);
        assert_eq!(&text[quotes[0].range()], "«из „Правды“ взято»");
    }
}
