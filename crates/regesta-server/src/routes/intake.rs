use axum::Json;
use axum::body::Body;
use axum::extract::rejection::JsonRejection;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Address, copy, fresh, required};
use crate::app::{Shared, blocking};
use crate::error::{ApiError, ApiResult};
use crate::wire::{IntakeStarted, JobStarted, NewIntake, Problem};

/// Begins to take the files of a folder.
#[utoipa::path(post, path = "/api/intake", tag = "adding", request_body = NewIntake,
    responses((status = 200, body = IntakeStarted), (status = "default", body = Problem)))]
pub(crate) async fn begin(
    State(app): State<Shared>,
    body: Result<Json<NewIntake>, JsonRejection>,
) -> ApiResult<Response> {
    app.must_add()?;
    let Json(NewIntake { name }) = body.map_err(|rejection| {
        let (status, found) = (rejection.status(), rejection.body_text());
        ApiError::new(
            status,
            "request.body",
            "JSON with the name of the folder",
            &found,
            "the body",
            "send {\"name\": …}",
        )
    })?;
    let name: String = name.trim().chars().take(200).collect();
    let app = copy(&app);
    blocking(move || {
        let project = app.registry.new_path(&name);
        Ok(fresh(IntakeStarted { intake: app.intakes.begin(&name, project)? }))
    })
    .await
}

/// Takes one file: the body is its bytes.
#[utoipa::path(put, path = "/api/intake/{intake}/file", tag = "adding",
    params(("intake" = String, Path,), ("path" = String, Query, description = "its path inside the folder")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 204, description = "taken"), (status = "default", body = Problem)))]
pub(crate) async fn file(
    State(app): State<Shared>,
    Address(intake): Address<String>,
    RawQuery(query): RawQuery,
    body: Body,
) -> ApiResult<Response> {
    app.must_add()?;
    let path = required(&query.unwrap_or_default(), "path", "the path of the file inside the folder")?;
    app.intakes.take_file(&intake, &path, body).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Reads the files that were taken into a new project.
#[utoipa::path(post, path = "/api/intake/{intake}/build", tag = "adding", params(("intake" = String, Path,)),
    responses((status = 200, body = JobStarted), (status = "default", body = Problem)))]
pub(crate) async fn build(State(app): State<Shared>, Address(intake): Address<String>) -> ApiResult<Response> {
    app.must_add()?;
    let app = copy(&app);
    blocking(move || {
        let intake = app.intakes.end(&intake)?;
        let entry = app.registry.add(&intake.project, &intake.name);
        let job = crate::jobs::start(&app, &entry, intake.folder)?;
        Ok(fresh(JobStarted { job, project: entry.key.clone() }))
    })
    .await
}
