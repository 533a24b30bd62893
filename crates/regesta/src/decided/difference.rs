//! Judgements about differences between texts.

use std::collections::BTreeMap;

use regesta_store::{About, Action, Anchor, Decision, Mention, Project, Span};
use regesta_text::CodePointMap;
use serde_json::{Value, json};

use super::field::takes_back;
use super::{DIFFERENCE, Decided};
use crate::{Disagreement, Error, Result};

/// What a judgement about a difference names: the words of each side, in their order; and its value, by which it is known again:
/// the kind of the difference, its aspect, and the side that is preferred.
///
/// # Errors
/// [`Error::UnknownText`] where a side stands in no text of the project, and those of the store.
pub fn about_difference(project: &Project, row: &Disagreement, side: Option<usize>) -> Result<(About, Value)> {
    let mut mentions = Vec::new();
    for account in &row.sides {
        let passage = &account.passage;
        let unknown =
            || Error::UnknownText { file: passage.source.clone(), known: "none of this name any more".to_owned() };
        let source = project.source_at(&passage.source)?.ok_or_else(unknown)?;
        let raw = project.raw_text(&source.id)?.unwrap_or_default();
        let map = CodePointMap::new(&raw);
        let byte = |point| map.byte_from_code_point(&raw, point);
        let span = Span::new(byte(passage.start), byte(passage.end));
        let anchor = Anchor::from_text(&source.id, &raw, vec![span]).ok_or_else(unknown)?;
        mentions.push(Mention::of(&anchor, &source, DIFFERENCE));
    }
    let mut value = json!({ "kind": row.kind.name(), "aspect": row.aspect });
    if let Some(side) = side {
        value["side"] = json!(side);
    }
    Ok((About::Mentions(mentions), value))
}

/// The judgement in force about each difference, by its identifier: the judgement, and the side that it prefers.
///
/// A difference is known again by its kind, its aspect and the words of its sides; its identifier may have changed.
///
/// # Errors
/// Those of the store.
pub fn settled(
    project: &Project,
    decided: &Decided,
    rows: &[Disagreement],
) -> Result<BTreeMap<String, (Decision, Option<usize>)>> {
    let mut found = BTreeMap::new();
    let mut texts: BTreeMap<&str, (String, String, CodePointMap)> = BTreeMap::new();
    for (at, places) in &decided.differences {
        let decision = decided.decision(*at);
        if takes_back(decision) {
            continue;
        }
        let mut sides: Vec<(String, usize, usize)> = Vec::new();
        for (source, span) in places {
            if !texts.contains_key(source.as_str()) {
                let raw = project.raw_text(source)?.unwrap_or_default();
                let path = project.source(source)?.map(|s| s.path).unwrap_or_default();
                let map = CodePointMap::new(&raw);
                texts.insert(source, (path, raw, map));
            }
            let (path, raw, map) = &texts[source.as_str()];
            let point = |byte| map.code_point_from_byte(raw, byte);
            sides.push((path.clone(), point(span.start), point(span.end)));
        }
        let value = decision.content.value.as_ref();
        let field = |name: &str| value.and_then(|v| v.get(name)).and_then(Value::as_str).unwrap_or_default();
        let same = |row: &&Disagreement| {
            row.kind.name() == field("kind")
                && row.aspect == field("aspect")
                && row.sides.len() == sides.len()
                && row.sides.iter().zip(&sides).all(|(side, (path, start, end))| {
                    side.passage.source == *path && side.passage.start < *end && *start < side.passage.end
                })
        };
        if let Some(row) = rows.iter().find(same) {
            found.insert(row.id.clone(), (decision.clone(), side_of(decision)));
        }
    }
    Ok(found)
}

fn side_of(decision: &Decision) -> Option<usize> {
    let side = decision.content.value.as_ref()?.get("side")?.as_u64()?;
    usize::try_from(side).ok()
}

/// The anchors inside the side that a judgement prefers, with the predicates of what differs: their statements are preferred.
pub(super) fn chosen(
    project: &Project,
    decision: &Decision,
    sides: &[(String, Span)],
) -> Result<Vec<(String, &'static [&'static str])>> {
    if decision.content.action != Action::Prefer || sides.len() != decision.content.about.mentions().len() {
        return Ok(Vec::new());
    }
    let Some((source, span)) = side_of(decision).and_then(|side| sides.get(side)) else { return Ok(Vec::new()) };
    let aspect = decision.content.value.as_ref().and_then(|v| v.get("aspect")).and_then(Value::as_str);
    let predicates: &[&str] = match aspect.unwrap_or_default() {
        "date" => &["date", "date_sent", "date_received"],
        "sender" => &["sent_by"],
        "addressee" => &["received_by"],
        _ => return Ok(Vec::new()),
    };
    Ok(project.anchors_within(source, *span)?.into_iter().map(|anchor| (anchor, predicates)).collect())
}
