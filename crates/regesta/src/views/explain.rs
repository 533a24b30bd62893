use std::collections::BTreeMap;

use regesta_store::{Anchor, Assertion, LinkStatus, Project};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Passage, Passages, ShownPassage, one_line, show};
use crate::{Accounts, Disagreement, Engine, Result};

/// One statement with all that it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExplainedStatement {
    /// Identifier of the assertion.
    pub id: String,
    /// What is said (`sent_by`, `date_sent`).
    pub predicate: String,
    /// The value in words.
    pub value: String,
    /// The text that is answerable for it.
    pub authority: Option<String>,
    /// Whom the text names as its informant.
    pub according_to: Option<String>,
    /// `affirmed` or `denied`.
    pub polarity: String,
    /// Asserted, reported, ordered ...
    pub modality: String,
    /// Whose words it rests on: the author's, the document's, the program's.
    pub voice: String,
    /// The author's certainty, in the author's terms.
    pub cert: Option<String>,
    /// The machine's score, 0 to 1.
    pub score: f64,
    /// The rule that made it.
    pub rule: String,
    /// The words it rests on, the most telling first.
    pub passages: Vec<Passage>,
}

/// Why something stands in the lists.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Explained {
    /// The identifier.
    pub id: String,
    /// person, place, body, document, event, shelfmark, finding, or `disagreement`.
    pub kind: String,
    /// How it is called.
    pub label: String,
    /// What the texts say of it, each with its rule and its words.
    pub statements: Vec<ExplainedStatement>,
    /// Where it is spoken of: what was found there, by which rule, and why it counts as this one.
    pub passages: Vec<ShownPassage>,
    /// Findings that may be this one and were not merged: the identifier, and why.
    pub possible: Vec<(String, String)>,
    /// Differences that it has a side in; the difference itself where that was asked for.
    pub disagreements: Vec<Disagreement>,
}

/// Everything on which an entity, a finding or a disagreement rests.
///
/// # Errors
/// [`crate::Error::UnknownId`] where nothing has this identifier, and those of the store.
pub fn explain(engine: &Engine, project: &Project, id: &str) -> Result<Explained> {
    let accounts = Accounts::load(engine, project)?;
    explain_with(&accounts.disagreements()?, project, id)
}

/// The same where the disagreements of the project are known already.
///
/// # Errors
/// Those of [`explain`].
pub fn explain_with(all: &[Disagreement], project: &Project, id: &str) -> Result<Explained> {
    if let Some(row) = all.iter().find(|row| row.id == id) {
        return Ok(Explained {
            id: id.to_owned(),
            kind: "disagreement".to_owned(),
            label: format!("{}: {}", row.kind.name().replace('_', " "), row.about),
            statements: Vec::new(),
            passages: Vec::new(),
            possible: Vec::new(),
            disagreements: vec![row.clone()],
        });
    }
    let shown = show(project, id)?;
    let mut passages = Passages::new(project)?;
    let labels: BTreeMap<String, String> = project.entities(None)?.into_iter().map(|e| (e.id, e.label)).collect();
    let mut statements = Vec::new();
    for assertion in project.assertions(Some(id))? {
        statements.push(statement(project, &mut passages, &labels, assertion)?);
    }
    let mut possible = Vec::new();
    for (link, at) in project.mentions(id)? {
        if link.status == LinkStatus::Possible {
            possible.push((at.finding.id, link.reasons.join("; ")));
        }
    }
    let disagreements = all.iter().filter(|row| row.sides.iter().any(|side| side.ids.iter().any(|own| own == id)));
    Ok(Explained {
        id: shown.id,
        kind: shown.kind,
        label: shown.label,
        statements,
        passages: shown.passages,
        possible,
        disagreements: disagreements.cloned().collect(),
    })
}

fn statement(
    project: &Project,
    passages: &mut Passages<'_>,
    labels: &BTreeMap<String, String>,
    assertion: Assertion,
) -> Result<ExplainedStatement> {
    let mut anchors: Vec<Anchor> = Vec::new();
    for id in &assertion.anchors {
        anchors.extend(project.anchor(id)?);
    }
    let value = &assertion.value;
    let words = value.as_written.as_deref().map(one_line).unwrap_or_default();
    let named = value.entity.as_ref().map(|e| labels.get(e).unwrap_or(e).clone());
    let meaning = named.or_else(|| value.edtf.clone()).or_else(|| value.normalised.clone());
    let in_words = match meaning {
        Some(meaning) if meaning != words && !words.is_empty() => format!("{meaning} (“{words}”)"),
        Some(meaning) => meaning,
        None => words,
    };
    Ok(ExplainedStatement {
        passages: passages.of_all(&anchors.iter().collect::<Vec<_>>())?,
        value: in_words,
        polarity: assertion.polarity.as_str().to_owned(),
        modality: assertion.modality.as_str().to_owned(),
        voice: assertion.voice.as_str().to_owned(),
        id: assertion.id,
        predicate: assertion.predicate,
        authority: assertion.authority,
        according_to: assertion.according_to,
        cert: assertion.cert,
        score: assertion.score,
        rule: assertion.rule,
    })
}
