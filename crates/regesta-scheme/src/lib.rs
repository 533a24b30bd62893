//! Stated schemes tested case by case against dated evidence.
//!
//! A *scheme* says that runs of events go through stages, and in which order. A *case* is one such run, with what texts
//! say of each stage. This crate reads both from TOML files, builds for every reading of the evidence an exact network of
//! temporal constraints ([`regesta_time`]), and says of each claimed order whether it holds always, never, or depending on
//! whom one believes; on which choice of sources that hangs; and what would settle it.
//!
//! It gives no score, no share, no rank and no probability: with three to seven cases that share one army, one decade and
//! one centre of decision there is nothing to estimate. Nor does it say which source is right.
//!
//! It knows nothing of projects: a case file, or whoever else fills [`Evidence`], is its only input. What a program proposes
//! for a case ([`ProposalsFile`]) and what a person decides about it ([`JudgedFile`]) are files of their own.
//!
//! ```
//! use regesta_scheme::{Case, ConformOptions, Scheme, Verdict, conform};
//! let scheme = r#"
//! scheme = { id = "V" }
//! stage = [
//!     { id = "A", name = "vote", indicator = [{ id = "A1", what = "vote" }] },
//!     { id = "B", name = "walk-out", indicator = [{ id = "B1", what = "strike" }] },
//! ]
//! order = [{ before = "A", after = "B" }]
//! "#;
//! let case = r#"
//! case = { id = "C" }
//! evidence = [
//!     { id = "1", stage = "A", date = "1905-10-12", text = "X", quote = "they voted" },
//!     { id = "2", stage = "B", date = "1905-10-12", text = "X", quote = "they walked out" },
//!     { id = "3", stage = "B", date = "1905-10-14", text = "Y", quote = "the halls emptied" },
//! ]
//! "#;
//! let scheme = Scheme::parse("v.toml", scheme).value.unwrap();
//! let case = Case::parse("c.toml", case).value.unwrap();
//! let report = conform(&scheme, &case, &ConformOptions::default());
//! // X gives both one day, and a day orders nothing; Y is silent about the vote.
//! assert_eq!(report.orders[0].coherent.tally.open, 1);
//! // With the walk-out of Y after the vote of X it holds.
//! assert_eq!(report.orders[0].mixed.tally.holds, 1);
//! assert_eq!(report.orders[0].mixed.verdict, Verdict::Depends);
//! ```

mod case;
mod case_file;
mod checks;
mod compare;
mod conform;
mod cost;
mod delays;
mod deviations;
mod explain;
mod export;
mod field;
mod file_schema;
mod flaw;
mod indicators;
mod judged;
mod matrix;
mod print;
mod proposal;
mod quotes;
mod registers;
mod scheme;
mod section;
mod survey;
mod table;
mod template;
mod timeline;
mod verdict;
mod vocabulary;
mod words;

pub use case::{
    Absence, AbsenceKind, Case, CaseText, DateKind, DateSense, Evidence, Judgement, Modality, Outcome, Relative, Target,
};
pub use checks::{check_case, check_quotes};
pub use compare::{Comparison, ComparisonRow, compare_schemes};
pub use conform::{
    Aside, Choice, ConformOptions, ConformReport, Counted, DecidingRow, DecidingSet, IndicatorVerdict, MOST_READINGS,
    OrderReport, ReadingsReport, TextVerdict, conform,
};
pub use cost::{CostBounds, Measure, text_cost};
pub use delays::{DelayRow, delays};
pub use deviations::{Deviation, DeviationKind, deviations};
pub use explain::{Explained, Explanation, explain};
pub use export::{CSV_HEADS, csv_rows, ocel, xes};
pub use file_schema::{CaseFile, SchemeFile};
pub use flaw::{Flaw, Place, Reading, Severity};
pub use indicators::check_indicators;
pub use judged::{Action, JudgedFile, Judgement as JudgementRow, file_beside, is_beside};
pub use matrix::{MatrixCell, MatrixRow, Presence, matrix};
pub use print::{print_conform, print_explanation, print_matrix};
pub use proposal::{Decided, Proposal, ProposalsFile, ProposedDistance, ProposedFor, Unmatched};
pub use quotes::find_quote;
pub use registers::{
    ChainRoles, Claimant, DossierFile, DossierHead, DossierText, Office, Organ, OrgansFile, TerritoriesFile, Territory,
    ThesesFile, Thesis, ThesisNeed, ThesisTest, check_registers,
};
pub use scheme::{Indicator, Order, OrderKind, Scheme, SchemeStatus, Stage, StatedBy};
pub use template::{case_template, scheme_template};
pub use timeline::{Standpoint, TimelineItem, TimelineLane, timeline};
pub use verdict::{Holding, Tally, Verdict};
pub use vocabulary::{Named, Stems, UnknownWord, Vocabulary};
