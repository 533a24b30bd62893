use std::cmp::Reverse;

use rayon::prelude::*;

use crate::commonplace::Commonplaces;
use crate::fragment::fragments;
use crate::passage::{Joiner, Passage};
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
    let found: Vec<Vec<Passage>> =
        pairs.par_iter().map(|seeds| pair_passages(seeds, texts, forms, &commonplaces, settings)).collect();
    let mut shared = Shared::default();
    for passages in found {
        match duplicate(&passages, texts, settings) {
            Some(pair) => shared.duplicates.push(pair),
            None => shared.passages.extend(passages),
        }
    }
    shared.passages.sort_by_key(|p| (Reverse(p.score), p.text_a, p.text_b, p.a().start, p.b().start));
    shared
}

/// The passages of one pair of texts.
pub fn pair_passages(
    seeds: &[Seed],
    texts: &[Text],
    forms: &Forms,
    commonplaces: &Commonplaces,
    settings: &Settings,
) -> Vec<Passage> {
    let Some(first) = seeds.first() else { return Vec::new() };
    let (a, b) = (&texts[first.a as usize], &texts[first.b as usize]);
    let mut scale = Scale::new(forms);
    let fragments = fragments(&backed(seeds, settings), a, b, &mut scale, settings);
    let joiner = Joiner { numbers: (first.a, first.b), a, b, forms, commonplaces, settings };
    joiner.passages(fragments, &mut scale)
}

/// The seeds that have enough others near them on nearly the same diagonal.
fn backed(seeds: &[Seed], settings: &Settings) -> Vec<Seed> {
    const NEAR: u32 = 12;
    const BENT: i64 = 4;
    let diagonal = |seed: &Seed| i64::from(seed.word_a) - i64::from(seed.word_b);
    let backs = |n: usize| {
        let seed = &seeds[n];
        let near = |other: &&Seed| (diagonal(other) - diagonal(seed)).abs() <= BENT;
        let before = seeds[..n].iter().rev().take_while(|s| s.word_a + NEAR >= seed.word_a).filter(near).count();
        let after = seeds[n + 1..].iter().take_while(|s| s.word_a <= seed.word_a + NEAR).filter(near).count();
        before + after + 1 >= settings.seeds
    };
    (0..seeds.len()).filter(|&n| backs(n)).map(|n| seeds[n]).collect()
}

fn duplicate(passages: &[Passage], texts: &[Text], settings: &Settings) -> Option<(u32, u32, u32)> {
    let first = passages.first()?;
    let shared: u64 =
        passages.iter().flat_map(|p| &p.steps).filter(|s| s.agrees()).map(|s| u64::from(s.a.end - s.a.start)).sum();
    let shorter = texts[first.text_a as usize].words.len().min(texts[first.text_b as usize].words.len()) as u64;
    let share = (shared * 1000 / shorter.max(1)).min(1000) as u32;
    // Two short texts may well be one quotation and little else.
    (share >= settings.duplicate_share && shorter >= 400).then_some((first.text_a, first.text_b, share))
}
