//! Theses of authors, with what the evidence of the cases says for them and against them.

use regesta_scheme::{Case, ConformOptions, Counted, compare_schemes};
use regesta_store::Project;
use schemars::JsonSchema;
use serde::Serialize;

use super::lines::{Sources, words_at};
use super::{Asserter, Discrepancy, Said, SystemSection, counted};
use crate::dossier::{Dossier, Laid};
use crate::propose::find_terms;
use crate::{Engine, Result};

/// How many places at which a thesis may be stated are shown.
const PLACES: usize = 3;

/// An order on which a thesis stands, in one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ThesisResult {
    /// The scheme.
    pub scheme: String,
    /// The order.
    pub order: String,
    /// The case.
    pub case: String,
    /// What it is called.
    pub case_title: String,
    /// Each reading keeps to one text.
    pub coherent: Counted,
    /// Each stage from any text.
    pub mixed: Counted,
    /// Texts whose readings all keep it, but for those that cannot test it.
    pub kept_on: Vec<String>,
    /// Texts in one of whose readings it fails.
    pub lost_on: Vec<String>,
    /// Whether the author's own text is evidence of the case: then it checks his description, not a law.
    pub own_evidence: bool,
}

/// A thesis with what speaks for it and against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ThesisRow {
    /// Short name.
    pub id: String,
    /// The thesis, in the words of whoever wrote the dossier.
    pub title: String,
    /// Whose it is: the text, as it is cited.
    pub author: String,
    /// Passages of his text that may state it, found by words.
    pub stated: Vec<Said>,
    /// Its orders, case by case.
    pub results: Vec<ThesisResult>,
}

/// The theses of a dossier over a project, in its order.
///
/// # Errors
/// Those of the store.
pub fn theses(
    engine: &Engine,
    project: &Project,
    dossier: &Dossier,
    laid: Option<&Laid<'_>>,
) -> Result<Vec<ThesisRow>> {
    Ok(rows(&Sources::load(engine, project, dossier)?, dossier, laid))
}

fn rows(sources: &Sources<'_>, dossier: &Dossier, laid: Option<&Laid<'_>>) -> Vec<ThesisRow> {
    let row = |thesis: &regesta_scheme::Thesis| {
        let text = dossier.head.texts.get(&thesis.author);
        let author = text.map_or_else(|| thesis.author.clone(), |text| text.label.clone());
        let mut results = Vec::new();
        for test in &thesis.test {
            let Some(scheme) = dossier.scheme(Some(&test.scheme)) else { continue };
            let Some(laid) = laid else { continue };
            let of_test = |case: &&Case| test.cases.is_empty() || test.cases.contains(&case.id);
            let cases: Vec<&Case> = laid.cases.iter().map(|c| &c.case).filter(of_test).collect();
            for found in compare_schemes(&[scheme], &cases, &ConformOptions::default()).rows {
                if found.order != test.order {
                    continue;
                }
                let case = cases.iter().find(|case| case.id == found.case);
                let label = |keys: &[String]| -> Vec<String> {
                    let labels = keys.iter().map(|key| case.map_or_else(|| key.clone(), |c| super::label_of(c, key)));
                    labels.collect()
                };
                let own = |case: &&&Case| {
                    let is_own = |key: &str| text.is_some_and(|text| case.text_file(key) == text.file);
                    case.evidence.iter().any(|e| is_own(&e.text))
                };
                results.push(ThesisResult {
                    scheme: found.scheme,
                    order: found.order,
                    case_title: case.map(|c| c.title.clone()).unwrap_or_default(),
                    case: found.case,
                    coherent: found.coherent,
                    mixed: found.mixed,
                    kept_on: label(&found.kept_on),
                    lost_on: label(&found.lost_on),
                    own_evidence: case.filter(own).is_some(),
                });
            }
        }
        ThesisRow {
            id: thesis.id.clone(),
            title: thesis.title.clone(),
            stated: stated(sources, thesis, text.map(|t| t.file.as_str()), &author),
            author,
            results,
        }
    };
    dossier.theses.thesis.iter().map(row).collect()
}

/// Sentences of the author's text that have the words of a thesis.
fn stated(sources: &Sources<'_>, thesis: &regesta_scheme::Thesis, file: Option<&str>, author: &str) -> Vec<Said> {
    let Some(file) = file else { return Vec::new() };
    let own = sources.texts.iter().filter(|(_, material)| crate::propose::is_text(&material.path, file));
    let mut found = Vec::new();
    for (_, material) in own {
        for (at, line) in material.lines.iter().enumerate() {
            let lang = line.lang.split('-').next().unwrap_or_default();
            let Some(terms) = thesis.stated.get(&format!("terms_{lang}")) else { continue };
            let Some(place) = terms.iter().find_map(|term| find_terms(line, term)) else { continue };
            let Some((words, passage)) = words_at(material, at, &place) else { continue };
            let by = Asserter { text: author.to_owned(), voice: "author".to_owned(), who: None };
            found.push(Said { by, value: String::new(), date: None, words, passage: Some(passage) });
        }
    }
    found.truncate(PLACES);
    found
}

pub(super) fn section(sources: &Sources<'_>, dossier: &Dossier, laid: Option<&Laid<'_>>) -> SystemSection {
    let rows = rows(sources, dossier, laid);
    let (mut kept, mut lost, mut both) = (0, 0, 0);
    let mut found = Vec::new();
    for row in &rows {
        for result in &row.results {
            let (keeps, loses) = (!result.kept_on.is_empty(), !result.lost_on.is_empty());
            kept += usize::from(keeps && !loses);
            lost += usize::from(loses && !keeps);
            both += usize::from(keeps && loses);
            if loses {
                let side = |texts: &[String], value: &str| {
                    texts
                        .iter()
                        .map(|text| Said {
                            by: Asserter { text: text.clone(), voice: "author".to_owned(), who: None },
                            value: format!("{value} {}", result.order),
                            date: None,
                            words: String::new(),
                            passage: None,
                        })
                        .collect::<Vec<_>>()
                };
                let sides = side(&result.kept_on, "+").into_iter().chain(side(&result.lost_on, "−")).collect();
                let about = format!("{} — {}", row.title, result.case_title);
                found.push(Discrepancy { kind: "thesis".to_owned(), about, sides });
            }
        }
    }
    let counts = vec![
        counted("theses-kept", kept),
        counted("theses-lost", lost),
        counted("theses-both", both),
        counted("theses-stated", rows.iter().filter(|row| !row.stated.is_empty()).count()),
    ];
    super::section(dossier, "theses", counts, found, Vec::new())
}
