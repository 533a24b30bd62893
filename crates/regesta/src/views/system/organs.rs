//! Organs and offices: who is said to hold which office, and which organ is said to stand under which, by asserter.

use std::collections::BTreeMap;
use std::ops::Range;

use regesta_lang::fold;
use regesta_name::NameType;
use regesta_scheme::Office;
use regesta_store::Project;
use schemars::JsonSchema;
use serde::Serialize;

use super::lines::{Sources, apart, asserter, date_at, words_at};
use super::{Asserter, Discrepancy, Said, SystemSection, counted};
use crate::dossier::Dossier;
use crate::propose::{Line, Material, Wanted};
use crate::views::Passage;
use crate::{Engine, Result};

/// How many words may lie between an office, its organ and its holder.
const REACH: usize = 4;

/// Small words that put one organ under another.
const LINKS: [&str; 6] = ["при", "of", "the", "under", "at", "в"];

/// A statement that somebody held an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OfficeRow {
    /// The office, as the register calls it.
    pub office: String,
    /// Whether one person holds it at a time.
    pub single: bool,
    /// The person, in the basic form of the text.
    pub person: String,
    /// The row of an authority list that the name is of.
    pub authority: Option<String>,
    /// When, EDTF.
    pub date: Option<String>,
    /// Who says so.
    pub by: Asserter,
    /// Its words.
    pub words: String,
    /// Where they stand.
    pub passage: Passage,
}

/// A statement that an organ stands under another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ParentRow {
    /// The organ above, by its name in the register.
    pub under: String,
    /// Whether the register has it so too.
    pub registered: bool,
    /// Who says so.
    pub by: Asserter,
    /// Its words.
    pub words: String,
    /// Where they stand.
    pub passage: Passage,
}

/// An organ of the register with what the texts say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OrganRow {
    /// Short name.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The organs above it as the register has them: general knowledge, and no statement of a text.
    pub under: Vec<String>,
    /// How many sentences of each text name it.
    pub named: BTreeMap<String, usize>,
    /// Offices and their holders: by office, by date, by text.
    pub offices: Vec<OfficeRow>,
    /// The organs above it as texts have them, the first statement of each text on each.
    pub parents: Vec<ParentRow>,
}

/// The organs of the register of a dossier, in its order.
///
/// # Errors
/// Those of the store.
pub fn organs(engine: &Engine, project: &Project, dossier: &Dossier) -> Result<Vec<OrganRow>> {
    Ok(Sources::load(engine, project, dossier)?.organs(dossier).to_vec())
}

pub(super) fn rows(sources: &Sources<'_>, dossier: &Dossier) -> Vec<OrganRow> {
    let register = &dossier.organs.organ;
    let wanted: Vec<Wanted> = register.iter().map(|organ| sources.wanted(&organ.name, &organ.names)).collect();
    let mut rows: Vec<OrganRow> = register
        .iter()
        .map(|organ| OrganRow {
            id: organ.id.clone(),
            name: organ.name.clone(),
            under: organ.under.clone(),
            named: BTreeMap::new(),
            offices: Vec::new(),
            parents: Vec::new(),
        })
        .collect();
    for (label, material) in &sources.texts {
        for (at, line) in material.lines.iter().enumerate() {
            let named: Vec<Vec<Range<usize>>> = wanted.iter().map(|organ| organ.places_in(&line.tokens)).collect();
            for (n, organ) in register.iter().enumerate().filter(|(n, _)| !named[*n].is_empty()) {
                *rows[n].named.entry(label.clone()).or_default() += 1;
                for office in &organ.office {
                    let found = named[n].iter().find_map(|place| holder(material, line, office, place));
                    let Some((person, authority, core)) = found else { continue };
                    let Some((words, passage)) = words_at(material, at, &core) else { continue };
                    rows[n].offices.push(OfficeRow {
                        office: office.name.clone(),
                        single: office.single,
                        person,
                        authority,
                        date: date_at(material, at, core.start).0.filter(|date| sources.in_window(Some(date))),
                        by: asserter(material, label, at, core.start),
                        words,
                        passage,
                    });
                }
                for (above, core) in above(line, &named, n) {
                    let by = asserter(material, label, at, core.start);
                    if rows[n].parents.iter().any(|p| p.under == register[above].id && p.by.text == by.text) {
                        continue;
                    }
                    let Some((words, passage)) = words_at(material, at, &core) else { continue };
                    let under = register[above].id.clone();
                    let registered = organ.under.contains(&under);
                    rows[n].parents.push(ParentRow { under, registered, by, words, passage });
                }
            }
        }
    }
    for row in &mut rows {
        row.offices.sort_by(|a, b| {
            let key = |o: &OfficeRow| crate::views::date_key(o.date.as_deref());
            a.office.cmp(&b.office).then_with(|| key(a).cmp(&key(b))).then_with(|| a.passage.cmp(&b.passage))
        });
    }
    rows
}

/// Who is named with an office beside an organ: the words of the office within reach of the organ, the person within reach
/// of both. The bytes are from the first of the three to the last.
fn holder(
    material: &Material,
    line: &Line,
    office: &Office,
    organ: &Range<usize>,
) -> Option<(String, Option<String>, Range<usize>)> {
    let lang = line.lang.split('-').next().unwrap_or_default();
    let terms = office.terms.get(&format!("terms_{lang}"))?;
    let near = |word: usize| word + REACH >= organ.start && word < organ.end + REACH;
    let is_office = |word: &usize| terms.iter().any(|term| line.tokens[*word].folded.starts_with(&fold(term)));
    let title = (0..line.tokens.len()).filter(|word| near(*word)).find(is_office)?;
    let whole = organ.start.min(title)..organ.end.max(title + 1);
    let persons = line.mentions.iter().filter_map(|seen| {
        let mention = material.mention(seen.part, seen.number);
        if mention.name_type != NameType::Person {
            return None;
        }
        let first = line.tokens.iter().position(|t| t.place.end > seen.place.start)?;
        let last = line.tokens.iter().rposition(|t| t.place.start < seen.place.end)?;
        let gap = first.saturating_sub(whole.end).max(whole.start.saturating_sub(last + 1));
        (gap < REACH).then_some((gap, seen.place.start, first, last, mention))
    });
    let (_, _, first, last, mention) = persons.min_by_key(|(gap, start, ..)| (*gap, *start))?;
    let low = whole.start.min(first);
    let high = whole.end.max(last + 1) - 1;
    let core = line.tokens[low].place.start..line.tokens[high].place.end;
    // What a comma or a dash parts is mostly another person's.
    let parts = line.text[core.clone()].matches([',', ';', '—', '–']).count();
    (parts <= 1).then(|| (mention.normal.clone(), mention.authority.clone(), core))
}

/// The organs that a line puts directly above one: named after it with nothing or a small word between.
fn above(line: &Line, named: &[Vec<Range<usize>>], organ: usize) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for own in &named[organ] {
        for (other, places) in named.iter().enumerate().filter(|(other, _)| *other != organ) {
            for place in places {
                let gap = place.start.checked_sub(own.end);
                let linked = match gap {
                    Some(0) => true,
                    Some(gap) if gap <= 2 => {
                        line.tokens[own.end..place.start].iter().all(|t| LINKS.contains(&t.folded.as_str()))
                    }
                    _ => false,
                };
                let core = line.tokens[own.start].place.start..line.tokens[place.end - 1].place.end;
                // Organs in a row are a list, not a ladder.
                if linked && !line.text[core.clone()].contains([',', ';', '—', '–', '/', '«', '»']) {
                    found.push((other, core));
                }
            }
        }
    }
    found
}

/// Two holders of a single office at one time, and organs that texts put under different ones.
fn discrepancies(rows: &[OrganRow]) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for row in rows {
        for (n, a) in row.offices.iter().enumerate().filter(|(_, a)| a.single) {
            let rival =
                row.offices[n + 1..].iter().find(|b| b.office == a.office && !same_person(a, b) && at_once(a, b));
            let Some(b) = rival else { continue };
            let side = |o: &OfficeRow| Said {
                by: o.by.clone(),
                value: o.person.clone(),
                date: o.date.clone(),
                words: o.words.clone(),
                passage: Some(o.passage.clone()),
            };
            let about = format!("{}: {}", row.name, a.office);
            found.push(Discrepancy { kind: "holder".to_owned(), about, sides: vec![side(a), side(b)] });
        }
        let first = row.parents.first();
        let differs = |p: &&ParentRow| first.is_some_and(|f| f.under != p.under && f.by.text != p.by.text);
        if let (Some(a), Some(b)) = (first, row.parents.iter().find(differs)) {
            let side = |p: &ParentRow| Said {
                by: p.by.clone(),
                value: p.under.clone(),
                date: None,
                words: p.words.clone(),
                passage: Some(p.passage.clone()),
            };
            let about = row.name.clone();
            found.push(Discrepancy { kind: "parent".to_owned(), about, sides: vec![side(a), side(b)] });
        }
    }
    found
}

fn same_person(a: &OfficeRow, b: &OfficeRow) -> bool {
    let last = |name: &str| fold(name.split_whitespace().next_back().unwrap_or_default());
    let same_row = a.authority.is_some() && a.authority == b.authority;
    same_row || fold(&a.person) == fold(&b.person) || last(&a.person) == last(&b.person)
}

/// Both dated, and the dates overlap.
fn at_once(a: &OfficeRow, b: &OfficeRow) -> bool {
    a.date.as_deref().zip(b.date.as_deref()).is_some_and(|(a, b)| apart(a, b).is_none())
}

pub(super) fn section(sources: &Sources<'_>, dossier: &Dossier) -> SystemSection {
    let rows = sources.organs(dossier);
    let named = rows.iter().filter(|row| !row.named.is_empty()).count();
    let counts = vec![
        counted("organs-named", named),
        counted("offices-told", rows.iter().map(|row| row.offices.len()).sum()),
        counted("parents-told", rows.iter().map(|row| row.parents.len()).sum()),
    ];
    let missing = if named == 0 && !rows.is_empty() { vec!["nothing-found".to_owned()] } else { Vec::new() };
    super::section(dossier, "organs", counts, discrepancies(rows), missing)
}
