//! What stands around a date: brackets, loose years, the words that say what it dates.

use regesta_lang::{Pack, PackSet, Paper, Passage};
use regesta_text::{SegmentKind, Span};

use crate::clock::Place;
use crate::parts::{Draft, Guard, Partial, Shape};
use crate::value::DateRole;

/// The round bracket around `span` holds nothing but it and a mark of style: "(13-də)", "(yeni üslubla 19–22-də)".
pub(crate) fn is_bracketed_pair(text: &str, pack: &Pack, span: Span) -> bool {
    let style = |words: &str| {
        let words = words.trim().trim_end_matches(',');
        words.is_empty() || pack.lexicon("new-style").has(words) || pack.lexicon("old-style").has(words)
    };
    let Some(open) = text[..span.start].rfind('(') else { return false };
    let Some(close) = text[span.end..].find(')').map(|at| at + span.end) else { return false };
    style(&text[open + 1..span.start])
        && style(&text[span.end..close])
        && text[..open].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == '.')
}

/// A day's number in an oblique case before a word that it cannot count: none of the endings that would agree with it
/// (`lexicon/ordinal-agreement.tsv`) ends that word. "28-го приступ повторился", not "28-го полка".
pub(crate) fn stands_alone(text: &str, pack: &Pack, span: Span) -> bool {
    let endings = pack.lexicon("ordinal-agreement");
    let Some(rest) = text[span.end..].strip_prefix(' ') else { return false };
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !endings.entries().is_empty()
        && word.chars().count() > 2
        && word.chars().all(char::is_lowercase)
        && !endings.entries().iter().any(|ending| word.ends_with(ending.form.as_str()))
}

/// A day's number before a small word that ends as verbs do (`lexicon/verb-ending.tsv`): "mails of the 8th carried
/// the news", not "the 8th regiment".
pub(crate) fn stands_before_verb(text: &str, pack: &Pack, span: Span) -> bool {
    let endings = pack.lexicon("verb-ending");
    let Some(rest) = text[span.end..].strip_prefix(' ') else { return false };
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    word.chars().count() > 4
        && word.chars().all(char::is_lowercase)
        && endings.entries().iter().any(|ending| word.ends_with(ending.form.as_str()))
        && !endings.entries().iter().any(|ending| ending.value == "but" && word == ending.form)
}

/// Years that may be of the Ottoman fiscal calendar are, where the text prints years of the time that used it (1840 to
/// 1926) and no others of the Middle Ages.
pub(crate) fn clears_rumi(drafts: &mut [(Draft, Place)]) {
    let candidate = |draft: &Draft| {
        draft.may_be_rumi && draft.shape.partials().iter().any(|p| p.year.is_some_and(|y| (1256..=1342).contains(&y)))
    };
    let years = |wanted: std::ops::RangeInclusive<i32>| {
        let others = drafts.iter().filter(|(d, _)| !candidate(d) && !d.hijri);
        others.flat_map(|(d, _)| d.shape.partials()).filter(|p| p.year.is_some_and(|y| wanted.contains(&y))).count()
    };
    let modern = years(1840..=1945) > 0 && years(1000..=1500) == 0;
    for (draft, _) in drafts {
        draft.may_be_rumi = modern && candidate(draft);
    }
}

/// Gives years in two figures ("the winter of ’83", "в сорок восьмом году") the century that brings them nearest to the last
/// year printed before them, or to the first one behind.
pub(crate) fn fills_short_years(drafts: &mut [(Draft, Place)]) {
    let printed = |draft: &Draft| draft.shape.partials().iter().filter_map(|p| p.year).next_back();
    let mut near = drafts.iter().find_map(|(draft, _)| printed(draft));
    for (draft, _) in drafts {
        let Some(known) = near else { return };
        let mut filled = false;
        for point in draft.shape.partials_mut() {
            let Some(short) = point.short_year.take() else { continue };
            let year = known.div_euclid(100) * 100 + i32::from(short);
            point.year = [year - 100, year, year + 100].into_iter().min_by_key(|y| (y - known).abs());
            filled = true;
        }
        if filled {
            draft.about.push_str("; its century from the years printed near by");
        }
        near = printed(draft).or(near);
    }
}

/// A bibliography of one entry is prose that begins like an entry ("A. Surname, 1854 …").
pub(crate) fn is_lone_entry(paper: &Paper, index: usize) -> bool {
    let is_entry = |at: usize| paper.passages.get(at).is_some_and(|p| p.kind == SegmentKind::Bibliography);
    let after_body = index.checked_sub(1).is_none_or(|at| paper.passages[at].kind == SegmentKind::Body);
    let before_body = paper.passages.get(index + 1).is_some_and(|p| p.kind == SegmentKind::Body);
    is_entry(index) && after_body && before_body
}

/// Four figures that may be a year, outside brackets and citations, for a text whose dates print none: they serve the
/// clock and are not reported.
pub(crate) fn loose_years(paper: &Paper, packs: &PackSet, cites: &[(usize, Span)]) -> Vec<(Draft, Place)> {
    let mut found = Vec::new();
    for (index, passage) in paper.passages.iter().enumerate() {
        let narrative = matches!(passage.kind, SegmentKind::Body | SegmentKind::Heading);
        let Some(lang) = passage.lang().filter(|_| narrative || passage.kind == SegmentKind::Abstract) else {
            continue;
        };
        let pack = packs.get(lang);
        let text = passage.reading.text();
        let mut depth = 0_usize;
        for token in &passage.tokens {
            let word = &text[token.span.range()];
            match word {
                "(" | "[" => depth += 1,
                ")" | "]" => depth = depth.saturating_sub(1),
                _ => {}
            }
            let cited = cites.iter().any(|(p, span)| *p == index && span.contains(token.span));
            if depth > 0 || cited || !is_year(text, pack, token.span) {
                continue;
            }
            let Ok(year) = word.parse() else { continue };
            let place = Place {
                passage: index,
                sentence: passage.sentences.partition_point(|s| s.span.start <= token.span.start),
                quoted: false,
                narrative,
            };
            let point = Partial { year: Some(year), ..Partial::default() };
            found.push((Draft::plain(token.span, Shape::Point(point), Guard::Clock), place));
        }
    }
    found
}

fn is_year(text: &str, pack: &Pack, span: Span) -> bool {
    let word = &text[span.range()];
    if word.len() != 4 || !word.parse::<u16>().is_ok_and(|y| (1000..2030).contains(&y)) {
        return false;
    }
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let label = before.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let labelled =
        pack.lexicon("archive-label").has(label) || pack.lexicon("archive-label").has(label.trim_end_matches('.'));
    let unit = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    // A count stands before a small letter: "1500 men".
    let counted = unit.starts_with(char::is_lowercase)
        && after.starts_with([' ', '\u{a0}'])
        && !pack.lexicon("function-word").has(unit)
        && !pack.lexicon("year-word").has(unit);
    !labelled
        && !counted
        && !before.ends_with(['/', '№', '.', ':', '-', '–', '#', '$', '£'])
        && !after.starts_with(['/', '%', '°', '-', '–'])
}

/// What a date dates: a document ("телеграмма от 5 мая", "5 Mayıs tarihli"), a life ("Name (1870–1924)"), or an event.
pub(crate) fn role(passage: &Passage, packs: &PackSet, draft: &Draft) -> DateRole {
    let text = passage.reading.shadow();
    if is_life(text, draft) {
        return DateRole::Life;
    }
    let Some(pack) = packs.iter().map(|(_, p)| p).find(|p| p.label() == draft.pack) else { return DateRole::Event };
    let list = pack.lexicon("date-role");
    let says = |word: &str, wanted: &str| list.all(word).any(|entry| entry.value == wanted);
    let inside = &text[draft.span.range()];
    let start = passage.sentence_at(draft.span.start).map_or(0, |s| s.span.start.min(draft.span.start));
    let end = passage.sentence_at(draft.span.start).map_or(text.len(), |s| s.span.end.max(draft.span.end));
    let behind = words_of(inside).next_back().into_iter().chain(words_of(&text[draft.span.end..end]).next());
    if behind.into_iter().any(|w| says(w, "after")) {
        return DateRole::Document;
    }
    // What stands behind the last full stop of a clause is not looked at.
    let before = text[start..draft.span.start].rsplit([';', ':', '(', ')', '»', '”']).next().unwrap_or_default();
    // From the date backwards.
    let before = words_of(inside).next().into_iter().chain(words_of(before).rev()).take(9);
    if before.clone().take(3).any(|w| says(w, "dated")) {
        return DateRole::Document;
    }
    // "letter of 5 May", "report from A to B of 5 May": a genre not far before the word that links.
    let linked = before.clone().take(2).any(|w| says(w, "of"));
    if linked && before.clone().any(|w| pack.lexicon("genre").has(w)) {
        return DateRole::Document;
    }
    DateRole::Event
}

fn words_of(part: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    part.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty())
}

/// The issue of a newspaper named in the running text ("in the Gazette of 5 May"): a noun of the press shortly before the
/// word that links.
pub(crate) fn issue_role(passage: &Passage, packs: &PackSet, draft: &Draft) -> Option<DateRole> {
    let pack = packs.iter().map(|(_, p)| p).find(|p| p.label() == draft.pack)?;
    let list = pack.lexicon("date-role");
    let says = |word: &str, wanted: &str| list.all(word).any(|entry| entry.value == wanted);
    let text = passage.reading.shadow();
    let start = passage.sentence_at(draft.span.start).map_or(0, |s| s.span.start.min(draft.span.start));
    let before = text[start..draft.span.start].rsplit([';', ':', '(', ')', '.']).next().unwrap_or_default();
    let inner = text[draft.span.range()].split(' ').next().unwrap_or_default();
    let mut words = before.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).rev().peekable();
    let linked = says(inner, "issue-of") || words.next_if(|word| says(word, "issue-of")).is_some();
    let day = draft.shape.partials().first().is_some_and(|p| p.day.is_some());
    (linked && day && words.take(5).any(|word| says(word, "issue"))).then_some(DateRole::Citation)
}

/// Two years 15 to 110 apart and nothing else in round brackets behind a capital: "Name Surname (1870–1924)".
fn is_life(text: &str, draft: &Draft) -> bool {
    let Shape::Interval(from, to) = &draft.shape else { return false };
    let bare = |p: &Partial| *p == Partial { year: p.year, ..Partial::default() };
    let (Some(born), Some(died)) = (from.year, to.year) else { return false };
    let before = text[..draft.span.start].trim_end();
    let Some(name) = before.strip_suffix('(') else { return false };
    let last = name.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    bare(from)
        && bare(to)
        && (15..=110).contains(&(died - born))
        && text[draft.span.end..].trim_start().starts_with(')')
        && last.starts_with(char::is_uppercase)
}
