//! Documents that the words of a quotation speak of: "решение ЦК от 4 мая" in a telegram.

use regesta_lang::{Casing, Found};
use regesta_text::SegmentKind;

use super::items::{Kind, Op, Sources, items};
use super::memory::Memory;
use super::roles::drafts;
use super::{accept, settle};
use crate::context::{ByPassage, Findings};
use crate::value::{DocumentMention, Quotation};

/// Documents named inside quotations: only by a noun, and only with a sender or both parties named beside it. "I", "you" and
/// "he" of a quotation are nobody that the paper names.
pub(super) fn in_quotations(
    findings: &Findings,
    quotations: &[Found<Quotation>],
    memory: &Memory,
    known: &[Found<DocumentMention>],
) -> Vec<Found<DocumentMention>> {
    let quoted = ByPassage::new(findings.paper, quotations);
    let plain = Sources { quotations: ByPassage::default(), ..Sources::new(findings, &[]) };
    let mut found: Vec<Found<DocumentMention>> = Vec::new();
    for (index, passage) in findings.paper.passages.iter().enumerate() {
        let here: Vec<&Found<Quotation>> =
            quoted.of(index).iter().map(|&q| &quotations[q]).filter(|q| q.value.level == 1).collect();
        if here.is_empty() || !matches!(passage.kind, SegmentKind::Body | SegmentKind::Abstract) {
            continue;
        }
        let first = found.len();
        for sentence in &passage.sentences {
            let around = |span| {
                here.iter()
                    .any(|q| q.span.contains(span) && !q.value.interruptions.iter().any(|gap| gap.overlaps(span)))
            };
            if !here.iter().any(|q| q.span.overlaps(sentence.span)) {
                continue;
            }
            let pack = findings.packs.get(sentence.lang);
            let mut row = items(findings, &[], &plain, index, sentence.span, pack);
            row.retain(|i| around(i.span));
            if !row.iter().any(|i| matches!(i.kind, Kind::Noun(_))) {
                continue;
            }
            let turkic = pack.casing() == Casing::Turkic;
            let endings = pack.morphology() == Some("rumorph") || !pack.lexicon("case-ending").entries().is_empty();
            for mut draft in drafts(findings, index, &row, turkic, endings) {
                let pronoun = row.iter().any(|i| matches!(i.kind, Kind::Mark(Op::His | Op::Own)));
                let bilateral = matches!(draft.genre.as_deref(), Some("treaty" | "agreement"));
                let named = if bilateral {
                    draft.from.len() > 1
                } else {
                    !draft.from.is_empty() && !draft.plural && draft.genre.as_deref() != Some("other")
                };
                if draft.by_verb || draft.weak || draft.kindless || !named || pronoun && !bilateral {
                    continue;
                }
                draft.quotation = None;
                let Some(mut document) =
                    accept(findings, quotations, index, sentence.span, pack, &draft, memory, known, known.len())
                else {
                    continue;
                };
                let told = found[first..].iter().chain(known.iter().filter(|k| k.passage == index)).any(|other| {
                    other.value.genre == document.value.genre
                        && (other.value.date == document.value.date || document.value.date.is_none())
                        && super::memory::share(findings, &other.value.from, &document.value.from)
                });
                if told || passage.reading.raw_pieces(document.span).is_empty() {
                    continue;
                }
                settle::date_of_same(findings, known.len(), &mut document, known);
                document.reason.push_str(", in words quoted");
                document.score = document.score.saturating_sub(100);
                found.push(document);
            }
        }
    }
    found
}
