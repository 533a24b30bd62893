use rustc_hash::FxHashMap;

use crate::align::Step;
use crate::weigh::Scale;
use crate::{Forms, Text};

/// Which words in a row are a habit of these texts rather than a quotation: titles of bodies, formulas, headings.
///
/// Learnt from the texts themselves: three words that come back inside the texts, and not only once in each, are a
/// commonplace. (TextPAIR calls the like *banality* and takes it from a list of the most frequent runs.)
#[derive(Debug, Default)]
pub struct Commonplaces {
    /// Places and texts of three words in a row.
    triples: FxHashMap<[u32; 3], Seen>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    places: u32,
    texts: u32,
    last: u32,
}

/// Places beyond one in each text from which three words are a commonplace.
const REPEATED: u32 = 2;

impl Commonplaces {
    /// Counts the triples of all texts.
    pub fn of(texts: &[Text]) -> Self {
        let mut triples: FxHashMap<[u32; 3], Seen> = FxHashMap::default();
        for (number, text) in (1..).zip(texts) {
            for three in text.words.windows(3) {
                let seen = triples.entry([three[0].form.0, three[1].form.0, three[2].form.0]).or_default();
                seen.places += 1;
                if seen.last != number {
                    (seen.last, seen.texts) = (number, seen.texts + 1);
                }
            }
        }
        triples.retain(|_, seen| seen.places - seen.texts >= REPEATED);
        Self { triples }
    }

    /// For each word of `range`, whether it stands in a commonplace.
    fn covered(&self, text: &Text, range: std::ops::Range<usize>) -> Vec<bool> {
        let words = &text.words[range];
        let mut covered = vec![false; words.len()];
        for (n, three) in words.windows(3).enumerate() {
            if self.triples.contains_key(&[three[0].form.0, three[1].form.0, three[2].form.0]) {
                covered[n..n + 3].fill(true);
            }
        }
        covered
    }

    /// What the steps say of a common source, in letters: the letters of the words that agree, weighted by how rare they
    /// are, without commonplaces, less what stands against it.
    pub fn score(&self, steps: &[Step], a: &Text, forms: &Forms, scale: &Scale) -> u32 {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return 0 };
        let covered = self.covered(a, first.a.start as usize..last.a.end as usize);
        let mut score: i64 = 0;
        for step in steps.iter().filter(|step| step.agrees()) {
            for at in step.a.clone() {
                if covered[(at - first.a.start) as usize] {
                    continue;
                }
                let form = a.words[at as usize].form;
                let weight = i64::from(scale.weight(form).min(step.weight)) / i64::from(step.a.end - step.a.start);
                score += weight * i64::from(forms.rarity(form));
            }
        }
        let against: i64 = steps
            .iter()
            .filter(|step| !step.agrees() && !step.a.is_empty() && !step.b.is_empty())
            .map(|step| i64::from(step.weight) * 200)
            .sum();
        u32::try_from((score + against).max(0) / 10_000).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TextBuilder;

    #[test]
    fn formula_inside_texts_counts_nothing() {
        let mut forms = Forms::default();
        let formula = "His Majesty's Principal Secretary of State. ";
        let parts = [format!("{}One unlike sentence.", formula.repeat(3)), format!("{formula}{formula}Another thing.")];
        let texts: Vec<Text> = parts
            .iter()
            .map(|part| {
                let mut builder = TextBuilder::new(&mut forms);
                builder.block(0, part, &[], &[]);
                builder.finish()
            })
            .collect();
        let commonplaces = Commonplaces::of(&texts);
        let scale = Scale::new(&forms);
        let steps: Vec<Step> = (0..5)
            .map(|n| Step { a: n..n + 1, b: n..n + 1, weight: scale.weight(texts[0].words[n as usize].form) })
            .collect();
        assert_eq!(commonplaces.score(&steps, &texts[0], &forms, &scale), 0);
        assert!(Commonplaces::default().score(&steps, &texts[0], &forms, &scale) > 5);
    }
}
