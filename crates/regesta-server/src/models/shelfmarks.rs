use std::collections::BTreeMap;

use regesta::Engine;
use regesta::decided::Decided;
use regesta::store::Project;
use regesta::views::{
    UnitFacts, UnitName, folios_in_order, in_archive_order, one_line, quotation_anchors, references_by_unit,
    shelfmark_doubts,
};

use super::documents::{archive_label, archive_value, distinct};
use super::places::{Placer, by_source, mentions};
use super::table::{Column, SortKey, Table, TableRow, words_key};
use super::{Base, Documents};
use crate::error::ApiResult;
use crate::wire::{CitedDocument, CitingRow, EntityKind, Named, OrderRow, Passage, ShelfmarkDoubt, ShelfmarkRow};

/// Archival units by archive and number.
pub(crate) struct Shelfmarks {
    pub(crate) table: Table<ShelfmarkRow>,
    places: BTreeMap<String, usize>,
}

fn unit_name(row: &ShelfmarkRow) -> UnitName<'_> {
    let parts = [row.fond.as_deref(), row.opis.as_deref(), row.delo.as_deref()];
    UnitName { id: &row.id, archive: &row.archive, parts, label: &row.label, citations: row.citations }
}

impl Shelfmarks {
    pub(crate) fn load(
        project: &Project,
        base: &Base,
        documents: &Documents,
        engine: &Engine,
        decided: &Decided,
    ) -> ApiResult<Self> {
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
        let documents = documents_by_citation(project, documents)?;
        let quotations = quotation_anchors(project)?;
        let by_anchor: BTreeMap<&str, _> = citations.iter().map(|(c, a)| (a.id.as_str(), c)).collect();
        let mut rows = Vec::new();
        let mut facts = Vec::new();
        for (id, mut mentions) in mentions(project, base, &["cite"])? {
            let Some((EntityKind::Shelfmark, label)) = base.entities.get(&id) else { continue };
            mentions.retain(|m| !decided.is_rejected(&m.finding));
            if mentions.is_empty() {
                continue;
            }
            let mut cited = Vec::new();
            let mut first = None;
            let mut readings = Vec::new();
            for mention in &mentions {
                let Some(citation) = by_anchor.get(mention.anchor.id.as_str()) else { continue };
                let references = references_by_unit(engine, citation).remove(&id).unwrap_or_default();
                readings.extend(references.iter().flat_map(|r| r.doubts.iter().cloned()));
                first = first.or_else(|| references.first().cloned());
                cited.push(CitingRow {
                    citation: mention.passage(base),
                    folios: references.into_iter().filter_map(|r| r.folios).collect(),
                    quotation: citation.cited_for.as_ref().is_some_and(|anchor| quotations.contains(anchor)),
                    cited_for: citation.cited_for.as_ref().and_then(|anchor| supported.get(anchor)).cloned(),
                    documents: documents.get(&mention.anchor.id).cloned().unwrap_or_default(),
                });
            }
            let reference = first.unwrap_or_default();
            let mut unit = UnitFacts::new(engine, &id, label, &reference);
            unit.cited = cited.iter().map(|c| (c.citation.source.clone(), c.folios.clone())).collect();
            unit.readings = readings;
            facts.push(unit);
            rows.push(ShelfmarkRow {
                label: label.clone(),
                archive: archive_label(label).to_owned(),
                fond: reference.fond,
                opis: reference.opis,
                delo: reference.delo,
                doubts: Vec::new(),
                citations: cited.len(),
                sources: by_source(base, mentions.iter()),
                folios: folios_in_order(cited.iter().flat_map(|c| c.folios.iter().cloned())),
                cited,
                id,
            });
        }
        let mut doubts = shelfmark_doubts(engine, &facts);
        for row in &mut rows {
            let of_row = doubts.remove(&row.id).unwrap_or_default();
            row.doubts = of_row.into_iter().map(|doubt| told(base, doubt)).collect();
        }
        in_archive_order(&mut rows, unit_name, |row, archive| row.archive = archive);
        let mut table = Table::new(&["archive", "source", "doubt"]);
        let places = rows.iter().enumerate().map(|(at, row)| (row.id.clone(), at)).collect();
        rows.into_iter().for_each(|row| table.push(row, base));
        Ok(Self { table, places })
    }

    /// The row of a unit.
    pub(crate) fn row(&self, id: &str) -> Option<&ShelfmarkRow> {
        self.places.get(id).map(|&at| self.table.row(at))
    }
}

/// The documents that a citation is cited for, by its anchor.
fn documents_by_citation(project: &Project, documents: &Documents) -> ApiResult<BTreeMap<String, Vec<CitedDocument>>> {
    let mut cited: BTreeMap<String, Vec<CitedDocument>> = BTreeMap::new();
    for statement in project.statement_rows(&["held_at", "published_in"])? {
        let Some(row) = documents.row(&statement.subject).filter(|row| !row.rejected) else { continue };
        let list = cited.entry(statement.anchor).or_default();
        if list.iter().all(|document| document.id != row.id) {
            list.push(CitedDocument {
                id: row.id.clone(),
                n: row.n,
                genre: row.genre.clone(),
                date: row.dates.first().map(|date| date.edtf.clone()),
                from: row.from.clone(),
                to: row.to.clone(),
                regest: row.regest.clone(),
            });
        }
    }
    Ok(cited)
}

fn told(base: &Base, doubt: regesta::views::ShelfmarkDoubt) -> ShelfmarkDoubt {
    let other = doubt.other.map(|id| Named { label: base.label(&id).unwrap_or_default().to_owned(), id });
    ShelfmarkDoubt { kind: doubt.kind, message: doubt.message, other }
}

/// The row of the reading-room list for a unit that can be ordered.
pub(crate) fn order(row: &ShelfmarkRow) -> Option<OrderRow> {
    let delo = row.delo.clone()?;
    let mut cited_for: Vec<String> = Vec::new();
    for cited in &row.cited {
        let documents = cited.documents.iter().map(CitedDocument::in_words);
        let words = cited.cited_for.iter().filter(|_| cited.documents.is_empty()).map(|p| one_line(&p.exact));
        cited_for.extend(documents.chain(words));
    }
    Some(OrderRow {
        archive: row.archive.clone(),
        fond: row.fond.clone().unwrap_or_default(),
        opis: row.opis.clone().unwrap_or_default(),
        delo,
        folios: row.folios.clone(),
        reference: row.label.clone(),
        cited_by: row.sources.iter().map(|s| s.source.clone()).collect(),
        cited_for: distinct(cited_for.into_iter()),
        doubts: row.doubts.iter().map(|d| d.message.clone()).collect(),
    })
}

impl TableRow for ShelfmarkRow {
    fn fill(&self, _: &Base, column: &mut Column<'_>) {
        column.add("archive", [archive_value(&self.id, &self.label)]);
        column.add("source", self.sources.iter().map(|s| (s.source.clone(), s.short.clone())));
        column.add("doubt", distinct(self.doubts.iter().map(|d| d.kind.clone())).into_iter().map(|k| (k.clone(), k)));
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
