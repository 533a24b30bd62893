//! Lists of what stands in a project, as rows for tables, JSON and CSV.
//!
//! Every row names the words it rests on: a [`Passage`] with its exact text, its place in the original, and the sentence
//! around it.

mod calendar;
mod check;
mod chronology;
mod citation_doubts;
mod citations;
mod explain;
mod folios;
mod mentions;
mod names;
mod schemes;
mod shelfmark_doubts;
mod shelfmark_neighbours;
mod shelfmarks;
mod show;
mod system;
mod who;

use std::collections::BTreeMap;

use regesta_store::{Anchor, EntityType, Project};
use regesta_text::CodePointMap;
use schemars::JsonSchema;
use serde::Serialize;

pub use calendar::{CalendarRow, Party, calendar, calendar_with_rejected};
pub use check::{CheckRow, check};
pub use chronology::{ChronologyRow, chronology, chronology_with_rejected};
pub use citation_doubts::{CitationDoubt, ReadingRow, citation_doubts};
pub use citations::{CitationRow, ReferenceRow, citations};
pub use explain::{Explained, ExplainedStatement, explain, explain_with};
pub use folios::{folio_ranges, folios_in_order};
pub(crate) use mentions::{NAME_KINDS, mentions_by_entity};
pub use names::{NameRow, names};
pub use schemes::{
    CasePage, CaseSummary, CaseVerdict, DossierFlaw, EvidencePlaces, ExplanationPage, OrderRow, SchemeSummary,
    SchemesPage, StageSummary, case_page, dossier_flaws, explanation_page, schemes_page,
};
pub use shelfmark_doubts::{ShelfmarkDoubt, UnitFacts, shelfmark_doubts};
pub use shelfmarks::{
    CitingRow, ShelfmarkRow, UnitName, document_in_words, in_archive_order, is_archive, natural_key, quotation_anchors,
    references_by_unit, shelfmarks, written_unit,
};
pub use show::{Shown, ShownPassage, Statement, show};
pub use system::{
    Asserter, ChainAnswer, ChainRow, Counted, Discrepancy, OfficeRow, OrganRow, ParentRow, SYSTEM_SECTIONS, Said, Span,
    SystemPage, SystemSection, SystemText, TerritoryRow, ThesisResult, ThesisRow, correspondence, organs, system_page,
    system_page_of_nothing, territories, theses,
};

pub use who::{LanguageForms, OfficeHeld, Position, PossiblySame, Reason, Said as SaidOf, WhoRow, who};

use crate::Result;

/// Words of a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Passage {
    /// Path of the source relative to the folder.
    pub source: String,
    /// First code point in the decoded original, from 0.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The page as printed, or its number from 1, where the file has pages.
    // In files without pages a part, as [`place_in_words`] knows them.
    pub page: Option<String>,
    /// The words as printed, letter for letter.
    pub exact: String,
}

/// Turns anchors into passages; keeps the texts it has read.
pub(crate) struct Passages<'a> {
    project: &'a Project,
    paths: BTreeMap<String, String>,
    /// Per source: its text, and where its code points begin.
    texts: BTreeMap<String, (String, CodePointMap)>,
}

impl<'a> Passages<'a> {
    pub(crate) fn new(project: &'a Project) -> Result<Self> {
        let paths = project.sources()?.into_iter().map(|s| (s.id, s.path)).collect();
        Ok(Self { project, paths, texts: BTreeMap::new() })
    }

    pub(crate) fn path(&self, source: &str) -> String {
        self.paths.get(source).cloned().unwrap_or_default()
    }

    /// The passages of anchors, in their order.
    pub(crate) fn of_all(&mut self, anchors: &[&Anchor]) -> Result<Vec<Passage>> {
        anchors.iter().map(|anchor| self.of(anchor)).collect()
    }

    fn of(&mut self, anchor: &Anchor) -> Result<Passage> {
        if !self.texts.contains_key(&anchor.source) {
            let text = self.project.raw_text(&anchor.source)?.unwrap_or_default();
            let map = CodePointMap::new(&text);
            self.texts.insert(anchor.source.clone(), (text, map));
        }
        let (text, map) = &self.texts[&anchor.source];
        let hull = anchor.hull();
        Ok(Passage {
            source: self.path(&anchor.source),
            start: map.code_point_from_byte(text, hull.start),
            end: map.code_point_from_byte(text, hull.end),
            page: anchor.page_label.clone().or_else(|| anchor.page_index.map(|p| (p + 1).to_string())),
            exact: text.get(hull.start..hull.end).unwrap_or_default().to_owned(),
        })
    }
}

/// A place in a file for a line of text: "page 12", or the place itself where the file has no pages ("¶ 12", "fn. 3").
///
/// ```
/// assert_eq!(regesta::views::place_in_words("xii"), "page xii");
/// assert_eq!(regesta::views::place_in_words("¶ 12"), "¶ 12");
/// ```
pub fn place_in_words(page: &str) -> String {
    let is_part =
        ["¶ ", "fn. ", "en. ", "comment ", "running head ", "text box "].iter().any(|part| page.starts_with(part));
    if is_part { page.to_owned() } else { format!("page {page}") }
}

/// Words on one line: line breaks and runs of white space as one blank, a word broken at a line end joined.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{fffd}')
            && chars.peek().is_some_and(|n| matches!(n, '\n' | '\r'))
        {
            while chars.peek().is_some_and(|n| n.is_whitespace()) {
                chars.next();
            }
            continue;
        }
        if c.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
            continue;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

/// Findings and entities by kind.
///
/// # Errors
/// Those of the store.
pub fn counts(project: &Project) -> Result<BTreeMap<String, usize>> {
    let mut counts: BTreeMap<String, usize> =
        ["date", "cite", "quote"].into_iter().map(|kind| (kind.to_owned(), 0)).collect();
    for (_, kind, number) in project.finding_counts()? {
        if let Some(count) = counts.get_mut(&kind) {
            *count += number;
        }
    }
    let by_type: BTreeMap<EntityType, usize> = project.entity_counts()?.into_iter().collect();
    for (name, entity_type) in [
        ("persons", EntityType::Person),
        ("places", EntityType::Place),
        ("bodies", EntityType::Body),
        ("documents", EntityType::Document),
        ("events", EntityType::Event),
        ("shelfmarks", EntityType::Shelfmark),
    ] {
        counts.insert(name.to_owned(), by_type.get(&entity_type).copied().unwrap_or(0));
    }
    Ok(counts)
}

/// Sorting key of a date: its earliest minute, for one that is open to the left its latest; what has no date comes last.
pub(crate) fn date_key(edtf: Option<&str>) -> (bool, i64, i64) {
    match edtf.and_then(regesta_date::edtf_bounds) {
        Some((i64::MIN, to)) => (false, to, to),
        Some((from, to)) => (false, from, to),
        None => (true, 0, 0),
    }
}

/// Earliest and latest minute of a date as EDTF, half-open, from 1970-01-01T00:00; `None` for what is no date.
pub fn bounds(edtf: &str) -> Option<(i64, i64)> {
    regesta_date::edtf_bounds(edtf)
}

/// Whether a person, place or body is meant by `wanted`: its identifier, or part of its name in any script.
///
/// ```
/// use regesta::views::{Party, is_named};
/// let party = Party { id: "person:orlov".into(), name: "Орлов А.".into() };
/// assert!(is_named(&party, "orlov") && is_named(&party, "ОРЛОВ") && !is_named(&party, "Petrov"));
/// ```
pub fn is_named(party: &Party, wanted: &str) -> bool {
    let key = regesta_lang::latin_key(wanted);
    party.id == wanted || (!key.is_empty() && regesta_lang::latin_key(&party.name).contains(&key))
}
