//! Rows of `entity`, `link`, `assertion`, `constraint_` and `reading`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{EntityType, LinkStatus, Modality, Polarity, ReadingKind, Voice};

/// A row of `entity`: a person, place, body, document and so on. Its names, offices and dates are assertions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entity {
    /// The identifier, made by the stage that links.
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub entity_type: EntityType,
    /// How it is called in lists.
    pub label: String,
}

/// A row of `link`: a finding is taken to be a mention of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The finding.
    pub finding: String,
    /// The entity.
    pub entity: String,
    /// Why, one reason a line, in words for a person.
    pub reasons: Vec<String>,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// Merged, or only shown as possible.
    pub status: LinkStatus,
}

/// A number with its bounds, as far as the source gives them.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct NumberRange {
    /// The least it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The value itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<f64>,
    /// The most it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

/// The value of an assertion: an entity, or words with what was made of them. At least one of `entity` and `as_written` is set.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AssertionValue {
    /// The entity that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// The words as printed; never lost when something is made of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_written: Option<String>,
    /// The words in a normal form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalised: Option<String>,
    /// A date (EDTF).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edtf: Option<String>,
    /// The earliest clock time, in minutes from midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_from: Option<i64>,
    /// The latest clock time, in minutes from midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_to: Option<i64>,
    /// The calendar of the printed date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// A number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberRange>,
    /// What the number counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Further fields, kept as they are.
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

impl AssertionValue {
    /// The value that is an entity.
    pub fn entity(id: impl Into<String>) -> Self {
        Self { entity: Some(id.into()), ..Self::default() }
    }

    /// The value that is words.
    pub fn words(as_written: impl Into<String>) -> Self {
        Self { as_written: Some(as_written.into()), ..Self::default() }
    }

    /// The value as the JSON object that is stored.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).expect("the keys are text and the values are JSON")
    }
}

/// A row of `assertion`: a source says something of a subject.
///
/// Predicates of a document: `attestation`, `sent_by`, `received_by`, `copied_to`, `signed_by`, `sent_from`, `received_at`,
/// `date_sent`, `date_received`, `date_stated`, `genre`, `incipit`, `subject`, `held_at`, `published_in`, `quoted_in`, `replies_to`.
/// Of an event: `type`, `date`, `place`, `agent`, `patient`, `number`, `part_of`. Of a person or body: `name`, `office`, `parent`,
/// `same_as`. Of a place: `name`, `status_according_to`, `same_as`, `located_at`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assertion {
    /// [`Assertion::content_id`] of the other fields.
    pub id: String,
    /// The entity spoken of.
    pub subject: String,
    /// What is said of it.
    pub predicate: String,
    /// The value.
    pub value: AssertionValue,
    /// The anchors it rests on: one or more, the most telling first.
    pub anchors: Vec<String>,
    /// Who is answerable for the statement: the author, the editor.
    pub authority: Option<String>,
    /// Whom the source names as its informant.
    pub according_to: Option<String>,
    /// The citations that support it.
    pub cites: Vec<String>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How it is put.
    pub modality: Modality,
    /// Whose words it rests on.
    pub voice: Voice,
    /// The ultimate source: statements with the same one count once.
    pub independence: Option<String>,
    /// The author's certainty, in the author's terms.
    pub cert: Option<String>,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// The rule that made it.
    pub rule: String,
    /// The run that made it; set by the writer.
    pub run: i64,
}

impl Assertion {
    /// An affirmed fact in the author's paraphrase with score 1; set the other fields, then the identifier with
    /// [`Assertion::with_content_id`] (the writer does it where `id` is empty).
    pub fn new(subject: &str, predicate: &str, value: AssertionValue, anchors: Vec<String>, rule: &str) -> Self {
        Self {
            id: String::new(),
            subject: subject.to_owned(),
            predicate: predicate.to_owned(),
            value,
            anchors,
            authority: None,
            according_to: None,
            cites: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
            voice: Voice::AuthorParaphrase,
            independence: None,
            cert: None,
            score: 1.0,
            rule: rule.to_owned(),
            run: 0,
        }
    }

    /// The identifier: of the subject, predicate, value, anchors, polarity, modality, voice and informant.
    pub fn content_id(&self) -> String {
        let mut rest = vec![self.polarity.as_str(), self.modality.as_str(), self.voice.as_str()];
        rest.push(self.according_to.as_deref().unwrap_or_default());
        rest.extend(self.anchors.iter().map(String::as_str));
        crate::id::assertion_id(&self.subject, &self.predicate, &self.value, &rest)
    }

    /// The same with its identifier set.
    pub fn with_content_id(mut self) -> Self {
        self.id = self.content_id();
        self
    }
}

/// A row of `constraint_` (the bare word is reserved in SQL): `b` lies between `min` and `max` minutes after `a`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeConstraint {
    /// [`constraint_id`](crate::constraint_id) of the other fields.
    pub id: String,
    /// The earlier end: an entity (event, document) or a finding (date).
    pub a: String,
    /// The later end.
    pub b: String,
    /// The least distance in minutes; open where missing.
    pub min: Option<i64>,
    /// The greatest distance in minutes; open where missing.
    pub max: Option<i64>,
    /// The words it rests on.
    pub anchor: String,
}

impl TimeConstraint {
    /// A relative date with its identifier.
    pub fn new(a: &str, b: &str, min: Option<i64>, max: Option<i64>, anchor: &str) -> Self {
        let id = crate::constraint_id(a, b, anchor, min, max);
        Self { id, a: a.to_owned(), b: b.to_owned(), min, max, anchor: anchor.to_owned() }
    }
}

/// A row of `reading`: a passage that gives the words, or the content, of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The document (an entity).
    pub document: String,
    /// The passage.
    pub anchor: String,
    /// How it renders the document.
    pub kind: ReadingKind,
    /// How its words stand to those of other readings.
    pub alignment: Option<Value>,
}
