use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use regesta::decided::{AddedFinding, Decided};
use regesta::store::{AnchorRow, FoundAt, Link, LinkStatus};
use regesta::views::{ReadingRow, one_line};
use serde_json::Value;

use super::decide::decision_row;
use super::{Address, copy, of_state};
use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::models::{Base, Placer, SourceText, dress, kind_of_value, parts_of};
use crate::snapshot::Snapshot;
use crate::wire::{Alternative, DecisionRow, Field, FindingEntity, FindingPage, MarkKind, MentionStatus, Problem};

/// Letters of context on each side.
pub(super) const AROUND: usize = 200;

/// Everything about one finding.
#[utoipa::path(get, path = "/api/p/{project}/finding/{id}", tag = "things",
    params(("project" = String, Path,), ("id" = String, Path,)),
    responses((status = 200, body = FindingPage), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn finding(
    State(app): State<Shared>,
    Address((project, id)): Address<(String, String)>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    of_state(copy(&app), project, headers, move |_, snapshot| page(snapshot, &id)).await
}

struct Stored {
    at: FoundAt,
    links: Vec<Link>,
    cited_for: Option<AnchorRow>,
}

fn page(snapshot: &Snapshot, id: &str) -> ApiResult<FindingPage> {
    let base = snapshot.base()?;
    let stored = snapshot.read(|project| {
        let Some(at) = project.finding(id)? else { return Ok(None) };
        let links = project.links_of(id)?;
        let citation = if at.finding.kind == "cite" { project.citation_at(&at.anchor.id)? } else { None };
        let wanted: Vec<String> = citation.and_then(|c| c.cited_for).into_iter().collect();
        let cited_for = project.anchor_rows(&wanted)?.pop();
        Ok(Some(Stored { at, links, cited_for }))
    })?;
    let unknown = || {
        let cure = "look for its words: a finding has another identifier when its text has changed";
        ApiError::not_found("finding.unknown", "the identifier of a finding", id, cure)
    };
    let judged = snapshot.decided()?;
    let decision = judged.finding(id).map(|decision| decision_row(decision, Some(id.to_owned()), true));
    let Some(stored) = stored else {
        let added = judged.added().iter().find(|added| added.finding == id).ok_or_else(unknown)?;
        return by_hand(snapshot, &judged, added, decision);
    };
    let text = snapshot.text(&stored.at.path)?;
    let mut mark = text.mark(id).cloned().ok_or_else(unknown)?;
    dress(&mut mark, &judged);
    let value = kind_of_value(&stored.at.finding.value);
    let (passage, cited_for) = snapshot.read(|project| {
        let mut placer = Placer::keeping(project, &base);
        let passage = placer.passage_around(&anchor_row(&stored.at), AROUND)?.unwrap_or_default();
        let cited_for = stored.cited_for.as_ref().map(|anchor| placer.passage(anchor)).transpose()?.flatten();
        Ok((passage, cited_for))
    })?;
    let finding = &stored.at.finding;
    Ok(FindingPage {
        id: id.to_owned(),
        kind: mark.kind,
        passage,
        label: mark.label.clone(),
        edtf: mark.edtf.clone(),
        rule: finding.rule.clone(),
        pack: finding.pack.clone(),
        reason: finding.reason.clone(),
        score: finding.score,
        status: mark.status,
        decision,
        alternatives: alternatives(finding.alternatives.as_slice(), value),
        triggers: triggers(value),
        value: value.clone(),
        entities: stored.links.iter().filter_map(|link| entity(&base, link)).collect(),
        n: mark.n,
        cited_for,
        parts: fields(mark.kind, &text, value, &finding.value),
    })
}

/// The page of words that only a person marked.
fn by_hand(
    snapshot: &Snapshot,
    judged: &Decided,
    added: &AddedFinding,
    decision: Option<DecisionRow>,
) -> ApiResult<FindingPage> {
    let base = snapshot.base()?;
    let gone = || ApiError::internal("the project file", "marked words without a text");
    let entry = base.index_of(&added.source).map(|at| &base.sources[at]).ok_or_else(gone)?;
    let text = snapshot.text(&entry.card.source)?;
    let mark = text.added(added, judged).ok_or_else(gone)?;
    let (start, end) = (mark.pieces[0].0, mark.pieces[mark.pieces.len() - 1].1);
    let placed =
        snapshot.read(|project| Placer::keeping(project, &base).stretch(&added.source, (start, end), AROUND))?;
    let named = added.value.entity.as_ref().and_then(|id| Some((id, base.entities.get(id)?)));
    Ok(FindingPage {
        id: mark.id,
        kind: mark.kind,
        passage: placed.ok_or_else(gone)?.0,
        label: mark.label,
        edtf: mark.edtf,
        rule: "decision".to_owned(),
        pack: None,
        reason: String::new(),
        score: 1.0,
        status: mark.status,
        decision,
        alternatives: Vec::new(),
        triggers: Vec::new(),
        value: Value::Null,
        entities: named
            .into_iter()
            .map(|(id, (entity_type, label))| FindingEntity {
                id: id.clone(),
                entity_type: *entity_type,
                label: label.clone(),
                status: MentionStatus::Same,
                score: 1.0,
                reasons: Vec::new(),
            })
            .collect(),
        n: None,
        cited_for: None,
        parts: Vec::new(),
    })
}

/// The anchor of a finding without its pieces.
pub(super) fn anchor_row(at: &FoundAt) -> AnchorRow {
    let anchor = &at.anchor;
    AnchorRow {
        id: anchor.id.clone(),
        source: anchor.source.clone(),
        hull: anchor.hull(),
        exact: anchor.exact.clone(),
        prefix: anchor.prefix.clone(),
        suffix: anchor.suffix.clone(),
        page_label: anchor.page_label.clone(),
        page_index: anchor.page_index,
    }
}

fn entity(base: &Base, link: &Link) -> Option<FindingEntity> {
    let (entity_type, label) = base.entities.get(&link.entity)?;
    Some(FindingEntity {
        id: link.entity.clone(),
        entity_type: *entity_type,
        label: label.clone(),
        status: if link.status == LinkStatus::Same { MentionStatus::Same } else { MentionStatus::Possible },
        score: link.score,
        reasons: link.reasons.clone(),
    })
}

/// Other values of a date, and what is doubted in a reference.
fn alternatives(stored: &[Value], value: &Value) -> Vec<Alternative> {
    let dates = stored.iter().filter_map(Value::as_str);
    let dates = dates.map(|d| Alternative { label: d.to_owned(), edtf: Some(d.to_owned()), reason: String::new() });
    // The stored reading of a reference has its reason; a doubt with the same one would tell it twice.
    let read: Vec<ReadingRow> = stored.iter().filter_map(ReadingRow::of_stored).collect();
    let readings = read.iter().map(|reading| Alternative {
        label: reading.written.clone(),
        edtf: None,
        reason: reading.reason.clone(),
    });
    let doubts = value.get("refs").and_then(Value::as_array).into_iter().flatten();
    let doubts = doubts.filter_map(|r| r.get("doubts")?.as_array()).flatten().filter_map(Value::as_str);
    let doubts = doubts.filter(|doubt| read.iter().all(|reading| reading.reason != *doubt));
    let doubts = doubts.map(|d| Alternative { label: d.to_owned(), edtf: None, reason: d.to_owned() });
    dates.chain(readings).chain(doubts).collect()
}

/// Where the parts of a date come from that are not printed with it.
fn triggers(value: &Value) -> Vec<String> {
    let inferred = value.get("inferred").and_then(Value::as_array).into_iter().flatten();
    inferred.filter_map(|part| part.get("from")?.as_str()).map(str::to_owned).collect()
}

/// The fields of a document, event or quotation: those that are words of the program's own vocabulary, and those that
/// are findings.
fn fields(kind: MarkKind, text: &SourceText, value: &Value, stored: &Value) -> Vec<Field> {
    let own: &[(&str, &str)] = match kind {
        MarkKind::Document => &[
            ("genre", "genre"),
            ("number", "number"),
            ("date_received", "date_received"),
            ("subject", "subject"),
            ("incipit", "incipit"),
            ("attestation", "attestation"),
        ],
        MarkKind::Event => &[("type", "event_type"), ("modality", "modality")],
        _ => &[],
    };
    let mut fields = Vec::new();
    for (predicate, key) in own {
        let Some(word) = value.get(key).and_then(Value::as_str).filter(|w| !w.is_empty()) else { continue };
        let word = one_line(word);
        let printed = matches!(*predicate, "number" | "subject" | "incipit");
        fields.push(Field {
            predicate: (*predicate).to_owned(),
            as_written: if printed { word.clone() } else { String::new() },
            edtf: (*predicate == "date_received").then(|| word.clone()),
            label: word,
            entity: None,
            finding: None,
        });
    }
    for (predicate, id) in parts_of(text, kind, stored) {
        let Some(mark) = text.mark(&id) else { continue };
        fields.push(Field {
            predicate: predicate.to_owned(),
            label: mark.label.clone(),
            as_written: text.words(mark),
            edtf: mark.edtf.clone(),
            entity: mark.entity.clone(),
            finding: Some(id),
        });
    }
    fields
}
