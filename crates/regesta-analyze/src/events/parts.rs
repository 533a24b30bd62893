//! What belongs to a happening: its words, its date, its place, who did it, how it is asserted.

use regesta_lang::{Casing, Pack, lower};
use regesta_name::NameType;
use regesta_text::Span;

use crate::context::{Findings, count_words};
use crate::documents::{Cases, Item, Kind, Op};
use crate::value::Modality;

/// How far a date may stand from the word that tells of a happening, in items of the sentence.
const DATE_REACH: usize = 16;
/// How far a place from or to which somebody moves may stand from the verb, in items.
const WAY_REACH: usize = 12;
/// Words of the phrase on either side of that word.
const WORDS_BEFORE: usize = 5;
const WORDS_AFTER: usize = 8;

/// The nearest date of the sentence, one in the same clause before others, and how far it stands.
pub(super) fn date_of(items: &[Item], at: usize, usable: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    let breaks = |a: usize, b: usize| {
        let between = &items[a.min(b)..a.max(b)];
        between
            .iter()
            .filter(|i| matches!(i.kind, Kind::Break | Kind::Quote(_) | Kind::Mark(Op::Clause | Op::Relative)))
            .count()
            * 8
            + between.iter().filter(|i| i.kind == Kind::Comma).count() * 2
    };
    items
        .iter()
        .enumerate()
        .filter_map(|(i, item)| match item.kind {
            Kind::Date(d) if usable(d) => Some((i.abs_diff(at) + breaks(i, at), i > at, d)),
            _ => None,
        })
        .filter(|(distance, _, _)| *distance <= DATE_REACH)
        .min()
        .map(|(distance, _, d)| (d, distance))
}

/// The words round the one that tells of the happening, inside its clause.
pub(super) fn phrase(findings: &Findings, index: usize, items: &[Item], at: usize) -> Span {
    let passage = &findings.paper.passages[index];
    let stops = |i: &Item| matches!(i.kind, Kind::Comma | Kind::Break | Kind::Quote(_) | Kind::Cite(_) | Kind::Dash);
    let mut first = at;
    while first > 0
        && !stops(&items[first - 1])
        && count_words(passage, items[first - 1].span.hull(items[at].span)) <= WORDS_BEFORE + 1
    {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < items.len()
        && !stops(&items[last + 1])
        && count_words(passage, items[at].span.hull(items[last + 1].span)) <= WORDS_AFTER + 1
    {
        last += 1;
    }
    items[first].span.hull(items[last].span)
}

fn clause(items: &[Item], at: usize) -> std::ops::Range<usize> {
    let ends = |i: &Item| matches!(i.kind, Kind::Break | Kind::Quote(_) | Kind::Mark(Op::Clause | Op::Relative));
    let start = items[..at].iter().rposition(ends).map_or(0, |i| i + 1);
    let end = items[at..].iter().position(ends).map_or(items.len(), |i| at + i);
    start..end
}

pub(super) fn place(findings: &Findings, items: &[Item], at: usize) -> Option<usize> {
    let near = clause(items, at).filter_map(|i| match items[i].kind {
        Kind::Name { mention, .. } if findings.mentions[mention].value.name_type == NameType::Place => {
            let behind_preposition = i > 0 && matches!(items[i - 1].kind, Kind::Mark(_));
            Some((i.abs_diff(at) + if behind_preposition { 0 } else { 4 }, mention))
        }
        _ => None,
    });
    near.min().filter(|(distance, _)| *distance <= 14).map(|(_, mention)| mention)
}

/// Where a movement begins and where it ends: by the word before the place (rules of kind `event-way`), in Turkic languages
/// by its ending. Only for types of happenings that move somebody.
pub(super) fn way(
    findings: &Findings,
    index: usize,
    pack: &Pack,
    items: &[Item],
    at: usize,
    event_type: &str,
) -> (Option<usize>, Option<usize>) {
    const MOVES: [&str; 6] = ["advance", "crossing", "arrival", "departure", "withdrawal", "transfer"];
    let (mut origin, mut destination) = (None, None);
    if !MOVES.contains(&event_type) {
        return (origin, destination);
    }
    let text = findings.paper.passages[index].reading.text();
    for i in clause(items, at).filter(|i| i.abs_diff(at) <= WAY_REACH) {
        let Kind::Name { mention, cases } = items[i].kind else { continue };
        if findings.mentions[mention].value.name_type != NameType::Place {
            continue;
        }
        let side = if pack.casing() == Casing::Turkic {
            let end = items.get(i + 1).map_or(items[i].span.end, |next| next.span.start);
            let word = lower(text[items[i].span.start..end].trim_end(), pack.casing());
            if ["dan", "den", "tan", "ten", "dən"].iter().any(|e| word.ends_with(e)) {
                "origin"
            } else if cases.is_only(Cases::DATIVE) {
                "destination"
            } else {
                ""
            }
        } else {
            // "In the town" is no way to it.
            let stays = cases.is_only(Cases::LOCATIVE);
            let before = i.checked_sub(1).map(|b| lower(&text[items[b].span.range()], pack.casing()));
            let op = before.and_then(|word| {
                let found = pack.rules("event-way")?.find(&word, |_| true);
                found.iter().find(|m| m.span.start == 0 && m.span.end == word.len()).map(|m| m.rule.op.clone())
            });
            match op.as_deref() {
                Some("origin") => "origin",
                Some("destination") if !stays => "destination",
                _ => "",
            }
        };
        match side {
            "origin" => origin = origin.or(Some(mention)),
            "destination" => destination = destination.or(Some(mention)),
            _ => {}
        }
    }
    (origin, destination)
}

pub(super) fn agents(findings: &Findings, items: &[Item], at: usize, noun: bool) -> Vec<usize> {
    let range = clause(items, at);
    let mut out = Vec::new();
    for i in range {
        let Kind::Name { mention, cases } = items[i].kind else { continue };
        let place = findings.mentions[mention].value.name_type == NameType::Place;
        let doer = if noun {
            i > at && i <= at + 3 && cases.may_be(Cases::GENITIVE)
        } else {
            i < at && cases.may_be(Cases::NOMINATIVE) || i > at && i <= at + 3 && cases.is_only(Cases::INSTRUMENTAL)
        };
        let governed = i > 0 && matches!(items[i - 1].kind, Kind::Mark(op) if op.governs());
        if doer && !place && !governed {
            out.push(mention);
        }
    }
    out
}

/// How far behind a noun the verb of an order or a plan may stand where verbs come last, in bytes.
const BEHIND: usize = 40;

/// What the rules of kind `event` say of the clause before the word, or right behind it where the verb comes last; a
/// denial is kept apart. What is told by a finite verb in the past is neither ordered nor planned: "on the order of N. the
/// troops crossed the river".
pub(super) fn modality(
    findings: &Findings,
    index: usize,
    pack: &Pack,
    sentence: Span,
    word: Span,
    past: bool,
) -> (Modality, bool) {
    let text = findings.paper.passages[index].reading.text();
    let mut modality = Modality::Asserted;
    let mut denied = false;
    let Some(rules) = pack.rules("event") else { return (modality, denied) };
    let turkic = pack.casing() == Casing::Turkic;
    let endings = pack.morphology() == Some("rumorph") || !pack.lexicon("case-ending").entries().is_empty();
    for m in rules.find(&text[sentence.range()], |_| true) {
        let place = Span::new(m.span.start + sentence.start, m.span.end + sentence.start);
        let before = place.end <= word.start;
        let behind = turkic && !past && place.start >= word.end && place.start - word.end <= BEHIND;
        match m.rule.op.as_str() {
            "denied" => denied |= before && word.start - place.end <= 2,
            "ordered" | "planned" if past && endings => {}
            "ordered" if before || behind => modality = Modality::Ordered,
            "planned" if before || behind => modality = Modality::Planned,
            "reported" if before => modality = Modality::Reported,
            "alleged" if before => modality = Modality::Alleged,
            "conditional" if before => modality = Modality::Conditional,
            "fact" if before => modality = Modality::Asserted,
            _ => {}
        }
    }
    (modality, denied)
}

/// Whether a word beside a date makes it a bound: "by 4 May", "until 4 May".
pub(super) fn is_bound(findings: &Findings, index: usize, pack: &Pack, sentence: Span, date: Span) -> bool {
    stands_beside(findings, index, pack, sentence, date, "bound", "bound-before")
}

/// Whether what looks like a noun is a verb, which a word before it shows: "to surrender".
pub(super) fn is_infinitive(findings: &Findings, index: usize, pack: &Pack, sentence: Span, word: Span) -> bool {
    stands_beside(findings, index, pack, sentence, word, "infinitive", "")
}

/// Whether a match of a rule with the operation `before` ends right before `span`, or one of `behind` begins right behind.
fn stands_beside(
    findings: &Findings,
    index: usize,
    pack: &Pack,
    sentence: Span,
    span: Span,
    before: &str,
    behind: &str,
) -> bool {
    let text = findings.paper.passages[index].reading.text();
    let Some(rules) = pack.rules("event") else { return false };
    let beside = |from: usize, to: usize| from <= to && text[from..to].trim().is_empty();
    rules.find(&text[sentence.range()], |_| true).iter().any(|m| {
        let word = Span::new(m.span.start + sentence.start, m.span.end + sentence.start);
        m.rule.op == before && beside(word.end, span.start) || m.rule.op == behind && beside(span.end, word.start)
    })
}

/// Whether a date is said to be that of the noun before it: "the order of 4 May", not "by order … on 4 May".
pub(super) fn is_date_of_noun(items: &[Item], date: usize) -> bool {
    let place = items.iter().position(|i| i.kind == Kind::Date(date));
    place.and_then(|i| i.checked_sub(1)).is_some_and(|i| {
        matches!(items[i].kind, Kind::Noun(_) | Kind::Comma | Kind::Mark(Op::FromOrDate | Op::Date | Op::From))
    })
}

/// The date of a document, in the words of which a happening is told: what is told in it was before. A word for what is
/// said ("that", "about", a colon) must part the two.
pub(super) fn date_of_report(items: &[Item], at: usize, is_document: impl Fn(usize) -> bool) -> Option<usize> {
    let (place, date) = items[..at].iter().enumerate().rev().find_map(|(i, item)| match item.kind {
        Kind::Date(d) => Some((i, d)),
        _ => None,
    })?;
    let said = |i: &Item| matches!(i.kind, Kind::Mark(Op::Clause | Op::Relative | Op::Subject));
    (is_document(date) && at - place <= 2 * DATE_REACH && items[place..at].iter().any(said)).then_some(date)
}

/// "Not later than" a day, as EDTF; `None` for what is no single day, month or year.
pub(super) fn not_later(edtf: &str) -> Option<String> {
    let day = edtf.split('T').next().unwrap_or(edtf);
    (!day.is_empty() && !day.contains(['/', '.', '[', '{'])).then(|| format!("../{day}"))
}

/// Whether a verb of saying stands behind the date, and a word for what is said behind the verb, before the word: "on 23
/// May he reported that the town had fallen".
pub(super) fn is_said_then(items: &[Item], at: usize, date: usize) -> bool {
    let Some(place) = items[..at].iter().rposition(|i| i.kind == Kind::Date(date)) else { return false };
    let Some(verb) = items[place..at].iter().position(|i| matches!(i.kind, Kind::Verb(_))) else { return false };
    items[place + verb..at].iter().any(|i| matches!(i.kind, Kind::Mark(Op::Clause | Op::Relative | Op::Subject)))
}
