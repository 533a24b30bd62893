//! The corpora that `make eval` runs, as `corpora/corpora.toml` lists them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

/// One annotated corpus.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corpus {
    /// Name in reports and of its row file.
    pub name: String,
    /// Folder of the texts, relative to the repository.
    pub texts: PathBuf,
    /// Gold files, relative to the repository.
    pub gold: Vec<PathBuf>,
    /// The kinds it annotates; all where empty.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Whether it may be missing (data that does not ship with the project).
    #[serde(default)]
    pub outside: bool,
    /// Whether only totals are shown and kept: a held-out set.
    #[serde(default)]
    pub totals_only: bool,
    /// One sentence about it for the report.
    pub about: String,
}

#[derive(Debug, Deserialize)]
struct List {
    corpus: Vec<Corpus>,
}

/// Reads the list.
///
/// # Errors
/// Where the file is missing or malformed.
pub fn read_list(path: &Path) -> Result<Vec<Corpus>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let list: List = toml::from_str(&text).with_context(|| path.display().to_string())?;
    Ok(list.corpus)
}
