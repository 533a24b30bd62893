//! Shared passages of very many texts: the plan of [`regesta_reuse`] over tables, on Apache DataFusion.
//!
//! [`run`] gives what [`regesta_reuse::find_shared`] gives, without holding the texts in memory: words, shingles, seeds,
//! regions and passages are tables of Parquet in a folder, each stage complete or absent, and what does not fit into
//! the memory that the user grants is sorted on the disk. New texts are held against the stored tables.
//!
//! 1. *Documents*: words in parts of 128, a file for each 64 MB.
//! 2. *Shingles*: `(hash, place)`, sorted by hash. A place is the number of the text and of the word.
//! 3. *Seeds*: the places of each hash, pair by pair, sorted by the pair of texts.
//! 4. *Regions*: the seeds of each pair, cut into stretches that no passage connects; texts that are one text twice are
//!    told here, before anything of them is aligned.
//! 5. *Candidates*: the words of each region are fetched and aligned.
//! 6. *Passages*: scored by how rare their words are in all texts, and sorted.
//!
//! All that is special is a function that the plan calls by its name and that knows its arguments only ([`register`]), so
//! the plan can be run by any engine that has these functions and sees the folder.

mod bytes;
mod cache;
mod documents;
mod error;
mod found;
mod functions;
mod options;
mod rows;
mod run;
mod score;
mod session;
mod stages;
mod words;

pub use documents::Source;
pub use error::{EngineError, Result};
pub use found::Found;
pub use functions::register;
pub use options::{Options, Stage};
pub use run::run;
