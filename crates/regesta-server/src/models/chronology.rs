use std::collections::BTreeMap;

use regesta::decided::Decided;
use regesta::store::{Project, StatementRow};
use regesta::views::{bounds, one_line};

use super::dates::order_key;
use super::documents::{parties, party, party_value};
use super::places::{Placed, mentions, mentions_of};
use super::table::{Column, SortKey, Table, TableRow, words_key};
use super::{Base, Documents};
use crate::error::ApiResult;
use crate::wire::{ChronologyRow, DocumentRow, EntityKind, Party, standing};

/// Dated happenings and documents in the order of time.
pub(crate) struct Chronology {
    pub(crate) table: Table<ChronologyRow>,
}

const COLUMNS: &[&str] = &["kind", "type", "modality", "place", "person", "body", "source", "decided"];
const PREDICATES: &[&str] = &["type", "date", "place", "agent"];

impl Chronology {
    pub(crate) fn load(project: &Project, base: &Base, documents: &Documents) -> ApiResult<Self> {
        let mut said: BTreeMap<String, Vec<StatementRow>> = BTreeMap::new();
        for row in project.statement_rows(PREDICATES)? {
            said.entry(row.subject.clone()).or_default().push(row);
        }
        let mut rows: Vec<ChronologyRow> = Vec::new();
        for (id, mentions) in mentions(project, base, &["event"])? {
            let statements = said.remove(&id).unwrap_or_default();
            rows.extend(event(base, id, &statements, &mentions));
        }
        rows.extend(documents.table.rows().filter_map(document));
        Ok(Self::of(rows, base))
    }

    fn of(mut rows: Vec<ChronologyRow>, base: &Base) -> Self {
        rows.sort_by(compare);
        let mut table = Table::new(COLUMNS);
        rows.into_iter().for_each(|row| table.push(row, base));
        Self { table }
    }

    /// The chronology as people decided: `documents` is so already. Only the rows that something was decided about are made
    /// anew.
    pub(crate) fn lay(
        &self,
        project: &Project,
        base: &Base,
        documents: &Documents,
        decided: &Decided,
    ) -> ApiResult<Self> {
        let mut touched = decided.touched(project)?;
        touched.retain(|id| id.starts_with("event:"));
        let ids: Vec<String> = touched.iter().cloned().collect();
        let mut said: BTreeMap<String, Vec<StatementRow>> = BTreeMap::new();
        for row in project.statement_rows_of(&ids, PREDICATES)? {
            said.entry(row.subject.clone()).or_default().push(row);
        }
        let mut new: Vec<ChronologyRow> = Vec::new();
        for (id, statements) in said {
            let mentions = mentions_of(project, base, &id)?;
            let paths = mentions.iter().map(|m| (m.finding.as_str(), base.sources[m.source].card.source.as_str()));
            let standing = decided.standing(paths);
            let rejected = standing.rejected;
            let laid = decided.lay(&id, standing, statements);
            let row = event(base, id, &laid.statements, &mentions);
            new.extend(row.map(|row| ChronologyRow {
                rejected,
                judged: laid.judged.into_iter().map(Into::into).collect(),
                ..row
            }));
        }
        new.extend(documents.touched.iter().filter_map(|id| documents.row(id)).filter_map(document));
        touched.extend(documents.touched.iter().cloned());
        let mut table = self.table.clone();
        table.entries.retain(|entry| !touched.contains(&entry.row.id));
        new.sort_by(compare);
        for row in new {
            let at = table.entries.partition_point(|entry| compare(&entry.row, &row).is_lt());
            table.insert(at, row, base);
        }
        Ok(Self { table })
    }
}

fn compare(a: &ChronologyRow, b: &ChronologyRow) -> std::cmp::Ordering {
    fn place(row: &ChronologyRow) -> (&str, usize, usize) {
        (&row.passage.source, row.passage.start, row.passage.end)
    }
    order_key(Some(&a.date))
        .cmp(&order_key(Some(&b.date)))
        .then_with(|| place(a).cmp(&place(b)))
        .then_with(|| a.id.cmp(&b.id))
}

/// The row of a happening; nothing for one without a date.
fn event(base: &Base, id: String, statements: &[StatementRow], mentions: &[Placed]) -> Option<ChronologyRow> {
    let of = |predicate: &'static str| statements.iter().filter(move |s| s.predicate == predicate);
    let (date, first) = (of("date").next()?, mentions.first()?);
    let passage = first.passage(base);
    Some(ChronologyRow {
        n: None,
        kind: "event".into(),
        date: date.edtf.clone()?,
        date_as_written: one_line(date.as_written.as_deref().unwrap_or_default()),
        event_type: of("type").find_map(|s| s.normalised.clone()).unwrap_or_default(),
        modality: date.modality.as_str().to_owned(),
        place: of("place").next().map(|s| party(base, s)),
        agents: parties(base, of("agent")),
        text: passage.exact.clone(),
        passage,
        rejected: false,
        judged: Vec::new(),
        id,
    })
}

/// The row of a document; nothing for one without a date.
fn document(row: &DocumentRow) -> Option<ChronologyRow> {
    let date = row.dates.first()?;
    Some(ChronologyRow {
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
        rejected: row.rejected,
        judged: row.judged.clone(),
    })
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
        let decided = standing(self.rejected, &self.judged).to_owned();
        column.add("decided", [(decided.clone(), decided)]);
    }

    fn rejected(&self) -> bool {
        self.rejected
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
