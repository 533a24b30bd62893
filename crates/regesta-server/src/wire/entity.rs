use serde::Serialize;
use utoipa::ToSchema;

use super::{DocumentRow, EntityKind, Judged, Passage, ShelfmarkRow, SourceCount};

/// Everything about one entity.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EntityPage {
    /// Identifier.
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub entity_type: EntityKind,
    /// A document's number in the calendar.
    pub n: Option<usize>,
    /// How it is called.
    pub label: String,
    /// For a document: what it is about, in words of a text.
    pub regest: Option<String>,
    /// For a document: its row of the calendar, from which the window builds the sentence.
    pub document: Option<DocumentRow>,
    /// Its spellings, the most used first.
    pub variants: Vec<Variant>,
    /// The names and years of its row in the authority lists, where one fits.
    pub authority: Option<String>,
    /// Where a place lies, for the map.
    pub position: Option<EntityPosition>,
    /// What the sources say of it.
    pub statements: Vec<Statement>,
    /// What people decided of it and its fields, also values that no source gives.
    pub judged: Vec<Judged>,
    /// Where it is spoken of: the page that was asked for.
    pub mentions: Vec<Mention>,
    /// Mentions in all.
    pub mentions_total: usize,
    /// Mentions by source.
    pub by_source: Vec<SourceCount>,
    /// Documents in which it has a role, by number; the first 200.
    pub documents: Vec<DocumentRef>,
    /// Entities that may be the same.
    pub possible: Vec<PossibleEntity>,
    /// For an archival unit: its row, with all that cite it up to 500.
    pub unit: Option<ShelfmarkRow>,
    /// For an archival unit: the reference in each style.
    pub written: Vec<WrittenReference>,
}

/// An archival reference in one style.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WrittenReference {
    /// `ru`, `uk`, `az`, `ka`, `en`, `numbers`.
    pub style: String,
    /// The reference.
    pub text: String,
}

/// Where a place lies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct EntityPosition {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Whose coordinates they are.
    pub source: &'static str,
}

/// A spelling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Variant {
    /// The basic form.
    pub name: String,
    /// Its language, where all its mentions agree.
    pub lang: Option<String>,
    /// How often.
    pub count: usize,
}

/// What a source says.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Statement {
    /// Identifier.
    pub id: String,
    /// What is said (`sent_by`, `date_sent`).
    pub predicate: String,
    /// The value in words of the sources or of the lists.
    pub label: String,
    /// A date as EDTF.
    pub edtf: Option<String>,
    /// The words as printed, on one line.
    pub as_written: String,
    /// The entity.
    pub entity: Option<String>,
    /// Asserted, reported, ordered ...
    pub modality: String,
    /// Whose words it rests on.
    pub voice: String,
    /// The author's certainty, in the author's terms.
    pub certainty: Option<String>,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// Path of the source that says it.
    pub source: String,
    /// The source in lists and columns.
    pub short: String,
    /// The rule that made it.
    pub rule: String,
    /// The words it rests on; the first 8.
    pub passages: Vec<Passage>,
    /// How many passages it rests on.
    pub passages_total: usize,
    /// What a person decided of it; the fields above stay as the program had them.
    pub judged: Option<Judged>,
}

/// A place where an entity is spoken of.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Mention {
    /// The finding.
    pub finding: String,
    /// Its words.
    pub passage: Passage,
    /// Taken as the same, or possibly the same.
    pub status: MentionStatus,
    /// Why it counts as this entity.
    pub reasons: Vec<String>,
    /// The rule that found it.
    pub rule: String,
    /// Why, as stored.
    pub reason: String,
    /// The machine's score, 0 to 1.
    pub score: f64,
}

/// Whether a finding is taken as this entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionStatus {
    /// Taken as the same.
    Same,
    /// Possibly the same.
    Possible,
}

/// A document in which an entity has a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DocumentRef {
    /// Identifier.
    pub id: String,
    /// Its number in the calendar.
    pub n: usize,
    /// `sent_by`, `received_by`, `held_at`.
    pub role: String,
    /// Its date as EDTF.
    pub date: Option<String>,
    /// How it is called.
    pub label: String,
}

/// An entity that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PossibleEntity {
    /// Identifier.
    pub id: String,
    /// How it is called.
    pub label: String,
    /// Why.
    pub reasons: Vec<String>,
}
