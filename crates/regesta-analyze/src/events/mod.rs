//! Dated happenings: by the verbs and nouns of the packs' lists, with a date in the same sentence.

mod parts;
mod words;

use std::collections::BTreeSet;

use regesta_lang::{Found, Pack, Sentence};
use regesta_text::{SegmentKind, Span};

use crate::context::{ByPassage, Findings};
use crate::documents::{Item, Kind, Sources, items};
use crate::value::{DocumentMention, Event, Modality, Quotation};
use parts::{agents, date_of, modality, phrase, place};
use words::{Origin, Word, words};

/// How near a date must stand to a verb that no list of happenings has.
const CLAUSE_REACH: usize = 7;
/// Sentences without a date of their own to which the date of the happening before is carried.
const CARRY: usize = 2;

/// The dated happenings of a paper. The words that tell of them are in `lexicon/event-verb.tsv` and `event-noun.tsv` of
/// the packs; a finite verb in the past with a month or day beside it is one of type `other`. What makes them planned,
/// ordered or reported is in the rules of kind `event`.
///
/// A happening needs a date in its sentence that is not the date of a document.
pub fn find_events(
    findings: &Findings,
    quotations: &[Found<Quotation>],
    documents: &[Found<DocumentMention>],
) -> Vec<Found<Event>> {
    let mut search = Search::new(findings, quotations, documents);
    for (index, passage) in findings.paper.passages.iter().enumerate() {
        if !matches!(passage.kind, SegmentKind::Body | SegmentKind::Abstract) {
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

struct Search<'a> {
    findings: &'a Findings<'a>,
    quotations: &'a [Found<Quotation>],
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
        documents: &[Found<DocumentMention>],
    ) -> Self {
        let dates = |rule: Option<&str>| {
            let of = documents.iter().filter(|d| rule.is_none_or(|rule| d.rule == rule));
            of.filter_map(|d| d.value.date_index).collect()
        };
        Self {
            findings,
            quotations,
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
        let words = words(self.findings, index, pack, sentence, &items);
        if dated {
            let before = self.found.len();
            for word in &words {
                self.tell(&mut scene, word);
            }
            *carried = self.found[before..].last().and_then(|e| e.value.date_index).map(|d| (d, 0));
        } else if let Some((date, far)) = carried.take().filter(|(_, far)| *far < CARRY) {
            for word in words.iter().filter(|w| w.origin == Origin::Verb) {
                self.add(&mut scene, word, date, usize::MAX);
            }
            *carried = Some((date, far + 1));
        }
    }

    /// What the words of quotations tell, where the date is in them too.
    fn quoted(&mut self, index: usize, sentence: &Sentence) {
        let findings = self.findings;
        let quoted: Vec<Span> = self.sources.quotations.of(index)
            .iter()
            .map(|&q| &self.quotations[q])
            .filter(|q| q.value.level == 1)
            .map(|q| q.span)
            .filter(|span| span.overlaps(sentence.span))
            .collect();
        let within = |span: Span| quoted.iter().any(|q| q.contains(span));
        if !self.sources.dates.of(index).iter().any(|d| {
            let span = findings.dates[*d].span;
            span.overlaps(sentence.span) && within(span)
        }) {
            return;
        }
        let pack = findings.packs.get(sentence.lang);
        let mut items = items(findings, &[], &self.plain, index, sentence.span, pack);
        items.retain(|i| within(i.span));
        let words = words(findings, index, pack, sentence, &items);
        let mut scene = Scene { index, sentence, pack, items: &items, told: Vec::new() };
        let before = self.found.len();
        for word in &words {
            self.tell(&mut scene, word);
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
        let any_date = matches!(word.event_type.as_str(), "signing" | "meeting" | "negotiation" | "proclamation");
        let usable = |d: usize| any_date || !self.of_nouns.contains(&d);
        let Some((date, near)) = date_of(scene.items, word.at, usable) else { return };
        if word.origin == Origin::Clause && !self.tells_of_happening(date, near) {
            return;
        }
        self.add(scene, word, date, near);
    }

    fn add(&mut self, scene: &mut Scene, word: &Word, date: usize, near: usize) {
        let findings = self.findings;
        let by_clause = word.origin == Origin::Clause;
        let items = scene.items;
        let passage = &findings.paper.passages[scene.index];
        let span = phrase(findings, scene.index, items, word.at);
        let again = |(kind, d, other): &(String, usize, Span)| {
            *d == date && (*kind == word.event_type || near > 8 || by_clause) || other.overlaps(span)
        };
        if scene.told.iter().any(again) {
            return;
        }
        let pieces = passage.reading.raw_pieces(span);
        if pieces.is_empty() || !self.seen.insert(pieces) {
            return;
        }
        scene.told.push((word.event_type.clone(), date, span));
        let (modality, denied) =
            modality(findings, scene.index, scene.pack, scene.sentence.span, items[word.at].span);
        let carried = near == usize::MAX;
        self.found.push(Found {
            passage: scene.index,
            span,
            value: Event {
                event_type: word.event_type.clone(),
                date: findings.dates[date].value.edtf.clone(),
                date_index: Some(date),
                place: place(findings, items, word.at),
                agents: agents(findings, items, word.at, word.origin == Origin::Noun),
                modality,
                denied,
            },
            rule: match word.origin {
                Origin::Clause => "event.clause",
                Origin::Noun => "event.noun",
                Origin::Verb => "event.verb",
            }
            .to_owned(),
            pack: scene.pack.label().to_owned(),
            reason: match (by_clause, carried) {
                (true, _) => "a verb in the past with a date beside it".to_owned(),
                (_, true) => format!("a word for {}, dated by the sentence before", word.event_type),
                _ => format!("a word for {} with a date in its sentence", word.event_type),
            },
            score: match (by_clause, near <= 8) {
                _ if carried => 400,
                (true, _) => 450,
                (false, true) => 800,
                (false, false) => 650,
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
