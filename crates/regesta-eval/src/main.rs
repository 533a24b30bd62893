//! `make eval`: reads every corpus with the pipeline, scores it, and compares with what is kept in git.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Parser;
use regesta::{BuildOptions, Engine};
use regesta_eval::changes::{compare_rows, line_of};
use regesta_eval::corpus::{Corpus, read_list};
use regesta_eval::cross::{self, Half, read_spellings};
use regesta_eval::measures::compare;
use regesta_eval::record::{Record, parse_rows, read_rows};
use regesta_eval::report::{CorpusScores, table};

/// Scores the pipeline on every corpus of corpora/corpora.toml.
#[derive(Debug, Parser)]
struct Args {
    /// The repository.
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// Only this corpus.
    #[arg(long)]
    corpus: Option<String>,
    /// Print this many errors of each kind, with their words.
    #[arg(long, default_value_t = 0)]
    errors: usize,
    /// Only errors of this kind.
    #[arg(long)]
    kind: Option<String>,
    /// Do not write corpora/SCORES.md and corpora/rows/.
    #[arg(long)]
    dry: bool,
    /// Print this many changes of each corpus.
    #[arg(long, default_value_t = 40)]
    changes: usize,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let list = read_list(&args.root.join("corpora/corpora.toml"))?;
    let engine = Engine::built_in()?;
    let mut report = String::from(
        "# Scores\n\nWritten by `make eval`. Precision, recall and F1 as the annotation guide defines them; `all` is the \
         corpus as a whole. Rows of held-out corpora are not kept.\n",
    );
    for corpus in list.iter().filter(|c| args.corpus.as_ref().is_none_or(|name| c.name == *name)) {
        let folder = args.root.join(&corpus.texts);
        if !folder.is_dir() {
            if corpus.outside {
                println!("{}: not here, left out", corpus.name);
                report.push_str(&kept_part(&args.root, &corpus.name));
                continue;
            }
            anyhow::bail!("{}: {} is missing", corpus.name, folder.display());
        }
        report.push_str(&run_corpus(&args, &engine, corpus, &folder)?);
    }
    for (name, half) in [("names-cross-open", Half::Open), ("names-cross-held", Half::Held)] {
        if args.corpus.as_ref().is_none_or(|wanted| wanted == name) {
            report.push_str(&run_cross(&args, name, half)?);
        }
    }
    if !args.dry && args.corpus.is_none() {
        std::fs::write(args.root.join("corpora/SCORES.md"), report)?;
    }
    Ok(())
}

/// The list of names in several languages; of the held half totals only.
fn run_cross(args: &Args, name: &str, half: Half) -> Result<String> {
    let spellings = read_spellings(&args.root.join("corpora/names-cross/names.tsv"), half)?;
    let scores = cross::score(&args.root, &spellings)?;
    let about = match half {
        Half::Open => "Spellings of persons, places and bodies in several languages: the half that may be read.",
        Half::Held => {
            "Spellings of persons, places and bodies in several languages: the half of which only totals are looked at."
        }
    };
    let table = cross::table(&scores);
    println!("\n== {name} — {about}\n{table}");
    if half == Half::Open {
        let wanted = scores.iter().filter(|(kind, _)| args.kind.as_ref().is_none_or(|k| k == *kind));
        for (kind, score) in wanted {
            for error in score.errors.iter().step_by((score.errors.len() / args.errors.max(1)).max(1)).take(args.errors)
            {
                println!("  {kind} {error}");
            }
        }
    }
    Ok(format!("\n## {name}\n\n{about}\n\n{table}"))
}

fn run_corpus(args: &Args, engine: &Engine, corpus: &Corpus, folder: &Path) -> Result<String> {
    let mut gold = Vec::new();
    for path in &corpus.gold {
        gold.extend(read_rows(&args.root.join(path))?);
    }
    if !corpus.kinds.is_empty() {
        gold.retain(|row| corpus.kinds.contains(&row.kind));
    }
    let dump = dump_of(engine, folder)?;
    let mut found = parse_rows(&dump)?;
    if !corpus.kinds.is_empty() {
        found.retain(|row| corpus.kinds.contains(&row.kind));
    }
    let mut scores = CorpusScores::new();
    let all = compare(&found, &gold);
    scores.insert("all".into(), all.kinds);
    let mut sources: Vec<&str> = gold.iter().map(|r| r.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    if sources.len() <= 8 {
        for source in sources {
            let of = |rows: &[Record]| rows.iter().filter(|r| r.source == source).cloned().collect::<Vec<_>>();
            scores.insert(source.to_owned(), compare(&of(&found), &of(&gold)).kinds);
        }
    }
    let table = table(&scores);
    println!("\n== {} — {}\n{table}", corpus.name, corpus.about);
    let part = format!("\n## {}\n\n{}\n\n{table}", corpus.name, corpus.about);
    if corpus.totals_only {
        return Ok(part);
    }
    let lines: String = all.rows.iter().map(|row| line_of(row) + "\n").collect();
    let name = format!("corpora/rows/{}.tsv", corpus.name);
    let before = committed(&args.root, &name);
    let changes = compare_rows(&before, &lines);
    if !before.is_empty() {
        let better = changes.iter().filter(|c| c.direction > 0).count();
        let worse = changes.iter().filter(|c| c.direction < 0).count();
        println!("since the last commit: {better} better, {worse} worse, {} other", changes.len() - better - worse);
        for change in changes.iter().filter(|c| c.direction != 0).take(args.changes) {
            let sign = if change.direction > 0 { '+' } else { '-' };
            println!("  {sign} {}: {} -> {}", change.place, change.before, change.now);
        }
    }
    if args.errors > 0 {
        print_errors(args, folder, &all.rows);
    }
    if !args.dry {
        let path = args.root.join(&name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(path, lines)?;
    }
    Ok(part)
}

fn dump_of(engine: &Engine, folder: &Path) -> Result<String> {
    let scratch = tempfile::tempdir()?;
    let project = scratch.path().join("corpus.regesta");
    let options = BuildOptions {
        jobs: 0,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "1970-01-01T00:00:00Z".into(),
    };
    regesta::build(engine, folder, &project, &options, &|_| true)?;
    let project = regesta::store::Project::open(&project, regesta::store::Mode::Read).map_err(regesta::Error::from)?;
    let mut dump = Vec::new();
    regesta::dump(&project, &mut dump)?;
    String::from_utf8(dump).context("the dump is UTF-8")
}

/// A file as the last commit has it; empty where it has none.
fn committed(root: &Path, name: &str) -> String {
    let output = Command::new("git").arg("-C").arg(root).args(["show", &format!("HEAD:{name}")]).output();
    output
        .ok()
        .filter(|o| o.status.success())
        .map(|o| String::from_utf8_lossy(&o.stdout).into_owned())
        .unwrap_or_default()
}

/// The part of the kept report about a corpus that is not here, so that a run without it does not lose its scores.
fn kept_part(root: &Path, name: &str) -> String {
    let kept = std::fs::read_to_string(root.join("corpora/SCORES.md")).unwrap_or_default();
    let head = format!("\n## {name}\n");
    let Some(start) = kept.find(&head) else { return String::new() };
    let end = kept[start + 1..].find("\n## ").map_or(kept.len(), |i| start + 1 + i);
    kept[start..end].to_owned()
}

fn print_errors(args: &Args, folder: &Path, rows: &[regesta_eval::measures::Row]) {
    use regesta_eval::measures::Outcome;
    let mut texts: BTreeMap<String, Vec<char>> = BTreeMap::new();
    let mut printed: BTreeMap<(String, Outcome), usize> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.outcome != Outcome::Right) {
        if args.kind.as_ref().is_some_and(|k| *k != row.kind) {
            continue;
        }
        let count = printed.entry((row.kind.clone(), row.outcome)).or_default();
        if *count >= args.errors {
            continue;
        }
        *count += 1;
        let text = texts.entry(row.source.clone()).or_insert_with(|| {
            regesta::ingest::read_file(&folder.join(&row.source), &row.source, &Default::default(), None)
                .map(|i| i.raw_text.chars().collect())
                .unwrap_or_default()
        });
        let slice = |a: i64, b: i64| -> String {
            let (a, b) = (a.max(0) as usize, (b.max(0) as usize).min(text.len()));
            text.get(a..b).unwrap_or_default().iter().collect::<String>().replace('\n', " ")
        };
        println!(
            "  {:?} {} {} {}: …{}⟦{}⟧{}… found {:?} gold {:?}",
            row.outcome,
            row.kind,
            row.source,
            row.start,
            slice(row.start - 40, row.start),
            slice(row.start, row.end),
            slice(row.end, row.end + 30),
            row.found,
            row.gold
        );
    }
}
