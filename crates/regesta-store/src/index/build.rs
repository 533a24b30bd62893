//! Writing the index.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::indexer::NoMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::terms::{GIVEN_TERMS, GivenTerms, push_term};
use super::{FORMAT, Fields, NOTE, Note, SearchDoc, index_error, schema, tantivy_error};
use crate::StoreError;
use crate::error::AtPath;
use crate::lock::{WriterLock, beside};

/// How much the writer may hold in memory before it begins another segment.
const WRITER_BYTES: usize = 100_000_000;
/// Longer terms cannot be indexed.
const LONGEST_TERM: usize = 1_000;
/// tantivy counts on from the last position, in 32 bits.
const LAST_POSITION: u32 = 1 << 30;

/// Writes an index beside its place, and moves it there when it is whole.
pub struct IndexBuilder {
    dir: PathBuf,
    unfinished: PathBuf,
    key: String,
    passages: u64,
    words: u64,
    fields: Fields,
    index: Index,
    writer: IndexWriter,
    _lock: WriterLock,
}

impl std::fmt::Debug for IndexBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexBuilder").field("dir", &self.dir).field("passages", &self.passages).finish_non_exhaustive()
    }
}

/// Builds an index from passages; see [`IndexBuilder`] for passages that come with errors. Returns how many there were.
///
/// # Errors
/// As [`IndexBuilder`].
pub fn build(dir: &Path, key: &str, passages: impl IntoIterator<Item = SearchDoc>) -> Result<u64, StoreError> {
    let mut builder = IndexBuilder::new(dir, key)?;
    for passage in passages {
        builder.add(&passage)?;
    }
    builder.finish()
}

impl IndexBuilder {
    /// Begins an index that will stand in `dir`. Until [`IndexBuilder::finish`], what stood there stays.
    ///
    /// # Errors
    /// [`StoreError::Locked`] while another process builds it, [`StoreError::DiskFull`], [`StoreError::Index`].
    pub fn new(dir: &Path, key: &str) -> Result<Self, StoreError> {
        Self::with_writer_bytes(dir, key, WRITER_BYTES)
    }

    fn with_writer_bytes(dir: &Path, key: &str, writer_bytes: usize) -> Result<Self, StoreError> {
        let lock = WriterLock::take(dir)?;
        let unfinished = beside(dir, "-new");
        remove(&unfinished)?;
        fs::create_dir_all(&unfinished).at(&unfinished)?;
        let (schema, fields) = schema();
        let index = Index::create_in_dir(&unfinished, schema).map_err(|source| tantivy_error(dir, source))?;
        index.tokenizers().register(GIVEN_TERMS, GivenTerms);
        let writer = index.writer_with_num_threads(1, writer_bytes).map_err(|source| tantivy_error(dir, source))?;
        // A merge in the background would depend on timing; there is one merge, at the end.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let (dir, key) = (dir.to_owned(), key.to_owned());
        Ok(Self { dir, unfinished, key, passages: 0, words: 0, fields, index, writer, _lock: lock })
    }

    /// Adds a passage.
    ///
    /// # Errors
    /// [`StoreError::InvalidRow`] for words outside the text and positions over 2³⁰, [`StoreError::DiskFull`], [`StoreError::Index`].
    pub fn add(&mut self, passage: &SearchDoc) -> Result<(), StoreError> {
        let mut words: Vec<_> = passage.tokens.iter().collect();
        words.sort_by_key(|word| (word.position, word.start, word.end));
        let mut given = String::with_capacity(passage.text.len() * 3);
        for word in &words {
            let refuse = |reason: String| {
                Err(StoreError::invalid("passage", format!("{} of {}", passage.passage, passage.source), reason))
            };
            if passage.text.get(word.start..word.end).is_none() {
                return refuse(format!("bytes {}..{} are not a stretch of its text", word.start, word.end));
            }
            if word.position > LAST_POSITION {
                return refuse(format!("position {} is beyond {LAST_POSITION}", word.position));
            }
            let mut terms: Vec<&String> =
                word.terms.iter().filter(|term| !term.is_empty() && term.len() <= LONGEST_TERM).collect();
            terms.sort_unstable();
            terms.dedup();
            terms.into_iter().for_each(|term| push_term(&mut given, word.position, term));
        }
        let places: Vec<_> = words.iter().map(|word| (word.position, word.start, word.end)).collect();
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.source, &passage.source);
        document.add_u64(self.fields.passage, u64::from(passage.passage));
        document.add_text(self.fields.lang, &passage.lang);
        document.add_text(self.fields.text, &passage.text);
        document.add_u64(self.fields.raw_start, passage.raw_hull.0);
        document.add_u64(self.fields.raw_end, passage.raw_hull.1);
        document.add_bytes(self.fields.places, &encode_places(&places));
        document.add_u64(self.fields.length, words.len() as u64);
        document.add_text(self.fields.words, given);
        self.writer.add_document(document).map_err(|source| tantivy_error(&self.dir, source))?;
        self.passages += 1;
        self.words += words.len() as u64;
        Ok(())
    }

    /// Merges all into one segment and puts the index in its place. Returns the number of passages.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::Index`].
    pub fn finish(self) -> Result<u64, StoreError> {
        let Self { dir, unfinished, key, passages, words, index, mut writer, _lock, .. } = self;
        let fail = |source| tantivy_error(&dir, source);
        writer.commit().map_err(fail)?;
        let segments = index.searchable_segment_ids().map_err(fail)?;
        if segments.len() > 1 {
            writer.merge(&segments).wait().map_err(fail)?;
            writer.garbage_collect_files().wait().map_err(fail)?;
        }
        writer.wait_merging_threads().map_err(fail)?;
        drop(index);
        let note = serde_json::to_vec(&Note { format: FORMAT, key, passages, words })
            .map_err(|source| index_error(&dir, source))?;
        fs::write(unfinished.join(NOTE), note).at(&unfinished)?;
        remove(&dir)?;
        fs::rename(&unfinished, &dir).at(&dir)?;
        Ok(passages)
    }
}

fn remove(dir: &Path) -> Result<(), StoreError> {
    if dir.try_exists().at(dir)? { fs::remove_dir_all(dir).at(dir) } else { Ok(()) }
}

/// Position, start and end of each word as differences in base 128; positions ascend.
fn encode_places(places: &[(u32, usize, usize)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(places.len() * 3);
    let mut push = |mut number: u64| {
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    };
    let (mut former_position, mut former_start) = (0, 0);
    for &(position, start, end) in places {
        push(u64::from(position - former_position));
        // A later word may stand before an earlier one: the sign goes into the last bit.
        let step = start as i64 - former_start;
        push(((step << 1) ^ (step >> 63)).cast_unsigned());
        push((end - start) as u64);
        (former_position, former_start) = (position, start as i64);
    }
    bytes
}

/// The inverse of [`encode_places`]; nothing for bytes that it did not write.
pub(super) fn decode_places(bytes: &[u8]) -> Option<Vec<(u32, usize, usize)>> {
    let mut rest = bytes;
    let mut next = || {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let (byte, tail) = rest.split_first()?;
            rest = tail;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    };
    let mut places = Vec::new();
    let (mut position, mut start) = (0u32, 0i64);
    while let Some(step) = next() {
        position = position.checked_add(u32::try_from(step).ok()?)?;
        let folded = next()?;
        start = start.checked_add((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed())?;
        let from = usize::try_from(start).ok()?;
        places.push((position, from, from.checked_add(usize::try_from(next()?).ok()?)?));
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_segments_become_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let dir = folder.path().join("index");
        let mut builder = IndexBuilder::with_writer_bytes(&dir, "key", 15_000_000).expect("builder");
        let word =
            |position: u32, term: String| crate::index::SearchToken { start: 0, end: 1, position, terms: vec![term] };
        for passage in 0..3000 {
            let mut tokens: Vec<_> = (1..120).map(|at| word(at, format!("term{}", passage * 120 + at))).collect();
            tokens.push(word(0, "everywhere".into()));
            let (source, lang, text) = ("a".to_owned(), String::new(), "x".to_owned());
            builder.add(&SearchDoc { source, passage, lang, text, raw_hull: (0, 1), tokens }).expect("add");
        }
        builder.writer.commit().expect("commit");
        assert!(builder.index.searchable_segment_ids().expect("segments").len() > 1, "too few passages for this test");
        assert_eq!(builder.finish().expect("finish"), 3000);
        let index = crate::index::SearchIndex::open(&dir, "key").expect("one segment");
        let everywhere = index.query(&crate::index::SearchQuery::words([["everywhere"]])).expect("query");
        assert_eq!(everywhere.total, 3000);
        assert_eq!(everywhere.hits.iter().map(|hit| hit.passage).collect::<Vec<_>>(), (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn places_come_back() {
        let places = vec![(0, 0, 3), (1, 4, 300), (1, 2, 5), (900, 70_000, 70_000), (u32::MAX, 1, 2)];
        assert_eq!(decode_places(&encode_places(&places)), Some(places));
        assert_eq!(decode_places(&[]), Some(Vec::new()));
        assert_eq!(decode_places(&[1, 2]), None);
    }
}
