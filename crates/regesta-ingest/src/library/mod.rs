//! Files of literature that stand beside the papers: what Zotero, JabRef, EndNote and others export. They are no papers;
//! they say what the papers are.

mod bibtex;
mod csl;
mod ris;

use serde_json::Value;

use crate::reader::extension_of;
use crate::{IngestError, encoding};

/// One work of a library.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryItem {
    /// The work, as CSL-JSON.
    pub csl: Value,
    /// The files that the library has of it, as written there, with `/` between folders.
    pub attachments: Vec<String>,
}

/// Extensions of files of literature.
pub(crate) const EXTENSIONS: &[&str] = &["bib", "biblatex", "bibtex", "ris"];

/// Whether a file is one of literature, by its name and its first bytes. CSL-JSON has the extension of any JSON, so it is
/// told by its content.
pub(crate) fn is_library(head: &[u8], name: &str) -> bool {
    let extension = extension_of(name);
    EXTENSIONS.contains(&extension.as_str()) || extension == "json" && csl::looks_like_csl(head)
}

/// Reads a file of literature that is in memory.
///
/// # Errors
/// [`IngestError::Damaged`] for a file that is none, and those of its encoding.
///
/// ```
/// let ris = "TY  - BOOK\nAU  - Orme, Anna\nTI  - The Siege\nPY  - 1921\nL1  - files/7/siege.pdf\nER  - \n";
/// let items = regesta_ingest::read_library(ris.into(), "papers.ris").unwrap();
/// assert_eq!(items[0].csl["author"][0]["family"], "Orme");
/// assert_eq!(items[0].attachments, ["files/7/siege.pdf"]);
/// ```
pub fn read_library(bytes: Vec<u8>, name: &str) -> Result<Vec<LibraryItem>, IngestError> {
    let text = encoding::decode(bytes, name, None)?.text;
    let damaged = |format: &str, reason: String| IngestError::Damaged {
        name: name.into(),
        format: format.into(),
        reason,
        cure: "export the library once more: CSL JSON, BibLaTeX or RIS".into(),
    };
    match extension_of(name).as_str() {
        "ris" => Ok(ris::parse(&text)),
        "json" => csl::parse(&text).map_err(|reason| damaged("CSL-JSON", reason)),
        _ => bibtex::parse(&text).map_err(|reason| damaged("BibTeX", reason)),
    }
}

/// A name of the form "Family, Given"; one without a comma stays whole.
fn person(name: &str) -> Value {
    let name = name.trim();
    match name.split_once(',') {
        Some((family, given)) => serde_json::json!({ "family": family.trim(), "given": given.trim() }),
        None => serde_json::json!({ "literal": name }),
    }
}
