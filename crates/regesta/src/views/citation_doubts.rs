//! What a careful editor would ask about the citations.

use std::collections::{BTreeMap, BTreeSet};

use regesta_cite::{NoteGap, NotePlace, OtherReading, Reference, note_gaps};
use regesta_store::{Anchor, FindingFilter, FoundAt, Project, SegmentKind, SegmentLevel};
use schemars::JsonSchema;
use serde::Serialize;

use super::citations::{List, lists, resolved};
use super::folios::runs_backwards;
use super::{Passage, Passages, one_line};
use crate::bundle::{CALL, StoredCall};
use crate::stored::found_of;
use crate::{Error, Result};

/// Something about the citations of a paper that a careful editor would ask about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct CitationDoubt {
    /// The words concerned.
    pub passage: Passage,
    /// What kind: `number-without-entry`, `name-without-entry`, `list-missing`, `entry-never-cited`, `call-without-note`, `note-without-call`,
    /// `note-without-number`, `range-backwards`, `quotation-without-citation`, `ambiguous`.
    pub kind: String,
    /// What is odd, in a sentence.
    pub message: String,
    /// For `ambiguous`: the other ways to read the reference, each with all its parts.
    pub readings: Vec<ReadingRow>,
}

/// Another way to read a reference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct ReadingRow {
    /// The reference in words, each part with its name.
    pub written: String,
    /// Its parts, named as in the dump.
    pub parts: BTreeMap<String, String>,
    /// Why it may be so.
    pub reason: String,
}

impl ReadingRow {
    /// The reading that an alternative of a finding holds; `None` where it holds something else.
    pub fn of_stored(alternative: &serde_json::Value) -> Option<Self> {
        serde_json::from_value(alternative.clone()).ok().as_ref().map(Self::new)
    }

    fn new(reading: &OtherReading) -> Self {
        let parts = serde_json::to_value(&reading.reference).ok();
        let parts = parts.as_ref().and_then(serde_json::Value::as_object).into_iter().flatten();
        Self {
            written: reading.reference.in_words(),
            parts: parts.filter_map(|(name, part)| Some((name.clone(), part.as_str()?.to_owned()))).collect(),
            reason: reading.reason.clone(),
        }
    }
}

/// The other readings of the citations of a source, by the anchor of the citation.
fn other_readings(project: &Project, source: &str) -> Result<BTreeMap<String, Vec<OtherReading>>> {
    let mut readings: BTreeMap<String, Vec<OtherReading>> = BTreeMap::new();
    let filter = FindingFilter { kind: Some("cite".to_owned()), ..FindingFilter::source(source) };
    project.each_finding::<Error>(&filter, |row| {
        let stored = row.finding.alternatives.iter().filter_map(|a| serde_json::from_value(a.clone()).ok());
        let stored: Vec<OtherReading> = stored.collect();
        if !stored.is_empty() {
            readings.insert(row.anchor.id, stored);
        }
        Ok(())
    })?;
    Ok(readings)
}

/// What a careful editor would ask about the citations, by source and place.
///
/// # Errors
/// Those of the store.
pub fn citation_doubts(project: &Project) -> Result<Vec<CitationDoubt>> {
    let mut passages = Passages::new(project)?;
    let lists = lists(project)?;
    let mut doubts = Vec::new();
    for source in project.sources()? {
        let readings = other_readings(project, &source.id)?;
        let mut add = |anchor: &Anchor, kind: &str, message: String| -> Result<()> {
            let mut passage = passages.of_all(&[anchor])?.remove(0);
            passage.exact = one_line(&passage.exact);
            let of_citation = readings.get(&anchor.id).into_iter().flatten().filter(|r| r.reason == message);
            let mut readings: Vec<ReadingRow> = of_citation.map(ReadingRow::new).collect();
            readings.dedup();
            doubts.push(CitationDoubt { passage, kind: kind.to_owned(), message, readings });
            Ok(())
        };
        let list = lists.get(&source.id);
        let cited = project.citations(Some(&source.id))?;
        let refs: Vec<(&Anchor, Reference)> = cited
            .iter()
            .flat_map(|(c, anchor)| c.refs.iter().map(move |r| (anchor, r)))
            .filter_map(|(anchor, r)| Some((anchor, serde_json::from_value(r.clone()).ok()?)))
            .collect();
        references_without_entry(list, &refs, &mut add)?;
        entries_never_cited(list, &refs, &mut add)?;
        notes(project, &source.id, &mut add)?;
        quotations_without_citation(project, &source.id, &cited, &mut add)?;
        for (anchor, reference) in &refs {
            for printed in [&reference.folios, &reference.pages].into_iter().flatten() {
                if runs_backwards(printed) {
                    add(anchor, "range-backwards", format!("{printed} runs backwards"))?;
                }
            }
            for reading in &reference.doubts {
                add(anchor, "ambiguous", reading.clone())?;
            }
        }
    }
    doubts.sort();
    doubts.dedup();
    Ok(doubts)
}

type Add<'a> = dyn FnMut(&Anchor, &str, String) -> Result<()> + 'a;

/// References that the file's list does not have; numbers where it has no list give one row for all of them.
fn references_without_entry(list: Option<&List>, refs: &[(&Anchor, Reference)], add: &mut Add<'_>) -> Result<()> {
    let mut missing: BTreeMap<u64, (&str, &Anchor)> = BTreeMap::new();
    let none = list.is_none_or(|list| !list.is_numbered());
    for (anchor, reference) in refs {
        match (&reference.n, resolved(list, reference).1) {
            (Some(n), Some(_)) if none => {
                missing.entry(n.parse().unwrap_or(u64::MAX)).or_insert((n, anchor));
            }
            (Some(_), Some(problem)) => add(anchor, "number-without-entry", problem)?,
            (None, Some(problem)) => add(anchor, "name-without-entry", problem)?,
            (_, None) => {}
        }
    }
    let (Some((_, (first, anchor))), Some((_, (last, _)))) = (missing.first_key_value(), missing.last_key_value())
    else {
        return Ok(());
    };
    let what = match missing.len() {
        1 => format!("reference {first}: its"),
        numbers => format!("{numbers} references, {first} to {last}: their"),
    };
    add(anchor, "list-missing", format!("{what} list is not in this file"))
}

/// Entries to which no citation of the file refers. Only where its citations refer to entries at all: a list for further
/// reading is not meant to be cited.
fn entries_never_cited(list: Option<&List>, refs: &[(&Anchor, Reference)], add: &mut Add<'_>) -> Result<()> {
    let Some(list) = list else { return Ok(()) };
    let cited: BTreeSet<usize> = refs.iter().filter_map(|(_, r)| resolved(Some(list), r).0).collect();
    if cited.is_empty() {
        return Ok(());
    }
    for (index, (entry, anchor)) in list.entries.iter().zip(&list.anchors).enumerate() {
        if cited.contains(&index) {
            continue;
        }
        let message = match &entry.n {
            Some(n) => format!("entry {n} is cited nowhere in this file"),
            None => "no citation of this file refers to this entry".to_owned(),
        };
        add(anchor, "entry-never-cited", message)?;
    }
    Ok(())
}

/// Calls without a note, notes without a call, notes that lost their number.
fn notes(project: &Project, source: &str, add: &mut Add<'_>) -> Result<()> {
    let filter = FindingFilter { kind: Some(CALL.to_owned()), ..FindingFilter::source(source) };
    let mut calls: Vec<(FoundAt, StoredCall)> = Vec::new();
    project.each_finding::<Error>(&filter, |row| {
        let call = found_of(&row)?.1.value;
        calls.push((row, call));
        Ok(())
    })?;
    let raw = project.raw_text(source)?.unwrap_or_default();
    let blocks = project.segments(source, Some(SegmentLevel::Block))?;
    let mut notes: Vec<&regesta_store::Segment> = Vec::new();
    for block in blocks.iter().filter(|b| matches!(b.kind, SegmentKind::Footnote | SegmentKind::Endnote)) {
        // A note over two pages has several pieces.
        if notes.last().is_none_or(|last| last.block != block.block) {
            notes.push(block);
        }
    }
    let places: Vec<NotePlace<'_>> = notes
        .iter()
        .map(|note| NotePlace {
            label: note.label.as_deref(),
            called: note.call.is_some().then_some(note.label.as_deref()).flatten(),
            at: note.span.start,
        })
        .collect();
    let open: Vec<&(FoundAt, StoredCall)> = calls.iter().filter(|(_, call)| !call.note).collect();
    let printed: Vec<&str> = open.iter().map(|(_, call)| call.printed.as_str()).collect();
    for gap in note_gaps(&places, &printed) {
        let (kind, note) = match &gap {
            NoteGap::OpenCall { call, .. } => {
                add(&open[*call].0.anchor, "call-without-note", gap.to_string())?;
                continue;
            }
            NoteGap::UnnumberedNote { note, .. } => ("note-without-number", *note),
            NoteGap::UncalledNote { note, .. } => ("note-without-call", *note),
        };
        let note = notes[note];
        let Some(mut anchor) = Anchor::from_text(source, &raw, vec![note.span]) else { continue };
        anchor.page_index = note.page;
        add(&anchor, kind, gap.to_string())?;
    }
    Ok(())
}

/// Quotations after which no citation stands in their paragraph, nor right before them ("… [40, л. 1] («Нельзя не …»)",
/// "… [5, с. 3]:" before a block quotation). Not where a file cites nothing at all.
fn quotations_without_citation(
    project: &Project,
    source: &str,
    cited: &[(regesta_store::Citation, Anchor)],
    add: &mut Add<'_>,
) -> Result<()> {
    if cited.is_empty() {
        return Ok(());
    }
    let filter = FindingFilter { kind: Some(CALL.to_owned()), ..FindingFilter::source(source) };
    let mut places: Vec<usize> = cited.iter().map(|(_, anchor)| anchor.hull().start).collect();
    let mut ends_of_citations: Vec<usize> = cited.iter().map(|(_, anchor)| anchor.hull().end).collect();
    project.each_finding::<Error>(&filter, |row| {
        places.push(row.anchor.hull().start);
        ends_of_citations.push(row.anchor.hull().end);
        Ok(())
    })?;
    places.sort_unstable();
    ends_of_citations.sort_unstable();
    let raw = project.raw_text(source)?.unwrap_or_default();
    let mut blocks = project.segments(source, Some(SegmentLevel::Block))?;
    blocks.sort_by_key(|b| (b.span.start, b.span.end));
    let mut ends: BTreeMap<u32, usize> = BTreeMap::new();
    for block in &blocks {
        let end = ends.entry(block.block).or_default();
        *end = (*end).max(block.span.end);
    }
    let mut uncited = Vec::new();
    let quotes = FindingFilter { kind: Some("quote".to_owned()), ..FindingFilter::source(source) };
    project.each_finding::<Error>(&quotes, |row| {
        let start = row.anchor.hull().start;
        let level = row.finding.value.pointer("/value/level").and_then(serde_json::Value::as_u64);
        let block = blocks[..blocks.partition_point(|b| b.span.start <= start)].last();
        let prose = block.is_some_and(|b| b.kind == SegmentKind::Body);
        let end = block.and_then(|b| ends.get(&b.block)).copied().unwrap_or(start);
        let next = places.get(places.partition_point(|p| *p < start));
        let last = ends_of_citations[..ends_of_citations.partition_point(|p| *p <= start)].last();
        let led = last.and_then(|last| raw.get(*last..start)).is_some_and(leads_on);
        if level == Some(1) && prose && !led && next.is_none_or(|next| *next >= end) {
            uncited.push(row.anchor);
        }
        Ok(())
    })?;
    for anchor in uncited {
        add(&anchor, "quotation-without-citation", "no citation stands behind this quotation in its paragraph".into())?;
    }
    Ok(())
}

/// Whether nothing but signs that lead to a quotation stands between a citation and it.
fn leads_on(between: &str) -> bool {
    let sign = |c: char| {
        c.is_whitespace() || matches!(c, '(' | ':' | '>' | '«' | '“' | '„' | '"' | '—' | '–' | ')' | ']' | '^')
    };
    between.len() < 24 && between.chars().all(sign)
}

#[cfg(test)]
mod tests {
    use super::leads_on;

    #[test]
    fn a_citation_right_before_a_quotation_leads_to_it() {
        for between in [" («", ":\n\n> ", "]: «"] {
            assert!(leads_on(between), "{between}");
        }
        for between in [". «", " и потом: «", ", где сказано «"] {
            assert!(!leads_on(between), "{between}");
        }
    }
}
