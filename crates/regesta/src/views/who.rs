use std::collections::{BTreeMap, BTreeSet};

use regesta_name::{Mention, name_similarity};
use regesta_store::{Assertion, EntityType, LinkStatus, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Party, Passage, Passages, is_named};
use crate::{Engine, Result};

/// How like a name must be to be meant by words that no spelling holds.
const LIKE: f64 = 0.86;

/// Who or what a name is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WhoRow {
    /// Identifier.
    pub id: String,
    /// person, place or body.
    pub kind: String,
    /// How it is called here.
    pub label: String,
    /// Basic forms by language of the text, each with its number, the most used first.
    pub variants: Vec<LanguageForms>,
    /// Offices that texts give to a person, or to its holders where it is a body, by date.
    pub offices: Vec<OfficeHeld>,
    /// Bodies that texts or the lists put above a body.
    pub parents: Vec<Said>,
    /// Names of its row in the authority lists.
    pub listed_as: Vec<String>,
    /// First and last year of that row, as listed; empty where not known.
    pub years: (String, String),
    /// Where a place lies.
    pub position: Option<Position>,
    /// Mentions taken as this one.
    pub mentions: usize,
    /// Sources that mention it, with their number.
    pub sources: BTreeMap<String, usize>,
    /// The first mention.
    pub first: Passage,
    /// The last mention.
    pub last: Passage,
    /// Documents it wrote.
    pub sent: Vec<Party>,
    /// Documents it received.
    pub received: Vec<Party>,
    /// Why its mentions are taken as one: each reason with the number of mentions and the lowest score, 0 to 1.
    pub joined_because: Vec<Reason>,
    /// Others that may be the same.
    pub possible: Vec<PossiblySame>,
}

/// The forms of a name in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LanguageForms {
    /// Tag of the language of the text; empty where no pack says.
    pub lang: String,
    /// Forms and how often each stands.
    pub forms: Vec<(String, usize)>,
}

/// An office as a text gives it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OfficeHeld {
    /// The words as printed.
    pub office: String,
    /// The kind of office (`minister`).
    pub kind: String,
    /// Who holds it.
    pub holder: Party,
    /// The body or place in the words.
    pub of: Option<Party>,
    /// The date at which the text shows the holder in office, as EDTF.
    pub date: Option<String>,
    /// Where.
    pub passage: Passage,
}

/// Something said by a text or list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Said {
    /// What is meant.
    pub value: Party,
    /// Where; the words of the first text.
    pub passage: Passage,
    /// How many passages say it.
    pub passages: usize,
}

/// Where a place lies, for the map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Position {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Whose coordinates they are.
    pub source: &'static str,
}

/// A reason for joining, and for how many mentions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reason {
    /// In words.
    pub reason: String,
    /// Mentions for which it holds.
    pub mentions: usize,
    /// The lowest score of them.
    pub least_score: f64,
}

/// One that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PossiblySame {
    /// Identifier.
    pub id: String,
    /// How it is called.
    pub label: String,
    /// Mentions that are proposed.
    pub mentions: usize,
    /// Why.
    pub reasons: Vec<String>,
}

/// Who is meant by a name: an identifier, part of a spelling in any script, or, where no spelling has it, a spelling that is
/// like it in any orthography. The most mentioned first.
///
/// # Errors
/// Those of the store.
pub fn who(engine: &Engine, project: &Project, name: &str) -> Result<Vec<WhoRow>> {
    let entities: BTreeMap<String, (EntityType, String)> =
        project.entities(None)?.into_iter().map(|e| (e.id, (e.entity_type, e.label))).collect();
    let mut spelt: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in project.statement_rows(&["name"])? {
        if let Some(form) = row.normalised.or(row.as_written) {
            spelt.entry(row.subject).or_default().insert(form);
        }
    }
    let is_name = |t: EntityType| matches!(t, EntityType::Person | EntityType::Place | EntityType::Body);
    let names = || entities.iter().filter(|(_, (t, _))| is_name(*t));
    let party = |id: &str, name: &str| Party { id: id.to_owned(), name: name.to_owned() };
    let mut ids: Vec<&String> = names().filter(|(id, _)| *id == name).map(|(id, _)| id).collect();
    if ids.is_empty() {
        let holds = |id: &String, label: &String| {
            let forms = spelt.get(id).into_iter().flatten();
            forms.chain([label]).any(|form| is_named(&party(id, form), name))
        };
        ids = names().filter(|(id, (_, label))| holds(id, label)).map(|(id, _)| id).collect();
    }
    if ids.is_empty() {
        let wanted: Vec<&str> = name.split_whitespace().collect();
        let like = |form: &String| {
            let words: Vec<&str> = form.split_whitespace().collect();
            wanted.iter().all(|w| words.iter().any(|f| name_similarity(w, f) >= LIKE))
        };
        let meant = |id: &String, label: &String| spelt.get(id).into_iter().flatten().chain([label]).any(like);
        ids = names().filter(|(id, (_, label))| meant(id, label)).map(|(id, _)| id).collect();
    }
    let mut view =
        View { engine, project, entities: &entities, passages: Passages::new(project)?, said: Told::default() };
    if !ids.is_empty() {
        view.said = Told::load(project)?;
    }
    let mut rows = Vec::new();
    for id in ids {
        rows.extend(view.row(id)?);
    }
    rows.sort_by(|a: &WhoRow, b| b.mentions.cmp(&a.mentions).then_with(|| a.id.cmp(&b.id)));
    Ok(rows)
}

/// The statements that concern names, by whom they concern.
#[derive(Default)]
struct Told {
    by_subject: BTreeMap<String, Vec<Assertion>>,
    by_value: BTreeMap<String, Vec<Assertion>>,
}

impl Told {
    fn load(project: &Project) -> Result<Self> {
        let mut told = Self::default();
        for assertion in project.assertions(None)? {
            match assertion.predicate.as_str() {
                "office" | "parent" | "sent_by" | "received_by" => {
                    if let Some(value) = &assertion.value.entity {
                        told.by_value.entry(value.clone()).or_default().push(assertion.clone());
                    }
                    told.by_subject.entry(assertion.subject.clone()).or_default().push(assertion);
                }
                _ => {}
            }
        }
        Ok(told)
    }
}

struct View<'a> {
    engine: &'a Engine,
    project: &'a Project,
    entities: &'a BTreeMap<String, (EntityType, String)>,
    passages: Passages<'a>,
    said: Told,
}

impl View<'_> {
    fn party(&self, id: &str) -> Party {
        let name = self.entities.get(id).map_or(id, |(_, label)| label.as_str());
        Party { id: id.to_owned(), name: name.to_owned() }
    }

    fn row(&mut self, id: &str) -> Result<Option<WhoRow>> {
        let Some((entity_type, label)) = self.entities.get(id).cloned() else { return Ok(None) };
        let mentions = self.project.mentions(id)?;
        let same: Vec<_> = mentions.iter().filter(|(l, _)| l.status == LinkStatus::Same).collect();
        let mut places = self.passages.of_all(&same.iter().map(|(_, at)| &at.anchor).collect::<Vec<_>>())?;
        places.sort();
        let (Some(first), Some(last)) = (places.first().cloned(), places.last().cloned()) else { return Ok(None) };
        let mut forms: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let mut sources: BTreeMap<String, usize> = BTreeMap::new();
        let mut reasons: BTreeMap<String, (usize, f64)> = BTreeMap::new();
        let mut authority: Option<String> = None;
        for (link, at) in &same {
            let mention: Option<Mention> =
                at.finding.value.get("value").and_then(|value| serde_json::from_value(value.clone()).ok());
            let lang = at.finding.pack.as_deref().and_then(|p| p.split('@').next()).unwrap_or_default();
            let normal = mention.as_ref().map_or_else(|| super::one_line(&at.anchor.exact), |m| m.normal.clone());
            *forms.entry(lang.to_owned()).or_default().entry(normal).or_default() += 1;
            *sources.entry(at.path.clone()).or_default() += 1;
            authority = authority.or_else(|| mention.and_then(|m| m.authority));
            for reason in &link.reasons {
                let (number, score) = reasons.entry(reason.clone()).or_insert((0, 1.0));
                *number += 1;
                *score = score.min(link.score);
            }
        }
        let listed = authority.as_deref().map(|a| self.engine.authorities.names_of(a).collect::<Vec<_>>());
        let listed = listed.unwrap_or_default();
        let year = |of: &dyn Fn(&regesta_name::AuthorityName) -> String| {
            listed.iter().map(|n| of(n)).find(|year| !year.is_empty()).unwrap_or_default()
        };
        let mut joined_because: Vec<Reason> = reasons
            .into_iter()
            .map(|(reason, (mentions, least_score))| Reason { reason, mentions, least_score })
            .collect();
        joined_because.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.reason.cmp(&b.reason)));
        let position = authority.as_deref().filter(|_| entity_type == EntityType::Place);
        let position = position.and_then(|a| self.engine.authorities.position(a));
        Ok(Some(WhoRow {
            kind: entity_type.as_str().to_owned(),
            variants: by_language(forms),
            offices: self.offices(id)?,
            parents: self.parents(id)?,
            years: (year(&|n| n.from.clone()), year(&|n| n.to.clone())),
            listed_as: listed.iter().map(|n| n.name.clone()).collect(),
            position: position.map(|(lat, lon, source)| Position { lat, lon, source }),
            mentions: same.len(),
            sources,
            first,
            last,
            sent: self.documents(id, "sent_by"),
            received: self.documents(id, "received_by"),
            joined_because,
            possible: self.possible(id, &mentions)?,
            label,
            id: id.to_owned(),
        }))
    }

    fn documents(&self, id: &str, role: &str) -> Vec<Party> {
        let all = self.said.by_value.get(id).into_iter().flatten().filter(|a| a.predicate == role);
        let ids: BTreeSet<&str> = all.map(|a| a.subject.as_str()).collect();
        ids.into_iter().map(|id| self.party(id)).collect()
    }

    fn offices(&mut self, id: &str) -> Result<Vec<OfficeHeld>> {
        let of = |told: &BTreeMap<String, Vec<Assertion>>| told.get(id).cloned().unwrap_or_default();
        let all = of(&self.said.by_subject).into_iter().chain(of(&self.said.by_value));
        let mut rows = Vec::new();
        for assertion in all.filter(|a| a.predicate == "office") {
            let Some(passage) = self.passage(&assertion)? else { continue };
            rows.push(OfficeHeld {
                office: assertion.value.as_written.clone().unwrap_or_default(),
                kind: assertion.value.normalised.clone().unwrap_or_default(),
                holder: self.party(&assertion.subject),
                of: assertion.value.entity.as_deref().map(|of| self.party(of)),
                date: assertion.value.edtf.clone(),
                passage,
            });
        }
        rows.sort_by(|a, b| {
            let key = |row: &OfficeHeld| super::date_key(row.date.as_deref());
            key(a).cmp(&key(b)).then_with(|| a.passage.cmp(&b.passage))
        });
        Ok(rows)
    }

    fn parents(&mut self, id: &str) -> Result<Vec<Said>> {
        let mut by_parent: BTreeMap<String, (Passage, usize)> = BTreeMap::new();
        for assertion in self.said.by_subject.get(id).cloned().unwrap_or_default() {
            let Some(parent) = assertion.value.entity.clone().filter(|_| assertion.predicate == "parent") else {
                continue;
            };
            if let Some(passage) = self.passage(&assertion)? {
                by_parent.entry(parent).or_insert((passage, 0)).1 += assertion.anchors.len();
            }
        }
        let said =
            |(id, (passage, passages)): (String, (Passage, usize))| Said { value: self.party(&id), passage, passages };
        Ok(by_parent.into_iter().map(said).collect())
    }

    fn passage(&mut self, assertion: &Assertion) -> Result<Option<Passage>> {
        let Some(id) = assertion.anchors.first() else { return Ok(None) };
        let Some(anchor) = self.project.anchor(id)? else { return Ok(None) };
        Ok(self.passages.of_all(&[&anchor])?.into_iter().next())
    }

    fn possible(
        &self,
        id: &str,
        mentions: &[(regesta_store::Link, regesta_store::FoundAt)],
    ) -> Result<Vec<PossiblySame>> {
        let open: BTreeSet<&str> = mentions
            .iter()
            .filter(|(l, _)| l.status == LinkStatus::Possible)
            .map(|(l, _)| l.finding.as_str())
            .collect();
        let own: Vec<String> = mentions.iter().map(|(_, at)| at.finding.id.clone()).collect();
        let mut found: BTreeMap<String, (usize, BTreeSet<String>)> = BTreeMap::new();
        for link in self.project.links_of_all(&own)?.into_iter().filter(|l| l.entity != id) {
            if link.status == LinkStatus::Possible || open.contains(link.finding.as_str()) {
                let entry = found.entry(link.entity.clone()).or_default();
                entry.0 += 1;
                let told =
                    mentions.iter().filter(|(l, _)| l.finding == link.finding && l.status == LinkStatus::Possible);
                entry.1.extend(told.flat_map(|(l, _)| l.reasons.iter().cloned()));
                if link.status == LinkStatus::Possible {
                    entry.1.extend(link.reasons);
                }
            }
        }
        let row = |(id, (mentions, reasons)): (String, (usize, BTreeSet<String>))| {
            let Party { id, name: label } = self.party(&id);
            PossiblySame { id, label, mentions, reasons: reasons.into_iter().collect() }
        };
        Ok(found.into_iter().map(row).collect())
    }
}

fn by_language(forms: BTreeMap<String, BTreeMap<String, usize>>) -> Vec<LanguageForms> {
    let mut all: Vec<LanguageForms> = forms
        .into_iter()
        .map(|(lang, forms)| {
            let mut forms: Vec<(String, usize)> = forms.into_iter().collect();
            forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            LanguageForms { lang, forms }
        })
        .collect();
    all.sort_by_key(|l| (std::cmp::Reverse(l.forms.iter().map(|f| f.1).sum::<usize>()), l.lang.clone()));
    all
}
