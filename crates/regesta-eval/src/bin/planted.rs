//! Plants quotations into prose and measures how they are found again: the table of `docs/reuse.md`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use regesta_eval::planted::{Planted, sentences, table};
use regesta_reuse::Settings;

/// Plants quotations into unrelated pages and measures how they are found again.
#[derive(Debug, Parser)]
struct Args {
    /// Folders of texts that the prose is taken from
    #[arg(default_values = ["corpora/passages/texts", "corpora/blind/texts", "corpora/citations/texts", "corpora/citations2/texts",
        "corpora/dates-az/texts", "corpora/dates-en/texts", "corpora/dates-ru/texts", "corpora/dates-ru2/texts",
        "corpora/dates-tr/texts", "corpora/dates-uk/texts"])]
    texts: Vec<PathBuf>,
    /// Plants of each kind
    #[arg(long, default_value_t = 4)]
    each: usize,
    /// Words of a page
    #[arg(long, default_value_t = 80)]
    page: usize,
    /// Letters of a shingle
    #[arg(long)]
    letters: Option<usize>,
    /// The line above which a passage counts
    #[arg(long)]
    score: Option<u32>,
    /// Seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let mut texts = Vec::new();
    for folder in &args.texts {
        let read = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
        let mut files: Vec<PathBuf> = read.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        files.sort();
        for file in files {
            texts.push(String::from_utf8_lossy(&std::fs::read(&file)?).into_owned());
        }
    }
    let mut settings = Settings::default();
    settings.shingle_letters = args.letters.unwrap_or(settings.shingle_letters);
    settings.score = args.score.unwrap_or(settings.score);
    settings.possible_score = settings.possible_score.min(settings.score);
    let planted = Planted::new(&sentences(&texts), args.each, args.page, args.seed);
    print!("{}", table(&planted.measure(&settings)));
    Ok(())
}
