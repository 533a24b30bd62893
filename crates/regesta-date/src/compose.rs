//! Joins what stands side by side: a part to its month, a clock time to its day, two ends to a range, two styles to a
//! pair. No language is known here but through `lexicon/date-link.tsv`.

use regesta_lang::{Pack, is_letter};

use crate::glance::glance;
use crate::join::{join_clocks, join_feasts, join_lists, join_parts, modify};
use crate::parts::{Draft, Glance, Guard, Modifier, Partial, Shape, Unit};
use crate::ranges::{join_bracketed_ranges, join_ranges};
use crate::read::relative;
use crate::styles::pair_styles;

/// What stands between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing but blanks, a comma, or a word like "in", "of".
    Join,
    Dash,
    /// "to", "until".
    Range,
    And,
    /// "or".
    Or,
    OpenBracket,
    Slash,
    Other,
}

pub(crate) fn link(pack: &Pack, word: &str, wanted: &str) -> bool {
    pack.lexicon("date-link").all(word).any(|entry| entry.value == wanted)
}

fn gap(pack: &Pack, between: &str) -> Gap {
    let words = between.trim_matches(|c: char| c.is_whitespace());
    match words {
        "" if between.len() <= 4 => Gap::Join,
        "," => Gap::Join,
        "-" | "–" | "—" | "‑" | "—\u{a0}" => Gap::Dash,
        "(" | "[" => Gap::OpenBracket,
        "/" => Gap::Slash,
        _ => {
            let word = words.trim_start_matches(',').trim();
            if word.is_empty() || word.len() > 24 {
                return Gap::Other;
            }
            let links = pack.lexicon("date-link").all(word).filter_map(|entry| match entry.value.as_str() {
                "range" => Some((0, Gap::Range)),
                "and" => Some((1, Gap::And)),
                "or" => Some((2, Gap::Or)),
                "pair" => Some((3, Gap::Slash)),
                "join" => Some((4, Gap::Join)),
                _ => None,
            });
            links.min_by_key(|(rank, _)| *rank).map_or(Gap::Other, |(_, gap)| gap)
        }
    }
}

/// What stands between two drafts; [`Gap::Other`] where they overlap.
fn gap_between(text: &str, first: &Draft, second: &Draft) -> Gap {
    let between = text.get(first.span.end..second.span.start);
    between.zip(first.pack).map_or(Gap::Other, |(between, pack)| gap(pack, between))
}

/// The word before byte `at`, with its first byte.
pub(crate) fn word_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let head = text[..at].trim_end();
    let start = head.char_indices().rev().find(|(_, c)| !is_letter(*c)).map_or(0, |(i, c)| i + c.len_utf8());
    (start < head.len()).then(|| (start, &head[start..]))
}

pub(crate) fn first_word(text: &str) -> Option<&str> {
    text.split(|c: char| !is_letter(c)).next().filter(|word| !word.is_empty() && word.len() < text.len())
}

/// Joins the drafts of one passage, which are sorted and do not overlap.
pub(crate) fn compose<'p>(text: &str, drafts: Vec<Draft<'p>>) -> Vec<Draft<'p>> {
    let mut drafts = drafts;
    // What stands in front of each, between it and the one before.
    let mut gaps: Vec<Gap> = Vec::with_capacity(drafts.len());
    gaps.extend(drafts.first().map(|_| Gap::Other));
    gaps.extend(drafts.windows(2).map(|pair| gap_between(text, &pair[0], &pair[1])));
    for step in
        [modify, join_feasts, join_parts, join_bracketed_ranges, pair_styles, join_ranges, join_lists, join_clocks]
    {
        // In place: most drafts stay where they are. No step joins over other words.
        let mut last = 0;
        for next in 1..drafts.len() {
            let (first, second) = (&drafts[last], &drafts[next]);
            let pack = first.pack.filter(|_| gaps[next] != Gap::Other);
            match pack.and_then(|pack| step(text, pack, gaps[next], first, second)) {
                Some(joined) => {
                    drafts[last] = joined;
                    if last > 0 {
                        gaps[last] = gap_between(text, &drafts[last - 1], &drafts[last]);
                    }
                    if let Some(behind) = drafts.get(next + 1) {
                        gaps[next + 1] = gap_between(text, &drafts[last], behind);
                    }
                }
                None => {
                    last += 1;
                    if last != next {
                        drafts.swap(last, next);
                        gaps.swap(last, next);
                    }
                }
            }
        }
        drafts.truncate(last + 1);
        gaps.truncate(last + 1);
    }
    spread_style(&mut drafts);
    // Dates that a distance is counted from: the story does not go back to them.
    let mut counted: Vec<usize> = Vec::new();
    for next in 1..drafts.len() {
        let restates = restates(text, &drafts[next - 1], &drafts[next]);
        drafts[next].restates = restates;
    }
    for next in 1..drafts.len() {
        let Some(ahead) = looks_ahead(text, &drafts[next - 1], &drafts[next]) else { continue };
        drafts[next - 1].looks_ahead = true;
        drafts[next - 1].restates = ahead == Ahead::Restates;
        if ahead == Ahead::CountsFrom {
            counted.push(next);
        }
    }
    for draft in &mut drafts {
        stand_alone(text, draft);
        let Some(pack) = draft.pack else { continue };
        draft.glance = glance(text, pack, draft);
        draft.until = matches!(draft.shape, Shape::Point(_) | Shape::Shifted(..)) && {
            let first = first_word(&text[draft.span.range()]).filter(|word| link(pack, word, "range"));
            first
                .or_else(|| word_before(text, draft.span.start).map(|(_, word)| word))
                .is_some_and(|word| link(pack, word, "range"))
        };
    }
    for next in counted {
        drafts[next].glance = Glance::Back;
    }
    for draft in &mut drafts {
        if let (Shape::Modifier(Modifier::PartOfDay(part)), Guard::OrAlone) = (&draft.shape, draft.guard) {
            draft.part_of_day = Some(*part);
            draft.shape = Shape::Shift { unit: Unit::Day, min: 0, max: 0, of: String::new(), vague: false };
        }
    }
    drafts.retain(|d| {
        !matches!(d.shape, Shape::Modifier(_)) && !matches!(d.guard, Guard::Joined | Guard::Bracketed | Guard::Clock)
    });
    drafts
}

/// How a distance in time leans on the date behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ahead {
    /// "Two days later, on 5 May": the date tells it again.
    Restates,
    /// "Two days after the vote of 5 May": it is counted from the date.
    CountsFrom,
}

/// Whether a point prints what a distance in this unit tells.
fn prints(point: &Partial, unit: Unit) -> bool {
    match unit {
        Unit::Day | Unit::Week => point.is_day() && point.month.is_some(),
        Unit::Month => point.month.is_some(),
        Unit::Year => point.year.is_some(),
        _ => false,
    }
}

/// Whether the distance `told` leans on the date behind it.
fn looks_ahead(text: &str, told: &Draft, date: &Draft) -> Option<Ahead> {
    let (Shape::Shift { unit, min, max, of, .. }, Shape::Point(point)) = (&told.shape, &date.shape) else {
        return None;
    };
    let between = text.get(told.span.end..date.span.start)?;
    if told.restates || told.near_day || *max == 0 && *min == 0 || date.feast.is_some() || !prints(point, *unit) {
        return None;
    }
    let words = between.trim();
    let apposed = words.strip_prefix([',', '—', '–']).map(str::trim);
    let linked = |word: &str| word.is_empty() || told.pack.is_some_and(|pack| link(pack, word, "join"));
    if of.is_empty() && min == max && apposed.is_some_and(linked) {
        return Some(Ahead::Restates);
    }
    let near = words.len() < 48 && words.chars().all(|c| is_letter(c) || matches!(c, ' ' | '-'));
    (!of.is_empty() && near).then_some(Ahead::CountsFrom)
}

/// "On 9 June, nine days before the battle", "in April 1917, eleven years later,": a distance behind a date and a comma tells
/// that date again, where it names what it is counted from or is closed by a sign.
fn restates(text: &str, date: &Draft, told: &Draft) -> bool {
    let (Shape::Shift { unit, of, .. }, Shape::Point(point)) = (&told.shape, &date.shape) else { return false };
    let fine = prints(point, *unit);
    let counted = told.rule.ends_with(".after") || told.rule.ends_with(".before") || told.rule.ends_with(".later");
    let closed =
        text[told.span.end..].starts_with([',', '.', ';', ')', ':']) || text[told.span.end..].starts_with(" —");
    let between = text.get(date.span.end..told.span.start).map(str::trim);
    fine && between == Some(",") && (!of.is_empty() || counted && closed)
}

/// Who prints one day in both styles, the old one first, may count in it: the days behind it in the paragraph may be old
/// style too, until one says that it is not.
fn spread_style(drafts: &mut [Draft]) {
    let mut old = false;
    for draft in drafts {
        if draft.printed.is_some() {
            old = draft.old_first && draft.printed_calendar.is_none();
            continue;
        }
        if draft.new_style {
            old = false;
        }
        let days = draft.shape.partials().iter().all(|p| p.day.is_some()) && !draft.shape.partials().is_empty();
        if old && days && !draft.old_style && !draft.hijri && !draft.may_be_rumi {
            draft.style_of_pair = true;
        }
    }
}

/// A part of the day that joined no date is of the day told: "by the evening the forts were silent"; a quarter or half of a
/// year (`lexicon/part-of-year.tsv` has the nouns) is of the year told.
fn stand_alone(text: &str, draft: &mut Draft) {
    if let Shape::Modifier(Modifier::Part { part, .. }) = draft.shape {
        let last = text[draft.span.range()].rsplit(|c: char| !is_letter(c)).next().unwrap_or_default();
        if draft.pack.is_some_and(|pack| pack.lexicon("part-of-year").has(last)) {
            draft.shape = Shape::Same { unit: Unit::Year, part: Some(part) };
        }
        return;
    }
    let Shape::Modifier(Modifier::PartOfDay(_)) = draft.shape else { return };
    let Some(list) = draft.pack.map(|pack| pack.lexicon("part-of-day-alone")) else { return };
    let words = &text[draft.span.range()];
    // With the word before it, where that is what makes it one: "к утру", "до вечера".
    let with = word_before(text, draft.span.start).filter(|(at, w)| at + w.len() + 1 == draft.span.start);
    let long = with.and_then(|(at, _)| Some((at, list.value(&text[at..draft.span.end])?)));
    let Some((start, code)) = long.or_else(|| Some((draft.span.start, list.value(words)?))) else { return };
    let Some(shape) = relative(code, None) else { return };
    draft.span.start = start;
    draft.night = code.ends_with("-day-night");
    draft.shape = shape;
    draft.near_day = true;
}

pub(crate) fn hull<'p>(first: &Draft, second: &Draft, keep: &Draft<'p>) -> Draft<'p> {
    Draft { span: first.span.hull(second.span), guard: Guard::None, ..keep.clone() }
}

/// "… in 1830. By morning …": the full stop of an abbreviation is that of the sentence too.
pub(crate) fn crosses_sentences(text: &str, first: &Draft, second: &Draft) -> bool {
    let behind = text[first.span.end.min(second.span.start)..].trim_start();
    text[first.span.range()].ends_with('.') && behind.starts_with(char::is_uppercase)
}
