//! Who concludes a treaty or agreement.

use super::cases::Cases;
use super::chain::person;
use super::items::{Item, Kind, Op};
use super::roles::{Draft, extend};
use super::verb::{assign, governed, names};
use crate::context::Findings;

/// The parties of a treaty that the phrase round its noun does not name: those that something is told to be "between" in
/// the same clause, who signs it, by whom it is signed; with one party known, the other.
#[allow(clippy::too_many_arguments)]
pub(crate) fn parties(
    findings: &Findings,
    items: &[Item],
    at: usize,
    passive: bool,
    turkic: bool,
    endings: bool,
    draft: &mut Draft,
    used: &mut [bool],
) {
    if draft.from.len() == 1 {
        other_party(findings, items, at, draft, used);
    }
    if !draft.from.is_empty() || draft.dealt {
        return;
    }
    if !turkic && let Some(mark) = (0..items.len()).find(|&i| items[i].kind == Kind::Mark(Op::Between)) {
        let list = run(findings, items, used, mark + 1);
        if list.len() > 1 {
            assign(items, draft, used, &list, true, "it is told of what is between the parties");
            return;
        }
    }
    if !passive {
        let mut list = names(findings, items, used, draft.genre.as_deref(), 0..at, endings, true);
        if turkic {
            list.retain(|&i| may_sign(findings, items, i));
        }
        let near = list.first().is_some_and(|&s| at - s <= 14);
        let some_verb = items.iter().any(|i| matches!(i.kind, Kind::Verb(_)));
        if near && (some_verb || endings && !turkic) {
            assign(items, draft, used, &list, true, "the subject of the clause concludes it");
            return;
        }
    }
    let doers: Vec<usize> = (0..items.len())
        .filter(|&i| match items[i].kind {
            Kind::Name { cases, .. } => !used[i] && cases.is_only(Cases::INSTRUMENTAL) && !governed(items, i),
            _ => false,
        })
        .collect();
    if passive && endings && !turkic && !doers.is_empty() {
        assign(items, draft, used, &doers, true, "by whom it is concluded");
    }
}

/// Whether a name of a Turkic clause can be its subject: a person or body without an ending, or states joined together.
fn may_sign(findings: &Findings, items: &[Item], i: usize) -> bool {
    let Kind::Name { mention, cases } = items[i].kind else { return false };
    let joins = |at: Option<usize>| at.and_then(|at| items.get(at)).is_some_and(|x| x.kind == Kind::Mark(Op::And));
    let joined = joins(i.checked_sub(1)) || joins(Some(i + 1));
    let state = findings.mentions[mention].value.name_type == regesta_name::NameType::Place;
    cases.is_only(Cases::NOMINATIVE) && (!state || joined)
}

/// States, bodies and persons in a row that a comma or "and" joins, from item `start`.
fn run(findings: &Findings, items: &[Item], used: &[bool], start: usize) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut joined = true;
    for (i, item) in items.iter().enumerate().skip(start).take(12) {
        match &item.kind {
            Kind::Name { mention, .. } if joined && !used[i] => {
                // In "the delegations of A and B" the heads are nouns, the names what counts.
                if out.is_empty() || !person(findings, *mention) || out.iter().all(|&o| is_person(findings, items, o)) {
                    out.push(i);
                }
                joined = false;
            }
            Kind::Name { .. } => break,
            Kind::Comma | Kind::Mark(Op::And) => joined = true,
            Kind::Word | Kind::Office(_) => {}
            _ => break,
        }
    }
    out
}

fn is_person(findings: &Findings, items: &[Item], i: usize) -> bool {
    matches!(items[i].kind, Kind::Name { mention, .. } if person(findings, mention))
}

/// The first party of an agreement "with" another: the nearest state or body before it, as subject or doer.
fn other_party(findings: &Findings, items: &[Item], at: usize, draft: &mut Draft, used: &mut [bool]) {
    if draft.from.len() != 1 {
        return;
    }
    let doer = Cases::NOMINATIVE.with(Cases::INSTRUMENTAL).with(Cases::GENITIVE);
    let nearest = (0..at).rev().find(|&i| match &items[i].kind {
        Kind::Name { mention, cases } => {
            let by_whom = cases.is_only(Cases::INSTRUMENTAL) && i > 0 && !matches!(items[i - 1].kind, Kind::Mark(_));
            !used[i] && !person(findings, *mention) && cases.may_be(doer) && (by_whom || !governed(items, i))
        }
        _ => false,
    });
    if let Some(i) = nearest
        && let Kind::Name { mention, .. } = items[i].kind
    {
        draft.from.insert(0, mention);
        used[i] = true;
        draft.reasons.push("the doer before it is the first party".into());
        extend(draft, items[i].span);
    }
}
