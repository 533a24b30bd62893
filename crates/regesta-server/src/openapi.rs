//! The description of the interface.

use regesta::views;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
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
        routes::identity::list,
        routes::identity::judge,
        routes::list::list,
        routes::export::export,
        routes::search::search,
        routes::accounts::disagreements,
        routes::accounts::settle,
        routes::accounts::chain,
        routes::accounts::explain,
        routes::shared::list,
        routes::shared::authors,
        routes::shared::retold,
        routes::shared::collation,
        routes::shared::tei,
        routes::timeline::timeline,
        routes::map::map,
        routes::map::outlines,
        routes::review::queue,
        routes::decide::decide,
        routes::decide::undo,
        routes::words::read,
        routes::words::mark,
        routes::history::decisions,
        routes::history::export,
        routes::history::import,
        routes::dossier::page,
        routes::dossier::table,
        routes::schemes::page,
        routes::schemes::case,
        routes::schemes::explain,
        routes::schemes::compare,
        routes::schemes::judge,
        routes::schemes::export,
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
    add_pages(&mut described);
    let mut text = serde_json::to_string_pretty(&described).unwrap_or_default();
    text.push('\n');
    text
}

/// The tables of a dossier, one or another by the address.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it only names the shapes")]
enum SystemTable {
    Correspondence(Vec<views::ChainRow>),
    Organs(Vec<views::OrganRow>),
    Territories(Vec<views::TerritoryRow>),
    Theses(Vec<views::ThesisRow>),
}

/// The list of differences.
#[derive(JsonSchema)]
#[serde(transparent)]
#[expect(dead_code, reason = "it only names the shape")]
struct Disagreements(Vec<crate::wire::DisagreementRow>);

/// The chain of letters.
#[derive(JsonSchema)]
#[serde(transparent)]
#[expect(dead_code, reason = "it only names the shape")]
struct Correspondence(Vec<views::ChainRow>);

/// The shapes of pages that the library makes itself: their schemas are those of `docs/schemas`, by the name that the
/// answer of an address has as its description.
fn add_pages(described: &mut Value) {
    let with = |settings: &mut SchemaSettings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    };
    let mut generator = SchemaSettings::draft2020_12().for_serialize().with(with).into_generator();
    generator.subschema_for::<views::SchemesPage>();
    generator.subschema_for::<views::CasePage>();
    generator.subschema_for::<views::ExplanationPage>();
    generator.subschema_for::<regesta::scheme::Comparison>();
    generator.subschema_for::<views::SystemPage>();
    generator.subschema_for::<crate::wire::SharedPage>();
    generator.subschema_for::<crate::wire::AuthorsPage>();
    generator.subschema_for::<crate::wire::RetoldPage>();
    generator.subschema_for::<crate::wire::CollationPage>();
    generator.subschema_for::<SystemTable>();
    generator.subschema_for::<Disagreements>();
    generator.subschema_for::<Correspondence>();
    generator.subschema_for::<views::Explained>();
    let pages = generator.take_definitions(true);
    let Some(schemas) = described.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    // Words of a source have another form there: without what stands around them.
    let own: Vec<String> = pages.keys().filter(|name| schemas.contains_key(*name)).cloned().collect();
    let mut text = Value::Object(pages).to_string();
    for name in &own {
        text =
            text.replace(&format!("\"#/components/schemas/{name}\""), &format!("\"#/components/schemas/View{name}\""));
    }
    let Ok(Value::Object(pages)) = serde_json::from_str(&text) else { return };
    for (name, schema) in pages {
        schemas.insert(if own.contains(&name) { format!("View{name}") } else { name }, schema);
    }
    let names: Vec<String> = schemas.keys().cloned().collect();
    let Some(paths) = described.get_mut("paths").and_then(Value::as_object_mut) else { return };
    for operation in paths.values_mut().filter_map(Value::as_object_mut).flat_map(serde_json::Map::values_mut) {
        let Some(answer) = operation.pointer_mut("/responses/200").and_then(Value::as_object_mut) else { continue };
        let name = answer.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
        if names.contains(&name) {
            let schema = serde_json::json!({ "$ref": format!("#/components/schemas/{name}") });
            answer.insert("content".into(), serde_json::json!({ "application/json": { "schema": schema } }));
        }
    }
}

fn require_all(schema: &mut Value) {
    let names: Option<Vec<Value>> =
        schema.get("properties").and_then(Value::as_object).map(|p| p.keys().map(|k| k.clone().into()).collect());
    if let (Some(names), Some(schema)) = (names, schema.as_object_mut()) {
        schema.insert("required".into(), Value::Array(names));
    }
}
