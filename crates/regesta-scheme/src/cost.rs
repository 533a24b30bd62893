//! How many stages stand elsewhere than a scheme has them, at least and at most.

use std::collections::{BTreeMap, BTreeSet};

use regesta_time::Distance;
use schemars::JsonSchema;
use serde::Serialize;

use crate::case::AbsenceKind;
use crate::field::{Field, Ground, Standing, Why, standing};
use crate::scheme::OrderKind;
use crate::survey::descend;

/// Stages beyond which no cost is counted: every set of them is looked at.
const MOST_STAGES: usize = 14;
/// Mixed readings beyond which no cost is counted.
const MOST_MIXED: u64 = 500;
/// States and orders beyond which the search for the greatest cost stops.
const MOST_STEPS: usize = 200_000;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Moved stages, and missing ones that a text denies or tells as failed. Silence costs nothing.
    Stages,
    /// The cost of process mining's alignments: two for a moved stage (one if it is optional), one for any missing stage
    /// that is not. It counts silence as a deviation and is here to be compared with such tools, not to be believed.
    Alignment,
}

/// Bounds over all placings of the dates, and for mixed readings over all readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CostBounds {
    /// In the placing that fits best.
    pub least: u64,
    /// In the placing that fits worst.
    pub greatest: u64,
    /// Whether `greatest` is reached; otherwise it is an upper bound.
    pub exact: bool,
}

/// The least and the greatest cost over the readings of one text; `None` where there is no reading, or too many stages.
pub fn text_cost(
    scheme: &crate::Scheme,
    case: &crate::Case,
    text: &str,
    indicators: &BTreeMap<String, Vec<String>>,
    measure: Measure,
) -> Option<CostBounds> {
    let selection = crate::field::Selection { indicators: indicators.clone(), hedged: false };
    cost_of_text(&Field::new(scheme, case, Some(text), &selection).of_orders(), text, measure)
}

pub(crate) fn cost_of_text(field: &Field<'_>, text: &str, measure: Measure) -> Option<CostBounds> {
    if field.choices(&field.stages()) > MOST_MIXED {
        return None;
    }
    over_readings(field, Some(text), measure)
}

pub(crate) fn cost_of_mixed(field: &Field<'_>, measure: Measure) -> Result<Option<CostBounds>, String> {
    let readings = field.choices(&field.stages());
    if readings > MOST_MIXED {
        return Err(format!("{readings} mixed readings, more than {MOST_MIXED}: moved stages are not counted"));
    }
    Ok(over_readings(field, None, measure))
}

fn over_readings(field: &Field<'_>, text: Option<&str>, measure: Measure) -> Option<CostBounds> {
    let stages = field.stages();
    let model = Model::new(field, text, measure);
    let mut ground = field.ground(&stages).ok()?;
    let mut bounds: Option<CostBounds> = None;
    let mut failed = false;
    let mut leaf = |ground: Option<&Ground>, _: u64| {
        let Some(ground) = ground else { return };
        match model.bounds(ground, &stages) {
            None => failed = true,
            Some(found) => {
                bounds = Some(bounds.map_or(found, |all| CostBounds {
                    least: all.least.min(found.least),
                    greatest: all.greatest.max(found.greatest),
                    exact: all.exact && found.exact,
                }));
            }
        }
    };
    descend(field, &stages, &mut ground, &mut leaf, &mut Vec::new());
    bounds.filter(|_| !failed)
}

/// A scheme as costs see it.
struct Model {
    /// `later[a]` has the stages that are claimed to come after `a`, directly or by way of others.
    later: Vec<BTreeSet<usize>>,
    /// Cost of a moved stage.
    moved: Vec<u64>,
    /// Cost of a stage that is not there.
    missing: Vec<u64>,
}

impl Model {
    fn new(field: &Field<'_>, text: Option<&str>, measure: Measure) -> Self {
        let scheme = field.scheme;
        let count = scheme.stages.len();
        let mut later = vec![BTreeSet::new(); count];
        for order in scheme.orders.iter().filter(|order| order.kind == OrderKind::Claim) {
            later[order.before].insert(order.after);
        }
        for middle in 0..count {
            for before in 0..count {
                if later[before].contains(&middle) {
                    let more: Vec<usize> = later[middle].iter().copied().collect();
                    later[before].extend(more);
                }
            }
        }
        let in_claims = |s: usize| !later[s].is_empty() || later.iter().any(|after| after.contains(&s));
        let denied = |s: usize| {
            let stage = &scheme.stages[s];
            let speaks = |key: &str| text.is_none_or(|text| text == key);
            let absent =
                field.case.absences.iter().any(|a| {
                    a.stage == stage.id && a.kind != AbsenceKind::Silent && a.texts.iter().any(|key| speaks(key))
                });
            let mut of_stage = field.case.evidence.iter().filter(|e| e.stage == stage.id && speaks(&e.text));
            absent || of_stage.any(|e| standing(e, stage) == Standing::Against)
        };
        let optional = |s: usize| scheme.stages[s].optional;
        let moved = (0..count)
            .map(|s| match measure {
                _ if !in_claims(s) => 0,
                Measure::Stages => 1,
                Measure::Alignment => 2 - u64::from(optional(s)),
            })
            .collect();
        let missing = (0..count)
            .map(|s| match measure {
                _ if !in_claims(s) || optional(s) => 0,
                Measure::Stages => u64::from(denied(s)),
                Measure::Alignment => 1,
            })
            .collect();
        Self { later, moved, missing }
    }

    fn bounds(&self, ground: &Ground, present: &[usize]) -> Option<CostBounds> {
        let missing: u64 = (0..self.missing.len()).filter(|s| !present.contains(s)).map(|s| self.missing[s]).sum();
        let here: Vec<usize> = present.iter().copied().filter(|s| self.moved[*s] > 0).collect();
        if here.len() > MOST_STAGES {
            return None;
        }
        let all: u64 = here.iter().map(|s| self.moved[*s]).sum();
        let most_kept = self.most_kept(ground, &here);
        let (fewest_kept, exact) = self.fewest_kept(ground, &here);
        Some(CostBounds { least: missing + all - most_kept, greatest: missing + all - fewest_kept, exact })
    }

    fn weight(&self, here: &[usize], set: u32) -> u64 {
        here.iter().enumerate().filter(|(n, _)| set & (1 << n) != 0).map(|(_, s)| self.moved[*s]).sum()
    }

    /// The weight of the heaviest set of stages that some placing has in the order of the scheme: the network says
    /// whether there is one.
    fn most_kept(&self, ground: &Ground, here: &[usize]) -> u64 {
        let mut best = 0;
        for set in (0..1u32 << here.len()).rev() {
            let weight = self.weight(here, set);
            if weight <= best {
                continue;
            }
            let kept = || here.iter().enumerate().filter(move |(n, _)| set & (1 << n) != 0).map(|(_, s)| *s);
            let pairs = kept().flat_map(|a| kept().filter(move |b| self.later[a].contains(b)).map(move |b| (a, b)));
            if in_order(ground, pairs).is_some() {
                best = weight;
            }
        }
        best
    }

    /// The least weight that the best-fitting set has over all placings. The orders in which the events may come are the
    /// ways to take them off one by one, none before one that surely precedes it; what has been taken is a down-set, and
    /// for each down-set only the states are kept from which no other is worse.
    ///
    /// An order found in this way keeps every pair of events, and need not keep all relative dates at once: the network
    /// has the last word. Where it refuses, all orders are tried, as far as that goes.
    fn fewest_kept(&self, ground: &Ground, here: &[usize]) -> (u64, bool) {
        let count = here.len();
        let full = (1u32 << count) - 1;
        let slot = |n: usize| ground.slots[here[n]].expect("a stage that is present has its point");
        let sure = |a: usize, b: usize| ground.net.difference(slot(a), slot(b)).min.is_some_and(|min| min >= 1);
        let mask = |of: &dyn Fn(usize) -> bool| (0..count).filter(|n| of(*n)).fold(0u32, |m, n| m | 1 << n);
        let before: Vec<u32> = (0..count).map(|b| mask(&|a| sure(a, b))).collect();
        // Taking `n` into the kept set shuts out what is claimed to come before it and has not come yet.
        let shuts: Vec<u32> = (0..count).map(|n| mask(&|a| self.later[here[a]].contains(&here[n]))).collect();
        let mut layers: BTreeMap<u32, Vec<State>> = BTreeMap::from([(0, vec![State::default()])]);
        let mut steps = 0;
        for _ in 0..count {
            let mut next: BTreeMap<u32, Vec<State>> = BTreeMap::new();
            for (done, states) in &layers {
                let ready = (0..count).filter(|n| done & (1 << n) == 0 && before[*n] & !done == 0);
                for n in ready {
                    for state in states {
                        steps += 1;
                        let step = state.take(n, self.moved[here[n]], shuts[n], done | 1 << n);
                        insert_worst(next.entry(done | 1 << n).or_default(), step);
                    }
                }
            }
            layers = next;
            if steps > MOST_STEPS {
                return (0, false);
            }
        }
        let worst = layers.get(&full).into_iter().flatten().min_by_key(|state| state.best());
        let Some(worst) = worst else { return (0, true) };
        let sequence: Vec<usize> = worst.taken.iter().map(|n| here[*n]).collect();
        if in_order(ground, sequence.windows(2).map(|pair| (pair[0], pair[1]))).is_some() {
            return (worst.best(), true);
        }
        let mut search = Search { model: self, here, shuts: &shuts, best: u64::MAX, steps: 0 };
        search.go(ground, State::default(), 0, None);
        if search.steps > MOST_STEPS { (worst.best(), false) } else { (search.best, true) }
    }
}

/// The network with each pair in this order, or at the same minute; `None` where that cannot be.
fn in_order(ground: &Ground, pairs: impl Iterator<Item = (usize, usize)>) -> Option<Ground> {
    let mut ground = ground.clone();
    for (a, b) in pairs {
        let (a, b) = (ground.slots[a]?, ground.slots[b]?);
        ground.net.add_distance(a, b, Distance { min: Some(0), max: None }, Why::Claim(0)).ok()?;
    }
    Some(ground)
}

/// What may be kept of the events taken so far: for each set of stages thereby shut out, the greatest weight.
#[derive(Debug, Clone, PartialEq)]
struct State {
    kept: Vec<(u32, u64)>,
    taken: Vec<usize>,
}

impl Default for State {
    fn default() -> Self {
        Self { kept: vec![(0, 0)], taken: Vec::new() }
    }
}

impl State {
    fn best(&self) -> u64 {
        self.kept.iter().map(|(_, weight)| *weight).max().unwrap_or(0)
    }

    fn take(&self, n: usize, weight: u64, shuts: u32, done: u32) -> Self {
        let with =
            self.kept.iter().filter(|(shut, _)| shut & (1 << n) == 0).map(|(s, w)| ((s | shuts) & !done, w + weight));
        let without = self.kept.iter().map(|(shut, w)| (shut & !done, *w));
        let mut all: Vec<(u32, u64)> = with.chain(without).collect();
        all.sort_unstable_by_key(|(shut, weight)| (std::cmp::Reverse(*weight), shut.count_ones(), *shut));
        let mut kept: Vec<(u32, u64)> = Vec::new();
        for (shut, weight) in all {
            // Heavier ones come first: one that shuts out no more makes this one needless.
            if !kept.iter().any(|(other, _)| other & !shut == 0) {
                kept.push((shut, weight));
            }
        }
        let mut taken = self.taken.clone();
        taken.push(n);
        Self { kept, taken }
    }

    /// Whether everything this state may come to keep, the other may too.
    fn at_most(&self, other: &Self) -> bool {
        self.kept.iter().all(|(shut, weight)| other.kept.iter().any(|(s, w)| w >= weight && s & !shut == 0))
    }
}

/// Keeps the states from which the least can be kept.
fn insert_worst(states: &mut Vec<State>, new: State) {
    if states.iter().any(|old| old.at_most(&new)) {
        return;
    }
    states.retain(|old| !new.at_most(old));
    states.push(new);
}

/// All orders, one after the other, for readings whose relative dates rule out the order found first.
struct Search<'a> {
    model: &'a Model,
    here: &'a [usize],
    shuts: &'a [u32],
    best: u64,
    steps: usize,
}

impl Search<'_> {
    fn go(&mut self, ground: &Ground, state: State, done: u32, last: Option<usize>) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        if done.count_ones() as usize == self.here.len() {
            self.best = self.best.min(state.best());
            return;
        }
        for n in (0..self.here.len()).filter(|n| done & (1 << n) == 0) {
            let step = last.map(|last| (self.here[last], self.here[n]));
            let Some(next) = in_order(ground, step.into_iter()) else { continue };
            let taken = state.take(n, self.model.moved[self.here[n]], self.shuts[n], done | 1 << n);
            self.go(&next, taken, done | 1 << n, Some(n));
        }
    }
}
