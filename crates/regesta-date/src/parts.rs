//! What an expression prints, with holes where the context must help.

use smallvec::{SmallVec, smallvec};

use crate::calendar::{Day, days_in_month, shift_month};
pub(crate) use crate::draft::{Draft, Glance, Guard};

/// Early, middle, late and the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Start,
    Middle,
    End,
    FirstDays,
    LastDays,
    FirstHalf,
    SecondHalf,
    Quarter(u8),
    Third(u8),
    /// A decade of a century.
    Tenth(u8),
    TenDays(u8),
    Tens(u8),
    /// Seven days of a month: the first, second, third, or (0) the last.
    Week(u8),
    FirstDay,
    LastDay,
}

impl Part {
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "start" | "first-months" | "first-years" => Self::Start,
            "first-days" => Self::FirstDays,
            "last-days" => Self::LastDays,
            "middle" => Self::Middle,
            "end" | "last-months" | "last-years" => Self::End,
            "first-week" => Self::Week(1),
            "second-week" => Self::Week(2),
            "third-week" => Self::Week(3),
            "last-week" => Self::Week(0),
            "first-day" => Self::FirstDay,
            "last-day" => Self::LastDay,
            "first-half" | "first-fortnight" => Self::FirstHalf,
            "second-half" | "last-half" => Self::SecondHalf,
            "first-quarter" => Self::Quarter(1),
            "second-quarter" => Self::Quarter(2),
            "third-quarter" => Self::Quarter(3),
            "fourth-quarter" => Self::Quarter(4),
            "first-third" => Self::Third(1),
            "second-third" => Self::Third(2),
            "last-third" => Self::Third(3),
            "first-tenth" => Self::Tenth(1),
            "second-tenth" => Self::Tenth(2),
            "third-tenth" => Self::Tenth(3),
            "fourth-tenth" => Self::Tenth(4),
            "fifth-tenth" => Self::Tenth(5),
            "sixth-tenth" => Self::Tenth(6),
            "seventh-tenth" => Self::Tenth(7),
            "eighth-tenth" => Self::Tenth(8),
            "ninth-tenth" => Self::Tenth(9),
            "last-tenth" => Self::Tenth(10),
            "first-ten-days" => Self::TenDays(1),
            "second-ten-days" => Self::TenDays(2),
            "last-ten-days" => Self::TenDays(3),
            "tens-days" => Self::Tens(1),
            "twenties-days" => Self::Tens(2),
            _ => return None,
        })
    }

    /// The part of a span of `n` units, numbered from 1, and whether it is a convention (early, late) or said (a half).
    fn of(self, n: u32) -> (u32, u32, bool) {
        let cut = |k: u32, of: u32| (n * (k - 1) / of + 1, n * k / of);
        let (range, vague) = match self {
            Self::Start | Self::FirstDays => (cut(1, 3), true),
            Self::Middle => (cut(2, 3), true),
            Self::End | Self::LastDays => (cut(3, 3), true),
            Self::FirstHalf => (cut(1, 2), false),
            Self::SecondHalf => (cut(2, 2), false),
            Self::Quarter(k) => (cut(u32::from(k), 4), false),
            Self::Third(k) | Self::TenDays(k) => (cut(u32::from(k), 3), false),
            Self::Tenth(k) => (cut(u32::from(k), 10), false),
            Self::Tens(_) => ((1, n), true),
            Self::Week(0) | Self::LastDay => ((n, n), false),
            Self::Week(_) | Self::FirstDay => ((1, 1), false),
        };
        (range.0, range.1, vague)
    }

    /// First and last day of this part of a month. Early, middle and late are the ten-day periods.
    fn days(self, length: u8) -> (u8, u8, bool) {
        match self {
            Self::Start | Self::FirstDays => (1, 10, true),
            Self::Middle => (11, 20, true),
            Self::End | Self::LastDays => (21, length, true),
            Self::FirstHalf => (1, 15, false),
            Self::SecondHalf => (16, length, false),
            Self::TenDays(k) | Self::Third(k) => ((k - 1) * 10 + 1, if k == 3 { length } else { k * 10 }, false),
            Self::Quarter(_) | Self::Tenth(_) => {
                let (from, to, _) = self.of(u32::from(length));
                (from as u8, to as u8, false)
            }
            Self::Tens(k) => (k * 10, (k * 10 + 9).min(length), false),
            Self::Week(0) => (length - 6, length, false),
            Self::Week(k) => (k * 7 - 6, k * 7, false),
            Self::FirstDay => (1, 1, false),
            Self::LastDay => (length, length, false),
        }
    }
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

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
fn plain_day(year: i32, month: u8, day: u8, approximate: bool) -> String {
    let mut text = String::with_capacity(11);
    let figure = |number: i32| char::from(b'0' + (number % 10) as u8);
    text.extend([figure(year / 1000), figure(year / 100), figure(year / 10), figure(year)]);
    for number in [i32::from(month), i32::from(day)] {
        text.extend(['-', figure(number / 10), figure(number)]);
    }
    text.extend(approximate.then_some('~'));
    text
}

/// How the points of an expression stand together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Point(Partial),
    /// From and to.
    Interval(Partial, Partial),
    /// Each of them.
    Set(Vec<Partial>),
    /// The night that ends on the morning of this day.
    NightBefore(Partial),
    /// The night that begins on the evening of this day.
    NightAfter(Partial),
    /// A point of a year so many years after the last one named.
    Shifted(Partial, i32),
    /// So far from the last date told, or from what `of` names.
    Shift {
        unit: Unit,
        min: i64,
        max: i64,
        of: String,
        vague: bool,
    },
    /// A weekday counted from the last day told: after it, before it, or (`None`) on it or after.
    Weekday {
        weekday: u8,
        after: Option<bool>,
    },
    /// The month, year and so on of the last date told.
    Same {
        unit: Unit,
        part: Option<Part>,
    },
    /// The next month or season of that name after the last date told ("the following spring").
    Next(Partial),
    /// The last month or season of that name before the last date told ("the previous spring").
    Previous(Partial),
    /// The time of a happening, or the day before it.
    Happening {
        stem: String,
        before: bool,
    },
    /// A named period; several where the name means several.
    Period(Vec<(Partial, Partial)>),
    /// A time named by a pronoun: "from that moment", "by then", "in this period".
    Then(Then),
    /// From this point on (true), or up to it, without the other end.
    Open(Partial, bool),
    /// A clock time whose day stands elsewhere.
    Time,
    /// Words that only change the date they stand beside.
    Modifier(Modifier),
}

/// How a pronoun points at the last date told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    At,
    Since,
    Until,
    /// The last stretch of time told.
    Period,
    /// The last years told ("in those years").
    Years,
    /// The week of it, or so many weeks after.
    Week(i64),
}

/// A part of the day, which tells the hours of the morning from those of the evening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl DayPart {
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "morning" | "am" => Self::Morning,
            "day" | "afternoon" | "pm" | "noon" => Self::Afternoon,
            "evening" => Self::Evening,
            "night" => Self::Night,
            _ => return None,
        })
    }

    /// Minutes from midnight of an hour told on a clock of twelve hours in this part of the day.
    pub(crate) fn minutes(self, told: u16) -> u16 {
        const NOON: u16 = 12 * 60;
        match self {
            Self::Afternoon if told < 7 * 60 => told + NOON,
            Self::Evening if told < NOON => told + NOON,
            Self::Night if (9 * 60..NOON).contains(&told) => told + NOON,
            Self::Night if (NOON..13 * 60).contains(&told) => told - NOON,
            _ => told,
        }
    }
}

/// What a modifier says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Modifier {
    /// Whether it stands behind what it is part of.
    Part {
        part: Part,
        follows: bool,
    },
    PartOfDay(DayPart),
    Weekday(u8),
    OldStyle,
    NewStyle,
    /// All dates of the text are old style.
    OldStyleText,
}

impl Shape {
    pub(crate) fn partials(&self) -> SmallVec<[&Partial; 2]> {
        match self {
            Self::Point(p) | Self::NightBefore(p) | Self::NightAfter(p) | Self::Open(p, _) => smallvec![p],
            Self::Interval(a, b) => smallvec![a, b],
            Self::Set(list) => list.iter().collect(),
            _ => SmallVec::new(),
        }
    }

    pub(crate) fn partials_mut(&mut self) -> SmallVec<[&mut Partial; 2]> {
        match self {
            Self::Point(p) | Self::NightBefore(p) | Self::NightAfter(p) | Self::Open(p, _) => smallvec![p],
            Self::Interval(a, b) => smallvec![a, b],
            Self::Set(list) => list.iter_mut().collect(),
            _ => SmallVec::new(),
        }
    }
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
