//! Plain texts of a folder as they are compared.

use std::path::{Path, PathBuf};

use regesta_engine::{EngineError, Result, Source};
use regesta_reuse::{Forms, Text, plain_text};
use sha2::{Digest, Sha256};

/// All files under `given`, sorted. Hidden ones are left out.
pub fn files(given: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = given.to_vec();
    while let Some(path) = open.pop() {
        if !path.is_dir() {
            found.push(path);
            continue;
        }
        let wrong = |source| EngineError::File { path: path.clone(), source };
        for entry in std::fs::read_dir(&path).map_err(wrong)? {
            let entry = entry.map_err(wrong)?;
            if !entry.file_name().to_string_lossy().starts_with('.') {
                open.push(entry.path());
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// A file as a source: named by its path, told by its bytes.
pub fn source(path: &PathBuf) -> Result<Source<'_>> {
    let bytes = std::fs::read(path).map_err(|source| EngineError::File { path: path.clone(), source })?;
    let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Source {
        name: path.to_string_lossy().into_owned(),
        digest,
        load: Box::new(move || read(path).map(|text| words(&text)).map_err(|error| error.to_string())),
    })
}

/// The text of a file. What is no UTF-8 is read as U+FFFD.
pub fn read(path: &Path) -> std::io::Result<String> {
    Ok(String::from_utf8_lossy(&std::fs::read(path)?).into_owned())
}

/// The words of a text, as one flow of paragraphs.
pub fn words(text: &str) -> (Text, Forms) {
    let mut forms = Forms::default();
    (plain_text(text, &mut forms), forms)
}
