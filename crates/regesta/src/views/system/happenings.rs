//! Operations, and notes and treaties: what is counted of them, and where texts tell one of them differently.

use std::collections::BTreeSet;

use super::lines::{Sources, apart};
use super::{Asserter, Discrepancy, Said, SystemSection, counted};
use crate::views::{CalendarRow, ChronologyRow, calendar, chronology, one_line};
use crate::{Account, Disagreement, DisagreementKind, Result};

/// Types of events that are movements of forces and fighting.
const OPERATIONS: [&str; 8] =
    ["advance", "battle", "capture", "crossing", "mobilisation", "occupation", "uprising", "withdrawal"];
/// Genres of documents between governments.
const TREATIES: [&str; 6] = ["agreement", "declaration", "note", "protocol", "treaty", "ultimatum"];

pub(super) fn operations(sources: &Sources<'_>, accounts: &[Disagreement]) -> Result<SystemSection> {
    let all = chronology(sources.project, false)?;
    let own = |row: &ChronologyRow| {
        OPERATIONS.contains(&row.event_type.as_str())
            && sources.in_window(Some(&row.date))
            && sources.texts.iter().any(|(_, m)| m.path == row.passage.source)
    };
    let rows: Vec<&ChronologyRow> = all.iter().filter(|row| own(row)).collect();
    let mut counts = vec![counted("operations", rows.len())];
    for one in OPERATIONS {
        let number = rows.iter().filter(|row| row.event_type == one).count();
        if number > 0 {
            counts.push(counted(&format!("event-{one}"), number));
        }
    }
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    Ok(simple("operations", counts, told_differently(sources, accounts, &ids), rows.is_empty()))
}

/// Where accounts of the things with these identifiers contradict each other in date or order, the closest first.
pub(super) fn told_differently(
    sources: &Sources<'_>,
    accounts: &[Disagreement],
    ids: &BTreeSet<&str>,
) -> Vec<Discrepancy> {
    let kind = |row: &Disagreement| match row.kind {
        DisagreementKind::DateOrHour => Some("date"),
        DisagreementKind::OrderOfEvents => Some("order"),
        _ => None,
    };
    let own = |row: &&Disagreement| {
        !row.possible
            && row.sides.iter().all(|side| {
                let in_texts = sources.texts.iter().any(|(_, m)| m.path == side.passage.source);
                in_texts && sources.in_window(side.date.as_deref())
            })
            && row.sides.iter().any(|side| side.ids.iter().any(|id| ids.contains(id.as_str())))
    };
    let gap = |row: &Disagreement| {
        let dates: Vec<&str> = row.sides.iter().filter_map(|side| side.date.as_deref()).collect();
        dates.first().zip(dates.get(1)).and_then(|(a, b)| apart(a, b)).unwrap_or(0)
    };
    let mut found: Vec<(i64, &str, &Disagreement)> =
        accounts.iter().filter(own).filter_map(|row| Some((gap(row), kind(row)?, row))).collect();
    found.sort_by(|a, b| (a.0, &a.2.id).cmp(&(b.0, &b.2.id)));
    let side = |side: &Account| Said {
        by: Asserter { text: sources.label(&side.passage.source), voice: side.voice.clone(), who: None },
        value: side.value.clone(),
        date: side.date.clone(),
        words: one_line(&side.passage.exact),
        passage: Some(side.passage.clone()),
    };
    let discrepancy = |(_, kind, row): (i64, &str, &Disagreement)| Discrepancy {
        kind: kind.to_owned(),
        about: row.about.clone(),
        sides: row.sides.iter().map(side).collect(),
    };
    found.into_iter().map(discrepancy).collect()
}

pub(super) fn treaties(sources: &Sources<'_>, accounts: &[Disagreement]) -> Result<SystemSection> {
    let all = calendar(sources.project)?;
    let own = |row: &CalendarRow| {
        TREATIES.contains(&row.genre.as_str())
            && sources.in_window(row.dates.first().map(String::as_str))
            && row.passages.iter().any(|p| sources.texts.iter().any(|(_, m)| m.path == p.source))
    };
    let rows: Vec<&CalendarRow> = all.iter().filter(|row| own(row)).collect();
    let mut counts = vec![counted("documents-between", rows.len())];
    for one in TREATIES {
        let number = rows.iter().filter(|row| row.genre == one).count();
        if number > 0 {
            counts.push(counted(&format!("genre-{one}"), number));
        }
    }
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    Ok(simple("treaties", counts, told_differently(sources, accounts, &ids), rows.is_empty()))
}

fn simple(name: &str, counts: Vec<super::Counted>, mut discrepancies: Vec<Discrepancy>, empty: bool) -> SystemSection {
    let all = discrepancies.len();
    discrepancies.truncate(super::SHARPEST);
    let missing = if empty { vec!["nothing-found".to_owned()] } else { Vec::new() };
    SystemSection { name: name.to_owned(), counts, discrepancies, all, missing }
}
