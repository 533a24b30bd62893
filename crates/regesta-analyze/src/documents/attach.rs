//! Whose words a quotation gives, and from which document.

use std::collections::BTreeMap;

use regesta_lang::{Casing, Found};
use regesta_text::Span;

use super::Cases;
use super::items::{Item, Kind, Op, Sources, items};
use super::memory::{Memory, share};
use super::roles::{Draft, clauses};
use super::verb::{governed, verb_roles};
use crate::context::{ByPassage, Findings};
use crate::value::{DocumentMention, Quotation};

/// How far from a quotation the verb may stand that says who speaks, in items of the sentence.
const VERB_REACH: usize = 7;

/// Gives each quotation its document and its speaker: the document of its own sentence, or the last one of the
/// paragraph before it; a quotation that goes on keeps what it had. The speaker is named by the author's words inside
/// the quotation, else he is who sent the document, else the subject of the verb beside it, else the subject of the
/// sentence before.
pub fn attach_quotations(
    findings: &Findings,
    quotations: &mut [Found<Quotation>],
    documents: &[Found<DocumentMention>],
) {
    let by_passage = ByPassage::new(findings.paper, documents);
    let cues = cues(findings, quotations);
    for q in 0..quotations.len() {
        let quotation = &quotations[q];
        let passage = &findings.paper.passages[quotation.passage];
        let start = passage.sentence_at(quotation.span.start).map_or(0, |s| s.span.start).min(quotation.span.start);
        let end = passage.sentence_at(quotation.span.end).map_or(quotation.span.end, |s| s.span.end);
        let around = Span::new(start, end.max(quotation.span.end));
        let here = by_passage.of(quotation.passage);
        let told = here.iter().copied().find(|&d| documents[d].value.quotation == Some(q));
        let inside = quotation
            .value
            .interruptions
            .iter()
            .find_map(|gap| here.iter().copied().find(|&d| documents[d].span.overlaps(*gap)));
        let before = here.iter().copied().rfind(|&d| documents[d].span.end <= quotation.span.start);
        let beside = before.filter(|&d| documents[d].span.overlaps(around)).or_else(|| {
            here.iter()
                .copied()
                .find(|&d| documents[d].span.overlaps(around) && documents[d].span.start >= quotation.span.end)
        });
        if quotation.value.level != 1 {
            continue;
        }
        let before_it = quotation.value.continues.map(|c| &quotations[c].value);
        let continued = before_it.and_then(|v| v.document);
        let goes_on = before_it.map(|v| v.speaker.clone()).unwrap_or_default();
        let cue = cues.get(&q).cloned().unwrap_or_default();
        let own = inside.or(told).or(continued).or(beside);
        let sender = |d: Option<usize>| d.map(|d| documents[d].value.from.clone()).unwrap_or_default();
        let of_speaker = |d: &usize| {
            let from = &documents[*d].value.from;
            cue.inside.is_empty() && cue.named.is_empty()
                || share(findings, from, &cue.inside)
                || share(findings, from, &cue.named)
                || from.is_empty()
        };
        let of_subject = |d: &usize| {
            let from = &documents[*d].value.from;
            !cue.pronoun || cue.subject.is_empty() || from.len() != 1 || share(findings, from, &cue.subject)
        };
        let document = own.or(before.filter(of_speaker).filter(of_subject));
        let candidates = [cue.inside, goes_on, sender(own), cue.named, sender(document), cue.subject];
        let speaker = candidates.into_iter().find(|c| !c.is_empty()).unwrap_or_default();
        let value = &mut quotations[q].value;
        value.document = document;
        value.speaker = speaker;
    }
}

/// What the sentence of a quotation says of its speaker.
#[derive(Debug, Clone, Default)]
struct Cue {
    /// Names in the author's words inside the quotation.
    inside: Vec<usize>,
    /// The subject of a verb of saying beside it.
    named: Vec<usize>,
    /// "He said": the speaker was named before.
    pronoun: bool,
    /// The subject of the sentence before, or of an earlier clause.
    subject: Vec<usize>,
}

fn cues(findings: &Findings, quotations: &[Found<Quotation>]) -> BTreeMap<usize, Cue> {
    let mut out: BTreeMap<usize, Cue> = BTreeMap::new();
    let sources = Sources::new(findings, quotations);
    for (index, passage) in findings.paper.passages.iter().enumerate() {
        if sources.quotations.of(index).is_empty() {
            continue;
        }
        let mut memory = Memory::default();
        for sentence in &passage.sentences {
            let pack = findings.packs.get(sentence.lang);
            let items = items(findings, quotations, &sources, index, sentence.span, pack);
            let turkic = pack.casing() == Casing::Turkic;
            let endings = pack.morphology() == Some("rumorph") || !pack.lexicon("case-ending").entries().is_empty();
            for at in 0..items.len() {
                let Kind::Quote(q) = items[at].kind else { continue };
                memory.subjects(findings, &items[..at]);
                let cue = out.entry(q).or_default();
                if cue.subject.is_empty() {
                    cue.subject = memory.last_subject(index).iter().take(1).copied().collect();
                }
                let gap = items[at + 1..].iter().position(|i| i.kind == Kind::Quote(q)).map(|n| at + 1..at + 1 + n);
                if let Some(gap) = gap
                    && cue.inside.is_empty()
                {
                    cue.pronoun |= items[gap.clone()].iter().any(|i| matches!(i.kind, Kind::Mark(Op::He | Op::They)));
                    cue.inside = nominatives(&items, gap, endings);
                }
                if cue.named.is_empty() {
                    let (named, pronoun) = verb_subject(findings, &items, at, turkic, endings);
                    cue.named = named;
                    cue.pronoun |= pronoun;
                }
            }
            memory.subjects(findings, &items);
        }
    }
    out
}

/// Names in the author's words between two halves of a quotation: the first in the nominative with those joined to it.
fn nominatives(items: &[Item], range: std::ops::Range<usize>, endings: bool) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last = 0;
    for i in range {
        let Kind::Name { mention, cases } = &items[i].kind else { continue };
        let genitive = cases.is_only(Cases::GENITIVE);
        let subject = if endings { cases.may_be(Cases::NOMINATIVE) } else { !genitive };
        let joined =
            out.is_empty() || i - last <= 2 && items[last + 1..i].iter().all(|x| x.kind == Kind::Mark(Op::And));
        if subject && joined && !governed(items, i) {
            out.push(*mention);
            last = i;
        }
    }
    out
}

/// The subject of the nearest verb of saying in the clause of a quotation, and whether it is a pronoun.
fn verb_subject(findings: &Findings, items: &[Item], at: usize, turkic: bool, endings: bool) -> (Vec<usize>, bool) {
    let verbs = items.iter().enumerate().filter_map(|(i, item)| match &item.kind {
        Kind::Verb(verb) if !verb.receives && i.abs_diff(at) <= VERB_REACH => Some((i.abs_diff(at), i, verb)),
        _ => None,
    });
    let Some((_, v, verb)) = verbs.min_by_key(|(distance, i, _)| (*distance, *i)) else { return (Vec::new(), false) };
    let Some(clause) = clauses(items).into_iter().find(|c| c.contains(&v)) else { return (Vec::new(), false) };
    let words = &items[clause.clone()];
    let mut draft = Draft { by_verb: true, span: items[v].span, anchor: items[v].span, ..Draft::default() };
    let mut used = vec![false; words.len()];
    verb_roles(findings, words, v - clause.start, verb, turkic, endings, true, &mut draft, &mut used);
    let pronoun = words.iter().any(|i| matches!(i.kind, Kind::Mark(Op::He | Op::They)));
    (draft.from, pronoun)
}
