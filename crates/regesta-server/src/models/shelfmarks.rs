use std::collections::BTreeMap;

use regesta::Engine;
use regesta::store::Project;
use regesta::views::{folios_by_unit, natural_key};

use super::Base;
use super::documents::{archive_label, archive_value, distinct};
use super::places::{Placer, by_source, mentions};
use super::table::{Column, SortKey, Table, TableRow, words_key};
use crate::error::ApiResult;
use crate::wire::{CitingRow, EntityKind, Passage, ShelfmarkRow};

/// Archival units by archive and number.
pub(crate) struct Shelfmarks {
    pub(crate) table: Table<ShelfmarkRow>,
}

impl Shelfmarks {
    pub(crate) fn load(project: &Project, base: &Base, engine: &Engine) -> ApiResult<Self> {
        let citations = project.citations(None)?;
        let wanted: Vec<String> = citations.iter().filter_map(|(c, _)| c.cited_for.clone()).collect();
        let mut anchors = project.anchor_rows(&wanted)?;
        anchors.sort_by(|a, b| (&a.source, a.hull.start, &a.id).cmp(&(&b.source, b.hull.start, &b.id)));
        let mut placer = Placer::new(project, base);
        let mut supported: BTreeMap<String, Passage> = BTreeMap::new();
        for anchor in anchors {
            if let Some(passage) = placer.passage(&anchor)? {
                supported.insert(anchor.id, passage);
            }
        }
        let by_anchor: BTreeMap<&str, _> = citations.iter().map(|(c, a)| (a.id.as_str(), c)).collect();
        let mut rows = Vec::new();
        for (id, mentions) in mentions(project, base, &["cite"])? {
            let Some((EntityKind::Shelfmark, label)) = base.entities.get(&id) else { continue };
            let mut cited = Vec::new();
            for mention in &mentions {
                let Some(citation) = by_anchor.get(mention.anchor.id.as_str()) else { continue };
                cited.push(CitingRow {
                    citation: mention.passage(base),
                    folios: folios_by_unit(engine, citation).remove(&id).unwrap_or_default(),
                    cited_for: citation.cited_for.as_ref().and_then(|anchor| supported.get(anchor)).cloned(),
                });
            }
            rows.push(ShelfmarkRow {
                label: label.clone(),
                archive: archive_label(label).to_owned(),
                citations: cited.len(),
                sources: by_source(base, mentions.iter()),
                folios: distinct(cited.iter().flat_map(|c| c.folios.iter().cloned())),
                cited,
                id,
            });
        }
        rows.sort_by_cached_key(|row| (natural_key(&row.label), row.id.clone()));
        let mut table = Table::new(&["archive", "source"]);
        rows.into_iter().for_each(|row| table.push(row, base));
        Ok(Self { table })
    }
}

impl TableRow for ShelfmarkRow {
    fn fill(&self, _: &Base, column: &mut Column<'_>) {
        column.add("archive", [archive_value(&self.id, &self.label)]);
        column.add("source", self.sources.iter().map(|s| (s.source.clone(), s.short.clone())));
    }

    fn dates(&self) -> Vec<(i64, i64)> {
        Vec::new()
    }

    fn words(&self) -> String {
        let cited = self.cited.iter().map(|c| c.citation.exact.as_str());
        words_key(cited.chain([self.label.as_str()]))
    }

    fn sort_key(&self, by: &str) -> Option<SortKey> {
        Some(match by {
            "citations" => SortKey::Number(-(self.citations as i64)),
            "sources" => SortKey::Number(-(self.sources.len() as i64)),
            // The table is in this order.
            "label" => SortKey::Number(0),
            _ => return None,
        })
    }
}
