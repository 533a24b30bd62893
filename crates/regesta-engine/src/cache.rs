//! The folder in which stages are kept: complete, or not there.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::error::{EngineError, Result};

/// Folders that are not complete have this before their name.
const UNFINISHED: &str = "unfinished-";

/// A folder of stages.
#[derive(Debug, Clone)]
pub(crate) struct Cache {
    pub folder: PathBuf,
}

impl Cache {
    /// Opens a folder, making it where it is not there. What a run left unfinished is removed.
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(EngineError::file(folder))?;
        for entry in std::fs::read_dir(folder).map_err(EngineError::file(folder))? {
            let path = entry.map_err(EngineError::file(folder))?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED)) {
                std::fs::remove_dir_all(&path).map_err(EngineError::file(&path))?;
            }
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// The folder of a stage, if it is complete.
    pub fn complete(&self, name: &str) -> Option<PathBuf> {
        Some(self.folder.join(name)).filter(|path| path.is_dir())
    }

    /// A folder to write a stage into; [`finish`](Self::finish) makes it the stage.
    pub fn begin(&self, name: &str) -> Result<PathBuf> {
        let path = self.folder.join(format!("{UNFINISHED}{name}"));
        if path.is_dir() {
            std::fs::remove_dir_all(&path).map_err(EngineError::file(&path))?;
        }
        std::fs::create_dir(&path).map_err(EngineError::file(&path))?;
        Ok(path)
    }

    /// Makes what was written the stage: all of it is on the disk before it has its name.
    pub fn finish(&self, name: &str) -> Result<PathBuf> {
        let (from, to) = (self.folder.join(format!("{UNFINISHED}{name}")), self.folder.join(name));
        for entry in std::fs::read_dir(&from).map_err(EngineError::file(&from))? {
            let path = entry.map_err(EngineError::file(&from))?.path();
            File::open(&path).and_then(|file| file.sync_all()).map_err(EngineError::file(&path))?;
        }
        std::fs::rename(&from, &to).map_err(EngineError::file(&to))?;
        #[cfg(unix)]
        File::open(&self.folder).and_then(|file| file.sync_all()).map_err(EngineError::file(&self.folder))?;
        Ok(to)
    }

    /// Names of complete stages that begin with `prefix`, sorted.
    pub fn names(&self, prefix: &str) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(EngineError::file(&self.folder))? {
            let name = entry.map_err(EngineError::file(&self.folder))?.file_name().to_string_lossy().into_owned();
            if name.starts_with(prefix) {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    /// Removes a stage that nothing reads any more.
    pub fn remove(&self, name: &str) -> Result<()> {
        let path = self.folder.join(name);
        std::fs::remove_dir_all(&path).map_err(EngineError::file(&path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_complete_or_absent() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        let path = cache.begin("one").unwrap();
        std::fs::write(path.join("part"), "x").unwrap();
        assert!(cache.complete("one").is_none());
        assert!(Cache::open(folder.path()).unwrap().names("").unwrap().is_empty(), "what is unfinished is removed");
        std::fs::write(cache.begin("one").unwrap().join("whole"), "y").unwrap();
        cache.finish("one").unwrap();
        assert_eq!(Cache::open(folder.path()).unwrap().names("").unwrap(), ["one"]);
        assert!(cache.complete("one").unwrap().join("whole").is_file());
    }
}
