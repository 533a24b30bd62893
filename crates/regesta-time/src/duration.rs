use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::DAY;
use crate::date::days_from_civil;

/// Why a text is not a duration.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DurationError {
    /// Not of the ISO 8601 form.
    #[error("`{text}` is not a duration; write P7D for seven days, PT2H for two hours, P1M for a month, P1DT6H")]
    NotADuration {
        /// The text as written.
        text: String,
    },
    /// A range whose lesser end is the greater.
    #[error("`{text}` is a range whose first end is the longer")]
    Reversed {
        /// The text as written.
        text: String,
    },
}

/// An ISO 8601 duration in whole numbers.
///
/// Months and years have no fixed length; they are kept as the least and the greatest number of days that so many months
/// have in the Gregorian calendar (P1M: 28 to 31). A duration without hours and minutes counts calendar days, as people
/// do who say "a week later": from any hour of 28 April to any hour of 5 May is P7D.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Duration {
    text: String,
    least: i64,
    greatest: i64,
    /// Minutes of the smallest unit that is named.
    unit: i64,
    by_days: bool,
}

impl Duration {
    /// Reads `P[nY][nM][nW][nD][T[nH][nM]]`.
    ///
    /// # Errors
    /// [`DurationError::NotADuration`]; fractions, seconds and negative durations are not taken.
    ///
    /// ```
    /// use regesta_time::Duration;
    /// assert_eq!(Duration::parse("P1DT6H")?.minutes(), (1800, 1800));
    /// assert_eq!(Duration::parse("P1M")?.days(), Some((28, 31)));
    /// assert!(Duration::parse("7 days").is_err());
    /// # Ok::<(), regesta_time::DurationError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, DurationError> {
        let wrong = || DurationError::NotADuration { text: text.to_owned() };
        let rest = text.strip_prefix('P').ok_or_else(wrong)?;
        let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
        if time.is_some_and(str::is_empty) || rest.is_empty() {
            return Err(wrong());
        }
        let date = amounts(date, "YMWD").ok_or_else(wrong)?;
        let time = amounts(time.unwrap_or(""), "HM").ok_or_else(wrong)?;
        let months = date[0] * 12 + date[1];
        let (least, greatest) = days_of_months(months);
        let fixed = (date[2] * 7 + date[3]) * DAY + time[0] * 60 + time[1];
        let by_days = !rest.contains('T');
        let units = [525_600, 43_200, 10_080, DAY, 60, 1];
        let named = rest.bytes().rfind(u8::is_ascii_alphabetic);
        let unit = match named {
            Some(b'Y') => units[0],
            Some(b'M') if by_days => units[1],
            Some(b'W') => units[2],
            Some(b'D') => units[3],
            Some(b'H') => units[4],
            _ => units[5],
        };
        Ok(Self { text: text.to_owned(), least: least * DAY + fixed, greatest: greatest * DAY + fixed, unit, by_days })
    }

    /// Least and greatest length in minutes.
    pub fn minutes(&self) -> (i64, i64) {
        (self.least, self.greatest)
    }

    /// Least and greatest number of calendar days, where it counts days.
    pub fn days(&self) -> Option<(i64, i64)> {
        self.by_days.then_some((self.least / DAY, self.greatest / DAY))
    }

    /// Least and greatest difference in minutes of two points that lie so far apart, "so far" counting calendar days
    /// where the duration does.
    ///
    /// ```
    /// # use regesta_time::Duration;
    /// assert_eq!(Duration::parse("PT24H")?.difference(), (1440, 1440));
    /// assert_eq!(Duration::parse("P1D")?.difference(), (1, 2879));
    /// # Ok::<(), regesta_time::DurationError>(())
    /// ```
    pub fn difference(&self) -> (i64, i64) {
        match self.days() {
            Some((least, greatest)) => ((least - 1) * DAY + 1, (greatest + 1) * DAY - 1),
            None => (self.least, self.greatest),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for Duration {
    type Error = DurationError;

    fn try_from(text: String) -> Result<Self, DurationError> {
        Self::parse(&text)
    }
}

impl From<Duration> for String {
    fn from(duration: Duration) -> Self {
        duration.text
    }
}

impl JsonSchema for Duration {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Duration".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "ISO 8601 duration in whole numbers: P7D, PT2H, P1M, P1DT6H",
            "pattern": r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?)?$"
        })
    }
}

/// How far one point lies after another, in minutes: bounds on `later - earlier`; `None` where open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Distance {
    /// Least difference.
    pub min: Option<i64>,
    /// Greatest difference.
    pub max: Option<i64>,
}

impl Distance {
    /// Reads how long after: a duration; a range of two (`PT1H/PT4H`) with `..` for an open end; or `..` alone for some
    /// time after. An open first end means at least a minute, since what is told to be after is not before.
    ///
    /// `about` widens a single duration by half of the smallest unit it names, either way: "about two hours" is 1 h 30
    /// to 2 h 30. That is the convention by which people round; where it does not fit, a range says it.
    ///
    /// # Errors
    /// As [`Duration::parse`]; [`DurationError::Reversed`] for a range from long to short.
    ///
    /// ```
    /// use regesta_time::Distance;
    /// assert_eq!(Distance::parse("PT2H", true)?, Distance { min: Some(90), max: Some(150) });
    /// assert_eq!(Distance::parse("../PT4H", false)?, Distance { min: Some(1), max: Some(240) });
    /// // The same day, in either order.
    /// assert_eq!(Distance::parse("P0D", false)?, Distance { min: Some(-1439), max: Some(1439) });
    /// # Ok::<(), regesta_time::DurationError>(())
    /// ```
    pub fn parse(text: &str, about: bool) -> Result<Self, DurationError> {
        if text == ".." {
            return Ok(Self { min: Some(1), max: None });
        }
        let Some((first, last)) = text.split_once('/') else {
            let duration = Duration::parse(text)?;
            let (min, max) = duration.difference();
            let half = if about { duration.unit / 2 } else { 0 };
            return Ok(Self { min: Some(min - half), max: Some(max + half) });
        };
        let min = if first == ".." { 1 } else { Duration::parse(first)?.difference().0 };
        let max = if last == ".." { None } else { Some(Duration::parse(last)?.difference().1) };
        if max.is_some_and(|max| max < min) {
            return Err(DurationError::Reversed { text: text.to_owned() });
        }
        Ok(Self { min: Some(min), max })
    }

    /// The same text as a distance of calendar days, for the ends that count days: "the next day" is 1 and 1, whatever the
    /// hours. A rounded amount has no such ends.
    ///
    /// ```
    /// use regesta_time::Distance;
    /// assert_eq!(Distance::parse_days("P1D"), Distance { min: Some(1), max: Some(1) });
    /// assert_eq!(Distance::parse_days("PT1H/P2D"), Distance { min: None, max: Some(2) });
    /// ```
    pub fn parse_days(text: &str) -> Self {
        let days = |end: &str| Duration::parse(end).ok().and_then(|duration| duration.days());
        let (first, last) = text.split_once('/').unwrap_or((text, text));
        Self { min: days(first).map(|(least, _)| least), max: days(last).map(|(_, greatest)| greatest) }
    }

    /// The same distance told from the other end.
    pub fn reversed(self) -> Self {
        Self { min: self.max.map(|m| -m), max: self.min.map(|m| -m) }
    }
}

/// Whole numbers before the letters of `units`, in that order; 0 for a letter that is not there.
fn amounts(mut text: &str, units: &str) -> Option<Vec<i64>> {
    let mut found = Vec::with_capacity(units.len());
    for unit in units.chars() {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && text[digits..].starts_with(unit) {
            // Six digits are more than history needs, and keep every sum inside an `i64`.
            found.push(text[..digits].parse().ok().filter(|_| digits <= 6)?);
            text = &text[digits + 1..];
        } else {
            found.push(0);
        }
    }
    text.is_empty().then_some(found)
}

/// Least and greatest number of days of so many whole months, over the 400 years in which the calendar repeats.
fn days_of_months(months: i64) -> (i64, i64) {
    if months == 0 {
        return (0, 0);
    }
    let first = |n: i64| days_from_civil(2000 + n.div_euclid(12), (n.rem_euclid(12) + 1) as u8, 1);
    (0..4800).fold((i64::MAX, i64::MIN), |(least, greatest), start| {
        let days = first(start + months) - first(start);
        (least.min(days), greatest.max(days))
    })
}

/// A number of minutes for people: `2 d 4 h`, `-35 min`.
///
/// ```
/// assert_eq!(regesta_time::format_minutes(1560), "1 d 2 h");
/// assert_eq!(regesta_time::format_minutes(-35), "-35 min");
/// ```
pub fn format_minutes(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let all = minutes.unsigned_abs();
    let (days, hours, rest) = (all / 1440, all / 60 % 24, all % 60);
    let parts = [(days, "d"), (hours, "h"), (rest, "min")];
    let named: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if named.is_empty() { "0 min".to_owned() } else { format!("{sign}{}", named.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_unit_and_refuses_what_is_none() {
        let minutes = |text| Duration::parse(text).unwrap().minutes();
        assert_eq!(minutes("P2W"), (20_160, 20_160));
        assert_eq!(minutes("P1Y"), (365 * 1440, 366 * 1440));
        assert_eq!(minutes("P13M"), (393 * 1440, 397 * 1440));
        assert_eq!(minutes("PT90M"), (90, 90));
        assert_eq!(minutes("P0D"), (0, 0));
        for text in ["", "P", "PT", "P1", "P1H", "1D", "P-1D", "P1.5D", "PT1S", "P1D2W", "P1234567D", "P7D "] {
            assert!(Duration::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn distances_told_by_days_count_days_of_the_calendar() {
        let next = Distance::parse("P1D", false).unwrap();
        assert_eq!(next, Distance { min: Some(1), max: Some(2879) });
        assert_eq!(next.reversed(), Distance { min: Some(-2879), max: Some(-1) });
        assert_eq!(Distance::parse("P2D/..", false).unwrap(), Distance { min: Some(1441), max: None });
        assert!(matches!(Distance::parse("P3D/P1D", false), Err(DurationError::Reversed { .. })));
        assert!(Distance::parse("../soon", false).is_err());
    }
}
