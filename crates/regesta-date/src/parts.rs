//! What an expression prints, with holes where the context must help.

use smallvec::{SmallVec, smallvec};

pub(crate) use crate::draft::{Draft, Glance, Guard};
pub(crate) use crate::part::Part;
pub(crate) use crate::partial::Partial;

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
