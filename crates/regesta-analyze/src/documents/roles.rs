//! Who sent a document and who received it: by case, by markers, by the order of words last.

use regesta_text::Span;

use super::cases::Cases;
use super::items::{Item, Kind, Noun, Op, Verb, can_be_party};
use crate::context::Findings;

/// A document as one sentence speaks of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) genre: Option<String>,
    pub(crate) from: Vec<usize>,
    pub(crate) to: Vec<usize>,
    pub(crate) date: Option<usize>,
    /// The date is said to be the document's own ("of 5 May"), not only told in its clause.
    pub(crate) date_marked: bool,
    pub(crate) received: Option<usize>,
    pub(crate) span: Span,
    pub(crate) anchor: Span,
    pub(crate) subject: Option<Span>,
    pub(crate) number: Option<Span>,
    pub(crate) quotation: Option<usize>,
    pub(crate) citation: Option<usize>,
    pub(crate) reply: bool,
    pub(crate) again: bool,
    /// A proper name: "the Treaty of X", "Московский договор".
    pub(crate) named: bool,
    pub(crate) his: bool,
    /// The subject is a pronoun: one person (1) or several (2).
    pub(crate) pronoun: u8,
    pub(crate) to_pronoun: bool,
    pub(crate) by_verb: bool,
    pub(crate) speech_verb: bool,
    pub(crate) weak: bool,
    pub(crate) plural: bool,
    pub(crate) draft: bool,
    pub(crate) intercepted: bool,
    /// Points for and against its being a document.
    pub(crate) points: i32,
    pub(crate) reasons: Vec<String>,
    /// Set from earlier sentences.
    pub(crate) resolved: bool,
    pub(crate) reply_to: Option<usize>,
    pub(crate) inherited: bool,
    pub(crate) inherited_date: Option<String>,
    pub(crate) inherited_received: Option<String>,
}

/// Words after a noun in which its sender, addressee and date may stand.
const CHAIN_WORDS: usize = 24;

/// The documents of one sentence.
pub(crate) fn drafts(findings: &Findings, items: &[Item], turkic: bool, endings: bool) -> Vec<Draft> {
    let mut out = Vec::new();
    for clause in clauses(items) {
        clause_drafts(findings, &items[clause], turkic, endings, &mut out);
    }
    out
}

/// Stretches between `;`, `:` and words that open a clause. A clause shorter than a few words stays with the one before.
fn clauses(items: &[Item]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, item) in items.iter().enumerate() {
        let opens = item.kind == Kind::Mark(Op::Clause) && i > 0;
        let breaks = item.kind == Kind::Break
            && !matches!(items.get(i + 1).map(|n| &n.kind), Some(Kind::Quote(_)) | None)
            && !matches!(items.get(i + 1).map(|n| &n.kind), Some(Kind::Break | Kind::Cite(_)));
        if opens || breaks {
            if i > start {
                out.push(start..i);
            }
            start = i;
        }
    }
    if start < items.len() {
        out.push(start..items.len());
    }
    out
}

fn clause_drafts(findings: &Findings, items: &[Item], turkic: bool, endings: bool, out: &mut Vec<Draft>) {
    let nouns: Vec<usize> = (0..items.len()).filter(|&i| matches!(items[i].kind, Kind::Noun(_))).collect();
    let mut used = vec![false; items.len()];
    let mut found: Vec<(usize, Draft, usize)> = Vec::new();
    for (n, &at) in nouns.iter().enumerate() {
        let Kind::Noun(noun) = &items[at].kind else { continue };
        let before = if n == 0 { 0 } else { nouns[n - 1] + 1 };
        let after = nouns.get(n + 1).copied().unwrap_or(items.len());
        let mut draft = Draft {
            genre: noun.genre.clone(),
            span: items[at].span,
            anchor: items[at].span,
            weak: noun.weak,
            plural: noun.plural_only,
            draft: noun.draft,
            named: noun.named,
            reply: noun.genre.is_none(),
            ..Draft::default()
        };
        let mut own = false;
        for item in items[before..at].iter().rev().take(4) {
            match item.kind {
                Kind::Mark(Op::Reply) => draft.reply = true,
                Kind::Mark(Op::Again) => draft.again = true,
                Kind::Mark(Op::Own) => own = true,
                Kind::Mark(Op::His) => draft.his = true,
                Kind::Mark(Op::Draft) => draft.draft = true,
                Kind::Mark(Op::Intercepted) => draft.intercepted = true,
                Kind::Word | Kind::Number => {}
                _ => break,
            }
        }
        let end = if turkic {
            chain_before(findings, items, before, at, noun, &mut draft, &mut used);
            at + 1
        } else {
            possessor_before(items, before, at, endings, &mut draft, &mut used);
            chain_after(findings, items, at, after, own, endings, &mut draft, &mut used)
        };
        found.push((at, draft, end));
    }
    for (at, draft, end) in &mut found {
        let Kind::Noun(noun) = &items[*at].kind else { continue };
        governing_verb(findings, items, *at, *end, noun, turkic, endings, draft, &mut used);
    }
    if found.is_empty()
        && let Some(draft) = verb_draft(findings, items, turkic, endings, &mut used)
    {
        found.push((0, draft, items.len()));
    }
    let count = found.len();
    for (position, (_, mut draft, _)) in found.into_iter().enumerate() {
        clause_date(items, &mut draft, &mut used, turkic);
        for item in items {
            match item.kind {
                Kind::Quote(q) if position + 1 == count => draft.quotation = draft.quotation.or(Some(q)),
                Kind::Cite(c) if item.span.start > draft.anchor.end => draft.citation = draft.citation.or(Some(c)),
                _ => {}
            }
        }
        out.push(draft);
    }
}

/// The genitive before an English noun ("Curzon's answer").
fn possessor_before(items: &[Item], before: usize, at: usize, endings: bool, draft: &mut Draft, used: &mut [bool]) {
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

fn extend(draft: &mut Draft, span: Span) {
    draft.span = draft.span.hull(span);
}

/// Names and dates that hang on a noun to its right: "телеграмма Ленина Троцкому от 4 мая".
#[allow(clippy::too_many_arguments)]
fn chain_after(
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
                let goes_on =
                    matches!(next, Some(Kind::Mark(Op::Addressed | Op::From | Op::FromOrDate | Op::Date | Op::To)))
                        || matches!(next, Some(Kind::Verb(v)) if v.passive)
                        || matches!(next, Some(Kind::Name { .. })) && last_side.is_some();
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
                draft.subject = subject_after(items, i, after);
                break;
            }
            Kind::Mark(Op::Addressed) => {
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
            Kind::Verb(verb) if verb.passive => {
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
                if office.is_some() && !person(findings, *mention) && person_follows(findings, items, i, after) {
                    // "the commissar of the <country> N. N.": the country belongs to the office.
                    used[i] = true;
                    pending = pending.filter(|op| matches!(op, Op::To | Op::From | Op::FromOrDate));
                    i += 1;
                    continue;
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

fn person(findings: &Findings, mention: usize) -> bool {
    findings.mentions[mention].value.name_type == regesta_name::NameType::Person
}

fn person_follows(findings: &Findings, items: &[Item], at: usize, end: usize) -> bool {
    for item in &items[at + 1..end.min(at + 6)] {
        match &item.kind {
            Kind::Name { mention, .. } if person(findings, *mention) => return true,
            Kind::Word | Kind::Name { .. } => {}
            _ => return false,
        }
    }
    false
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
fn subject_after(items: &[Item], at: usize, end: usize) -> Option<Span> {
    let mut span = items[at].span;
    for item in items[at + 1..end].iter().take(12) {
        match item.kind {
            Kind::Comma | Kind::Break | Kind::Dash | Kind::Quote(_) | Kind::Cite(_) | Kind::Mark(Op::Clause) => break,
            _ => span = span.hull(item.span),
        }
    }
    (span != items[at].span).then_some(span)
}

/// What stands before a noun where the language builds to the left: "Lenin'in 5 Mayıs'ta … hükümetine çektiği telgraf".
fn chain_before(
    findings: &Findings,
    items: &[Item],
    before: usize,
    at: usize,
    noun: &Noun,
    draft: &mut Draft,
    used: &mut [bool],
) {
    let genre = draft.genre.clone();
    let bilateral = matches!(genre.as_deref(), Some("treaty" | "agreement"));
    let _ = noun;
    let mut later: Option<Op> = None;
    let mut last: Option<bool> = None;
    for i in (before..at).rev() {
        let item = &items[i];
        match &item.kind {
            Kind::Mark(op @ (Op::FromBefore | Op::ToBefore | Op::BetweenBefore | Op::SubjectBefore)) => {
                later = Some(*op)
            }
            Kind::Mark(Op::And) => {}
            Kind::Date(date) => {
                if draft.date.is_none() {
                    draft.date = Some(*date);
                    draft.date_marked = at - i <= 3;
                    draft.points += if draft.date_marked { 2 } else { 1 };
                    draft.reasons.push("the date stands before the noun".into());
                    extend(draft, item.span);
                    used[i] = true;
                }
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
                    None if bilateral && cases.may_be(Cases::NOMINATIVE.with(Cases::GENITIVE)) => {
                        Some((true, "it names a party of the agreement"))
                    }
                    None if cases.is_only(Cases::DATIVE) => Some((false, "the dative names the addressee")),
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
            Kind::Break => break,
            _ => {}
        }
    }
}

/// The verb of the clause: who sends, who receives, where the noun does not say it.
#[allow(clippy::too_many_arguments)]
fn governing_verb(
    findings: &Findings,
    items: &[Item],
    at: usize,
    chain_end: usize,
    noun: &Noun,
    turkic: bool,
    endings: bool,
    draft: &mut Draft,
    used: &mut [bool],
) {
    let verb = (0..items.len())
        .filter_map(|i| match &items[i].kind {
            Kind::Verb(verb) => Some((i, verb)),
            _ => None,
        })
        .filter(|(i, verb)| !(verb.passive && *i > at && *i < chain_end))
        .min_by_key(|(i, _)| i.abs_diff(at));
    let bilateral = matches!(draft.genre.as_deref(), Some("treaty" | "agreement"));
    let arrives = items.iter().enumerate().any(|(i, item)| item.kind == Kind::Mark(Op::Arrive) && i.abs_diff(at) <= 12);
    if arrives {
        draft.reasons.push("what is told is its arrival".into());
        take_received(items, draft, used);
    }
    match verb {
        Some((v, verb)) if verb.receives => {
            take_received(items, draft, used);
            let subject = names(findings, items, used, draft.genre.as_deref(), 0..v, endings, true);
            if draft.to.is_empty() && !subject.is_empty() {
                assign(items, draft, used, &subject, false, "the subject of a verb of receiving");
            } else if draft.to.is_empty() {
                draft.to_pronoun = items.iter().any(|i| i.kind == Kind::Mark(Op::He));
            }
        }
        Some((v, verb)) if !bilateral => {
            let object =
                noun.cases.may_be(Cases::ACCUSATIVE.with(Cases::INSTRUMENTAL).with(Cases::LOCATIVE)) || !endings;
            let wanted = draft.from.is_empty() && object;
            verb_roles(findings, items, v, verb, turkic, endings, wanted, draft, used);
        }
        _ if bilateral => other_party(findings, items, at, draft, used),
        None if draft.from.is_empty() && !arrives && endings => {
            // "Совет принял решение": any verb, the noun its object. "В ноте … министр упрекал": the noun where he does.
            let object = noun.cases.may_be(Cases::ACCUSATIVE);
            let place = noun.cases.is_only(Cases::LOCATIVE.with(Cases::DATIVE));
            let mut subject = Vec::new();
            if object || place {
                subject = names(findings, items, used, draft.genre.as_deref(), 0..at, endings, true);
            }
            if subject.is_empty() && place {
                subject = names(findings, items, used, draft.genre.as_deref(), at + 1..items.len(), endings, true);
            }
            if subject.first().is_some_and(|&s| s.abs_diff(at) <= 12) {
                assign(items, draft, used, &subject, true, "the subject of the clause");
                draft.points -= i32::from(object);
            }
        }
        None => {}
        _ => {}
    }
    for (i, item) in items.iter().enumerate() {
        let Kind::Name { mention, .. } = item.kind else { continue };
        if used[i] || i.abs_diff(at) > 12 || !can_be_party(findings, mention, draft.genre.as_deref()) {
            continue;
        }
        let marker = items[..i].iter().rev().take(3).find(|x| !matches!(x.kind, Kind::Word | Kind::Office(_)));
        match marker.map(|m| &m.kind) {
            Some(Kind::Mark(Op::To)) if draft.to.is_empty() && endings => {
                assign(items, draft, used, &[i], false, "a marker of the addressee")
            }
            Some(Kind::Mark(Op::From)) if draft.from.is_empty() && endings => {
                assign(items, draft, used, &[i], true, "a marker of the sender")
            }
            _ => {}
        }
    }
    draft.pronoun = pronoun(items);
}

/// The first party of an agreement "with" another: the nearest state or body before it, as subject or doer.
fn other_party(findings: &Findings, items: &[Item], at: usize, draft: &mut Draft, used: &mut [bool]) {
    if draft.from.len() != 1 {
        return;
    }
    let doer = Cases::NOMINATIVE.with(Cases::INSTRUMENTAL).with(Cases::GENITIVE);
    let nearest = (0..at).rev().find(|&i| match &items[i].kind {
        Kind::Name { mention, cases } => {
            !used[i] && !person(findings, *mention) && cases.may_be(doer) && !governed(items, i)
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

fn pronoun(items: &[Item]) -> u8 {
    if items.iter().any(|i| i.kind == Kind::Mark(Op::They)) {
        2
    } else {
        u8::from(items.iter().any(|i| i.kind == Kind::Mark(Op::He)))
    }
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
fn names(
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
        if used[i] || governed(items, i) || !can_be_party(findings, *mention, genre) {
            continue;
        }
        if subject && endings && !cases.may_be(Cases::NOMINATIVE) {
            continue;
        }
        if let Some(&last) = out.last() {
            let joined = items[last + 1..i]
                .iter()
                .all(|x| matches!(x.kind, Kind::Comma | Kind::Mark(Op::And) | Kind::Office(_) | Kind::Word))
                && items[last + 1..i].iter().any(|x| matches!(x.kind, Kind::Comma | Kind::Mark(Op::And)));
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

fn assign(items: &[Item], draft: &mut Draft, used: &mut [bool], list: &[usize], from: bool, reason: &str) {
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
fn verb_roles(
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
    let free: Vec<(usize, Cases)> = items
        .iter()
        .enumerate()
        .filter_map(|(i, item)| match &item.kind {
            Kind::Name { mention, cases } if !used[i] && can_be_party(findings, *mention, genre) => Some((i, *cases)),
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
        if from.is_empty() && from_wanted && !verb.passive && pronoun(items) == 0 {
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

/// A document that only a verb tells of: "17 марта Ленин телеграфировал Орджоникидзе".
fn verb_draft(findings: &Findings, items: &[Item], turkic: bool, endings: bool, used: &mut [bool]) -> Option<Draft> {
    let strength = |verb: &Verb| match verb.genre.as_str() {
        "any" => 1,
        "speech" => 0,
        _ => 2,
    };
    let mut best: Option<(usize, &Verb)> = None;
    for (i, item) in items.iter().enumerate() {
        if let Kind::Verb(verb) = &item.kind
            && !verb.receives
            && best.is_none_or(|(_, b)| strength(verb) > strength(b))
        {
            best = Some((i, verb));
        }
    }
    let (v, verb) = best?;
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
    Some(draft)
}

/// A date told in the clause, where the document has none of its own: the nearest before the verb or noun.
fn clause_date(items: &[Item], draft: &mut Draft, used: &mut [bool], turkic: bool) {
    if draft.date.is_some() || draft.received.is_some() || draft.again {
        return;
    }
    let at = items.iter().position(|i| i.span.start >= draft.anchor.start).unwrap_or(items.len());
    let mut best: Option<(usize, usize)> = None;
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
        if prepositional {
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
