//! Pairs the two calendars in which one day or one range of days is printed.

use regesta_lang::Pack;

use crate::calendar::Day;
use crate::compose::{Gap, hull};
use crate::parts::{Draft, Guard, Partial, Shape};
use crate::value::Calendar;

/// "25 октября (7 ноября)", "6–9 февраля (19–22 февраля)", "25 Oct./7 Nov.": the same days in two calendars.
pub(crate) fn pair_styles<'p>(
    text: &str,
    _: &Pack,
    gap: Gap,
    first: &Draft<'p>,
    second: &Draft<'p>,
) -> Option<Draft<'p>> {
    if gap == Gap::Join
        && first.printed.is_some_and(|p| p.year.is_none())
        && let Shape::Point(year) = &second.shape
        && *year == (Partial { year: year.year, ..Partial::default() })
        && text[..first.span.end].ends_with([')', ']'])
    {
        let mut out = hull(first, second, first);
        for partial in out.shape.partials_mut() {
            partial.year = partial.year.or(year.year);
        }
        out.printed = first.printed.map(|p| Partial { year: year.year, ..p });
        out.printed_end = first.printed_end.map(|p| Partial { year: year.year, ..p });
        return Some(out);
    }
    let bracketed = gap == Gap::OpenBracket && text[second.span.end..].starts_with([')', ']']);
    let feasts = first.feast.is_some() || second.feast.is_some();
    if !bracketed && gap != Gap::Slash || first.printed.is_some() || second.printed.is_some() || feasts {
        return None;
    }
    let close = usize::from(bracketed);
    let (one, other) = (two_ends(first)?, two_ends(second)?);
    // Another calendar altogether: the list of its months says so, or a year that is far off.
    let far = |p: &Partial| p.year.is_some_and(|y| y < 1500);
    let foreign = (first.hijri || far(&one.0), second.hijri || far(&other.0));
    if foreign.0 != foreign.1 {
        let (ours, theirs) = if foreign.1 { (first, second) } else { (second, first) };
        ours.shape.partials().first()?.month?;
        let mut out = hull(first, second, ours);
        out.span.end += close;
        out.printed = theirs.shape.partials().first().map(|p| **p);
        out.printed_calendar = Some(if theirs.hijri { Calendar::Hijri } else { Calendar::Rumi });
        out.rule = first.rule;
        return Some(out);
    }
    let day = |ends: &(Partial, Partial)| ends.0.is_day() && ends.1.is_day();
    if !day(&one) || !day(&other) {
        return None;
    }
    let told = first.old_style || second.new_style || first.new_style || second.old_style;
    let forward = in_new_style(one, other);
    let backward = if other.0.month.is_some() { in_new_style(other, one) } else { None };
    let (old, new, new_first) = match (forward, backward) {
        (Some(new), _) => (one, new, false),
        (None, Some(new)) => (other, new, true),
        (None, None) if told && other.0.month.is_some() => {
            let new_first = first.new_style || second.old_style;
            let (old, new) = if new_first { (other, one) } else { (one, other) };
            let year = new.0.year.or(old.0.year);
            (old, (with_year(new.0, year), with_year(new.1, year)), new_first)
        }
        _ => return None,
    };
    let mut out = hull(first, second, if new_first { second } else { first });
    out.old_first = !new_first;
    out.span.end += close;
    out.weekday = first.weekday.or(second.weekday);
    out.rule = if second.guard == Guard::Bracketed { second.rule } else { first.rule };
    out.shape = if new.0 == new.1 { Shape::Point(new.0) } else { Shape::Interval(new.0, new.1) };
    // An old-style day in late December belongs to the year before.
    let rolled = i32::from(old.0.year.is_none() && old.0.month > new.0.month);
    let printed = |p: Partial| Partial { year: p.year.or(new.0.year.map(|y| y - rolled)), ..p };
    out.printed = Some(printed(old.0));
    out.printed_end = (old.0 != old.1).then(|| printed(old.1));
    (out.old_style, out.new_style) = (false, true);
    Some(out)
}

pub(crate) fn two_ends(draft: &Draft) -> Option<(Partial, Partial)> {
    match &draft.shape {
        Shape::Point(p) => Some((*p, *p)),
        Shape::Interval(from, to) => Some((*from, *to)),
        _ => None,
    }
}

pub(crate) fn with_year(partial: Partial, year: Option<i32>) -> Partial {
    Partial { year: partial.year.or(year), ..partial }
}

/// `new` filled from `old`, where it is `old` in the new style: both ends ten to thirteen days later, by the century
/// (one off is survived); without a year any of them fits.
pub(crate) fn in_new_style(old: (Partial, Partial), new: (Partial, Partial)) -> Option<(Partial, Partial)> {
    let year = new.0.year.or(old.0.year);
    let one = |old: Partial, new: Partial| {
        let printed = Partial { year: old.year.or(year).or(Some(1900)), ..old }.as_day()?;
        let nears: Vec<Day> = match year {
            Some(_) => [0, -1, 1].iter().filter_map(|off| Some(printed.julian_as_gregorian()?.plus(*off))).collect(),
            None => (10..=13).map(|days| printed.plus(days)).collect(),
        };
        let fit =
            nears.into_iter().find(|near| Some(near.day) == new.day && new.month.is_none_or(|m| m == near.month))?;
        // Over the turn of the year the year told is that of the half it stands in.
        let own = match (new.year, old.year) {
            (None, Some(_)) => Some(fit.year),
            _ => year,
        };
        Some(Partial { year: own, month: Some(fit.month), ..new })
    };
    let to_old = Partial { month: old.1.month.or(old.0.month), ..old.1 };
    Some((one(old.0, new.0)?, one(to_old, new.1)?))
}
