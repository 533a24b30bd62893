//! Turns "the next day", "the same month" and distances in time into points.

use crate::clock::{Anchor, Clockwork, Place};
use crate::happenings::period_near;
use crate::parts::{Draft, Part, Partial, Shape, Then, Unit};
use crate::plan::Step;
use crate::resolve::inferred;
use crate::value::{Anchored, Clock, DateFlag, DateValue, Inference, Relative};

/// The decade of the last date told, with the words that tell it: of a decade itself where it was told last.
pub(crate) fn last_decade(clock: &Clockwork, place: Place) -> Option<(i32, String)> {
    let decade = clock.last_years().and_then(|(_, to, words)| Some((to.decade.filter(|d| *d >= 100)?, *words)));
    let (year, words) = decade.or_else(|| clock.last_year(place))?;
    Some((year.div_euclid(10) * 10, words.to_owned()))
}

/// Turns "the next day", "the same month" into points.
pub(crate) fn settle_relative(
    draft: &mut Draft,
    place: Place,
    step: Step,
    clock: &Clockwork,
    value: &mut DateValue,
) -> Option<()> {
    let unknown_day = Partial { day: None, ..Partial::default() };
    if matches!(draft.shape, Shape::Interval(..) | Shape::Set(_) | Shape::NightBefore(_) | Shape::NightAfter(_)) {
        return Some(());
    }
    match draft.shape.clone() {
        Shape::Shift { .. } if draft.near_day && !clock.has_day_near(place) => return None,
        Shape::Shift { unit: Unit::Decade, min, .. } => {
            let (decade, words) = last_decade(clock, place)?;
            inferred(value, "all", &format!("counted from the last years told ({words})"));
            let decade = decade + i32::try_from(min).ok()? * 10;
            draft.shape = Shape::Point(Partial { decade: Some(decade), ..unknown_day });
        }
        Shape::Shift { unit, min, max, of, vague } => {
            let minutes = match unit {
                Unit::Minute => 1,
                Unit::Hour => 60,
                Unit::Day => 1440,
                Unit::Week => 7 * 1440,
                Unit::Month => 30 * 1440,
                Unit::Year => 365 * 1440,
                Unit::Decade => 3652 * 1440,
                Unit::Century => 36_525 * 1440,
            };
            let named = draft.counted_from.as_ref().and_then(|stem| clock.happening(stem));
            let fits = |a: &Anchor| match unit {
                Unit::Year => a.point.year.is_some(),
                Unit::Month => a.point.year.is_some() && a.point.month.is_some(),
                _ => a.point.as_day().is_some(),
            };
            // A happening whose day is told; of one told by its month or year others may be meant.
            let named = named.filter(|a| !draft.restates && a.point.as_day().is_some());
            let last = match unit {
                _ if named.is_some() => named?,
                Unit::Month | Unit::Year if draft.restates => clock.pointed_at(place, fits)?,
                // "On 3 June he came. The day before it had rained. Two weeks later …": the next day may be that of an aside, so
                // far a distance is the story's.
                Unit::Day | Unit::Week => {
                    let far = min >= 2 || unit == Unit::Week && min > 0;
                    clock.pointed_at(place, |a| a.point.as_day().is_some() && !(far && a.back))?
                }
                _ => clock.last(place)?,
            };
            // Its distance is one from the event that it names, which nothing dates.
            let anchor = (!draft.restates).then_some(Anchored { passage: last.place.passage, span: last.span });
            let (distance, (min, max)) = ((min, max), if draft.restates { (0, 0) } else { (min, max) });
            value.relative = Some(Relative { min: distance.0 * minutes, max: distance.1 * minutes, of, anchor });
            let from = format!("the last date told ({})", last.words);
            let day = last.day_for_shift(min);
            let mut point = match unit {
                Unit::Minute | Unit::Hour | Unit::Day | Unit::Week => {
                    let days = match unit {
                        Unit::Week => min * 7,
                        Unit::Day => min,
                        _ => min * minutes / 1440,
                    };
                    let day = day?;
                    Partial::from_day(day.plus(days))
                }
                // Who counts in months does not mean the day.
                Unit::Month => {
                    let (year, month) = last.month_after(min)?;
                    let part = draft.part_of_month;
                    Partial { year: Some(year), month: Some(month), part, approximate: part.is_none(), ..unknown_day }
                }
                Unit::Year => {
                    let counted = last.point.year? + i32::try_from(min).ok()?;
                    // The plan counts from the course of the story.
                    let planned = step.year.filter(|_| named.is_none() && !draft.restates);
                    Partial { year: Some(planned.unwrap_or(counted)), ..unknown_day }
                }
                Unit::Decade | Unit::Century => return None,
            };
            point.approximate |= vague;
            let far = day.filter(|_| max != min && matches!(unit, Unit::Hour | Unit::Day | Unit::Week)).map(|day| {
                let days = match unit {
                    Unit::Week => max * 7,
                    Unit::Hour => max / 24,
                    _ => max,
                };
                Partial { approximate: true, ..Partial::from_day(day.plus(days)) }
            });
            draft.shape = match last.night_after(min).filter(|_| draft.night && unit == Unit::Day) {
                Some(evening) => Shape::Interval(Partial::from_day(evening), Partial::from_day(evening.plus(1))),
                None => far.map_or(Shape::Point(point), |far| Shape::Interval(point, far)),
            };
            value.inferred.push(Inference { part: "all".into(), from: format!("counted from {from}") });
        }
        Shape::Same { unit, part } => {
            if unit == Unit::Decade {
                let (decade, words) = last_decade(clock, place)?;
                inferred(value, "all", &format!("the last years told ({words})"));
                draft.shape = Shape::Point(Partial { decade: Some(decade), part, ..unknown_day });
                return Some(());
            }
            if unit == Unit::Century {
                let (year, words) = clock.last_year(place)?;
                inferred(value, "all", &format!("the last year named ({words})"));
                let century = Some((year - 1).div_euclid(100));
                draft.shape = Shape::Point(Partial { century, part, ..unknown_day });
                return Some(());
            }
            if unit == Unit::Year {
                let (year, words) = clock.last_year(place)?;
                inferred(value, "all", &format!("the last year named ({words})"));
                draft.shape = Shape::Point(Partial { year: Some(year), part, ..unknown_day });
                return Some(());
            }
            let last = match unit {
                Unit::Month => clock.pointed_at(place, |a| a.point.month.is_some())?,
                _ => clock.pointed_at(place, |a| a.point.as_day().is_some())?,
            };
            let point = last.end.unwrap_or(last.point);
            let mut same = match unit {
                Unit::Day => Partial::from_day(point.as_day()?),
                Unit::Month => Partial { year: point.year, month: Some(point.month?), ..unknown_day },
                _ => return None,
            };
            same.part = part;
            inferred(value, "all", &format!("the last date told ({})", last.words));
            draft.shape = Shape::Point(same);
        }
        Shape::Weekday { weekday, after } => {
            let last = clock.pointed_at(place, |a| a.point.as_day().is_some())?;
            let day = last.end.unwrap_or(last.point).as_day()?;
            // Where the text prints the weekday of that day, no calendar is asked.
            let told = last.weekday.unwrap_or_else(|| day.printed_weekday());
            let ahead = i64::from((weekday + 7 - told) % 7);
            let days = match (after, ahead) {
                (Some(true), 0) => 7,
                (Some(false), _) => ahead - 7,
                _ => ahead,
            };
            inferred(value, "all", &format!("the last date told ({})", last.words));
            let day = day.plus(days);
            draft.shape = if draft.night {
                Shape::Interval(Partial::from_day(day), Partial::from_day(day.plus(1)))
            } else {
                Shape::Point(Partial::from_day(day))
            };
        }
        Shape::Next(point) => {
            let last = clock.last(place)?;
            let told = last.end.unwrap_or(last.point);
            let first = |p: &Partial| p.month.or(p.season.map(|s| (s - 20) * 3));
            let year = told.year? + i32::from(first(&told).is_none_or(|told| first(&point).is_some_and(|m| m <= told)));
            inferred(value, "year", &format!("the last date told ({})", last.words));
            draft.shape = Shape::Point(Partial { year: Some(step.year.unwrap_or(year)), ..point });
        }
        Shape::Previous(point) => {
            let last = clock.last(place)?;
            let first = |p: &Partial| p.month.or(p.season.map(|s| (s - 20) * 3));
            let year = last.point.year?
                - i32::from(first(&last.point).is_none_or(|told| first(&point).is_some_and(|m| m >= told)));
            inferred(value, "year", &format!("the last date told ({})", last.words));
            draft.shape = Shape::Point(Partial { year: Some(year), ..point });
        }
        Shape::Period(periods) => {
            // A happening known by its month is of the years that reference works give, or of those the text tells.
            let by_month =
                draft.names_happening.then(|| periods.first().map(|p| Partial { year: None, ..p.0 })).flatten();
            draft.shape = match period_near(&periods, clock.age(place), by_month.is_some()) {
                Some((from, to)) => {
                    inferred(value, "all", "the years of the period named");
                    if from == to { Shape::Point(from) } else { Shape::Interval(from, to) }
                }
                None => Shape::Point(by_month?),
            };
        }
        Shape::Happening { stem, before } => {
            let told = clock.happening(&stem);
            if before && told.is_none_or(|told| told.point.as_day().is_none()) {
                return None;
            }
            let Some(told) = told else {
                value.flags.push(DateFlag::Open);
                return Some(());
            };
            let from = format!("the date of what it names ({})", told.words);
            let day = told.point.as_day().map(|day| Partial::from_day(day.plus(-1)));
            draft.shape = match (before, told.end) {
                (true, _) => Shape::Point(day?),
                (false, Some(end)) => Shape::Interval(told.point, end),
                (false, None) => Shape::Point(told.point),
            };
            inferred(value, "all", &from);
        }
        Shape::Then(Then::Years) => {
            let (from, to, words) = clock.last_years()?;
            inferred(value, "all", &format!("the last years told ({words})"));
            draft.shape = if from == to { Shape::Point(*from) } else { Shape::Interval(*from, *to) };
        }
        Shape::Then(then) => {
            let last = match then {
                Then::Period => clock.last_period()?,
                _ => clock.last(place)?,
            };
            let end = last.end.unwrap_or(last.point);
            draft.shape = match then {
                Then::At | Then::Years => Shape::Point(end),
                Then::Period => Shape::Interval(last.point, end),
                Then::Since => Shape::Open(end, true),
                Then::Until => Shape::Open(last.point, false),
                Then::Week(weeks) => {
                    let day = end.as_day()?;
                    let monday = day.plus(1 - i64::from(day.weekday()) + 7 * weeks);
                    Shape::Interval(Partial::from_day(monday), Partial::from_day(monday.plus(6)))
                }
            };
            inferred(value, "all", &format!("the last date told ({})", last.words));
        }
        Shape::Time => {
            let last = clock.last(place)?;
            if draft.clock.is_some_and(|c| c.from == 0) && draft.half_day_open {
                return None;
            }
            // "At 9.40 p.m. …; at half past eleven": of two readings the one that the course of the hours has reached.
            if let (true, Some(told)) = (draft.half_day_open, draft.clock)
                && let Some((day, hour)) = clock.last_hour(place)
                && told.from < hour
                && (hour + 1..24 * 60).contains(&(told.from + 12 * 60))
                && [last.end, Some(last.point)].iter().flatten().any(|p| p.as_day() == Some(day))
            {
                let later = told.from + 12 * 60;
                draft.clock = Some(Clock { from: later, to: later });
                draft.half_day_open = false;
                inferred(value, "day", &format!("the last date told ({})", last.words));
                draft.shape = Shape::Point(Partial::from_day(day));
                return Some(());
            }
            let night = last.night;
            // After a night, hours of the evening are of its first day.
            let evening = night && !draft.half_day_open && draft.clock.is_some_and(|clock| clock.from >= 12 * 60);
            let day = last.end.filter(|_| !evening).unwrap_or(last.point).as_day()?;
            if night && draft.half_day_open {
                // Hours told after a night are of its small hours.
                draft.half_day_open = false;
                if let Some(clock) = &mut draft.clock
                    && clock.from >= 12 * 60
                    && clock.from < 13 * 60
                {
                    clock.from -= 12 * 60;
                    clock.to = clock.from;
                }
            }
            inferred(value, "day", &format!("the last date told ({})", last.words));
            draft.shape = Shape::Point(Partial::from_day(day));
        }
        Shape::Shifted(point, years) => {
            let (year, words) = clock.last_year(place)?;
            inferred(value, "year", &format!("the last year named ({words})"));
            draft.shape = Shape::Point(Partial { year: Some(step.year.unwrap_or(year + years)), ..point });
        }
        Shape::Point(Partial { part: Some(Part::Tens(_)), month: None, .. }) | Shape::Modifier(_) => return None,
        _ => {}
    }
    Some(())
}
