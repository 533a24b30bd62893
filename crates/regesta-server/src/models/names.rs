use std::collections::{BTreeMap, BTreeSet};

use regesta::store::{EntityType, Project};

use super::places::{by_source, mentions};
use super::table::{Column, SortKey, Table, TableRow, words_key};
use super::{Base, Documents};
use crate::error::ApiResult;
use crate::wire::{EntityKind, NameRow};

/// Persons, places or bodies, the most mentioned first.
pub(crate) struct Names {
    pub(crate) table: Table<NameRow>,
}

impl Names {
    pub(crate) fn load(
        project: &Project,
        base: &Base,
        documents: &Documents,
        entity_type: EntityType,
    ) -> ApiResult<Self> {
        let mut variants: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut authority: BTreeMap<String, String> = BTreeMap::new();
        for row in project.statement_rows(&["name", "same_as"])? {
            let name = row.normalised.or(row.as_written);
            match (row.predicate.as_str(), name) {
                ("name", Some(name)) => {
                    variants.entry(row.subject).or_default().insert(name);
                }
                ("same_as", Some(id)) => {
                    authority.insert(row.subject, id);
                }
                _ => {}
            }
        }
        let mut rows = Vec::new();
        // A name that a person said to be of another type keeps the kind of its finding.
        let wanted =
            |id: &String| base.entities.get(id).is_some_and(|(kind, _)| Some(*kind) == EntityKind::of(entity_type));
        for (id, mentions) in
            mentions(project, base, &["person", "place", "org"])?.into_iter().filter(|(id, _)| wanted(id))
        {
            let Some(first) = mentions.iter().find(|m| m.same) else { continue };
            let same = mentions.iter().filter(|m| m.same).count();
            let related: BTreeSet<usize> =
                documents.roles.get(&id).into_iter().flatten().map(|(document, _)| *document).collect();
            rows.push(NameRow {
                label: base.label(&id).unwrap_or(&id).to_owned(),
                variants: variants.remove(&id).unwrap_or_default().into_iter().collect(),
                mentions: same,
                possible: mentions.len() - same,
                sources: by_source(base, mentions.iter().filter(|m| m.same)),
                authority: authority.remove(&id),
                documents: related.len(),
                first: first.passage(base),
                id,
            });
        }
        rows.sort_by(|a, b| {
            b.mentions.cmp(&a.mentions).then_with(|| a.label.cmp(&b.label)).then_with(|| a.id.cmp(&b.id))
        });
        let mut table = Table::new(&["source"]);
        rows.into_iter().for_each(|row| table.push(row, base));
        Ok(Self { table })
    }
}

impl TableRow for NameRow {
    fn fill(&self, _: &Base, column: &mut Column<'_>) {
        column.add("source", self.sources.iter().map(|s| (s.source.clone(), s.short.clone())));
    }

    fn dates(&self) -> Vec<(i64, i64)> {
        Vec::new()
    }

    fn words(&self) -> String {
        words_key(self.variants.iter().map(String::as_str).chain([self.label.as_str()]))
    }

    fn sort_key(&self, by: &str) -> Option<SortKey> {
        Some(match by {
            "mentions" => SortKey::Number(-(self.mentions as i64)),
            "documents" => SortKey::Number(-(self.documents as i64)),
            "sources" => SortKey::Number(-(self.sources.len() as i64)),
            "possible" => SortKey::Number(-(self.possible as i64)),
            "label" => SortKey::words(&self.label),
            _ => return None,
        })
    }
}
