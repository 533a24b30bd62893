//! The last stage: how rare the words of the candidates are in all texts, and what is left of them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, BinaryBuilder, RecordBatch, UInt32Array, UInt64Array};
use datafusion::arrow::datatypes::{Int64Type, UInt32Type, UInt64Type};
use datafusion::common::JoinType;
use datafusion::error::Result;
use datafusion::functions::core::expr_ext::FieldAccessor;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::lit;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::{DataFrame, SessionContext, col};
use futures_util::TryStreamExt;
use regesta_reuse::{aligned_share, is_commonplace, rarity_of};

use crate::functions::{Call, outside};
use crate::rows::{Candidate, halves};
use crate::session::{call, table, unnest, write};
use crate::stages::{Generation, Stages, file, files};

/// What is known of all texts, as far as the candidates ask.
struct Known {
    /// How often words stand.
    counts: HashMap<u64, u64>,
    /// Three words in a row that are commonplaces.
    habits: HashSet<u64>,
    /// Words in all.
    words: u64,
    /// Words of each text.
    lengths: Vec<u32>,
}

impl Known {
    fn score(&self, candidate: &Candidate) -> u32 {
        let rarity = |form: &u64| rarity_of(self.counts.get(form).copied().unwrap_or(1), self.words);
        let rarities: Vec<u32> = candidate.forms.iter().map(rarity).collect();
        let habit = |three: &[u64]| self.habits.contains(&crate::words::triple_hash(three[0], three[1], three[2]));
        let habits: Vec<bool> = candidate.forms.windows(3).map(habit).collect();
        candidate.evidence.score(&rarities, &habits)
    }
}

impl Stages {
    /// Scores all candidates: `passages.parquet`, in the order in which they are listed, and `twins.parquet`.
    pub async fn passages(&self, all: &[Generation], folder: &Path) -> Result<()> {
        // A pair that a later generation made anew counts as that made it.
        let mut last_made: HashMap<u64, usize> = HashMap::new();
        for (n, of) in all.iter().enumerate() {
            last_made.extend(self.again(of).await?.into_iter().map(|pair| (pair, n)));
        }
        let current = |pair: u64, n: usize| last_made.get(&pair).is_none_or(|&last| last <= n);
        let known = self.known(all).await?;

        let mut twins = self.twins_by_seeds(all, &current).await?;
        let scored_file = folder.join("scored.parquet");
        let mut scored = Scored::new(&scored_file);
        let mut agreeing: HashMap<u64, u64> = HashMap::new();
        for (n, of) in all.iter().enumerate() {
            let context = self.session(1, 1024);
            let candidates = files(&of.candidates, "candidates-")?;
            if candidates.is_empty() {
                continue;
            }
            let mut rows = table(&context, &candidates, None).await?.execute_stream().await?;
            while let Some(batch) = rows.try_next().await? {
                let (pairs, passages) =
                    (batch.column(0).as_primitive::<UInt64Type>(), batch.column(1).as_binary::<i32>());
                for (row, &pair) in pairs.values().iter().enumerate() {
                    if !current(pair, n) {
                        continue;
                    }
                    let mut candidate = Candidate::read(pair, passages.value(row)).map_err(outside)?;
                    candidate.passage.score = known.score(&candidate);
                    if candidate.passage.score >= self.options.settings.possible_score {
                        *agreeing.entry(pair).or_default() += candidate.passage.agreeing();
                        scored.push(pair, &candidate)?;
                    }
                }
            }
        }
        scored.close()?;
        for (pair, words) in agreeing {
            let (a, b) = halves(pair);
            let lengths = (known.lengths[a as usize], known.lengths[b as usize]);
            if let Some(share) = aligned_share(words, lengths, &self.options.settings) {
                twins.insert(pair, share);
            }
        }
        let twins_file = folder.join("twins.parquet");
        write_twins(&twins_file, &twins)?;
        self.listed(&scored_file, &twins_file, &folder.join("passages.parquet")).await?;
        Ok(std::fs::remove_file(&scored_file)?)
    }

    /// The passages of pairs that are not one text twice, in order.
    async fn listed(&self, scored: &Path, twins: &Path, to: &Path) -> Result<()> {
        let context = self.session(self.options.threads, 1024);
        let of = |path: &Path| vec![path.to_string_lossy().into_owned()];
        let scored = table(&context, &of(scored), None).await?;
        let twins = table(&context, &of(twins), None).await?.select(vec![col("pair").alias("twin")])?;
        let rows = twins.join(scored, JoinType::RightAnti, &["twin"], &["pair"], None)?;
        let order = ["pair", "a_start", "b_start", "a_end", "b_end"].map(|name| col(name).sort(true, false));
        let order = [vec![col("score").sort(false, false)], order.to_vec()].concat();
        write(rows.sort(order)?, to).await
    }

    async fn twins_by_seeds(
        &self,
        all: &[Generation],
        current: &impl Fn(u64, usize) -> bool,
    ) -> Result<BTreeMap<u64, u32>> {
        let mut twins = BTreeMap::new();
        for (n, of) in all.iter().enumerate() {
            let context = self.session(1, 8192);
            let regions = table(&context, &file(&of.regions, "regions.parquet"), None).await?;
            let found = regions.filter(col("twin").is_not_null())?.select(vec![col("pair"), col("twin")])?;
            for batch in found.collect().await? {
                let pairs = batch.column(0).as_primitive::<UInt64Type>().values().iter();
                let shares = batch.column(1).as_primitive::<UInt32Type>().values().iter();
                twins.extend(pairs.copied().zip(shares.copied()).filter(|&(pair, _)| current(pair, n)));
            }
        }
        Ok(twins)
    }

    async fn known(&self, all: &[Generation]) -> Result<Known> {
        let context = self.session(self.options.threads, 512);
        let mut candidates = Vec::new();
        let mut stored = Vec::new();
        for of in all {
            candidates.extend(files(&of.candidates, "candidates-")?);
            stored.extend(files(&of.documents, "parts-")?);
        }
        let (mut words, mut lengths) = (0, Vec::new());
        for of in all {
            let texts = table(&context, &file(&of.documents, "texts.parquet"), None).await?;
            let texts = texts.select(vec![col("text"), col("length"), col("counted")])?;
            let mut rows: Vec<(u32, u32)> = Vec::new();
            for batch in texts.collect().await? {
                let small = |n: usize| batch.column(n).as_primitive::<UInt32Type>().values().to_vec();
                rows.extend(small(0).into_iter().zip(small(1)));
                words += batch.column(2).as_primitive::<UInt64Type>().values().iter().sum::<u64>();
            }
            rows.sort_unstable();
            lengths.extend(rows.into_iter().map(|(_, length)| length));
        }
        let mut known = Known { counts: HashMap::new(), habits: HashSet::new(), words, lengths };
        if candidates.is_empty() {
            return Ok(known);
        }
        let asked = self.asked(&context, &candidates, Call::PassageForms).await?;
        let parts = table(&context, &stored, None).await?;
        let forms = call(&context, Call::PartForms, vec![col("words")])?;
        let forms = unnest(parts.clone().select(vec![forms.alias("form")])?, "form")?;
        let counted = asked
            .join(forms, JoinType::Inner, &["asked"], &["form"], None)?
            .aggregate(vec![col("form")], vec![count(lit(1_i64)).alias("places")])?;
        for batch in counted.collect().await? {
            let forms = batch.column(0).as_primitive::<UInt64Type>().values().iter();
            let counts = batch.column(1).as_primitive::<Int64Type>().values().iter();
            known.counts.extend(forms.copied().zip(counts.map(|count| *count as u64)));
        }

        let asked = self.asked(&context, &candidates, Call::PassageTriples).await?;
        let triples = call(&context, Call::PartTriples, vec![col("part"), col("words")])?;
        let triples = unnest(parts.select(vec![triples.alias("made")])?, "made")?
            .select(vec![col("made").field("text").alias("text"), col("made").field("triple").alias("triple")])?;
        let by_text = asked
            .join(triples, JoinType::Inner, &["asked"], &["triple"], None)?
            .aggregate(vec![col("triple"), col("text")], vec![count(lit(1_i64)).alias("places")])?;
        let habits = by_text.aggregate(
            vec![col("triple")],
            vec![sum(col("places")).alias("places"), count(lit(1_i64)).alias("texts")],
        )?;
        let mut habits = habits.execute_stream().await?;
        while let Some(batch) = habits.try_next().await? {
            let numbers = |n: usize| batch.column(n).as_primitive::<Int64Type>().values();
            let triples = batch.column(0).as_primitive::<UInt64Type>().values();
            for (n, &triple) in triples.iter().enumerate() {
                if is_commonplace(numbers(1)[n] as u64, numbers(2)[n] as u64) {
                    known.habits.insert(triple);
                }
            }
        }
        Ok(known)
    }

    /// The hashes that candidates ask for, each once.
    async fn asked(&self, context: &SessionContext, candidates: &[String], of: Call) -> Result<DataFrame> {
        let candidates = table(context, candidates, None).await?;
        let hashes = call(context, of, vec![col("pair"), col("passage")])?;
        unnest(candidates.select(vec![hashes.alias("asked")])?, "asked")?.distinct()
    }
}

/// Scored candidates on their way into a file.
struct Scored {
    out: Option<ArrowWriter<File>>,
    path: std::path::PathBuf,
    rows: Rows,
}

/// Rows of a scored table, column by column.
#[derive(Default)]
struct Rows {
    pairs: Vec<u64>,
    numbers: [Vec<u32>; 5],
    passages: BinaryBuilder,
}

/// Columns of numbers behind the pair.
const NUMBERS: [&str; 5] = ["score", "a_start", "b_start", "a_end", "b_end"];
/// Rows that are written at once.
const ROWS: usize = 4096;

impl Rows {
    fn take(&mut self) -> Result<RecordBatch> {
        let mut columns: Vec<(&str, ArrayRef)> =
            vec![("pair", Arc::new(UInt64Array::from(std::mem::take(&mut self.pairs))))];
        for (name, column) in NUMBERS.iter().zip(&mut self.numbers) {
            columns.push((name, Arc::new(UInt32Array::from(std::mem::take(column)))));
        }
        columns.push(("passage", Arc::new(self.passages.finish())));
        Ok(RecordBatch::try_from_iter(columns)?)
    }
}

impl Scored {
    fn new(path: &Path) -> Self {
        Self { out: None, path: path.to_owned(), rows: Rows::default() }
    }

    fn push(&mut self, pair: u64, candidate: &Candidate) -> Result<()> {
        let passage = &candidate.passage;
        let (a, b) = (passage.a(), passage.b());
        self.rows.pairs.push(pair);
        for (column, value) in self.rows.numbers.iter_mut().zip([passage.score, a.start, b.start, a.end, b.end]) {
            column.push(value);
        }
        self.rows.passages.append_value(candidate.write());
        if self.rows.pairs.len() >= ROWS { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let batch = self.rows.take()?;
        let out = match &mut self.out {
            Some(out) => out,
            none => none.insert(ArrowWriter::try_new(File::create(&self.path)?, batch.schema(), None)?),
        };
        out.write(&batch)?;
        Ok(out.flush()?)
    }

    fn close(mut self) -> Result<()> {
        self.flush()?;
        if let Some(out) = self.out {
            out.close()?;
        }
        Ok(())
    }
}

fn write_twins(path: &Path, twins: &BTreeMap<u64, u32>) -> Result<()> {
    let pairs: ArrayRef = Arc::new(UInt64Array::from_iter_values(twins.keys().copied()));
    let shares: ArrayRef = Arc::new(UInt32Array::from_iter_values(twins.values().copied()));
    let batch = RecordBatch::try_from_iter([("pair", pairs), ("share", shares)])?;
    let mut out = ArrowWriter::try_new(File::create(path)?, batch.schema(), None)?;
    out.write(&batch)?;
    out.close()?;
    Ok(())
}
