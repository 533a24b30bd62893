//! Whether what stands around an expression allows it to be a date.

use regesta_lang::{Pack, Passage, TokenKind, is_letter, is_letter_or_digit};
use regesta_text::Span;

use crate::compose::link;
use crate::happenings::happening;
use crate::parts::{Draft, Guard};
use crate::quotes::Quotations;
use crate::surroundings::{is_bracketed_pair, stands_alone, stands_before_verb};

/// Whether what stands behind `span` is a sign or a small word (a capital, where `capitals` allows), and so nothing that a
/// number would count.
pub(crate) fn stands_before_small_word(passage: &Passage, pack: &Pack, span: Span, capitals: bool) -> bool {
    let text = passage.reading.shadow();
    let next = passage.tokens.partition_point(|t| t.span.start < span.end);
    passage.tokens.get(next).is_none_or(|token| {
        let word = &text[token.span.range()];
        match token.kind {
            TokenKind::Sign => !matches!(word, "%" | "/" | "°" | "№" | "-" | "–"),
            TokenKind::Number => false,
            TokenKind::Word if capitals && word.starts_with(char::is_uppercase) => true,
            TokenKind::Word => pack.lexicon("function-word").has(word) || pack.lexicon("date-link").has(word),
        }
    })
}

/// A year that is no count: a round number stands before no word that it could count.
pub(crate) fn year_stands_alone(passage: &Passage, pack: &Pack, draft: &Draft) -> bool {
    let round = draft.shape.partials().iter().any(|p| p.year.is_some_and(|y| y % 100 == 0));
    !round || stands_before_small_word(passage, pack, draft.span, true)
}

/// Whether what stands around the words allows what their rule says ([`Guard`]).
pub(crate) fn guard_holds(passage: &Passage, pack: &Pack, span: Span, guard: Guard, quotes: &Quotations) -> bool {
    let text = passage.reading.shadow();
    match guard {
        Guard::None | Guard::Joined | Guard::Clock | Guard::OrAlone => true,
        Guard::Bracketed => is_bracketed_pair(text, pack, span),
        Guard::Capital => {
            let words = &text[span.range()];
            words.rsplit(|c: char| !is_letter(c)).next().is_some_and(|w| w.starts_with(char::is_uppercase))
        }
        Guard::Year => !text[span.end..].starts_with(['%', '°', '/', '-', '–', '‑', '’', '\'']),
        Guard::NameYear => {
            let next = text[span.end..].strip_prefix([' ', '\u{a0}']).unwrap_or_default();
            let before = text[..span.start].trim_end();
            let label = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
            next.starts_with(char::is_uppercase)
                && !label.ends_with(['№', '.', ':', '/', '#'])
                && !pack.lexicon("archive-label").has(label)
        }
        Guard::Feast => {
            let next = text[span.end..].strip_prefix([' ', '\u{a0}']).unwrap_or_default();
            let glued = text[span.end..].starts_with(['-', '–', '‑']);
            let mut words = text[span.range()].split(|c: char| !is_letter(c)).filter(|w| !w.is_empty());
            let first = words.next().unwrap_or_default();
            let named = words.clone().next().map_or(first, |_| "").starts_with(char::is_uppercase)
                || words.any(|w| w.starts_with(char::is_uppercase));
            named && !glued && !next.starts_with(char::is_uppercase)
        }
        Guard::BehindNoun => {
            let before = text[..span.start].strip_suffix([' ', '\u{a0}']).unwrap_or_default();
            let word = before.rsplit(|c: char| !is_letter(c)).next().unwrap_or_default();
            let noun = || pack.lexicon("genre").has(word) || happening(pack, word).is_some();
            word.chars().count() > 3 && stands_before_small_word(passage, pack, span, true) && noun()
        }
        Guard::InBrackets => {
            let before = text[..span.start].strip_suffix('(').map(str::trim_end).unwrap_or_default();
            let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
            text[span.end..].starts_with(')')
                && !follows_bracketed_count(text, span.start)
                && word.chars().count() > 2
                && word.starts_with(char::is_lowercase)
                && !pack.lexicon("archive-label").has(word)
        }
        Guard::Reign => {
            let next = text[span.end..].trim_start_matches([',', ' ', '\u{a0}']);
            let word = next.split(|c: char| !is_letter_or_digit(c)).next().unwrap_or_default();
            !pack.lexicon("archive-label").has(word) && !pack.lexicon("statute-label").has(word)
        }
        Guard::MonthCapital => text[span.start..].starts_with(char::is_uppercase),
        Guard::Lower => text[span.start..].starts_with(char::is_lowercase),
        Guard::Alone => {
            let span = behind_ordinals(text, pack, span);
            stands_before_small_word(passage, pack, span, false)
                || opens_clause_before_name(passage, span)
                || stands_alone(text, pack, span)
                || stands_before_verb(text, pack, span)
        }
        Guard::Count => {
            !text[span.range()].ends_with(|c: char| c.is_ascii_digit())
                || stands_before_small_word(passage, pack, span, true)
        }
        Guard::BehindMonth if is_bracketed_pair(text, pack, span) => false,
        Guard::BehindMonth => {
            let start = passage.sentence_at(span.start).map_or(0, |s| s.span.start.min(span.start));
            let months = pack.lexicon("month");
            let mut before = text[start..span.start].split(|c: char| !is_letter(c));
            !text[..span.start].ends_with(['%', '/', '.', ':', '-', '–'])
                && before.clone().next_back().is_none_or(|word| !pack.lexicon("archive-label").has(word))
                && before.any(|word| word.chars().count() > 3 && (months.has(word) || months.begins_with(word)))
        }
        Guard::Quoted => quotes.around(span).is_some(),
        Guard::Bare => {
            let at = passage.tokens.partition_point(|t| t.span.start < span.start);
            let previous = at.checked_sub(1).map(|at| &passage.tokens[at]);
            let before = previous.map(|t| &text[t.span.range()]);
            let glued = text[..span.start].ends_with(['-', '–', '/', '№', '.', ':'])
                || text[span.end..].starts_with(['/', '%', '°']);
            !glued
                && !before.is_some_and(|w| pack.lexicon("archive-label").has(w) || matches!(w, "№" | "N" | "Nr" | "No"))
        }
    }
}

/// Whether the nearest brackets before byte `at`, not far from it, hold a number that is no year: "Prussians (20 620) and
/// Saxons (1560)".
fn follows_bracketed_count(text: &str, at: usize) -> bool {
    /// Bytes from one to the other.
    const REACH: usize = 160;
    let near = &text[text.floor_char_boundary(at.saturating_sub(REACH))..at.saturating_sub(1)];
    let Some((before, _)) = near.rsplit_once(')') else { return false };
    let Some((_, inside)) = before.rsplit_once('(') else { return false };
    let figures: String = inside.chars().filter(char::is_ascii_digit).collect();
    let count = inside.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '.' | ','));
    count && !figures.is_empty() && !(figures.len() == 4 && matches!(figures.as_bytes()[0], b'1' | b'2'))
}

/// The span with further ordinals behind it, so that what they count is looked at: "of the 1st, 2nd and 3rd fronts".
fn behind_ordinals(text: &str, pack: &Pack, span: Span) -> Span {
    let mut out = span;
    loop {
        let rest = text[out.end..].trim_start_matches([',', ' ']);
        let word = rest.split(|c: char| !is_letter(c)).next().unwrap_or_default();
        let next = if !word.is_empty() && link(pack, word, "and") { rest[word.len()..].trim_start() } else { rest };
        let figures = next.len() - next.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let ending = &next[figures..];
        let ending = ending.strip_prefix('-').unwrap_or(ending);
        let letters = ending.split(|c: char| !is_letter(c)).next().unwrap_or_default();
        if !(1..3).contains(&figures)
            || !(1..4).contains(&letters.chars().count())
            || next.len() == text[out.end..].len()
        {
            return out;
        }
        out.end = text.len() - ending.len() + letters.len();
    }
}

/// "; 8-го СРСР …": at the head of a clause and before an abbreviation, which no ordinal counts.
pub(crate) fn opens_clause_before_name(passage: &Passage, span: Span) -> bool {
    let text = passage.reading.shadow();
    let next = text[span.end..].trim_start().split(|c: char| !is_letter(c)).next().unwrap_or_default();
    let abbreviation = next.chars().count() > 1 && next.chars().all(char::is_uppercase);
    abbreviation && text[..span.start].trim_end().ends_with([';', '.', '—', '–'])
}

/// A stretch in square brackets with a number behind a comma, or a label of an archive: "[Название 1920, 11 февраля]",
/// "[49, л. 9]". An editor's "[1920 г.]" is a date.
pub(crate) fn in_bracketed_reference(text: &str, pack: &Pack, span: Span) -> bool {
    /// Bytes from one bracket to the other.
    const REACH: usize = 400;
    let bytes = text.as_bytes();
    let bracket = |byte: &u8| matches!(byte, b'[' | b']');
    let from = span.start.saturating_sub(REACH);
    let Some(open) = bytes[from..span.start].iter().rposition(bracket).map(|at| at + from) else { return false };
    let to = bytes.len().min(open + REACH + 1);
    let Some(behind) = bytes.get(span.end..to) else { return false };
    let Some(close) = behind.iter().position(bracket).map(|at| at + span.end) else { return false };
    if bytes[open] != b'[' || bytes[close] != b']' {
        return false;
    }
    let inside = &text[open + 1..close];
    reference_marks(inside, pack, 1) > 0 || inside.contains([';', ','])
}

/// Labels ("ф.", "л.", "p.") that stand before a number; no more than `most` are counted.
pub(crate) fn reference_marks(text: &str, pack: &Pack, most: usize) -> usize {
    let labels = pack.lexicon("archive-label");
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '[' | ']'))
        .filter(|word| word.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '.')))
        .filter(|word| {
            let bare = word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–'));
            let bare = bare.trim_end_matches('.');
            bare.len() < word.len() && !bare.is_empty() && (labels.has(bare) || labels.has(&format!("{bare}.")))
        })
        .take(most)
        .count()
}

/// The sentence of a note that holds two labels or more is a reference, not prose.
pub(crate) fn looks_like_reference(passage: &Passage, pack: &Pack, sentence: Span) -> bool {
    let text = passage.reading.text();
    let words = &text[sentence.range()];
    let has = |count: usize, text: &str| text.split_whitespace().nth(count - 1).is_some();
    // A long note may hold prose beside its references (or running text taken for a note).
    !has(6, words) || reference_marks(words, pack, 2) >= 2 || !has(61, text) && reference_marks(text, pack, 2) >= 2
}
