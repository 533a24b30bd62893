use regesta_time::{DAY, TimeBounds};

/// How two dates stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRelation {
    /// The same bounds.
    Same,
    /// One lies inside the other.
    Finer,
    /// They have minutes in common, and neither lies inside the other.
    Overlapping,
    /// Two days that are one where one of them is Julian.
    OtherCalendar {
        /// Days between them.
        days: i64,
    },
    /// Two hours of one day.
    OtherHour {
        /// Minutes between them.
        minutes: i64,
    },
    /// Nothing in common.
    Apart {
        /// Minutes between the end of the earlier and the beginning of the later.
        minutes: i64,
    },
}

/// The last year in which a printed day may still be Julian without a word of it: Greece left the calendar in 1923.
const LAST_JULIAN_YEAR: i64 = 1923;

/// How two EDTF values stand to each other; `None` where one is no date or has no bounds at all.
///
/// ```
/// use regesta_accounts::{DateRelation, relate};
/// assert_eq!(relate("1905-01-09", "1905-01-22"), Some(DateRelation::OtherCalendar { days: 13 }));
/// assert_eq!(relate("1905-01-09T10", "1905-01-09T14"), Some(DateRelation::OtherHour { minutes: 181 }));
/// assert_eq!(relate("../1905-01-09", "1905-01-07"), Some(DateRelation::Finer));
/// assert_eq!(relate("soon", "1905"), None);
/// ```
pub fn relate(a: &str, b: &str) -> Option<DateRelation> {
    let (x, y) = (TimeBounds::parse(a).ok()?, TimeBounds::parse(b).ok()?);
    if x.is_open() || y.is_open() {
        return None;
    }
    if x == y {
        return Some(DateRelation::Same);
    }
    let (first, later) = if x.is_before(y) {
        (x, y)
    } else if y.is_before(x) {
        (y, x)
    } else {
        return Some(if inside(x, y) || inside(y, x) { DateRelation::Finer } else { DateRelation::Overlapping });
    };
    let minutes = later.earliest? - first.latest?;
    let is_day = |t: TimeBounds| matches!((t.earliest, t.latest), (Some(a), Some(b)) if b - a == DAY - 1);
    if let (Some(from), Some(to)) = (first.earliest, later.latest)
        && from.div_euclid(DAY) == to.div_euclid(DAY)
    {
        return Some(DateRelation::OtherHour { minutes });
    }
    if is_day(first) && is_day(later) {
        let days = (later.earliest? - first.earliest?) / DAY;
        if Some(days) == julian_lag(a, b) {
            return Some(DateRelation::OtherCalendar { days });
        }
    }
    Some(DateRelation::Apart { minutes })
}

fn inside(a: TimeBounds, b: TimeBounds) -> bool {
    let from = b.earliest.is_none_or(|from| a.earliest.is_some_and(|own| own >= from));
    let to = b.latest.is_none_or(|to| a.latest.is_some_and(|own| own <= to));
    from && to
}

/// By how many days the Julian calendar lags at the earlier of two days: ten in the 16th and 17th century, thirteen in the
/// 20th. The day from which it lags by one more is 1 March (Julian) of a century that is no leap year.
fn julian_lag(a: &str, b: &str) -> Option<i64> {
    let earlier = a.min(b);
    let year: i64 = earlier.get(..4)?.parse().ok()?;
    let month: i64 = earlier.get(5..7)?.parse().ok()?;
    if !(1582..=LAST_JULIAN_YEAR).contains(&year) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    Some(year / 100 - year / 400 - 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lag_of_the_julian_calendar_by_century() {
        assert_eq!(julian_lag("1648-10-14", "1648-10-24"), Some(10));
        assert_eq!(julian_lag("1700-02-10", "1700-02-20"), Some(10));
        assert_eq!(julian_lag("1754-07-01", "1754-07-12"), Some(11));
        assert_eq!(julian_lag("1825-12-14", "1825-12-26"), Some(12));
        assert_eq!(julian_lag("1950-01-01", "1950-01-14"), None);
        assert_eq!(relate("1950-01-01", "1950-01-14"), Some(DateRelation::Apart { minutes: 12 * DAY + 1 }));
    }

    #[test]
    fn dates_that_share_minutes_are_not_apart() {
        assert_eq!(relate("1648-10-01/1648-10-10", "1648-10-08/1648-10-20"), Some(DateRelation::Overlapping));
        assert_eq!(relate("1648-10", "1648-10-08/1648-10-20"), Some(DateRelation::Finer));
        assert_eq!(relate("1648-10-08", "1648-10-08"), Some(DateRelation::Same));
        assert_eq!(relate("../..", "1648"), None);
    }

    #[test]
    fn the_order_of_the_two_does_not_matter() {
        let dates = ["1905", "1905-01", "1905-01-09", "1905-01-22", "1905-01-09T08", "1905-01-09T20", "../1905-01-01"];
        for a in dates {
            for b in dates {
                assert_eq!(relate(a, b), relate(b, a), "{a} {b}");
            }
        }
    }
}
