//! What a run has found, read back row by row.

use std::fs::File;
use std::path::{Path, PathBuf};

use datafusion::arrow::array::AsArray;
use datafusion::arrow::datatypes::{UInt32Type, UInt64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use regesta_reuse::Passage;

use crate::error::{EngineError, Result};
use crate::rows::{Candidate, halves};

/// What texts share, as a run has left it in the cache.
#[derive(Debug, Clone)]
pub struct Found {
    pub(crate) folder: PathBuf,
    /// The names of the texts, by their numbers.
    pub names: Vec<String>,
}

impl Found {
    /// The passages, those with the highest score first; the order and the scores are those of
    /// [`find_shared`](regesta_reuse::find_shared). A few are in memory at once.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn passages(&self) -> Result<impl Iterator<Item = Result<Passage>>> {
        let rows = batches(&self.folder.join("passages.parquet"))?;
        Ok(rows.flat_map(|batch| match batch {
            Ok(batch) => {
                let column = |name: &str| batch.column_by_name(name).cloned();
                let (Some(pairs), Some(passages), Some(scores)) = (column("pair"), column("passage"), column("score"))
                else {
                    return vec![Err(EngineError::Damaged { what: "the table of passages" })];
                };
                let row = |n: usize| {
                    let pair = pairs.as_primitive::<UInt64Type>().value(n);
                    let mut passage = Candidate::read(pair, passages.as_binary::<i32>().value(n))?.passage;
                    passage.score = scores.as_primitive::<UInt32Type>().value(n);
                    Ok(passage)
                };
                (0..batch.num_rows()).map(row).collect()
            }
            Err(error) => vec![Err(error)],
        }))
    }

    /// Pairs of texts that are one text twice, with the share of the shorter in thousandths, by number.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn duplicates(&self) -> Result<Vec<(u32, u32, u32)>> {
        let mut found = Vec::new();
        for batch in batches(&self.folder.join("twins.parquet"))? {
            let batch = batch?;
            let pairs = batch.column(0).as_primitive::<UInt64Type>().values().iter();
            let shares = batch.column(1).as_primitive::<UInt32Type>().values().iter();
            found.extend(pairs.zip(shares).map(|(&pair, &share)| {
                let (a, b) = halves(pair);
                (a, b, share)
            }));
        }
        Ok(found)
    }
}

/// The batches of a file.
pub(crate) fn batches(path: &Path) -> Result<impl Iterator<Item = Result<RecordBatch>> + use<>> {
    let path = path.to_owned();
    let file = File::open(&path).map_err(EngineError::file(&path))?;
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(file).and_then(|builder| builder.with_batch_size(256).build());
    let wrong = move |error: String| EngineError::File { path: path.clone(), source: std::io::Error::other(error) };
    let reader = reader.map_err(|error| wrong(error.to_string()))?;
    Ok(reader.map(move |batch| batch.map_err(|error| wrong(error.to_string()))))
}
