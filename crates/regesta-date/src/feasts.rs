//! Feasts that give a day once the year is known, days of the Roman calendar, and years counted from an accession.
//!
//! The lists of the packs name a feast by a code, the rules say by whose reckoning:
//!
//! | code | day |
//! |---|---|
//! | `11-01` | month and day, as the calendar in use prints it |
//! | `church:12-25` | the same, of a church that kept the Julian year: from the change on told thirteen days later |
//! | `easter`, `easter-46`, `easter+49` | so many days from Easter |
//! | `sunday-near:11-30`, `sunday-near:11-30+7` | the Sunday nearest to that day (Advent), so many days after it |
//! | `julian:04-23` | a fixed day of the Julian year, told in the Gregorian one |
//! | `hijri:10-01` | month and day of the lunar year |
//!
//! Easter by the computus of the Alexandrian and of the Gregorian rule (J. Meeus, *Astronomical Algorithms*, ch. 8).

use crate::calendar::{Day, shift_month};
use crate::parts::Partial;

/// Whose Easter a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Church {
    /// The Gregorian rule from the change of the calendar on.
    Western,
    /// The Julian rule at all times; told in the Gregorian calendar from its change on.
    Eastern,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Fixed(u8, u8),
    Church(u8, u8),
    Easter,
    SundayNear(u8, u8),
    /// The n-th such weekday (Monday 1) of a month; 0 is the last.
    Nth(u8, u8, u8),
    Julian(u8, u8),
    Hijri(u8, u8),
}

/// A feast, or a day told by its distance from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Feast {
    rule: Rule,
    /// Days after the day of the rule.
    offset: i64,
    /// A weekday (Monday 1) after (`true`) or before it.
    weekday: Option<(u8, bool)>,
    /// So many weeks after the first such weekday.
    later: i64,
    church: Church,
    /// First year whose days are those of the Gregorian calendar.
    reform: i32,
}

impl Feast {
    /// The feast of a code, as the western churches and the Gregorian calendar from 1583 have it.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        let month_day = |text: &str| {
            let (month, day) = text.split_once('-')?;
            let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
            ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
        };
        let (rule, offset) = if let Some(days) = code.strip_prefix("easter") {
            let days = days.strip_prefix('+').unwrap_or(days);
            (Rule::Easter, if days.is_empty() { 0 } else { days.parse().ok()? })
        } else if let Some((kind, text)) = code.split_once(':') {
            let (text, days) = text.split_once('+').unwrap_or((text, "0"));
            let (month, day) = month_day(text)?;
            let rule = match kind {
                "sunday-near" => Rule::SundayNear(month, day),
                "julian" => Rule::Julian(month, day),
                "church" => Rule::Church(month, day),
                "hijri" => Rule::Hijri(month, day),
                _ => return None,
            };
            (rule, days.parse().ok()?)
        } else {
            let (month, day) = month_day(code)?;
            (Rule::Fixed(month, day), 0)
        };
        Some(Self { rule, offset, weekday: None, later: 0, church: Church::Western, reform: 1583 })
    }

    /// A day of the lunar year.
    pub(crate) fn hijri(month: u8, day: u8) -> Self {
        Self {
            rule: Rule::Hijri(month, day),
            offset: 0,
            weekday: None,
            later: 0,
            church: Church::Western,
            reform: 1583,
        }
    }

    /// The `n`th such weekday of a month, 0 the last.
    pub(crate) fn nth_weekday(n: u8, weekday: u8, month: u8) -> Self {
        Self {
            rule: Rule::Nth(n, weekday, month),
            offset: 0,
            weekday: None,
            later: 0,
            church: Church::Western,
            reform: 1583,
        }
    }

    /// The same by the reckoning that a rule names.
    pub(crate) fn by(self, church: Church, reform: Option<i32>) -> Self {
        Self { church, reform: reform.unwrap_or(self.reform), ..self }
    }

    /// The day so many days from it.
    pub(crate) fn shifted(self, days: i64) -> Self {
        Self { offset: self.offset + days, ..self }
    }

    /// The next such weekday after it, or the last before it.
    pub(crate) fn on_weekday(self, weekday: u8, after: bool) -> Self {
        Self { weekday: Some((weekday, after)), ..self }
    }

    /// The weekday of [`Self::on_weekday`] is the `n`th after the feast.
    pub(crate) fn counted(self, n: i64) -> Self {
        Self { later: n.clamp(1, 30) - 1, ..self }
    }

    /// Where in the year it is likely to stand, which serves to find a year that is not printed; no month for a feast
    /// of the lunar year.
    pub(crate) fn likely(self) -> Partial {
        let day = |month, day| Day { year: 2001, month, day }.plus(self.offset + 7 * self.later);
        let day = match self.rule {
            Rule::Fixed(m, d) | Rule::Church(m, d) | Rule::SundayNear(m, d) => day(m, d),
            Rule::Julian(m, d) => day(m, d).plus(13),
            Rule::Nth(_, _, month) => day(month, 15),
            Rule::Easter => day(4, 10),
            Rule::Hijri(..) => return Partial::default(),
        };
        Partial { month: Some(day.month), day: Some(day.day), ..Partial::default() }
    }

    /// Whether month and day are known without a year.
    pub(crate) fn is_fixed(self) -> bool {
        matches!(self.rule, Rule::Fixed(..) | Rule::Church(..)) && self.weekday.is_none()
    }

    /// What the day was reckoned by, for the reason of a finding.
    pub(crate) fn reckoning(self, year: i32) -> Option<&'static str> {
        match self.rule {
            Rule::Fixed(..) if self.weekday.is_none() => None,
            Rule::Church(..) if year < self.reform && self.weekday.is_none() => None,
            Rule::Church(..) => Some("the Julian year of the church"),
            Rule::Fixed(..) | Rule::SundayNear(..) | Rule::Nth(..) => Some("the calendar of the year"),
            Rule::Easter if self.church == Church::Eastern || year < self.reform => {
                Some("the reckoning of Easter by the Julian calendar")
            }
            Rule::Easter => Some("the reckoning of Easter by the Gregorian calendar"),
            Rule::Julian(..) => Some("a fixed day of the Julian year"),
            Rule::Hijri(..) => Some("the tabular lunar calendar"),
        }
    }

    /// The day in a year, as the calendar in use prints it, and the days that other reckonings give. `printed` says that
    /// the words name the year: the Christmas "of 1921" is that of January, the one after November 1920 that of the winter.
    pub(crate) fn in_year(self, year: i32, printed: bool) -> Option<(Day, Vec<Day>)> {
        let julian = year < self.reform;
        let print = |day: Day, julian: bool| if julian { day.gregorian_as_julian() } else { Some(day) };
        let move_from = |day: Day| {
            let day = day.plus(self.offset);
            let Some((weekday, after)) = self.weekday else { return day };
            let ahead = i64::from((weekday + 7 - day.weekday()) % 7);
            match (after, ahead) {
                (true, 0) => day.plus(7 + 7 * self.later),
                (true, _) => day.plus(ahead + 7 * self.later),
                (false, _) => day.plus(ahead - 7),
            }
        };
        let civil = |month, day| {
            let day = Day { year, month, day };
            if julian { day.julian_as_gregorian() } else { Some(day) }
        };
        match self.rule {
            Rule::Fixed(m, d) => Some((print(move_from(civil(m, d)?), julian)?, Vec::new())),
            Rule::Church(m, d) => {
                let same = move_from(civil(m, d)?);
                if julian {
                    return Some((print(same, true)?, Vec::new()));
                }
                let of = |year| Some(move_from(Day { year, month: m, day: d }.julian_as_gregorian()?));
                let day = of(year)?;
                let day = if printed && day.year > year { of(year - 1)? } else { day };
                Some((day, vec![same]))
            }
            Rule::SundayNear(m, d) => {
                let near = civil(m, d)?;
                let back = i64::from(near.weekday() % 7);
                let sunday = near.plus(if back <= 3 { -back } else { 7 - back });
                Some((print(move_from(sunday), julian)?, Vec::new()))
            }
            Rule::Nth(n, weekday, month) => {
                let first = civil(month, 1)?;
                let ahead = i64::from((weekday + 7 - first.weekday()) % 7);
                let day = first.plus(ahead + 7 * (i64::from(n.max(1)) - 1));
                let (next_year, next) = shift_month(year, month, 1);
                let next = Day { year: next_year, month: next, day: 1 };
                let end = if julian { next.julian_as_gregorian()? } else { next };
                let day = if n == 0 { day.plus(7 * ((end.number() - 1 - day.number()) / 7)) } else { day };
                (day < end).then_some(())?;
                Some((print(day, julian)?, Vec::new()))
            }
            Rule::Easter => {
                let (old, new) = (easter_julian(year).julian_as_gregorian()?, easter_gregorian(year));
                let (own, other) = if julian || self.church == Church::Eastern { (old, new) } else { (new, old) };
                let day = print(move_from(own), julian)?;
                let differs = year >= 1583 && (own != other || julian);
                Some((day, if differs { vec![move_from(other)] } else { Vec::new() }))
            }
            Rule::Julian(m, d) => {
                let day = move_from(Day { year, month: m, day: d }.julian_as_gregorian()?);
                Some((day.as_printed()?, Vec::new()))
            }
            Rule::Hijri(month, day) => {
                // A lunar year is about eleven days shorter: its feasts fall in a year of ours once or twice.
                let near = (year - 622) * 33 / 32;
                let mut all = (near - 1..=near + 2)
                    .filter_map(|hijri| move_from(Day { year: hijri, month, day }.hijri_as_gregorian()).as_printed())
                    .filter(|found| found.year == year);
                let first = all.next()?;
                let mut others: Vec<Day> = [-1, 1].map(|off| first.plus(off)).to_vec();
                others.extend(all);
                Some((first, others))
            }
        }
    }
}

/// Easter Sunday by the Alexandrian rule, as a day of the Julian calendar.
fn easter_julian(year: i32) -> Day {
    let (a, b, c) = (year.rem_euclid(4), year.rem_euclid(7), year.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let n = d + e + 114;
    Day { year, month: (n / 31) as u8, day: (n % 31 + 1) as u8 }
}

/// Easter Sunday by the Gregorian rule.
fn easter_gregorian(year: i32) -> Day {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    Day { year, month: month as u8, day: day as u8 }
}

/// The day that lies `n - 1` days before the kalends, nones or ides of a month (the Romans counted both ends), without
/// its year.
pub(crate) fn roman_day(mark: &str, n: i64, month: u8) -> Option<Partial> {
    if !(1..=12).contains(&month) || !(1..=19).contains(&n) {
        return None;
    }
    let late = matches!(month, 3 | 5 | 7 | 10);
    let day = match mark {
        "kalends" => 1,
        "nones" => 5 + 2 * u8::from(late),
        "ides" => 13 + 2 * u8::from(late),
        _ => return None,
    };
    let day = Day { year: 2001, month, day }.plus(1 - n);
    Some(Partial { month: Some(day.month), day: Some(day.day), ..Partial::default() })
}

/// The first and last day of the `n`th year of a reign that a list gives as `1377-06-22/1399-09-29`.
pub(crate) fn regnal_year(reign: &str, n: i64) -> Option<(Partial, Partial)> {
    let day = |text: &str| {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        Some(Day { year, month: parts.next()?.parse().ok()?, day: parts.next()?.parse().ok()? })
    };
    let (from, to) = reign.split_once('/')?;
    let (first, last) = (day(from)?, day(to)?);
    let n = i32::try_from(n).ok().filter(|n| *n >= 1)?;
    let begins = Day { year: first.year + n - 1, ..first };
    let ends = Day { year: first.year + n, ..first }.plus(-1).min(last);
    (begins <= ends).then_some((Partial::from_day(begins), Partial::from_day(ends)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    fn feast(code: &str) -> Feast {
        Feast::from_code(code).unwrap()
    }

    #[test]
    fn easter_by_the_published_tables() {
        for (year, month, date) in
            [(1583, 4, 10), (1700, 4, 11), (1818, 3, 22), (1916, 4, 23), (1943, 4, 25), (2000, 4, 23)]
        {
            assert_eq!(easter_gregorian(year), day(year, month, date));
        }
        for (year, month, date) in [(532, 4, 11), (1204, 4, 25), (1525, 4, 16), (1649, 3, 25), (1917, 4, 2)] {
            assert_eq!(easter_julian(year), day(year, month, date));
        }
    }

    #[test]
    fn the_reckoning_follows_church_and_reform() {
        // England before 1753: the Julian day, the Gregorian one as the other reading.
        let english = feast("easter").by(Church::Western, Some(1753));
        assert_eq!(english.in_year(1649, true), Some((day(1649, 3, 25), vec![day(1649, 4, 4)])));
        assert_eq!(english.in_year(1797, true).unwrap().0, day(1797, 4, 16));
        // Russia: the Julian Easter, from 1918 on told in the Gregorian calendar.
        let russian = feast("easter").by(Church::Eastern, Some(1918));
        assert_eq!(russian.in_year(1917, true).unwrap().0, day(1917, 4, 2));
        assert_eq!(russian.in_year(1920, true).unwrap().0, day(1920, 4, 11));
        let christmas = feast("church:12-25").by(Church::Eastern, Some(1918));
        assert_eq!(christmas.in_year(1914, true).unwrap().0, day(1914, 12, 25));
        assert_eq!(christmas.in_year(1921, true).unwrap().0, day(1921, 1, 7));
        assert_eq!(christmas.in_year(1920, false).unwrap().0, day(1921, 1, 7));
        // Before 1583 there is one Easter.
        assert_eq!(feast("easter+60").in_year(1381, true), Some((day(1381, 6, 13), Vec::new())));
    }

    #[test]
    fn weekdays_around_a_feast() {
        assert_eq!(feast("easter+49").on_weekday(4, true).in_year(1381, true).unwrap().0, day(1381, 6, 6));
        assert_eq!(feast("12-25").on_weekday(7, false).in_year(1914, true).unwrap().0, day(1914, 12, 20));
        assert_eq!(feast("sunday-near:11-30").in_year(1914, true).unwrap().0, day(1914, 11, 29));
        // The first Monday and the last Sunday of May 1812; no fifth Friday in that month.
        assert_eq!(Feast::nth_weekday(1, 1, 5).in_year(1812, true).unwrap().0, day(1812, 5, 4));
        assert_eq!(Feast::nth_weekday(0, 7, 5).in_year(1812, true).unwrap().0, day(1812, 5, 31));
        assert_eq!(Feast::nth_weekday(5, 1, 5).in_year(1812, true), None);
        assert_eq!(feast("sunday-near:11-30+7").in_year(1914, true).unwrap().0, day(1914, 12, 6));
        assert_eq!(feast("sunday-near:11-30").in_year(1918, true).unwrap().0, day(1918, 12, 1));
    }

    #[test]
    fn lunar_feasts_by_the_tables() {
        // The first of Shawwal 1338 and, twice in one year, of 1420 and 1421.
        assert_eq!(feast("hijri:10-01").in_year(1920, true).unwrap().0, day(1920, 6, 18));
        let (first, others) = feast("hijri:10-01").in_year(2000, true).unwrap();
        assert_eq!(first, day(2000, 1, 8));
        assert!(others.contains(&day(2000, 12, 28)));
        assert_eq!(feast("julian:04-23").in_year(1920, true).unwrap().0, day(1920, 5, 6));
    }

    #[test]
    fn days_of_the_roman_calendar() {
        let of = |mark, n, month| roman_day(mark, n, month).map(|p| (p.month.unwrap(), p.day.unwrap()));
        assert_eq!(of("ides", 1, 3), Some((3, 15)));
        assert_eq!(of("kalends", 9, 9), Some((8, 24)));
        assert_eq!(of("nones", 2, 10), Some((10, 6)));
        assert_eq!(of("idus", 1, 3), None);
    }

    #[test]
    fn regnal_years_end_with_the_reign() {
        let of = |n| regnal_year("1377-06-22/1399-09-29", n).map(|(a, b)| (a.edtf(), b.edtf()));
        assert_eq!(of(5), Some(("1381-06-22".into(), "1382-06-21".into())));
        assert_eq!(of(23), Some(("1399-06-22".into(), "1399-09-29".into())));
        assert_eq!(of(24), None);
        assert_eq!(of(0), None);
    }
}
