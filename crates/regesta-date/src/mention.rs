//! What the plan of narrated time knows of an expression.

use crate::parts::{Draft, Glance, Guard, Part, Partial, Shape, Unit};

/// What the plan knows of an expression.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mention {
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
pub(crate) struct Point(pub(crate) i64);

impl Point {
    pub(crate) fn new(year: i32, month: Option<u8>) -> Self {
        Self(i64::from(year) * 16 + i64::from(month.unwrap_or(0)))
    }

    pub(crate) fn year(self) -> i32 {
        (self.0 >> 4) as i32
    }

    pub(crate) fn month(self) -> Option<u8> {
        Some((self.0 & 15) as u8).filter(|month| *month > 0)
    }
}

/// The month that a point begins with; early, middle and late are thirds of their year.
pub(crate) fn month_of(partial: &Partial) -> Option<u8> {
    let third = partial.part.filter(|_| partial.year.is_some()).and_then(|part| match part {
        Part::Start | Part::FirstHalf => Some(1),
        Part::Middle => Some(5),
        Part::SecondHalf => Some(7),
        Part::End => Some(9),
        _ => None,
    });
    partial.month.or(partial.season.map(|season| (season - 20) * 3)).or(third)
}

pub(crate) fn mention(draft: &Draft) -> Option<Mention> {
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
        // "Only in 1471–1472 …; in August": two years that follow each other are as near as one, longer stretches tell no year.
        let (from, to) = (first.year?, last.year?);
        let bare = first.part.is_none() && last.part.is_none() && last.month.is_none() && last.season.is_none();
        return (bare && to == from + 1).then_some(Mention::Printed {
            year: to,
            month: None,
            end_year: to,
            end_month: None,
            day: false,
            until: draft.until,
            glance: draft.glance,
        });
    }
    let month = month_of(first);
    if let (true, Some(year)) = (draft.two_years, first.year) {
        let (day, until, glance) = (false, draft.until, draft.glance);
        return Some(Mention::Printed { year, month, end_year: year + 1, end_month: Some(1), day, until, glance });
    }
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
