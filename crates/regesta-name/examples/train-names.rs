//! Trains the tagger of regesta-name, and measures it.
//!
//! ```text
//! cargo run --release -p regesta-name --example train-names -- --set TEXTS:GOLD [--set …] --out crates/regesta-name/models/names.bin
//! cargo run --release -p regesta-name --example train-names -- --set TEXTS:GOLD --folds 5
//! cargo run --release -p regesta-name --example train-names -- --test TEXTS:GOLD
//! ```
//!
//! A set is a folder of texts and a file of gold rows with code points. Every text is learnt from as it is and, for texts that
//! have lost all capitals, in small letters. `--folds` cross-validates over the texts of the first set; the others are
//! learnt from in every fold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Parser;
use regesta_cite::{ArchiveList, find_citations};
use regesta_lang::{Morphology, PackSet, Paper};
use regesta_name::{
    Authorities, Bars, GoldName, NameTools, NameType, Tagger, TrainSettings, TrainingText, WordClasses,
    find_mentions_with, train_tagger,
};
use regesta_text::{CodePointIndex, Span};
use serde_json::Value;

#[derive(Debug, Parser)]
struct Args {
    /// A set to learn from: folder of texts, colon, file of gold rows; the same set twice counts twice.
    #[arg(long)]
    set: Vec<String>,
    /// A set to measure on, when learnt.
    #[arg(long)]
    test: Vec<String>,
    /// The folder of authority lists.
    #[arg(long, default_value = "authorities")]
    authorities: PathBuf,
    /// The classes of words.
    #[arg(long, default_value = "crates/regesta-name/models/classes-ru.bin")]
    classes: PathBuf,
    /// Cross-validate in this many parts.
    #[arg(long)]
    folds: Option<usize>,
    /// Run only so many of the folds.
    #[arg(long)]
    only: Option<usize>,
    /// Measure the texts in small letters too.
    #[arg(long)]
    small: bool,
    /// Measure the rules alone.
    #[arg(long)]
    rules: bool,
    /// Where the tagger is written.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Passes over the texts.
    #[arg(long, default_value_t = TrainSettings::default().rounds)]
    rounds: usize,
    /// Weight of the penalty.
    #[arg(long, default_value_t = TrainSettings::default().penalty)]
    penalty: f64,
    /// Least number of times that a feature is seen.
    #[arg(long, default_value_t = TrainSettings::default().least)]
    least: u32,
    /// A tagger to measure instead of one that is learnt.
    #[arg(long)]
    tagger: Option<PathBuf>,
    /// Bars to measure with: fifteen numbers with commas (those of `Bars` for persons, places, bodies); may be given again.
    #[arg(long)]
    bars: Vec<String>,
    /// Print this many errors of each kind of the first set that is measured.
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

/// A name of the gold, or one that was found, in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    start: usize,
    end: usize,
    name_type: NameType,
    /// Neither missed nor counted where it is found.
    optional: bool,
    rule: String,
}

/// A text of a set with its gold.
struct Text {
    raw: String,
    rows: Vec<Row>,
}

/// What a text is read with.
struct Engine {
    packs: PackSet,
    morphology: Morphology,
    authorities: Authorities,
    archives: ArchiveList,
}

impl Engine {
    fn load(authorities: &Path) -> Result<Self> {
        let packs = PackSet::built_in()?;
        let morphology = Morphology::load(&packs)?;
        let file = |name: &str| {
            let path = authorities.join(name);
            std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))
        };
        let authorities = Authorities::parse(&file("places.tsv")?, &file("persons.tsv")?, &file("bodies.tsv")?)?
            .with_gazetteer(file("towns.tsv")?)
            .with_given_names(&file("given-names.tsv")?);
        let archives = ArchiveList::parse(&file("archives.tsv")?);
        Ok(Self { packs, morphology, authorities, archives })
    }

    fn paper(&self, raw: &str) -> Paper {
        Paper::from_text(raw, &self.packs, &self.morphology, &self.authorities)
    }

    /// Citations, in which no names are read.
    fn cited(&self, paper: &Paper) -> Vec<(usize, Span)> {
        let found = find_citations(paper, &self.packs, &self.archives);
        found.iter().map(|citation| (citation.passage, citation.span)).collect()
    }
}

fn main() -> Result<()> {
    let args = Args::parse();
    let engine = Engine::load(&args.authorities)?;
    let sets = args.set.iter().map(|set| read_set(set)).collect::<Result<Vec<_>>>()?;
    let tests = args.test.iter().map(|set| read_set(set)).collect::<Result<Vec<_>>>()?;
    if args.rules {
        let tools = NameTools::with_tagger(&engine.packs, None);
        for (name, set) in args.set.iter().zip(&sets).chain(args.test.iter().zip(&tests)) {
            report(&format!("rules on {name}"), &measure(&engine, &tools, set.iter(), args.small), args.errors);
        }
        return Ok(());
    }
    if let Some(folds) = args.folds {
        let Some((first, others)) = sets.split_first() else { bail!("name a set with --set") };
        let mut all: BTreeMap<(usize, bool), Vec<Measured>> = BTreeMap::new();
        for fold in 0..args.only.unwrap_or(folds) {
            let in_fold = |at: usize| at % folds == fold;
            let learnt = first.iter().enumerate().filter(|(at, _)| !in_fold(*at)).map(|(_, text)| text);
            let bytes = train(&args, &engine, learnt.chain(others.iter().flatten()))?;
            let held: Vec<&Text> =
                first.iter().enumerate().filter(|(at, _)| in_fold(*at)).map(|(_, text)| text).collect();
            for (number, (_, tools)) in tools_of(&args, &engine, &bytes)?.into_iter().enumerate() {
                for small in [false, true].into_iter().take(1 + usize::from(args.small)) {
                    let rows = measure(&engine, &tools, held.iter().copied(), small);
                    report(&format!("fold {fold}{}", letters(small)), &rows, 0);
                    all.entry((number, small)).or_default().extend(rows);
                }
            }
        }
        for ((number, small), rows) in &all {
            let bars = args.bars.get(*number).map_or("", String::as_str);
            report(&format!("all folds{} {bars}", letters(*small)), rows, args.errors);
        }
        return Ok(());
    }
    let bytes = match &args.tagger {
        Some(path) => Some(std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?),
        None if sets.is_empty() => None,
        None => Some(train(&args, &engine, sets.iter().flatten())?),
    };
    let tools = match &bytes {
        Some(bytes) => tools_of(&args, &engine, bytes)?,
        None => vec![(String::new(), NameTools::new(&engine.packs))],
    };
    for (name, set) in args.test.iter().zip(&tests) {
        for (bars, tools) in &tools {
            for small in [false, true].into_iter().take(1 + usize::from(args.small)) {
                let rows = measure(&engine, tools, set.iter(), small);
                report(&format!("{name}{} {bars}", letters(small)), &rows, args.errors);
            }
        }
    }
    if let (Some(out), Some(bytes)) = (&args.out, bytes) {
        std::fs::write(out, bytes).with_context(|| format!("{}: cannot be written", out.display()))?;
    }
    Ok(())
}

fn letters(small: bool) -> &'static str {
    if small { ", small letters" } else { "" }
}

/// The tools with a tagger, once for each of the bars asked for.
fn tools_of(args: &Args, engine: &Engine, bytes: &[u8]) -> Result<Vec<(String, NameTools)>> {
    let tools = || {
        let tagger = Tagger::parse(bytes.to_vec(), classes(args)?).context("this is no tagger")?;
        println!("{} features, {} bytes", tagger.features(), bytes.len());
        Ok::<NameTools, anyhow::Error>(NameTools::with_tagger(&engine.packs, Some(tagger)))
    };
    if args.bars.is_empty() {
        return Ok(vec![(String::new(), tools()?)]);
    }
    let with = |bars: &String| {
        let numbers: Vec<i32> = bars.split(',').map(|n| n.trim().parse()).collect::<Result<_, _>>()?;
        let of = |at: usize| {
            let [add, edge, strike, edge_of_sure, strike_sure] = *numbers.get(at * 5..at * 5 + 5)? else { return None };
            Some(Bars { add, edge, strike, edge_of_sure, strike_sure })
        };
        let all = of(0).zip(of(1)).zip(of(2)).with_context(|| format!("{bars}: fifteen numbers with commas"))?;
        let ((persons, places), bodies) = all;
        Ok((bars.clone(), tools()?.with_bars([persons, places, bodies])))
    };
    args.bars.iter().map(with).collect()
}

fn classes(args: &Args) -> Result<WordClasses> {
    let bytes = std::fs::read(&args.classes).with_context(|| format!("{}: cannot be read", args.classes.display()))?;
    WordClasses::parse(bytes).with_context(|| format!("{}: no file of word classes", args.classes.display()))
}

fn read_set(set: &str) -> Result<Vec<Text>> {
    let (folder, gold) = set.split_once(':').with_context(|| format!("{set}: write FOLDER:GOLD"))?;
    let rows = std::fs::read_to_string(gold).with_context(|| format!("{gold}: cannot be read"))?;
    let mut by_source: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (number, line) in rows.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = || format!("{gold}, line {}", number + 1);
        let value: Value = serde_json::from_str(line).with_context(place)?;
        let text = |field: &str| value[field].as_str().with_context(|| format!("{}: no `{field}`", place()));
        let number = |field: &str| {
            let found = value[field].as_u64().with_context(|| format!("{}: no `{field}`", place()))?;
            Ok::<usize, anyhow::Error>(found as usize)
        };
        if let Some(name_type) = kind_of(text("kind")?) {
            by_source.entry(text("source")?.to_owned()).or_default().push(Row {
                start: number("start")?,
                end: number("end")?,
                name_type,
                optional: value["optional"].as_bool().unwrap_or(false),
                rule: String::new(),
            });
        }
    }
    let read = |(source, rows): (String, Vec<Row>)| {
        let path = Path::new(folder).join(&source);
        let raw = std::fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        Ok(Text { raw, rows })
    };
    by_source.into_iter().map(read).collect()
}

fn kind_of(kind: &str) -> Option<NameType> {
    match kind {
        "person" => Some(NameType::Person),
        "place" => Some(NameType::Place),
        "org" => Some(NameType::Body),
        _ => None,
    }
}

/// The text in small letters, where that leaves its bytes in place.
fn in_small_letters(text: &str) -> String {
    let small = |c: char| {
        let lower: String = c.to_lowercase().collect();
        if lower.len() == c.len_utf8() { lower } else { c.to_string() }
    };
    text.chars().map(small).collect()
}

fn train<'a>(args: &Args, engine: &Engine, texts: impl Iterator<Item = &'a Text>) -> Result<Vec<u8>> {
    let mut training = Vec::new();
    for text in texts {
        // Byte of each code point: gold rows count code points.
        let bytes: Vec<usize> = text.raw.char_indices().map(|(at, _)| at).chain([text.raw.len()]).collect();
        let names: Vec<GoldName> = text
            .rows
            .iter()
            .filter(|row| !row.optional)
            .filter_map(|row| {
                let span = Span::new(*bytes.get(row.start)?, *bytes.get(row.end)?);
                Some(GoldName { span, name_type: row.name_type })
            })
            .collect();
        for raw in [text.raw.clone(), in_small_letters(&text.raw)] {
            let paper = engine.paper(&raw);
            let exclude = engine.cited(&paper);
            training.push(TrainingText { paper, names: names.clone(), exclude });
        }
    }
    let tools = NameTools::with_tagger(&engine.packs, None);
    let settings = TrainSettings { rounds: args.rounds, penalty: args.penalty, least: args.least };
    let (packs, morphology, authorities) = (&engine.packs, &engine.morphology, &engine.authorities);
    Ok(train_tagger(&tools, &training, packs, morphology, authorities, &classes(args)?, &settings))
}

/// Found and gold rows of a text, and the text.
type Measured = (Vec<Row>, Vec<Row>, String);

/// Found and gold rows of each text.
fn measure<'a>(
    engine: &Engine,
    tools: &NameTools,
    texts: impl Iterator<Item = &'a Text>,
    small: bool,
) -> Vec<Measured> {
    texts
        .map(|text| {
            let raw = if small { in_small_letters(&text.raw) } else { text.raw.clone() };
            let paper = engine.paper(&raw);
            let index = CodePointIndex::new(&raw);
            let found = find_mentions_with(
                tools,
                &paper,
                &engine.packs,
                &engine.morphology,
                &engine.authorities,
                &engine.cited(&paper),
            );
            let rows = found
                .iter()
                .filter_map(|found| {
                    let pieces = paper.passages[found.passage].reading.raw_pieces(found.span);
                    let piece = pieces.first()?;
                    Some(Row {
                        start: index.code_point_from_byte(piece.start),
                        end: index.code_point_from_byte(piece.end),
                        name_type: found.value.name_type,
                        optional: false,
                        rule: found.rule.clone(),
                    })
                })
                .collect();
            (rows, text.rows.clone(), raw)
        })
        .collect()
}

fn report(name: &str, rows: &[Measured], errors: usize) {
    if rows.is_empty() {
        return;
    }
    println!("== {name}");
    for (kind, name_type) in KINDS {
        let overlap = count(rows, name_type, &|a, b| a.start < b.end && b.start < a.end);
        let exact = count(rows, name_type, &|a, b| (a.start, a.end) == (b.start, b.end));
        println!("  {kind}: overlap {overlap}; exact {exact}");
    }
    let mut printed: BTreeMap<(String, NameType), usize> = BTreeMap::new();
    if errors == 0 {
        return;
    }
    let exact = |row: &Row, others: &[Row]| {
        others.iter().any(|o| o.name_type == row.name_type && o.start == row.start && o.end == row.end)
    };
    for (found, gold, raw) in rows {
        let text: Vec<char> = raw.chars().collect();
        let slice = |a: usize, b: usize| -> String {
            text[a.min(text.len())..b.min(text.len())].iter().collect::<String>().replace('\n', " ")
        };
        let wrong = found.iter().filter(|row| !exact(row, gold)).map(|row| ("found", row));
        let missed = gold.iter().filter(|row| !row.optional && !exact(row, found)).map(|row| ("missed", row));
        for (what, row) in wrong.chain(missed) {
            let count = printed.entry((what.to_owned(), row.name_type)).or_default();
            *count += 1;
            if *count % 7 == 1 && *count / 7 < errors {
                println!(
                    "  {what} {:?} …{}⟦{}⟧{}… {}",
                    row.name_type,
                    slice(row.start.saturating_sub(40), row.start),
                    slice(row.start, row.end),
                    slice(row.end, row.end + 30),
                    row.rule
                );
            }
        }
    }
}

const KINDS: [(&str, NameType); 3] =
    [("person", NameType::Person), ("place", NameType::Place), ("org", NameType::Body)];

/// Precision, recall and F1 of one type. A found row that meets an optional gold row only is not counted.
fn count(rows: &[Measured], name_type: NameType, meets: &dyn Fn(&Row, &Row) -> bool) -> String {
    let (mut right, mut all_found, mut all_gold) = (0usize, 0usize, 0usize);
    for (found, gold, _) in rows {
        let gold: Vec<&Row> = gold.iter().filter(|row| row.name_type == name_type).collect();
        let mut taken = vec![false; gold.len()];
        for row in found.iter().filter(|row| row.name_type == name_type) {
            // The gold row that it meets and shares most with.
            let shared = |g: &Row| (row.end.min(g.end)).saturating_sub(row.start.max(g.start));
            let free = (0..gold.len()).filter(|i| !taken[*i] && !gold[*i].optional && meets(row, gold[*i]));
            match free.max_by_key(|i| (shared(gold[*i]), usize::MAX - i)) {
                Some(at) => {
                    taken[at] = true;
                    right += 1;
                    all_found += 1;
                }
                None => {
                    let optional = gold.iter().any(|g| g.optional && row.start < g.end && g.start < row.end);
                    all_found += usize::from(!optional);
                }
            }
        }
        all_gold += gold.iter().filter(|row| !row.optional).count();
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let (p, r) = (share(all_found), share(all_gold));
    format!("{p:.3} / {r:.3} / {:.3}", if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
}
