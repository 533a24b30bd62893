//! Office files are ZIP archives. Nothing is unpacked to disk, and no archive inside an archive is opened.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{IngestError, Limits};

/// An archive under limits: what its parts unpack to is counted, and no part may grow out of proportion.
pub(crate) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    name: String,
    format: &'static str,
    limits: Limits,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// Why a part could not be had.
#[derive(Debug)]
pub(crate) enum PartError {
    /// There is no such part.
    Missing,
    /// It is packed in a way or with a password that is not read.
    Locked,
    /// It breaks a limit; the sentence names it.
    Limit(String),
    /// It is damaged.
    Damaged(String),
}

/// How far a part may grow beyond its packed size before the ratio counts: small parts of white space do so.
const RATIO_FREE: u64 = 4 << 20;

impl Archive {
    /// Opens an archive that is in memory.
    pub(crate) fn open(bytes: Vec<u8>, name: &str, format: &'static str, limits: &Limits) -> Result<Self, IngestError> {
        let byte_length = bytes.len();
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| IngestError::Damaged {
            name: name.into(),
            format: format.into(),
            reason: match error {
                ZipError::InvalidArchive(_) | ZipError::Io(_) => format!(
                    "the list of its parts, which stands at the end of the {byte_length} bytes, is missing or broken, as \
                     after a download or copy that was cut off"
                ),
                other => other.to_string(),
            },
            cure: "get the file once more; or open it in a word processor, which may repair it, and save it anew".into(),
        })?;
        if zip.len() > limits.max_archive_entries {
            return Err(IngestError::Limit {
                name: name.into(),
                place: "its list of parts".into(),
                reason: format!("it holds {} files; the limit is {}", zip.len(), limits.max_archive_entries),
            });
        }
        let left = limits.max_unpacked_bytes;
        Ok(Self { zip, name: name.into(), format, limits: limits.clone(), left })
    }

    /// Whether the archive holds a part of this name.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.zip.index_for_name(part).is_some()
    }

    /// The bytes of a part.
    pub(crate) fn bytes(&mut self, part: &str) -> Result<Vec<u8>, PartError> {
        let mut file = self.zip.by_name(part).map_err(|error| match error {
            ZipError::FileNotFound => PartError::Missing,
            ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword => PartError::Locked,
            other => PartError::Damaged(other.to_string()),
        })?;
        let most_by_ratio = file.compressed_size().saturating_mul(self.limits.max_archive_ratio).max(RATIO_FREE);
        let most = most_by_ratio.min(self.limits.max_part_bytes).min(self.left);
        let mut bytes = Vec::new();
        (&mut file)
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| PartError::Damaged(error.to_string()))?;
        if bytes.len() as u64 > most {
            return Err(PartError::Limit(if most == most_by_ratio {
                format!("it unpacks to more than {} times its size", self.limits.max_archive_ratio)
            } else {
                format!("it unpacks to more than {most} bytes")
            }));
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    /// A part as text. XML is UTF-8 or UTF-16 here.
    pub(crate) fn text(&mut self, part: &str) -> Result<String, PartError> {
        let bytes = self.bytes(part)?;
        let (encoding, mark) = encoding_rs::Encoding::for_bom(&bytes).unwrap_or((encoding_rs::UTF_8, 0));
        if mark == 0 {
            // Most parts: no copy.
            return Ok(String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()));
        }
        Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned())
    }

    /// The error for a part without which nothing can be read.
    pub(crate) fn fatal(&self, part: &str, error: PartError) -> IngestError {
        let name = self.name.clone();
        match error {
            PartError::Missing => IngestError::Damaged {
                name,
                format: self.format.into(),
                reason: format!("it has no part {part}"),
                cure: "open it in a word processor, which may repair it, and save it anew".into(),
            },
            PartError::Locked => IngestError::Encrypted { name, reason: format!("its part {part} wants a password") },
            PartError::Limit(reason) => IngestError::Limit { name, place: part.into(), reason },
            PartError::Damaged(reason) => IngestError::Damaged {
                name,
                format: self.format.into(),
                reason: format!("its part {part} is broken: {reason}"),
                cure: "get the file once more; or open it in a word processor, which may repair it, and save it anew"
                    .into(),
            },
        }
    }
}

impl PartError {
    /// What to say of a part that is missing from the result.
    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::Missing => "it is not there".into(),
            Self::Locked => "it wants a password".into(),
            Self::Limit(reason) | Self::Damaged(reason) => reason.clone(),
        }
    }
}
