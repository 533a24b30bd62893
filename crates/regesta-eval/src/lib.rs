//! Scores a run against annotated corpora.
//!
//! The measures are those of the annotation guide (precision, recall and F1 of spans and values, paired one to one);
//! each is described where it is computed. A corpus is gold rows in JSON lines that point into texts by code points.

pub mod changes;
pub mod corpus;
pub mod cross;
pub mod generate;
pub mod measures;
pub mod planted;
pub mod record;
pub mod report;
