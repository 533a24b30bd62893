//! Who decided what, when and why; and judgements as a file.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use regesta::decided;
use regesta::identity;
use regesta::store::{Mode, Project};

use super::decide::decision_row;
use super::{Address, copy, fresh, of_state, parameter};
use crate::app::{Shared, blocking};
use crate::error::ApiResult;
use crate::wire::{DecisionList, DecisionRow, Imported, Problem};

/// Who decided what, when and why: the latest first.
#[utoipa::path(get, path = "/api/p/{project}/decisions", tag = "review", params(("project" = String, Path,),
        ("about" = Option<String>, Query, description = "only those about this finding, document or happening"),
        ("only" = Option<String>, Query, description = "lost: whose words were not found again; conflicts: that differ about one thing")),
    responses((status = 200, body = DecisionList), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn decisions(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let (about, only) = (parameter(&query, "about"), parameter(&query, "only").unwrap_or_default());
    of_state(copy(&app), project, headers, move |_, snapshot| {
        let judged = snapshot.decided()?;
        let all = snapshot.read(|project| Ok(project.decisions()?))?;
        let lost: std::collections::BTreeMap<&str, String> =
            judged.lost().map(|(decision, why)| (decision.id.as_str(), why.to_string().replace(' ', "_"))).collect();
        let conflicts: Vec<Vec<String>> =
            judged.conflicts().into_iter().map(|list| list.into_iter().map(|d| d.id.clone()).collect()).collect();
        let findings = match &about {
            Some(id) => Some(snapshot.read(|project| {
                let mut ids: Vec<String> = project.mentions(id)?.into_iter().map(|(link, _)| link.finding).collect();
                ids.extend([id.clone(), id.trim_start_matches("event:").to_owned()]);
                Ok(ids)
            })?),
            None => None,
        };
        // Decisions that are no longer in force are about what their successors are about.
        let mut of: std::collections::BTreeMap<&str, Option<&str>> = std::collections::BTreeMap::new();
        let mut rows: Vec<DecisionRow> = Vec::new();
        for decision in all.iter().rev() {
            let in_force = judged.attached(&decision.id);
            let finding = in_force.unwrap_or_else(|| of.get(decision.id.as_str()).copied().flatten());
            if let Some(former) = &decision.content.supersedes {
                of.insert(former, finding);
            }
            let mut row = decision_row(decision, finding.map(str::to_owned), in_force.is_some());
            row.lost = lost.get(decision.id.as_str()).cloned();
            let wanted = match &findings {
                Some(ids) => row.finding.as_ref().is_some_and(|finding| ids.contains(finding)),
                None => true,
            };
            let wanted = wanted
                && match only.as_str() {
                    "lost" => row.lost.is_some(),
                    "conflicts" => conflicts.iter().flatten().any(|id| *id == row.id),
                    _ => true,
                };
            if wanted {
                rows.push(row);
            }
        }
        Ok(DecisionList { decisions: rows, conflicts })
    })
    .await
}

/// All judgements as a file of lines, to keep or to hand to a colleague.
#[utoipa::path(get, path = "/api/p/{project}/decisions.jsonl", tag = "review", params(("project" = String, Path,)),
    responses((status = 200, description = "the file", content_type = "application/x-ndjson"), (status = "default", body = Problem)))]
pub(crate) async fn export(State(app): State<Shared>, Address(project): Address<String>) -> ApiResult<Response> {
    let app = copy(&app);
    blocking(move || {
        let snapshot = app.registry.get(&project)?.snapshot()?;
        let mut bytes = Vec::new();
        snapshot.read(|stored| Ok(decided::export(stored, &mut bytes)?))?;
        let mut response = bytes.into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let name = format!("attachment; filename=\"{}-decisions.jsonl\"", crate::registry::slug(&project));
        if let Ok(value) = HeaderValue::from_str(&name) {
            headers.insert(CONTENT_DISPOSITION, value);
        }
        Ok(response)
    })
    .await
}

/// Takes the judgements of a file, all or none. Nobody's are overwritten: where two differ, both are in force until somebody
/// decides between them.
#[utoipa::path(post, path = "/api/p/{project}/decisions.jsonl", tag = "review", params(("project" = String, Path,)),
    request_body(content = String, content_type = "application/x-ndjson"),
    responses((status = 200, body = Imported), (status = "default", body = Problem)))]
pub(crate) async fn import(
    State(app): State<Shared>,
    Address(project): Address<String>,
    text: String,
) -> ApiResult<Response> {
    app.must_add()?;
    let app = copy(&app);
    blocking(move || {
        let entry = app.registry.get(&project)?;
        let _one = app.judging.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        super::identity::must_be_free(&app, &project)?;
        let mut stored = Project::open(&entry.path, Mode::Write)?;
        let before = identity::identity_decisions(&stored)?.len();
        let decided::Imported { new, known, lost, conflicts } = decided::import(&mut stored, &text)?;
        let names = identity::identity_decisions(&stored)?.len() != before;
        drop(stored);
        if names {
            identity::rejoin(&*app.engine.get()?, &entry.path, &(app.options.now)())?;
        }
        Ok(fresh(Imported { new, known, lost, conflicts }))
    })
    .await
}
