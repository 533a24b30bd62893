//! The chain of correspondence: who asks, who answers and after how long, whose letters go past whom.

use std::collections::BTreeMap;

use regesta_scheme::{Case, Vocabulary};
use regesta_store::Project;
use regesta_time::TimeBounds;
use schemars::JsonSchema;
use serde::Serialize;

use super::happenings::told_differently;
use super::ladder::Ladder;
use super::lines::{Sources, words_at};
use super::{Discrepancy, SystemSection, counted};
use crate::dossier::{Dossier, Laid};
use crate::propose::{Line, Material, Wanted, find_terms, stands_within};
use crate::views::{CalendarRow, Party, Passage, calendar};
use crate::{Disagreement, Engine, Result};

/// Genres that are letters in a wide sense.
const LETTERS: [&str; 10] = [
    "appeal",
    "decision",
    "decree",
    "direct-wire",
    "directive",
    "instruction",
    "letter",
    "memorandum",
    "report",
    "telegram",
];
/// A document the other way within so many minutes may answer: two weeks.
const ANSWERED: i64 = 14 * 1440;
/// What is handed on is handed on within so many: two days.
const HANDED_ON: i64 = 2 * 1440;

/// A span of minutes; an end that nothing bounds is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Span {
    /// Least.
    pub least: Option<i64>,
    /// Greatest.
    pub greatest: Option<i64>,
}

impl Span {
    /// From one time to another. Each may be anywhere in its bounds.
    fn between(from: &str, to: &str) -> Option<Self> {
        let (from, to) = (TimeBounds::parse(from).ok()?, TimeBounds::parse(to).ok()?);
        let least = to.earliest.zip(from.latest).map(|(to, from)| to - from);
        let greatest = to.latest.zip(from.earliest).map(|(to, from)| to - from);
        Some(Self { least, greatest })
    }
}

/// What a document answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChainAnswer {
    /// The document that is answered.
    pub to: String,
    /// `told`: a text says so; `possible`: it goes the other way between the same two soon after, and no more is known.
    pub basis: String,
    /// The time between the two.
    pub delay: Option<Span>,
}

/// A document in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChainRow {
    /// The document.
    pub id: String,
    /// Its genre.
    pub genre: String,
    /// When it was sent, EDTF; several where texts differ.
    pub dates: Vec<String>,
    /// Who sent it.
    pub from: Vec<Party>,
    /// To whom.
    pub to: Vec<Party>,
    /// `proposal`, `permit`, `refusal`, `report`, by the words beside it; absent where they say neither.
    pub step: Option<String>,
    /// From the sending to the arrival, where a text tells both.
    pub transit: Option<Span>,
    /// What it answers.
    pub answers: Option<ChainAnswer>,
    /// The organs between sender and addressee in the register that it goes past.
    pub past: Vec<String>,
    /// The document that it may hand on: its addressee sends this one on soon after, with words for it.
    pub hands_on: Option<String>,
    /// Refusals to the same before a permit: how many, and how long from the first.
    pub after_refusals: Option<(usize, Option<Span>)>,
    /// Which part of the dossier's chain it is: `asks`, `decides`.
    pub part: Option<String>,
    /// The words that say the step, or that speak of it.
    pub words: String,
    /// Where they stand.
    pub passage: Option<Passage>,
}

/// The correspondence of a dossier in the order of time, undated ones last.
///
/// # Errors
/// Those of the store.
pub fn correspondence(
    engine: &Engine,
    project: &Project,
    dossier: &Dossier,
    laid: Option<&Laid<'_>>,
) -> Result<Vec<ChainRow>> {
    let sources = Sources::load(engine, project, dossier)?;
    Ok(rows(&sources, dossier, laid, &letters(&sources)?))
}

fn letters(sources: &Sources<'_>) -> Result<Vec<CalendarRow>> {
    let mut all = calendar(sources.project)?;
    all.retain(|row| {
        LETTERS.contains(&row.genre.as_str())
            && (!row.from.is_empty() || !row.to.is_empty())
            && sources.in_window(row.dates.first().or(row.received.first()).map(String::as_str))
            && row.passages.iter().any(|p| sources.texts.iter().any(|(_, m)| m.path == p.source))
    });
    Ok(all)
}

fn rows(sources: &Sources<'_>, dossier: &Dossier, laid: Option<&Laid<'_>>, letters: &[CalendarRow]) -> Vec<ChainRow> {
    let ladder = Ladder::new(sources, dossier);
    let parts = Parts::new(sources, dossier, laid);
    let replies = told_replies(sources.project);
    let mut rows: Vec<ChainRow> = letters
        .iter()
        .map(|letter| {
            let (step, words, passage) = step(sources, letter);
            let sent = letter.dates.first().map(String::as_str);
            ChainRow {
                id: letter.id.clone(),
                genre: letter.genre.clone(),
                dates: letter.dates.clone(),
                from: letter.from.clone(),
                to: letter.to.clone(),
                step,
                transit: sent.zip(letter.received.first()).and_then(|(sent, got)| Span::between(sent, got)),
                answers: None,
                past: ladder.past(&letter.from, &letter.to),
                hands_on: None,
                after_refusals: None,
                part: parts.of(letter),
                words,
                passage,
            }
        })
        .collect();
    for at in 0..rows.len() {
        rows[at].answers = answer(&rows, at, &replies);
        rows[at].hands_on = handed_on(sources, &rows, at);
        rows[at].after_refusals = refusals_before(&rows, at);
    }
    rows
}

fn told_replies(project: &Project) -> BTreeMap<String, String> {
    let rows = project.statement_rows(&["replies_to"]).unwrap_or_default();
    rows.into_iter().filter_map(|row| Some((row.subject, row.entity?))).collect()
}

/// The last step that the words beside a document tell, with its words; without one the words that speak of it.
fn step(sources: &Sources<'_>, letter: &CalendarRow) -> (Option<String>, String, Option<Passage>) {
    let mut plain = None;
    for passage in &letter.passages {
        let Some((_, material)) = sources.texts.iter().find(|(_, m)| m.path == passage.source) else { continue };
        let Some((at, core)) = material.line_at(passage.start) else { continue };
        // What a document says often stands in the sentence after it.
        let next = (at + 1 < material.lines.len()).then_some(at + 1);
        for line in std::iter::once(at).chain(next.filter(|n| material.lines[*n].block == material.lines[at].block)) {
            if let Some((step, place)) = step_of(material, line) {
                let found = words_at(material, line, &place);
                return (Some(step), found.clone().map(|f| f.0).unwrap_or_default(), found.map(|f| f.1));
            }
        }
        plain = plain.or_else(|| words_at(material, at, &core));
    }
    let (words, passage) = plain.unzip();
    (None, words.unwrap_or_default(), passage)
}

fn step_of(material: &Material, at: usize) -> Option<(String, std::ops::Range<usize>)> {
    let line = &material.lines[at];
    let lang = line.lang.split('-').next().unwrap_or_default();
    let (step, place) = Vocabulary::built_in().steps().find_map(|(step, stems)| {
        let place = stems.get(lang)?.iter().find_map(|term| find_terms(line, term))?;
        Some((step, place))
    })?;
    let step = if step == "permit" && is_asked_for(line, &place) { "proposal" } else { step };
    Some((step.to_owned(), place))
}

/// Whether a word of asking stands in the few words before a place: who asks for a permit proposes.
fn is_asked_for(line: &Line, place: &std::ops::Range<usize>) -> bool {
    const REACH: usize = 6;
    let lang = line.lang.split('-').next().unwrap_or_default();
    stands_within(line, place, Vocabulary::built_in().ask().get(lang).into_iter().flatten(), REACH)
}

fn is_same(a: &[Party], b: &[Party]) -> bool {
    a.iter().any(|one| b.iter().any(|two| !one.id.is_empty() && one.id == two.id))
}

fn answer(rows: &[ChainRow], at: usize, told: &BTreeMap<String, String>) -> Option<ChainAnswer> {
    let row = &rows[at];
    let date = row.dates.first();
    let delay = |other: &ChainRow| other.dates.first().zip(date).and_then(|(from, to)| Span::between(from, to));
    if let Some(to) = told.get(&row.id) {
        let other = rows.iter().find(|other| other.id == *to);
        return Some(ChainAnswer { to: to.clone(), basis: "told".to_owned(), delay: other.and_then(delay) });
    }
    let soon = rows
        .iter()
        .filter(|other| other.id != row.id && is_same(&other.from, &row.to) && is_same(&other.to, &row.from));
    let before = soon.filter_map(|other| {
        let span = delay(other)?;
        // Neither surely before, nor too long ago.
        let fits = span.least.is_some_and(|least| least > -1440 && least <= ANSWERED) && span.greatest? > 0;
        fits.then_some((span.greatest, other.id.clone(), span))
    });
    let (_, to, span) = before.min_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)))?;
    Some(ChainAnswer { to, basis: "possible".to_owned(), delay: Some(span) })
}

/// The document whose addressee sends this one on, where the words beside this one say that it hands on.
fn handed_on(sources: &Sources<'_>, rows: &[ChainRow], at: usize) -> Option<String> {
    let row = &rows[at];
    let passage = row.passage.as_ref()?;
    let (_, material) = sources.texts.iter().find(|(_, m)| m.path == passage.source)?;
    let (line, _) = material.line_at(passage.start)?;
    let line = &material.lines[line];
    let lang = line.lang.split('-').next().unwrap_or_default();
    Vocabulary::built_in().relay().get(lang)?.iter().find_map(|term| find_terms(line, term))?;
    let earlier = rows.iter().filter(|other| is_same(&other.to, &row.from) && !is_same(&other.from, &row.to));
    let soon = earlier.filter_map(|other| {
        let span = Span::between(other.dates.first()?, row.dates.first()?)?;
        let fits = span.least? > -1440 && span.least? <= HANDED_ON && span.greatest? >= 0;
        fits.then_some((span.least, other.id.clone()))
    });
    soon.min().map(|(_, id)| id)
}

/// How many refusals went before a permit to the same, and how long from the first.
fn refusals_before(rows: &[ChainRow], at: usize) -> Option<(usize, Option<Span>)> {
    let row = &rows[at];
    if row.step.as_deref() != Some("permit") {
        return None;
    }
    let date = row.dates.first()?;
    let refusals: Vec<&ChainRow> = rows[..at]
        .iter()
        .filter(|other| {
            let before = other.dates.first().and_then(|d| Span::between(d, date)).and_then(|s| s.least);
            other.step.as_deref() == Some("refusal")
                && before.is_some_and(|least| least > 0)
                && (is_same(&other.to, &row.to) || is_same(&other.from, &row.from))
        })
        .collect();
    let first = refusals.first()?;
    Some((refusals.len(), first.dates.first().and_then(|from| Span::between(from, date))))
}

/// Who asks and who decides, by the roles of the cases.
struct Parts {
    asks: Vec<Wanted>,
    decides: Vec<Wanted>,
}

impl Parts {
    fn new(sources: &Sources<'_>, dossier: &Dossier, laid: Option<&Laid<'_>>) -> Self {
        let cases: Vec<&Case> = laid.map(|laid| laid.cases.iter().map(|c| &c.case).collect()).unwrap_or_default();
        let players = |role: &str| -> Vec<Wanted> {
            let mut names: Vec<&String> = cases.iter().filter_map(|case| case.roles.get(role)).flatten().collect();
            names.sort();
            names.dedup();
            names.into_iter().map(|name| sources.wanted(name, std::slice::from_ref(name))).collect()
        };
        let roles = dossier.head.chain.as_ref();
        Self {
            asks: roles.map(|roles| players(&roles.asks)).unwrap_or_default(),
            decides: roles.map(|roles| players(&roles.decides)).unwrap_or_default(),
        }
    }

    fn of(&self, letter: &CalendarRow) -> Option<String> {
        let among = |parties: &[Party], wanted: &[Wanted]| {
            parties.iter().any(|party| wanted.iter().any(|w| w.is_party(&party.id, &party.name)))
        };
        if among(&letter.from, &self.asks) && among(&letter.to, &self.decides) {
            Some("asks".to_owned())
        } else if among(&letter.from, &self.decides) && among(&letter.to, &self.asks) {
            Some("decides".to_owned())
        } else {
            None
        }
    }
}

pub(super) fn section(
    sources: &Sources<'_>,
    dossier: &Dossier,
    laid: Option<&Laid<'_>>,
    accounts: &[Disagreement],
) -> Result<SystemSection> {
    let letters = letters(sources)?;
    let rows = rows(sources, dossier, laid, &letters);
    let of_step = |step: &str| rows.iter().filter(|row| row.step.as_deref() == Some(step)).count();
    let told = |basis: &str| rows.iter().filter(|row| row.answers.as_ref().is_some_and(|a| a.basis == basis)).count();
    let counts = vec![
        counted("letters", rows.len()),
        counted("letters-asking", rows.iter().filter(|row| row.part.as_deref() == Some("asks")).count()),
        counted("letters-deciding", rows.iter().filter(|row| row.part.as_deref() == Some("decides")).count()),
        counted("proposals", of_step("proposal")),
        counted("refusals", of_step("refusal")),
        counted("permits", of_step("permit")),
        counted("permits-after-refusals", rows.iter().filter(|row| row.after_refusals.is_some()).count()),
        counted("answers-told", told("told")),
        counted("answers-possible", told("possible")),
        counted("letters-past", rows.iter().filter(|row| !row.past.is_empty()).count()),
        counted("letters-handed-on", rows.iter().filter(|row| row.hands_on.is_some()).count()),
    ];
    let ids = letters.iter().map(|row| row.id.as_str()).collect();
    let found: Vec<Discrepancy> = told_differently(sources, accounts, &ids);
    let missing = if rows.is_empty() { vec!["nothing-found".to_owned()] } else { Vec::new() };
    Ok(super::section(dossier, "correspondence", counts, found, missing))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::propose::line;

    #[test]
    fn a_permit_that_is_asked_for_is_not_given() {
        let asked = |lang: &str, text: &str, core: &str| {
            let at = text.find(core).unwrap();
            is_asked_for(&line(lang, text), &(at..at + core.len()))
        };
        assert!(asked("en", "the general asked for permission to cross the river", "permission"));
        assert!(asked("ru", "генерал обратился к сенату с просьбой дать разрешение на переправу", "разрешение"));
        assert!(!asked("en", "the senate gave permission to cross the river", "permission"));
        assert!(!asked("ru", "сенат дал разрешение, о чём и просил генерал", "разрешение"));
    }
}
