//! Dates as minutes from 1970-01-01T00:00, and days as calendar dates.

use jiff::civil::{Date, date};

/// Minutes of a day.
pub(crate) const DAY: i64 = 24 * 60;

/// Sorting key of a date: its earliest minute, for one that is open to the left its latest; what has no date comes last.
pub(crate) fn order_key(edtf: Option<&str>) -> (bool, i64, i64) {
    match edtf.and_then(regesta::views::bounds) {
        Some((i64::MIN, to)) => (false, to, to),
        Some((from, to)) => (false, from, to),
        None => (true, 0, 0),
    }
}

/// The day of a minute; `None` outside the years −9999 to 9999.
pub(crate) fn day_of(minute: i64) -> Option<Date> {
    let days = i32::try_from(minute.div_euclid(DAY)).ok()?;
    date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
