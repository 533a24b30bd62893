use std::fmt;

use edtf_calendars::{JulianDate, julian_to_gregorian};
use edtf_core::{Bound, BoundDate, Edtf};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::DAY;

/// Years beyond which minutes would not fit an `i64` with room for sums.
const FARTHEST_YEAR: i64 = 100_000_000;

/// The calendar in which a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Calendar {
    /// New Style.
    #[default]
    Gregorian,
    /// Old Style.
    Julian,
}

/// Why a date has no bounds.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DateError {
    /// A day that the calendar does not have, as a source may well print it.
    #[error("there is no such day as {text}; it may stand for {}", candidates.join(" or "))]
    Impossible {
        /// The date as written.
        text: String,
        /// The days it may stand for.
        candidates: Vec<String>,
    },
    /// Not a date of this form.
    #[error("`{text}` is not a date: {reason}")]
    NotADate {
        /// The date as written.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An interval that ends before it begins.
    #[error("`{text}` ends before it begins")]
    Reversed {
        /// The date as written.
        text: String,
    },
}

/// Earliest and latest minute of an event, both included; `None` where that side is open.
///
/// As EDTF has it, `~` and `?` do not move the bounds: they say how sure a writer is, not how far off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
pub struct TimeBounds {
    /// First minute it may be, from 1970-01-01T00:00.
    pub earliest: Option<i64>,
    /// Last minute it may be.
    pub latest: Option<i64>,
}

impl TimeBounds {
    /// Nothing is known.
    pub const OPEN: Self = Self { earliest: None, latest: None };

    /// Reads an EDTF value (levels 0 to 2) in the Gregorian calendar. Beyond EDTF, a day may have an hour, or an hour and
    /// a minute, also at the ends of an interval: `1920-04-27T23`, `1920-04-27T23:00/1920-04-28T05:00`.
    ///
    /// # Errors
    /// [`DateError::Impossible`] for a day that does not exist, with the days it may stand for; the others for what is
    /// not such a value.
    ///
    /// ```
    /// use regesta_time::{DateError, TimeBounds};
    /// assert_eq!(TimeBounds::parse("1970-01-01")?, TimeBounds { earliest: Some(0), latest: Some(1439) });
    /// assert_eq!(TimeBounds::parse("1970-01-01T02")?, TimeBounds { earliest: Some(120), latest: Some(179) });
    /// assert_eq!(TimeBounds::parse("../1970-01-01")?.earliest, None);
    /// assert!(matches!(TimeBounds::parse("1920-11-31"), Err(DateError::Impossible { .. })));
    /// # Ok::<(), DateError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, DateError> {
        Self::parse_in(text, Calendar::Gregorian)
    }

    /// As [`TimeBounds::parse`], the days being those of `calendar`.
    ///
    /// ```
    /// use regesta_time::{Calendar, TimeBounds};
    /// let old = TimeBounds::parse_in("1917-10-25", Calendar::Julian)?;
    /// assert_eq!(old, TimeBounds::parse("1917-11-07")?);
    /// # Ok::<(), regesta_time::DateError>(())
    /// ```
    pub fn parse_in(text: &str, calendar: Calendar) -> Result<Self, DateError> {
        let text = text.trim();
        let not = |reason: &str| DateError::NotADate { text: text.to_owned(), reason: reason.to_owned() };
        let read = match text.split_once('/') {
            Some((first, last)) if last.contains('/') => {
                return Err(not(&format!("an interval has one stroke, {first}/{last} has more")));
            }
            Some((first, last)) => {
                let open = |end: &str| end.is_empty() || end == "..";
                let first = if open(first) { Self::OPEN } else { one(first, text, calendar)? };
                let last = if open(last) { Self::OPEN } else { one(last, text, calendar)? };
                Self { earliest: first.earliest, latest: last.latest }
            }
            None if text.is_empty() => return Err(not("it is empty")),
            None => one(text, text, calendar)?,
        };
        match (read.earliest, read.latest) {
            (Some(earliest), Some(latest)) if earliest > latest => Err(DateError::Reversed { text: text.to_owned() }),
            _ => Ok(read),
        }
    }

    /// Whether nothing is known on either side.
    pub fn is_open(self) -> bool {
        self == Self::OPEN
    }

    /// Whether all of it lies before all of `other`; two values that share a minute are before each other in neither
    /// direction, so that two events of one day stay open.
    pub fn is_before(self, other: Self) -> bool {
        matches!((self.latest, other.earliest), (Some(end), Some(begin)) if end < begin)
    }
}

/// As an EDTF interval or day, with clock times where the bounds are not whole days.
impl fmt::Display for TimeBounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(earliest), Some(latest)) = (self.earliest, self.latest) else {
            let side = |minute: Option<i64>, first: bool| match minute {
                None => "..".to_owned(),
                Some(m) if m.rem_euclid(DAY) == if first { 0 } else { DAY - 1 } => day_text(m),
                Some(m) => format_minute(m),
            };
            return write!(f, "{}/{}", side(self.earliest, true), side(self.latest, false));
        };
        if earliest == latest {
            return f.write_str(&format_minute(earliest));
        }
        let whole = earliest.rem_euclid(DAY) == 0 && latest.rem_euclid(DAY) == DAY - 1;
        match whole {
            true if latest - earliest == DAY - 1 => f.write_str(&day_text(earliest)),
            true => write!(f, "{}/{}", day_text(earliest), day_text(latest)),
            false => write!(f, "{}/{}", format_minute(earliest), format_minute(latest)),
        }
    }
}

/// One end of an interval, or a value without a stroke.
fn one(text: &str, whole: &str, calendar: Calendar) -> Result<TimeBounds, DateError> {
    let not = |reason: String| DateError::NotADate { text: whole.to_owned(), reason };
    let (day, clock) = match text.split_once('T') {
        None => (text, None),
        Some((day, clock)) => (day, Some(read_clock(clock).map_err(not)?)),
    };
    let bounds = day_bounds(day, whole, calendar)?;
    let Some((first, last)) = clock else { return Ok(bounds) };
    match bounds {
        TimeBounds { earliest: Some(a), latest: Some(b) } if b - a == DAY - 1 => {
            Ok(TimeBounds { earliest: Some(a + first), latest: Some(a + last) })
        }
        _ => Err(not("a clock time needs one certain day before it".to_owned())),
    }
}

/// First and last minute of the day that `HH` or `HH:MM` names.
fn read_clock(clock: &str) -> Result<(i64, i64), String> {
    let number = |digits: &str, limit: i64| -> Option<i64> {
        let two = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|n| two && *n < limit)
    };
    let wrong = || format!("`T{clock}` is not a clock time; write T02 or T02:10, without seconds or zone");
    match clock.split_once(':') {
        None => number(clock, 24).map(|h| (h * 60, h * 60 + 59)).ok_or_else(wrong),
        Some((hour, minute)) => {
            let (hour, minute) = (number(hour, 24).ok_or_else(wrong)?, number(minute, 60).ok_or_else(wrong)?);
            Ok((hour * 60 + minute, hour * 60 + minute))
        }
    }
}

fn day_bounds(day: &str, whole: &str, calendar: Calendar) -> Result<TimeBounds, DateError> {
    let not = |reason: String| DateError::NotADate { text: whole.to_owned(), reason };
    if calendar == Calendar::Julian
        && let Some((year, month, number)) = plain_day(day)
    {
        // A leap day of the Julian calendar alone is none of EDTF's.
        let given = JulianDate { year, month, day: number };
        return match julian_to_gregorian(given).ok().and_then(day_number) {
            Some(n) => Ok(TimeBounds { earliest: Some(n * DAY), latest: Some(n * DAY + DAY - 1) }),
            None => Err(impossible(year, month, number, whole).unwrap_or_else(|| not("there is no such day".into()))),
        };
    }
    let value = Edtf::parse(day).map_err(|error| {
        let calendar_day = plain_day(day).and_then(|(y, m, d)| impossible(y, m, d, whole));
        calendar_day.unwrap_or_else(|| not(error.to_string()))
    })?;
    let bounds = value.bounds();
    let minute = |bound: Bound, last: bool| -> Result<Option<i64>, DateError> {
        let Bound::Date(date) = bound else { return Ok(None) };
        let date = match calendar {
            Calendar::Gregorian => Some(date),
            Calendar::Julian => {
                julian_to_gregorian(JulianDate { year: date.year, month: date.month, day: date.day }).ok()
            }
        };
        let number = date.and_then(day_number).ok_or_else(|| not("the year is too far off to reckon with".into()))?;
        Ok(Some(number * DAY + if last { DAY - 1 } else { 0 }))
    };
    Ok(TimeBounds { earliest: minute(bounds.earliest, false)?, latest: minute(bounds.latest, true)? })
}

/// Year, month and day of `YYYY-MM-DD`, whether or not there is such a day; qualifiers at the end are left out.
fn plain_day(text: &str) -> Option<(i64, u8, u8)> {
    let text = text.trim_end_matches(['?', '~', '%']);
    let (rest, day) = text.rsplit_once('-')?;
    let (year, month) = rest.rsplit_once('-')?;
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(day, 2) || !digits(month, 2) || !digits(year.strip_prefix('-').unwrap_or(year), 4) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// The error for a day past the end of its month, the usual slip of a pen; `None` for other slips.
fn impossible(year: i64, month: u8, day: u8, whole: &str) -> Option<DateError> {
    if !(1..=12).contains(&month) || !(29..=31).contains(&day) {
        return None;
    }
    let last = days_in_month(year, month);
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let candidates = vec![format!("{year:04}-{month:02}-{last:02}"), format!("{next_year:04}-{next_month:02}-01")];
    Some(DateError::Impossible { text: whole.to_owned(), candidates })
}

fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01; `None` for years too far off.
fn day_number(date: BoundDate) -> Option<i64> {
    (date.year.abs() <= FARTHEST_YEAR).then(|| days_from_civil(date.year, date.month, date.day))
}

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar (the usual reckoning in years that begin in March).
pub(crate) fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    // Both fit: a month has at most 31 days, a year 12 months.
    (year + era * 400 + i64::from(month <= 2), month as u8, day as u8)
}

/// The day number of a minute, days from 1970-01-01.
pub fn day_of_minute(minute: i64) -> i64 {
    minute.div_euclid(DAY)
}

fn day_text(minute: i64) -> String {
    let (year, month, day) = civil_from_days(day_of_minute(minute));
    match year {
        0..=9999 => format!("{year:04}-{month:02}-{day:02}"),
        -9999..0 => format!("-{:04}-{month:02}-{day:02}", -year),
        _ => format!("Y{year}-{month:02}-{day:02}"),
    }
}

/// A minute as `YYYY-MM-DDThh:mm`.
///
/// ```
/// assert_eq!(regesta_time::format_minute(-1), "1969-12-31T23:59");
/// ```
pub fn format_minute(minute: i64) -> String {
    let of_day = minute.rem_euclid(DAY);
    format!("{}T{:02}:{:02}", day_text(minute), of_day / 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for number in (-900_000..900_000).step_by(41) {
            let (year, month, day) = civil_from_days(number);
            assert_eq!(days_from_civil(year, month, day), number);
            assert!((1..=days_in_month(year, month)).contains(&day));
        }
        assert_eq!(civil_from_days(-18_145), (1920, 4, 28));
    }

    #[test]
    fn prints_what_it_reads() {
        for text in [
            "1920-04-28",
            "1920-04-28/1920-04-30",
            "../1920-04-28",
            "1920-04-28/..",
            "1920-04-27T23:00",
            "1920-04-27T23:00/1920-04-28T05:30",
        ] {
            assert_eq!(TimeBounds::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(TimeBounds::parse("1920-04").unwrap().to_string(), "1920-04-01/1920-04-30");
        assert_eq!(TimeBounds::parse("1920-05-0X").unwrap().to_string(), "1920-05-01/1920-05-09");
        assert_eq!(TimeBounds::parse("1920-05-05~").unwrap().to_string(), "1920-05-05");
    }

    #[test]
    fn impossible_days_have_candidates_and_other_slips_have_reasons() {
        let Err(DateError::Impossible { candidates, .. }) = TimeBounds::parse("1920-04-31") else { panic!() };
        assert_eq!(candidates, ["1920-04-30", "1920-05-01"]);
        for text in ["31 ноября", "1920-13-01", "1920-04-27T25", "1920-04T10:00", "1920-04-27T10:00Z", "", "a/b/c"]
        {
            assert!(matches!(TimeBounds::parse(text), Err(DateError::NotADate { .. })), "{text}");
        }
        assert!(matches!(TimeBounds::parse("1920-05/1920-04"), Err(DateError::Reversed { .. })));
    }

    #[test]
    fn old_style_is_converted_with_its_own_leap_days() {
        let old = |text| TimeBounds::parse_in(text, Calendar::Julian).unwrap().to_string();
        assert_eq!(old("1900-02-29"), "1900-03-13");
        assert_eq!(old("1815-02"), "1815-02-13/1815-03-12");
        assert_eq!(old("1815-02-22/1815-02-23"), "1815-03-06/1815-03-07");
        assert!(matches!(TimeBounds::parse_in("1815-02-30", Calendar::Julian), Err(DateError::Impossible { .. })));
    }

    #[test]
    fn before_is_a_strict_partial_order() {
        let values: Vec<_> = ["1920", "1920-04", "1920-04-28", "1920-04-28T02:00", "1920-05/..", "../1920-04-01"]
            .into_iter()
            .map(|text| TimeBounds::parse(text).unwrap())
            .collect();
        for &a in &values {
            assert!(!a.is_before(a));
            for &b in &values {
                assert!(!(a.is_before(b) && b.is_before(a)));
                for &c in &values {
                    assert!(!(a.is_before(b) && b.is_before(c)) || a.is_before(c));
                }
            }
        }
    }
}
