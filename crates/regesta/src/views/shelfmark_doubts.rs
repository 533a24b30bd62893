//! What is odd about archival references when they are laid side by side.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use regesta_cite::Reference;

use super::folios::{folio_ranges, runs_backwards};
use super::shelfmark_neighbours::{Neighbours, one_edit};
use crate::Engine;

/// Something about an archival reference that a person should look at. Nothing is merged or corrected because of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct ShelfmarkDoubt {
    /// What kind: `archive-unknown`, `archive-not-named`, `part-missing`, `one-letter-away`, `opis-alone`,
    /// `folio-out-of-range`, `range-backwards`, `ambiguous`.
    pub kind: String,
    /// What is odd, in a sentence.
    pub message: String,
    /// The unit that may be meant.
    pub other: Option<String>,
}

/// What of an archival unit is compared.
#[derive(Debug, Clone, Default)]
pub struct UnitFacts {
    /// Identifier of the unit.
    pub id: String,
    /// How it is called.
    pub label: String,
    /// The archive in the list of archives.
    pub(crate) known: bool,
    /// Fonds, inventory and file, in one normal form; empty where not given.
    pub(crate) parts: [String; 3],
    /// The archive as printed.
    pub(crate) archive: String,
    /// Each citation: source, folios as printed.
    pub cited: Vec<(String, Vec<String>)>,
    /// Readings that the parser left open.
    pub readings: Vec<String>,
}

impl UnitFacts {
    /// The facts of a unit; `reference` is the first one that points to it.
    pub fn new(engine: &Engine, id: &str, label: &str, reference: &Reference) -> Self {
        let printed = reference.archive.as_deref().unwrap_or_default().trim();
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            known: engine.archives.find(printed).is_some(),
            parts: crate::shelfmark::parts_of(id),
            archive: printed.to_owned(),
            cited: Vec::new(),
            readings: Vec::new(),
        }
    }

    /// The archive as the identifier has it.
    pub(super) fn archive_key(&self) -> &str {
        self.id.strip_prefix("shelfmark:").and_then(|rest| rest.split('/').next()).unwrap_or(&self.id)
    }

    fn folios(&self) -> impl Iterator<Item = &str> {
        self.cited.iter().flat_map(|(_, folios)| folios.iter().map(String::as_str))
    }

    pub(super) fn folio_numbers(&self) -> BTreeSet<u32> {
        self.folios().flat_map(folio_ranges).flat_map(|(from, to)| [from, to]).collect()
    }
}

/// Other units of the fonds that must agree on an inventory before one that stands alone is odd.
const OTHERS_IN_FOND: usize = 3;
/// Citations of a file, by their folios, that must agree before one far outside is odd.
const OTHERS_IN_FILE: usize = 3;

/// The doubts about each unit, by its identifier.
pub fn shelfmark_doubts(engine: &Engine, units: &[UnitFacts]) -> BTreeMap<String, Vec<ShelfmarkDoubt>> {
    let archives = engine.archives.archives().iter();
    let names = archives.flat_map(|archive| archive.abbreviations.iter().map(String::as_str));
    let known: Vec<&str> = names.filter(|name| name.chars().count() > 3).collect();
    doubts(units, &known)
}

fn doubts(units: &[UnitFacts], known_archives: &[&str]) -> BTreeMap<String, Vec<ShelfmarkDoubt>> {
    let mut fonds: BTreeMap<(&str, &str), Fond<'_>> = BTreeMap::new();
    for unit in units.iter().filter(|u| !u.parts[1].is_empty()) {
        let fond = fonds.entry((unit.archive_key(), &unit.parts[0])).or_default();
        *fond.inventories.entry(&unit.parts[1]).or_default() += 1;
        fond.by_delo.entry(&unit.parts[2]).or_insert(unit);
    }
    let neighbours = Neighbours::new(units);
    let mut cited_archives: BTreeSet<&str> = units.iter().filter(|u| u.known).map(|u| u.archive.as_str()).collect();
    cited_archives.extend(known_archives);
    let mut out: BTreeMap<String, Vec<ShelfmarkDoubt>> = BTreeMap::new();
    for unit in units {
        let mut add = |kind: &str, message: String, other: Option<&UnitFacts>| {
            let doubt = ShelfmarkDoubt { kind: kind.to_owned(), message, other: other.map(|o| o.id.clone()) };
            out.entry(unit.id.clone()).or_default().push(doubt);
        };
        if unit.archive.is_empty() {
            add("archive-not-named", "the archive is not named".into(), None);
        } else if !unit.known {
            match near_archive(&unit.archive, &cited_archives) {
                Some(near) => {
                    add(
                        "archive-unknown",
                        format!("no archive “{}” is known: {near} may be meant", unit.archive),
                        None,
                    );
                }
                None => add("archive-unknown", format!("no archive “{}” is in the list", unit.archive), None),
            }
        }
        let fond = fonds.get(&(unit.archive_key(), unit.parts[0].as_str()));
        let with_opis: usize = fond.map_or(0, |fond| fond.inventories.values().sum());
        if unit.parts[2].is_empty() {
            let whole = !unit.parts[0].is_empty() && unit.folios().next().is_none();
            let what = if whole { "the whole fonds or inventory is cited: no file" } else { "no file" };
            add("part-missing", format!("{what} is named, so it cannot be ordered"), None);
        } else if unit.parts[1].is_empty() && with_opis > 0 {
            let message = format!("no inventory is given; {with_opis} other files of this fonds have one");
            let same = fond.and_then(|fond| fond.by_delo.get(unit.parts[2].as_str()).copied());
            add("part-missing", message, same);
        }
        if let Some(other) = fond.and_then(|fond| fond.other_than(unit)) {
            let message = format!(
                "only this reference has inventory {}; the other files of the fonds are in inventory {other}",
                unit.parts[1]
            );
            add("opis-alone", message, None);
        }
        for other in neighbours.files(unit) {
            add("one-letter-away", format!("the same folios are cited as {}", other.label), Some(other));
        }
        if let Some(other) = neighbours.fond(unit) {
            let message = format!("fonds {} is one figure away: {} is cited too", unit.parts[0], other.label);
            add("one-letter-away", message, Some(other));
        }
        for (printed, most) in far_folios(unit) {
            add("folio-out-of-range", format!("folio {printed}: the other references end at {most}"), None);
        }
        for printed in unit.folios().filter(|f| runs_backwards(f)) {
            add("range-backwards", format!("the folios {printed} run backwards"), None);
        }
        for reading in &unit.readings {
            add("ambiguous", reading.clone(), None);
        }
    }
    for list in out.values_mut() {
        list.sort();
        list.dedup();
    }
    out
}

/// An archive whose name is one letter away, or that the name is cut off from.
fn near_archive<'a>(name: &str, known: &BTreeSet<&'a str>) -> Option<&'a str> {
    let name = letters(name);
    if name.chars().count() < 4 {
        return None;
    }
    let near = |other: &&&str| {
        let other = letters(other);
        let cut = other.starts_with(&name) || name.starts_with(&other) && other.chars().count() >= 4;
        other != name && (cut || one_edit(&name, &other))
    };
    known.iter().find(near).copied()
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What is cited of a fonds with its inventory.
#[derive(Default)]
struct Fond<'a> {
    /// Files by inventory.
    inventories: BTreeMap<&'a str, usize>,
    by_delo: BTreeMap<&'a str, &'a UnitFacts>,
}

impl Fond<'_> {
    /// The inventory that all other files of the fonds are in, where this one alone, cited once, is in another.
    fn other_than(&self, unit: &UnitFacts) -> Option<&str> {
        let own = self.inventories.get(unit.parts[1].as_str())?;
        let mut others = self.inventories.iter().filter(|(opis, _)| **opis != unit.parts[1]);
        let (other, files) = others.next()?;
        (others.next().is_none() && *files >= OTHERS_IN_FOND && *own == 1 && unit.cited.len() == 1).then_some(other)
    }
}

/// Folios far behind all those that other sources give of the file, with the last of those.
fn far_folios(unit: &UnitFacts) -> Vec<(String, u32)> {
    let mut far = Vec::new();
    for (at, (_, folios)) in unit.cited.iter().enumerate() {
        let others: BTreeSet<u32> = unit
            .cited
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != at)
            .flat_map(|(_, (_, folios))| folios.iter().flat_map(|f| folio_ranges(f)).flat_map(|(from, to)| [from, to]))
            .collect();
        let Some(&most) = others.last() else { continue };
        if others.len() < OTHERS_IN_FILE {
            continue;
        }
        for printed in folios {
            if folio_ranges(printed).iter().any(|(_, to)| *to > most.saturating_mul(3).saturating_add(50)) {
                far.push((printed.clone(), most));
            }
        }
    }
    far
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(archive: &str, parts: [&str; 3], cited: &[(&str, &str)]) -> UnitFacts {
        UnitFacts {
            id: format!("shelfmark:{}/{}", archive.to_lowercase(), parts.join("/")),
            label: format!("{archive} {}", parts.join("/")),
            known: true,
            parts: parts.map(str::to_owned),
            archive: archive.to_owned(),
            cited: cited.iter().map(|(source, folios)| ((*source).to_owned(), vec![(*folios).to_owned()])).collect(),
            readings: Vec::new(),
        }
    }

    fn kinds(units: &[UnitFacts], at: usize) -> Vec<String> {
        let found = doubts(units, &["ЦГАОР", "РГАСПИ"]);
        found.get(&units[at].id).into_iter().flatten().map(|d| d.kind.clone()).collect()
    }

    #[test]
    fn files_side_by_side_are_no_doubt() {
        let units = [
            unit("ЦГА", ["7", "1", "12"], &[("a", "3")]),
            unit("ЦГА", ["7", "1", "13"], &[("a", "3"), ("b", "40")]),
            unit("ЦГА", ["7", "1", "18"], &[("b", "41")]),
        ];
        assert!(doubts(&units, &[]).is_empty(), "{:?}", doubts(&units, &[]));
    }

    #[test]
    fn the_same_folios_one_figure_away() {
        let units = [
            unit("ЦГА", ["71", "1", "12"], &[("a", "33-35")]),
            unit("ЦГА", ["17", "1", "12"], &[("b", "35"), ("b", "2")]),
        ];
        assert_eq!(kinds(&units, 0), ["one-letter-away"]);
        let found = doubts(&units, &[]);
        assert_eq!(found[&units[0].id][0].other.as_deref(), Some(units[1].id.as_str()));
    }

    #[test]
    fn a_long_fonds_number_one_figure_away() {
        let units = [
            unit("РГВА", ["39499", "1", "5"], &[("a", "1"), ("b", "2")]),
            unit("РГВА", ["39489", "1", "7"], &[("a", "12")]),
            unit("РГВА", ["1", "1", "7"], &[("a", "12")]),
            unit("РГВА", ["2", "1", "7"], &[("a", "3")]),
        ];
        assert_eq!(kinds(&units, 1), ["one-letter-away"]);
        assert_eq!(kinds(&units, 0), ["one-letter-away"]);
        assert_eq!(kinds(&units, 3), Vec::<String>::new());
    }

    #[test]
    fn an_inventory_that_stands_alone() {
        let mut units: Vec<UnitFacts> =
            ["3", "4", "5"].iter().map(|delo| unit("ЦГА", ["7", "1", delo], &[("a", "1")])).collect();
        units.push(unit("ЦГА", ["7", "19", "8"], &[("b", "2")]));
        assert_eq!(kinds(&units, 3), ["opis-alone"]);
        assert_eq!(kinds(&units, 0), Vec::<String>::new());
    }

    #[test]
    fn a_folio_far_behind_the_others() {
        let units = [unit("ЦГА", ["7", "1", "3"], &[("a", "1"), ("a", "7"), ("b", "12-14"), ("c", "412")])];
        assert_eq!(kinds(&units, 0), ["folio-out-of-range"]);
        assert_eq!(kinds(&[unit("ЦГА", ["7", "1", "3"], &[("a", "58-51")])], 0), ["range-backwards"]);
    }

    #[test]
    fn an_archive_that_is_not_known_or_not_named() {
        let mut near = unit("РГАСП", ["7", "1", "3"], &[("a", "1")]);
        near.known = false;
        let found = doubts(&[near.clone()], &["ЦГАОР", "РГАСПИ"]);
        assert!(found[&near.id][0].message.contains("РГАСПИ may be meant"), "{found:?}");
        let mut none = unit("", ["7", "1", ""], &[("a", "1")]);
        none.known = false;
        assert_eq!(kinds(&[none], 0), ["archive-not-named", "part-missing"]);
    }
}
