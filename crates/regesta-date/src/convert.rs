//! Days of other calendars as days of ours, and nights as their two days.

use crate::calendar::{Day, shift_month};
use crate::parts::{Draft, Partial, Shape};
use crate::resolve::render;
use crate::value::{Calendar, DateValue};

pub(crate) fn settle_night(draft: &mut Draft, point: Partial, begins: bool) {
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
pub(crate) fn convert_hijri(draft: &mut Draft, value: &mut DateValue) {
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

pub(crate) fn convert_old_style(draft: &mut Draft, value: &mut DateValue) {
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

/// A day of the Ottoman fiscal calendar as a Gregorian one. Its year begins in March; its days are those of the Julian
/// calendar until February 1917, when it took over the Gregorian.
pub(crate) fn rumi_as_gregorian(day: Day) -> Option<Day> {
    let julian = Day { year: day.year + if day.month < 3 { 585 } else { 584 }, ..day };
    if (julian.year, julian.month) < (1917, 3) { julian.julian_as_gregorian() } else { Some(julian) }
}

pub(crate) fn convert_rumi(draft: &mut Draft) {
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
