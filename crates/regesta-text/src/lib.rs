//! Spans, offset maps and the repair of text that came out of a PDF.
//!
//! A source is read once into an immutable `raw` string. Everything Regesta later says points into it by byte ranges
//! ([`Span`], half-open, on character boundaries). What a person or a detector reads is a [`Reading`]: pieces of the raw
//! text with reversible [`Edit`]s applied (a line-end hyphen joined, a note block taken out of a sentence), and a map
//! back. A reading carries a *shadow* of the same length in which lost capitals are restored, for detectors only.
//!
//! [`prepare`] finds the blocks of a text (headings, paragraphs, notes, running heads) and the edits.

mod calls;
mod case_fault;
mod chars;
mod code_points;
mod edit;
mod edits;
mod furniture;
mod hyphens;
mod laid_out;
mod layers;
mod layout;
mod lines;
mod markdown;
mod notes;
mod paragraphs;
mod prepare;
mod reading;
mod sections;
mod span;
mod split;

pub use case_fault::{CaseFault, detect_case_fault};
pub use code_points::{CodePointIndex, CodePointMap};
pub use edit::{Edit, EditReason};
pub use layout::{
    Block, Layer, LayerCall, NoteCall, NoteLabel, PageBreak, PrepareOptions, Prepared, SegmentKind, StructureWord,
};
pub use prepare::prepare;
pub use reading::Reading;
pub use span::Span;
