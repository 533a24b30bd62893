//! The detector: rules, joining, clock.

use std::collections::BTreeSet;

use regesta_lang::{Found, Pack, PackSet, Paper, Passage};
use regesta_text::{SegmentKind, Span};

use crate::atoms::{main_language, passage_drafts};
use crate::clock::{Clockwork, Histogram, Place};
use crate::happenings::told_with;
use crate::parts::{Draft, Glance, Guard, Shape};
use crate::plan::{Step, plan};
use crate::quotes::{Quotations, is_authors_clause};
use crate::resolve::resolve;
use crate::surroundings::{Cited, clears_rumi, fills_short_years, is_lone_entry, issue_role, loose_years, role};
use crate::value::{DateFlag, DateRole, DateValue};

/// Finds the dates of a paper, sorted by passage and place, not overlapping.
///
/// `cites` are the citations already found: (passage, bytes of its reading text). What stands wholly inside one is part
/// of the citation and is neither reported nor read by the clock. Running heads, bibliographies and notes that are
/// mere references are left out.
///
/// ```
/// use regesta_lang::{Morphology, PackSet, Paper};
/// # fn main() -> Result<(), regesta_lang::PackError> {
/// let packs = PackSet::built_in()?;
/// let text = "28 апреля 1920 года войска вступили в город. На следующий день был образован комитет.";
/// let paper = Paper::from_text(text, &packs, &Morphology::load(&packs)?, &());
/// let dates = regesta_date::find_dates(&paper, &packs, &[]);
/// let values: Vec<_> = dates.iter().filter_map(|d| d.value.edtf.as_deref()).collect();
/// assert_eq!(values, ["1920-04-28", "1920-04-29"]);
/// # Ok(())
/// # }
/// ```
pub fn find_dates(paper: &Paper, packs: &PackSet, cites: &[(usize, Span)]) -> Vec<Found<DateValue>> {
    find(paper, packs, cites, false)
}

/// As [`find_dates`], and with them the dates that stand apart from the text: those inside citations, bracketed references,
/// bibliographies ([`DateRole::Citation`]) and running heads ([`DateRole::Furniture`]). They are read as printed: they take
/// nothing from the clock and give it nothing, so that the others are the same as without them.
///
/// ```
/// use regesta_date::{DateRole, find_dates_of_every_role};
/// use regesta_lang::{Morphology, PackSet, Paper};
/// # fn main() -> Result<(), regesta_lang::PackError> {
/// let packs = PackSet::built_in()?;
/// let text = "5 мая 1848 года город сдался [Вестник 1848, 11 мая].";
/// let paper = Paper::from_text(text, &packs, &Morphology::load(&packs)?, &());
/// let roles: Vec<_> = find_dates_of_every_role(&paper, &packs, &[]).into_iter().map(|d| d.value.role).collect();
/// assert_eq!(roles, [DateRole::Event, DateRole::Citation]);
/// # Ok(())
/// # }
/// ```
pub fn find_dates_of_every_role(paper: &Paper, packs: &PackSet, cites: &[(usize, Span)]) -> Vec<Found<DateValue>> {
    find(paper, packs, cites, true)
}

fn find(paper: &Paper, packs: &PackSet, cites: &[(usize, Span)], every_role: bool) -> Vec<Found<DateValue>> {
    let mut apart: Vec<(Draft<'_>, Place)> = Vec::new();
    let mut cites = cites.to_vec();
    cites.sort();
    let mut drafts: Vec<(Draft<'_>, Place)> = Vec::new();
    let mut old_style_text: Option<Draft<'_>> = None;
    let paper_lang = main_language(paper);
    for (index, passage) in paper.passages.iter().enumerate() {
        let role = match passage.kind {
            SegmentKind::RunningHead => Some(DateRole::Furniture),
            SegmentKind::Bibliography if !is_lone_entry(paper, index) => Some(DateRole::Citation),
            _ => None,
        };
        if role.is_some() && !every_role {
            continue;
        }
        let cited = Cited::new(&cites, index);
        let quotes = Quotations::of(passage.reading.text());
        let (found, says_old_style) = passage_drafts(passage, packs, paper_lang, &cited, &quotes, every_role);
        old_style_text = old_style_text.or(says_old_style.filter(|_| role.is_none()));
        for mut draft in found {
            let quoted = quotes.around(draft.span).is_some_and(|q| {
                q.len() > draft.span.len() + 12
                    && !is_authors_clause(passage.reading.text(), q, draft.span.start, |word| {
                        passage.lang().is_some_and(|lang| packs.get(lang).lexicon("communication-verb").has(word))
                    })
            });
            let sentence = passage.sentences.partition_point(|s| s.span.start <= draft.span.start);
            let narrative =
                matches!(passage.kind, SegmentKind::Body | SegmentKind::Heading | SegmentKind::Bibliography);
            let place = Place { passage: index, sentence, quoted, narrative };
            draft.apart = role.or(draft.apart);
            if draft.apart.is_some() {
                apart.push((draft, place));
            } else {
                draft.apart = issue_role(passage, &draft);
                drafts.push((draft, place));
            }
        }
    }
    for (draft, said) in drafts.iter_mut().filter_map(|(draft, _)| Some((draft, old_style_text.as_ref()?))) {
        let days = draft.shape.partials().iter().any(|p| p.day.is_some());
        draft.old_style_text = days && !draft.new_style && !draft.old_style && draft.printed.is_none() && !draft.hijri;
        if draft.old_style_text {
            draft.rule = said.rule;
            draft.about = format!("{}; {}", draft.about.trim_end_matches('.'), said.about).into();
        }
    }
    if !drafts.iter().any(|(draft, _)| draft.shape.partials().iter().any(|p| p.year.is_some()) && !draft.hijri) {
        drafts.extend(loose_years(paper, packs, &cites));
        drafts.sort_by_key(|(draft, place)| (place.passage, draft.span));
    }
    clears_rumi(&mut drafts);
    fills_short_years(&mut drafts);
    let mut histogram = Histogram::default();
    for (draft, place) in &drafts {
        histogram.count(draft, *place);
    }
    let mut clock = Clockwork::new(&histogram);
    let mut found = Vec::with_capacity(drafts.len());
    let steps = plan(&drafts, &histogram);
    // What is told beside a date is looked up only where a later date asks for it.
    let asked: BTreeSet<String> = drafts
        .iter()
        .flat_map(|(draft, _)| {
            let named = if let Shape::Happening { stem, .. } = &draft.shape { Some(stem) } else { None };
            named.into_iter().chain(&draft.counted_from)
        })
        .cloned()
        .collect();
    let days: Vec<bool> = drafts.iter().map(|(draft, _)| is_day_of_month(draft)).collect();
    for (index, step) in steps.iter().copied().enumerate() {
        let place = drafts[index].1;
        // "Tomorrow", "the 14th ult." in a quotation.
        let said = &drafts[index].0;
        let told_behind = if said.looks_ahead {
            clock_of_next(paper, &drafts, &steps, index + 1, &clock)
        } else if said.guard == Guard::Quoted || place.quoted && said.shape.partials().iter().any(|p| p.lacks_month()) {
            date_behind_quotation(paper, &drafts, &days, &steps, index, &clock)
        } else {
            None
        };
        let nothing = Draft::plain(drafts[index].0.span, Shape::Time, Guard::None);
        let mut draft = std::mem::replace(&mut drafts[index].0, nothing);
        let printed_year = draft.shape.partials().iter().any(|p| p.year.is_some());
        let words = &paper.passages[place.passage].reading.text()[draft.span.range()];
        // What the plan does not know of (relative and bare days) moves the clock when it gives a day.
        let known = matches!(draft.shape, Shape::Shifted(..) | Shape::Next(_))
            || draft.shape.partials().iter().any(|p| p.month.or(p.season).is_some() || p.year.is_some());
        let was_time = draft.shape == Shape::Time;
        let named = matches!(draft.shape, Shape::Happening { .. } | Shape::Period(_));
        let told_back = matches!(draft.shape, Shape::Shift { min: ..0, .. });
        let looks_back = draft.glance == Glance::Back || told_back;
        let Some(mut value) = resolve(&mut draft, place, step, told_behind.as_ref().unwrap_or(&clock)) else {
            continue;
        };
        let moves = if known { step.moves } else { !looks_back && draft.shape.partials().iter().any(|p| p.is_day()) };
        if !asked.is_empty() {
            draft.happenings = told_beside(&paper.passages[place.passage], &draft, &asked);
        }
        // "The May fighting" names a thing by its month, "in the days of the siege" by what it was, and tells nothing new.
        let adjective = draft.guard == Guard::Lower || draft.names_happening || named;
        if value.edtf.is_some() && !was_time && !adjective && draft.apart.is_none() {
            clock.saw(&draft, printed_year, moves, told_back, place, words);
        }
        if draft.guard == Guard::Clock {
            continue;
        }
        value.role = role(&paper.passages[place.passage], &draft);
        if let (Some(apart), DateRole::Event) = (draft.apart, value.role) {
            value.role = apart;
        }
        found.push(Found {
            passage: place.passage,
            span: draft.span,
            reason: reason(&draft, &value),
            value,
            rule: draft.rule.to_owned(),
            pack: draft.pack.map_or("", Pack::label).to_owned(),
            score: draft.score,
        });
    }
    let nothing = Histogram::default();
    for (mut draft, place) in apart {
        let Some(mut value) = resolve(&mut draft, place, Step::default(), &Clockwork::new(&nothing)) else { continue };
        if draft.guard == Guard::Clock || value.flags.contains(&DateFlag::Open) {
            continue;
        }
        value.role = draft.apart.unwrap_or_default();
        let reason = reason(&draft, &value);
        found.push(Found {
            passage: place.passage,
            span: draft.span,
            reason,
            value,
            rule: draft.rule.to_owned(),
            pack: draft.pack.map_or("", Pack::label).to_owned(),
            score: draft.score,
        });
    }
    found.sort_by_key(|date| (date.passage, date.span));
    found
}

/// The happenings told in the sentence of a date.
fn told_beside(passage: &Passage, draft: &Draft, asked: &BTreeSet<String>) -> Vec<String> {
    draft.pack.map(|pack| told_with(passage.reading.shadow(), pack, draft.span, asked)).unwrap_or_default()
}

/// Whether a day and its month are printed.
fn is_day_of_month(draft: &Draft) -> bool {
    matches!(&draft.shape, Shape::Point(p) if p.is_day() && p.month.is_some())
}

/// The clock for a word like "tomorrow" in a quotation whose own date stands behind it ("… tomorrow", he wrote on 4 May):
/// a day in the same sentence behind the quotation, where no day stands before it in that sentence.
fn date_behind_quotation<'h>(
    paper: &'h Paper,
    drafts: &[(Draft, Place)],
    days: &[bool],
    steps: &[Step],
    index: usize,
    clock: &Clockwork<'h>,
) -> Option<Clockwork<'h>> {
    let (said, place) = &drafts[index];
    let near = |p: &Place| (p.passage, p.sentence) == (place.passage, place.sentence) && !p.quoted;
    let same = |p: &Place| (p.passage, p.sentence) == (place.passage, place.sentence);
    if (0..index).rev().take_while(|i| same(&drafts[*i].1)).any(|i| near(&drafts[i].1) && days[i]) {
        return None;
    }
    let text = paper.passages[place.passage].reading.text();
    let mut behind = drafts.iter().enumerate().skip(index + 1).take_while(|(_, (_, p))| same(p));
    let (at, (date, _)) = behind.find(|(at, (_, p))| near(p) && days[*at])?;
    let between = text.get(said.span.end..date.span.start)?;
    let closed = between.rfind(['»', '”', '"', '“'])?;
    if between.len() - closed > 120 {
        return None;
    }
    clock_of_next(paper, drafts, steps, at, clock)
}

/// The clock as it stands when the date with the number `at` has been told.
fn clock_of_next<'h>(
    paper: &'h Paper,
    drafts: &[(Draft, Place)],
    steps: &[Step],
    at: usize,
    clock: &Clockwork<'h>,
) -> Option<Clockwork<'h>> {
    let (date, place) = drafts.get(at)?;
    let mut date = date.clone();
    let printed_year = date.shape.partials().iter().any(|p| p.year.is_some());
    resolve(&mut date, *place, steps[at], clock)?;
    let mut own = clock.clone();
    own.saw(&date, printed_year, true, false, *place, &paper.passages[place.passage].reading.text()[date.span.range()]);
    Some(own)
}

fn reason(draft: &Draft, value: &DateValue) -> String {
    let about = draft.about.trim_end_matches('.');
    let length = value.inferred.iter().map(|part| part.from.len() + 2).sum::<usize>();
    let mut out = String::with_capacity(about.len() + length);
    out.push_str(about);
    for part in &value.inferred {
        out.push_str("; ");
        out.push_str(&part.from);
    }
    out
}

/// Reads one expression on its own, without a text around it: what a rule's example or a form field needs.
///
/// The year is `XXXX` where it is not printed. `None` where `words` hold no date, or more than one.
///
/// ```
/// use regesta_lang::PackSet;
/// # fn main() -> Result<(), regesta_lang::PackError> {
/// let packs = PackSet::built_in()?;
/// let value = regesta_date::read_date("в ночь с 17 на 18 марта 1881 года", "ru", &packs).unwrap();
/// assert_eq!(value.edtf.as_deref(), Some("1881-03-17/1881-03-18"));
/// assert!(regesta_date::read_date("11 армия", "ru", &packs).is_none());
/// # Ok(())
/// # }
/// ```
pub fn read_date(words: &str, tag: &str, packs: &PackSet) -> Option<DateValue> {
    match find_in_text(words, tag, packs).as_slice() {
        [one] => Some(one.value.clone()),
        _ => None,
    }
}

/// Finds dates in a text taken as one passage in the language `tag`, without any preparation.
pub fn find_in_text(text: &str, tag: &str, packs: &PackSet) -> Vec<Found<DateValue>> {
    let Some(lang) = packs.find(tag) else { return Vec::new() };
    let whole = Span::new(0, text.len());
    let passage = Passage {
        kind: SegmentKind::Body,
        pieces: vec![whole],
        page: None,
        label: None,
        calls: Vec::new(),
        reading: regesta_text::Reading::new(text, &[whole], &[]),
        sentences: vec![regesta_lang::Sentence { span: whole, lang }],
        tokens: regesta_lang::tokenize(text),
    };
    let paper = Paper { raw: text.into(), passages: vec![passage], ..Paper::default() };
    find_dates(&paper, packs, &[])
}
