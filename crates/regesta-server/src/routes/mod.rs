//! The addresses of the server.

pub(crate) mod accounts;
pub(crate) mod decide;
pub(crate) mod dossier;
pub(crate) mod entity;
pub(crate) mod export;
pub(crate) mod finding;
pub(crate) mod history;
pub(crate) mod identity;
pub(crate) mod intake;
pub(crate) mod jobs;
pub(crate) mod list;
pub(crate) mod map;
pub(crate) mod page;
pub(crate) mod projects;
pub(crate) mod review;
pub(crate) mod schemes;
pub(crate) mod search;
mod search_fields;
pub(crate) mod shared;
mod statics;
pub(crate) mod text;
pub(crate) mod timeline;
pub(crate) mod words;

use std::sync::Arc;

use axum::extract::{FromRequestParts, OriginalUri, Path};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router, middleware};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::{Shared, blocking};
use crate::error::{ApiError, ApiResult};
use crate::guard::{Port, guard};
use crate::snapshot::Snapshot;

/// All addresses, behind the guard.
pub(crate) fn router(app: Shared, port: u16) -> Router {
    let api = Router::new()
        .route("/projects", get(projects::list))
        .route("/p/{project}", get(projects::overview))
        .route("/p/{project}/outline", get(text::outline))
        .route("/p/{project}/text", get(text::text))
        .route("/p/{project}/quote", get(text::quote))
        .route("/p/{project}/pages", get(page::pages))
        .route("/p/{project}/page", get(page::page))
        .route("/p/{project}/page.png", get(page::picture))
        .route("/p/{project}/finding/{id}", get(finding::finding))
        .route("/p/{project}/entity/{*id}", get(entity::entity))
        .route("/p/{project}/identity", get(identity::list).post(identity::judge))
        .route("/p/{project}/list/{list}", get(list::list))
        .route("/p/{project}/export/{file}", get(export::export))
        .route("/p/{project}/search", get(search::search))
        .route("/p/{project}/disagreements", get(accounts::disagreements))
        .route("/p/{project}/disagreements/{id}", post(accounts::settle))
        .route("/p/{project}/correspondence", get(accounts::chain))
        .route("/p/{project}/explain/{*id}", get(accounts::explain))
        .route("/p/{project}/shared", get(shared::list))
        .route("/p/{project}/shared/authors", get(shared::authors))
        .route("/p/{project}/shared/retold", get(shared::retold))
        .route("/p/{project}/shared/{id}", get(shared::collation))
        .route("/p/{project}/shared/{id}/tei", get(shared::tei))
        .route("/p/{project}/review", get(review::queue))
        .route("/p/{project}/decide", post(decide::decide))
        .route("/p/{project}/words", get(words::read).post(words::mark))
        .route("/p/{project}/decisions", get(history::decisions))
        .route("/p/{project}/decisions.jsonl", get(history::export).post(history::import))
        .route("/p/{project}/decisions/{id}/undo", post(decide::undo))
        .route("/p/{project}/timeline", get(timeline::timeline))
        .route("/p/{project}/map", get(map::map))
        .route("/outlines", get(map::outlines))
        .route("/p/{project}/dossier", get(dossier::page))
        .route("/p/{project}/dossier/{table}", get(dossier::table))
        .route("/p/{project}/schemes", get(schemes::page))
        .route("/p/{project}/schemes/case/{case}", get(schemes::case))
        .route("/p/{project}/schemes/explain", get(schemes::explain))
        .route("/p/{project}/schemes/compare", get(schemes::compare))
        .route("/p/{project}/schemes/judge", post(schemes::judge))
        .route("/p/{project}/schemes/export/{file}", get(schemes::export))
        .route("/p/{project}/rebuild", post(jobs::rebuild))
        .route("/intake", post(intake::begin))
        .route("/intake/{intake}/file", put(intake::file))
        .route("/intake/{intake}/build", post(intake::build))
        .route("/jobs/{job}", get(jobs::job))
        .route("/jobs/{job}/events", get(jobs::events))
        .route("/jobs/{job}/stop", post(jobs::stop))
        .method_not_allowed_fallback(wrong_method)
        .fallback(unknown_address)
        .with_state(app);
    Router::new().nest("/api", api).fallback(statics::serve).layer(middleware::from_fn_with_state(Port(port), guard))
}

async fn unknown_address(OriginalUri(uri): OriginalUri) -> ApiError {
    let cure = "docs/openapi.json lists the addresses there are";
    ApiError::not_found("request.address", "an address of the interface", uri.path(), cure)
}

async fn wrong_method(method: axum::http::Method, OriginalUri(uri): OriginalUri) -> ApiError {
    let cure = "docs/openapi.json lists the methods of each address";
    let (status, found) = (StatusCode::METHOD_NOT_ALLOWED, method.to_string());
    ApiError::new(status, "request.method", "a method of this address", &found, uri.path(), cure)
}

/// An answer about a state of a project: nothing where the browser has it already.
async fn of_state<T: Serialize + Send + 'static>(
    app: Shared,
    project: String,
    headers: HeaderMap,
    work: impl FnOnce(&Shared, &Snapshot) -> ApiResult<T> + Send + 'static,
) -> ApiResult<Response> {
    blocking(move || {
        let snapshot = app.registry.get(&project)?.snapshot()?;
        let tag = tag(&snapshot);
        if is_known(&headers, &tag) {
            return Ok(tagged(StatusCode::NOT_MODIFIED.into_response(), &tag));
        }
        let answer = work(&app, &snapshot)?;
        Ok(tagged(Json(answer).into_response(), &tag))
    })
    .await
}

/// The revision and the version of the program: another version may answer in another form.
fn tag(snapshot: &Snapshot) -> String {
    format!("\"{}-{}\"", snapshot.revision, env!("CARGO_PKG_VERSION"))
}

fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(IF_NONE_MATCH).iter().filter_map(|h| h.to_str().ok());
    known.flat_map(|h| h.split(',')).any(|t| t.trim().trim_start_matches("W/") == tag)
}

fn tagged(mut response: Response, tag: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(ETAG, value);
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// An answer that is never kept.
fn fresh(answer: impl Serialize) -> Response {
    let mut response = Json(answer).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The parameters of an address by name, the first of each.
fn parameter(query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// A parameter that must be there.
fn required(query: &str, name: &str, expected: &str) -> ApiResult<String> {
    parameter(query, name).ok_or_else(|| ApiError::bad_parameter(name, expected, "nothing"))
}

/// A number from 0; `otherwise` where the parameter is not there.
fn number(query: &str, name: &str, otherwise: usize) -> ApiResult<usize> {
    match parameter(query, name) {
        None => Ok(otherwise),
        Some(value) => value.parse().map_err(|_| ApiError::bad_parameter(name, "a number from 0", &value)),
    }
}

/// The parts of an address, as [`axum::extract::Path`] takes them; what is no UTF-8 is refused as a problem.
pub(crate) struct Address<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Address<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let path = Path::<T>::from_request_parts(parts, state).await;
        path.map(|Path(parts)| Self(parts)).map_err(|rejection| {
            let (status, cure) = (rejection.status(), "write the address percent-encoded, as UTF-8");
            let found = rejection.body_text();
            ApiError::new(status, "request.address", "an address of the interface", &found, "the address", cure)
        })
    }
}

/// Shared state is cheap to copy into the work of a request.
fn copy(app: &Shared) -> Shared {
    Arc::clone(app)
}
