//! The page "The system in these texts", and the tables behind its doors.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use regesta::dossier::{Basis, Laid};
use regesta::store::Project;
use regesta::views::{correspondence, organs, system_page, territories, theses};

use super::{Address, copy, fresh, parameter};
use crate::app::{Shared, blocking};
use crate::dossiers::{load, with_laid};
use crate::error::{ApiError, ApiResult};
use crate::wire::Problem;

/// What these texts say of the system that the dossier asks for: counts and the closest discrepancies, part by part.
#[utoipa::path(get, path = "/api/p/{project}/dossier", tag = "schemes",
    params(("project" = String, Path,), ("basis" = Option<String>, Query, description = "judged or proposed")),
    responses((status = 200, description = "SystemPage"), (status = "default", body = Problem)))]
pub(crate) async fn page(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let (app, basis) = (copy(&app), basis(query)?);
    blocking(move || {
        let engine = app.engine.get()?;
        over(&app, &project, basis, |dossier, laid, stored| Ok(fresh(system_page(&engine, stored, dossier, laid)?)))
    })
    .await
}

/// Who wrote to whom and was answered when, or past whom; offices and parents of organs, the status of territories, theses:
/// each by asserter.
#[utoipa::path(get, path = "/api/p/{project}/dossier/{table}", tag = "schemes",
    params(("project" = String, Path,),
        ("table" = String, Path, description = "correspondence, organs, territories or theses"),
        ("basis" = Option<String>, Query,)),
    responses((status = 200, description = "SystemTable"), (status = "default", body = Problem)))]
pub(crate) async fn table(
    State(app): State<Shared>,
    Address((project, table)): Address<(String, String)>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let (app, basis) = (copy(&app), basis(query)?);
    blocking(move || {
        let engine = app.engine.get()?;
        over(&app, &project, basis, |dossier, laid, stored| match table.as_str() {
            "correspondence" => Ok(fresh(correspondence(&engine, stored, dossier, laid)?)),
            "organs" => Ok(fresh(organs(&engine, stored, dossier)?)),
            "territories" => Ok(fresh(territories(&engine, stored, dossier)?)),
            "theses" => Ok(fresh(theses(&engine, stored, dossier, laid)?)),
            other => {
                let known = "correspondence, organs, territories or theses";
                Err(ApiError::not_found("table.unknown", known, other, "ask for a table of the dossier"))
            }
        })
    })
    .await
}

fn basis(query: Option<String>) -> ApiResult<Basis> {
    match parameter(&query.unwrap_or_default(), "basis").as_deref() {
        Some("judged") => Ok(Basis::Judged),
        None | Some("proposed") => Ok(Basis::Proposed),
        Some(other) => Err(ApiError::bad_parameter("basis", "judged or proposed", other)),
    }
}

/// Hands the dossier over, laid over the project where it has a scheme.
fn over<T>(
    app: &Shared,
    project: &str,
    basis: Basis,
    work: impl FnOnce(&regesta::dossier::Dossier, Option<&Laid<'_>>, &Project) -> ApiResult<T>,
) -> ApiResult<T> {
    let entry = app.registry.get(project)?;
    let snapshot = entry.snapshot()?;
    let dossier = load(&entry, &snapshot)?;
    if dossier.schemes.is_empty() {
        return snapshot.read(|stored| work(&dossier, None, stored));
    }
    with_laid(app, project, None, basis, |laid, stored| work(laid.dossier, Some(laid), stored))
}
