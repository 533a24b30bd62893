//! The course of narrated time: the cheapest way through all dates of the running text at once.
//!
//! Going forward is cheap, going back is dear, and a printed year may be an aside that does not move the clock, for a
//! price. Looking at the whole chain keeps one backward glance ("as on 16 June 1919") from drawing after it all the
//! dates that print no year.

use std::cmp::Ordering;

use smallvec::{SmallVec, smallvec};

use crate::calendar::Day;
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
        /// Its day and the weekday printed beside it.
        weekday: Option<(u8, u8)>,
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

/// A year and a month of it as one number that keeps their order, a year without month before its first month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Point(i64);

impl Point {
    fn new(year: i32, month: Option<u8>) -> Self {
        Self(i64::from(year) * 16 + i64::from(month.unwrap_or(0)))
    }

    fn year(self) -> i32 {
        (self.0 >> 4) as i32
    }

    fn month(self) -> Option<u8> {
        Some((self.0 & 15) as u8).filter(|month| *month > 0)
    }
}

#[derive(Debug, Clone, Copy)]
struct Node {
    cost: f64,
    at: Option<Point>,
    year: Option<i32>,
    back: u8,
    moved: bool,
    /// Printed dates passed over since the clock last moved, at most 3.
    passed: u8,
}

/// What is kept of a node for the way back.
#[derive(Debug, Clone, Copy)]
struct Trace {
    cost: f64,
    year: Option<i32>,
    back: u8,
    moved: bool,
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
    if let Shape::Shift { unit: Unit::Year, min, max, of, .. } = &draft.shape
        && min == max
    {
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
            weekday: first.day.zip(draft.weekday),
        }),
    }
}

/// What it costs a day to be of a year in which it is not of the weekday printed beside it, in either calendar.
const OTHER_WEEKDAY: f64 = 1.6;

/// Whether day and month may fall on the weekday in that year: by the calendar of its time, or by the Julian one, which some
/// countries kept until the twentieth century.
fn weekday_fits(year: i32, month: u8, (day, weekday): (u8, u8)) -> bool {
    let date = Day { year, month, day };
    date.printed_weekday() == weekday
        || (1583..1924).contains(&year) && date.julian_as_gregorian().is_some_and(|d| d.printed_weekday() == weekday)
}

/// A year printed near by.
#[derive(Debug, Clone, Copy)]
struct Local {
    year: i32,
    /// What it costs to take it without moving the clock.
    price: f64,
    /// What it saves to move to it.
    gain: f64,
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

/// What a step of the plan sees around a mention.
struct Around<'a> {
    /// Years printed near by.
    local: &'a [Local],
    /// The first mention of its paragraph.
    fresh: bool,
    /// The year printed by the mention before.
    named: Option<i32>,
    histogram: &'a Histogram,
}

fn extend(node: &Node, back: u8, mention: Mention, around: &Around, out: &mut Layer) {
    let &Around { local, fresh, named, histogram } = around;
    match mention {
        Mention::Printed { year, month, end_year, end_month, day, until, glance } => {
            let kind = if day { 0 } else { usize::from(month.is_none()) + 1 };
            // A full date ahead of the clock is seldom an aside.
            let ahead = month.is_some() && node.at.is_some_and(|at| at <= Point::new(year, month));
            // Nor is the first full date of a text.
            let first = node.at.is_none() && day;
            let dear = if ahead { 1.2 } else { 0.0 } + if first { 0.5 } else { 0.0 };
            // Several in a row that are all passed over are hardly asides.
            let row = if month.is_some() { 0.5 * f64::from(node.passed) } else { 0.0 };
            let beside = match glance {
                Glance::None => false,
                Glance::Back | Glance::Relative => node.at.is_some_and(|at| Point::new(year, month) < at),
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
            if month.is_none() && node.at.is_some_and(|at| at.year() == year) {
                out.push(Node { cost: node.cost, ..aside });
                return;
            }
            out.push(aside);
            let step = node.at.map_or(0.0, |at| distance(at, Point::new(year, month)));
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
            out.push(Node {
                cost,
                at: Some(Point::new(end_year, end_month)),
                back,
                year: None,
                moved: true,
                passed: 0,
            });
        }
        Mention::Shifted { month, years, named: own, until } => {
            match named.filter(|_| !own || node.at.is_none()).or(node.at.map(Point::year)) {
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
                    let at = Some(Point::new(year, month));
                    out.push(Node { cost: cost + go, at, back, year: Some(year), moved: true, passed: 0 });
                    // "… was still in use in January of the next year": a look ahead from which the story comes back.
                    out.push(Node { cost: cost + stay, back, year: Some(year), moved: false, ..*node });
                }
                None => out.push(Node { cost: node.cost + NOTHING_BEFORE, back, year: None, moved: false, ..*node }),
            }
        }
        Mention::Next { month } => match node.at {
            Some(at) => {
                let year = at.year() + i32::from(at.month().is_none_or(|at| month <= at));
                let cost = node.cost + 0.3 + 0.3 * histogram.rarity(year);
                out.push(Node {
                    cost,
                    at: Some(Point::new(year, Some(month))),
                    back,
                    year: Some(year),
                    moved: true,
                    passed: 0,
                });
                out.push(Node { cost: cost + LOOK_AHEAD, back, year: Some(year), moved: false, ..*node });
            }
            None => out.push(Node { cost: node.cost + NOTHING_BEFORE, back, year: None, moved: false, ..*node }),
        },
        Mention::Open { month, end_month, season, glance, weekday } => {
            let mut years: SmallVec<[i32; 16]> = match node.at {
                Some(at) => smallvec![at.year() - 1, at.year(), at.year() + 1],
                None => histogram.common().into(),
            };
            for Local { year, .. } in local {
                let place = years.partition_point(|known| known < year);
                if years.get(place) != Some(year) {
                    years.insert(place, *year);
                }
            }
            for year in years {
                // Who is in July and tells of the summer does not go back.
                let within = node.at.filter(|at| season && at.year() == year).and_then(Point::month);
                let within = within.filter(|at| (month..end_month + 3).contains(at));
                let to = Point::new(year, Some(within.unwrap_or(month)));
                let step = node.at.map_or(1.0, |at| distance(at, to));
                let gain = local.iter().find(|near| near.year == year).map_or(0.0, |near| near.gain.max(0.0));
                let stays = node.at.is_some_and(|at| at.year() == year);
                let weight = if node.at.is_none() {
                    1.0
                } else if stays {
                    0.1
                } else {
                    0.25
                };
                let beside = glance == Glance::Back && node.at.is_some_and(|at| at < Point::new(year, Some(month)));
                let other_weekday = weekday.is_some_and(|told| !weekday_fits(year, month, told));
                let prior = weight * histogram.rarity(year)
                    + if beside { BESIDE_MOVES } else { 0.0 }
                    + if other_weekday { OTHER_WEEKDAY } else { 0.0 };
                let end_year = year + i32::from(end_month < month);
                let at = Some(Point::new(end_year, Some(end_month)));
                out.push(Node {
                    cost: node.cost + step + prior - gain,
                    at,
                    back,
                    year: Some(year),
                    moved: true,
                    passed: 0,
                });
            }
            if let (Glance::Back | Glance::Relative, Some(at)) = (glance, node.at) {
                let (at_year, at_month) = (at.year(), at.month());
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
            for Local { year, price, .. } in local {
                if node.at.is_none_or(|at| at.year() != *year) {
                    out.push(Node { cost: node.cost + price, back, year: Some(*year), moved: false, ..*node });
                }
            }
        }
    }
}

/// The cost of going from one point of the narrative to another.
fn distance(from: Point, to: Point) -> f64 {
    let years = f64::from(to.year() - from.year());
    let months = match (from.month(), to.month()) {
        (Some(a), Some(b)) => years * 12.0 + f64::from(b) - f64::from(a),
        _ => years * 8.0,
    };
    let turn = if years == 0.0 { 0.0 } else { 0.6 };
    if months >= 0.0 { (0.15 * months).min(3.0) + turn } else { (0.3 - 0.35 * months).min(5.0) + turn }
}

/// The ways to the points that a mention may stand for: the cheapest to each.
#[derive(Default)]
struct Layer {
    /// The best way to each point, with its place among the ways.
    best: Vec<(usize, Node)>,
    /// Ways so far.
    ways: usize,
    /// Where in `best` the point of a hash stands, and the number of the layer that it is of.
    table: Vec<(u32, u32)>,
    layer: u32,
    /// More than this no way that is kept costs, where points were weighed.
    dearest: f64,
    /// How many points there were when that was last found out; 0 for not yet.
    weighed: usize,
    /// Room for finding it out.
    costs: Vec<f64>,
}

impl Layer {
    /// Takes a way, unless a cheaper one leads to its point; of equals the first.
    fn push(&mut self, node: Node) {
        let index = self.ways;
        self.ways += 1;
        if self.weighed > 0 && node.cost > self.dearest {
            return;
        }
        if 2 * self.best.len() >= self.table.len() {
            self.grow();
        }
        let same = |other: &Node| other.at == node.at && other.year == node.year && other.moved == node.moved;
        let last = self.table.len() - 1;
        let mut slot = hash(&node) & last;
        loop {
            let (layer, place) = self.table[slot];
            if layer != self.layer {
                self.table[slot] = (self.layer, self.best.len() as u32);
                self.best.push((index, node));
                return;
            }
            let known = &mut self.best[place as usize];
            if same(&known.1) {
                if order(&(index, node), known).is_lt() {
                    *known = (index, node);
                }
                return;
            }
            slot = (slot + 1) & last;
        }
    }

    /// Finds out what ways are too dear to be kept, where many points have come since it was last found out.
    fn weigh(&mut self) {
        if self.best.len() < self.weighed + BEAM {
            return;
        }
        self.costs.clear();
        self.costs.extend(self.best.iter().map(|(_, node)| node.cost));
        let (_, dearest, _) = self.costs.select_nth_unstable_by(BEAM - 1, f64::total_cmp);
        self.dearest = *dearest;
        self.weighed = self.best.len();
    }

    fn grow(&mut self) {
        let size = (2 * self.table.len()).max(256);
        self.table.clear();
        self.table.resize(size, (0, 0));
        self.layer = 1;
        for (place, (_, node)) in (0..).zip(&self.best) {
            let mut slot = hash(node) & (size - 1);
            while self.table[slot].0 == self.layer {
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = (self.layer, place);
        }
    }

    /// Moves the cheapest ways to `kept`, cheapest first; of equals the earlier point. The layer is empty then.
    fn keep_best(&mut self, kept: &mut Vec<Node>) {
        if self.best.len() > BEAM {
            self.best.select_nth_unstable_by(BEAM - 1, order);
            self.best.truncate(BEAM);
        }
        self.best.sort_unstable_by(order);
        kept.clear();
        kept.extend(self.best.drain(..).map(|(_, node)| node));
        self.ways = 0;
        self.weighed = 0;
        match self.layer.checked_add(1) {
            Some(next) => self.layer = next,
            None => self.table.clear(),
        }
    }
}

fn order((i, a): &(usize, Node), (j, b): &(usize, Node)) -> Ordering {
    let way = a.cost.total_cmp(&b.cost).then(a.at.cmp(&b.at)).then(a.year.cmp(&b.year));
    way.then(a.back.cmp(&b.back)).then(i.cmp(j))
}

/// A number for the point that a node stands at.
fn hash(node: &Node) -> usize {
    let point = node.at.map_or(0, |at| at.0);
    let mixed = (point * 8192 + i64::from(node.year.unwrap_or(0)) * 2 + i64::from(node.moved)) as u64;
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}
