//! Decisions: appended, never changed; undo is a decision too.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::Response;
use regesta::decided::{self, Decided};
use regesta::identity::{self, By, IdentityJudgement};
use regesta::store::{About, Action, Decision, LinkStatus, Mention, Mode, NewDecision, Project};
use regesta::views::one_line;
use serde_json::Value;

use super::{Address, copy, fresh};
use crate::app::{Shared, blocking};
use crate::engine::SharedEngine;
use crate::error::{ApiError, ApiResult};
use crate::registry::Entry;
use crate::snapshot::Snapshot;
use crate::wire::{DecisionBody, DecisionRow, MarkKind, Problem, UndoBody};

/// Letters of a value, a reason or a name of an editor at most.
pub(super) const LETTERS: usize = 4000;

pub(super) const KINDS: [(&str, MarkKind); 8] = [
    ("date", MarkKind::Date),
    ("person", MarkKind::Person),
    ("place", MarkKind::Place),
    ("body", MarkKind::Body),
    ("cite", MarkKind::Cite),
    ("quote", MarkKind::Quote),
    ("document", MarkKind::Document),
    ("event", MarkKind::Event),
];

pub(super) fn kind_of(name: &str) -> ApiResult<MarkKind> {
    let known = KINDS.iter().find(|(known, _)| *known == name);
    known.map(|(_, kind)| *kind).ok_or_else(|| {
        let all: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        ApiError::bad_parameter("kind", &all.join(", "), name)
    })
}

/// The kind of a finding as it is stored.
pub(super) fn stored_kind(kind: &str) -> &str {
    match kind {
        "body" => "org",
        "document" => "doc",
        other => other,
    }
}

pub(super) fn decision_row(decision: &Decision, finding: Option<String>, in_force: bool) -> DecisionRow {
    let content = &decision.content;
    let mention = content.about.mentions().first();
    let value = content.value.as_ref();
    let field = |name: &str| value.and_then(|v| v.get(name)).and_then(Value::as_str).map(str::to_owned);
    let (predicate, had) = match &content.about {
        About::Passage { predicate, value, .. } => (predicate.clone(), value.clone()),
        About::Mentions(_) => (None, None),
    };
    let had = had.and_then(|had| {
        ["edtf", "normalised", "as_written"].iter().find_map(|key| Some(had.get(key)?.as_str()?.to_owned()))
    });
    let names = value.and_then(|v| v.get("names")).and_then(Value::as_array).into_iter().flatten();
    DecisionRow {
        id: decision.id.clone(),
        seq: decision.seq,
        action: content.action.as_str().to_owned(),
        value: value
            .and_then(Value::as_str)
            .map(str::to_owned)
            .or_else(|| ["edtf", "label", "type", "kind"].iter().find_map(|name| field(name))),
        takes_back: field("undone"),
        predicate,
        had,
        names: names.filter_map(Value::as_str).map(str::to_owned).collect(),
        rationale: content.rationale.clone(),
        editor: content.editor.clone(),
        at: content.at.clone(),
        kind: mention.map(|mention| mention.kind.clone()).unwrap_or_default(),
        exact: mention.map(|mention| one_line(&mention.exact)).unwrap_or_default(),
        source: mention.map(|mention| mention.path.clone()).unwrap_or_default(),
        finding,
        supersedes: content.supersedes.clone(),
        in_force,
        lost: None,
    }
}

/// What a request decides about.
struct Target {
    about: About,
    /// The kind of the finding, or the predicate of the field.
    of: String,
    finding: Option<String>,
    /// The judgements about it that are in force, the latest last.
    heads: Vec<Decision>,
    by_hand: bool,
}

/// Decides on a finding, or on a field of a document or happening. The decision is on the disk when this is answered.
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
        let (all, finding) = {
            let snapshot = entry.snapshot()?;
            let judged = snapshot.decided()?;
            let target = if body.finding.is_empty() {
                field_target(&snapshot, &judged, &body)?
            } else {
                finding_target(&snapshot, &judged, &body.finding)?
            };
            let (mut action, mut value) = action_of(&app.engine, &body, &target)?;
            let mut about = target.about;
            if target.by_hand && matches!(action, Action::CorrectValue | Action::Retype) {
                // What is there only by a person's word is said anew.
                if action == Action::Retype {
                    about = retyped(about, value.as_ref());
                    value = None;
                }
                action = Action::Add;
            }
            let known = target.heads.last();
            let told = known.map(|decision| decision.id.as_str());
            // A judgement that was taken back need not be known.
            let nothing = body.knows.is_none() && known.is_none_or(decided::takes_back);
            if told != body.knows.as_deref() && !nothing {
                return Err(conflict(known, body.knows.as_deref()));
            }
            let [rationale, editor] = [&body.rationale, &body.editor].map(|text| text.trim().to_owned());
            let at = (app.options.now)();
            let new = |supersedes: Option<String>| NewDecision {
                about: about.clone(),
                action,
                value: value.clone(),
                rationale: rationale.clone(),
                editor: editor.clone(),
                at: at.clone(),
                supersedes,
            };
            // A remark replaces nothing. Of two colleagues' judgements that differ, one decision replaces both.
            let all: Vec<NewDecision> = match (action, target.heads.as_slice()) {
                (Action::Comment, _) | (_, []) => vec![new(None)],
                (_, heads) => heads.iter().map(|head| new(Some(head.id.clone()))).collect(),
            };
            (all, target.finding)
        };
        append(&entry, &all, finding)
    })
    .await
}

fn retyped(about: About, kind: Option<&Value>) -> About {
    match (about, kind.and_then(Value::as_str)) {
        (About::Passage { mention, predicate, value }, Some(kind)) => {
            About::Passage { mention: Mention { kind: stored_kind(kind).to_owned(), ..mention }, predicate, value }
        }
        (about, _) => about,
    }
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
        let by = By { editor: body.editor.trim().to_owned(), rationale: String::new(), at: (app.options.now)() };
        let (all, finding) = {
            let snapshot = entry.snapshot()?;
            let judged = snapshot.decided()?;
            (snapshot.read(|project| Ok(project.decisions()?))?, judged.attached(&id).flatten().map(str::to_owned))
        };
        let Some(undone) = all.iter().find(|decision| decision.id == id) else {
            let cure = "look at the history of the project: it lists the decisions there are";
            return Err(ApiError::not_found("decision.unknown", "a decision of this project", &id, cure));
        };
        if let Some(later) = all.iter().find(|decision| decision.content.supersedes.as_deref() == Some(&id)) {
            return Err(conflict(Some(later), Some(&id)));
        }
        if identity::is_identity(undone) {
            // Who is who follows from all names together: they are joined anew before the answer comes.
            super::identity::must_be_free(&app, &project)?;
            let engine = app.engine.get()?;
            let now = by.at.clone();
            let mut stored = Project::open(&entry.path, Mode::Write)?;
            let decision = identity::judge(&mut stored, &IdentityJudgement::Undo(id), by)?;
            drop(stored);
            identity::rejoin(&engine, &entry.path, &now)?;
            return Ok(fresh(decision_row(&decision, None, true)));
        }
        append(&entry, &[decided::undoing(&all, &id, by)?], finding)
    })
    .await
}

/// Appends decisions to the project file; answers with the last.
pub(super) fn append(entry: &Entry, all: &[NewDecision], finding: Option<String>) -> ApiResult<Response> {
    let mut project = Project::open(&entry.path, Mode::Write)?;
    let written = project.append_decisions(all)?;
    // Not closed but let go: closing would wait for those who read an older state, and what was decided is on the disk.
    drop(project);
    let Some(decision) = written.last() else { return Err(ApiError::internal("the decision", "nothing was written")) };
    Ok(fresh(decision_row(decision, finding, true)))
}

fn finding_target(snapshot: &Snapshot, judged: &Decided, finding: &str) -> ApiResult<Target> {
    let heads: Vec<Decision> = judged.heads(finding).into_iter().cloned().collect();
    let stored = snapshot.read(|project| {
        let Some(found) = project.finding(finding)? else { return Ok(None) };
        Ok(project.source(&found.finding.source)?.map(|source| (found, source)))
    })?;
    if let Some((found, source)) = stored {
        let about = About::passage(Mention::of(&found.anchor, &source, &found.finding.kind));
        let of = found.finding.kind;
        return Ok(Target { about, of, finding: Some(finding.to_owned()), heads, by_hand: false });
    }
    if let Some(added) = judged.added().iter().find(|added| added.finding == finding) {
        let about = judged.decision(added.at).content.about.clone();
        let (of, finding) = (added.kind.clone(), Some(finding.to_owned()));
        return Ok(Target { about, of, finding, heads, by_hand: true });
    }
    let cure = "look at the queue again: a finding has another identifier when its text has changed";
    Err(ApiError::not_found("finding.unknown", "the identifier of a finding", finding, cure))
}

/// A field is told by the words with which a text speaks of the document or happening, its predicate and its value.
fn field_target(snapshot: &Snapshot, judged: &Decided, body: &DecisionBody) -> ApiResult<Target> {
    let given = |name: &str, value: &Option<String>| {
        let value = value.clone().filter(|value| !value.is_empty());
        value.ok_or_else(|| ApiError::bad_parameter(name, "a finding, or an entity with a predicate", "nothing"))
    };
    let (entity, predicate) = (given("entity", &body.entity)?, given("predicate", &body.predicate)?);
    snapshot.read(|project| {
        let statements = project.assertions(Some(&entity))?;
        let statement = match &body.statement {
            Some(id) => {
                let of_field = |s: &&regesta::store::Assertion| s.id == *id && s.predicate == predicate;
                let cure = "open the page of the document again: what is said of it may have changed";
                let missing = || ApiError::not_found("statement.unknown", "a statement about this field", id, cure);
                Some(statements.iter().find(of_field).ok_or_else(missing)?)
            }
            None => None,
        };
        let mentions = project.mentions(&entity)?;
        let path = statement.and_then(|s| s.authority.clone()).or_else(|| body.source.clone());
        let mut same = mentions.iter().filter(|(link, at)| {
            link.status == LinkStatus::Same && matches!(at.finding.kind.as_str(), "doc" | "event")
        });
        // Of several mentions in one text, the one whose words the statement rests on.
        let rests = |at: &regesta::store::FoundAt| statement.is_some_and(|s| s.anchors.contains(&at.anchor.id));
        let all: Vec<_> = same.by_ref().map(|(_, at)| at).collect();
        let of_event = entity.strip_prefix("event:").map(|id| project.finding(id)).transpose()?.flatten();
        let here = |at: &&&regesta::store::FoundAt| path.as_ref().is_none_or(|path| at.path == *path);
        let at = all.iter().filter(here).find(|at| rests(at)).or_else(|| all.iter().find(here));
        let Some(at) = at.map(|at| (*at).clone()).or(of_event) else {
            let cure = "name a document or happening of the lists, and a text that speaks of it";
            return Err(ApiError::not_found("entity.unknown", "a document or happening", &entity, cure));
        };
        let source = project.source(&at.finding.source)?;
        let Some(source) = source else { return Err(ApiError::internal("the project file", "a finding without text")) };
        let had = statement.map(|s| {
            let words = s.value.as_written.as_deref().map(one_line);
            let value =
                [("as_written", words), ("normalised", s.value.normalised.clone()), ("edtf", s.value.edtf.clone())];
            Value::Object(value.into_iter().filter_map(|(k, v)| Some((k.to_owned(), Value::String(v?)))).collect())
        });
        let heads = judged.heads_of_field(&entity, &predicate, &at.path, had.as_ref());
        Ok(Target {
            about: About::Passage {
                mention: Mention::of(&at.anchor, &source, &at.finding.kind),
                predicate: Some(predicate.clone()),
                value: had,
            },
            of: predicate.clone(),
            finding: Some(at.finding.id.clone()),
            heads: heads.into_iter().cloned().collect(),
            by_hand: false,
        })
    })
}

fn action_of(engine: &SharedEngine, body: &DecisionBody, target: &Target) -> ApiResult<(Action, Option<Value>)> {
    check_letters(body.value.as_deref().unwrap_or_default(), &body.rationale, &body.editor)?;
    let value = body.value.as_deref().map(str::trim).filter(|value| !value.is_empty());
    let needed = |expected: &str| value.ok_or_else(|| ApiError::bad_parameter("value", expected, "nothing"));
    let field = body.finding.is_empty();
    Ok(match body.action.as_str() {
        "accept" => (Action::Accept, None),
        "reject" => (Action::Reject, None),
        "prefer" if field => (Action::Prefer, None),
        "leave_open" => (Action::LeaveOpen, None),
        "comment" => (Action::Comment, Some(needed("a remark")?.into())),
        "retype" if !field => {
            let kind = needed("a kind")?;
            (Action::Retype, kind_of(kind).map(|_| Some(kind.into()))?)
        }
        "correct_value" => {
            let value = needed("the value as it should be")?;
            (Action::CorrectValue, Some(checked_value(engine, &target.of, value)?))
        }
        other => {
            let known = "accept, reject, correct_value, leave_open, comment; of a finding retype; of a field prefer";
            return Err(ApiError::bad_parameter("action", known, other));
        }
    })
}

pub(super) fn check_letters(value: &str, rationale: &str, editor: &str) -> ApiResult<()> {
    for (name, text) in [("value", value), ("rationale", rationale), ("editor", editor)] {
        if text.chars().count() > LETTERS {
            let found = format!("{} letters", text.chars().count());
            return Err(ApiError::bad_parameter(name, &format!("at most {LETTERS} letters"), &found));
        }
    }
    Ok(())
}

/// A value as it is stored: for dates one that can be one, for kinds of documents a key.
pub(super) fn checked_value(engine: &SharedEngine, of: &str, value: &str) -> ApiResult<Value> {
    if of == "date" || of.starts_with("date_") {
        let Some(edtf) = super::words::edtf_of(engine, value)? else {
            let expected = "a date: 10 May 1920, May 1920, or as EDTF 1920-05-10, 1920-05-09/1920-05-10, ../1920-05-01";
            return Err(ApiError::bad_parameter("value", expected, value));
        };
        return Ok(edtf.into());
    }
    let known = |c: char| c.is_ascii_lowercase() || c == '-';
    if of == "genre" && !value.chars().all(known) {
        let expected = "a kind of document as a key: telegram, letter, note, order ...";
        return Err(ApiError::bad_parameter("value", expected, value));
    }
    Ok(value.into())
}

pub(super) fn conflict(known: Option<&Decision>, knows: Option<&str>) -> ApiError {
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

pub(super) fn unreadable(rejection: JsonRejection) -> ApiError {
    ApiError::new(
        rejection.status(),
        "request.body",
        "a decision as JSON, as docs/openapi.json describes it",
        &rejection.body_text(),
        "the body",
        "send the fields `finding` and `action`",
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_checked_by_what_they_are_of() {
        let engine = SharedEngine::default();
        let checked_value = |of: &str, value: &str| checked_value(&engine, of, value);
        assert_eq!(checked_value("date_sent", "1920-05-10").expect("a date"), json!("1920-05-10"));
        assert!(checked_value("date", "no day at all").is_err());
        assert!(checked_value("genre", "telegram").is_ok() && checked_value("genre", "<b>").is_err());
        assert!(checked_value("sent_by", "А. Орлов").is_ok());
    }
}
