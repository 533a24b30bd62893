//! RIS, the format of Research Information Systems: two signs of a field, two blanks, a dash, its content.

use serde_json::{Map, Value, json};

use super::{LibraryItem, person};
use crate::html::date_parts;

/// The works of a file. Lines that are no fields go on with the field before them.
pub(super) fn parse(text: &str) -> Vec<LibraryItem> {
    let mut items = Vec::new();
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        match field(line) {
            Some(("ER", _)) => items.extend(item(&std::mem::take(&mut fields))),
            Some(("TY", content)) => {
                // A work whose end is missing ends where the next begins.
                items.extend(item(&std::mem::take(&mut fields)));
                fields.push(("TY".into(), content.into()));
            }
            Some((tag, content)) => fields.push((tag.into(), content.into())),
            None => {
                if let Some((_, content)) = fields.last_mut().filter(|_| !line.trim().is_empty()) {
                    content.push(' ');
                    content.push_str(line.trim());
                }
            }
        }
    }
    items.extend(item(&fields));
    items
}

fn field(line: &str) -> Option<(&str, &str)> {
    let tag = line.get(..2)?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.ends_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let content = line.get(2..)?.trim_start().strip_prefix('-')?;
    is_tag.then_some((tag, content.trim()))
}

fn item(fields: &[(String, String)]) -> Option<LibraryItem> {
    let kind = &fields.iter().find(|(tag, _)| tag == "TY")?.1;
    let first = |tags: &[&str]| {
        let found =
            tags.iter().find_map(|tag| fields.iter().find(|(known, content)| known == tag && !content.is_empty()));
        found.map(|(_, content)| content.as_str())
    };
    let all = |tags: &'static [&'static str]| {
        fields.iter().filter(move |(tag, _)| tags.contains(&tag.as_str())).map(|(_, content)| content)
    };
    let mut csl = Map::new();
    csl.insert("type".into(), json!(csl_type(kind)));
    for (name, tags) in [("author", &["AU", "A1"][..]), ("editor", &["ED", "A2"])] {
        let people: Vec<Value> = all(tags).map(|name| person(name)).collect();
        if !people.is_empty() {
            csl.insert(name.into(), Value::Array(people));
        }
    }
    for (name, tags) in [
        ("title", &["TI", "T1", "CT"][..]),
        ("container-title", &["T2", "JO", "JF", "JA", "BT"]),
        ("volume", &["VL"]),
        ("issue", &["IS"]),
        ("DOI", &["DO"]),
        ("URL", &["UR"]),
        ("publisher", &["PB"]),
        ("publisher-place", &["CY", "PP"]),
        ("language", &["LA"]),
        ("edition", &["ET"]),
    ] {
        if let Some(content) = first(tags) {
            csl.insert(name.into(), json!(content));
        }
    }
    if let Some(from) = first(&["SP"]) {
        let pages = first(&["EP"]).map_or_else(|| from.to_owned(), |to| format!("{from}–{to}"));
        csl.insert("page".into(), json!(pages));
    }
    if let Some(parts) = first(&["DA", "PY", "Y1"]).and_then(date_parts) {
        csl.insert("issued".into(), json!({ "date-parts": [parts] }));
    }
    let attachments = all(&["L1", "L2", "L4", "LK"]).map(|path| path.trim_start_matches("file://").replace('\\', "/"));
    Some(LibraryItem { csl: Value::Object(csl), attachments: attachments.collect() })
}

fn csl_type(kind: &str) -> &'static str {
    match kind {
        "JOUR" | "EJOUR" | "JFULL" | "ABST" => "article-journal",
        "BOOK" | "EBOOK" | "EDBOOK" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "THES" => "thesis",
        "CONF" | "CPAPER" => "paper-conference",
        "NEWS" => "article-newspaper",
        "MGZN" => "article-magazine",
        "RPRT" => "report",
        "ELEC" | "BLOG" => "webpage",
        "MANSCPT" | "UNPB" | "UNPD" => "manuscript",
        "MAP" => "map",
        "PCOMM" => "personal_communication",
        _ => "document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_without_an_end_are_kept_apart() {
        let items = parse(
            "TY  - JOUR\r\nT1  - The long\r\n siege\r\nPY  - 1921/05/02/\r\nSP  - 3\r\nEP  - 9\r\nTY  - BOOK\r\nTI  - Walls\r\n",
        );
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].csl["title"], "The long siege");
        assert_eq!(items[0].csl["issued"]["date-parts"], json!([[1921, 5, 2]]));
        assert_eq!(items[0].csl["page"], "3–9");
        assert_eq!(items[1].csl["type"], "book");
    }

    #[test]
    fn any_text_is_survived() {
        assert!(parse("no fields\n\u{feff}é - x\nA").is_empty());
    }
}
