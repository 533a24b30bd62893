//! Schemes, cases and their proposals.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{RawQuery, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use regesta::dossier::{Basis, JudgeError, NewJudgement, judge as write_judgement, target};
use regesta::scheme::{
    Action, CSV_HEADS, Case, ConformOptions, JudgedFile, MatrixRow, Proposal, Scheme, compare_schemes, csv_rows,
    matrix, ocel, xes,
};
use regesta::store::Project;
use regesta::views::{case_page, explanation_page, schemes_page};

use super::{Address, copy, fresh, parameter, required};
use crate::app::{Shared, blocking};
use crate::dossiers::with_laid;
use crate::error::{ApiError, ApiResult};
use crate::wire::{JudgementBody, Problem};

/// A scheme over all cases of the dossier: stages by cases, orders by cases, with the words behind each.
#[utoipa::path(get, path = "/api/p/{project}/schemes", tag = "schemes",
    params(("project" = String, Path,), ("scheme" = Option<String>, Query, description = "the first one unless given"),
        ("basis" = Option<String>, Query, description = "judged, or proposed: open proposals as if they were accepted")),
    responses((status = 200, description = "SchemesPage"), (status = "default", body = Problem)))]
pub(crate) async fn page(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let (app, asked) = (copy(&app), Asked::parse(query)?);
    blocking(move || with_laid(&app, &project, asked.scheme(), asked.basis, |laid, _| Ok(fresh(schemes_page(laid)))))
        .await
}

/// One case: verdicts, departures, evidence along time, delays, proposals.
#[utoipa::path(get, path = "/api/p/{project}/schemes/case/{case}", tag = "schemes",
    params(("project" = String, Path,), ("case" = String, Path,), ("scheme" = Option<String>, Query,),
        ("basis" = Option<String>, Query,),
        ("only" = Option<Vec<String>>, Query, description = "STAGE=INDICATOR: it alone stands for the stage")),
    responses((status = 200, description = "CasePage"), (status = "default", body = Problem)))]
pub(crate) async fn case(
    State(app): State<Shared>,
    Address((project, case)): Address<(String, String)>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let (app, asked) = (copy(&app), Asked::parse(query)?);
    blocking(move || {
        with_laid(&app, &project, asked.scheme(), asked.basis, |laid, stored| {
            let options = asked.options(laid.scheme)?;
            let judged = laid.dossier.case(&case).and_then(|c| c.judged.as_ref());
            let page = case_page(laid, &case, &options, stale(stored, judged));
            page.map(fresh).ok_or_else(|| unknown_case(laid.cases.iter().map(|c| &c.case), &case))
        })
    })
    .await
}

/// One order in one case: each reading with its dates and the words from which they follow.
#[utoipa::path(get, path = "/api/p/{project}/schemes/explain", tag = "schemes",
    params(("project" = String, Path,), ("case" = String, Query,), ("order" = String, Query, description = "S3<S4"),
        ("scheme" = Option<String>, Query,), ("basis" = Option<String>, Query,), ("only" = Option<Vec<String>>, Query,)),
    responses((status = 200, description = "ExplanationPage"), (status = "default", body = Problem)))]
pub(crate) async fn explain(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let (app, asked) = (copy(&app), Asked::parse(query)?);
    let case = required(&asked.query, "case", "the id of a case")?;
    let order = required(&asked.query, "order", "an order of the scheme, as in S3<S4")?;
    blocking(move || {
        with_laid(&app, &project, asked.scheme(), asked.basis, |laid, _| {
            let options = asked.options(laid.scheme)?;
            let page = explanation_page(laid, &case, &order, &options);
            page.map(fresh).ok_or_else(|| {
                let known: Vec<&str> = laid.scheme.tested().map(|o| o.id.as_str()).collect();
                let cure = "ask for an order of the scheme in a case of the dossier";
                ApiError::not_found("order.unknown", &known.join(", "), &order, cure)
            })
        })
    })
    .await
}

/// All schemes of the dossier over all its cases: which order each loses, and on whose word. Nothing is ranked.
#[utoipa::path(get, path = "/api/p/{project}/schemes/compare", tag = "schemes",
    params(("project" = String, Path,), ("basis" = Option<String>, Query,)),
    responses((status = 200, description = "Comparison"), (status = "default", body = Problem)))]
pub(crate) async fn compare(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let (app, asked) = (copy(&app), Asked::parse(query)?);
    blocking(move || {
        with_laid(&app, &project, None, asked.basis, |laid, _| {
            let schemes: Vec<&Scheme> = laid.dossier.schemes.iter().collect();
            let cases: Vec<&Case> = laid.cases.iter().map(|c| &c.case).collect();
            Ok(fresh(compare_schemes(&schemes, &cases, &ConformOptions::default())))
        })
    })
    .await
}

/// Writes down a judgement on proposals. The file is only added to; the last judgement on a proposal holds.
#[utoipa::path(post, path = "/api/p/{project}/schemes/judge", tag = "schemes",
    params(("project" = String, Path,)), request_body = JudgementBody,
    responses((status = 204, description = "written"), (status = "default", body = Problem)))]
pub(crate) async fn judge(
    State(app): State<Shared>,
    Address(project): Address<String>,
    body: Result<Json<JudgementBody>, JsonRejection>,
) -> ApiResult<Response> {
    app.must_add()?;
    let Json(body) = body.map_err(|rejection| {
        let (status, found) = (rejection.status(), rejection.body_text());
        let expected = "JSON with case, proposals and action";
        ApiError::new(status, "request.body", expected, &found, "the body", "send it as docs/openapi.json describes")
    })?;
    let app = copy(&app);
    blocking(move || {
        let _one_at_a_time = app.judging.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        with_laid(&app, &project, body.scheme.as_deref(), Basis::Judged, |laid, _| {
            let of_dossier = laid.dossier.case(&body.case);
            let laid_case = laid.cases.iter().find(|c| c.case.id == body.case);
            let (Some(of_dossier), Some(laid_case)) = (of_dossier, laid_case) else {
                return Err(unknown_case(laid.cases.iter().map(|c| &c.case), &body.case));
            };
            let all = &laid_case.proposals;
            let mut judged: Vec<&Proposal> = Vec::new();
            for id in &body.proposals {
                let found = all.proposal.iter().find(|p| p.id == *id).ok_or_else(|| {
                    let cure = "look at the proposals again: the project may have been built anew";
                    ApiError::not_found("proposal.unknown", "a proposal for this case", id, cure)
                })?;
                judged.push(found);
            }
            let action = match body.action.as_str() {
                "accept" => Action::Accept,
                "reject" => Action::Reject,
                "move" => Action::Move,
                other => return Err(ApiError::bad_parameter("action", "accept, reject or move", other)),
            };
            let to = match (&body.to, action) {
                (Some(to), Action::Move) => Some(target(&all.proposed.indicators, to).map_err(refused)?),
                (None, Action::Move) => return Err(ApiError::bad_parameter("to", "where it is moved to", "nothing")),
                _ => None,
            };
            let date = body.date.clone().filter(|date| !date.trim().is_empty());
            let (by, note) = (body.by.clone(), body.note.clone());
            let new = NewJudgement { action, to, date, by, note };
            write_judgement(&of_dossier.path, &judged, &new).map_err(refused)?;
            Ok(axum::http::StatusCode::NO_CONTENT.into_response())
        })
    })
    .await
}

/// The readings of a scheme for other programs (`log.xes`, `log.ocel.json`, `log.csv`), or its matrix (`matrix.csv`).
#[utoipa::path(get, path = "/api/p/{project}/schemes/export/{file}", tag = "schemes",
    params(("project" = String, Path,), ("file" = String, Path,), ("scheme" = Option<String>, Query,),
        ("basis" = Option<String>, Query,)),
    responses((status = 200, description = "the file", content_type = "application/octet-stream"),
        (status = "default", body = Problem)))]
pub(crate) async fn export(
    State(app): State<Shared>,
    Address((project, file)): Address<(String, String)>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let (app, asked) = (copy(&app), Asked::parse(query)?);
    blocking(move || {
        with_laid(&app, &project, asked.scheme(), asked.basis, |laid, _| {
            let (scheme, cases) = (laid.scheme, laid.cases.iter().map(|c| &c.case).collect::<Vec<&Case>>());
            let (bytes, media_type) = match file.as_str() {
                "log.xes" => (xes(scheme, &cases).into_bytes(), "application/xml"),
                "log.ocel.json" => {
                    let failed = |e: serde_json::Error| ApiError::internal("the export", &e.to_string());
                    (serde_json::to_vec_pretty(&ocel(scheme, &cases)).map_err(failed)?, "application/json")
                }
                "log.csv" => {
                    let heads: Vec<String> = CSV_HEADS.iter().map(|head| (*head).to_owned()).collect();
                    let rows = csv_rows(scheme, &cases);
                    (csv_of(&heads, rows.into_iter().map(|row| row.to_vec()))?, "text/csv; charset=utf-8")
                }
                "matrix.csv" => (matrix_csv(&matrix(scheme, &cases))?, "text/csv; charset=utf-8"),
                other => {
                    let known = "log.xes, log.ocel.json, log.csv or matrix.csv";
                    return Err(ApiError::not_found("export.format", known, other, "end the address with one of them"));
                }
            };
            let mut response = bytes.into_response();
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            let name = format!("attachment; filename=\"{}-{file}\"", crate::registry::slug(&scheme.id));
            if let Ok(value) = HeaderValue::from_str(&name) {
                headers.insert(CONTENT_DISPOSITION, value);
            }
            Ok(response)
        })
    })
    .await
}

/// One line for each piece of evidence behind each cell.
fn matrix_csv(rows: &[MatrixRow]) -> ApiResult<Vec<u8>> {
    let heads = ["stage", "name", "case", "sign", "speaks", "text", "date", "words"].map(str::to_owned);
    let mut lines: Vec<Vec<String>> = Vec::new();
    for row in rows {
        for cell in &row.cells {
            let head = || vec![row.stage.clone(), row.name.clone(), cell.case.clone(), cell.presence.sign().to_owned()];
            let sides = [("for", &cell.told), ("hedged", &cell.hedged), ("against", &cell.denied)];
            let before = lines.len();
            for (side, choices) in sides {
                for choice in choices {
                    let rest = [side, &choice.text, &choice.date, &choice.quote].map(str::to_owned);
                    lines.push(head().into_iter().chain(rest).collect());
                }
            }
            if lines.len() == before {
                let rest = [String::new(), String::new(), String::new(), cell.absences.join("; ")];
                lines.push(head().into_iter().chain(rest).collect());
            }
        }
    }
    csv_of(&heads, lines.into_iter())
}

fn csv_of(heads: &[String], rows: impl Iterator<Item = Vec<String>>) -> ApiResult<Vec<u8>> {
    let failed = |e: csv::Error| ApiError::internal("the export", &e.to_string());
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(heads).map_err(failed)?;
    for row in rows {
        out.write_record(&row).map_err(failed)?;
    }
    out.into_inner().map_err(|e| ApiError::internal("the export", &e.to_string()))
}

/// What a request asks of a scheme.
struct Asked {
    query: String,
    scheme: Option<String>,
    basis: Basis,
}

impl Asked {
    fn parse(query: Option<String>) -> ApiResult<Self> {
        let query = query.unwrap_or_default();
        let basis = match parameter(&query, "basis").as_deref() {
            None | Some("judged") => Basis::Judged,
            Some("proposed") => Basis::Proposed,
            Some(other) => return Err(ApiError::bad_parameter("basis", "judged or proposed", other)),
        };
        Ok(Self { scheme: parameter(&query, "scheme"), basis, query })
    }

    fn scheme(&self) -> Option<&str> {
        self.scheme.as_deref()
    }

    fn options(&self, scheme: &Scheme) -> ApiResult<ConformOptions> {
        let mut options = ConformOptions::default();
        let only = form_urlencoded::parse(self.query.as_bytes()).filter(|(key, _)| key == "only");
        for (_, value) in only {
            let known = value.split_once('=').filter(|(stage, indicator)| {
                let stage = scheme.stage(stage).map(|at| &scheme.stages[at]);
                stage.is_some_and(|stage| stage.indicators.iter().any(|i| i.id == *indicator))
            });
            let Some((stage, indicator)) = known else {
                return Err(ApiError::bad_parameter("only", "STAGE=INDICATOR of the scheme", &value));
            };
            options.indicators.entry(stage.to_owned()).or_default().push(indicator.to_owned());
        }
        Ok(options)
    }
}

fn stale(stored: &Project, judged: Option<&JudgedFile>) -> Vec<String> {
    let read = |file: &str| {
        let source = stored.source_at(file).ok().flatten()?;
        stored.raw_text(&source.id).ok().flatten()
    };
    judged.map(|judged| judged.stale("", &read)).unwrap_or_default().into_iter().map(|flaw| flaw.message).collect()
}

fn unknown_case<'c>(cases: impl Iterator<Item = &'c Case>, asked: &str) -> ApiError {
    let known: Vec<&str> = cases.map(|case| case.id.as_str()).collect();
    ApiError::not_found("case.unknown", &known.join(", "), asked, "ask for a case of the dossier")
}

fn refused(error: JudgeError) -> ApiError {
    let found = error.to_string();
    match error {
        JudgeError::Date { .. } => {
            ApiError::bad_parameter("date", "EDTF: 1920-04-28, 1920-04-27/1920-04-28, 1920-04-27T23", &found)
        }
        JudgeError::Target { .. } => ApiError::bad_parameter("to", "STAGE/INDICATOR of the scheme", &found),
        _ => ApiError::internal("the file of judgements", &found),
    }
}
