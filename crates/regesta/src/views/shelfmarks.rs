use std::collections::{BTreeMap, BTreeSet};

use regesta_cite::{Reference, ShelfmarkStyle, written_shelfmark};
use regesta_store::{Anchor, EntityType, FindingFilter, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::shelfmark_doubts::{ShelfmarkDoubt, UnitFacts, doubts};
use super::{Party, Passage, Passages, mentions_by_entity, one_line};
use crate::Result;

/// One citation of an archival unit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CitingRow {
    /// The citation as printed.
    pub citation: Passage,
    /// Folios of this unit, as printed.
    pub folios: Vec<String>,
    /// What it is cited for: a quotation, a sentence or a part of one.
    pub cited_for: Option<Passage>,
    /// Whether the words it is cited for are a quotation.
    pub quotation: bool,
    /// The historical documents it is cited for.
    pub documents: Vec<Party>,
}

/// An archival unit and who cites it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ShelfmarkRow {
    /// Identifier.
    pub id: String,
    /// Archive, fond, opis, delo.
    pub label: String,
    /// The archive, by its usual abbreviation.
    pub archive: String,
    /// Fonds, as printed where it is first cited.
    pub fond: Option<String>,
    /// Inventory.
    pub opis: Option<String>,
    /// File.
    pub delo: Option<String>,
    /// How often it is cited.
    pub citations: usize,
    /// Sources that cite it.
    pub sources: Vec<String>,
    /// Each citation.
    pub cited: Vec<CitingRow>,
    /// What is odd about it.
    pub doubts: Vec<ShelfmarkDoubt>,
}

/// Archival units by label.
///
/// # Errors
/// Those of the store.
pub fn shelfmarks(project: &Project, engine: &crate::Engine) -> Result<Vec<ShelfmarkRow>> {
    let mut passages = Passages::new(project)?;
    let rows_of: BTreeMap<String, (regesta_store::Citation, Anchor)> =
        project.citations(None)?.into_iter().map(|(c, a)| (a.id.clone(), (c, a))).collect();
    let quotations = quotation_anchors(project)?;
    let documents = documents_by_citation(project)?;
    let mut spoken_of = mentions_by_entity(project, "cite")?;
    let mut out = Vec::new();
    let mut facts = Vec::new();
    for entity in project.entities(Some(EntityType::Shelfmark))? {
        let mut cited = Vec::new();
        let mut sources = BTreeSet::new();
        let mut first: Option<(Passage, Reference)> = None;
        let mut readings = Vec::new();
        for (_, at) in spoken_of.remove(&entity.id).unwrap_or_default() {
            sources.insert(at.path.clone());
            let Some((row, anchor)) = rows_of.get(&at.anchor.id) else { continue };
            let references = references_by_unit(engine, row).remove(&entity.id).unwrap_or_default();
            let supported = row.cited_for.as_deref().map(|id| project.anchor(id)).transpose()?.flatten();
            let cited_for = match supported {
                Some(anchor) => {
                    let mut passage = passages.of_all(&[&anchor])?.remove(0);
                    passage.exact = one_line(&anchor.exact);
                    Some(passage)
                }
                None => None,
            };
            let citation = passages.of_all(&[anchor])?.remove(0);
            readings.extend(references.iter().flat_map(|r| r.doubts.iter().cloned()));
            if let Some(reference) = references.first()
                && first.as_ref().is_none_or(|(passage, _)| citation < *passage)
            {
                first = Some((citation.clone(), reference.clone()));
            }
            cited.push(CitingRow {
                citation,
                folios: references.into_iter().filter_map(|r| r.folios).collect(),
                quotation: row.cited_for.as_ref().is_some_and(|id| quotations.contains(id)),
                cited_for,
                documents: documents.get(&at.anchor.id).cloned().unwrap_or_default(),
            });
        }
        cited.sort_by(|a, b| a.citation.cmp(&b.citation));
        let reference = first.map(|(_, reference)| reference).unwrap_or_default();
        let printed = reference.archive.clone().unwrap_or_default();
        facts.push(UnitFacts {
            id: entity.id.clone(),
            label: entity.label.clone(),
            known: engine.archives.find(&printed).is_some(),
            parts: crate::shelfmark::parts_of(&entity.id),
            archive: printed.trim().to_owned(),
            cited: cited.iter().map(|c| (c.citation.source.clone(), c.folios.clone())).collect(),
            readings,
        });
        out.push(ShelfmarkRow {
            archive: entity.label.split(", ").next().unwrap_or_default().to_owned(),
            id: entity.id,
            label: entity.label,
            fond: reference.fond,
            opis: reference.opis,
            delo: reference.delo,
            citations: cited.len(),
            sources: sources.into_iter().collect(),
            cited,
            doubts: Vec::new(),
        });
    }
    let abbreviations: Vec<&str> = engine
        .archives
        .archives()
        .iter()
        .flat_map(|archive| archive.abbreviations.iter().map(String::as_str))
        .filter(|name| name.chars().count() > 3)
        .collect();
    let mut found = doubts(&facts, &abbreviations);
    for row in &mut out {
        row.doubts = found.remove(&row.id).unwrap_or_default();
    }
    out.sort_by(|a, b| natural_key(&a.label).cmp(&natural_key(&b.label)).then_with(|| a.id.cmp(&b.id)));
    Ok(out)
}

/// Whether a unit lies in an archive that `wanted` means: its identifier, its abbreviation, or letters of any of its
/// names, in any script.
pub fn is_archive(engine: &crate::Engine, row: &ShelfmarkRow, wanted: &str) -> bool {
    let key = regesta_lang::latin_key(wanted);
    let id = row.id.strip_prefix("shelfmark:").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let has = |name: &str| !key.is_empty() && regesta_lang::latin_key(name).contains(&key);
    id == wanted
        || has(&row.archive)
        || engine.archives.archives().iter().filter(|a| a.id == id).any(|archive| {
            has(&archive.name) || archive.abbreviations.iter().any(|a| regesta_lang::latin_key(a) == key)
        })
}

/// A unit, with folios where they are given, as a style writes it.
pub fn written_unit(engine: &crate::Engine, row: &ShelfmarkRow, folios: Option<&str>, style: ShelfmarkStyle) -> String {
    let reference = Reference {
        archive: Some(row.archive.clone()),
        fond: row.fond.clone(),
        opis: row.opis.clone(),
        delo: row.delo.clone(),
        folios: folios.map(str::to_owned),
        ..Reference::default()
    };
    written_shelfmark(&reference, engine.archives.find(&row.archive), style)
}

/// The anchors that are quotations.
pub(crate) fn quotation_anchors(project: &Project) -> Result<BTreeSet<String>> {
    let mut anchors = BTreeSet::new();
    project.each_finding::<crate::Error>(&FindingFilter::kind("quote"), |row| {
        anchors.insert(row.anchor.id);
        Ok(())
    })?;
    Ok(anchors)
}

/// The documents that a citation is cited for, by the citation's anchor.
pub(crate) fn documents_by_citation(project: &Project) -> Result<BTreeMap<String, Vec<Party>>> {
    let labels: BTreeMap<String, String> =
        project.entities(Some(EntityType::Document))?.into_iter().map(|e| (e.id, e.label)).collect();
    let mut documents: BTreeMap<String, Vec<Party>> = BTreeMap::new();
    for assertion in project.assertions(None)? {
        if !matches!(assertion.predicate.as_str(), "held_at" | "published_in") {
            continue;
        }
        let Some(label) = labels.get(&assertion.subject) else { continue };
        let party = Party { id: assertion.subject.clone(), name: one_line(label) };
        for anchor in &assertion.anchors {
            let list = documents.entry(anchor.clone()).or_default();
            if !list.contains(&party) {
                list.push(party.clone());
            }
        }
    }
    Ok(documents)
}

/// The references of a citation that point to each archival unit, as stored.
pub(crate) fn references_by_unit(
    engine: &crate::Engine,
    citation: &regesta_store::Citation,
) -> BTreeMap<String, Vec<Reference>> {
    let mut units: BTreeMap<String, Vec<Reference>> = BTreeMap::new();
    for stored in &citation.refs {
        let Ok(reference) = serde_json::from_value::<Reference>(stored.clone()) else { continue };
        let Some(unit) = crate::shelfmark::unit(engine, &reference, &citation.source) else { continue };
        units.entry(unit.id).or_default().push(reference);
    }
    units
}

/// The folios that a citation gives of each archival unit, as printed.
pub fn folios_by_unit(engine: &crate::Engine, citation: &regesta_store::Citation) -> BTreeMap<String, Vec<String>> {
    let units = references_by_unit(engine, citation);
    units.into_iter().map(|(id, refs)| (id, refs.into_iter().filter_map(|r| r.folios).collect())).collect()
}

/// The sorting key of a label: words and numbers apart, so that d. 9 stands before d. 10.
pub fn natural_key(label: &str) -> Vec<(String, u64)> {
    let mut out: Vec<(String, u64)> = vec![(String::new(), 0)];
    let mut in_number = false;
    for c in label.chars() {
        match (c.to_digit(10), in_number) {
            (Some(digit), _) => {
                if let Some(last) = out.last_mut() {
                    last.1 = last.1.saturating_mul(10).saturating_add(u64::from(digit));
                }
                in_number = true;
            }
            (None, true) => {
                out.push((c.to_string(), 0));
                in_number = false;
            }
            (None, false) => {
                if let Some(last) = out.last_mut() {
                    last.0.push(c);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::natural_key;

    #[test]
    fn numbers_sort_by_size_and_names_by_letters() {
        let mut labels = ["B, f. 2, d. 10", "B, f. 2, d. 9", "A, f. 30", "B, f. 11"];
        labels.sort_by_key(|l| natural_key(l));
        assert_eq!(labels, ["A, f. 30", "B, f. 2, d. 9", "B, f. 2, d. 10", "B, f. 11"]);
    }
}
