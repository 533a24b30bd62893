//! Finds persons, places and bodies and joins them across scripts.
//!
//! A *mention* is a name at its place in a passage. Mentions are joined to entities within a paper and across papers;
//! each join has its reasons and a score, and "same" is kept apart from "possibly same".

mod value;

pub use value::{EntityJoin, JoinStatus, Mention, NameEntity, NameType};
