use std::collections::{BTreeMap, BTreeSet};

use regesta::store::Project;

use super::Base;
use super::filter::{has_words, stems};
use super::table::words_key;
use crate::error::ApiResult;
use crate::wire::{EntityHit, EntityKind};

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
