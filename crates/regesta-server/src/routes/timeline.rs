//! Dated happenings and documents as they are drawn: lanes of datings.

use std::collections::BTreeMap;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use regesta::views::bounds;

use super::{Address, copy, of_state, parameter};
use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::models::{Documents, ListQuery};
use crate::snapshot::Snapshot;
use crate::wire::{ChronologyRow, EntityKind, Party, Problem, TimelineItem, TimelineLane, TimelinePage};

const LANES: [&str; 4] = ["source", "person", "place", "type"];
/// Lanes that are sent, but for the one of what belongs to none.
const MOST_LANES: usize = 60;
/// Items that are sent; beyond, those of the longest spans are left out first.
const MOST_ITEMS: usize = 6000;
/// Letters of the words of an item.
const LETTERS: usize = 160;

/// What happened and what was written, drawn in time: filters as for the chronology.
#[utoipa::path(get, path = "/api/p/{project}/timeline", tag = "lists",
    params(("project" = String, Path,),
        ("lanes" = Option<String>, Query, description = "source (unless given), person, place or type"),
        ("from" = Option<String>, Query, description = "EDTF"), ("to" = Option<String>, Query, description = "EDTF"),
        ("q" = Option<String>, Query,), ("source" = Option<Vec<String>>, Query,), ("kind" = Option<Vec<String>>, Query,),
        ("type" = Option<Vec<String>>, Query,), ("person" = Option<Vec<String>>, Query,),
        ("place" = Option<Vec<String>>, Query,), ("body" = Option<Vec<String>>, Query,)),
    responses((status = 200, body = TimelinePage), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn timeline(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let lanes = parameter(&query, "lanes").filter(|lanes| !lanes.is_empty()).unwrap_or_else(|| "source".into());
    if !LANES.contains(&lanes.as_str()) {
        return Err(ApiError::bad_parameter("lanes", &LANES.join(", "), &lanes));
    }
    // `type` and `kind` are filters of the chronology, `lanes` is none of it.
    let query = ListQuery::parse(&query)?.all_rows();
    of_state(copy(&app), project, headers, move |_, snapshot| page(snapshot, &query, lanes)).await
}

fn page(snapshot: &Snapshot, query: &ListQuery, lanes_by: String) -> ApiResult<TimelinePage> {
    let (base, documents, chronology) = (snapshot.base()?, snapshot.documents()?, snapshot.chronology()?);
    let (rows, answer) = query.answer("chronology", &chronology.table)?;
    let mut items: Vec<(i64, Vec<TimelineItem>)> = Vec::with_capacity(rows.len());
    for row in &rows {
        let datings = datings(row, &documents);
        let span = datings.iter().filter_map(|item| bounds(&item.edtf)).map(|(from, to)| to.saturating_sub(from));
        items.push((span.min().unwrap_or(i64::MAX), datings));
    }
    // A stable order: of equal spans the earlier ones stay.
    let mut by_span: Vec<usize> = (0..items.len()).collect();
    by_span.sort_by_key(|&at| (items[at].0, at));
    let mut drawn = vec![false; items.len()];
    by_span.iter().take(MOST_ITEMS).for_each(|&at| drawn[at] = true);
    let mut lanes: BTreeMap<(String, String), (usize, Vec<TimelineItem>)> = BTreeMap::new();
    for ((row, (_, datings)), drawn) in rows.iter().zip(items).zip(&drawn) {
        let named = named(&lanes_by, row, &documents, &|party| base.kind(&party.id));
        for (value, label) in named {
            let lane = lanes.entry((value.clone(), label)).or_default();
            lane.0 += 1;
            if *drawn {
                // A dating of a document stands in the lane of the texts that have it.
                let here = datings.iter().filter(|item| lanes_by != "source" || item.sources.contains(&value));
                lane.1.extend(here.cloned());
            }
        }
    }
    let mut lanes: Vec<TimelineLane> = lanes
        .into_iter()
        .map(|((value, label), (count, items))| TimelineLane {
            label: if lanes_by == "source" {
                base.source_at(&value).map_or(label, |source| source.card.short.clone())
            } else {
                label
            },
            value,
            count,
            items,
        })
        .collect();
    lanes.sort_by(|a, b| {
        let key = |lane: &TimelineLane| (lane.value.is_empty(), std::cmp::Reverse(lane.count));
        key(a).cmp(&key(b)).then_with(|| (&a.label, &a.value).cmp(&(&b.label, &b.value)))
    });
    let nobody = lanes.pop_if(|lane| lane.value.is_empty());
    let more_lanes = lanes.len().saturating_sub(MOST_LANES);
    lanes.truncate(MOST_LANES);
    lanes.extend(nobody);
    Ok(TimelinePage {
        lanes_by,
        lanes,
        more_lanes,
        total: answer.total,
        unfiltered: answer.unfiltered,
        left_out: drawn.iter().filter(|drawn| !**drawn).count(),
        histogram: answer.histogram,
    })
}

/// Each dating of an entry: a happening has one, a document one for each date that a source gives it.
fn datings(row: &ChronologyRow, documents: &Documents) -> Vec<TimelineItem> {
    let item = |edtf: &str, role: &str, datings: usize, sources: Vec<String>| TimelineItem {
        id: row.id.clone(),
        n: row.n,
        kind: row.kind.clone(),
        event_type: row.event_type.clone(),
        edtf: edtf.to_owned(),
        as_written: if edtf == row.date { row.date_as_written.clone() } else { String::new() },
        role: role.to_owned(),
        datings,
        modality: row.modality.clone(),
        place: row.place.clone(),
        agents: row.agents.clone(),
        text: row.text.chars().take(LETTERS).collect(),
        sources,
        source: row.passage.source.clone(),
        start: row.passage.start,
        end: row.passage.end,
    };
    let Some(document) = documents.row(&row.id) else {
        return vec![item(&row.date, "happened", 1, vec![row.passage.source.clone()])];
    };
    let sent = document.dates.iter().map(|date| item(&date.edtf, "sent", document.dates.len(), date.sources.clone()));
    let everywhere = || document.sources.iter().map(|source| source.source.clone()).collect::<Vec<_>>();
    let received = document.received.iter().map(|edtf| item(edtf, "received", document.received.len(), everywhere()));
    sent.chain(received).collect()
}

/// The lanes in which an entry stands: value and label.
fn named(
    lanes: &str,
    row: &ChronologyRow,
    documents: &Documents,
    kind: &dyn Fn(&Party) -> Option<EntityKind>,
) -> Vec<(String, String)> {
    let document = documents.row(&row.id);
    let mut out: Vec<(String, String)> = Vec::new();
    match lanes {
        "source" => match document {
            Some(document) => out.extend(document.sources.iter().map(|s| (s.source.clone(), s.short.clone()))),
            None => out.push((row.passage.source.clone(), row.passage.short.clone())),
        },
        "type" => out.push((row.event_type.clone(), row.event_type.clone())),
        _ => {
            let wanted = if lanes == "person" { EntityKind::Person } else { EntityKind::Place };
            let addressees = document.map(|document| document.to.as_slice()).unwrap_or_default();
            let all = row.agents.iter().chain(&row.place).chain(addressees);
            out.extend(all.filter(|party| kind(party) == Some(wanted)).map(|p| (p.id.clone(), p.label.clone())));
        }
    }
    out.sort();
    out.dedup();
    if out.is_empty() {
        out.push((String::new(), String::new()));
    }
    out
}
