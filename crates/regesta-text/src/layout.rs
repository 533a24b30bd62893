use crate::{CaseFault, Edit, Reading, Span};

/// What a stretch of a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SegmentKind {
    /// Running text of the author.
    Body,
    /// A title or the heading of a part.
    Heading,
    /// A running head, a running foot or a page number.
    RunningHead,
    /// A note at the foot of a page.
    Footnote,
    /// A note at the end of the paper.
    Endnote,
    /// An entry of the list of sources and literature.
    Bibliography,
    /// An abstract.
    Abstract,
    /// Keywords.
    Keywords,
    /// A caption of a figure or a table.
    Caption,
}

impl SegmentKind {
    /// The name used in the project file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Heading => "heading",
            Self::RunningHead => "running_head",
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
            Self::Bibliography => "bibliography",
            Self::Abstract => "abstract",
            Self::Keywords => "keywords",
            Self::Caption => "caption",
        }
    }
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageBreak {
    /// First byte of the page in the raw text.
    pub raw_start: usize,
    /// Number of the page in the file, from 0.
    pub index: u32,
    /// The printed page number, where known.
    pub label: Option<String>,
}

/// A word or phrase that opens a part of a paper ("Abstract", "Ключевые слова"), lower case, with the part it opens.
/// The caller takes these from its language packs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructureWord {
    /// Lower-case phrase.
    pub phrase: String,
    /// The kind of what follows; [`SegmentKind::Body`] for introductions and conclusions.
    pub opens: SegmentKind,
}

/// What [`crate::prepare`] needs to know beside the text.
#[derive(Debug, Clone, Default)]
pub struct PrepareOptions {
    /// Pages, where the reader knew them; empty for plain text without form feeds.
    pub pages: Vec<PageBreak>,
    /// Words that open the parts of a paper.
    pub structure: Vec<StructureWord>,
    /// Whether the text is Markdown (headings by `#`, notes by `[^1]`).
    pub markdown: bool,
    /// What the file itself says of its structure, in the order of the text; empty where only the words tell.
    pub layers: Vec<Layer>,
    /// Whether the layers leave nothing of lines and pages open: every byte that is not white space is in exactly one of
    /// them. Only what words say of the parts of a paper is then still asked.
    pub laid_out: bool,
}

/// A stretch that the file or its page shows: a paragraph, a note with its number, a running head.
///
/// What a layer says is taken as it is; what it leaves open (`kind` is `None`) and what no layer covers is found out
/// from the words. Layers begin and end at line ends and do not overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layer {
    /// What it is; `None` for a paragraph of which the words must tell. [`SegmentKind::Body`] is running text that is no
    /// heading, and still an abstract or an entry of the list of literature if it stands under such a heading.
    pub kind: Option<SegmentKind>,
    /// Its bytes of the raw text in reading order.
    pub pieces: Vec<Span>,
    /// For notes: the bytes of the number or sign before it, inside the first piece.
    pub label: Option<Span>,
    /// Note calls inside it, in order.
    pub calls: Vec<LayerCall>,
    /// Places inside it that read differently, in order: deleted words, soft hyphens.
    pub changes: Vec<Edit>,
}

/// A note call that the file itself marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerCall {
    /// The bytes of the raw text that hold the number.
    pub raw: Span,
    /// Index into [`PrepareOptions::layers`] of the note; `None` where the file has no such note, or (in a text that is
    /// [laid out](PrepareOptions::laid_out)) does not tell which.
    pub note: Option<usize>,
}

/// The number that stands before a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLabel {
    /// The number, or the sign (`*`), as printed.
    pub printed: String,
    /// The bytes of the raw text that hold it.
    pub raw: Span,
}

/// A note number inside a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteCall {
    /// The number as printed.
    pub printed: String,
    /// The bytes of the raw text that hold it.
    pub raw: Span,
    /// Index into [`Prepared::blocks`] of the note it calls; `None` for an open call.
    pub note: Option<usize>,
}

/// A paragraph, heading, note, or piece of page furniture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: SegmentKind,
    /// Its bytes of the raw text in reading order; several where a note block or a running head interrupts it.
    pub pieces: Vec<Span>,
    /// The page on which it begins (index from 0), where known.
    pub page: Option<u32>,
    /// For notes: the number before it.
    pub label: Option<NoteLabel>,
    /// Note calls inside it, in order.
    pub calls: Vec<NoteCall>,
    /// What it reads.
    pub reading: Reading,
}

/// A text with its blocks in reading order, every repair, and what was found wrong.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    /// Blocks in the order of their first byte.
    pub blocks: Vec<Block>,
    /// All edits, sorted by place, not overlapping.
    pub edits: Vec<Edit>,
    /// The letters whose capitals were lost, if any.
    pub case_fault: Option<CaseFault>,
}
