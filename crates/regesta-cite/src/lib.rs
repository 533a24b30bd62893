//! Finds citations of archives and of literature.
//!
//! A citation is every reference from the text to a source: a bracket, a note's body, a shelfmark in running text. It
//! holds one or more references; what an ellipsis leaves out is inherited and marked as inherited.
//!
//! Labels (`ф.`, `арк.`, `siy.`, `fol.`) come from `lexicon/archive-label.tsv` of all packs, since a Turkish text cites
//! Russian archives; "ibid.", "see" and the like from `lexicon/cite-word.tsv`; archives from the caller's [`ArchiveList`].

mod archival;
mod archival_parts;
mod archives;
mod believable;
mod bibliography;
mod brackets;
mod calls;
mod cite_date;
mod csl;
mod entry;
mod entry_names;
mod entry_tail;
mod entry_text;
mod find;
mod inherit;
mod item_reader;
mod items;
mod kinds;
mod lists;
mod literature;
mod meanings;
mod memory;
mod names;
mod narrative;
mod numbers;
mod practice;
mod press;
mod run_on;
mod running;
mod segment;
mod sequence;
mod series;
mod style;
mod value;
mod words;
mod work_name;
mod work_parts;
mod years;

pub use archives::{Archive, ArchiveList};
pub use bibliography::{BibliographyEntry, find_bibliography};
pub use calls::{CalledCitation, NoteGap, NotePlace, link_calls, note_gaps, notes_and_open_calls};
pub use csl::{CslDate, CslItem, CslName, CslType, ResolvedEntry, resolve_entry};
pub use entry::{bibliography_items, parse_entry};
pub use find::find_citations;
pub use style::{ShelfmarkStyle, UnknownStyle, written_shelfmark};
pub use value::{Citation, CitationStyle, OtherReading, Reference};
