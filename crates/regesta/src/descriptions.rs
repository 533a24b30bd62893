//! Bibliographic descriptions of texts, and the judgements of people about them.
//!
//! A description is read from the file and its first page, then from a library in the folder (Zotero and the like), and what
//! a person says goes before both. Each judgement is about one field of one text; it stays with the text when its file is
//! renamed (by its hash) or changed (by its path, else by its first words).

use std::collections::BTreeMap;

use regesta_store::{About, Action, AttachmentStatus, Decision, Mention, Mode, NewDecision, NewRun, Project, Source};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::identity::By;
use crate::{Error, Result};

/// The kind of mention of a judgement about a text as a whole.
const KIND: &str = "source";
/// The field of `custom` that keeps the description without the judgements.
const BEFORE: &str = "before_judgement";
/// Where a field is from that a person has set, as `custom.from` names it.
const JUDGED: &str = "a judgement";
/// Characters of the begin of a text by which it is known again.
const OPENING: usize = 160;

/// Fields of CSL-JSON that can be corrected: names, dates, text.
const NAMES: &[&str] = &["author", "editor", "translator"];
const DATES: &[&str] = &["issued"];
const TEXTS: &[&str] = &[
    "DOI",
    "ISBN",
    "ISSN",
    "URL",
    "abstract",
    "collection-title",
    "container-title",
    "edition",
    "genre",
    "issue",
    "keyword",
    "language",
    "note",
    "number",
    "page",
    "publisher",
    "publisher-place",
    "title",
    "type",
    "volume",
];

/// A text with its description.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceRow {
    /// Path relative to the folder.
    pub path: String,
    /// Media type of the file.
    pub media_type: String,
    /// CSL-JSON; `custom.from` says where each field is from, where it is not from the first page alone. `null` for nothing.
    pub csl: Value,
}

/// All texts of a project with their descriptions, by path.
///
/// # Errors
/// Those of the store.
pub fn sources(project: &Project) -> Result<Vec<SourceRow>> {
    let row = |source: Source| SourceRow { path: source.path, media_type: source.media_type, csl: shown(&source.csl) };
    let mut rows: Vec<SourceRow> = project.sources()?.into_iter().map(row).collect();
    rows.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(rows)
}

/// The description without what is kept for later runs.
fn shown(csl: &Value) -> Value {
    let mut csl = csl.clone();
    if let Some(custom) = csl.get_mut("custom").and_then(Value::as_object_mut) {
        custom.retain(|field, _| field != BEFORE && field != crate::library::OWN);
    }
    csl
}

/// The text that a person calls by its path, or by the end of it where that is enough.
///
/// # Errors
/// [`Error::UnknownId`] where none or several are called so, and those of the store.
pub fn source_called(project: &Project, name: &str) -> Result<Source> {
    let sources = project.sources()?;
    let is_end = |path: &str| path.ends_with(name) && path[..path.len() - name.len()].ends_with('/');
    let exact = sources.iter().find(|source| source.path == name || source.id == name);
    let mut ends = sources.iter().filter(|source| is_end(&source.path));
    let found = exact.or_else(|| ends.next().filter(|_| ends.next().is_none()));
    found.cloned().ok_or_else(|| Error::UnknownId { id: name.to_owned() })
}

/// Writes down what a field of a description is. `value` is as a person writes it: names divided by semicolons, family name
/// first (`Orme, A.; Lund, B.`), a date as `1921`, `1921-05` or `1921-05-03`; empty for a field that the work does not have;
/// `None` takes the judgement back. It is seen after [`refresh`] or [`crate::build`].
///
/// # Errors
/// [`Error::Judgement`] for a field that CSL-JSON does not have or a date that is none, or where there is nothing to take
/// back; those of the store.
pub fn judge(project: &mut Project, source: &Source, field: &str, value: Option<&str>, by: By) -> Result<Decision> {
    let new = value.map(|value| parsed(field, value)).transpose()?;
    let sources = project.sources()?;
    let mut former = None;
    for decision in in_force(project)? {
        if field_of(&decision).is_some_and(|known| known == field)
            && text_of(project, &sources, &decision)?.as_deref() == Some(&source.id)
        {
            former = Some(decision);
        }
    }
    if new.is_none() && former.is_none() {
        return Err(Error::judgement(format!("nobody has judged the field `{field}` of {}", source.path)));
    }
    let raw = project.raw_text(&source.id)?.unwrap_or_default();
    let mention = Mention {
        kind: KIND.to_owned(),
        path: source.path.clone(),
        source: Some(source.id.clone()),
        // A text without words is known by its path alone.
        exact: opening(&raw).unwrap_or_else(|| source.path.clone()),
        prefix: String::new(),
        suffix: String::new(),
        pieces: Vec::new(),
    };
    let was = source.csl.get(field).cloned();
    let about = About::Passage { mention, predicate: Some(field.to_owned()), value: was };
    let (action, value) = match new {
        Some(new) => (Action::CorrectValue, json!({ "field": field, "value": new })),
        None => (Action::Comment, json!({ "undone": field })),
    };
    let By { editor, rationale, at } = by;
    let supersedes = former.map(|decision| decision.id);
    Ok(project.append_decision(&NewDecision {
        about,
        action,
        value: Some(value),
        rationale,
        editor,
        at,
        supersedes,
    })?)
}

fn opening(raw: &str) -> Option<String> {
    let text = raw.trim_start();
    let end = text.char_indices().nth(OPENING).map_or(text.len(), |(at, _)| at);
    Some(text[..end].trim_end().to_owned()).filter(|text| !text.is_empty())
}

/// What a person wrote, as CSL-JSON has it.
fn parsed(field: &str, value: &str) -> Result<Value> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() && (NAMES.contains(&field) || DATES.contains(&field) || TEXTS.contains(&field)) {
        return Ok(Value::Null);
    }
    if NAMES.contains(&field) {
        let names = value.split(';').map(str::trim).filter(|name| !name.is_empty());
        let name = |name: &str| match name.split_once(',') {
            Some((family, given)) => json!({ "family": family.trim(), "given": given.trim() }),
            None => json!({ "literal": name }),
        };
        return Ok(Value::Array(names.map(name).collect()));
    }
    if DATES.contains(&field) {
        let parts: Option<Vec<u32>> = value.split('-').map(|part| part.parse().ok()).collect();
        let fits = |parts: &Vec<u32>| {
            (1..=3).contains(&parts.len())
                && parts.get(1).is_none_or(|month| (1..=12).contains(month))
                && parts.get(2).is_none_or(|day| (1..=31).contains(day))
        };
        return match parts.filter(fits) {
            Some(parts) => Ok(json!({ "date-parts": [parts] })),
            None => {
                Err(Error::judgement(format!("`{value}` is no date of publication; write 1921, 1921-05 or 1921-05-03")))
            }
        };
    }
    if TEXTS.contains(&field) {
        return Ok(json!(value));
    }
    let mut known: Vec<&str> = [NAMES, DATES, TEXTS].concat();
    known.sort_by_key(|field| field.to_lowercase());
    Err(Error::judgement(format!("`{field}` is no field of a description; write one of {}", known.join(", "))))
}

fn in_force(project: &Project) -> Result<Vec<Decision>> {
    let mut all = project.decisions_in_force()?;
    all.retain(|decision| field_of(decision).is_some());
    Ok(all)
}

/// The field that a decision is about, if it corrects a description.
fn field_of(decision: &Decision) -> Option<&str> {
    let is_source = decision.content.about.mentions().iter().all(|mention| mention.kind == KIND);
    let is_correction = is_source && decision.content.action == Action::CorrectValue;
    decision.content.value.as_ref().filter(|_| is_correction)?.get("field")?.as_str()
}

/// The identifier of the text that a judgement is about, as the project has it now: the same file, else the file of that
/// path, else (renamed and changed at once) the text that begins with the same words.
fn text_of(project: &Project, sources: &[Source], decision: &Decision) -> Result<Option<String>> {
    let mentions = decision.content.about.mentions();
    let Some(mention) = mentions.first() else {
        return Ok(None);
    };
    let same_file = sources.iter().find(|source| mention.source.as_deref() == Some(&source.id));
    if let Some(source) = same_file.or_else(|| sources.iter().find(|source| source.path == mention.path)) {
        return Ok(Some(source.id.clone()));
    }
    let found = project.reattach(std::slice::from_ref(decision))?;
    Ok(found.into_iter().find_map(|found| match found.status {
        AttachmentStatus::Attached { source, .. } | AttachmentStatus::Moved { source, .. } => Some(source),
        AttachmentStatus::Stale { .. } => None,
    }))
}

/// The descriptions as the judgements have them, of those sources where that changes something. `described` is what the
/// libraries say of sources, by identifier; the others are taken as they are stored.
pub(crate) fn judged(project: &Project, described: &[(String, Value)]) -> Result<Vec<(String, Value)>> {
    let described: BTreeMap<&str, &Value> = described.iter().map(|(id, csl)| (id.as_str(), csl)).collect();
    let mut fields: BTreeMap<String, Vec<(String, Value)>> = BTreeMap::new();
    let sources = project.sources()?;
    for decision in in_force(project)? {
        let Some(field) = field_of(&decision) else {
            continue;
        };
        let value = decision.content.value.as_ref().and_then(|value| value.get("value")).cloned().unwrap_or_default();
        if let Some(id) = text_of(project, &sources, &decision)? {
            fields.entry(id).or_default().push((field.to_owned(), value));
        }
    }
    let mut changed = Vec::new();
    for source in &sources {
        let base =
            described.get(source.id.as_str()).map_or_else(|| without_judgement(&source.csl), |csl| (*csl).clone());
        let csl = match fields.get(&source.id) {
            Some(fields) => with_judgement(&base, fields),
            None => base,
        };
        if csl != source.csl {
            changed.push((source.id.clone(), csl));
        }
    }
    Ok(changed)
}

fn with_judgement(base: &Value, fields: &[(String, Value)]) -> Value {
    let mut item = base.as_object().cloned().unwrap_or_default();
    let taken = |value: Option<Value>| value.and_then(|value| value.as_object().cloned()).unwrap_or_default();
    let mut custom: Map<String, Value> = taken(item.remove("custom"));
    let mut from = taken(custom.remove("from"));
    for (field, value) in fields {
        if value.is_null() {
            item.remove(field);
        } else {
            item.insert(field.clone(), value.clone());
        }
        from.insert(field.clone(), json!(JUDGED));
    }
    custom.insert("from".into(), Value::Object(from));
    custom.insert(BEFORE.into(), base.clone());
    item.insert("custom".into(), Value::Object(custom));
    Value::Object(item)
}

/// The description as it was before the judgements.
pub(crate) fn without_judgement(csl: &Value) -> Value {
    csl.get("custom").and_then(|custom| custom.get(BEFORE)).unwrap_or(csl).clone()
}

/// Puts the judgements into the descriptions without reading any file: what a judgement needs to be seen. `now` is the time
/// (RFC 3339).
///
/// # Errors
/// Those of the store.
pub fn refresh(path: &std::path::Path, now: &str) -> Result<()> {
    let mut project = Project::open(path, Mode::Write)?;
    let changed = judged(&project, &[])?;
    if !changed.is_empty() {
        let mut writer = project.begin_run(&NewRun {
            program: format!("regesta {}", env!("CARGO_PKG_VERSION")),
            packs: json!([]),
            parameters: json!({ "descriptions": true }),
            inputs: json!([]),
            started: now.to_owned(),
        })?;
        writer.set_descriptions(&changed)?;
        writer.finish(now)?;
    }
    Ok(project.close()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_people_write_them() {
        let names = parsed("author", "Orme, A.;  Lund").unwrap();
        assert_eq!(names, json!([{ "family": "Orme", "given": "A." }, { "literal": "Lund" }]));
        assert_eq!(parsed("issued", "1921-05").unwrap(), json!({ "date-parts": [[1921, 5]] }));
        assert_eq!(parsed("title", " On  walls ").unwrap(), json!("On walls"));
        assert_eq!(parsed("volume", "").unwrap(), Value::Null);
        for (field, value) in [("issued", "May 1921"), ("issued", "1921-13"), ("colour", "red"), ("colour", "")] {
            assert!(parsed(field, value).is_err(), "{field} {value}");
        }
    }

    #[test]
    fn judgements_go_before_what_was_read_and_can_be_taken_off() {
        let base = json!({ "title": "Walls", "volume": "3", "custom": { "from": { "title": "papers.bib" } } });
        let fields = [("title".to_owned(), json!("Gates")), ("volume".to_owned(), Value::Null)];
        let judged = with_judgement(&base, &fields);
        assert_eq!((&judged["title"], judged.get("volume")), (&json!("Gates"), None));
        assert_eq!(judged["custom"]["from"]["title"], JUDGED);
        assert_eq!(without_judgement(&judged), base);
        assert_eq!(shown(&judged)["custom"], json!({ "from": { "title": JUDGED, "volume": JUDGED } }));
    }
}
