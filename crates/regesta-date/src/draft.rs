//! An expression on its way from a rule's match to a value.

use std::borrow::Cow;

use regesta_lang::{Pack, RuleMatch};

use crate::feasts::Feast;
use crate::parts::{DayPart, Part, Partial, Shape};
use crate::value::{Calendar, Clock, DateRole};

/// An expression found, before the context has filled it.
#[derive(Debug, Clone)]
pub(crate) struct Draft<'p> {
    pub(crate) span: regesta_text::Span,
    pub(crate) shape: Shape,
    pub(crate) clock: Option<Clock>,
    /// The hours could be of the morning or of the evening.
    pub(crate) half_day_open: bool,
    pub(crate) night: bool,
    pub(crate) old_style: bool,
    pub(crate) new_style: bool,
    pub(crate) weekday: Option<u8>,
    /// The part of a month so many months off ("early the next month").
    pub(crate) part_of_month: Option<Part>,
    /// The part of the day that the words name.
    pub(crate) part_of_day: Option<DayPart>,
    /// The day is that of a feast, of a range its first and last.
    pub(crate) feast: Option<Feast>,
    pub(crate) feast_end: Option<Feast>,
    /// One of the members of the set, not all ("5 or 6 May").
    pub(crate) one_of: bool,
    /// The old-style half of a pair.
    pub(crate) printed: Option<Partial>,
    /// The last day of the old-style half, where the pair is of two ranges.
    pub(crate) printed_end: Option<Partial>,
    /// The half of a pair that is not the value is of this calendar, where it is not the Julian.
    pub(crate) printed_calendar: Option<Calendar>,
    /// The text says that its dates are old style.
    pub(crate) old_style_text: bool,
    /// The month's name was used with the Julian calendar in the years before this one.
    pub(crate) julian_until: Option<i32>,
    /// Month and year are of the Hijri calendar.
    pub(crate) hijri: bool,
    /// Years of four figures before 1342 may be of the Ottoman fiscal calendar.
    pub(crate) may_be_rumi: bool,
    /// A day alone is of so many months after the one told ("the 28th ult.": -1).
    pub(crate) months: i64,
    /// A day alone whose words point at a month ("of the same month").
    pub(crate) pointed: bool,
    /// The words say "until": the story does not go on from there.
    pub(crate) until: bool,
    /// How the clause looks at it.
    pub(crate) glance: Glance,
    /// It stands apart from the text, or dates an issue of a newspaper: the role it has for that.
    pub(crate) apart: Option<DateRole>,
    /// It names a happening by its month: it tells nothing new of the time.
    pub(crate) names_happening: bool,
    /// The happening that a distance in time is counted from.
    pub(crate) counted_from: Option<String>,
    /// A pair of styles stands before it in its paragraph: it may be old style too.
    pub(crate) style_of_pair: bool,
    /// Happenings told in the same sentence.
    pub(crate) happenings: Vec<String>,
    /// A part of the day alone: of a day told near by.
    pub(crate) near_day: bool,
    /// A distance that tells again the day before it: "on 9 June, nine days before the battle".
    pub(crate) restates: bool,
    /// A distance that the date behind it tells again ("two days later, on 5 May"), or that is counted from it ("two days
    /// after the vote of 5 May"; then it does not restate).
    pub(crate) looks_ahead: bool,
    /// A winter printed with both of its years: the story goes on in the second.
    pub(crate) two_years: bool,
    /// The old-style half of a pair is printed first: the author counts in it.
    pub(crate) old_first: bool,
    pub(crate) rule: &'p str,
    /// What the rule says of itself; of a joined expression, what both say.
    pub(crate) about: Cow<'p, str>,
    pub(crate) pack: Option<&'p Pack>,
    pub(crate) score: u16,
    pub(crate) guard: Guard,
}

impl Draft<'_> {
    /// An expression of which only its place and points are known.
    pub(crate) fn plain(span: regesta_text::Span, shape: Shape, guard: Guard) -> Self {
        Self {
            span,
            shape,
            clock: None,
            half_day_open: false,
            night: false,
            old_style: false,
            new_style: false,
            weekday: None,
            part_of_month: None,
            part_of_day: None,
            feast: None,
            feast_end: None,
            one_of: false,
            printed: None,
            printed_end: None,
            printed_calendar: None,
            old_style_text: false,
            julian_until: None,
            hijri: false,
            may_be_rumi: false,
            until: false,
            glance: Glance::None,
            apart: None,
            names_happening: false,
            counted_from: None,
            style_of_pair: false,
            happenings: Vec::new(),
            near_day: false,
            restates: false,
            looks_ahead: false,
            two_years: false,
            old_first: false,
            months: 0,
            pointed: false,
            rule: "",
            about: Cow::Borrowed(""),
            pack: None,
            score: 0,
            guard,
        }
    }
}

/// Whether the clause of an expression tells it beside the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Glance {
    #[default]
    None,
    /// It may look back: a participial clause, "as in", "since", "born", "as early as".
    Back,
    /// It stands in a relative clause, which looks back where the date lies behind.
    Relative,
    /// It stands in brackets.
    Bracket,
}

/// What must hold around an expression that could be something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Guard {
    #[default]
    None,
    /// Stands only before a sign or a small word ("8-го, …", not "8-го полка").
    Alone,
    /// A day's number alone, behind a month in the same sentence.
    BehindMonth,
    /// Counts only inside a quotation ("завтра").
    Quoted,
    /// A number that is no page, folio or shelfmark.
    Bare,
    /// A year behind the noun of a document or happening that it dates ("the constitution 1857" in the Slavic languages).
    BehindNoun,
    /// Counts only when joined to another date.
    Joined,
    /// Stands alone in round brackets behind a date, which it tells in the other calendar.
    Bracketed,
    /// Not reported: serves the clock only.
    Clock,
    /// Begins with a small letter ("майских боёв", not "Октябрьская улица").
    Lower,
    /// Its last word begins with a capital ("in May", not "by may").
    Capital,
    /// Its first word begins with a capital.
    MonthCapital,
    /// A number that is no count: where no word for the year ends it, it stands before a sign or a small word.
    Count,
    /// A year that is no count: a round number stands alone.
    Year,
    /// A part of the day that is of the last day told where no date stands beside it.
    OrAlone,
    /// A year that no ten divides, before a word with a capital: no count.
    NameYear,
    /// Alone in round brackets behind a small word, which names no author: "finished school (1872)".
    InBrackets,
    /// A feast, no part of a name ("Easter Island") or of a longer word.
    Feast,
    /// A year of a reign, no statute of it ("5 Richard II, c. 8").
    Reign,
}

impl Guard {
    /// The guard that the rule of a match names.
    pub(crate) fn of(found: &RuleMatch) -> Self {
        match found.constant("guard") {
            Some("alone") => Self::Alone,
            Some("behind-month") => Self::BehindMonth,
            Some("count") => Self::Count,
            Some("quoted") => Self::Quoted,
            Some("bare") => Self::Bare,
            Some("behind-noun") => Self::BehindNoun,
            Some("joined") => Self::Joined,
            Some("bracketed") => Self::Bracketed,
            Some("lower") => Self::Lower,
            Some("capital") => Self::Capital,
            Some("month-capital") => Self::MonthCapital,
            Some("year") => Self::Year,
            Some("in-brackets") => Self::InBrackets,
            Some("feast") => Self::Feast,
            Some("or-alone") => Self::OrAlone,
            Some("name-year") => Self::NameYear,
            Some("reign") => Self::Reign,
            _ => Self::None,
        }
    }
}
