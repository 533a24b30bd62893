//! What stands around a date: brackets, loose years, the words that say what it dates.

use memchr::{memchr, memrchr};
use regesta_lang::{Pack, PackSet, Paper, Passage, TokenKind, is_letter, is_letter_or_digit};
use regesta_text::{SegmentKind, Span};
use smallvec::SmallVec;

use crate::clock::Place;
use crate::parts::{Draft, Guard, Partial, Shape};
use crate::signs::words_back;
use crate::value::DateRole;

/// Bytes between a round bracket and the half of a pair that it holds: a mark of style is no longer.
const BRACKET: usize = 400;

/// The round bracket around `span` holds nothing but it and a mark of style: "(13-də)", "(yeni üslubla 19–22-də)".
pub(crate) fn is_bracketed_pair(text: &str, pack: &Pack, span: Span) -> bool {
    let style = |words: &str| {
        let words = words.trim().trim_end_matches(',');
        words.is_empty() || pack.lexicon("new-style").has(words) || pack.lexicon("old-style").has(words)
    };
    let (from, to) = (span.start.saturating_sub(BRACKET), text.len().min(span.end + BRACKET));
    let (before, behind) = (&text.as_bytes()[from..span.start], &text.as_bytes()[span.end..to]);
    let Some(open) = memrchr(b'(', before).map(|at| at + from) else { return false };
    let Some(close) = memchr(b')', behind).map(|at| at + span.end) else { return false };
    style(&text[open + 1..span.start])
        && style(&text[span.end..close])
        && text[..open].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == '.')
}

/// A day's number in an oblique case before a word that it cannot count: none of the endings that would agree with it
/// (`lexicon/ordinal-agreement.tsv`) ends that word. "28-го приступ повторился", not "28-го полка".
pub(crate) fn stands_alone(text: &str, pack: &Pack, span: Span) -> bool {
    let endings = pack.lexicon("ordinal-agreement");
    let Some(rest) = text[span.end..].strip_prefix(' ') else { return false };
    let word = rest.split(|c: char| !is_letter(c)).next().unwrap_or_default();
    !endings.entries().is_empty()
        && word.chars().count() > 2
        && word.chars().all(char::is_lowercase)
        && !endings.ends(word)
}

/// A day's number before a small word that ends as verbs do (`lexicon/verb-ending.tsv`): "mails of the 8th carried
/// the news", not "the 8th regiment".
pub(crate) fn stands_before_verb(text: &str, pack: &Pack, span: Span) -> bool {
    let endings = pack.lexicon("verb-ending");
    let Some(rest) = text[span.end..].strip_prefix(' ') else { return false };
    let word = rest.split(|c: char| !is_letter(c)).next().unwrap_or_default();
    word.chars().count() > 4
        && word.chars().all(char::is_lowercase)
        && endings.ends(word)
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
            draft.about.to_mut().push_str("; its century from the years printed near by");
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

/// The citations of one passage.
pub(crate) struct Cited {
    /// Where each begins, in order, and how far it and those before it reach.
    reach: Vec<(usize, usize)>,
}

impl Cited {
    /// Those of passage `index` among `cites`, which are sorted.
    pub(crate) fn new(cites: &[(usize, Span)], index: usize) -> Self {
        let first = cites.partition_point(|(passage, _)| *passage < index);
        let own = cites[first..].iter().take_while(|(passage, _)| *passage == index);
        let mut furthest = 0;
        let reach = own.map(|(_, span)| {
            furthest = furthest.max(span.end);
            (span.start, furthest)
        });
        Self { reach: reach.collect() }
    }

    /// Whether one of them holds `span`.
    pub(crate) fn holds(&self, span: Span) -> bool {
        let begun = self.reach.partition_point(|(start, _)| *start <= span.start);
        begun.checked_sub(1).is_some_and(|last| self.reach[last].1 >= span.end)
    }
}

/// Four figures that may be a year, outside brackets and citations, for a text whose dates print none: they serve the
/// clock and are not reported.
pub(crate) fn loose_years<'p>(paper: &Paper, packs: &'p PackSet, cites: &[(usize, Span)]) -> Vec<(Draft<'p>, Place)> {
    let mut found = Vec::new();
    for (index, passage) in paper.passages.iter().enumerate() {
        let narrative = matches!(passage.kind, SegmentKind::Body | SegmentKind::Heading);
        let Some(lang) = passage.lang().filter(|_| narrative || passage.kind == SegmentKind::Abstract) else {
            continue;
        };
        let pack = packs.get(lang);
        let text = passage.reading.text();
        let mut depth = 0_usize;
        let cited = Cited::new(cites, index);
        for token in &passage.tokens {
            let word = &text[token.span.range()];
            if token.kind == TokenKind::Sign {
                match word {
                    "(" | "[" => depth += 1,
                    ")" | "]" => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            if depth > 0 || word.len() != 4 || !is_year(text, pack, token.span) || cited.holds(token.span) {
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
    let unit = after.trim_start().split(|c: char| !is_letter(c)).next().unwrap_or_default();
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
pub(crate) fn role(passage: &Passage, draft: &Draft) -> DateRole {
    let text = passage.reading.shadow();
    if is_life(text, draft) {
        return DateRole::Life;
    }
    let Some(pack) = draft.pack else { return DateRole::Event };
    let list = pack.lexicon("date-role");
    let says = |word: &str, wanted: &str| list.all(word).any(|entry| entry.value == wanted);
    let inside = &text[draft.span.range()];
    let start = passage.sentence_at(draft.span.start).map_or(0, |s| s.span.start.min(draft.span.start));
    let end = passage.sentence_at(draft.span.start).map_or(text.len(), |s| s.span.end.max(draft.span.end));
    let behind = words_of(inside).next_back().into_iter().chain(words_of(&text[draft.span.end..end]).next());
    if behind.into_iter().any(|w| says(w, "after")) {
        return DateRole::Document;
    }
    // What stands behind the last full stop of a clause is not looked at; from the date backwards.
    let stops = |c: char| matches!(c, ';' | ':' | '(' | ')' | '»' | '”');
    let mut before =
        words_of(inside).next().into_iter().chain(words_back(&text[start..draft.span.start], joins, stops));
    let near: SmallVec<[&str; 3]> = before.by_ref().take(3).collect();
    if near.iter().any(|w| says(w, "dated")) {
        return DateRole::Document;
    }
    // "letter of 5 May", "report from A to B of 5 May": a genre not far before the word that links.
    let linked = near.iter().take(2).any(|w| says(w, "of"));
    if linked && near.iter().copied().chain(before.take(6)).any(|w| pack.lexicon("genre").has(w)) {
        return DateRole::Document;
    }
    DateRole::Event
}

fn words_of(part: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    part.split(|c: char| !is_letter_or_digit(c) && !joins(c)).filter(|w| !w.is_empty())
}

fn joins(c: char) -> bool {
    c == '-'
}

/// The issue of a newspaper named in the running text ("in the Gazette of 5 May"): a noun of the press shortly before the
/// word that links.
pub(crate) fn issue_role(passage: &Passage, draft: &Draft) -> Option<DateRole> {
    let pack = draft.pack?;
    draft.shape.partials().first()?.day?;
    let list = pack.lexicon("date-role");
    let says = |word: &str, wanted: &str| list.all(word).any(|entry| entry.value == wanted);
    let text = passage.reading.shadow();
    let start = passage.sentence_at(draft.span.start).map_or(0, |s| s.span.start.min(draft.span.start));
    let stops = |c: char| matches!(c, ';' | ':' | '(' | ')' | '.');
    let inner = text[draft.span.range()].split(' ').next().unwrap_or_default();
    let mut words = words_back(&text[start..draft.span.start], |_| false, stops).peekable();
    let linked = says(inner, "issue-of") || words.next_if(|word| says(word, "issue-of")).is_some();
    (linked && words.take(5).any(|word| says(word, "issue"))).then_some(DateRole::Citation)
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
