//! What hangs on a noun: its sender, addressee and date in the phrase round it.

use regesta_text::Span;

use super::cases::Cases;
use super::items::{Item, Kind, Op, can_be_party};
use super::roles::{Draft, extend};
use super::syntax::{completes_office, is_subject, person_behind};
use super::verb::governed;
use crate::context::Findings;

/// Words after a noun in which its sender, addressee and date may stand.
const CHAIN_WORDS: usize = 24;

/// The genitive before an English noun ("Curzon's answer").
pub(crate) fn possessor_before(
    items: &[Item],
    before: usize,
    at: usize,
    endings: bool,
    draft: &mut Draft,
    used: &mut [bool],
) {
    if endings {
        return;
    }
    for i in (before..at).rev() {
        match &items[i].kind {
            Kind::Name { mention, cases } if cases.is_only(Cases::GENITIVE) && at - i <= 4 => {
                draft.from.push(*mention);
                used[i] = true;
                draft.points += 2;
                draft.reasons.push("the possessive before it names the sender".into());
                extend(draft, items[i].span);
                return;
            }
            Kind::Word => {}
            _ => return,
        }
    }
}

/// Names and dates that hang on a noun to its right: "телеграмма Ленина Троцкому от 4 мая".
#[allow(clippy::too_many_arguments)]
pub(crate) fn chain_after(
    findings: &Findings,
    items: &[Item],
    at: usize,
    after: usize,
    own: bool,
    endings: bool,
    draft: &mut Draft,
    used: &mut [bool],
) -> usize {
    let genre = draft.genre.clone();
    let bilateral = matches!(genre.as_deref(), Some("treaty" | "agreement"));
    // A noun that cannot be the subject leaves that to a name: "в телеграмме … Орлов настаивал".
    let leaves_subject = endings
        && matches!(&items[at].kind, Kind::Noun(noun) if !noun.cases.may_be(Cases::NOMINATIVE) || governed(items, at));
    let mut pending: Option<Op> = None;
    let mut office: Option<Cases> = None;
    let mut last_side: Option<bool> = None;
    let mut participle = false;
    let mut words = 0;
    let mut i = at + 1;
    while i < after && words < CHAIN_WORDS {
        words += 1;
        let item = &items[i];
        match &item.kind {
            Kind::Comma => {
                // A participle goes on with the noun behind a comma; a name behind one is coordinated.
                let next = items.get(i + 1).map(|n| &n.kind);
                let goes_on = matches!(
                    next,
                    Some(Kind::Mark(Op::Addressed | Op::Made | Op::From | Op::FromOrDate | Op::Date | Op::To))
                ) || matches!(next, Some(Kind::Verb(v)) if v.passive || !endings && !v.receives)
                    || matches!(next, Some(Kind::Name { .. }))
                        && last_side.is_some()
                        && !(endings && is_subject(findings, draft.passage, items, i + 1));
                if !goes_on {
                    break;
                }
            }
            Kind::Mark(Op::And) => {
                if !matches!(
                    items.get(i + 1).map(|n| &n.kind),
                    Some(Kind::Name { .. } | Kind::Office(_) | Kind::Date(_) | Kind::Word)
                ) {
                    break;
                }
            }
            Kind::Mark(Op::Subject) => {
                draft.subject = draft.subject.or(subject_after(items, i, after));
                // "Декрет о налогах, принятый …": the participle behind the comma goes on with the noun.
                let comma = (i..after).find(|&c| items[c].kind == Kind::Comma);
                let goes_on = comma.filter(|&c| match items.get(c + 1).map(|n| &n.kind) {
                    Some(Kind::Mark(op)) => matches!(op, Op::Made | Op::Addressed),
                    Some(Kind::Verb(verb)) => verb.passive,
                    _ => false,
                });
                let Some(comma) = goes_on.filter(|&c| c <= i + 8) else { break };
                i = comma;
            }
            Kind::Mark(Op::Addressed | Op::Made) => {
                participle = true;
                pending = None;
                last_side = None;
            }
            Kind::Mark(op) if op.governs() => {
                pending = Some(*op);
                last_side = None;
            }
            Kind::Mark(_) => {}
            Kind::Office(cases) => office = Some(*cases),
            Kind::Date(date) => {
                let own_date = matches!(pending, Some(Op::FromOrDate | Op::Date)) || pending.is_none() && i == at + 1;
                if own_date && draft.date.is_none() {
                    draft.date = Some(*date);
                    draft.date_marked = true;
                    draft.points += 2;
                    draft.reasons.push("the date stands with the noun".into());
                    extend(draft, item.span);
                    used[i] = true;
                } else if participle && draft.date.is_none() {
                    draft.date = Some(*date);
                    draft.points += 1;
                    extend(draft, item.span);
                    used[i] = true;
                }
                pending = None;
            }
            Kind::Verb(verb) if verb.passive || !endings && items[i - 1].kind == Kind::Comma => {
                participle = true;
                pending = None;
                last_side = None;
            }
            Kind::Name { mention, cases } => {
                let coordinated = i > 0 && matches!(items[i - 1].kind, Kind::Comma | Kind::Mark(Op::And));
                if let (true, Some(side), None) = (coordinated, last_side, pending) {
                    let list = if side { &mut draft.from } else { &mut draft.to };
                    list.push(*mention);
                    used[i] = true;
                    extend(draft, item.span);
                    i += 1;
                    continue;
                }
                let behind_word = matches!(items[i - 1].kind, Kind::Word | Kind::Name { .. });
                if !person(findings, *mention)
                    && (office.is_some() || behind_word && cases.is_only(Cases::GENITIVE.with(Cases::ACCUSATIVE)))
                    && i + 1 < after
                    && person_behind(findings, &items[..after], i)
                {
                    // "the commissar of the <country> N. N.", "членам совета фронта N. и N.": the body belongs to the office.
                    used[i] = true;
                    pending = pending.filter(|op| matches!(op, Op::To | Op::From | Op::FromOrDate));
                    i += 1;
                    continue;
                }
                if endings && !bilateral && pending.is_none() && completes_office(findings, items, i) {
                    // "главе совета": the office receives, whoever holds it.
                    used[i] = true;
                    (office, pending, last_side) = (None, None, None);
                    i += 1;
                    continue;
                }
                let tells =
                    matches!(items.get(i + 1).map(|n| &n.kind), Some(Kind::Verb(v)) if !v.passive && !v.converb);
                if (leaves_subject || endings && tells && !draft.from.is_empty())
                    && pending.is_none()
                    && is_subject(findings, draft.passage, items, i)
                {
                    break;
                }
                let cases = office.map_or(*cases, |o| if cases.may_be(o) { cases.and(o) } else { *cases });
                let side = side_in_chain(
                    findings,
                    *mention,
                    cases,
                    pending,
                    bilateral,
                    participle,
                    own,
                    endings,
                    draft,
                    i == at + 1,
                );
                office = None;
                match side {
                    Some((from, reason)) => {
                        let list = if from { &mut draft.from } else { &mut draft.to };
                        list.push(*mention);
                        used[i] = true;
                        draft.points += 2;
                        draft.reasons.push(reason.to_owned());
                        extend(draft, item.span);
                        last_side = Some(from);
                    }
                    None => {
                        if pending.is_none() {
                            break;
                        }
                        last_side = None;
                    }
                }
                let between = pending == Some(Op::Between);
                pending = None;
                if between {
                    last_side = Some(true);
                }
            }
            Kind::Verb(_) | Kind::Noun(_) | Kind::Break | Kind::Dash | Kind::Quote(_) => break,
            Kind::Cite(_) => {}
            Kind::Number => {
                if draft.number.is_none() && i <= at + 3 && pending.is_none() {
                    draft.number = Some(item.span);
                }
            }
            Kind::Word => {}
        }
        i += 1;
    }
    i
}

pub(crate) fn person(findings: &Findings, mention: usize) -> bool {
    findings.mentions[mention].value.name_type == regesta_name::NameType::Person
}

#[allow(clippy::too_many_arguments)]
fn side_in_chain(
    findings: &Findings,
    mention: usize,
    cases: Cases,
    pending: Option<Op>,
    bilateral: bool,
    participle: bool,
    own: bool,
    endings: bool,
    draft: &Draft,
    adjacent: bool,
) -> Option<(bool, &'static str)> {
    let genre = draft.genre.as_deref();
    let party = can_be_party(findings, mention, genre);
    match pending {
        Some(Op::Between) => return Some((true, "it stands between the parties")),
        Some(Op::Party) if bilateral => return Some((true, "the other party of the agreement")),
        Some(Op::To) => return party.then_some((false, "a marker of the addressee stands before the name")),
        // "The Treaty of Paris" is named by its place.
        Some(Op::FromOrDate) if genre == Some("treaty") => return None,
        Some(Op::From | Op::FromOrDate) => {
            return party.then_some((true, "a marker of the sender stands before the name"));
        }
        Some(Op::Into) => {
            let body = findings.mentions[mention].value.name_type == regesta_name::NameType::Body;
            let person_dative = person(findings, mention) && cases.is_only(Cases::DATIVE);
            return (draft.to.is_empty() && (body && !bilateral || person_dative))
                .then_some((false, "it is directed to the body or person behind the preposition"));
        }
        Some(_) => return None,
        None => {}
    }
    if !party || !endings {
        return None;
    }
    if bilateral && participle && cases.may_be(Cases::INSTRUMENTAL) && !cases.is_only(Cases::GENITIVE) {
        return Some((true, "instrumental behind the participle names a party"));
    }
    if bilateral {
        return cases.may_be(Cases::GENITIVE).then_some((true, "the genitive behind the noun names a party"));
    }
    if participle {
        if cases.is_only(Cases::DATIVE) {
            return Some((false, "dative behind the participle"));
        }
        if cases.may_be(Cases::INSTRUMENTAL) && draft.from.is_empty() {
            return Some((true, "instrumental behind the participle names the sender"));
        }
        return (cases.may_be(Cases::DATIVE) && draft.to.is_empty()).then_some((false, "dative behind the participle"));
    }
    if cases.is_only(Cases::DATIVE) {
        return Some((false, "dative behind the noun names the addressee"));
    }
    if cases.may_be(Cases::GENITIVE) && !own && draft.from.is_empty() {
        return Some((true, "genitive behind the noun names the sender"));
    }
    let dative = cases.may_be(Cases::DATIVE) && draft.to.is_empty();
    (dative && (adjacent || !draft.from.is_empty())).then_some((false, "dative behind the noun names the addressee"))
}

/// Words behind "about", "with the request": to the next comma or end.
pub(crate) fn subject_after(items: &[Item], at: usize, end: usize) -> Option<Span> {
    let mut span = items[at].span;
    for item in items[at + 1..end].iter().take(12) {
        match item.kind {
            Kind::Comma
            | Kind::Break
            | Kind::Dash
            | Kind::Quote(_)
            | Kind::Cite(_)
            | Kind::Mark(Op::Clause | Op::Relative) => break,
            _ => span = span.hull(item.span),
        }
    }
    (span != items[at].span).then_some(span)
}

/// Whether an item stands beside a word that joins names: "Rusya ile İran".
fn joined(items: &[Item], i: usize) -> bool {
    let and = |at: Option<usize>| at.and_then(|at| items.get(at)).is_some_and(|x| x.kind == Kind::Mark(Op::And));
    and(i.checked_sub(1)) || and(Some(i + 1))
}

/// What stands before a noun where the language builds to the left: "Lenin'in 5 Mayıs'ta … hükümetine çektiği telgraf".
pub(crate) fn chain_before(
    findings: &Findings,
    items: &[Item],
    before: usize,
    at: usize,
    draft: &mut Draft,
    used: &mut [bool],
) {
    let genre = draft.genre.clone();
    let bilateral = matches!(genre.as_deref(), Some("treaty" | "agreement"));
    let mut later: Option<Op> = None;
    let mut last: Option<bool> = None;
    let mut of_somebody = false;
    for i in (before..at).rev() {
        // "Paris antlaşması": the place without an ending right before the noun names it.
        if bilateral
            && i + 1 == at
            && let Kind::Name { mention, cases } = items[i].kind
            && cases.is_only(Cases::NOMINATIVE)
            && !person(findings, mention)
            && i.checked_sub(1).is_none_or(|b| items[b].kind != Kind::Mark(Op::And))
        {
            draft.called = Some(mention);
            draft.named = true;
            used[i] = true;
            extend(draft, items[i].span);
            continue;
        }
        let item = &items[i];
        match &item.kind {
            Kind::Mark(op @ (Op::FromBefore | Op::ToBefore | Op::BetweenBefore | Op::SubjectBefore)) => {
                later = Some(*op)
            }
            Kind::Mark(Op::And) => {}
            Kind::Date(date) if draft.date.is_none() => {
                draft.date = Some(*date);
                draft.date_marked = at - i <= 3;
                draft.points += if draft.date_marked { 2 } else { 1 };
                draft.reasons.push("the date stands before the noun".into());
                extend(draft, item.span);
                used[i] = true;
            }
            Kind::Name { mention, cases } if can_be_party(findings, *mention, genre.as_deref()) => {
                let coordinated = matches!(items.get(i + 1).map(|n| &n.kind), Some(Kind::Comma | Kind::Mark(Op::And)));
                let side = match later.take() {
                    Some(Op::FromBefore | Op::BetweenBefore) => {
                        Some((true, "a marker of the sender stands behind the name"))
                    }
                    Some(Op::ToBefore) => Some((false, "a marker of the addressee stands behind the name")),
                    Some(_) => None,
                    None if coordinated && last.is_some() => last.map(|side| (side, "joined to the name behind it")),
                    None if bilateral && cases.may_be(Cases::NOMINATIVE.with(Cases::GENITIVE)) && joined(items, i) => {
                        Some((true, "it names a party of the agreement"))
                    }
                    None if cases.is_only(Cases::DATIVE) => Some((false, "the dative names the addressee")),
                    None if draft.his && draft.to.is_empty() && cases.may_be(Cases::DATIVE) => {
                        Some((false, "the dative names the addressee"))
                    }
                    None if cases.is_only(Cases::GENITIVE) && draft.from.is_empty() => {
                        Some((true, "the genitive names the sender"))
                    }
                    None => None,
                };
                if let Some((from, reason)) = side {
                    let list = if from { &mut draft.from } else { &mut draft.to };
                    list.insert(0, *mention);
                    used[i] = true;
                    draft.points += 2;
                    draft.reasons.push(reason.into());
                    extend(draft, item.span);
                }
                last = side.map(|(from, _)| from);
            }
            Kind::Verb(verb) if verb.of_somebody => of_somebody = true,
            Kind::Break => break,
            _ => {}
        }
    }
    draft.his |= of_somebody && draft.from.is_empty() && !draft.somebodys;
}
