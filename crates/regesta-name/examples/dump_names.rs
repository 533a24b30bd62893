//! Prints the names found in all `*.txt` files of a folder as JSONL, for a scorer.
//!
//! `cargo run --release -p regesta-name --example dump_names -- FOLDER [AUTHORITIES [PACKS]]`; AUTHORITIES is a folder
//! with `places.tsv`, `persons.tsv` and `bodies.tsv`, PACKS a folder of language packs instead of the built-in ones. Files that are not UTF-8 are left out.

use std::path::{Path, PathBuf};
use std::time::Instant;

use regesta_lang::{Morphology, PackSet, Paper};
use regesta_name::{Authorities, JoinStatus, NameFinder, NameType, join};
use regesta_text::CodePointIndex;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().ok_or("usage: dump FOLDER [AUTHORITIES]")?;
    let list = |name: &str| {
        arguments
            .get(1)
            .map(|a| std::fs::read_to_string(Path::new(a).join(name)).unwrap_or_default())
            .unwrap_or_default()
    };
    let authorities = Authorities::parse(&list("places.tsv"), &list("persons.tsv"), &list("bodies.tsv"))?
        .with_gazetteer(list("towns.tsv"));
    let packs = match arguments.get(2) {
        Some(folder) => PackSet::from_folder(Path::new(folder))?,
        None => PackSet::built_in()?,
    };
    let morphology = Morphology::load(&packs)?;
    let started = Instant::now();
    let finder = NameFinder::new(&packs, &morphology, &authorities);
    eprintln!("lists ready in {:?}", started.elapsed());
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.sort();
    let mut papers = Vec::new();
    let mut seconds = 0.0;
    let mut tokens = 0;
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt" || e == "md")) {
        let Ok(raw) = std::fs::read_to_string(file) else { continue };
        let paper = Paper::from_text(&raw, &packs, &morphology, &authorities);
        let started = Instant::now();
        let found = finder.find(&paper, &[]);
        seconds += started.elapsed().as_secs_f64();
        tokens += paper.passages.iter().map(|p| p.tokens.len()).sum::<usize>();
        papers.push((file.file_name().unwrap_or_default().to_string_lossy().into_owned(), paper, found));
    }
    let mentions: Vec<_> = papers.iter().map(|(_, _, found)| found.clone()).collect();
    let started = Instant::now();
    let entities = join(&mentions, &authorities);
    eprintln!(
        "{tokens} tokens, {:.0} a second; {} entities joined in {:?}",
        tokens as f64 / seconds.max(1e-9),
        entities.len(),
        started.elapsed()
    );
    let mut entity_of: Vec<Vec<&str>> = mentions.iter().map(|m| vec![""; m.len()]).collect();
    for entity in &entities {
        for member in &entity.joins {
            let slot = &mut entity_of[member.paper][member.mention];
            if member.status == JoinStatus::Same || slot.is_empty() {
                *slot = &entity.id;
            }
        }
    }
    for (number, (source, paper, found)) in papers.iter().enumerate() {
        let index = CodePointIndex::new(&paper.raw);
        for (mention, name) in found.iter().enumerate() {
            let pieces = paper.passages[name.passage].reading.raw_pieces(name.span);
            let Some(piece) = pieces.first() else { continue };
            let kind = match name.value.name_type {
                NameType::Person => "person",
                NameType::Place => "place",
                NameType::Body => "org",
            };
            let row = serde_json::json!({
                "source": source,
                "start": index.code_point_from_byte(piece.start),
                "end": index.code_point_from_byte(piece.end),
                "kind": kind,
                "text": &paper.raw[piece.range()],
                "entity": entity_of[number][mention],
                "normal": name.value.normal,
                "given": name.value.given,
                "rule": name.rule,
                "score": name.score,
            });
            println!("{row}");
        }
    }
    Ok(())
}
