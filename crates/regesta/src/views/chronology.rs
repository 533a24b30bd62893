use std::collections::BTreeMap;

use regesta_store::{Assertion, EntityType, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::calendar::distinct;
use super::{Party, Passage, Passages, calendar_with_rejected, date_key, mentions_by_entity, one_line};
use crate::Result;
use crate::decided::{Decided, JudgedField};

/// A dated happening, or a dated document.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChronologyRow {
    /// Identifier of the event or document.
    pub id: String,
    /// Date as EDTF.
    pub date: String,
    /// The date as printed.
    pub date_as_written: String,
    /// `event`, or `document`.
    pub kind: String,
    /// Type of the event (neutral vocabulary), or genre of the document.
    #[serde(rename = "type")]
    pub event_type: String,
    /// How the text puts it: asserted, reported, ordered, planned, alleged, conditional.
    pub modality: String,
    /// Place, where told.
    pub place: Option<Party>,
    /// Who acted, or sent.
    pub agents: Vec<Party>,
    /// The words, on one line.
    pub text: String,
    /// Where they stand.
    pub passage: Passage,
    /// Whether a person said that there is no such happening or document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
    /// What people decided of it and its fields; the values above follow them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<JudgedField>,
}

/// Dated events in the order of time, and with `documents` the dated documents among them; as people decided, rejected ones left
/// out.
///
/// # Errors
/// Those of the store.
pub fn chronology(project: &Project, documents: bool) -> Result<Vec<ChronologyRow>> {
    let mut rows = chronology_with_rejected(project, &Decided::load(project)?, documents)?;
    rows.retain(|row| !row.rejected);
    Ok(rows)
}

/// The same with what was rejected.
///
/// # Errors
/// Those of the store.
pub fn chronology_with_rejected(project: &Project, decided: &Decided, documents: bool) -> Result<Vec<ChronologyRow>> {
    let mut passages = Passages::new(project)?;
    let labels: BTreeMap<String, String> = project.entities(None)?.into_iter().map(|e| (e.id, e.label)).collect();
    let mut said: BTreeMap<String, Vec<Assertion>> = BTreeMap::new();
    for assertion in project.assertions(None)? {
        said.entry(assertion.subject.clone()).or_default().push(assertion);
    }
    let mut spoken_of = mentions_by_entity(project, &["event"])?;
    let mut rows = Vec::new();
    for entity in project.entities(Some(EntityType::Event))? {
        let mentions = spoken_of.remove(&entity.id).unwrap_or_default();
        let standing = decided.standing(mentions.iter().map(|(_, m)| (m.finding.id.as_str(), m.path.as_str())));
        let rejected = standing.rejected;
        let laid = decided.lay(&entity.id, standing, said.remove(&entity.id).unwrap_or_default());
        let (assertions, judged) = (laid.statements, laid.judged);
        let Some(date) = assertions.iter().find(|a| a.predicate == "date") else { continue };
        let Some(edtf) = date.value.edtf.clone() else { continue };
        let Some((_, at)) = mentions.first() else { continue };
        let party = |a: &Assertion| Party::of(a, &labels);
        let event_type = assertions.iter().find(|a| a.predicate == "type");
        rows.push(ChronologyRow {
            date: edtf,
            date_as_written: one_line(date.value.as_written.as_deref().unwrap_or_default()),
            kind: "event".into(),
            event_type: event_type.and_then(|a| a.value.normalised.clone()).unwrap_or_default(),
            modality: date.modality.as_str().to_owned(),
            place: assertions.iter().find(|a| a.predicate == "place").map(party),
            agents: distinct(assertions.iter().filter(|a| a.predicate == "agent").map(party)),
            text: one_line(&at.anchor.exact),
            passage: passages.of_all(&[&at.anchor])?.remove(0),
            rejected,
            judged,
            id: entity.id,
        });
    }
    if documents {
        for row in calendar_with_rejected(project, decided)? {
            let (Some(date), Some(passage)) = (row.dates.first(), row.passages.first()) else { continue };
            rows.push(ChronologyRow {
                id: row.id.clone(),
                date: date.clone(),
                date_as_written: row.date_as_written.clone().unwrap_or_default(),
                kind: "document".into(),
                event_type: row.genre.clone(),
                modality: "asserted".into(),
                place: None,
                agents: row.from.clone(),
                text: one_line(&passage.exact),
                passage: passage.clone(),
                rejected: row.rejected,
                judged: row.judged,
            });
        }
    }
    rows.sort_by(|a, b| {
        date_key(Some(&a.date))
            .cmp(&date_key(Some(&b.date)))
            .then_with(|| a.passage.cmp(&b.passage))
            .then_with(|| a.id.cmp(&b.id))
    });
    Ok(rows)
}
