//! The bibliographic description of a source: what its file says, what its first page shows.

use serde_json::{Map, Value, json};

/// Where a field was read, as `custom.from` names it.
const FIRST_PAGE: &str = "the first page";

/// The description of a source by its file and by the title on its first page. A title that the file's properties name
/// is often that of a template, so the first page goes before it, but not before a paragraph that is marked as the title.
pub(crate) fn described(file: Option<&Value>, title: Option<String>) -> Value {
    let mut item = file.and_then(Value::as_object).cloned().unwrap_or_default();
    if let Some(title) = title
        && !is_marked_title(&item)
    {
        set(&mut item, "title", json!(title), FIRST_PAGE);
    }
    if item.is_empty() { Value::Null } else { Value::Object(item) }
}

/// Adds the author that the first page names; the file's properties often name who typed it.
pub(crate) fn add_author(csl: &mut Value, name: &str) {
    let mut item = csl.as_object().cloned().unwrap_or_default();
    set(&mut item, "author", json!([{ "literal": name }]), FIRST_PAGE);
    *csl = Value::Object(item);
}

fn is_marked_title(item: &Map<String, Value>) -> bool {
    let from = item.get("custom").and_then(|custom| custom.get("from")?.get("title")?.as_str());
    from.is_some_and(|from| from != "the file's own description") && item.contains_key("title")
}

fn set(item: &mut Map<String, Value>, field: &str, value: Value, from: &str) {
    item.insert(field.into(), value);
    // What the first page alone tells needs no mark: that is the rule where a file says nothing of itself.
    if let Some(Value::Object(custom)) = item.get_mut("custom") {
        let sources = custom.entry("from").or_insert_with(|| json!({}));
        sources[field] = json!(from);
    }
}
