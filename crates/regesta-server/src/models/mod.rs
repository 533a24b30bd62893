//! What is made of a project file for reading: rows, sort keys and filters in memory, joined from few large queries.

mod atlas;
mod base;
mod chronology;
mod dates;
mod documents;
mod filter;
mod histogram;
mod judged;
mod labels;
mod marks;
mod name_index;
mod names;
mod places;
mod review;
mod shelfmarks;
mod source_text;
mod table;

pub(crate) use atlas::Atlas;
pub(crate) use base::{Base, SourceEntry};
pub(crate) use chronology::Chronology;
pub(crate) use documents::Documents;
pub(crate) use filter::{ListQuery, has_words, stems};
pub(crate) use judged::{dress, status_of};
pub(crate) use labels::kind_of_value;
pub(crate) use name_index::NameIndex;
pub(crate) use names::Names;
pub(crate) use places::Placer;
pub(crate) use review::{Queued, ReviewQueue};
pub(crate) use shelfmarks::{Shelfmarks, order};
pub(crate) use source_text::{SourceText, block_kind, parts_of};
pub(crate) use table::{Table, TableRow, words_key};
