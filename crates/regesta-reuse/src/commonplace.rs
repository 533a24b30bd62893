use std::ops::Range;

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
        triples.retain(|_, seen| is_commonplace(seen.places.into(), seen.texts.into()));
        Self { triples }
    }

    /// What the steps say of a common source, in letters: the letters of the words that agree, weighted by how rare they
    /// are, without commonplaces, less what stands against it.
    pub fn score(&self, steps: &[Step], a: &Text, forms: &Forms, scale: &Scale) -> u32 {
        let evidence = Evidence::of(steps, a, scale);
        let words = &a.words[evidence.words.start as usize..evidence.words.end as usize];
        let rarity: Vec<u32> = words.iter().map(|word| forms.rarity(word.form)).collect();
        let habit = |n: usize| self.triples.contains_key(&[words[n].form.0, words[n + 1].form.0, words[n + 2].form.0]);
        let habits: Vec<bool> = (0..words.len().saturating_sub(2)).map(habit).collect();
        evidence.score(&rarity, &habits)
    }
}

/// What a passage says for a common source, before it is known how rare its words are in all texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Words of the first text, from the first to the last that is shared.
    pub words: Range<u32>,
    /// For each of them, what it counts for in tenths of a letter; 0 for a word that does not agree.
    pub weights: Vec<u32>,
    /// What stands against it, in tenths of a letter: not above 0.
    pub against: i64,
}

impl Evidence {
    /// What the steps say; they are those of a passage whose first text is `a`.
    pub fn of(steps: &[Step], a: &Text, scale: &Scale) -> Self {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
            return Self { words: 0..0, weights: Vec::new(), against: 0 };
        };
        let words = first.a.start..last.a.end;
        let mut weights = vec![0; words.len()];
        for step in steps.iter().filter(|step| step.agrees()) {
            for at in step.a.clone() {
                let weight = scale.weight(a.words[at as usize].form).min(step.weight) / step.a.len() as i32;
                weights[(at - words.start) as usize] = weight.unsigned_abs();
            }
        }
        let against = steps
            .iter()
            .filter(|step| !step.agrees() && !step.a.is_empty() && !step.b.is_empty())
            .map(|step| i64::from(step.weight))
            .sum();
        Self { words, weights, against }
    }

    /// The score in letters. `rarity` has for each word how rare it is, in thousandths (see [`rarity_of`](crate::rarity_of));
    /// `habits` for each three words in a row whether they are a commonplace.
    pub fn score(&self, rarity: &[u32], habits: &[bool]) -> u32 {
        let covered = |n: usize| habits.iter().take(n + 1).skip(n.saturating_sub(2)).any(|habit| *habit);
        let sum: i64 = (0..self.weights.len())
            .filter(|&n| self.weights[n] > 0 && !covered(n))
            .map(|n| i64::from(self.weights[n]) * i64::from(rarity[n]))
            .sum();
        u32::try_from((sum + 200 * self.against).max(0) / 10_000).unwrap_or(u32::MAX)
    }

    /// The highest score it can have.
    pub fn highest(&self) -> u32 {
        self.score(&vec![1000; self.weights.len()], &[])
    }
}

/// Whether three words in a row that stand at `places` places of `texts` texts are a commonplace.
pub fn is_commonplace(places: u64, texts: u64) -> bool {
    places - texts.min(places) >= u64::from(REPEATED)
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
