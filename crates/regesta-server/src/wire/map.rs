use serde::Serialize;
use utoipa::ToSchema;

use super::{Histogram, Party, Passage, SourceCount};

/// Places on the map, what happened there, and what went from one to another. Degrees are decimal, north and east.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MapPage {
    /// Places of which the lists know where they lie, the most mentioned first.
    pub places: Vec<MapPlace>,
    /// Places that cannot be drawn, the most mentioned first.
    pub nowhere: Vec<MapNowhere>,
    /// Dated happenings at a drawn place that pass the filters, by time; 3000 at most.
    pub events: Vec<MapEvent>,
    /// Documents with a place of sending and one of receipt, both drawn, that pass the filters.
    pub letters: Vec<MapLetter>,
    /// Pairs of places that the same words may mean.
    pub candidates: Vec<MapCandidates>,
    /// What the texts say of the status of territories, where a dossier asks for it; empty unless asked for.
    pub statuses: Vec<MapStatus>,
    /// Whether a dossier asks for territories.
    pub asks_statuses: bool,
    /// West, south, east, north of all drawn places.
    pub bounds: Option<Vec<f64>>,
    /// First and last year that most entries are of, for the names of the time.
    pub years: Option<Vec<i32>>,
    /// Entries that pass the filters.
    pub total: usize,
    /// Entries without any filter.
    pub unfiltered: usize,
    /// Events that pass, but are not sent.
    pub left_out: usize,
    /// Entries by time, as for the lists.
    pub histogram: Option<Histogram>,
}

/// A place that is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MapPlace {
    /// Identifier.
    pub id: String,
    /// How it is called, in the form of a source.
    pub label: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Whose coordinates they are.
    pub position_source: String,
    /// What the list says it is: `city`, `village`, `station`, `region`, `state`, `river`, `sea`, `mountain`, `other`. Of all
    /// but the first three the point is a middle or a capital only.
    pub kind: String,
    /// Its names in the lists.
    pub names: Vec<PlaceName>,
    /// Its spellings in the sources.
    pub variants: Vec<String>,
    /// Mentions in the texts that the filter `source` leaves.
    pub mentions: usize,
    /// Mentions that may be this place.
    pub possible: usize,
    /// Happenings and documents here that pass all filters.
    pub entries: usize,
    /// Mentions by source.
    pub sources: Vec<SourceCount>,
    /// The first mention.
    pub first: Passage,
}

/// A listed name of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlaceName {
    /// The name.
    pub name: String,
    /// BCP 47 tag; empty for an identifier's own.
    pub lang: String,
    /// First year in which it was the name; `null` where the list does not say.
    pub from: Option<i32>,
    /// Last year.
    pub to: Option<i32>,
}

/// A place that cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MapNowhere {
    /// Identifier.
    pub id: String,
    /// How it is called.
    pub label: String,
    /// How often it is mentioned.
    pub mentions: usize,
    /// Happenings and documents there that pass the filters.
    pub entries: usize,
    /// The first mention.
    pub first: Passage,
}

/// A dated happening at a place.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MapEvent {
    /// Identifier.
    pub id: String,
    /// The place.
    pub place: String,
    /// Its type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// EDTF.
    pub date: String,
    /// The date as printed.
    pub date_as_written: String,
    /// Asserted, reported, ordered ...
    pub modality: String,
    /// Who acted.
    pub agents: Vec<Party>,
    /// Its words with their place.
    pub passage: Passage,
}

/// A document that went from one place to another.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MapLetter {
    /// Identifier.
    pub id: String,
    /// Its number in the calendar.
    pub n: usize,
    /// The place it was sent from.
    pub from: String,
    /// The place it was sent to.
    pub to: String,
    /// telegram, letter, note ...
    pub genre: String,
    /// EDTF.
    pub date: Option<String>,
    /// Where it is first spoken of.
    pub passage: Passage,
}

/// Two places that the same words may mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MapCandidates {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// How many passages.
    pub passages: usize,
}

/// What a text says of the status of a territory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MapStatus {
    /// The territory's name in the register.
    pub territory: String,
    /// The drawn place that bears one of its names; `null` where none does.
    pub place: Option<String>,
    /// `claims`, `holds`, `awarded`, `neutral`, `disputed`, `promised`, `renounced`.
    pub relation: String,
    /// Who is named beside it, of those that may claim or hold.
    pub claimants: Vec<String>,
    /// EDTF.
    pub date: Option<String>,
    /// The text that says so, and whose document it quotes.
    pub by: String,
    /// `asserted`, `reported`, `planned`, `ordered`, `denied`, `hedged`, `alleged`, `conditional`.
    pub modality: String,
    /// Its words, on one line.
    pub words: String,
    /// Path of the source.
    pub source: String,
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Outlines in a box: shapes as degrees east and north, one point after the other. Land and lakes are closed rings, and a ring
/// within another is a hole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct MapOutlines {
    /// West, south, east, north.
    pub bounds: Vec<f64>,
    /// 1 coarse, 2 middle, 3 fine.
    pub grain: u8,
    /// Land.
    pub land: Vec<Vec<f64>>,
    /// Lakes.
    pub lakes: Vec<Vec<f64>>,
    /// Rivers.
    pub rivers: Vec<Vec<f64>>,
}
