//! From what is printed and what the clock says to a value.

use crate::calendar::{Day, days_in_month, is_edtf, shift_month};
use crate::clock::{Choice, Clockwork, Place};
use crate::convert::{convert_hijri, convert_old_style, convert_rumi, settle_night};
use crate::parts::{Draft, Glance, Partial, Shape};
use crate::plan::Step;
use crate::relative::settle_relative;
use crate::value::{Calendar, DateFlag, DateValue, Inference};

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

pub(crate) fn render(shape: &Shape) -> Option<String> {
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

pub(crate) fn inferred(value: &mut DateValue, part: &str, from: &str) {
    if !value.inferred.iter().any(|i| i.part == part) {
        value.inferred.push(Inference { part: part.into(), from: [part, " from ", from].concat() });
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
    let first_bare = draft.shape.partials().iter().find(|p| p.lacks_month()).and_then(|p| p.day);
    let shared: Option<(i32, u8, String)> = first_bare.and_then(|day| clock.month(place, draft.pointed, day));
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
    let Some(Choice { year, from, .. }) = choices.first() else { return };
    let year = *year;
    let mut before: Option<(Option<u8>, i32)> = None;
    for partial in draft.shape.partials_mut() {
        if !partial.lacks_year() {
            continue;
        }
        if let Some(decade) = partial.decade {
            partial.decade = Some(year - year.rem_euclid(100) + decade);
            inferred(value, "century", from);
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
        inferred(value, "year", from);
    }
    if draft.shape.partials().len() == 1 {
        let (point, second) = (*draft.shape.partials()[0], choices.get(1));
        if let Some(second) = second.filter(|s| s.is_close_to(&choices[0])) {
            value.alternatives.push(Partial { year: Some(second.year), ..point }.edtf());
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
