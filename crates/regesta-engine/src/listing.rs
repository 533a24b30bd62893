//! Passages as lines of JSON.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use regesta_engine::{EngineError, Found, Result};
use regesta_reuse::Text;
use serde::Serialize;

use crate::texts;

/// One passage.
#[derive(Debug, Serialize)]
struct Row {
    score: u32,
    witnesses: [Place; 2],
}

/// Where it stands in one text.
#[derive(Debug, Serialize)]
struct Place {
    text: String,
    /// Code points, half-open.
    start: usize,
    end: usize,
    quoted: bool,
    exact: String,
}

/// Two texts that are one.
#[derive(Debug, Serialize)]
struct Twins {
    duplicates: [String; 2],
    /// Share of the shorter, in thousandths.
    share: u32,
}

/// Texts that are in memory at once.
const TEXTS: usize = 32;

/// Texts that passages stand in, those used last in memory.
struct Shelf<'f> {
    files: BTreeMap<String, &'f PathBuf>,
    texts: Vec<(String, String, Text)>,
}

impl Shelf<'_> {
    fn text(&mut self, name: &str) -> Result<&(String, String, Text)> {
        if let Some(at) = self.texts.iter().position(|(held, ..)| held == name) {
            let held = self.texts.remove(at);
            self.texts.push(held);
        } else {
            let Some(path) = self.files.get(name) else {
                return Err(EngineError::Text { name: name.to_owned(), reason: "it is not among the texts".into() });
            };
            let raw = texts::read(path).map_err(|source| EngineError::File { path: (*path).clone(), source })?;
            let text = texts::words(&raw).0;
            if self.texts.len() == TEXTS {
                self.texts.remove(0);
            }
            self.texts.push((name.to_owned(), raw, text));
        }
        Ok(&self.texts[self.texts.len() - 1])
    }

    fn place(&mut self, name: &str, words: std::ops::Range<u32>, quoted: bool) -> Result<Place> {
        let (_, raw, text) = self.text(name)?;
        let all = text.words();
        let (start, end) = (all[words.start as usize].start as usize, all[words.end as usize - 1].end as usize);
        let first = raw[..start].chars().count();
        let exact = raw[start..end].to_owned();
        Ok(Place { text: name.to_owned(), start: first, end: first + exact.chars().count(), quoted, exact })
    }
}

/// Writes all passages of a score, the highest first, and behind them the texts that are one text twice.
pub fn write(found: &Found, files: &[PathBuf], score: u32, out: impl Write) -> Result<()> {
    let mut out = BufWriter::new(out);
    let name = |path: &PathBuf| path.to_string_lossy().into_owned();
    let files = files.iter().map(|path| (name(path), path)).collect();
    let mut shelf = Shelf { files, texts: Vec::new() };
    for passage in found.passages()? {
        let passage = passage?;
        if passage.score < score {
            break;
        }
        let names = [passage.text_a, passage.text_b].map(|n| found.names[n as usize].clone());
        let a = shelf.place(&names[0], passage.a(), passage.quoted.0)?;
        let b = shelf.place(&names[1], passage.b(), passage.quoted.1)?;
        line(&mut out, &Row { score: passage.score, witnesses: [a, b] })?;
    }
    for (a, b, share) in found.duplicates()? {
        let duplicates = [a, b].map(|n| found.names[n as usize].clone());
        line(&mut out, &Twins { duplicates, share })?;
    }
    out.flush().map_err(|source| EngineError::File { path: "-".into(), source })
}

fn line(out: &mut impl Write, row: &impl Serialize) -> Result<()> {
    let written = serde_json::to_string(row).map_err(std::io::Error::from).and_then(|json| writeln!(out, "{json}"));
    written.map_err(|source| EngineError::File { path: "-".into(), source })
}
