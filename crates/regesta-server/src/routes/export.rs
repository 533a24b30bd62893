use axum::extract::{RawQuery, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use regesta::store::EntityType;
use serde::Serialize;

use super::{Address, copy, list};
use crate::app::{Shared, blocking};
use crate::csv_rows::CsvRow;
use crate::error::{ApiError, ApiResult};
use crate::models::{ListQuery, Table, TableRow};
use crate::wire::{OrderRow, Problem};

/// All rows of a list that pass the filters, as a file: `documents.csv`, `people.json`, `chronology.md`; and `reading-room.csv`, the files
/// to order of those archival references that pass; and `map.csv`, the places that are drawn.
#[utoipa::path(get, path = "/api/p/{project}/export/{file}", tag = "lists",
    params(("project" = String, Path,),
        ("file" = String, Path, description = "a list with .csv, .xlsx, .json or .md; filters as for the list")),
    responses((status = 200, description = "the file", content_type = "text/csv"), (status = "default", body = Problem)))]
pub(crate) async fn export(
    State(app): State<Shared>,
    Address((project, file)): Address<(String, String)>,
    RawQuery(query): RawQuery,
) -> ApiResult<Response> {
    let app = copy(&app);
    let query = query.unwrap_or_default();
    let sources = super::map::sources(&query);
    let query = ListQuery::parse(&query)?.all_rows();
    blocking(move || {
        let (list, format) = file.rsplit_once('.').unwrap_or((&file, ""));
        let format = match format {
            "csv" => Format::Csv,
            "json" => Format::Json,
            "md" => Format::Markdown,
            "xlsx" => Format::Xlsx,
            other => {
                let cure = "end the address with .csv, .xlsx, .json or .md";
                return Err(ApiError::not_found("export.format", "csv, xlsx, json or md", other, cure));
            }
        };
        let snapshot = app.registry.get(&project)?.snapshot()?;
        let bytes = match list {
            "documents" => write(list, &snapshot.documents()?.table, &query, format),
            "chronology" => write(list, &snapshot.chronology()?.table, &query, format),
            "people" => write(list, &snapshot.names(EntityType::Person)?.table, &query, format),
            "places" => write(list, &snapshot.names(EntityType::Place)?.table, &query, format),
            "bodies" => write(list, &snapshot.names(EntityType::Body)?.table, &query, format),
            "shelfmarks" => {
                let engine = app.engine.get()?;
                write(list, &snapshot.shelfmarks(&engine)?.table, &query, format)
            }
            "reading-room" => {
                let engine = app.engine.get()?;
                let shelfmarks = snapshot.shelfmarks(&engine)?;
                let (rows, _) = query.answer("shelfmarks", &shelfmarks.table)?;
                let orders: Vec<OrderRow> = rows.into_iter().filter_map(crate::models::order).collect();
                file_of(&orders.iter().collect::<Vec<_>>(), format)
            }
            "map" => {
                let engine = app.engine.get()?;
                let page = super::map::page(&snapshot, &*snapshot.atlas(&engine)?, &query, &sources)?;
                file_of(&page.places.iter().collect::<Vec<_>>(), format)
            }
            _ => Err(list::unknown(list)),
        }?;
        Ok(attachment(&format!("{}-{list}", crate::registry::slug(&project)), format, bytes))
    })
    .await
}

#[derive(Debug, Clone, Copy)]
enum Format {
    Csv,
    Json,
    Markdown,
    Xlsx,
}

fn write<R: TableRow + CsvRow + Serialize>(
    list: &str,
    table: &Table<R>,
    query: &ListQuery,
    format: Format,
) -> ApiResult<Vec<u8>> {
    let (rows, _) = query.answer(list, table)?;
    file_of(&rows, format)
}

fn file_of<R: CsvRow + Serialize>(rows: &[&R], format: Format) -> ApiResult<Vec<u8>> {
    let failed = |e: &dyn std::fmt::Display| ApiError::internal("the export", &e.to_string());
    match format {
        Format::Csv => crate::csv_rows::write(rows).map_err(|e| failed(&e)),
        Format::Json => serde_json::to_vec_pretty(rows).map_err(|e| failed(&e)),
        Format::Markdown => Ok(crate::csv_rows::markdown(rows).into_bytes()),
        Format::Xlsx => crate::xlsx::write(rows).map_err(|e| failed(&e)),
    }
}

fn attachment(name: &str, format: Format, bytes: Vec<u8>) -> Response {
    let (ending, media_type) = match format {
        Format::Csv => ("csv", "text/csv; charset=utf-8"),
        Format::Json => ("json", "application/json"),
        Format::Markdown => ("md", "text/markdown; charset=utf-8"),
        Format::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // The key has no letters but small Latin ones.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{ending}\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}
