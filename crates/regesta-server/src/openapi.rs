//! The description of the interface.

use serde_json::Value;
use utoipa::OpenApi;

use crate::routes;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Regesta",
        description = "Projects and their texts, on this machine only. Offsets are code points of the decoded original, from 0, half-open."
    ),
    paths(
        routes::projects::list,
        routes::projects::overview,
        routes::text::outline,
        routes::text::text,
        routes::text::quote,
        routes::page::pages,
        routes::page::page,
        routes::page::picture,
        routes::finding::finding,
        routes::entity::entity,
        routes::list::list,
        routes::export::export,
        routes::search::search,
        routes::intake::begin,
        routes::intake::file,
        routes::intake::build,
        routes::jobs::job,
        routes::jobs::events,
        routes::jobs::stop,
        routes::jobs::rebuild,
    )
)]
struct Api;

/// The interface as OpenAPI 3.1, as `docs/openapi.json` holds it: pretty JSON with a line end.
///
/// Every field is always sent, `null` where there is nothing, so every field is required.
pub fn openapi() -> String {
    let mut described = serde_json::to_value(Api::openapi()).unwrap_or_default();
    if let Some(schemas) = described.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        schemas.values_mut().for_each(require_all);
    }
    let mut text = serde_json::to_string_pretty(&described).unwrap_or_default();
    text.push('\n');
    text
}

fn require_all(schema: &mut Value) {
    let names: Option<Vec<Value>> =
        schema.get("properties").and_then(Value::as_object).map(|p| p.keys().map(|k| k.clone().into()).collect());
    if let (Some(names), Some(schema)) = (names, schema.as_object_mut()) {
        schema.insert("required".into(), Value::Array(names));
    }
}
