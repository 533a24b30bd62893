//! Finds what the texts of a folder have in the same words, however many they are.

mod listing;
mod texts;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use regesta_engine::{Options, Stage, run};
use regesta_reuse::Settings;

/// Finds what texts have in the same words: plain texts in UTF-8, one a file, a folder with its sub-folders. Tables are kept
/// in the folder of the cache, so that a run that was interrupted goes on where it stopped, and new texts are held against
/// the tables of the old.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Examples:\n  \
    regesta-engine texts --cache tables > shared.jsonl\n  \
    regesta-engine texts --cache tables --memory 4GB --threads 8 --letters 16\n  \
    regesta-engine texts --cache tables --until shingles   the rest another time\n\n\
    Exit codes: 0 done, 1 a text or the cache cannot be read, 2 wrong arguments, 3 too little memory granted"
)]
struct Args {
    /// Folders and files of plain text
    #[arg(required = true)]
    texts: Vec<PathBuf>,
    /// The folder of the tables; it is made if it is not there
    #[arg(long)]
    cache: PathBuf,
    /// Memory for tables and texts under way, 64MB at least: bytes, or with kB, MB, GB
    #[arg(long, default_value = "1GB", value_parser = memory)]
    memory: usize,
    /// Threads
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// Letters of a shingle: 10 finds ten words misread here and there, 20 is quicker among many texts
    #[arg(long)]
    letters: Option<usize>,
    /// Shared shingles near each other from which two places are compared
    #[arg(long)]
    seeds: Option<usize>,
    /// Letters of weighted shared words from which a passage is listed
    #[arg(long)]
    score: Option<u32>,
    /// The last stage of this run
    #[arg(long, value_enum, default_value_t = Until::Passages)]
    until: Until,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Until {
    Documents,
    Shingles,
    Seeds,
    Regions,
    Candidates,
    Passages,
}

impl Until {
    fn stage(self) -> Stage {
        match self {
            Self::Documents => Stage::Documents,
            Self::Shingles => Stage::Shingles,
            Self::Seeds => Stage::Seeds,
            Self::Regions => Stage::Regions,
            Self::Candidates => Stage::Candidates,
            Self::Passages => Stage::Passages,
        }
    }
}

fn memory(written: &str) -> Result<usize, String> {
    let digits = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match written[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" | "k" => 1 << 10,
        "mb" | "m" => 1 << 20,
        "gb" | "g" => 1 << 30,
        other => return Err(format!("`{other}` is no unit: write bytes, kB, MB or GB")),
    };
    let number: usize = digits.parse().map_err(|_| format!("`{digits}` is no number"))?;
    number.checked_mul(unit).ok_or_else(|| format!("{written} is more than there can be"))
}

fn main() -> ExitCode {
    let args = Args::parse();
    match work(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            match error {
                regesta_engine::EngineError::Memory { .. } => ExitCode::from(3),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

fn work(args: &Args) -> regesta_engine::Result<()> {
    let mut settings = Settings::default();
    settings.shingle_letters = args.letters.unwrap_or(settings.shingle_letters);
    settings.seeds = args.seeds.unwrap_or(settings.seeds);
    settings.score = args.score.unwrap_or(settings.score);
    settings.possible_score = settings.possible_score.min(settings.score);
    let options = Options { memory: args.memory, threads: args.threads, until: args.until.stage(), settings };
    let files = texts::files(&args.texts)?;
    let sources = files.iter().map(texts::source).collect::<regesta_engine::Result<_>>()?;
    match run(&args.cache, sources, &options)? {
        Some(found) => listing::write(&found, &files, options.settings.score, std::io::stdout().lock()),
        None => {
            eprintln!("{} is done; run again for the rest", options.until.name());
            Ok(())
        }
    }
}
