//! Joins two expressions to the ends of a range.

use regesta_lang::Pack;
use regesta_text::Span;

use crate::compose::{Gap, first_word, hull, link, word_before};
use crate::parts::{Draft, Partial, Shape};

pub(crate) fn ends_of(draft: &Draft) -> Option<(Partial, Partial)> {
    match &draft.shape {
        Shape::Point(p) => Some((*p, *p)),
        _ => None,
    }
}

/// "февраль – октябрь 1917 года", "с 12 января по 30 апреля", "between 3 May and 5 June".
pub(crate) fn join_ranges<'p>(
    text: &str,
    pack: &Pack,
    gap: Gap,
    first: &Draft<'p>,
    second: &Draft<'p>,
) -> Option<Draft<'p>> {
    let inner = first_word(&text[first.span.range()]).map(|word| (first.span.start, word));
    let opener = inner.filter(|(_, w)| link(pack, w, "open")).or_else(|| word_before(text, first.span.start));
    let opened = opener.is_some_and(|(_, word)| link(pack, word, "open"));
    let between = opener.is_some_and(|(_, word)| link(pack, word, "between"));
    // "с мая" + "до начала июня": the linking word belongs to the second expression.
    let linked = first_word(&text[second.span.range()]).is_some_and(|word| link(pack, word, "range"));
    let until = ends_by_case(text, pack, first, second).filter(|_| gap == Gap::Join);
    match gap {
        Gap::Join if opened && linked || until.is_some() => {}
        Gap::Dash => {}
        Gap::Range if opened => {}
        Gap::And if between => {}
        _ => return None,
    }
    let (mut from, _) = ends_of(first)?;
    let (_, mut to) = ends_of(second)?;
    if first.clock.is_some() || second.clock.is_some() || first.printed.is_some() || second.printed.is_some() {
        return None;
    }
    if from.century.is_some() != to.century.is_some() && [from, to].iter().any(|p| p.month.is_some() || p.day.is_some())
    {
        return None;
    }
    if from.day.is_some() && to.day.is_none() && to.part.is_none() && to.month.is_some() && from.month.is_none() {
        return None;
    }
    if from.lacks_month() {
        from.month = to.month;
    }
    if to.lacks_month() {
        to.month = from.month;
    }
    let seasonal = |p: &Partial| p.month.map(i32::from).or(p.season.map(|s| i32::from(s - 20) * 3));
    if from.lacks_year() && to.year.is_some() && (from.month.is_some() || from.season.is_some()) {
        from.year = to.year.map(|y| y - i32::from(seasonal(&from) > seasonal(&to)));
    } else if to.lacks_year() && from.year.is_some() && (to.month.is_some() || to.season.is_some()) {
        to.year = from.year.map(|y| y + i32::from(seasonal(&from) > seasonal(&to)));
    }
    if let (Some(a), Some(b)) = (from.as_day(), to.as_day())
        && a >= b
    {
        return None;
    }
    if let (Some(a), Some(b)) = (from.year, to.year)
        && a > b
    {
        return None;
    }
    let start = if gap == Gap::Dash { first.span.start } else { opener.map_or(first.span.start, |(at, _)| at) };
    let mut out = hull(first, second, first);
    out.span = match until {
        Some(end) => Span::new(first.span.start, end),
        None => Span::new(start, out.span.end),
    };
    out.shape = Shape::Interval(from, to);
    out.feast_end = second.feast;
    out.about = format!("{}, to: {}", first.about, second.about).into();
    out.score = first.score.min(second.score);
    Some(out)
}

/// "1835 sonundan 1839 güzüne kadar": the case of the first end and a word behind the second, or its own ending, make the
/// range. Gives the byte behind it.
pub(crate) fn ends_by_case(text: &str, pack: &Pack, first: &Draft, second: &Draft) -> Option<usize> {
    let list = pack.lexicon("date-link").entries();
    let ends = |words: &str, kind: &str| list.iter().any(|e| e.value == kind && words.ends_with(e.form.as_str()));
    if !ends(&text[first.span.range()], "from-ending") {
        return None;
    }
    let behind = text[second.span.end..].strip_prefix(' ').and_then(first_word);
    let word = behind.filter(|word| link(pack, word, "until-word"));
    word.map(|word| second.span.end + 1 + word.len())
        .or_else(|| ends(&text[second.span.range()], "until-ending").then_some(second.span.end))
}

/// "(31 октября – 1 ноября)": what a bracket holds is one range before it is half of a pair.
pub(crate) fn join_bracketed_ranges<'p>(
    text: &str,
    pack: &Pack,
    gap: Gap,
    first: &Draft<'p>,
    second: &Draft<'p>,
) -> Option<Draft<'p>> {
    let bracketed = gap == Gap::Dash
        && text[..first.span.start].ends_with(['(', '['])
        && text[second.span.end..].starts_with([')', ']']);
    let days = |draft: &Draft| draft.shape.partials().iter().all(|p| p.is_day() && p.month.is_some());
    if bracketed && days(first) && days(second) { join_ranges(text, pack, gap, first, second) } else { None }
}
