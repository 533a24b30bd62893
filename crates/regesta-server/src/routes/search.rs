use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use regesta::Engine;
use regesta::search::{Page, SearchRow};
use regesta::store::StoreError;

use super::search_fields::Fielded;
use super::{Address, copy, number, of_state, parameter};
use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::models::{Base, Placer, block_kind};
use crate::snapshot::Snapshot;
use crate::wire::{Problem, SearchHit, SearchPage};

/// Letters of context on each side of a sentence.
const AROUND: usize = 120;
/// Entities of each type that are sent.
const ENTITIES: usize = 5;
/// Sentences of a page at most.
const HITS: usize = 200;

/// Sentences that hold all words in any inflection and script, and names that fit.
#[utoipa::path(get, path = "/api/p/{project}/search", tag = "search",
    params(("project" = String, Path,), ("q" = String, Query, description = "words; those in quotation marks stand side by side; fields from: to: date: genre: place: shelfmark: kind: in:"),
        ("offset" = Option<usize>, Query,), ("limit" = Option<usize>, Query, description = "50 unless given, 200 at most"),
        ("source" = Option<String>, Query, description = "only this source")),
    responses((status = 200, body = SearchPage), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn search(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let q: String = parameter(&query, "q").unwrap_or_default().chars().take(500).collect();
    let page = Page {
        offset: number(&query, "offset", 0)?,
        limit: number(&query, "limit", 50)?.clamp(1, HITS),
        source: parameter(&query, "source").filter(|s| !s.is_empty()),
    };
    let asked = Fielded::parse(&q);
    let page = Page { source: page.source.or_else(|| asked.value("in").map(str::to_owned)), ..page };
    let key = project.clone();
    of_state(copy(&app), project, headers, move |app, snapshot| {
        let engine = app.engine.get()?;
        let words = asked.words.as_str();
        let found = match ask(snapshot, &engine, words, &page) {
            Err(Asked::Stale) if app.jobs.of_project(&key).is_none() => {
                // Somebody took the index away, or it was made by another version: it is only a cache.
                snapshot.read(|project| Ok(regesta::search::prepare(&engine, project)?))?;
                ask(snapshot, &engine, words, &page)
            }
            other => other,
        };
        let found = found.map_err(|asked| match asked {
            Asked::Stale => {
                let cure = "ask again when the folder has been read";
                ApiError::new(StatusCode::CONFLICT, "search.not-ready", "a search index", "none yet", &key, cure)
            }
            Asked::Failed(error) => error,
        })?;
        let base = snapshot.base()?;
        let hits: Vec<SearchHit> = snapshot.read(|project| {
            let mut placer = Placer::keeping(project, &base);
            let hits = found.rows.into_iter().map(|row| hit(&mut placer, &base, row));
            hits.filter_map(Result::transpose).collect()
        })?;
        let explained = found.words.iter().map(|(word, terms)| format!("{word}: {}", terms.join(", "))).collect();
        let names = snapshot.name_index()?;
        let mut entities = names.find(words, ENTITIES);
        if let Some(kind) = asked.value("kind") {
            entities.retain(|hit| serde_json::to_value(hit.entity_type).is_ok_and(|name| name == kind));
        }
        let (documents_total, documents) =
            if asked.is_of_documents() { asked.documents(&*snapshot.documents()?)? } else { (0, Vec::new()) };
        let nothing = found.total == 0 && entities.is_empty() && documents.is_empty();
        let near = if nothing { names.near(words, ENTITIES) } else { Vec::new() };
        Ok(SearchPage { entities, documents, documents_total, near, q, total: found.total, hits, explained })
    })
    .await
}

enum Asked {
    Stale,
    Failed(ApiError),
}

fn ask(snapshot: &Snapshot, engine: &Engine, q: &str, page: &Page) -> Result<regesta::search::SearchPage, Asked> {
    let found = snapshot.read(|project| Ok(regesta::search::search_page(engine, project, q, page)));
    match found {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(regesta::Error::Store(StoreError::StaleIndex { .. }))) => Err(Asked::Stale),
        Ok(Err(error)) => Err(Asked::Failed(error.into())),
        Err(error) => Err(Asked::Failed(error)),
    }
}

fn hit(placer: &mut Placer<'_>, base: &Base, row: SearchRow) -> ApiResult<Option<SearchHit>> {
    let Some(source) = base.source_at(&row.source) else { return Ok(None) };
    let found = placer.stretch(&source.id, (row.start, row.end), AROUND)?;
    Ok(found.map(|(mut passage, kind)| {
        passage.exact = row.text;
        let before = passage.before.chars().count();
        SearchHit {
            marks: row.marks.iter().map(|(start, end)| (start + before, end + before)).collect(),
            lang: Some(row.lang).filter(|l| !l.is_empty()),
            kind: block_kind(kind),
            passage,
        }
    }))
}
