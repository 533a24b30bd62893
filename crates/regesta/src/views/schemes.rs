//! Schemes and cases of a dossier over a project, as one page of a window or a list.

use std::collections::BTreeMap;

use regesta_scheme::{
    Case, CaseText, ConformOptions, ConformReport, Counted, DelayRow, Deviation, Explanation, MatrixRow, OrderKind,
    Outcome, Proposal, Scheme, SchemeStatus, StatedBy, TimelineLane, Unmatched, conform, delays, deviations, explain,
    matrix, timeline,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::Passage;
use crate::dossier::{Basis, Dossier, Laid, LaidCase};

/// Something that is wrong with a file of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DossierFlaw {
    /// Whether the file could not be used.
    pub error: bool,
    /// File, line and column.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to try.
    pub cure: String,
}

/// The flaws of a dossier's files in the order in which they were found.
pub fn dossier_flaws(dossier: &Dossier) -> Vec<DossierFlaw> {
    let flaw = |flaw: &regesta_scheme::Flaw| DossierFlaw {
        error: flaw.severity == regesta_scheme::Severity::Error,
        place: if flaw.line == 0 { flaw.file.clone() } else { format!("{}:{}:{}", flaw.file, flaw.line, flaw.column) },
        message: flaw.message.clone(),
        cure: flaw.cure.clone(),
    };
    dossier.flaws.iter().map(flaw).collect()
}

/// A scheme in a list of schemes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SchemeSummary {
    /// Short name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who it is from.
    pub status: SchemeStatus,
    /// Where an author states it.
    pub stated_by: Option<StatedBy>,
    /// Its orders.
    pub orders: Vec<String>,
}

/// A stage of the scheme that is shown.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StageSummary {
    /// Short name.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whether a run is complete without it.
    pub optional: bool,
    /// Whether plans and orders count.
    pub preparatory: bool,
    /// `STAGE/INDICATOR` of all that may stand for it.
    pub indicators: Vec<String>,
}

/// A case in a list of cases.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CaseSummary {
    /// Short name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The time within which evidence is looked for, EDTF.
    pub window: Option<String>,
    /// How it ended, as the user sees it.
    pub outcome: Option<Outcome>,
    /// Its texts.
    pub texts: Vec<CaseText>,
    /// Texts of it that the project does not have.
    pub missing_texts: Vec<String>,
    /// Pieces of evidence that count, on the basis that was asked for.
    pub evidence: usize,
    /// Proposals that nobody has judged.
    pub open: usize,
    /// Proposals that were judged.
    pub judged: usize,
}

/// What one case says of one order.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CaseVerdict {
    /// The case.
    pub case: String,
    /// Each reading keeps to one text.
    pub coherent: Counted,
    /// Each stage from any text.
    pub mixed: Counted,
}

/// An order over all cases.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OrderRow {
    /// `S3<S4`.
    pub order: String,
    /// Claim or expectation.
    pub kind: OrderKind,
    /// What the earlier stage is called.
    pub before: String,
    /// What the later one is called.
    pub after: String,
    /// One for each case.
    pub cases: Vec<CaseVerdict>,
}

/// Where the words of evidence stand: by case, then by the name of the evidence.
pub type EvidencePlaces = BTreeMap<String, BTreeMap<String, Passage>>;

/// A scheme over all cases of a dossier.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SchemesPage {
    /// What the dossier is called.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// What is wrong with its files.
    pub flaws: Vec<DossierFlaw>,
    /// All its schemes.
    pub schemes: Vec<SchemeSummary>,
    /// The one that is shown.
    pub scheme: String,
    /// On what the page rests.
    pub basis: Basis,
    /// The stages of the scheme.
    pub stages: Vec<StageSummary>,
    /// The cases.
    pub cases: Vec<CaseSummary>,
    /// Stages by cases.
    pub rows: Vec<MatrixRow>,
    /// Orders by cases.
    pub orders: Vec<OrderRow>,
    /// What a reader must know before a verdict, with the case before it.
    pub warnings: Vec<String>,
    /// Where the words stand.
    pub places: EvidencePlaces,
    /// Evidence that nobody has judged; only on the basis of proposals.
    pub unjudged: Vec<String>,
}

/// One case under one scheme.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CasePage {
    /// The case.
    pub case: CaseSummary,
    /// On what the page rests.
    pub basis: Basis,
    /// The verdicts, with what they hang on and what would settle them.
    pub report: ConformReport,
    /// Departures, as sentences with the words of both sides.
    pub deviations: Vec<Deviation>,
    /// The evidence along time.
    pub lanes: Vec<TimelineLane>,
    /// The time between the stages of every order.
    pub delays: Vec<DelayRow>,
    /// What the program proposes, with what was decided.
    pub proposals: Vec<Proposal>,
    /// Indicators for which nothing was found, with where the search ended.
    pub unmatched: Vec<Unmatched>,
    /// Judgements whose words are gone.
    pub stale: Vec<String>,
    /// Where the words stand.
    pub places: BTreeMap<String, Passage>,
    /// Evidence that nobody has judged.
    pub unjudged: Vec<String>,
}

/// One order in one case, with where its words stand.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ExplanationPage {
    /// The order, reading by reading.
    pub explanation: Explanation,
    /// Where the words stand.
    pub places: BTreeMap<String, Passage>,
    /// Evidence that nobody has judged.
    pub unjudged: Vec<String>,
}

/// A scheme over all cases.
pub fn schemes_page(laid: &Laid<'_>) -> SchemesPage {
    let (dossier, scheme) = (laid.dossier, laid.scheme);
    let cases: Vec<&Case> = laid.cases.iter().map(|c| &c.case).collect();
    let reports: Vec<ConformReport> =
        cases.iter().map(|case| conform(scheme, case, &ConformOptions::default())).collect();
    let of_order = |order: &regesta_scheme::Order| OrderRow {
        order: order.id.clone(),
        kind: order.kind,
        before: scheme.stages[order.before].name.clone(),
        after: scheme.stages[order.after].name.clone(),
        cases: reports
            .iter()
            .filter_map(|report| {
                let found = report.orders.iter().find(|o| o.order == order.id)?;
                let case = report.case.clone();
                Some(CaseVerdict { case, coherent: found.coherent.clone(), mixed: found.mixed.clone() })
            })
            .collect(),
    };
    let mut warnings: Vec<String> = Vec::new();
    for report in &reports {
        warnings.extend(report.warnings.iter().map(|warning| format!("{}: {warning}", report.case_title)));
    }
    SchemesPage {
        title: dossier.head.dossier.title.clone(),
        about: dossier.head.dossier.about.clone(),
        flaws: dossier_flaws(dossier),
        schemes: dossier.schemes.iter().map(scheme_summary).collect(),
        scheme: scheme.id.clone(),
        basis: laid.basis,
        stages: scheme.stages.iter().map(stage_summary).collect(),
        cases: laid.cases.iter().map(case_summary).collect(),
        rows: matrix(scheme, &cases),
        orders: scheme.tested().map(of_order).collect(),
        warnings,
        places: laid.cases.iter().map(|c| (c.case.id.clone(), c.places.clone())).collect(),
        unjudged: laid.cases.iter().flat_map(|case| unjudged(laid, case)).collect(),
    }
}

/// One case under the scheme of `laid`, by its name; `stale` are judgements whose words are gone.
pub fn case_page(laid: &Laid<'_>, id: &str, options: &ConformOptions, stale: Vec<String>) -> Option<CasePage> {
    let (scheme, found) = (laid.scheme, laid.cases.iter().find(|c| c.case.id == id)?);
    let case = &found.case;
    let between = |order: &regesta_scheme::Order| delays(scheme, &[case], order.before, order.after);
    Some(CasePage {
        case: case_summary(found),
        basis: laid.basis,
        report: conform(scheme, case, options),
        deviations: deviations(scheme, case, options),
        lanes: timeline(scheme, case),
        delays: scheme.orders.iter().flat_map(between).collect(),
        proposals: found.proposals.proposal.clone(),
        unmatched: found.proposals.unmatched.clone(),
        stale,
        places: found.places.clone(),
        unjudged: unjudged(laid, found),
    })
}

/// One order in one case.
pub fn explanation_page(laid: &Laid<'_>, id: &str, order: &str, options: &ConformOptions) -> Option<ExplanationPage> {
    let found = laid.cases.iter().find(|c| c.case.id == id)?;
    let explanation = explain(laid.scheme, &found.case, order, options)?;
    Some(ExplanationPage { explanation, places: found.places.clone(), unjudged: unjudged(laid, found) })
}

fn unjudged(laid: &Laid<'_>, case: &LaidCase) -> Vec<String> {
    if laid.basis == Basis::Judged { Vec::new() } else { case.open().map(|p| p.id.clone()).collect() }
}

fn scheme_summary(scheme: &Scheme) -> SchemeSummary {
    SchemeSummary {
        id: scheme.id.clone(),
        title: scheme.title.clone(),
        status: scheme.status,
        stated_by: scheme.stated_by.clone(),
        orders: scheme.orders.iter().map(|order| order.id.clone()).collect(),
    }
}

fn stage_summary(stage: &regesta_scheme::Stage) -> StageSummary {
    StageSummary {
        id: stage.id.clone(),
        name: stage.name.clone(),
        optional: stage.optional,
        preparatory: stage.preparatory,
        indicators: stage.indicators.iter().map(|indicator| format!("{}/{}", stage.id, indicator.id)).collect(),
    }
}

fn case_summary(laid: &LaidCase) -> CaseSummary {
    let case = &laid.case;
    let open = laid.open().count();
    let counts = |e: &&regesta_scheme::Evidence| e.judged == regesta_scheme::Judgement::Accepted;
    CaseSummary {
        id: case.id.clone(),
        title: case.title.clone(),
        window: case.window.clone(),
        outcome: case.outcome.clone(),
        texts: case.texts.clone(),
        missing_texts: laid.missing_texts.clone(),
        evidence: case.evidence.iter().filter(counts).count(),
        open,
        judged: laid.proposals.proposal.len() - open,
    }
}
