//! What the plain texts of a folder share, by the finder in memory: for holding it against others (`benches/peers/reuse.py`).
//!
//! Prints a line of JSON for each passage, and behind them the texts that are one text twice.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use regesta_reuse::{Forms, Settings, Text, find_shared, plain_text};
use serde_json::json;

/// What plain texts share.
#[derive(Debug, Parser)]
struct Args {
    /// A folder of plain texts
    folder: PathBuf,
    /// Letters of a shingle
    #[arg(long)]
    letters: Option<usize>,
    /// Shared shingles near each other from which two places are compared
    #[arg(long)]
    seeds: Option<usize>,
    /// The line above which a passage is printed
    #[arg(long)]
    score: Option<u32>,
    /// Threads; all unless given
    #[arg(long)]
    threads: Option<usize>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let mut settings = Settings::default();
    settings.shingle_letters = args.letters.unwrap_or(settings.shingle_letters);
    settings.seeds = args.seeds.unwrap_or(settings.seeds);
    settings.score = args.score.unwrap_or(settings.score);
    settings.possible_score = settings.possible_score.min(settings.score);
    let read = std::fs::read_dir(&args.folder).with_context(|| args.folder.display().to_string())?;
    let mut files: Vec<PathBuf> = read.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.sort();
    let mut forms = Forms::default();
    let mut texts: Vec<Text> = Vec::with_capacity(files.len());
    let mut raws: Vec<String> = Vec::with_capacity(files.len());
    for file in &files {
        let raw = std::fs::read(file).with_context(|| file.display().to_string())?;
        raws.push(String::from_utf8_lossy(&raw).into_owned());
        texts.push(plain_text(&raws[raws.len() - 1], &mut forms));
    }
    let shared = match args.threads {
        Some(threads) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
            pool.install(|| find_shared(&texts, &forms, &settings))
        }
        None => find_shared(&texts, &forms, &settings),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for passage in shared.passages.iter().filter(|passage| passage.score >= settings.score) {
        let mut witnesses = Vec::new();
        for (text, words, quoted) in
            [(passage.text_a, passage.a(), passage.quoted.0), (passage.text_b, passage.b(), passage.quoted.1)]
        {
            let (file, raw) = (&files[text as usize], &raws[text as usize]);
            let all = texts[text as usize].words();
            let (start, end) = (all[words.start as usize].start as usize, all[words.end as usize - 1].end as usize);
            let first = raw[..start].chars().count();
            let exact = &raw[start..end];
            let place = json!({ "text": file.display().to_string(), "start": first, "end": first + exact.chars().count(),
                "quoted": quoted, "exact": exact });
            witnesses.push(place);
        }
        writeln!(out, "{}", json!({ "score": passage.score, "witnesses": witnesses }))?;
    }
    for (a, b, share) in shared.duplicates {
        let pair = [a, b].map(|n| files[n as usize].display().to_string());
        writeln!(out, "{}", json!({ "duplicates": pair, "share": share }))?;
    }
    Ok(out.flush()?)
}
