//! One point of time as printed, with holes, and its ends in EDTF.

use crate::calendar::{Day, days_in_month, shift_month};
use crate::part::Part;

/// One point as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Partial {
    pub(crate) year: Option<i32>,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
    /// EDTF 21 to 24.
    pub(crate) season: Option<u8>,
    /// First year of a decade, or 0 to 90 where the century must come from the context.
    pub(crate) decade: Option<i32>,
    /// 17 for the eighteenth century; -5 for the fifth before our era.
    pub(crate) century: Option<i32>,
    pub(crate) part: Option<Part>,
    /// The year was printed: it does not count as inferred.
    pub(crate) approximate: bool,
    /// The last two figures of a year whose century the context gives ("in June ’98").
    pub(crate) short_year: Option<u8>,
}

impl Partial {
    pub(crate) fn is_day(&self) -> bool {
        self.day.is_some() && self.part.is_none()
    }

    /// No year is printed, and one is needed.
    pub(crate) fn lacks_year(&self) -> bool {
        self.year.is_none() && self.century.is_none() && self.decade.is_none_or(|d| d < 100)
    }

    pub(crate) fn lacks_month(&self) -> bool {
        self.day.is_some() && self.month.is_none()
    }

    pub(crate) fn as_day(&self) -> Option<Day> {
        let day = Day { year: self.year?, month: self.month?, day: self.day? };
        (self.part.is_none() && day.day <= days_in_month(day.year, day.month)).then_some(day)
    }

    pub(crate) fn from_day(day: Day) -> Self {
        Self { year: Some(day.year), month: Some(day.month), day: Some(day.day), ..Self::default() }
    }

    /// For telling whether a list runs forward.
    pub(crate) fn as_order(&self) -> (i32, u8, u8) {
        (self.year.unwrap_or(0), self.month.unwrap_or(0), self.day.unwrap_or(0))
    }

    /// The day does not exist in this month (in this year, where it is known).
    pub(crate) fn is_impossible(&self) -> bool {
        match (self.month, self.day) {
            (Some(month), Some(day)) => day == 0 || day > days_in_month(self.year.unwrap_or(2000), month),
            (None, Some(day)) => day == 0 || day > 31,
            _ => false,
        }
    }

    fn year_text(&self) -> String {
        match self.year {
            Some(year) if year < 0 => format!("-{:04}", -year),
            Some(year) => format!("{year:04}"),
            None => "XXXX".into(),
        }
    }

    /// First and last value; equal where it is one unit.
    pub(crate) fn ends(&self) -> (String, String) {
        let year = self.year_text();
        let tilde = |vague: bool| if vague { "~" } else { "" };
        if let (Some(month), Some(part)) = (self.month, self.part) {
            let (from, to, vague) = part.days(days_in_month(self.year.unwrap_or(2001), month));
            if let Part::Tens(k) = part {
                let one = format!("{year}-{month:02}-{k}X");
                return (one.clone(), one);
            }
            let t = tilde(vague);
            return (format!("{year}-{month:02}-{from:02}{t}"), format!("{year}-{month:02}-{to:02}{t}"));
        }
        if let Some(month) = self.month {
            let one = match self.day {
                Some(day) => format!("{year}-{month:02}-{day:02}"),
                None => format!("{year}-{month:02}"),
            };
            let one = if self.approximate { one + "~" } else { one };
            return (one.clone(), one);
        }
        if let Some(day) = self.day {
            let one = format!("{year}-XX-{day:02}");
            return (one.clone(), one);
        }
        if let Some(season) = self.season {
            let Some(part) = self.part else {
                let one = format!("{year}-{season}");
                return (one.clone(), one);
            };
            // Spring is March to May; winter runs from December into the next year.
            let first = Day { year: self.year.unwrap_or(2001), month: (season - 21) * 3 + 3, day: 1 };
            let (next_year, next_month) = shift_month(first.year, first.month, 3);
            let length = Day { year: next_year, month: next_month, day: 1 }.number() - first.number();
            let share = |k: u8, of: i64| (length * (i64::from(k) - 1) / of, length * i64::from(k) / of - 1);
            // Days counted from the first of the season, from 0.
            let (from, to, vague) = match part {
                Part::Start | Part::Middle | Part::End => {
                    let (third, _, vague) = part.of(3);
                    let month = |months: u32| {
                        let (year, month) = shift_month(first.year, first.month, i64::from(months));
                        Day { year, month, day: 1 }.number() - first.number()
                    };
                    (month(third - 1), month(third) - 1, vague)
                }
                Part::FirstHalf => (share(1, 2).0, share(1, 2).1, false),
                Part::SecondHalf => (share(2, 2).0, share(2, 2).1, false),
                Part::Quarter(k) => (share(k, 4).0, share(k, 4).1, false),
                Part::Third(k) => (share(k, 3).0, share(k, 3).1, false),
                Part::Tenth(k) => (share(k, 10).0, share(k, 10).1, false),
                Part::LastDays => (length - 10, length - 1, true),
                Part::TenDays(3) => (length - 10, length - 1, false),
                Part::Week(0) => (length - 7, length - 1, false),
                Part::LastDay => (length - 1, length - 1, false),
                Part::FirstDays | Part::TenDays(_) | Part::Tens(_) | Part::Week(_) | Part::FirstDay => {
                    let (from, to, vague) = part.days(31);
                    (i64::from(from) - 1, i64::from(to) - 1, vague)
                }
            };
            let day = |n: i64| {
                let day = first.plus(n);
                let year = Self { year: self.year.map(|_| day.year), ..Self::default() }.year_text();
                format!("{year}-{:02}-{:02}{}", day.month, day.day, tilde(vague))
            };
            return (day(from), day(to));
        }
        if let Some(decade) = self.decade.filter(|d| *d >= 100) {
            let decade = decade.div_euclid(10);
            let years = |a: u32, b: u32, t: &str| {
                (format!("{:04}{t}", decade * 10 + a as i32), format!("{:04}{t}", decade * 10 + b as i32))
            };
            return match self.part {
                // The guide's thirds of a decade: 0 to 3, 4 to 6, 7 to 9.
                Some(Part::Start) => years(0, 3, "~"),
                Some(Part::Middle) => years(4, 6, "~"),
                Some(Part::End) => years(7, 9, "~"),
                Some(part) => {
                    let (from, to, vague) = part.of(10);
                    years(from - 1, to - 1, tilde(vague))
                }
                None => (format!("{decade:03}X"), format!("{decade:03}X")),
            };
        }
        if let Some(century) = self.century {
            let year = |n: u32| Self { year: Some(century * 100 + n as i32), ..Self::default() }.year_text();
            let Some(part) = self.part else {
                // EDTF has no century before our era with unspecified digits.
                if century < 0 {
                    return (year(1), year(100));
                }
                let one = format!("{century:02}XX");
                return (one.clone(), one);
            };
            let (from, to, vague) = part.of(100);
            let t = tilde(vague);
            return (format!("{}{t}", year(from)), format!("{}{t}", year(to)));
        }
        if let Some(part @ (Part::FirstDays | Part::LastDays | Part::Week(_) | Part::FirstDay | Part::LastDay)) =
            self.part
        {
            let month = if matches!(part, Part::LastDays | Part::LastDay | Part::Week(0)) { 12 } else { 1 };
            return Self { month: Some(month), ..*self }.ends();
        }
        if let (Some(_), Some(part)) = (self.year, self.part) {
            let (from, to, vague) = part.of(12);
            let t = tilde(vague);
            let last = days_in_month(self.year.unwrap_or(2001), to as u8);
            return (format!("{year}-{from:02}-01{t}"), format!("{year}-{to:02}-{last:02}{t}"));
        }
        let one = if self.approximate { year + "~" } else { year };
        (one.clone(), one)
    }

    /// The value as EDTF.
    pub(crate) fn edtf(&self) -> String {
        if self.part.is_none()
            && let (Some(year @ 0..=9999), Some(month), Some(day)) = (self.year, self.month, self.day)
        {
            return plain_day(year, month, day, self.approximate);
        }
        let (from, to) = self.ends();
        if from == to { from } else { format!("{from}/{to}") }
    }
}

/// A day of a year of four figures at most, as most of them are. `day` and `month` have two.
pub(crate) fn plain_day(year: i32, month: u8, day: u8, approximate: bool) -> String {
    let mut text = String::with_capacity(11);
    let figure = |number: i32| char::from(b'0' + (number % 10) as u8);
    text.extend([figure(year / 1000), figure(year / 100), figure(year / 10), figure(year)]);
    for number in [i32::from(month), i32::from(day)] {
        text.extend(['-', figure(number / 10), figure(number)]);
    }
    text.extend(approximate.then_some('~'));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{edtf_bounds, is_edtf};

    const PARTS: [&str; 22] = [
        "start",
        "middle",
        "end",
        "first-days",
        "last-days",
        "first-half",
        "second-half",
        "first-quarter",
        "third-quarter",
        "fourth-quarter",
        "first-third",
        "second-third",
        "last-third",
        "first-ten-days",
        "second-ten-days",
        "last-ten-days",
        "tens-days",
        "twenties-days",
        "first-week",
        "last-week",
        "first-day",
        "last-day",
    ];

    /// Every point that words can print: years, months, days, seasons, decades, centuries, and their parts.
    fn points() -> Vec<Partial> {
        let none = Partial::default();
        let mut wholes = Vec::new();
        for year in [None, Some(-479), Some(0), Some(41), Some(1582), Some(1900), Some(1920)] {
            wholes.push(Partial { year, ..none });
            wholes.extend((21..=24).map(|season| Partial { year, season: Some(season), ..none }));
            wholes.extend((1..=12).map(|month| Partial { year, month: Some(month), ..none }));
        }
        wholes.extend((-5..=20).map(|century| Partial { century: Some(century), ..none }));
        wholes.extend((100..2020).step_by(170).map(|decade| Partial { decade: Some(decade / 10 * 10), ..none }));
        wholes.retain(|p| *p != none);
        let mut points = wholes.clone();
        for point in wholes {
            points.extend(PARTS.iter().map(|code| Partial { part: Part::from_code(code), ..point }));
            let days = (1..=31).filter(|_| point.month.is_some());
            points.extend(days.map(|day| Partial { day: Some(day), ..point }).filter(|p| !p.is_impossible()));
        }
        // A part of a year or season needs its year to be days.
        points.retain(|p| {
            p.part.is_none() || p.month.is_some() || p.year.is_some() || p.lacks_year() == p.year.is_some()
        });
        points
    }

    #[test]
    fn what_is_printed_parses_to_itself_and_its_bounds_are_in_order() {
        for point in points() {
            let printed = point.edtf();
            assert!(is_edtf(&printed), "{printed} of {point:?}");
            let parsed = edtf_core::Edtf::parse(&printed).unwrap();
            assert_eq!(parsed.to_string(), printed, "{point:?}");
            let (from, to) = edtf_bounds(&printed).unwrap();
            assert!(from < to, "{printed}");
        }
    }

    #[test]
    fn a_part_lies_within_its_whole() {
        for point in points().into_iter().filter(|p| p.part.is_some() && p.season.is_none() && p.year.is_some()) {
            let whole = edtf_bounds(&Partial { part: None, ..point }.edtf()).unwrap();
            let part = edtf_bounds(&point.edtf()).unwrap();
            assert!(whole.0 <= part.0 && part.1 <= whole.1, "{}", point.edtf());
        }
    }
}
