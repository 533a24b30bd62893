use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use regesta::decided::Decided;
use regesta::store::{Project, StatementRow};
use regesta::views::{bounds, one_line};

use super::Base;
use super::dates::order_key;
use super::places::{Placed, by_source, mentions, mentions_of};
use super::table::{Column, SortKey, Table, TableRow, words_key};
use crate::error::ApiResult;
use crate::wire::{DocumentDate, DocumentRow, EntityKind, Party, standing};

/// Party or archival unit to the documents in which it has a role, by place in the table.
type Roles = BTreeMap<String, Vec<(usize, &'static str)>>;

/// The calendar of documents.
pub(crate) struct Documents {
    /// In the order of the calendar. A document keeps the number that the program gave it, whatever is decided of its date.
    pub(crate) table: Table<DocumentRow>,
    /// Identifier to its place in the table.
    places: Arc<BTreeMap<String, usize>>,
    /// Party or archival unit to the documents in which it has a role, by place in the table.
    pub(crate) roles: Arc<Roles>,
    /// Documents whose rows people decided about.
    pub(crate) touched: BTreeSet<String>,
}

const COLUMNS: &[&str] =
    &["genre", "sender", "addressee", "place", "body", "archive", "source", "person", "certainty", "decided"];
const PREDICATES: &[&str] = &[
    "genre",
    "date_sent",
    "date_received",
    "sent_by",
    "received_by",
    "subject",
    "held_at",
    "published_in",
    "quoted_in",
];

impl Documents {
    pub(crate) fn load(project: &Project, base: &Base) -> ApiResult<Self> {
        let mut said: BTreeMap<String, Vec<StatementRow>> = BTreeMap::new();
        let mut citations = Vec::new();
        for row in project.statement_rows(PREDICATES)? {
            if row.predicate == "held_at" {
                citations.push(row.anchor.clone());
            }
            said.entry(row.subject.clone()).or_default().push(row);
        }
        let units = units_by_anchor(project, base, &citations)?;
        let mut spoken_of = mentions(project, base, &["doc"])?;
        let mut found: Vec<(DocumentRow, Vec<Placed>)> = Vec::new();
        for (id, _) in base.entities.iter().filter(|(_, (kind, _))| *kind == EntityKind::Document) {
            let mut mentions = spoken_of.remove(id).unwrap_or_default();
            mentions.retain(|m| m.same);
            let statements = said.remove(id).unwrap_or_default();
            found.push((row(base, id, &statements, &mentions, &units), mentions));
        }
        found.sort_by(|(a, at_a), (b, at_b)| {
            let order = |list: &[Placed]| list.iter().map(Placed::order).collect::<Vec<_>>();
            date_of(a).cmp(&date_of(b)).then_with(|| order(at_a).cmp(&order(at_b))).then_with(|| a.id.cmp(&b.id))
        });
        let mut table = Table::new(COLUMNS);
        for (at, (mut row, _)) in found.into_iter().enumerate() {
            row.n = at + 1;
            table.push(row, base);
        }
        Ok(Self::of(table, BTreeSet::new()))
    }

    fn of(table: Table<DocumentRow>, touched: BTreeSet<String>) -> Self {
        let (mut places, mut roles) = (BTreeMap::new(), Roles::new());
        for (at, row) in table.rows().enumerate() {
            places.insert(row.id.clone(), at);
            for (list, role) in [(&row.from, "sent_by"), (&row.to, "received_by"), (&row.shelfmarks, "held_at")] {
                for party in list.iter().filter(|p| !p.id.is_empty() && !row.rejected) {
                    roles.entry(party.id.clone()).or_default().push((at, role));
                }
            }
        }
        Self { table, places: Arc::new(places), roles: Arc::new(roles), touched }
    }

    /// The calendar as people decided it: only the rows that something was decided about are made anew.
    pub(crate) fn lay(&self, project: &Project, base: &Base, decided: &Decided) -> ApiResult<Self> {
        let mut touched = decided.touched(project)?;
        touched.retain(|id| self.places.contains_key(id));
        let ids: Vec<String> = touched.iter().cloned().collect();
        let mut said: BTreeMap<String, Vec<StatementRow>> = BTreeMap::new();
        let mut citations = Vec::new();
        for row in project.statement_rows_of(&ids, PREDICATES)? {
            if row.predicate == "held_at" {
                citations.push(row.anchor.clone());
            }
            said.entry(row.subject.clone()).or_default().push(row);
        }
        let units = units_by_anchor(project, base, &citations)?;
        let mut table = self.table.clone();
        let mut moved = false;
        for id in &ids {
            let at = self.places[id];
            let mut mentions = mentions_of(project, base, id)?;
            mentions.retain(|m| m.same && m.kind == "doc");
            let paths = mentions.iter().map(|m| (m.finding.as_str(), base.sources[m.source].card.source.as_str()));
            let standing = decided.standing(paths);
            let rejected = standing.rejected;
            mentions.retain(|m| rejected || !decided.is_rejected(&m.finding));
            let laid = decided.lay(id, standing, said.remove(id).unwrap_or_default());
            let former = self.table.row(at);
            let mut new = row(base, id, &laid.statements, &mentions, &units);
            new.n = former.n;
            (new.rejected, new.judged) = (rejected, laid.judged.into_iter().map(Into::into).collect());
            moved |= date_of(&new) != date_of(former);
            table.set(at, new, base);
        }
        if moved {
            // Stable: what is of one date stays in the order of the texts.
            let mut keyed: Vec<_> = table.entries.drain(..).map(|entry| (date_of(&entry.row), entry)).collect();
            keyed.sort_by_key(|(key, _)| *key);
            table.entries = keyed.into_iter().map(|(_, entry)| entry).collect();
        }
        Ok(Self::of(table, touched))
    }

    /// The row of a document.
    pub(crate) fn row(&self, id: &str) -> Option<&DocumentRow> {
        self.places.get(id).map(|&at| self.table.row(at))
    }

    /// The number of a document.
    pub(crate) fn number(&self, id: &str) -> Option<usize> {
        self.row(id).map(|row| row.n)
    }
}

fn date_of(row: &DocumentRow) -> (bool, i64, i64) {
    order_key(row.dates.first().map(|d| d.edtf.as_str()).or(row.received.first().map(String::as_str)))
}

/// The archival units that the citations at some anchors name.
fn units_by_anchor(project: &Project, base: &Base, anchors: &[String]) -> ApiResult<BTreeMap<String, Vec<Party>>> {
    let mut units: BTreeMap<String, Vec<Party>> = BTreeMap::new();
    for row in project.mention_rows_at("cite", anchors)? {
        let Some((EntityKind::Shelfmark, label)) = base.entities.get(&row.entity) else { continue };
        let as_written = one_line(&row.anchor.exact);
        units.entry(row.anchor.id).or_default().push(Party { id: row.entity, label: label.clone(), as_written });
    }
    Ok(units)
}

fn row(
    base: &Base,
    id: &str,
    statements: &[StatementRow],
    mentions: &[Placed],
    units: &BTreeMap<String, Vec<Party>>,
) -> DocumentRow {
    let of = |predicate: &'static str| statements.iter().filter(move |s| s.predicate == predicate);
    let written = |s: &StatementRow| s.as_written.as_deref().map(one_line).unwrap_or_default();
    let mut dates: Vec<DocumentDate> = Vec::new();
    for statement in of("date_sent") {
        let Some(edtf) = statement.edtf.clone() else { continue };
        let source = statement.authority.clone().unwrap_or_default();
        match dates.iter_mut().find(|d| d.edtf == edtf) {
            Some(date) if date.sources.contains(&source) => {}
            Some(date) => date.sources.push(source),
            None => dates.push(DocumentDate { edtf, sources: vec![source] }),
        }
    }
    let mut shelfmarks: Vec<Party> = Vec::new();
    for party in of("held_at").filter_map(|s| units.get(&s.anchor)).flatten() {
        if shelfmarks.iter().all(|known| known.id != party.id) {
            shelfmarks.push(party.clone());
        }
    }
    let subject = of("subject").find_map(|s| s.as_written.as_deref().map(one_line)).filter(|s| !s.is_empty());
    let first = mentions.first().map(|m| m.passage(base)).unwrap_or_default();
    DocumentRow {
        id: id.to_owned(),
        n: 0,
        genre: of("genre").find_map(|s| s.normalised.clone()).unwrap_or_default(),
        dates,
        date_as_written: of("date_sent").map(written).next(),
        received: distinct(of("date_received").filter_map(|s| s.edtf.clone())),
        from: parties(base, of("sent_by")),
        to: parties(base, of("received_by")),
        regest: subject.clone().unwrap_or_else(|| first.exact.clone()),
        subject,
        cited: distinct(of("held_at").chain(of("published_in")).map(written)),
        shelfmarks,
        quoted: of("quoted_in").next().is_some(),
        sources: by_source(base, mentions.iter()),
        first,
        certainty: distinct(statements.iter().filter_map(|s| s.cert.clone())),
        rejected: false,
        judged: Vec::new(),
    }
}

/// The entities that statements name, each once; what is not identified is told by its printed words.
pub(crate) fn parties<'a>(base: &Base, statements: impl Iterator<Item = &'a StatementRow>) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    for statement in statements {
        let party = party(base, statement);
        if out.iter().all(|known| (&known.id, &known.label) != (&party.id, &party.label)) {
            out.push(party);
        }
    }
    out
}

/// The entity that a statement names.
pub(crate) fn party(base: &Base, statement: &StatementRow) -> Party {
    let as_written = statement.as_written.as_deref().map(one_line).unwrap_or_default();
    let id = statement.entity.clone().unwrap_or_default();
    Party { label: base.label(&id).map_or_else(|| as_written.clone(), str::to_owned), id, as_written }
}

/// The values in the order of their first appearance, each once.
pub(crate) fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::new();
    for value in values {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    out
}

/// Value and label of a party for a filter; what is not identified has `~` and its words.
pub(crate) fn party_value(party: &Party) -> (String, String) {
    let value = if party.id.is_empty() { format!("~{}", party.label) } else { party.id.clone() };
    (value, party.label.clone())
}

/// Value and label of the archive of a unit.
pub(crate) fn archive_value(id: &str, label: &str) -> (String, String) {
    let value = id.strip_prefix("shelfmark:").and_then(|rest| rest.split('/').next()).unwrap_or(id);
    (value.to_owned(), archive_label(label).to_owned())
}

/// The archive of a unit: what stands before the numbers.
pub(crate) fn archive_label(label: &str) -> &str {
    label.split(", ").next().unwrap_or(label)
}

impl TableRow for DocumentRow {
    fn fill(&self, base: &Base, column: &mut Column<'_>) {
        let kind = |party: &Party| base.kind(&party.id);
        column.add("genre", [(self.genre.clone(), self.genre.clone())]);
        column.add("sender", self.from.iter().map(party_value));
        column.add("addressee", self.to.iter().map(party_value));
        let both = || self.from.iter().chain(&self.to);
        column.add("place", both().filter(|p| kind(p) == Some(EntityKind::Place)).map(party_value));
        column.add("body", both().filter(|p| kind(p) == Some(EntityKind::Body)).map(party_value));
        column.add("archive", self.shelfmarks.iter().map(|p| archive_value(&p.id, &p.label)));
        column.add("source", self.sources.iter().map(|s| (s.source.clone(), s.short.clone())));
        column.add("person", both().map(party_value));
        column.add("certainty", self.certainty.iter().map(|c| (c.clone(), c.clone())));
        let decided = standing(self.rejected, &self.judged).to_owned();
        column.add("decided", [(decided.clone(), decided)]);
    }

    fn rejected(&self) -> bool {
        self.rejected
    }

    fn dates(&self) -> Vec<(i64, i64)> {
        let sent = self.dates.iter().map(|d| d.edtf.as_str());
        sent.chain(self.received.iter().map(String::as_str)).filter_map(bounds).collect()
    }

    fn words(&self) -> String {
        let parties = self.from.iter().chain(&self.to).flat_map(|p| [p.label.as_str(), p.as_written.as_str()]);
        let rest = [self.genre.as_str(), self.subject.as_deref().unwrap_or_default(), self.first.exact.as_str()];
        words_key(parties.chain(rest).chain(self.cited.iter().map(String::as_str)))
    }

    fn sort_key(&self, by: &str) -> Option<SortKey> {
        let names = |list: &[Party]| list.iter().map(|p| p.label.as_str()).collect::<Vec<_>>().join(", ");
        Some(match by {
            "date" | "n" => SortKey::Number(self.n as i64),
            "genre" => SortKey::words(&self.genre),
            "from" => SortKey::words(&names(&self.from)),
            "to" => SortKey::words(&names(&self.to)),
            "subject" => SortKey::words(&self.regest),
            "sources" => SortKey::Number(-(self.sources.len() as i64)),
            _ => return None,
        })
    }
}
