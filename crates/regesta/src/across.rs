//! Documents that several texts speak of, joined by their quoted words, and listed as possible by less.

use std::collections::{BTreeMap, BTreeSet};

use regesta_analyze::{DocumentEntity, DocumentJoin};
use regesta_reuse::{Forms, Settings, Text, TextBuilder, find_shared};

use crate::stored::StoredPaper;
use crate::views::one_line;

/// Letters of shared words from which two quotations are of one document.
const SURE: u32 = 60;
/// The score of a document joined by its words, in thousandths.
const BY_WORDS: u16 = 920;
/// The score of one that may be it.
const MAYBE: u16 = 500;
/// More documents of one kind and day than this are not held against each other.
const HABIT: usize = 12;

/// A finding: its paper, and its number there.
type Place = (usize, usize);
/// Two quotations.
type Two = (Place, Place);

/// A mention that may be of a document, which is another than its own.
#[derive(Debug)]
pub(crate) struct Possible {
    /// The mention.
    pub(crate) mention: Place,
    /// The document that it may be of.
    pub(crate) document: String,
    /// Why.
    pub(crate) reasons: Vec<String>,
    /// How sure, in thousandths.
    pub(crate) score: u16,
}

/// What is known of documents over all texts.
#[derive(Debug, Default)]
pub(crate) struct Across {
    /// One for each document.
    pub(crate) documents: Vec<DocumentEntity>,
    /// What agrees in less than makes one document.
    pub(crate) possible: Vec<Possible>,
    /// A quotation that gives words of a document whose name does not stand beside it: with the letters
    /// that it shares with a quotation that is known to be of it.
    pub(crate) readings: Vec<(Place, String, u32)>,
}

/// Joins documents of different sources whose quotations share their words, whatever date each author gives; two that one
/// source keeps apart stay apart. What agrees in kind and day only is listed as possible.
pub(crate) fn join(papers: &[StoredPaper], grouped: Vec<DocumentEntity>) -> Across {
    let mut entity_of: BTreeMap<Place, usize> = BTreeMap::new();
    for (n, document) in grouped.iter().enumerate() {
        entity_of.extend(document.joins.iter().map(|j| ((j.paper, j.document), n)));
    }
    let shared = shared_quotations(papers);
    let document_of = |(paper, quotation): Place| {
        let document = papers[paper].quotations.found[quotation].value.document?;
        entity_of.get(&(paper, document)).copied()
    };
    let sources = |document: &DocumentEntity| -> BTreeSet<&str> {
        document.joins.iter().map(|j| papers[j.paper].source.as_str()).collect()
    };
    // Number of the document that each has become, and why.
    let mut leader: Vec<usize> = (0..grouped.len()).collect();
    let mut held: Vec<BTreeSet<&str>> = grouped.iter().map(sources).collect();
    let mut why: BTreeMap<usize, String> = BTreeMap::new();
    for &((a, b), letters) in &shared {
        let (Some(x), Some(y)) = (document_of(a), document_of(b)) else { continue };
        let (x, y) = (find(&leader, x), find(&leader, y));
        let (first, second) = (x.min(y), x.max(y));
        if first == second || !held[first].is_disjoint(&held[second]) {
            continue;
        }
        leader[second] = first;
        let moved = std::mem::take(&mut held[second]);
        held[first].extend(moved);
        why.insert(second, format!("the same words are quoted ({letters} letters)"));
    }
    let ids: Vec<String> = grouped.iter().map(|d| d.id.clone()).collect();
    let readings = shared.iter().filter_map(|&((a, b), letters)| match (document_of(a), document_of(b)) {
        (Some(x), None) => Some((b, ids[find(&leader, x)].clone(), letters)),
        (None, Some(y)) => Some((a, ids[find(&leader, y)].clone(), letters)),
        _ => None,
    });
    let mut readings: Vec<_> = readings.collect();
    readings.sort();
    readings.dedup_by(|later, first| (&later.0, &later.1) == (&first.0, &first.1));
    let mut documents: Vec<DocumentEntity> = Vec::new();
    let mut place: BTreeMap<usize, usize> = BTreeMap::new();
    for (n, document) in grouped.into_iter().enumerate() {
        match place.get(&find(&leader, n)) {
            Some(&at) => documents[at].joins.extend(document.joins.into_iter().map(|join| {
                let mut reasons: Vec<String> = why.get(&n).cloned().into_iter().collect();
                reasons.extend(join.reasons);
                DocumentJoin { reasons, score: BY_WORDS.min(join.score), ..join }
            })),
            None => {
                place.insert(n, documents.len());
                documents.push(document);
            }
        }
    }
    let possible = possible(papers, &documents);
    Across { documents, possible, readings }
}

fn find(leader: &[usize], mut n: usize) -> usize {
    while leader[n] != n {
        n = leader[n];
    }
    n
}

/// Pairs of quotations of different sources that share their words, with the letters that they share: the
/// most first.
fn shared_quotations(papers: &[StoredPaper]) -> Vec<(Two, u32)> {
    let mut forms = Forms::default();
    let mut texts: Vec<Text> = Vec::with_capacity(papers.len());
    for paper in papers {
        let mut builder = TextBuilder::new(&mut forms);
        for (n, (found, row)) in paper.quotations.found.iter().zip(&paper.quotations.rows).enumerate() {
            // A quotation inside another adds nothing to what is quoted.
            if found.value.level <= 1 {
                let reading = one_line(&row.exact);
                let whole = 0..reading.len();
                builder.block(n as u32, &reading, &[], std::slice::from_ref(&whole));
                builder.end_flow();
            }
        }
        texts.push(builder.finish());
    }
    // A paper may quote little else than what another quotes too.
    let settings = Settings { duplicate_share: u32::MAX, ..Settings::default() };
    let mut best: BTreeMap<Two, u32> = BTreeMap::new();
    for passage in find_shared(&texts, &forms, &settings).passages {
        let (a, b) = (passage.text_a as usize, passage.text_b as usize);
        if passage.score < SURE || papers[a].source == papers[b].source {
            continue;
        }
        let block = |text: usize, at: u32| texts[text].words().get(at as usize).map(|word| word.block as usize);
        let (Some(x), Some(y)) = (block(a, passage.a().start), block(b, passage.b().start)) else { continue };
        let letters = best.entry(((a, x), (b, y))).or_default();
        *letters = passage.score.max(*letters);
    }
    let mut pairs: Vec<(Two, u32)> = best.into_iter().collect();
    pairs.sort_by_key(|&(two, letters)| (std::cmp::Reverse(letters), two));
    pairs
}

/// Documents of one kind and day in different sources, of which no party speaks against their being one: the only ones of
/// that kind and day in each.
fn possible(papers: &[StoredPaper], documents: &[DocumentEntity]) -> Vec<Possible> {
    let mut by_day: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (n, document) in documents.iter().enumerate() {
        let day = document.date.as_deref().map(|d| d.split('T').next().unwrap_or(d));
        if let Some(day) = day.filter(|d| d.len() == 10 && !d.contains('/')) {
            by_day.entry((&document.genre, day)).or_default().push(n);
        }
    }
    let sources =
        |n: usize| -> BTreeSet<&str> { documents[n].joins.iter().map(|j| papers[j.paper].source.as_str()).collect() };
    let sides = |n: usize| {
        let told = documents[n].joins.iter().map(|j| &papers[j.paper].documents.found[j.document].value);
        told.fold((false, false), |(from, to), d| (from || !d.from.is_empty(), to || !d.to.is_empty()))
    };
    let mut found = Vec::new();
    for ((genre, day), list) in by_day.iter().filter(|(_, list)| list.len() > 1 && list.len() <= HABIT) {
        for (i, &a) in list.iter().enumerate() {
            for &b in &list[i + 1..] {
                let (of_a, of_b) = (sources(a), sources(b));
                let alone = |own: &BTreeSet<&str>| list.iter().filter(|&&n| !sources(n).is_disjoint(own)).count() == 1;
                let ((a_from, a_to), (b_from, b_to)) = (sides(a), sides(b));
                let open =
                    !(a_from && b_from || a_to && b_to) || !a_to && !b_to && matches!(*genre, "treaty" | "agreement");
                if of_a.is_disjoint(&of_b) && alone(&of_a) && alone(&of_b) && open {
                    let reasons = vec![format!("the only {genre} of {day} in either text; no party is told by both")];
                    let mentions = documents[b].joins.iter().map(|j| (j.paper, j.document));
                    found.extend(mentions.map(|mention| Possible {
                        mention,
                        document: documents[a].id.clone(),
                        reasons: reasons.clone(),
                        score: MAYBE,
                    }));
                }
            }
        }
    }
    found
}
