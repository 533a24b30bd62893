//! A dossier over a project: its cases filled with what was judged and with what is proposed.

use std::collections::BTreeMap;

use regesta_scheme::{Case, Decided, Judgement, Proposal, ProposalsFile, Scheme};
use regesta_store::Project;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Dossier, DossierCase};
use crate::Result;
use crate::views::Passage;

/// On what a report rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// What the case files hold and what a person accepted.
    #[default]
    Judged,
    /// That, and open proposals as if they were accepted: a look ahead that nobody has judged.
    Proposed,
}

/// A dossier over a project, for one scheme.
#[derive(Debug, Clone)]
pub struct Laid<'d> {
    /// The dossier.
    pub dossier: &'d Dossier,
    /// The scheme whose stages proposals are for.
    pub scheme: &'d Scheme,
    /// On what it rests.
    pub basis: Basis,
    /// The cases in the order of the dossier.
    pub cases: Vec<LaidCase>,
}

/// A case over a project.
#[derive(Debug, Clone)]
pub struct LaidCase {
    /// The case with its evidence, as the basis has it.
    pub case: Case,
    /// What the program proposes, with what was decided.
    pub proposals: ProposalsFile,
    /// Texts of the case that the project does not have.
    pub missing_texts: Vec<String>,
    /// Where the words of the evidence stand in the project, by the evidence's name.
    pub places: BTreeMap<String, Passage>,
}

impl LaidCase {
    /// Proposals that nobody has judged.
    pub fn open(&self) -> impl Iterator<Item = &Proposal> {
        self.proposals.proposal.iter().filter(|p| p.judged == Decided::Open)
    }
}

/// Lays a dossier over a project. Texts that the project does not have are told and left aside.
///
/// `propose` gives the proposals for a case whose texts are all there: [`crate::propose`], or one that keeps what it made.
///
/// # Errors
/// Those of the store and of `propose`.
pub fn lay<'d>(
    project: &Project,
    dossier: &'d Dossier,
    scheme: &'d Scheme,
    basis: Basis,
    propose: &dyn Fn(&Scheme, &DossierCase, &Case) -> Result<ProposalsFile>,
) -> Result<Laid<'d>> {
    let sources = project.sources()?;
    let mut words = Words { project, texts: BTreeMap::new() };
    let mut cases = Vec::new();
    for of_dossier in &dossier.cases {
        let mut searched = of_dossier.case.clone();
        let (there, missing) = searched
            .texts
            .into_iter()
            .partition(|text| sources.iter().any(|source| crate::propose::is_text(&source.path, &text.file)));
        searched.texts = there;
        let missing: Vec<regesta_scheme::CaseText> = missing;
        // A case that names texts of which none is there is looked for nowhere: no texts would mean all.
        let nowhere = searched.texts.is_empty() && !missing.is_empty();
        let proposals = if nowhere {
            let indicators = Vec::new();
            let proposed =
                regesta_scheme::ProposedFor { case: searched.id.clone(), scheme: scheme.id.clone(), indicators };
            ProposalsFile { proposed, proposal: Vec::new(), unmatched: Vec::new() }
        } else {
            propose(scheme, of_dossier, &searched)?
        };
        let mut case = of_dossier.with_judged();
        if basis == Basis::Proposed {
            add_open(&mut case, &proposals);
        }
        let mut places = BTreeMap::new();
        for evidence in &case.evidence {
            let file = case.text_file(&evidence.text);
            let path = sources.iter().find(|source| crate::propose::is_text(&source.path, file));
            let near = proposals.proposal.iter().find(|p| p.id == evidence.id).map(|p| p.at);
            let Some(source) = path else { continue };
            if let Some(passage) = words.place(&source.id, &source.path, &evidence.quote, near)? {
                places.insert(evidence.id.clone(), passage);
            }
        }
        let missing_texts = missing.into_iter().map(|text| text.file).collect();
        cases.push(LaidCase { case, proposals, missing_texts, places });
    }
    Ok(Laid { dossier, scheme, basis, cases })
}

/// Adds open proposals to a case as if they were accepted; `by` says that nobody did.
fn add_open(case: &mut Case, proposals: &ProposalsFile) {
    let mut added = Vec::new();
    for proposal in proposals.proposal.iter().filter(|p| p.judged == Decided::Open) {
        if case.evidence_index(&proposal.id).is_some() {
            continue;
        }
        let Ok(mut evidence) = proposal.evidence(&proposal.stage, &proposal.indicator, "(nobody)", "") else {
            continue;
        };
        evidence.judged = Judgement::Accepted;
        case.evidence.push(evidence);
        added.push((case.evidence.len() - 1, proposal));
    }
    for (at, proposal) in added {
        case.evidence[at].relative = proposal.distance(case);
    }
}

/// Finds quotations in the texts of a project; keeps the texts it has read.
struct Words<'p> {
    project: &'p Project,
    texts: BTreeMap<String, (String, regesta_text::CodePointMap)>,
}

impl Words<'_> {
    fn place(&mut self, id: &str, path: &str, quote: &str, near: Option<[usize; 2]>) -> Result<Option<Passage>> {
        if !self.texts.contains_key(id) {
            let text = self.project.raw_text(id)?.unwrap_or_default();
            let map = regesta_text::CodePointMap::new(&text);
            self.texts.insert(id.to_owned(), (text, map));
        }
        let (raw, map) = &self.texts[id];
        let byte = |point: usize| map.byte_from_code_point(raw, point).min(raw.len());
        let there = near.map(|near| byte(near[0])..byte(near[1]));
        let there =
            there.filter(|r| raw.get(r.clone()).is_some_and(|w| regesta_scheme::find_quote(w, quote).is_some()));
        let Some(range) = there.or_else(|| regesta_scheme::find_quote(raw, quote)) else { return Ok(None) };
        Ok(Some(Passage {
            source: path.to_owned(),
            start: map.code_point_from_byte(raw, range.start),
            end: map.code_point_from_byte(raw, range.end),
            page: None,
            exact: raw.get(range).unwrap_or_default().to_owned(),
        }))
    }
}
