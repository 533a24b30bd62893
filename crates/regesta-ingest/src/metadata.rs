//! What a file says about itself, as CSL-JSON (Citation Style Language, the data model of Zotero and others).

use serde_json::{Map, Value, json};

use crate::xml;
use crate::xml::all_text;

/// Where a field was found, as `custom.from` names it.
pub(crate) const FILE: &str = "the file's own description";
pub(crate) const TITLE_STYLE: &str = "the paragraph in the style of titles";

/// A description under construction: fields, and where each was found.
#[derive(Debug, Default)]
pub(crate) struct Description {
    fields: Map<String, Value>,
    from: Map<String, Value>,
}

impl Description {
    /// Sets a field that is not set yet.
    pub(crate) fn set(&mut self, field: &str, value: Value, from: &str) {
        if !self.fields.contains_key(field) {
            self.fields.insert(field.into(), value);
            self.from.insert(field.into(), json!(from));
        }
    }

    /// Sets a field to text that is not blank.
    pub(crate) fn set_text(&mut self, field: &str, text: &str, from: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.set(field, json!(text), from);
        }
    }

    /// The item; `null` where nothing is known.
    pub(crate) fn item(mut self) -> Value {
        if self.fields.is_empty() {
            return Value::Null;
        }
        self.fields.insert("custom".into(), json!({ "from": self.from }));
        Value::Object(self.fields)
    }
}

/// The description in an office file: Dublin Core and the like. `title` is the text of a paragraph that the file marks as
/// its title, which says more than what the program once put into its properties.
pub(crate) fn from_office(core: &str, title: Option<&str>) -> Value {
    let mut description = Description::default();
    if let Some(title) = title {
        description.set_text("title", title, TITLE_STYLE);
    }
    if let Ok(document) = xml::parse(core) {
        let (mut creators, mut keywords) = (Vec::new(), Vec::new());
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let text = all_text(node);
            if text.is_empty() {
                continue;
            }
            match node.tag_name().name() {
                "title" if is_telling_title(&text) => description.set_text("title", &text, FILE),
                "initial-creator" => creators.insert(0, text),
                "creator" => creators.push(text),
                "language" => description.set_text("language", &text, FILE),
                "keyword" | "keywords" => keywords.push(text),
                "description" if text.chars().count() > 40 => description.set_text("abstract", &text, FILE),
                _ => {}
            }
        }
        // The first is who began the document; a later one only saved it.
        let names: Vec<Value> = creators.first().map(|names| names_in(names)).unwrap_or_default();
        if !names.is_empty() {
            description.set("author", Value::Array(names), FILE);
        }
        description.set_text("keyword", &keywords.join(", "), FILE);
    }
    description.item()
}

/// The description in an RTF file: its title and author, and the paragraph in the style of titles.
pub(crate) fn from_rich_text(title: &str, author: &str, paragraph: Option<&str>) -> Value {
    let mut description = Description::default();
    if let Some(paragraph) = paragraph {
        description.set_text("title", paragraph, TITLE_STYLE);
    }
    if is_telling_title(title) {
        description.set_text("title", title, FILE);
    }
    let names = names_in(author);
    if !names.is_empty() {
        description.set("author", Value::Array(names), FILE);
    }
    description.item()
}

/// Titles that programs put in by themselves.
fn is_telling_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_default = ["microsoft word", "document", "untitled", "без имени", "документ", "powerpoint"]
        .iter()
        .any(|default| lower.starts_with(default) && title.chars().count() < 40);
    !is_default && title.chars().filter(|c| c.is_alphabetic()).count() > 3
}

/// The names in a field of authors: several are divided by semicolons. Names of accounts ("user", "admin", "pc-17") are
/// left out: a name has two words or more.
fn names_in(text: &str) -> Vec<Value> {
    let names = text.split(';').map(str::trim).filter(|name| {
        let words = name.split([' ', '.']).filter(|word| word.chars().any(char::is_alphabetic)).count();
        words >= 2
            && name.chars().next().is_some_and(char::is_uppercase)
            && !name.contains(|c: char| c.is_ascii_digit())
    });
    names.map(|name| json!({ "literal": name })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_properties_become_an_item() {
        let core = r#"<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:title>The Siege</dc:title><dc:creator>A. Orme; B. Lund</dc:creator><dc:language>en-GB</dc:language>
        </cp:coreProperties>"#;
        let item = from_office(core, None);
        assert_eq!(item["title"], "The Siege");
        assert_eq!(item["author"], json!([{ "literal": "A. Orme" }, { "literal": "B. Lund" }]));
        assert_eq!(item["custom"]["from"]["language"], FILE);
        assert_eq!(from_office(core, Some("The  Long Siege"))["title"], "The Long Siege");
    }

    #[test]
    fn accounts_and_default_titles_are_no_description() {
        let core = r#"<c xmlns:dc="d"><dc:title>Document1</dc:title><dc:creator>User</dc:creator></c>"#;
        assert_eq!(from_office(core, None), Value::Null);
    }
}
