//! What stands inside a quotation: the author's words, omissions, brackets.

use regesta_lang::TokenKind;
use regesta_text::Span;

use crate::context::{Findings, count_words, entries_at};

/// Words that an interruption (", he wrote to the governor, ") has at most.
const INTERRUPTION_WORDS: usize = 14;

#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) interruptions: Vec<Span>,
    pub(crate) ellipses: Vec<Span>,
    pub(crate) insertions: Vec<Span>,
}

pub(crate) fn parts(findings: &Findings, index: usize, span: Span) -> Parts {
    let text = findings.paper.passages[index].reading.text();
    let mut parts = Parts { interruptions: interruptions(findings, index, span), ..Parts::default() };
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let Some(c) = rest.chars().next() else { break };
        let mut next = at + c.len_utf8();
        match c {
            '[' | '<' | '(' if omission(rest).is_some() => {
                next = at + omission(rest).unwrap_or(1);
                parts.ellipses.push(Span::new(at, next));
            }
            '[' => {
                if let Some(end) = rest.find(']') {
                    next = at + end + 1;
                    parts.insertions.push(Span::new(at, next));
                }
            }
            '…' => parts.ellipses.push(Span::new(at, next)),
            '.' if rest.starts_with("...") => {
                next = at + rest.len() - rest.trim_start_matches('.').len();
                parts.ellipses.push(Span::new(at, next));
            }
            _ => {}
        }
        at = next;
    }
    parts
}

/// The length of `[…]`, `<...>`, `(…)` at the start of `rest`.
fn omission(rest: &str) -> Option<usize> {
    let close = rest.find([']', '>', ')'])?;
    let inner = rest[1..close].trim();
    let dots = !inner.is_empty() && inner.chars().all(|c| matches!(c, '.' | '…' | ' '));
    dots.then_some(close + 1)
}

/// Where an omission in brackets begins that `text` ends with.
pub(crate) fn omission_at_end(text: &str) -> Option<usize> {
    let open = text.rfind(['[', '<', '('])?;
    omission(&text[open..]).filter(|length| open + length == text.len()).map(|_| open)
}

/// The omissions in brackets between the end of a quotation and the mark that closes it.
pub(crate) fn omissions_behind(text: &str, span: Span, inner: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut end = span.start + text[span.start..inner.end.max(span.start)].trim_end().len();
    while end > span.end
        && let Some(open) = omission_at_end(&text[span.end..end])
    {
        out.push(Span::new(span.end + open, end));
        end = span.end + text[span.end..span.end + open].trim_end().len();
    }
    out.reverse();
    out
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '-' | '‒' | '―')
}

/// Words between two commas before a dash that may be the author's alone: ", говорят они, –".
const SHORT_INTERRUPTION: std::ops::RangeInclusive<usize> = 2..=4;

/// Stretches between two dashes with a verb of saying: ", – писал он, –"; the first dash may be wanting where few words
/// stand between commas.
fn interruptions(findings: &Findings, index: usize, span: Span) -> Vec<Span> {
    let passage = &findings.paper.passages[index];
    let text = passage.reading.text();
    let Some(pack) = findings.pack_at(index, span.start) else { return Vec::new() };
    let dashes: Vec<Span> = passage
        .tokens_in(span)
        .iter()
        .filter(|t| t.kind == TokenKind::Sign && text[t.span.range()].chars().all(is_dash))
        .map(|t| t.span)
        .collect();
    let mut out: Vec<Span> = Vec::new();
    for (i, open) in dashes.iter().enumerate() {
        if out.last().is_some_and(|last: &Span| last.end > open.start) {
            continue;
        }
        for close in &dashes[i + 1..] {
            let inner = Span::new(open.end, close.start);
            if count_words(passage, inner) > INTERRUPTION_WORDS {
                break;
            }
            let tokens = passage.tokens_in(inner);
            let said =
                (0..tokens.len()).any(|at| entries_at(pack, "communication-verb", passage, tokens, at).is_some());
            let before = text[span.start..open.start].trim_end().chars().next_back();
            if said && before.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | '…' | '-') || c.is_alphanumeric()) {
                out.push(open.hull(*close));
                break;
            }
        }
    }
    for dash in dashes {
        let before = text[span.start..dash.start].trim_end();
        let Some(words) = before.strip_suffix(',') else { continue };
        let Some(comma) = words.rfind([',', '.', '!', '?', '…', '–', '—', '(']) else { continue };
        let inner = Span::new(span.start + comma + 1, span.start + words.len());
        let tokens = passage.tokens_in(inner);
        let said = (0..tokens.len()).any(|at| entries_at(pack, "communication-verb", passage, tokens, at).is_some());
        let whole = Span::new(span.start + comma, dash.end);
        let free = !out.iter().any(|o| o.overlaps(whole));
        if words[comma..].starts_with(',') && said && free && SHORT_INTERRUPTION.contains(&count_words(passage, inner))
        {
            out.push(whole);
        }
    }
    out.sort_by_key(|o| o.start);
    out
}

/// Whether the words between two quoted stretches are the author's inside one quotation: “…,” he wrote, “…”.
pub(crate) fn interrupts(findings: &Findings, index: usize, first: Span, second: Span) -> bool {
    let passage = &findings.paper.passages[index];
    let text = passage.reading.text();
    let gap = Span::new(first.end, second.start);
    let words = text[gap.range()].trim_matches(|c: char| c.is_whitespace() || "“”\"«»„‘’".contains(c));
    let first_end = text[first.range()].trim_end();
    let comma_before = first_end.ends_with(',') || words.starts_with(',') && words.ends_with(',');
    let lower_after = text[second.range()].chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    if !comma_before || !words.ends_with(',') || !lower_after || count_words(passage, gap) > INTERRUPTION_WORDS {
        return false;
    }
    let Some(pack) = findings.pack_at(index, first.start) else { return false };
    let tokens = passage.tokens_in(gap);
    (0..tokens.len()).any(|at| entries_at(pack, "communication-verb", passage, tokens, at).is_some())
}
