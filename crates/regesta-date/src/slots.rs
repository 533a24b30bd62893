//! What the slots of a match say: points, pairs of points, feasts, hours, distances.

use std::borrow::Cow;

use regesta_lang::{Pack, RuleMatch};

use crate::calendar::Day;
use crate::codes::unit;
use crate::feasts::{Church, Feast};
use crate::parts::{Part, Partial, Shape, Unit};
use crate::value::Clock;

/// Gives every member of a list the month and year that stand only once, at its end.
pub(crate) fn fill_back(all: &mut [Partial]) {
    for i in (1..all.len()).rev() {
        let next = all[i];
        let one = &mut all[i - 1];
        if one.day.is_some() && one.month.is_none() {
            one.month = next.month;
        }
        let same_kind = one.month.is_some() || one.season.is_some();
        if same_kind && one.year.is_none() {
            one.year = match (next.year, one.month, next.month) {
                (Some(year), Some(a), Some(b)) if a > b => Some(year - 1),
                (year, ..) => year,
            };
        }
        if let (Some(short), Some(long)) = (one.decade.filter(|d| *d < 100), next.decade.filter(|d| *d >= 100)) {
            one.decade = Some(long - long.rem_euclid(100) + short);
        }
    }
}

/// The name of a slot of the second or third point of an expression.
pub(crate) fn suffixed(base: &'static str, suffix: &str) -> Cow<'static, str> {
    /// Those that most expressions are asked for.
    const NAMES: [(&str, &str, &str); 14] = [
        ("year", "year2", "year3"),
        ("month", "month2", "month3"),
        ("monthadj", "monthadj2", "monthadj3"),
        ("roman", "roman2", "roman3"),
        ("day", "day2", "day3"),
        ("dayword", "dayword2", "dayword3"),
        ("season", "season2", "season3"),
        ("decade", "decade2", "decade3"),
        ("decadeshort", "decadeshort2", "decadeshort3"),
        ("century", "century2", "century3"),
        ("part", "part2", "part3"),
        ("approximate", "approximate2", "approximate3"),
        ("era", "era2", "era3"),
        ("shortyear", "shortyear2", "shortyear3"),
    ];
    let known = || NAMES.iter().find(|names| names.0 == base);
    match suffix {
        "" => Cow::Borrowed(base),
        "2" => known().map_or_else(|| format!("{base}2").into(), |names| names.1.into()),
        "3" => known().map_or_else(|| format!("{base}3").into(), |names| names.2.into()),
        _ => format!("{base}{suffix}").into(),
    }
}

pub(crate) struct Slots<'m, 's, 't> {
    pub(crate) found: &'m RuleMatch<'s, 't>,
    pub(crate) pack: &'m Pack,
}

impl Slots<'_, '_, '_> {
    pub(crate) fn words(&self, name: &str) -> Option<&str> {
        self.found.words(name).map(str::trim).filter(|w| !w.is_empty())
    }

    /// The value of a slot, or the constant of that name.
    pub(crate) fn code(&self, name: &str) -> Option<&str> {
        self.found.value(name).or_else(|| self.found.constant(name))
    }

    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        let value = self.code(name)?;
        value.trim().parse().ok()
    }

    /// A month out of a macro (which has no values of its own) by the pack's list of months.
    pub(crate) fn month_by_list(&self, name: &str) -> Option<i64> {
        self.pack.lexicon("month").value(self.words(name)?)?.parse().ok()
    }

    pub(crate) fn part(&self, suffix: &str) -> Option<Part> {
        Part::from_code(self.code(&suffixed("part", suffix))?)
    }

    pub(crate) fn roman(&self, name: &str) -> Option<i64> {
        roman(self.words(name)?)
    }

    /// Whether a slot or constant is named for the point that has `suffix`.
    fn names_point(&self, suffix: &str) -> bool {
        let of_point = |name: &str| name.ends_with(suffix) || name == "century4";
        self.found.slot_names().any(of_point) || self.found.rule.set.keys().any(|name| of_point(name))
    }

    pub(crate) fn partial(&self, suffix: &str) -> Option<Partial> {
        if !suffix.is_empty() && !self.names_point(suffix) {
            return None;
        }
        let name = |base: &'static str| suffixed(base, suffix);
        let number = |base: &'static str| self.number(&name(base));
        let bc = self.code(&name("era")).or_else(|| self.code("era")) == Some("bc");
        let mut out = Partial {
            year: number("year").or_else(|| self.year_in_words(suffix)).and_then(|y| i32::try_from(y).ok()),
            month: number("month")
                .or_else(|| self.month_by_list(&name("month")))
                .or_else(|| number("monthadj"))
                .or_else(|| self.month_by_list(&name("monthadj")))
                .or_else(|| self.roman(&name("roman")))
                .and_then(|m| u8::try_from(m).ok()),
            day: number("day").or_else(|| number("dayword")).and_then(|d| u8::try_from(d).ok()),
            season: number("season")
                .or_else(|| number("season2").filter(|_| suffix.is_empty()))
                .and_then(|s| u8::try_from(s).ok())
                .filter(|s| (21..=24).contains(s)),
            decade: number("decade").or_else(|| number("decadeshort")).and_then(|d| i32::try_from(d).ok()),
            century: self
                .roman(&name("century"))
                .or_else(|| number("century"))
                .or_else(|| {
                    self.roman(if suffix.is_empty() { "century2" } else { "century4" })
                        .filter(|_| self.found.rule.op == "century")
                })
                .and_then(|c| i32::try_from(c - 1).ok())
                .filter(|c| (0..=20).contains(c))
                .map(|c| if bc { -(c + 1) } else { c }),
            part: self.part(suffix),
            approximate: self.code(&name("approximate")).is_some(),
            short_year: number("yy").or_else(|| number("yy2")).and_then(|y| u8::try_from(y).ok()).filter(|y| *y < 100),
        };
        if let (Some(decade), Some(century)) = (out.decade, out.century)
            && decade < 100
        {
            out.decade = Some(century * 100 + decade);
            out.century = None;
        }
        if bc {
            out.year = out.year.map(|y| 1 - y);
        }
        // "10 March 1628/9": the year began on 25 March, the second figure is the one counted from January.
        if let (Some(year), Some(dual)) = (out.year, number("dual")) {
            let unit = if dual >= 10 { 100 } else { 10 };
            if i64::from(year + 1).rem_euclid(unit) != dual {
                return None;
            }
            out.year = Some(year + 1);
        }
        // "505/1111": the year of the moon began in ours or in the one before.
        if let (Some(year), Some(hijri)) = (out.year, number("hijri")) {
            let begins = Day { year: i32::try_from(hijri).ok()?, month: 1, day: 1 }.hijri_as_gregorian().year;
            if !(begins..=begins + 1).contains(&year) {
                return None;
            }
        }
        // "7061 (1553)": the year of the world began in September of ours before, in some books in March.
        if let (Some(year), Some(world)) = (out.year, number("byzantine"))
            && !(world - 5509..=world - 5507).contains(&i64::from(year))
        {
            return None;
        }
        if out.month.is_some_and(|m| !(1..=12).contains(&m)) || out.day == Some(0) {
            return None;
        }
        let empty = Partial { part: out.part, approximate: out.approximate, ..Partial::default() } == out;
        (!empty).then_some(out)
    }

    pub(crate) fn weekday(&self) -> Option<u8> {
        u8::try_from(self.number("weekday")?).ok().filter(|d| (1..=7).contains(d))
    }

    /// The feast, with the distance that the words or the rule put between it and the day.
    pub(crate) fn feast(&self) -> Option<Feast> {
        let church = match self.found.constant("easter") {
            Some("eastern") => Church::Eastern,
            _ => Church::Western,
        };
        let reform = self.number("reform").and_then(|y| i32::try_from(y).ok());
        let mut feast = Feast::from_code(self.code("feast")?)?.by(church, reform);
        if let Some(days) = self.found.constant("days") {
            feast = feast.shifted(days.parse().ok()?);
        }
        if self.code("unit").is_some() {
            let Shape::Shift { unit: unit @ (Unit::Day | Unit::Week), min, .. } = self.offset()? else { return None };
            feast = feast.shifted(if unit == Unit::Week { min * 7 } else { min });
        }
        if let Some(weekday) = self.weekday() {
            let after = self.found.constant("direction") == Some("after");
            // "The third Sunday after Trinity".
            if let (Some(nth), true) = (self.number("nth"), after) {
                feast = feast.counted(nth);
            }
            feast = feast.on_weekday(weekday, after);
        }
        Some(feast)
    }

    fn year_in_words(&self, suffix: &str) -> Option<i64> {
        let short = self.number(&suffixed("shortyear", suffix))?;
        // "the summer of '20" has no century of its own; ranges fill it in `pair`.
        (short >= 100).then_some(short)
    }

    /// The two ends of a range or the first two of a list; the first takes from the second what it lacks.
    pub(crate) fn pair(&self) -> Option<(Partial, Partial)> {
        let mut first = self.partial("")?;
        let mut second = self.partial("2").or_else(|| {
            let short = self.number("shortyear2").filter(|n| *n < 100)? as i32;
            let year = first.year?;
            let unit = if self.words("shortyear2").is_some_and(|w| w.len() == 1) { 10 } else { 100 };
            let whole = year - year.rem_euclid(unit) + short;
            Some(Partial { year: Some(whole), ..Partial::default() })
        })?;
        // "14 мая – 3 июня 1920": the year stands at the end; "с мая 1920 до июня": at the beginning.
        if second.month.is_some() && second.year.is_none() && first.year.is_some() {
            let rolls = first.month > second.month;
            second.year = first.year.map(|y| y + i32::from(rolls));
        }
        // "The summer and autumn of 1756": one year stands behind both; a winter before a spring began in the year before.
        if let (Some(from), Some(to), Some(year), None) = (first.season, second.season, first.year, second.year) {
            second.year = Some(year);
            first.year = Some(year - i32::from(from > to));
        }
        // "The 1830s and 40s".
        if let (Some(long), Some(short)) = (first.decade.filter(|d| *d >= 100), second.decade.filter(|d| *d < 100)) {
            second.decade = Some(long - long.rem_euclid(100) + short);
        }
        let mut both = [first, second];
        fill_back(&mut both);
        [first, second] = both;
        if first.month.is_some() && second.month.is_none() && second.day.is_some() {
            second.month = first.month;
            second.year = second.year.or(first.year);
        }
        let bare_years =
            first.month.is_none() && second.month.is_none() && first.day.is_none() && first.season.is_none();
        if let (true, Some(a), Some(b)) = (bare_years, first.year, second.year)
            && !(a < b && b - a <= 400)
        {
            return None;
        }
        if let (Some(a), Some(b), true) = (first.century, second.century, self.found.rule.op == "interval")
            && a >= b
        {
            return None;
        }
        if let (Some(a), Some(b), None, None) = (first.decade, second.decade, first.year, second.year)
            && a >= b
        {
            return None;
        }
        if first.day.is_some() && first.month == second.month && first.year == second.year && first.day >= second.day {
            return None;
        }
        Some((first, second))
    }

    /// Clock time, and whether the half of the day is open.
    pub(crate) fn clock(&self) -> Option<(Clock, bool)> {
        let hour = self.number("hour").or_else(|| self.number("hourword"))?;
        let minute = self.number("minute").or_else(|| self.number("minuteword")).unwrap_or(0);
        let mut total = match self.code("form") {
            // "5 минут первого" counts towards the hour named, "половина девятого" is half of it.
            Some("towards") => (hour - 1) * 60 + minute,
            Some("within") => (hour - 1) * 60,
            Some("half") => (hour - 1) * 60 + 30,
            Some("before") => hour * 60 - minute,
            Some("quarter-before") => hour * 60 - 15,
            Some("quarter-past") => hour * 60 + 15,
            Some("half-past") => hour * 60 + 30,
            _ => hour * 60 + minute,
        };
        if !(0..=24 * 60).contains(&total) || minute >= 60 {
            return None;
        }
        let mut open = false;
        let part = self.code("daypart");
        match part {
            Some("evening" | "pm") if total < 12 * 60 => total += 12 * 60,
            Some("day") if total < 7 * 60 => total += 12 * 60,
            Some("night") if (9 * 60..12 * 60).contains(&total) => total += 12 * 60,
            Some("night" | "am") if (12 * 60..13 * 60).contains(&total) => total -= 12 * 60,
            None => open = total < 13 * 60,
            _ => {}
        }
        let total = u16::try_from(total.rem_euclid(24 * 60)).ok()?;
        Some((Clock { from: total, to: total }, open))
    }

    pub(crate) fn offset(&self) -> Option<Shape> {
        let either = |name: &'static str| self.code(name).or_else(|| self.code(&suffixed(name, "2")));
        let (unit, times) = unit(either("unit")?)?;
        let printed = either("n").or_else(|| either("nword")).unwrap_or("1");
        let n = printed.trim().parse::<i64>().ok()?.checked_mul(times)?;
        let n = match self.code("direction") {
            Some("before") => -n,
            Some("after") => n,
            _ => return None,
        };
        let of = self.words("of").unwrap_or_default().to_owned();
        // "Two or three days later", "4–5 days before".
        let last = ["upto", "uptoword"].iter().find_map(|name| self.number(name)).and_then(|m| m.checked_mul(times));
        let other = last.filter(|m| *m > n.abs()).map_or(n, |m| m * n.signum());
        let (min, max) = (n.min(other), n.max(other));
        // "Within ten days of landing", "in the last three days": from the day it is counted from to the last, or the other way; who
        // counts in months or years means the end.
        let within = self.found.constant("within").is_some();
        if within && (n > 0 && unit < Unit::Day || n < 0 && unit > Unit::Week) {
            return None;
        }
        let (min, max) = if within && unit <= Unit::Week { (min.min(0), max.max(0)) } else { (min, max) };
        // "Some twenty years later".
        let vague = within || min != max || self.words("approximate").is_some();
        (n.abs() <= 10_000 && other.abs() <= 10_000).then_some(Shape::Shift { unit, min, max, of, vague })
    }
}

/// A Roman number up to 39, in Latin letters or in the Cyrillic ones that look like them.
pub(crate) fn roman(words: &str) -> Option<i64> {
    let digit = |c: char| match c {
        'I' | 'І' | 'i' => Some(1),
        'V' | 'v' => Some(5),
        'X' | 'Х' | 'x' => Some(10),
        _ => None,
    };
    let digits: Vec<i64> = words.chars().map(digit).collect::<Option<_>>()?;
    let mut sum = 0;
    for (i, value) in digits.iter().enumerate() {
        let smaller = digits.get(i + 1).is_some_and(|next| next > value);
        sum += if smaller { -value } else { *value };
    }
    (1..40).contains(&sum).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_roman_numbers_in_both_alphabets() {
        assert_eq!(roman("XVIII"), Some(18));
        assert_eq!(roman("ХІХ"), Some(19));
        assert_eq!(roman("IV"), Some(4));
        assert_eq!(roman("ABC"), None);
    }
}
