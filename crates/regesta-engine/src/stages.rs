//! The plan: what each stage reads, and what it writes.
//!
//! Three things keep memory bounded. Everything that grows with the texts is sorted by the engine, which writes to the
//! disk what does not fit, and is then read group by group in that order, so that no table of groups is ever held. The one
//! join of words with regions is done for so many regions at a time that its smaller side fits. And nothing is joined with
//! itself: the pairs of a shingle's places are made inside its group.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{DataType, UInt64Type};
use datafusion::common::JoinType;
use datafusion::common::ScalarValue;
use datafusion::common::runtime::SpawnedTask;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::runtime_env::RuntimeEnv;
use datafusion::functions::core::expr_ext::FieldAccessor;
use datafusion::logical_expr::{Operator, binary_expr, cast, lit, when};
use datafusion::prelude::{DataFrame, SessionContext, col};
use futures_util::{StreamExt, TryStreamExt, stream};

use crate::functions::{Call, Kind};
use crate::options::Options;
use crate::session::{call, gather, nothing, session, table, unnest, write};

/// Where the stages of one generation of texts are.
#[derive(Debug, Clone)]
pub(crate) struct Generation {
    /// The number of its first text.
    pub first: u32,
    pub documents: PathBuf,
    pub shingles: PathBuf,
    pub seeds: PathBuf,
    pub regions: PathBuf,
    pub candidates: PathBuf,
}

/// The plan with what a run grants it.
#[derive(Clone)]
pub(crate) struct Stages {
    pub options: Arc<Options>,
    pub runtime: Arc<RuntimeEnv>,
}

/// The files of a stage, sorted.
pub(crate) fn files(folder: &Path, prefix: &str) -> std::io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix)) {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    found.sort();
    Ok(found)
}

pub(crate) fn file(folder: &Path, name: &str) -> Vec<String> {
    vec![folder.join(name).to_string_lossy().into_owned()]
}

/// Bytes of memory for each region that is worked on: its words on both sides, three times over.
const REGION_BYTES: usize = 64 << 10;

impl Stages {
    pub fn session(&self, partitions: usize, rows: usize) -> SessionContext {
        session(&self.runtime, self.options.memory, partitions, rows)
    }

    pub async fn shingles(&self, of: &Generation, folder: &Path) -> Result<()> {
        let context = self.session(self.options.threads, 512);
        let letters = lit(self.options.settings.shingle_letters as u64);
        let parts = table(&context, &files(&of.documents, "parts-")?, None).await?;
        let made = call(&context, Call::Shingles, vec![col("part"), col("words"), letters])?;
        let rows = unnest(parts.select(vec![made.alias("made")])?, "made")?;
        let rows =
            rows.select(vec![col("made").field("hash").alias("hash"), col("made").field("place").alias("place")])?;
        write(rows.sort(vec![col("hash").sort(true, false)])?, &folder.join("shingles.parquet")).await
    }

    /// The shingles of all generations in one order, group by group.
    pub async fn seeds_plan(&self, context: &SessionContext, all: &[Generation]) -> Result<DataFrame> {
        let first_new = all.last().map_or(0, |last| last.first);
        let shingles = sorted(context, all.iter().map(|of| file(&of.shingles, "shingles.parquet")), "hash").await?;
        let most = self.options.settings.shingle_places as u64;
        let made = gather(context, Kind::Seeds, col("place"), nothing(), &[most, u64::from(first_new)])?;
        shingles.aggregate(vec![col("hash")], vec![made.alias("made")])?.select(vec![col("made")])
    }

    pub async fn seeds(&self, all: &[Generation], folder: &Path) -> Result<()> {
        let context = self.session(1, 8192);
        let rows = unnest(self.seeds_plan(&context, all).await?, "made")?;
        let field = |name: &str| col("made").field(name).alias(name);
        let rows = rows.select(vec![field("pair"), field("words"), field("dropped")])?;
        write(rows.sort(vec![col("pair").sort(true, false)])?, &folder.join("seeds.parquet")).await
    }

    /// The seeds of one generation, pair by pair, as regions.
    pub async fn regions_plan(&self, context: &SessionContext, all: &[Generation], again: bool) -> Result<DataFrame> {
        let Some(last) = all.last() else { return Ok(context.read_empty()?) };
        let mut seeds =
            table(context, &file(&last.seeds, "seeds.parquet"), Some("pair")).await?.filter(!col("dropped"))?;
        if again {
            // Older pairs that lost seeds are made anew out of all they had.
            let pairs = self.lost(context, last).await?.select(vec![col("pair").alias("again")])?;
            for of in all {
                let older = table(context, &file(&of.seeds, "seeds.parquet"), Some("pair")).await?;
                let older = pairs.clone().join(older, JoinType::Inner, &["again"], &["pair"], None)?;
                let columns = vec![col("pair"), col("words"), col("dropped")];
                seeds = seeds.union(older.select(columns)?)?;
            }
            seeds = seeds.sort(vec![col("pair").sort(true, false)])?;
        }
        let dropped = when(col("dropped"), lit(ScalarValue::Binary(Some(vec![1])))).otherwise(nothing())?;
        let settings = &self.options.settings;
        let parameters = [settings.seeds as u64, u64::from(settings.cut_words)];
        let made = gather(context, Kind::Regions, col("words"), dropped, &parameters)?;
        seeds.aggregate(vec![col("pair")], vec![made.alias("regions")])
    }

    pub async fn regions(&self, all: &[Generation], folder: &Path) -> Result<()> {
        let Some(last) = all.last() else { return Ok(()) };
        let context = self.session(1, 8192);
        let again = !self.again(last).await?.is_empty();
        let regions = self.regions_plan(&context, all, again).await?.filter(col("regions").is_not_null())?;
        let high = binary_expr(col("pair"), Operator::BitwiseShiftRight, lit(32_u64));
        let low = binary_expr(col("pair"), Operator::BitwiseAnd, lit(u64::from(u32::MAX)));
        let regions = regions.select(vec![
            col("pair"),
            col("regions"),
            cast(high, DataType::UInt32).alias("a"),
            cast(low, DataType::UInt32).alias("b"),
        ])?;
        let texts: Vec<String> = all.iter().flat_map(|of| file(&of.documents, "texts.parquet")).collect();
        let lengths = |number: &'static str, length: &'static str| {
            let (context, texts) = (context.clone(), texts.clone());
            async move {
                let columns = vec![col("text").alias(number), col("length").alias(length)];
                table(&context, &texts, None).await?.select(columns)
            }
        };
        let (one, two) = (lengths("text_a", "length_a").await?, lengths("text_b", "length_b").await?);
        let regions = one.join(regions, JoinType::Inner, &["text_a"], &["a"], None)?;
        let regions = two.join(regions, JoinType::Inner, &["text_b"], &["b"], None)?;
        let share = lit(u64::from(self.options.settings.duplicate_share));
        let twin = call(&context, Call::Twins, vec![col("regions"), col("length_a"), col("length_b"), share])?;
        let rows = regions.select(vec![col("pair"), col("regions"), twin.alias("twin")])?;
        write(rows, &folder.join("regions.parquet")).await
    }

    /// Older pairs that lost seeds to the new texts of a generation.
    pub async fn again(&self, of: &Generation) -> Result<Vec<u64>> {
        let context = self.session(1, 8192);
        let mut found = column(self.lost(&context, of).await?, 0).await?;
        found.sort_unstable();
        Ok(found)
    }

    async fn lost(&self, context: &SessionContext, of: &Generation) -> Result<DataFrame> {
        let seeds = table(context, &file(&of.seeds, "seeds.parquet"), Some("pair")).await?;
        seeds.filter(col("dropped"))?.select(vec![col("pair")])?.distinct()
    }

    pub async fn candidates(&self, all: &[Generation], folder: &Path) -> Result<()> {
        let Some(last) = all.last() else { return Ok(()) };
        let chunk = (self.options.memory / (REGION_BYTES * self.options.threads)).max(64);
        let chunks = self.chunks(last, chunk).await?;
        let all: Arc<[Generation]> = all.into();
        let work = stream::iter(chunks.into_iter().enumerate()).map(|(n, pairs)| {
            let (stages, all, path) =
                (self.clone(), Arc::clone(&all), folder.join(format!("candidates-{n:06}.parquet")));
            // A chunk a thread: each is one plan of one partition.
            let task = SpawnedTask::spawn(async move { stages.chunk(&all, pairs, path).await });
            async move { task.join().await.map_err(|error| DataFusionError::External(Box::new(error)))? }
        });
        work.buffer_unordered(self.options.threads).try_collect::<Vec<()>>().await?;
        Ok(())
    }

    /// The regions of a generation that are compared word by word.
    async fn compared(&self, context: &SessionContext, of: &Generation) -> Result<DataFrame> {
        let regions =
            table(context, &file(&of.regions, "regions.parquet"), None).await?.filter(col("twin").is_null())?;
        let regions = unnest(regions.select(vec![col("pair"), col("regions").alias("region")])?, "region")?;
        let at = call(context, Call::RegionAt, vec![col("region")])?;
        regions.select(vec![col("pair"), at.alias("at"), col("region")])
    }

    /// The first and last pair of each chunk of about `size` regions, in the order of the pairs.
    async fn chunks(&self, of: &Generation, size: usize) -> Result<Vec<(u64, u64)>> {
        let context = self.session(1, 8192);
        let pairs = self.compared(&context, of).await?.select(vec![col("pair")])?;
        let mut pairs = column(pairs, 0).await?;
        pairs.sort_unstable();
        let mut chunks: Vec<(u64, u64)> = Vec::new();
        let mut held = size;
        for same in pairs.chunk_by(|x, y| x == y) {
            match chunks.last_mut() {
                Some(chunk) if held + same.len() <= size => chunk.1 = same[0],
                _ => {
                    chunks.push((same[0], same[0]));
                    held = 0;
                }
            }
            held += same.len();
        }
        Ok(chunks)
    }

    async fn chunk(&self, all: &[Generation], pairs: (u64, u64), path: PathBuf) -> Result<()> {
        let Some(last) = all.last() else { return Ok(()) };
        let context = self.session(1, 2048);
        let within = col("pair").between(lit(pairs.0), lit(pairs.1));
        let regions = self.compared(&context, last).await?.filter(within)?;
        let lead = call(&context, Call::Lead, vec![col("pair"), col("region")])?;
        let leads =
            regions.clone().select(vec![col("pair"), col("at"), lit(0_u64).alias("turn"), lead.alias("piece")])?;
        let needs = call(&context, Call::Needs, vec![col("pair"), col("region")])?;
        let needs = unnest(regions.select(vec![col("pair"), col("at"), needs.alias("need")])?, "need")?;
        let needs = needs.select(vec![
            col("pair"),
            col("at"),
            col("need").field("turn").alias("turn"),
            col("need").field("part").alias("needed"),
        ])?;
        let mut stored = Vec::new();
        for of in all {
            stored.extend(files(&of.documents, "parts-")?);
        }
        let words = table(&context, &stored, None).await?;
        // The needs are few and are held; the words go by.
        let pieces = needs.join(words, JoinType::Inner, &["needed"], &["part"], None)?;
        let pieces = pieces.select(vec![col("pair"), col("at"), col("turn"), col("words").alias("piece")])?;
        let settings = &self.options.settings;
        let parameters =
            [u64::from(settings.gap_words), u64::from(settings.cut_words), u64::from(settings.possible_score)];
        let made = gather(&context, Kind::Passages, col("turn"), col("piece"), &parameters)?;
        let made = leads.union(pieces)?.aggregate(vec![col("pair"), col("at")], vec![made.alias("passage")])?;
        let made = made.filter(col("passage").is_not_null())?.select(vec![col("pair"), col("passage")])?;
        write(unnest(made, "passage")?, &path).await
    }
}

/// Tables that are sorted each by themselves as one that is.
async fn sorted(
    context: &SessionContext,
    tables: impl Iterator<Item = Vec<String>>,
    column: &str,
) -> Result<DataFrame> {
    let mut all: Option<DataFrame> = None;
    let mut several = false;
    for files in tables {
        let one = table(context, &files, Some(column)).await?;
        all = Some(match all {
            Some(others) => {
                several = true;
                others.union(one)?
            }
            None => one,
        });
    }
    let all = match all {
        Some(all) => all,
        None => context.read_empty()?,
    };
    if several { all.sort(vec![col(column).sort(true, false)]) } else { Ok(all) }
}

/// A column of numbers as it comes.
pub(crate) async fn column(frame: DataFrame, at: usize) -> Result<Vec<u64>> {
    let mut rows = frame.execute_stream().await?;
    let mut found = Vec::new();
    while let Some(batch) = rows.try_next().await? {
        found.extend_from_slice(batch.column(at).as_primitive::<UInt64Type>().values());
    }
    Ok(found)
}
