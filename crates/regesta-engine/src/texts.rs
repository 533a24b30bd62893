//! Plain texts of a folder as they are compared.

use std::ops::Range;
use std::path::{Path, PathBuf};

use regesta_engine::{EngineError, Result, Source};
use regesta_reuse::{Forms, Text, TextBuilder};
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
    let mut builder = TextBuilder::new(&mut forms);
    builder.block(0, text, &[], &quotations(text));
    (builder.finish(), forms)
}

/// The longest quotation in bytes: a mark that is never closed does not swallow the rest.
const LONGEST: usize = 4_000;

/// What stands in quotation marks: bytes, sorted. A mark that is not closed in its paragraph opens nothing.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut newline = false;
    for (at, c) in text.char_indices() {
        let closes = matches!((open, c), (Some((_, '«')), '»') | (Some((_, '“')), '”') | (Some((_, '„')), '“' | '”'));
        match (open, c) {
            (Some((start, _)), _) if closes => {
                if at - start <= LONGEST {
                    found.push(start..at);
                }
                open = None;
            }
            (None, '«' | '“' | '„') => open = Some((at + c.len_utf8(), c)),
            (_, '\n') if newline => open = None,
            _ => {}
        }
        newline = c == '\n' || newline && c.is_whitespace();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_end_in_their_paragraph() {
        let text = "He said “all is well” and «left.\n\nThe next» day „nothing“ came";
        let found: Vec<&str> = quotations(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["all is well", "nothing"]);
    }
}
