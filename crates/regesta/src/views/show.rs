use std::collections::BTreeMap;

use regesta_store::{Anchor, Assertion, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Passage, Passages, one_line};
use crate::{Error, Result, StoredSource};

/// Words with the sentence around them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ShownPassage {
    /// The words.
    pub passage: Passage,
    /// The block they stand in, as it reads (line breaks and hyphens joined), cut to some 400 characters around them.
    pub context: String,
    /// The words inside `context`: code points, half-open.
    pub mark: (usize, usize),
    /// What was found there and why.
    pub kind: String,
    /// Rule that found it.
    pub rule: String,
    /// Pack and version that hold the rule.
    pub pack: Option<String>,
    /// Why, in words.
    pub reason: String,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// Why it counts as this entity; empty for a finding shown by itself.
    pub joined_because: Vec<String>,
    /// What was read there, as stored.
    pub value: serde_json::Value,
}

/// What a source says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Statement {
    /// Identifier of the assertion.
    pub id: String,
    /// What is said (`sent_by`, `date_sent`).
    pub predicate: String,
    /// The value in words.
    pub value: String,
    /// The value as stored: words, EDTF, entity.
    pub stored: serde_json::Value,
    /// Asserted, reported, ordered ...
    pub modality: String,
    /// The words it rests on.
    pub passages: Vec<Passage>,
}

/// Everything about one identifier.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Shown {
    /// The identifier.
    pub id: String,
    /// person, place, body, document, event, shelfmark, or finding.
    pub kind: String,
    /// How it is called.
    pub label: String,
    /// What the sources say of it.
    pub statements: Vec<Statement>,
    /// Where it is spoken of.
    pub passages: Vec<ShownPassage>,
}

/// Everything about an entity, or about one finding.
///
/// # Errors
/// [`Error::UnknownId`] where nothing has this identifier, and those of the store.
pub fn show(project: &Project, id: &str) -> Result<Shown> {
    let mut passages = Passages::new(project)?;
    let mut sources: BTreeMap<String, StoredSource> = BTreeMap::new();
    if let Some(entity) = project.entity(id)? {
        let labels: BTreeMap<String, String> = project.entities(None)?.into_iter().map(|e| (e.id, e.label)).collect();
        let mut statements = Vec::new();
        for assertion in project.assertions(Some(id))? {
            statements.push(statement(project, &mut passages, &labels, assertion)?);
        }
        let mut shown = Vec::new();
        for (link, at) in project.mentions(id)? {
            shown.push(passage(project, &mut passages, &mut sources, &at, link.reasons)?);
        }
        shown.sort_by(|a, b| a.passage.cmp(&b.passage));
        return Ok(Shown {
            id: id.to_owned(),
            kind: entity.entity_type.as_str().to_owned(),
            label: entity.label,
            statements,
            passages: shown,
        });
    }
    let Some(at) = project.finding(id)? else { return Err(Error::UnknownId { id: id.to_owned() }) };
    Ok(Shown {
        id: id.to_owned(),
        kind: "finding".into(),
        label: one_line(&at.anchor.exact),
        statements: Vec::new(),
        passages: vec![passage(project, &mut passages, &mut sources, &at, Vec::new())?],
    })
}

fn statement(
    project: &Project,
    passages: &mut Passages<'_>,
    labels: &BTreeMap<String, String>,
    assertion: Assertion,
) -> Result<Statement> {
    let mut anchors: Vec<Anchor> = Vec::new();
    for id in &assertion.anchors {
        anchors.extend(project.anchor(id)?);
    }
    let value = &assertion.value;
    let words = value.as_written.as_deref().map(one_line).unwrap_or_default();
    let meaning = value
        .entity
        .as_ref()
        .map(|e| labels.get(e).unwrap_or(e).clone())
        .or_else(|| value.edtf.clone())
        .or_else(|| value.normalised.clone());
    let in_words = match meaning {
        Some(meaning) if meaning != words && !words.is_empty() => format!("{meaning} (“{words}”)"),
        Some(meaning) => meaning,
        None => words,
    };
    Ok(Statement {
        passages: passages.of_all(&anchors.iter().collect::<Vec<_>>())?,
        stored: assertion.value.to_json(),
        value: in_words,
        modality: assertion.modality.as_str().to_owned(),
        predicate: assertion.predicate,
        id: assertion.id,
    })
}

fn passage(
    project: &Project,
    passages: &mut Passages<'_>,
    sources: &mut BTreeMap<String, StoredSource>,
    at: &regesta_store::FoundAt,
    joined_because: Vec<String>,
) -> Result<ShownPassage> {
    let source = &at.anchor.source;
    if !sources.contains_key(source) {
        sources.insert(source.clone(), StoredSource::load(project, source)?);
    }
    let (context, mark) = context(&sources[source], &at.anchor);
    Ok(ShownPassage {
        passage: passages.of_all(&[&at.anchor])?.remove(0),
        context,
        mark,
        kind: at.finding.kind.clone(),
        rule: at.finding.rule.clone(),
        pack: at.finding.pack.clone(),
        reason: at.finding.reason.clone(),
        score: at.finding.score,
        joined_because,
        value: at.finding.value.get("value").cloned().unwrap_or_default(),
    })
}

/// The reading text around an anchor, cut at blanks, and the anchor's words in it as code points.
fn context(source: &StoredSource, anchor: &Anchor) -> (String, (usize, usize)) {
    const AROUND: usize = 200;
    let hull = anchor.hull();
    for block in &source.blocks {
        let reading = &block.reading;
        let Some(start) = reading.read_from_raw(hull.start) else { continue };
        let text = reading.text();
        let last =
            source.raw[hull.start..hull.end].char_indices().next_back().map_or(hull.start, |(i, _)| hull.start + i);
        let end = reading.read_from_raw(last).unwrap_or(start).max(start);
        let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
        let from = text[..start].char_indices().rev().take(AROUND).last().map_or(start, |(i, _)| i);
        let from = if from == 0 { 0 } else { text[from..start].find(' ').map_or(from, |i| from + i + 1) };
        let to = text[end..].char_indices().nth(AROUND).map_or(text.len(), |(i, _)| end + i);
        let to = if to == text.len() { to } else { text[end..to].rfind(' ').map_or(to, |i| end + i) };
        let before = text[from..start].chars().count();
        let inside = text[start..end].chars().count();
        return (text[from..to].to_owned(), (before, before + inside));
    }
    let words = one_line(&anchor.exact);
    let length = words.chars().count();
    (words, (0, length))
}
