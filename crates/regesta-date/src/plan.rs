//! The course of narrated time: the cheapest way through all dates of the running text at once.
//!
//! Going forward is cheap, going back is dear, and a printed year may be an aside that does not move the clock, for a
//! price. Looking at the whole chain keeps one backward glance ("as on 16 June 1919") from drawing after it all the
//! dates that print no year.

use smallvec::SmallVec;

use crate::clock::{Histogram, Place};
use crate::course::{Around, extend};
use crate::layer::{BEAM, Layer, Node};
use crate::mention::{Mention, Point, mention};
use crate::parts::{Draft, Glance};

/// What the plan says of one expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Step {
    /// The year of an expression that prints none.
    pub(crate) year: Option<i32>,
    /// The year second in cost, where it is close.
    pub(crate) other: Option<i32>,
    /// The narrative clock goes on to this expression.
    pub(crate) moves: bool,
}

/// What is kept of a node for the way back.
#[derive(Debug, Clone, Copy)]
struct Trace {
    cost: f64,
    year: Option<i32>,
    back: u8,
    moved: bool,
}

/// Plans the drafts of a paper; the answer has one step for each of them.
pub(crate) fn plan(drafts: &[(Draft, Place)], histogram: &Histogram) -> Vec<Step> {
    let mut steps = vec![Step::default(); drafts.len()];
    if histogram.main_year().is_none() {
        return steps;
    }
    let mentions: Vec<(usize, Place, Mention)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, (_, place))| place.narrative && !place.quoted)
        .filter_map(|(i, (draft, place))| Some((i, *place, mention(draft)?)))
        .collect();
    let mut before = vec![Node { cost: 0.0, at: None, year: None, back: 0, moved: false, passed: 0 }];
    // The nodes of all layers, and where each layer ends.
    let mut traces: Vec<Trace> = Vec::new();
    let mut ends: Vec<usize> = Vec::with_capacity(mentions.len());
    let mut next = Layer::default();
    let mut local: Vec<Local> = Vec::new();
    let mut begun: SmallVec<[(Option<Point>, u8); BEAM]> = SmallVec::new();
    for (k, (_, place, mention)) in mentions.iter().enumerate() {
        let previous = k.checked_sub(1).map(|j| mentions[j]);
        let fresh = previous.is_some_and(|(_, near, _)| near.passage != place.passage);
        local.clear();
        local_years(&mentions, k, *place, fresh, &mut local);
        // "In November 1827 …; on 7 November …": the month goes on.
        if let Mention::Open { month, .. } = mention
            && let Some((_, near, Mention::Printed { end_year, end_month: Some(before), .. })) = previous
            && near.passage == place.passage
            && (before..before + 2).contains(month)
        {
            offer(&mut local, end_year, 0.6, 1.5);
        }
        // "Taken in 1557. In March of the next year": counted from the year just named, even where it is an aside.
        let named = previous.and_then(|(_, near, mention)| match mention {
            Mention::Printed { end_year, until: false, glance: Glance::None, .. } if near.passage == place.passage => {
                Some(end_year)
            }
            _ => None,
        });
        let around = Around { local: &local, fresh, named, histogram };
        begun.clear();
        for (back, node) in (0..).zip(&before) {
            // From one point all ways go on alike: the cheapest that came to it stands for the others.
            let stood_for = |(at, passed): &(Option<Point>, u8)| *at == node.at && *passed <= node.passed;
            if !begun.iter().any(stood_for) {
                begun.push((node.at, node.passed));
                extend(node, back, *mention, &around, &mut next);
                next.weigh();
            }
        }
        next.keep_best(&mut before);
        let trace = |node: &Node| Trace { cost: node.cost, year: node.year, back: node.back, moved: node.moved };
        traces.extend(before.iter().map(trace));
        ends.push(traces.len());
    }
    // Back from the cheapest end.
    let mut best = 0;
    for (k, (draft, ..)) in mentions.iter().enumerate().rev() {
        let layer = &traces[k.checked_sub(1).map_or(0, |j| ends[j])..ends[k]];
        let node = layer[best];
        let second = layer.iter().find(|n| n.year.is_some() && n.year != node.year && n.cost - node.cost < 0.7);
        steps[*draft] = Step { year: node.year, other: second.and_then(|n| n.year), moves: node.moved };
        best = usize::from(node.back);
    }
    steps
}

/// A year printed near by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Local {
    pub(crate) year: i32,
    /// What it costs to take it without moving the clock.
    pub(crate) price: f64,
    /// What it saves to move to it.
    pub(crate) gain: f64,
}

/// Adds a year printed near by; of the same year the cheapest way and the greatest gain count.
fn offer(local: &mut Vec<Local>, year: i32, price: f64, gain: f64) {
    match local.iter_mut().find(|known| known.year == year) {
        Some(known) => *known = Local { year, price: known.price.min(price), gain: known.gain.max(gain) },
        None => local.push(Local { year, price, gain }),
    }
}

/// Years printed near mention `k`.
fn local_years(mentions: &[(usize, Place, Mention)], k: usize, place: Place, fresh: bool, local: &mut Vec<Local>) {
    // "In November 1709 …; the next March …": what stands before the turn of the year says nothing of what stands behind it.
    let turns = |m: &Mention| {
        matches!(m, Mention::Next { .. } | Mention::Shifted { years: 1.., named: false, until: false, .. })
    };
    let behind = mentions[k.saturating_sub(6)..k].iter().rev().take_while(|(_, _, mention)| !turns(mention));
    let ahead =
        mentions[k + 1..].iter().take(2).filter(|(_, p, _)| (p.passage, p.sentence) == (place.passage, place.sentence));
    for (_, near, mention) in behind.chain(ahead).filter(|(_, p, _)| p.passage == place.passage) {
        if let Mention::Printed { year, end_year, .. } = mention {
            // "In the winter of 1911–12 …; in December": its first year.
            let first =
                year < end_year && matches!(mention, Mention::Printed { month: Some(12), end_month: Some(1), .. });
            let end_year =
                if first && matches!(mentions[k].2, Mention::Open { month: 11.., .. }) { year } else { end_year };
            let same_sentence = near.sentence == place.sentence;
            let before = matches!((mention, mentions[k].2), (Mention::Printed { end_month: Some(m), .. }, Mention::Open { month, .. }) if month < *m);
            // "The 1867 session sat from 2 March to 11 April": the bare year just before it.
            let heads = same_sentence && matches!(mention, Mention::Printed { month: None, .. });
            let gain = match (same_sentence, before) {
                (true, _) if heads => 1.6,
                (true, _) => 1.0,
                (false, true) => 0.0,
                (false, false) => 0.4,
            };
            offer(local, *end_year, if same_sentence { 1.2 } else { 3.0 }, gain);
        }
    }
    // "On 6 May the last group surrendered. By the end of May 1942 …": the next sentence dates this one.
    if let Mention::Open { month, .. } = mentions[k].2
        && fresh
        && let Some((_, next, Mention::Printed { year, month: Some(named), .. })) = mentions.get(k + 1)
        && next.passage == place.passage
        && (place.sentence..place.sentence + 2).contains(&next.sentence)
        && (month..month + 2).contains(named)
    {
        offer(local, *year, 1.2, 1.0);
    }
}
