//! Finds dates in historical prose and gives them EDTF values.
//!
//! The printed words come first: a value is what they say, with the parts that had to come from the context named, and
//! nothing is invented. An impossible printed date has no value, a flag and its candidates.
//!
//! Rules of the language packs find the atoms (a day and month, a part of a month, a clock time); joining them is the
//! same in every language; the document's clock then gives what is not printed.

mod atoms;
mod calendar;
mod clock;
mod codes;
mod compose;
mod convert;
mod course;
mod detect;
mod draft;
mod feasts;
mod glance;
mod guards;
mod happenings;
mod join;
mod layer;
mod mention;
mod part;
mod partial;
mod parts;
mod plan;
mod quotes;
mod ranges;
mod read;
mod relative;
mod resolve;
mod signs;
mod slots;
mod styles;
mod surroundings;
mod value;

pub use calendar::{edtf_bounds, is_before, is_edtf};
pub use detect::{find_dates, find_dates_of_every_role, find_in_text, read_date};
pub use value::{Anchored, Calendar, Clock, DateFlag, DateRole, DateValue, Inference, Relative};
