use regesta_text::Span;
use serde::{Deserialize, Serialize};

/// The calendar a date is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// Not said; read as Gregorian for sorting.
    #[default]
    Unstated,
    /// New style, said so.
    Gregorian,
    /// Old style, said so. The value is the converted date, the printed one stands in [`DateValue::printed_edtf`].
    Julian,
    /// Islamic lunar calendar.
    Hijri,
    /// Ottoman fiscal calendar.
    Rumi,
}

/// What a date dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateRole {
    /// Something that happened.
    #[default]
    Event,
    /// The date a document bears ("телеграмма от 5 мая").
    Document,
    /// Part of a citation (a newspaper's issue, a year of publication).
    Citation,
    /// Years of birth and death.
    Life,
    /// Part of a running head, a title or other furniture.
    Furniture,
}

/// What is odd about a printed date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateFlag {
    /// The calendar has no such day.
    Impossible,
    /// The weekday printed beside it does not fit.
    WeekdayDiffers,
    /// The night between two days.
    Night,
    /// The two dates of an old-style and new-style pair do not fit.
    StylesDiffer,
    /// It is told by a happening whose date the text does not tell: there is no value.
    Open,
}

/// A clock time, in minutes from midnight of the day of the value; half-open bounds are equal for a time to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Earliest minute, 0 to 1439.
    pub from: u16,
    /// Latest minute.
    pub to: u16,
}

/// A part of the value that is not printed, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inference {
    /// "year", "month", "day" or "all".
    pub part: String,
    /// Where from, in words: "year from the previous sentence (1920)".
    pub from: String,
}

/// What a temporal expression says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DateValue {
    /// EDTF (ISO 8601-2 level 2); `None` for a date that cannot exist or has no value. Clock times as
    /// `1920-05-05T02:10`.
    pub edtf: Option<String>,
    /// The value before conversion, where the calendar printed is not the Gregorian.
    pub printed_edtf: Option<String>,
    /// The calendar.
    pub calendar: Calendar,
    /// Clock time, where one is printed.
    pub clock: Option<Clock>,
    /// What it dates.
    pub role: DateRole,
    /// Oddities.
    pub flags: Vec<DateFlag>,
    /// Parts that came from the context; empty for a date printed in full.
    pub inferred: Vec<Inference>,
    /// Other values it may have: candidates of an impossible date, other readings.
    pub alternatives: Vec<String>,
    /// For relative dates: distance in minutes from the thing named (from, to), and the words that name it.
    pub relative: Option<Relative>,
}

/// A date told by its distance from something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    /// Least distance in minutes (negative: before).
    pub min: i64,
    /// Greatest distance in minutes.
    pub max: i64,
    /// The words that name what it is counted from; empty for "the next day" and the like, which count from the last
    /// date told.
    pub of: String,
    /// The date it was counted from: the passage and the bytes of that passage's reading text.
    #[serde(default)]
    pub anchor: Option<Anchored>,
}

/// Where the date stands that another one is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchored {
    /// Number of the passage in its paper, from 0.
    pub passage: usize,
    /// Bytes of the reading text of that passage.
    pub span: Span,
}
