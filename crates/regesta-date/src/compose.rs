//! Joins what stands side by side: a part to its month, a clock time to its day, two ends to a range, two styles to a
//! pair. No language is known here but through `lexicon/date-link.tsv`.

use regesta_lang::Pack;
use regesta_text::Span;

use crate::calendar::Day;
use crate::parts::{Draft, Guard, Modifier, Partial, Shape, Unit};

/// What stands between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Nothing but blanks, a comma, or a word like "in", "of".
    Join,
    Dash,
    /// "to", "until".
    Range,
    And,
    OpenBracket,
    Other,
}

fn link(pack: &Pack, word: &str, wanted: &str) -> bool {
    pack.lexicon("date-link").all(word).any(|entry| entry.value == wanted)
}

fn gap(pack: &Pack, between: &str) -> Gap {
    let words = between.trim_matches(|c: char| c.is_whitespace());
    match words {
        "" if between.len() <= 4 => Gap::Join,
        "," => Gap::Join,
        "-" | "–" | "—" | "‑" | "—\u{a0}" => Gap::Dash,
        "(" => Gap::OpenBracket,
        _ => {
            let word = words.trim_start_matches(',').trim();
            if word.is_empty() || word.len() > 24 {
                Gap::Other
            } else if link(pack, word, "range") {
                Gap::Range
            } else if link(pack, word, "and") {
                Gap::And
            } else if link(pack, word, "join") {
                Gap::Join
            } else {
                Gap::Other
            }
        }
    }
}

/// The word before byte `at`, with its first byte.
fn word_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let head = text[..at].trim_end();
    let start = head.char_indices().rev().find(|(_, c)| !c.is_alphabetic()).map_or(0, |(i, c)| i + c.len_utf8());
    (start < head.len()).then(|| (start, &head[start..]))
}

fn first_word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphabetic()).next().filter(|word| !word.is_empty() && word.len() < text.len())
}

/// Joins the drafts of one passage, which are sorted and do not overlap. `pack_of` gives the pack by its label.
pub(crate) fn compose<'p>(text: &str, drafts: Vec<Draft>, pack_of: impl Fn(&str) -> Option<&'p Pack>) -> Vec<Draft> {
    let mut drafts = drafts;
    for step in [modify, join_parts, pair_styles, join_ranges, join_lists, join_clocks] {
        let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
        for next in drafts {
            let joined = out.last().and_then(|last| {
                let pack = pack_of(&last.pack)?;
                let between = text.get(last.span.end..next.span.start)?;
                step(text, pack, gap(pack, between), last, &next)
            });
            match joined {
                Some(joined) => {
                    out.pop();
                    out.push(joined);
                }
                None => out.push(next),
            }
        }
        drafts = out;
    }
    drafts.retain(|d| !matches!(d.shape, Shape::Modifier(_)) && d.guard != Guard::Joined);
    drafts
}

fn hull(first: &Draft, second: &Draft, keep: &Draft) -> Draft {
    Draft { span: first.span.hull(second.span), guard: Guard::None, ..keep.clone() }
}

/// A part of a day, a weekday, a mark of style beside a date.
fn modify(_: &str, _: &Pack, gap: Gap, first: &Draft, second: &Draft) -> Option<Draft> {
    if gap != Gap::Join && !(gap == Gap::OpenBracket && matches!(second.shape, Shape::Modifier(_))) {
        return None;
    }
    let (modifier, date, marker) = match (&first.shape, &second.shape) {
        (Shape::Modifier(m), Shape::Modifier(_)) => {
            let _ = m;
            return None;
        }
        (Shape::Modifier(m), _) => (*m, second, first),
        (_, Shape::Modifier(m)) => (*m, first, second),
        _ => return None,
    };
    let has_day = date.shape.partials().first().is_some_and(|p| p.day.is_some())
        || matches!(date.shape, Shape::Shift { unit: Unit::Day, .. });
    let mut out = hull(first, second, date);
    match modifier {
        Modifier::Part { .. } => return None,
        Modifier::PartOfDay if has_day => {}
        Modifier::Weekday(day) if has_day => out.weekday = Some(day),
        Modifier::OldStyle if !date.shape.partials().is_empty() => out.old_style = true,
        Modifier::NewStyle if !date.shape.partials().is_empty() => out.new_style = true,
        _ => return None,
    }
    out.rule.clone_from(&marker.rule);
    Some(out)
}

/// "в начале" + "мая", "mayın" + "sonunda"; "20-е гг." + "XX века".
fn join_parts(_: &str, _: &Pack, gap: Gap, first: &Draft, second: &Draft) -> Option<Draft> {
    if gap != Gap::Join {
        return None;
    }
    if let (Shape::Point(a), Shape::Point(b)) = (&first.shape, &second.shape) {
        let decade = a.decade.filter(|d| *d < 100)?;
        let century = b.century.filter(|_| b.part.is_none())?;
        let mut out = hull(first, second, first);
        out.shape = Shape::Point(Partial { decade: Some(century * 100 + decade), ..*a });
        return Some(out);
    }
    let (part, date, marker) = match (&first.shape, &second.shape) {
        (Shape::Modifier(Modifier::Part { part, follows: false }), _) => (*part, second, first),
        (_, Shape::Modifier(Modifier::Part { part, follows: true })) => (*part, first, second),
        _ => return None,
    };
    let mut out = hull(first, second, date);
    match &mut out.shape {
        Shape::Point(p) if p.part.is_none() && p.day.is_none() => p.part = Some(part),
        Shape::Interval(p, _) if p.part.is_none() && p.day.is_none() => p.part = Some(part),
        Shape::Same { part: slot @ None, .. } => *slot = Some(part),
        _ => return None,
    }
    if !matches!(date.shape, Shape::Same { .. }) {
        out.rule.clone_from(&marker.rule);
    }
    out.about = format!("{}; {}", marker.about, date.about);
    Some(out)
}

/// "25 октября (7 ноября)": the day in brackets is the same day in the other calendar.
fn pair_styles(text: &str, _: &Pack, gap: Gap, first: &Draft, second: &Draft) -> Option<Draft> {
    if gap == Gap::Join
        && let (Shape::Point(pair), Shape::Point(year)) = (&first.shape, &second.shape)
        && first.printed.is_some_and(|p| p.year.is_none())
        && *year == (Partial { year: year.year, ..Partial::default() })
        && text[..first.span.end].ends_with(')')
    {
        let mut out = hull(first, second, first);
        out.shape = Shape::Point(Partial { year: year.year, ..*pair });
        out.printed = first.printed.map(|p| Partial { year: year.year, ..p });
        return Some(out);
    }
    if gap != Gap::OpenBracket || !text[second.span.end..].starts_with(')') {
        return None;
    }
    let (Shape::Point(old), Shape::Point(new)) = (&first.shape, &second.shape) else { return None };
    if !old.is_day() || !new.is_day() {
        return None;
    }
    let year = new.year.or(old.year);
    let old_day = Partial { year: old.year.or(year).or(Some(1900)), ..*old }.as_day()?;
    // Ten to thirteen days, by the century; without a year any of them fits.
    let nears: Vec<Day> = match year {
        Some(_) => [-1, 0, 1].iter().filter_map(|off| Some(old_day.julian_as_gregorian()?.plus(*off))).collect(),
        None => (10..=13).map(|days| old_day.plus(days)).collect(),
    };
    // Another calendar altogether (a Rumi or Hijri year) has no month that says so here; its year is far off.
    if old.year.is_some_and(|y| y < 1500) != new.year.is_some_and(|y| y < 1500) {
        let old_is_ours = new.year.is_some_and(|y| y < 1500) && old.year.is_some();
        let (ours, theirs) = if old_is_ours { (old, new) } else { (new, old) };
        ours.year?;
        let mut out = hull(first, second, if old_is_ours { first } else { second });
        out.span.end += 1;
        out.shape = Shape::Point(*ours);
        out.printed = Some(*theirs);
        out.rule.clone_from(&first.rule);
        return Some(out);
    }
    let fits = nears.iter().any(|near| (Some(near.month), Some(near.day)) == (new.month, new.day));
    if !fits {
        return None;
    }
    let mut out = hull(first, second, first);
    out.span.end += 1;
    out.shape = Shape::Point(Partial { year, ..*new });
    // An old-style day in late December belongs to the year before.
    let rolled = old.year.is_none() && old.month > new.month;
    out.printed = Some(Partial { year: old.year.or(year.map(|y| y - i32::from(rolled))), ..*old });
    out.new_style = true;
    Some(out)
}

fn ends_of(draft: &Draft) -> Option<(Partial, Partial)> {
    match &draft.shape {
        Shape::Point(p) => Some((*p, *p)),
        _ => None,
    }
}

/// "февраль – октябрь 1917 года", "с 12 января по 30 апреля", "between 3 May and 5 June".
fn join_ranges(text: &str, pack: &Pack, gap: Gap, first: &Draft, second: &Draft) -> Option<Draft> {
    let inner = first_word(&text[first.span.range()]).map(|word| (first.span.start, word));
    let opener = inner.filter(|(_, w)| link(pack, w, "open")).or_else(|| word_before(text, first.span.start));
    let opened = opener.is_some_and(|(_, word)| link(pack, word, "open"));
    let between = opener.is_some_and(|(_, word)| link(pack, word, "between"));
    // "с мая" + "до начала июня": the linking word belongs to the second expression.
    let linked = first_word(&text[second.span.range()]).is_some_and(|word| link(pack, word, "range"));
    match gap {
        Gap::Join if opened && linked => {}
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
    if from.century.is_some() != to.century.is_some() && (from.month.is_some() || to.month.is_some()) {
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
    out.span = Span::new(start, out.span.end);
    out.shape = Shape::Interval(from, to);
    out.about = format!("{}, to: {}", first.about, second.about);
    out.score = first.score.min(second.score);
    Some(out)
}

/// "23 мая и 7 июня".
fn join_lists(_: &str, _: &Pack, gap: Gap, first: &Draft, second: &Draft) -> Option<Draft> {
    if gap != Gap::And || first.clock.is_some() || second.clock.is_some() || first.printed.is_some() {
        return None;
    }
    let ((mut a, _), (b, _)) = (ends_of(first)?, ends_of(second)?);
    let days = a.is_day() && a.month.is_some() && a.year.is_none() && b.is_day() && b.month.is_some();
    if !days {
        return None;
    }
    a.year = b.year.map(|y| y - i32::from(a.month > b.month));
    let mut out = hull(first, second, first);
    out.shape = Shape::Set(vec![a, b]);
    Some(out)
}

/// "в 2 часа 10 мин." + "5 мая", "27 апреля," + "в 21 час".
fn join_clocks(_: &str, _: &Pack, gap: Gap, first: &Draft, second: &Draft) -> Option<Draft> {
    if gap != Gap::Join {
        return None;
    }
    let (time, date) = match (&first.shape, &second.shape) {
        (Shape::Time, Shape::Point(p)) if p.is_day() => (first, second),
        (Shape::Point(p), Shape::Time) if p.is_day() => (second, first),
        (Shape::Time, Shape::Shift { unit: Unit::Day, .. }) => (first, second),
        (Shape::Shift { unit: Unit::Day, .. }, Shape::Time) => (second, first),
        _ => return None,
    };
    let mut out = hull(first, second, date);
    out.clock = time.clock;
    out.half_day_open = time.half_day_open;
    out.about = format!("{}; {}", date.about, time.about);
    Some(out)
}
