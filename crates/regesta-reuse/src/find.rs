use std::cmp::Reverse;

use rayon::prelude::*;

use crate::commonplace::Commonplaces;
use crate::fragment::fragments;
use crate::passage::{Joiner, Passage};
use crate::region::{Region, SHORTEST_TWIN, places, regions, twin_share};
use crate::shingle::{Seed, seeds, shingles};
use crate::weigh::Scale;
use crate::{Forms, Settings, Text};

/// What texts share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    /// Passages of two texts each, those with the highest score first.
    pub passages: Vec<Passage>,
    /// Pairs of texts that are one text twice, with the share of the shorter that they have in common, in thousandths.
    /// Their passages are not listed: they would flood the rest.
    pub duplicates: Vec<(u32, u32, u32)>,
}

/// Finds what `texts` share. The result does not depend on the number of threads; that of `n` texts does not change when
/// the texts are given in another order, but for the numbers.
pub fn find_shared(texts: &[Text], forms: &Forms, settings: &Settings) -> Shared {
    let all: Vec<_> = (0..texts.len())
        .into_par_iter()
        .flat_map_iter(|n| shingles(n as u32, &texts[n], forms, settings.shingle_letters))
        .collect();
    let seeds = seeds(all, settings);
    let commonplaces = Commonplaces::of(texts);
    let pairs: Vec<&[Seed]> = seeds.chunk_by(|x, y| (x.a, x.b) == (y.a, y.b)).collect();
    let found: Vec<Pair> = pairs.par_iter().map(|seeds| pair(seeds, texts, forms, &commonplaces, settings)).collect();
    let mut shared = Shared::default();
    for pair in found {
        shared.duplicates.extend(pair.twins);
        shared.passages.extend(pair.passages);
    }
    shared.passages.sort_by_key(Passage::order);
    shared
}

impl Passage {
    /// The order in which passages are listed: the highest score first, then by place.
    pub fn order(&self) -> (Reverse<u32>, u32, u32, u32, u32) {
        (Reverse(self.score), self.text_a, self.text_b, self.a().start, self.b().start)
    }
}

#[derive(Default)]
struct Pair {
    passages: Vec<Passage>,
    twins: Option<(u32, u32, u32)>,
}

/// What one pair of texts shares.
fn pair(seeds: &[Seed], texts: &[Text], forms: &Forms, commonplaces: &Commonplaces, settings: &Settings) -> Pair {
    let Some(first) = seeds.first() else { return Pair::default() };
    let numbers = (first.a, first.b);
    let (a, b) = (&texts[first.a as usize], &texts[first.b as usize]);
    let words = (a.words.len() as u32, b.words.len() as u32);
    let regions = regions(&places(seeds), settings);
    if let Some(share) = twin_share(&regions, words, settings) {
        return Pair { passages: Vec::new(), twins: Some((numbers.0, numbers.1, share)) };
    }
    let scale = Scale::new(forms);
    let mut passages = Vec::new();
    for region in &regions {
        for mut passage in region_passages(region, numbers, (a, b), forms, settings) {
            passage.score = commonplaces.score(&passage.steps, a, forms, &scale);
            passages.push(passage);
        }
    }
    passages.retain(|passage| passage.score >= settings.possible_score);
    let agreeing = passages.iter().map(Passage::agreeing).sum();
    match aligned_share(agreeing, words, settings) {
        Some(share) => Pair { passages: Vec::new(), twins: Some((numbers.0, numbers.1, share)) },
        None => Pair { passages, twins: None },
    }
}

/// The passages of one region of a pair of texts, in the words of both whole texts. `score` is the highest that each can
/// have, were all of its words rare and none of them a commonplace; what stays below the line even so is left out.
pub fn region_passages(
    region: &Region,
    numbers: (u32, u32),
    texts: (&Text, &Text),
    forms: &Forms,
    settings: &Settings,
) -> Vec<Passage> {
    window_passages(
        region,
        numbers,
        (&texts.0.window(region.a.clone()), &texts.1.window(region.b.clone())),
        forms,
        settings,
    )
}

/// As [`region_passages`], where the caller has no more than the words of the region: `windows` begin with the first word
/// of [`Region::a`] and of [`Region::b`].
pub fn window_passages(
    region: &Region,
    numbers: (u32, u32),
    windows: (&Text, &Text),
    forms: &Forms,
    settings: &Settings,
) -> Vec<Passage> {
    let (a, b) = windows;
    let (from_a, from_b) = (region.a.start, region.b.start);
    let seeds: Vec<Seed> = region
        .seeds
        .iter()
        .map(|seed| Seed { a: numbers.0, b: numbers.1, word_a: seed.0 - from_a, word_b: seed.1 - from_b })
        .collect();
    let mut scale = Scale::new(forms);
    let fragments = fragments(&seeds, a, b, &mut scale, settings);
    let joiner = Joiner { numbers, a, b, settings };
    let mut passages = joiner.passages(fragments, &mut scale);
    for passage in &mut passages {
        for step in &mut passage.steps {
            step.a = step.a.start + from_a..step.a.end + from_a;
            step.b = step.b.start + from_b..step.b.end + from_b;
        }
    }
    passages
}

/// The share of the shorter of two texts that is in their passages, in thousandths, where it is so much that they are one
/// text twice. `words` are the lengths of both, `agreeing` the words of the first that the passages align.
pub fn aligned_share(agreeing: u64, words: (u32, u32), settings: &Settings) -> Option<u32> {
    let shorter = words.0.min(words.1);
    let share = u32::try_from((agreeing * 1000 / u64::from(shorter.max(1))).min(1000)).unwrap_or(1000);
    (share >= settings.duplicate_share && shorter >= SHORTEST_TWIN).then_some(share)
}
