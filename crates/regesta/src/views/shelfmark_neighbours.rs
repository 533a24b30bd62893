//! Archival units that one letter or figure tells apart.

use std::collections::{BTreeMap, BTreeSet};

use super::shelfmark_doubts::UnitFacts;

/// Folios before this one are cited of every second file, so that to share one tells nothing.
const FIRST_TELLING_FOLIO: u32 = 10;
/// Figures of a fonds number that is long enough for a neighbour of it to be odd.
const LONG_FOND: usize = 4;

/// What is one letter or figure away from a unit, found by index and not by comparing each with each.
pub(super) struct Neighbours<'a> {
    /// Units that agree in all parts but one, and in a folio: archive, the part left out, the other two, the folio.
    by_folio: BTreeMap<(&'a str, usize, [&'a str; 2], u32), Vec<&'a UnitFacts>>,
    /// Long fonds numbers by archive and by the number with one figure left out: those that share one are near.
    fonds: BTreeMap<(&'a str, String), BTreeSet<&'a str>>,
    /// How often each fonds is cited, and its first unit.
    cited: BTreeMap<(&'a str, &'a str), (usize, &'a UnitFacts)>,
}

impl<'a> Neighbours<'a> {
    pub fn new(units: &'a [UnitFacts]) -> Self {
        let mut this = Self { by_folio: BTreeMap::new(), fonds: BTreeMap::new(), cited: BTreeMap::new() };
        for unit in units {
            let archive = unit.archive_key();
            for (part, others) in others_of(unit) {
                for folio in unit.folio_numbers().into_iter().filter(|f| *f >= FIRST_TELLING_FOLIO) {
                    this.by_folio.entry((archive, part, others, folio)).or_default().push(unit);
                }
            }
            let fond = unit.parts[0].as_str();
            this.cited.entry((archive, fond)).or_insert((0, unit)).0 += unit.cited.len();
            for shorter in shortened(fond) {
                this.fonds.entry((archive, shorter)).or_default().insert(fond);
            }
        }
        this
    }

    /// Units that differ in one part by one letter or figure and share a folio, where one of the two is cited once.
    pub fn files(&self, unit: &UnitFacts) -> Vec<&'a UnitFacts> {
        let mut near: BTreeMap<&str, &UnitFacts> = BTreeMap::new();
        for (part, others) in others_of(unit) {
            for folio in unit.folio_numbers() {
                let key = (unit.archive_key(), part, others, folio);
                for &other in self.by_folio.get(&key).into_iter().flatten() {
                    let alone = unit.cited.len() == 1 || other.cited.len() == 1;
                    if alone && one_edit(&unit.parts[part], &other.parts[part]) {
                        near.insert(&other.id, other);
                    }
                }
            }
        }
        near.into_values().collect()
    }

    /// A unit of another fonds whose long number is one figure away. Fonds are few, and long numbers seldom neighbours,
    /// so that this is a slip of the pen more often than not; only where one of the two fonds is cited once.
    pub fn fond(&self, unit: &UnitFacts) -> Option<&'a UnitFacts> {
        let (archive, fond) = (unit.archive_key(), unit.parts[0].as_str());
        let cited = |fond: &str| self.cited.get(&(archive, fond)).copied();
        let (own, _) = cited(fond)?;
        let near: BTreeSet<&str> = shortened(fond)
            .into_iter()
            .filter_map(|shorter| self.fonds.get(&(archive, shorter)))
            .flatten()
            .copied()
            .filter(|other| one_edit(fond, other))
            .collect();
        near.into_iter().filter_map(cited).find(|(times, _)| own == 1 || *times == 1).map(|(_, unit)| unit)
    }
}

/// Each part of a unit by its number, with the other two; only where at least two parts are given.
fn others_of(unit: &UnitFacts) -> Vec<(usize, [&str; 2])> {
    if unit.parts.iter().filter(|p| !p.is_empty()).count() < 2 {
        return Vec::new();
    }
    let [fond, opis, delo] = unit.parts.each_ref().map(String::as_str);
    vec![(0, [opis, delo]), (1, [fond, delo]), (2, [fond, opis])]
}

/// A long number with one figure left out, in every way, and as it is; nothing for a short one.
fn shortened(number: &str) -> Vec<String> {
    if number.len() < LONG_FOND || number.len() > 12 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut shorter: Vec<String> = (0..number.len()).map(|i| format!("{}{}", &number[..i], &number[i + 1..])).collect();
    shorter.push(number.to_owned());
    shorter
}

/// Whether two words differ by one letter put in, left out, changed, or two exchanged. An empty word is near none.
pub(super) fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.is_empty() || b.is_empty() || a == b || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    let (left_a, left_b) = (a.len() - head - tail, b.len() - head - tail);
    left_a.max(left_b) == 1 || left_a == 2 && left_b == 2 && a[head] == b[head + 1] && a[head + 1] == b[head]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_one() {
        for (a, b, near) in [
            ("28", "82", true),
            ("28", "29", true),
            ("28", "128", true),
            ("28", "28", false),
            ("28", "", false),
            ("128", "281", false),
            ("586b", "586", true),
        ] {
            assert_eq!(one_edit(a, b), near, "{a} {b}");
            assert_eq!(one_edit(b, a), near, "{b} {a}");
        }
    }
}
