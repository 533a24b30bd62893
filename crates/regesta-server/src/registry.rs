//! The projects that the server knows, and the state of each that is served.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use regesta::store::{Mode, Project};

use crate::error::{ApiError, ApiResult};
use crate::snapshot::Snapshot;

/// A project file with the state of it that is served.
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) path: PathBuf,
    served: Mutex<Served>,
    dossier: Mutex<Option<PathBuf>>,
}

#[derive(Default)]
struct Served {
    /// A connection that holds no state, to see whether somebody wrote.
    probe: Option<Project>,
    /// Which file the probe has open: another may take its place under the same path.
    file: Option<(u64, u64)>,
    version: i64,
    snapshot: Option<Arc<Snapshot>>,
    /// The next who asks gets the present state, whatever it is.
    renew: bool,
}

impl Entry {
    fn new(key: String, title: String, path: PathBuf) -> Self {
        Self { key, title, path, served: Mutex::default(), dossier: Mutex::default() }
    }

    /// The dossier that was named for it.
    pub(crate) fn dossier(&self) -> Option<PathBuf> {
        self.dossier.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Names a dossier for it.
    pub(crate) fn set_dossier(&self, folder: &Path) {
        *self.dossier.lock().unwrap_or_else(PoisonError::into_inner) = Some(folder.to_owned());
    }

    /// Whether there is a project file yet.
    pub(crate) fn is_built(&self) -> bool {
        self.path.exists()
    }

    /// The state that is served: the newest one that a run has finished. A state of a run that is under way is served only
    /// where there is no finished one.
    pub(crate) fn snapshot(&self) -> ApiResult<Arc<Snapshot>> {
        let mut served = self.served.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.is_built() {
            *served = Served::default();
            let cure = "wait until its papers are read, or build it with `regesta build FOLDER`";
            return Err(ApiError::not_found("project.not-built", "a project file", "none yet", cure));
        }
        let file = identity(&self.path);
        if served.probe.is_none() || served.file != file {
            *served = Served { probe: Some(Project::open(&self.path, Mode::Read)?), file, ..Served::default() };
        }
        let Some(probe) = &served.probe else { return Err(ApiError::internal("the project file", "no connection")) };
        let version = probe.data_version()?;
        if let Some(snapshot) = &served.snapshot
            && version == served.version
            && !served.renew
        {
            return Ok(Arc::clone(snapshot));
        }
        let (state, finished) = probe.state_key()?;
        if let Some(snapshot) = &served.snapshot {
            let unfinished = snapshot.finished && !finished && !served.renew;
            if unfinished || state == snapshot.revision {
                let kept = Arc::clone(snapshot);
                if !unfinished {
                    (served.version, served.renew) = (version, false);
                }
                return Ok(kept);
            }
        }
        let snapshot = Arc::new(Snapshot::open(&self.path, served.snapshot.as_deref())?);
        served.snapshot = Some(Arc::clone(&snapshot));
        (served.version, served.renew) = (version, false);
        Ok(snapshot)
    }

    /// Gives up the state that is served: at the end of a run, which may have been stopped half-way. A state that is
    /// held would keep the writer waiting when it closes the file.
    pub(crate) fn renew(&self) {
        let mut served = self.served.lock().unwrap_or_else(PoisonError::into_inner);
        (served.snapshot, served.renew) = (None, true);
    }
}

/// All projects by key.
pub(crate) struct Registry {
    folder: PathBuf,
    entries: Mutex<BTreeMap<String, Arc<Entry>>>,
}

impl Registry {
    /// Knows the project files of a folder, also those that come later.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder, entries: Mutex::default() }
    }

    /// Adds a project file, which need not be there yet; gives the key it has.
    pub(crate) fn add(&self, path: &Path, title: &str) -> Arc<Entry> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = entries.values().find(|e| same_path(&e.path, path)) {
            return Arc::clone(known);
        }
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let taken: BTreeSet<&str> = entries.keys().map(String::as_str).collect();
        let key = free_key(&slug(&stem), |key| taken.contains(key));
        let title = if title.is_empty() { stem } else { title.to_owned() };
        let entry = Arc::new(Entry::new(key.clone(), title, path.to_owned()));
        entries.insert(key, Arc::clone(&entry));
        entry
    }

    /// A file name for a new project of the folder that is not taken: the path.
    pub(crate) fn new_path(&self, name: &str) -> PathBuf {
        let file = |key: &str| self.folder.join(format!("{key}.regesta"));
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let key = free_key(&slug(name), |key| {
            file(key).exists() || entries.contains_key(key) || entries.values().any(|e| e.path == file(key))
        });
        file(&key)
    }

    /// The project of a folder: the file of the folder that was built from it before, or a new one.
    pub(crate) fn add_folder(&self, papers: &Path, name: &str) -> Arc<Entry> {
        let built_from = |entry: &Arc<Entry>| {
            let project = Project::open(&entry.path, Mode::Read).ok()?;
            project.meta("folder").ok()?.map(PathBuf::from)
        };
        let own = |entry: &&Arc<Entry>| entry.path.starts_with(&self.folder);
        let known = self.all().iter().filter(own).find(|e| built_from(e).is_some_and(|f| f == papers)).cloned();
        known.unwrap_or_else(|| self.add(&self.new_path(name), name))
    }

    /// The project of a key.
    pub(crate) fn get(&self, key: &str) -> ApiResult<Arc<Entry>> {
        self.look();
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.get(key).cloned().ok_or_else(|| {
            let cure = "go to the start page: it lists the projects there are";
            ApiError::not_found("project.unknown", "the key of a project", key, cure)
        })
    }

    /// All projects by title.
    pub(crate) fn all(&self) -> Vec<Arc<Entry>> {
        self.look();
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<Arc<Entry>> = entries.values().cloned().collect();
        all.sort_by(|a, b| (&a.title, &a.key).cmp(&(&b.title, &b.key)));
        all
    }

    /// Looks for files that came into the folder.
    fn look(&self) {
        let Ok(files) = std::fs::read_dir(&self.folder) else { return };
        let mut paths: Vec<PathBuf> = files.flatten().map(|f| f.path()).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "regesta") && p.is_file());
        paths.sort();
        for path in paths {
            self.add(&path, "");
        }
    }
}

/// The number of a file on its device; nothing where the system has no such numbers.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|m| (m.dev(), m.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}

fn same_path(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn free_key(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let mut number = 2;
    while taken(&format!("{wanted}-{number}")) {
        number += 1;
    }
    format!("{wanted}-{number}")
}

/// A name in small Latin letters, digits and hyphens; `papers` where nothing is left of it.
pub(crate) fn slug(name: &str) -> String {
    let key = regesta::lang::latin_key(name);
    let words: Vec<&str> = key.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let slug: String = words.join("-").chars().take(64).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "papers".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{free_key, slug};

    #[test]
    fn names_become_short_latin_keys() {
        assert_eq!(slug("Кавказ 1920"), "kavkaz-1920");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("\u{202e}<script>"), "script");
        assert_eq!(slug("…"), "papers");
        assert!(slug(&"a".repeat(300)).len() <= 64);
    }

    #[test]
    fn taken_keys_are_numbered() {
        assert_eq!(free_key("a", |k| k == "a" || k == "a-2"), "a-3");
    }
}
