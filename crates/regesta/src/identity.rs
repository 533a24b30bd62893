//! Editorial judgements about who is who: how they are written down, found again in changed texts, and laid over what the
//! program joined.
//!
//! A judgement names words, one mention for each form of a name in each text; it is found again by [`Project::reattach`] and
//! laid over every later run ([`regesta_name::decide`]). What is undone is superseded, never deleted.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use regesta_name::{IdentityDecision, MentionAt, NameType};
use regesta_store::{
    About, Action, AttachmentStatus, Decision, Entity, EntityType, FoundAt, LinkStatus, Mention, Mode, NewDecision,
    NewRun, Project, Span, anchor_id,
};
use serde_json::{Value, json};

use crate::stored::{StoredPaper, part_of};
use crate::{Engine, Error, Result};

/// Which mentions of an entity leave it; a mention leaves where one of these says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parting {
    /// Basic forms, as the list of names shows them.
    pub spellings: Vec<String>,
    /// Paths of sources.
    pub sources: Vec<String>,
    /// Identifiers of findings.
    pub findings: Vec<String>,
}

/// Who decides, why and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub editor: String,
    /// Why; may be empty.
    pub rationale: String,
    /// RFC 3339; the caller asks the clock.
    pub at: String,
}

/// A judgement about identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityJudgement {
    /// These entities are one; it keeps the identifier of the first.
    Merge(Vec<String>),
    /// Some mentions of an entity are another's.
    Split(String, Parting),
    /// An entity is called so.
    Rename(String, String),
    /// An entity is a person, place or body.
    Retype(String, EntityType),
    /// A judgement, by its identifier, no longer holds.
    Undo(String),
}

/// Writes a judgement down. It changes nothing in the lists until [`rejoin`] or [`crate::build`] has run.
///
/// # Errors
/// [`Error::UnknownId`] for an entity or judgement that is not there, [`Error::Judgement`] for one that says nothing (one entity
/// to merge, nothing or everything to part, an empty name, a type that names have not), and those of the store.
pub fn judge(project: &mut Project, judgement: &IdentityJudgement, by: By) -> Result<Decision> {
    let about = |mentions: Vec<Mention>| About::Mentions(mentions);
    let (about, action, value, supersedes) = match judgement {
        IdentityJudgement::Merge(ids) => {
            let ids: Vec<&String> =
                ids.iter().enumerate().filter(|(i, id)| !ids[..*i].contains(id)).map(|(_, id)| id).collect();
            if ids.len() < 2 {
                return Err(Error::judgement("two names or more are needed for one to be made of them"));
            }
            let mut mentions = Vec::new();
            let mut names = Vec::new();
            for id in ids {
                names.push(name_entity(project, id)?.label);
                mentions.extend(representatives(project, id)?.into_iter().map(|(mention, _)| mention));
            }
            (about(mentions), Action::Merge, Some(json!({ "names": names })), None)
        }
        IdentityJudgement::Split(id, parting) => {
            let name = name_entity(project, id)?.label;
            let (kept, parted) = sides(project, id, parting)?;
            if parted.is_empty() || kept.is_empty() {
                let what = if parted.is_empty() { "none" } else { "all" };
                let message = format!(
                    "{what} of the mentions of `{id}` would leave it; name a part of its forms, texts or mentions"
                );
                return Err(Error::judgement(message));
            }
            let value = json!({ "names": [name], "kept": kept.len() });
            (about(kept.into_iter().chain(parted).collect()), Action::Split, Some(value), None)
        }
        IdentityJudgement::Rename(id, label) => {
            let name = name_entity(project, id)?.label;
            let label = label.trim();
            if label.is_empty() {
                return Err(Error::judgement("the new name is empty"));
            }
            let mentions = representatives(project, id)?.into_iter().map(|(mention, _)| mention).collect();
            (about(mentions), Action::CorrectValue, Some(json!({ "names": [name], "label": label })), None)
        }
        IdentityJudgement::Retype(id, to) => {
            let name = name_entity(project, id)?.label;
            if name_type(*to).is_none() {
                return Err(Error::judgement(format!("`{to}` is no type of a name; write person, place or body")));
            }
            let mentions = representatives(project, id)?.into_iter().map(|(mention, _)| mention).collect();
            (about(mentions), Action::Retype, Some(json!({ "names": [name], "type": to.as_str() })), None)
        }
        IdentityJudgement::Undo(id) => {
            let in_force = identity_decisions(project)?;
            let Some(former) = in_force.into_iter().find(|d| d.id == *id) else {
                return Err(Error::UnknownId { id: id.clone() });
            };
            (former.content.about, Action::Comment, Some(json!({ "undone": id })), Some(id.clone()))
        }
    };
    let By { editor, rationale, at } = by;
    Ok(project.append_decision(&NewDecision { about, action, value, rationale, editor, at, supersedes })?)
}

/// The judgements about identity that hold, in the order in which they were made.
///
/// # Errors
/// Those of the store.
pub fn identity_decisions(project: &Project) -> Result<Vec<Decision>> {
    let mut all = project.decisions_in_force()?;
    all.retain(|decision| kind(decision).is_some());
    Ok(all)
}

/// Joins the names of a project anew and makes all that follows from them, without reading any file: what a judgement needs to
/// be seen. `now` is the time (RFC 3339).
///
/// # Errors
/// Those of the store.
pub fn rejoin(engine: &Engine, path: &Path, now: &str) -> Result<()> {
    let mut project = Project::open(path, Mode::Write)?;
    let key = analysis_key(engine, &project)?;
    if !project.analysis_is_current(&key)? {
        let mut writer = project.begin_run(&NewRun {
            program: format!("regesta {}", env!("CARGO_PKG_VERSION")),
            packs: json!([]),
            parameters: json!({ "rejoin": true }),
            inputs: json!([]),
            started: now.to_owned(),
        })?;
        let analysis = crate::analysis::Analysis::load(engine, writer.project())?;
        writer.replace_analysis_in_parts(&key, |add| analysis.write(add))?;
        writer.finish(now)?;
    }
    Ok(project.close()?)
}

/// What the joint step is made with: the program and its lists, the texts, and the judgements that hold.
pub(crate) fn analysis_key(engine: &Engine, project: &Project) -> Result<String> {
    let decided: Vec<String> = identity_decisions(project)?.into_iter().map(|d| d.id).collect();
    Ok(format!("{}; {}; {}", engine.key(), project.content_key()?, decided.join(" ")))
}

/// The judgements that hold, on the mentions of the papers as they are now. What has lost its words is left out.
pub(crate) fn attached(project: &Project, papers: &[StoredPaper]) -> Result<Vec<(String, IdentityDecision)>> {
    let decisions = identity_decisions(project)?;
    if decisions.is_empty() {
        return Ok(Vec::new());
    }
    let mut places: BTreeMap<&str, Vec<MentionAt>> = BTreeMap::new();
    for (paper, stored) in papers.iter().enumerate() {
        for (mention, row) in stored.mentions.rows.iter().enumerate() {
            places.entry(&row.anchor).or_default().push((paper, mention));
        }
    }
    let mut found: BTreeMap<(String, usize), MentionAt> = BTreeMap::new();
    let mut anchors: BTreeMap<String, Vec<(Span, String)>> = BTreeMap::new();
    for attachment in project.reattach(&decisions)? {
        let (source, pieces) = match attachment.status {
            AttachmentStatus::Attached { source, pieces } | AttachmentStatus::Moved { source, pieces, .. } => {
                (source, pieces)
            }
            AttachmentStatus::Stale { .. } => continue,
        };
        let mut at = places.get(anchor_id(&source, &pieces).as_str()).and_then(|at| at.first()).copied();
        if at.is_none() {
            // The name is found with another beginning or end than before.
            if !anchors.contains_key(&source) {
                let list = project.anchors(&source)?.into_iter().map(|anchor| (anchor.hull(), anchor.id)).collect();
                anchors.insert(source.clone(), list);
            }
            let Some(hull) = Span::hull(&pieces) else { continue };
            let shared = |span: &Span| span.end.min(hull.end).saturating_sub(span.start.max(hull.start));
            let near =
                anchors[&source].iter().filter(|(span, id)| shared(span) > 0 && places.contains_key(id.as_str()));
            let best = near.max_by_key(|(span, id)| (shared(span), std::cmp::Reverse(span.end - span.start), id));
            at = best.and_then(|(_, id)| places.get(id.as_str())).and_then(|at| at.first()).copied();
        }
        if let Some(at) = at {
            found.insert((attachment.decision, attachment.mention), at);
        }
    }
    let mut out = Vec::new();
    for decision in decisions {
        let number = decision.content.about.mentions().len();
        let at = |range: std::ops::Range<usize>| -> Vec<MentionAt> {
            let all = range.filter_map(|i| found.get(&(decision.id.clone(), i)).copied());
            let mut seen = BTreeSet::new();
            all.filter(|at| seen.insert(*at)).collect()
        };
        let what = match kind(&decision) {
            Some(Kind::Merge) => IdentityDecision::Merge(at(0..number)),
            Some(Kind::Split(kept)) => {
                let kept = kept.min(number);
                IdentityDecision::Split { kept: at(0..kept), parted: at(kept..number) }
            }
            Some(Kind::Rename(label)) => IdentityDecision::Rename(at(0..number), label),
            Some(Kind::Retype(to)) => IdentityDecision::Retype(at(0..number), to),
            None => continue,
        };
        out.push((decision.id, what));
    }
    Ok(out)
}

/// Whether a decision is about who is who, or takes such a one back.
pub fn is_identity(decision: &Decision) -> bool {
    kind(decision).is_some()
        || (matches!(decision.content.about, About::Mentions(_)) && decision.content.action == Action::Comment)
}

enum Kind {
    Merge,
    Split(usize),
    Rename(String),
    Retype(NameType),
}

/// What a decision says of identity; `None` for one about other things.
fn kind(decision: &Decision) -> Option<Kind> {
    let content = &decision.content;
    let of_names = |m: &Mention| matches!(m.kind.as_str(), "person" | "place" | "org");
    if !content.about.mentions().iter().all(of_names) {
        return None;
    }
    let field = |name: &str| content.value.as_ref().and_then(|value| value.get(name));
    match content.action {
        Action::Merge => Some(Kind::Merge),
        Action::Split => Some(Kind::Split(field("kept")?.as_u64()? as usize)),
        Action::CorrectValue => Some(Kind::Rename(field("label")?.as_str()?.to_owned())),
        Action::Retype => Some(Kind::Retype(name_type(field("type")?.as_str()?.parse().ok()?)?)),
        _ => None,
    }
}

fn name_type(entity_type: EntityType) -> Option<NameType> {
    match entity_type {
        EntityType::Person => Some(NameType::Person),
        EntityType::Place => Some(NameType::Place),
        EntityType::Body => Some(NameType::Body),
        _ => None,
    }
}

fn name_entity(project: &Project, id: &str) -> Result<Entity> {
    let entity = project.entity(id)?.ok_or_else(|| Error::UnknownId { id: id.to_owned() })?;
    match name_type(entity.entity_type) {
        Some(_) => Ok(entity),
        None => Err(Error::judgement(format!("`{id}` is a {}, not a person, place or body", entity.entity_type))),
    }
}

fn normal(at: &FoundAt) -> String {
    let value = at.finding.value.get("value").and_then(|v| v.get("normal")).and_then(Value::as_str);
    value.unwrap_or(&at.anchor.exact).to_owned()
}

/// The mentions taken as an entity, in the order of path and place.
fn same(project: &Project, id: &str) -> Result<Vec<FoundAt>> {
    let mut all = project.mentions(id)?;
    all.retain(|(link, _)| link.status == LinkStatus::Same);
    Ok(all.into_iter().map(|(_, at)| at).collect())
}

fn mention_of(project: &Project, at: &FoundAt) -> Result<Mention> {
    let source = project.source(&at.anchor.source)?.ok_or_else(|| Error::UnknownId { id: at.anchor.source.clone() })?;
    Ok(Mention::of(&at.anchor, &source, &at.finding.kind))
}

/// One mention for each form of the name in each text, or part of a long one: the first.
fn representatives(project: &Project, id: &str) -> Result<Vec<(Mention, String)>> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for at in same(project, id)? {
        let form = normal(&at);
        if seen.insert((at.anchor.source.clone(), part_of(&at), form.clone())) {
            out.push((mention_of(project, &at)?, form));
        }
    }
    Ok(out)
}

/// The mentions that keep an entity and those that leave it. Of a form that stays whole in a text, the first stands for all.
fn sides(project: &Project, id: &str, parting: &Parting) -> Result<(Vec<Mention>, Vec<Mention>)> {
    let mut groups: BTreeMap<(String, u64, String), [Vec<FoundAt>; 2]> = BTreeMap::new();
    for at in same(project, id)? {
        let form = normal(&at);
        let leaves = parting.spellings.contains(&form)
            || parting.sources.contains(&at.path)
            || parting.findings.contains(&at.finding.id);
        let group = groups.entry((at.path.clone(), part_of(&at), form)).or_default();
        group[usize::from(leaves)].push(at);
    }
    let (mut kept, mut parted) = (Vec::new(), Vec::new());
    for sides in groups.into_values() {
        let divided = sides.iter().all(|side| !side.is_empty());
        for (side, out) in sides.iter().zip([&mut kept, &mut parted]) {
            for at in side.iter().take(if divided { usize::MAX } else { 1 }) {
                out.push(mention_of(project, at)?);
            }
        }
    }
    Ok((kept, parted))
}
