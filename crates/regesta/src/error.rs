use std::path::PathBuf;

/// What went wrong, in few kinds; [`Error::hint`] says what to try.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The project file could not be opened, read or written.
    #[error(transparent)]
    Store(#[from] regesta_store::StoreError),
    /// A language pack is broken.
    #[error(transparent)]
    Pack(#[from] regesta_lang::PackError),
    /// An authority list is broken.
    #[error(transparent)]
    Authority(#[from] regesta_name::NameError),
    /// The list of a project's own names is broken.
    #[error("{path}: {reason}")]
    OwnList {
        /// The list.
        path: PathBuf,
        /// Line and what is wrong there.
        reason: String,
    },
    /// The folder of papers is not there, or is no folder.
    #[error("{folder}: {reason}")]
    Folder {
        /// The folder as given.
        folder: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// No entry has this identifier.
    #[error("nothing in this project has the identifier {id:?}")]
    UnknownId {
        /// The identifier as given.
        id: String,
    },
    /// A case names a text that the project does not have.
    #[error("the project has no text {file}; it has {known}")]
    UnknownText {
        /// The file as the case names it.
        file: String,
        /// The texts of the project.
        known: String,
    },
    /// A judgement about names that says nothing, or nothing that can be.
    #[error("{message}")]
    Judgement {
        /// What is wrong with it.
        message: String,
    },
    /// The page of a source cannot be shown.
    #[error("{source_path}: {reason}")]
    Page {
        /// The source by its path.
        source_path: String,
        /// Why not.
        reason: String,
    },
    /// A row of the project file cannot be understood by this version.
    #[error("{what}: {reason}")]
    Row {
        /// What the row is.
        what: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The number of threads could not be had.
    #[error("{jobs} threads could not be started: {reason}")]
    Threads {
        /// How many were asked for.
        jobs: usize,
        /// What the system said.
        reason: String,
    },
    /// The run was stopped by the caller; what was finished is kept.
    #[error("stopped; the {done} files that were finished are kept")]
    Stopped {
        /// Files finished.
        done: usize,
    },
}

/// The kinds of errors, as the exit codes of the program tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// What was asked for does not exist or was asked for wrongly.
    Input,
    /// The project file cannot be used.
    Project,
    /// A language pack cannot be used.
    Pack,
    /// The machine did not give what was needed.
    System,
    /// The caller stopped the run.
    Stopped,
}

impl Error {
    pub(crate) fn judgement(message: impl Into<String>) -> Self {
        Self::Judgement { message: message.into() }
    }

    /// Its kind.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Store(_) | Self::Row { .. } => ErrorKind::Project,
            Self::Pack(_) | Self::Authority(_) => ErrorKind::Pack,
            Self::Folder { .. }
            | Self::OwnList { .. }
            | Self::UnknownId { .. }
            | Self::UnknownText { .. }
            | Self::Page { .. }
            | Self::Judgement { .. } => ErrorKind::Input,
            Self::Threads { .. } => ErrorKind::System,
            Self::Stopped { .. } => ErrorKind::Stopped,
        }
    }

    /// What a person can try; empty where the message says it.
    pub fn hint(&self) -> String {
        match self {
            Self::Store(_) => String::new(),
            Self::OwnList { .. } => "mend the line; `docs/names.md` describes the columns".into(),
            Self::Authority(_) => "mend the line; `authorities/README.md` describes the columns".into(),
            Self::Pack(_) => "`regesta pack check FOLDER` lists all flaws of a pack".into(),
            Self::Folder { .. } => "name a folder that holds the papers, for example `regesta build papers`".into(),
            Self::UnknownId { .. } => {
                "identifiers stand in the last column of `regesta calendar`, `people`, `shelfmarks` and the like".into()
            }
            Self::UnknownText { .. } => {
                "mend [texts] of the case, or build the project from the folder that has it".into()
            }
            Self::Judgement { .. } => "`regesta who` shows a name with its identifier, forms and texts".into(),
            Self::Page { .. } => "put the file back where it was, or build the project again from its folder".into(),
            Self::Row { .. } => "build the project again from its folder; decisions are kept".into(),
            Self::Threads { .. } => "ask for fewer with --jobs".into(),
            Self::Stopped { .. } => "run the same command again to go on".into(),
        }
    }
}

/// Short for results of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
