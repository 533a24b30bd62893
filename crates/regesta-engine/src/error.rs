use std::path::PathBuf;

use datafusion::error::DataFusionError;

/// What stops a run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// A file of the cache cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A text cannot be read.
    #[error("{name}: {reason}")]
    Text {
        /// Its name.
        name: String,
        /// Why.
        reason: String,
    },
    /// The cache holds a text that is not among the given ones any more, or is another by now.
    #[error("{}: holds {name}, which is no longer there or has changed; give another folder for the cache, or remove it", path.display())]
    OtherTexts {
        /// The cache.
        path: PathBuf,
        /// The first such text.
        name: String,
    },
    /// The memory limit is too low.
    #[error("the memory limit of {limit} bytes is too low for {stage}: {reason}; give more with --memory")]
    Memory {
        /// The limit that was set.
        limit: usize,
        /// What was being done.
        stage: &'static str,
        /// What the engine says.
        reason: String,
    },
    /// The engine failed.
    #[error("{stage}: {source}")]
    Query {
        /// What was being done.
        stage: &'static str,
        /// What the engine says.
        source: Box<DataFusionError>,
    },
    /// A row of the cache is not what this program writes.
    #[error("{what}: the cache is damaged; remove its folder and run again")]
    Damaged {
        /// What could not be read.
        what: &'static str,
    },
}

/// Short for results of this crate.
pub type Result<T> = std::result::Result<T, EngineError>;

impl EngineError {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    pub(crate) fn query(stage: &'static str, limit: usize) -> impl Fn(DataFusionError) -> Self {
        move |source| match source.find_root() {
            DataFusionError::ResourcesExhausted(reason) => Self::Memory { limit, stage, reason: reason.clone() },
            _ => Self::Query { stage, source: Box::new(source) },
        }
    }
}
