//! Every citation with what it refers to and what it stands for, and what a careful editor would ask about them.

use std::collections::{BTreeMap, BTreeSet};

use regesta_cite::{Reference, ShelfmarkStyle, written_shelfmark};
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
    /// What kind: `number-without-entry`, `list-missing`, `entry-never-cited`, `call-without-note`, `note-without-call`,
    /// `note-without-number`, `range-backwards`, `quotation-without-citation`, `ambiguous`.
    pub kind: String,
    /// What is odd, in a sentence.
    pub message: String,
}

/// The list of literature of one source.
#[derive(Default)]
struct List {
    by_number: BTreeMap<String, Anchor>,
    /// Entries without a number.
    unnumbered: Vec<Anchor>,
}

impl List {
    /// The unnumbered entry that begins with the label and has the year.
    fn of_label(&self, reference: &Reference) -> Option<&Anchor> {
        let label = key(reference.label.as_deref()?);
        let first = label.split_whitespace().next()?.to_owned();
        let fits = |anchor: &&Anchor| {
            let words = key(&one_line(&anchor.exact));
            let year = reference.year.as_deref().is_none_or(|year| words.contains(year));
            year && (words.starts_with(&label) || words.split_whitespace().next() == Some(first.as_str()))
        };
        self.unnumbered.iter().find(fits)
    }
}

fn key(words: &str) -> String {
    let folded: String = words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lists(project: &Project) -> Result<BTreeMap<String, List>> {
    let mut lists: BTreeMap<String, List> = BTreeMap::new();
    project.each_finding::<Error>(&FindingFilter::kind(ENTRY), |row| {
        let entry: StoredEntry = found_of(&row)?.1.value;
        let list = lists.entry(row.anchor.source.clone()).or_default();
        match entry.n {
            Some(n) => {
                list.by_number.entry(n).or_insert(row.anchor);
            }
            None => list.unnumbered.push(row.anchor),
        }
        Ok(())
    })?;
    Ok(lists)
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
    let entry = match &reference.n {
        Some(n) => list.and_then(|list| list.by_number.get(n)),
        None if kind == "printed" => list.and_then(|list| list.of_label(&reference)),
        None => None,
    };
    let open = match (&reference.n, list, entry) {
        (Some(n), Some(list), None) if !list.by_number.is_empty() => {
            Some(format!("reference {n}: the list of this file has no such number"))
        }
        (Some(n), _, None) => Some(format!("reference {n}: its list is not in this file")),
        _ => None,
    };
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
        let mut add = |anchor: &Anchor, kind: &str, message: String| -> Result<()> {
            let mut passage = passages.of_all(&[anchor])?.remove(0);
            passage.exact = one_line(&passage.exact);
            doubts.push(CitationDoubt { passage, kind: kind.to_owned(), message });
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

/// Numbers that the file's list does not have; where it has no list, one row for all of them.
fn references_without_entry(list: Option<&List>, refs: &[(&Anchor, Reference)], add: &mut Add<'_>) -> Result<()> {
    let mut missing: BTreeMap<u64, (&str, &Anchor)> = BTreeMap::new();
    let none = list.is_none_or(|list| list.by_number.is_empty());
    for (anchor, reference) in refs {
        let Some(n) = &reference.n else { continue };
        if none {
            missing.entry(n.parse().unwrap_or(u64::MAX)).or_insert((n, anchor));
        } else if list.is_some_and(|list| !list.by_number.contains_key(n)) {
            add(anchor, "number-without-entry", format!("reference {n}: the list of this file has no such number"))?;
        }
    }
    let (Some((_, (first, anchor))), Some((_, (last, _)))) = (missing.first_key_value(), missing.last_key_value())
    else {
        return Ok(());
    };
    let numbers = missing.len();
    let what = match numbers {
        1 => format!("reference {first}: its"),
        _ => format!("{numbers} references, {first} to {last}: their"),
    };
    add(anchor, "list-missing", format!("{what} list is not in this file"))
}

/// Entries to which no citation of the file refers. Only where its citations refer to entries at all: a list for further
/// reading is not meant to be cited.
fn entries_never_cited(list: Option<&List>, refs: &[(&Anchor, Reference)], add: &mut Add<'_>) -> Result<()> {
    let Some(list) = list else { return Ok(()) };
    let numbers: BTreeSet<&str> = refs.iter().filter_map(|(_, r)| r.n.as_deref()).collect();
    if list.by_number.keys().any(|n| numbers.contains(n.as_str())) {
        for (n, anchor) in list.by_number.iter().filter(|(n, _)| !numbers.contains(n.as_str())) {
            add(anchor, "entry-never-cited", format!("entry {n} is cited nowhere in this file"))?;
        }
    }
    let labelled: BTreeSet<&str> =
        refs.iter().filter_map(|(_, r)| list.of_label(r)).map(|anchor| anchor.id.as_str()).collect();
    if !labelled.is_empty() {
        for anchor in list.unnumbered.iter().filter(|anchor| !labelled.contains(anchor.id.as_str())) {
            add(anchor, "entry-never-cited", "no citation of this file refers to this entry".into())?;
        }
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
    let mut lost: Vec<&regesta_store::Segment> = Vec::new();
    for note in &notes {
        let anchor = Anchor::from_text(source, &raw, vec![note.span]);
        let Some(mut anchor) = anchor else { continue };
        anchor.page_index = note.page;
        match &note.label {
            None => {
                lost.push(note);
                add(&anchor, "note-without-number", "a note that has lost its number".into())?;
            }
            Some(label) if note.call.is_none() => {
                add(&anchor, "note-without-call", format!("note {label} is called nowhere in the text"))?;
            }
            Some(_) => {}
        }
    }
    for (row, call) in calls.iter().filter(|(_, call)| !call.note) {
        let near = call.printed.parse::<u32>().ok().and_then(|n| {
            let label = |n: u32| notes.iter().find(|note| note.label.as_deref() == Some(n.to_string().as_str()));
            let (before, after) = (label(n.checked_sub(1)?)?, label(n + 1)?);
            lost.iter().find(|note| note.span.start > before.span.start && note.span.start < after.span.start)
        });
        let message = match near {
            Some(_) => {
                format!("note {} is not there, but one without a number stands where it should be", call.printed)
            }
            None => format!("note {} is not in this file", call.printed),
        };
        add(&row.anchor, "call-without-note", message)?;
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
