use std::ops::Range;

use crate::{Seed, Settings, Text};

/// A stretch of two texts in which seeds lie near each other: what is looked at when passages are made there, and nothing
/// else. Two regions of one pair are so far apart that no passage reaches from one into the other, so that each can be
/// worked on by itself, wherever its words are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Words of the first text that are looked at, half-open; the end may lie behind that of the text.
    pub a: Range<u32>,
    /// Words of the second text.
    pub b: Range<u32>,
    /// The first words of its seeds in either text, sorted.
    pub seeds: Vec<(u32, u32)>,
}

/// Words before the first and behind the last seed that are looked at. A quotation whose words are misread so often that
/// no seed stands in two hundred of them is not found at that end.
pub const REACH: u32 = 200;

/// The regions of one pair of texts, by their places in the first. `seeds` are the first words of shared shingles in either
/// text, sorted; those without others near them are left out.
pub fn regions(seeds: &[(u32, u32)], settings: &Settings) -> Vec<Region> {
    let apart = settings.cut_words + 2 * REACH;
    let mut open = vec![backed(seeds, settings)];
    let mut done: Vec<Vec<(u32, u32)>> = Vec::new();
    while let Some(mut part) = open.pop() {
        // Cut along the one text, then along the other, until no cut is left.
        for key in [(|s: &(u32, u32)| s.0) as fn(&(u32, u32)) -> u32, |s| s.1] {
            part.sort_unstable_by_key(|seed| (key(seed), *seed));
            let cuts: Vec<&[(u32, u32)]> = part.chunk_by(|x, y| key(y) - key(x) <= apart).collect();
            if cuts.len() > 1 {
                open.extend(cuts.into_iter().map(<[_]>::to_vec));
                part.clear();
                break;
            }
        }
        if !part.is_empty() {
            part.sort_unstable();
            done.push(part);
        }
    }
    done.sort_unstable();
    done.into_iter().map(region).collect()
}

fn region(seeds: Vec<(u32, u32)>) -> Region {
    let around = |key: fn(&(u32, u32)) -> u32| {
        let first = seeds.iter().map(key).min().unwrap_or(0);
        let last = seeds.iter().map(key).max().unwrap_or(0);
        first.saturating_sub(REACH)..last.saturating_add(REACH)
    };
    Region { a: around(|seed| seed.0), b: around(|seed| seed.1), seeds }
}

/// The seeds that have enough others near them on nearly the same diagonal.
fn backed(seeds: &[(u32, u32)], settings: &Settings) -> Vec<(u32, u32)> {
    const NEAR: u32 = 12;
    const BENT: i64 = 4;
    let diagonal = |seed: &(u32, u32)| i64::from(seed.0) - i64::from(seed.1);
    let backs = |n: usize| {
        let seed = &seeds[n];
        let near = |other: &&(u32, u32)| (diagonal(other) - diagonal(seed)).abs() <= BENT;
        let before = seeds[..n].iter().rev().take_while(|s| s.0 + NEAR >= seed.0).filter(near);
        let after = seeds[n + 1..].iter().take_while(|s| s.0 <= seed.0 + NEAR).filter(near);
        before.chain(after).take(settings.seeds).count() + 1 >= settings.seeds
    };
    (0..seeds.len()).filter(|&n| backs(n)).map(|n| seeds[n]).collect()
}

/// The share of the shorter text, in thousandths, that stands in the other in seeds: enough for two texts to be told to be
/// one text twice before a word of them is aligned. `words` are the lengths of both.
pub fn twin_share(regions: &[Region], words: (u32, u32), settings: &Settings) -> Option<u32> {
    let distinct = |key: fn(&(u32, u32)) -> u32| {
        let mut all: Vec<u32> = regions.iter().flat_map(|region| region.seeds.iter().map(key)).collect();
        all.sort_unstable();
        all.dedup();
        all.len() as u64
    };
    let shorter = words.0.min(words.1);
    let shared = distinct(|seed| seed.0).min(distinct(|seed| seed.1));
    let share = u32::try_from(shared * 1000 / u64::from(shorter.max(1))).unwrap_or(u32::MAX);
    (shorter >= SHORTEST_TWIN && share >= settings.duplicate_share).then_some(share.min(1000))
}

/// Words of the shorter of two texts from which they can be one text twice: short ones may well be one quotation and
/// little else.
pub const SHORTEST_TWIN: u32 = 400;

/// The seeds of one pair as places.
pub(crate) fn places(seeds: &[Seed]) -> Vec<(u32, u32)> {
    seeds.iter().map(|seed| (seed.word_a, seed.word_b)).collect()
}

impl Text {
    /// Some words of a text as a text: its flows end where the range does.
    pub fn window(&self, range: Range<u32>) -> Text {
        let end = range.end.min(self.words.len() as u32);
        let start = range.start.min(end);
        let inside = self.flows.iter().filter(|&&flow| start < flow && flow < end).map(|flow| flow - start);
        let mut flows: Vec<u32> = inside.collect();
        if end > start {
            flows.push(end - start);
        }
        Text { words: self.words[start as usize..end as usize].to_vec(), flows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_far_apart_in_either_text_are_regions_of_their_own() {
        let two = |a: u32, b: u32| [(a, b), (a + 1, b + 1)];
        let mut seeds: Vec<(u32, u32)> = [two(10, 5_000), two(40, 5_030), two(60, 20), two(9_000, 30)].concat();
        seeds.push((500, 700));
        seeds.sort_unstable();
        let found = regions(&seeds, &Settings::default());
        let parts: Vec<&[(u32, u32)]> = found.iter().map(|region| region.seeds.as_slice()).collect();
        assert_eq!(
            parts,
            [&[(10, 5_000), (11, 5_001), (40, 5_030), (41, 5_031)][..], &two(60, 20)[..], &two(9_000, 30)[..]]
        );
        assert_eq!((found[1].a.clone(), found[1].b.clone()), (0..261, 0..221));
    }

    #[test]
    fn regions_do_not_depend_on_what_lies_elsewhere() {
        let near: Vec<(u32, u32)> = (0..30).map(|n| (1_000 + 3 * n, 2_000 + 3 * n)).collect();
        let alone = regions(&near, &Settings::default());
        let mut with_others: Vec<(u32, u32)> = (0..30).map(|n| (1_000 + 3 * n, 90_000 + 3 * n)).collect();
        with_others.extend(&near);
        with_others.sort_unstable();
        assert!(regions(&with_others, &Settings::default()).contains(&alone[0]));
    }

    #[test]
    fn twins_are_told_by_their_seeds() {
        let same: Vec<(u32, u32)> = (0..500).map(|n| (n, n + 3)).collect();
        let settings = Settings::default();
        let found = regions(&same, &settings);
        assert_eq!(twin_share(&found, (600, 900), &settings), Some(833));
        assert_eq!(twin_share(&found, (1_200, 1_200), &settings), None);
        let short: Vec<(u32, u32)> = (0..100).map(|n| (n, n)).collect();
        assert_eq!(twin_share(&regions(&short, &settings), (100, 100), &settings), None);
    }

    #[test]
    fn a_window_keeps_its_flows() {
        let mut forms = crate::Forms::default();
        let mut builder = crate::TextBuilder::new(&mut forms);
        builder.block(0, "one two three", &[], &[]);
        builder.end_flow();
        builder.block(1, "four five", &[], &[]);
        let text = builder.finish();
        let window = text.window(1..4);
        assert_eq!((window.words().len(), window.flow(0), window.flow(2)), (3, 0..2, 2..3));
        assert_eq!(text.window(4..90).words().len(), 1);
        assert!(text.window(9..12).words().is_empty());
    }
}
