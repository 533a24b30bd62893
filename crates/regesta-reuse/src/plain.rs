use std::ops::Range;

use crate::{Forms, Text, TextBuilder};

/// The longest quotation in bytes: a mark that is never closed does not swallow the rest.
const LONGEST: usize = 4_000;

/// What stands in quotation marks in a plain text: bytes between the marks, sorted. A mark that is not closed in its
/// paragraph opens nothing.
///
/// ```
/// let text = "He said “all is well” and «left.\n\nThe next» day";
/// let found = regesta_reuse::plain_quotations(text);
/// assert_eq!(found.into_iter().map(|range| &text[range]).collect::<Vec<_>>(), ["all is well"]);
/// ```
pub fn plain_quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut newline = false;
    for (at, c) in text.char_indices() {
        let closes = matches!((open, c), (Some((_, '«')), '»') | (Some((_, '“')), '”') | (Some((_, '„')), '“' | '”'));
        match (open, c) {
            (Some((start, _)), _) if closes => {
                if at - start <= LONGEST {
                    found.push(start..at);
                }
                open = None;
            }
            (None, '«' | '“' | '„') => open = Some((at + c.len_utf8(), c)),
            (_, '\n') if newline => open = None,
            _ => {}
        }
        newline = c == '\n' || newline && c.is_whitespace();
    }
    found
}

/// The words of a plain text as one flow, of which nothing is known but its letters: its notes and running heads are
/// words like others.
pub fn plain_text(text: &str, forms: &mut Forms) -> Text {
    let mut builder = TextBuilder::new(forms);
    builder.block(0, text, &[], &plain_quotations(text));
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_end_in_their_paragraph() {
        let text = "He said “all is well” and «left.\n\nThe next» day „nothing“ came";
        let found: Vec<&str> = plain_quotations(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["all is well", "nothing"]);
    }

    #[test]
    fn words_of_a_plain_text_know_their_quotation() {
        let text = plain_text("one «two three» four", &mut Forms::default());
        assert_eq!(text.words().iter().map(|word| word.marks.quotation).collect::<Vec<_>>(), [0, 1, 1, 0]);
    }
}
