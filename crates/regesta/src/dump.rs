//! The annotation dump: one JSON object a line, as the scorer of the annotation guide reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use regesta_analyze::{DocumentMention, Event, Quotation};
use regesta_cite::Citation;
use regesta_date::DateValue;
use regesta_store::{Action, EntityType, FindingFilter, FoundAt, LinkStatus, Project, Span};
use regesta_text::CodePointIndex;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::bundle::{CALL, ENTRY, OFFICE};
use crate::decided::{AddedFinding, Decided};
use crate::stored::{found_of, part_of};
use crate::{Error, Result};

/// One row of the dump. Fields that do not belong to its kind are left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DumpRow {
    /// Path of the source relative to the folder.
    pub source: String,
    /// First code point in the decoded original, from 0: of the first piece for names, dates and citations, of the hull
    /// for documents, events and quotations.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// date, cite, person, place, org, doc, event, quote.
    pub kind: String,
    /// The original between `start` and `end`, letter for letter.
    pub exact: String,
    /// Identifier of the finding.
    pub id: String,
    /// The rule that found it, and why.
    pub rule: String,
    /// A sentence for a person.
    pub reason: String,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// The fields of its kind.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

/// Which end of a finding with several pieces its row has.
fn whole(kind: &str) -> bool {
    matches!(kind, "doc" | "event" | "quote")
}

/// Writes every finding of the project, ordered by source, place and kind, as people decided: what they rejected is left out,
/// what they corrected has its new value. The field `decided` says who decided what, when and why, and `machine` keeps what the
/// program had.
///
/// # Errors
/// Those of the store, and [`Error::Row`] where the output cannot be written.
pub fn dump(project: &Project, out: &mut dyn Write) -> Result<()> {
    dump_with(project, out, false)
}

/// The same, also with what people rejected where that is asked for.
///
/// # Errors
/// Those of [`dump`].
pub fn dump_with(project: &Project, out: &mut dyn Write, rejected: bool) -> Result<()> {
    let decided = Decided::load(project)?;
    let mut entity_of: BTreeMap<String, String> = BTreeMap::new();
    // A name that a person said to be of another type keeps the kind of its finding, and is written as what it is.
    let type_of: BTreeMap<String, &'static str> =
        [("person", EntityType::Person), ("place", EntityType::Place), ("org", EntityType::Body)]
            .into_iter()
            .map(|(kind, entity_type)| Ok((kind, project.entities(Some(entity_type))?)))
            .collect::<Result<Vec<_>>>()?
            .into_iter()
            .flat_map(|(kind, entities)| entities.into_iter().map(move |e| (e.id, kind)))
            .collect();
    for link in project.links()?.into_iter().filter(|l| l.status == LinkStatus::Same) {
        entity_of.entry(link.finding).or_insert(link.entity);
    }
    for source in project.sources()? {
        let Some(raw) = project.raw_text(&source.id)? else { continue };
        let index = CodePointIndex::new(&raw);
        let found = project.findings(&FindingFilter::source(source.id.clone()))?;
        let mut mentions: BTreeMap<(u64, u64), &str> = BTreeMap::new();
        for row in found.iter().filter(|r| matches!(r.finding.kind.as_str(), "person" | "place" | "org")) {
            if let Some(n) = row.finding.value.get("n").and_then(Value::as_u64) {
                mentions.insert((part_of(row), n), entity_of.get(&row.finding.id).map_or("", String::as_str));
            }
        }
        let mut rows = Vec::with_capacity(found.len());
        for at in found.iter().filter(|at| !matches!(at.finding.kind.as_str(), CALL | ENTRY | OFFICE)) {
            let mut row = row(&raw, &index, at, &entity_of, &mentions)?;
            if matches!(row.kind.as_str(), "person" | "place" | "org")
                && let Some(kind) = entity_of.get(&row.id).and_then(|entity| type_of.get(entity))
            {
                row.kind = (*kind).to_owned();
            }
            if at.finding.kind == "doc" && !decided.is_empty() {
                lay_fields(project, &decided, at, &mut row)?;
            }
            lay_finding(&decided, &mut row);
            if rejected || !decided.is_rejected(&row.id) {
                rows.push(row);
            }
        }
        let known: BTreeSet<&str> = found.iter().map(|at| at.finding.id.as_str()).collect();
        let made = decided.added().iter().filter(|a| a.source == source.id && !known.contains(a.finding.as_str()));
        rows.extend(made.filter_map(|added| made_row(&raw, &index, &source.path, &decided, added)));
        rows.sort_by(|a, b| (a.start, a.end, &a.kind, &a.id).cmp(&(b.start, b.end, &b.kind, &b.id)));
        for row in rows {
            write_row(out, &row).map_err(|e| Error::Row { what: "the dump".into(), reason: e.to_string() })?;
        }
    }
    Ok(())
}

/// What was decided about a finding, and the values that follow from it.
fn lay_finding(decided: &Decided, row: &mut DumpRow) {
    let Some(decision) = decided.finding(&row.id) else { return };
    let content = &decision.content;
    if content.value.as_ref().is_some_and(|value| value.get("undone").is_some()) {
        return;
    }
    row.fields.insert(
        "decided".into(),
        json!({ "action": content.action.as_str(), "value": content.value, "by": content.editor, "at": content.at,
            "why": content.rationale, "decision": decision.id }),
    );
    let Some(value) = content.value.as_ref().and_then(Value::as_str) else { return };
    match content.action {
        Action::CorrectValue if row.kind == "date" => {
            let had = row.fields.insert("edtf".into(), json!(value));
            row.fields.insert("machine".into(), json!({ "edtf": had }));
        }
        Action::CorrectValue if matches!(row.kind.as_str(), "person" | "place" | "org") => {
            let entity = decided.value_of(&row.id).and_then(|v| v.entity.clone()).unwrap_or_default();
            let had = row.fields.insert("entity".into(), json!(entity));
            row.fields.insert("machine".into(), json!({ "entity": had }));
        }
        Action::Retype => {
            let kind = match value {
                "body" => "org",
                "document" => "doc",
                other => other,
            };
            let had = std::mem::replace(&mut row.kind, kind.to_owned());
            row.fields.insert("machine".into(), json!({ "kind": had }));
        }
        _ => {}
    }
}

/// The fields of a mention of a document, where something was decided about them.
fn lay_fields(project: &Project, decided: &Decided, at: &FoundAt, row: &mut DumpRow) -> Result<()> {
    const FIELDS: [(&str, &str); 5] = [
        ("genre", "genre"),
        ("from", "sent_by"),
        ("to", "received_by"),
        ("date", "date_sent"),
        ("date_received", "date_received"),
    ];
    let Some(entity) = row.fields.get("entity").and_then(Value::as_str).map(str::to_owned) else { return Ok(()) };
    let statements =
        project.statement_rows_of(std::slice::from_ref(&entity), &FIELDS.map(|(_, predicate)| predicate))?;
    let own = statements.into_iter().filter(|s| s.authority.as_deref() == Some(at.path.as_str())).collect();
    let laid = decided.lay(&entity, crate::decided::Standing::default(), own);
    let judged: Vec<_> = laid.judged.iter().filter(|j| j.source == at.path).collect();
    let mut had = Map::new();
    for (name, predicate) in FIELDS.iter().filter(|(_, p)| judged.iter().any(|j| j.field == *p)) {
        let of = laid.statements.iter().filter(|s| s.predicate == *predicate);
        let of = of.filter(|s| s.authority.as_deref() == Some(at.path.as_str()));
        let now = match *name {
            "from" | "to" => json!(of.filter_map(|s| s.entity.clone()).collect::<Vec<_>>()),
            "genre" => json!(of.filter_map(|s| s.normalised.clone()).next().unwrap_or_default()),
            _ => json!(of.filter_map(|s| s.edtf.clone()).next().unwrap_or_default()),
        };
        had.insert((*name).to_owned(), row.fields.insert((*name).to_owned(), now).unwrap_or_default());
    }
    if !judged.is_empty() {
        row.fields.insert("decided_fields".into(), json!(judged));
        row.fields.insert("machine".into(), Value::Object(had));
    }
    Ok(())
}

/// A row for words that only a person marked.
fn made_row(
    raw: &str,
    index: &CodePointIndex<'_>,
    path: &str,
    decided: &Decided,
    added: &AddedFinding,
) -> Option<DumpRow> {
    let hull = Span::hull(&added.pieces)?;
    let span = if whole(&added.kind) { hull } else { added.pieces[0] };
    let mut fields = Map::new();
    match added.kind.as_str() {
        "date" => fields.insert("edtf".into(), json!(added.value.edtf.clone().unwrap_or_default())),
        "doc" => fields.insert("genre".into(), json!(added.value.label.clone().unwrap_or_default())),
        "event" => fields.insert("type".into(), json!(added.value.label.clone().unwrap_or_default())),
        _ => fields.insert("entity".into(), json!(added.value.entity.clone().unwrap_or_default())),
    };
    let mut row = DumpRow {
        source: path.to_owned(),
        start: index.code_point_from_byte(span.start),
        end: index.code_point_from_byte(span.end),
        kind: added.kind.clone(),
        exact: span.of(raw)?.to_owned(),
        id: added.finding.clone(),
        rule: "decision".to_owned(),
        reason: "marked by a person".to_owned(),
        score: 1.0,
        fields,
    };
    lay_finding(decided, &mut row);
    Some(row)
}

fn write_row(out: &mut dyn Write, row: &DumpRow) -> io::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")
}

fn row(
    raw: &str,
    index: &CodePointIndex<'_>,
    at: &FoundAt,
    entity_of: &BTreeMap<String, String>,
    mentions: &BTreeMap<(u64, u64), &str>,
) -> Result<DumpRow> {
    let finding = &at.finding;
    let span = if whole(&finding.kind) { at.anchor.hull() } else { at.anchor.pieces[0] };
    let part = part_of(at);
    let entity = || entity_of.get(&finding.id).cloned().unwrap_or_default();
    let people = |list: &[usize]| -> Vec<&str> {
        list.iter().filter_map(|i| mentions.get(&(part, *i as u64)).copied()).filter(|id| !id.is_empty()).collect()
    };
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    match finding.kind.as_str() {
        "date" => {
            let value: DateValue = found_of(at)?.1.value;
            put("edtf", json!(value.edtf.unwrap_or_default()));
            put("calendar", json!(value.calendar));
            put("role", json!(value.role));
        }
        "cite" => {
            let value: Citation = found_of(at)?.1.value;
            put("refs", json!(value.refs));
        }
        "doc" => {
            let value: DocumentMention = found_of(at)?.1.value;
            put("entity", json!(entity()));
            put("genre", json!(value.genre));
            put("from", json!(people(&value.from)));
            put("to", json!(people(&value.to)));
            put("date", json!(value.date.unwrap_or_default()));
            if let Some(received) = value.date_received {
                put("date_received", json!(received));
            }
        }
        "event" => {
            let value: Event = found_of(at)?.1.value;
            put("entity", json!(entity()));
            put("type", json!(value.event_type));
            put("date", json!(value.date.unwrap_or_default()));
            put("modality", json!(value.modality));
        }
        "quote" => {
            let value: Quotation = found_of(at)?.1.value;
            put("speaker", json!(people(&value.speaker)));
        }
        _ => put("entity", json!(entity())),
    }
    Ok(DumpRow {
        source: at.path.clone(),
        start: index.code_point_from_byte(span.start),
        end: index.code_point_from_byte(span.end),
        kind: finding.kind.clone(),
        exact: raw[span.start..span.end].to_owned(),
        id: finding.id.clone(),
        rule: finding.rule.clone(),
        reason: finding.reason.clone(),
        score: finding.score,
        fields,
    })
}
