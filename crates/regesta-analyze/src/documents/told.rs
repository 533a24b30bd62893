//! Documents that only a verb tells of.

use super::chain::subject_after;
use super::items::{Item, Kind, Op, Verb};
use super::roles::{Draft, pronoun};
use super::vacant::{office_as_addressee, office_as_sender};
use super::verb::verb_roles;
use crate::context::Findings;

/// A document that only a verb tells of: "17 марта Ленин телеграфировал Орджоникидзе".
pub(crate) fn verb_draft(
    findings: &Findings,
    items: &[Item],
    turkic: bool,
    endings: bool,
    used: &mut [bool],
) -> Option<Draft> {
    let mut best: Option<(usize, &Verb)> = None;
    for (i, item) in items.iter().enumerate() {
        if let Kind::Verb(verb) = &item.kind
            && !verb.receives
            && verb.genre != "noun"
            && best.is_none_or(|(_, b)| strength(verb) > strength(b))
        {
            best = Some((i, verb));
        }
    }
    let (v, verb) = best?;
    Some(of_verb(findings, items, v, verb, turkic, endings, used))
}

/// The verbs of sending with a kind of document of their own that no noun of the clause belongs to.
pub(crate) fn beside(
    findings: &Findings,
    items: &[Item],
    claimed: &[usize],
    turkic: bool,
    endings: bool,
    used: &mut [bool],
) -> Vec<(usize, Draft)> {
    let mut out = Vec::new();
    for (v, item) in items.iter().enumerate() {
        let Kind::Verb(verb) = &item.kind else { continue };
        let bare = verb.passive || verb.converb || verb.of_somebody || verb.receives;
        if bare || strength(verb) < 2 || claimed.contains(&v) {
            continue;
        }
        let mut draft = of_verb(findings, items, v, verb, turkic, endings, used);
        draft.beside = true;
        out.push((v, draft));
    }
    out
}

/// How surely a verb means a document.
fn strength(verb: &Verb) -> i32 {
    match verb.genre.as_str() {
        "any" => 1,
        "speech" | "noun" => 0,
        _ => 2,
    }
}

fn of_verb(
    findings: &Findings,
    items: &[Item],
    v: usize,
    verb: &Verb,
    turkic: bool,
    endings: bool,
    used: &mut [bool],
) -> Draft {
    let mut draft = Draft {
        genre: (verb.genre != "any").then(|| verb.genre.clone()),
        span: items[v].span,
        anchor: items[v].span,
        by_verb: true,
        speech_verb: verb.genre == "speech" || verb.genre == "any",
        pronoun: pronoun(items),
        ..Draft::default()
    };
    verb_roles(findings, items, v, verb, turkic, endings, true, &mut draft, used);
    draft.subject = items.iter().enumerate().skip(v).find_map(|(i, item)| {
        (item.kind == Kind::Mark(Op::Subject)).then(|| subject_after(items, i, items.len())).flatten()
    });
    draft.points += strength(verb);
    if draft.from.is_empty() {
        let behind = if endings { items.len().min(v + 3) } else { v };
        draft.office = office_as_sender(findings, items, behind.max(v), turkic, endings);
    }
    if draft.to.is_empty() {
        draft.to_office = office_as_addressee(findings, items, v, endings);
    }
    draft.passive = verb.passive;
    draft
}
