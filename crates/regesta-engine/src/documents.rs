//! Texts come in as rows of Parquet.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{BinaryBuilder, RecordBatch, StringBuilder, UInt32Builder, UInt64Builder};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;
use regesta_reuse::{Forms, Text};

use crate::error::{EngineError, Result};
use crate::words::{part_key, parts};

/// A text that may have to be read.
pub struct Source<'s> {
    /// What it is called: the same name is the same text.
    pub name: String,
    /// A digest of what it is made of; another digest is another text.
    pub digest: String,
    /// Reads it: its words, and the forms of this text alone. Called only if the cache does not hold the text.
    pub load: Box<dyn FnOnce() -> std::result::Result<(Text, Forms), String> + 's>,
}

/// Bytes of words in one Parquet file: a partition.
const PARTITION: usize = 64 << 20;
/// Bytes of words in one row group.
const GROUP: usize = 2 << 20;

pub(crate) fn parts_schema() -> Schema {
    Schema::new(vec![Field::new("part", DataType::UInt64, false), Field::new("words", DataType::Binary, false)])
}

pub(crate) fn texts_schema() -> Schema {
    Schema::new(vec![
        Field::new("text", DataType::UInt32, false),
        Field::new("length", DataType::UInt32, false),
        Field::new("counted", DataType::UInt64, false),
        Field::new("name", DataType::Utf8, false),
        Field::new("digest", DataType::Utf8, false),
    ])
}

fn writer(path: &Path, schema: Schema) -> Result<ArrowWriter<File>> {
    let properties =
        WriterProperties::builder().set_compression(Compression::SNAPPY).set_dictionary_enabled(false).build();
    let file = File::create(path).map_err(EngineError::file(path))?;
    ArrowWriter::try_new(file, Arc::new(schema), Some(properties)).map_err(wrong(path))
}

fn wrong(path: &Path) -> impl Fn(datafusion::parquet::errors::ParquetError) -> EngineError + '_ {
    |error| EngineError::File { path: path.to_owned(), source: std::io::Error::other(error) }
}

/// Writes the parts of words into partitions.
struct Parts<'p> {
    folder: &'p Path,
    out: Option<ArrowWriter<File>>,
    files: usize,
    written: usize,
    keys: UInt64Builder,
    words: BinaryBuilder,
    bytes: usize,
}

impl Parts<'_> {
    fn push(&mut self, key: u64, words: &[u8]) -> Result<()> {
        self.keys.append_value(key);
        self.words.append_value(words);
        self.bytes += words.len();
        if self.bytes >= GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let path = self.folder.join(format!("parts-{:06}.parquet", self.files));
        let out = match &mut self.out {
            Some(out) => out,
            none => none.insert(writer(&path, parts_schema())?),
        };
        let columns: Vec<datafusion::arrow::array::ArrayRef> =
            vec![Arc::new(self.keys.finish()), Arc::new(self.words.finish())];
        let batch = RecordBatch::try_new(Arc::new(parts_schema()), columns)
            .map_err(|error| EngineError::query("documents", 0)(error.into()))?;
        out.write(&batch).and_then(|()| out.flush()).map_err(wrong(&path))?;
        self.written += std::mem::take(&mut self.bytes);
        if self.written >= PARTITION {
            self.close()?;
        }
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        if let Some(out) = self.out.take() {
            let path = self.folder.join(format!("parts-{:06}.parquet", self.files));
            out.close().map_err(wrong(&path))?;
            (self.files, self.written) = (self.files + 1, 0);
        }
        Ok(())
    }
}

/// Writes texts, numbered from `first` on: `parts-*.parquet` and `texts.parquet`. No more than one is in memory.
pub(crate) fn write<'s>(
    folder: &Path,
    first: u32,
    sources: impl Iterator<Item = Source<'s>>,
    letters: usize,
) -> Result<()> {
    let mut out = Parts {
        folder,
        out: None,
        files: 0,
        written: 0,
        keys: UInt64Builder::new(),
        words: BinaryBuilder::new(),
        bytes: 0,
    };
    let (mut numbers, mut lengths, mut counted) = (UInt32Builder::new(), UInt32Builder::new(), UInt64Builder::new());
    let (mut names, mut digests) = (StringBuilder::new(), StringBuilder::new());
    for (number, source) in (first..).zip(sources) {
        let Source { name, digest, load } = source;
        let (text, forms) = load().map_err(|reason| EngineError::Text { name: name.clone(), reason })?;
        for (part, words) in (0..).zip(parts(&text, &forms, letters)) {
            out.push(part_key(number, part), &words)?;
        }
        numbers.append_value(number);
        lengths.append_value(text.words().len() as u32);
        counted.append_value(forms.words());
        names.append_value(name);
        digests.append_value(digest);
    }
    // A table without rows is a table too.
    out.flush()?;
    out.close()?;
    let path = folder.join("texts.parquet");
    let columns: Vec<datafusion::arrow::array::ArrayRef> = vec![
        Arc::new(numbers.finish()),
        Arc::new(lengths.finish()),
        Arc::new(counted.finish()),
        Arc::new(names.finish()),
        Arc::new(digests.finish()),
    ];
    let batch = RecordBatch::try_new(Arc::new(texts_schema()), columns)
        .map_err(|error| EngineError::query("documents", 0)(error.into()))?;
    let mut table = writer(&path, texts_schema())?;
    table.write(&batch).map_err(wrong(&path))?;
    table.close().map_err(wrong(&path))?;
    Ok(())
}
