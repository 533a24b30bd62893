//! What between quotation marks is a quotation.

use regesta_lang::TokenKind;
use regesta_text::{SegmentKind, Span};

use crate::context::{Findings, count_words, entries_at};

/// Words that make a quoted passage, whatever it says.
const WORDS: usize = 10;
/// Words that make a whole sentence, where it has the marks of one.
const SENTENCE_WORDS: usize = 4;

pub(crate) enum Verdict {
    Quotation(String, u16),
    Not,
}

impl Verdict {
    pub(crate) fn quotation(why: &str) -> Self {
        Self::Quotation(why.to_owned(), 900)
    }

    pub(crate) fn accepted(self) -> Option<(String, u16)> {
        match self {
            Self::Quotation(why, score) => Some((why, score)),
            Self::Not => None,
        }
    }
}

/// Whether the words between two marks are quoted from a document or a speech.
pub(crate) fn judge(
    findings: &Findings,
    index: usize,
    inner: Span,
    outer: Span,
    mut citations: impl Iterator<Item = Span>,
) -> Verdict {
    let passage = &findings.paper.passages[index];
    let text = passage.reading.text();
    let shadow = passage.reading.shadow();
    if citations.any(|c| c.contains(inner)) {
        return Verdict::Not;
    }
    let words = count_words(passage, inner);
    let before = text[..outer.start].trim_end();
    let introduced = before.ends_with(':');
    let capital = shadow[inner.range()].chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    if words >= WORDS {
        return if !introduced
            && capital
            && (is_title(findings, index, inner)
                || before_is_bare(before)
                    && (title_case(shadow, inner) || has_finite_verb(findings, index, inner) == Some(false)))
        {
            Verdict::Not
        } else {
            Verdict::Quotation(format!("{words} words between quotation marks"), if introduced { 970 } else { 930 })
        };
    }
    if words < SENTENCE_WORDS || !capital || passage.kind != SegmentKind::Body {
        return Verdict::Not;
    }
    let inside = text[inner.range()].trim_end();
    let complete = inside.ends_with(['.', '!', '?', '…']);
    let said = speech_verb_near(findings, index, outer);
    let finite = has_finite_verb(findings, index, inner);
    if title_case(shadow, inner) {
        return Verdict::Not;
    }
    if introduced && finite.unwrap_or(true)
        || said && finite.unwrap_or(words > 4)
        || complete && finite.unwrap_or(false)
    {
        return Verdict::Quotation("a whole sentence between quotation marks".into(), 800);
    }
    Verdict::Not
}

fn before_is_bare(before: &str) -> bool {
    before.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// A title begins with the noun of a kind of document or work: “Report on the state of …”.
fn is_title(findings: &Findings, index: usize, inner: Span) -> bool {
    let passage = &findings.paper.passages[index];
    let tokens = passage.tokens_in(inner);
    let Some(first) = tokens.iter().position(|t| t.kind == TokenKind::Word) else { return false };
    let Some(pack) = findings.pack_at(index, inner.start) else { return false };
    let names_genre =
        (first..tokens.len().min(first + 2)).any(|at| entries_at(pack, "genre", passage, tokens, at).is_some());
    names_genre && has_finite_verb(findings, index, inner) != Some(true)
}

/// Most of the longer words begin with a capital.
fn title_case(shadow: &str, inner: Span) -> bool {
    let long: Vec<&str> = shadow[inner.range()].split_whitespace().filter(|w| w.chars().count() > 4).collect();
    let capital = long.iter().filter(|w| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)).count();
    long.len() >= 2 && capital * 10 >= long.len() * 8
}

/// Whether a verb of saying or sending stands in the same sentence outside the marks.
pub(crate) fn speech_verb_near(findings: &Findings, index: usize, outer: Span) -> bool {
    let passage = &findings.paper.passages[index];
    let Some(pack) = findings.pack_at(index, outer.start) else { return false };
    let start = passage.sentence_at(outer.start).map_or(0, |s| s.span.start);
    let end = passage.sentence_at(outer.end.saturating_sub(1)).map_or(outer.end, |s| s.span.end);
    [Span::new(start.min(outer.start), outer.start), Span::new(outer.end, end.max(outer.end))].into_iter().any(|side| {
        let tokens = passage.tokens_in(side);
        (0..tokens.len()).any(|at| entries_at(pack, "communication-verb", passage, tokens, at).is_some())
    })
}

/// Whether there is a verb in it; `None` where the language has no dictionary to tell.
fn has_finite_verb(findings: &Findings, index: usize, span: Span) -> Option<bool> {
    let passage = &findings.paper.passages[index];
    let lang = findings.lang_at(index, span.start)?;
    let text = passage.reading.text();
    let mut told = false;
    for token in passage.tokens_in(span).iter().filter(|t| t.kind == TokenKind::Word) {
        let readings = findings.morphology.analyses(findings.packs, lang, &text[token.span.range()]);
        let Some(first) = readings.first() else { continue };
        told |= first.part != regesta_lang::PartOfSpeech::Other || first.case.is_some();
        if first.part == regesta_lang::PartOfSpeech::Verb && first.case.is_none() {
            return Some(true);
        }
    }
    told.then_some(false)
}
