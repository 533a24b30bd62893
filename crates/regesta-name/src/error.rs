use thiserror::Error;

/// What can be wrong with the lists this crate is given.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameError {
    /// An authority list lacks a column.
    #[error(
        "{list}: no column `{column}`; name the columns in the first line, separated by tabs, or in a line `# columns: id lang name`"
    )]
    MissingColumn {
        /// Which list: "places", "persons" or "bodies".
        list: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A row has an empty field that must be filled.
    #[error("{list}, line {line}: `{column}` is empty; every row needs an id and a name")]
    EmptyField {
        /// Which list: "places", "persons" or "bodies".
        list: &'static str,
        /// Line of the list, from 1.
        line: usize,
        /// The column.
        column: &'static str,
    },
    /// A row or entry of an imported list that cannot be read.
    #[error("line {line}: {what}")]
    Unreadable {
        /// Line of the file, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// An entry of a JSON list without identifier.
    #[error("entry {entry}: no `{field}`; every entry needs an identifier")]
    NoIdentifier {
        /// Number of the entry, from 1.
        entry: usize,
        /// The field.
        field: &'static str,
    },
    /// Nothing says what an imported thing is.
    #[error("{id}: neither the list nor you say whether it is a person, a place or a body; say it with `--as`")]
    UnknownList {
        /// Identifier of the thing.
        id: String,
    },
}
