//! Finds persons, places and bodies and joins them across scripts.
//!
//! A *mention* is a name at its place in a passage ([`find_mentions`], or [`find_mentions_with`] where the lists are kept
//! in [`NameTools`] for many papers). Mentions are joined to entities within a paper and across papers ([`join`]); each
//! join has its reasons and a score, and "same" is kept apart from "possibly same". [`Authorities`] are lists of known
//! names, looked up by any inflected form.
//!
//! ```
//! use regesta_lang::{Morphology, PackSet, Paper};
//! use regesta_name::{Authorities, NameType, find_mentions};
//!
//! # fn main() -> Result<(), regesta_lang::PackError> {
//! let packs = PackSet::built_in()?;
//! let morphology = Morphology::load(&packs)?;
//! let paper = Paper::from_text("Князь А. М. Горчаков писал послу в Лондон.", &packs, &morphology, &());
//! let found = find_mentions(&paper, &packs, &morphology, &Authorities::default(), &[]);
//! let names: Vec<(NameType, &str)> = found.iter().map(|f| (f.value.name_type, f.value.normal.as_str())).collect();
//! assert_eq!(names, [(NameType::Person, "А. М. Горчаков"), (NameType::Place, "Лондон")]);
//! # Ok(())
//! # }
//! ```

mod adjective;
mod authority;
mod body;
mod body_parts;
mod candidate;
mod combine;
mod decide;
mod declension;
mod error;
mod find;
mod flags;
mod foreign;
mod given;
mod grammar;
mod import;
mod join;
mod named;
mod normal;
mod person;
mod phrases;
mod place;
mod ruler;
mod similarity;
mod sound;
mod spelling;
mod tagger;
mod towns;
mod value;
mod votes;
mod wording;
mod words;

pub use authority::{Authorities, AuthorityMatch, AuthorityName};
pub use combine::Bars;
pub use decide::{IdentityDecision, MentionAt, decide};
pub use declension::inflected_forms;
pub use error::NameError;
pub use find::{NameFinder, NameTools, find_mentions, find_mentions_with};
pub use import::{AuthorityFormat, ImportedName, import_authority, write_authority};
pub use join::join;
pub use similarity::{given_names_conflict, name_similarity};
pub use tagger::{GoldName, Tagger, TrainSettings, TrainingText, WordClasses, train_tagger};
pub use value::{EntityJoin, JoinStatus, Mention, NameEntity, NameType};
