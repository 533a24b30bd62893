//! What several texts have in the same words, and each such text collated.

use std::collections::BTreeMap;

use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use regesta::{CollationRow, SharedRow};

use super::{Address, copy, number, of_state, parameter};
use crate::app::{Shared, blocking};
use crate::error::{ApiError, ApiResult};
use crate::snapshot::Snapshot;
use crate::wire::{AuthorsPage, CollationPage, Duplicate, Problem, RetoldPage, SharedPage, WitnessDocument};

const KINDS: [&str; 3] = ["quoted", "partly_unmarked", "shared_prose"];
/// Rows of one answer at most.
const MOST: usize = 500;

/// What the texts share, the surest first.
#[utoipa::path(get, path = "/api/p/{project}/shared", tag = "collation",
    params(("project" = String, Path,),
        ("kind" = Option<String>, Query, description = "quoted, partly_unmarked or shared_prose"),
        ("source" = Option<Vec<String>>, Query, description = "paths: only what each of these texts has"),
        ("entity" = Option<String>, Query, description = "a document of the calendar: only what stands where it is spoken of or quoted"),
        ("possible" = Option<String>, Query, description = "show: also what may be chance or formula"),
        ("offset" = Option<usize>, Query,), ("limit" = Option<usize>, Query, description = "100 unless given, 500 at most")),
    responses((status = 200, description = "SharedPage"), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let (offset, limit) = (number(&query, "offset", 0)?, number(&query, "limit", 100)?.min(MOST));
    let kind = parameter(&query, "kind").filter(|kind| !kind.is_empty());
    if let Some(kind) = kind.as_deref().filter(|kind| !KINDS.contains(kind)) {
        return Err(ApiError::bad_parameter("kind", &KINDS.join(", "), kind));
    }
    of_state(copy(&app), project, headers, move |_, snapshot| page(snapshot, &query, kind.as_deref(), offset, limit))
        .await
}

fn page(snapshot: &Snapshot, query: &str, kind: Option<&str>, offset: usize, limit: usize) -> ApiResult<SharedPage> {
    let texts = snapshot.shared()?;
    let asked = |name: &'static str| {
        form_urlencoded::parse(query.as_bytes()).filter(move |(key, value)| key == name && !value.is_empty())
    };
    let sources: Vec<String> = asked("source").map(|(_, path)| path.into_owned()).collect();
    let with_possible = asked("possible").any(|(_, value)| value == "show");
    let places = asked("entity").next().map(|(_, id)| places_of(snapshot, &id)).transpose()?;
    let mut rows = texts.rows();
    let (unfiltered, possible) = (rows.len(), rows.iter().filter(|row| row.possible).count());
    rows.retain(|row| {
        (with_possible || places.is_some() || !row.possible)
            && sources.iter().all(|path| row.witnesses.iter().any(|w| w.passage.source == *path))
            && places.as_ref().is_none_or(|places| stands_at(row, places))
    });
    let mut kinds: BTreeMap<String, usize> = KINDS.iter().map(|kind| ((*kind).to_owned(), 0)).collect();
    for row in &rows {
        *kinds.entry(row.kind.clone()).or_default() += 1;
    }
    rows.retain(|row| kind.is_none_or(|kind| row.kind == kind));
    let duplicates = texts.duplicates().into_iter();
    Ok(SharedPage {
        total: rows.len(),
        rows: rows.into_iter().skip(offset).take(limit).collect(),
        unfiltered,
        possible,
        kinds,
        duplicates: duplicates.map(|(one, other, share)| Duplicate { one, other, share }).collect(),
        names: names(snapshot)?,
    })
}

/// The places of a document by source: where it is spoken of, and its quotations (code points).
type Places = BTreeMap<String, Vec<(usize, usize)>>;

fn places_of(snapshot: &Snapshot, id: &str) -> ApiResult<Places> {
    let documents = snapshot.documents()?;
    let Some(row) = documents.row(id) else {
        let cure = "look for it in the calendar: its identifier changes when what it was joined from has changed";
        return Err(ApiError::not_found("entity.unknown", "a document of the calendar", id, cure));
    };
    let paths = row.sources.iter().map(|source| source.source.clone());
    paths.map(|path| Ok((path.clone(), snapshot.text(&path)?.places_of_document(id)))).collect()
}

fn stands_at(row: &SharedRow, places: &Places) -> bool {
    row.witnesses.iter().any(|witness| {
        let at = &witness.passage;
        let here = places.get(&at.source);
        here.is_some_and(|list| list.iter().any(|&(start, end)| start < at.end && at.start < end))
    })
}

fn names(snapshot: &Snapshot) -> ApiResult<BTreeMap<String, String>> {
    let base = snapshot.base()?;
    Ok(base.sources.iter().map(|source| (source.card.source.clone(), source.card.short.clone())).collect())
}

/// Pairs of texts that share words: what of it they quote, what is prose of theirs, and which may depend on which.
#[utoipa::path(get, path = "/api/p/{project}/shared/authors", tag = "collation",
    params(("project" = String, Path,)),
    responses((status = 200, description = "AuthorsPage"), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn authors(
    State(app): State<Shared>,
    Address(project): Address<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    of_state(copy(&app), project, headers, move |_, snapshot| {
        Ok(AuthorsPage { rows: snapshot.shared()?.authors(), names: names(snapshot)? })
    })
    .await
}

/// Passages that may give one document in other words or in another language: proposals.
#[utoipa::path(get, path = "/api/p/{project}/shared/retold", tag = "collation",
    params(("project" = String, Path,),
        ("offset" = Option<usize>, Query,), ("limit" = Option<usize>, Query, description = "100 unless given, 500 at most")),
    responses((status = 200, description = "RetoldPage"), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn retold(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let (offset, limit) = (number(&query, "offset", 0)?, number(&query, "limit", 100)?.min(MOST));
    of_state(copy(&app), project, headers, move |app, snapshot| {
        let (texts, engine) = (snapshot.shared()?, app.engine.get()?);
        let rows = snapshot.read(|project| Ok(texts.retold(&engine, project)?))?;
        let total = rows.len();
        let rows = rows.into_iter().skip(offset).take(limit).collect();
        Ok(RetoldPage { rows, total, names: names(snapshot)? })
    })
    .await
}

/// One shared text in all its witnesses, with the apparatus.
#[utoipa::path(get, path = "/api/p/{project}/shared/{id}", tag = "collation",
    params(("project" = String, Path,), ("id" = String, Path,),
        ("base" = Option<String>, Query, description = "the witness whose words stand in the line: its letter or its path")),
    responses((status = 200, description = "CollationPage"), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn collation(
    State(app): State<Shared>,
    Address((project, id)): Address<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let base = parameter(&query.unwrap_or_default(), "base").filter(|base| !base.is_empty());
    of_state(copy(&app), project, headers, move |app, snapshot| {
        let (collation, row) = collated(app, snapshot, &id, base.as_deref())?;
        let documents = documents_at(snapshot, &collation)?;
        let (kind, common, possible) = (row.kind, row.words, row.possible);
        Ok(CollationPage { kind, common, possible, collation, names: names(snapshot)?, documents })
    })
    .await
}

fn collated(app: &Shared, snapshot: &Snapshot, id: &str, base: Option<&str>) -> ApiResult<(CollationRow, SharedRow)> {
    let (texts, engine) = (snapshot.shared()?, app.engine.get()?);
    let Some(row) = texts.rows().into_iter().find(|row| row.id == id) else {
        let cure = "look at the list of shared words: they have another name when the words themselves have changed";
        return Err(ApiError::not_found("shared.unknown", "a shared text of this project", id, cure));
    };
    let collation = texts.collation(&engine, id, base).map_err(|error| match (error, base) {
        (regesta::Error::UnknownId { .. }, Some(base)) => {
            ApiError::bad_parameter("base", "the letter or the path of a witness", base)
        }
        (error, _) => error.into(),
    })?;
    Ok((collation, row))
}

fn documents_at(snapshot: &Snapshot, collation: &CollationRow) -> ApiResult<Vec<WitnessDocument>> {
    let documents = snapshot.documents()?;
    let mut found: BTreeMap<usize, WitnessDocument> = BTreeMap::new();
    for text in &collation.witnesses {
        let at = &text.witness.passage;
        for id in snapshot.text(&at.source)?.documents_at(at.start, at.end) {
            let Some(row) = documents.row(&id) else { continue };
            let document = found.entry(row.n).or_insert_with(|| WitnessDocument {
                n: row.n,
                id,
                genre: row.genre.clone(),
                date: row.dates.first().map(|date| date.edtf.clone()),
                label: row.regest.clone(),
                witnesses: Vec::new(),
            });
            document.witnesses.push(text.sigil.clone());
        }
    }
    Ok(found.into_values().collect())
}

/// The collation for an edition: TEI P5 with `app` and `rdg`.
#[utoipa::path(get, path = "/api/p/{project}/shared/{id}/tei", tag = "collation",
    params(("project" = String, Path,), ("id" = String, Path,), ("base" = Option<String>, Query,)),
    responses((status = 200, description = "the file", content_type = "application/tei+xml"),
        (status = "default", body = Problem)))]
pub(crate) async fn tei(
    State(app): State<Shared>,
    Address((project, id)): Address<(String, String)>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let base = parameter(&query.unwrap_or_default(), "base").filter(|base| !base.is_empty());
    let app = copy(&app);
    blocking(move || {
        let snapshot = app.registry.get(&project)?.snapshot()?;
        let (collation, _) = collated(&app, &snapshot, &id, base.as_deref())?;
        let mut bytes = Vec::new();
        regesta::write_tei(&collation, &mut bytes).map_err(|e| ApiError::internal("the export", &e.to_string()))?;
        let mut response = bytes.into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/tei+xml; charset=utf-8"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        // Identifiers of shared texts are small Latin letters, digits and hyphens.
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{}.xml\"", collation.id)) {
            headers.insert(CONTENT_DISPOSITION, value);
        }
        Ok(response)
    })
    .await
}
