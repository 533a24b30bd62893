//! Dates by a happening: "in the days of the uprising", "three days after the storming".
//!
//! A happening is known by its noun (`lexicon/event-noun.tsv`, where `*` stands for any ending), its date by the sentence
//! that tells both. Named wars and the like stand with their years in `lexicon/period-name.tsv`; a name that means
//! several has them separated by `|`, and the text's own years choose.

use std::collections::BTreeSet;

use regesta_lang::{Pack, RuleMatch, is_letter, lowercase};
use regesta_text::Span;

use crate::parts::{Draft, Partial, Shape};

/// Bytes before and behind a date in which its happening is looked for.
const NEAR: usize = 260;
/// The most years between a named period and the years of the text, where the name means several.
const SAME_AGE: i32 = 40;

/// What a noun of the list has in common with its other forms, where `word` is one.
pub(crate) fn happening(pack: &Pack, word: &str) -> Option<String> {
    let word = lowercase(word);
    let list = pack.lexicon("event-noun");
    if let Some(entry) = list.get(&word) {
        // Listed form by form: the forms of one noun share its first letters.
        return Some(word.chars().take(3).collect::<String>() + &entry.value);
    }
    list.stem_of(&word).map(|(stem, _)| stem.to_owned())
}

/// The happening that a word of the same root tells of ("besieged", "insurgent"), by `lexicon/event-kin.tsv`, whose values
/// are nouns of the list of happenings.
fn kin(pack: &Pack, word: &str) -> Option<String> {
    let (_, noun) = pack.lexicon("event-kin").stem_of(&lowercase(word))?;
    happening(pack, &noun.value)
}

/// Those of the happenings `asked` that are told beside `span`, nearest first: nouns of its sentence, no further than a
/// clause is long.
pub(crate) fn told_with(text: &str, pack: &Pack, span: Span, asked: &BTreeSet<String>) -> Vec<String> {
    if pack.lexicon("event-noun").entries().is_empty() {
        return Vec::new();
    }
    let mut from = span.start.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (span.end + NEAR).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let stop = |c: char| matches!(c, '!' | '?' | '…' | '«' | '»');
    // A full stop ends the sentence where a capital stands behind it, or a figure, if no abbreviation stands before it.
    let ends = |at: usize| {
        let mut rest = text[at..].chars().skip(1).skip_while(|c| c.is_whitespace());
        let long = || text[..at].chars().rev().take(4).filter(|c| is_letter(*c)).count() == 4;
        rest.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() && long())
    };
    let before = &text[from..span.start];
    let cut = before.char_indices().rev().find(|(at, c)| stop(*c) || *c == '.' && ends(from + at));
    let before = cut.map_or(before, |(at, c)| &before[at + c.len_utf8()..]);
    let after = &text[span.end..to];
    let cut = after.char_indices().find(|(at, c)| stop(*c) || *c == '.' && ends(span.end + at));
    let after = cut.map_or(after, |(at, _)| &after[..at]);
    fn words(part: &str) -> impl DoubleEndedIterator<Item = &str> {
        part.split(|c: char| !is_letter(c)).filter(|word| word.chars().nth(3).is_some())
    }
    let mut found: Vec<String> = Vec::new();
    for word in words(before).rev().chain(words(after)) {
        // A verb has its noun; its beginning may be that of another ("бунтовал", "бунт"). What names a noun begins as it does.
        let like_asked = || {
            let first = lowercase(word).chars().next();
            asked.iter().any(|stem| stem.chars().next() == first)
        };
        if let Some(stem) = kin(pack, word).or_else(|| like_asked().then(|| happening(pack, word)).flatten())
            && asked.contains(&stem)
            && !found.contains(&stem)
        {
            found.push(stem);
        }
    }
    found
}

/// Reads "in the days of" and the words behind it: the expression ends with the noun of the happening.
pub(crate) fn read_happening(found: &RuleMatch, pack: &Pack, offset: usize, draft: &mut Draft) -> Option<Shape> {
    let slot = found.slot("of")?;
    let words = found.words("of")?;
    let mut at = 0;
    for word in words.split(' ') {
        let end = at + word.len();
        let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
        if let Some(stem) = happening(pack, bare) {
            draft.span.end = slot.start + offset + at + bare.len();
            return Some(Shape::Happening { stem, before: found.constant("day") == Some("before") });
        }
        at = end + 1;
    }
    None
}

/// The years of a named period.
pub(crate) fn read_period(values: &str) -> Option<Shape> {
    let point = |text: &str| -> Option<Partial> {
        let (text, approximate) = text.strip_suffix('~').map_or((text, false), |t| (t, true));
        let mut parts = text.split('-').map(|part| part.parse::<i32>().ok());
        let year = parts.next()??;
        let month = parts.next().flatten().and_then(|m| u8::try_from(m).ok());
        let day = parts.next().flatten().and_then(|d| u8::try_from(d).ok());
        Some(Partial { year: Some(year), month, day, approximate, ..Partial::default() })
    };
    let all: Option<Vec<(Partial, Partial)>> = values
        .split('|')
        .map(|value| {
            let (from, to) = value.trim().split_once('/').unwrap_or((value.trim(), value.trim()));
            Some((point(from)?, point(to)?))
        })
        .collect();
    Some(Shape::Period(all?)).filter(|shape| !matches!(shape, Shape::Period(list) if list.is_empty()))
}

/// A happening named by its month ("the July Days", "the October coup"): of the years that `lexicon/month-happening.tsv`
/// gives for the month and the noun, else of the year the text tells.
pub(crate) fn read_named_month(point: Partial, noun: &str, pack: &Pack) -> Shape {
    let key = format!("{} {}", point.month.unwrap_or_default(), noun.to_lowercase());
    let years = pack.lexicon("month-happening").value(&key).unwrap_or_default();
    let known: Vec<(Partial, Partial)> = years
        .split('|')
        .filter_map(|year| Some(Partial { year: Some(year.parse().ok()?), ..point }))
        .map(|point| (point, point))
        .collect();
    if known.is_empty() { Shape::Point(point) } else { Shape::Period(known) }
}

/// The period of that name that lies nearest to the years of the text. One of several that lie far off is none; one alone
/// is meant however far off it lies, unless it must be `of_the_age`.
pub(crate) fn period_near(
    periods: &[(Partial, Partial)],
    year: Option<i32>,
    of_the_age: bool,
) -> Option<(Partial, Partial)> {
    if let ([one], false) = (periods, of_the_age) {
        return Some(*one);
    }
    let year = year?;
    let off = |p: &(Partial, Partial)| {
        let (from, to) = (p.0.year.unwrap_or(0), p.1.year.unwrap_or(0));
        if year < from { from - year } else { (year - to).max(0) }
    };
    periods.iter().copied().min_by_key(off).filter(|p| off(p) <= SAME_AGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_several_periods_is_that_of_the_age() {
        let Some(Shape::Period(list)) = read_period("1642/1651|1861-04/1865") else { panic!("two periods") };
        assert_eq!(period_near(&list, Some(1863), false).map(|p| p.0.month), Some(Some(4)));
        assert_eq!(period_near(&list, Some(1650), false).and_then(|p| p.1.year), Some(1651));
        assert_eq!(period_near(&list, Some(1760), false), None);
        assert_eq!(period_near(&list, None, false), None);
        assert_eq!(period_near(&list[..1], None, false).and_then(|p| p.0.year), Some(1642));
        assert_eq!(period_near(&list[..1], Some(1912), true), None);
    }
}
