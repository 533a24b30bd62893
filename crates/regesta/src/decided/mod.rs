//! What people decided, found again in the texts as they are now, and laid over what the program found.
//!
//! Nothing here changes a row: a list is made from the machine's rows and from these judgements at every call, so that a
//! judgement counts at once, and the machine's value stands beside it. A judgement is about a finding (its words and kind), about
//! one field of a document or happening (the words that speak of it, a predicate and the value that it had), about a
//! difference between texts, or about who is who (see [`crate::identity`], whose judgements the joint step follows).

mod difference;
mod field;
mod file;
mod lay;
mod undo;

use std::collections::{BTreeMap, BTreeSet};

use regesta_store::{
    About, Action, AttachmentStatus, Decision, LinkStatus, Project, Span, StaleReason, anchor_id, finding_id,
};

use crate::Result;

pub use difference::{about_difference, settled};
pub use field::{DecidedValue, FieldValue, JudgedField, takes_back};
pub use file::{Imported, export, import};
pub use lay::{Laid, Sayable, Standing};
pub use undo::undoing;

use field::OnField;

/// The kind of the mentions of a judgement about a difference between texts.
pub const DIFFERENCE: &str = "difference";

/// Where the words of decisions stand, by decision; kept by a caller that loads again after the next decision.
#[derive(Debug, Default)]
pub struct Places(BTreeMap<String, Vec<AttachmentStatus>>);

/// A finding that a person made out of words.
#[derive(Debug, Clone, PartialEq)]
pub struct AddedFinding {
    /// The identifier that a detector's finding of this kind on these words would have.
    pub finding: String,
    /// Identifier of the source.
    pub source: String,
    /// Bytes of its raw text.
    pub pieces: Vec<Span>,
    /// `date`, `person`, `place`, `org`, `cite`, `quote`, `doc`, `event`.
    pub kind: String,
    /// What it was said to be.
    pub value: DecidedValue,
    /// The decision, as [`Decided::decision`] knows it.
    pub at: usize,
}

/// The judgements of a project that hold.
#[derive(Debug, Default)]
pub struct Decided {
    /// In the order in which they were made.
    all: Vec<Decision>,
    /// Finding to the judgements about it, remarks not among them.
    findings: BTreeMap<String, Vec<usize>>,
    /// Anchor and kind to its finding, for those that are judged.
    anchors: BTreeMap<(String, String), String>,
    /// Document or happening and predicate to what was decided of it.
    fields: BTreeMap<(String, String), Vec<OnField>>,
    /// Names and dates that people gave to findings, by judgement.
    values: BTreeMap<usize, DecidedValue>,
    /// Judgements about differences with the places of their sides.
    differences: Vec<(usize, Vec<(String, Span)>)>,
    /// Anchors in the side of a difference that was preferred, with the predicates that the difference is about.
    chosen: BTreeMap<String, (usize, &'static [&'static str])>,
    added: Vec<AddedFinding>,
    /// Judgement to the finding it is about.
    attached: BTreeMap<String, Option<String>>,
    lost: Vec<(usize, StaleReason)>,
}

impl Decided {
    /// Reads the judgements of a project.
    ///
    /// # Errors
    /// Those of the store.
    pub fn load(project: &Project) -> Result<Self> {
        Self::load_with(project, &mut Places::default())
    }

    /// The same where the places of earlier judgements are known; `places` must be of the same texts.
    ///
    /// # Errors
    /// Those of the store.
    pub fn load_with(project: &Project, places: &mut Places) -> Result<Self> {
        let mut out = Self { all: project.decisions_in_force()?, ..Self::default() };
        if out.all.is_empty() {
            return Ok(out);
        }
        let new: Vec<Decision> = out.all.iter().filter(|d| !places.0.contains_key(&d.id)).cloned().collect();
        for attachment in project.reattach(&new)? {
            places.0.entry(attachment.decision).or_default().push(attachment.status);
        }
        let mut of_documents: Vec<(usize, String, String)> = Vec::new();
        for at in 0..out.all.len() {
            let statuses = places.0.get(&out.all[at].id).map(Vec::as_slice).unwrap_or_default();
            out.place(project, at, statuses, &mut of_documents)?;
        }
        out.place_fields(project, of_documents)?;
        Ok(out)
    }

    fn place(
        &mut self,
        project: &Project,
        at: usize,
        statuses: &[AttachmentStatus],
        of_documents: &mut Vec<(usize, String, String)>,
    ) -> Result<()> {
        let decision = &self.all[at];
        let mut stands: Vec<Option<(String, Vec<Span>)>> = Vec::with_capacity(statuses.len());
        for status in statuses {
            stands.push(match status {
                AttachmentStatus::Attached { source, pieces } | AttachmentStatus::Moved { source, pieces, .. } => {
                    Some((source.clone(), pieces.clone()))
                }
                AttachmentStatus::Stale { why } => {
                    if self.lost.last().is_none_or(|(lost, _)| *lost != at) {
                        self.lost.push((at, *why));
                    }
                    None
                }
            });
        }
        let first = stands.first().cloned().flatten();
        let mention = decision.content.about.mentions().first();
        let kind = mention.map(|m| m.kind.clone()).unwrap_or_default();
        let finding = first.as_ref().map(|(source, pieces)| finding_id(source, pieces, &kind));
        if kind == DIFFERENCE {
            let hull = |(source, pieces): (String, Vec<Span>)| Span::hull(&pieces).map(|hull| (source, hull));
            let sides: Vec<(String, Span)> = stands.into_iter().flatten().filter_map(hull).collect();
            for (anchor, predicates) in difference::chosen(project, decision, &sides)? {
                self.chosen.insert(anchor, (at, predicates));
            }
            self.attached.insert(decision.id.clone(), None);
            self.differences.push((at, sides));
            return Ok(());
        }
        let identity = crate::identity::is_identity(decision);
        self.attached.insert(decision.id.clone(), finding.clone());
        let (Some((source, pieces)), Some(finding), false) = (first, finding, identity) else { return Ok(()) };
        match &decision.content.about {
            About::Passage { predicate: Some(_), .. } => of_documents.push((at, finding, source)),
            About::Passage { .. } if decision.content.action != Action::Comment => {
                let value = DecidedValue::read(project, &kind, decision.content.value.as_ref())?;
                if decision.content.action == Action::Add {
                    let value = value.clone();
                    let added = AddedFinding {
                        finding: finding.clone(),
                        source: source.clone(),
                        pieces: pieces.clone(),
                        kind: kind.clone(),
                        value,
                        at,
                    };
                    self.added.push(added);
                }
                self.values.insert(at, value);
                self.anchors.insert((anchor_id(&source, &pieces), kind), finding.clone());
                self.findings.entry(finding).or_default().push(at);
            }
            _ => {}
        }
        Ok(())
    }

    /// A field is of the document or happening that the words of its judgement speak of.
    fn place_fields(&mut self, project: &Project, fields: Vec<(usize, String, String)>) -> Result<()> {
        if fields.is_empty() {
            return Ok(());
        }
        let findings: Vec<String> = fields.iter().map(|(_, finding, _)| finding.clone()).collect();
        let mut entities: BTreeMap<String, String> = BTreeMap::new();
        for link in project.links_of_all(&findings)?.into_iter().filter(|link| link.status == LinkStatus::Same) {
            entities.entry(link.finding).or_insert(link.entity);
        }
        for (at, finding, source) in fields {
            // A happening has no link: it is named after its finding.
            let event = format!("event:{finding}");
            let entity = match entities.get(&finding) {
                Some(entity) => Some(entity.clone()),
                None => project.entity(&event)?.map(|entity| entity.id),
            };
            let Some(entity) = entity else {
                self.lost.push((at, StaleReason::NotFound));
                self.attached.insert(self.all[at].id.clone(), None);
                continue;
            };
            let content = &self.all[at].content;
            let About::Passage { predicate: Some(predicate), value, .. } = &content.about else { continue };
            if matches!(content.action, Action::Comment) {
                continue;
            }
            let path = project.source(&source)?.map(|s| s.path).unwrap_or_default();
            let on = OnField {
                at,
                path,
                had: value.as_ref().map(FieldValue::read),
                value: DecidedValue::read(project, predicate, content.value.as_ref())?,
            };
            self.fields.entry((entity, predicate.clone())).or_default().push(on);
        }
        Ok(())
    }

    /// The name or date that a judgement about a finding gives it.
    pub fn value_of(&self, finding: &str) -> Option<&DecidedValue> {
        self.values.get(self.findings.get(finding)?.last()?)
    }

    /// Whether something was decided about a finding of this kind.
    pub fn is_any_of(&self, kind: &str) -> bool {
        self.anchors.keys().any(|(_, known)| known == kind)
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The judgements, in the order in which they were made.
    pub fn all(&self) -> &[Decision] {
        &self.all
    }

    /// A judgement by its place in [`Decided::all`].
    pub fn decision(&self, at: usize) -> &Decision {
        &self.all[at]
    }

    /// The judgement about a finding, the latest where there are several; remarks are none.
    pub fn finding(&self, finding: &str) -> Option<&Decision> {
        self.findings.get(finding)?.last().map(|&at| &self.all[at])
    }

    /// All judgements in force about a finding, the latest last; more than one where colleagues' files were joined.
    pub fn heads(&self, finding: &str) -> Vec<&Decision> {
        self.findings.get(finding).into_iter().flatten().map(|&at| &self.all[at]).collect()
    }

    /// All judgements in force about one field of a document or happening as one text gives it, the latest last. `had` is the
    /// value of the statement; nothing for a field that had none.
    pub fn heads_of_field(
        &self,
        entity: &str,
        predicate: &str,
        path: &str,
        had: Option<&serde_json::Value>,
    ) -> Vec<&Decision> {
        let had = had.map(FieldValue::read);
        let all = self.fields.get(&(entity.to_owned(), predicate.to_owned())).into_iter().flatten();
        all.filter(|on| on.path == path && on.had == had).map(|on| &self.all[on.at]).collect()
    }

    /// Whether a finding was said to be wrong, or of another kind or name: it no longer counts as what the program took it for.
    pub fn is_rejected(&self, finding: &str) -> bool {
        self.finding(finding).is_some_and(|d| d.content.action == Action::Reject)
    }

    /// Whether a mention of a name was taken away from the entity that the program gave it to.
    pub fn is_taken_away(&self, finding: &str) -> bool {
        let taken = [Action::Reject, Action::Retype, Action::CorrectValue];
        self.finding(finding).is_some_and(|d| taken.contains(&d.content.action))
    }

    /// The finding that a judgement in force is about; `Some(None)` where its words were not found again or it is about more
    /// than a finding, `None` for one that is not in force.
    pub fn attached(&self, decision: &str) -> Option<Option<&str>> {
        self.attached.get(decision).map(Option::as_deref)
    }

    /// Judgements whose words have no certain place any more, with the reason.
    pub fn lost(&self) -> impl Iterator<Item = (&Decision, StaleReason)> {
        self.lost.iter().map(|(at, why)| (&self.all[*at], *why))
    }

    /// What people marked that the program had not seen.
    pub fn added(&self) -> &[AddedFinding] {
        &self.added
    }

    /// Judgements in force about one thing that differ, as two colleagues leave them whose files were joined; each list in the
    /// order in which they were made.
    pub fn conflicts(&self) -> Vec<Vec<&Decision>> {
        let said = |at: usize| (&self.all[at].content.action, &self.all[at].content.value);
        let differ = |list: &[usize]| {
            let mut held = list.iter().filter(|&&at| !takes_back(&self.all[at])).map(|&at| said(at));
            let first = held.next();
            held.any(|one| Some(one) != first)
        };
        let mut found: Vec<Vec<usize>> = self.findings.values().filter(|list| differ(list)).cloned().collect();
        for list in self.fields.values() {
            let mut by_value: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
            for on in list {
                let had = on.had.as_ref().map(FieldValue::in_words).unwrap_or_default();
                by_value.entry((on.path.as_str(), had)).or_default().push(on.at);
            }
            found.extend(by_value.into_values().filter(|list| differ(list)));
        }
        found.sort();
        found.into_iter().map(|list| list.into_iter().map(|at| &self.all[at]).collect()).collect()
    }

    /// The documents and happenings whose rows are not those of the program alone.
    ///
    /// # Errors
    /// Those of the store.
    pub fn touched(&self, project: &Project) -> Result<BTreeSet<String>> {
        let mut touched: BTreeSet<String> = self.fields.keys().map(|(entity, _)| entity.clone()).collect();
        let anchors = self.anchors.keys().map(|(anchor, _)| anchor).chain(self.chosen.keys());
        let anchors: Vec<String> = anchors.cloned().collect();
        touched.extend(project.subjects_on(&anchors)?);
        let findings: Vec<String> = self.findings.keys().cloned().collect();
        for link in project.links_of_all(&findings)? {
            touched.insert(link.entity);
        }
        touched.extend(self.findings.keys().map(|finding| format!("event:{finding}")));
        Ok(touched)
    }
}
