use std::collections::{BTreeMap, BTreeSet};

use regesta::decided::Decided;
use regesta::store::{EntityType, Project};

use super::places::{Placed, by_source, mentions, mentions_of};
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
            let variants = variants.remove(&id).unwrap_or_default().into_iter().collect();
            let authority = authority.remove(&id);
            rows.extend(row(base, documents, id, &mentions, variants, authority));
        }
        rows.sort_by(|a, b| {
            b.mentions.cmp(&a.mentions).then_with(|| a.label.cmp(&b.label)).then_with(|| a.id.cmp(&b.id))
        });
        let mut table = Table::new(&["source"]);
        rows.into_iter().for_each(|row| table.push(row, base));
        Ok(Self { table })
    }

    /// The list as people decided: mentions that they took away from a name do not count, and the documents are those of the
    /// calendar as it was decided. `former` is the calendar before.
    pub(crate) fn lay(
        &self,
        project: &Project,
        base: &Base,
        (former, documents): (&Documents, &Documents),
        decided: &Decided,
    ) -> ApiResult<Self> {
        let mut touched = decided.touched(project)?;
        let both = documents.touched.iter().flat_map(|id| [former.row(id), documents.row(id)]).flatten();
        touched.extend(both.flat_map(|row| row.from.iter().chain(&row.to)).map(|party| party.id.clone()));
        let mut table = self.table.clone();
        let places: Vec<usize> =
            (0..table.entries.len()).filter(|&at| touched.contains(&table.entries[at].row.id)).collect();
        let mut gone = Vec::new();
        for at in places {
            let old = self.table.row(at).clone();
            let mut mentions = mentions_of(project, base, &old.id)?;
            mentions.retain(|m| matches!(m.kind.as_str(), "person" | "place" | "org"));
            mentions.retain(|m| !decided.is_taken_away(&m.finding));
            match row(base, documents, old.id, &mentions, old.variants, old.authority) {
                Some(new) => table.set(at, new, base),
                None => gone.push(at),
            }
        }
        for at in gone.into_iter().rev() {
            table.entries.remove(at);
        }
        Ok(Self { table })
    }
}

/// The row of a name; nothing for one without a mention.
fn row(
    base: &Base,
    documents: &Documents,
    id: String,
    mentions: &[Placed],
    variants: Vec<String>,
    authority: Option<String>,
) -> Option<NameRow> {
    let first = mentions.iter().find(|m| m.same)?;
    let same = mentions.iter().filter(|m| m.same).count();
    let related: BTreeSet<usize> =
        documents.roles.get(&id).into_iter().flatten().map(|(document, _)| *document).collect();
    Some(NameRow {
        label: base.label(&id).unwrap_or(&id).to_owned(),
        variants,
        mentions: same,
        possible: mentions.len() - same,
        sources: by_source(base, mentions.iter().filter(|m| m.same)),
        authority,
        documents: related.len(),
        first: first.passage(base),
        id,
    })
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
