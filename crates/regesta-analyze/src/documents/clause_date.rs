//! The date that a clause gives to a document which has none of its own.

use super::items::{Item, Kind, Op};
use super::roles::{Draft, extend};
use crate::context::Findings;

/// Whether a date stands in brackets before the document, and so behind something else: "республика (1918–1920)".
fn in_brackets(findings: &Findings, passage: usize, items: &[Item], i: usize, at: usize) -> bool {
    let text = findings.paper.passages[passage].reading.text();
    let open = text[..items[i].span.start].trim_end().ends_with('(');
    open && i < at
}

fn is_span_of_years(findings: &Findings, item: &Item) -> bool {
    let Kind::Date(date) = item.kind else { return false };
    let edtf = findings.dates[date].value.edtf.as_deref().unwrap_or_default();
    edtf.split_once('/').is_some_and(|(a, b)| a.len() == 4 && b.len() == 4)
}

/// "Приказ о передаче города помечен 8 ноября": a date behind a marker of dates, the next document not begun.
fn marked_date(items: &[Item], at: usize, endings: bool, draft: &Draft, used: &[bool]) -> Option<(usize, usize)> {
    if draft.by_verb {
        return None;
    }
    let rest = items.iter().enumerate().skip(at + 1).take(20);
    for (i, item) in rest {
        match item.kind {
            Kind::Noun(_) | Kind::Quote(_) | Kind::Break => return None,
            Kind::Date(date) => {
                // English "on" may tell of another day.
                let marked = matches!(items[i - 1].kind, Kind::Mark(Op::FromOrDate))
                    || endings && items[i - 1].kind == Kind::Mark(Op::Date);
                return (marked && !used[i]).then_some((i, date));
            }
            _ => {}
        }
    }
    None
}

/// A date told in the clause, where the document has none of its own: the nearest before the verb or noun.
pub(crate) fn clause_date(
    findings: &Findings,
    items: &[Item],
    draft: &mut Draft,
    used: &mut [bool],
    turkic: bool,
    endings: bool,
) {
    if draft.date.is_some() || draft.received.is_some() || draft.again || draft.dealt {
        return;
    }
    let at = items.iter().position(|i| i.span.start >= draft.anchor.start).unwrap_or(items.len());
    let mut best: Option<(usize, usize)> = None;
    if !turkic && let Some((i, date)) = marked_date(items, at, endings, draft, used) {
        draft.date = Some(date);
        draft.date_marked = true;
        draft.points += 2;
        draft.reasons.push("a marker of its date stands before it".into());
        used[i] = true;
        return;
    }
    for (i, item) in items.iter().enumerate() {
        let Kind::Date(_) = item.kind else { continue };
        if used[i]
            || i.abs_diff(at) > 12
            || i > at
                && !turkic
                && items[at..i].iter().any(|x| matches!(x.kind, Kind::Comma | Kind::Break | Kind::Mark(Op::Subject)))
        {
            continue;
        }
        let prepositional = i > 0 && matches!(items[i - 1].kind, Kind::Mark(Op::Preposition));
        if prepositional || in_brackets(findings, draft.passage, items, i, at) || is_span_of_years(findings, &items[i])
        {
            continue;
        }
        let distance = i.abs_diff(at);
        if best.is_none_or(|(_, d)| distance < d) {
            best = Some((i, distance));
        }
    }
    if let Some((i, _)) = best
        && let Kind::Date(date) = items[i].kind
    {
        draft.date = Some(date);
        draft.points += 1;
        draft.reasons.push("the date of the clause".into());
        used[i] = true;
        extend(draft, items[i].span);
    }
}
