use std::collections::BTreeMap;

use regesta_time::{Calendar, DateError, Distance, TimeBounds};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a text puts what it says; it decides what a statement is evidence of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// The author says so.
    #[default]
    Asserted,
    /// The author says that somebody says so.
    Reported,
    /// It was intended.
    Planned,
    /// It was ordered.
    Ordered,
    /// It is denied: evidence against.
    Denied,
    /// The author is not sure.
    Hedged,
    /// Somebody is said to claim it.
    Alleged,
    /// It is said to follow from something else.
    Conditional,
}

/// What a person decided about a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    /// It counts; so does what is written by hand and not judged.
    #[default]
    Accepted,
    /// It is left aside.
    Rejected,
    /// Proposed by a program and not looked at yet: left aside.
    Proposed,
}

/// Which day of an event a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateKind {
    /// The day of the event.
    Happened,
    /// The day on which a document was written.
    Written,
    /// The day on which it was sent.
    Sent,
    /// The day on which it came: the event is not later.
    Received,
    /// The day on which it was printed: the event is not later.
    Printed,
    /// A day on which it was known: the event is not later.
    Known,
}

/// One reading of which day a date is; `sent|printed?` is two, the second in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateSense {
    /// The day meant.
    pub kind: DateKind,
    /// Whether the writer of the case file doubts it.
    pub doubtful: bool,
}

/// What a relative date hangs on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// A piece of evidence: the event as that text dates it.
    Evidence(String),
    /// A stage: the event as the reading at hand dates it.
    Stage(String),
}

/// A date told by its distance from another event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Relative {
    /// The other event.
    pub to: Target,
    /// How far this one lies after it, in minutes.
    #[schemars(skip)]
    pub distance: Distance,
    /// The same in calendar days, for the ends that are told in days.
    #[schemars(skip)]
    pub days: Distance,
    /// As the case file says it.
    pub words: String,
}

/// A piece of evidence: one text says that something which stands for a stage was at some time.
///
/// This is the seam to whatever finds evidence. A case file fills it; so may a program, with [`Judgement::Proposed`].
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Evidence {
    /// Short name, unique within the case.
    pub id: String,
    /// The stage it is about.
    pub stage: String,
    /// The indicator it is; may be empty where the stage has only one.
    pub indicator: String,
    /// The date as written, or as a person restated it.
    pub date: Option<String>,
    /// When the event was, as far as the date alone says.
    pub bounds: TimeBounds,
    /// The days a date that does not exist may stand for; it is left aside until it is restated.
    pub impossible: Vec<String>,
    /// Which day the date is.
    pub senses: Vec<DateSense>,
    /// A date told by distance, beside the other or instead of it.
    pub relative: Option<Relative>,
    /// The text, by the name the case gives it.
    pub text: String,
    /// Its words.
    pub quote: String,
    /// Whose voice: document, paraphrase, author, inference, gloss, editor.
    pub voice: String,
    /// Whom the text follows, where it says so.
    pub according_to: String,
    /// How it is put.
    pub modality: Modality,
    /// What a person decided.
    pub judged: Judgement,
    /// Who decided.
    pub by: String,
    /// Remarks.
    pub note: String,
    /// Line in the case file; 0 where it is from elsewhere.
    pub line: usize,
}

impl Evidence {
    /// Evidence of a stage in the words of a text, asserted and undated; the other fields may then be filled.
    pub fn new(id: &str, stage: &str, text: &str, quote: &str) -> Self {
        Self {
            id: id.to_owned(),
            stage: stage.to_owned(),
            indicator: String::new(),
            date: None,
            bounds: TimeBounds::OPEN,
            impossible: Vec::new(),
            senses: Vec::new(),
            relative: None,
            text: text.to_owned(),
            quote: quote.to_owned(),
            voice: "author".to_owned(),
            according_to: String::new(),
            modality: Modality::Asserted,
            judged: Judgement::Accepted,
            by: String::new(),
            note: String::new(),
            line: 0,
        }
    }

    /// Sets the date, and the bounds that follow from it and from which day it is.
    ///
    /// A day of receipt, of printing or of knowledge bounds the event from above alone, unless it is in doubt that the
    /// date is of that kind: then it is taken as it stands, and reports say so.
    ///
    /// # Errors
    /// As [`TimeBounds::parse_in`]. A day that does not exist is kept with its candidates and no bounds: it is an error
    /// of the source, not of the file.
    pub fn set_date(&mut self, date: &str, calendar: Calendar, senses: &[DateSense]) -> Result<(), DateError> {
        self.date = Some(date.to_owned());
        self.senses = senses.to_vec();
        self.impossible.clear();
        match TimeBounds::parse_in(date, calendar) {
            Ok(bounds) => self.bounds = bounds,
            Err(DateError::Impossible { candidates, .. }) => {
                self.impossible = candidates;
                self.bounds = TimeBounds::OPEN;
            }
            Err(error) => return Err(error),
        }
        let after_it = [DateKind::Received, DateKind::Printed, DateKind::Known];
        if !senses.is_empty() && senses.iter().all(|sense| !sense.doubtful && after_it.contains(&sense.kind)) {
            self.bounds.earliest = None;
        }
        Ok(())
    }

    /// Whether anything is known of its time.
    pub fn is_dated(&self) -> bool {
        !self.bounds.is_open() || self.relative.is_some()
    }
}

/// What a text leaves unsaid, denies, or tells as a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AbsenceKind {
    /// The texts do not speak of it: silence is silence.
    Silent,
    /// A text says that it did not happen.
    Denied,
    /// A text says that it was tried and failed.
    Failed,
}

/// The absence of a stage, as texts have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Absence {
    /// The stage.
    pub stage: String,
    /// Of what kind.
    pub kind: AbsenceKind,
    /// In which texts.
    pub texts: Vec<String>,
    /// The words, for what is denied or failed.
    pub quote: String,
    /// Line in the case file.
    pub line: usize,
}

/// How a run ended, as the user sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Outcome {
    /// The end, in a word.
    pub value: String,
    /// Who says so: `user`, or a text.
    pub basis: String,
}

/// A text that a case draws on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CaseText {
    /// The name by which evidence calls it.
    pub key: String,
    /// The file, relative to the folder of texts.
    pub file: String,
    /// How it is cited.
    pub label: String,
}

/// A case: one run of events, with the evidence for each stage.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Case {
    /// Short name, unique among the cases of a dossier.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The time within which evidence is looked for, as written.
    pub window: Option<String>,
    /// The same in minutes.
    pub window_bounds: TimeBounds,
    /// The calendar of dates that do not name their own.
    pub calendar: Calendar,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// What indicators call `case.capital` and the like.
    pub places: BTreeMap<String, String>,
    /// Who plays which part.
    pub roles: BTreeMap<String, Vec<String>>,
    /// The texts.
    pub texts: Vec<CaseText>,
    /// The evidence in the order of the file, which is no order of time.
    pub evidence: Vec<Evidence>,
    /// What is absent.
    pub absences: Vec<Absence>,
}

impl Case {
    /// A case without evidence.
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: id.to_owned(),
            window: None,
            window_bounds: TimeBounds::OPEN,
            calendar: Calendar::Gregorian,
            outcome: None,
            places: BTreeMap::new(),
            roles: BTreeMap::new(),
            texts: Vec::new(),
            evidence: Vec::new(),
            absences: Vec::new(),
        }
    }

    /// The number of a piece of evidence.
    pub fn evidence_index(&self, id: &str) -> Option<usize> {
        self.evidence.iter().position(|e| e.id == id)
    }

    /// The names of the texts that give evidence or are said to be silent, in the order of the file.
    pub fn text_keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        let of_evidence = self.evidence.iter().map(|e| &e.text);
        for key in self.texts.iter().map(|t| &t.key).chain(of_evidence) {
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        keys
    }

    /// The file of a text; the name itself where the case has no table of texts.
    pub fn text_file<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.iter().find(|t| t.key == key).map_or(key, |t| &t.file)
    }
}
