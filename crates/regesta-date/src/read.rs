//! The operations that rules name: what the slots of a match say.

use std::borrow::Cow;

use regesta_lang::{Pack, RuleMatch, is_letter};
use regesta_text::Span;

use crate::calendar::{Day, shift_month};
use crate::feasts::{Church, Feast, regnal_year, roman_day};
use crate::happenings::{happening, read_happening, read_named_month, read_period};
use crate::parts::{DayPart, Draft, Guard, Modifier, Part, Partial, Shape, Then, Unit};
use crate::value::Clock;

/// The bytes of a match in its passage, where the searched text begins at byte `offset`.
pub(crate) fn words_of(found: &RuleMatch, pack: &Pack, offset: usize) -> Span {
    let mut span = Span::new(found.span.start + offset, found.span.end + offset);
    if found.rule.op == "style" {
        // A bracket that is not closed inside belongs to what stands around.
        let (opened, closed) = (found.text().starts_with(['(', '[']), found.text().ends_with([')', ']']));
        span.start += usize::from(opened && !closed);
        span.end -= usize::from(closed && !opened);
    }
    // A full stop behind a month that is written out ends the sentence, not the month.
    if let Some(words) = found.text().strip_suffix('.')
        && words.rsplit(|c: char| !is_letter(c)).next().is_some_and(|w| pack.lexicon("month-full").has(w))
    {
        span.end -= 1;
    }
    span
}

/// Reads a match that stands at `span`; `None` where its numbers are no date.
pub(crate) fn read<'p>(found: &RuleMatch<'p, '_>, pack: &'p Pack, span: Span, guard: Guard) -> Option<Draft<'p>> {
    let rule = found.rule;
    let offset = span.start - found.span.start;
    let mut draft = Draft {
        rule: &rule.id,
        about: Cow::Borrowed(&rule.about),
        pack: Some(pack),
        score: rule.score,
        ..Draft::plain(span, Shape::Time, guard)
    };
    let slots = Slots { found, pack };
    draft.shape = match rule.op.as_str() {
        "date" | "decade" | "century" | "season" | "day" => {
            let mut point = slots.partial("")?;
            // A pattern may offer the year before the day or behind it; only one of the two took part.
            point.year = point.year.or_else(|| slots.number("year2").and_then(|y| i32::try_from(y).ok()));
            // "The winter of 1607–8" is one season; no other lies in two years.
            if let Some(next) = slots.number("winter-end") {
                let year = point.year.filter(|_| point.season == Some(24))?;
                let unit = if next >= 100 {
                    10_000
                } else if next >= 10 {
                    100
                } else {
                    10
                };
                if i64::from(year + 1).rem_euclid(unit) != next {
                    return None;
                }
            }
            // "пятого" alone is seldom a day, "двадцать пятого" seldom anything else.
            if slots.number("least-day").is_some_and(|least| point.day.is_some_and(|d| i64::from(d) < least)) {
                return None;
            }
            Shape::Point(point)
        }
        // "28.04.1920, 14:30".
        "date-time" => {
            let (clock, _) = slots.clock()?;
            draft.clock = Some(clock);
            Shape::Point(slots.partial("").filter(Partial::is_day)?)
        }
        "interval" => {
            let (from, to) = slots.pair()?;
            Shape::Interval(from, to)
        }
        "styles" => {
            // "13 (25) сентября": the old-style day, the new-style day, one month and year.
            let mut old = slots.partial("")?;
            old.year = old.year.or_else(|| slots.number("year2").and_then(|y| i32::try_from(y).ok()));
            draft.old_first = true;
            // In brackets or behind a stroke; only one of the two took part.
            let other = slots.partial("2").or_else(|| slots.partial("3"))?;
            // "6–9 (19–22) февраля": both ranges in front of one month.
            if let (Some(third), Some(last)) = (slots.number("day3"), slots.number("day4")) {
                let (year, month) = (old.year, old.month?);
                let point = |day: Option<u8>| Partial { year, month: Some(month), day, ..Partial::default() };
                let first_new = u8::try_from(third).ok();
                let rolled = i64::from(first_new < old.day);
                let (old_year, old_month) = shift_month(year.unwrap_or(2000), month, -rolled);
                let before = |day| Partial { year: year.map(|_| old_year), month: Some(old_month), ..point(day) };
                draft.printed = Some(before(old.day));
                draft.printed_end = Some(before(other.day));
                draft.new_style = true;
                return Some(Draft {
                    shape: Shape::Interval(point(first_new), point(u8::try_from(last).ok())),
                    ..draft
                });
            }
            let day = other.day?;
            let (year, month) = (old.year, old.month?);
            // "6/7 August": a night or two days, no pair of styles.
            if old.day.is_some_and(|first| first + 1 == day) && !found.text().contains('(') {
                draft.shape = Shape::Interval(old, Partial { day: Some(day), ..old });
                return Some(draft);
            }
            let rolled = i64::from(Some(day) < old.day);
            let (shifted_year, shifted) = shift_month(year.unwrap_or(2000), month, -rolled);
            let old_year = year.map(|_| shifted_year);
            draft.printed = Some(Partial { year: old_year, month: Some(shifted), ..old });
            draft.new_style = true;
            Shape::Point(Partial { day: Some(day), ..old })
        }
        "list" => {
            let mut all: Vec<Partial> = ["", "2", "3"].iter().filter_map(|suffix| slots.partial(suffix)).collect();
            let (month, year) = all.iter().rev().find_map(|p| p.month.map(|m| (Some(m), p.year))).unwrap_or_default();
            for one in &mut all {
                if one.day.is_none() && one.month.is_none() {
                    continue;
                }
                one.month = one.month.or(month);
                one.year = one.year.or(year);
            }
            // "The 4th and the 8th": days that stand alone take their month from the context.
            let bare = all.iter().any(|p| p.day.is_some() && p.month.is_none());
            if bare && (guard != Guard::Alone || all.iter().any(|p| p.month.is_some()))
                || all.len() < 2
                || all.windows(2).any(|w| w[0].as_order() >= w[1].as_order())
            {
                return None;
            }
            draft.one_of = found.constant("one-of").is_some();
            // "In January, February and March" is one stretch, as two months are.
            let months = |p: &Partial| p.month.filter(|_| p.day.is_none());
            match (all.first(), all.last()) {
                (Some(first), Some(last))
                    if all.windows(2).all(|w| months(&w[0]).is_some_and(|m| Some(m + 1) == months(&w[1]))) =>
                {
                    Shape::Interval(*first, *last)
                }
                _ => Shape::Set(all),
            }
        }
        "night" => {
            draft.night = true;
            match slots.pair() {
                Some((from, to)) if to.day.is_some() => Shape::Interval(from, to),
                _ if found.constant("begins").is_some() => Shape::NightAfter(slots.partial("")?),
                _ => Shape::NightBefore(slots.partial("")?),
            }
        }
        "next" => Shape::Next(slots.partial("")?),
        "previous" => Shape::Previous(slots.partial("")?),
        "happening" => read_happening(found, pack, offset, &mut draft)?,
        "named-month" => {
            draft.span.end = found.slot("month").map_or(draft.span.end, |slot| slot.end + offset);
            draft.names_happening = true;
            read_named_month(slots.partial("")?, slots.words("of")?, pack)
        }
        "period" => read_period(slots.code("period")?)?,
        "shifted" => Shape::Shifted(slots.partial("")?, i32::try_from(slots.number("years")?).ok()?),
        "part" => Shape::Modifier(Modifier::Part {
            part: Part::from_code(slots.code("part")?)?,
            follows: found.constant("side") == Some("after"),
        }),
        "part-of-day" => Shape::Modifier(Modifier::PartOfDay(DayPart::from_code(slots.code("part-of-day")?)?)),
        "weekday" => Shape::Modifier(Modifier::Weekday(slots.number("weekday")? as u8)),
        "style" => Shape::Modifier(match slots.code("style").or_else(|| slots.code("stylenew"))? {
            "julian" => Modifier::OldStyle,
            "gregorian" => Modifier::NewStyle,
            _ => return None,
        }),
        "style-text" => Shape::Modifier(match slots.code("style")? {
            "julian" => Modifier::OldStyleText,
            _ => return None,
        }),
        "feast" => {
            let feast = if found.constant("calendar") == Some("hijri") {
                let Partial { month: Some(month), day: Some(day), .. } = slots.partial("")? else { return None };
                Feast::hijri(month, day)
            } else {
                slots.feast()?
            };
            draft.feast = Some(feast);
            let year = slots.number("year").and_then(|y| i32::try_from(y).ok());
            Shape::Point(Partial { year, ..feast.likely() })
        }
        "nth-weekday" => {
            let n = slots.number("n").unwrap_or(0);
            let point = slots.partial("")?;
            let n = u8::try_from(n).ok().filter(|n| *n <= 5)?;
            draft.feast = Some(Feast::nth_weekday(n, slots.weekday()?, point.month?));
            Shape::Point(Partial { day: Some(15), ..point })
        }
        "weekday-from" => Shape::Weekday {
            weekday: slots.weekday()?,
            after: match found.constant("direction") {
                Some("after") => Some(true),
                Some("before") => Some(false),
                _ => None,
            },
        },
        "roman-day" => {
            let n = slots.number("n").or_else(|| slots.roman("roman")).unwrap_or(1);
            let month = u8::try_from(slots.number("month").or_else(|| slots.month_by_list("month"))?).ok()?;
            let day = roman_day(slots.code("mark")?, n, month)?;
            Shape::Point(Partial { year: slots.partial("").and_then(|p| p.year), ..day })
        }
        "regnal" => {
            let (from, to) = regnal_year(slots.code("reign")?, slots.number("n").or_else(|| slots.number("nword"))?)?;
            Shape::Interval(from, to)
        }
        "time" => {
            let (clock, open) = slots.clock()?;
            draft.clock = Some(clock);
            draft.half_day_open = open;
            Shape::Time
        }
        // "с. М." is an initial, "с. м." is "of this month".
        "relative" if found.text().contains('.') && found.text().contains(char::is_uppercase) => return None,
        "relative" => {
            let code = slots.code("relative")?;
            draft.night = code.ends_with("-day-night");
            draft.part_of_day = code.rsplit('-').next().filter(|_| code.contains("-day-")).and_then(DayPart::from_code);
            relative(code, slots.words("of"))?
        }
        "offset" => slots.offset()?,
        "same" => Shape::Same { unit: unit(slots.code("unit")?)?.0, part: slots.part("") },
        _ => return None,
    };
    // What a pattern asks for behind the expression ("1811 ⟨was⟩") is no part of it.
    if let Some(last) = found.constant("ends-at").and_then(|name| found.slot(name)) {
        draft.span.end = last.end + offset;
    }
    draft.julian_until = slots.number("julian-until").and_then(|y| i32::try_from(y).ok());
    let of = slots.words("of").unwrap_or_default();
    if !matches!(draft.shape, Shape::Happening { .. })
        && let Some((stem, word)) =
            of.split(|c: char| !is_letter(c)).find_map(|word| Some((happening(pack, word)?, word)))
    {
        draft.counted_from = Some(stem);
        // "Fifty years after the rising ⟨still⟩".
        let distance = matches!(rule.op.as_str(), "offset" | "relative");
        let slot = found.slot("of").filter(|slot| distance && slot.end == found.span.end);
        if let (Some(slot), Some(at)) = (slot, of.find(word)) {
            draft.span.end = slot.start + offset + at + word.len();
        }
    }
    draft.hijri = found.constant("calendar") == Some("hijri") && rule.op != "feast";
    draft.hijri |= slots.code("era") == Some("hijri");
    draft.pointed = found.constant("month") == Some("same");
    draft.months = slots.number("months").unwrap_or(0);
    // "On the 12th O.S.": the mark of style inside the expression.
    if matches!(rule.op.as_str(), "date" | "day") {
        draft.weekday = slots.weekday();
        draft.old_style |= slots.code("style") == Some("julian");
        draft.new_style |= slots.code("stylenew") == Some("gregorian");
    }
    draft.may_be_rumi = found.constant("calendar") == Some("rumi");
    if draft.shape.partials().iter().any(|p| p.month.is_some_and(|m| m > 12) || p.day.is_some_and(|d| d > 31)) {
        return None;
    }
    Some(draft)
}

/// Gives every member of a list the month and year that stand only once, at its end.
fn fill_back(all: &mut [Partial]) {
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

pub(crate) fn unit(code: &str) -> Option<(Unit, i64)> {
    let (name, times) = code.split_once(':').unwrap_or((code, "1"));
    let times = times.parse().ok()?;
    let unit = match name {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    };
    Some((unit, times))
}

/// The fixed phrases of `lexicon/relative.tsv`.
pub(crate) fn relative(code: &str, of: Option<&str>) -> Option<Shape> {
    let shift =
        |unit, n| Some(Shape::Shift { unit, min: n, max: n, of: of.unwrap_or_default().to_owned(), vague: false });
    let bare = ["-morning", "-afternoon", "-evening", "-night", "-day"]
        .iter()
        .find_map(|end| code.strip_suffix(end).filter(|head| head.ends_with("-day")))
        .unwrap_or(code);
    match bare {
        "same-day" => shift(Unit::Day, 0),
        "next-day" => shift(Unit::Day, 1),
        "previous-day" => shift(Unit::Day, -1),
        "same-week" => Some(Shape::Then(Then::Week(0))),
        "next-week" => Some(Shape::Then(Then::Week(1))),
        "previous-week" => Some(Shape::Then(Then::Week(-1))),
        "at-that-time" => Some(Shape::Then(Then::At)),
        "since-then" => Some(Shape::Then(Then::Since)),
        "until-then" => Some(Shape::Then(Then::Until)),
        "that-period" => Some(Shape::Then(Then::Period)),
        "those-years" => Some(Shape::Then(Then::Years)),
        "same-month" => Some(Shape::Same { unit: Unit::Month, part: None }),
        "same-year" => Some(Shape::Same { unit: Unit::Year, part: None }),
        "next-month" => shift(Unit::Month, 1),
        "previous-month" => shift(Unit::Month, -1),
        "next-year" => shift(Unit::Year, 1),
        "previous-year" => shift(Unit::Year, -1),
        "same-decade" => shift(Unit::Decade, 0),
        "next-decade" => shift(Unit::Decade, 1),
        "previous-decade" => shift(Unit::Decade, -1),
        "same-days" => Some(Shape::Shift { unit: Unit::Day, min: 0, max: 0, of: String::new(), vague: true }),
        _ => {
            let (name, n) = bare.split_once(':')?;
            let n: i64 = n.strip_prefix('+').unwrap_or(n).parse().ok()?;
            shift(unit(name)?.0, n)
        }
    }
}

/// The name of a slot of the second or third point of an expression.
fn suffixed(base: &'static str, suffix: &str) -> Cow<'static, str> {
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

struct Slots<'m, 's, 't> {
    found: &'m RuleMatch<'s, 't>,
    pack: &'m Pack,
}

impl Slots<'_, '_, '_> {
    fn words(&self, name: &str) -> Option<&str> {
        self.found.words(name).map(str::trim).filter(|w| !w.is_empty())
    }

    /// The value of a slot, or the constant of that name.
    fn code(&self, name: &str) -> Option<&str> {
        self.found.value(name).or_else(|| self.found.constant(name))
    }

    fn number(&self, name: &str) -> Option<i64> {
        let value = self.code(name)?;
        value.trim().parse().ok()
    }

    /// A month out of a macro (which has no values of its own) by the pack's list of months.
    fn month_by_list(&self, name: &str) -> Option<i64> {
        self.pack.lexicon("month").value(self.words(name)?)?.parse().ok()
    }

    fn part(&self, suffix: &str) -> Option<Part> {
        Part::from_code(self.code(&suffixed("part", suffix))?)
    }

    fn roman(&self, name: &str) -> Option<i64> {
        roman(self.words(name)?)
    }

    /// Whether a slot or constant is named for the point that has `suffix`.
    fn names_point(&self, suffix: &str) -> bool {
        let of_point = |name: &str| name.ends_with(suffix) || name == "century4";
        self.found.slot_names().any(of_point) || self.found.rule.set.keys().any(|name| of_point(name))
    }

    fn partial(&self, suffix: &str) -> Option<Partial> {
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

    fn weekday(&self) -> Option<u8> {
        u8::try_from(self.number("weekday")?).ok().filter(|d| (1..=7).contains(d))
    }

    /// The feast, with the distance that the words or the rule put between it and the day.
    fn feast(&self) -> Option<Feast> {
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
    fn pair(&self) -> Option<(Partial, Partial)> {
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
    fn clock(&self) -> Option<(Clock, bool)> {
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

    fn offset(&self) -> Option<Shape> {
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
        // "Some twenty years later".
        let vague = min != max || self.words("approximate").is_some();
        (n.abs() <= 10_000 && other.abs() <= 10_000).then_some(Shape::Shift { unit, min, max, of, vague })
    }
}

/// A Roman number up to 39, in Latin letters or in the Cyrillic ones that look like them.
fn roman(words: &str) -> Option<i64> {
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
