//! Finds citations of archives and of literature.
//!
//! A citation is every reference from the text to a source: a bracket, a note's body, a shelfmark in running text. It
//! holds one or more references; what an ellipsis leaves out is inherited and marked as inherited.

mod value;

pub use value::{Citation, CitationStyle, Reference};
