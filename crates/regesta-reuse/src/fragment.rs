use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::align::{Reach, Step, align};
use crate::shingle::Seed;
use crate::weigh::Scale;
use crate::{Form, Settings, Text};

/// Words of two texts that stand against each other without a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// The steps, in order; both ends agree.
    pub steps: Vec<Step>,
}

/// Words that are read at once past the last word known to be shared.
const WINDOW: u32 = 40;
/// Cells of the largest matrix that is filled between two shared words; a larger one is parted first.
const CELLS: u64 = 60_000;
/// What may speak against an alignment in one stretch, in tenths of a letter.
const DROP: i32 = 220;
/// Runs before a run that are looked at for the one it continues.
const LOOK_BACK: usize = 64;

impl Fragment {
    /// Words of the first text, from the first to the last shared.
    pub fn a(&self) -> Range<u32> {
        hull(self.steps.iter().map(|step| &step.a))
    }

    /// Words of the second text.
    pub fn b(&self) -> Range<u32> {
        hull(self.steps.iter().map(|step| &step.b))
    }

    /// What the steps count for, in tenths of a letter.
    pub fn weight(&self) -> i32 {
        self.steps.iter().map(|step| step.weight).sum()
    }
}

/// From the first to the last word of all ranges.
pub fn hull<'r>(ranges: impl Iterator<Item = &'r Range<u32>>) -> Range<u32> {
    let hull = ranges.cloned().reduce(|all, range| all.start.min(range.start)..all.end.max(range.end));
    hull.unwrap_or_default()
}

/// Equal words at `a` and `b`, `len` of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    a: u32,
    b: u32,
    len: u32,
    /// The first words of the flows.
    flows: (u32, u32),
}

/// Makes the fragments of one pair of texts out of its seeds (sorted). They are sorted by their first words and do not
/// hold each other.
pub fn fragments(seeds: &[Seed], a: &Text, b: &Text, scale: &mut Scale, settings: &Settings) -> Vec<Fragment> {
    let runs = runs(seeds, a, b);
    let mut found: Vec<Fragment> = Vec::new();
    // Words that stand against each other in some fragment: a run that begins with such a pair is in it.
    let mut held: FxHashSet<(u32, u32)> = FxHashSet::default();
    for chain in chains(&runs, settings.gap_words) {
        if chain.iter().all(|run| held.contains(&(run.a, run.b))) {
            continue;
        }
        for fragment in split(grown(&chain, a, b, scale)) {
            held.extend(fragment.steps.iter().filter(|step| step.agrees()).map(|step| (step.a.start, step.b.start)));
            found.push(fragment);
        }
    }
    found.sort_by_key(|f| (f.a().start, f.b().start, u32::MAX - f.a().end));
    found.dedup_by(|later, first| within(&later.a(), &first.a()) && within(&later.b(), &first.b()));
    found
}

/// Cuts an alignment where more speaks against it than for it: what stands on either side is a fragment of its own, to be
/// joined again only where a mark of the author says so.
fn split(steps: Vec<Step>) -> Vec<Fragment> {
    let mut parts = Vec::new();
    let mut start = 0;
    // The sum since `start`, its highest value, and the step after which it had that.
    let (mut sum, mut top, mut top_at) = (0, 0, 0);
    let mut at = 0;
    while at < steps.len() {
        sum += steps[at].weight;
        at += 1;
        if sum >= top {
            (top, top_at) = (sum, at);
        } else if top - sum > DROP || at == steps.len() {
            parts.push(steps[start..top_at].to_vec());
            // Begin again with the next word that agrees.
            (start, at, sum, top) = (top_at, top_at, 0, 0);
            while at < steps.len() && !steps[at].agrees() {
                at += 1;
            }
            (start, top_at) = (at.max(start), at);
        }
    }
    parts.push(steps[start.min(top_at)..top_at].to_vec());
    parts.into_iter().map(|part| Fragment { steps: trimmed(part) }).filter(|f| !f.steps.is_empty()).collect()
}

fn within(inner: &Range<u32>, outer: &Range<u32>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The longest runs of equal words through the seeds, each once. Letters can be shared where words are not (written apart
/// or together): such a seed is a run of no words.
fn runs(seeds: &[Seed], a: &Text, b: &Text) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for seed in seeds {
        let (flow_a, flow_b) = (a.flow(seed.word_a), b.flow(seed.word_b));
        let equal = |x: u32, y: u32| a.words[x as usize].form == b.words[y as usize].form;
        let covered = |run: &Run| {
            run.a <= seed.word_a
                && seed.word_a < run.a + run.len
                && i64::from(run.a) - i64::from(run.b) == i64::from(seed.word_a) - i64::from(seed.word_b)
        };
        if runs.iter().rev().take(LOOK_BACK).any(covered) {
            continue;
        }
        let (mut start_a, mut start_b) = (seed.word_a, seed.word_b);
        let (mut end_a, mut end_b) = (start_a, start_b);
        while end_a < flow_a.end && end_b < flow_b.end && equal(end_a, end_b) {
            (end_a, end_b) = (end_a + 1, end_b + 1);
        }
        if end_a > start_a {
            while start_a > flow_a.start && start_b > flow_b.start && equal(start_a - 1, start_b - 1) {
                (start_a, start_b) = (start_a - 1, start_b - 1);
            }
        }
        runs.push(Run { a: start_a, b: start_b, len: end_a - start_a, flows: (flow_a.start, flow_b.start) });
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Joins runs that follow each other on both sides with few words between; each run is in one chain, the heaviest first.
fn chains(runs: &[Run], gap_words: u32) -> Vec<Vec<Run>> {
    let mut worth: Vec<i64> = Vec::with_capacity(runs.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(runs.len());
    for (n, run) in runs.iter().enumerate() {
        let own = i64::from(run.len) * 10 + 5;
        let best = (n.saturating_sub(LOOK_BACK)..n)
            .rev()
            .filter_map(|k| {
                let gap_a = run.a.checked_sub(runs[k].a + runs[k].len)?;
                let gap_b = run.b.checked_sub(runs[k].b + runs[k].len)?;
                let gap = gap_a.max(gap_b);
                (gap <= gap_words && run.flows == runs[k].flows && (run.a, run.b) != (runs[k].a, runs[k].b))
                    .then(|| (worth[k] - i64::from(gap) - 2 * i64::from(gap_a.abs_diff(gap_b)), k))
            })
            .max_by_key(|&(value, k)| (value, k))
            .filter(|&(value, _)| value > 0);
        worth.push(own + best.map_or(0, |(value, _)| value));
        before.push(best.map(|(_, k)| k));
    }
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by_key(|&n| (std::cmp::Reverse(worth[n]), n));
    let mut taken = vec![false; runs.len()];
    let mut chains = Vec::new();
    for last in order {
        let mut chain = Vec::new();
        let mut at = Some(last).filter(|&n| !taken[n]);
        while let Some(n) = at {
            taken[n] = true;
            chain.push(runs[n]);
            at = before[n].filter(|&k| !taken[k]);
        }
        if !chain.is_empty() {
            chain.reverse();
            chains.push(chain);
        }
    }
    chains
}

/// Fills the gaps of a chain, and reads on at both ends as long as something is shared.
fn grown(chain: &[Run], a: &Text, b: &Text, scale: &mut Scale) -> Vec<Step> {
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return Vec::new() };
    let (flow_a, flow_b) = (a.flow(first.a), b.flow(first.b));
    let mut steps = backward((first.a, first.b), (flow_a.start, flow_b.start), (a, b), scale);
    let (mut at_a, mut at_b) = (first.a, first.b);
    for run in chain {
        steps.extend(between(at_a..run.a, at_b..run.b, a, b, scale));
        steps.extend((0..run.len).map(|n| Step {
            a: run.a + n..run.a + n + 1,
            b: run.b + n..run.b + n + 1,
            weight: scale.weight(a.words[(run.a + n) as usize].form),
        }));
        (at_a, at_b) = (run.a + run.len, run.b + run.len);
    }
    steps.extend(forward((last.a + last.len, last.b + last.len), (flow_a.end, flow_b.end), (a, b), scale));
    trimmed(steps)
}

/// Aligns what stands between two shared words. What is too much for a matrix is parted at the words that stand once on
/// either side, in the same order; where there are none, it is left as two gaps.
pub fn between(range_a: Range<u32>, range_b: Range<u32>, a: &Text, b: &Text, scale: &mut Scale) -> Vec<Step> {
    let cells = u64::from(range_a.end - range_a.start) * u64::from(range_b.end - range_b.start);
    if cells <= CELLS {
        let steps = align(&a.tokens(range_a.clone()), &b.tokens(range_b.clone()), Reach::End, scale);
        return moved(steps, range_a.start, range_b.start);
    }
    let anchors = anchors(&range_a, &range_b, a, b);
    if anchors.is_empty() {
        let alone_a = range_a.clone().map(|n| Step { a: n..n + 1, b: range_b.start..range_b.start, weight: -1 });
        let alone_b = range_b.clone().map(|n| Step { a: range_a.end..range_a.end, b: n..n + 1, weight: -1 });
        return alone_a.chain(alone_b).collect();
    }
    let mut steps = Vec::new();
    let (mut at_a, mut at_b) = (range_a.start, range_b.start);
    for (x, y) in anchors {
        steps.extend(between(at_a..x, at_b..y, a, b, scale));
        steps.push(Step { a: x..x + 1, b: y..y + 1, weight: scale.weight(a.words[x as usize].form) });
        (at_a, at_b) = (x + 1, y + 1);
    }
    steps.extend(between(at_a..range_a.end, at_b..range_b.end, a, b, scale));
    steps
}

/// Words that stand once on either side, those in the same order: the longest ascending run of their places (the
/// *patience* method of comparing files).
fn anchors(range_a: &Range<u32>, range_b: &Range<u32>, a: &Text, b: &Text) -> Vec<(u32, u32)> {
    let once = |text: &Text, range: &Range<u32>| {
        let mut places: FxHashMap<Form, Option<u32>> = FxHashMap::default();
        for at in range.clone() {
            places.entry(text.words[at as usize].form).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (in_a, in_b) = (once(a, range_a), once(b, range_b));
    let pairs: Vec<(u32, u32)> = range_a
        .clone()
        .filter_map(|at| {
            let form = a.words[at as usize].form;
            in_a.get(&form).copied().flatten()?;
            Some((at, in_b.get(&form).copied().flatten()?))
        })
        .collect();
    // `tops[n]` is the pair at which the best run of n + 1 pairs ends.
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (n, pair) in pairs.iter().enumerate() {
        let place = tops.partition_point(|&top| pairs[top].1 < pair.1);
        before.push(place.checked_sub(1).map(|last| tops[last]));
        match tops.get_mut(place) {
            Some(top) => *top = n,
            None => tops.push(n),
        }
    }
    let mut run: Vec<(u32, u32)> =
        std::iter::successors(tops.last().copied(), |&n| before[n]).map(|n| pairs[n]).collect();
    run.reverse();
    run
}

fn moved(mut steps: Vec<Step>, by_a: u32, by_b: u32) -> Vec<Step> {
    for step in &mut steps {
        step.a = step.a.start + by_a..step.a.end + by_a;
        step.b = step.b.start + by_b..step.b.end + by_b;
    }
    steps
}

fn forward(at: (u32, u32), end: (u32, u32), texts: (&Text, &Text), scale: &mut Scale) -> Vec<Step> {
    let (mut at_a, mut at_b) = at;
    let mut all = Vec::new();
    while at_a < end.0 && at_b < end.1 {
        let (stop_a, stop_b) = ((at_a + WINDOW).min(end.0), (at_b + WINDOW).min(end.1));
        let steps = align(&texts.0.plain_tokens(at_a..stop_a), &texts.1.plain_tokens(at_b..stop_b), Reach::Best, scale);
        let Some(last) = steps.last().cloned() else { break };
        all.extend(moved(steps, at_a, at_b));
        (at_a, at_b) = (at_a + last.a.end, at_b + last.b.end);
    }
    all
}

/// As [`forward`], towards the beginning. Read backwards, a word written apart has its parts in the other order, so such
/// a pair is found here only where it is filled in between two shared words.
fn backward(at: (u32, u32), start: (u32, u32), texts: (&Text, &Text), scale: &mut Scale) -> Vec<Step> {
    let (mut at_a, mut at_b) = at;
    let mut all: Vec<Step> = Vec::new();
    while at_a > start.0 && at_b > start.1 {
        let mut tokens_a = texts.0.plain_tokens(at_a.saturating_sub(WINDOW).max(start.0)..at_a);
        let mut tokens_b = texts.1.plain_tokens(at_b.saturating_sub(WINDOW).max(start.1)..at_b);
        tokens_a.reverse();
        tokens_b.reverse();
        let steps = align(&tokens_a, &tokens_b, Reach::Best, scale);
        let Some(last) = steps.last().cloned() else { break };
        all.extend(steps.into_iter().map(|step| Step {
            a: at_a - step.a.end..at_a - step.a.start,
            b: at_b - step.b.end..at_b - step.b.start,
            weight: step.weight,
        }));
        (at_a, at_b) = (at_a - last.a.end, at_b - last.b.end);
    }
    all.reverse();
    all
}

/// Cuts off what does not agree at either end.
pub fn trimmed(mut steps: Vec<Step>) -> Vec<Step> {
    let end = steps.iter().rposition(Step::agrees).map_or(0, |n| n + 1);
    steps.truncate(end);
    let start = steps.iter().position(Step::agrees).unwrap_or(steps.len());
    steps.drain(..start);
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(n: u32, weight: i32) -> Step {
        Step { a: n..n + 1, b: n..n + 1, weight }
    }

    #[test]
    fn long_witnesses_are_aligned_word_by_word() {
        let mut forms = crate::Forms::default();
        let mut text = |words: &mut dyn Iterator<Item = String>| {
            let mut builder = crate::TextBuilder::new(&mut forms);
            builder.block(0, &words.collect::<Vec<_>>().join(" "), &[], &[]);
            builder.finish()
        };
        let word = |n: u32| if n.is_multiple_of(3) { "and".to_owned() } else { format!("w{}x", n * 7919) };
        let a = text(&mut (0..900).map(word));
        let b = text(&mut (0..900).filter(|n| !(401..431).contains(n)).map(word));
        let mut scale = Scale::new(&forms);
        let steps = between(0..900, 0..870, &a, &b, &mut scale);
        assert_eq!(steps.iter().filter(|step| step.agrees()).count(), 870);
        let alone: Vec<u32> = steps.iter().filter(|step| step.b.is_empty()).map(|step| step.a.start).collect();
        assert_eq!(alone, (401..431).collect::<Vec<_>>());
    }

    #[test]
    fn long_disagreement_cuts() {
        let weights = [60, 60, -45, 60, -100, -100, -45, 20, -45, 60, 70];
        let steps: Vec<Step> = (0..).zip(weights).map(|(n, weight)| step(n, weight)).collect();
        let spans: Vec<Range<u32>> = split(steps).iter().map(Fragment::a).collect();
        assert_eq!(spans, [0..4, 7..11]);
        assert!(split(vec![step(0, -5)]).is_empty());
        assert!(split(Vec::new()).is_empty());
    }
}
