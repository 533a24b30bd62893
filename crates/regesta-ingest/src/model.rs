//! What reading one file gives.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::WordBoxes;

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
    pub boxes: WordBoxes,
    /// What the file or its page shows of the structure, in the order of the text, each from line end to line end and none
    /// over another; empty for formats in which only the words tell.
    #[serde(default)]
    pub layers: Vec<Layer>,
    /// Whether the layers leave nothing open: every byte of `raw_text` that is not white space is in exactly one of them.
    /// Else lines that no layer holds, and calls that no layer marks, are for the caller to find among the words.
    #[serde(default)]
    pub is_laid_out: bool,
    /// Stretches that were recognised on a picture of the page (OCR), in the order of the text.
    #[serde(default)]
    pub recognised: Vec<Recognised>,
    /// Places in the file for formats without pages, in the order of the text; empty otherwise.
    #[serde(default)]
    pub parts: Vec<PartMark>,
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
            boxes: WordBoxes::default(),
            layers: Vec::new(),
            is_laid_out: false,
            recognised: Vec::new(),
            parts: Vec::new(),
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

/// What a stretch of text is, as the file says or the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayerKind {
    /// A paragraph of which the words must tell whether it is a heading, an abstract, an entry of a list.
    Paragraph,
    /// Running text that is no heading: an item of a list, a text box.
    Body,
    /// A paragraph in a cell of a table.
    Cell,
    /// A row of a table; cells are divided by tabs.
    TableRow,
    /// A title or a heading.
    Heading,
    /// What stands outside the text: a running head or foot, a page number, a table of contents, the navigation of a web
    /// page, a comment.
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

/// A stretch of text that the file marks or the page shows: a paragraph, a note, a running head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// What it is.
    pub kind: LayerKind,
    /// Rank of a heading, 1 for the highest; 0 for everything else and for a heading of unknown rank.
    #[serde(default)]
    pub level: u8,
    /// The bytes of `raw_text` in reading order; several where it goes on behind something else (on the next page).
    pub raw: Vec<Range<usize>>,
    /// For notes: the bytes of the number or sign before it.
    pub label: Option<Range<usize>>,
    /// Note calls inside it, in order.
    pub calls: Vec<NoteCallMark>,
    /// Bytes that read differently from how they stand, in order.
    pub changes: Vec<Change>,
}

/// A note call that the file marks, or a raised number or sign on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteCallMark {
    /// The bytes of `raw_text` that hold the number or sign.
    pub raw: Range<usize>,
    /// Index of its note among [`Ingested::layers`]; `None` where the file has none, or does not tell which (as in PDF).
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

/// A stretch of text that a program has recognised on a picture of the page, and that is no more than its reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// First byte of `raw_text`, and the byte after the last.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// Index of the page, from 0.
    pub page: u32,
    /// Words that cannot be what is printed, of a thousand: letters of two scripts or figures inside one word, signs among
    /// letters. A word that is misread as another word is not seen by this.
    pub doubt: u16,
}

/// A page of a PDF, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePicture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The picture as PNG.
    pub png: Vec<u8>,
}

impl Recognised {
    /// The doubt of several stretches together, by their length; `None` for no stretch.
    ///
    /// ```
    /// use regesta_ingest::Recognised;
    ///
    /// let page = |start, end, page, doubt| Recognised { start, end, page, doubt };
    /// assert_eq!(Recognised::doubt_of_all(&[page(0, 100, 0, 20), page(101, 401, 1, 60)]), Some(50));
    /// assert_eq!(Recognised::doubt_of_all(&[]), None);
    /// ```
    pub fn doubt_of_all(stretches: &[Self]) -> Option<u16> {
        let length = |stretch: &Self| (stretch.end - stretch.start) as u64;
        let sum: u64 = stretches.iter().map(|stretch| length(stretch) * u64::from(stretch.doubt)).sum();
        Some(sum.checked_div(stretches.iter().map(length).sum())? as u16)
    }
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
