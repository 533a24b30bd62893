//! Writing down what a person decides about proposals.

use std::io::Write;
use std::path::Path;

use regesta_scheme::{Action, JudgedFile, JudgementRow, Proposal, file_beside};
use regesta_time::TimeBounds;

/// What is decided about one proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJudgement {
    /// What is done with it.
    pub action: Action,
    /// Where it is moved to: stage and indicator.
    pub to: Option<(String, String)>,
    /// The date as the judge reads it, EDTF.
    pub date: Option<String>,
    /// Who judges.
    pub by: String,
    /// Why.
    pub note: String,
}

/// Why a judgement was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JudgeError {
    /// The date is none.
    #[error("{reason}")]
    Date {
        /// What is wrong with it.
        reason: String,
    },
    /// The scheme has no such stage, or the stage has several indicators.
    #[error("`{to}` is no one stage with its indicator; there are {}", known.join(", "))]
    Target {
        /// As it was written.
        to: String,
        /// `STAGE/INDICATOR` of the scheme.
        known: Vec<String>,
    },
    /// The file of judgements is damaged; nothing is added to it.
    #[error("{file}: {reason}")]
    Damaged {
        /// The file.
        file: String,
        /// Its first flaw.
        reason: String,
    },
    /// The machine refused.
    #[error("{file}: {source}")]
    System {
        /// The file.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
}

/// The stage and the indicator that `to` means, among `STAGE/INDICATOR` of a scheme: a stage that has one indicator, an
/// indicator, or both.
///
/// # Errors
/// [`JudgeError::Target`].
///
/// ```
/// let known = ["S3/appeal".to_owned(), "S4/S4a".to_owned(), "S4/S4b".to_owned()];
/// assert_eq!(regesta::dossier::target(&known, "S3").unwrap(), ("S3".to_owned(), "appeal".to_owned()));
/// assert_eq!(regesta::dossier::target(&known, "S4b").unwrap().0, "S4");
/// assert!(regesta::dossier::target(&known, "S4").is_err());
/// ```
pub fn target(known: &[String], to: &str) -> Result<(String, String), JudgeError> {
    let all = known.iter().filter_map(|one| one.split_once('/'));
    let mut fits = all.filter(|(stage, indicator)| match to.split_once('/') {
        Some(both) => both == (*stage, *indicator),
        None => *stage == to || *indicator == to,
    });
    match (fits.next(), fits.next()) {
        (Some((stage, indicator)), None) => Ok((stage.to_owned(), indicator.to_owned())),
        _ => Err(JudgeError::Target { to: to.to_owned(), known: known.to_vec() }),
    }
}

/// Adds judgements to the file beside a case. The file is only added to, in one piece; what is there must be sound.
///
/// # Errors
/// [`JudgeError`]; then nothing was written.
pub fn judge(case_file: &Path, proposals: &[&Proposal], judgement: &NewJudgement) -> Result<(), JudgeError> {
    if let Some(date) = &judgement.date {
        TimeBounds::parse(date).map_err(|error| JudgeError::Date { reason: error.to_string() })?;
    }
    let path = file_beside(case_file, "judged");
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let system = |source| JudgeError::System { file: name.clone(), source };
    let known = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(system(error)),
    };
    let read = JudgedFile::parse(&name, &known);
    if read.value.is_none() {
        let reason = read.flaws.first().map(ToString::to_string).unwrap_or_default();
        return Err(JudgeError::Damaged { file: name.clone(), reason });
    }
    let mut added = String::new();
    if known.is_empty() {
        added.push_str("# Judgements on proposals. Only added to: of several on one proposal the last holds.\n\n");
    }
    let (stage, indicator) = judgement.to.clone().unzip();
    for proposal in proposals {
        added.push_str(&JudgedFile::entry(&JudgementRow {
            action: judgement.action,
            stage: stage.clone(),
            indicator: indicator.clone(),
            restated: judgement.date.clone(),
            by: judgement.by.clone(),
            note: judgement.note.clone(),
            proposal: (*proposal).clone(),
        }));
    }
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(&path).map_err(system)?;
    file.write_all(added.as_bytes()).map_err(system)
}
