//! Dated happenings: by the verbs and nouns of the packs' lists, with a date in the same sentence.

use std::collections::BTreeSet;

use regesta_lang::{Found, Pack, PartOfSpeech, Sentence, TokenKind, lower};
use regesta_name::NameType;
use regesta_text::{SegmentKind, Span};

use crate::context::{Findings, count_words};
use crate::documents::{Cases, Item, Kind, Op, Sources, items};
use crate::value::{DocumentMention, Event, Modality, Quotation};

/// How far a date may stand from the word that tells of a happening, in items of the sentence.
const DATE_REACH: usize = 16;
/// How near a date must stand to a verb that no list of happenings has.
const CLAUSE_REACH: usize = 7;
/// Words of the phrase on either side of that word.
const WORDS_BEFORE: usize = 5;
const WORDS_AFTER: usize = 8;
/// How far the word of the third column may stand.
const COMPANION_REACH: usize = 5;

/// The dated happenings of a paper. The words that tell of them are in `lexicon/event-verb.tsv` and `event-noun.tsv` of
/// the packs; a finite verb in the past with a month or day beside it is one of type `other`. What makes them planned, ordered or reported in the rules of kind `event`. A happening needs a date in its
/// sentence that is not the date of a document; the author's words count, not those of quotations.
pub fn find_events(
    findings: &Findings,
    quotations: &[Found<Quotation>],
    documents: &[Found<DocumentMention>],
) -> Vec<Found<Event>> {
    let sources = Sources::new(findings, quotations);
    let of_documents: BTreeSet<usize> =
        documents.iter().filter(|d| d.rule == "document.noun").filter_map(|d| d.value.date_index).collect();
    let of_any: BTreeSet<usize> = documents.iter().filter_map(|d| d.value.date_index).collect();
    let mut found: Vec<Found<Event>> = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, passage) in findings.paper.passages.iter().enumerate() {
        if !matches!(passage.kind, SegmentKind::Body | SegmentKind::Abstract) {
            continue;
        }
        for sentence in &passage.sentences {
            // Most sentences have no date: they need not be read as items.
            let dated = |d: &usize| findings.dates[*d].span.overlaps(sentence.span);
            if !sources.dates.of(index).iter().any(dated) {
                continue;
            }
            let pack = findings.packs.get(sentence.lang);
            let items = items(findings, quotations, &sources, index, sentence.span, pack);
            if !items.iter().any(|i| matches!(i.kind, Kind::Date(_))) {
                continue;
            }
            let mut told: Vec<(String, usize)> = Vec::new();
            let words: Vec<(usize, String, bool)> = (0..items.len())
                .filter_map(|at| event_word(findings, index, pack, &items, at).map(|(kind, noun)| (at, kind, noun)))
                .collect();
            let told_of: BTreeSet<usize> = words.iter().map(|(at, _, _)| *at).collect();
            let clauses = past_verbs(findings, index, pack, sentence, &items)
                .into_iter()
                .filter(|at| !told_of.contains(at))
                .map(|at| (at, "other".to_owned(), false));
            let plain = words.len();
            let words: Vec<(usize, String, bool)> = words.into_iter().chain(clauses).collect();
            for (n, (at, event_type, noun)) in words.into_iter().enumerate() {
                let by_clause = n >= plain;
                let allows_document =
                    matches!(event_type.as_str(), "signing" | "meeting" | "negotiation" | "proclamation");
                let Some((date, near)) = date_of(&items, at, |d| allows_document || !of_documents.contains(&d)) else {
                    continue;
                };
                let again = |(t, d): &(String, usize)| *d == date && (*t == event_type || near > 8 || by_clause);
                if told.iter().any(again) || by_clause && !tells_of_happening(findings, &of_any, date, near) {
                    continue;
                }
                let span = phrase(findings, index, &items, at);
                let pieces = passage.reading.raw_pieces(span);
                if pieces.is_empty() || !seen.insert(pieces) {
                    continue;
                }
                told.push((event_type.clone(), date));
                let (modality, denied) = modality(findings, index, pack, sentence.span, items[at].span);
                let edtf = findings.dates[date].value.edtf.clone();
                found.push(Found {
                    passage: index,
                    span,
                    value: Event {
                        event_type: event_type.clone(),
                        date: edtf,
                        date_index: Some(date),
                        place: place(findings, &items, at),
                        agents: agents(findings, &items, at, noun),
                        modality,
                        denied,
                    },
                    rule: match (by_clause, noun) {
                        (true, _) => "event.clause",
                        (false, true) => "event.noun",
                        (false, false) => "event.verb",
                    }
                    .to_owned(),
                    pack: pack.label().to_owned(),
                    reason: if by_clause {
                        "a verb in the past with a date beside it".to_owned()
                    } else {
                        format!("a word for {event_type} with a date in its sentence")
                    },
                    score: match (by_clause, near <= 8) {
                        (true, _) => 450,
                        (false, true) => 800,
                        (false, false) => 650,
                    },
                });
            }
        }
    }
    found
}

/// The items that are finite verbs in the past by the rules of kind `event-clause`; verbs of sending and saying are none.
fn past_verbs(findings: &Findings, index: usize, pack: &Pack, sentence: &Sentence, items: &[Item]) -> Vec<usize> {
    let passage = &findings.paper.passages[index];
    let text = passage.reading.text();
    let Some(rules) = pack.rules("event-clause") else { return Vec::new() };
    let past: BTreeSet<usize> =
        rules.find(&text[sentence.span.range()], |_| true).iter().map(|m| m.span.start + sentence.span.start).collect();
    let verb = |span: Span| {
        let readings = findings.morphology.analyses(findings.packs, sentence.lang, &text[span.range()]);
        pack.morphology() != Some("rumorph")
            || readings.first().is_some_and(|a| !matches!(a.part, PartOfSpeech::Noun | PartOfSpeech::ProperNoun))
    };
    (0..items.len())
        .filter(|&i| items[i].kind == Kind::Word && past.contains(&items[i].span.start) && verb(items[i].span))
        .collect()
}

/// Whether a date beside a verb that no list has says when something happened: a month or a day, near, and of no
/// document.
fn tells_of_happening(findings: &Findings, of_documents: &BTreeSet<usize>, date: usize, near: usize) -> bool {
    let edtf = findings.dates[date].value.edtf.as_deref().unwrap_or_default();
    near <= CLAUSE_REACH && edtf.contains('-') && !edtf.starts_with("..") && !of_documents.contains(&date)
}

/// The type of happening that the item tells of, and whether it is a noun.
fn event_word(findings: &Findings, index: usize, pack: &Pack, items: &[Item], at: usize) -> Option<(String, bool)> {
    if !matches!(items[at].kind, Kind::Word | Kind::Verb(_) | Kind::Noun(_) | Kind::Mark(_)) {
        return None;
    }
    let passage = &findings.paper.passages[index];
    let text = passage.reading.text();
    let token = passage.tokens_in(items[at].span).first().copied()?;
    if token.kind != TokenKind::Word {
        return None;
    }
    let word = lower(&text[token.span.range()], pack.casing());
    for (list, noun) in [("event-verb", false), ("event-noun", true)] {
        let lexicon = pack.lexicon(list);
        let fits = |entry: &regesta_lang::LexiconEntry| match entry.extra.first().filter(|c| !c.is_empty()) {
            None => true,
            Some(companion) => {
                let first = at.saturating_sub(COMPANION_REACH);
                items[first..items.len().min(at + COMPANION_REACH + 1)].iter().any(|item| {
                    let near = lower(&text[item.span.range()], pack.casing());
                    match companion.strip_suffix('*') {
                        Some(start) => near.split_whitespace().any(|w| w.starts_with(start)),
                        None => near.split_whitespace().any(|w| w == companion),
                    }
                })
            }
        };
        if let Some(entry) = lexicon.all(&word).find(|e| fits(e)) {
            return Some((entry.value.clone(), noun));
        }
        let ends: Vec<usize> = word.char_indices().map(|(i, _)| i).skip(3).collect();
        for &end in ends.iter().rev() {
            if let Some(entry) = lexicon.all(&format!("{}*", &word[..end])).find(|e| fits(e)) {
                return Some((entry.value.clone(), noun));
            }
        }
        if let Some(entry) = lexicon.all(&format!("{word}*")).find(|e| fits(e)) {
            return Some((entry.value.clone(), noun));
        }
    }
    None
}

/// The nearest date of the sentence, one in the same clause before others, and how far it stands.
fn date_of(items: &[Item], at: usize, usable: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    let breaks = |a: usize, b: usize| {
        let between = &items[a.min(b)..a.max(b)];
        between.iter().filter(|i| matches!(i.kind, Kind::Break | Kind::Quote(_) | Kind::Mark(Op::Clause))).count() * 8
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
fn phrase(findings: &Findings, index: usize, items: &[Item], at: usize) -> Span {
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
    let ends = |i: &Item| matches!(i.kind, Kind::Break | Kind::Quote(_) | Kind::Mark(Op::Clause));
    let start = items[..at].iter().rposition(ends).map_or(0, |i| i + 1);
    let end = items[at..].iter().position(ends).map_or(items.len(), |i| at + i);
    start..end
}

fn place(findings: &Findings, items: &[Item], at: usize) -> Option<usize> {
    let near = clause(items, at).filter_map(|i| match items[i].kind {
        Kind::Name { mention, .. } if findings.mentions[mention].value.name_type == NameType::Place => {
            let behind_preposition = i > 0 && matches!(items[i - 1].kind, Kind::Mark(_));
            Some((i.abs_diff(at) + if behind_preposition { 0 } else { 4 }, mention))
        }
        _ => None,
    });
    near.min().filter(|(distance, _)| *distance <= 14).map(|(_, mention)| mention)
}

fn agents(findings: &Findings, items: &[Item], at: usize, noun: bool) -> Vec<usize> {
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

/// What the rules of kind `event` say of the clause before the word; a denial is kept apart.
fn modality(findings: &Findings, index: usize, pack: &Pack, sentence: Span, word: Span) -> (Modality, bool) {
    let text = findings.paper.passages[index].reading.text();
    let mut modality = Modality::Asserted;
    let mut denied = false;
    let Some(rules) = pack.rules("event") else { return (modality, denied) };
    for m in rules.find(&text[sentence.range()], |_| true) {
        let place = Span::new(m.span.start + sentence.start, m.span.end + sentence.start);
        let before = place.end <= word.start;
        match m.rule.op.as_str() {
            "denied" => denied |= before && word.start - place.end <= 2,
            _ if !before => {}
            "ordered" => modality = Modality::Ordered,
            "planned" => modality = Modality::Planned,
            "reported" => modality = Modality::Reported,
            "alleged" => modality = Modality::Alleged,
            "conditional" => modality = Modality::Conditional,
            _ => {}
        }
    }
    (modality, denied)
}
