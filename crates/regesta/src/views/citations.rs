//! Every citation with what it refers to and what it stands for, and what a careful editor would ask about them.

use std::collections::{BTreeMap, BTreeSet};

use regesta_cite::{
    BibliographyEntry, CslItem, NoteGap, NotePlace, OtherReading, Reference, ResolvedEntry, ShelfmarkStyle, note_gaps,
    resolve_entry, written_shelfmark,
};
use regesta_store::{Anchor, FindingFilter, FoundAt, Project, SegmentKind, SegmentLevel};
use schemars::JsonSchema;
use serde::Serialize;

use super::folios::runs_backwards;
use super::shelfmarks::{documents_by_citation, quotation_anchors};
use super::{Party, Passage, Passages, one_line};
use crate::bundle::{CALL, ENTRY, StoredCall, StoredEntry};
use crate::stored::found_of;
use crate::{Engine, Error, Result};

/// One reference of a citation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReferenceRow {
    /// `archival`, `numbered` (a number of the paper's own list), `printed`.
    pub kind: String,
    /// The reference in words: an archival one with labels, a numbered one with its number, a printed one as author,
    /// year, volume, pages.
    pub written: String,
    /// The archival unit.
    pub unit: Option<String>,
    /// The entry of the paper's own list, where it has one.
    pub entry: Option<Passage>,
    /// What that entry says, as CSL-JSON.
    pub csl: Option<serde_json::Value>,
    /// Why it leads nowhere: its list is not in the file, or has no such number.
    pub open: Option<String>,
    /// Parts that come from the reference before.
    pub inherited: Vec<String>,
    /// Other readings.
    pub readings: Vec<String>,
}

/// A citation, what it refers to, and what it stands for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CitationRow {
    /// Identifier of the finding.
    pub id: String,
    /// The citation as printed.
    pub citation: Passage,
    /// For a note: its number.
    pub marker: Option<String>,
    /// What it refers to.
    pub references: Vec<ReferenceRow>,
    /// What it is cited for.
    pub cited_for: Option<Passage>,
    /// Whether the words it is cited for are a quotation.
    pub quotation: bool,
    /// The historical documents it is cited for.
    pub documents: Vec<Party>,
}

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

/// The list of literature of one source: its entries, what they say, and where they stand, in one order.
#[derive(Default)]
struct List {
    entries: Vec<BibliographyEntry>,
    items: Vec<CslItem>,
    anchors: Vec<Anchor>,
}

impl List {
    fn is_numbered(&self) -> bool {
        self.entries.iter().any(|entry| entry.n.is_some())
    }
}

fn lists(project: &Project) -> Result<BTreeMap<String, List>> {
    let mut lists: BTreeMap<String, List> = BTreeMap::new();
    project.each_finding::<Error>(&FindingFilter::kind(ENTRY), |row| {
        let found = found_of::<StoredEntry>(&row)?.1;
        let list = lists.entry(row.anchor.source.clone()).or_default();
        list.entries.push(BibliographyEntry { passage: found.passage, n: found.value.n, span: found.span });
        list.items.push(found.value.csl);
        list.anchors.push(row.anchor);
        Ok(())
    })?;
    Ok(lists)
}

/// The entry that a reference points to, and why it points to none.
fn resolved(list: Option<&List>, reference: &Reference) -> (Option<usize>, Option<String>) {
    let (entries, items) = list.map_or((&[][..], &[][..]), |list| (&list.entries[..], &list.items[..]));
    match resolve_entry(reference, entries, items) {
        ResolvedEntry::Entry(index) => (Some(index), None),
        none => (None, none.problem(reference)),
    }
}

/// All citations by source and place.
///
/// # Errors
/// Those of the store.
pub fn citations(project: &Project, engine: &Engine) -> Result<Vec<CitationRow>> {
    let mut passages = Passages::new(project)?;
    let lists = lists(project)?;
    let quotations = quotation_anchors(project)?;
    let documents = documents_by_citation(project)?;
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    project.each_finding::<Error>(&FindingFilter::kind("cite"), |row| {
        ids.insert(row.anchor.id, row.finding.id);
        Ok(())
    })?;
    let mut rows = Vec::new();
    for (citation, anchor) in project.citations(None)? {
        let mut references = Vec::new();
        for stored in &citation.refs {
            let Ok(reference) = serde_json::from_value::<Reference>(stored.clone()) else { continue };
            references.push(reference_row(
                engine,
                &mut passages,
                lists.get(&citation.source),
                &citation.source,
                reference,
            )?);
        }
        let supported = citation.cited_for.as_deref().map(|id| project.anchor(id)).transpose()?.flatten();
        let cited_for = match supported {
            Some(supported) => {
                let mut passage = passages.of_all(&[&supported])?.remove(0);
                passage.exact = one_line(&supported.exact);
                Some(passage)
            }
            None => None,
        };
        rows.push(CitationRow {
            id: ids.get(&anchor.id).cloned().unwrap_or_else(|| citation.id.clone()),
            citation: passages.of_all(&[&anchor])?.remove(0),
            marker: citation.marker,
            references,
            quotation: citation.cited_for.is_some_and(|id| quotations.contains(&id)),
            cited_for,
            documents: documents.get(&anchor.id).cloned().unwrap_or_default(),
        });
    }
    rows.sort_by(|a, b| (&a.citation, &a.id).cmp(&(&b.citation, &b.id)));
    Ok(rows)
}

fn reference_row(
    engine: &Engine,
    passages: &mut Passages<'_>,
    list: Option<&List>,
    source: &str,
    reference: Reference,
) -> Result<ReferenceRow> {
    let kind = if reference.n.is_some() {
        "numbered"
    } else if reference.is_archival() || reference.archive.is_some() {
        "archival"
    } else {
        "printed"
    };
    let (entry, open) = resolved(list, &reference);
    let item = entry.and_then(|index| list?.items.get(index));
    let entry = entry.and_then(|index| list?.anchors.get(index));
    let csl = item.and_then(|item| serde_json::to_value(item).ok());
    let unit = crate::shelfmark::unit(engine, &reference, source).map(|unit| unit.id);
    let entry = match entry {
        Some(anchor) => passages.of_all(&[anchor])?.pop(),
        None => None,
    };
    Ok(ReferenceRow {
        kind: kind.to_owned(),
        written: written(engine, &reference),
        unit,
        entry,
        csl,
        open,
        inherited: reference.inherited,
        readings: reference.doubts,
    })
}

/// A reference in words.
fn written(engine: &Engine, reference: &Reference) -> String {
    if reference.is_archival() || reference.archive.is_some() {
        let archive = reference.archive.as_deref().and_then(|name| engine.archives.find(name));
        let style = archive.map_or(ShelfmarkStyle::Russian, |a| ShelfmarkStyle::of_language(&a.lang));
        return written_shelfmark(reference, archive, style);
    }
    let parts = [
        reference.n.as_ref().map(|n| format!("[{n}]")),
        reference.label.clone(),
        reference.year.clone(),
        reference.volume.as_ref().map(|v| format!("vol. {v}")),
        reference.date.clone(),
        reference.issue.as_ref().map(|i| format!("No. {i}")),
        reference.pages.as_ref().map(|p| format!("p. {p}")),
        reference.folios.as_ref().map(|f| format!("f. {f}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
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

/// Quotations after which no citation stands in their paragraph. Not where a file cites nothing at all.
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
    project.each_finding::<Error>(&filter, |row| {
        places.push(row.anchor.hull().start);
        Ok(())
    })?;
    places.sort_unstable();
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
        if level == Some(1) && prose && next.is_none_or(|next| *next >= end) {
            uncited.push(row.anchor);
        }
        Ok(())
    })?;
    for anchor in uncited {
        add(&anchor, "quotation-without-citation", "no citation stands behind this quotation in its paragraph".into())?;
    }
    Ok(())
}
