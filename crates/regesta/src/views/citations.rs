//! Every citation with what it refers to and what it stands for.

use std::collections::BTreeMap;

use regesta_cite::{
    BibliographyEntry, CslItem, Reference, ResolvedEntry, ShelfmarkStyle, resolve_entry, written_shelfmark,
};
use regesta_store::{Anchor, FindingFilter, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::shelfmarks::{documents_by_citation, quotation_anchors};
use super::{Party, Passage, Passages, one_line};
use crate::bundle::{ENTRY, StoredEntry};
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

/// The list of literature of one source: its entries, what they say, and where they stand, in one order.
#[derive(Default)]
pub(super) struct List {
    pub entries: Vec<BibliographyEntry>,
    pub items: Vec<CslItem>,
    pub anchors: Vec<Anchor>,
}

impl List {
    pub fn is_numbered(&self) -> bool {
        self.entries.iter().any(|entry| entry.n.is_some())
    }
}

pub(super) fn lists(project: &Project) -> Result<BTreeMap<String, List>> {
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
pub(super) fn resolved(list: Option<&List>, reference: &Reference) -> (Option<usize>, Option<String>) {
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
