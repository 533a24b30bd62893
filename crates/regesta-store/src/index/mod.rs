//! The full-text index: a cache beside the project file, rebuilt at will and never the authority for anything.
//!
//! A passage is indexed word by word; each word stands under all its forms (as printed, lemma, folded, transliterated), so
//! that one look-up finds it whichever form is asked for. The caller tokenises; this module keeps and finds.
//!
//! The directory holds one merged segment, written by one thread, and a note of the key it was made with
//! ([`Project::content_key`](crate::Project::content_key) together with whatever else changes the words). Results come in a
//! total order: score in thousandths, then source, then passage.
//!
//! ```
//! use regesta_store::index::{self, SearchDoc, SearchIndex, SearchQuery, SearchToken};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let dir = folder.path().join("p.regesta-index");
//! let passage = SearchDoc {
//!     source: "letters.txt".into(),
//!     passage: 0,
//!     lang: "en".into(),
//!     text: "Letters went".into(),
//!     raw_hull: (0, 12),
//!     tokens: vec![
//!         SearchToken { start: 0, end: 7, position: 0, terms: vec!["letters".into(), "letter".into()] },
//!         SearchToken { start: 8, end: 12, position: 1, terms: vec!["went".into(), "go".into()] },
//!     ],
//! };
//! index::build(&dir, "key", [passage])?;
//! let results = SearchIndex::open(&dir, "key")?.query(&SearchQuery::words([["go"]]))?;
//! assert_eq!(results.hits[0].spans, [(8, 12)]);
//! assert!(!index::is_current(&dir, "another key"));
//! # Ok(())
//! # }
//! ```

mod build;
mod query;
mod terms;

pub use build::{IndexBuilder, build};
pub use query::{Hit, SearchIndex, SearchQuery, SearchResults};

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

use crate::StoreError;

/// The form of the index; an index of another form is stale.
const FORMAT: u32 = 1;
/// The note that a finished index carries.
const NOTE: &str = "regesta-index.json";

/// One word of a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchToken {
    /// The first byte in the passage's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The number of the word in the passage. Words follow each other where the numbers do.
    pub position: u32,
    /// The forms under which the word is found.
    pub terms: Vec<String>,
}

/// One passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchDoc {
    /// The path of the source.
    pub source: String,
    /// The number of the passage in the source.
    pub passage: u32,
    /// Its language (BCP 47), or nothing.
    pub lang: String,
    /// Its text as it is read.
    pub text: String,
    /// The bytes of the source's raw text from which it was made, half-open.
    pub raw_hull: (u64, u64),
    /// Its words.
    pub tokens: Vec<SearchToken>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Note {
    format: u32,
    key: String,
    passages: u64,
    words: u64,
}

impl Note {
    fn fits(&self, key: &str) -> bool {
        self.format == FORMAT && self.key == key
    }
}

/// Whether a finished index of this key stands in the directory.
pub fn is_current(dir: &Path, key: &str) -> bool {
    read_note(dir).is_some_and(|note| note.fits(key))
}

fn read_note(dir: &Path) -> Option<Note> {
    serde_json::from_slice(&fs::read(dir.join(NOTE)).ok()?).ok()
}

struct Fields {
    source: Field,
    passage: Field,
    lang: Field,
    text: Field,
    raw_start: Field,
    raw_end: Field,
    places: Field,
    length: Field,
    words: Field,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let positions = TextFieldIndexing::default()
        .set_tokenizer(terms::GIVEN_TERMS)
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        source: schema.add_text_field("source", STRING | FAST | STORED),
        passage: schema.add_u64_field("passage", FAST | STORED),
        lang: schema.add_text_field("lang", STRING | STORED),
        text: schema.add_text_field("text", TextOptions::default().set_stored()),
        raw_start: schema.add_u64_field("raw_start", STORED),
        raw_end: schema.add_u64_field("raw_end", STORED),
        places: schema.add_bytes_field("places", STORED),
        length: schema.add_u64_field("length", FAST),
        words: schema.add_text_field("words", TextOptions::default().set_indexing_options(positions)),
    };
    (schema.build(), fields)
}

fn index_error(dir: &Path, source: impl std::fmt::Display) -> StoreError {
    StoreError::Index { dir: dir.to_owned(), detail: source.to_string() }
}

fn tantivy_error(dir: &Path, source: tantivy::TantivyError) -> StoreError {
    match &source {
        tantivy::TantivyError::IoError(io) if io.kind() == std::io::ErrorKind::StorageFull => {
            StoreError::DiskFull { path: dir.to_owned() }
        }
        _ => index_error(dir, source),
    }
}
