use std::collections::BTreeMap;

use regesta_store::{Assertion, EntityType, FoundAt, LinkStatus, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Passage, Passages, date_key, mentions_by_entity, one_line};
use crate::Result;
use crate::decided::{Decided, JudgedField};

/// A sender or addressee.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Party {
    /// Identifier of the person, place or body; empty where it is not identified.
    pub id: String,
    /// Label of it, or the words as printed.
    pub name: String,
}

impl Party {
    /// The value of an assertion as a party; `labels` are those of the entities.
    pub(super) fn of(assertion: &Assertion, labels: &BTreeMap<String, String>) -> Self {
        let id = assertion.value.entity.clone().unwrap_or_default();
        let printed = one_line(assertion.value.as_written.as_deref().unwrap_or_default());
        Self { name: labels.get(&id).cloned().unwrap_or(printed), id }
    }
}

/// A document of the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CalendarRow {
    /// Identifier of the document.
    pub id: String,
    /// Genre (telegram, letter, note ...).
    pub genre: String,
    /// Date of writing or sending as EDTF; several where the texts differ.
    pub dates: Vec<String>,
    /// The date as printed, of the first text.
    pub date_as_written: Option<String>,
    /// Date of arrival as EDTF, where that is told.
    pub received: Vec<String>,
    /// Senders.
    pub from: Vec<Party>,
    /// Addressees.
    pub to: Vec<Party>,
    /// What it is about, in words of a text.
    pub subject: Option<String>,
    /// Citations as printed.
    pub cited: Vec<String>,
    /// Whether a text quotes it.
    pub quoted: bool,
    /// Where the texts speak of it.
    pub passages: Vec<Passage>,
    /// Whether a person said that there is no such document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
    /// What people decided of it and its fields; the values above follow them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<JudgedField>,
}

/// The calendar of documents, by date, as people decided it; undated ones last, rejected ones left out.
///
/// # Errors
/// Those of the store.
pub fn calendar(project: &Project) -> Result<Vec<CalendarRow>> {
    let mut rows = calendar_with_rejected(project, &Decided::load(project)?)?;
    rows.retain(|row| !row.rejected);
    Ok(rows)
}

/// The same with what was rejected.
///
/// # Errors
/// Those of the store.
pub fn calendar_with_rejected(project: &Project, decided: &Decided) -> Result<Vec<CalendarRow>> {
    let mut passages = Passages::new(project)?;
    let labels: BTreeMap<String, String> = project.entities(None)?.into_iter().map(|e| (e.id, e.label)).collect();
    let mut said: BTreeMap<String, Vec<Assertion>> = BTreeMap::new();
    for assertion in project.assertions(None)? {
        said.entry(assertion.subject.clone()).or_default().push(assertion);
    }
    let mut spoken_of = mentions_by_entity(project, &["doc"])?;
    let mut rows = Vec::new();
    for entity in project.entities(Some(EntityType::Document))? {
        let mentions: Vec<FoundAt> = spoken_of
            .remove(&entity.id)
            .unwrap_or_default()
            .into_iter()
            .filter(|(link, _)| link.status == LinkStatus::Same)
            .map(|(_, at)| at)
            .collect();
        let standing = decided.standing(mentions.iter().map(|m| (m.finding.id.as_str(), m.path.as_str())));
        let rejected = standing.rejected;
        let mentions: Vec<FoundAt> =
            mentions.into_iter().filter(|m| rejected || !decided.is_rejected(&m.finding.id)).collect();
        let anchors: Vec<_> = mentions.iter().map(|m| &m.anchor).collect();
        let laid = decided.lay(&entity.id, standing, said.remove(&entity.id).unwrap_or_default());
        let (assertions, judged) = (laid.statements, laid.judged);
        let of = |predicate: &'static str| assertions.iter().filter(move |a| a.predicate == predicate);
        let edtf = |predicate| distinct(of(predicate).filter_map(|a| a.value.edtf.clone()));
        let parties = |predicate| distinct(of(predicate).map(|a| Party::of(a, &labels)));
        rows.push(CalendarRow {
            genre: of("genre").find_map(|a| a.value.normalised.clone()).unwrap_or_default(),
            dates: edtf("date_sent"),
            date_as_written: of("date_sent").find_map(|a| a.value.as_written.as_deref().map(one_line)),
            received: edtf("date_received"),
            from: parties("sent_by"),
            to: parties("received_by"),
            subject: of("subject").find_map(|a| a.value.as_written.clone()),
            cited: distinct(
                of("held_at").chain(of("published_in")).filter_map(|a| a.value.as_written.as_deref().map(one_line)),
            ),
            quoted: of("quoted_in").next().is_some(),
            passages: passages.of_all(&anchors)?,
            rejected,
            judged,
            id: entity.id,
        });
    }
    rows.sort_by(|a, b| {
        let key = |row: &CalendarRow| date_key(row.dates.first().or(row.received.first()).map(String::as_str));
        key(a).cmp(&key(b)).then_with(|| a.passages.cmp(&b.passages)).then_with(|| a.id.cmp(&b.id))
    });
    Ok(rows)
}

/// The values in the order of their first appearance, each once.
pub(super) fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::new();
    for value in values {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    out
}
