//! Prints what files read as, block by block, as JSON: for `scripts/pdf_truth/score.py`.
//!
//! `file-blocks FILE...` writes FILE.blocks.json beside each; `--stem` leaves out the extension (`paper.pdf` and
//! `paper.blocks.json`), as the measure of PDFs expects.

use std::error::Error;
use std::path::PathBuf;

use regesta::ingest::{LayerKind, ReadOptions, read_file};
use regesta::text::EditReason;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let engine = regesta::Engine::built_in()?;
    let mut is_stem = false;
    for argument in std::env::args_os().skip(1) {
        if argument == "--stem" {
            is_stem = true;
            continue;
        }
        let path = PathBuf::from(argument);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let read = match read_file(&path, &name, &ReadOptions::default(), None) {
            Ok(read) => read,
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                continue;
            }
        };
        let rows = read.layers.iter().filter(|layer| matches!(layer.kind, LayerKind::TableRow | LayerKind::Cell));
        let rows: Vec<String> = rows
            .map(|layer| layer.raw.iter().map(|raw| &read.raw_text[raw.clone()]).collect::<Vec<_>>().join(" "))
            .collect();
        let labels: Vec<_> = read.pages.iter().map(|page| page.label.clone()).collect();
        let messages: Vec<_> = read.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
        let (csl, recognised) = (read.csl.clone(), read.recognised.clone());
        let paper = engine.paper_of(read);
        let mut blocks = Vec::new();
        for passage in &paper.passages {
            let text = passage.reading.text();
            let word_at = |at: usize| {
                let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
                let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
                text[start..end].to_owned()
            };
            let calls: Vec<_> = passage
                .calls
                .iter()
                .map(|call| {
                    let at = text[..passage.reading.read_at_or_after_raw(call.raw.start)].chars().count();
                    json!({ "at": at, "printed": call.printed, "note": call.note })
                })
                .collect();
            let is_hyphen = |reason: EditReason| matches!(reason, EditReason::LineEndHyphen | EditReason::HyphenKept);
            let inside = |at: usize| passage.pieces.iter().any(|piece| piece.start <= at && at < piece.end);
            let hyphens: Vec<String> = paper
                .edits
                .iter()
                .filter(|edit| is_hyphen(edit.reason) && inside(edit.span.start))
                .map(|edit| word_at(passage.reading.read_at_or_after_raw(edit.span.end)))
                .collect();
            blocks.push(json!({
                "kind": passage.kind.name(), "page": passage.page, "text": text, "calls": calls, "hyphens": hyphens,
                "label": passage.label,
            }));
        }
        let out = json!({
            "blocks": blocks, "rows": rows, "labels": labels, "diagnostics": messages, "csl": csl,
            "recognised": recognised,
        });
        let beside = if is_stem {
            path.with_extension("blocks.json")
        } else {
            path.with_file_name(format!("{name}.blocks.json"))
        };
        std::fs::write(beside, serde_json::to_string(&out)?)?;
    }
    Ok(())
}
