use regesta_text::Span;

use crate::csl::{CslDate, CslItem};
use crate::numbers::is_year;

/// Whether a year of four digits, or two with a dash, stands in `text` behind the end of a first range.
pub fn has_year(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–'));
    text.split(|c: char| !c.is_ascii_digit()).any(is_year)
}

pub fn add_year(item: &mut CslItem, year: &str) {
    if item.issued.is_none() {
        item.issued = date_of(year);
    }
}

pub fn date_of(year: &str) -> Option<CslDate> {
    Some(CslDate { date_parts: vec![vec![year.parse().ok()?]] })
}

/// At most four words.
pub fn short(words: &str) -> bool {
    (1..=4).contains(&words.split_whitespace().count())
}

pub fn char_floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The stop of an abbreviated place belongs to it: `СПб.`
pub fn with_stop(text: &str, span: Span, words: &str) -> String {
    let end = span.start + text[span.range()].find(words).unwrap_or(0) + words.len();
    let short = words.chars().count() <= 3;
    if short && text[end..].starts_with('.') { format!("{words}.") } else { words.to_owned() }
}

/// Cut at stops between sentences, at dashes between areas and at parentheses.
pub fn pieces(words: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in words.char_indices() {
        let behind = &words[at + c.len_utf8()..];
        let word = words[start..at].rsplit([' ', '.', '\u{a0}']).next().unwrap_or_default();
        let cut = match c {
            '.' => {
                behind.starts_with([' ', '\u{a0}'])
                    && (word.chars().count() > 1
                        || word.chars().all(char::is_numeric)
                        || words[start..at].trim() == word)
            }
            '(' | ')' | ';' => true,
            '–' | '—' => words[..at].ends_with(' ') && behind.starts_with(' '),
            _ => false,
        };
        if cut {
            found.push(&words[start..at]);
            start = at + c.len_utf8();
        }
    }
    found.push(&words[start..]);
    found
}

/// A title in quotation marks at the start, and what follows.
pub fn quoted(text: &str) -> Option<(&str, &str)> {
    let close = match text.chars().next()? {
        '«' => '»',
        '“' => '”',
        '„' => '“',
        '"' => '"',
        '‘' => '’',
        _ => return None,
    };
    let open = text.chars().next()?.len_utf8();
    let end = text[open..].find(close)? + open;
    let title = text[open..end].trim().trim_end_matches(['.', ',', ' ', '\u{a0}']);
    Some((title, &text[end + close.len_utf8()..]))
}

pub fn split_any<'t>(text: &'t str, marks: &[&str]) -> Option<(&'t str, &'t str)> {
    let (at, mark) = marks.iter().filter_map(|mark| Some((text.find(mark)?, *mark))).min()?;
    Some((&text[..at], &text[at + mark.len()..]))
}

/// `Middle Eastern Studies 45`: the volume behind the name of a journal.
pub fn name_and_volume(name: &str) -> (&str, Option<&str>) {
    let name = name.trim().trim_end_matches([',', '.', ' ']);
    match name.rsplit_once([' ', '\u{a0}']) {
        Some((before, volume)) if (1..=3).contains(&volume.len()) && volume.bytes().all(|b| b.is_ascii_digit()) => {
            (before, Some(volume))
        }
        _ => (name, None),
    }
}

/// `12(3)`, `26 (1978)`, `45`: volume, issue and year of a journal.
pub fn numbers_of_journal(words: &str) -> Option<(&str, Option<&str>, Option<&str>)> {
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match words.split_once('(') {
        Some((volume, inner)) => {
            let inner = inner.trim_end_matches(')').trim();
            let volume = volume.trim();
            if !digits(volume) {
                return None;
            }
            if is_year(inner) {
                Some((volume, None, Some(inner)))
            } else {
                digits(inner).then_some((volume, Some(inner), None))
            }
        }
        None => digits(words).then_some((words, None, None)),
    }
}

pub fn clean(words: &str) -> String {
    let words = words.trim().trim_matches(['“', '”', '«', '»', '"']);
    // ": в 2 т."
    let volumes = words.rfind(": в ").filter(|at| words[at + ": в ".len()..].starts_with(|c: char| c.is_ascii_digit()));
    let words = volumes.map_or(words, |at| &words[..at]);
    let trimmed = words.trim_end_matches([',', ';', ':', ' ', '–', '—', '/', '\u{a0}']);
    // The stop of an abbreviation belongs to the title: "1890 г."
    let last = trimmed.trim_end_matches('.').rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let abbreviation = trimmed.ends_with('.') && last.chars().count() <= 2;
    if abbreviation { trimmed.to_owned() } else { trimmed.trim_end_matches('.').to_owned() }
}
