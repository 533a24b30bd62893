//! Judgements as a file: one JSON object a line, in the order in which they were made.

use std::collections::BTreeSet;
use std::io::Write;

use regesta_store::{NewDecision, Project};
use serde::Serialize;
use serde_json::Value;

use super::Decided;
use crate::{Error, Result};

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Judgements that the project did not have.
    pub new: usize,
    /// Judgements that it had already.
    pub known: usize,
    /// Judgements of the file that are in force and whose words were not found in these texts.
    pub lost: usize,
    /// Things on which judgements in force differ now; each is to be decided again.
    pub conflicts: usize,
}

/// Writes all judgements of a project, also those that no longer hold: only with them can files be joined.
///
/// # Errors
/// Those of the store, and [`Error::Row`] where the output cannot be written.
pub fn export(project: &Project, out: &mut dyn Write) -> Result<usize> {
    let failed = |e: std::io::Error| Error::Row { what: "the file of judgements".into(), reason: e.to_string() };
    let all = project.decisions()?;
    for decision in &all {
        // The number in this project says nothing in another.
        let mut value = serde_json::to_value(&decision.content).expect("the keys are text");
        value["id"] = Value::from(decision.id.as_str());
        writeln!(out, "{value}").map_err(failed)?;
    }
    Ok(all.len())
}

/// Takes the judgements of a file into a project, all or none. Those that it has already stay as they are; nobody's are overwritten:
/// where two differ, both are in force until somebody decides between them ([`Decided::conflicts`]).
///
/// # Errors
/// [`Error::Judgement`] for a line that is no judgement, was changed by hand, or replaces one that neither the file before it nor the
/// project has; with the number of the line. Those of the store.
pub fn import(project: &mut Project, text: &str) -> Result<Imported> {
    let bad =
        |line: usize, reason: String| Error::judgement(format!("line {line} of the file of judgements: {reason}"));
    let mut known: BTreeSet<String> = project.decisions()?.into_iter().map(|d| d.id).collect();
    let before = known.clone();
    let mut all = Vec::new();
    let mut own = BTreeSet::new();
    for (line, text) in text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let value: Value =
            serde_json::from_str(text).map_err(|e| bad(line + 1, format!("it is no JSON object: {e}")))?;
        let new: NewDecision = serde_json::from_value(value.clone()).map_err(|e| {
            bad(line + 1, format!("it is no judgement ({e}); take a file that `regesta decisions export` wrote"))
        })?;
        let id = new.content_id();
        if let Some(named) = value.get("id").and_then(Value::as_str)
            && named != id
        {
            let reason = format!("it was changed after it was made: its content has the name {id}, not {named}");
            return Err(bad(line + 1, reason));
        }
        if let Some(former) = new.supersedes.as_ref().filter(|former| !known.contains(*former)) {
            let reason =
                format!("it replaces the judgement {former}, which stands neither before it nor in the project");
            return Err(bad(line + 1, reason));
        }
        known.insert(id.clone());
        own.insert(id);
        all.push(new);
    }
    project.append_decisions(&all)?;
    let decided = Decided::load(project)?;
    Ok(Imported {
        new: own.iter().filter(|id| !before.contains(*id)).count(),
        known: own.iter().filter(|id| before.contains(*id)).count(),
        lost: decided.lost().filter(|(d, _)| own.contains(&d.id)).count(),
        conflicts: decided.conflicts().len(),
    })
}
