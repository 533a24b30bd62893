use std::collections::BTreeMap;

use crate::Span;
use crate::chars::{is_closing, is_terminal, superscript_digit};

/// A number in the text that may be a note call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The digits in the raw text.
    pub raw: Span,
    pub number: u32,
    /// How much it looks like a call, in tenths.
    pub weight: i32,
}

/// The note bodies a file has, as far as calls need to know.
#[derive(Debug, Clone, Copy)]
pub struct NotePlace {
    pub number: u32,
    pub start: usize,
    pub endnote: bool,
}

/// Finds numbers glued to a word, to punctuation or to a closing mark, and raised digits, in `raw[span]`.
pub fn find_candidates(raw: &str, span: Span, found: &mut Vec<Candidate>) {
    let text = &raw[span.range()];
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit() || superscript_digit(c).is_some()) {
        let start = at + offset;
        let raised = !text.as_bytes()[start].is_ascii_digit();
        let same = |c: char| if raised { superscript_digit(c).is_some() } else { c.is_ascii_digit() };
        let end = text[start..].find(|c: char| !same(c)).map_or(text.len(), |length| start + length);
        at = end;
        let digits = &text[start..end];
        if digits.chars().count() > 3 || digits.starts_with(['0', '⁰']) {
            continue;
        }
        let number = digits.chars().fold(0, |n, c| n * 10 + superscript_digit(c).or(c.to_digit(10)).unwrap_or(0));
        let weight = if raised { raised_weight(&text[..start], number) } else { weight(&text[..start], &text[end..]) };
        if weight > 0 {
            found.push(Candidate { raw: Span::new(span.start + start, span.start + end), number, weight });
        }
    }
}

fn raised_weight(before: &str, number: u32) -> i32 {
    match before.chars().next_back() {
        None => 0,
        Some(c) if c.is_whitespace() || c.is_ascii_digit() => 0,
        // Square and cubic measures.
        Some(c) if c.is_lowercase() && (2..=3).contains(&number) && word_length(before) <= 2 => 5,
        Some(_) => 30,
    }
}

fn word_length(before: &str) -> usize {
    before.chars().rev().take_while(|c| c.is_alphabetic()).take(24).count()
}

/// 0 where the number cannot be a call.
fn weight(before: &str, after: &str) -> i32 {
    let mut next = after.chars();
    match (next.next(), next.next()) {
        (Some(c), _) if c.is_alphanumeric() || matches!(c, '%' | '°' | '/' | '№' | '‰') => return 0,
        (Some('.' | ',' | ':' | '-' | '–' | '—' | '−'), Some(c)) if c.is_alphanumeric() => return 0,
        _ => {}
    }
    let sentence_follows = starts_sentence(after);
    let mut back = before.chars().rev();
    let Some(last) = back.next() else { return 0 };
    let previous = back.next();
    if last.is_alphabetic() {
        let word = word_length(before);
        return if word >= 4 && last.is_lowercase() { 20 } else { 0 };
    }
    if is_closing(last) {
        return match previous {
            // "[1]2" and "(3)2" are rare, but "f(x)2" and "л. 5)2" are not calls more often than they are.
            Some(c) if c.is_ascii_digit() => 10,
            Some(_) => 30,
            None => 0,
        };
    }
    if is_terminal(last) {
        return match previous {
            Some(c) if c.is_ascii_digit() => 5 * i32::from(sentence_follows),
            Some(c) if is_closing(c) || is_terminal(c) => 30,
            Some(c) if c.is_alphabetic() => after_stop(&before[..before.len() - last.len_utf8()], sentence_follows),
            _ => 0,
        };
    }
    if matches!(last, ',' | ';' | ':') {
        return if previous.is_some_and(|c| c.is_alphabetic() || is_closing(c)) { 15 } else { 0 };
    }
    let spaced = last == ' ' && sentence_follows && previous.is_some_and(|c| is_terminal(c) || matches!(c, '»' | '”'));
    if spaced { 4 } else { 0 }
}

/// A full stop behind a short word may be an abbreviation's ("п.3").
fn after_stop(before: &str, sentence_follows: bool) -> i32 {
    match (word_length(before), sentence_follows) {
        (4.., true) => 30,
        (4.., false) => 18,
        (3, true) => 20,
        (_, true) => 10,
        _ => 3,
    }
}

fn starts_sentence(after: &str) -> bool {
    if !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return after.starts_with(is_closing);
    }
    after.chars().find(|c| !c.is_whitespace()).is_none_or(|c| !c.is_lowercase() && !c.is_numeric())
}

const STEP_MOST: u32 = 5;
/// How far below its call a footnote may begin, in bytes: a page of small print in a three-byte script.
const REACH: usize = 30_000;

/// Chooses the candidates that make a rising sequence, in order. `pages` are the starts of pages, for numbering that
/// begins anew on each page.
///
/// The longest sequence is found over the best chain for each number, so the time grows with the number of candidates
/// only.
pub fn choose_calls(candidates: &[Candidate], notes: &[NotePlace], pages: &[usize]) -> Vec<usize> {
    let mut by_number: BTreeMap<u32, Vec<(usize, bool)>> = BTreeMap::new();
    for note in notes {
        by_number.entry(note.number).or_default().push((note.start, note.endnote));
    }
    let restarts = by_number.get(&1).is_some_and(|places| places.len() > 1) || notes.is_empty() && !pages.is_empty();
    let has_note = |candidate: &Candidate| {
        by_number.get(&candidate.number).is_some_and(|places| {
            let after = places.partition_point(|&(start, _)| start < candidate.raw.start);
            places.get(after).is_some_and(|&(start, endnote)| endnote || start - candidate.raw.start < REACH)
        })
    };
    let mut best: BTreeMap<u32, (i32, usize)> = BTreeMap::new();
    let mut links: Vec<Option<usize>> = vec![None; candidates.len()];
    let mut top: Option<(i32, usize)> = None;
    let (mut page, mut top_before_page) = (0, None);
    for (i, candidate) in candidates.iter().enumerate() {
        let now = pages.partition_point(|&start| start <= candidate.raw.start);
        if now != page {
            (page, top_before_page) = (now, top);
        }
        let gain = candidate.weight + if has_note(candidate) { 40 } else { 0 };
        let opening_cost = if candidate.number == 1 { 0 } else { 10 + 8 * candidate.number.min(6) as i32 };
        let mut score = (gain - opening_cost, None);
        for step in 1..=STEP_MOST.min(candidate.number.saturating_sub(1)) {
            if let Some(&(value, before)) = best.get(&(candidate.number - step)) {
                let reached = value + gain - 16 * (step as i32 - 1);
                if reached > score.0 {
                    score = (reached, Some(before));
                }
            }
        }
        if restarts
            && candidate.number <= 2
            && let Some((value, before)) = top_before_page
        {
            let reached = value + gain - 5 - 16 * (candidate.number as i32 - 1);
            if reached > score.0 {
                score = (reached, Some(before));
            }
        }
        links[i] = score.1;
        if best.get(&candidate.number).is_none_or(|&(value, _)| value < score.0) {
            best.insert(candidate.number, (score.0, i));
        }
        if top.is_none_or(|(value, _)| value < score.0) {
            top = Some((score.0, i));
        }
    }
    let mut chain = Vec::new();
    let mut at = top.map(|(_, i)| i);
    while let Some(i) = at {
        chain.push(i);
        at = links[i];
    }
    chain.reverse();
    let linked = chain.iter().filter(|&&i| has_note(&candidates[i])).count();
    let glued = chain.iter().filter(|&&i| candidates[i].weight >= 15).count();
    if linked == 0 && (glued < 3 || glued * 2 < chain.len()) || linked > 0 && glued * 3 < chain.len() {
        chain.clear();
    }
    chain
}
