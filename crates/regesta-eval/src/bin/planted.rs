//! Plants quotations into prose and measures how they are found again: a table of `docs/quality.md`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use regesta_eval::planted::{Measured, Planted, between_marks, sentences, table};
use regesta_reuse::Settings;

/// Plants quotations into unrelated pages and measures how they are found again.
#[derive(Debug, Parser)]
struct Args {
    /// Folders of texts that the prose is taken from
    #[arg(default_values = ["corpora/passages/texts", "corpora/blind/texts", "corpora/citations/texts", "corpora/citations2/texts",
        "corpora/dates-az/texts", "corpora/dates-en/texts", "corpora/dates-ru/texts", "corpora/dates-ru2/texts",
        "corpora/dates-tr/texts", "corpora/dates-uk/texts"])]
    texts: Vec<PathBuf>,
    /// Plants of each kind in one set, as far as the prose reaches
    #[arg(long, default_value_t = 4)]
    each: usize,
    /// Words of a page
    #[arg(long, default_value_t = 40)]
    page: usize,
    /// Sets, each with the sentences in another order
    #[arg(long, default_value_t = 12)]
    sets: u64,
    /// The folder of the language packs, for their pronouns
    #[arg(long, default_value = "languages")]
    languages: PathBuf,
    /// Write the table into this page, between its marks
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
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
    let (sentences, pronouns) = (sentences(&texts), pronouns(&args.languages)?);
    let mut measured = Measured::default();
    for set in 0..args.sets {
        measured.add(&Planted::new(&sentences, &pronouns, args.each, args.page, args.seed + set).measure(&settings));
    }
    let table = table(&measured);
    print!("{table}");
    if let Some(path) = &args.write {
        let page = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let page = between_marks(&page, "planted", &table)
            .with_context(|| format!("{}: no lines <!-- planted --> and <!-- end of planted -->", path.display()))?;
        std::fs::write(path, page).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// The pronouns of each pack.
fn pronouns(languages: &std::path::Path) -> Result<Vec<Vec<String>>> {
    let read = std::fs::read_dir(languages).with_context(|| languages.display().to_string())?;
    let mut packs: Vec<PathBuf> = read.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    packs.sort();
    let mut lists = Vec::new();
    for file in packs.iter().map(|pack| pack.join("lexicon/pronoun.tsv")).filter(|file| file.is_file()) {
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lists.push(lines.filter_map(|line| line.split('\t').next()).map(str::to_owned).collect());
    }
    Ok(lists)
}
