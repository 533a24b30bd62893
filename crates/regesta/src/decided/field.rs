//! Fields of documents and happenings: what they had, and what a person says that they have.

use regesta_store::{Action, Decision, EntityType, Project};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Result;

/// A judgement about a row of a list or one of its fields, as it is shown beside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct JudgedField {
    /// The predicate (`sent_by`, `date_sent` ...); empty for the thing itself.
    pub field: String,
    /// `accept`, `reject`, `prefer`, `correct_value`, `leave_open`, `add`.
    pub action: String,
    /// The value as decided, in words or as EDTF; of a judgement without a value, the one it is about.
    pub value: String,
    /// What the program had read.
    pub machine: String,
    /// The text that it is about, by path.
    pub source: String,
    /// Who decided.
    pub by: String,
    /// When (RFC 3339).
    pub at: String,
    /// Why.
    pub why: String,
    /// The judgement.
    pub decision: String,
}

/// The value that a field had when it was judged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldValue {
    /// The words as printed, on one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_written: Option<String>,
    /// A word of the program's own vocabulary, such as a genre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalised: Option<String>,
    /// A date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
}

impl FieldValue {
    pub(super) fn read(value: &Value) -> Self {
        serde_json::from_value(value.clone()).unwrap_or_default()
    }

    /// Whether a statement still has this value. A date that is read otherwise by now is another value.
    pub(super) fn is(&self, as_written: Option<&str>, normalised: Option<&str>, edtf: Option<&str>) -> bool {
        let same = |known: &Option<String>, now: Option<&str>| known.as_deref() == now;
        let words = as_written.map(crate::views::one_line);
        same(&self.edtf, edtf) && same(&self.normalised, normalised) && same(&self.as_written, words.as_deref())
    }

    pub(super) fn in_words(&self) -> String {
        let all = [&self.edtf, &self.normalised, &self.as_written];
        all.into_iter().flatten().next().cloned().unwrap_or_default()
    }
}

/// A value that a person gave: a date, a name, or a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecidedValue {
    /// A date as EDTF.
    pub edtf: Option<String>,
    /// A name, a kind of document, or other words.
    pub label: Option<String>,
    /// The entity of this name, where the project has one.
    pub entity: Option<String>,
}

impl DecidedValue {
    /// Reads the stored value of a judgement about a field or a kind of finding. An entity is told by its name, which
    /// stays true when a new run gives it another identifier.
    pub(super) fn read(project: &Project, field: &str, value: Option<&Value>) -> Result<Self> {
        let Some(value) = value else { return Ok(Self::default()) };
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let (edtf, label, hint) = match value.as_str() {
            Some(text) if is_date(field) => (Some(text.to_owned()), None, None),
            Some(text) => (None, Some(text.to_owned()), None),
            None => (text("edtf"), text("label"), text("entity")),
        };
        let mut entity = None;
        if let (Some(types), Some(label)) = (types_of(field), &label) {
            if let Some(known) = hint.map(|id| project.entity(&id)).transpose()?.flatten() {
                entity = (types.contains(&known.entity_type) && known.label == *label).then_some(known.id);
            }
            if entity.is_none() {
                let called = project.entities_called(label)?;
                entity = called.into_iter().find(|e| types.contains(&e.entity_type)).map(|e| e.id);
            }
        }
        Ok(Self { edtf, label, entity })
    }

    /// The value as it is read.
    pub fn in_words(&self) -> String {
        self.edtf.clone().or_else(|| self.label.clone()).unwrap_or_default()
    }
}

/// A judgement about a field.
#[derive(Debug)]
pub(super) struct OnField {
    pub(super) at: usize,
    /// The text that it is about.
    pub(super) path: String,
    /// What the field had; nothing where nothing was read.
    pub(super) had: Option<FieldValue>,
    pub(super) value: DecidedValue,
}

/// Whether a field or a finding of this kind holds a date.
pub(super) fn is_date(field: &str) -> bool {
    field == "date" || field.starts_with("date_")
}

/// What a name in this field may be.
fn types_of(field: &str) -> Option<&'static [EntityType]> {
    Some(match field {
        "sent_by" | "received_by" | "signed_by" | "copied_to" | "agent" | "patient" => {
            &[EntityType::Person, EntityType::Body, EntityType::Place]
        }
        "place" | "sent_from" | "received_at" => &[EntityType::Place],
        "person" => &[EntityType::Person],
        "org" => &[EntityType::Body],
        _ => return None,
    })
}

/// The kinds of the findings that a statement with this predicate rests on, first of all.
pub(super) fn kinds_under(predicate: &str) -> &'static [&'static str] {
    match predicate {
        "date" | "date_sent" | "date_received" | "date_stated" => &["date"],
        "sent_by" | "received_by" | "signed_by" | "copied_to" | "sent_from" | "received_at" | "place" | "agent"
        | "patient" => &["person", "org", "place"],
        "held_at" | "published_in" => &["cite"],
        "quoted_in" => &["quote"],
        _ => &[],
    }
}

impl JudgedField {
    pub(super) fn new(decision: &Decision, field: &str, value: String, machine: String, source: &str) -> Self {
        let content = &decision.content;
        Self {
            field: field.to_owned(),
            action: content.action.as_str().to_owned(),
            value,
            machine,
            source: source.to_owned(),
            by: content.editor.clone(),
            at: content.at.clone(),
            why: content.rationale.clone(),
            decision: decision.id.clone(),
        }
    }
}

/// Whether a judgement only takes another back: then nothing is decided.
pub fn takes_back(decision: &Decision) -> bool {
    let undone = decision.content.value.as_ref().is_some_and(|value| value.get("undone").is_some());
    decision.content.action == Action::LeaveOpen && undone
}
