//! What a person decided about proposals: the rows of `<case>.judged.toml`, to which is only added.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::flaw::{Flaw, Reading, Severity};
use crate::proposal::{Decided, Proposal, parse_toml};
use crate::quotes::find_quote;

/// A file of judgements. The last judgement on a proposal holds; those before it stay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgedFile {
    /// The judgements in the order in which they were made.
    #[serde(default)]
    pub judgement: Vec<Judgement>,
}

/// What is done with a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is evidence, as proposed.
    Accept,
    /// It is none.
    Reject,
    /// It is evidence of another stage.
    Move,
}

/// A judgement, with all that was judged: it holds when the proposals are made anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// What was decided.
    pub action: Action,
    /// Where it was moved to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// The indicator there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// The date as the judge reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restated: Option<String>,
    /// Who judged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What was judged.
    pub proposal: Proposal,
}

impl Judgement {
    /// The stage and the indicator of which it is evidence now.
    pub fn stands_for(&self) -> (&str, &str) {
        match &self.stage {
            Some(stage) => (stage, self.indicator.as_deref().unwrap_or_default()),
            None => (&self.proposal.stage, &self.proposal.indicator),
        }
    }

    fn is_on(&self, other: &Proposal) -> bool {
        self.proposal.id == other.id
    }

    /// The decision, as proposals show it.
    pub fn decided(&self) -> Decided {
        match self.action {
            Action::Accept => Decided::Accepted,
            Action::Reject => Decided::Rejected,
            Action::Move => Decided::Moved,
        }
    }
}

/// The file beside a case file: `baku.toml` has `baku.judged.toml` and `baku.proposed.toml`.
///
/// ```
/// use std::path::Path;
/// let beside = regesta_scheme::file_beside(Path::new("cases/baku.toml"), "judged");
/// assert_eq!(beside, Path::new("cases/baku.judged.toml"));
/// ```
pub fn file_beside(case_file: &Path, what: &str) -> PathBuf {
    case_file.with_extension(format!("{what}.toml"))
}

/// Whether a file is one of those that stand beside a case file.
pub fn is_beside(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.ends_with(".judged.toml") || name.ends_with(".proposed.toml")
    })
}

impl JudgedFile {
    /// Reads a file of judgements.
    pub fn parse(file: &str, text: &str) -> Reading<Option<Self>> {
        let cure = "mend the line, or take the judgement out; `regesta case accept` and `reject` write it anew";
        let (value, flaws) = parse_toml(file, text, cure);
        Reading { value: value.map(Some), flaws }
    }

    /// One judgement as it is added to the file.
    pub fn entry(judgement: &Judgement) -> String {
        let one = Self { judgement: vec![judgement.clone()] };
        format!("{}\n", toml::to_string(&one).expect("text, numbers and lists"))
    }

    /// The judgements that hold: of several on one proposal the last, in the order in which proposals were first judged.
    pub fn standing(&self) -> Vec<&Judgement> {
        let mut standing: Vec<&Judgement> = Vec::new();
        let mut place = std::collections::BTreeMap::new();
        for judgement in &self.judgement {
            let at = *place.entry(judgement.proposal.id.as_str()).or_insert(standing.len());
            if at == standing.len() {
                standing.push(judgement);
            } else {
                standing[at] = judgement;
            }
        }
        standing
    }

    /// The judgement that holds on a proposal: by its name, or, where another build found other words of the same
    /// place, by place and indicator. `place_of` gives the code points at which the words of a judgement stand now.
    pub fn on<'a>(
        standing: &[&'a Judgement],
        proposal: &Proposal,
        place_of: &dyn Fn(&Proposal) -> Option<[usize; 2]>,
    ) -> Option<&'a Judgement> {
        let same = standing.iter().find(|judgement| judgement.is_on(proposal));
        let near = || {
            standing.iter().find(|judgement| {
                let judged = &judgement.proposal;
                let alike = judged.file == proposal.file
                    && (&judged.stage, &judged.indicator) == (&proposal.stage, &proposal.indicator);
                alike && place_of(judged).is_some_and(|at| at[0] < proposal.at[1] && proposal.at[0] < at[1])
            })
        };
        same.or_else(near).copied()
    }

    /// Adds what was accepted or moved to the evidence of the case.
    ///
    /// What cannot be added is told: a date that cannot be read, a text that the case does not name any more.
    pub fn add_to(&self, file: &str, case: &mut Case) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let mut warn = |message: String, cure: &str| {
            let severity = Severity::Warning;
            flaws.push(Flaw { file: file.to_owned(), line: 0, column: 0, severity, message, cure: cure.to_owned() });
        };
        let mut added = Vec::new();
        for judgement in self.standing().into_iter().filter(|judgement| judgement.action != Action::Reject) {
            let proposal = &judgement.proposal;
            if case.evidence_index(&proposal.id).is_some() {
                warn(format!("the case has evidence called `{}` itself", proposal.id), "rename it in the case file");
                continue;
            }
            if !case.texts.is_empty() && !case.texts.iter().any(|text| text.key == proposal.text) {
                let message =
                    format!("`{}` is of the text `{}`, which the case does not name", proposal.id, proposal.text);
                warn(message, "add it to [texts] of the case; until then it is left aside");
                continue;
            }
            let (stage, indicator) = judgement.stands_for();
            let mut told = proposal.clone();
            if judgement.restated.is_some() {
                told.date.clone_from(&judgement.restated);
            }
            match told.evidence(stage, indicator, &judgement.by, &judgement.note) {
                Ok(evidence) => {
                    case.evidence.push(evidence);
                    added.push((case.evidence.len() - 1, told));
                }
                Err(error) => warn(format!("`{}`: {error}", proposal.id), "judge it again with --date"),
            }
        }
        for (at, told) in added {
            case.evidence[at].relative = told.distance(case);
        }
        flaws
    }

    /// Judgements whose words are gone from their text. `read` gives the text of a file, `None` where there is none.
    pub fn stale(&self, file: &str, read: &dyn Fn(&str) -> Option<String>) -> Vec<Flaw> {
        let mut texts: std::collections::BTreeMap<&str, Option<String>> = std::collections::BTreeMap::new();
        let mut flaws = Vec::new();
        for judgement in self.standing() {
            let proposal = &judgement.proposal;
            let text = texts.entry(&proposal.file).or_insert_with(|| read(&proposal.file));
            let reason = match text {
                None => format!("the text {} cannot be read", proposal.file),
                Some(text) if find_quote(text, &proposal.quote).is_none() => {
                    format!("these words are not in {}: “{}”", proposal.file, proposal.quote)
                }
                Some(_) => continue,
            };
            let verb = match judgement.action {
                Action::Accept => "accepted",
                Action::Reject => "rejected",
                Action::Move => "moved",
            };
            flaws.push(Flaw {
                file: file.to_owned(),
                line: 0,
                column: 0,
                severity: Severity::Warning,
                message: format!("stale: `{}` was {verb}, and {reason}", proposal.id),
                cure: "propose anew and judge what is there now; the judgement is kept".to_owned(),
            });
        }
        flaws
    }
}
