//! The error of this crate. Each message says what was expected, what was found and what to try.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// What can stop work on a project file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no file or folder at the path.
    #[error("{} does not exist; check the path, or build the project first", path.display())]
    NotFound {
        /// The path that was asked for.
        path: PathBuf,
    },
    /// A new project would overwrite a file.
    #[error("{} already exists; open it, or choose another name", path.display())]
    AlreadyExists {
        /// The path that was asked for.
        path: PathBuf,
    },
    /// The file is not a project of this program.
    #[error("{} is not a Regesta project ({found}); check the path", path.display())]
    NotAProject {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        found: String,
    },
    /// The file was written by a later version of the program.
    #[error(
        "{} has schema version {found}, this program knows versions up to {supported}; use a newer Regesta",
        path.display()
    )]
    NewerSchema {
        /// The file.
        path: PathBuf,
        /// The version of the file.
        found: u32,
        /// The newest version this program knows.
        supported: u32,
    },
    /// The file was written by an earlier version and was opened for reading only.
    #[error(
        "{} has schema version {found}, this program reads version {supported}; open it once for writing to upgrade it",
        path.display()
    )]
    OlderSchema {
        /// The file.
        path: PathBuf,
        /// The version of the file.
        found: u32,
        /// The version this program reads.
        supported: u32,
    },
    /// Another process writes the project.
    #[error(
        "{} is being written by {}; wait or close it",
        path.display(),
        process.map_or_else(|| "another process".to_owned(), |id| format!("process {id}"))
    )]
    Locked {
        /// The file.
        path: PathBuf,
        /// The other process, where it is known.
        process: Option<u32>,
    },
    /// A write was asked of a project that is open for reading.
    #[error("{} is open for reading only; open it for writing", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// There is no room on the disk. What was committed before is kept.
    #[error("no room left on the disk of {}; free some space and run again, nothing that was saved is lost", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error(
        "{} is damaged ({detail}); restore a copy, or build it anew and bring the decisions over from the copy",
        path.display()
    )]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What SQLite or the row reader said.
        detail: String,
    },
    /// A row breaks a rule of its table. Nothing of the bundle was written.
    #[error("{table} row {row}: {reason}")]
    InvalidRow {
        /// The table.
        table: &'static str,
        /// The row's identifier, or what names it.
        row: String,
        /// The rule, and what was found.
        reason: String,
    },
    /// Two different things have one identifier.
    #[error("{table} {id} stands for two different things; report this with the texts that show it")]
    IdCollision {
        /// The table.
        table: &'static str,
        /// The identifier.
        id: String,
    },
    /// A decision undoes another that is not in the project.
    #[error("decision {id} is not in the project, it cannot be superseded")]
    UnknownDecision {
        /// The identifier that was given.
        id: String,
    },
    /// The search index is missing or belongs to another state of the project.
    #[error("the search index {} does not fit the project; rebuild it", dir.display())]
    StaleIndex {
        /// The directory of the index.
        dir: PathBuf,
    },
    /// The search index could not be written or read.
    #[error("search index {}: {detail}; delete the directory and rebuild it", dir.display())]
    Index {
        /// The directory of the index.
        dir: PathBuf,
        /// What was said.
        detail: String,
    },
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// SQLite refused for another reason.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

impl StoreError {
    pub(crate) fn from_io(path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path: path.to_owned() },
            io::ErrorKind::NotFound => Self::NotFound { path: path.to_owned() },
            _ => Self::Io { path: path.to_owned(), source },
        }
    }

    pub(crate) fn from_sqlite(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match &source {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Corrupt { path, detail: source.to_string() },
            _ => match source.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Self::DiskFull { path },
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    Self::Corrupt { path, detail: source.to_string() }
                }
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked { path, process: None },
                Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
                _ => Self::Sqlite { path, source },
            },
        }
    }

    pub(crate) fn invalid(table: &'static str, row: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::InvalidRow { table, row: row.into(), reason: reason.into() }
    }
}

/// Names the file in an error of SQLite.
pub(crate) trait AtPath<T> {
    fn at(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> AtPath<T> for rusqlite::Result<T> {
    fn at(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::from_sqlite(path, source))
    }
}

impl<T> AtPath<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::from_io(path, source))
    }
}
