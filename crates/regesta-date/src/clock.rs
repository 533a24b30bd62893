//! The document's clock: which year, month and day an expression means that does not print them.
//!
//! Narrative time moves forward with the dates of the running text. Years in quotations, notes and abstracts and years
//! that only look back ("as in October 1917") do not move it. A candidate year is weighed by its nearness to the last
//! date told, by how often the text prints it, and by whether the same sentence names it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::calendar::{Day, shift_month};
use crate::parts::{Draft, Glance, Partial, Shape};

/// Where an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) passage: usize,
    pub(crate) sentence: usize,
    pub(crate) quoted: bool,
    /// In the running text or a heading; notes, abstracts and lists do not move the clock.
    pub(crate) narrative: bool,
}

/// A date that later ones lean on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchor<'h> {
    pub(crate) point: Partial,
    /// Last day of a night or range.
    pub(crate) end: Option<Partial>,
    pub(crate) night: bool,
    /// The weekday printed beside it.
    pub(crate) weekday: Option<u8>,
    /// Year and month as printed, where the point was converted from the old style.
    printed: Option<(i32, u8)>,
    pub(crate) place: Place,
    pub(crate) span: regesta_text::Span,
    pub(crate) words: &'h str,
    /// It was told as a distance back from another date ("the day before").
    pub(crate) back: bool,
}

/// Years printed in a text, with weights.
#[derive(Debug, Clone, Default)]
pub(crate) struct Histogram {
    weights: BTreeMap<i32, f64>,
    total: f64,
    /// [`Self::rarity`] of the years from the first one printed on, which is asked at every step of the plan.
    rarities: OnceCell<(i32, Vec<f64>)>,
}

impl Histogram {
    pub(crate) fn count(&mut self, draft: &Draft, place: Place) {
        let place_weight = if place.quoted {
            0.5
        } else if place.narrative {
            1.0
        } else {
            0.3
        };
        if draft.hijri {
            return;
        }
        self.rarities.take();
        for partial in draft.shape.partials() {
            let Some(year) = partial.year else { continue };
            let precision = match (partial.month, partial.day) {
                (Some(_), Some(_)) => 3.0,
                (Some(_), None) => 2.0,
                _ => 1.0,
            };
            *self.weights.entry(year).or_default() += place_weight * precision;
            self.total += place_weight * precision;
        }
    }

    fn share(&self, year: i32) -> f64 {
        if self.total == 0.0 { 0.0 } else { self.weights.get(&year).copied().unwrap_or(0.0) / self.total }
    }

    /// How seldom a year is printed: 0 for the only one, near 4 for one that never is.
    pub(crate) fn rarity(&self, year: i32) -> f64 {
        let (first, rarities) = self.rarities();
        let at = usize::try_from(i64::from(year) - i64::from(*first)).ok();
        at.and_then(|at| rarities.get(at).copied()).unwrap_or_else(|| self.rarity_of_share(year))
    }

    fn rarity_of_share(&self, year: i32) -> f64 {
        -((self.share(year) + 0.02) / 1.02).ln()
    }

    /// From the first year printed on.
    fn rarities(&self) -> &(i32, Vec<f64>) {
        /// The longest table.
        const YEARS: i32 = 4000;
        self.rarities.get_or_init(|| {
            let first = self.weights.keys().next().copied().unwrap_or_default();
            let last = self.weights.keys().next_back().copied().unwrap_or_default();
            let years = first..=last.min(first.saturating_add(YEARS));
            (first, years.map(|year| self.rarity_of_share(year)).collect())
        })
    }

    /// The years printed most, at most six, in their order.
    pub(crate) fn common(&self) -> Vec<i32> {
        let mut years: Vec<(i32, f64)> = self.weights.iter().map(|(y, w)| (*y, *w)).collect();
        years.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        years.truncate(6);
        let mut years: Vec<i32> = years.into_iter().map(|(y, _)| y).collect();
        years.sort_unstable();
        years
    }

    /// The year printed most; of equals the earliest.
    pub(crate) fn main_year(&self) -> Option<i32> {
        let best = self.weights.values().copied().fold(0.0, f64::max);
        self.weights.iter().find(|(_, w)| **w == best).map(|(year, _)| *year)
    }
}

/// A year that an expression may mean, and why.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) year: i32,
    pub(crate) from: String,
    cost: f64,
}

impl Choice {
    /// Whether the two can hardly be told apart.
    pub(crate) fn is_close_to(&self, other: &Self) -> bool {
        (self.cost - other.cost).abs() < 0.5
    }
}

/// A year printed near by.
#[derive(Debug, Clone, Copy)]
struct Mention<'h> {
    /// Its clause does not tell it beside the story in brackets.
    plain: bool,
    point: Partial,
    place: Place,
    words: &'h str,
}

/// Mentions that an expression is weighed against: the last ones.
const NEAR: usize = 12;

/// The state of the clock while a text is read from its beginning.
#[derive(Debug, Clone)]
pub(crate) struct Clockwork<'h> {
    histogram: &'h Histogram,
    last: Option<Anchor<'h>>,
    last_in_quote: Option<Anchor<'h>>,
    last_period: Option<Anchor<'h>>,
    nearest: Option<Anchor<'h>>,
    nearest_day: Option<Anchor<'h>>,
    /// The last ones; of older ones some.
    mentions: Vec<Mention<'h>>,
    /// The last years told: a year, a stretch of years, a decade, a part of one.
    last_years: Option<(Partial, Partial, &'h str)>,
    /// Happenings and the dates their sentences tell: the last telling of each, or the last that tells a stretch of time.
    happenings: BTreeMap<String, Anchor<'h>>,
    /// Where the story stood before it last stepped back to an earlier month.
    left: Option<Anchor<'h>>,
    /// The last hour told, with its day and passage.
    hour: Option<(Day, u16, usize)>,
}

impl<'h> Clockwork<'h> {
    pub(crate) fn new(histogram: &'h Histogram) -> Self {
        Self {
            histogram,
            last: None,
            last_in_quote: None,
            last_period: None,
            nearest: None,
            nearest_day: None,
            mentions: Vec::new(),
            last_years: None,
            happenings: BTreeMap::new(),
            left: None,
            hour: None,
        }
    }

    /// The last date told in the running text; inside a quotation, the last one of that quotation's paragraph.
    pub(crate) fn last(&self, place: Place) -> Option<&Anchor<'h>> {
        if !place.narrative
            && let Some(own) = &self.last_in_quote
            && own.place.passage == place.passage
        {
            return Some(own);
        }
        self.last.as_ref()
    }

    /// The year last named in this passage, or the last one told.
    pub(crate) fn last_year(&self, place: Place) -> Option<(i32, &'h str)> {
        let near = self.mentions.iter().rev().take(NEAR);
        let mut near = near.filter(|m| m.plain || m.place.sentence == place.sentence);
        let near = near.find(|m| m.place.passage == place.passage);
        // Where the story has gone on since, its own year is meant: "on 23 October 1831 …; on 12 December. By the year's end".
        let gone_on = |m: &&Mention| {
            let later = |last: &Anchor| {
                last.place.passage == place.passage
                    && last.place.sentence > m.place.sentence
                    && m.point.year < last.point.year
            };
            place.narrative
                && !place.quoted
                && m.place.sentence < place.sentence
                && self.last.as_ref().is_some_and(later)
        };
        let near = near.filter(|m| !gone_on(m));
        let near = near.and_then(|m| Some((m.point.year?, m.words)));
        near.or_else(|| self.last(place).and_then(|l| Some((l.point.year?, l.words))))
    }

    /// The year of a point of the month `month` (or of a season), best first. Empty where the text prints no year.
    /// `back`: its clause looks back, so that it hardly lies ahead.
    pub(crate) fn years(&self, month: Option<u8>, place: Place, back: bool) -> Vec<Choice> {
        let mut choices: BTreeMap<i32, Choice> = BTreeMap::new();
        let mut offer = |year: i32, cost: f64, from: String| {
            let prior = -(self.histogram.share(year) + 0.02).ln();
            let cost = cost + prior;
            if choices.get(&year).is_none_or(|have| cost < have.cost) {
                choices.insert(year, Choice { year, from, cost });
            }
        };
        if let Some(last) = self.last(place)
            && let Some(last_year) = last.point.year
        {
            for year in last_year - 1..=last_year + 1 {
                let turn = 1.0 * f64::from((year - last_year).abs());
                let distance = match (month, last.point.month.or(last.point.season.map(|s| (s - 20) * 3))) {
                    (Some(month), Some(last_month)) => turn + months_apart(last_year, last_month, year, month),
                    _ => 8.0 * f64::from((year - last_year).abs()),
                };
                let ahead = back && month.zip(last.point.month).is_some_and(|(m, at)| (year, m) > (last_year, at));
                let distance = distance + if ahead { LOOKS_BACK } else { 0.0 };
                let from = if year == last_year {
                    format!("the last date told ({})", last.words)
                } else {
                    format!("the last date told ({}), over the turn of the year", last.words)
                };
                offer(year, distance, from);
            }
        }
        for mention in self.mentions.iter().rev().take(NEAR).filter(|m| m.place.passage == place.passage) {
            let Some(year) = mention.point.year else { continue };
            let same_sentence = mention.place.sentence == place.sentence;
            let same_quotation = mention.place.quoted == place.quoted;
            let distance = match (month, mention.point.month) {
                (Some(month), Some(named)) => months_apart(year, named, year, month).min(3.0) / 3.0,
                _ => 0.0,
            };
            let told = self.last(place).and_then(|last| last.point.year.zip(last.point.month));
            let ahead = back && told.is_some_and(|told| month.is_some_and(|m| (year, m) > told));
            let distance = distance + if ahead { LOOKS_BACK } else { 0.0 };
            let bonus = match (same_sentence, same_quotation) {
                (true, true) => -1.5,
                (true, false) => 0.5,
                (false, true) => 1.0,
                (false, false) => 2.5,
            };
            let near = if same_sentence { "the same sentence" } else { "the same paragraph" };
            offer(year, 1.0 + distance + bonus, format!("{near} ({})", mention.words));
        }
        if let Some(year) = self.histogram.main_year() {
            let penalty = if self.last.is_some() { 4.0 } else { 1.0 };
            offer(year, penalty, "the year the text prints most".into());
        }
        let mut choices: Vec<Choice> = choices.into_values().collect();
        choices.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.year.cmp(&b.year)));
        choices
    }

    /// The planned year of a point in the running text, with the words that bear it out.
    pub(crate) fn planned(&self, year: i32, other: Option<i32>, place: Place) -> Vec<Choice> {
        let near = self
            .mentions
            .iter()
            .rev()
            .take(NEAR)
            .find(|m| m.place.passage == place.passage && m.point.year == Some(year));
        let from = match (near, &self.last) {
            (Some(m), _) if m.place.sentence == place.sentence => format!("the same sentence ({})", m.words),
            (_, Some(last)) if last.point.year == Some(year) => format!("the last date told ({})", last.words),
            (Some(m), _) => format!("the same paragraph ({})", m.words),
            (None, Some(last)) => format!("the course of the narrative, over the turn of the year ({})", last.words),
            (None, None) => "the years the text prints most".to_owned(),
        };
        let mut choices = vec![Choice { year, from, cost: 0.0 }];
        choices.extend(other.map(|year| Choice { year, from: String::new(), cost: 0.1 }));
        choices
    }

    /// The month of a bare day of the month; `pointed`: its words point at one ("of the same month").
    pub(crate) fn month(&self, place: Place, pointed: bool, day: u8) -> Option<(i32, u8, String)> {
        let last = if pointed { self.pointed_at(place, |a| a.point.month.is_some())? } else { self.last(place)? };
        // "On 5 April …; the order was of 28 March. On the 6th": a day that does not follow the step back follows what it left.
        let left = self.left.as_ref().filter(|left| {
            let near = left.place.passage == place.passage && place.narrative && !place.quoted && !pointed;
            near && last.point.day.is_some_and(|back| day < back) && left.point.day.is_some_and(|from| from <= day)
        });
        let last = left.unwrap_or(last);
        let (year, month) = last.printed.or_else(|| Some((last.point.year?, last.point.month?)))?;
        Some((year, month, format!("the last date told ({})", last.words)))
    }

    /// Takes note of a date that is now complete.
    pub(crate) fn saw(
        &mut self,
        draft: &Draft,
        printed_year: bool,
        moves: bool,
        back: bool,
        place: Place,
        words: &'h str,
    ) {
        let Some((point, end)) = anchor_points(&draft.shape) else { return };
        let years = |p: &Partial| p.month.is_none() && p.season.is_none() && (p.year.is_some() || p.decade.is_some());
        if years(&point) {
            self.last_years = Some((point, end.unwrap_or(point), words));
        }
        if point.year.is_none() {
            return;
        }
        if printed_year {
            if self.mentions.len() == 8 * NEAR {
                self.mentions.drain(..7 * NEAR);
            }
            self.mentions.push(Mention {
                plain: draft.glance != Glance::Bracket,
                point: end.unwrap_or(point),
                place,
                words,
            });
        }
        let printed = draft.printed.filter(|_| draft.old_style).and_then(|p| Some((p.year?, p.month?)));
        let anchor = Anchor {
            point,
            end,
            night: draft.night,
            weekday: draft.weekday,
            printed,
            place,
            span: draft.span,
            words,
            back,
        };
        if place.quoted || !place.narrative {
            self.last_in_quote = Some(anchor);
            return;
        }
        for stem in &draft.happenings {
            let stretch = |a: &Anchor| a.end.is_some() && !a.night;
            // The last telling, but a stretch of time told not long before says more than one of its days.
            let better = |have: &Anchor| stretch(&anchor) || !stretch(have) || have.place.passage + 6 < place.passage;
            if self.happenings.get(stem).is_none_or(better) {
                self.happenings.insert(stem.clone(), anchor);
            }
        }
        if let Some(day) = anchor.point.as_day() {
            self.nearest_day = Some(anchor);
            if let Some(hour) = draft.clock {
                self.hour = Some((day, hour.from, place.passage));
            }
        }
        self.nearest = Some(anchor);
        if moves || self.last.is_none() {
            if anchor.end.is_some() && !anchor.night {
                self.last_period = Some(anchor);
            }
            let month = |a: &Anchor| a.point.year.zip(a.point.month);
            let back = |from: &Anchor| month(from).is_some_and(|told| month(&anchor).is_some_and(|to| to < told));
            self.left = self.last.filter(back);
            self.last = Some(anchor);
        }
    }

    /// The last hour told in this passage, in minutes from midnight, and its day.
    pub(crate) fn last_hour(&self, place: Place) -> Option<(Day, u16)> {
        let running = place.narrative && !place.quoted;
        self.hour.filter(|(_, _, passage)| running && *passage == place.passage).map(|(day, hour, _)| (day, hour))
    }

    /// What "the next day", "the same month" point back to: the nearest date of this sentence or the one before, be it an
    /// aside; else the last date told.
    pub(crate) fn pointed_at(&self, place: Place, fits: impl Fn(&Anchor) -> bool) -> Option<&Anchor<'h>> {
        let near = |a: &&Anchor| {
            a.place.passage == place.passage && place.sentence - a.place.sentence.min(place.sentence) <= 1 && fits(a)
        };
        if place.quoted || !place.narrative {
            return self.last(place);
        }
        self.nearest.as_ref().filter(near).or_else(|| self.last(place))
    }

    /// The date of a happening told before.
    pub(crate) fn happening(&self, stem: &str) -> Option<&Anchor<'h>> {
        self.happenings.get(stem)
    }

    /// The year that chooses among periods of one name.
    pub(crate) fn age(&self, place: Place) -> Option<i32> {
        self.last(place).and_then(|a| a.point.year).or_else(|| self.histogram.main_year())
    }

    /// A day was told in this sentence or the one before.
    pub(crate) fn has_day_near(&self, place: Place) -> bool {
        let near = |a: &Anchor| {
            a.place.passage == place.passage
                && place.sentence - a.place.sentence.min(place.sentence) <= 1
                && a.point.as_day().is_some()
        };
        let own = if place.quoted || !place.narrative { &self.last_in_quote } else { &self.nearest_day };
        own.as_ref().is_some_and(near)
    }

    /// The last years told, and the words that tell them.
    pub(crate) fn last_years(&self) -> Option<&(Partial, Partial, &'h str)> {
        self.last_years.as_ref()
    }

    /// The last stretch of time told in the running text ("in this period").
    pub(crate) fn last_period(&self) -> Option<&Anchor<'h>> {
        self.last_period.as_ref()
    }
}

/// What it costs a date that looks back to lie ahead.
const LOOKS_BACK: f64 = 2.0;

/// The cost of going from one month to another: forward is cheap, back is dear.
fn months_apart(from_year: i32, from_month: u8, to_year: i32, to_month: u8) -> f64 {
    let months = f64::from(to_year - from_year) * 12.0 + f64::from(to_month) - f64::from(from_month);
    let cost = if months >= 0.0 { months * 0.25 } else { -months * 0.4 };
    cost.min(8.0)
}

/// What a complete expression leaves for later ones to lean on.
fn anchor_points(shape: &Shape) -> Option<(Partial, Option<Partial>)> {
    match shape {
        Shape::Point(p) => Some((*p, None)),
        Shape::Interval(a, b) => Some((*a, Some(*b))),
        Shape::Set(list) => Some((*list.first()?, list.last().copied())),
        _ => None,
    }
}

impl Anchor<'_> {
    /// The day that "the next day" counts from: the morning after a night is the night's second day.
    pub(crate) fn day_for_shift(&self, by: i64) -> Option<Day> {
        match self.end.and_then(|p| p.as_day()) {
            // After the night of 27 to 28 "the next day" is the 28th.
            Some(end) if self.night && by > 0 => Some(end.plus(-1)),
            Some(end) if by >= 0 => Some(end),
            _ => self.point.as_day(),
        }
    }

    /// The evening on which "that night", "the next night", "the night before" begins. After a day the next night is the
    /// one that ends it.
    pub(crate) fn night_after(&self, nights: i64) -> Option<Day> {
        let evening = if self.night { self.point.as_day() } else { self.end.unwrap_or(self.point).as_day() }?;
        Some(evening.plus(if self.night || nights < 0 { nights } else { 0 }))
    }

    /// Year and month that lie `months` later.
    pub(crate) fn month_after(&self, months: i64) -> Option<(i32, u8)> {
        let point = self.end.unwrap_or(self.point);
        Some(shift_month(point.year?, point.month?, months))
    }
}
