use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use regesta::store::Page;

use super::{Address, copy, is_known, number, of_state, required};
use crate::app::{Shared, blocking};
use crate::error::{ApiError, ApiResult};
use crate::models::SourceText;
use crate::snapshot::Snapshot;
use crate::wire::{PageCard, PageList, PagePart, PageWord, Problem};

const SOURCE: &str = "the path of a source";
/// Width of a picture that nobody asked a width for, in pixels.
const WIDTH: usize = 1200;

/// The pages of a source, for the picture beside the text.
#[utoipa::path(get, path = "/api/p/{project}/pages", tag = "text",
    params(("project" = String, Path,), ("source" = String, Query, description = "path of the source")),
    responses((status = 200, body = PageList), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn pages(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let source = required(&query.unwrap_or_default(), "source", SOURCE)?;
    of_state(copy(&app), project, headers, move |_, snapshot| {
        let (text, id) = text_of(snapshot, &source)?;
        let pages = snapshot.read(|project| Ok(project.pages(&id)?))?;
        let ends = pages.iter().skip(1).map(|page| page.raw_start).chain([text.raw.len()]);
        let pages = pages.iter().zip(ends).map(|(page, end)| card(&text, page, end)).collect();
        Ok(PageList { source, pages })
    })
    .await
}

/// One page with the place of every word.
#[utoipa::path(get, path = "/api/p/{project}/page", tag = "text",
    params(("project" = String, Path,), ("source" = String, Query, description = "path of the source"),
        ("index" = usize, Query, description = "number of the page in the file, from 0")),
    responses((status = 200, body = PagePart), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn page(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let (source, index) = (required(&query, "source", SOURCE)?, page_index(&query)?);
    of_state(copy(&app), project, headers, move |_, snapshot| {
        let (text, id) = text_of(snapshot, &source)?;
        let (page, next) = snapshot.read(|project| Ok((project.page(&id, index)?, project.page(&id, index + 1)?)))?;
        let page = page.ok_or_else(|| no_page(index))?;
        let end = next.map_or(text.raw.len(), |next| next.raw_start);
        let words = page.words.iter().map(|word| {
            let (start, end) = text.code_points(word.span);
            PageWord { start, end, x: word.x, y: word.y, width: word.width, height: word.height }
        });
        Ok(PagePart { source, page: card(&text, &page, end), words: words.collect() })
    })
    .await
}

/// The picture of a page, drawn from the file in its folder.
#[utoipa::path(get, path = "/api/p/{project}/page.png", tag = "text",
    params(("project" = String, Path,), ("source" = String, Query, description = "path of the source"),
        ("index" = usize, Query, description = "number of the page in the file, from 0"),
        ("width" = Option<usize>, Query, description = "width in pixels, 50 to 4000")),
    responses((status = 200, content_type = "image/png"), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn picture(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let (source, index) = (required(&query, "source", SOURCE)?, page_index(&query)?);
    let width = u32::try_from(number(&query, "width", WIDTH)?).unwrap_or(u32::MAX);
    let app = copy(&app);
    blocking(move || {
        let snapshot = app.registry.get(&project)?.snapshot()?;
        let (_, id) = text_of(&snapshot, &source)?;
        // The identifier is the hash of the file, so the picture changes with it and with the program only.
        let tag = format!("\"{id}-{index}-{width}-{}\"", env!("CARGO_PKG_VERSION"));
        let mut response = if is_known(&headers, &tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let drawn = snapshot.read(|project| {
                let stored = project.source(&id)?.ok_or_else(|| no_page(index))?;
                Ok(regesta::pages::picture(project, &stored, index, width, &[], app.options.child.as_ref())?)
            })?;
            drawn.png.into_response()
        };
        let out = response.headers_mut();
        out.insert(CONTENT_TYPE, HeaderValue::from_static("image/png"));
        out.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            out.insert(ETAG, tag);
        }
        Ok(response)
    })
    .await
}

fn page_index(query: &str) -> ApiResult<u32> {
    required(query, "index", "the number of a page, from 0")?;
    Ok(u32::try_from(number(query, "index", 0)?).unwrap_or(u32::MAX - 1))
}

fn text_of(snapshot: &Snapshot, source: &str) -> ApiResult<(std::sync::Arc<SourceText>, String)> {
    let text = snapshot.text(source)?;
    let id = snapshot.base()?.source_at(source).map(|entry| entry.id.clone()).unwrap_or_default();
    Ok((text, id))
}

fn no_page(index: u32) -> ApiError {
    let cure = "ask for one of the pages that `pages` lists; a format other than PDF has none";
    ApiError::not_found("page.unknown", "a page of this source", &index.to_string(), cure)
}

fn card(text: &SourceText, page: &Page, end: usize) -> PageCard {
    let (start, end) = text.code_points(regesta::store::Span::new(page.raw_start, end));
    let label = page.label.clone().unwrap_or_else(|| (page.index + 1).to_string());
    PageCard { index: page.index, label, start, end, width: page.width, height: page.height }
}
