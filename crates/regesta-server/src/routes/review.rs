//! The queue of review, and decisions on findings: appended, never changed; undo is a decision too.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use regesta::store::{About, Action, Decision, FoundAt, Mention, Mode, NewDecision, Project};
use regesta::views::{bounds, one_line};
use serde_json::Value;

use super::finding::AROUND;
use super::{Address, copy, fresh, number, of_state, parameter};
use crate::app::{Shared, blocking};
use crate::error::{ApiError, ApiResult};
use crate::models::{Base, Placer, Queued};
use crate::registry::Entry;
use crate::snapshot::Snapshot;
use crate::wire::{
    DecisionBody, DecisionList, DecisionRow, MarkKind, MarkStatus, Problem, ReviewPage, ReviewRow, UndoBody,
};

/// Rows of one answer at most.
const MOST: usize = 200;
/// Letters of a value, a reason or a name of an editor at most.
const LETTERS: usize = 4000;

/// Findings to look at: those of low score and much use first.
#[utoipa::path(get, path = "/api/p/{project}/review", tag = "review",
    params(("project" = String, Path,),
        ("status" = Option<String>, Query, description = "undecided (unless given), decided or all"),
        ("kind" = Option<String>, Query, description = "date, person, place, body, cite, quote, document or event"),
        ("source" = Option<String>, Query, description = "path of a source"),
        ("offset" = Option<usize>, Query,), ("limit" = Option<usize>, Query, description = "50 unless given, 200 at most")),
    responses((status = 200, body = ReviewPage), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn queue(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let (offset, limit) = (number(&query, "offset", 0)?, number(&query, "limit", 50)?.min(MOST));
    let asked = |name: &str| parameter(&query, name).filter(|value| !value.is_empty());
    let status = asked("status").unwrap_or_else(|| "undecided".into());
    if !["undecided", "decided", "all"].contains(&status.as_str()) {
        return Err(ApiError::bad_parameter("status", "undecided, decided or all", &status));
    }
    let kind = asked("kind").map(|kind| kind_of(&kind)).transpose()?;
    let source = asked("source");
    of_state(copy(&app), project, headers, move |_, snapshot| {
        page(snapshot, &status, kind, source.as_deref(), offset, limit)
    })
    .await
}

const KINDS: [(&str, MarkKind); 8] = [
    ("date", MarkKind::Date),
    ("person", MarkKind::Person),
    ("place", MarkKind::Place),
    ("body", MarkKind::Body),
    ("cite", MarkKind::Cite),
    ("quote", MarkKind::Quote),
    ("document", MarkKind::Document),
    ("event", MarkKind::Event),
];

fn kind_of(name: &str) -> ApiResult<MarkKind> {
    let known = KINDS.iter().find(|(known, _)| *known == name);
    known.map(|(_, kind)| *kind).ok_or_else(|| {
        let all: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        ApiError::bad_parameter("kind", &all.join(", "), name)
    })
}

fn page(
    snapshot: &Snapshot,
    status: &str,
    kind: Option<MarkKind>,
    source: Option<&str>,
    offset: usize,
    limit: usize,
) -> ApiResult<ReviewPage> {
    let (base, queue) = (snapshot.base()?, snapshot.review()?);
    let source = match source {
        Some(path) => {
            let at = base.source_at(path).and_then(|source| base.index_of(&source.id));
            Some(at.ok_or_else(|| ApiError::bad_parameter("source", "the path of a source of this project", path))?)
        }
        None => None,
    };
    let decided = |queued: &Queued| queued.status != MarkStatus::Undecided;
    let of_status = |queued: &Queued| match status {
        "undecided" => !decided(queued),
        "decided" => decided(queued),
        _ => true,
    };
    let mut kinds: BTreeMap<String, usize> = KINDS.iter().map(|(name, _)| ((*name).to_owned(), 0)).collect();
    let (mut number_undecided, mut number_decided) = (0, 0);
    let mut passing: Vec<&Queued> = Vec::new();
    for queued in queue.queued.iter().filter(|queued| source.is_none_or(|source| queued.source == source)) {
        if of_status(queued)
            && let Some((name, _)) = KINDS.iter().find(|(_, kind)| *kind == queued.kind)
        {
            *kinds.entry((*name).to_owned()).or_default() += 1;
        }
        if kind.is_some_and(|kind| kind != queued.kind) {
            continue;
        }
        if decided(queued) {
            number_decided += 1;
        } else {
            number_undecided += 1;
        }
        if of_status(queued) {
            passing.push(queued);
        }
    }
    let rows: Vec<ReviewRow> = {
        let shown = passing.iter().skip(offset).take(limit);
        shown.filter_map(|queued| row(snapshot, &base, queued).transpose()).collect::<ApiResult<_>>()?
    };
    Ok(ReviewPage {
        rows,
        total: passing.len(),
        offset,
        undecided: number_undecided,
        decided: number_decided,
        kinds,
        stale: base.stale_decisions,
    })
}

fn row(snapshot: &Snapshot, base: &Base, queued: &Queued) -> ApiResult<Option<ReviewRow>> {
    let source = &base.sources[queued.source];
    let text = snapshot.text(&source.card.source)?;
    let Some(mark) = text.mark(&queued.finding) else { return Ok(None) };
    let (start, end) = (mark.pieces[0].0, mark.pieces[mark.pieces.len() - 1].1);
    let placed = snapshot.read(|project| Placer::keeping(project, base).stretch(&source.id, (start, end), AROUND))?;
    let Some((passage, _)) = placed else { return Ok(None) };
    Ok(Some(ReviewRow {
        finding: mark.id.clone(),
        kind: mark.kind,
        n: mark.n,
        label: mark.label.clone(),
        edtf: mark.edtf.clone(),
        flags: mark.flags.clone(),
        score: mark.score,
        used: queued.used,
        status: mark.status,
        entity: mark.entity.clone(),
        passage,
        decision: base.decision(&mark.id).map(|decision| decision_row(decision, Some(mark.id.clone()), true)),
    }))
}

fn decision_row(decision: &Decision, finding: Option<String>, in_force: bool) -> DecisionRow {
    let content = &decision.content;
    let mention = content.about.mentions().first();
    DecisionRow {
        id: decision.id.clone(),
        seq: decision.seq,
        action: content.action.as_str().to_owned(),
        value: content.value.as_ref().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
        rationale: content.rationale.clone(),
        editor: content.editor.clone(),
        at: content.at.clone(),
        kind: mention.map(|mention| mention.kind.clone()).unwrap_or_default(),
        exact: mention.map(|mention| one_line(&mention.exact)).unwrap_or_default(),
        source: mention.map(|mention| mention.path.clone()).unwrap_or_default(),
        finding,
        supersedes: content.supersedes.clone(),
        in_force,
    }
}

/// Who decided what, when and why: the latest first.
#[utoipa::path(get, path = "/api/p/{project}/decisions", tag = "review", params(("project" = String, Path,)),
    responses((status = 200, body = DecisionList), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn decisions(
    State(app): State<Shared>,
    Address(project): Address<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    of_state(copy(&app), project, headers, move |_, snapshot| {
        let base = snapshot.base()?;
        let all = snapshot.read(|project| Ok(project.decisions()?))?;
        let rows = all.iter().rev().map(|decision| {
            let known = base.attached(&decision.id);
            decision_row(decision, known.flatten().map(str::to_owned), known.is_some())
        });
        Ok(DecisionList { decisions: rows.collect() })
    })
    .await
}

/// Decides on a finding. The decision is on the disk when this is answered.
#[utoipa::path(post, path = "/api/p/{project}/decide", tag = "review", request_body = DecisionBody,
    params(("project" = String, Path,)),
    responses((status = 200, body = DecisionRow), (status = "default", body = Problem)))]
pub(crate) async fn decide(
    State(app): State<Shared>,
    Address(project): Address<String>,
    body: Result<Json<DecisionBody>, JsonRejection>,
) -> ApiResult<Response> {
    app.must_add()?;
    let Json(body) = body.map_err(unreadable)?;
    let app = copy(&app);
    blocking(move || {
        let entry = app.registry.get(&project)?;
        let _one = app.judging.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let new = {
            let snapshot = entry.snapshot()?;
            let base = snapshot.base()?;
            let (found, about) = about(&snapshot, &body.finding)?;
            let (action, value) = action_of(&body, &found)?;
            let known = base.decision(&body.finding);
            if known.map(|decision| decision.id.as_str()) != body.knows.as_deref() {
                return Err(conflict(known, body.knows.as_deref()));
            }
            let [rationale, editor] = [&body.rationale, &body.editor].map(|text| text.trim().to_owned());
            NewDecision {
                about,
                action,
                value,
                rationale,
                editor,
                at: (app.options.now)(),
                supersedes: body.knows.clone(),
            }
        };
        append(&entry, &new, Some(body.finding))
    })
    .await
}

/// Undoes a decision by a new one: what it replaced is in force again, or nothing is decided.
#[utoipa::path(post, path = "/api/p/{project}/decisions/{id}/undo", tag = "review", request_body = UndoBody,
    params(("project" = String, Path,), ("id" = String, Path,)),
    responses((status = 200, body = DecisionRow), (status = "default", body = Problem)))]
pub(crate) async fn undo(
    State(app): State<Shared>,
    Address((project, id)): Address<(String, String)>,
    body: Result<Json<UndoBody>, JsonRejection>,
) -> ApiResult<Response> {
    app.must_add()?;
    let Json(body) = body.map_err(unreadable)?;
    let app = copy(&app);
    blocking(move || {
        let entry = app.registry.get(&project)?;
        let _one = app.judging.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (new, finding) = {
            let snapshot = entry.snapshot()?;
            let base = snapshot.base()?;
            let all = snapshot.read(|project| Ok(project.decisions()?))?;
            let Some(undone) = all.iter().find(|decision| decision.id == id) else {
                let cure = "look at the history of the project: it lists the decisions there are";
                return Err(ApiError::not_found("decision.unknown", "a decision of this project", &id, cure));
            };
            if let Some(later) = all.iter().find(|decision| decision.content.supersedes.as_deref() == Some(&id)) {
                return Err(conflict(Some(later), Some(&id)));
            }
            let former = undone.content.supersedes.as_deref();
            let former = former.and_then(|former| all.iter().find(|decision| decision.id == former));
            let (action, value) =
                former.map_or((Action::LeaveOpen, None), |d| (d.content.action, d.content.value.clone()));
            let rationale = former.map(|decision| decision.content.rationale.clone()).unwrap_or_default();
            let new = NewDecision {
                about: undone.content.about.clone(),
                action,
                value,
                rationale,
                editor: body.editor.trim().to_owned(),
                at: (app.options.now)(),
                supersedes: Some(id.clone()),
            };
            (new, base.attached(&id).flatten().map(str::to_owned))
        };
        append(&entry, &new, finding)
    })
    .await
}

/// Appends a decision to the project file.
fn append(entry: &Entry, new: &NewDecision, finding: Option<String>) -> ApiResult<Response> {
    let mut project = Project::open(&entry.path, Mode::Write)?;
    let decision = project.append_decision(new)?;
    // Not closed but let go: closing would wait for those who read an older state, and what was decided is on the disk.
    drop(project);
    Ok(fresh(decision_row(&decision, finding, true)))
}

fn about(snapshot: &Snapshot, finding: &str) -> ApiResult<(FoundAt, About)> {
    let stored = snapshot.read(|project| {
        let Some(found) = project.finding(finding)? else { return Ok(None) };
        Ok(project.source(&found.finding.source)?.map(|source| (found, source)))
    })?;
    let Some((found, source)) = stored else {
        let cure = "look at the queue again: a finding has another identifier when its text has changed";
        return Err(ApiError::not_found("finding.unknown", "the identifier of a finding", finding, cure));
    };
    let about = About::passage(Mention::of(&found.anchor, &source, &found.finding.kind));
    Ok((found, about))
}

fn action_of(body: &DecisionBody, found: &FoundAt) -> ApiResult<(Action, Option<Value>)> {
    for (name, text) in
        [("value", body.value.as_deref().unwrap_or_default()), ("rationale", &body.rationale), ("editor", &body.editor)]
    {
        if text.chars().count() > LETTERS {
            let found = format!("{} letters", text.chars().count());
            return Err(ApiError::bad_parameter(name, &format!("at most {LETTERS} letters"), &found));
        }
    }
    let value = body.value.as_deref().map(str::trim).filter(|value| !value.is_empty());
    let needed = |expected: &str| value.ok_or_else(|| ApiError::bad_parameter("value", expected, "nothing"));
    Ok(match body.action.as_str() {
        "accept" => (Action::Accept, None),
        "reject" => (Action::Reject, None),
        "leave_open" => (Action::LeaveOpen, None),
        "comment" => (Action::Comment, Some(needed("a remark")?.into())),
        "retype" => {
            let kind = needed("a kind")?;
            (Action::Retype, kind_of(kind).map(|_| Some(kind.into()))?)
        }
        "correct_value" => {
            let value = needed("the value as it should be")?;
            if found.finding.kind == "date" && bounds(value).is_none() {
                let expected = "a date as EDTF: 1920, 1920-05, 1920-05-10, 1920-05-09/1920-05-10, ../1920-05-01";
                return Err(ApiError::bad_parameter("value", expected, value));
            }
            (Action::CorrectValue, Some(value.into()))
        }
        other => {
            let known = "accept, reject, correct_value, retype, leave_open or comment";
            return Err(ApiError::bad_parameter("action", known, other));
        }
    })
}

fn conflict(known: Option<&Decision>, knows: Option<&str>) -> ApiError {
    let told = |decision: &Decision| {
        let content = &decision.content;
        let who = if content.editor.is_empty() { "somebody" } else { &content.editor };
        format!("{} by {who}, {}, {}", content.action, content.at, decision.id)
    };
    let found = known.map_or_else(|| "no decision in force".to_owned(), told);
    let expected = knows.map_or_else(|| "no decision yet".to_owned(), |id| format!("the decision {id} as the last"));
    let cure = "look at what was decided in the meantime, and decide again";
    ApiError::new(StatusCode::CONFLICT, "decision.other", &expected, &found, "the finding", cure)
}

fn unreadable(rejection: JsonRejection) -> ApiError {
    ApiError::new(
        rejection.status(),
        "request.body",
        "a decision as JSON, as docs/openapi.json describes it",
        &rejection.body_text(),
        "the body",
        "send the fields `finding` and `action`",
    )
}
