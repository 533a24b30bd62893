//! Documents, quotations and events out of the findings.
//!
//! The detectors before this crate found dates, citations and names. Here they become regests: a quotation with its
//! speaker, a document with sender, addressee and date, a happening with date and place. What marks a role ("on behalf
//! of", "in reply to") is in the rules of the language packs; how roles are decided is in the crate.
//!
//! ```
//! use regesta_analyze::{Findings, find_quotations};
//! use regesta_lang::{Morphology, PackSet, Paper};
//!
//! let packs = PackSet::built_in()?;
//! let morphology = Morphology::load(&packs)?;
//! let text = "The consul wrote: “Nobody in this town believes that the bridge will stand until the autumn rains come.”";
//! let paper = Paper::from_text(text, &packs, &morphology, &());
//! let findings =
//!     Findings { paper: &paper, packs: &packs, morphology: &morphology, dates: &[], citations: &[], mentions: &[] };
//! let quotations = find_quotations(&findings);
//! assert_eq!(quotations.len(), 1);
//! assert!(paper.passages[0].reading.text()[quotations[0].span.range()].starts_with("Nobody in this town"));
//! # Ok::<(), regesta_lang::PackError>(())
//! ```

mod context;
mod documents;
mod events;
mod group;
mod quotations;
mod support;
mod value;

pub use context::Findings;
pub use documents::{attach_quotations, find_documents};
pub use events::{event_types, find_events};
pub use group::group_documents;
pub use quotations::find_quotations;
pub use support::{Support, SupportKind, attach_citations, find_supports};
pub use value::{Attestation, DocumentEntity, DocumentJoin, DocumentMention, Event, Modality, Quotation};
