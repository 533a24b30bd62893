//! One writer a project: a locked file beside it that holds the writer's process number.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::StoreError;
use crate::error::AtPath;

/// Held while a project is open for writing. The operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct WriterLock {
    file: File,
    path: PathBuf,
}

impl WriterLock {
    /// Takes the lock of a project, or says who holds it.
    pub(crate) fn take(project: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = project.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
            return Err(StoreError::NotFound { path: folder.to_owned() });
        }
        let path = beside(project, "-lock");
        loop {
            let mut options = OpenOptions::new();
            let mut file = options.read(true).write(true).create(true).truncate(false).open(&path).at(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    // Where a lock also forbids reading (Windows), the holder stays unknown.
                    let _ = file.read_to_string(&mut holder);
                    return Err(StoreError::Locked { path: project.to_owned(), process: holder.trim().parse().ok() });
                }
                Err(TryLockError::Error(source)) => return Err(StoreError::from_io(&path, source)),
            }
            if still_at(&file, &path) {
                file.set_len(0).at(&path)?;
                file.rewind().at(&path)?;
                writeln!(file, "{}", std::process::id()).at(&path)?;
                return Ok(Self { file, path });
            }
        }
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// A holder removes the file before it lets go; whoever waited with the removed file open must look again.
#[cfg(unix)]
fn still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn still_at(_: &File, _: &Path) -> bool {
    true
}

/// The path with letters added to its name: `a.regesta` and `-lock` give `a.regesta-lock`.
pub(crate) fn beside(project: &Path, ending: &str) -> PathBuf {
    let mut name = project.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
