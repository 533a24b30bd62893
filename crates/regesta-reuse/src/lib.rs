//! Shared passages of texts: found, aligned word by word, joined across cuts, collated.
//!
//! Two authors quote one telegram. One leaves out its second sentence and marks the cut, the other has a footnote and a
//! page break in the middle of it, and each printer made his own mistakes. [`find_shared`] gives it as one passage with
//! an alignment of every word.
//!
//! 1. A [`Text`] is made of words of blocks as they read: notes, running heads and hyphens at line ends are out of the way
//!    before, since the caller has them as blocks of their own.
//! 2. Letters-only [`shingles`] that two texts share are seeds.
//! 3. Seeds near each other are a [`Region`], and each region is worked on by itself: runs of equal words through the
//!    seeds are joined, filled and read on at both ends: fragments.
//! 4. Fragments that continue each other (near, across a marked cut, or in one quotation) are one [`Passage`].
//! 5. Commonplaces of the texts themselves count nothing, and what is left is the passage's score.
//! 6. Passages that share their words in one text are one [`Group`] of witnesses, and are collated.

mod align;
mod collate;
mod commonplace;
mod find;
mod form;
mod fragment;
mod group;
mod landmark;
mod passage;
mod plain;
mod region;
mod settings;
mod shingle;
mod text;
mod variant;
mod weigh;

pub use align::{Reach, Step, Token, align};
pub use collate::{Collation, Entry, Printed, Reading, collate};
pub use commonplace::{Commonplaces, Evidence, is_commonplace};
pub use find::{Shared, aligned_share, find_shared, region_passages, window_passages};
pub use form::{Form, Forms, fold_word, rarity_of};
pub use fragment::Fragment;
pub use group::{Group, SharedKind, Witness, group};
pub use landmark::{Landmark, LandmarkCounts, Parallel, parallels};
pub use passage::Passage;
pub use plain::{plain_quotations, plain_text};
pub use region::{REACH, Region, regions, twin_share};
pub use settings::Settings;
pub use shingle::{Seed, Shingle, hash_run, seeds, shingles};
pub use text::{Marks, Text, TextBuilder, Word};
pub use variant::{Grammar, NoGrammar, VariantGrade, grade};
pub use weigh::{Scale, likeness};
