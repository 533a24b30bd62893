use regesta_lang::Paper;
use regesta_text::{SegmentKind, Span};

/// An entry of the paper's list of sources and literature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BibliographyEntry {
    /// Index of its passage.
    pub passage: usize,
    /// Its number as printed, in a numbered list.
    pub n: Option<String>,
    /// The entry without its number: bytes of the passage's reading text.
    pub span: Span,
}

/// The entries of the paper's list of sources, in order. A number that begins a passage (`12.`, `12)`, `[12]`, `12 `) is
/// the entry's; a passage that holds several entries in one run of numbers is cut at them.
pub fn find_bibliography(paper: &Paper) -> Vec<BibliographyEntry> {
    let mut entries = Vec::new();
    for (passage, content) in paper.passages.iter().enumerate() {
        if content.kind != SegmentKind::Bibliography {
            continue;
        }
        let text = content.reading.text();
        let label = content.label.as_deref().and_then(|label| label.parse::<u32>().ok());
        let first = label.map(|n| (n, 0)).or_else(|| leading_number(text, 0));
        let Some((mut n, mut start)) = first else {
            if text.chars().any(char::is_alphanumeric) {
                entries.push(BibliographyEntry { passage, n: None, span: trim(text, 0, text.len()) });
            }
            continue;
        };
        // Entries run together: each next number must follow the one before.
        let mut at = start;
        while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
            let place = at + found;
            let run = text[place..].bytes().take_while(u8::is_ascii_digit).count();
            let free = text[..place].ends_with([' ', '[', '\n'])
                && !text[..place].trim_end_matches([' ', '[', '\n']).ends_with(',');
            let from = place - usize::from(text[..place].ends_with('['));
            if free
                && run <= 3
                && place > start + 12
                && let Some((next, words)) = leading_number(text, from)
                && next == n + 1
                && text[..from].trim_end().ends_with(['.', ')', ']', '»', ';'])
                && text[words..].starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '“' | '"'))
            {
                entries.push(BibliographyEntry { passage, n: Some(n.to_string()), span: trim(text, start, from) });
                (n, start) = (next, words);
            }
            at = place + run;
        }
        entries.push(BibliographyEntry { passage, n: Some(n.to_string()), span: trim(text, start, text.len()) });
    }
    entries
}

/// A list number at `at` and where the words behind it begin.
fn leading_number(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text[at..].trim_start();
    let bracket = rest.starts_with('[');
    let inner = rest.strip_prefix('[').unwrap_or(rest);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let n = inner[..digits].parse().ok()?;
    let behind = &inner[digits..];
    let words = match (bracket, behind.chars().next()?) {
        (true, ']') => behind[1..].trim_start_matches('.'),
        (false, '.' | ')') => &behind[1..],
        (false, ' ' | '\u{a0}' | '\t') => behind,
        _ => return None,
    };
    let words = words.trim_start();
    (!words.is_empty()).then(|| (n, text.len() - words.len()))
}

fn trim(text: &str, start: usize, end: usize) -> Span {
    let words = &text[start..end.max(start)];
    let from = start + words.len() - words.trim_start().len();
    Span::new(from.min(end), (start + words.trim_end().len()).max(from.min(end)))
}
