//! Reads files of many formats and encodings into text with a way back to the page.
//!
//! A folder goes in, text comes out: [`walk`] finds the files, [`read_file`] or [`read_bytes`] turns one of them into an
//! [`Ingested`], and [`read_in_child`] does the same in a process of its own with limits on memory and time. Nothing is
//! joined or taken out here: what stands where on the page, and what it is, is told beside the text.
//!
//! # What the text is
//! * For plain text and Markdown `raw_text` is the decoded file and nothing else: line ends, tabs, form feeds and
//!   combining marks stay as they are. A byte order mark is the signature of the encoding, not a letter of the text, and
//!   is left out. Bytes that mean nothing in the encoding become U+FFFD, and a diagnostic says where they stand.
//! * For DOCX, ODT, RTF and HTML `raw_text` is the text of the paragraphs, one after the other with a blank line between, with the
//!   numbers that the page shows (of list items, of notes); what the file says of each is in [`Ingested::layers`], and the
//!   place of each in [`Ingested::parts`].
//! * For PDF `raw_text` is every glyph in the order in which a person reads the page (column by column, notes behind the
//!   text of their column), with spaces and line ends where the geometry shows them, an empty line between blocks, pages
//!   joined by one line feed. Each word keeps its page and its box, and [`Ingested::layers`] says what each block is.
//!
//! Offsets in public types are bytes of `raw_text` from 0, on character boundaries, unless the name says otherwise.
//!
//! # Flaws and failures
//! A flaw of a file that could be read is a [`Diagnostic`]; an [`IngestError`] means that the file gave nothing. All
//! codes stand in [`codes::CODES`].
//!
//! ```
//! use regesta_ingest::{ReadOptions, read_bytes};
//!
//! let bytes = b"\xCF\xE8\xF1\xFC\xEC\xEE \xE8\xE7 \xD2\xE8\xF4\xEB\xE8\xF1\xE0 \xEE\xF2 25 \xE0\xEF\xF0\xE5\xEB\xFF";
//! let read = read_bytes(bytes.to_vec(), "letter.txt", &ReadOptions::default()).unwrap();
//! assert_eq!(read.encoding, "windows-1251");
//! assert_eq!(read.raw_text, "Письмо из Тифлиса от 25 апреля");
//! ```

mod archive;
mod boxes;
pub mod codes;
mod docx;
mod encoding;
mod error;
mod html;
mod isolate;
mod layered;
mod library;
mod limits;
mod metadata;
mod model;
mod numerals;
mod odt;
mod pdf;
mod reader;
mod rtf;
mod sniff;
mod text;
mod varint;
mod walk;
mod xml;

pub use boxes::{WordBox, WordBoxIter, WordBoxes};
pub use docx::DocxReader;
pub use error::IngestError;
pub use html::HtmlReader;
pub use isolate::{ChildProgram, child_main, draw_in_child, read_in_child};
pub use library::{LibraryItem, read_library};
pub use limits::{Limits, ReadOptions};
pub use model::{
    Change, ChangeReason, Diagnostic, Ingested, Layer, LayerKind, NoteCallMark, PageMark, PagePicture, PartKind,
    PartMark, Place, Recognised, Severity,
};
pub use odt::OdtReader;
pub use pdf::PdfReader;
#[cfg(feature = "pictures")]
pub use pdf::page_picture;
pub use reader::{Reader, fingerprint_file, read_bytes, read_file, reader_for};
pub use rtf::RtfReader;
pub use text::{MarkdownReader, PlainTextReader};
pub use walk::{Found, FoundFile, find, walk};
