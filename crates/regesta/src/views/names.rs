use std::collections::{BTreeMap, BTreeSet};

use regesta_store::{EntityType, LinkStatus, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::{NAME_KINDS, Passage, Passages, mentions_by_entity};
use crate::Result;
use crate::decided::Decided;

/// A person, place or body.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NameRow {
    /// Identifier.
    pub id: String,
    /// How it is called here: the fullest form seen, or the authority's.
    pub label: String,
    /// All basic forms seen, by script and spelling.
    pub variants: Vec<String>,
    /// Mentions taken as this one.
    pub mentions: usize,
    /// Mentions that may be this one.
    pub possible: usize,
    /// Sources that mention it.
    pub sources: Vec<String>,
    /// The row of the authority lists, where one fits.
    pub authority: Option<String>,
    /// Offices that texts give to a person, or to the holders of those of a body; each once, as printed, by its first date.
    pub offices: Vec<String>,
    /// The first mention.
    pub first: Passage,
    /// The last mention.
    pub last: Passage,
}

/// Persons, places or bodies, the most mentioned first.
///
/// # Errors
/// Those of the store.
pub fn names(project: &Project, entity_type: EntityType) -> Result<Vec<NameRow>> {
    let mut passages = Passages::new(project)?;
    let mut variants: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut authority: BTreeMap<String, String> = BTreeMap::new();
    let mut offices: BTreeMap<String, BTreeMap<String, (bool, i64, i64)>> = BTreeMap::new();
    for assertion in project.assertions(None)? {
        match assertion.predicate.as_str() {
            "name" => {
                if let Some(name) = assertion.value.normalised.or(assertion.value.as_written) {
                    variants.entry(assertion.subject).or_default().insert(name);
                }
            }
            "office" => {
                let (date, words) = (assertion.value.edtf, assertion.value.as_written.unwrap_or_default());
                let key = super::date_key(date.as_deref());
                let of = assertion.value.entity.into_iter().chain([assertion.subject]);
                for entity in of {
                    let first = offices.entry(entity).or_default().entry(words.clone()).or_insert(key);
                    *first = key.min(*first);
                }
            }
            "same_as" => {
                if let Some(id) = assertion.value.normalised {
                    authority.insert(assertion.subject, id);
                }
            }
            _ => {}
        }
    }
    let decided = Decided::load(project)?;
    let mut spoken_of = mentions_by_entity(project, &NAME_KINDS)?;
    for mentions in spoken_of.values_mut() {
        mentions.retain(|(_, at)| !decided.is_taken_away(&at.finding.id));
    }
    let mut rows = Vec::new();
    for entity in project.entities(Some(entity_type))? {
        let mentions = spoken_of.remove(&entity.id).unwrap_or_default();
        let same: Vec<_> = mentions.iter().filter(|(l, _)| l.status == LinkStatus::Same).map(|(_, at)| at).collect();
        let mut places = passages.of_all(&same.iter().map(|at| &at.anchor).collect::<Vec<_>>())?;
        places.sort();
        let (Some(first), Some(last)) = (places.first().cloned(), places.last().cloned()) else { continue };
        rows.push(NameRow {
            variants: variants.remove(&entity.id).unwrap_or_default().into_iter().collect(),
            mentions: same.len(),
            possible: mentions.len() - same.len(),
            sources: same.iter().map(|at| at.path.clone()).collect::<BTreeSet<_>>().into_iter().collect(),
            authority: authority.remove(&entity.id),
            offices: {
                let mut held: Vec<_> = offices.remove(&entity.id).unwrap_or_default().into_iter().collect();
                held.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
                held.into_iter().map(|(words, _)| words).collect()
            },
            first,
            last,
            label: entity.label,
            id: entity.id,
        });
    }
    rows.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.label.cmp(&b.label)).then_with(|| a.id.cmp(&b.id)));
    Ok(rows)
}
