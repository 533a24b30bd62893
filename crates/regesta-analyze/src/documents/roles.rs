//! Who sent a document and who received it: by case, by markers, by the order of words last.

use regesta_lang::lower;
use regesta_text::Span;

use super::cases::{Cases, by_ending};
use super::chain::{chain_after, chain_before, person, possessor_before};
use super::clause_date::clause_date;
use super::holders::OfficeAt;
use super::items::{Item, Kind, Op, Verb};
use super::states::states_of_adjective;
use super::syntax::{is_predicate, is_subject};
use super::told::{beside, verb_draft};
use super::vacant::{office_as_addressee, office_as_sender};
use super::verb::governing_verb;
use crate::context::Findings;

/// A document as one sentence speaks of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub(crate) passage: usize,
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
    /// The noun does not say its kind: an answer.
    pub(crate) kindless: bool,
    /// "Between these states": the parties were named before.
    pub(crate) between_them: bool,
    /// An agreement that adds to the one before.
    pub(crate) supplement: bool,
    pub(crate) again: bool,
    /// A further document of the kind spoken of before.
    pub(crate) another: bool,
    /// A proper name: "the Treaty of X", "Московский договор".
    pub(crate) named: bool,
    pub(crate) his: bool,
    /// The subject is a pronoun: one person (1) or several (2).
    pub(crate) pronoun: u8,
    /// It is somebody's who is not named: "bir subayın mektubu".
    pub(crate) somebodys: bool,
    /// "He and N. signed": the pronoun is a party too.
    pub(crate) he_too: bool,
    pub(crate) to_pronoun: bool,
    /// The subject of a verb of receiving is a pronoun.
    pub(crate) receiver_pronoun: bool,
    /// An office without a name that sends: "the emperor wrote".
    pub(crate) office: Option<OfficeAt>,
    /// An office without a name that receives.
    pub(crate) to_office: Option<OfficeAt>,
    /// Told by a verb in a clause where nouns tell of other documents.
    pub(crate) beside: bool,
    /// What is told is its arrival.
    pub(crate) arrives: bool,
    /// The verb is passive: who sends need not be named.
    pub(crate) passive: bool,
    /// What is told is done with a document that was there before.
    pub(crate) dealt: bool,
    /// Names that a treaty may be called by later: "Treaty of X", the place where it was signed.
    pub(crate) names: Vec<String>,
    /// The place that stands right before a Turkic treaty and names it.
    pub(crate) called: Option<usize>,
    /// The name that it is called by here.
    pub(crate) name: Option<String>,
    /// The item that its clause begins with.
    pub(crate) clause: usize,
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

/// The documents of one sentence.
pub(crate) fn drafts(findings: &Findings, passage: usize, items: &[Item], turkic: bool, endings: bool) -> Vec<Draft> {
    let mut out = Vec::new();
    for clause in clauses(findings, passage, items, endings && !turkic) {
        let (before, start) = (out.len(), clause.start);
        clause_drafts(findings, passage, &items[clause], turkic, endings, &mut out);
        out[before..].iter_mut().for_each(|draft| draft.clause = start);
    }
    out
}

/// Stretches between `;`, `:`, words that open a clause, and commas behind which a clause has a subject of its own ("…, and
/// he assured the people").
pub(crate) fn clauses(
    findings: &Findings,
    passage: usize,
    items: &[Item],
    endings: bool,
) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (i, item) in items.iter().enumerate() {
        let opens = i > 0
            && (item.kind == Kind::Mark(Op::Clause)
                || item.kind == Kind::Mark(Op::Relative) && !of_noun(&items[start..], i - start));
        let breaks = item.kind == Kind::Break
            && !matches!(items.get(i + 1).map(|n| &n.kind), Some(Kind::Quote(_)) | None)
            && !matches!(items.get(i + 1).map(|n| &n.kind), Some(Kind::Break | Kind::Cite(_)));
        let told = item.kind == Kind::Comma && new_subject(findings, passage, &items[start..], i - start, endings);
        if opens || breaks || told {
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

/// Whether the relative clause that begins at item `i` tells of a document right before it: "письмо, в котором Орлов просил".
fn of_noun(items: &[Item], i: usize) -> bool {
    let before = items[..i].iter().rev().take(3);
    let noun = before.into_iter().find(|x| {
        !matches!(
            x.kind,
            Kind::Comma | Kind::Mark(Op::Into | Op::Preposition | Op::Party | Op::Subject | Op::To | Op::Date)
        )
    });
    noun.is_some_and(|x| matches!(x.kind, Kind::Noun(_)))
}

/// Whether behind the comma at item `i` another subject stands with its verb, and a verb stands before the comma. Where
/// cases do not show the subject, a conjunction must stand behind the comma.
fn new_subject(findings: &Findings, passage: usize, items: &[Item], i: usize, endings: bool) -> bool {
    let joined = items.get(i + 1).is_some_and(|x| x.kind == Kind::Mark(Op::And));
    let next = i + 1 + usize::from(joined);
    let own = match items.get(next).map(|x| &x.kind) {
        Some(Kind::Mark(Op::He | Op::They)) => {
            items[next + 1..].iter().take(3).any(|x| is_predicate(findings, passage, x))
        }
        Some(Kind::Name { mention, .. }) => person(findings, *mention) && is_subject(findings, passage, items, next),
        _ => false,
    };
    own && (endings || joined) && items[..i].iter().any(|x| is_predicate(findings, passage, x))
}

fn clause_drafts(
    findings: &Findings,
    passage: usize,
    items: &[Item],
    turkic: bool,
    endings: bool,
    out: &mut Vec<Draft>,
) {
    let nouns: Vec<usize> = (0..items.len()).filter(|&i| matches!(items[i].kind, Kind::Noun(_))).collect();
    let mut used = vec![false; items.len()];
    let mut found: Vec<(usize, Draft, usize)> = Vec::new();
    for (n, &at) in nouns.iter().enumerate() {
        let Kind::Noun(noun) = &items[at].kind else { continue };
        let before = if n == 0 { 0 } else { nouns[n - 1] + 1 };
        let after = nouns.get(n + 1).copied().unwrap_or(items.len());
        let mut draft = Draft {
            genre: noun.genre.clone(),
            passage,
            span: items[at].span,
            anchor: items[at].span,
            weak: noun.weak,
            plural: noun.plural_only,
            draft: noun.draft,
            named: noun.named || place_behind(findings, items, at),
            reply: noun.reply,
            kindless: noun.genre.is_none(),
            ..Draft::default()
        };
        let mut own = false;
        for item in items[before..at].iter().rev().take(4) {
            match item.kind {
                Kind::Mark(Op::Reply) => draft.reply = true,
                Kind::Mark(Op::Again) => draft.again = true,
                Kind::Mark(Op::Another) => draft.another = true,
                Kind::Mark(Op::Supplement) => draft.supplement = true,
                Kind::Mark(Op::Own) => own = true,
                // In "его письмо Орлову" the sender is the pronoun.
                Kind::Mark(Op::His) => (draft.his, own) = (true, true),
                Kind::Mark(Op::Draft) => draft.draft = true,
                Kind::Mark(Op::Intercepted) => draft.intercepted = true,
                Kind::Word | Kind::Number => {}
                _ => break,
            }
        }
        if turkic {
            before_turkic_noun(findings, &items[before..at], &mut draft);
        }
        let end = if turkic {
            chain_before(findings, items, before, at, &mut draft, &mut used);
            at + 1
        } else {
            possessor_before(items, before, at, endings, &mut draft, &mut used);
            chain_after(findings, items, at, after, own, endings, &mut draft, &mut used)
        };
        if let Some(other) = coordinated_name(findings, items, at, &draft) {
            found.push((at - 3, other, end));
        }
        found.push((at, draft, end));
    }
    let mut claimed = Vec::new();
    for (at, draft, end) in &mut found {
        let Kind::Noun(noun) = &items[*at].kind else { continue };
        states_of_adjective(findings, items, *at, draft);
        claimed.extend(governing_verb(findings, items, *at, *end, noun, turkic, endings, draft, &mut used));
        named_by(findings, items, *at, draft, &used);
        // "Ещё одна телеграмма, от главы совета": who sent it is said, though not by name.
        let of_office = |w: &[Item]| w[0].kind == Kind::Mark(Op::FromOrDate) && matches!(w[1].kind, Kind::Office(_));
        draft.somebodys |= endings && !turkic && items[*at..].windows(2).take(8).any(of_office);
        draft.he_too = items.windows(3).any(|w| {
            w[0].kind == Kind::Mark(Op::He)
                && w[1].kind == Kind::Mark(Op::And)
                && matches!(w[2].kind, Kind::Name { mention, .. } if draft.from.contains(&mention))
        });
        states_before_persons(findings, draft);
        draft.between_them = items.iter().enumerate().any(|(i, x)| {
            x.kind == Kind::Mark(Op::Between)
                && i.abs_diff(*at) <= 12
                && !items[i + 1..].iter().take(4).any(|x| matches!(x.kind, Kind::Name { .. }))
        });
        if draft.from.is_empty() {
            draft.office = office_as_sender(findings, items, *at, turkic, endings);
        }
        if draft.to.is_empty() {
            draft.to_office = office_as_addressee(findings, items, *at, endings);
        }
    }
    if found.is_empty()
        && let Some(draft) = verb_draft(findings, items, turkic, endings, &mut used)
    {
        found.push((0, draft, items.len()));
    } else if !found.is_empty() {
        for (v, draft) in beside(findings, items, &claimed, turkic, endings, &mut used) {
            found.push((v, draft, items.len()));
        }
        found.sort_by_key(|(at, _, _)| *at);
    }
    if turkic {
        found.iter_mut().for_each(|(_, draft, _)| dropped_subject(findings, items, draft));
    }
    let count = found.len();
    for (position, (_, mut draft, _)) in found.into_iter().enumerate() {
        draft.passage = passage;
        clause_date(findings, items, &mut draft, &mut used, turkic, endings);
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

/// Pronouns anywhere before a noun in a language that builds to the left: "onun … yazdığı mektup", "kendisine gönderilen emir".
fn before_turkic_noun(findings: &Findings, items: &[Item], draft: &mut Draft) {
    let at = |op: Op| items.iter().rposition(|i| i.kind == Kind::Mark(op));
    // What stands before another clause of the sentence is of that clause.
    let edge = items.iter().rposition(|i| matches!(i.kind, Kind::Break | Kind::Verb(Verb { converb: true, .. })));
    let here = |at: Option<usize>| at.is_some_and(|at| edge.is_none_or(|edge| at > edge));
    if here(at(Op::His)) {
        draft.his = true;
    }
    if here(at(Op::ToHim)) {
        draft.to_pronoun = true;
        draft.his = false;
        // "Kendisine gönderilen emir": who sent it is not told.
        draft.somebodys = items.iter().any(|i| match &i.kind {
            Kind::Verb(verb) => verb.passive,
            kind => *kind == Kind::Mark(Op::ToBefore),
        });
    }
    // "Altı devletin … notası": a common noun in the genitive says whose it is.
    let text = findings.paper.passages[draft.passage].reading.text();
    let Some(pack) = findings.pack_at(draft.passage, draft.anchor.start) else { return };
    draft.somebodys |= items.iter().enumerate().any(|(i, item)| {
        let word = lower(&text[item.span.range()], pack.casing());
        item.kind == Kind::Word
            && edge.is_none_or(|edge| i > edge)
            && word.chars().count() > 5
            && !pack.lexicon("function-word").has(&word)
            && by_ending(pack, &word, true).is_only(Cases::GENITIVE)
    });
}

/// "По Московскому и Тильзитскому договорам": the first of two treaties that one noun in the plural names.
fn coordinated_name(findings: &Findings, items: &[Item], at: usize, draft: &Draft) -> Option<Draft> {
    let bilateral = matches!(draft.genre.as_deref(), Some("treaty" | "agreement"));
    let Kind::Noun(noun) = &items[at].kind else { return None };
    if !bilateral || !noun.named || !noun.may_be_plural || at < 3 {
        return None;
    }
    let text = findings.paper.passages[draft.passage].reading.shadow();
    let first = &items[at - 3];
    let word = text.get(first.span.range())?;
    let joined = items[at - 2].kind == Kind::Mark(Op::And);
    let named = first.kind == Kind::Word && word.chars().next().is_some_and(char::is_uppercase);
    (joined && named && items[at - 1].kind == Kind::Word).then(|| Draft {
        span: first.span,
        anchor: first.span,
        plural: true,
        name: Some(word.to_lowercase()),
        names: vec![word.to_lowercase()],
        genre: draft.genre.clone(),
        passage: draft.passage,
        named: true,
        clause: draft.clause,
        // A date of the clause is of what is told, not of a treaty that is only named.
        dealt: true,
        ..Draft::default()
    })
}

/// "The Treaty of Paris": a place hangs on the noun.
fn place_behind(findings: &Findings, items: &[Item], at: usize) -> bool {
    match (items.get(at + 1).map(|i| &i.kind), items.get(at + 2).map(|i| &i.kind)) {
        (Some(Kind::Mark(Op::FromOrDate)), Some(Kind::Name { mention, .. })) => !is_body(findings, *mention),
        _ => false,
    }
}

fn is_body(findings: &Findings, mention: usize) -> bool {
    findings.mentions[mention].value.name_type == regesta_name::NameType::Body
}

/// A document whose finite verb of sending has no subject in its clause: in Turkic languages the subject before goes on.
fn dropped_subject(findings: &Findings, items: &[Item], draft: &mut Draft) {
    let bilateral = matches!(draft.genre.as_deref(), Some("treaty" | "agreement" | "decision"));
    if !draft.from.is_empty()
        || draft.office.is_some()
        || draft.his
        || draft.pronoun > 0
        || bilateral
        || draft.dealt
        || draft.somebodys
        || draft.by_verb
    {
        return;
    }
    let verb = items.iter().rev().find_map(|item| match &item.kind {
        Kind::Verb(verb) => Some(verb),
        _ => None,
    });
    let finite = verb.is_some_and(|v| !v.passive && !v.of_somebody && !v.receives);
    let subject = items.iter().any(|item| match &item.kind {
        Kind::Name { mention, cases } => {
            cases.may_be(Cases::NOMINATIVE) && (person(findings, *mention) || is_body(findings, *mention))
        }
        Kind::Office(cases) => cases.may_be(Cases::NOMINATIVE),
        Kind::Mark(Op::Clause | Op::Relative) => true,
        _ => false,
    });
    if finite && !subject {
        draft.pronoun = 1;
    }
}

/// What a treaty is called by here, and what it may be called by later: the adjective before its noun, the place behind
/// it or, in Turkic languages, right before it; places of its clause.
fn named_by(findings: &Findings, items: &[Item], at: usize, draft: &mut Draft, used: &[bool]) {
    let Kind::Noun(noun) = &items[at].kind else { return };
    if !matches!(draft.genre.as_deref(), Some("treaty" | "agreement")) {
        return;
    }
    let of = |mention: usize| findings.mentions[mention].value.normal.to_lowercase();
    if noun.named
        && let Some(before) = at.checked_sub(1).map(|b| &items[b])
    {
        draft.name = match before.kind {
            Kind::Word => {
                Some(findings.paper.passages[draft.passage].reading.text()[before.span.range()].to_lowercase())
            }
            Kind::Name { mention, .. } => Some(of(mention)),
            _ => None,
        };
    }
    if place_behind(findings, items, at)
        && let Some(Kind::Name { mention, .. }) = items.get(at + 2).map(|i| &i.kind)
    {
        draft.name = Some(of(*mention));
    }
    if draft.name.is_none()
        && let Some(place) = draft.called
    {
        draft.name = Some(of(place));
    }
    draft.names.extend(draft.name.clone());
    for (i, item) in items.iter().enumerate() {
        if let Kind::Name { mention, .. } = item.kind
            && !used[i]
            && i.abs_diff(at) <= 12
            && findings.mentions[mention].value.name_type == regesta_name::NameType::Place
        {
            draft.names.push(of(mention));
        }
    }
}

/// The parties of a treaty are states and bodies; persons beside them signed it.
fn states_before_persons(findings: &Findings, draft: &mut Draft) {
    if matches!(draft.genre.as_deref(), Some("treaty" | "agreement"))
        && draft.from.iter().filter(|&&m| !person(findings, m)).count() > 1
    {
        draft.from.retain(|&m| !person(findings, m));
    }
}

pub(crate) fn extend(draft: &mut Draft, span: Span) {
    draft.span = draft.span.hull(span);
}

pub(crate) fn pronoun(items: &[Item]) -> u8 {
    if items.iter().any(|i| i.kind == Kind::Mark(Op::They)) {
        2
    } else {
        u8::from(items.iter().any(|i| i.kind == Kind::Mark(Op::He)))
    }
}
