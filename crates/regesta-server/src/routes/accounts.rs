//! Where texts tell one thing differently, who wrote to whom, and on what something rests.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use regesta::decided::{about_difference, settled};
use regesta::dossier::Dossier;
use regesta::store::{Action, NewDecision};
use regesta::views::{correspondence, explain_with};
use regesta::{Disagreement, DisagreementKind};

use super::decide::{append, check_letters, conflict, unreadable};
use super::{Address, copy, of_state, parameter};
use crate::app::{Shared, blocking};
use crate::error::{ApiError, ApiResult};
use crate::wire::{DecisionRow, DisagreementRow, Problem, SettleBody, Settled};

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
        let judged = snapshot.decided()?;
        let settled = snapshot.read(|project| Ok(settled(project, &judged, &rows)?))?;
        let row = |row: &Disagreement| DisagreementRow {
            row: row.clone(),
            settled: settled.get(&row.id).map(|(decision, side)| Settled {
                action: decision.content.action.as_str().to_owned(),
                side: *side,
                by: decision.content.editor.clone(),
                at: decision.content.at.clone(),
                why: decision.content.rationale.clone(),
                decision: decision.id.clone(),
            }),
        };
        Ok(rows.iter().filter(wanted).map(row).collect::<Vec<_>>())
    })
    .await
}

/// Judges a difference: one side is preferred, which then stands first in the lists; it cannot be decided; or it is none. The
/// decision is on the disk when this is answered, and names the words of the sides.
#[utoipa::path(post, path = "/api/p/{project}/disagreements/{id}", tag = "accounts", request_body = SettleBody,
    params(("project" = String, Path,), ("id" = String, Path,)),
    responses((status = 200, body = DecisionRow), (status = "default", body = Problem)))]
pub(crate) async fn settle(
    State(app): State<Shared>,
    Address((project, id)): Address<(String, String)>,
    body: Result<Json<SettleBody>, JsonRejection>,
) -> ApiResult<Response> {
    app.must_add()?;
    let Json(body) = body.map_err(unreadable)?;
    check_letters("", &body.rationale, &body.editor)?;
    let app = copy(&app);
    blocking(move || {
        let entry = app.registry.get(&project)?;
        let engine = app.engine.get()?;
        let _one = app.judging.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let new = {
            let snapshot = entry.snapshot()?;
            let (rows, judged) = (snapshot.disagreements(&engine)?, snapshot.decided()?);
            let Some(row) = rows.iter().find(|row| row.id == id) else {
                let cure = "look at the list again: a difference has another identifier when its words have changed";
                return Err(ApiError::not_found("disagreement.unknown", "a difference of the list", &id, cure));
            };
            let (action, side) = match (body.action.as_str(), body.side) {
                ("prefer", Some(side)) if side < row.sides.len() => (Action::Prefer, Some(side)),
                ("prefer", _) => {
                    let found = body.side.map_or_else(|| "nothing".to_owned(), |side| side.to_string());
                    let expected = format!("a side from 0 to {}", row.sides.len().saturating_sub(1));
                    return Err(ApiError::bad_parameter("side", &expected, &found));
                }
                ("leave_open", _) => (Action::LeaveOpen, None),
                ("reject", _) => (Action::Reject, None),
                (other, _) => return Err(ApiError::bad_parameter("action", "prefer, leave_open or reject", other)),
            };
            let known = snapshot.read(|project| Ok(settled(project, &judged, &rows)?))?.remove(&id);
            let known = known.map(|(decision, _)| decision);
            if known.as_ref().map(|decision| decision.id.as_str()) != body.knows.as_deref() {
                return Err(conflict(known.as_ref(), body.knows.as_deref()));
            }
            let (about, value) = snapshot.read(|project| Ok(about_difference(project, row, side)?))?;
            NewDecision {
                about,
                action,
                value: Some(value),
                rationale: body.rationale.trim().to_owned(),
                editor: body.editor.trim().to_owned(),
                at: (app.options.now)(),
                supersedes: body.knows.clone(),
            }
        };
        append(&entry, &[new], None)
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
