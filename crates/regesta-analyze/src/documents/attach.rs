use regesta_lang::Found;
use regesta_text::Span;

use crate::context::{ByPassage, Findings};
use crate::value::{DocumentMention, Quotation};

/// Gives each quotation its document and its speaker: the document of its own sentence, or the last one of the
/// paragraph before it; a quotation that goes on keeps what it had. The speaker is who sent the document.
pub fn attach_quotations(
    findings: &Findings,
    quotations: &mut [Found<Quotation>],
    documents: &[Found<DocumentMention>],
) {
    let by_passage = ByPassage::new(findings.paper, documents);
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
        let continued = quotation.value.continues.and_then(|c| quotations[c].value.document);
        let document = inside.or(told).or(continued).or(beside).or(before);
        let Some(document) = document.filter(|_| quotation.value.level == 1) else { continue };
        let speaker = documents[document].value.from.clone();
        let value = &mut quotations[q].value;
        value.document = Some(document);
        value.speaker = speaker;
    }
}
