use std::collections::BTreeMap;

use regesta::{AuthorsRow, CollationRow, RetoldRow, SharedRow};
use schemars::JsonSchema;
use serde::Serialize;

/// What the texts of a project have in the same words, the surest first.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SharedPage {
    /// The rows of this page.
    pub rows: Vec<SharedRow>,
    /// Rows that pass the filters.
    pub total: usize,
    /// Rows in all, those of low score included.
    pub unfiltered: usize,
    /// Rows of low score, which are listed when they are asked for.
    pub possible: usize,
    /// How many of each kind pass the other filters: `quoted`, `partly_unmarked`, `shared_prose`.
    pub kinds: BTreeMap<String, usize>,
    /// Texts that are one text twice: not held against each other.
    pub duplicates: Vec<Duplicate>,
    /// The sources in lists and columns, by path.
    pub names: BTreeMap<String, String>,
}

/// Two sources that are one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Duplicate {
    /// Path of the one.
    pub one: String,
    /// Path of the other.
    pub other: String,
    /// The share of the shorter, in thousandths.
    pub share: u32,
}

/// Pairs of texts that share words.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AuthorsPage {
    /// Those with most to explain first.
    pub rows: Vec<AuthorsRow>,
    /// The sources in lists and columns, by path.
    pub names: BTreeMap<String, String>,
}

/// Passages that may give one document in words of their own.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RetoldPage {
    /// The rows of this page, those for which most speaks first.
    pub rows: Vec<RetoldRow>,
    /// Rows in all.
    pub total: usize,
    /// The sources in lists and columns, by path.
    pub names: BTreeMap<String, String>,
}

/// One shared text, collated.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CollationPage {
    /// `quoted`, `partly_unmarked`, `shared_prose`.
    pub kind: String,
    /// Words that two witnesses have in common.
    pub common: usize,
    /// Whether it is under the line from which shared words are listed unasked.
    pub possible: bool,
    /// Witnesses and apparatus.
    pub collation: CollationRow,
    /// The sources in lists and columns, by path.
    pub names: BTreeMap<String, String>,
    /// The documents of the calendar that are spoken of at the place of a witness, or whose quotation it is.
    pub documents: Vec<WitnessDocument>,
}

/// A document of the calendar at the place of a witness.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct WitnessDocument {
    /// Its number in the calendar.
    pub n: usize,
    /// Identifier.
    pub id: String,
    /// telegram, letter, note ...
    pub genre: String,
    /// Date of writing or sending as EDTF, the first where the sources differ.
    pub date: Option<String>,
    /// What it is about, in words of a source.
    pub label: String,
    /// Sigla of the witnesses.
    pub witnesses: Vec<String>,
}
