//! The bibliographic description of a source: what its file says, what its first page shows.

use regesta_ingest::Recognised;
use serde_json::{Map, Value, json};

/// Where a field was read, as `custom.from` names it.
const FIRST_PAGE: &str = "the first page";

/// The description of a source by its file and by the title on its first page. A title that the file's properties name
/// is often that of a template, so the first page goes before it, but not before a paragraph that is marked as the title.
pub(crate) fn described(file: &Value, title: Option<String>) -> Value {
    let mut item = file.as_object().cloned().unwrap_or_default();
    if let Some(title) = title
        && is_open(&item, "title")
    {
        set(&mut item, "title", json!(title), FIRST_PAGE);
    }
    if item.is_empty() { Value::Null } else { Value::Object(item) }
}

/// Adds what was recognised on pictures of pages: their numbers from 1 as runs of first and last, and the doubt, of a
/// thousand words.
pub(crate) fn recognised(csl: Value, stretches: &[Recognised]) -> Value {
    let Some(doubt) = Recognised::doubt_of_all(stretches) else { return csl };
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in stretches.iter().map(|stretch| stretch.page + 1) {
        match runs.last_mut() {
            Some((_, last)) if *last == page || *last + 1 == page => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let mut item = csl.as_object().cloned().unwrap_or_default();
    let custom = item.entry("custom").or_insert_with(|| json!({}));
    custom["recognised"] = json!({ "pages": runs, "doubt": doubt });
    Value::Object(item)
}

/// Adds the author that the first page names; the file's properties often name who typed it.
pub(crate) fn add_author(csl: &mut Value, name: &str) {
    let mut item = csl.as_object().cloned().unwrap_or_default();
    if is_open(&item, "author") {
        set(&mut item, "author", json!([{ "literal": name }]), FIRST_PAGE);
        *csl = Value::Object(item);
    }
}

/// Whether the first page may set a field: where nothing did, or only the properties of the file.
fn is_open(item: &Map<String, Value>, field: &str) -> bool {
    let from = item.get("custom").and_then(|custom| custom.get("from")?.get(field)?.as_str());
    !item.contains_key(field) || from == Some("the file's own description")
}

fn set(item: &mut Map<String, Value>, field: &str, value: Value, from: &str) {
    item.insert(field.into(), value);
    // What the first page alone tells needs no mark: that is the rule where a file says nothing of itself.
    if let Some(Value::Object(custom)) = item.get_mut("custom") {
        let sources = custom.entry("from").or_insert_with(|| json!({}));
        sources[field] = json!(from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_page_goes_before_the_properties_of_the_file_alone() {
        let from = |source: &str| json!({ "title": "Document", "custom": { "from": { "title": source } } });
        let shown = || Some("The Siege".to_owned());
        assert_eq!(described(&from("the file's own description"), shown())["title"], "The Siege");
        assert_eq!(described(&from("the paragraph in the style of titles"), shown())["title"], "Document");
        assert_eq!(described(&Value::Null, shown()), json!({ "title": "The Siege" }));
        let page = |page, doubt| Recognised { start: 0, end: 10, page, doubt };
        let told = recognised(Value::Null, &[page(0, 10), page(1, 20), page(1, 20), page(4, 10)]);
        assert_eq!(told, json!({ "custom": { "recognised": { "pages": [[1, 2], [5, 5]], "doubt": 15 } } }));
        assert_eq!(described(&told, shown())["title"], "The Siege");
        let mut csl = json!({ "author": [{ "family": "Orme" }] });
        add_author(&mut csl, "B. Lund");
        assert_eq!(csl["author"][0]["family"], "Orme");
    }
}
