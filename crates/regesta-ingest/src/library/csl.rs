//! CSL-JSON, as Zotero exports it.

use serde_json::Value;

use super::LibraryItem;

/// Whether the first bytes of a JSON file are those of a list of works.
pub(super) fn looks_like_csl(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let has = |word: &str| start.contains(word);
    start.starts_with('[') && has("\"type\"") && (has("\"title\"") || has("\"author\"") || has("\"issued\""))
}

/// The works of a file; entries that are none (no object, no type) are left out.
pub(super) fn parse(text: &str) -> Result<Vec<LibraryItem>, String> {
    let list: Vec<Value> =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
    let works = list.into_iter().filter(|item| item.get("type").is_some_and(Value::is_string));
    Ok(works.map(|csl| LibraryItem { attachments: Vec::new(), csl }).collect())
}
