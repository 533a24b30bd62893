//! Prints the citations of all `*.txt` and `*.md` files of a folder as JSON lines, for `score.py`:
//! `dump FOLDER [ARCHIVES.tsv]`. Files that are not UTF-8 are passed over.

use std::io::Write;

use regesta_cite::{ArchiveList, find_citations};
use regesta_lang::{Morphology, PackSet, Paper};
use regesta_text::CodePointIndex;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: dump FOLDER [ARCHIVES.tsv]")?;
    let archives = match args.next() {
        Some(path) => ArchiveList::parse(&std::fs::read_to_string(path)?),
        None => ArchiveList::default(),
    };
    let packs = PackSet::built_in()?;
    let morphology = Morphology::load(&packs)?;
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut out = std::io::stdout().lock();
    for path in paths {
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let Some(raw) = std::fs::read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else { continue };
        if !matches!(ending, "txt" | "md") {
            continue;
        }
        let options = regesta_text::PrepareOptions {
            structure: packs.structure_words(),
            markdown: ending == "md",
            ..Default::default()
        };
        let paper = Paper::read(raw.clone(), regesta_text::prepare(&raw, &options), &packs, &morphology, &());
        let index = CodePointIndex::new(&raw);
        let source = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        for found in find_citations(&paper, &packs, &archives) {
            let passage = &paper.passages[found.passage];
            let Some(first) = passage.reading.raw_pieces(found.span).into_iter().next() else { continue };
            let row = serde_json::json!({
                "source": source,
                "kind": "cite",
                "start": index.code_point_from_byte(first.start),
                "end": index.code_point_from_byte(first.end),
                "text": &raw[first.range()],
                "rule": found.rule,
                "refs": found.value.refs,
            });
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}
