use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::response::Response;
use regesta::identity::{self, By, IdentityJudgement, Parting};
use regesta::store::{Action, Decision, EntityType, Mode, Project};

use super::{Address, copy, fresh};
use crate::app::{Shared, blocking};
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdentityBody, IdentityDecisionRow, IdentityDone, Problem};

/// The judgements about names that hold, in the order in which they were made.
#[utoipa::path(get, path = "/api/p/{project}/identity", tag = "things", params(("project" = String, Path,)),
    responses((status = 200, body = Vec<IdentityDecisionRow>), (status = "default", body = Problem)))]
pub(crate) async fn list(State(app): State<Shared>, Address(project): Address<String>) -> ApiResult<Response> {
    let app = copy(&app);
    blocking(move || {
        let snapshot = app.registry.get(&project)?.snapshot()?;
        let rows: Vec<IdentityDecisionRow> =
            snapshot.read(|project| Ok(identity::identity_decisions(project)?.iter().map(row).collect()))?;
        Ok(fresh(rows))
    })
    .await
}

/// Judges about names: takes several as one (`merge`), parts mentions from one (`split`), gives another name (`rename`) or type
/// (`retype`), or takes such a judgement back (`undo`). The lists are joined anew before the answer comes; nothing is read again.
/// The judgement holds in all later runs.
#[utoipa::path(post, path = "/api/p/{project}/identity", tag = "things", params(("project" = String, Path,)),
    request_body = IdentityBody,
    responses((status = 200, body = IdentityDone), (status = "default", body = Problem)))]
pub(crate) async fn judge(
    State(app): State<Shared>,
    Address(project): Address<String>,
    body: Result<Json<IdentityBody>, JsonRejection>,
) -> ApiResult<Response> {
    app.must_add()?;
    let Json(body) = body.map_err(|rejection| {
        let (status, found) = (rejection.status(), rejection.body_text());
        let expected = "JSON with action and what it is about";
        ApiError::new(status, "request.body", expected, &found, "the body", "send it as docs/openapi.json describes")
    })?;
    let judgement = judgement(&body)?;
    let app = copy(&app);
    blocking(move || {
        let entry = app.registry.get(&project)?;
        let _one_at_a_time = app.judging.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        must_be_free(&app, &project)?;
        let engine = app.engine.get()?;
        let now = (app.options.now)();
        let mut stored = Project::open(&entry.path, Mode::Write)?;
        let by = By { editor: body.by.clone(), rationale: body.note.clone(), at: now.clone() };
        let decision = identity::judge(&mut stored, &judgement, by)?;
        stored.close()?;
        identity::rejoin(&engine, &entry.path, &now)?;
        let mention = decision.content.about.mentions().first().cloned();
        let entity = mention.map(|m| entity_at(&entry.path, &m)).transpose()?.flatten();
        Ok(fresh(IdentityDone { decision: decision.id, entity }))
    })
    .await
}

/// Refuses to join names anew while a folder is being read.
pub(super) fn must_be_free(app: &Shared, project: &str) -> ApiResult<()> {
    if app.jobs.of_project(project).is_some() {
        let (status, expected) = (axum::http::StatusCode::CONFLICT, "a project that nobody is reading");
        let cure = "wait until it is done, or stop it";
        return Err(ApiError::new(status, "job.running", expected, "one that is being read", project, cure));
    }
    Ok(())
}

/// The entity of a mention of a judgement, as it is now.
fn entity_at(path: &std::path::Path, mention: &regesta::store::Mention) -> ApiResult<Option<String>> {
    let project = Project::open(path, Mode::Read)?;
    let Some(source) = project.source_at(&mention.path)? else { return Ok(None) };
    let anchors = project.anchors(&source.id)?;
    let same = |a: &&regesta::store::Anchor| {
        a.exact == mention.exact && a.prefix == mention.prefix && a.suffix == mention.suffix
    };
    let Some(anchor) = anchors.iter().find(same) else { return Ok(None) };
    let rows = project.mention_rows_at(&mention.kind, std::slice::from_ref(&anchor.id))?;
    Ok(rows.into_iter().find(|row| row.status == regesta::store::LinkStatus::Same).map(|row| row.entity))
}

fn judgement(body: &IdentityBody) -> ApiResult<IdentityJudgement> {
    let one = || match body.entities.as_slice() {
        [one] => Ok(one.clone()),
        other => Err(ApiError::bad_parameter("entities", "one identifier", &other.len().to_string())),
    };
    let given = |name: &str, value: &Option<String>| {
        value.clone().ok_or_else(|| ApiError::bad_parameter(name, "what the action needs", "nothing"))
    };
    Ok(match body.action.as_str() {
        "merge" => IdentityJudgement::Merge(body.entities.clone()),
        "split" => {
            let (spellings, sources, findings) = (body.spellings.clone(), body.sources.clone(), body.findings.clone());
            IdentityJudgement::Split(one()?, Parting { spellings, sources, findings })
        }
        "rename" => IdentityJudgement::Rename(one()?, given("label", &body.label)?),
        "retype" => {
            let to = given("type", &body.to_type)?;
            let parsed = to.parse::<EntityType>();
            IdentityJudgement::Retype(
                one()?,
                parsed.map_err(|_| ApiError::bad_parameter("type", "person, place or body", &to))?,
            )
        }
        "undo" => IdentityJudgement::Undo(given("decision", &body.decision)?),
        other => return Err(ApiError::bad_parameter("action", "merge, split, rename, retype or undo", other)),
    })
}

fn row(decision: &Decision) -> IdentityDecisionRow {
    let content = &decision.content;
    let field = |name: &str| content.value.as_ref().and_then(|value| value.get(name));
    let text = |name: &str| field(name).and_then(|v| v.as_str()).map(str::to_owned);
    let names = field("names").and_then(|v| v.as_array()).into_iter().flatten();
    IdentityDecisionRow {
        id: decision.id.clone(),
        action: match content.action {
            Action::CorrectValue => "rename".to_owned(),
            other => other.as_str().to_owned(),
        },
        names: names.filter_map(|n| n.as_str()).map(str::to_owned).collect(),
        label: text("label"),
        to_type: text("type"),
        by: content.editor.clone(),
        at: content.at.clone(),
        note: content.rationale.clone(),
    }
}
