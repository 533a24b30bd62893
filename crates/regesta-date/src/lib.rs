//! Finds dates in historical prose and gives them EDTF values.
//!
//! The printed words come first: a value is what they say, with the parts that had to come from the context named, and
//! nothing is invented. An impossible printed date has no value, a flag and its candidates.

mod value;

pub use value::{Calendar, Clock, DateFlag, DateRole, DateValue, Inference, Relative};
