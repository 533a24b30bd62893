//! Where texts tell one thing differently, who wrote to whom, and on what something rests.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use regesta::dossier::Dossier;
use regesta::views::{correspondence, explain_with};
use regesta::{Disagreement, DisagreementKind};

use super::{Address, copy, of_state, parameter};
use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::wire::Problem;

/// Differences between the accounts of one happening or document: conflicts first, the surest first.
#[utoipa::path(get, path = "/api/p/{project}/disagreements", tag = "accounts",
    params(("project" = String, Path,),
        ("kind" = Option<String>, Query, description = "one kind, as in DisagreementKind; several joined by commas"),
        ("source" = Option<String>, Query, description = "the path of a source that has a side in it"),
        ("possible" = Option<bool>, Query, description = "true: also what may be of one thing, under the line"),
        ("all" = Option<bool>, Query, description = "true: also differences that are no conflict")),
    responses((status = 200, description = "Disagreements"), (status = "default", body = Problem)))]
pub(crate) async fn disagreements(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let kinds = kinds(&query)?;
    let (all, possible) = (flag(&query, "all")?, flag(&query, "possible")?);
    let source = parameter(&query, "source");
    of_state(copy(&app), project, headers, move |app, snapshot| {
        let engine = app.engine.get()?;
        let rows = snapshot.disagreements(&engine)?;
        let wanted = |row: &&Disagreement| {
            let kind = kinds.as_ref().map_or(all || row.conflict, |kinds| kinds.contains(&row.kind));
            let here = |path: &String| row.sides.iter().any(|side| side.passage.source == *path);
            kind && (possible || !row.possible) && source.as_ref().is_none_or(here)
        };
        Ok(rows.iter().filter(wanted).cloned().collect::<Vec<_>>())
    })
    .await
}

fn flag(query: &str, name: &str) -> ApiResult<bool> {
    match parameter(query, name).as_deref() {
        None | Some("false") => Ok(false),
        Some("true" | "") => Ok(true),
        Some(other) => Err(ApiError::bad_parameter(name, "true or false", other)),
    }
}

fn kinds(query: &str) -> ApiResult<Option<Vec<DisagreementKind>>> {
    let Some(words) = parameter(query, "kind") else { return Ok(None) };
    let kind = |word: &str| {
        DisagreementKind::from_name(word.trim()).ok_or_else(|| {
            let known: Vec<&str> = DisagreementKind::ALL.iter().map(|kind| kind.name()).collect();
            ApiError::bad_parameter("kind", &known.join(", "), word)
        })
    };
    words.split(',').map(kind).collect::<ApiResult<Vec<_>>>().map(Some)
}

/// Who wrote to whom, what answers what and after how long, over all texts of the project. The table of the same name of a
/// dossier has also whose letters went past a superior.
#[utoipa::path(get, path = "/api/p/{project}/correspondence", tag = "accounts",
    params(("project" = String, Path,)),
    responses((status = 200, description = "Correspondence"), (status = "default", body = Problem)))]
pub(crate) async fn chain(
    State(app): State<Shared>,
    Address(project): Address<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    of_state(copy(&app), project, headers, |app, snapshot| {
        let engine = app.engine.get()?;
        snapshot.read(|stored| Ok(correspondence(&engine, stored, &Dossier::empty(), None)?))
    })
    .await
}

/// On what an entity, a finding or a disagreement rests: each statement with its words, rule and reasons.
#[utoipa::path(get, path = "/api/p/{project}/explain/{id}", tag = "accounts",
    params(("project" = String, Path,), ("id" = String, Path,)),
    responses((status = 200, description = "Explained"), (status = "default", body = Problem)))]
pub(crate) async fn explain(
    State(app): State<Shared>,
    Address((project, id)): Address<(String, String)>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    of_state(copy(&app), project, headers, move |app, snapshot| {
        let engine = app.engine.get()?;
        let rows = snapshot.disagreements(&engine)?;
        snapshot.read(|stored| Ok(explain_with(&rows, stored, &id)?))
    })
    .await
}
