use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use regesta::store::EntityType;

use super::{Address, copy, of_state};
use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::models::ListQuery;
use crate::snapshot::Snapshot;
use crate::wire::{ListPage, Problem, Row};

/// The lists there are.
const LISTS: [&str; 6] = ["documents", "chronology", "people", "places", "bodies", "shelfmarks"];

/// Citations of an archival unit that are sent in the list; its page and the export have all.
const CITATIONS: usize = 24;

/// A page of a list, with what it can be filtered by. Values of one key are alternatives, keys add up.
#[utoipa::path(get, path = "/api/p/{project}/list/{list}", tag = "lists",
    params(("project" = String, Path,),
        ("list" = String, Path, description = "documents, chronology, people, places, bodies or shelfmarks"),
        ("offset" = Option<usize>, Query,), ("limit" = Option<usize>, Query, description = "100 unless given, 500 at most"),
        ("sort" = Option<String>, Query,), ("dir" = Option<String>, Query, description = "asc or desc"),
        ("q" = Option<String>, Query, description = "words in names and subjects, in any script"),
        ("from" = Option<String>, Query, description = "EDTF"), ("to" = Option<String>, Query, description = "EDTF"),
        ("dates" = Option<String>, Query, description = "any, inside or earliest"),
        ("undated" = Option<String>, Query, description = "show, only or hide"),
        ("source" = Option<Vec<String>>, Query,), ("genre" = Option<Vec<String>>, Query,),
        ("sender" = Option<Vec<String>>, Query,), ("addressee" = Option<Vec<String>>, Query,),
        ("person" = Option<Vec<String>>, Query,), ("place" = Option<Vec<String>>, Query,),
        ("body" = Option<Vec<String>>, Query,), ("archive" = Option<Vec<String>>, Query,),
        ("modality" = Option<Vec<String>>, Query,), ("type" = Option<Vec<String>>, Query,),
        ("kind" = Option<Vec<String>>, Query, description = "event or document, in the chronology")),
    responses((status = 200, body = ListPage), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(app): State<Shared>,
    Address((project, list)): Address<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = ListQuery::parse(&query.unwrap_or_default())?;
    of_state(copy(&app), project, headers, move |app, snapshot| page(app, snapshot, &list, &query)).await
}

fn page(app: &Shared, snapshot: &Snapshot, list: &str, query: &ListQuery) -> ApiResult<ListPage> {
    match list {
        "documents" => query.page(list, &snapshot.documents()?.table, Row::Document),
        "chronology" => query.page(list, &snapshot.chronology()?.table, Row::Chronology),
        "people" => query.page(list, &snapshot.names(EntityType::Person)?.table, Row::Name),
        "places" => query.page(list, &snapshot.names(EntityType::Place)?.table, Row::Name),
        "bodies" => query.page(list, &snapshot.names(EntityType::Body)?.table, Row::Name),
        "shelfmarks" => {
            let engine = app.engine.get()?;
            query.page(list, &snapshot.shelfmarks(&engine)?.table, |mut row| {
                row.cited.truncate(CITATIONS);
                Row::Shelfmark(row)
            })
        }
        _ => Err(unknown(list)),
    }
}

pub(crate) fn unknown(list: &str) -> ApiError {
    ApiError::not_found("list.unknown", &LISTS.join(", "), list, "ask for one of the lists there are")
}
