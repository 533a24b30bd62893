//! The shapes that travel between server and window, as `docs/openapi.json` describes them.
//!
//! Offsets are code points of the decoded original, from 0, half-open, unless a field says otherwise. Labels are printed
//! or normalised words of the sources; everything that the program itself says travels as a key.

mod accounts;
mod entity;
mod finding;
mod identity;
mod job;
mod list;
mod map;
mod page;
mod project;
mod review;
mod scheme;
mod search;
mod shared;
mod text;
mod timeline;

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

pub use accounts::{DisagreementRow, Settled};
pub use entity::{
    DocumentRef, EntityPage, EntityPosition, Mention, MentionStatus, PossibleEntity, Statement, Variant,
    WrittenReference,
};
pub use finding::{Alternative, Field, FindingEntity, FindingPage};
pub use identity::{IdentityBody, IdentityDecisionRow, IdentityDone};
pub use job::{IntakeStarted, Job, JobFile, JobFileState, JobStarted, JobState, NewIntake};
pub(crate) use list::standing;
pub use list::{
    ChronologyRow, CitedDocument, CitingRow, DocumentDate, DocumentRow, Facet, FacetValue, Histogram, HistogramBin,
    Judged, ListPage, NameRow, Named, OrderRow, Party, Row, ShelfmarkDoubt, ShelfmarkRow, Step,
};
pub use map::{MapCandidates, MapEvent, MapLetter, MapNowhere, MapOutlines, MapPage, MapPlace, MapStatus, PlaceName};
pub use page::{PageCard, PageList, PagePart, PageWord};
pub use project::{Message, MessageSeverity, Overview, ProjectCard, ProjectList, ReadStatus, SourceCard};
pub use review::{
    DecisionBody, DecisionList, DecisionRow, Imported, MarkBody, ReviewPage, ReviewRow, SettleBody, UndoBody, WordsRead,
};
pub use scheme::JudgementBody;
pub use search::{EntityHit, SearchHit, SearchPage};
pub use shared::{AuthorsPage, CollationPage, Duplicate, RetoldPage, SharedPage, WitnessDocument};
pub use text::{
    Block, BlockKind, Call, Dir, EditMark, Heading, Mark, MarkStatus, Outline, OutlineBlock, Piece, TextPart,
};
pub use timeline::{TimelineItem, TimelineLane, TimelinePage};

/// How many of each kind: `sources`, `date`, `cite`, `quote`, `documents`, `events`, `persons`, `places`, `bodies`,
/// `shelfmarks`, `findings`.
pub type Counts = BTreeMap<String, usize>;

/// What a mark in the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A date.
    Date,
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organ or institution.
    Body,
    /// A citation.
    Cite,
    /// A quotation.
    Quote,
    /// A historical document.
    Document,
    /// A happening.
    Event,
}

impl MarkKind {
    /// The kind of a stored finding; `None` for one that this version does not show.
    pub fn of(stored: &str) -> Option<Self> {
        Some(match stored {
            "date" => Self::Date,
            "person" => Self::Person,
            "place" => Self::Place,
            "org" => Self::Body,
            "cite" => Self::Cite,
            "quote" => Self::Quote,
            "doc" => Self::Document,
            "event" => Self::Event,
            _ => return None,
        })
    }
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A place.
    Place,
    /// An organ or institution.
    Body,
    /// One document.
    Document,
    /// One happening.
    Event,
    /// One archival unit.
    Shelfmark,
}

impl EntityKind {
    /// The kind of a stored entity; `None` for one that this version does not show.
    pub fn of(stored: regesta::store::EntityType) -> Option<Self> {
        use regesta::store::EntityType as Stored;
        Some(match stored {
            Stored::Person => Self::Person,
            Stored::Place => Self::Place,
            Stored::Body => Self::Body,
            Stored::Document => Self::Document,
            Stored::Event => Self::Event,
            Stored::Shelfmark => Self::Shelfmark,
            _ => return None,
        })
    }
}

/// Words of a source with what stands around them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ToSchema)]
pub struct Passage {
    /// Path of the source relative to the folder.
    pub source: String,
    /// The source in lists and columns.
    pub short: String,
    /// The page as printed, or its number from 1, where the file has pages.
    pub page: Option<String>,
    /// First code point in the original.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The block they stand in.
    pub block: u32,
    /// The words on one line: line breaks as blanks, words broken at a line end joined.
    pub exact: String,
    /// What stands before them, on one line.
    pub before: String,
    /// What stands after them, on one line.
    pub after: String,
}

/// How often a source speaks of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SourceCount {
    /// Path of the source.
    pub source: String,
    /// The source in lists and columns.
    pub short: String,
    /// How often.
    pub count: usize,
}

/// Words to quote, with their reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Quote {
    /// The words as printed, letter for letter.
    pub text: String,
    /// The words on one line in quotation marks with author, title, page, file and place.
    pub reference: String,
    /// The address of the words in this window, from the root.
    pub address: String,
}

/// What went wrong: every answer with a status of 400 or more has this form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Stable code, such as `project.unknown`.
    pub code: String,
    /// What was expected.
    pub expected: String,
    /// What was found instead.
    pub found: String,
    /// Where: a path, a parameter, a file.
    pub place: String,
    /// What to try.
    pub cure: String,
}
