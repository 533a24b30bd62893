use std::collections::BTreeMap;

use regesta::store::{Project, StatementRow};
use regesta::views::{bounds, one_line};

use super::dates::order_key;
use super::documents::{parties, party, party_value};
use super::places::mentions;
use super::table::{Column, SortKey, Table, TableRow, words_key};
use super::{Base, Documents};
use crate::error::ApiResult;
use crate::wire::{ChronologyRow, EntityKind, Party};

/// Dated happenings and documents in the order of time.
pub(crate) struct Chronology {
    pub(crate) table: Table<ChronologyRow>,
}

const COLUMNS: &[&str] = &["kind", "type", "modality", "place", "person", "body", "source"];

impl Chronology {
    pub(crate) fn load(project: &Project, base: &Base, documents: &Documents) -> ApiResult<Self> {
        let mut said: BTreeMap<String, Vec<StatementRow>> = BTreeMap::new();
        for row in project.statement_rows(&["type", "date", "place", "agent"])? {
            said.entry(row.subject.clone()).or_default().push(row);
        }
        let mut rows: Vec<ChronologyRow> = Vec::new();
        for (id, mentions) in mentions(project, base, &["event"])? {
            let statements = said.remove(&id).unwrap_or_default();
            let of = |predicate: &'static str| statements.iter().filter(move |s| s.predicate == predicate);
            let (Some(date), Some(first)) = (of("date").next(), mentions.first()) else { continue };
            let Some(edtf) = date.edtf.clone() else { continue };
            let passage = first.passage(base);
            rows.push(ChronologyRow {
                n: None,
                kind: "event".into(),
                date: edtf,
                date_as_written: one_line(date.as_written.as_deref().unwrap_or_default()),
                event_type: of("type").find_map(|s| s.normalised.clone()).unwrap_or_default(),
                modality: date.modality.as_str().to_owned(),
                place: of("place").next().map(|s| party(base, s)),
                agents: parties(base, of("agent")),
                text: passage.exact.clone(),
                passage,
                id,
            });
        }
        for row in documents.table.rows() {
            let Some(date) = row.dates.first() else { continue };
            rows.push(ChronologyRow {
                id: row.id.clone(),
                n: Some(row.n),
                kind: "document".into(),
                date: date.edtf.clone(),
                date_as_written: row.date_as_written.clone().unwrap_or_default(),
                event_type: row.genre.clone(),
                modality: "asserted".into(),
                place: None,
                agents: row.from.clone(),
                text: row.first.exact.clone(),
                passage: row.first.clone(),
            });
        }
        rows.sort_by(|a, b| {
            let place = |row: &ChronologyRow| (row.passage.source.clone(), row.passage.start, row.passage.end);
            order_key(Some(&a.date))
                .cmp(&order_key(Some(&b.date)))
                .then_with(|| place(a).cmp(&place(b)))
                .then_with(|| a.id.cmp(&b.id))
        });
        let mut table = Table::new(COLUMNS);
        rows.into_iter().for_each(|row| table.push(row, base));
        Ok(Self { table })
    }
}

impl TableRow for ChronologyRow {
    fn fill(&self, base: &Base, column: &mut Column<'_>) {
        let of = |wanted: EntityKind| {
            let all = self.agents.iter().chain(&self.place);
            all.filter(move |p: &&Party| base.kind(&p.id) == Some(wanted)).map(party_value)
        };
        column.add("kind", [(self.kind.clone(), self.kind.clone())]);
        column.add("type", [(self.event_type.clone(), self.event_type.clone())]);
        column.add("modality", [(self.modality.clone(), self.modality.clone())]);
        column.add("place", of(EntityKind::Place));
        column.add("person", of(EntityKind::Person));
        column.add("body", of(EntityKind::Body));
        column.add("source", [(self.passage.source.clone(), self.passage.short.clone())]);
    }

    fn dates(&self) -> Vec<(i64, i64)> {
        bounds(&self.date).into_iter().collect()
    }

    fn words(&self) -> String {
        let parties = self.agents.iter().chain(&self.place).map(|p| p.label.as_str());
        words_key(parties.chain([self.event_type.as_str(), self.text.as_str()]))
    }

    fn sort_key(&self, by: &str) -> Option<SortKey> {
        Some(match by {
            "date" => {
                let (undated, from, _) = order_key(Some(&self.date));
                SortKey::Number(if undated { i64::MAX } else { from })
            }
            "type" => SortKey::words(&self.event_type),
            "place" => SortKey::words(self.place.as_ref().map_or("", |p| &p.label)),
            "text" => SortKey::words(&self.text),
            _ => return None,
        })
    }
}
