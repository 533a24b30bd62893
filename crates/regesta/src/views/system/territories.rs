//! The status of territories, as each asserter has it.

use regesta_scheme::{Modality, Vocabulary};
use regesta_store::Project;
use schemars::JsonSchema;
use serde::Serialize;

use super::lines::{Sources, asserter, date_at, length, words_at};
use super::{Asserter, Discrepancy, Said, SystemSection, counted};
use crate::dossier::Dossier;
use crate::propose::{Line, Wanted, find_terms};
use crate::views::Passage;
use crate::{Engine, Result};

/// How many words may lie between a territory and the words of its status.
const REACH: usize = 8;
/// Two statuses are set against each other where both are told within so many minutes: a year.
const LONGEST: i64 = 366 * 1440;

/// One statement on the status of a territory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TerritoryRow {
    /// The territory, by its name in the register.
    pub territory: String,
    /// What it is called.
    pub name: String,
    /// When, EDTF; absent where nothing near says it.
    pub date: Option<String>,
    /// Whether the sentence itself tells the date; otherwise it is the last one told before.
    pub date_is_own: bool,
    /// `claims`, `holds`, `awarded`, `neutral`, `disputed`, `promised`, `renounced`.
    pub relation: String,
    /// Who is named beside it, of those that may claim or hold; which part each has, the words say.
    pub claimants: Vec<String>,
    /// Who says so.
    pub by: Asserter,
    /// How it is put.
    pub modality: Modality,
    /// Its words, on one line.
    pub words: String,
    /// Where they stand.
    pub passage: Passage,
}

/// The status of the territories of a dossier in a project: see [`TerritoryRow`].
///
/// # Errors
/// Those of the store.
pub fn territories(engine: &Engine, project: &Project, dossier: &Dossier) -> Result<Vec<TerritoryRow>> {
    Ok(rows(&Sources::load(engine, project, dossier)?, dossier))
}

/// The table of statuses: by territory as the register has them, by date, by text. Two exclusive statuses of one day by two
/// asserters stand below each other; nothing is decided between them.
pub(super) fn rows(sources: &Sources<'_>, dossier: &Dossier) -> Vec<TerritoryRow> {
    let register = &dossier.territories;
    let claimants: Vec<(String, Wanted)> =
        register.claimant.iter().map(|c| (c.name.clone(), sources.wanted(&c.name, &c.names))).collect();
    let mut rows = Vec::new();
    for territory in &register.territory {
        let wanted = sources.wanted(&territory.name, &territory.names);
        let first = rows.len();
        for (label, material) in &sources.texts {
            for (at, line) in material.lines.iter().enumerate() {
                let named = wanted.places_in(&line.tokens);
                if named.is_empty() {
                    continue;
                }
                for (relation, core) in statuses(line, &named) {
                    let (date, date_is_own) = date_at(material, at, core.start);
                    if !sources.in_window(date.as_deref()) {
                        continue;
                    }
                    let Some((words, passage)) = words_at(material, at, &core) else { continue };
                    let beside = claimants.iter().filter(|(_, who)| !who.places_in(&line.tokens).is_empty());
                    rows.push(TerritoryRow {
                        territory: territory.id.clone(),
                        name: territory.name.clone(),
                        date,
                        date_is_own,
                        relation: relation.to_owned(),
                        claimants: beside.map(|(name, _)| name.clone()).collect(),
                        by: asserter(material, label, at, core.start),
                        modality: sources.modality(material, line, core.start),
                        words,
                        passage,
                    });
                }
            }
        }
        rows[first..].sort_by(|a, b| {
            let key = |row: &TerritoryRow| crate::views::date_key(row.date.as_deref());
            key(a).cmp(&key(b)).then_with(|| a.passage.cmp(&b.passage)).then_with(|| a.relation.cmp(&b.relation))
        });
    }
    rows
}

/// The statuses that a line tells of a territory named in it (as ranges of its words), each with its place: of several words
/// for one status the nearest.
fn statuses(line: &Line, named: &[std::ops::Range<usize>]) -> Vec<(&'static str, std::ops::Range<usize>)> {
    let lang = line.lang.split('-').next().unwrap_or_default();
    let mut found = Vec::new();
    for (relation, stems) in Vocabulary::built_in().statuses() {
        let Some(terms) = stems.get(lang) else { continue };
        let near = terms.iter().filter_map(|term| {
            let place = find_terms(line, term)?;
            let word = |byte: usize| line.tokens.iter().position(|t| t.place.end > byte).unwrap_or(line.tokens.len());
            let (first, last) = (word(place.start), word(place.end.saturating_sub(1)));
            let distance = named.iter().map(|n| n.start.saturating_sub(last).max(first.saturating_sub(n.end))).min()?;
            (distance <= REACH).then_some((distance, place.start, place))
        });
        if let Some((_, _, place)) = near.min_by_key(|(distance, start, _)| (*distance, *start)) {
            found.push((relation, place));
        }
    }
    found
}

/// Statuses that exclude each other, told for one time by two asserters.
fn discrepancies(rows: &[TerritoryRow]) -> Vec<Discrepancy> {
    let mut found: Vec<(i64, usize, Discrepancy)> = Vec::new();
    for (n, a) in rows.iter().enumerate() {
        for b in rows[n + 1..].iter().filter(|b| b.territory == a.territory) {
            let (Some(first), Some(second)) = (&a.date, &b.date) else { continue };
            let span = length(first).max(length(second));
            let told = |row: &TerritoryRow| matches!(row.modality, Modality::Asserted | Modality::Reported);
            let exclusive = a.relation != b.relation || a.claimants != b.claimants;
            let overlap = super::lines::apart(first, second).is_none();
            if a.by == b.by || !exclusive || !overlap || span > LONGEST || !told(a) || !told(b) {
                continue;
            }
            if a.passage.source == b.passage.source && a.passage.start.abs_diff(b.passage.start) < 200 {
                continue;
            }
            let side = |row: &TerritoryRow| Said {
                by: row.by.clone(),
                value: format!("{} ({})", row.relation, row.claimants.join(", ")),
                date: row.date.clone(),
                words: row.words.clone(),
                passage: Some(row.passage.clone()),
            };
            let sides = vec![side(a), side(b)];
            found.push((span, n, Discrepancy { kind: "status".to_owned(), about: a.name.clone(), sides }));
        }
    }
    found.sort_by_key(|(span, n, _)| (*span, *n));
    found.into_iter().map(|(_, _, discrepancy)| discrepancy).collect()
}

pub(super) fn section(sources: &Sources<'_>, dossier: &Dossier) -> SystemSection {
    let rows = rows(sources, dossier);
    let told: std::collections::BTreeSet<&str> = rows.iter().map(|row| row.territory.as_str()).collect();
    let counts = vec![counted("territories-told", told.len()), counted("statuses", rows.len())];
    let missing = if rows.is_empty() && !dossier.territories.territory.is_empty() {
        vec!["nothing-found".to_owned()]
    } else {
        Vec::new()
    };
    super::section(dossier, "territories", counts, discrepancies(&rows), missing)
}
