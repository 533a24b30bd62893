//! Day arithmetic and the bounds of EDTF values.

use edtf_calendars::{JulianDate, gregorian_to_julian, julian_to_gregorian};
use edtf_core::{Bound, BoundDate, Edtf};

/// A day of the proleptic Gregorian calendar; year 0 is the year before year 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: i32,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl Day {
    /// Days since 1970-01-01.
    pub(crate) fn number(self) -> i64 {
        day_number(i64::from(self.year), self.month, self.day)
    }

    /// The day that lies `days` later.
    pub(crate) fn plus(self, days: i64) -> Self {
        let z = self.number() + days + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * shifted + 2) / 5 + 1) as u8;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 } as u8;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year: year as i32, month, day }
    }

    /// The Gregorian day of this day of the Julian calendar.
    pub(crate) fn julian_as_gregorian(self) -> Option<Self> {
        let julian = JulianDate { year: i64::from(self.year), month: self.month, day: self.day };
        let BoundDate { year, month, day } = julian_to_gregorian(julian).ok()?;
        Some(Self { year: i32::try_from(year).ok()?, month, day })
    }

    /// The day of the Julian calendar of this Gregorian day.
    pub(crate) fn gregorian_as_julian(self) -> Option<Self> {
        let day = BoundDate { year: i64::from(self.year), month: self.month, day: self.day };
        let JulianDate { year, month, day } = gregorian_to_julian(day).ok()?;
        Some(Self { year: i32::try_from(year).ok()?, month, day })
    }

    /// This Gregorian day as histories print it: by the Julian calendar before 15 October 1582.
    pub(crate) fn as_printed(self) -> Option<Self> {
        if self < (Self { year: 1582, month: 10, day: 15 }) { self.gregorian_as_julian() } else { Some(self) }
    }

    /// Day of the week of a day as histories print it (see [`Self::as_printed`]).
    pub(crate) fn printed_weekday(self) -> u8 {
        let reform = Self { year: 1582, month: 10, day: 15 };
        if self < reform { self.julian_as_gregorian().unwrap_or(self).weekday() } else { self.weekday() }
    }

    /// The Gregorian day of a day of the Hijri calendar by the tabular reckoning; moon sightings differ by a day or two.
    pub(crate) fn hijri_as_gregorian(self) -> Self {
        let (year, month, day) = (i64::from(self.year), i64::from(self.month), i64::from(self.day));
        let julian_day =
            (11 * year + 3).div_euclid(30) + 354 * year + 30 * month - (month - 1) / 2 + day + 1_948_440 - 385;
        Self { year: 1970, month: 1, day: 1 }.plus(julian_day - 2_440_588)
    }

    /// Day of the week, Monday 1 to Sunday 7.
    pub(crate) fn weekday(self) -> u8 {
        ((self.number() + 3).rem_euclid(7) + 1) as u8
    }
}

/// Year and month that lie `months` later.
pub(crate) fn shift_month(year: i32, month: u8, months: i64) -> (i32, u8) {
    let index = i64::from(year) * 12 + i64::from(month) - 1 + months;
    (index.div_euclid(12) as i32, (index.rem_euclid(12) + 1) as u8)
}

/// Days of a month of the Gregorian calendar.
pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

fn day_number(year: i64, month: u8, day: u8) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = i64::from(month);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year - 719_468
}

/// Splits a value of this crate into the part that EDTF knows and the clock time, minutes from midnight.
fn split_clock(edtf: &str) -> Option<(&str, Option<i64>)> {
    let Some((day, clock)) = edtf.split_once('T') else { return Some((edtf, None)) };
    let mut parts = clock.split(':');
    let hour: i64 = parts.next()?.parse().ok()?;
    let minute: i64 = parts.next().unwrap_or("0").parse().ok()?;
    (hour < 24 && minute < 60 && !day.contains('/')).then_some((day, Some(hour * 60 + minute)))
}

/// Whether `edtf-core` accepts a value of this crate (of a value with a clock time, its day).
///
/// ```
/// assert!(regesta_date::is_edtf("1920-05-2X"));
/// assert!(regesta_date::is_edtf("1920-05-05T02:10"));
/// assert!(!regesta_date::is_edtf("1920-11-31"));
/// ```
pub fn is_edtf(value: &str) -> bool {
    if is_plain(value) || edtf_core::is_valid(value) {
        return true;
    }
    // EDTF wants seconds; our clock times have none.
    let to_the_minute = value.split_once('T').is_some_and(|(_, clock)| clock.len() == 5);
    to_the_minute && split_clock(value).is_some_and(|(day, _)| edtf_core::is_valid(day))
}

/// A year, month or day of our era that there is, written in figures and nothing else: what most values are.
fn is_plain(value: &str) -> bool {
    let figures = |range: std::ops::Range<usize>| {
        let figures = value.as_bytes().get(range)?.iter();
        figures.copied().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i32::from(byte - b'0')))
    };
    let hyphen = |at: usize| value.as_bytes().get(at) == Some(&b'-');
    let month = || figures(5..7).filter(|month| hyphen(4) && (1..=12).contains(month));
    match (value.len(), figures(0..4)) {
        (4, Some(_)) => true,
        (7, Some(_)) => month().is_some(),
        (10, Some(year)) => month()
            .zip(figures(8..10))
            .is_some_and(|(month, day)| hyphen(7) && (1..=i32::from(days_in_month(year, month as u8))).contains(&day)),
        _ => false,
    }
}

/// Whether all of `earlier` lies before all of `later`; `None` where one of them is not EDTF. A strict partial order: two
/// values that overlap are before each other in neither direction.
///
/// ```
/// use regesta_date::is_before;
/// assert_eq!(is_before("1920-04", "1920-05-01"), Some(true));
/// assert_eq!(is_before("1920", "1920-05-01"), Some(false));
/// assert_eq!(is_before("1920-11-31", "1921"), None);
/// ```
pub fn is_before(earlier: &str, later: &str) -> Option<bool> {
    let ((_, end), (begin, _)) = (edtf_bounds(earlier)?, edtf_bounds(later)?);
    Some(end <= begin && end != i64::MAX && begin != i64::MIN)
}

/// The first minute and one past the last minute a value touches, in minutes since 1970-01-01T00:00 of the proleptic
/// Gregorian calendar: half-open, so that a day is 1440 long and a clock time to the minute is 1. An open or unknown
/// end is `i64::MIN` or `i64::MAX`. `None` for what is not EDTF, or lies beyond the years an `i64` of minutes holds.
///
/// ```
/// use regesta_date::edtf_bounds;
/// assert_eq!(edtf_bounds("1970-01-01"), Some((0, 1440)));
/// assert_eq!(edtf_bounds("1970-01-02T02:10"), Some((1570, 1571)));
/// assert_eq!(edtf_bounds("1970-01-0X"), Some((0, 9 * 1440)));
/// assert_eq!(edtf_bounds("1970-01-01/.."), Some((0, i64::MAX)));
/// assert_eq!(edtf_bounds("31 ноября"), None);
/// ```
pub fn edtf_bounds(edtf: &str) -> Option<(i64, i64)> {
    let (day, clock) = split_clock(edtf)?;
    let bounds = Edtf::parse(day).ok()?.bounds();
    let minutes = |date: BoundDate, days: i64| {
        // A thousand million years either way keeps the product inside an i64.
        (date.year.abs() < 1_000_000_000).then(|| (day_number(date.year, date.month, date.day) + days) * 1440)
    };
    let from = match bounds.earliest {
        Bound::Date(date) => minutes(date, 0)?,
        _ => i64::MIN,
    };
    let to = match bounds.latest {
        Bound::Date(date) => minutes(date, 1)?,
        _ => i64::MAX,
    };
    match clock {
        Some(minute) if to != i64::MAX => Some((from.saturating_add(minute), to - 1440 + minute + 1)),
        Some(_) => None,
        None => Some((from, to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_go_there_and_back() {
        for number in (-800_000..800_000).step_by(37) {
            let day = Day { year: 1970, month: 1, day: 1 }.plus(number);
            assert_eq!(day.number(), number);
            assert!(day.day <= days_in_month(day.year, day.month));
        }
    }

    #[test]
    fn plain_days_are_those_that_edtf_knows() {
        for year in ["0000", "0001", "0900", "1900", "1904", "2000", "20x0", "-004"] {
            assert!(!is_plain(year) || edtf_core::is_valid(year), "{year}");
            for month in 0..14 {
                let value = format!("{year}-{month:02}");
                assert!(!is_plain(&value) || edtf_core::is_valid(&value), "{value}");
                for day in 0..33 {
                    let value = format!("{value}-{day:02}");
                    assert!(!is_plain(&value) || edtf_core::is_valid(&value), "{value}");
                }
            }
        }
        assert!(is_plain("1904-02-29") && !is_plain("1900-02-29") && !is_plain("1900/02/28"));
    }

    #[test]
    fn weekday_of_known_days() {
        assert_eq!(Day { year: 1920, month: 4, day: 28 }.weekday(), 3);
        assert_eq!(Day { year: 1970, month: 1, day: 1 }.weekday(), 4);
    }

    #[test]
    fn hijri_days_by_the_table() {
        // The epoch, and a day of the published tables.
        assert_eq!(Day { year: 1, month: 1, day: 1 }.hijri_as_gregorian(), Day { year: 622, month: 7, day: 19 });
        for (hijri, (year, month, day)) in [(1000, (1591, 10, 19)), (1200, (1785, 11, 4)), (1300, (1882, 11, 12))] {
            assert_eq!(Day { year: hijri, month: 1, day: 1 }.hijri_as_gregorian(), Day { year, month, day });
        }
        assert_eq!(Day { year: 1400, month: 1, day: 1 }.hijri_as_gregorian(), Day { year: 1979, month: 11, day: 21 });
    }

    /// Days of the published tables: the first of the reform, the leap days that only the old style has, and the last
    /// days before the change in Britain, Russia and Greece.
    #[test]
    fn julian_days_by_the_tables() {
        for (old, new) in [
            ((1582, 10, 5), (1582, 10, 15)),
            ((1700, 2, 18), (1700, 2, 28)),
            ((1700, 2, 29), (1700, 3, 11)),
            ((1752, 9, 3), (1752, 9, 14)),
            ((1800, 2, 29), (1800, 3, 12)),
            ((1900, 2, 29), (1900, 3, 13)),
            ((1917, 10, 25), (1917, 11, 7)),
            ((1918, 2, 1), (1918, 2, 14)),
            ((1923, 2, 16), (1923, 3, 1)),
        ] {
            let day = |(year, month, day)| Day { year, month, day };
            assert_eq!(day(old).julian_as_gregorian(), Some(day(new)), "{old:?}");
        }
    }

    #[test]
    fn bounds_of_every_kind_of_value() {
        let year = |y| Day { year: y, month: 1, day: 1 }.number() * 1440;
        assert_eq!(edtf_bounds("192X"), Some((year(1920), year(1930))));
        assert_eq!(edtf_bounds("17XX/18XX"), Some((year(1700), year(1900))));
        assert_eq!(edtf_bounds("../1920"), Some((i64::MIN, year(1921))));
        assert_eq!(edtf_bounds("{1920-05-03,1920-05-04}").map(|(a, b)| b - a), Some(2 * 1440));
        let spring = edtf_bounds("1920-21").unwrap();
        assert_eq!(spring.0, Day { year: 1920, month: 3, day: 1 }.number() * 1440);
        assert!(edtf_bounds("XXXX-05-03").is_some());
        assert_eq!(edtf_bounds("1920-04-31"), None);
        assert_eq!(edtf_bounds("1920-04-30T25:00"), None);
        assert_eq!(edtf_bounds("Y999999999999"), None);
    }
}
