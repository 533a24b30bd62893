//! Joins what stands side by side: a part to its month, a clock time to its day, two ends to a range, two styles to a
//! pair. No language is known here but through `lexicon/date-link.tsv`.

use regesta_lang::{Pack, is_letter};
use regesta_text::Span;

use crate::calendar::Day;
use crate::glance::glance;
use crate::parts::{Draft, Guard, Modifier, Partial, Shape, Unit};
use crate::read::relative;
use crate::value::{Calendar, Clock};

/// What stands between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
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

fn link(pack: &Pack, word: &str, wanted: &str) -> bool {
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
fn word_before(text: &str, at: usize) -> Option<(usize, &str)> {
    let head = text[..at].trim_end();
    let start = head.char_indices().rev().find(|(_, c)| !is_letter(*c)).map_or(0, |(i, c)| i + c.len_utf8());
    (start < head.len()).then(|| (start, &head[start..]))
}

fn first_word(text: &str) -> Option<&str> {
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
    for next in 1..drafts.len() {
        let restates = restates(text, &drafts[next - 1], &drafts[next]);
        drafts[next].restates = restates;
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

/// "On 9 June, nine days before the battle", "in April 1917, eleven years later,": a distance behind a date and a comma tells
/// that date again, where it names what it is counted from or is closed by a sign.
fn restates(text: &str, date: &Draft, told: &Draft) -> bool {
    let (Shape::Shift { unit, of, .. }, Shape::Point(point)) = (&told.shape, &date.shape) else { return false };
    let fine = match unit {
        Unit::Day | Unit::Week => point.is_day() && point.month.is_some(),
        Unit::Month => point.month.is_some(),
        Unit::Year => point.year.is_some(),
        _ => false,
    };
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

fn hull<'p>(first: &Draft, second: &Draft, keep: &Draft<'p>) -> Draft<'p> {
    Draft { span: first.span.hull(second.span), guard: Guard::None, ..keep.clone() }
}

/// "… in 1830. By morning …": the full stop of an abbreviation is that of the sentence too.
fn crosses_sentences(text: &str, first: &Draft, second: &Draft) -> bool {
    text[first.span.range()].ends_with('.') && text[second.span.start..].starts_with(char::is_uppercase)
}

/// A part of a day, a weekday, a mark of style beside a date.
fn modify<'p>(text: &str, _: &Pack, gap: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
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
fn join_feasts<'p>(text: &str, _: &Pack, _: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
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
fn join_parts<'p>(_: &str, _: &Pack, gap: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
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

/// "25 октября (7 ноября)", "6–9 февраля (19–22 февраля)", "25 Oct./7 Nov.": the same days in two calendars.
fn pair_styles<'p>(text: &str, _: &Pack, gap: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
    if gap == Gap::Join
        && first.printed.is_some_and(|p| p.year.is_none())
        && let Shape::Point(year) = &second.shape
        && *year == (Partial { year: year.year, ..Partial::default() })
        && text[..first.span.end].ends_with([')', ']'])
    {
        let mut out = hull(first, second, first);
        for partial in out.shape.partials_mut() {
            partial.year = partial.year.or(year.year);
        }
        out.printed = first.printed.map(|p| Partial { year: year.year, ..p });
        out.printed_end = first.printed_end.map(|p| Partial { year: year.year, ..p });
        return Some(out);
    }
    let bracketed = gap == Gap::OpenBracket && text[second.span.end..].starts_with([')', ']']);
    let feasts = first.feast.is_some() || second.feast.is_some();
    if !bracketed && gap != Gap::Slash || first.printed.is_some() || second.printed.is_some() || feasts {
        return None;
    }
    let close = usize::from(bracketed);
    let (one, other) = (two_ends(first)?, two_ends(second)?);
    // Another calendar altogether: the list of its months says so, or a year that is far off.
    let far = |p: &Partial| p.year.is_some_and(|y| y < 1500);
    let foreign = (first.hijri || far(&one.0), second.hijri || far(&other.0));
    if foreign.0 != foreign.1 {
        let (ours, theirs) = if foreign.1 { (first, second) } else { (second, first) };
        ours.shape.partials().first()?.month?;
        let mut out = hull(first, second, ours);
        out.span.end += close;
        out.printed = theirs.shape.partials().first().map(|p| **p);
        out.printed_calendar = Some(if theirs.hijri { Calendar::Hijri } else { Calendar::Rumi });
        out.rule = first.rule;
        return Some(out);
    }
    let day = |ends: &(Partial, Partial)| ends.0.is_day() && ends.1.is_day();
    if !day(&one) || !day(&other) {
        return None;
    }
    let told = first.old_style || second.new_style || first.new_style || second.old_style;
    let forward = in_new_style(one, other);
    let backward = if other.0.month.is_some() { in_new_style(other, one) } else { None };
    let (old, new, new_first) = match (forward, backward) {
        (Some(new), _) => (one, new, false),
        (None, Some(new)) => (other, new, true),
        (None, None) if told && other.0.month.is_some() => {
            let new_first = first.new_style || second.old_style;
            let (old, new) = if new_first { (other, one) } else { (one, other) };
            let year = new.0.year.or(old.0.year);
            (old, (with_year(new.0, year), with_year(new.1, year)), new_first)
        }
        _ => return None,
    };
    let mut out = hull(first, second, if new_first { second } else { first });
    out.old_first = !new_first;
    out.span.end += close;
    out.weekday = first.weekday.or(second.weekday);
    out.rule = if second.guard == Guard::Bracketed { second.rule } else { first.rule };
    out.shape = if new.0 == new.1 { Shape::Point(new.0) } else { Shape::Interval(new.0, new.1) };
    // An old-style day in late December belongs to the year before.
    let rolled = i32::from(old.0.year.is_none() && old.0.month > new.0.month);
    let printed = |p: Partial| Partial { year: p.year.or(new.0.year.map(|y| y - rolled)), ..p };
    out.printed = Some(printed(old.0));
    out.printed_end = (old.0 != old.1).then(|| printed(old.1));
    (out.old_style, out.new_style) = (false, true);
    Some(out)
}

fn two_ends(draft: &Draft) -> Option<(Partial, Partial)> {
    match &draft.shape {
        Shape::Point(p) => Some((*p, *p)),
        Shape::Interval(from, to) => Some((*from, *to)),
        _ => None,
    }
}

fn with_year(partial: Partial, year: Option<i32>) -> Partial {
    Partial { year: partial.year.or(year), ..partial }
}

/// `new` filled from `old`, where it is `old` in the new style: both ends ten to thirteen days later, by the century
/// (one off is survived); without a year any of them fits.
fn in_new_style(old: (Partial, Partial), new: (Partial, Partial)) -> Option<(Partial, Partial)> {
    let year = new.0.year.or(old.0.year);
    let one = |old: Partial, new: Partial| {
        let printed = Partial { year: old.year.or(year).or(Some(1900)), ..old }.as_day()?;
        let nears: Vec<Day> = match year {
            Some(_) => [0, -1, 1].iter().filter_map(|off| Some(printed.julian_as_gregorian()?.plus(*off))).collect(),
            None => (10..=13).map(|days| printed.plus(days)).collect(),
        };
        let fit =
            nears.into_iter().find(|near| Some(near.day) == new.day && new.month.is_none_or(|m| m == near.month))?;
        // Over the turn of the year the year told is that of the half it stands in.
        let own = match (new.year, old.year) {
            (None, Some(_)) => Some(fit.year),
            _ => year,
        };
        Some(Partial { year: own, month: Some(fit.month), ..new })
    };
    let to_old = Partial { month: old.1.month.or(old.0.month), ..old.1 };
    Some((one(old.0, new.0)?, one(to_old, new.1)?))
}

fn ends_of(draft: &Draft) -> Option<(Partial, Partial)> {
    match &draft.shape {
        Shape::Point(p) => Some((*p, *p)),
        _ => None,
    }
}

/// "февраль – октябрь 1917 года", "с 12 января по 30 апреля", "between 3 May and 5 June".
fn join_ranges<'p>(text: &str, pack: &Pack, gap: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
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
fn ends_by_case(text: &str, pack: &Pack, first: &Draft, second: &Draft) -> Option<usize> {
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
fn join_bracketed_ranges<'p>(
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

/// "23 мая и 7 июня"; "в ноябре и декабре", which is one stretch, as two months that follow each other are.
fn join_lists<'p>(_: &str, _: &Pack, gap: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
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
fn one_or_other<'p>(first: &Draft<'p>, second: &Draft<'p>, mut a: Partial, b: Partial) -> Option<Draft<'p>> {
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
fn join_clocks<'p>(text: &str, _: &Pack, gap: Gap, first: &Draft<'p>, second: &Draft<'p>) -> Option<Draft<'p>> {
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
    out.about = format!("{}; {}", date.about, time.about).into();
    Some(out)
}
