//! `cargo run --example dump_dates -- FOLDER [PACKS]`: the dates of every UTF-8 text of a folder as JSON lines, by the
//! built-in packs or by those of the folder PACKS.

use std::io::Write;
use std::path::PathBuf;

use regesta_date::{edtf_bounds, find_dates};
use regesta_lang::{Morphology, PackSet, Paper};
use regesta_text::CodePointIndex;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: dump FOLDER [PACKS]")?;
    let packs = match std::env::args().nth(2) {
        Some(folder) => PackSet::from_folder(folder.as_ref())?,
        None => PackSet::built_in()?,
    };
    let morphology = Morphology::load(&packs)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"));
    files.sort();
    let mut out = std::io::stdout().lock();
    for file in files {
        let Ok(raw) = String::from_utf8(std::fs::read(&file)?) else { continue };
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let index = CodePointIndex::new(&raw);
        let paper = Paper::from_text(&raw, &packs, &morphology, &());
        for found in find_dates(&paper, &packs, &[]) {
            let passage = &paper.passages[found.passage];
            let Some(piece) = passage.reading.raw_pieces(found.span).first().copied() else { continue };
            let row = serde_json::json!({
                "source": name,
                "start": index.code_point_from_byte(piece.start),
                "end": index.code_point_from_byte(piece.end),
                "line": raw[..piece.start].matches('\n').count() + 1,
                "text": &raw[piece.range()],
                "kind": "date",
                "edtf": found.value.edtf.clone().unwrap_or_default(),
                "bounds": found.value.edtf.as_deref().and_then(edtf_bounds),
                "rule": found.rule,
                "reason": found.reason,
                "alternatives": found.value.alternatives,
                "segment": passage.kind.name(),
            });
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
