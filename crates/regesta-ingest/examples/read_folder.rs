//! Reads every file of a folder, each in a process of its own as `regesta build` does, and tells what came out and what it
//! cost: `cargo run --release -p regesta-ingest --example read_folder -- FOLDER [PROGRAM]`. PROGRAM is the reading process,
//! by default `regesta-read-one` beside this program's folder; `-` reads in this process.
//!
//! With folders of files that were made to break readers (those of pdf.js, veraPDF, qpdf, Tika, pandoc) it is the measure
//! in `docs/reading-files.md`: no crash, no file over 20 s, a reason for each refusal.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use regesta_ingest::{ChildProgram, IngestError, Limits, ReadOptions, read_file, walk};

fn main() {
    let mut args = std::env::args().skip(1);
    let root = args.next().unwrap_or_else(|| ".".into());
    let beside = || std::env::current_exe().ok().and_then(|own| Some(own.parent()?.parent()?.join("regesta-read-one")));
    let child = match args.next().as_deref() {
        Some("-") => None,
        Some(program) => Some(PathBuf::from(program)),
        None => beside(),
    };
    let child = child.map(|program| ChildProgram { program, args: Vec::new() });
    let options = ReadOptions::default();
    let (files, diagnostics) = walk(Path::new(&root), &Limits::default());
    let mut outcomes: BTreeMap<&'static str, usize> = BTreeMap::new();
    let (mut bytes, mut slowest, mut without_reason) = (0, (0.0, String::new()), 0);
    let start = Instant::now();
    for file in &files {
        let begin = Instant::now();
        let outcome = match read_file(&file.path, &file.relative, &options, child.as_ref()) {
            Ok(read) => {
                bytes += read.byte_length;
                if let Some(partial) = &read.partial {
                    println!("{}: partial: {partial}", file.relative);
                }
                if read.partial.is_some() { "partial" } else { "read" }
            }
            Err(error) => {
                println!("{error}\n  try: {}", error.hint());
                without_reason += usize::from(error.hint().is_empty());
                match error {
                    IngestError::Crashed { .. } => "crashed",
                    IngestError::Protocol { .. } => "protocol broken",
                    IngestError::Timeout { .. } => "over its time",
                    IngestError::MemoryLimit { .. } => "over its memory",
                    _ => "refused",
                }
            }
        };
        *outcomes.entry(outcome).or_default() += 1;
        let seconds = begin.elapsed().as_secs_f64();
        if seconds > slowest.0 {
            slowest = (seconds, file.relative.clone());
        }
    }
    for diagnostic in &diagnostics {
        println!("{} [{}]: {}", diagnostic.path.as_deref().unwrap_or_default(), diagnostic.code, diagnostic.message);
    }
    println!(
        "{} files, {bytes} bytes read in {:.1} s; {outcomes:?}; {} left out by the walk; {without_reason} refused without \
         a cure; slowest {:.2} s, {}",
        files.len(),
        start.elapsed().as_secs_f64(),
        diagnostics.len(),
        slowest.0,
        slowest.1
    );
}
