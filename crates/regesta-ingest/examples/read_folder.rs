//! Reads every file of a folder and tells what came out and how fast: `cargo run --release --example read_folder -- FOLDER`.

use std::path::Path;
use std::time::Instant;

use regesta_ingest::{Limits, ReadOptions, read_file, walk};

fn main() {
    let root = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    let options = ReadOptions::default();
    let (files, mut diagnostics) = walk(Path::new(&root), &Limits::default());
    let (mut bytes, mut pages, mut seconds) = (0, 0, 0.0);
    for file in &files {
        let start = Instant::now();
        match read_file(&file.path, &file.relative, &options, None) {
            Ok(read) => {
                seconds += start.elapsed().as_secs_f64();
                bytes += read.byte_length;
                pages += read.pages.len();
                let letters = read.raw_text.chars().count();
                println!(
                    "{}: {}, {letters} letters, {} pages, {} words with a place",
                    file.relative,
                    read.encoding,
                    read.pages.len(),
                    read.boxes.len()
                );
                diagnostics.extend(read.diagnostics);
            }
            Err(error) => println!("{error}\n  try: {}", error.hint()),
        }
    }
    for diagnostic in diagnostics {
        println!("{} [{}]: {}", diagnostic.path.unwrap_or_default(), diagnostic.code, diagnostic.message);
    }
    println!("{} files, {bytes} bytes, {pages} pages in {seconds:.3} s of reading", files.len());
}
