//! What follows from the findings of all sources together: entities, links, assertions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use regesta_lang::Found;
use regesta_name::{IdentityDecision, JoinStatus, Mention, NameType};
use regesta_store::{
    AnalysisBundle, Assertion, AssertionValue, Entity, EntityType, Link, LinkStatus, Modality, Project, Reading,
    ReadingKind, StoreError, TimeConstraint, Voice, quantised_score,
};

use crate::stored::{FindingRow, StoredPaper};
use crate::{Engine, Result};

/// Where the rows go, a part at a time.
type Add<'a> = dyn FnMut(&AnalysisBundle) -> std::result::Result<(), StoreError> + 'a;

/// The anchor of a name that holds another, the words of that, and the path of the source.
type Nested = (String, String, String);

/// Rows that are in memory at once before they are written.
const ROWS: usize = 20_000;

/// All papers of a project with what was found in them, and the rows that follow and are not yet written.
pub(crate) struct Analysis<'a> {
    engine: &'a Engine,
    papers: Vec<StoredPaper>,
    /// What people decided about names.
    decided: Vec<(String, IdentityDecision)>,
    /// Paper and mention to the entity it names.
    entity_of: BTreeMap<(usize, usize), Arc<str>>,
    /// What persons, places and bodies are called.
    called: BTreeMap<String, String>,
    bundle: AnalysisBundle,
}

impl<'a> Analysis<'a> {
    /// Reads back what was found in all sources.
    pub(crate) fn load(engine: &'a Engine, project: &Project) -> Result<Self> {
        let mut papers = Vec::new();
        for source in project.sources()? {
            papers.extend(StoredPaper::load(project, &source)?);
        }
        let decided = crate::identity::attached(project, &papers)?;
        let (entity_of, called) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { engine, papers, decided, entity_of, called, bundle: AnalysisBundle::default() })
    }

    /// Joins what was found and hands on the rows that follow from it.
    pub(crate) fn write(mut self, add: &mut Add<'_>) -> Result<()> {
        self.names(add)?;
        self.offices(add)?;
        self.parents(add)?;
        let documents = self.documents(add)?;
        self.quotations(&documents);
        self.flush(add)?;
        self.shelfmarks();
        self.flush(add)?;
        self.events(add)?;
        self.flush(add)?;
        self.constraints();
        self.flush(add)
    }

    fn flush(&mut self, add: &mut Add<'_>) -> Result<()> {
        let bundle = std::mem::take(&mut self.bundle);
        Ok(add(&bundle)?)
    }

    /// Between two entities only, for the rows of one belong together.
    fn flush_if_full(&mut self, add: &mut Add<'_>) -> Result<()> {
        let full = self.bundle.links.len() + self.bundle.assertions.len() >= ROWS;
        if full { self.flush(add) } else { Ok(()) }
    }
}

fn score(thousandths: u16) -> f64 {
    quantised_score(f64::from(thousandths) / 1000.0)
}

fn modality(of: regesta_analyze::Modality) -> Modality {
    use regesta_analyze::Modality as Told;
    match of {
        Told::Asserted => Modality::Asserted,
        Told::Reported => Modality::Reported,
        Told::Ordered => Modality::Ordered,
        Told::Planned => Modality::Planned,
        Told::Alleged => Modality::Alleged,
        Told::Conditional => Modality::Conditional,
    }
}

fn assert(bundle: &mut AnalysisBundle, assertion: Assertion) {
    bundle.assertions.push(assertion.with_content_id());
}

impl Analysis<'_> {
    fn names(&mut self, add: &mut Add<'_>) -> Result<()> {
        let mentions: Vec<&[Found<Mention>]> = self.papers.iter().map(|p| p.mentions.found.as_slice()).collect();
        let joined = regesta_name::join(&mentions, &self.engine.authorities);
        for entity in regesta_name::decide(joined, &mentions, &self.decided) {
            let id: Arc<str> = entity.id.as_str().into();
            let entity_type = match entity.name_type {
                NameType::Person => EntityType::Person,
                NameType::Place => EntityType::Place,
                NameType::Body => EntityType::Body,
            };
            let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            let mut authority: Option<(&str, &FindingRow)> = None;
            for join in &entity.joins {
                let row = &self.papers[join.paper].mentions.rows[join.mention];
                let mention = &self.papers[join.paper].mentions.found[join.mention].value;
                let same = join.status == JoinStatus::Same;
                self.bundle.links.push(Link {
                    finding: row.id.clone(),
                    entity: entity.id.clone(),
                    reasons: join.reasons.clone(),
                    score: score(join.score),
                    status: if same { LinkStatus::Same } else { LinkStatus::Possible },
                });
                if same {
                    self.entity_of.insert((join.paper, join.mention), Arc::clone(&id));
                    let anchors = names.entry(&mention.normal).or_default();
                    if anchors.last() != Some(&row.anchor) {
                        anchors.push(row.anchor.clone());
                    }
                    if let (None, Some(id)) = (authority, mention.authority.as_deref()) {
                        authority = Some((id, row));
                    }
                }
            }
            for (name, anchors) in names {
                let value = AssertionValue { normalised: Some(name.to_owned()), ..AssertionValue::words(name) };
                assert(&mut self.bundle, Assertion::new(&entity.id, "name", value, anchors, "name.variant"));
            }
            if let Some((id, row)) = authority {
                let value = AssertionValue { normalised: Some(id.to_owned()), ..AssertionValue::words(&row.exact) };
                let mut assertion =
                    Assertion::new(&entity.id, "same_as", value, vec![row.anchor.clone()], "name.authority");
                assertion.voice = Voice::Program;
                assertion.authority = Some("authorities".to_owned());
                assert(&mut self.bundle, assertion);
            }
            self.called.insert(entity.id.clone(), entity.label.clone());
            self.bundle.entities.push(Entity { id: entity.id, entity_type, label: entity.label });
            self.flush_if_full(add)?;
        }
        self.flush(add)
    }

    /// What offices the texts give to persons. Two holders of one office are two statements; nothing is decided here.
    fn offices(&mut self, add: &mut Add<'_>) -> Result<()> {
        for (number, paper) in self.papers.iter().enumerate() {
            for (found, row) in paper.offices.found.iter().zip(&paper.offices.rows) {
                let office = &found.value;
                let entity = |mention: usize| self.entity_of.get(&(number, mention)).map(|id| id.as_ref().to_owned());
                let Some(holder) = entity(office.person) else { continue };
                let date = office.date.and_then(|at| Some((paper.dates.found.get(at)?, paper.dates.rows.get(at)?)));
                let value = AssertionValue {
                    entity: office.of.and_then(entity),
                    normalised: Some(office.kind.clone()),
                    edtf: date.and_then(|(date, _)| date.value.edtf.clone()),
                    ..AssertionValue::words(&office.printed)
                };
                let mut anchors = vec![row.anchor.clone()];
                let others = [paper.mentions.rows.get(office.person), date.map(|(_, row)| row)];
                for other in others.into_iter().flatten() {
                    if !anchors.contains(&other.anchor) {
                        anchors.push(other.anchor.clone());
                    }
                }
                let mut assertion = Assertion::new(&holder, "office", value, anchors, &found.rule);
                assertion.authority = Some(paper.path.clone());
                assertion.score = score(found.score);
                assert(&mut self.bundle, assertion);
            }
        }
        self.flush(add)
    }

    /// Bodies whose names hold that of another body: the texts put them under it ("the staff of the Tenth Army").
    fn parents(&mut self, add: &mut Add<'_>) -> Result<()> {
        let mut said: BTreeMap<(Arc<str>, Arc<str>), Vec<Nested>> = BTreeMap::new();
        for (number, paper) in self.papers.iter().enumerate() {
            let mut bodies: Vec<usize> = (0..paper.mentions.found.len())
                .filter(|&m| paper.mentions.found[m].value.name_type == NameType::Body)
                .collect();
            let place = |m: usize| (paper.mentions.found[m].passage, paper.mentions.found[m].span);
            bodies.sort_by_key(|&m| (place(m).0, place(m).1.start, std::cmp::Reverse(place(m).1.end), m));
            let mut open: Vec<usize> = Vec::new();
            for &inner in &bodies {
                let (passage, span) = place(inner);
                open.retain(|&outer| place(outer).0 == passage && place(outer).1.end >= span.end);
                if let Some(&outer) = open.last().filter(|&&outer| place(outer).1 != span)
                    && let (Some(part), Some(whole)) =
                        (self.entity_of.get(&(number, outer)), self.entity_of.get(&(number, inner)))
                    && part != whole
                {
                    let rows = (&paper.mentions.rows[outer], &paper.mentions.rows[inner]);
                    let told = (rows.0.anchor.clone(), rows.1.exact.clone(), paper.path.clone());
                    said.entry((Arc::clone(part), Arc::clone(whole))).or_default().push(told);
                }
                open.push(inner);
            }
        }
        for ((part, whole), told) in said {
            let mut by_text: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
            for (anchor, exact, path) in told {
                let anchors = &mut by_text.entry(path).or_insert_with(|| (exact, Vec::new())).1;
                if !anchors.contains(&anchor) {
                    anchors.push(anchor);
                }
            }
            for (path, (exact, anchors)) in by_text {
                let value = AssertionValue { entity: Some(whole.to_string()), ..AssertionValue::words(&exact) };
                let mut assertion = Assertion::new(&part, "parent", value, anchors, "name.parent");
                assertion.authority = Some(path);
                assertion.voice = Voice::Program;
                assertion.score = score(700);
                assert(&mut self.bundle, assertion);
            }
        }
        self.flush(add)
    }

    /// Documents as entities, with what each paper says of them. Returns the entity of each document finding.
    fn documents(&mut self, add: &mut Add<'_>) -> Result<BTreeMap<(usize, usize), String>> {
        let found: Vec<_> = self.papers.iter().map(|p| p.documents.found.as_slice()).collect();
        let entity_of =
            |paper: usize, mention: usize| self.entity_of.get(&(paper, mention)).map(|id| id.as_ref().to_owned());
        let called = |id: &str| self.called.get(id).cloned();
        let grouped = regesta_analyze::group_documents(&found, &entity_of, &called);
        let across = crate::across::join(&self.papers, grouped);
        let grouped = across.documents;
        let mut document_of = BTreeMap::new();
        for document in &grouped {
            for join in &document.joins {
                document_of.insert((join.paper, join.document), document.id.clone());
            }
            // All of them first, since one may answer another.
            self.bundle.entities.push(Entity {
                id: document.id.clone(),
                entity_type: EntityType::Document,
                label: document.label.clone(),
            });
        }
        self.flush(add)?;
        for document in grouped {
            for join in &document.joins {
                let paper = &self.papers[join.paper];
                let row = &paper.documents.rows[join.document];
                let found = &paper.documents.found[join.document];
                let mention = &found.value;
                self.bundle.links.push(Link {
                    finding: row.id.clone(),
                    entity: document.id.clone(),
                    reasons: join.reasons.clone(),
                    score: score(join.score),
                    status: LinkStatus::Same,
                });
                let mut said = Vec::new();
                let words = |text: &str| AssertionValue::words(text);
                said.push((
                    "genre",
                    AssertionValue { normalised: Some(mention.genre.clone()), ..words(&row.exact) },
                    None,
                ));
                for (predicate, people) in [("sent_by", &mention.from), ("received_by", &mention.to)] {
                    for &index in people {
                        let name = &paper.mentions.rows[index];
                        let entity = self.entity_of.get(&(join.paper, index)).map(|id| id.as_ref().to_owned());
                        let value = AssertionValue { entity, ..words(&name.exact) };
                        said.push((predicate, value, Some(name.anchor.clone())));
                    }
                }
                let date_row = mention.date_index.and_then(|i| paper.dates.rows.get(i));
                for (predicate, edtf) in [("date_sent", &mention.date), ("date_received", &mention.date_received)] {
                    if let Some(edtf) = edtf {
                        let printed = date_row.map_or(row.exact.as_str(), |date| date.exact.as_str());
                        let mut value = AssertionValue { edtf: Some(edtf.clone()), ..words(printed) };
                        if let Some(index) = mention.date_index {
                            let clock = paper.dates.found.get(index).and_then(|d| d.value.clock);
                            value.time_from = clock.map(|c| i64::from(c.from));
                            value.time_to = clock.map(|c| i64::from(c.to));
                        }
                        said.push((predicate, value, date_row.map(|date| date.anchor.clone())));
                    }
                }
                if !mention.subject.is_empty() {
                    said.push(("subject", words(&mention.subject), None));
                }
                if let Some(citation) =
                    mention.citation.and_then(|i| paper.citations.rows.get(i).zip(paper.citations.found.get(i)))
                {
                    let (cite_row, cite) = citation;
                    let archival = cite.value.refs.iter().find_map(|r| r.shelfmark_key());
                    let predicate = if archival.is_some() { "held_at" } else { "published_in" };
                    let value = AssertionValue { normalised: archival, ..words(&cite_row.exact) };
                    said.push((predicate, value, Some(cite_row.anchor.clone())));
                }
                if let Some(answered) = mention.reply_to.and_then(|i| document_of.get(&(join.paper, i))) {
                    said.push(("replies_to", AssertionValue::entity(answered.clone()), None));
                }
                for (predicate, value, own) in said {
                    let mut anchors: Vec<String> = own.into_iter().collect();
                    if !anchors.contains(&row.anchor) {
                        anchors.push(row.anchor.clone());
                    }
                    let mut assertion = Assertion::new(&document.id, predicate, value, anchors, &found.rule);
                    assertion.authority = Some(paper.path.clone());
                    assertion.score = score(found.score);
                    assert(&mut self.bundle, assertion);
                }
            }
            self.flush_if_full(add)?;
        }
        for maybe in across.possible {
            let (paper, document) = maybe.mention;
            self.bundle.links.push(Link {
                finding: self.papers[paper].documents.rows[document].id.clone(),
                entity: maybe.document,
                reasons: maybe.reasons,
                score: score(maybe.score),
                status: LinkStatus::Possible,
            });
        }
        for ((paper, quotation), document, letters) in across.readings {
            let anchor = self.papers[paper].quotations.rows[quotation].anchor.clone();
            let alignment = Some(serde_json::json!({ "shared_letters": letters }));
            self.bundle.readings.push(Reading { document, anchor, kind: ReadingKind::Partial, alignment });
        }
        self.flush(add)?;
        Ok(document_of)
    }

    fn quotations(&mut self, document_of: &BTreeMap<(usize, usize), String>) {
        for (number, paper) in self.papers.iter().enumerate() {
            for (found, row) in paper.quotations.found.iter().zip(&paper.quotations.rows) {
                let Some(document) = found.value.document.and_then(|i| document_of.get(&(number, i))) else { continue };
                let cut = !found.value.ellipses.is_empty() || !found.value.interruptions.is_empty();
                self.bundle.readings.push(Reading {
                    document: document.clone(),
                    anchor: row.anchor.clone(),
                    kind: if cut { ReadingKind::Partial } else { ReadingKind::Verbatim },
                    alignment: None,
                });
                let mut assertion = Assertion::new(
                    document,
                    "quoted_in",
                    AssertionValue::words(&paper.path),
                    vec![row.anchor.clone()],
                    &found.rule,
                );
                assertion.voice = Voice::DocumentWords;
                assertion.authority = Some(paper.path.clone());
                assert(&mut self.bundle, assertion);
            }
        }
    }

    /// Archival units: one for each archive, fond, opis and delo, whoever cites it and in whatever style.
    fn shelfmarks(&mut self) {
        let mut units: BTreeMap<String, String> = BTreeMap::new();
        let mut linked: BTreeSet<(String, String)> = BTreeSet::new();
        for paper in &self.papers {
            for (found, row) in paper.citations.found.iter().zip(&paper.citations.rows) {
                for reference in &found.value.refs {
                    let Some(unit) = crate::shelfmark::unit(self.engine, reference, &paper.source) else { continue };
                    units.entry(unit.id.clone()).or_insert_with(|| unit.label.clone());
                    if linked.insert((row.id.clone(), unit.id.clone())) {
                        self.bundle.links.push(Link {
                            finding: row.id.clone(),
                            entity: unit.id,
                            reasons: vec![unit.reason],
                            score: score(found.score),
                            status: LinkStatus::Same,
                        });
                    }
                }
            }
        }
        for (id, label) in units {
            self.bundle.entities.push(Entity { id, entity_type: EntityType::Shelfmark, label });
        }
    }

    /// Dates that are told by their distance from another date: “on the next day”, “two hours later”.
    fn constraints(&mut self) {
        for paper in &self.papers {
            let places: BTreeMap<(usize, usize, usize), &str> = paper
                .dates
                .found
                .iter()
                .zip(&paper.dates.rows)
                .map(|(date, row)| ((date.passage, date.span.start, date.span.end), row.id.as_str()))
                .collect();
            for (found, row) in paper.dates.found.iter().zip(&paper.dates.rows) {
                let Some(relative) = &found.value.relative else { continue };
                let Some(from) = relative.anchor else { continue };
                let Some(anchor) = places.get(&(from.passage, from.span.start, from.span.end)) else { continue };
                if *anchor == row.id {
                    continue;
                }
                let (min, max) = (Some(relative.min), Some(relative.max));
                self.bundle.constraints.push(TimeConstraint::new(anchor, &row.id, min, max, &row.anchor));
            }
        }
    }

    /// Happenings: each finding is one for now; joining them over papers needs more than a date and a type.
    fn events(&mut self, add: &mut Add<'_>) -> Result<()> {
        for number in 0..self.papers.len() {
            let paper = &self.papers[number];
            for (found, row) in paper.events.found.iter().zip(&paper.events.rows) {
                let event = &found.value;
                let id = format!("event:{}", row.id);
                self.bundle.links.push(Link {
                    finding: row.id.clone(),
                    entity: id.clone(),
                    reasons: vec![found.reason.clone()],
                    score: score(found.score),
                    status: LinkStatus::Same,
                });
                let words = |text: &str| AssertionValue::words(text);
                let mut said = vec![(
                    "type",
                    AssertionValue { normalised: Some(event.event_type.clone()), ..words(&row.exact) },
                    None,
                )];
                if let Some(edtf) = &event.date {
                    let date = event.date_index.and_then(|i| paper.dates.rows.get(i));
                    let printed = date.map_or(row.exact.as_str(), |date| date.exact.as_str());
                    let mut value = AssertionValue { edtf: Some(edtf.clone()), ..words(printed) };
                    let clock = event.date_index.and_then(|i| paper.dates.found.get(i)).and_then(|d| d.value.clock);
                    value.time_from = clock.map(|c| i64::from(c.from));
                    value.time_to = clock.map(|c| i64::from(c.to));
                    said.push(("date", value, date.map(|date| date.anchor.clone())));
                }
                let places = [("place", event.place), ("origin", event.origin), ("destination", event.destination)];
                let places = places.into_iter().filter_map(|(predicate, index)| Some((predicate, index?)));
                for (predicate, index) in places.chain(event.agents.iter().map(|&i| ("agent", i))) {
                    let name = &paper.mentions.rows[index];
                    let entity = self.entity_of.get(&(number, index)).map(|id| id.as_ref().to_owned());
                    said.push((predicate, AssertionValue { entity, ..words(&name.exact) }, Some(name.anchor.clone())));
                }
                for (predicate, value, own) in said {
                    let mut anchors: Vec<String> = own.into_iter().collect();
                    if !anchors.contains(&row.anchor) {
                        anchors.push(row.anchor.clone());
                    }
                    let mut assertion = Assertion::new(&id, predicate, value, anchors, &found.rule);
                    assertion.modality = modality(event.modality);
                    assertion.authority = Some(paper.path.clone());
                    assertion.score = score(found.score);
                    assert(&mut self.bundle, assertion);
                }
                let label = crate::views::one_line(&row.exact);
                self.bundle.entities.push(Entity { id, entity_type: EntityType::Event, label });
            }
            self.flush_if_full(add)?;
        }
        Ok(())
    }
}
