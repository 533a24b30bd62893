//! The pipeline from a folder of papers to its evidence.
//!
//! [`Engine`] holds what is loaded once. [`build`] reads a folder into a project file; the functions of [`views`] list
//! what stands in it (documents, events, persons, places, bodies, archival references), [`search::search`] finds words
//! in any script, [`dump`] writes every finding with its exact words.
//!
//! ```
//! use regesta::Engine;
//!
//! let engine = Engine::built_in().unwrap();
//! let paper = engine.paper("Castlereagh wrote to Liverpool on 11 October 1814.".into(), Vec::new(), false);
//! let evidence = engine.evidence(&paper);
//! assert_eq!(evidence.dates[0].value.edtf.as_deref(), Some("1814-10-11"));
//! ```

mod accounts;
mod across;
mod analysis;
mod build;
mod bundle;
pub mod decided;
pub mod descriptions;
pub mod dossier;
mod dump;
mod engine;
mod error;
mod evidence;
mod examples;
pub mod identity;
mod layers;
mod library;
mod metadata;
mod offices;
pub mod pages;
mod pipeline;
mod propose;
mod reading;
pub mod search;
mod shared;
mod shelfmark;
mod stored;
pub mod views;

pub use accounts::{Account, Accounts, Disagreement, Independence};
pub use build::{BuildOptions, BuildReport, Progress, build};
pub use dump::{DumpRow, dump, dump_with};
pub use engine::Engine;
pub use error::{Error, ErrorKind, Result};
pub use evidence::Evidence;
pub use examples::pack_examples;
pub use offices::OfficeMention;
pub use propose::propose;
pub use reading::{StoredBlock, StoredSource};
pub use regesta_reuse::Settings as SharedSettings;
pub use shared::{
    AlignedWord, ApparatusEntry, ApparatusReading, AuthorsRow, CollationRow, RetoldRow, SharedRow, SharedTexts,
    WitnessRow, WitnessText, write_tei,
};
/// The detectors by themselves.
pub mod detect {
    pub use regesta_analyze::{find_documents, find_events, find_quotations};
    pub use regesta_cite::find_citations;
    pub use regesta_date::find_dates;
    pub use regesta_name::find_mentions_with;
}
pub use regesta_accounts::Kind as DisagreementKind;
pub use regesta_cite::ShelfmarkStyle;
pub use regesta_ingest as ingest;
pub use regesta_lang as lang;
/// Names and how they are joined.
pub use regesta_name as names;
pub use regesta_scheme as scheme;
pub use regesta_store as store;
pub use regesta_text as text;
