//! Historical documents that an author speaks of: who wrote what to whom, when.

mod attach;
mod cases;
mod chain;
mod clause_date;
mod holders;
mod items;
mod marks;
mod memory;
mod phrase;
mod quoted;
mod roles;
mod settle;
mod states;
mod syntax;
mod told;
mod treaties;
mod vacant;
mod verb;

use std::collections::BTreeSet;

use regesta_lang::{Casing, Found, Pack};
use regesta_name::NameType;
use regesta_text::{SegmentKind, Span};

use crate::context::{Findings, count_words};
use crate::value::{Attestation, DocumentMention, Quotation};
pub use attach::attach_quotations;
pub(crate) use cases::Cases;
pub(crate) use items::{Item, Kind, Op, Sources, items};
use memory::Memory;
use roles::{Draft, drafts};

/// Words of the phrase that introduces a document.
const SHORTEST_PHRASE: usize = 4;
const LONGEST_PHRASE: usize = 14;

/// The documents a paper speaks of, once for each paragraph: by the noun for a kind of document, or by a verb of sending
/// or saying, with sender, addressee and date as grammar and markers give them. What has neither party nor date nor
/// words quoted from it ("the documents of the time") is left out.
///
/// Indices in [`DocumentMention`] refer to the slices given; [`DocumentMention::reply_to`] to the returned list.
pub fn find_documents(findings: &Findings, quotations: &[Found<Quotation>]) -> Vec<Found<DocumentMention>> {
    let sources = Sources::new(findings, quotations);
    let mut found: Vec<Found<DocumentMention>> = Vec::new();
    let mut memory = Memory::default();
    // The last document whose kind no word has told yet.
    let mut open: Option<usize> = None;
    let mut seen = BTreeSet::new();
    let mut read: Vec<Vec<Vec<Item>>> = Vec::new();
    for (index, passage) in findings.paper.passages.iter().enumerate() {
        let mut rows = Vec::new();
        if matches!(passage.kind, SegmentKind::Body | SegmentKind::Abstract) {
            for sentence in &passage.sentences {
                let pack = findings.packs.get(sentence.lang);
                let items = items(findings, quotations, &sources, index, sentence.span, pack);
                memory.note_holders(findings, &items);
                rows.push(items);
            }
        }
        read.push(rows);
    }
    for (index, passage) in findings.paper.passages.iter().enumerate() {
        if !matches!(passage.kind, SegmentKind::Body | SegmentKind::Abstract) {
            continue;
        }
        let first_of_passage = found.len();
        for (sentence, items) in passage.sentences.iter().zip(std::mem::take(&mut read[index])) {
            let pack = findings.packs.get(sentence.lang);
            let turkic = pack.casing() == Casing::Turkic;
            let endings = pack.morphology() == Some("rumorph") || !pack.lexicon("case-ending").entries().is_empty();
            for mut draft in drafts(findings, index, &items, turkic, endings) {
                memory.subjects(findings, &items[..draft.clause]);
                memory.resolve(findings, &found, &mut draft, index);
                if let Some(last) = open.filter(|&d| d >= first_of_passage && tells_kind(findings, &found[d], &draft)) {
                    // "In his answer he was firm: “…”, he telegraphed."
                    found[last].value.genre = draft.genre.clone().unwrap_or_default();
                    found[last].reason.push_str("; the verb behind it tells its kind");
                    open = None;
                    continue;
                }
                let untold = draft.to.is_empty();
                let Some(mut document) =
                    accept(findings, quotations, index, sentence.span, pack, &draft, &memory, &found, first_of_passage)
                else {
                    continue;
                };
                if untold {
                    // Only now: it is no sign that there is a document.
                    memory.other_party(findings, &found, &mut draft, index);
                    document.value.to = draft.to.clone();
                }
                let bare = is_bare(&draft);
                let same = memory.same_in_passage(findings, &found[first_of_passage..], &document.value, bare);
                if let Some(same) = same {
                    memory.merge(&mut found[first_of_passage + same].value, document.value);
                    continue;
                }
                let pieces = passage.reading.raw_pieces(document.span);
                if pieces.is_empty() || !seen.insert(pieces) {
                    continue;
                }
                if draft.kindless {
                    open = Some(found.len());
                }
                memory.note(index, found.len(), std::mem::take(&mut draft.names), draft.name.take());
                found.push(document);
            }
            signatories(findings, &items, &mut found[first_of_passage..]);
            memory.subjects(findings, &items);
        }
    }
    settle::settle(findings, &mut found);
    found.extend(quoted::in_quotations(findings, quotations, &memory, &found));
    found
}

/// Whether a verb of sending tells the kind of the document before it, by the same sender.
fn tells_kind(findings: &Findings, document: &Found<DocumentMention>, draft: &Draft) -> bool {
    draft.by_verb
        && !draft.speech_verb
        && matches!(draft.genre.as_deref(), Some("telegram" | "letter" | "note"))
        && draft.to.is_empty()
        && draft.date.is_none()
        && (draft.resolved || memory::share(findings, &document.value.from, &draft.from))
}

/// Whether nothing but the noun says which document is meant: "the telegram was received in May".
fn is_bare(draft: &Draft) -> bool {
    let bilateral = matches!(draft.genre.as_deref(), Some("treaty" | "agreement"));
    draft.from.is_empty()
        && draft.to.is_empty()
        && draft.office.is_none()
        && draft.to_office.is_none()
        && !(draft.another || draft.by_verb || draft.his || draft.plural || bilateral || draft.kindless)
}

/// "Подписавшие её Орлов и Строганов": who signed the last document of the paragraph sent it.
fn signatories(findings: &Findings, items: &[Item], found: &mut [Found<DocumentMention>]) {
    let Some(mark) = items.iter().position(|i| i.kind == Kind::Mark(Op::Signatories)) else { return };
    let Some(document) = found.last_mut() else { return };
    let mut names = Vec::new();
    for item in &items[mark + 1..] {
        match item.kind {
            Kind::Name { mention, .. } if findings.mentions[mention].value.name_type == NameType::Person => {
                names.push(mention)
            }
            Kind::Name { .. } | Kind::Word | Kind::Office(_) if names.is_empty() => {}
            Kind::Comma | Kind::Mark(Op::And) | Kind::Office(_) => {}
            _ => break,
        }
    }
    let from = &mut document.value.from;
    if !names.is_empty() && from.iter().all(|&m| findings.mentions[m].value.name_type != NameType::Person) {
        *from = names;
        document.reason.push_str("; those who signed it are named behind it");
    }
}

#[allow(clippy::too_many_arguments)]
fn accept(
    findings: &Findings,
    quotations: &[Found<Quotation>],
    index: usize,
    sentence: Span,
    pack: &Pack,
    draft: &Draft,
    memory: &Memory,
    found: &[Found<DocumentMention>],
    first_of_passage: usize,
) -> Option<Found<DocumentMention>> {
    let passage = &findings.paper.passages[index];
    let text = passage.reading.text();
    let mut points = draft.points;
    let quoted = draft.quotation.is_some();
    points += 2 * i32::from(quoted) + i32::from(draft.citation.is_some());
    let told = quoted || draft.date.is_some() || draft.points >= 2;
    points += 2 * i32::from(draft.reply_to.is_some() && told) + i32::from(draft.his || draft.again && draft.inherited);
    let bilateral = matches!(draft.genre.as_deref(), Some("treaty" | "agreement"));
    points += 2 * i32::from(draft.named && bilateral);
    // Talks over the wire are told of in the plural.
    let plural = draft.plural && draft.genre.as_deref() != Some("direct-wire") && !(draft.inherited && bilateral);
    points -= 2 * i32::from(draft.weak) + 3 * i32::from(plural);
    points -= i32::from(draft.genre.as_deref() == Some("other"));
    let dated = draft.date.is_some() || draft.received.is_some();
    let sender = !draft.from.is_empty() || draft.office.is_some();
    let addressee = !draft.to.is_empty() || draft.to_office.is_some();
    let parties = sender || addressee;
    points += 2 * i32::from(draft.from.is_empty() && draft.office.is_some());
    points += i32::from(draft.to.is_empty() && draft.to_office.is_some());
    if draft.by_verb {
        let strong = !draft.speech_verb;
        // "Командиру было приказано": who sends need not be named.
        let impersonal = draft.passive && strong && addressee;
        let enough = (sender || impersonal)
            && if draft.genre.as_deref() == Some("declaration") || !strong {
                quoted || addressee && dated
            } else {
                quoted || addressee || dated && !draft.beside
            };
        // "Declared the province independent": a country is what is spoken of, not who is told.
        let object = draft.genre.as_deref() == Some("declaration")
            && !quoted
            && !draft.to.is_empty()
            && draft.to.iter().all(|&m| is_place(findings, m));
        let goes_on = draft.to.is_empty() && !dated && memory.goes_on(findings, found, first_of_passage, draft);
        // "Saxony was handed over": a country with a verb that says of no document that it was one.
        let country = draft.genre.is_none()
            && !quoted
            && !draft.from.is_empty()
            && draft.from.iter().all(|&m| is_place(findings, m));
        if !enough || goes_on || country || object || points < 4 {
            return None;
        }
    } else {
        // "The general took the decision to attack": nothing was written.
        let taken = draft.genre.as_deref() == Some("decision")
            && !draft.from.is_empty()
            && draft.from.iter().all(|&m| findings.mentions[m].value.name_type == NameType::Person)
            && !(dated || quoted || draft.citation.is_some() || addressee || draft.again);
        if taken {
            return None;
        }
        let name = draft.named && bilateral;
        let said = parties || dated || draft.reply_to.is_some() || draft.inherited || quoted || name;
        let unknown = name && draft.plural && !dated && !draft.inherited;
        if points < least(draft, dated) || unknown || !said {
            return None;
        }
    }
    let edtf = |date: Option<usize>| date.and_then(|d| findings.dates[d].value.edtf.clone());
    let date_received = edtf(draft.received).or(draft.inherited_received.clone());
    // The hour stays with the date among the paper's dates.
    let day = |date: String| date.split('/').map(|d| d.split('T').next().unwrap_or(d)).collect::<Vec<_>>().join("/");
    let written = edtf(draft.date).or(draft.inherited_date.clone()).map(day);
    let date = written.or_else(|| date_received.as_deref().map(not_later));
    let words = |span: Option<Span>| span.map(|s| text[s.range()].trim().to_owned());
    let quotation = draft.quotation.map(|q| &quotations[q]);
    let attestation = if draft.intercepted {
        Attestation::Intercepted
    } else if draft.draft {
        Attestation::Draft
    } else if let Some(c) = draft.citation {
        if findings.citations[c].value.refs.iter().any(|r| r.is_archival()) {
            Attestation::Shelfmark
        } else {
            Attestation::Printed
        }
    } else if quoted {
        Attestation::Quoted
    } else {
        Attestation::Mentioned
    };
    let mut reasons = draft.reasons.clone();
    reasons.dedup();
    let what = if draft.by_verb { "a verb of sending or saying" } else { "a noun for a kind of document" };
    let doubt =
        150 * i32::from(draft.pronoun > 0 && draft.resolved) + 100 * i32::from(draft.by_verb && draft.speech_verb);
    Some(Found {
        passage: index,
        span: phrase(findings, index, sentence, draft),
        value: DocumentMention {
            genre: draft.genre.clone().unwrap_or_else(|| unsaid(draft).into()),
            from: draft.from.clone(),
            to: draft.to.clone(),
            date,
            date_index: draft.date.or(draft.received),
            date_received,
            number: words(draft.number),
            citation: draft.citation,
            quotation: draft.quotation,
            subject: words(draft.subject).unwrap_or_default(),
            incipit: quotation.map(|q| incipit(findings, q)).unwrap_or_default(),
            attestation,
            reply_to: draft.reply_to,
        },
        rule: if draft.by_verb { "document.verb" } else { "document.noun" }.to_owned(),
        pack: pack.label().to_owned(),
        reason: format!("{what}; {}", reasons.join("; ")),
        score: (500 + 70 * points.min(6) - doubt).clamp(100, 950) as u16,
    })
}

/// The interval open to the left that ends with the arrival: with its last day, where the arrival is an interval.
fn not_later(received: &str) -> String {
    let last = received.rsplit('/').next().unwrap_or(received);
    let day = last.split('T').next().unwrap_or(last).trim_end_matches(['~', '?', '%']);
    format!("../{day}")
}

/// The kind of a document that neither noun nor verb says: an answer is mostly a letter, what informs a report.
fn unsaid(draft: &Draft) -> &'static str {
    if draft.reply && !draft.by_verb {
        "letter"
    } else if draft.by_verb {
        "report"
    } else {
        "other"
    }
}

fn is_place(findings: &Findings, mention: usize) -> bool {
    findings.mentions[mention].value.name_type == NameType::Place
}

/// The points a noun needs: fewer for kinds of documents that a date in the clause is enough for.
fn least(draft: &Draft, dated: bool) -> i32 {
    let solemn = matches!(
        draft.genre.as_deref(),
        Some(
            "treaty"
                | "agreement"
                | "decision"
                | "decree"
                | "ultimatum"
                | "telegram"
                | "note"
                | "letter"
                | "protocol"
                | "order"
                | "directive"
                | "instruction"
                | "report"
                | "memorandum"
                | "declaration"
                | "appeal"
        )
    );
    2 - i32::from(solemn && dated)
}

/// The first words of a quotation.
fn incipit(findings: &Findings, quotation: &Found<Quotation>) -> String {
    let passage = &findings.paper.passages[quotation.passage];
    let text = passage.reading.text();
    let mut end = quotation.value.interruptions.first().map_or(quotation.span.end, |i| i.start.min(quotation.span.end));
    if let Some(token) = passage.tokens_in(quotation.span).get(10) {
        end = end.min(token.span.start);
    }
    text[quotation.span.start..end.max(quotation.span.start)]
        .trim_end_matches(|c: char| c.is_whitespace() || ",–—-".contains(c))
        .to_owned()
}

/// The words that introduce a document: from the first to the last that say something of it, four to fourteen.
fn phrase(findings: &Findings, index: usize, sentence: Span, draft: &Draft) -> Span {
    let passage = &findings.paper.passages[index];
    let tokens: Vec<Span> = passage.tokens_in(sentence).iter().map(|t| t.span).collect();
    let hull = Span::new(draft.span.start.max(sentence.start), draft.span.end.min(sentence.end));
    let Some(anchor) = tokens.iter().position(|t| t.end > draft.anchor.start) else { return draft.anchor };
    let (mut first, mut last) = (anchor, anchor);
    while last + 1 < tokens.len() && tokens[last].end < draft.anchor.end {
        last += 1;
    }
    let words = |first: usize, last: usize| count_words(passage, tokens[first].hull(tokens[last]));
    loop {
        let left = first > 0 && tokens[first].start > hull.start;
        let right = last + 1 < tokens.len() && tokens[last].end < hull.end;
        if !(left || right) || words(first, last) >= LONGEST_PHRASE {
            break;
        }
        if right {
            last += 1;
        }
        if left && words(first, last) < LONGEST_PHRASE {
            first -= 1;
        }
    }
    let plain = |span: Span| {
        passage.reading.text()[span.range()].chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\''))
    };
    while words(first, last) < SHORTEST_PHRASE && last + 1 < tokens.len() && plain(tokens[last + 1]) {
        last += 1;
    }
    while words(first, last) < SHORTEST_PHRASE && first > 0 && plain(tokens[first - 1]) {
        first -= 1;
    }
    tokens[first].hull(tokens[last])
}
