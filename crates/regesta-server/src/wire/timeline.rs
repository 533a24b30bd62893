use serde::Serialize;
use utoipa::ToSchema;

use super::{Histogram, Party};

/// Dated happenings and documents in lanes.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TimelinePage {
    /// `source`, `person`, `place` or `type`.
    pub lanes_by: String,
    /// The lanes, the fullest first; what belongs to none stands in the last, whose value is empty.
    pub lanes: Vec<TimelineLane>,
    /// Lanes beyond those that are sent.
    pub more_lanes: usize,
    /// Entries that pass the filters, undated ones left out.
    pub total: usize,
    /// Entries without any filter, undated ones left out.
    pub unfiltered: usize,
    /// Entries that pass, but were not sent: of those of a long span more are left out than of those of a short one.
    pub left_out: usize,
    /// Entries by time, as for the lists.
    pub histogram: Option<Histogram>,
}

/// Entries of one text, person, place or kind.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TimelineLane {
    /// The value by which the lists can be filtered; empty where nothing is named.
    pub value: String,
    /// How it is called; for kinds the key.
    pub label: String,
    /// Entries that pass the filters.
    pub count: usize,
    /// Entries to draw, by their earliest minute.
    pub items: Vec<TimelineItem>,
}

/// One dating of one thing.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TimelineItem {
    /// Identifier of the document or the happening.
    pub id: String,
    /// A document's number in the calendar.
    pub n: Option<usize>,
    /// `event` or `document`.
    pub kind: String,
    /// Type of the happening, genre of the document.
    #[serde(rename = "type")]
    pub event_type: String,
    /// EDTF.
    pub edtf: String,
    /// The date as printed, of the first source.
    pub as_written: String,
    /// `sent` or `received` for a document, else `happened`.
    pub role: String,
    /// How many datings of this role the thing has; those of one thing have one identifier.
    pub datings: usize,
    /// Asserted, reported, ordered ...
    pub modality: String,
    /// Where.
    pub place: Option<Party>,
    /// Who acted, or sent.
    pub agents: Vec<Party>,
    /// The words, on one line; at most 160 letters.
    pub text: String,
    /// Paths of the sources that date it so.
    pub sources: Vec<String>,
    /// Path of the source of the first passage.
    pub source: String,
    /// First code point of the first passage.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
}
