use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use regesta::views::one_line;

use super::{Address, copy, number, of_state, parameter, required};
use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::models::SourceText;
use crate::wire::{Outline, Problem, Quote, TextPart};

const SOURCE: &str = "the path of a source";

/// What the reading view needs to lay out a long text before it has it.
#[utoipa::path(get, path = "/api/p/{project}/outline", tag = "text",
    params(("project" = String, Path,), ("source" = String, Query, description = "path of the source")),
    responses((status = 200, body = Outline), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn outline(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let source = required(&query.unwrap_or_default(), "source", SOURCE)?;
    of_state(copy(&app), project, headers, move |_, snapshot| Ok(snapshot.text(&source)?.outline())).await
}

/// A run of blocks: from `first` to `last`, or around the code point `at`. The answer says where it stopped.
#[utoipa::path(get, path = "/api/p/{project}/text", tag = "text",
    params(("project" = String, Path,), ("source" = String, Query,),
        ("first" = Option<u32>, Query, description = "first block"), ("last" = Option<u32>, Query, description = "last block, inclusive"),
        ("at" = Option<usize>, Query, description = "a code point, instead of first and last")),
    responses((status = 200, body = TextPart), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn text(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let source = required(&query, "source", SOURCE)?;
    let block = |name, otherwise| number(&query, name, otherwise).map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    let (first, last) = (block("first", 0)?, block("last", usize::MAX)?);
    let at = parameter(&query, "at").map(|_| number(&query, "at", 0)).transpose()?;
    of_state(copy(&app), project, headers, move |_, snapshot| {
        let (text, decided) = (snapshot.text(&source)?, snapshot.decided()?);
        Ok(match at {
            Some(at) => text.part_around(at, &decided),
            None => text.part(first, last, &decided),
        })
    })
    .await
}

/// Words to quote, with their reference.
#[utoipa::path(get, path = "/api/p/{project}/quote", tag = "text",
    params(("project" = String, Path,), ("source" = String, Query,), ("start" = usize, Query, description = "code point"),
        ("end" = usize, Query, description = "one past the last code point")),
    responses((status = 200, body = Quote), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn quote(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let source = required(&query, "source", SOURCE)?;
    required(&query, "start", "a code point")?;
    required(&query, "end", "a code point")?;
    let (start, end) = (number(&query, "start", 0)?, number(&query, "end", 0)?);
    let key = project.clone();
    of_state(copy(&app), project, headers, move |_, snapshot| quoted(&key, &*snapshot.text(&source)?, start, end)).await
}

fn quoted(project: &str, text: &SourceText, start: usize, end: usize) -> ApiResult<Quote> {
    let Some(words) = text.slice(start, end) else {
        let found = format!("{start} to {end} in a text of {} code points", text.card.chars);
        return Err(ApiError::bad_parameter("start and end", "a stretch of the text", &found));
    };
    let card = &text.card;
    let page = text.page_of(start).map(|p| format!("p. {p}"));
    let named: Vec<String> = [card.author.clone(), card.title.clone(), page].into_iter().flatten().collect();
    let mut reference = format!("“{}” (", one_line(words));
    if !named.is_empty() {
        reference.push_str(&named.join(", "));
        reference.push_str("; ");
    }
    reference.push_str(&format!("{}, {start}-{end})", card.source));
    let address = format!("/p/{}/read/{}#t={start}-{end}", encoded(project), encoded_path(&card.source));
    Ok(Quote { text: words.to_owned(), reference, address })
}

fn encoded_path(path: &str) -> String {
    path.split('/').map(encoded).collect::<Vec<_>>().join("/")
}

/// One part of a path as an address has it.
fn encoded(part: &str) -> String {
    form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>().replace('+', "%20")
}
