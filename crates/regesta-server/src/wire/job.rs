use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Counts, Problem};

/// A folder that is being read.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Job {
    /// Its identifier.
    pub job: String,
    /// Key of the project that it makes.
    pub project: String,
    /// How far it is.
    pub state: JobState,
    /// The files by path; at most 2000 are sent.
    pub files: Vec<JobFile>,
    /// Files done.
    pub done_files: usize,
    /// Files in all.
    pub total_files: usize,
    /// Bytes done.
    pub done_bytes: u64,
    /// Bytes in all.
    pub total_bytes: u64,
    /// Seconds left for reading, from the second file on.
    pub seconds_left: Option<u64>,
    /// What was found so far: `findings` while it reads, everything when it is done.
    #[schema(value_type = std::collections::BTreeMap<String, usize>)]
    pub counts: Counts,
    /// Why it failed.
    pub error: Option<Problem>,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Another job goes first.
    Waiting,
    /// Files are being read.
    Reading,
    /// Names and documents are being joined.
    Joining,
    /// The search index is being written.
    Indexing,
    /// Finished.
    Done,
    /// Stopped by a person; what was finished is kept.
    Stopped,
    /// It could not go on.
    Failed,
}

impl JobState {
    /// Whether nothing more will happen.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Stopped | Self::Failed)
    }
}

/// A file of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct JobFile {
    /// Path relative to the folder.
    pub path: String,
    /// Its bytes.
    pub bytes: u64,
    /// How far it is.
    pub state: JobFileState,
    /// Findings in it.
    pub findings: Option<usize>,
    /// What went wrong.
    pub message: Option<String>,
    /// What to try.
    pub cure: Option<String>,
}

/// How far a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobFileState {
    /// Not begun.
    Waiting,
    /// Being read.
    Reading,
    /// Read.
    Done,
    /// Unchanged since it was last read.
    Current,
    /// It gave nothing.
    Failed,
}

/// The name of a folder that is to be added.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewIntake {
    /// The folder's name.
    pub name: String,
}

/// An intake that takes files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct IntakeStarted {
    /// Its identifier.
    pub intake: String,
}

/// A job that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct JobStarted {
    /// Its identifier.
    pub job: String,
    /// Key of the project.
    pub project: String,
}
