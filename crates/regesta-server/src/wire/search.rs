use serde::Serialize;
use utoipa::ToSchema;

use super::{BlockKind, DocumentRow, EntityKind, Passage};

/// A page of what was found for a query.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SearchPage {
    /// The query.
    pub q: String,
    /// Sentences that fit.
    pub total: usize,
    /// Persons, places, bodies, archival units of this name; the first 20.
    pub entities: Vec<EntityHit>,
    /// Documents of the calendar that fit the fields of the query; the first 20.
    pub documents: Vec<DocumentRow>,
    /// How many documents fit in all.
    pub documents_total: usize,
    /// Where nothing was found: names that are written nearly so.
    pub near: Vec<EntityHit>,
    /// The sentences.
    pub hits: Vec<SearchHit>,
    /// How each word was understood: the word, a colon, the forms it was looked up under.
    pub explained: Vec<String>,
}

/// An entity whose name fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntityHit {
    /// Identifier.
    pub id: String,
    /// What it is.
    #[serde(rename = "type")]
    pub entity_type: EntityKind,
    /// How it is called.
    pub label: String,
    /// Mentions taken as this one.
    pub mentions: usize,
    /// Its spellings.
    pub variants: Vec<String>,
}

/// A sentence that holds the words.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SearchHit {
    /// The sentence; `exact` is its reading text.
    pub passage: Passage,
    /// The words that match: code points inside `before`, `exact` and `after` joined with nothing between.
    pub marks: Vec<(usize, usize)>,
    /// Its language.
    pub lang: Option<String>,
    /// The part of the text it stands in.
    pub kind: BlockKind,
}
