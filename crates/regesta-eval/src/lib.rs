//! Scores a run against annotated corpora
