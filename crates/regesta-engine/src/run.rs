use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::AsArray;
use sha2::{Digest, Sha256};

use crate::cache::Cache;
use crate::documents::{self, Source};
use crate::error::{EngineError, Result};
use crate::found::{Found, batches};
use crate::options::{Options, Stage};
use crate::session::runtime;
use crate::stages::{Generation, Stages};

/// Changes when what stands in the cache does.
const FORMAT: u32 = 1;
/// Where the engine writes what does not fit into memory.
const SPILL: &str = "spill";

/// Finds what texts share, by way of tables in the folder `cache`.
///
/// A stage that is complete in the cache is not run again. Texts that the cache does not hold are one generation: they are
/// held against all others and against each other, and what is known of the others stays. Passages are the same as
/// those of [`find_shared`](regesta_reuse::find_shared) over all texts in the order in which they came to the cache, at
/// any number of threads and after any interruption. `None` if the run ended before the last stage, as
/// [`Options::until`] has it.
///
/// # Errors
/// A text or the cache cannot be read, the cache holds texts that are not among `sources`, the memory limit is too low.
///
/// ```no_run
/// use regesta_engine::{Options, Source, run};
/// use regesta_reuse::{Forms, TextBuilder};
///
/// let text = |name: &str, words: &'static str| Source {
///     name: name.to_owned(),
///     digest: words.to_owned(),
///     load: Box::new(move || {
///         let mut forms = Forms::default();
///         let mut builder = TextBuilder::new(&mut forms);
///         builder.block(0, words, &[], &[]);
///         Ok((builder.finish(), forms))
///     }),
/// };
/// let sources = vec![text("one", "The harbour is closed"), text("two", "They say the harbour is closed")];
/// let found = run("cache".as_ref(), sources, &Options::default())?.expect("no stage is left out");
/// for passage in found.passages()? {
///     println!("{}", passage?.score);
/// }
/// # Ok::<(), regesta_engine::EngineError>(())
/// ```
pub fn run(cache: &Path, sources: Vec<Source<'_>>, options: &Options) -> Result<Option<Found>> {
    let threads = options.threads.max(1);
    let executor = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .build()
        .map_err(EngineError::file(cache))?;
    executor.block_on(Run::new(cache, &Options { threads, ..options.clone() })?.all(sources))
}

struct Run<'o> {
    cache: Cache,
    options: &'o Options,
}

/// Names and digests of what a generation holds.
type Listed = Vec<(String, String)>;

impl<'o> Run<'o> {
    fn new(folder: &Path, options: &'o Options) -> Result<Self> {
        if options.memory < Options::LEAST_MEMORY {
            let reason = format!("{} bytes are the least", Options::LEAST_MEMORY);
            return Err(EngineError::Memory { limit: options.memory, stage: "any stage", reason });
        }
        // Another length of shingles is another table of everything.
        let own = folder.join(format!("v{FORMAT}-{}", options.settings.shingle_letters));
        Ok(Self { cache: Cache::open(&own)?, options })
    }

    async fn all(self, sources: Vec<Source<'_>>) -> Result<Option<Found>> {
        let spill = self.cache.begin(SPILL)?;
        let limit = self.options.memory;
        let runtime = runtime(limit, &spill).map_err(EngineError::query("start", limit))?;
        let stages = Stages { options: Arc::new(self.options.clone()), runtime };
        let (held, new) = self.held(sources)?;
        let mut names: Vec<String> = held.iter().flatten().map(|(name, _)| name.clone()).collect();
        let mut generations: Vec<Generation> = Vec::new();
        let mut chain = String::new();
        let mut first = 0;
        for listed in &held {
            chain = key(&[&chain, &digest_of(listed)]);
            let documents = self.stage_name(generations.len(), Stage::Documents, &chain);
            let folder = self.cache.complete(&documents).ok_or(EngineError::Damaged { what: "the texts" })?;
            if !self.generation(&stages, &mut generations, folder, first, &chain).await? {
                return Ok(None);
            }
            first += listed.len() as u32;
        }
        if !new.is_empty() || held.is_empty() {
            let listed: Listed = new.iter().map(|s| (s.name.clone(), s.digest.clone())).collect();
            names.extend(listed.iter().map(|(name, _)| name.clone()));
            chain = key(&[&chain, &digest_of(&listed)]);
            let documents = self.stage_name(generations.len(), Stage::Documents, &chain);
            let folder = self.cache.begin(&documents)?;
            documents::write(&folder, first, new.into_iter(), self.options.settings.shingle_letters)?;
            let folder = self.cache.finish(&documents)?;
            if !self.generation(&stages, &mut generations, folder, first, &chain).await? {
                return Ok(None);
            }
        }
        if self.options.until < Stage::Passages {
            return Ok(None);
        }
        let settings = &self.options.settings;
        let name =
            format!("passages-{}", key(&[&self.key(Stage::Candidates, &chain), &settings.possible_score.to_string()]));
        let folder = match self.cache.complete(&name) {
            Some(folder) => folder,
            None => {
                let folder = self.cache.begin(&name)?;
                stages.passages(&generations, &folder).await.map_err(EngineError::query("passages", limit))?;
                let folder = self.cache.finish(&name)?;
                for other in self.cache.names("passages-")?.into_iter().filter(|other| *other != name) {
                    self.cache.remove(&other)?;
                }
                folder
            }
        };
        drop(stages);
        std::fs::remove_dir_all(&spill).map_err(EngineError::file(&spill))?;
        Ok(Some(Found { folder, names }))
    }

    /// What the cache holds by generation, and the sources that it does not hold.
    fn held<'s>(&self, sources: Vec<Source<'s>>) -> Result<(Vec<Listed>, Vec<Source<'s>>)> {
        let mut given: BTreeMap<(String, String), usize> = BTreeMap::new();
        for (n, source) in sources.iter().enumerate() {
            if given.insert((source.name.clone(), source.digest.clone()), n).is_some() {
                let reason = "it is given twice; give each text once".to_owned();
                return Err(EngineError::Text { name: source.name.clone(), reason });
            }
        }
        let mut held = Vec::new();
        while let Some(name) = self.cache.names(&format!("{:04}-{}-", held.len(), Stage::Documents.name()))?.first() {
            let mut listed: Listed = Vec::new();
            for batch in batches(&self.cache.folder.join(name).join("texts.parquet"))? {
                let batch = batch?;
                let text = |n: usize| batch.column(n).as_string::<i32>();
                listed.extend(
                    (0..batch.num_rows()).map(|row| (text(3).value(row).to_owned(), text(4).value(row).to_owned())),
                );
            }
            for text in &listed {
                if given.remove(text).is_none() {
                    return Err(EngineError::OtherTexts { path: self.cache.folder.clone(), name: text.0.clone() });
                }
            }
            held.push(listed);
        }
        let wanted: std::collections::BTreeSet<usize> = given.into_values().collect();
        let new = sources.into_iter().enumerate().filter(|(n, _)| wanted.contains(n)).map(|(_, source)| source);
        Ok((held, new.collect()))
    }

    /// Runs what is missing of a generation's stages; `false` if the run ends here.
    async fn generation(
        &self,
        stages: &Stages,
        all: &mut Vec<Generation>,
        documents: PathBuf,
        first: u32,
        chain: &str,
    ) -> Result<bool> {
        let nowhere = PathBuf::new;
        all.push(Generation {
            first,
            documents,
            shingles: nowhere(),
            seeds: nowhere(),
            regions: nowhere(),
            candidates: nowhere(),
        });
        let at = all.len() - 1;
        for stage in [Stage::Shingles, Stage::Seeds, Stage::Regions, Stage::Candidates] {
            if self.options.until < stage {
                return Ok(false);
            }
            let name = self.stage_name(at, stage, chain);
            let folder = match self.cache.complete(&name) {
                Some(folder) => folder,
                None => {
                    let folder = self.cache.begin(&name)?;
                    let done = match stage {
                        Stage::Shingles => stages.shingles(&all[at], &folder).await,
                        Stage::Seeds => stages.seeds(all, &folder).await,
                        Stage::Regions => stages.regions(all, &folder).await,
                        _ => stages.candidates(all, &folder).await,
                    };
                    done.map_err(EngineError::query(stage.name(), self.options.memory))?;
                    self.cache.finish(&name)?
                }
            };
            match stage {
                Stage::Shingles => all[at].shingles = folder,
                Stage::Seeds => all[at].seeds = folder,
                Stage::Regions => all[at].regions = folder,
                _ => all[at].candidates = folder,
            }
        }
        Ok(true)
    }

    fn stage_name(&self, generation: usize, stage: Stage, chain: &str) -> String {
        format!("{generation:04}-{}-{}", stage.name(), self.key(stage, chain))
    }

    /// What a stage depends on: the texts up to its generation, and the settings up to it.
    fn key(&self, stage: Stage, chain: &str) -> String {
        let settings = &self.options.settings;
        let mut of = vec![chain.to_owned()];
        if stage >= Stage::Seeds {
            of.push(settings.shingle_places.to_string());
        }
        if stage >= Stage::Regions {
            of.push(format!("{} {} {}", settings.seeds, settings.cut_words, settings.duplicate_share));
        }
        if stage >= Stage::Candidates {
            of.push(format!("{} {}", settings.gap_words, settings.possible_score));
        }
        key(&of.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// A short name for what `parts` say.
fn key(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn digest_of(listed: &Listed) -> String {
    let parts: Vec<&str> = listed.iter().flat_map(|(name, digest)| [name.as_str(), digest.as_str()]).collect();
    key(&parts)
}
