use crate::chars::{is_dash, lower};
use crate::lines::{Ending, Line, Opening, Style};
use crate::{SegmentKind, StructureWord};

/// A structure word at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub opens: SegmentKind,
    /// Nothing else stands in the line.
    pub whole: bool,
}

/// Looks up the words that open the parts of a paper.
pub struct Structure<'a> {
    /// Longest first, so that "ключевые слова" wins over "ключевые".
    words: Vec<&'a StructureWord>,
}

const LONGEST_WORD: usize = 120;

impl<'a> Structure<'a> {
    pub fn new(words: &'a [StructureWord]) -> Self {
        let mut words: Vec<&StructureWord> = words.iter().filter(|word| !word.phrase.trim().is_empty()).collect();
        words.sort_by(|a, b| b.phrase.len().cmp(&a.phrase.len()).then_with(|| a.phrase.cmp(&b.phrase)));
        Self { words }
    }

    /// The structure word that `text` begins with: alone in the line, or followed by a mark ("Abstract. In 1919 …").
    pub fn mark(&self, text: &str) -> Option<Mark> {
        if self.words.is_empty() {
            return None;
        }
        let bare = without_numbering(text);
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let folded: String = bare.chars().take(LONGEST_WORD).map(lower).collect();
        let word = self.words.iter().find(|word| {
            let rest = folded.strip_prefix(word.phrase.as_str());
            rest.is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
        })?;
        let rest = &folded[word.phrase.len()..];
        let after = rest.trim_start_matches(['*', '_']);
        let whole =
            bare.chars().nth(LONGEST_WORD).is_none() && after.trim().trim_end_matches(['.', ':', '*', '_']).is_empty();
        let marked =
            after.starts_with(['.', ':']) || after.trim_start().starts_with(is_dash) || after.starts_with(" - ");
        let numbered = word.opens == SegmentKind::Caption && capital && is_numbered(&bare[word_length(bare, word)..]);
        let fits = match word.opens {
            SegmentKind::Caption => numbered,
            // A font fault may have taken the capital; the colon is proof enough.
            SegmentKind::Keywords => whole || marked,
            _ => capital && (whole || marked),
        };
        fits.then_some(Mark { opens: word.opens, whole: whole && word.opens != SegmentKind::Caption })
    }
}

/// Bytes of `text` that the phrase of a word takes, which may differ from its own: capitals can be longer.
fn word_length(text: &str, word: &StructureWord) -> usize {
    text.chars().take(word.phrase.chars().count()).map(char::len_utf8).sum()
}

/// Whether a number follows, and behind it the end, a mark or a capital: "Fig. 3 shows the gate" is a sentence.
fn is_numbered(text: &str) -> bool {
    let number = text.trim_start_matches(['.', ' ', '№', '\u{A0}', '*', '_']);
    let figures = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let roman = number.trim_start_matches(['I', 'V', 'X', 'L', 'C']);
    let rest = if figures.len() < number.len() { figures } else { roman };
    let length = number.len() - rest.len();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '*' | '_'));
    let words = after.trim_start();
    (1..=6).contains(&length)
        && (words.is_empty()
            || rest.starts_with(['.', ':', ')', ','])
            || words.starts_with(|c: char| is_dash(c) || matches!(c, '|' | ':' | '«' | '“' | '„' | '"'))
            || after.len() > words.len() && words.starts_with(char::is_uppercase))
}

/// "2. Sources" begins with "Sources", and so does "## Sources" or "IV. **Sources**".
fn without_numbering(text: &str) -> &str {
    let text = text.trim_start_matches(['#', '*', '_', '§', ' ', '\u{FEFF}']);
    let number = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | 'I' | 'V' | 'X')).unwrap_or(text.len());
    let head = &text[..number];
    if number > 0 && (head.ends_with('.') || text[number..].starts_with([' ', ')'])) {
        text[number..].trim_start_matches([')', ' ', '*', '_'])
    } else {
        text
    }
}

/// Whether the letters of `text` are capitals throughout.
pub fn all_capitals(text: &str) -> bool {
    let mut capitals = 0;
    for c in text.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += usize::from(c.is_uppercase());
    }
    capitals >= 4
}

const MOST_WORDS: usize = 16;
const MOST_LINES: usize = 4;

/// How many lines from `text[at]` on make a heading; 0 for none. `closed` says that nothing before goes on here.
pub fn heading_lines(raw: &str, lines: &[Line], text: &[usize], at: usize, closed: bool, style: &Style) -> usize {
    let first = &lines[text[at]];
    let words = &raw[first.text.range()];
    let capitals = all_capitals(words);
    let proper = first.ending == Ending::Open
        && !words.ends_with([',', '(', '«', '/', '='])
        && matches!(first.opening, Opening::Capital | Opening::Digit | Opening::Other)
        && words.chars().any(char::is_alphabetic)
        && (first.width <= 110 && words.split_whitespace().count() <= MOST_WORDS
            || style.long_lines && at == 0 && first.width <= 250);
    if !closed
        || !(proper || capitals && first.width <= 110 && !words.ends_with(',') && words.split_whitespace().count() > 1)
    {
        return 0;
    }
    let short = |line: &Line| line.width * 4 <= line.measure * 3 || style.long_lines && (line.width <= 110 || at == 0);
    for count in 1..=MOST_LINES {
        let Some(&next) = text.get(at + count) else {
            return if short(first) || capitals { count } else { 0 };
        };
        let (last, next_line) = (&lines[text[at + count - 1]], &lines[next]);
        let gap = next > text[at + count - 1] + 1 && !style.blank_is_nothing;
        let room = short(last) && last.had_room_for(next_line) || gap && short(last);
        let capital_break = capitals && !all_capitals(&raw[next_line.text.range()]);
        if !(room || capital_break || capitals) {
            return 0;
        }
        let goes_on = next_line.opening == Opening::Small && !(gap && style.long_lines);
        if !goes_on {
            return if room || capital_break { count } else { 0 };
        }
        if !short(next_line) || next_line.ending == Ending::Colon {
            return 0;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_sentences_about_figures() {
        let word = |phrase: &str| StructureWord { phrase: phrase.into(), opens: SegmentKind::Caption };
        let words = [word("рис"), word("table"), word("fig")];
        let structure = Structure::new(&words);
        let is_caption = |text: &str| structure.mark(text).is_some_and(|mark| mark.opens == SegmentKind::Caption);
        for text in
            ["Рис. 3. Мост.", "Table IV: Tolls", "Fig. 2", "Fig. 2.1 The gate", "Table 4 — Tolls", "**Fig. 1**: Gate"]
        {
            assert!(is_caption(text), "{text}");
        }
        for text in ["Fig. 3 shows the gate", "рис. 3. мост", "Table of contents", "Figures 2", "Рис был дорог"]
        {
            assert!(!is_caption(text), "{text}");
        }
    }
}
