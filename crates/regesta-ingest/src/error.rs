//! Why a file gave nothing.

use std::io;

use serde::{Deserialize, Serialize};

/// Reading stopped. `Display` says what was expected and found; [`IngestError::hint`] says what to try.
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum IngestError {
    /// The file or folder could not be opened or read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The path as the caller gave it.
        path: String,
        /// What the system said.
        #[serde(with = "io_error")]
        source: io::Error,
    },
    /// The file is larger than [`Limits::max_file_bytes`](crate::Limits::max_file_bytes).
    #[error("{name} has {bytes} bytes; the limit is {limit}")]
    TooLarge {
        /// Name of the file.
        name: String,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The content is of a known format that has no reader, or is no text at all.
    #[error("{name} is not a text Regesta can read yet: {found}")]
    Unsupported {
        /// Name of the file.
        name: String,
        /// What the content looks like.
        found: String,
        /// What to try.
        cure: String,
    },
    /// [`ReadOptions::encoding`](crate::ReadOptions::encoding) names no encoding.
    #[error("there is no encoding called {label:?}")]
    UnknownEncoding {
        /// The name that was given.
        label: String,
    },
    /// The file wants a password, or is encrypted in a way that is not read.
    #[error("{name} is encrypted: {reason}")]
    Encrypted {
        /// Name of the file.
        name: String,
        /// What the file wants.
        reason: String,
    },
    /// The content starts like its format and cannot be read as such.
    #[error("{name} is a damaged {format}: {reason}")]
    Damaged {
        /// Name of the file.
        name: String,
        /// `PDF`, `DOCX`, `ODT`.
        format: String,
        /// What is missing.
        reason: String,
        /// What to try.
        cure: String,
    },
    /// A part without which nothing can be read breaks a limit, as it does in files that are made to do harm.
    #[error("{name} was not read: in {place}, {reason}")]
    Limit {
        /// Name of the file.
        name: String,
        /// The part of the file: `word/document.xml`.
        place: String,
        /// The limit and what was found.
        reason: String,
    },
    /// The reading process took longer than its time.
    #[error("reading {name} took longer than {seconds} seconds and was stopped")]
    Timeout {
        /// Name of the file.
        name: String,
        /// The time that was allowed: clock seconds, or processor seconds if those ran out first.
        seconds: u64,
    },
    /// The reading process wanted more memory than it may have.
    #[error("reading {name} needed more than {bytes} bytes of memory and was stopped")]
    MemoryLimit {
        /// Name of the file.
        name: String,
        /// The memory that was allowed.
        bytes: u64,
    },
    /// The reading process died.
    #[error("reading {name} crashed ({status}){}", stderr_note(.stderr))]
    Crashed {
        /// Name of the file.
        name: String,
        /// Exit code or signal.
        status: String,
        /// The end of what it wrote to its error channel.
        stderr: String,
    },
    /// The reading process could not be started.
    #[error("cannot start the reading process {program}: {source}")]
    Spawn {
        /// The program.
        program: String,
        /// What the system said.
        #[serde(with = "io_error")]
        source: io::Error,
    },
    /// What the reading process sent is not what this version understands.
    #[error("the reading process of {name} sent something unexpected: {reason}")]
    Protocol {
        /// Name of the file.
        name: String,
        /// What was wrong with it.
        reason: String,
    },
}

fn stderr_note(stderr: &str) -> String {
    if stderr.is_empty() { String::new() } else { format!("; its last words: {stderr}") }
}

impl IngestError {
    /// A stable code for scripts: `ingest.error.` and the kind.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "ingest.error.unreadable",
            Self::TooLarge { .. } => "ingest.error.too-large",
            Self::Unsupported { .. } => "ingest.error.unsupported",
            Self::UnknownEncoding { .. } => "ingest.error.unknown-encoding",
            Self::Encrypted { .. } => "ingest.error.encrypted",
            Self::Damaged { .. } => "ingest.error.damaged",
            Self::Limit { .. } => "ingest.error.limit",
            Self::Timeout { .. } => "ingest.error.timeout",
            Self::MemoryLimit { .. } => "ingest.error.memory-limit",
            Self::Crashed { .. } => "ingest.error.crashed",
            Self::Spawn { .. } => "ingest.error.spawn",
            Self::Protocol { .. } => "ingest.error.protocol",
        }
    }

    /// What a person can try.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreadable { source, .. } => match source.kind() {
                io::ErrorKind::PermissionDenied => "give yourself the right to read it, or copy it".into(),
                io::ErrorKind::NotFound => "check the path; the file may have been moved meanwhile".into(),
                _ => "check that the disk is there and sound, then run again".into(),
            },
            Self::TooLarge { .. } => "split the file, or raise the limit of the file size".into(),
            Self::Unsupported { cure, .. } | Self::Damaged { cure, .. } => cure.clone(),
            Self::UnknownEncoding { .. } => {
                "use one of utf-8, utf-16le, utf-16be, windows-1251, windows-1254, koi8-r, koi8-u, ibm866, iso-8859-5, \
                 or another label of the WHATWG Encoding Standard"
                    .into()
            }
            Self::Encrypted { .. } => {
                "open it with its password in the program that made it, or in a PDF viewer, and save a copy without a \
                 password; Regesta never guesses one"
                    .into()
            }
            Self::Limit { .. } => {
                "if you trust the file, open it in the program that made it and save it anew; else leave it out".into()
            }
            Self::Timeout { .. } => "print the file to a new PDF or save it as plain text; or allow more time".into(),
            Self::MemoryLimit { .. } => "print the file to a new PDF, split it, or allow more memory".into(),
            Self::Crashed { .. } | Self::Protocol { .. } => {
                "print the file to a new PDF or save it as plain text, and please report the fault with the file".into()
            }
            Self::Spawn { .. } => "check that the program is installed whole and may be started".into(),
        }
    }
}

/// `io::Error` across the process boundary: the system's number if there is one, else the words.
mod io_error {
    use std::io;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Wire {
        number: Option<i32>,
        words: String,
    }

    pub fn serialize<S: Serializer>(error: &io::Error, serializer: S) -> Result<S::Ok, S::Error> {
        Wire { number: error.raw_os_error(), words: error.to_string() }.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<io::Error, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        Ok(wire.number.map_or_else(|| io::Error::other(wire.words), io::Error::from_raw_os_error))
    }
}
