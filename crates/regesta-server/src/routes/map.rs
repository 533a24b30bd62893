//! Places on the map, with what happened there; the outlines it is drawn on.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{RawQuery, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use regesta::dossier::Dossier;
use regesta::store::{EntityType, Project};
use regesta::views::{bounds, one_line, territories};

use super::{Address, copy, fresh, of_state, parameter};
use crate::app::{Shared, blocking};
use crate::dossiers;
use crate::error::{ApiError, ApiResult};
use crate::models::{Atlas, ListQuery};
use crate::outlines::{Bounds, cut};
use crate::snapshot::Snapshot;
use crate::wire::{
    ChronologyRow, DocumentRow, MapCandidates, MapEvent, MapLetter, MapNowhere, MapOutlines, MapPage, MapPlace,
    MapStatus, NameRow, Party, Problem,
};

/// Events that are sent.
const MOST_EVENTS: usize = 3000;
/// Minutes of a year of the Gregorian calendar, on average.
const YEAR: f64 = 365.2425 * 1440.0;
/// The year from which minutes are counted.
const FIRST_YEAR: f64 = 1970.0;

/// Places with what happened there, and what went from one to another: filters as for the chronology.
#[utoipa::path(get, path = "/api/p/{project}/map", tag = "lists",
    params(("project" = String, Path,),
        ("status" = Option<String>, Query, description = "show: with what the texts say of the status of territories"),
        ("from" = Option<String>, Query, description = "EDTF"), ("to" = Option<String>, Query, description = "EDTF"),
        ("dates" = Option<String>, Query, description = "any, inside or earliest"),
        ("q" = Option<String>, Query,), ("source" = Option<Vec<String>>, Query,), ("kind" = Option<Vec<String>>, Query,),
        ("type" = Option<Vec<String>>, Query,), ("person" = Option<Vec<String>>, Query,),
        ("place" = Option<Vec<String>>, Query,), ("body" = Option<Vec<String>>, Query,)),
    responses((status = 200, body = MapPage), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn map(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let status = match parameter(&query, "status").as_deref() {
        None | Some("" | "hide") => false,
        Some("show") => true,
        Some(other) => return Err(ApiError::bad_parameter("status", "show or hide", other)),
    };
    let sources = sources(&query);
    let query = ListQuery::parse(&query)?.all_rows();
    if status {
        // The files of a dossier may change while the project does not.
        let app = copy(&app);
        return blocking(move || {
            let snapshot = app.registry.get(&project)?.snapshot()?;
            Ok(fresh(laid(&app, &project, &snapshot, &query, &sources, true)?))
        })
        .await;
    }
    let key = project.clone();
    of_state(copy(&app), project, headers, move |app, snapshot| laid(app, &key, snapshot, &query, &sources, false))
        .await
}

/// The sources that an address asks for; none for all.
pub(crate) fn sources(query: &str) -> BTreeSet<String> {
    form_urlencoded::parse(query.as_bytes())
        .filter(|(key, value)| key == "source" && !value.trim().is_empty())
        .map(|(_, value)| value.trim().to_owned())
        .collect()
}

/// The map with what a dossier asks for.
fn laid(
    app: &Shared,
    project: &str,
    snapshot: &Snapshot,
    query: &ListQuery,
    sources: &BTreeSet<String>,
    status: bool,
) -> ApiResult<MapPage> {
    let engine = app.engine.get()?;
    let atlas = snapshot.atlas(&engine)?;
    let mut page = page(snapshot, &atlas, query, sources)?;
    let entry = app.registry.get(project)?;
    let folder = dossiers::folder(&entry, snapshot)?;
    let Some(dossier) = folder.map(|folder| Dossier::load(&folder)).transpose()? else { return Ok(page) };
    page.asks_statuses = !dossier.territories.territory.is_empty();
    if status {
        page.statuses = snapshot.read(|stored| statuses(&engine, stored, &dossier, &atlas))?;
    }
    Ok(page)
}

/// Land, lakes and rivers in a box, as fine as its width asks for. The same for every project.
#[utoipa::path(get, path = "/api/outlines", tag = "lists",
    params(("box" = String, Query, description = "degrees west, south, east, north, joined by commas")),
    responses((status = 200, body = MapOutlines), (status = "default", body = Problem)))]
pub(crate) async fn outlines(RawQuery(query): RawQuery) -> ApiResult<Response> {
    let asked = super::required(&query.unwrap_or_default(), "box", "degrees west, south, east, north")?;
    let Some(within) = Bounds::parse(&asked) else {
        return Err(ApiError::bad_parameter("box", "four degrees such as 38,37,52,45 that hold an area", &asked));
    };
    blocking(move || {
        let mut response = axum::Json(cut(within)).into_response();
        // Another version of the program may cut otherwise.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
        Ok(response)
    })
    .await
}

/// The map without statuses.
pub(crate) fn page(
    snapshot: &Snapshot,
    atlas: &Atlas,
    query: &ListQuery,
    sources: &BTreeSet<String>,
) -> ApiResult<MapPage> {
    let (documents, chronology, names) =
        (snapshot.documents()?, snapshot.chronology()?, snapshot.names(EntityType::Place)?);
    let (rows, answer) = query.answer("chronology", &chronology.table)?;
    let mut entries: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut events, mut letters, mut left_out) = (Vec::new(), Vec::new(), 0);
    for row in &rows {
        let document = documents.row(&row.id);
        for place in places_of(row, document) {
            *entries.entry(place).or_default() += 1;
        }
        if let Some(document) = document {
            letters.extend(letters_of(document, atlas));
        } else if let Some(event) = event(row, atlas) {
            if events.len() < MOST_EVENTS { events.push(event) } else { left_out += 1 }
        }
    }
    let (mut places, mut nowhere) = (Vec::new(), Vec::new());
    for row in names.table.rows() {
        let mentions = row.sources.iter().filter(|s| sources.is_empty() || sources.contains(&s.source));
        let (mentions, entries) = (mentions.map(|s| s.count).sum(), entries.get(row.id.as_str()).copied().unwrap_or(0));
        if mentions == 0 && entries == 0 {
            continue;
        }
        match atlas.located.get(&row.id) {
            Some(_) => places.push(place(row, atlas, mentions, entries)),
            None => nowhere.push(MapNowhere {
                id: row.id.clone(),
                label: row.label.clone(),
                mentions,
                entries,
                first: row.first.clone(),
            }),
        }
    }
    let places: Vec<MapPlace> = places.into_iter().flatten().collect();
    let drawn: BTreeSet<&str> = places.iter().map(|p| p.id.as_str()).collect();
    let pair = |(a, b, passages): &(String, String, usize)| {
        let both = drawn.contains(a.as_str()) && drawn.contains(b.as_str());
        both.then(|| MapCandidates { a: a.clone(), b: b.clone(), passages: *passages })
    };
    Ok(MapPage {
        candidates: atlas.candidates.iter().filter_map(pair).collect(),
        bounds: around(&places),
        years: years(&rows),
        places,
        nowhere,
        events,
        letters,
        statuses: Vec::new(),
        asks_statuses: false,
        total: answer.total,
        unfiltered: answer.unfiltered,
        left_out,
        histogram: answer.histogram,
    })
}

fn place(row: &NameRow, atlas: &Atlas, mentions: usize, entries: usize) -> Option<MapPlace> {
    let located = atlas.located.get(&row.id)?;
    Some(MapPlace {
        id: row.id.clone(),
        label: row.label.clone(),
        lat: located.lat,
        lon: located.lon,
        position_source: located.source.to_owned(),
        kind: located.kind.clone(),
        names: located.names.clone(),
        variants: row.variants.clone(),
        mentions,
        possible: row.possible,
        entries,
        sources: row.sources.clone(),
        first: row.first.clone(),
    })
}

/// The places of an entry, each once: where it happened, and those that sent and got.
fn places_of<'a>(row: &'a ChronologyRow, document: Option<&'a DocumentRow>) -> BTreeSet<&'a str> {
    let got = document.map(|document| document.to.as_slice()).unwrap_or_default();
    row.place.iter().chain(&row.agents).chain(got).map(|p| p.id.as_str()).filter(|id| !id.is_empty()).collect()
}

fn event(row: &ChronologyRow, atlas: &Atlas) -> Option<MapEvent> {
    let place = row.place.as_ref().filter(|place| atlas.located.contains_key(&place.id))?;
    Some(MapEvent {
        id: row.id.clone(),
        place: place.id.clone(),
        event_type: row.event_type.clone(),
        date: row.date.clone(),
        date_as_written: row.date_as_written.clone(),
        modality: row.modality.clone(),
        agents: row.agents.clone(),
        passage: row.passage.clone(),
    })
}

/// A document goes from each drawn place that sends it to each that gets it.
fn letters_of(document: &DocumentRow, atlas: &Atlas) -> Vec<MapLetter> {
    let drawn = |list: &[Party]| -> Vec<String> {
        list.iter().filter(|p| atlas.located.contains_key(&p.id)).map(|p| p.id.clone()).collect()
    };
    let (from, to) = (drawn(&document.from), drawn(&document.to));
    let pairs = from.iter().flat_map(|a| to.iter().map(move |b| (a, b))).filter(|(a, b)| a != b);
    let letter = |(from, to): (&String, &String)| MapLetter {
        id: document.id.clone(),
        n: document.n,
        from: from.clone(),
        to: to.clone(),
        genre: document.genre.clone(),
        date: document.dates.first().map(|d| d.edtf.clone()),
        passage: document.first.clone(),
    };
    pairs.map(letter).collect()
}

fn around(places: &[MapPlace]) -> Option<Vec<f64>> {
    let all = |pick: fn(&MapPlace) -> f64, choose: fn(f64, f64) -> f64| places.iter().map(pick).reduce(choose);
    [all(|p| p.lon, f64::min), all(|p| p.lat, f64::min), all(|p| p.lon, f64::max), all(|p| p.lat, f64::max)]
        .into_iter()
        .collect()
}

/// The years in which the middle eight tenths of the entries lie.
fn years(rows: &[&ChronologyRow]) -> Option<Vec<i32>> {
    let first = |row: &&ChronologyRow| bounds(&row.date).map(|(from, _)| from).filter(|from| *from != i64::MIN);
    let mut all: Vec<i64> = rows.iter().filter_map(first).collect();
    all.sort_unstable();
    let year = |minute: &i64| (FIRST_YEAR + *minute as f64 / YEAR).floor() as i32;
    let cut = all.len() / 10;
    Some(vec![year(all.get(cut)?), year(all.get(all.len() - 1 - cut)?)])
}

/// What the texts say of the status of the dossier's territories, each at the drawn place that bears one of its names.
pub(crate) fn statuses(
    engine: &regesta::Engine,
    stored: &Project,
    dossier: &Dossier,
    atlas: &Atlas,
) -> ApiResult<Vec<MapStatus>> {
    let place = |territory: &str| {
        let listed = dossier.territories.territory.iter().find(|t| t.id == territory)?;
        let names = listed.names.iter().chain([&listed.name]).map(String::as_str);
        atlas.named(names).map(str::to_owned)
    };
    let rows = territories(engine, stored, dossier)?;
    let status = |row: regesta::views::TerritoryRow| MapStatus {
        place: place(&row.territory),
        territory: row.name,
        relation: row.relation,
        claimants: row.claimants,
        date: row.date,
        by: match row.by.who {
            Some(who) => format!("{}: {}", row.by.text, who),
            None => row.by.text,
        },
        modality: serde_json::to_value(row.modality)
            .ok()
            .and_then(|m| m.as_str().map(str::to_owned))
            .unwrap_or_default(),
        words: one_line(&row.words),
        source: row.passage.source,
        start: row.passage.start,
        end: row.passage.end,
    };
    Ok(rows.into_iter().map(status).collect())
}
