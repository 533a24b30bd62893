//! Asking the index.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocId, DocSet, Index, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::build::decode_places;
use super::{Fields, read_note, schema, tantivy_error};
use crate::StoreError;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    /// One group for each word asked for; a group holds the terms that would do. All groups are required.
    pub groups: Vec<Vec<String>>,
    /// Whether the words must stand in this order, and then how many other words may stand between them in all.
    pub phrase: Option<u32>,
    /// How many hits are wanted.
    pub limit: usize,
    /// How many of the first hits are left out.
    pub offset: usize,
}

impl SearchQuery {
    /// All these words, anywhere in a passage; the first 20 hits.
    pub fn words<G, T>(groups: G) -> Self
    where
        G: IntoIterator,
        G::Item: IntoIterator<Item = T>,
        T: Into<String>,
    {
        let groups = groups.into_iter().map(|group| group.into_iter().map(Into::into).collect()).collect();
        Self { groups, phrase: None, limit: 20, offset: 0 }
    }

    /// The same words in this order, with at most `slop` other words between them in all.
    pub fn with_phrase(self, slop: u32) -> Self {
        Self { phrase: Some(slop), ..self }
    }
}

/// A passage that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The path of the source.
    pub source: String,
    /// The number of the passage.
    pub passage: u32,
    /// Its language, or nothing.
    pub lang: String,
    /// Its text.
    pub text: String,
    /// The bytes of the source's raw text from which it was made.
    pub raw_hull: (u64, u64),
    /// How well it fits, in thousandths; higher is better.
    pub score: u32,
    /// The bytes of the matching words in the text, ascending, each once.
    pub spans: Vec<(usize, usize)>,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SearchResults {
    /// How many passages fit, before limit and offset.
    pub total: usize,
    /// The passages that were asked for: by score, highest first, then source, then passage.
    pub hits: Vec<Hit>,
}

/// An open index.
pub struct SearchIndex {
    dir: PathBuf,
    fields: Fields,
    searcher: Searcher,
    /// Words in a passage, on the average.
    mean_length: f64,
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchIndex").field("dir", &self.dir).finish_non_exhaustive()
    }
}

/// Where one group of terms stands, for the candidates in their order.
type Positions = Vec<Vec<u32>>;

impl SearchIndex {
    /// Opens the index in a directory.
    ///
    /// # Errors
    /// [`StoreError::StaleIndex`] where there is none with this key, [`StoreError::Index`] where it is damaged.
    pub fn open(dir: &Path, key: &str) -> Result<Self, StoreError> {
        let stale = || StoreError::StaleIndex { dir: dir.to_owned() };
        let note = read_note(dir).filter(|note| note.fits(key)).ok_or_else(stale)?;
        let fail = |source| tantivy_error(dir, source);
        let index = Index::open_in_dir(dir).map_err(fail)?;
        let (expected, fields) = schema();
        let searcher = index.reader().map_err(fail)?.searcher();
        if index.schema() != expected || searcher.segment_readers().len() > 1 {
            return Err(stale());
        }
        let mean_length = (note.words as f64 / note.passages.max(1) as f64).max(1.0);
        Ok(Self { dir: dir.to_owned(), fields, searcher, mean_length })
    }

    /// The passages that fit. A query without groups, or with a group without terms, fits nothing.
    ///
    /// # Errors
    /// [`StoreError::Index`] where the index is damaged.
    pub fn query(&self, query: &SearchQuery) -> Result<SearchResults, StoreError> {
        self.answer(query).map_err(|source| tantivy_error(&self.dir, source))
    }

    fn answer(&self, query: &SearchQuery) -> tantivy::Result<SearchResults> {
        let Some(segment) = self.searcher.segment_readers().first().filter(|_| !query.groups.is_empty()) else {
            return Ok(SearchResults::default());
        };
        let words = segment.inverted_index(self.fields.words)?;
        let groups =
            query.groups.iter().map(|group| Group::new(group, &words, &self.fields)).collect::<Result<Vec<_>, _>>()?;
        let rarest = groups.iter().min_by_key(|group| group.passages).expect("there is a group");
        let mut candidates = rarest.documents(&words)?;
        let mut positions: Vec<Positions> = vec![Vec::new(); groups.len()];
        for (number, group) in groups.iter().enumerate() {
            let found = group.positions(&words, &candidates)?;
            let kept: Vec<bool> = found.iter().map(|places| !places.is_empty()).collect();
            positions[number] = found;
            keep(&mut candidates, &kept);
            positions[..=number].iter_mut().for_each(|positions| keep(positions, &kept));
        }
        if let Some(slop) = query.phrase {
            let mut kept = Vec::with_capacity(candidates.len());
            for at in 0..candidates.len() {
                let places: Vec<&[u32]> = positions.iter().map(|positions| positions[at].as_slice()).collect();
                let narrowed = phrase_positions(&places, slop);
                kept.push(!narrowed[0].is_empty());
                positions.iter_mut().zip(narrowed).for_each(|(positions, narrowed)| positions[at] = narrowed);
            }
            keep(&mut candidates, &kept);
            positions.iter_mut().for_each(|positions| keep(positions, &kept));
        }
        self.rank(query, segment, &groups, &candidates, &positions)
    }

    fn rank(
        &self,
        query: &SearchQuery,
        segment: &SegmentReader,
        groups: &[Group],
        candidates: &[DocId],
        positions: &[Positions],
    ) -> tantivy::Result<SearchResults> {
        let fast = segment.fast_fields();
        let (lengths, passages) = (fast.u64("length")?, fast.u64("passage")?);
        let sources = fast.str("source")?;
        let all = f64::from(segment.num_docs());
        // Terms of the sources are numbered in byte order, so the number serves as the path.
        let mut ranked: Vec<(u32, u64, u64, usize)> = candidates
            .iter()
            .enumerate()
            .map(|(at, &doc)| {
                let length = lengths.first(doc).unwrap_or(0) as f64 / self.mean_length;
                let score: f64 = groups
                    .iter()
                    .zip(positions)
                    .map(|(group, positions)| bm25(positions[at].len() as f64, length, group.passages as f64, all))
                    .sum();
                let source = sources.as_ref().and_then(|sources| sources.ords().first(doc)).unwrap_or(0);
                ((score * 1000.0).round() as u32, source, passages.first(doc).unwrap_or(0), at)
            })
            .collect();
        ranked.sort_unstable_by_key(|&(score, source, passage, _)| (std::cmp::Reverse(score), source, passage));
        let mut hits = Vec::new();
        for &(score, _, _, at) in ranked.iter().skip(query.offset).take(query.limit) {
            let mut matched: Vec<u32> = positions.iter().flat_map(|positions| positions[at].iter().copied()).collect();
            matched.sort_unstable();
            hits.push(self.hit(candidates[at], score, &matched)?);
        }
        Ok(SearchResults { total: ranked.len(), hits })
    }

    fn hit(&self, doc: DocId, score: u32, matched: &[u32]) -> tantivy::Result<Hit> {
        let document: TantivyDocument = self.searcher.doc(tantivy::DocAddress::new(0, doc))?;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let number = |field| document.get_first(field).and_then(|value| value.as_u64()).unwrap_or_default();
        let places = document.get_first(self.fields.places).and_then(|value| decode_places(value.as_bytes()?));
        let mut spans: Vec<(usize, usize)> = places
            .unwrap_or_default()
            .into_iter()
            .filter(|(position, ..)| matched.binary_search(position).is_ok())
            .map(|(_, start, end)| (start, end))
            .collect();
        spans.sort_unstable();
        spans.dedup();
        Ok(Hit {
            source: text(self.fields.source),
            passage: number(self.fields.passage) as u32,
            lang: text(self.fields.lang),
            text: text(self.fields.text),
            raw_hull: (number(self.fields.raw_start), number(self.fields.raw_end)),
            score,
            spans,
        })
    }
}

/// The terms of one group that the index knows.
struct Group {
    terms: Vec<Term>,
    /// In how many passages they stand, at most.
    passages: u64,
}

impl Group {
    fn new(group: &[String], words: &InvertedIndexReader, fields: &Fields) -> tantivy::Result<Self> {
        let mut texts: Vec<&String> = group.iter().collect();
        texts.sort_unstable();
        texts.dedup();
        let terms: Vec<Term> = texts.into_iter().map(|text| Term::from_field_text(fields.words, text)).collect();
        let mut passages = 0;
        for term in &terms {
            passages += u64::from(words.doc_freq(term)?);
        }
        Ok(Self { terms, passages })
    }

    fn postings(&self, words: &InvertedIndexReader) -> tantivy::Result<Vec<SegmentPostings>> {
        let mut postings = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            postings.extend(words.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?);
        }
        Ok(postings)
    }

    fn documents(&self, words: &InvertedIndexReader) -> tantivy::Result<Vec<DocId>> {
        let mut documents = Vec::new();
        for mut postings in self.postings(words)? {
            while postings.doc() != TERMINATED {
                documents.push(postings.doc());
                postings.advance();
            }
        }
        documents.sort_unstable();
        documents.dedup();
        Ok(documents)
    }

    fn positions(&self, words: &InvertedIndexReader, candidates: &[DocId]) -> tantivy::Result<Positions> {
        let mut found: Positions = vec![Vec::new(); candidates.len()];
        for mut postings in self.postings(words)? {
            for (&doc, found) in candidates.iter().zip(&mut found) {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                if postings.doc() == doc {
                    postings.append_positions_with_offset(0, found);
                }
            }
        }
        for found in &mut found {
            found.sort_unstable();
            found.dedup();
        }
        Ok(found)
    }
}

fn keep<T>(rows: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    rows.retain(|_| *kept.next().expect("one for each row"));
}

/// The positions that are part of a phrase: each word after the one before, with at most `slop` others between in all.
fn phrase_positions(places: &[&[u32]], slop: u32) -> Vec<Vec<u32>> {
    let mut narrowed = vec![Vec::new(); places.len()];
    let between = places.len() as u64 - 1 + u64::from(slop);
    for &first in places[0] {
        let mut chain = vec![first];
        for group in &places[1..] {
            let last = chain[chain.len() - 1];
            match group.get(group.partition_point(|&position| position <= last)) {
                Some(&next) if u64::from(next) - u64::from(first) <= between => chain.push(next),
                _ => break,
            }
        }
        if chain.len() == places.len() {
            narrowed.iter_mut().zip(chain).for_each(|(narrowed, position)| narrowed.push(position));
        }
    }
    for narrowed in &mut narrowed {
        narrowed.sort_unstable();
        narrowed.dedup();
    }
    narrowed
}

/// Robertson and Zaragoza's formula with the usual k1 = 1.2 and b = 0.75; `length` is in mean lengths.
fn bm25(count: f64, length: f64, passages: f64, all: f64) -> f64 {
    let passages = passages.min(all);
    let rarity = (1.0 + (all - passages + 0.5) / (passages + 0.5)).ln();
    rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrase_takes_words_in_their_order() {
        assert_eq!(phrase_positions(&[&[1, 7], &[2, 5]], 0), [vec![1], vec![2]]);
        assert_eq!(phrase_positions(&[&[7], &[2, 5]], 9), [vec![], Vec::<u32>::new()]);
        assert_eq!(phrase_positions(&[&[1], &[3], &[5]], 1), [vec![], vec![], Vec::<u32>::new()]);
        assert_eq!(phrase_positions(&[&[1], &[3], &[5]], 2), [vec![1], vec![3], vec![5]]);
        assert_eq!(phrase_positions(&[&[1, 2], &[1, 2, 3]], 0), [vec![1, 2], vec![2, 3]]);
    }
}
