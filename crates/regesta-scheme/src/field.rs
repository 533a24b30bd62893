//! The evidence that readings choose from, and the network of one choice.

use std::collections::BTreeMap;

use regesta_time::{Conflict, DAY, Distance, Mark, Network, Point, TimeBounds, day_of_minute};

use crate::case::{Case, Evidence, Judgement, Modality, Target};
use crate::scheme::{Order, Scheme, Stage};
use crate::verdict::Holding;

/// What a piece of evidence is to its stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It speaks for the stage.
    For,
    /// It speaks for the stage, and the text is not sure.
    Hedged,
    /// It speaks against the stage.
    Against,
    /// It is left aside: rejected, not judged yet, or a plan where plans do not count.
    Aside,
}

/// Modality decides use.
pub(crate) fn standing(evidence: &Evidence, stage: &Stage) -> Standing {
    if evidence.judged != Judgement::Accepted {
        return Standing::Aside;
    }
    let negative = stage.indicators.iter().any(|i| i.id == evidence.indicator && i.negative);
    match evidence.modality {
        Modality::Asserted | Modality::Reported if negative => Standing::Against,
        Modality::Asserted | Modality::Reported => Standing::For,
        Modality::Planned | Modality::Ordered if stage.preparatory && !negative => Standing::For,
        Modality::Planned | Modality::Ordered => Standing::Aside,
        // Who denies a refusal does not thereby say that the stage took place.
        Modality::Denied if negative => Standing::Aside,
        Modality::Denied => Standing::Against,
        Modality::Hedged | Modality::Alleged | Modality::Conditional if negative => Standing::Aside,
        Modality::Hedged | Modality::Alleged | Modality::Conditional => Standing::Hedged,
    }
}

/// Which evidence is looked at.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// For a stage, the indicators that may stand for it; all where it is not named.
    pub indicators: BTreeMap<String, Vec<String>>,
    /// Take what texts hedge as if they said it.
    pub hedged: bool,
}

/// Why a bound is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// The date of a piece of evidence.
    Dated(usize),
    /// Its relative date.
    Linked(usize),
    /// Its relative date, counted in days from the days that the other event may have.
    Counted(usize),
    /// The event is the one that another date hangs on.
    Same(usize),
    /// A definition of the scheme, by number.
    Definition(usize),
    /// A claim taken as true, by number.
    Claim(usize),
}

/// The evidence of one text, or of all, that readings choose from.
pub(crate) struct Field<'a> {
    pub scheme: &'a Scheme,
    pub case: &'a Case,
    /// For each stage the dated evidence that may stand for it, by number, in the order of the case file.
    pub alternatives: Vec<Vec<usize>>,
    ids: BTreeMap<&'a str, usize>,
}

impl<'a> Field<'a> {
    /// The evidence of `text`, or of all texts for `None`.
    pub fn new(scheme: &'a Scheme, case: &'a Case, text: Option<&str>, selection: &Selection) -> Self {
        let alternatives = scheme
            .stages
            .iter()
            .map(|stage| {
                let allowed = selection.indicators.get(&stage.id);
                let of = |wanted: Standing| -> Vec<usize> {
                    let fits = |e: &Evidence| {
                        e.stage == stage.id
                            && e.is_dated()
                            && text.is_none_or(|text| e.text == text)
                            && allowed.is_none_or(|allowed| allowed.contains(&e.indicator))
                            && standing(e, stage) == wanted
                    };
                    (0..case.evidence.len()).filter(|n| fits(&case.evidence[*n])).collect()
                };
                let hedged = if selection.hedged { of(Standing::Hedged) } else { Vec::new() };
                if hedged.is_empty() { of(Standing::For) } else { hedged }
            })
            .collect();
        let ids = case.evidence.iter().enumerate().map(|(n, e)| (e.id.as_str(), n)).collect();
        Self { scheme, case, alternatives, ids }
    }

    /// The same without the stages that no order names and no date hangs on: whom one believes about them makes no other
    /// reading of the scheme.
    pub fn of_orders(mut self) -> Self {
        let mut kept: Vec<usize> = self.scheme.orders.iter().flat_map(|o| [o.before, o.after]).collect();
        let mut next = 0;
        while let Some(&stage) = kept.get(next) {
            next += 1;
            for hung in self.alternatives[stage].iter().flat_map(|e| self.reach(*e).1).collect::<Vec<_>>() {
                if !kept.contains(&hung) {
                    kept.push(hung);
                }
            }
        }
        for (stage, alternatives) in self.alternatives.iter_mut().enumerate() {
            if !kept.contains(&stage) {
                alternatives.clear();
            }
        }
        self
    }

    /// The stages with a choice.
    pub fn stages(&self) -> Vec<usize> {
        (0..self.alternatives.len()).filter(|s| !self.alternatives[*s].is_empty()).collect()
    }

    /// How many ways there are to choose one piece of evidence for each of these stages.
    pub fn choices(&self, stages: &[usize]) -> u64 {
        stages.iter().fold(1, |product: u64, s| product.saturating_mul(self.alternatives[*s].len() as u64))
    }

    /// What a piece of evidence hangs on: the evidence, or the stage where that has a choice.
    fn target(&self, evidence: usize) -> Option<Result<usize, usize>> {
        match &self.case.evidence[evidence].relative.as_ref()?.to {
            Target::Evidence(id) => self.ids.get(id.as_str()).map(|n| Ok(*n)),
            Target::Stage(id) => self.scheme.stage(id).filter(|s| !self.alternatives[*s].is_empty()).map(Err),
        }
    }

    /// The evidence that the dates of `evidence` lead to, itself first, and the stages.
    fn reach(&self, evidence: usize) -> (Vec<usize>, Vec<usize>) {
        let (mut chain, mut stages) = (vec![evidence], Vec::new());
        while let Some(next) = self.target(chain[chain.len() - 1]) {
            match next {
                Ok(next) if !chain.contains(&next) => chain.push(next),
                Ok(_) => break,
                Err(stage) => {
                    stages.push(stage);
                    break;
                }
            }
        }
        (chain, stages)
    }

    /// Stages in groups, such that the choice in one group bounds nothing in another.
    pub fn components(&self) -> Vec<Vec<usize>> {
        let stages = self.scheme.stages.len();
        // Stages first, then evidence.
        let mut parent: Vec<usize> = (0..stages + self.case.evidence.len()).collect();
        fn root(parent: &mut [usize], mut at: usize) -> usize {
            while parent[at] != at {
                parent[at] = parent[parent[at]];
                at = parent[at];
            }
            at
        }
        let mut join = |a: usize, b: usize| {
            let (a, b) = (root(&mut parent, a), root(&mut parent, b));
            parent[a.max(b)] = a.min(b);
        };
        // A piece of evidence is a node of its own only where another hangs on it.
        let targets = self.evidence_targets();
        for (stage, alternatives) in self.alternatives.iter().enumerate() {
            for &evidence in alternatives {
                let (chain, hung) = self.reach(evidence);
                for &linked in &chain {
                    if targets.contains(&linked) {
                        join(stage, stages + linked);
                    }
                }
                for other in hung {
                    join(stage, other);
                }
            }
        }
        for order in self.definitions() {
            join(order.1.before, order.1.after);
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for stage in self.stages() {
            groups.entry(root(&mut parent, stage)).or_default().push(stage);
        }
        groups.into_values().collect()
    }

    /// Evidence that other evidence in play hangs on, in the order of the file.
    fn evidence_targets(&self) -> Vec<usize> {
        let mut targets: Vec<usize> =
            self.alternatives.iter().flatten().flat_map(|e| self.reach(*e).0.into_iter().skip(1)).collect();
        targets.sort_unstable();
        targets.dedup();
        targets
    }

    fn definitions(&self) -> impl Iterator<Item = (usize, &Order)> {
        self.scheme.orders.iter().enumerate().filter(|(_, order)| {
            let chosen = |stage: usize| !self.alternatives[stage].is_empty();
            order.kind == crate::scheme::OrderKind::Definition && chosen(order.before) && chosen(order.after)
        })
    }

    /// The network of these stages before anything is chosen.
    pub fn ground(&self, stages: &[usize]) -> Result<Ground, Conflict<Why>> {
        let mut net = Network::new();
        let mut slots = vec![None; self.scheme.stages.len()];
        for &stage in stages {
            slots[stage] = Some(net.add_point());
        }
        let targets = self.evidence_targets().into_iter().map(|e| (e, net.add_point())).collect();
        let mut ground = Ground { net, slots, targets, day_links: Vec::new() };
        for (number, order) in self.definitions() {
            if let (Some(before), Some(after)) = (ground.slots[order.before], ground.slots[order.after]) {
                ground.net.add_distance(before, after, gap(order), Why::Definition(number))?;
            }
        }
        Ok(ground)
    }

    /// Chooses a piece of evidence for a stage.
    pub fn choose(&self, ground: &mut Ground, stage: usize, evidence: usize) -> Result<(), Conflict<Why>> {
        let slot = ground.slots[stage].expect("a stage is chosen for in its own network");
        ground.net.add_bounds(slot, self.case.evidence[evidence].bounds, Why::Dated(evidence))?;
        if let Some(own) = ground.target(evidence) {
            let none = Distance { min: Some(0), max: Some(0) };
            ground.net.add_distance(own, slot, none, Why::Same(evidence))?;
        }
        let mut at = (evidence, slot);
        let mut seen = vec![evidence];
        while let Some(target) = self.target(at.0) {
            let point = match target {
                Ok(other) => ground.target(other),
                Err(stage) => ground.slots[stage],
            };
            let (Some(point), Some(relative)) = (point, &self.case.evidence[at.0].relative) else { break };
            ground.net.add_distance(point, at.1, relative.distance, Why::Linked(at.0))?;
            if relative.days.min.or(relative.days.max).is_some() {
                ground.day_links.push((point, at.1, relative.days, at.0));
            }
            let Ok(other) = target else { break };
            ground.net.add_bounds(point, self.case.evidence[other].bounds, Why::Dated(other))?;
            if seen.contains(&other) {
                break;
            }
            seen.push(other);
            at = (other, point);
        }
        Ok(())
    }
}

/// A network with the points of stages and of evidence that others hang on.
#[derive(Clone)]
pub(crate) struct Ground {
    pub net: Network<Why>,
    /// For each stage its point, where it is in this network.
    pub slots: Vec<Option<Point>>,
    targets: Vec<(usize, Point)>,
    /// Distances told in days: from, to, how many, by which evidence.
    day_links: Vec<(Point, Point, Distance, usize)>,
}

impl Ground {
    fn target(&self, evidence: usize) -> Option<Point> {
        self.targets.iter().find(|(e, _)| *e == evidence).map(|(_, point)| *point)
    }

    /// Remembers this state.
    pub fn mark(&mut self) -> (Mark, usize) {
        (self.net.mark(), self.day_links.len())
    }

    /// Takes back every choice since a mark.
    pub fn undo(&mut self, (mark, day_links): (Mark, usize)) {
        self.net.undo(mark);
        self.day_links.truncate(day_links);
    }

    /// Counts from day to day where distances are told in days, until nothing becomes narrower: the day after 28 April is
    /// 29 April, which minutes alone do not know, since some minute of the 30th is less than two days off.
    pub fn settle_days(&mut self) -> Result<(), Conflict<Why>> {
        loop {
            let mut narrower = false;
            for (from, to, days, evidence) in self.day_links.clone() {
                for (base, other, days) in [(from, to, days), (to, from, days.reversed())] {
                    let (known, old) = (self.net.bounds(base), self.net.bounds(other));
                    let counted = TimeBounds {
                        earliest: known.earliest.zip(days.min).map(|(m, n)| (day_of_minute(m) + n) * DAY),
                        latest: known.latest.zip(days.max).map(|(m, n)| (day_of_minute(m) + n) * DAY + DAY - 1),
                    };
                    self.net.add_bounds(other, counted, Why::Counted(evidence))?;
                    narrower |= self.net.bounds(other) != old;
                }
            }
            // Bounds move by whole minutes towards each other and cannot pass, so this ends.
            if !narrower {
                return Ok(());
            }
        }
    }

    /// The network with its days settled, where that was not done yet.
    pub fn settled(&self) -> Result<std::borrow::Cow<'_, Self>, Conflict<Why>> {
        if self.day_links.is_empty() {
            return Ok(std::borrow::Cow::Borrowed(self));
        }
        let mut settled = self.clone();
        settled.settle_days()?;
        Ok(std::borrow::Cow::Owned(settled))
    }

    /// Whether an order holds here.
    pub fn holding(&self, order: &Order) -> Holding {
        let (Some(before), Some(after)) = (self.slots[order.before], self.slots[order.after]) else {
            return Holding::Untestable;
        };
        holding(order, self.net.difference(before, after), self.net.bounds(before), self.net.bounds(after))
    }

    /// Takes the claims of a scheme as true, as far as their stages are here.
    pub fn add_claims(&mut self, scheme: &Scheme) -> Result<(), Conflict<Why>> {
        for (number, order) in scheme.orders.iter().enumerate() {
            if order.kind == crate::scheme::OrderKind::Claim
                && let (Some(before), Some(after)) = (self.slots[order.before], self.slots[order.after])
            {
                self.net.add_distance(before, after, gap(order), Why::Claim(number))?;
            }
        }
        Ok(())
    }
}

/// What an order says of the difference of its two stages, in minutes. Without a bound of its own it says: later by at
/// least a minute.
pub(crate) fn gap(order: &Order) -> Distance {
    Distance {
        min: Some(order.min.as_ref().map_or(1, |min| min.difference().0)),
        max: order.max.as_ref().map(|max| max.difference().1),
    }
}

/// Whether an order holds, given the tightest difference and bounds of its stages.
///
/// It holds where every placing within the bounds keeps it, fails where none does, and is open otherwise: two events of
/// one day are open, and so are two of one minute.
pub(crate) fn holding(order: &Order, difference: Distance, before: TimeBounds, after: TimeBounds) -> Holding {
    let Distance { min, max } = difference;
    if min.is_none() && max.is_none() {
        return Holding::Untestable;
    }
    if order.min.is_none() && order.max.is_none() {
        // The plain order, by far the most frequent: no calendar is needed.
        return judge(min.is_some_and(|m| m >= 1), max.is_some_and(|m| m <= -1));
    }
    let days = calendar_days(difference, before, after);
    // Each bound in its own measure: calendar days for a duration of days, minutes otherwise.
    let measured = |duration: &regesta_time::Duration| match duration.days() {
        Some((least, greatest)) => (days.min, days.max, least, greatest),
        None => (min, max, duration.minutes().0, duration.minutes().1),
    };
    let lower = match &order.min {
        None => judge(min.is_some_and(|m| m >= 1), max.is_some_and(|m| m <= -1)),
        Some(duration) => {
            let (low, high, least, _) = measured(duration);
            judge(low.is_some_and(|low| low >= least), high.is_some_and(|high| high < least))
        }
    };
    let upper = order.max.as_ref().map_or(Holding::Holds, |duration| {
        let (low, high, _, greatest) = measured(duration);
        judge(high.is_some_and(|high| high <= greatest), low.is_some_and(|low| low > greatest))
    });
    match (lower, upper) {
        (Holding::Fails, _) | (_, Holding::Fails) => Holding::Fails,
        (Holding::Holds, Holding::Holds) => Holding::Holds,
        _ => Holding::Open,
    }
}

fn judge(holds: bool, fails: bool) -> Holding {
    match (holds, fails) {
        (true, _) => Holding::Holds,
        (_, true) => Holding::Fails,
        _ => Holding::Open,
    }
}

/// The difference as the calendar counts it: 28 April 23:00 to 29 April 01:00 is one day.
pub(crate) fn calendar_days(difference: Distance, before: TimeBounds, after: TimeBounds) -> Distance {
    let day = |minute: Option<i64>| minute.map(day_of_minute);
    let apart = |later: Option<i64>, earlier: Option<i64>| Some(day(later)? - day(earlier)?);
    let from_minutes_low = difference.min.map(|m| -(-(m - (DAY - 1))).div_euclid(DAY));
    let from_minutes_high = difference.max.map(|m| (m + DAY - 1).div_euclid(DAY));
    let pick = |a: Option<i64>, b: Option<i64>, better: fn(i64, i64) -> i64| match (a, b) {
        (Some(a), Some(b)) => Some(better(a, b)),
        (one, other) => one.or(other),
    };
    Distance {
        min: pick(apart(after.earliest, before.latest), from_minutes_low, i64::max),
        max: pick(apart(after.latest, before.earliest), from_minutes_high, i64::min),
    }
}
