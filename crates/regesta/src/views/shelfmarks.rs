use std::collections::{BTreeMap, BTreeSet};

use regesta_cite::{Reference, ShelfmarkStyle, written_shelfmark};
use regesta_store::{Anchor, EntityType, FindingFilter, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::shelfmark_doubts::{ShelfmarkDoubt, UnitFacts, shelfmark_doubts};
use super::{CalendarRow, Party, Passage, Passages, calendar, mentions_by_entity, one_line};
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
    /// The archive, by its abbreviation; one for all its units, the one by which these texts cite it most.
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
    let mut spoken_of = mentions_by_entity(project, &["cite"])?;
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
        let mut unit = UnitFacts::new(engine, &entity.id, &entity.label, &reference);
        unit.cited = cited.iter().map(|c| (c.citation.source.clone(), c.folios.clone())).collect();
        unit.readings = readings;
        facts.push(unit);
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
    let mut found = shelfmark_doubts(engine, &facts);
    for row in &mut out {
        row.doubts = found.remove(&row.id).unwrap_or_default();
    }
    in_archive_order(&mut out, unit_name, |row, archive| row.archive = archive);
    Ok(out)
}

/// What an archival unit is called, part by part.
#[derive(Debug, Clone, Copy)]
pub struct UnitName<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Its archive.
    pub archive: &'a str,
    /// Fonds, inventory and file, where it has them.
    pub parts: [Option<&'a str>; 3],
    /// The whole of it.
    pub label: &'a str,
    /// How often it is cited.
    pub citations: usize,
}

fn unit_name(row: &ShelfmarkRow) -> UnitName<'_> {
    let parts = [row.fond.as_deref(), row.opis.as_deref(), row.delo.as_deref()];
    UnitName { id: &row.id, archive: &row.archive, parts, label: &row.label, citations: row.citations }
}

/// Gives all units of an archive the name by which these texts cite it most (of equals the first in order), so that its files
/// stand together whatever each author calls it; then sorts by archive, fonds, inventory and file.
pub fn in_archive_order<T>(
    rows: &mut [T],
    name: impl for<'a> Fn(&'a T) -> UnitName<'a>,
    call: impl Fn(&mut T, String),
) {
    let mut cited: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for row in rows.iter() {
        let unit = name(row);
        let names = cited.entry(archive_of(unit.id).to_owned()).or_default();
        *names.entry(unit.archive.to_owned()).or_default() += unit.citations.max(1);
    }
    for row in rows.iter_mut() {
        let names = cited.get(archive_of(name(row).id)).into_iter().flatten();
        if let Some((most, _)) = names.max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))) {
            call(row, most.clone());
        }
    }
    rows.sort_by_cached_key(|row| {
        let unit = name(row);
        let parts = unit.parts.map(|part| natural_key(part.unwrap_or_default()));
        (natural_key(unit.archive), parts, natural_key(unit.label), unit.id.to_owned())
    });
}

/// The archive in the identifier of a unit.
fn archive_of(id: &str) -> &str {
    id.strip_prefix("shelfmark:").and_then(|rest| rest.split('/').next()).unwrap_or_default()
}

/// Whether a unit lies in an archive that `wanted` means: its identifier, its abbreviation, or letters of any of its
/// names, in any script.
pub fn is_archive(engine: &crate::Engine, row: &ShelfmarkRow, wanted: &str) -> bool {
    let key = regesta_lang::latin_key(wanted);
    let id = archive_of(&row.id);
    let has = |name: &str| !key.is_empty() && regesta_lang::latin_key(name).contains(&key);
    id == wanted
        || has(&row.archive)
        || engine.archives.archives().iter().filter(|a| a.id == id).any(|archive| {
            has(&archive.name) || archive.abbreviations.iter().any(|a| regesta_lang::latin_key(a) == key)
        })
}

/// A unit as a style writes it; `archive` is its archive as it is called in lists, `parts` are fonds, inventory, file and
/// folios as printed.
pub fn written_unit(engine: &crate::Engine, archive: &str, parts: [Option<&str>; 4], style: ShelfmarkStyle) -> String {
    let [fond, opis, delo, folios] = parts.map(|part| part.map(str::to_owned));
    let reference = Reference { archive: Some(archive.to_owned()), fond, opis, delo, folios, ..Reference::default() };
    written_shelfmark(&reference, engine.archives.find(archive), style)
}

/// The anchors that are quotations.
///
/// # Errors
/// Those of the store.
pub fn quotation_anchors(project: &Project) -> Result<BTreeSet<String>> {
    let mut anchors = BTreeSet::new();
    project.each_finding::<crate::Error>(&FindingFilter::kind("quote"), |row| {
        anchors.insert(row.anchor.id);
        Ok(())
    })?;
    Ok(anchors)
}

/// A document in a few words: genre, date, who to whom; where neither is known, `otherwise` in quotation marks.
///
/// ```
/// use regesta::views::document_in_words;
/// assert_eq!(document_in_words("letter", "1815-01-03", "Gentz", "Hager", ""), "letter, 1815-01-03, Gentz → Hager");
/// assert_eq!(document_in_words("note", "", "", "", "a note of that week"), "note, “a note of that week”");
/// ```
pub fn document_in_words(genre: &str, date: &str, from: &str, to: &str, otherwise: &str) -> String {
    let parties = match (from, to) {
        ("", "") if otherwise.is_empty() => String::new(),
        ("", "") => format!("“{otherwise}”"),
        (from, "") => from.to_owned(),
        ("", to) => format!("? → {to}"),
        (from, to) => format!("{from} → {to}"),
    };
    [genre, date, &parties].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn in_words(row: &CalendarRow) -> String {
    let names = |parties: &[Party]| parties.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
    let words = row.passages.first().map(|p| one_line(&p.exact)).unwrap_or_default();
    document_in_words(&row.genre, &row.dates.join(" or "), &names(&row.from), &names(&row.to), &words)
}

/// The documents that a citation is cited for, by the citation's anchor.
pub(crate) fn documents_by_citation(project: &Project) -> Result<BTreeMap<String, Vec<Party>>> {
    let labels: BTreeMap<String, String> =
        calendar(project)?.into_iter().map(|row| (row.id.clone(), in_words(&row))).collect();
    let mut documents: BTreeMap<String, Vec<Party>> = BTreeMap::new();
    for statement in project.statement_rows(&["held_at", "published_in"])? {
        let Some(label) = labels.get(&statement.subject) else { continue };
        let party = Party { id: statement.subject, name: label.clone() };
        // The citation is the first anchor of what it supports.
        let list = documents.entry(statement.anchor).or_default();
        if !list.contains(&party) {
            list.push(party);
        }
    }
    Ok(documents)
}

/// The references of a citation that point to each archival unit, as stored.
pub fn references_by_unit(
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
