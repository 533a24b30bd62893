//! What a verb says: its subject and object, in the active and the passive.

use super::cases::Cases;
use super::items::{Item, Kind, Noun, Op, Verb, can_be_party};
use super::roles::{Draft, extend, pronoun};
use super::syntax::{completes_office, is_verbal};
use super::treaties::parties;
use crate::context::Findings;

/// The verb of the clause: who sends, who receives, where the noun does not say it.
#[allow(clippy::too_many_arguments)]
pub(crate) fn governing_verb(
    findings: &Findings,
    items: &[Item],
    at: usize,
    chain_end: usize,
    noun: &Noun,
    turkic: bool,
    endings: bool,
    draft: &mut Draft,
    used: &mut [bool],
) -> Option<usize> {
    let verb = (0..items.len())
        .filter_map(|i| match &items[i].kind {
            Kind::Verb(verb) => Some((i, verb)),
            _ => None,
        })
        // A participle in the phrase of the noun is read there; one behind a later comma belongs to another noun.
        .filter(|(i, verb)| !(verb.passive && *i > at && (*i < chain_end || items[*i - 1].kind == Kind::Comma)))
        .min_by_key(|(i, _)| i.abs_diff(at));
    draft.dealt = dealt_with(items, at, verb.map(|(i, _)| i));
    let verb = verb.filter(|(_, verb)| !hangs(items, at, noun, verb, turkic, endings, draft));
    let bilateral = matches!(draft.genre.as_deref(), Some("treaty" | "agreement"));
    let arrives = !bilateral
        && items
            .iter()
            .enumerate()
            .any(|(i, item)| item.kind == Kind::Mark(Op::Arrive) && arrival_of(findings, items, i, at));
    if arrives {
        draft.arrives = true;
        draft.reasons.push("what is told is its arrival".into());
        take_received(items, draft, used);
    }
    match verb {
        Some((v, verb)) if verb.receives && !(turkic && draft.genre.as_deref() == Some("decision")) => {
            take_received(items, draft, used);
            let subject = names(findings, items, used, draft.genre.as_deref(), 0..v, endings, true);
            if draft.to.is_empty() && !subject.is_empty() {
                assign(items, draft, used, &subject, false, "the subject of a verb of receiving");
            } else if draft.to.is_empty() {
                draft.receiver_pronoun = items.iter().any(|i| i.kind == Kind::Mark(Op::He));
            }
        }
        Some((v, verb)) if !bilateral => {
            let object =
                noun.cases.may_be(Cases::ACCUSATIVE.with(Cases::INSTRUMENTAL).with(Cases::LOCATIVE)) || !endings;
            if verb.converb && !turkic && endings && object && draft.from.is_empty() && !draft.his {
                subject_of_converb(items, v, draft, used, findings);
            }
            let wanted = draft.from.is_empty() && object;
            verb_roles(findings, items, v, verb, turkic, endings, wanted, draft, used);
        }
        _ if bilateral => {
            let passive = verb.is_some_and(|(_, verb)| verb.passive);
            parties(findings, items, at, passive, turkic, endings, draft, used);
        }
        None if draft.from.is_empty()
            && !draft.dealt
            && !draft.his
            && !arrives
            && endings
            && (noun.cases.may_be(Cases::ACCUSATIVE) || noun.cases.is_only(Cases::INSTRUMENTAL))
            && !governed(items, at) =>
        {
            // "Совет принял решение": any verb, the noun its object.
            let subject = names(findings, items, used, draft.genre.as_deref(), 0..at, endings, true);
            if subject.first().is_some_and(|&s| s.abs_diff(at) <= 12) {
                assign(items, draft, used, &subject, true, "the subject of the clause");
                draft.points -= 1;
            }
        }
        _ => {}
    }
    // "В ноте … министр упрекал": the noun says where he does.
    let place = endings && noun.cases.is_only(Cases::LOCATIVE.with(Cases::DATIVE));
    if draft.from.is_empty() && !draft.his && place && !bilateral && !arrives {
        let mut subject = names(findings, items, used, draft.genre.as_deref(), 0..at, endings, true);
        if subject.is_empty() {
            subject = names(findings, items, used, draft.genre.as_deref(), at + 1..items.len(), endings, true);
        }
        if subject.first().is_some_and(|&s| s.abs_diff(at) <= 12) {
            assign(items, draft, used, &subject, true, "the subject of the clause");
        }
    }
    for (i, item) in items.iter().enumerate() {
        let Kind::Name { mention, .. } = item.kind else { continue };
        if used[i] || i.abs_diff(at) > 12 || !can_be_party(findings, mention, draft.genre.as_deref()) {
            continue;
        }
        let marker = items[..i].iter().rev().take(3).find(|x| !matches!(x.kind, Kind::Word | Kind::Office(_)));
        match marker.map(|m| &m.kind) {
            Some(Kind::Mark(Op::To)) if draft.to.is_empty() => {
                assign(items, draft, used, &[i], false, "a marker of the addressee")
            }
            Some(Kind::Mark(Op::From)) if draft.from.is_empty() && endings => {
                assign(items, draft, used, &[i], true, "a marker of the sender")
            }
            _ => {}
        }
    }
    if draft.genre.as_deref() == Some("decision") && draft.from.is_empty() && !draft.his && !draft.dealt && !turkic {
        sitting(findings, items, at, draft, used);
    }
    if !endings && draft.from.is_empty() && !draft.his && !bilateral && !arrives && !draft.dealt {
        subject_of_object(findings, items, at, draft, used);
    }
    draft.pronoun = pronoun(items);
    verb.map(|(i, _)| i)
}

/// Whether the verb nearest to a noun says nothing of it: the noun depends on another noun or stands behind a
/// preposition, or has a sender of its own beside a verb of writing.
fn hangs(items: &[Item], at: usize, noun: &Noun, verb: &Verb, turkic: bool, endings: bool, draft: &Draft) -> bool {
    if turkic || !endings {
        return false;
    }
    // "Из письма Орлов узнал": what one learns stands behind a preposition.
    if verb.receives && at.checked_sub(1).is_some_and(|b| items[b].kind == Kind::Mark(Op::Preposition)) {
        return false;
    }
    let of_place = noun.cases.may_be(Cases::LOCATIVE.with(Cases::INSTRUMENTAL));
    let object = noun.cases.may_be(Cases::NOMINATIVE.with(Cases::ACCUSATIVE).with(Cases::INSTRUMENTAL));
    let writes = matches!(verb.genre.as_str(), "telegram" | "letter" | "report") && !verb.passive;
    if governed(items, at) { !of_place } else { !object || writes && !of_place && !draft.from.is_empty() }
}

/// Whether what is told is done with a document that was there before.
fn dealt_with(items: &[Item], at: usize, verb: Option<usize>) -> bool {
    let nearest = (0..items.len()).filter(|&i| items[i].kind == Kind::Mark(Op::Dealt)).map(|i| i.abs_diff(at)).min();
    nearest.is_some_and(|near| near <= 10 && verb.is_none_or(|v| near < v.abs_diff(at)))
}

/// "Послав письмо Орлову, князь уехал": the subject stands in the nominative with the main verb.
fn subject_of_converb(items: &[Item], v: usize, draft: &mut Draft, used: &mut [bool], findings: &Findings) {
    let genre = draft.genre.clone();
    let comma = (v..items.len()).find(|&i| items[i].kind == Kind::Comma).unwrap_or(items.len());
    let subject = names(findings, items, used, genre.as_deref(), comma..items.len(), true, true);
    let before = names(findings, items, used, genre.as_deref(), 0..v, true, true);
    let list = if subject.is_empty() { before } else { subject };
    if list.first().is_some_and(|&i| i.abs_diff(v) <= 14) {
        assign(items, draft, used, &list, true, "the subject of the verb that the converb hangs on");
    }
}

/// "At a sitting of the Bureau it was decided": the only body named before the decision, which no marker gives a role.
fn sitting(findings: &Findings, items: &[Item], at: usize, draft: &mut Draft, used: &mut [bool]) {
    let bodies: Vec<usize> = (0..at)
        .filter(|&i| match items[i].kind {
            Kind::Name { mention, .. } => {
                !used[i] && findings.mentions[mention].value.name_type == regesta_name::NameType::Body
            }
            _ => false,
        })
        .collect();
    if let [only] = bodies[..]
        && at - only <= 12
    {
        assign(items, draft, used, &[only], true, "the body whose sitting the clause tells of");
        draft.points -= 1;
    }
}

/// "The envoy complained by letter", "laid before the council a memorandum": in a language without cases the first name
/// of the clause, with a verb between it and the noun.
fn subject_of_object(findings: &Findings, items: &[Item], at: usize, draft: &mut Draft, used: &mut [bool]) {
    let before = items[..at].iter().rev().find(|x| !matches!(x.kind, Kind::Word | Kind::Number));
    if matches!(before.map(|b| &b.kind), Some(Kind::Mark(Op::To | Op::FromOrDate | Op::Date | Op::Between | Op::Party)))
    {
        return;
    }
    let subject = (0..at).find(|&i| matches!(&items[i].kind, Kind::Name { .. }) && !governed(items, i));
    let Some(i) = subject.filter(|&i| at - i <= 14 && !used[i]) else { return };
    let Kind::Name { mention, cases } = items[i].kind else { return };
    let found = &findings.mentions[mention];
    let text = findings.paper.passages[found.passage].reading.text();
    let Some(pack) = findings.pack_at(found.passage, found.span.start) else { return };
    let verb = items[i + 1..at].iter().any(|x| {
        let word = &text[x.span.range()];
        matches!(x.kind, Kind::Verb(_))
            || x.kind == Kind::Word
                && !word.contains(' ')
                && pack.lexicon("verb-ending").ends(word)
                && !pack.lexicon("verb-ending").has(word)
    });
    if verb && cases.may_be(Cases::NOMINATIVE) && !cases.is_only(Cases::GENITIVE) {
        let mut list = vec![i];
        if let [Item { kind: Kind::Mark(Op::And), .. }, Item { kind: Kind::Name { .. }, .. }, ..] = items[i + 1..at] {
            list.push(i + 2);
        }
        assign(items, draft, used, &list, true, "the subject of the clause");
    }
}

/// Whether the arrival told by item `mark` is that of the document at `at`, not of the person named before the verb.
fn arrival_of(findings: &Findings, items: &[Item], mark: usize, at: usize) -> bool {
    let traveller = mark > 0
        && at > mark + 3
        && matches!(&items[mark - 1].kind, Kind::Name { mention, cases }
            if super::chain::person(findings, *mention) && cases.may_be(Cases::NOMINATIVE) && !governed(items, mark - 1));
    mark.abs_diff(at) <= 12 && !traveller
}

fn take_received(items: &[Item], draft: &mut Draft, used: &mut [bool]) {
    for (i, item) in items.iter().enumerate() {
        if let Kind::Date(date) = item.kind
            && !used[i]
            && draft.received.is_none()
        {
            draft.received = Some(date);
            draft.points += 1;
            used[i] = true;
            extend(draft, item.span);
        }
    }
}

/// Names in a stretch that no preposition governs and that stand, or may stand, in the nominative; with those joined to
/// the first one.
pub(crate) fn names(
    findings: &Findings,
    items: &[Item],
    used: &[bool],
    genre: Option<&str>,
    range: std::ops::Range<usize>,
    endings: bool,
    subject: bool,
) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for i in range {
        let Kind::Name { mention, cases } = &items[i].kind else { continue };
        if used[i]
            || governed(items, i)
            || !can_be_party(findings, *mention, genre)
            || endings && completes_office(findings, items, i)
        {
            continue;
        }
        if subject && endings && !cases.may_be(Cases::NOMINATIVE) {
            continue;
        }
        if let Some(&last) = out.last() {
            let joined = items[last + 1..i].iter().all(|x| {
                // A converb between them begins another phrase: "Орлов, упрекая министерство".
                let word = x.kind == Kind::Word && !is_verbal(findings, findings.mentions[*mention].passage, x);
                word || matches!(x.kind, Kind::Comma | Kind::Mark(Op::And) | Kind::Office(_))
            }) && items[last + 1..i].iter().any(|x| matches!(x.kind, Kind::Comma | Kind::Mark(Op::And)));
            if !joined || i - last > 4 {
                break;
            }
        }
        out.push(i);
    }
    out
}

/// Whether a preposition stands before a name, adjectives and offices between.
pub(crate) fn governed(items: &[Item], at: usize) -> bool {
    for item in items[..at].iter().rev().take(4) {
        match &item.kind {
            Kind::Mark(op) if op.governs() => return true,
            Kind::Word | Kind::Office(_) => {}
            _ => return false,
        }
    }
    false
}

pub(crate) fn assign(items: &[Item], draft: &mut Draft, used: &mut [bool], list: &[usize], from: bool, reason: &str) {
    for &i in list {
        if let Kind::Name { mention, .. } = items[i].kind {
            let side = if from { &mut draft.from } else { &mut draft.to };
            if !side.contains(&mention) {
                side.push(mention);
            }
            used[i] = true;
            extend(draft, items[i].span);
        }
    }
    draft.points += 2;
    draft.reasons.push(reason.to_owned());
}

/// Sender and addressee of an active or passive verb.
#[allow(clippy::too_many_arguments)]
pub(crate) fn verb_roles(
    findings: &Findings,
    items: &[Item],
    v: usize,
    verb: &Verb,
    turkic: bool,
    endings: bool,
    from_wanted: bool,
    draft: &mut Draft,
    used: &mut [bool],
) {
    let genre = draft.genre.clone();
    let genre = genre.as_deref();
    extend(draft, items[v].span);
    draft.reply |= verb.reply && draft.by_verb;
    let free: Vec<(usize, Cases)> = items
        .iter()
        .enumerate()
        .filter_map(|(i, item)| match &item.kind {
            Kind::Name { mention, cases }
                if !used[i]
                    && can_be_party(findings, *mention, genre)
                    && (turkic || !completes_office(findings, items, i)) =>
            {
                Some((i, *cases))
            }
            _ => None,
        })
        .collect();
    let marked = |i: usize| {
        items[..i].iter().rev().take(3).find_map(|x| match x.kind {
            Kind::Mark(op) if op.governs() => Some(Some(op)),
            Kind::Word | Kind::Office(_) | Kind::Mark(Op::Addressed) => None,
            _ => Some(None),
        })
    };
    let mut from: Vec<usize> = Vec::new();
    let mut to: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for run in coordinated(items, &free) {
        let first = run[0].0;
        let governor = marked(first).flatten();
        let addressed = first > 0 && items[first - 1].kind == Kind::Mark(Op::Addressed);
        let is = |case: Cases| run.iter().any(|(_, cases)| cases.is_only(case));
        let may = |case: Cases| run.iter().all(|(_, cases)| cases.may_be(case));
        let side = match governor {
            Some(Op::To) => 2,
            Some(Op::From) => 1,
            Some(Op::Into) if verb.genre == "appeal" && may(Cases::DATIVE) => 2,
            Some(_) => 0,
            None if addressed => 2,
            // What stands before a converb is the subject of the main verb.
            None if verb.converb && endings && !turkic && first < v => 0,
            // "Послав Орлову письмо": what stands with the converb receives, its subject stands elsewhere.
            None if verb.converb && first > v && first <= v + 3 && may(Cases::DATIVE) && !is(Cases::NOMINATIVE) => 2,
            None if !endings => {
                if is(Cases::GENITIVE) {
                    0
                } else if first < v {
                    1
                } else {
                    2 * u8::from(first <= v + 3)
                }
            }
            None if verb.passive => {
                if is(Cases::INSTRUMENTAL) || first > v && may(Cases::INSTRUMENTAL) && !is(Cases::DATIVE) {
                    1
                } else {
                    2 * u8::from(may(Cases::DATIVE))
                }
            }
            None if is(Cases::NOMINATIVE) || may(Cases::NOMINATIVE) && !may(Cases::DATIVE) => 1,
            None if may(Cases::NOMINATIVE) => 3,
            None if may(Cases::DATIVE) && (turkic || is(Cases::DATIVE) || !may(Cases::GENITIVE)) => 2,
            // "Предъявило Армении ультиматум": right behind the verb, before its object, it hangs on nothing else.
            None if may(Cases::DATIVE) && first == v + 1 && !draft.by_verb => 2,
            None if may(Cases::ACCUSATIVE) && first > v && first <= v + 3 && draft.by_verb => 2,
            None => 0,
        };
        let places = run.iter().map(|(i, _)| *i);
        match side {
            1 => from.extend(places),
            2 => to.extend(places),
            3 => open.extend(places),
            _ => {}
        }
    }
    from = near(items, from, v);
    if !open.is_empty() {
        let joined_run = |list: &[usize]| {
            let mut run = vec![list[0]];
            for &i in &list[1..] {
                let at = run[run.len() - 1];
                if items[at + 1..i].iter().all(|x| matches!(x.kind, Kind::Comma | Kind::Mark(Op::And))) {
                    run.push(i);
                } else {
                    break;
                }
            }
            run
        };
        let first = joined_run(&open);
        let rest: Vec<usize> = open[first.len()..].to_vec();
        if from.is_empty() && from_wanted && !verb.passive && pronoun(items) == 0 && !draft.his {
            from = first;
            if to.is_empty() && !rest.is_empty() {
                to = joined_run(&rest);
            }
        } else if to.is_empty() {
            to = first;
        }
    }
    if from_wanted && !from.is_empty() && draft.from.is_empty() {
        assign(items, draft, used, &from, true, "the subject of a verb of sending or saying");
    }
    let to: Vec<usize> = near(items, to, v);
    if draft.to.is_empty() && !to.is_empty() {
        assign(items, draft, used, &to, false, "the dative of a verb of sending or saying");
    }
    if items.iter().any(|i| i.kind == Kind::Mark(Op::ToHim)) {
        draft.to_pronoun = true;
    }
    if items.iter().any(|i| i.kind == Kind::Mark(Op::Reply)) {
        draft.reply = true;
    }
}

/// Names in runs that a comma or "and" joins.
fn coordinated(items: &[Item], names: &[(usize, Cases)]) -> Vec<Vec<(usize, Cases)>> {
    let mut runs: Vec<Vec<(usize, Cases)>> = Vec::new();
    for &(i, cases) in names {
        let joined = runs.last().and_then(|run| run.last()).is_some_and(|&(before, _)| {
            let between = &items[before + 1..i];
            !between.is_empty()
                && between.len() <= 3
                && between.iter().any(|x| matches!(x.kind, Kind::Comma | Kind::Mark(Op::And)))
                && between.iter().all(|x| matches!(x.kind, Kind::Comma | Kind::Mark(Op::And) | Kind::Word))
        });
        match runs.last_mut() {
            Some(run) if joined => run.push((i, cases)),
            _ => runs.push(vec![(i, cases)]),
        }
    }
    runs
}

/// Of names with one role the run nearest to the verb.
fn near(items: &[Item], list: Vec<usize>, v: usize) -> Vec<usize> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for i in list {
        match runs.last_mut() {
            Some(run)
                if i - run[run.len() - 1] <= 4
                    && items[run[run.len() - 1] + 1..i]
                        .iter()
                        .any(|x| matches!(x.kind, Kind::Comma | Kind::Mark(Op::And)))
                    && items[run[run.len() - 1] + 1..i].iter().all(|x| {
                        matches!(x.kind, Kind::Comma | Kind::Mark(Op::And) | Kind::Office(_) | Kind::Word)
                    }) =>
            {
                run.push(i)
            }
            _ => runs.push(vec![i]),
        }
    }
    runs.into_iter().min_by_key(|run| run.iter().map(|i| i.abs_diff(v)).min().unwrap_or(usize::MAX)).unwrap_or_default()
}
