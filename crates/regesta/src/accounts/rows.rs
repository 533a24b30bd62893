use regesta_accounts::Kind;
use schemars::JsonSchema;
use serde::Serialize;

use crate::views::Passage;

/// Whether two sides are two witnesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Independence {
    /// They cite different sources.
    Independent,
    /// They cite the same archival unit or the same edition: one witness, read twice.
    SameSource,
    /// One of them cites nothing for it, or nothing that can be told.
    Unknown,
    /// One text says both.
    OneText,
}

/// What one text says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Account {
    /// `author`, or `document` for what stands in a quotation.
    pub voice: String,
    /// What it says, in few words: the date, the number, the reading, the names.
    pub value: String,
    /// When, as EDTF, where that is told.
    pub date: Option<String>,
    /// `asserted`, or how else it is put.
    pub modality: String,
    /// Its words and where they stand.
    pub passage: Passage,
    /// What is cited for it, as printed.
    pub cited: Vec<String>,
    /// The document or event, and the findings, that it rests on: identifiers for `explain`.
    pub ids: Vec<String>,
}

/// A difference between accounts of one thing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Disagreement {
    /// Named by kind, aspect and places: the same in every run over the same texts.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// Whether both cannot be right; the other kinds only look so.
    pub conflict: bool,
    /// Under the line from which two accounts are taken to be of one thing: listed only where that is asked for.
    pub possible: bool,
    /// What differs: `date`, `number`, `sender`, `addressee`, `wording`, `order`, `happened`, `count`.
    pub aspect: String,
    /// What it is about: the happening or the document.
    pub about: String,
    /// The sides, by source and place; at least one (for what is impossible by itself).
    pub sides: Vec<Account>,
    /// Whether the sides are two witnesses.
    pub independence: Independence,
    /// The machine's score for their being of one thing, 0 to 1.
    pub score: f64,
    /// Why they are taken to be of one thing, and why the difference is of this kind.
    pub reasons: Vec<String>,
}

impl Disagreement {
    /// With its identifier, its sides in the order of their places.
    pub(super) fn named(mut self) -> Self {
        let place = |s: &Account| format!("{} {} {} {}", s.passage.source, s.passage.start, s.passage.end, s.value);
        let places: Vec<String> = self.sides.iter().map(place).collect();
        let key = format!("{} {} {} {}", self.kind.name(), self.aspect, self.about, places.join("; "));
        self.id = format!("differ-{}", &regesta_store::source_id(key.as_bytes())[..10]);
        self.conflict = self.kind.is_conflict();
        self
    }
}
