use std::collections::{BTreeMap, BTreeSet};

use regesta_store::{Anchor, EntityType, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Passage, Passages, mentions_by_entity, one_line};
use crate::Result;

/// One citation of an archival unit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CitingRow {
    /// The citation as printed.
    pub citation: Passage,
    /// Folios of this unit, as printed.
    pub folios: Vec<String>,
    /// The sentence it is cited for.
    pub cited_for: Option<Passage>,
}

/// An archival unit and who cites it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ShelfmarkRow {
    /// Identifier.
    pub id: String,
    /// Archive, fond, opis, delo.
    pub label: String,
    /// How often it is cited.
    pub citations: usize,
    /// Sources that cite it.
    pub sources: Vec<String>,
    /// Each citation.
    pub cited: Vec<CitingRow>,
}

/// Archival units by label.
///
/// # Errors
/// Those of the store.
pub fn shelfmarks(project: &Project, engine: &crate::Engine) -> Result<Vec<ShelfmarkRow>> {
    let mut passages = Passages::new(project)?;
    let rows_of: BTreeMap<String, (regesta_store::Citation, Anchor)> =
        project.citations(None)?.into_iter().map(|(c, a)| (a.id.clone(), (c, a))).collect();
    let mut spoken_of = mentions_by_entity(project, "cite")?;
    let mut out = Vec::new();
    for entity in project.entities(Some(EntityType::Shelfmark))? {
        let mut cited = Vec::new();
        let mut sources = BTreeSet::new();
        for (_, at) in spoken_of.remove(&entity.id).unwrap_or_default() {
            sources.insert(at.path.clone());
            let Some((row, anchor)) = rows_of.get(&at.anchor.id) else { continue };
            let folios = folios_by_unit(engine, row).remove(&entity.id).unwrap_or_default();
            let supported = match &row.cited_for {
                Some(id) => project.anchor(id)?,
                None => None,
            };
            let supported = match supported {
                Some(anchor) => {
                    let mut passage = passages.of_all(&[&anchor])?.remove(0);
                    passage.exact = one_line(&passage.exact);
                    Some(passage)
                }
                None => None,
            };
            cited.push(CitingRow { citation: passages.of_all(&[anchor])?.remove(0), folios, cited_for: supported });
        }
        cited.sort_by(|a, b| a.citation.cmp(&b.citation));
        out.push(ShelfmarkRow {
            id: entity.id,
            label: entity.label,
            citations: cited.len(),
            sources: sources.into_iter().collect(),
            cited,
        });
    }
    out.sort_by(|a, b| natural_key(&a.label).cmp(&natural_key(&b.label)).then_with(|| a.id.cmp(&b.id)));
    Ok(out)
}

/// The folios that a citation gives of each archival unit, as printed.
pub fn folios_by_unit(engine: &crate::Engine, citation: &regesta_store::Citation) -> BTreeMap<String, Vec<String>> {
    let mut folios: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for stored in &citation.refs {
        let Ok(reference) = serde_json::from_value::<regesta_cite::Reference>(stored.clone()) else { continue };
        let Some(unit) = crate::shelfmark::unit(engine, &reference, &citation.source) else { continue };
        if let Some(printed) = reference.folios {
            folios.entry(unit.id).or_default().push(printed);
        }
    }
    folios
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
