use std::collections::BTreeMap;
use std::ops::Range;

/// Something that a translation keeps: a date, a number, a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Landmark {
    /// Where it stands, in any unit that grows along the text.
    pub at: u32,
    /// What it is, across languages: equal things have equal numbers.
    pub key: u32,
}

/// Landmarks that two texts have in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parallel {
    /// The landmarks that stand against each other, by their numbers in either list, ascending.
    pub pairs: Vec<(usize, usize)>,
    /// What they weigh, less what stands between them alone: a landmark that stands twice in all texts weighs 100.
    pub score: u32,
}

impl Parallel {
    /// From the first to the last landmark of the first list.
    pub fn a(&self) -> Range<usize> {
        let at = |pair: Option<&(usize, usize)>| pair.map_or(0, |pair| pair.0);
        at(self.pairs.first())..at(self.pairs.last()) + 1
    }

    /// From the first to the last landmark of the second list.
    pub fn b(&self) -> Range<usize> {
        let at = |pair: Option<&(usize, usize)>| pair.map_or(0, |pair| pair.1);
        at(self.pairs.first())..at(self.pairs.last()) + 1
    }
}

/// How often each landmark stands in all texts.
#[derive(Debug, Clone, Default)]
pub struct LandmarkCounts {
    counts: BTreeMap<u32, u32>,
    all: u32,
}

impl LandmarkCounts {
    /// Counts the landmarks of all texts.
    pub fn of<'l>(texts: impl IntoIterator<Item = &'l [Landmark]>) -> Self {
        let mut counts = Self::default();
        for landmark in texts.into_iter().flatten() {
            *counts.counts.entry(landmark.key).or_default() += 1;
            counts.all += 1;
        }
        counts
    }

    /// 100 for what stands twice in all texts, less by the logarithm for what stands oftener, at least 10.
    fn weight(&self, key: u32) -> i64 {
        let count = self.counts.get(&key).copied().unwrap_or(1).max(2);
        let all = f64::from(self.all.max(4)).log2() - 1.0;
        // Cut to hundredths, the same on every processor that follows IEEE 754.
        (100.0 * (1.0 - (f64::from(count).log2() - 1.0) / all)).round().clamp(10.0, 100.0) as i64
    }
}

/// Landmarks that may stand between two of a parallel, on either side.
const GAP: usize = 6;
/// What a landmark costs that only one side has, in hundredths of one that stands twice.
const ALONE: i64 = 18;
/// Places of one landmark in one text from which it ties nothing together.
const FREQUENT: usize = 60;

/// The parallels of two texts, those of the highest score first; each landmark is in one. Those below `score` are left out,
/// and those of fewer than three different landmarks.
///
/// ```
/// use regesta_reuse::{Landmark, LandmarkCounts, parallels};
/// let text = |keys: &[u32]| -> Vec<Landmark> { (0..).zip(keys).map(|(at, &key)| Landmark { at, key }).collect() };
/// let (a, b) = (text(&[9, 1, 2, 3, 4]), text(&[1, 2, 8, 3, 4, 7]));
/// let counts = LandmarkCounts::of([a.as_slice(), b.as_slice()]);
/// let found = parallels(&a, &b, &counts, 200);
/// assert_eq!(found[0].pairs, [(1, 0), (2, 1), (3, 3), (4, 4)]);
/// ```
pub fn parallels(a: &[Landmark], b: &[Landmark], counts: &LandmarkCounts, score: u32) -> Vec<Parallel> {
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (n, landmark) in b.iter().enumerate() {
        places.entry(landmark.key).or_default().push(n);
    }
    let mut matches: Vec<(usize, usize)> = Vec::new();
    for (n, landmark) in a.iter().enumerate() {
        let there = places.get(&landmark.key).filter(|there| there.len() <= FREQUENT);
        matches.extend(there.into_iter().flatten().map(|&m| (n, m)));
    }
    let mut found = Vec::new();
    let mut taken = (vec![false; a.len()], vec![false; b.len()]);
    loop {
        let free: Vec<(usize, usize)> = matches.iter().copied().filter(|&(x, y)| !taken.0[x] && !taken.1[y]).collect();
        let Some(best) = best_chain(&free, a, counts).filter(|best| best.score >= score) else { break };
        for &(x, y) in &best.pairs {
            (taken.0[x], taken.1[y]) = (true, true);
        }
        let mut different: Vec<u32> = best.pairs.iter().map(|pair| a[pair.0].key).collect();
        different.sort_unstable();
        different.dedup();
        if different.len() >= 3 {
            found.push(best);
        }
    }
    found
}

/// The chain of highest score through `matches`, which are sorted. Of equal ones the first that ends.
fn best_chain(matches: &[(usize, usize)], a: &[Landmark], counts: &LandmarkCounts) -> Option<Parallel> {
    let mut worth: Vec<(i64, Option<usize>)> = Vec::with_capacity(matches.len());
    for (n, &(x, y)) in matches.iter().enumerate() {
        let near = matches[..n].partition_point(|m| m.0 + GAP + 1 < x);
        let before = (near..n).filter_map(|k| {
            let (gap_a, gap_b) = (x.checked_sub(matches[k].0 + 1)?, y.checked_sub(matches[k].1 + 1)?);
            (gap_a <= GAP && gap_b <= GAP).then(|| (worth[k].0 - ALONE * (gap_a + gap_b) as i64, k))
        });
        let best = before.filter(|&(value, _)| value > 0).max_by_key(|&(value, k)| (value, usize::MAX - k));
        worth.push((counts.weight(a[x].key) + best.map_or(0, |(value, _)| value), best.map(|(_, k)| k)));
    }
    let last = (0..matches.len()).max_by_key(|&n| (worth[n].0, usize::MAX - n))?;
    let mut pairs: Vec<(usize, usize)> =
        std::iter::successors(Some(last), |&n| worth[n].1).map(|n| matches[n]).collect();
    pairs.reverse();
    Some(Parallel { pairs, score: u32::try_from(worth[last].0).unwrap_or(0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(keys: &[u32]) -> Vec<Landmark> {
        (0..).zip(keys).map(|(at, &key)| Landmark { at, key }).collect()
    }

    #[test]
    fn the_same_things_in_another_order_are_no_parallel() {
        let (a, b) = (text(&[1, 2, 3, 4, 5]), text(&[5, 4, 3, 2, 1]));
        let counts = LandmarkCounts::of([a.as_slice(), b.as_slice()]);
        assert!(parallels(&a, &b, &counts, 150).is_empty());
    }

    #[test]
    fn one_name_over_and_over_ties_nothing_together() {
        let (a, b) = (text(&[1, 1, 1, 1, 1, 1, 2]), text(&[1, 1, 1, 1, 1, 1, 2]));
        let counts = LandmarkCounts::of([a.as_slice(), b.as_slice()]);
        assert!(parallels(&a, &b, &counts, 100).is_empty());
    }

    #[test]
    fn two_documents_are_two_parallels() {
        let mut one: Vec<u32> = vec![1, 2, 3, 4];
        one.extend(100..120);
        one.extend([5, 6, 7, 8]);
        let two: Vec<u32> = [vec![5, 6, 7, 8], (200..220).collect(), vec![1, 2, 3, 4]].concat();
        let (a, b) = (text(&one), text(&two));
        let counts = LandmarkCounts::of([a.as_slice(), b.as_slice()]);
        let found = parallels(&a, &b, &counts, 300);
        assert_eq!(found.iter().map(|p| (p.a(), p.b())).collect::<Vec<_>>(), [(0..4, 24..28), (24..28, 0..4)]);
    }
}
