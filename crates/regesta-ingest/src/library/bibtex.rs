//! BibTeX and BibLaTeX, read by the crate of the Typst project.

use biblatex::{Bibliography, ChunksExt, DateValue, Entry, PermissiveType, Person};
use serde_json::{Map, Value, json};

use super::LibraryItem;

pub(super) fn parse(text: &str) -> Result<Vec<LibraryItem>, String> {
    let bibliography = Bibliography::parse(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let line = text.get(..error.span.start.min(text.len())).map_or(0, |before| before.matches('\n').count()) + 1;
        format!("line {line}: {}", error.kind)
    })?;
    Ok(bibliography.iter().map(item).collect())
}

fn item(entry: &Entry) -> LibraryItem {
    let words =
        |name: &str| entry.get(name).map(|chunks| chunks.format_verbatim()).filter(|text| !text.trim().is_empty());
    let first = |names: &[&str]| names.iter().find_map(|name| words(name));
    let mut csl = Map::new();
    csl.insert("id".into(), json!(entry.key));
    csl.insert("type".into(), json!(csl_type(&entry.entry_type.to_string())));
    let people = |list: Vec<Person>| Value::Array(list.iter().map(person).collect());
    if let Ok(authors) = entry.author()
        && !authors.is_empty()
    {
        csl.insert("author".into(), people(authors));
    }
    let editors: Vec<Person> = entry.editors().into_iter().flatten().flat_map(|(people, _)| people).collect();
    if !editors.is_empty() {
        csl.insert("editor".into(), people(editors));
    }
    for (name, fields) in [
        ("title", &["title"][..]),
        ("container-title", &["journaltitle", "journal", "booktitle"]),
        ("volume", &["volume"]),
        ("issue", &["number", "issue"]),
        ("page", &["pages"]),
        ("DOI", &["doi"]),
        ("URL", &["url"]),
        ("publisher", &["publisher", "institution", "school"]),
        ("publisher-place", &["location", "address"]),
        ("language", &["langid", "language"]),
        ("edition", &["edition"]),
    ] {
        if let Some(text) = first(fields) {
            csl.insert(name.into(), json!(text));
        }
    }
    let day = match entry.date() {
        Ok(PermissiveType::Typed(date)) => match date.value {
            DateValue::At(day) | DateValue::After(day) | DateValue::Before(day) | DateValue::Between(day, _) => {
                Some(day)
            }
        },
        _ => None,
    };
    if let Some(day) = day {
        let mut parts = vec![json!(day.year)];
        if let Some(month) = day.month {
            parts.push(json!(month + 1));
            parts.extend(day.day.map(|day| json!(day + 1)));
        }
        csl.insert("issued".into(), json!({ "date-parts": [parts] }));
    }
    let files = first(&["file", "localfile", "pdf"]).map(|text| attachments(&text)).unwrap_or_default();
    LibraryItem { csl: Value::Object(csl), attachments: files }
}

fn person(person: &Person) -> Value {
    let mut name = Map::new();
    for (field, text) in [
        ("family", &person.name),
        ("given", &person.given_name),
        ("non-dropping-particle", &person.prefix),
        ("suffix", &person.suffix),
    ] {
        if !text.is_empty() {
            name.insert(field.into(), json!(text));
        }
    }
    Value::Object(name)
}

/// The paths in a field like `Full Text:files/7/siege.pdf:application/pdf;…` (Zotero), `:siege.pdf:PDF` (JabRef), or of
/// paths alone. A backslash before a colon or semicolon takes away its meaning.
fn attachments(field: &str) -> Vec<String> {
    let mut files: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut chars = field.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(parts) = files.last_mut() else { break };
        match c {
            '\\' if chars.peek().is_some_and(|next| matches!(next, ':' | ';' | '\\' | '{' | '}')) => {
                if let (Some(part), Some(next)) = (parts.last_mut(), chars.next()) {
                    part.push(next);
                }
            }
            ';' => files.push(vec![String::new()]),
            // A letter before a colon and a slash after it is a drive, not a field.
            ':' if parts.last().is_some_and(|part| part.chars().count() == 1)
                && chars.peek().is_some_and(|next| matches!(next, '/' | '\\')) =>
            {
                parts.last_mut().into_iter().for_each(|part| part.push(':'));
            }
            ':' => parts.push(String::new()),
            c => parts.last_mut().into_iter().for_each(|part| part.push(c)),
        }
    }
    let path = |parts: Vec<String>| match parts.len() {
        1 => parts.into_iter().next(),
        _ => parts.into_iter().nth(1),
    };
    files
        .into_iter()
        .filter_map(path)
        .map(|path| path.trim().replace('\\', "/"))
        .filter(|path| !path.is_empty())
        .collect()
}

fn csl_type(kind: &str) -> &'static str {
    match kind.to_lowercase().as_str() {
        "article" => "article-journal",
        "book" | "mvbook" | "collection" | "proceedings" | "booklet" => "book",
        "inbook" | "incollection" | "suppbook" | "suppcollection" => "chapter",
        "inproceedings" => "paper-conference",
        "thesis" | "phdthesis" | "mastersthesis" => "thesis",
        "report" | "techreport" => "report",
        "online" | "electronic" | "www" => "webpage",
        "unpublished" => "manuscript",
        _ => "document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zotero_entry_is_read() {
        let items = parse(
            "@article{orme_siege_1921,\n title = {The {Siege} of \\'{E}lan},\n author = {Orme, Anna and von Lund, Bo},\n \
             date = {1921-05-02},\n journaltitle = {Walls},\n pages = {3--9},\n \
             file = {Full Text PDF:files/7/Orme - Siege\\; a study.pdf:application/pdf}\n}",
        )
        .unwrap();
        assert_eq!(items[0].csl["title"], "The Siege of Élan");
        assert_eq!(
            items[0].csl["author"][1],
            json!({ "family": "Lund", "given": "Bo", "non-dropping-particle": "von" })
        );
        assert_eq!(items[0].csl["issued"]["date-parts"], json!([[1921, 5, 2]]));
        assert_eq!(items[0].attachments, ["files/7/Orme - Siege; a study.pdf"]);
    }

    #[test]
    fn damaged_file_names_its_line() {
        let error = parse("@book{a,\n title = {Walls}\n}\n@book{b, title = {").unwrap_err();
        assert!(error.starts_with("line "), "{error}");
    }

    #[test]
    fn paths_of_other_programs_are_read() {
        assert_eq!(attachments(":siege.pdf:PDF"), ["siege.pdf"]);
        assert_eq!(attachments(r"C:\\papers\\siege.pdf"), ["C:/papers/siege.pdf"]);
        assert_eq!(attachments("a.pdf;b.pdf"), ["a.pdf", "b.pdf"]);
    }
}
