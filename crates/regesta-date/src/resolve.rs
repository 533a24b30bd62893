//! From what is printed and what the clock says to a value.

use crate::calendar::{Day, days_in_month, is_edtf, shift_month};
use crate::clock::{Anchor, Choice, Clockwork, Place};
use crate::happenings::period_near;
use crate::parts::{Draft, Glance, Part, Partial, Shape, Then, Unit};
use crate::plan::Step;
use crate::value::{Anchored, Calendar, DateFlag, DateValue, Inference, Relative};

/// Fills the holes of `draft` and gives its value; `None` where nothing can be said (a relative date with nothing
/// before it).
pub(crate) fn resolve(draft: &mut Draft, place: Place, step: Step, clock: &Clockwork) -> Option<DateValue> {
    let mut value = DateValue::default();
    if draft.night {
        value.flags.push(DateFlag::Night);
    }
    settle_relative(draft, place, step, clock, &mut value)?;
    let had_year = draft.shape.partials().iter().any(|p| !p.lacks_year());
    fill_months(draft, place, clock, &mut value);
    fill_years(draft, place, step, clock, &mut value);
    settle_feasts(draft, had_year, &mut value)?;
    if !had_year
        && draft.printed.is_some_and(|p| p.year.is_none())
        && let Some(year) = draft.shape.partials().first().and_then(|p| p.year)
    {
        let new_month = draft.shape.partials().first().and_then(|p| p.month);
        let fill = |p: Partial| Partial { year: p.year.or(Some(year - i32::from(p.month > new_month))), ..p };
        draft.printed = draft.printed.map(fill);
        draft.printed_end = draft.printed_end.map(fill);
    }
    if let Shape::NightBefore(p) | Shape::NightAfter(p) = draft.shape {
        settle_night(draft, p, matches!(draft.shape, Shape::NightAfter(_)));
    }
    if draft.may_be_rumi && draft.printed.is_none() {
        convert_rumi(draft);
    }
    if draft.hijri {
        convert_hijri(draft, &mut value);
    }
    if let (Some(until), Some(year)) = (draft.julian_until, draft.shape.partials().first().and_then(|p| p.year))
        && year < until
    {
        draft.old_style = true;
    }
    // The change of the calendar in Russia; a text on years after it does not mean them.
    if draft.old_style_text
        && draft.shape.partials().first().is_some_and(|p| p.year.is_some_and(|y| (y, p.month) < (1918, Some(2))))
    {
        draft.old_style = true;
    }
    if draft.old_style && draft.printed.is_none() {
        convert_old_style(draft, &mut value);
    } else if draft.new_style {
        value.calendar = Calendar::Gregorian;
    }
    if let Some(printed) = draft.printed {
        let edtf = match draft.printed_end {
            Some(end) => format!("{}/{}", printed.edtf(), end.edtf()),
            None => printed.edtf(),
        };
        value.printed_edtf = Some(edtf).filter(|e| is_edtf(e));
        if let Some(calendar) = draft.printed_calendar {
            value.calendar = calendar;
        } else if printed.year.is_none_or(|y| y >= 1500) {
            value.calendar = Calendar::Julian;
            let fits = printed.as_day().and_then(Day::julian_as_gregorian);
            if fits.is_some() && fits != draft.shape.partials().first().and_then(|p| p.as_day()) {
                value.flags.push(DateFlag::StylesDiffer);
            }
        }
    }
    if draft.shape.partials().iter().any(|p| p.is_impossible()) {
        value.flags.push(DateFlag::Impossible);
        value.alternatives =
            draft.shape.partials().iter().filter(|p| p.is_impossible()).flat_map(|p| candidates(p)).collect();
        return Some(value);
    }
    if let (Some(weekday), [point]) = (draft.weekday, draft.shape.partials().as_slice())
        && point.as_day().is_some_and(|day| day.printed_weekday() != weekday)
    {
        value.flags.push(DateFlag::WeekdayDiffers);
    }
    // Told behind a pair of styles, a day may be of the first of them too; nothing says so.
    if draft.style_of_pair
        && let [point] = draft.shape.partials().as_slice()
        && (point.year, point.month) < (Some(1918), Some(2))
        && let Some(day) = point.as_day().and_then(Day::julian_as_gregorian)
    {
        value.alternatives.push(Partial::from_day(day).edtf());
    }
    if value.flags.contains(&DateFlag::Open) {
        return Some(value);
    }
    let mut edtf = render(&draft.shape)?;
    // EDTF: braces for all members, square brackets for one of them.
    if let Some(members) = edtf.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).filter(|_| draft.one_of) {
        edtf = format!("[{members}]");
    }
    if let Some(clock) = draft.clock
        && !edtf.contains(['/', '{', '['])
    {
        edtf = format!("{edtf}T{:02}:{:02}", clock.from / 60, clock.from % 60);
        value.clock = Some(clock);
    }
    value.edtf = Some(edtf).filter(|e| is_edtf(e));
    Some(value)
}

fn render(shape: &Shape) -> Option<String> {
    Some(match shape {
        Shape::Point(p) => p.edtf(),
        Shape::Interval(a, b) => {
            let (from, to) = (a.ends().0, b.ends().1);
            if from == to { from } else { format!("{from}/{to}") }
        }
        Shape::Open(p, onwards) => match (p.ends(), onwards) {
            ((from, _), true) => format!("{from}/.."),
            ((_, to), false) => format!("../{to}"),
        },
        Shape::Set(list) => {
            // Two units that follow each other and have no day are written as one stretch: "XVIII и XIX вв."
            let centuries: Vec<i32> = list.iter().filter_map(|p| p.century).collect();
            let decades: Vec<i32> = list.iter().filter_map(|p| p.decade).collect();
            let all: Vec<String> = list.iter().map(Partial::edtf).collect();
            let stretch =
                list.iter().all(|p| p.day.is_none()) && (centuries.len() == list.len() || decades.len() == list.len());
            match (all.first(), all.last()) {
                (Some(first), Some(last)) if stretch || all.iter().any(|one| one.contains('/')) => {
                    let from = first.split('/').next().unwrap_or(first);
                    let to = last.split('/').next_back().unwrap_or(last);
                    format!("{from}/{to}")
                }
                _ => format!("{{{}}}", all.join(",")),
            }
        }
        _ => return None,
    })
}

fn inferred(value: &mut DateValue, part: &str, from: &str) {
    if !value.inferred.iter().any(|i| i.part == part) {
        value.inferred.push(Inference { part: part.into(), from: format!("{part} from {from}") });
    }
}

/// Puts the day of a feast in the place of the likely one, now that its year is known. `None` for a feast that moves in a
/// year that nothing tells.
fn settle_feasts(draft: &mut Draft, printed: bool, value: &mut DateValue) -> Option<()> {
    let ends = [draft.feast, draft.feast_end];
    let single = matches!(draft.shape, Shape::Point(_));
    let mut last = None;
    for (partial, feast) in draft.shape.partials_mut().into_iter().zip(ends) {
        let Some(feast) = feast else { continue };
        let Some(year) = partial.year else {
            if feast.is_fixed() {
                continue;
            }
            return None;
        };
        let (day, others) = feast.in_year(year, printed)?;
        *partial = Partial::from_day(day);
        if let Some(reckoning) = feast.reckoning(year) {
            last = Some((reckoning, others));
        }
    }
    if let Some((reckoning, others)) = last {
        inferred(value, "day", reckoning);
        if single {
            value.alternatives = others.into_iter().map(|day| Partial::from_day(day).edtf()).collect();
        }
    }
    Some(())
}

fn fill_months(draft: &mut Draft, place: Place, clock: &Clockwork, value: &mut DateValue) {
    let shared: Option<(i32, u8, String)> =
        draft.shape.partials().iter().find(|p| p.lacks_month()).and_then(|_| clock.month(place, draft.pointed));
    let Some((year, month, from)) = shared else { return };
    let (year, month) = shift_month(year, month, draft.months);
    for partial in draft.shape.partials_mut() {
        if partial.lacks_month() {
            partial.month = Some(month);
            inferred(value, "month", &from);
            if partial.year.is_none() {
                partial.year = Some(year);
                inferred(value, "year", &from);
            }
        }
    }
}

fn fill_years(draft: &mut Draft, place: Place, step: Step, clock: &Clockwork, value: &mut DateValue) {
    let month_of = |p: &Partial| p.month.or(p.season.map(|s| (s - 20) * 3));
    let Some(first) = draft.shape.partials().into_iter().find(|p| p.lacks_year()).copied() else { return };
    let choices = match step.year {
        Some(year) => clock.planned(year, step.other, place),
        None => clock.years(month_of(&first), place, draft.glance == Glance::Back),
    };
    let Some(Choice { year, from, .. }) = choices.first().cloned() else { return };
    let mut before: Option<(Option<u8>, i32)> = None;
    for partial in draft.shape.partials_mut() {
        if !partial.lacks_year() {
            continue;
        }
        if let Some(decade) = partial.decade {
            partial.decade = Some(year - year.rem_euclid(100) + decade);
            inferred(value, "century", &from);
            continue;
        }
        let month = month_of(partial);
        let own = match before {
            Some((previous, year)) if previous > month && month.is_some() => year + 1,
            Some((_, year)) => year,
            None => year,
        };
        partial.year = Some(own);
        before = Some((month, own));
        inferred(value, "year", &from);
    }
    if draft.shape.partials().len() == 1 {
        let (point, second) = (*draft.shape.partials()[0], choices.get(1));
        if let Some(second) = second.filter(|s| s.is_close_to(&choices[0])) {
            value.alternatives.push(Partial { year: Some(second.year), ..point }.edtf());
        }
    }
}

fn settle_night(draft: &mut Draft, point: Partial, begins: bool) {
    draft.shape = match point.as_day() {
        Some(day) => {
            let (from, to) = if begins { (day, day.plus(1)) } else { (day.plus(-1), day) };
            Shape::Interval(Partial::from_day(from), Partial::from_day(to))
        }
        // Without a year the two days are known all the same, but for the last of February.
        None if point.year.is_none() && point.part.is_none() => {
            let bare = |p: Partial| Partial { year: None, ..p };
            match (Partial { year: Some(2001), ..point }).as_day() {
                Some(day) if (day.month, day.day) != if begins { (2, 28) } else { (3, 1) } => {
                    let (from, to) = if begins { (day, day.plus(1)) } else { (day.plus(-1), day) };
                    Shape::Interval(bare(Partial::from_day(from)), bare(Partial::from_day(to)))
                }
                _ => Shape::Point(point),
            }
        }
        None => Shape::Point(point),
    };
}

/// A Hijri day as a day of the calendar that histories print, with its neighbours as alternatives. A month or a year of
/// the moon is the stretch of its days.
fn convert_hijri(draft: &mut Draft, value: &mut DateValue) {
    let Shape::Point(point) = &mut draft.shape else { return };
    let Some(year) = point.year else { return };
    value.calendar = Calendar::Hijri;
    value.printed_edtf = Some(point.edtf());
    let printed = |year, month, day| Day { year, month, day }.hijri_as_gregorian().as_printed();
    match (point.month, point.day) {
        (Some(month), Some(day)) => {
            let Some(day) = printed(year, month, day) else { return };
            value.alternatives = [-1, 1].map(|off| Partial::from_day(day.plus(off)).edtf()).to_vec();
            *point = Partial::from_day(day);
        }
        (month, _) => {
            let (first, months) = (month.unwrap_or(1), if month.is_some() { 1 } else { 12 });
            let (next_year, next) = shift_month(year, first, months);
            if let (Some(from), Some(next)) = (printed(year, first, 1), printed(next_year, next, 1)) {
                draft.shape = Shape::Interval(Partial::from_day(from), Partial::from_day(next.plus(-1)));
            }
        }
    }
}

fn convert_old_style(draft: &mut Draft, value: &mut DateValue) {
    value.calendar = Calendar::Julian;
    let printed = render(&draft.shape);
    let before = draft.shape.partials().first().map(|p| **p);
    let mut all = true;
    for partial in draft.shape.partials_mut() {
        match partial.as_day().and_then(Day::julian_as_gregorian) {
            Some(day) => *partial = Partial::from_day(day),
            None => all = false,
        }
    }
    // A month of the old style is no month of the new one: the value stays as printed, and the calendar says so.
    if all {
        value.printed_edtf = printed;
        if matches!(draft.shape, Shape::Point(_)) {
            draft.printed = before;
        }
    }
}

/// The days an impossible one may stand for: the last of its month and the first of the next.
fn candidates(partial: &Partial) -> Vec<String> {
    let (Some(month), Some(_)) = (partial.month, partial.day) else { return Vec::new() };
    let year = partial.year.unwrap_or(2000);
    let last = Day { year, month, day: days_in_month(year, month) };
    [last, last.plus(1)]
        .into_iter()
        .map(|day| Partial { year: partial.year.map(|_| day.year), ..Partial::from_day(day) }.edtf())
        .collect()
}

/// A day of the Ottoman fiscal calendar as a Gregorian one. Its year begins in March; its days are those of the Julian
/// calendar until February 1917, when it took over the Gregorian.
fn rumi_as_gregorian(day: Day) -> Option<Day> {
    let julian = Day { year: day.year + if day.month < 3 { 585 } else { 584 }, ..day };
    if (julian.year, julian.month) < (1917, 3) { julian.julian_as_gregorian() } else { Some(julian) }
}

fn convert_rumi(draft: &mut Draft) {
    let Shape::Point(point) = &mut draft.shape else { return };
    if let (Some(year), Some(month), None, None) = (point.year, point.month, point.day, point.part) {
        // A month of that calendar is the stretch of its days.
        let (next_year, next) = if month == 2 { (year + 1, 3) } else { (year, month % 12 + 1) };
        let first = rumi_as_gregorian(Day { year, month, day: 1 });
        let after = rumi_as_gregorian(Day { year: next_year, month: next, day: 1 });
        let (Some(first), Some(after)) = (first, after) else { return };
        draft.printed = Some(*point);
        draft.printed_calendar = Some(Calendar::Rumi);
        draft.shape = Shape::Interval(Partial::from_day(first), Partial::from_day(after.plus(-1)));
        return;
    }
    let Some(day) = point.as_day().and_then(rumi_as_gregorian) else { return };
    draft.printed = Some(*point);
    draft.printed_calendar = Some(Calendar::Rumi);
    *point = Partial::from_day(day);
}

/// The decade of the last date told, with the words that tell it: of a decade itself where it was told last.
fn last_decade(clock: &Clockwork, place: Place) -> Option<(i32, String)> {
    let decade = clock.last_years().and_then(|(_, to, words)| Some((to.decade.filter(|d| *d >= 100)?, *words)));
    let (year, words) = decade.or_else(|| clock.last_year(place))?;
    Some((year.div_euclid(10) * 10, words.to_owned()))
}

/// Turns "the next day", "the same month" into points.
fn settle_relative(
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
            let far = day.filter(|_| max != min && matches!(unit, Unit::Day | Unit::Week)).map(|day| {
                let days = if unit == Unit::Week { max * 7 } else { max };
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
            draft.shape = Shape::Point(Partial::from_day(day.plus(days)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rumi_days_by_the_tables() {
        // The first day of the calendar, two well known days, and the last before it took over the Gregorian one.
        for (rumi, (year, month, day)) in [
            ((1256, 3, 1), (1840, 3, 13)),
            ((1324, 7, 10), (1908, 7, 23)),
            ((1325, 3, 31), (1909, 4, 13)),
            ((1332, 2, 15), (1917, 2, 28)),
            ((1333, 3, 1), (1917, 3, 1)),
        ] {
            let printed = Day { year: rumi.0, month: rumi.1, day: rumi.2 };
            assert_eq!(rumi_as_gregorian(printed), Some(Day { year, month, day }), "{rumi:?}");
        }
    }
}
