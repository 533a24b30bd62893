//! What it costs narrated time to go on, to go back, or to pass an expression over.

use smallvec::{SmallVec, smallvec};

use crate::calendar::Day;
use crate::clock::Histogram;
use crate::layer::{Layer, Node};
use crate::mention::{Mention, Point};
use crate::parts::Glance;
use crate::plan::Local;

/// What it costs to pass over a printed date: a full date, a month and year, a bare year or season.
pub(crate) const ASIDE: [f64; 3] = [2.6, 1.6, 0.6];

/// The most it costs a new paragraph to go back to a date it prints.
pub(crate) const NEW_THREAD: f64 = 2.4;

/// What it costs to pass over a date that is told as an end ("until 2 January 1905").
pub(crate) const UNTIL: f64 = 0.4;

/// What it costs to pass over a date that its clause tells beside the story, and to move to it all the same.
pub(crate) const BESIDE: f64 = 0.3;

pub(crate) const BESIDE_MOVES: f64 = 1.2;

/// What it costs to pass over a day or month that a relative clause tells without its year.
pub(crate) const RELATIVE: f64 = 0.6;

/// A date told as so many years later is beside the story.
pub(crate) const FAR_AHEAD: i32 = 10;

/// What it costs "the next March" to have no date before it that it counts from: the one passed over was no aside.
pub(crate) const NOTHING_BEFORE: f64 = 2.0;

/// What it costs to go on from a date that is told as so many years earlier, or far ahead.
pub(crate) const LOOK_BACK: f64 = 1.8;

/// What it costs to take a date of the next year as a look ahead.
pub(crate) const LOOK_AHEAD: f64 = 2.2;

/// What it costs a day to be of a year in which it is not of the weekday printed beside it, in either calendar.
pub(crate) const OTHER_WEEKDAY: f64 = 1.6;

/// Whether day and month may fall on the weekday in that year: by the calendar of its time, or by the Julian one, which some
/// countries kept until the twentieth century.
pub(crate) fn weekday_fits(year: i32, month: u8, (day, weekday): (u8, u8)) -> bool {
    let date = Day { year, month, day };
    date.printed_weekday() == weekday
        || (1583..1924).contains(&year) && date.julian_as_gregorian().is_some_and(|d| d.printed_weekday() == weekday)
}

/// What a step of the plan sees around a mention.
pub(crate) struct Around<'a> {
    /// Years printed near by.
    pub(crate) local: &'a [Local],
    /// The first mention of its paragraph.
    pub(crate) fresh: bool,
    /// The year printed by the mention before.
    pub(crate) named: Option<i32>,
    pub(crate) histogram: &'a Histogram,
}

pub(crate) fn extend(node: &Node, back: u8, mention: Mention, around: &Around, out: &mut Layer) {
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
pub(crate) fn distance(from: Point, to: Point) -> f64 {
    let years = f64::from(to.year() - from.year());
    let months = match (from.month(), to.month()) {
        (Some(a), Some(b)) => years * 12.0 + f64::from(b) - f64::from(a),
        _ => years * 8.0,
    };
    let turn = if years == 0.0 { 0.0 } else { 0.6 };
    if months >= 0.0 { (0.15 * months).min(3.0) + turn } else { (0.3 - 0.35 * months).min(5.0) + turn }
}
