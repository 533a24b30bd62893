use serde::Serialize;
use utoipa::ToSchema;

use super::{MarkKind, SourceCard};

/// What the reading view needs to lay out a long text before it has it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Outline {
    /// The source.
    pub source: SourceCard,
    /// Its length in code points.
    pub chars: usize,
    /// Its blocks in reading order.
    pub blocks: Vec<OutlineBlock>,
    /// Its headings.
    pub headings: Vec<Heading>,
}

/// A block without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OutlineBlock {
    /// Its number.
    pub block: u32,
    /// What part of the text it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Code points of its pieces.
    pub chars: usize,
    /// The page on which it begins.
    pub page: Option<String>,
    /// For a note: the block that calls it.
    pub host: Option<u32>,
    /// Number of its findings.
    pub findings: usize,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Heading {
    /// Its block.
    pub block: u32,
    /// Its words on one line.
    pub text: String,
    /// 1 for the title, 2 for those below it: the store keeps no deeper order.
    pub level: u8,
}

/// What part of a text a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Body,
    /// A heading.
    Heading,
    /// A running head, a page number.
    RunningHead,
    /// A note at the foot of a page.
    Footnote,
    /// A note at the end.
    Endnote,
    /// An entry of a list of literature.
    Bibliography,
    /// An abstract or keywords.
    Abstract,
    /// A caption.
    Caption,
}

/// A run of blocks.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TextPart {
    /// Path of the source.
    pub source: String,
    /// First block.
    pub first: u32,
    /// Last block that is sent, which may be before the one asked for.
    pub last: u32,
    /// The blocks in order.
    pub blocks: Vec<Block>,
}

/// A block with its text, its marks and its repairs.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Block {
    /// Its number.
    pub block: u32,
    /// What part of the text it is.
    pub kind: BlockKind,
    /// Its language.
    pub lang: Option<String>,
    /// Its direction of writing.
    pub dir: Dir,
    /// For a note: its number as printed.
    pub label: Option<String>,
    /// The page on which it begins.
    pub page: Option<String>,
    /// For a note: the block that calls it.
    pub host: Option<u32>,
    /// The print; several pieces where something interrupts it.
    pub pieces: Vec<Piece>,
    /// Repaired places; `text` of the pieces stays as printed.
    pub edits: Vec<EditMark>,
    /// Calls of notes.
    pub calls: Vec<Call>,
    /// What was found in it, by place, the longer first.
    pub marks: Vec<Mark>,
}

/// A stretch of print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Piece {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The original, letter for letter.
    pub text: String,
}

/// Direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dir {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A repaired place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EditMark {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What stands there in the reading text.
    pub replacement: String,
    /// The kind of repair: `line_end_hyphen`, `hyphen_kept`, `hyphen_restored`, `white_space`, `note_call`,
    /// `interruption`, `capital`.
    pub reason: String,
    /// The reason as stored.
    pub reason_text: String,
}

/// A call of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Call {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The block of the note.
    pub note: Option<u32>,
    /// The call as printed.
    pub label: String,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Mark {
    /// Identifier of the finding.
    pub id: String,
    /// What it is.
    pub kind: MarkKind,
    /// A document's number in the calendar.
    pub n: Option<usize>,
    /// Its code points, in one or more pieces.
    pub pieces: Vec<(usize, usize)>,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// The entity that it names.
    pub entity: Option<String>,
    /// The value in words of the sources or of the lists.
    pub label: String,
    /// A date as EDTF.
    pub edtf: Option<String>,
    /// What is odd: `impossible_date`, `weekday_differs`, `night`, `styles_differ`, `inferred_year` (`_month`, `_day`,
    /// `_all`), `ambiguous`, `repaired`, `end_guessed`, `denied`, `possible`, `by_hand`.
    pub flags: Vec<String>,
    /// What a person decided.
    pub status: MarkStatus,
    /// Findings that are fields of this one.
    pub parts: Vec<String>,
    /// Findings of which this one is a field.
    pub part_of: Vec<String>,
}

/// What a person decided about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MarkStatus {
    /// Nothing yet.
    #[default]
    Undecided,
    /// It is right.
    Accepted,
    /// It is wrong.
    Rejected,
    /// Its value or kind is another.
    Corrected,
    /// It cannot be decided.
    LeftOpen,
    /// A person marked it; the program had not seen it.
    Added,
}
