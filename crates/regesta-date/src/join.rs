//! Joins a modifier, a feast, a part, another day or an hour to the expression beside it.

use regesta_lang::Pack;

use crate::compose::{Gap, crosses_sentences, hull};
use crate::parts::{Draft, Guard, Modifier, Partial, Shape, Unit};
use crate::ranges::ends_of;
use crate::value::Clock;

/// A part of a day, a weekday, a mark of style beside a date.
pub(crate) fn modify<'p>(text: &str, _: &Pack, gap: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
    let bracketed = gap == Gap::OpenBracket
        && matches!(second.shape, Shape::Modifier(_))
        && text[second.span.end..].starts_with([')', ']']);
    if gap != Gap::Join && !bracketed || crosses_sentences(text, first, second) {
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
    let weekday_told = matches!(date.shape, Shape::Weekday { .. });
    let has_day = date.shape.partials().first().is_some_and(|p| p.day.is_some())
        || matches!(date.shape, Shape::Shift { unit: Unit::Day, .. });
    if date.feast.is_some_and(|feast| !feast.is_fixed()) && matches!(modifier, Modifier::Weekday(_)) {
        return None;
    }
    let mut out = hull(first, second, date);
    out.span.end += usize::from(bracketed);
    match modifier {
        Modifier::Part { .. } | Modifier::OldStyleText => return None,
        Modifier::PartOfDay(part) if has_day || weekday_told => out.part_of_day = Some(part),
        Modifier::Weekday(day) if has_day => out.weekday = Some(day),
        Modifier::OldStyle if !date.shape.partials().is_empty() => out.old_style = true,
        Modifier::NewStyle if !date.shape.partials().is_empty() => out.new_style = true,
        _ => return None,
    }
    if matches!(date.guard, Guard::Bracketed | Guard::Quoted) {
        out.guard = date.guard;
    }
    if date.guard != Guard::Bracketed {
        out.rule = marker.rule;
    }
    Some(out)
}

/// "Whit Sunday, 27 May", "16 April 1797, Easter Day": a feast beside its date, and a weekday in front of one; the date says
/// more.
pub(crate) fn join_feasts<'p>(
    text: &str,
    _: &Pack,
    _: Gap,
    first: &Draft<'p>,
    second: &Draft<'p>,
) -> Option<Draft<'p>> {
    let between = text.get(first.span.end..second.span.start)?;
    if !matches!(between.trim(), "" | ",") || between.len() > 3 || crosses_sentences(text, first, second) {
        return None;
    }
    let day = |d: &Draft| d.feast.is_none() && matches!(&d.shape, Shape::Point(p) if p.is_day() && p.month.is_some());
    if let (Shape::Weekday { weekday, after: None }, true) = (&first.shape, day(second)) {
        return Some(Draft { weekday: Some(*weekday), rule: first.rule, ..hull(first, second, second) });
    }
    // "28 April 1920, on Wednesday": behind a comma, where it is that day's or a sign closes it.
    let apposed = |weekday: u8| {
        let own = ends_of(first).and_then(|(p, _)| p.as_day()).is_some_and(|d| d.printed_weekday() == weekday);
        between.trim().is_empty() || own || text[second.span.end..].starts_with([',', '.', ';', ')'])
    };
    if let (true, Shape::Weekday { weekday, after: None }) = (day(first), &second.shape)
        && apposed(*weekday)
    {
        return Some(Draft { weekday: Some(*weekday), rule: second.rule, ..hull(first, second, first) });
    }
    match (first.feast.is_some(), second.feast.is_some()) {
        (true, false) if day(second) => Some(hull(first, second, second)),
        (false, true) if day(first) && matches!(second.shape, Shape::Point(Partial { year: None, .. })) => {
            Some(hull(first, second, first))
        }
        _ => None,
    }
}

/// "в начале" + "мая", "mayın" + "sonunda"; "20-е гг." + "XX века".
pub(crate) fn join_parts<'p>(_: &str, _: &Pack, gap: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
    // "mid-1911", "mid-1650s".
    let hyphen = gap == Gap::Dash && first.span.end + 1 == second.span.start;
    if gap != Gap::Join && !(hyphen && matches!(first.shape, Shape::Modifier(Modifier::Part { follows: false, .. }))) {
        return None;
    }
    if let (Shape::Point(a), Shape::Point(b)) = (&first.shape, &second.shape) {
        // "20-е годы XX века", "XX əsrin 20-ci illəri".
        let (short, long) = if a.decade.is_some() { (a, b) } else { (b, a) };
        let decade = short.decade.filter(|d| *d < 100)?;
        let century = long.century.filter(|c| *c >= 0 && long.part.is_none())?;
        let mut out = hull(first, second, if a.decade.is_some() { first } else { second });
        out.shape = Shape::Point(Partial { decade: Some(century * 100 + decade), ..*short });
        return Some(out);
    }
    // "30–40-е годы XIX века".
    if let (Shape::Interval(a, b), Shape::Point(long)) | (Shape::Point(long), Shape::Interval(a, b)) =
        (&first.shape, &second.shape)
        && let (Some(from), Some(to)) = (a.decade.filter(|d| *d < 100), b.decade.filter(|d| *d < 100))
    {
        let century = long.century.filter(|c| *c >= 0 && long.part.is_none())?;
        let decades = |decade| Partial { decade: Some(century * 100 + decade), ..Partial::default() };
        let shape = Shape::Interval(decades(from), decades(to));
        let marker = if matches!(first.shape, Shape::Interval(..)) { first } else { second };
        return Some(Draft { shape, ..hull(first, second, marker) });
    }
    let (part, date, marker) = match (&first.shape, &second.shape) {
        (Shape::Modifier(Modifier::Part { part, follows: false }), _) => (*part, second, first),
        (_, Shape::Modifier(Modifier::Part { part, follows: true })) => (*part, first, second),
        _ => return None,
    };
    if date.feast.is_some() {
        return None;
    }
    let mut out = hull(first, second, date);
    match &mut out.shape {
        Shape::Point(p) if p.part.is_none() && p.day.is_none() => p.part = Some(part),
        Shape::Interval(p, _) if p.part.is_none() && p.day.is_none() => p.part = Some(part),
        Shape::Same { part: slot @ None, .. } => *slot = Some(part),
        Shape::Shift { unit: Unit::Month, min, max, vague: false, .. } if min == max => out.part_of_month = Some(part),
        Shape::Shift { unit: Unit::Year, min, max, vague: false, .. } if min == max => {
            // "At the beginning of the next year".
            let years = i32::try_from(*min).ok()?;
            out.shape = Shape::Shifted(Partial { part: Some(part), ..Partial::default() }, years);
        }
        _ => return None,
    }
    if !matches!(date.shape, Shape::Same { .. }) {
        out.rule = marker.rule;
    }
    out.about = format!("{}; {}", marker.about, date.about).into();
    Some(out)
}

/// "23 мая и 7 июня"; "в ноябре и декабре", which is one stretch, as two months that follow each other are.
pub(crate) fn join_lists<'p>(_: &str, _: &Pack, gap: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
    let feasts = first.feast.is_some() || second.feast.is_some();
    if feasts || first.clock.is_some() || second.clock.is_some() || first.printed.is_some() {
        return None;
    }
    if !matches!(gap, Gap::And | Gap::Or) {
        return None;
    }
    // "Tomorrow or the day after".
    if let (Shape::Shift { unit: Unit::Day, min, .. }, Shape::Shift { unit: Unit::Day, max, .. }) =
        (&first.shape, &second.shape)
        && min < max
    {
        let mut out = hull(first, second, first);
        out.guard = first.guard;
        out.shape = Shape::Shift { unit: Unit::Day, min: *min, max: *max, of: String::new(), vague: true };
        return Some(out);
    }
    let ((mut a, _), (mut b, _)) = (ends_of(first)?, ends_of(second)?);
    if gap == Gap::Or {
        return one_or_other(first, second, a, b);
    }
    let bare = |p: &Partial| p.day.is_none() && p.part.is_none() && p.decade.is_none() && p.century.is_none();
    if let (true, true, Some(from), Some(to)) = (bare(&a), bare(&b), a.month, b.month) {
        if a.year.is_none() {
            a.year = b.year.map(|y| y - i32::from(from > to));
        }
        b.year = b.year.or_else(|| a.year.map(|y| y + i32::from(from > to)));
        let follows = from % 12 + 1 == to;
        let mut out = hull(first, second, first);
        out.shape = if follows { Shape::Interval(a, b) } else { Shape::Set(vec![a, b]) };
        return Some(out);
    }
    // "In summer and autumn" is one stretch; a winter before a spring began in the year before.
    if let (Some(from), Some(to), None, None) = (a.season, b.season, a.part, b.part)
        && from % 4 == (to + 3) % 4
    {
        if a.year.is_none() {
            a.year = b.year.map(|year| year - i32::from(from > to));
        }
        let mut out = hull(first, second, first);
        out.shape = Shape::Interval(a, b);
        return Some(out);
    }
    // "The 1820s and early 1830s", "the late XVI and early XVII centuries": one stretch.
    let stretch = |p: &Partial| p.decade.filter(|d| *d >= 100).or(p.century.map(|c| c * 100));
    if let (Some(from), Some(to)) = (stretch(&a), stretch(&b))
        && from < to
        && a.decade.is_some() == b.decade.is_some()
    {
        return Some(Draft { shape: Shape::Interval(a, b), ..hull(first, second, first) });
    }
    let days = a.is_day() && a.month.is_some() && a.year.is_none() && b.is_day() && b.month.is_some();
    if !days {
        return None;
    }
    a.year = b.year.map(|y| y - i32::from(a.month > b.month));
    let mut out = hull(first, second, first);
    out.shape = Shape::Set(vec![a, b]);
    Some(out)
}

/// "В марте или апреле", "5 May or 6 June": one of two months, days or years that are told alike.
pub(crate) fn one_or_other<'p>(first: &Draft<'p>, second: &Draft<'p>, mut a: Partial, b: Partial) -> Option<Draft<'p>> {
    let kind = |p: &Partial| (p.day.is_some(), p.month.is_some(), p.season, p.decade, p.century, p.part);
    if kind(&a) != kind(&b) || a.season.is_some() || a.decade.is_some() || a.century.is_some() || a.part.is_some() {
        return None;
    }
    if a.month.is_some() && a.year.is_none() {
        a.year = b.year.map(|y| y - i32::from(a.month > b.month));
    }
    let mut out = hull(first, second, first);
    out.shape = Shape::Set(vec![a, b]);
    out.one_of = true;
    Some(out)
}

/// "в 3 часа 20 мин." + "6 июня", "27 апреля," + "в 21 час".
pub(crate) fn join_clocks<'p>(
    text: &str,
    _: &Pack,
    gap: Gap,
    first: &Draft<'p>,
    second: &Draft<'p>,
) -> Option<Draft<'p>> {
    if gap != Gap::Join || crosses_sentences(text, first, second) {
        return None;
    }
    let (time, date) = match (&first.shape, &second.shape) {
        (Shape::Time, Shape::Point(p)) if p.is_day() => (first, second),
        (Shape::Point(p), Shape::Time) if p.is_day() => (second, first),
        (Shape::Time, Shape::Shift { unit: Unit::Day, .. }) => (first, second),
        (Shape::Shift { unit: Unit::Day, .. } | Shape::Weekday { .. }, Shape::Time) => (second, first),
        (Shape::Time, Shape::Weekday { .. }) => (first, second),
        _ => return None,
    };
    let mut out = hull(first, second, date);
    out.clock = time.clock;
    out.half_day_open = time.half_day_open;
    if time.guard == Guard::Joined {
        out.rule = time.rule;
    }
    // "At six o'clock that evening", "at a quarter past eight on the evening of 9 June".
    if let (true, Some(part), Some(clock)) = (time.half_day_open, date.part_of_day, &mut out.clock) {
        let told = part.minutes(clock.from);
        *clock = Clock { from: told, to: told };
        out.half_day_open = false;
    }
    // "By nine o'clock that night": an hour of the night is of one day, of its second where it is a small one.
    if let (true, Some(clock), Shape::Shift { min, max, .. }) = (out.night, out.clock, &mut out.shape) {
        out.night = false;
        let small = i64::from(clock.from < 6 * 60);
        (*min, *max) = (*min + small, *max + small);
    }
    // An hour of a weekday's night is of that evening.
    out.night &= !matches!(out.shape, Shape::Weekday { .. });
    out.about = format!("{}; {}", date.about, time.about).into();
    Some(out)
}
