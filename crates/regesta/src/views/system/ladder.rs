//! The register of organs as a ladder: which organs a party is of, what stands above each, and what a letter goes past.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use regesta_scheme::Organ;

use super::lines::Sources;
use super::organs::OrganRow;
use crate::dossier::Dossier;
use crate::propose::Wanted;
use crate::views::Party;

/// The register of a dossier, with those whom it or a text calls members or holders of an office.
pub(super) struct Ladder<'d> {
    register: &'d [Organ],
    /// For each organ: itself, and its people.
    parties: Vec<(Wanted, Vec<Wanted>)>,
    rungs: Rungs,
}

impl<'d> Ladder<'d> {
    pub(super) fn new(sources: &Sources<'_>, dossier: &'d Dossier) -> Self {
        let register = dossier.organs.organ.as_slice();
        let told = sources.organs(dossier);
        let of = |(organ, row): (&Organ, &OrganRow)| {
            let holders = row.offices.iter().map(|office| office.authority.as_ref().unwrap_or(&office.person));
            let people: BTreeSet<&String> = organ.member.iter().chain(holders).collect();
            let people = people.into_iter().map(|name| sources.wanted(name, std::slice::from_ref(name))).collect();
            (sources.wanted(&organ.name, &organ.names), people)
        };
        Self { register, parties: register.iter().zip(told).map(of).collect(), rungs: Rungs::new(register) }
    }

    /// The rungs a party stands on: those of the organ that it is, else of every organ that it belongs to.
    fn rungs_of(&self, party: &Party) -> BTreeSet<usize> {
        let is = |wanted: &Wanted| wanted.is_party(&party.id, &party.name);
        let own: BTreeSet<usize> = (0..self.parties.len()).filter(|n| is(&self.parties[*n].0)).collect();
        let found = if own.is_empty() {
            (0..self.parties.len()).filter(|n| self.parties[*n].1.iter().any(is)).collect()
        } else {
            own
        };
        found.into_iter().map(|organ| self.rungs.of[organ]).collect()
    }

    /// The organs that a letter goes past: those between the rungs of sender and addressee that are neither among the
    /// senders nor among the addressees. Who belongs to several organs writes as a member of the nearest, so that only what
    /// every way goes past is told.
    pub(super) fn past(&self, from: &[Party], to: &[Party]) -> Vec<String> {
        let of = |parties: &[Party]| -> BTreeSet<usize> { parties.iter().flat_map(|p| self.rungs_of(p)).collect() };
        let (senders, addressees) = (of(from), of(to));
        if !senders.is_disjoint(&addressees) {
            return Vec::new();
        }
        let ways = senders.iter().flat_map(|s| addressees.iter().map(move |a| (*s, *a)));
        let between = ways.filter_map(|(s, a)| self.rungs.between(s, a).or_else(|| self.rungs.between(a, s)));
        let Some(shortest) = between.min_by_key(Vec::len) else { return Vec::new() };
        let skipped = shortest.into_iter().filter(|rung| !addressees.contains(rung) && !senders.contains(rung));
        skipped.map(|rung| self.register[rung].name.clone()).collect()
    }
}

/// Organs by number; one that acts for another stands on its rung.
struct Rungs {
    /// The rung of each organ: the number of the organ for which it acts, or its own.
    of: Vec<usize>,
    above: Vec<Vec<usize>>,
}

impl Rungs {
    fn new(register: &[Organ]) -> Self {
        let numbers: BTreeMap<&str, usize> = register.iter().enumerate().map(|(n, o)| (o.id.as_str(), n)).collect();
        let number = |id: &String| numbers.get(id.as_str()).copied();
        let of: Vec<usize> =
            (0..register.len()).map(|n| register[n].acts_for.as_ref().and_then(number).unwrap_or(n)).collect();
        let mut above = vec![Vec::new(); register.len()];
        for (n, organ) in register.iter().enumerate() {
            let parents = organ.under.iter().filter_map(number).map(|parent| of[parent]);
            above[of[n]].extend(parents.filter(|parent| *parent != of[n]));
        }
        Self { of, above }
    }

    /// The rungs strictly between one and another above it, nearest first, by the shortest way up; nothing where the second is
    /// not above the first.
    fn between(&self, low: usize, high: usize) -> Option<Vec<usize>> {
        let mut come_from: BTreeMap<usize, usize> = BTreeMap::new();
        let mut next = VecDeque::from([low]);
        while let Some(at) = next.pop_front() {
            for parent in &self.above[at] {
                if *parent == low || come_from.contains_key(parent) {
                    continue;
                }
                come_from.insert(*parent, at);
                if *parent == high {
                    let mut way = Vec::new();
                    let mut down = at;
                    while down != low {
                        way.push(down);
                        down = come_from[&down];
                    }
                    way.reverse();
                    return Some(way);
                }
                next.push_back(*parent);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organ(id: &str, under: &[&str], acts_for: Option<&str>) -> Organ {
        Organ {
            id: id.to_owned(),
            name: id.to_owned(),
            names: Vec::new(),
            under: under.iter().map(|&u| u.to_owned()).collect(),
            acts_for: acts_for.map(str::to_owned),
            office: Vec::new(),
            member: Vec::new(),
        }
    }

    /// A court of the eighteenth century: the council decides for the crown; an embassy writes to the college.
    fn court() -> Vec<Organ> {
        vec![
            organ("crown", &[], None),
            organ("council", &["crown"], Some("crown")),
            organ("college", &["council"], None),
            organ("embassy", &["college"], None),
            organ("consulate", &["embassy", "college"], None),
            organ("guild", &[], None),
        ]
    }

    #[test]
    fn a_way_up_names_what_it_goes_past() {
        let rungs = Rungs::new(&court());
        assert_eq!(rungs.between(3, 0), Some(vec![2]));
        assert_eq!(rungs.between(3, 2), Some(vec![]));
        assert_eq!(rungs.between(0, 3), None);
        assert_eq!(rungs.between(5, 0), None);
    }

    #[test]
    fn a_council_that_acts_for_the_crown_is_not_gone_past() {
        let rungs = Rungs::new(&court());
        assert_eq!(rungs.of, [0, 0, 2, 3, 4, 5]);
        assert_eq!(rungs.between(2, rungs.of[1]), Some(vec![]));
    }

    #[test]
    fn of_two_organs_above_the_shorter_way_counts() {
        let rungs = Rungs::new(&court());
        assert_eq!(rungs.between(4, 2), Some(vec![]));
        assert_eq!(rungs.between(4, 0), Some(vec![2]));
    }

    #[test]
    fn organs_under_each_other_end_the_walk() {
        let rungs = Rungs::new(&[organ("a", &["b"], None), organ("b", &["a"], None), organ("c", &[], None)]);
        assert_eq!(rungs.between(0, 2), None);
        assert_eq!(rungs.between(0, 1), Some(vec![]));
    }
}
