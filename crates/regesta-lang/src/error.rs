use std::path::PathBuf;

/// Why a language pack could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// A file of the pack is missing or cannot be read.
    #[error("{file}: cannot be read: {source}")]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// `pack.toml` or a rules file is not valid TOML, or has a field of a wrong type.
    #[error("{file}: {message}")]
    Toml {
        /// The file.
        file: String,
        /// What the parser said, with line and column.
        message: String,
    },
    /// A list has a line that is not `form<TAB>value…`.
    #[error("{file}:{line}: {message}")]
    List {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong, and the cure.
        message: String,
    },
    /// A rule's pattern does not compile.
    #[error("{file}: rule {rule}: {message}")]
    Pattern {
        /// The file.
        file: String,
        /// The rule's id.
        rule: String,
        /// What is wrong, and the cure.
        message: String,
    },
    /// Two packs, or two rules, have one name.
    #[error("{what} {name} is there twice: {first} and {second}")]
    Twice {
        /// What kind of thing.
        what: &'static str,
        /// Its name.
        name: String,
        /// Where it was first.
        first: String,
        /// Where it is again.
        second: String,
    },
    /// The dictionary of a morphology could not be loaded.
    #[error("the morphology of {tag} could not be loaded: {message}")]
    Morphology {
        /// Language tag.
        tag: String,
        /// What the dictionary said.
        message: String,
    },
}
