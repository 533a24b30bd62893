//! Clauses that tell a date beside the story: "who had taken the town in 1711", "as in 1848", "since 1527", "(1903)".
//!
//! The narrative clock does not go back to such a date. What opens such a clause stands in `lexicon/lookback.tsv`
//! (`clause` opens it, `near` stands shortly before the date) and, for languages that have participial clauses, in
//! `lexicon/participle-ending.tsv`.

use memchr::memrchr2;
use regesta_lang::{Pack, is_letter_or_digit, lowercase};
use smallvec::SmallVec;

use crate::parts::{Draft, Glance, Shape};
use crate::signs::{Signs, words_back};

/// Bytes before the date that are looked at: a clause is seldom longer.
const REACH: usize = 220;
/// Words before the date in which a word of the kind `near` counts.
const NEAR: usize = 4;

/// What ends a sentence or a quotation, or brackets a part of it.
static SENTENCE: Signs = Signs::new(&['!', '?', ';', '«', '»', '(', ')', ':']);
/// What opens a clause.
static CLAUSE: Signs = Signs::new(CLAUSE_SIGNS);
const CLAUSE_SIGNS: &[char] = &[',', '—', '–'];

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
    let sentence = SENTENCE.behind_last(before);
    let clause = match CLAUSE.last(sentence) {
        Some((at, _)) => &sentence[at..],
        None => sentence,
    };
    let words = || clause.split(parts_words).filter(|w| !w.is_empty());
    let last: SmallVec<[&str; NEAR]> = words_back(clause, |c| !parts_words(c), |_| false).take(NEAR).collect();
    let inner: SmallVec<[&str; 4]> = text[draft.span.range()]
        .split(parts_words)
        .take_while(|w| !w.starts_with(|c: char| c.is_ascii_digit()))
        .filter(|w| !w.is_empty())
        .collect();
    // "Since May", "from 1837": a month or more without its end.
    let since = inner.first().or(last.first()).is_some_and(|word| is(word, "since"));
    let coarse = matches!(&draft.shape, Shape::Point(p) if p.day.is_none());
    if since && coarse {
        return Glance::Back;
    }
    if inner.iter().chain(&last).any(|word| is(word, "near")) {
        return Glance::Back;
    }
    let opened = clause.len() < sentence.len() && clause.starts_with(CLAUSE_SIGNS);
    let participle = |word: &str| word.chars().nth(5).is_some() && endings.ends(&lowercase(word));
    if last.first().is_some_and(|word| participle(word)) {
        return Glance::Back;
    }
    if opened && words().next().is_some_and(participle) {
        return Glance::Back;
    }
    // The relative word may stand behind a preposition: ", in which".
    if opened && words().take(2).any(|word| is(word, "clause")) {
        return Glance::Relative;
    }
    Glance::None
}

fn parts_words(c: char) -> bool {
    !is_letter_or_digit(c) && c != '-' && c != '’'
}

/// An open round bracket stands before it in its sentence, and the two are not a pair of styles.
fn in_brackets(text: &str, draft: &Draft) -> bool {
    let before = behind(text, draft.span.start);
    if memrchr2(b'(', b')', before.as_bytes()).is_none_or(|at| before.as_bytes()[at] == b')') {
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
