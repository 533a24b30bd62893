//! The project file of Regesta: one SQLite file with the texts, what was found in them, what follows from it, and what people
//! decided; beside it a search index that can be rebuilt at will.
//!
//! - [`Project`] opens, creates, reads and writes a file; [`Project::begin_run`] gives the [`Writer`] of the machine's rows.
//! - The row types ([`Source`], [`Finding`], [`Assertion`], …) say what a row of each table is.
//! - [`Decision`]s are only ever appended, and name words, not rows; [`reattach`] finds the words again in changed texts.
//! - [`index`] is the full-text index.
//!
//! Offsets are bytes of a source's raw text, from 0, half-open. Identifiers of sources are the SHA-256 of the file's bytes;
//! other content identifiers are the first 16 hex digits of a SHA-256 ([`finding_id`] and its like). The table of relative
//! dates is named `constraint_`, for the bare word is reserved in SQL. The tables stand in `migrations/`.
//!
//! ```
//! use regesta_store::{Anchor, Finding, FindingFilter, Mode, NewRun, Project, Source, SourceBundle, SourceKind, SourceStatus, Span};
//! use serde_json::{Value, json};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! let file = folder.path().join("letters.regesta");
//! let text = "He wrote to Lansing on 7 May 1915.";
//! let source = Source {
//!     id: regesta_store::source_id(text.as_bytes()),
//!     path: "letters/one.txt".into(),
//!     media_type: "text/plain".into(),
//!     encoding: Some("UTF-8".into()),
//!     kind: SourceKind::Literature,
//!     langs: vec!["en".into()],
//!     work_id: None,
//!     csl: Value::Null,
//!     status: SourceStatus::Read,
//!     read_key: "0.1.0 en-3".into(),
//! };
//! let date = Anchor::from_text(&source.id, text, vec![Span::new(23, 33)]).expect("inside the text");
//! let mut bundle = SourceBundle::new(source, text);
//! bundle.rows.findings.push(Finding::new(&date, "date", json!({"edtf": "1915-05-07"}), "en.date.day-month-year", "a day and a year"));
//! bundle.rows.anchors.push(date);
//!
//! let mut project = Project::create(&file)?;
//! let mut writer = project.begin_run(&NewRun {
//!     program: "regesta 0.1.0".into(),
//!     packs: json!({}),
//!     parameters: json!({}),
//!     inputs: json!([]),
//!     started: "2024-02-01T10:00:00Z".into(),
//! })?;
//! writer.replace_source(&bundle)?;
//! writer.finish("2024-02-01T10:00:01Z")?;
//! project.close()?;
//!
//! let project = Project::open(&file, Mode::Read)?;
//! let found = project.findings(&FindingFilter::kind("date"))?;
//! assert_eq!(found[0].anchor.exact, "7 May 1915");
//! # Ok(())
//! # }
//! ```

mod decision;
mod error;
mod fold;
mod id;
pub mod index;
mod insert;
mod light;
mod lock;
mod project;
mod read;
mod reattach;
mod rows;
mod schema;
mod vocabulary;
mod write;

pub use decision::{About, Decision, Mention, NewDecision};
pub use error::StoreError;
pub use id::{anchor_id, citation_id, constraint_id, edit_id, finding_id, source_id};
pub use light::{AnchorRow, BlockSpan, MentionRow, StatementRow};
pub use project::{Mode, Project};
pub use read::FindingFilter;
pub use reattach::{Attachment, AttachmentStatus, SourceText, StaleReason, reattach};
pub use rows::{
    Anchor, Assertion, AssertionValue, Citation, Diagnostic, Edit, Entity, Finding, FoundAt, Link, NewRun, NumberRange,
    Page, PageBox, PageWord, Reading, Run, Segment, Source, SourceBundle, SourceRows, Span, TimeConstraint,
    quantised_score,
};
pub use schema::{APPLICATION_ID, SCHEMA_VERSION};
pub use vocabulary::{
    Action, EntityType, LinkStatus, Modality, Polarity, ReadingKind, SegmentKind, SegmentLevel, Severity, SourceKind,
    SourceStatus, UnknownWord, Voice,
};
pub use write::{AnalysisBundle, Writer};
