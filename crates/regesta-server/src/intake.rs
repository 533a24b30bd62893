//! Papers that are dropped onto the window: one upload for each file, into a folder of their own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use axum::body::Body;
use axum::http::StatusCode;
use futures_util::StreamExt;
use tokio::io::AsyncWriteExt;

use crate::error::{ApiError, ApiResult};

/// What one intake may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeLimits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Bytes of all files.
    pub total_bytes: u64,
    /// Number of files.
    pub files: usize,
    /// Folders inside each other.
    pub depth: usize,
}

impl Default for IntakeLimits {
    /// 512 MB a file, 8 GB and 20 000 files together, 32 folders deep.
    fn default() -> Self {
        Self { file_bytes: 512 << 20, total_bytes: 8 << 30, files: 20_000, depth: 32 }
    }
}

/// Intakes since the server began.
pub(crate) struct Intakes {
    folder: PathBuf,
    limits: IntakeLimits,
    list: Mutex<BTreeMap<String, Intake>>,
    next: AtomicU64,
}

#[derive(Debug, Clone)]
pub(crate) struct Intake {
    /// The name of the folder that was dropped.
    pub(crate) name: String,
    /// Where its files are.
    pub(crate) folder: PathBuf,
    /// Where its project file will be.
    pub(crate) project: PathBuf,
    files: usize,
    bytes: u64,
}

impl Intakes {
    pub(crate) fn new(folder: PathBuf, limits: IntakeLimits) -> Self {
        Self { folder, limits, list: Mutex::default(), next: AtomicU64::new(0) }
    }

    /// Begins an intake for a project file that is not there yet; its folder has the name of that file.
    pub(crate) fn begin(&self, name: &str, project: PathBuf) -> ApiResult<String> {
        let stem = project.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let mut folder = self.folder.join(&stem);
        let mut number = 2;
        while folder.exists() {
            folder = self.folder.join(format!("{stem}-{number}"));
            number += 1;
        }
        std::fs::create_dir_all(&folder).map_err(|e| disk(&e))?;
        let id = format!("i{}", self.next.fetch_add(1, Ordering::Relaxed) + 1);
        let intake = Intake { name: name.to_owned(), folder, project, files: 0, bytes: 0 };
        self.list.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), intake);
        Ok(id)
    }

    /// The intake of an identifier.
    pub(crate) fn get(&self, id: &str) -> ApiResult<Intake> {
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.get(id).cloned().ok_or_else(|| {
            let cure = "drop the folder again: intakes are forgotten when the server ends";
            ApiError::not_found("intake.unknown", "the identifier of an intake", id, cure)
        })
    }

    /// Takes an intake out of the list, when it is built.
    pub(crate) fn end(&self, id: &str) -> ApiResult<Intake> {
        let intake = self.get(id)?;
        if intake.files == 0 {
            let cure = "add a text, Markdown or PDF file";
            return Err(ApiError::new(StatusCode::BAD_REQUEST, "intake.empty", "files", "none", &intake.name, cure));
        }
        self.list.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        Ok(intake)
    }

    /// Writes one file. A file is there as a whole or not at all.
    pub(crate) async fn take_file(&self, id: &str, path: &str, body: Body) -> ApiResult<()> {
        let intake = self.get(id)?;
        let parts = safe_parts(path, self.limits.depth)?;
        if intake.files >= self.limits.files {
            return Err(too_much("intake.too-many-files", &format!("{} files", self.limits.files), "one more", path));
        }
        let target = parts.iter().fold(intake.folder.clone(), |folder, part| folder.join(part));
        let parent = target.parent().unwrap_or(&intake.folder).to_owned();
        tokio::fs::create_dir_all(&parent).await.map_err(|e| disk(&e))?;
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        // A name that the reader passes over, should it ever be left behind.
        let unfinished = intake.folder.join(format!(".regesta-part-{number}"));
        let written = self.write(&unfinished, path, intake.bytes, body).await;
        let placed = match written {
            Ok(bytes) => tokio::fs::rename(&unfinished, &target).await.map_err(|e| disk(&e)).map(|()| bytes),
            Err(error) => Err(error),
        };
        match placed {
            Ok(bytes) => {
                let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(intake) = list.get_mut(id) {
                    intake.files += 1;
                    intake.bytes += bytes;
                }
                Ok(())
            }
            Err(error) => {
                let _ = tokio::fs::remove_file(&unfinished).await;
                Err(error)
            }
        }
    }

    async fn write(&self, file: &Path, path: &str, before: u64, body: Body) -> ApiResult<u64> {
        let mut out = tokio::fs::File::create(file).await.map_err(|e| disk(&e))?;
        let mut stream = body.into_data_stream();
        let mut bytes = 0u64;
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(|e| {
                let cure = "send the file again";
                let found = e.to_string();
                ApiError::new(StatusCode::BAD_REQUEST, "intake.broken-off", "the whole file", &found, path, cure)
            })?;
            bytes += chunk.len() as u64;
            if bytes > self.limits.file_bytes {
                let most = format!("at most {} bytes in a file", self.limits.file_bytes);
                return Err(too_much("intake.file-too-large", &most, "more", path));
            }
            if before + bytes > self.limits.total_bytes {
                let most = format!("at most {} bytes together", self.limits.total_bytes);
                return Err(too_much("intake.too-large", &most, "more", path));
            }
            out.write_all(&chunk).await.map_err(|e| disk(&e))?;
        }
        out.flush().await.map_err(|e| disk(&e))?;
        Ok(bytes)
    }
}

fn too_much(code: &str, expected: &str, found: &str, path: &str) -> ApiError {
    let cure = "build the folder on the command line: `regesta build FOLDER` has no such limit";
    ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, code, expected, found, path, cure)
}

fn disk(error: &std::io::Error) -> ApiError {
    let cure = "make room on the disk, or give another folder with --data";
    ApiError::new(
        StatusCode::INSUFFICIENT_STORAGE,
        "intake.disk",
        "room in the data folder",
        &error.to_string(),
        "the data folder",
        cure,
    )
}

/// The parts of a path relative to the folder that was dropped. Names are kept as they are as far as a disk can hold them,
/// whatever signs they have; what would lead out of the folder is refused.
fn safe_parts(path: &str, depth: usize) -> ApiResult<Vec<String>> {
    let refuse = |found: &str| {
        let cure = "name the file by its path inside the folder, such as letters/one.txt";
        Err(ApiError::new(StatusCode::BAD_REQUEST, "intake.path", "a path inside the folder", found, path, cure))
    };
    if path.is_empty() || path.len() > 4096 {
        return refuse("a path without a name, or longer than 4096 bytes");
    }
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." | ".." => return refuse(part),
            _ if part.contains('\0') => return refuse("a name with a zero byte"),
            _ if cfg!(windows) && part.contains(['\\', ':']) => return refuse(part),
            _ => parts.push(safe_name(part, cfg!(windows))),
        }
    }
    if parts.len() > depth {
        return refuse("folders too deep inside each other");
    }
    Ok(parts)
}

/// A name that a disk can hold: at most 255 bytes, and on Windows without the signs and names that have a meaning there.
fn safe_name(name: &str, windows: bool) -> String {
    const LONGEST: usize = 240;
    let mut safe = name.to_owned();
    if windows {
        safe = safe.chars().map(|c| if c < ' ' || "<>:\"\\|?*".contains(c) { '_' } else { c }).collect();
        let stem = safe.split('.').next().unwrap_or_default().to_ascii_uppercase();
        let numbered =
            |device: &str| stem.len() == 4 && stem.starts_with(device) && stem.as_bytes()[3].is_ascii_digit();
        if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT") {
            safe.insert(0, '_');
        }
        let kept = safe.trim_end_matches([' ', '.']).len();
        safe.truncate(kept);
    }
    if safe.len() > LONGEST {
        let ending = safe.rsplit_once('.').map(|(_, e)| format!(".{e}")).filter(|e| e.len() < 16).unwrap_or_default();
        let digest: String = regesta::store::source_id(name.as_bytes()).chars().take(8).collect();
        let mut end = LONGEST - ending.len() - digest.len() - 1;
        while !safe.is_char_boundary(end) {
            end -= 1;
        }
        safe = format!("{}~{digest}{ending}", &safe[..end]);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{safe_name, safe_parts};

    #[test]
    fn paths_that_lead_out_are_refused() {
        for path in ["", "..", "../x.txt", "a/../../x.txt", "/etc/passwd", "a//b.txt", "./x", "a/\0.txt", "a/"] {
            assert!(safe_parts(path, 32).is_err(), "{path:?}");
        }
        assert!(safe_parts(&"d/".repeat(40), 32).is_err());
    }

    #[test]
    fn hostile_names_stay_names() {
        let name = "<script>alert(1)</script>";
        assert_eq!(safe_parts("a/b.txt", 32).expect("a path"), ["a", "b.txt"]);
        let kept = safe_parts(name, 32).expect("a path");
        assert_eq!(kept, ["<script>alert(1)<", "script>"]);
        for name in ["\u{202e}txt.exe", "a\"b'c.txt", "..a", "name with \n line.txt", "-rf"] {
            assert_eq!(safe_name(name, false), name);
        }
    }

    #[test]
    fn names_too_long_for_a_disk_are_shortened_and_stay_apart() {
        let (one, two) = ("ж".repeat(300) + "1.txt", "ж".repeat(300) + "2.txt");
        let (one, two) = (safe_name(&one, false), safe_name(&two, false));
        assert!(one.len() <= 255 && one.ends_with(".txt") && one != two);
    }

    #[test]
    fn names_with_a_meaning_on_windows_are_changed_there() {
        assert_eq!(safe_name("con.txt", true), "_con.txt");
        assert_eq!(safe_name("a?b.txt. ", true), "a_b.txt");
    }
}
