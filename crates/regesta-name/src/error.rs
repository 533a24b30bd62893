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
}
