use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::Counts;

/// The projects that the server knows.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProjectList {
    /// By title.
    pub projects: Vec<ProjectCard>,
    /// Version of the program.
    pub version: String,
    /// Whether papers can be added; not with `--read-only`.
    pub can_add: bool,
}

/// A project on the start page.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProjectCard {
    /// Its key in addresses.
    pub key: String,
    /// How it is called.
    pub title: String,
    /// Whether it is the sample that comes with the program.
    pub sample: bool,
    /// What stands in it; empty where it could not be opened or is not built yet.
    #[schema(value_type = std::collections::BTreeMap<String, usize>)]
    pub counts: Counts,
    /// Number of its sources.
    pub sources: usize,
    /// The job that is reading it now.
    pub job: Option<String>,
}

/// The doors of a project.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Overview {
    /// Its key in addresses.
    pub key: String,
    /// How it is called.
    pub title: String,
    /// Changes when the content changes; part of ETags.
    pub revision: String,
    /// When it was last read (RFC 3339).
    pub read_at: Option<String>,
    /// Program and version that read it.
    pub program: String,
    /// What stands in it.
    #[schema(value_type = std::collections::BTreeMap<String, usize>)]
    pub counts: Counts,
    /// Its sources by path.
    pub sources: Vec<SourceCard>,
    /// What a person should know.
    pub messages: Vec<Message>,
    /// Decisions in force.
    pub decisions: usize,
    /// Decisions whose words were not found again.
    pub stale_decisions: usize,
    /// What the dossier over it is called, where there is one.
    pub dossier: Option<String>,
    /// The job that is reading it now.
    pub job: Option<String>,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SourceCard {
    /// Its path relative to the folder.
    pub source: String,
    /// Its title, where one was found.
    pub title: Option<String>,
    /// Its author, where known.
    pub author: Option<String>,
    /// Its name in lists and columns.
    pub short: String,
    /// Its languages, the most used first.
    pub langs: Vec<String>,
    /// The media type.
    pub media_type: String,
    /// The encoding of the file.
    pub encoding: Option<String>,
    /// How far it was read.
    pub status: ReadStatus,
    /// Its length in code points.
    pub chars: usize,
    /// Number of its blocks.
    pub blocks: usize,
    /// Number of its pages; 0 where it has none.
    pub pages: usize,
    /// Findings by kind.
    pub findings: BTreeMap<String, usize>,
}

/// How far a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadStatus {
    /// To the end.
    Read,
    /// In part.
    Partial,
    /// Not at all.
    Failed,
}

/// Something a person should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Message {
    /// How grave it is.
    pub severity: MessageSeverity,
    /// Stable code.
    pub code: String,
    /// The file concerned.
    pub file: String,
    /// What was found.
    pub message: String,
    /// What to try.
    pub cure: Option<String>,
}

/// How grave a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageSeverity {
    /// Something could not be read.
    Error,
    /// Something may be wrong or missing.
    Warning,
    /// Good to know.
    Note,
}
