use std::collections::{BTreeMap, BTreeSet};

use regesta::store::Project;

use super::Base;
use super::filter::{has_words, stems};
use super::table::words_key;
use crate::error::ApiResult;
use crate::wire::{EntityHit, EntityKind, MarkKind};

/// The kinds of entities that are found by their names, in the order in which they are told.
const KINDS: [EntityKind; 4] = [EntityKind::Person, EntityKind::Place, EntityKind::Body, EntityKind::Shelfmark];

/// The names of all persons, places, bodies and archival units: what the search field needs, without their lists.
pub(crate) struct NameIndex {
    /// The most mentioned first, with the key of the words.
    entries: Vec<(EntityHit, String)>,
}

impl NameIndex {
    pub(crate) fn load(project: &Project, base: &Base) -> ApiResult<Self> {
        let mut variants: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in project.statement_rows(&["name"])? {
            if let Some(name) = row.normalised.or(row.as_written) {
                variants.entry(row.subject).or_default().insert(name);
            }
        }
        let counts: BTreeMap<String, usize> = project.mention_counts()?.into_iter().collect();
        let mut entries = Vec::new();
        for (id, (kind, label)) in base.entities.iter().filter(|(_, (kind, _))| KINDS.contains(kind)) {
            let Some(&mentions) = counts.get(id) else { continue };
            let variants: Vec<String> = variants.remove(id).unwrap_or_default().into_iter().collect();
            let words = words_key(variants.iter().map(String::as_str).chain([label.as_str()]));
            let hit = EntityHit { id: id.clone(), entity_type: *kind, label: label.clone(), mentions, variants };
            entries.push((hit, words));
        }
        entries.sort_by(|(a, _), (b, _)| {
            b.mentions.cmp(&a.mentions).then_with(|| a.label.cmp(&b.label)).then_with(|| a.id.cmp(&b.id))
        });
        Ok(Self { entries })
    }

    /// The entities one of whose names has a word that is written nearly like the last word of the query: one letter wrong, from
    /// eight letters on two. The most mentioned first.
    pub(crate) fn near(&self, query: &str, most: usize) -> Vec<EntityHit> {
        let key = words_key([query]);
        let Some(wanted) = key.split_whitespace().last().filter(|word| word.chars().count() >= 4) else {
            return Vec::new();
        };
        let letters: Vec<char> = wanted.chars().collect();
        let allowed = if letters.len() >= 8 { 2 } else { 1 };
        let fits = |(_, words): &&(EntityHit, String)| {
            words.split_whitespace().any(|word| is_within(&letters, &word.chars().collect::<Vec<_>>(), allowed))
        };
        self.entries.iter().filter(fits).take(most).map(|(hit, _)| hit.clone()).collect()
    }

    /// How the lists call the person, place or body that has exactly this name, the most mentioned of several.
    pub(crate) fn called(&self, name: &str, kind: MarkKind) -> Option<String> {
        let wanted = match kind {
            MarkKind::Person => EntityKind::Person,
            MarkKind::Place => EntityKind::Place,
            MarkKind::Body => EntityKind::Body,
            _ => return None,
        };
        let is = |hit: &EntityHit| {
            hit.entity_type == wanted && (hit.label == name || hit.variants.iter().any(|v| v == name))
        };
        self.entries.iter().find(|(hit, _)| is(hit)).map(|(hit, _)| hit.label.clone())
    }

    /// The entities whose names hold the words, the `most` most mentioned of each kind.
    pub(crate) fn find(&self, query: &str, most: usize) -> Vec<EntityHit> {
        let stems = stems(query);
        if stems.is_empty() {
            return Vec::new();
        }
        let fits = |kind: EntityKind| {
            let of_kind = self.entries.iter().filter(move |(hit, _)| hit.entity_type == kind);
            of_kind.filter(|(_, words)| has_words(&stems, words)).take(most).map(|(hit, _)| hit.clone())
        };
        KINDS.into_iter().flat_map(fits).collect()
    }
}

/// Whether two words differ in at most so many letters that are other, missing, or too many.
fn is_within(one: &[char], other: &[char], allowed: usize) -> bool {
    if one.len().abs_diff(other.len()) > allowed {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let best = (diagonal + usize::from(a != b)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], best);
        }
        if row.iter().min().is_some_and(|least| *least > allowed) {
            return false;
        }
    }
    row[other.len()] <= allowed
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn a_letter_may_be_wrong_missing_or_too_many() {
        let within = |a: &str, b: &str, n| is_within(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), n);
        assert!(within("talleyrand", "taleyrand", 1) && within("orlov", "orlow", 1) && within("orlov", "orlov", 0));
        assert!(!within("orlov", "petrov", 1) && !within("orlov", "or", 2) && within("castlereagh", "casteleragh", 2));
    }
}
