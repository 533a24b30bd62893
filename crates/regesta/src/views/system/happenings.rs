//! Operations, and notes and treaties: what is counted of them, and where texts tell one of them differently.

use super::lines::{Sources, apart};
use super::{Asserter, Discrepancy, Said, SystemSection, counted};
use crate::Result;
use crate::views::{CalendarRow, ChronologyRow, Passage, calendar, chronology, one_line};

/// Types of events that are movements of forces and fighting.
const OPERATIONS: [&str; 8] =
    ["advance", "battle", "capture", "crossing", "mobilisation", "occupation", "uprising", "withdrawal"];
/// Genres of documents between governments.
const TREATIES: [&str; 6] = ["agreement", "declaration", "note", "protocol", "treaty", "ultimatum"];
/// Two tellings of one place and type that lie within so many minutes may be one happening: three days.
const NEAR: i64 = 3 * 1440;

pub(super) fn operations(sources: &Sources<'_>) -> Result<SystemSection> {
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
    let mut found: Vec<(i64, usize, Discrepancy)> = Vec::new();
    for (n, a) in rows.iter().enumerate() {
        for b in &rows[n + 1..] {
            let place = a.place.as_ref().zip(b.place.as_ref()).filter(|(x, y)| !x.id.is_empty() && x.id == y.id);
            let Some((place, _)) = place else { continue };
            let Some(gap) = apart(&a.date, &b.date) else { continue };
            let facts = a.modality == "asserted" && b.modality == "asserted";
            if a.event_type != b.event_type || a.passage.source == b.passage.source || gap > NEAR || !facts {
                continue;
            }
            let about = format!("{}, {}", a.event_type, place.name);
            let sides = vec![side(sources, a), side(sources, b)];
            found.push((gap, n, Discrepancy { kind: "date".to_owned(), about, sides }));
        }
    }
    found.sort_by_key(|(gap, n, _)| (*gap, *n));
    let discrepancies: Vec<Discrepancy> = found.into_iter().map(|(_, _, one)| one).collect();
    Ok(simple("operations", counts, discrepancies, rows.is_empty()))
}

fn side(sources: &Sources<'_>, row: &ChronologyRow) -> Said {
    Said {
        by: author(sources, &row.passage),
        value: row.date_as_written.clone(),
        date: Some(row.date.clone()),
        words: row.text.clone(),
        passage: Some(row.passage.clone()),
    }
}

fn author(sources: &Sources<'_>, passage: &Passage) -> Asserter {
    Asserter { text: sources.label(&passage.source), voice: "author".to_owned(), who: None }
}

pub(super) fn treaties(sources: &Sources<'_>) -> Result<SystemSection> {
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
    Ok(simple("treaties", counts, of_documents(sources, &rows), rows.is_empty()))
}

/// Documents of one genre between the same parties that texts date some days apart: they may be one.
pub(super) fn of_documents(sources: &Sources<'_>, rows: &[&CalendarRow]) -> Vec<Discrepancy> {
    let mut found: Vec<(i64, usize, Discrepancy)> = Vec::new();
    for (n, a) in rows.iter().enumerate() {
        if a.dates.len() > 1
            && let Some(gap) = apart(&a.dates[0], &a.dates[1])
        {
            let sides = a.dates.iter().zip(a.passages.iter().cycle()).map(|(date, p)| document(sources, a, date, p));
            let about = parties(a);
            found.push((gap, n, Discrepancy { kind: "date".to_owned(), about, sides: sides.collect() }));
        }
        for b in &rows[n + 1..] {
            let (Some(x), Some(y)) = (a.dates.first(), b.dates.first()) else { continue };
            let (Some(p), Some(q)) = (a.passages.first(), b.passages.first()) else { continue };
            let same = a.genre == b.genre && shares(&a.from, &b.from) && (shares(&a.to, &b.to) || a.to == b.to);
            let Some(gap) = apart(x, y).filter(|gap| *gap <= NEAR) else { continue };
            if !same || p.source == q.source {
                continue;
            }
            let sides = vec![document(sources, a, x, p), document(sources, b, y, q)];
            let about = parties(a);
            found.push((gap, n, Discrepancy { kind: "one-document".to_owned(), about, sides }));
        }
    }
    found.sort_by_key(|(gap, n, _)| (*gap, *n));
    found.into_iter().map(|(_, _, one)| one).collect()
}

fn shares(a: &[crate::views::Party], b: &[crate::views::Party]) -> bool {
    a.iter().any(|one| !one.id.is_empty() && b.iter().any(|other| other.id == one.id))
}

/// Genre, and who wrote to whom.
pub(super) fn parties(row: &CalendarRow) -> String {
    let names = |list: &[crate::views::Party]| list.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
    match (row.from.is_empty(), row.to.is_empty()) {
        (true, true) => row.genre.clone(),
        _ => format!("{}, {} → {}", row.genre, names(&row.from), names(&row.to)),
    }
}

fn document(sources: &Sources<'_>, row: &CalendarRow, date: &str, passage: &Passage) -> Said {
    Said {
        by: author(sources, passage),
        value: parties(row),
        date: Some(date.to_owned()),
        words: one_line(&passage.exact),
        passage: Some(passage.clone()),
    }
}

fn simple(name: &str, counts: Vec<super::Counted>, mut discrepancies: Vec<Discrepancy>, empty: bool) -> SystemSection {
    let all = discrepancies.len();
    discrepancies.truncate(super::SHARPEST);
    let missing = if empty { vec!["nothing-found".to_owned()] } else { Vec::new() };
    SystemSection { name: name.to_owned(), counts, discrepancies, all, missing }
}
