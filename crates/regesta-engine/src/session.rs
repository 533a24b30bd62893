//! Sessions of the engine: its limits, and the few shapes of plans that all stages have in common.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use datafusion::common::{ScalarValue, UnnestOptions};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::error::Result;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::logical_expr::registry::FunctionRegistry as _;
use datafusion::logical_expr::{Expr, lit};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::{DataFrame, ParquetReadOptions, SessionConfig, SessionContext, col};

use crate::functions::{Call, Kind, register};

/// Rows of a row group in files that the engine writes.
const ROW_GROUP: usize = 1 << 17;

/// What all sessions of a run share: memory, and the folder for what does not fit.
pub(crate) fn runtime(memory: usize, spill: &Path) -> Result<Arc<RuntimeEnv>> {
    RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(FairSpillPool::new(memory)))
        .with_temp_file_path(spill)
        .build_arc()
}

/// A session of `partitions` threads that works on `rows` rows at a time.
pub(crate) fn session(runtime: &Arc<RuntimeEnv>, memory: usize, partitions: usize, rows: usize) -> SessionContext {
    let mut config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(rows);
    let options = config.options_mut();
    options.execution.sort_spill_reservation_bytes = (memory / (16 * partitions)).min(10 << 20);
    // Views save copies of long texts and cost sixteen bytes for each; our values are short.
    options.execution.parquet.schema_force_view_types = false;
    options.execution.parquet.dictionary_enabled = Some(false);
    options.execution.parquet.compression = Some("snappy".to_owned());
    options.execution.parquet.max_row_group_size = ROW_GROUP;
    options.execution.parquet.maximum_parallel_row_group_writers = 1;
    let context = SessionContext::new_with_config_rt(config, Arc::clone(runtime));
    register(&context);
    context
}

/// A table of files; `sorted` names the column that each is sorted by.
pub(crate) async fn table(context: &SessionContext, files: &[String], sorted: Option<&str>) -> Result<DataFrame> {
    let mut options = ParquetReadOptions::default();
    if let Some(column) = sorted {
        options.file_sort_order = vec![vec![col(column).sort(true, false)]];
    }
    context.read_parquet(files.to_vec(), options).await
}

/// Writes a table into one file.
pub(crate) async fn write(frame: DataFrame, path: &Path) -> Result<()> {
    let schema = Arc::new(frame.schema().as_arrow().clone());
    let options = DataFrameWriteOptions::new().with_single_file_output(true);
    frame.write_parquet(&path.to_string_lossy(), options, None).await?;
    if !path.is_file() {
        // A result without rows is a table too.
        ArrowWriter::try_new(File::create(path)?, schema, None)?.close()?;
    }
    Ok(())
}

/// One row for each item of the lists in `column`.
pub(crate) fn unnest(frame: DataFrame, column: &str) -> Result<DataFrame> {
    frame.unnest_columns_with_options(&[column], UnnestOptions::new().with_preserve_nulls(false))
}

/// A function of one row, by its name.
pub(crate) fn call(context: &SessionContext, call: Call, arguments: Vec<Expr>) -> Result<Expr> {
    Ok(context.udf(call.name())?.call(arguments))
}

/// A function of a group of rows: its number and payload, and what it is told beside them.
pub(crate) fn gather(
    context: &SessionContext,
    kind: Kind,
    number: Expr,
    payload: Expr,
    parameters: &[u64],
) -> Result<Expr> {
    let mut arguments = vec![number, payload];
    arguments.extend(parameters.iter().map(|value| lit(*value)));
    Ok(context.udaf(kind.name())?.call(arguments))
}

/// No payload.
pub(crate) fn nothing() -> Expr {
    lit(ScalarValue::Binary(None))
}
