//! One command, one file.

pub mod build;
pub mod calendar;
pub mod check;
pub mod chronology;
pub mod citations;
pub mod collate;
pub mod completions;
pub mod dates;
pub mod dossier;
pub mod dump;
pub mod identity;
pub mod names;
pub mod open;
pub mod pack;
pub mod propose;
pub mod read_one;
pub mod reuse;
pub mod schema;
pub mod scheme;
pub mod scheme_files;
pub mod search;
pub mod shelfmarks;
pub mod show;
pub mod who;
