//! The operations that rules name: what the slots of a match say.

use std::borrow::Cow;

use regesta_lang::{Pack, RuleMatch, is_letter};
use regesta_text::Span;

use crate::calendar::shift_month;
use crate::codes::unit;
use crate::feasts::{Feast, regnal_year, roman_day};
use crate::happenings::{happening, read_happening, read_named_month, read_period};
use crate::parts::{DayPart, Draft, Guard, Modifier, Part, Partial, Shape};
use crate::slots::Slots;

pub(crate) use crate::codes::relative;

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
                draft.two_years = true;
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
        "weekday-from" => {
            draft.night = found.constant("night").is_some();
            Shape::Weekday {
                weekday: slots.weekday()?,
                after: match found.constant("direction") {
                    Some("after") => Some(true),
                    Some("before") => Some(false),
                    _ => None,
                },
            }
        }
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
