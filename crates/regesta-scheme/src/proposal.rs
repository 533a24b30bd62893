//! What a program proposes for a case: the rows of `<case>.proposed.toml`.

use std::fmt::Write;

use regesta_time::{Calendar, DateError, Distance};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::case::{Case, DateKind, DateSense, Evidence, Modality, Relative, Target};
use crate::flaw::{Flaw, Reading, Severity};

/// A file of proposals, made anew at every run; judgements on them stand in another file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalsFile {
    /// What they were made for.
    pub proposed: ProposedFor,
    /// The proposals: by text, place, stage.
    #[serde(default)]
    pub proposal: Vec<Proposal>,
    /// Indicators for which nothing was found.
    #[serde(default)]
    pub unmatched: Vec<Unmatched>,
}

/// What proposals were made for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposedFor {
    /// The case.
    pub case: String,
    /// The scheme.
    pub scheme: String,
    /// Its stages and indicators, `S4/S4b`: where a proposal may be moved.
    pub indicators: Vec<String>,
}

/// An indicator for which nothing was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unmatched {
    /// The stage.
    pub stage: String,
    /// The indicator.
    pub indicator: String,
    /// Where the search ended.
    pub reason: String,
}

/// What was decided about a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Decided {
    /// Nothing yet.
    Open,
    /// It is evidence.
    Accepted,
    /// It is none.
    Rejected,
    /// It is evidence of another stage.
    Moved,
}

/// A date told by its distance from another proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposedDistance {
    /// The other proposal.
    pub to: String,
    /// How long after it, as in a case file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// How long before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

/// A passage that may be evidence of a stage. It counts for nothing until a person accepts it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Made of file, words, stage and indicator: the same at every run for the same words.
    pub id: String,
    /// The stage.
    pub stage: String,
    /// The indicator.
    pub indicator: String,
    /// The date, EDTF in the Gregorian calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Which day it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_kind: Option<DateKind>,
    /// A date told by its distance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relative: Option<ProposedDistance>,
    /// The text, by the name the case gives it.
    pub text: String,
    /// The file, relative to the folder of the project.
    pub file: String,
    /// First code point of the words in the decoded original, from 0, and one past the last.
    pub at: [usize; 2],
    /// The words.
    pub quote: String,
    /// How they put it.
    pub modality: Modality,
    /// Whose voice: author, or document where it is quoted.
    pub voice: String,
    /// How it was found: `propose.event`, `propose.document`, `propose.words`.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// What was decided.
    pub judged: Decided,
}

impl Proposal {
    /// The proposal as evidence of a stage; its distance is added by the caller, who knows the other piece.
    ///
    /// # Errors
    /// Those of [`Evidence::set_date`].
    pub fn evidence(&self, stage: &str, indicator: &str, by: &str, note: &str) -> Result<Evidence, DateError> {
        let mut evidence = Evidence::new(&self.id, stage, &self.text, &self.quote);
        evidence.indicator = indicator.to_owned();
        evidence.modality = self.modality;
        evidence.voice.clone_from(&self.voice);
        evidence.by = by.to_owned();
        evidence.note = note.to_owned();
        let senses: Vec<DateSense> =
            self.date_kind.iter().map(|kind| DateSense { kind: *kind, doubtful: false }).collect();
        if let Some(date) = &self.date {
            evidence.set_date(date, Calendar::Gregorian, &senses)?;
        }
        Ok(evidence)
    }

    /// The distance to another piece of evidence of the case, where that is there.
    pub fn distance(&self, case: &Case) -> Option<Relative> {
        let told = self.relative.as_ref().filter(|told| case.evidence_index(&told.to).is_some())?;
        let (amount, is_before) = match (&told.after, &told.before) {
            (Some(after), _) => (after, false),
            (None, Some(before)) => (before, true),
            (None, None) => return None,
        };
        let (mut distance, mut days) = (Distance::parse(amount, false).ok()?, Distance::parse_days(amount));
        if is_before {
            (distance, days) = (distance.reversed(), days.reversed());
        }
        let side = if is_before { "before" } else { "after" };
        let words = format!("{amount} {side} {}", told.to);
        Some(Relative { to: Target::Evidence(told.to.clone()), distance, days, words })
    }
}

impl ProposalsFile {
    /// Reads a file of proposals; what is wrong is one flaw with its line.
    pub fn parse(file: &str, text: &str) -> Reading<Option<Self>> {
        let (value, flaws) = parse_toml(file, text, "make it anew with `regesta case propose`");
        Reading { value: value.map(Some), flaws }
    }

    /// The file as TOML; the same for the same proposals.
    pub fn to_toml(&self) -> String {
        let mut out = String::from(
            "# Proposed by the program: nothing here counts until `regesta case accept`, `reject` or `move` says so.\n\
             # This file is made anew at every run; judgements stand in the file beside it.\n\n",
        );
        out.push_str(&toml::to_string(self).expect("text, numbers and lists"));
        out
    }
}

/// Reads a TOML file of our own making.
pub(crate) fn parse_toml<T: serde::de::DeserializeOwned>(file: &str, text: &str, cure: &str) -> (Option<T>, Vec<Flaw>) {
    match toml::from_str::<T>(text) {
        Ok(value) => (Some(value), Vec::new()),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let before = text.get(..at).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(1, |rest| rest.chars().count() + 1);
            let mut message = String::new();
            let _ = write!(message, "{}", error.message());
            let severity = Severity::Error;
            let flaw = Flaw { file: file.to_owned(), line, column, severity, message, cure: cure.to_owned() };
            (None, vec![flaw])
        }
    }
}
