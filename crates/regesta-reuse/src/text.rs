use std::ops::Range;

use crate::align::Token;
use crate::{Form, Forms};

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The number that the caller gave its block.
    pub block: u32,
    /// First byte in the block's reading text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    pub(crate) form: Form,
    /// What stands before it and around it.
    pub marks: Marks,
}

impl Word {
    /// Its folded form.
    pub fn form(&self) -> Form {
        self.form
    }
}

/// What stands around a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// An ellipsis stands between the word before and this one: something was cut.
    pub after_cut: bool,
    /// It stands in square brackets: as a rule not a word of the document.
    pub bracketed: bool,
    /// The number of the quotation that holds it, from 1; 0 outside quotations.
    pub quotation: u32,
}

/// A text cut into words, in the order in which it reads.
///
/// A *flow* is a stretch that reads on without a break: the body is one, whatever pages and notes interrupt it in print;
/// each note is one of its own. No passage crosses the end of a flow.
#[derive(Debug, Clone, Default)]
pub struct Text {
    pub(crate) words: Vec<Word>,
    /// The words at which flows end; the last is the number of words.
    pub(crate) flows: Vec<u32>,
}

impl Text {
    /// The words.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The words at which flows end; the last is the number of words.
    pub fn flows(&self) -> &[u32] {
        &self.flows
    }

    /// The words of the flow that holds word `at`.
    pub(crate) fn flow(&self, at: u32) -> Range<u32> {
        let index = self.flows.partition_point(|&end| end <= at);
        let start = if index == 0 { 0 } else { self.flows[index - 1] };
        start..self.flows.get(index).copied().unwrap_or(self.words.len() as u32)
    }

    /// The words of a range as they are aligned.
    pub(crate) fn tokens(&self, range: Range<u32>) -> Vec<Token> {
        let words = &self.words[range.start as usize..range.end as usize];
        words.iter().map(|word| Token { form: word.form, after_cut: word.marks.after_cut }).collect()
    }

    /// The words of a range without what is told of cuts. Past the last word known to be shared a cut opens the way to
    /// chance: what stands behind it must show by itself that it belongs there.
    pub(crate) fn plain_tokens(&self, range: Range<u32>) -> Vec<Token> {
        let words = &self.words[range.start as usize..range.end as usize];
        words.iter().map(|word| Token { form: word.form, after_cut: false }).collect()
    }
}

/// Cuts a text into words, block by block.
///
/// ```
/// use regesta_reuse::{Forms, TextBuilder};
/// let mut forms = Forms::default();
/// let mut builder = TextBuilder::new(&mut forms);
/// builder.block(0, "Send help [...] at once", &[], &[]);
/// let text = builder.finish();
/// assert_eq!(text.words().len(), 4);
/// assert!(text.words()[2].marks.after_cut);
/// ```
#[derive(Debug)]
pub struct TextBuilder<'f> {
    forms: &'f mut Forms,
    text: Text,
    quotations: u32,
}

impl<'f> TextBuilder<'f> {
    /// Starts a text; its first flow is open.
    pub fn new(forms: &'f mut Forms) -> Self {
        Self { forms, text: Text::default(), quotations: 0 }
    }

    /// Ends the flow: what follows is not read on from what came before.
    pub fn end_flow(&mut self) {
        let end = self.text.words.len() as u32;
        if self.text.flows.last() != Some(&end) && end > 0 {
            self.text.flows.push(end);
        }
    }

    /// Adds the reading text of a block. `skipped` (citations, note calls) and `quotations` are sorted byte ranges of
    /// `reading`; words that begin in a skipped range are left out.
    pub fn block(&mut self, block: u32, reading: &str, skipped: &[Range<usize>], quotations: &[Range<usize>]) {
        let first_quotation = self.quotations;
        self.quotations += quotations.len() as u32;
        let mut before = 0;
        let mut depth = 0_u32;
        let mut opened = 0_u32;
        let mut cut = false;
        for range in words_of(reading) {
            let between = &reading[before..range.start];
            before = range.end;
            for c in between.chars() {
                match c {
                    '[' => (depth, opened) = (depth + 1, 0),
                    ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            cut |= has_cut(between);
            if inside(skipped, range.start).is_some() {
                continue;
            }
            // A bracket that is never closed does not swallow the rest.
            opened += 1;
            if opened > LONGEST_BRACKET {
                depth = 0;
            }
            let quotation = inside(quotations, range.start).map_or(0, |n| first_quotation + n as u32 + 1);
            let form = self.forms.count(&reading[range.clone()]);
            if self.forms.letters(form) == 0 {
                continue;
            }
            self.text.words.push(Word {
                block,
                start: range.start as u32,
                end: range.end as u32,
                form,
                marks: Marks { after_cut: cut, bracketed: depth > 0, quotation },
            });
            cut = false;
        }
    }

    /// Adds a word that is folded already, as a text has it that was kept in a table.
    pub fn folded(&mut self, folded: &str, marks: Marks) {
        let form = self.forms.count_folded(folded.to_owned());
        self.text.words.push(Word { block: 0, start: 0, end: 0, form, marks });
    }

    /// The text.
    pub fn finish(mut self) -> Text {
        self.end_flow();
        self.text
    }
}

/// Words that may stand in one pair of brackets.
const LONGEST_BRACKET: u32 = 60;

/// Two full stops in a row, or the one sign for three.
fn has_cut(between: &str) -> bool {
    between.contains('…') || between.contains("..") || between.contains(". . .")
}

/// The number of the range that holds `at`.
fn inside(ranges: &[Range<usize>], at: usize) -> Option<usize> {
    let after = ranges.partition_point(|range| range.start <= at);
    (0..after).rev().take(2).find(|&n| ranges[n].contains(&at))
}

/// Letters and digits that stand together; an apostrophe between two letters belongs to the word, a hyphen does not.
fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + text[start..].chars().next().map_or(0, char::len_utf8);
        while let Some(&(at, c)) = rest.peek() {
            let goes_on = c.is_alphanumeric()
                || is_mark(c)
                || is_apostrophe(c) && text[at + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic);
            if !goes_on {
                break;
            }
            end = at + c.len_utf8();
            rest.next();
        }
        Some(start..end)
    })
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | 'ʿ' | 'ʾ')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(parts: &[&str]) -> (Text, Forms) {
        let mut forms = Forms::default();
        let mut builder = TextBuilder::new(&mut forms);
        for (n, part) in parts.iter().enumerate() {
            builder.block(n as u32, part, &[], &[]);
        }
        (builder.finish(), forms)
    }

    #[test]
    fn words_keep_their_bytes() {
        let (text, forms) = text(&["Миръ, l’État d'Ani-5"]);
        let words: Vec<&str> = text.words.iter().map(|w| forms.folded(w.form)).collect();
        assert_eq!(words, ["мир", "letat", "dani", "5"]);
        assert_eq!(text.words[0].end, 8);
    }

    #[test]
    fn cuts_brackets_and_quotations_are_marked() {
        let mut forms = Forms::default();
        let mut builder = TextBuilder::new(&mut forms);
        let reading = "a b … c [d e] f";
        builder.block(0, reading, &[], std::slice::from_ref(&(2..9)));
        let text = builder.finish();
        let cut: Vec<bool> = text.words.iter().map(|w| w.marks.after_cut).collect();
        assert_eq!(cut, [false, false, true, false, false, false]);
        let bracketed: Vec<bool> = text.words.iter().map(|w| w.marks.bracketed).collect();
        assert_eq!(bracketed, [false, false, false, true, true, false]);
        let quoted: Vec<u32> = text.words.iter().map(|w| w.marks.quotation).collect();
        assert_eq!(quoted, [0, 1, 1, 0, 0, 0]);
    }

    #[test]
    fn bracket_that_is_never_closed_ends() {
        let (text, _) = text(&[&format!("[{}", "слово ".repeat(100))]);
        assert!(text.words[10].marks.bracketed && !text.words[80].marks.bracketed);
    }

    #[test]
    fn skipped_words_are_not_there() {
        let mut forms = Forms::default();
        let mut builder = TextBuilder::new(&mut forms);
        builder.block(0, "one (two three) four", std::slice::from_ref(&(4..15)), &[]);
        builder.end_flow();
        builder.end_flow();
        builder.block(1, "five", &[], &[]);
        let text = builder.finish();
        assert_eq!(text.words.len(), 3);
        assert_eq!(text.flow(0), 0..2);
        assert_eq!(text.flow(2), 2..3);
    }
}
