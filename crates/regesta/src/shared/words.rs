use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use regesta_reuse::{Forms, Text, TextBuilder, Witness, Word};
use regesta_store::{FindingFilter, Project, SegmentKind, Source};
use regesta_text::{CodePointMap, Span};

use crate::views::Passage;
use crate::{Result, StoredBlock, StoredSource};

/// A source as its words are compared: what is needed to lead them back to print.
pub(super) struct SourceWords {
    pub(super) path: String,
    /// The identifier of the source.
    pub(super) id: String,
    /// The year in which it came out, where that is known.
    pub(super) year: Option<i64>,
    raw: String,
    code_points: CodePointMap,
    blocks: BTreeMap<u32, StoredBlock>,
    /// The first byte in the raw text of each word, sorted; made when it is asked for.
    starts: OnceLock<Vec<(usize, u32)>>,
    /// Citations: bytes of the raw text of what each is cited for and of itself, and as printed.
    citations: Vec<Cited>,
}

struct Cited {
    at: Span,
    cited_for: Option<Span>,
    as_written: String,
}

impl SourceWords {
    pub(super) fn load(project: &Project, source: &Source, forms: &mut Forms) -> Result<(Self, Text)> {
        let stored = StoredSource::load(project, &source.id)?;
        let quotations = raw_pieces(project, &source.id, "quote")?;
        let cited = raw_pieces(project, &source.id, "cite")?;
        let mut builder = TextBuilder::new(forms);
        let of = |wanted: fn(SegmentKind) -> bool| stored.blocks.iter().filter(move |b| kind(b).is_some_and(wanted));
        for block in of(|kind| kind == SegmentKind::Body).chain(of(stands_apart)) {
            if kind(block).is_some_and(stands_apart) {
                builder.end_flow();
            }
            let (skipped, quoted) = (in_reading(block, &cited), in_reading(block, &quotations));
            builder.block(block.block, block.reading.text(), &skipped, &quoted);
        }
        let text = builder.finish();
        let words = Self {
            starts: OnceLock::new(),
            path: source.path.clone(),
            id: source.id.clone(),
            year: crate::library::year(&source.csl),
            code_points: CodePointMap::new(&stored.raw),
            citations: citations(project, &source.id)?,
            blocks: stored.blocks.into_iter().map(|block| (block.block, block)).collect(),
            raw: stored.raw,
        };
        Ok((words, text))
    }

    /// A word as printed, but for what was repaired in it (a hyphen at a line end).
    pub(super) fn printed(&self, word: &Word) -> &str {
        let block = self.blocks.get(&word.block);
        block.and_then(|b| b.reading.text().get(word.start as usize..word.end as usize)).unwrap_or_default()
    }

    /// The words from the first to the last of `range` as they read, with the punctuation between them.
    pub(super) fn reading(&self, text: &Text, range: Range<u32>) -> String {
        let words = &text.words()[range.start as usize..range.end as usize];
        let mut out = String::new();
        for part in words.chunk_by(|a, b| a.block == b.block) {
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            let Some(block) = self.blocks.get(&first.block) else { continue };
            if !out.is_empty() {
                out.push_str(" ¶ ");
            }
            out.push_str(block.reading.text().get(first.start as usize..last.end as usize).unwrap_or_default());
        }
        out
    }

    /// The language of a word's sentence.
    pub(super) fn language(&self, word: &Word) -> Option<&str> {
        let sentences = &self.blocks.get(&word.block)?.sentences;
        let holds = |span: &Span| span.start <= word.start as usize && (word.start as usize) < span.end;
        sentences.iter().find(|(span, _)| holds(span)).and_then(|(_, lang)| lang.as_deref())
    }

    /// The sentence of a word: its block, and its first byte there.
    pub(super) fn sentence(&self, word: &Word) -> Option<(u32, usize)> {
        let sentences = &self.blocks.get(&word.block)?.sentences;
        let after = sentences.partition_point(|(span, _)| span.start <= word.start as usize);
        Some((word.block, sentences.get(after.checked_sub(1)?)?.0.start))
    }

    /// The bytes of the raw text that a passage has.
    pub(super) fn bytes_of(&self, passage: &Passage) -> Range<usize> {
        let byte = |point: usize| self.code_points.byte_from_code_point(&self.raw, point);
        byte(passage.start)..byte(passage.end)
    }

    /// The words that begin in some bytes of the raw text, as far as they follow each other: those of the body, or of the
    /// note in which the first stands.
    pub(super) fn words_at(&self, text: &Text, bytes: Range<usize>) -> Range<u32> {
        let starts = self.starts.get_or_init(|| {
            let start = |at: u32| self.raw_hull(text, at..at + 1).map(|hull| (hull.start, at));
            let mut starts: Vec<(usize, u32)> = (0..text.words().len() as u32).filter_map(start).collect();
            starts.sort_unstable();
            starts
        });
        let first = starts.partition_point(|(start, _)| *start < bytes.start);
        let inside: Vec<u32> =
            starts[first..].iter().take_while(|(start, _)| *start < bytes.end).map(|(_, at)| *at).collect();
        let Some(&first) = inside.first() else { return 0..0 };
        let run = inside.iter().zip(first..).take_while(|(at, expected)| **at == *expected).count() as u32;
        first..(first + run).min(text.words().len() as u32)
    }

    /// The bytes of the raw text from the first to the last word.
    pub(super) fn raw_hull(&self, text: &Text, range: Range<u32>) -> Option<Span> {
        let span = |word: &Word| {
            self.blocks.get(&word.block)?.reading.raw_hull(Span::new(word.start as usize, word.end as usize))
        };
        let first = span(text.words().get(range.start as usize)?)?;
        let last = span(text.words().get((range.end as usize).checked_sub(1)?)?)?;
        Some(first.hull(last))
    }

    /// Where the words stand in print.
    pub(super) fn passage(&self, text: &Text, range: Range<u32>) -> Option<Passage> {
        let hull = self.raw_hull(text, range.clone())?;
        let first = text.words().get(range.start as usize)?;
        let page = self.blocks.get(&first.block)?.segments.iter().rev().find(|s| s.span.start <= hull.start);
        Some(Passage {
            source: self.path.clone(),
            start: self.code_points.code_point_from_byte(&self.raw, hull.start),
            end: self.code_points.code_point_from_byte(&self.raw, hull.end),
            page: page.and_then(|segment| segment.page).map(|page| (page + 1).to_string()),
            exact: self.raw.get(hull.range()).unwrap_or_default().to_owned(),
        })
    }

    /// What the author cites for words: citations for something in them, or that stand inside them.
    pub(super) fn cited(&self, text: &Text, witness: &Witness) -> Vec<String> {
        let Some(hull) = self.raw_hull(text, witness.words.clone()) else { return Vec::new() };
        let overlaps = |span: &Span| span.start < hull.end && hull.start < span.end;
        let mut found: Vec<String> = self
            .citations
            .iter()
            .filter(|cited| cited.cited_for.as_ref().is_some_and(overlaps) || overlaps(&cited.at))
            .map(|cited| crate::views::one_line(&cited.as_written))
            .collect();
        found.dedup();
        found
    }
}

/// Whether a block is read by itself, not on from what stands before it.
fn stands_apart(kind: SegmentKind) -> bool {
    matches!(kind, SegmentKind::Footnote | SegmentKind::Endnote | SegmentKind::Abstract | SegmentKind::Caption)
}

fn kind(block: &StoredBlock) -> Option<SegmentKind> {
    block.segments.first().map(|segment| segment.kind)
}

/// The pieces of all findings of a kind, sorted: bytes of the raw text.
fn raw_pieces(project: &Project, source: &str, kind: &str) -> Result<Vec<Span>> {
    let mut pieces = Vec::new();
    let filter = FindingFilter { kind: Some(kind.to_owned()), ..FindingFilter::source(source) };
    project.each_finding(&filter, |row| -> Result<()> {
        // A quotation inside another adds nothing to what is quoted.
        let level = row.finding.value.pointer("/value/level").and_then(serde_json::Value::as_u64).unwrap_or(1);
        if level == 1 {
            pieces.extend(row.anchor.pieces.iter().map(|piece| Span::new(piece.start, piece.end)));
        }
        Ok(())
    })?;
    pieces.sort();
    Ok(pieces)
}

/// Where pieces of the raw text stand in the reading text of a block; sorted.
fn in_reading(block: &StoredBlock, pieces: &[Span]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for segment in &block.segments {
        let first = pieces.partition_point(|piece| piece.end <= segment.span.start);
        for piece in pieces[first..].iter().take_while(|piece| piece.start < segment.span.end) {
            let start = block.reading.read_at_or_after_raw(piece.start.max(segment.span.start));
            let end = if piece.end >= segment.span.end {
                block.reading.read_at_or_after_raw(segment.span.end)
            } else {
                block.reading.read_at_or_after_raw(piece.end)
            };
            match ranges.last_mut().filter(|last| start <= last.end + 1) {
                Some(last) => last.end = last.end.max(end),
                None if start < end => ranges.push(start..end),
                None => {}
            }
        }
    }
    ranges
}

fn citations(project: &Project, source: &str) -> Result<Vec<Cited>> {
    let span = |hull: regesta_store::Span| Span::new(hull.start, hull.end);
    let mut found = Vec::new();
    for (citation, anchor) in project.citations(Some(source))? {
        let cited_for = match &citation.cited_for {
            Some(id) => project.anchor(id)?.map(|anchor| span(anchor.hull())),
            None => None,
        };
        found.push(Cited { at: span(anchor.hull()), cited_for, as_written: citation.as_written });
    }
    Ok(found)
}
