//! Dated happenings: by the verbs and nouns of the packs' lists, with a date in the same sentence.

mod parts;
mod types;
mod words;

use std::collections::BTreeSet;

use regesta_lang::{Casing, Found, Pack, Sentence};
use regesta_text::{SegmentKind, Span};

use crate::context::{ByPassage, Findings};
use crate::documents::{Item, Kind, Sources, items};
use crate::value::{DocumentMention, Event, Modality, Quotation};
use parts::{
    agents, date_of, date_of_report, is_bound, is_date_of_noun, is_infinitive, is_said_then, modality, not_later,
    phrase, place, way,
};
pub use types::event_types;
use words::{Origin, Word, words};

/// How near a date must stand to a verb that no list of happenings has.
const CLAUSE_REACH: usize = 7;
/// Sentences without a date of their own to which the date of the happening before is carried.
const CARRY: usize = 3;

/// The dated happenings of a paper. The words that tell of them are in `lexicon/event-verb.tsv` and `event-noun.tsv` of
/// the packs; a finite verb in the past with a month or day beside it, which `event-none.tsv` does not have, is one of type
/// `other`. What makes them planned, ordered or reported is in the rules of kind `event`.
///
/// A happening takes the nearest date of its sentence that is not the date of a document. Three things stand in for it,
/// with lower scores: the date of the happening told before in the paragraph (verbs in the past only); the date of the
/// document in whose words or by whose report it is told, as a bound (`../1920-05-08`: what a letter tells had happened
/// when it was written); and a date behind "by" or "until" is a bound too. Happenings told in quotations are
/// [`Modality::Reported`]. In headings only nouns count.
pub fn find_events(
    findings: &Findings,
    quotations: &[Found<Quotation>],
    documents: &[Found<DocumentMention>],
) -> Vec<Found<Event>> {
    let mut search = Search::new(findings, quotations, documents);
    for (index, passage) in findings.paper.passages.iter().enumerate() {
        if !matches!(passage.kind, SegmentKind::Body | SegmentKind::Abstract | SegmentKind::Heading) {
            continue;
        }
        let mut carried: Option<(usize, usize)> = None;
        for sentence in &passage.sentences {
            search.sentence(index, sentence, &mut carried);
            search.quoted(index, sentence);
        }
    }
    search.found.sort_by_key(|e| (e.passage, e.span.start, e.span.end));
    search.found
}

/// When a happening was, and how that is known.
struct Dated {
    date: usize,
    edtf: Option<String>,
    /// Items between the word and the date; `FAR` where the date is in no clause of its sentence.
    near: usize,
    why: &'static str,
}

const FAR: usize = usize::MAX;

struct Search<'a> {
    findings: &'a Findings<'a>,
    quotations: &'a [Found<Quotation>],
    documents: &'a [Found<DocumentMention>],
    sources: Sources,
    /// As if nothing were quoted: for the words of quotations.
    plain: Sources,
    /// Dates of documents that a noun names.
    of_nouns: BTreeSet<usize>,
    /// Dates of any document.
    of_documents: BTreeSet<usize>,
    found: Vec<Found<Event>>,
    seen: BTreeSet<Vec<Span>>,
}

/// One sentence and what was told in it.
struct Scene<'s> {
    index: usize,
    sentence: &'s Sentence,
    pack: &'s Pack,
    items: &'s [Item],
    /// Types, dates and phrases of the happenings found.
    told: Vec<(String, usize, Span)>,
}

impl<'a> Search<'a> {
    fn new(
        findings: &'a Findings<'a>,
        quotations: &'a [Found<Quotation>],
        documents: &'a [Found<DocumentMention>],
    ) -> Self {
        let dates = |rule: Option<&str>| {
            let of = documents.iter().filter(|d| rule.is_none_or(|rule| d.rule == rule));
            of.filter_map(|d| d.value.date_index).collect()
        };
        Self {
            findings,
            quotations,
            documents,
            sources: Sources::new(findings, quotations),
            plain: Sources { quotations: ByPassage::default(), ..Sources::new(findings, &[]) },
            of_nouns: dates(Some("document.noun")),
            of_documents: dates(None),
            found: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    /// What the author's own words tell.
    fn sentence(&mut self, index: usize, sentence: &Sentence, carried: &mut Option<(usize, usize)>) {
        // Most sentences have no date: they need not be read as items.
        let dated = self.sources.dates.of(index).iter().any(|d| self.findings.dates[*d].span.overlaps(sentence.span));
        if !dated && carried.is_none() {
            return;
        }
        let pack = self.findings.packs.get(sentence.lang);
        let items = items(self.findings, self.quotations, &self.sources, index, sentence.span, pack);
        let dated = items.iter().any(|i| matches!(i.kind, Kind::Date(_)));
        let mut scene = Scene { index, sentence, pack, items: &items, told: Vec::new() };
        let mut words = words(self.findings, index, pack, sentence, &items);
        if self.findings.paper.passages[index].kind == SegmentKind::Heading {
            words.retain(|w| w.origin == Origin::Noun);
        }
        if dated {
            let before = self.found.len();
            for word in &words {
                self.tell(&mut scene, word);
            }
            // What was only planned is no time that the telling has reached.
            let happened = |e: &&Found<Event>| {
                matches!(e.value.modality, Modality::Asserted | Modality::Reported) && !e.value.denied
            };
            let last = self.found[before..].iter().rfind(happened);
            *carried = last.and_then(|e| e.value.date_index).map(|d| (d, 0));
        } else if let Some((date, far)) = carried.take().filter(|(_, far)| *far < CARRY) {
            let edtf = self.findings.dates[date].value.edtf.clone();
            for word in words.iter().filter(|w| w.origin == Origin::Verb && w.past && w.event_type != "other") {
                self.add(
                    &mut scene,
                    word,
                    Dated { date, edtf: edtf.clone(), near: FAR, why: "dated by what was told before" },
                );
            }
            *carried = Some((date, far + 1));
        }
    }

    /// What the words of quotations tell: dated in them, or else not later than the document that they are from.
    fn quoted(&mut self, index: usize, sentence: &Sentence) {
        let findings = self.findings;
        let here = self.sources.quotations.of(index).iter().map(|&q| &self.quotations[q]);
        let quoted: Vec<&Found<Quotation>> =
            here.filter(|q| q.value.level == 1 && q.span.overlaps(sentence.span)).collect();
        if quoted.is_empty() {
            return;
        }
        let around = |span: Span| quoted.iter().find(|q| q.span.contains(span)).copied();
        let dated = self.sources.dates.of(index).iter().any(|d| {
            let span = findings.dates[*d].span;
            span.overlaps(sentence.span) && around(span).is_some()
        });
        let of_document = |q: &Found<Quotation>| q.value.document.and_then(|d| self.documents.get(d)).map(|d| &d.value);
        if !dated && quoted.iter().all(|q| of_document(q).is_none_or(|d| d.date_index.is_none())) {
            return;
        }
        let pack = findings.packs.get(sentence.lang);
        let mut items = items(findings, &[], &self.plain, index, sentence.span, pack);
        items.retain(|i| around(i.span).is_some());
        let words = words(findings, index, pack, sentence, &items);
        let mut scene = Scene { index, sentence, pack, items: &items, told: Vec::new() };
        let before = self.found.len();
        for word in &words {
            if dated {
                self.tell(&mut scene, word);
            } else if word.origin == Origin::Verb
                && word.past
                && let Some(document) = around(items[word.at].span).and_then(of_document)
                && let (Some(date), Some(edtf)) = (document.date_index, document.date.as_deref().and_then(not_later))
            {
                let why = "not later than the document that tells it";
                self.add(&mut scene, word, Dated { date, edtf: Some(edtf), near: FAR, why });
            }
        }
        for event in &mut self.found[before..] {
            if event.value.modality == Modality::Asserted {
                event.value.modality = Modality::Reported;
            }
            event.reason.push_str(", in words quoted");
        }
    }

    /// Takes a word for a happening if a date of its sentence can be its own.
    fn tell(&mut self, scene: &mut Scene, word: &Word) {
        let span = scene.items[word.at].span;
        if word.origin == Origin::Noun
            && is_infinitive(self.findings, scene.index, scene.pack, scene.sentence.span, span)
        {
            return;
        }
        let any_date = matches!(word.event_type.as_str(), "signing" | "meeting" | "negotiation" | "proclamation");
        // "By order of N. the town was left on 4 May": the day may be that of the deed.
        let listed = word.origin == Origin::Verb && word.past && word.event_type != "other";
        let deed = listed && scene.pack.casing() != Casing::Turkic;
        let usable = |d: usize| any_date || !self.of_nouns.contains(&d) || deed && !is_date_of_noun(scene.items, d);
        let edtf = |d: usize| self.findings.dates[d].value.edtf.as_deref().unwrap_or_default();
        if let Some((date, near)) = date_of(scene.items, word.at, usable) {
            if word.origin == Origin::Clause && !self.tells_of_happening(date, near) {
                return;
            }
            let span = self.findings.dates[date].span;
            let said = word.origin != Origin::Clause && is_said_then(scene.items, word.at, date);
            let bound = !edtf(date).contains('T')
                && (said || is_bound(self.findings, scene.index, scene.pack, scene.sentence.span, span));
            let bound = if bound { not_later(edtf(date)) } else { None };
            let why =
                if bound.is_some() { "not later than a date in its sentence" } else { "with a date in its sentence" };
            let edtf = bound.or(self.findings.dates[date].value.edtf.clone());
            self.add(scene, word, Dated { date, edtf, near, why });
        } else if word.origin != Origin::Clause
            && let Some(date) = date_of_report(scene.items, word.at, |d| self.of_documents.contains(&d))
            && let Some(bound) = not_later(edtf(date))
        {
            let why = "not later than the document that reports it";
            self.add(scene, word, Dated { date, edtf: Some(bound), near: FAR, why });
        }
    }

    fn add(&mut self, scene: &mut Scene, word: &Word, dated: Dated) {
        let findings = self.findings;
        let items = scene.items;
        let passage = &findings.paper.passages[scene.index];
        let span = phrase(findings, scene.index, items, word.at);
        // One happening is told by a noun and a verb: "the battle began".
        let again = |(kind, d, other): &(String, usize, Span)| {
            other.overlaps(span)
                || *d == dated.date
                    && match word.origin {
                        Origin::Verb => false,
                        Origin::Noun => *kind == word.event_type || dated.near > 8,
                        Origin::Clause => true,
                    }
        };
        if scene.told.iter().any(again) {
            return;
        }
        let (modality, denied) =
            modality(findings, scene.index, scene.pack, scene.sentence.span, items[word.at].span, word.past);
        let reported = dated.near == FAR && dated.why.contains("document") && modality == Modality::Asserted;
        // What is ordered, planned or denied in a letter had not happened when it was written.
        if dated.near == FAR && (denied || !matches!(modality, Modality::Asserted | Modality::Reported)) {
            return;
        }
        let pieces = passage.reading.raw_pieces(span);
        if pieces.is_empty() || !self.seen.insert(pieces) {
            return;
        }
        let (origin, destination) = way(findings, scene.index, scene.pack, items, word.at, &word.event_type);
        scene.told.push((word.event_type.clone(), dated.date, span));
        self.found.push(Found {
            passage: scene.index,
            span,
            value: Event {
                event_type: word.event_type.clone(),
                date: dated.edtf,
                date_index: Some(dated.date),
                place: place(findings, items, word.at),
                origin,
                destination,
                agents: agents(findings, items, word.at, word.origin == Origin::Noun),
                modality: if reported { Modality::Reported } else { modality },
                denied,
            },
            rule: match word.origin {
                Origin::Clause => "event.clause",
                Origin::Noun => "event.noun",
                Origin::Verb => "event.verb",
            }
            .to_owned(),
            pack: scene.pack.label().to_owned(),
            reason: match word.origin {
                Origin::Clause => "a verb in the past with a date beside it".to_owned(),
                _ => format!("a word for {}, {}", word.event_type, dated.why),
            },
            score: match (word.origin, dated.near) {
                (_, FAR) => 400,
                (Origin::Clause, _) => 450,
                (_, 0..=8) => 800,
                _ => 650,
            },
        });
    }

    /// Whether a date beside a verb that no list has says when something happened: a month or a day, near, and of no
    /// document.
    fn tells_of_happening(&self, date: usize, near: usize) -> bool {
        let edtf = self.findings.dates[date].value.edtf.as_deref().unwrap_or_default();
        near <= CLAUSE_REACH && edtf.contains('-') && !edtf.starts_with("..") && !self.of_documents.contains(&date)
    }
}
