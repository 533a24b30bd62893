//! Clauses that tell a date beside the story: "who had taken the town in 1711", "as in 1848", "since 1527", "(1903)".
//!
//! The narrative clock does not go back to such a date. What opens such a clause stands in `lexicon/lookback.tsv`
//! (`clause` opens it, `near` stands shortly before the date) and, for languages that have participial clauses, in
//! `lexicon/participle-ending.tsv`.

use regesta_lang::Pack;

use crate::parts::{Draft, Glance, Shape};

/// Bytes before the date that are looked at: a clause is seldom longer.
const REACH: usize = 220;
/// Words before the date in which a word of the kind `near` counts.
const NEAR: usize = 4;

/// How the clause of `draft` looks at it.
pub(crate) fn glance(text: &str, pack: &Pack, draft: &Draft) -> Glance {
    if in_brackets(text, draft) {
        return Glance::Bracket;
    }
    let (list, endings) = (pack.lexicon("lookback"), pack.lexicon("participle-ending"));
    if list.entries().is_empty() && endings.entries().is_empty() {
        return Glance::None;
    }
    let is = |word: &str, wanted: &str| list.all(word).any(|entry| entry.value == wanted);
    let before = behind(text, draft.span.start);
    let sentence = before.rsplit(['!', '?', ';', '«', '»', '(', ')', ':']).next().unwrap_or_default();
    let clause = match sentence.rfind([',', '—', '–']) {
        Some(at) => &sentence[at..],
        None => sentence,
    };
    let words: Vec<&str> =
        clause.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’').filter(|w| !w.is_empty()).collect();
    let inner: Vec<&str> = text[draft.span.range()]
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’')
        .take_while(|w| !w.starts_with(|c: char| c.is_ascii_digit()))
        .filter(|w| !w.is_empty())
        .collect();
    // "Since May", "from 1837": a month or more without its end.
    let since = inner.first().or(words.last()).is_some_and(|word| is(word, "since"));
    let coarse = matches!(&draft.shape, Shape::Point(p) if p.day.is_none());
    if since && coarse {
        return Glance::Back;
    }
    if inner.iter().chain(words.iter().rev().take(NEAR)).any(|word| is(word, "near")) {
        return Glance::Back;
    }
    let opened = clause.len() < sentence.len() && clause.starts_with([',', '—', '–']);
    let participle = |word: &str| {
        if endings.entries().is_empty() {
            return false;
        }
        let word = word.to_lowercase();
        word.chars().count() > 5 && endings.entries().iter().any(|ending| word.ends_with(ending.form.as_str()))
    };
    if words.last().is_some_and(|word| participle(word)) {
        return Glance::Back;
    }
    // The relative word may stand behind a preposition: ", in which".
    let head = &words[..words.len().min(2)];
    if opened && words.first().is_some_and(|word| participle(word)) {
        return Glance::Back;
    }
    if opened && head.iter().any(|word| is(word, "clause")) {
        return Glance::Relative;
    }
    Glance::None
}

/// An open round bracket stands before it in its sentence, and the two are not a pair of styles.
fn in_brackets(text: &str, draft: &Draft) -> bool {
    let before = behind(text, draft.span.start);
    if !before.rfind(['(', ')']).is_some_and(|at| before[at..].starts_with('(')) {
        return false;
    }
    let close = text[draft.span.end..].char_indices().take(REACH).find(|(_, c)| matches!(c, '(' | ')'));
    // What closes the passage is the time of its heading: "The second campaign (May 1711)".
    close.is_some_and(|(at, c)| {
        let behind = text[draft.span.end + at + c.len_utf8()..].trim_end_matches(|c: char| !c.is_alphanumeric());
        c == ')' && !behind.is_empty()
    })
}

/// The last bytes of `text` before byte `at`.
fn behind(text: &str, at: usize) -> &str {
    let mut floor = at.saturating_sub(REACH);
    while !text.is_char_boundary(floor) {
        floor += 1;
    }
    &text[floor..at]
}
