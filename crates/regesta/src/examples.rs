use regesta_cite::ArchiveList;
use regesta_lang::{ExampleOutcome, Morphology, PackSet, Paper, check_examples};
use regesta_text::SegmentKind;

use crate::Result;

/// Runs the examples of every rule of these packs through the detectors.
///
/// The value of an example is for `date` rules the EDTF value, for `cite` rules `fond=` and the fond of the first
/// reference, for all other kinds the operation of the rule: these mark words whose meaning a detector weighs.
///
/// # Errors
/// [`crate::Error::Pack`] where a pack asks for a morphology that there is not.
pub fn pack_examples(packs: &PackSet) -> Result<Vec<ExampleOutcome>> {
    let morphology = Morphology::load(packs)?;
    Ok(check_examples(packs, |tag, kind, text| match kind {
        "date" => regesta_date::find_in_text(text, tag, packs)
            .into_iter()
            .map(|f| (f.rule, text[f.span.range()].to_owned(), f.value.edtf.unwrap_or_default()))
            .collect(),
        "cite" => {
            let mut paper = Paper::from_text(text, packs, &morphology, &());
            for passage in &mut paper.passages {
                passage.kind = SegmentKind::Body;
            }
            let found = regesta_cite::find_citations(&paper, packs, &ArchiveList::default());
            let words = |passage: usize, span: regesta_text::Span| {
                paper.passages[passage].reading.text()[span.range()].to_owned()
            };
            found
                .into_iter()
                .map(|f| {
                    let fond = f.value.refs.first().and_then(|r| r.fond.clone()).unwrap_or_default();
                    (f.rule, words(f.passage, f.span), format!("fond={fond}"))
                })
                .collect()
        }
        _ => {
            let rules = packs.find(tag).and_then(|lang| packs.get(lang).rules(kind));
            rules
                .map(|rules| rules.find(text, |_| true))
                .unwrap_or_default()
                .into_iter()
                .map(|m| (m.rule.id.clone(), m.text().to_owned(), m.rule.op.clone()))
                .collect()
        }
    }))
}
