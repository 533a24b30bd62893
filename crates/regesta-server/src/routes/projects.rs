use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use regesta::store::Severity;

use super::{Address, copy, fresh};
use crate::app::{Shared, blocking};
use crate::error::ApiResult;
use crate::registry::Entry;
use crate::wire::{Message, MessageSeverity, Overview, Problem, ProjectCard, ProjectList};

/// The projects that the server knows.
#[utoipa::path(get, path = "/api/projects", tag = "projects", responses(
    (status = 200, body = ProjectList), (status = "default", body = Problem)))]
pub(crate) async fn list(State(app): State<Shared>) -> ApiResult<Response> {
    let app = copy(&app);
    blocking(move || {
        let projects = app.registry.all().iter().map(|entry| card(&app, entry)).collect();
        let (version, can_add) = (env!("CARGO_PKG_VERSION").to_owned(), !app.options.read_only);
        Ok(fresh(ProjectList { projects, version, can_add }))
    })
    .await
}

fn card(app: &Shared, entry: &Arc<Entry>) -> ProjectCard {
    // A file that cannot be opened is listed all the same; opening it says what is wrong.
    let counts = entry.snapshot().and_then(|s| s.base()).map(|base| base.counts.clone()).unwrap_or_default();
    ProjectCard {
        key: entry.key.clone(),
        title: entry.title.clone(),
        sample: entry.key == SAMPLE,
        sources: counts.get("sources").copied().unwrap_or(0),
        counts,
        job: app.jobs.of_project(&entry.key),
    }
}

/// The key of the sample project that `make demo` builds.
const SAMPLE: &str = "caucasus-1920";

/// The doors of a project.
#[utoipa::path(get, path = "/api/p/{project}", tag = "projects",
    params(("project" = String, Path, description = "key of the project")),
    responses((status = 200, body = Overview), (status = "default", body = Problem)))]
pub(crate) async fn overview(
    State(app): State<Shared>,
    Address(project): Address<String>,
    _headers: HeaderMap,
) -> ApiResult<Response> {
    let app = copy(&app);
    blocking(move || {
        let entry = app.registry.get(&project)?;
        let job = app.jobs.of_project(&entry.key);
        let mut overview = Overview {
            key: entry.key.clone(),
            title: entry.title.clone(),
            revision: String::new(),
            read_at: None,
            program: String::new(),
            counts: BTreeMap::new(),
            sources: Vec::new(),
            messages: Vec::new(),
            decisions: 0,
            stale_decisions: 0,
            dossier: None,
            job,
        };
        if entry.is_built() || overview.job.is_none() {
            let snapshot = entry.snapshot()?;
            let base = snapshot.base()?;
            let (runs, messages) = snapshot.read(|project| Ok((project.runs()?, project.diagnostics()?)))?;
            let last = runs.into_iter().next_back();
            overview.dossier = match crate::dossiers::folder(&entry, &snapshot)? {
                Some(folder) => Some(regesta::dossier::Dossier::load(&folder)?.head.dossier.title),
                None => None,
            };
            overview.revision = snapshot.revision.clone();
            overview.read_at = last.as_ref().map(|run| run.ended.clone().unwrap_or_else(|| run.start.started.clone()));
            overview.program = last.map(|run| run.start.program).unwrap_or_default();
            overview.counts = base.counts.clone();
            overview.sources = base.sources.iter().map(|s| s.card.clone()).collect();
            overview.messages = messages.into_iter().map(message).collect();
            let decided = snapshot.decided()?;
            (overview.decisions, overview.stale_decisions) = (decided.all().len(), decided.lost().count());
        }
        Ok(fresh(overview))
    })
    .await
}

fn message(from: regesta::store::Diagnostic) -> Message {
    Message {
        severity: match from.severity {
            Severity::Error => MessageSeverity::Error,
            Severity::Warning => MessageSeverity::Warning,
            _ => MessageSeverity::Note,
        },
        code: from.code,
        file: from.path,
        message: from.message,
        cure: from.hint,
    }
}
