//! What follows from the findings of all sources together: entities, links, assertions.

use std::collections::{BTreeMap, BTreeSet};

use regesta_lang::Found;
use regesta_name::{JoinStatus, Mention, NameType};
use regesta_store::{
    AnalysisBundle, Assertion, AssertionValue, Entity, EntityType, FoundAt, Link, LinkStatus, Modality, Project,
    Reading, ReadingKind, Voice, quantised_score,
};

use crate::stored::StoredPaper;
use crate::{Engine, Result};

/// Joins what was found in all sources of a project.
pub(crate) fn analyse(engine: &Engine, project: &Project, key: String) -> Result<AnalysisBundle> {
    let mut papers = Vec::new();
    for source in project.sources()? {
        papers.push(StoredPaper::load(project, source)?);
    }
    let mut analysis = Analysis {
        engine,
        papers: &papers,
        entity_of: BTreeMap::new(),
        bundle: AnalysisBundle { key, ..AnalysisBundle::default() },
    };
    analysis.names();
    let documents = analysis.documents();
    analysis.quotations(&documents);
    analysis.shelfmarks();
    analysis.events();
    Ok(analysis.bundle)
}

struct Analysis<'a> {
    engine: &'a Engine,
    papers: &'a [StoredPaper],
    /// Paper and mention to the entity it names.
    entity_of: BTreeMap<(usize, usize), String>,
    bundle: AnalysisBundle,
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

impl Analysis<'_> {
    fn names(&mut self) {
        let mentions: Vec<Vec<Found<Mention>>> = self.papers.iter().map(|p| p.mentions.found.clone()).collect();
        for entity in regesta_name::join(&mentions, &self.engine.authorities) {
            let entity_type = match entity.name_type {
                NameType::Person => EntityType::Person,
                NameType::Place => EntityType::Place,
                NameType::Body => EntityType::Body,
            };
            let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            let mut authority: Option<(&str, &FoundAt)> = None;
            for join in &entity.joins {
                let row = &self.papers[join.paper].mentions.rows[join.mention];
                let mention = &self.papers[join.paper].mentions.found[join.mention].value;
                let same = join.status == JoinStatus::Same;
                self.bundle.links.push(Link {
                    finding: row.finding.id.clone(),
                    entity: entity.id.clone(),
                    reasons: join.reasons.clone(),
                    score: score(join.score),
                    status: if same { LinkStatus::Same } else { LinkStatus::Possible },
                });
                if same {
                    self.entity_of.insert((join.paper, join.mention), entity.id.clone());
                    let anchors = names.entry(&mention.normal).or_default();
                    if anchors.last() != Some(&row.anchor.id) {
                        anchors.push(row.anchor.id.clone());
                    }
                    if let (None, Some(id)) = (authority, mention.authority.as_deref()) {
                        authority = Some((id, row));
                    }
                }
            }
            for (name, anchors) in names {
                let value = AssertionValue { normalised: Some(name.to_owned()), ..AssertionValue::words(name) };
                self.assert(Assertion::new(&entity.id, "name", value, anchors, "name.variant"));
            }
            if let Some((id, row)) = authority {
                let value =
                    AssertionValue { normalised: Some(id.to_owned()), ..AssertionValue::words(&row.anchor.exact) };
                let mut assertion =
                    Assertion::new(&entity.id, "same_as", value, vec![row.anchor.id.clone()], "name.authority");
                assertion.voice = Voice::Program;
                assertion.authority = Some("authorities".to_owned());
                self.assert(assertion);
            }
            self.bundle.entities.push(Entity { id: entity.id, entity_type, label: entity.label });
        }
    }

    fn assert(&mut self, assertion: Assertion) {
        self.bundle.assertions.push(assertion.with_content_id());
    }

    /// Documents as entities, with what each paper says of them. Returns the entity of each document finding.
    fn documents(&mut self) -> BTreeMap<(usize, usize), String> {
        let found: Vec<_> = self.papers.iter().map(|p| p.documents.found.clone()).collect();
        let entity_of = |paper: usize, mention: usize| self.entity_of.get(&(paper, mention)).cloned();
        let grouped = regesta_analyze::group_documents(&found, &entity_of);
        let mut document_of = BTreeMap::new();
        for document in &grouped {
            for join in &document.joins {
                document_of.insert((join.paper, join.document), document.id.clone());
            }
        }
        for document in grouped {
            for join in &document.joins {
                let paper = &self.papers[join.paper];
                let row = &paper.documents.rows[join.document];
                let mention = &paper.documents.found[join.document].value;
                self.bundle.links.push(Link {
                    finding: row.finding.id.clone(),
                    entity: document.id.clone(),
                    reasons: join.reasons.clone(),
                    score: score(join.score),
                    status: LinkStatus::Same,
                });
                let mut said = Vec::new();
                let words = |text: &str| AssertionValue::words(text);
                said.push((
                    "genre",
                    AssertionValue { normalised: Some(mention.genre.clone()), ..words(&row.anchor.exact) },
                    None,
                ));
                for (predicate, people) in [("sent_by", &mention.from), ("received_by", &mention.to)] {
                    for &index in people {
                        let name = &paper.mentions.rows[index].anchor;
                        let entity = self.entity_of.get(&(join.paper, index)).cloned();
                        said.push((predicate, AssertionValue { entity, ..words(&name.exact) }, Some(name.id.clone())));
                    }
                }
                let date_anchor = mention.date_index.and_then(|i| paper.dates.rows.get(i)).map(|r| &r.anchor);
                for (predicate, edtf) in [("date_sent", &mention.date), ("date_received", &mention.date_received)] {
                    if let Some(edtf) = edtf {
                        let printed = date_anchor.map_or(row.anchor.exact.as_str(), |a| a.exact.as_str());
                        let mut value = AssertionValue { edtf: Some(edtf.clone()), ..words(printed) };
                        if let Some(index) = mention.date_index {
                            let clock = paper.dates.found.get(index).and_then(|d| d.value.clock);
                            value.time_from = clock.map(|c| i64::from(c.from));
                            value.time_to = clock.map(|c| i64::from(c.to));
                        }
                        said.push((predicate, value, date_anchor.map(|a| a.id.clone())));
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
                    let value = AssertionValue { normalised: archival, ..words(&cite_row.anchor.exact) };
                    said.push((predicate, value, Some(cite_row.anchor.id.clone())));
                }
                if let Some(answered) = mention.reply_to.and_then(|i| document_of.get(&(join.paper, i))) {
                    said.push(("replies_to", AssertionValue::entity(answered.clone()), None));
                }
                for (predicate, value, own) in said {
                    let mut anchors: Vec<String> = own.into_iter().collect();
                    if !anchors.contains(&row.anchor.id) {
                        anchors.push(row.anchor.id.clone());
                    }
                    let mut assertion = Assertion::new(&document.id, predicate, value, anchors, &row.finding.rule);
                    assertion.authority = Some(row.path.clone());
                    assertion.score = row.finding.score;
                    self.assert(assertion);
                }
            }
            self.bundle.entities.push(Entity {
                id: document.id,
                entity_type: EntityType::Document,
                label: document.label,
            });
        }
        document_of
    }

    fn quotations(&mut self, document_of: &BTreeMap<(usize, usize), String>) {
        for (number, paper) in self.papers.iter().enumerate() {
            for (found, row) in paper.quotations.found.iter().zip(&paper.quotations.rows) {
                let Some(document) = found.value.document.and_then(|i| document_of.get(&(number, i))) else { continue };
                let cut = !found.value.ellipses.is_empty() || !found.value.interruptions.is_empty();
                self.bundle.readings.push(Reading {
                    document: document.clone(),
                    anchor: row.anchor.id.clone(),
                    kind: if cut { ReadingKind::Partial } else { ReadingKind::Verbatim },
                    alignment: None,
                });
                let mut assertion = Assertion::new(
                    document,
                    "quoted_in",
                    AssertionValue::words(&row.path),
                    vec![row.anchor.id.clone()],
                    &row.finding.rule,
                );
                assertion.voice = Voice::DocumentWords;
                assertion.authority = Some(row.path.clone());
                self.assert(assertion);
            }
        }
    }

    /// Archival units: one for each archive, fond, opis and delo, whoever cites it and in whatever style.
    fn shelfmarks(&mut self) {
        let mut units: BTreeMap<String, String> = BTreeMap::new();
        let mut linked: BTreeSet<(String, String)> = BTreeSet::new();
        for paper in self.papers {
            for (found, row) in paper.citations.found.iter().zip(&paper.citations.rows) {
                for reference in &found.value.refs {
                    let Some(unit) = crate::shelfmark::unit(self.engine, reference, &paper.source.id) else { continue };
                    units.entry(unit.id.clone()).or_insert_with(|| unit.label.clone());
                    if linked.insert((row.finding.id.clone(), unit.id.clone())) {
                        self.bundle.links.push(Link {
                            finding: row.finding.id.clone(),
                            entity: unit.id,
                            reasons: vec![unit.reason],
                            score: row.finding.score,
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

    /// Happenings: each finding is one for now; joining them over papers needs more than a date and a type.
    fn events(&mut self) {
        for (number, paper) in self.papers.iter().enumerate() {
            for (found, row) in paper.events.found.iter().zip(&paper.events.rows) {
                let event = &found.value;
                let id = format!("event:{}", row.finding.id);
                self.bundle.links.push(Link {
                    finding: row.finding.id.clone(),
                    entity: id.clone(),
                    reasons: vec![row.finding.reason.clone()],
                    score: row.finding.score,
                    status: LinkStatus::Same,
                });
                let words = |text: &str| AssertionValue::words(text);
                let mut said = vec![(
                    "type",
                    AssertionValue { normalised: Some(event.event_type.clone()), ..words(&row.anchor.exact) },
                    None,
                )];
                if let Some(edtf) = &event.date {
                    let anchor = event.date_index.and_then(|i| paper.dates.rows.get(i)).map(|r| &r.anchor);
                    let printed = anchor.map_or(row.anchor.exact.as_str(), |a| a.exact.as_str());
                    let mut value = AssertionValue { edtf: Some(edtf.clone()), ..words(printed) };
                    let clock = event.date_index.and_then(|i| paper.dates.found.get(i)).and_then(|d| d.value.clock);
                    value.time_from = clock.map(|c| i64::from(c.from));
                    value.time_to = clock.map(|c| i64::from(c.to));
                    said.push(("date", value, anchor.map(|a| a.id.clone())));
                }
                for (predicate, index) in
                    event.place.iter().map(|&i| ("place", i)).chain(event.agents.iter().map(|&i| ("agent", i)))
                {
                    let name = &paper.mentions.rows[index].anchor;
                    let entity = self.entity_of.get(&(number, index)).cloned();
                    said.push((predicate, AssertionValue { entity, ..words(&name.exact) }, Some(name.id.clone())));
                }
                for (predicate, value, own) in said {
                    let mut anchors: Vec<String> = own.into_iter().collect();
                    if !anchors.contains(&row.anchor.id) {
                        anchors.push(row.anchor.id.clone());
                    }
                    let mut assertion = Assertion::new(&id, predicate, value, anchors, &row.finding.rule);
                    assertion.modality = modality(event.modality);
                    assertion.authority = Some(row.path.clone());
                    assertion.score = row.finding.score;
                    self.assert(assertion);
                }
                let label = crate::views::one_line(&row.anchor.exact);
                self.bundle.entities.push(Entity { id, entity_type: EntityType::Event, label });
            }
        }
    }
}
