//! Which words of a clause hang together: the subject of a finite verb, the body that only completes an office.

use regesta_lang::{PartOfSpeech, lower};

use super::cases::Cases;
use super::chain::person;
use super::items::{Item, Kind, Op};
use crate::context::Findings;

/// Words between a name and the verb that it is the subject of: adverbs, a name joined to it.
const PREDICATE_REACH: usize = 4;
/// Words between an office and the body that completes it.
const COMPLEMENT_REACH: usize = 3;

/// Whether an item is a finite verb: what can have a subject.
pub(crate) fn is_predicate(findings: &Findings, passage: usize, item: &Item) -> bool {
    match &item.kind {
        Kind::Verb(verb) => !verb.converb && !verb.of_somebody,
        Kind::Word | Kind::Mark(Op::Arrive | Op::Dealt) => is_finite(findings, passage, item),
        _ => false,
    }
}

fn is_finite(findings: &Findings, passage: usize, item: &Item) -> bool {
    let text = findings.paper.passages[passage].reading.text();
    let Some(pack) = findings.pack_at(passage, item.span.start) else { return false };
    let Some(lang) = findings.lang_at(passage, item.span.start) else { return false };
    let word = lower(&text[item.span.range()], pack.casing());
    if word.chars().count() < 3 || word.contains(' ') {
        return false;
    }
    let whole = |kind: &str, op: &str| {
        pack.rules(kind).is_some_and(|rules| {
            rules.find(&word, |_| true).iter().any(|m| m.rule.op == op && m.span.start == 0 && m.span.end == word.len())
        })
    };
    let finite = whole("event-clause", "happened") || whole("document-finite", "finite");
    if pack.morphology() != Some("rumorph") {
        return finite;
    }
    // The rules go by endings; the dictionary knows which words with them are verbs.
    let readings = findings.morphology.analyses(findings.packs, lang, &word);
    finite && readings.first().is_some_and(|a| a.part == PartOfSpeech::Verb && a.case.is_none())
}

/// Whether the name at item `i` is the subject of a finite verb right behind it: "…, Орлов настаивал", "Орлов и Строганов
/// немедленно телеграфировали". Only for languages that mark cases, and build to the right.
pub(crate) fn is_subject(findings: &Findings, passage: usize, items: &[Item], i: usize) -> bool {
    let Some(Item { kind: Kind::Name { cases, .. }, .. }) = items.get(i) else { return false };
    if !cases.may_be(Cases::NOMINATIVE) {
        return false;
    }
    for item in items[i + 1..].iter().take(PREDICATE_REACH) {
        if is_predicate(findings, passage, item) {
            return !matches!(&item.kind, Kind::Verb(verb) if verb.passive);
        }
        match &item.kind {
            Kind::Name { cases, .. } if cases.may_be(Cases::NOMINATIVE) => {}
            Kind::Word if !declined(findings, passage, item) => {}
            Kind::Mark(Op::And) => {}
            _ => return false,
        }
    }
    false
}

/// Whether a word is declined, so that it is no adverb or particle between subject and verb.
fn declined(findings: &Findings, passage: usize, item: &Item) -> bool {
    let text = findings.paper.passages[passage].reading.text();
    let Some(lang) = findings.lang_at(passage, item.span.start) else { return false };
    let readings = findings.morphology.analyses(findings.packs, lang, &text[item.span.range()]);
    readings.first().is_some_and(|a| a.case.is_some())
}

/// Whether a word is a form of a verb that is not declined, as the dictionary of its language has it: a converb, say.
pub(crate) fn is_verbal(findings: &Findings, passage: usize, item: &Item) -> bool {
    let text = findings.paper.passages[passage].reading.text();
    let Some(lang) = findings.lang_at(passage, item.span.start) else { return false };
    let readings = findings.morphology.analyses(findings.packs, lang, &text[item.span.range()]);
    readings.first().is_some_and(|a| a.known && a.part == PartOfSpeech::Verb && a.case.is_none())
}

/// Whether a body or place only completes an office without a name before it: "глава Совета", "the head of the bureau".
pub(crate) fn completes_office(findings: &Findings, items: &[Item], i: usize) -> bool {
    let Kind::Name { mention, .. } = items[i].kind else { return false };
    if person(findings, mention) {
        return false;
    }
    let mut office = None;
    for (back, item) in items[..i].iter().enumerate().rev().take(COMPLEMENT_REACH) {
        match item.kind {
            Kind::Office(_) => {
                office = Some(back);
                break;
            }
            Kind::Word | Kind::Mark(Op::FromOrDate) => {}
            _ => return false,
        }
    }
    // With a person behind it the office is his, and the body his too.
    office.is_some() && !person_behind(findings, items, i)
}

/// Whether a person is named behind a body, in one phrase with it.
pub(crate) fn person_behind(findings: &Findings, items: &[Item], i: usize) -> bool {
    for item in items[i + 1..].iter().take(5) {
        match &item.kind {
            Kind::Name { mention, .. } if person(findings, *mention) => return true,
            Kind::Word | Kind::Name { .. } | Kind::Office(_) => {}
            _ => return false,
        }
    }
    false
}
