//! What reading one file gives.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The text of one file and the way back from it to the pages of the original.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ingested {
    /// `text/plain`, `text/markdown`, `application/pdf` and so on, as [`Reader::media_type`](crate::Reader::media_type).
    pub media_type: String,
    /// SHA-256 of the bytes of the file, 64 small hexadecimal digits.
    pub fingerprint: String,
    /// Number of bytes of the file.
    pub byte_length: u64,
    /// Name of the encoding, as the WHATWG Encoding Standard writes it (`UTF-8`, `windows-1251`, `IBM866`...). For PDF,
    /// which has no one encoding, it is `PDF`.
    pub encoding: String,
    /// Why this encoding, in one sentence for a person.
    pub encoding_reason: String,
    /// The decoded original; see the crate documentation for what that means for each format.
    pub raw_text: String,
    /// Where pages begin, in the order of the text; empty when the file knows no pages.
    pub pages: Vec<PageMark>,
    /// Places of words on pages, in the order of the text; empty for formats without geometry.
    pub boxes: Vec<WordBox>,
    /// What the file itself says of its structure, in the order of the text, each from line end to line end and none over
    /// another; empty for formats in which only the words tell.
    #[serde(default)]
    pub layers: Vec<Layer>,
    /// Places in the file for formats without pages, in the order of the text; empty otherwise.
    #[serde(default)]
    pub parts: Vec<PartMark>,
    /// What the parts of the text are, where the format or the page shows it; empty where only the words tell. When it is
    /// not empty, every byte of `raw_text` that is not white space belongs to exactly one block.
    #[serde(default)]
    pub layout: Vec<LayoutBlock>,
    /// What the file says about itself, as one item of CSL-JSON, with `custom.from` naming where each field was found; `null`
    /// for nothing.
    #[serde(default)]
    pub csl: serde_json::Value,
    /// Flaws that did not stop the reading.
    pub diagnostics: Vec<Diagnostic>,
    /// When something of the document is missing from `raw_text`: what, and where. `None` means complete.
    pub partial: Option<String>,
}

impl Ingested {
    pub(crate) fn new(media_type: &str, encoding: String, encoding_reason: String) -> Self {
        Self {
            media_type: media_type.into(),
            fingerprint: String::new(),
            byte_length: 0,
            encoding,
            encoding_reason,
            raw_text: String::new(),
            pages: Vec::new(),
            boxes: Vec::new(),
            layers: Vec::new(),
            parts: Vec::new(),
            layout: Vec::new(),
            csl: serde_json::Value::Null,
            diagnostics: Vec::new(),
            partial: None,
        }
    }

    /// The page that the byte `raw` of `raw_text` stands on, or `None` if it comes before the first mark.
    ///
    /// Of several pages that begin at the same byte (empty pages) it is the last.
    ///
    /// ```
    /// use regesta_ingest::{ReadOptions, read_bytes};
    ///
    /// let read = read_bytes("one\u{c}two".into(), "pages.txt", &ReadOptions::default()).unwrap();
    /// assert_eq!(read.page_at(2).unwrap().index, 0);
    /// assert_eq!(read.page_at(4).unwrap().index, 1);
    /// ```
    pub fn page_at(&self, raw: usize) -> Option<&PageMark> {
        let after = self.pages.partition_point(|page| page.raw_start <= raw);
        after.checked_sub(1).map(|index| &self.pages[index])
    }

    /// The part that the byte `raw` of `raw_text` stands in, or `None` for a file with pages or without parts.
    pub fn part_at(&self, raw: usize) -> Option<&PartMark> {
        let after = self.parts.partition_point(|part| part.raw_start <= raw);
        after.checked_sub(1).map(|index| &self.parts[index])
    }
}

/// What a stretch of text is, as the file itself says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayerKind {
    /// A paragraph of which the words must tell whether it is a heading, an abstract, an entry of a list.
    Paragraph,
    /// Running text that is no heading: an item of a list, a cell of a table, a text box.
    Body,
    /// A title or a heading.
    Heading,
    /// What stands outside the text: a running head or foot, a table of contents, the navigation of a web page, a comment.
    Aside,
    /// A footnote.
    Footnote,
    /// An endnote.
    Endnote,
    /// An entry of the list of literature.
    Bibliography,
    /// An abstract.
    Abstract,
    /// A caption.
    Caption,
}

/// A stretch of text that the file itself marks: a paragraph, a note, a running head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// What it is.
    pub kind: LayerKind,
    /// The bytes of `raw_text`; several where something else stands in between.
    pub raw: Vec<Range<usize>>,
    /// For notes: the bytes of the number or sign before it.
    pub label: Option<Range<usize>>,
    /// Note calls inside it, in order.
    pub calls: Vec<NoteCallMark>,
    /// Bytes that read differently from how they stand, in order.
    pub changes: Vec<Change>,
}

/// A note call that the file itself marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteCallMark {
    /// The bytes of `raw_text` that hold the number or sign.
    pub raw: Range<usize>,
    /// Index of its note among [`Ingested::layers`]; `None` where the file has none.
    pub note: Option<usize>,
}

/// Bytes that read differently from how they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The bytes of `raw_text`.
    pub raw: Range<usize>,
    /// What is read instead.
    pub replacement: String,
    /// Why.
    pub reason: ChangeReason,
}

/// Why bytes read differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeReason {
    /// Deleted in a tracked change that nobody has accepted yet, or hidden.
    Struck,
    /// A hyphen that shows only where a line ends.
    SoftHyphen,
    /// A hyphen at which no line ends.
    HardHyphen,
}

/// The beginning of a part of a file that has no pages: what a reader is sent to instead of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartMark {
    /// Byte of `raw_text` where it begins.
    pub raw_start: usize,
    /// What it is.
    pub kind: PartKind,
    /// Its number among its kind, from 1; of paragraphs those that are not empty count.
    pub number: u32,
}

/// A kind of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// A paragraph of the text, cells of tables included.
    Paragraph,
    /// A footnote.
    Footnote,
    /// An endnote.
    Endnote,
    /// A comment in the margin.
    Comment,
    /// A running head or foot.
    RunningHead,
    /// A text box.
    TextBox,
}

impl PartMark {
    /// The place in a few signs that need no translation: `¶ 12` for the twelfth paragraph, `fn. 3`, `en. 3`, and a word for
    /// the rest.
    ///
    /// ```
    /// use regesta_ingest::{PartKind, PartMark};
    ///
    /// assert_eq!(PartMark { raw_start: 0, kind: PartKind::Paragraph, number: 12 }.label(), "¶ 12");
    /// ```
    pub fn label(&self) -> String {
        let kind = match self.kind {
            PartKind::Paragraph => "¶",
            PartKind::Footnote => "fn.",
            PartKind::Endnote => "en.",
            PartKind::Comment => "comment",
            PartKind::RunningHead => "running head",
            PartKind::TextBox => "text box",
        };
        format!("{kind} {}", self.number)
    }
}

/// The beginning of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageMark {
    /// Byte of `raw_text` where the page begins; `raw_text.len()` for an empty last page.
    pub raw_start: usize,
    /// Number of the page in the file, from 0.
    pub index: u32,
    /// The number printed on the page as the file tells it ("xii", "127"), if it does.
    pub label: Option<String>,
    /// Width and height of the page as shown, in points (1/72 inch), if the format has geometry.
    pub size: Option<[f32; 2]>,
}

/// A word, or the part of it that stands on one line, and its place on the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WordBox {
    /// The bytes of `raw_text`.
    pub raw: Range<usize>,
    /// Index of the page, from 0.
    pub page: u32,
    /// Left edge in points from the left edge of the page as shown, rounded to 1/100 point like the other three.
    pub x0: f32,
    /// Upper edge in points from the **top** of the page as shown.
    pub y0: f32,
    /// Right edge; never less than `x0`.
    pub x1: f32,
    /// Lower edge; never less than `y0`.
    pub y1: f32,
}

/// What a stretch of a document is, as its format or its page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayoutKind {
    /// A paragraph of the running text, or one that nothing shows to be something else.
    Body,
    /// A title or the heading of a part.
    Heading,
    /// A running head or foot, a page number, a stamp in the margin.
    RunningHead,
    /// A note at the foot of a page or column.
    Footnote,
    /// A note at the end of the document.
    Endnote,
    /// A caption of a figure or a table.
    Caption,
    /// A row of a table; cells are divided by tabs.
    TableRow,
}

/// A paragraph, heading, note or piece of page furniture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutBlock {
    /// What it is.
    pub kind: LayoutKind,
    /// Rank of a heading, 1 for the highest; 0 for everything else and for a heading of unknown rank.
    pub level: u8,
    /// Its bytes of `raw_text`, in reading order; several where it goes on behind something else (on the next page).
    pub pieces: Vec<Range<usize>>,
    /// The number or sign before a note: bytes of `raw_text` inside the first piece.
    pub label: Option<Range<usize>>,
    /// Calls of notes inside it, in order.
    pub calls: Vec<NoteMark>,
}

/// The call of a note: a raised number or sign, or what a format marks as such.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteMark {
    /// The bytes of `raw_text` that hold the number; empty where the format counts by itself and nothing is printed.
    pub raw: Range<usize>,
    /// Index into [`Ingested::layout`] of the note, where the reader knows it; `None` leaves the search to the caller.
    pub note: Option<usize>,
}

/// How bad a flaw is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something of the user's is not in the result.
    Error,
    /// The result may be wrong or poorer than it could be.
    Warning,
    /// Good to know; nothing is lost.
    Note,
}

/// A flaw of a file or folder, told to the person who put it there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// One of [`codes::CODES`](crate::codes::CODES).
    pub code: &'static str,
    /// What was found, in a sentence.
    pub message: String,
    /// The file or folder, as [`FoundFile::relative`](crate::FoundFile::relative) or as the name given to the reader.
    pub path: Option<String>,
    /// Where in the file.
    pub place: Option<Place>,
    /// What to try.
    pub hint: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        let severity = crate::codes::severity_of(code);
        Self { severity, code, message: message.into(), path: None, place: None, hint: None }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn with_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    pub(crate) fn with_place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

impl<'de> Deserialize<'de> for Diagnostic {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Owned {
            severity: Severity,
            code: String,
            message: String,
            path: Option<String>,
            place: Option<Place>,
            hint: Option<String>,
        }
        let owned = Owned::deserialize(deserializer)?;
        let code = crate::codes::interned(&owned.code)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown diagnostic code {:?}", owned.code)))?;
        Ok(Self {
            severity: owned.severity,
            code,
            message: owned.message,
            path: owned.path,
            place: owned.place,
            hint: owned.hint,
        })
    }
}

/// A place in a file as an editor would show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Line, from 1; a line ends with LF, CR or CR LF.
    pub line: u64,
    /// Column in code points, from 1.
    pub column: u64,
    /// Byte of the **file** (not of `raw_text`), from 0.
    pub byte: u64,
}
