//! Rows by time.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::dates::day_of;
use super::table::Entry;
use crate::wire::{Histogram, HistogramBin, Step};

/// Bins beyond which the next longer step is taken.
const MOST_BINS: i64 = 100;

/// The rows by their earliest day; without dates nothing. Within `period` (minutes) only what lies there is counted.
pub(crate) fn histogram<R>(
    entries: &[Arc<Entry<R>>],
    passing: &[usize],
    period: Option<(i64, i64)>,
) -> Option<Histogram> {
    let inside = |minute: &i64| period.is_none_or(|(from, to)| (from..to).contains(minute));
    let days: Vec<Option<Date>> =
        entries.iter().map(|e| e.earliest().filter(inside).and_then(day_of).filter(|d| d.year() > 0)).collect();
    let first = *days.iter().flatten().min()?;
    let last = *days.iter().flatten().max()?;
    let steps = [Step::Day, Step::Month, Step::Year, Step::Decade];
    let step = steps.into_iter().find(|&s| number(s, last) - number(s, first) < MOST_BINS).unwrap_or(Step::Decade);
    let (begin, end) = (number(step, first), number(step, last));
    let mut bins: Vec<HistogramBin> =
        (begin..=end).map(|n| HistogramBin { at: name(step, n), all: 0, here: 0 }).collect();
    let place = |day: Date| (number(step, day) - begin) as usize;
    for day in days.iter().flatten() {
        bins[place(*day)].all += 1;
    }
    for &at in passing {
        if let Some(day) = days[at] {
            bins[place(day)].here += 1;
        }
    }
    Some(Histogram { from: name(step, begin), to: name(step, end), step, bins })
}

/// The number of the bin that holds a day.
fn number(step: Step, day: Date) -> i64 {
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    match step {
        Step::Day => {
            let since = day.since((jiff::Unit::Day, date(1, 1, 1)));
            since.map_or(0, |span| i64::from(span.get_days()))
        }
        Step::Month => year * 12 + month - 1,
        Step::Year => year,
        Step::Decade => year.div_euclid(10),
    }
}

/// The beginning of a bin as EDTF.
fn name(step: Step, number: i64) -> String {
    match step {
        Step::Day => {
            let span = jiff::Span::new().try_days(number).ok();
            let day = span.and_then(|span| date(1, 1, 1).checked_add(span).ok());
            day.map(|d| d.to_string()).unwrap_or_default()
        }
        Step::Month => format!("{:04}-{:02}", number.div_euclid(12), number.rem_euclid(12) + 1),
        Step::Year => format!("{number:04}"),
        Step::Decade => format!("{:04}", number * 10),
    }
}

#[cfg(test)]
mod tests {
    use regesta::views::bounds;

    use super::*;

    fn entries(days: &[Option<&str>]) -> Vec<Arc<Entry<()>>> {
        let dates = |edtf: &Option<&str>| edtf.and_then(bounds).into_iter().collect();
        days.iter().map(|d| Arc::new(Entry::dated((), dates(d)))).collect()
    }

    #[test]
    fn short_times_are_days_without_gaps() {
        let rows = entries(&[Some("1920-04-29"), None, Some("1920-05-02"), Some("1920-05-02")]);
        let drawn = histogram(&rows, &[2], None).expect("there are dates");
        assert_eq!(drawn.step, Step::Day);
        let bins: Vec<_> = drawn.bins.iter().map(|b| (b.at.as_str(), b.all, b.here)).collect();
        assert_eq!(bins, [("1920-04-29", 1, 0), ("1920-04-30", 0, 0), ("1920-05-01", 0, 0), ("1920-05-02", 2, 1)]);
        assert!(drawn.bins.iter().all(|b| bounds(&b.at).is_some()));
    }

    #[test]
    fn long_times_are_decades() {
        let rows = entries(&[Some("1648"), Some("1920-05")]);
        let drawn = histogram(&rows, &[], None).expect("there are dates");
        assert_eq!((drawn.step, drawn.from.as_str(), drawn.to.as_str()), (Step::Decade, "1640", "1920"));
    }

    #[test]
    fn a_period_is_drawn_closer() {
        let rows = entries(&[Some("1648"), Some("1920-05-01"), Some("1920-05-03")]);
        let drawn = histogram(&rows, &[1], bounds("1920-05")).expect("there are dates");
        assert_eq!((drawn.step, drawn.bins.len()), (Step::Day, 3));
    }
}
