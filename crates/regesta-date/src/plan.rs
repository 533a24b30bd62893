//! The course of narrated time: the cheapest way through all dates of the running text at once.
//!
//! Going forward is cheap, going back is dear, and a printed year may be an aside that does not move the clock, for a
//! price. Looking at the whole chain keeps one backward glance ("as on 16 June 1919") from drawing after it all the
//! dates that print no year.

use smallvec::{SmallVec, smallvec};

use crate::clock::{Histogram, Place};
use crate::parts::{Draft, Glance, Guard, Part, Partial, Shape, Unit};

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

/// What the plan knows of an expression.
#[derive(Debug, Clone, Copy)]
enum Mention {
    Printed {
        year: i32,
        month: Option<u8>,
        end_year: i32,
        end_month: Option<u8>,
        day: bool,
        until: bool,
        glance: Glance,
    },
    Open {
        month: u8,
        end_month: u8,
        /// Three months from `month` on.
        season: bool,
        glance: Glance,
    },
    /// Of a year so many years after the clock's.
    Shifted {
        month: Option<u8>,
        years: i32,
        /// Its words name what it is counted from, which is what the story tells.
        named: bool,
        /// It is told as an end ("until November of the next year").
        until: bool,
    },
    /// The next month or season of that name.
    Next { month: u8 },
}

#[derive(Debug, Clone, Copy)]
struct Node {
    cost: f64,
    at: Option<(i32, Option<u8>)>,
    back: usize,
    year: Option<i32>,
    moved: bool,
    /// Printed dates passed over since the clock last moved, at most 3.
    passed: u8,
}

const BEAM: usize = 24;
/// What it costs to pass over a printed date: a full date, a month and year, a bare year or season.
const ASIDE: [f64; 3] = [2.6, 1.6, 0.6];

/// The most it costs a new paragraph to go back to a date it prints.
const NEW_THREAD: f64 = 2.4;
/// What it costs to pass over a date that is told as an end ("until 2 January 1905").
const UNTIL: f64 = 0.4;
/// What it costs to pass over a date that its clause tells beside the story, and to move to it all the same.
const BESIDE: f64 = 0.3;
const BESIDE_MOVES: f64 = 1.2;
/// What it costs to pass over a day or month that a relative clause tells without its year.
const RELATIVE: f64 = 0.6;
/// A date told as so many years later is beside the story.
const FAR_AHEAD: i32 = 10;
/// What it costs "the next March" to have no date before it that it counts from: the one passed over was no aside.
const NOTHING_BEFORE: f64 = 2.0;
/// What it costs to go on from a date that is told as so many years earlier, or far ahead.
const LOOK_BACK: f64 = 1.8;
/// What it costs to take a date of the next year as a look ahead.
const LOOK_AHEAD: f64 = 2.2;

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
    let mut layers: Vec<Vec<Node>> = Vec::with_capacity(mentions.len() + 1);
    layers.push(vec![Node { cost: 0.0, at: None, back: 0, year: None, moved: false, passed: 0 }]);
    let mut next: Vec<Node> = Vec::new();
    let mut pruning = Pruning::default();
    for (k, (_, place, mention)) in mentions.iter().enumerate() {
        let before = layers.last().map(Vec::as_slice).unwrap_or_default();
        let fresh = k.checked_sub(1).is_some_and(|j| mentions[j].1.passage != place.passage);
        let mut local = local_years(&mentions, k, *place, fresh);
        // "In November 1827 …; on 7 November …": the month goes on.
        if let Mention::Open { month, .. } = mention
            && let Some((_, near, Mention::Printed { end_year, end_month: Some(before), .. })) =
                k.checked_sub(1).map(|j| mentions[j])
            && near.passage == place.passage
            && (before..before + 2).contains(month)
        {
            local.push((end_year, 0.6, 1.5));
        }
        // "Taken in 1557. In March of the next year": counted from the year just named, even where it is an aside.
        let named = k.checked_sub(1).map(|j| mentions[j]).and_then(|(_, near, mention)| match mention {
            Mention::Printed { end_year, until: false, glance: Glance::None, .. } if near.passage == place.passage => {
                Some(end_year)
            }
            _ => None,
        });
        let around = Around { local: &local, fresh, named, histogram };
        for (back, node) in before.iter().enumerate() {
            extend(node, back, *mention, &around, &mut next);
        }
        layers.push(pruning.keep_best(&mut next));
    }
    // Back from the cheapest end.
    let mut best = 0;
    for (k, (draft, ..)) in mentions.iter().enumerate().rev() {
        let layer = &layers[k + 1];
        let node = layer[best];
        let second = layer.iter().find(|n| n.year.is_some() && n.year != node.year && n.cost - node.cost < 0.7);
        steps[*draft] = Step { year: node.year, other: second.and_then(|n| n.year), moves: node.moved };
        best = node.back;
    }
    steps
}

/// The month that a point begins with; early, middle and late are thirds of their year.
fn month_of(partial: &Partial) -> Option<u8> {
    let third = partial.part.filter(|_| partial.year.is_some()).and_then(|part| match part {
        Part::Start | Part::FirstHalf => Some(1),
        Part::Middle => Some(5),
        Part::SecondHalf => Some(7),
        Part::End => Some(9),
        _ => None,
    });
    partial.month.or(partial.season.map(|season| (season - 20) * 3)).or(third)
}

fn mention(draft: &Draft) -> Option<Mention> {
    if draft.guard == Guard::Lower || draft.names_happening || draft.apart.is_some() || draft.hijri {
        return None;
    }
    if let Shape::Shifted(point, years) = &draft.shape {
        return Some(Mention::Shifted { month: month_of(point), years: *years, named: false, until: draft.until });
    }
    if let Shape::Next(point) = &draft.shape {
        return Some(Mention::Next { month: month_of(point)? });
    }
    if let Shape::Shift { unit: Unit::Year, min, vague: false, of, .. } = &draft.shape {
        let named = !of.is_empty();
        if draft.restates {
            return None;
        }
        return Some(Mention::Shifted { month: None, years: i32::try_from(*min).ok()?, named, until: false });
    }
    let partials = draft.shape.partials();
    let (first, last) = (*partials.first()?, *partials.last()?);
    if matches!(draft.shape, Shape::Interval(..)) && month_of(first).is_none() && first.day.is_none() {
        return None;
    }
    let month = month_of(first);
    match first.year {
        Some(year) => Some(Mention::Printed {
            year,
            month,
            end_year: last.year.unwrap_or(year),
            end_month: month_of(last),
            day: first.day.is_some(),
            until: draft.until,
            glance: draft.glance,
        }),
        None if first.century.is_some() || first.decade.is_some() => None,
        None => Some(Mention::Open {
            month: month?,
            end_month: month_of(last).or(month)?,
            season: first.season.is_some(),
            glance: draft.glance,
        }),
    }
}

/// Years printed near mention `k`, with what it costs to take them without moving the clock, and what it saves to move to
/// them.
fn local_years(mentions: &[(usize, Place, Mention)], k: usize, place: Place, fresh: bool) -> Vec<(i32, f64, f64)> {
    let mut local = Vec::new();
    // "In November 1709 …; the next March …": what stands before the turn of the year says nothing of what stands behind it.
    let turns = |m: &Mention| {
        matches!(m, Mention::Next { .. } | Mention::Shifted { years: 1.., named: false, until: false, .. })
    };
    let behind = mentions[k.saturating_sub(6)..k].iter().rev().take_while(|(_, _, mention)| !turns(mention));
    let ahead =
        mentions[k + 1..].iter().take(2).filter(|(_, p, _)| (p.passage, p.sentence) == (place.passage, place.sentence));
    for (_, near, mention) in behind.chain(ahead).filter(|(_, p, _)| p.passage == place.passage) {
        if let Mention::Printed { end_year, .. } = mention {
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
            local.push((*end_year, if same_sentence { 1.2 } else { 3.0 }, gain));
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
        local.push((*year, 1.2, 1.0));
    }
    local
}

/// What a step of the plan sees around a mention.
struct Around<'a> {
    /// Years printed near by: the year, what it costs to take it without moving the clock, what it saves to move to it.
    local: &'a [(i32, f64, f64)],
    /// The first mention of its paragraph.
    fresh: bool,
    /// The year printed by the mention before.
    named: Option<i32>,
    histogram: &'a Histogram,
}

fn extend(node: &Node, back: usize, mention: Mention, around: &Around, out: &mut Vec<Node>) {
    let &Around { local, fresh, named, histogram } = around;
    match mention {
        Mention::Printed { year, month, end_year, end_month, day, until, glance } => {
            let kind = if day { 0 } else { usize::from(month.is_none()) + 1 };
            // A full date ahead of the clock is seldom an aside.
            let ahead = month.is_some() && node.at.is_some_and(|at| at <= (year, month));
            // Nor is the first full date of a text.
            let first = node.at.is_none() && day;
            let dear = if ahead { 1.2 } else { 0.0 } + if first { 0.5 } else { 0.0 };
            // Several in a row that are all passed over are hardly asides.
            let row = if month.is_some() { 0.5 * f64::from(node.passed) } else { 0.0 };
            let beside = match glance {
                Glance::None => false,
                Glance::Back | Glance::Relative => node.at.is_some_and(|at| (year, month) < at),
                Glance::Bracket => node.at.is_some(),
            };
            let price = if until && node.at.is_some() {
                UNTIL
            } else if beside {
                BESIDE.min(ASIDE[kind])
            } else {
                ASIDE[kind] + dear + row
            };
            let passed = (node.passed + u8::from(month.is_some() && !until && !beside)).min(3);
            let aside = Node { cost: node.cost + price, back, year: None, moved: false, passed, ..*node };
            // A bare year that is the clock's own says nothing new.
            if month.is_none() && node.at.is_some_and(|(y, _)| y == year) {
                out.push(Node { cost: node.cost, ..aside });
                return;
            }
            out.push(aside);
            let step = node.at.map_or(0.0, |at| distance(at, (year, month)));
            // A new paragraph may take up another thread that began earlier.
            let step = step.min(if ahead {
                1.5
            } else if fresh && month.is_some() {
                NEW_THREAD
            } else {
                f64::MAX
            });
            let unusual = 0.3 * histogram.rarity(year)
                + if until { 2.0 * UNTIL } else { 0.0 }
                + if beside { BESIDE_MOVES } else { 0.0 };
            let cost = node.cost + step + unusual;
            out.push(Node { cost, at: Some((end_year, end_month)), back, year: None, moved: true, passed: 0 });
        }
        Mention::Shifted { month, years, named: own, until } => {
            match named.filter(|_| !own || node.at.is_none()).or(node.at.map(|(year, _)| year)) {
                Some(year) => {
                    let year = year + years;
                    let cost = node.cost + 0.3 + 0.3 * histogram.rarity(year);
                    // What is told as so much earlier looks back; as a lifetime later, ahead.
                    let aside = !(0..FAR_AHEAD).contains(&years);
                    let (stay, go) = match (until, aside) {
                        (true, _) => (UNTIL, 2.0 * UNTIL),
                        (false, true) => (0.0, LOOK_BACK),
                        (false, false) => (LOOK_AHEAD, 0.0),
                    };
                    let at = Some((year, month));
                    out.push(Node { cost: cost + go, at, back, year: Some(year), moved: true, passed: 0 });
                    // "… was still in use in January of the next year": a look ahead from which the story comes back.
                    out.push(Node { cost: cost + stay, back, year: Some(year), moved: false, ..*node });
                }
                None => out.push(Node { cost: node.cost + NOTHING_BEFORE, back, year: None, moved: false, ..*node }),
            }
        }
        Mention::Next { month } => match node.at {
            Some((year, at)) => {
                let year = year + i32::from(at.is_none_or(|at| month <= at));
                let cost = node.cost + 0.3 + 0.3 * histogram.rarity(year);
                out.push(Node { cost, at: Some((year, Some(month))), back, year: Some(year), moved: true, passed: 0 });
                out.push(Node { cost: cost + LOOK_AHEAD, back, year: Some(year), moved: false, ..*node });
            }
            None => out.push(Node { cost: node.cost + NOTHING_BEFORE, back, year: None, moved: false, ..*node }),
        },
        Mention::Open { month, end_month, season, glance } => {
            let mut years: SmallVec<[i32; 16]> = match node.at {
                Some((year, _)) => smallvec![year - 1, year, year + 1],
                None => histogram.common().into(),
            };
            years.extend(local.iter().map(|(year, ..)| *year));
            years.sort_unstable();
            years.dedup();
            for year in years {
                // Who is in July and tells of the summer does not go back.
                let within = node
                    .at
                    .and_then(|(at, m)| m.filter(|m| season && at == year && (month..end_month + 3).contains(m)));
                let step = node.at.map_or(1.0, |at| distance(at, (year, Some(within.unwrap_or(month)))));
                let gain = local.iter().filter(|(y, ..)| *y == year).map(|(_, _, gain)| *gain).fold(0.0, f64::max);
                let stays = node.at.is_some_and(|(at, _)| at == year);
                let weight = if node.at.is_none() {
                    1.0
                } else if stays {
                    0.1
                } else {
                    0.25
                };
                let beside = glance == Glance::Back && node.at.is_some_and(|at| at < (year, Some(month)));
                let prior = weight * histogram.rarity(year) + if beside { BESIDE_MOVES } else { 0.0 };
                let end_year = year + i32::from(end_month < month);
                let at = Some((end_year, Some(end_month)));
                out.push(Node {
                    cost: node.cost + step + prior - gain,
                    at,
                    back,
                    year: Some(year),
                    moved: true,
                    passed: 0,
                });
            }
            if let (Glance::Back | Glance::Relative, Some((at_year, at_month))) = (glance, node.at) {
                let before = at_month.is_some_and(|at| month > at);
                let year = at_year - i32::from(before);
                let price_of_clause = if glance == Glance::Back { BESIDE } else { RELATIVE };
                let price = price_of_clause + if before { 2.0 + 0.25 * histogram.rarity(year) } else { 0.1 };
                out.push(Node { cost: node.cost + price, back, year: Some(year), moved: false, ..*node });
                // What it tells may lie ahead of the story too: "the peace signed on 3 December", told in September.
                if let Some(at) = at_month.filter(|at| month > *at) {
                    let cost = node.cost + price_of_clause + 1.0 + 0.15 * f64::from(month - at);
                    out.push(Node { cost, back, year: Some(at_year), moved: false, ..*node });
                }
            }
            for (year, price, _) in local {
                if node.at.is_none_or(|(y, _)| y != *year) {
                    out.push(Node { cost: node.cost + price, back, year: Some(*year), moved: false, ..*node });
                }
            }
        }
    }
}

/// The cost of going from one point of the narrative to another.
fn distance(from: (i32, Option<u8>), to: (i32, Option<u8>)) -> f64 {
    let years = f64::from(to.0 - from.0);
    let months = match (from.1, to.1) {
        (Some(a), Some(b)) => years * 12.0 + f64::from(b) - f64::from(a),
        _ => years * 8.0,
    };
    let turn = if years == 0.0 { 0.0 } else { 0.6 };
    if months >= 0.0 { (0.15 * months).min(3.0) + turn } else { (0.3 - 0.35 * months).min(5.0) + turn }
}

/// The tables of one plan, kept from layer to layer.
#[derive(Default)]
struct Pruning {
    /// The best way to each point, with its place among the nodes.
    best: Vec<(usize, Node)>,
    /// Where in `best` the point of a hash stands; `usize::MAX` for nowhere.
    table: Vec<usize>,
}

impl Pruning {
    /// The cheapest way to each point, cheapest first; of equals the earlier point. `nodes` is emptied.
    fn keep_best(&mut self, nodes: &mut Vec<Node>) -> Vec<Node> {
        let order = |(i, a): &(usize, Node), (j, b): &(usize, Node)| {
            let way = a.cost.total_cmp(&b.cost).then(a.at.cmp(&b.at)).then(a.year.cmp(&b.year));
            way.then(a.back.cmp(&b.back)).then(i.cmp(j))
        };
        let Self { best, table } = self;
        // Many ways lead to few points: the best to each of them is found by a table before anything is sorted.
        best.clear();
        table.clear();
        table.resize((2 * nodes.len()).next_power_of_two(), usize::MAX);
        let last = table.len() - 1;
        for (index, node) in nodes.drain(..).enumerate() {
            let same = |other: &Node| other.at == node.at && other.year == node.year && other.moved == node.moved;
            let mut slot = hash(&node) & last;
            while best.get(table[slot]).is_some_and(|(_, other)| !same(other)) {
                slot = (slot + 1) & last;
            }
            match best.get_mut(table[slot]) {
                Some(known) if order(&(index, node), known).is_lt() => *known = (index, node),
                Some(_) => {}
                None => {
                    table[slot] = best.len();
                    best.push((index, node));
                }
            }
        }
        best.sort_unstable_by(order);
        best.truncate(BEAM);
        best.iter().map(|(_, node)| *node).collect()
    }
}

/// A number for the point that a node stands at.
fn hash(node: &Node) -> usize {
    let (year, month) = node.at.map_or((0, 0), |(year, month)| (year, month.map_or(0, |m| m + 1)));
    let point = i64::from(year) * 16 + i64::from(month);
    let mixed = (point * 8192 + i64::from(node.year.unwrap_or(0)) * 2 + i64::from(node.moved)) as u64;
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}
