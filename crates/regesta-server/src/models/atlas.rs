use std::collections::{BTreeMap, BTreeSet};

use regesta::Engine;
use regesta::lang::latin_key;
use regesta::names::NameType;
use regesta::store::{EntityType, Project};

use super::Names;
use crate::error::ApiResult;
use crate::wire::PlaceName;

/// Where the places of a project lie, and what the lists call them.
pub(crate) struct Atlas {
    /// By identifier; places of which nobody knows where they lie are not among them.
    pub(crate) located: BTreeMap<String, Located>,
    /// Pairs of places that the same words may mean, with the number of passages.
    pub(crate) candidates: Vec<(String, String, usize)>,
    /// Names in any script to the drawn place that bears them, the most mentioned one.
    by_name: BTreeMap<String, String>,
}

/// A place that can be drawn.
pub(crate) struct Located {
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) source: &'static str,
    pub(crate) kind: String,
    pub(crate) names: Vec<PlaceName>,
}

impl Atlas {
    pub(crate) fn load(project: &Project, names: &Names, engine: &Engine) -> ApiResult<Self> {
        let (mut located, mut by_name) = (BTreeMap::new(), BTreeMap::new());
        for row in names.table.rows() {
            let Some(listed) = row.authority.as_deref() else { continue };
            let Some((lat, lon, source)) = engine.authorities.position(listed) else { continue };
            let mut kind = String::new();
            let mut known = Vec::new();
            let mut listed: Vec<_> =
                engine.authorities.names_of(listed).filter(|n| n.name_type == NameType::Place).collect();
            // The main row has the position.
            listed.sort_by_key(|name| (name.position.is_none(), name.other_name));
            for name in listed {
                if kind.is_empty() {
                    kind.clone_from(&name.kind);
                }
                known.push(PlaceName {
                    name: name.name.clone(),
                    lang: name.lang.clone(),
                    from: name.from.parse().ok(),
                    to: name.to.parse().ok(),
                });
            }
            let spelled = row.variants.iter().chain([&row.label]).chain(known.iter().map(|n| &n.name));
            for name in spelled {
                by_name.entry(latin_key(name)).or_insert_with(|| row.id.clone());
            }
            // A town that only the gazetteer knows has no row in the lists.
            let kind = if kind.is_empty() { "city".to_owned() } else { kind };
            located.insert(row.id.clone(), Located { lat, lon, source, kind, names: known });
        }
        let candidates = candidates(project, &located)?;
        Ok(Self { located, candidates, by_name })
    }

    /// The drawn place that bears one of these names in any script.
    pub(crate) fn named<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Option<&str> {
        names.into_iter().find_map(|name| self.by_name.get(&latin_key(name)).map(String::as_str))
    }
}

/// The drawn places that share a finding.
fn candidates(project: &Project, located: &BTreeMap<String, Located>) -> ApiResult<Vec<(String, String, usize)>> {
    let mut by_finding: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in project.mention_rows(&[EntityType::Place.as_str()])? {
        if located.contains_key(&row.entity) {
            by_finding.entry(row.finding).or_default().insert(row.entity);
        }
    }
    let mut pairs: BTreeMap<(String, String), usize> = BTreeMap::new();
    for places in by_finding.into_values().filter(|places| places.len() > 1) {
        let places: Vec<String> = places.into_iter().collect();
        for (n, a) in places.iter().enumerate() {
            for b in &places[n + 1..] {
                *pairs.entry((a.clone(), b.clone())).or_default() += 1;
            }
        }
    }
    Ok(pairs.into_iter().map(|((a, b), passages)| (a, b, passages)).collect())
}
