use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use super::{Address, copy, fresh};
use crate::app::{Shared, blocking};
use crate::error::{ApiError, ApiResult};
use crate::wire::{Job, JobStarted, Problem};

/// Between two events of one job.
const PAUSE: Duration = Duration::from_millis(200);

/// How far a job is.
#[utoipa::path(get, path = "/api/jobs/{job}", tag = "adding", params(("job" = String, Path,)),
    responses((status = 200, body = Job), (status = "default", body = Problem)))]
pub(crate) async fn job(State(app): State<Shared>, Address(job): Address<String>) -> ApiResult<Response> {
    Ok(fresh(app.jobs.get(&job)?.now()))
}

/// The same as a stream of events, each a job; it ends with the job.
#[utoipa::path(get, path = "/api/jobs/{job}/events", tag = "adding", params(("job" = String, Path,)),
    responses((status = 200, body = Job, content_type = "text/event-stream"), (status = "default", body = Problem)))]
pub(crate) async fn events(State(app): State<Shared>, Address(job): Address<String>) -> ApiResult<Response> {
    let mut changes = app.jobs.get(&job)?.watch();
    changes.mark_changed();
    let ending = app.ending.subscribe();
    let events = stream::unfold(Some((changes, ending)), |state| async move {
        let (mut changes, mut ending) = state?;
        tokio::select! {
            changed = changes.changed() => changed.ok()?,
            _ = ending.wait_for(|ends| *ends) => return None,
        }
        let job = changes.borrow_and_update().clone();
        let event = Event::default().json_data(&job).unwrap_or_else(|_| Event::default().comment("unreadable"));
        if job.state.is_over() {
            return Some((Ok::<_, Infallible>(event), None));
        }
        tokio::time::sleep(PAUSE).await;
        Some((Ok(event), Some((changes, ending))))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

/// Asks a job to stop. What it has finished is kept.
#[utoipa::path(post, path = "/api/jobs/{job}/stop", tag = "adding", params(("job" = String, Path,)),
    responses((status = 200, body = Job), (status = "default", body = Problem)))]
pub(crate) async fn stop(State(app): State<Shared>, Address(job): Address<String>) -> ApiResult<Response> {
    let job = app.jobs.get(&job)?;
    job.stop();
    Ok(fresh(job.now()))
}

/// Reads the folder of a project again: what has changed, is new or is gone.
#[utoipa::path(post, path = "/api/p/{project}/rebuild", tag = "adding", params(("project" = String, Path,)),
    responses((status = 200, body = JobStarted), (status = "default", body = Problem)))]
pub(crate) async fn rebuild(State(app): State<Shared>, Address(project): Address<String>) -> ApiResult<Response> {
    app.must_add()?;
    let app = copy(&app);
    blocking(move || {
        let entry = app.registry.get(&project)?;
        let folder = entry.snapshot()?.read(|project| Ok(project.meta("folder")?))?.unwrap_or_default();
        if folder.is_empty() || !std::path::Path::new(&folder).exists() {
            let cure = "put the folder back, or build the project on the command line from where its papers are now";
            let (status, place) = (StatusCode::CONFLICT, "the folder of the project");
            return Err(ApiError::new(
                status,
                "project.folder-gone",
                "the folder it was built from",
                &folder,
                place,
                cure,
            ));
        }
        let job = crate::jobs::start(&app, &entry, folder.into())?;
        Ok(fresh(JobStarted { job, project: entry.key.clone() }))
    })
    .await
}
