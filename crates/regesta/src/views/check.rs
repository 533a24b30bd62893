use std::collections::BTreeMap;

use regesta_store::{AttachmentStatus, FindingFilter, Project, Severity};
use schemars::JsonSchema;
use serde::Serialize;

use crate::Result;

/// Something a person should know about a project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct CheckRow {
    /// error, warning or note.
    pub severity: String,
    /// Stable code.
    pub code: String,
    /// File concerned; empty for the project as a whole.
    pub file: String,
    /// What was found.
    pub message: String,
    /// What to try.
    pub cure: Option<String>,
}

/// Checks a project: the database, every anchor against its source's text, files that could not be read, and decisions
/// whose words are no longer there.
///
/// # Errors
/// Those of the store.
pub fn check(project: &Project) -> Result<Vec<CheckRow>> {
    let mut rows = Vec::new();
    let mut add = |severity: &str, code: &str, file: &str, message: String, cure: Option<String>| {
        rows.push(CheckRow { severity: severity.into(), code: code.into(), file: file.into(), message, cure });
    };
    for problem in project.integrity_problems()? {
        add(
            "error",
            "project.integrity",
            "",
            problem,
            Some("restore a copy, or build again; export decisions first".into()),
        );
    }
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for source in project.sources()? {
        texts.insert(source.id.clone(), project.raw_text(&source.id)?.unwrap_or_default());
        let text = &texts[&source.id];
        for at in project.findings(&FindingFilter::source(source.id.clone()))? {
            let hull = at.anchor.hull();
            let ok = at.anchor.pieces.iter().all(|p| p.of(text).is_some_and(|words| !words.is_empty()))
                && (at.anchor.pieces.len() > 1 || text.get(hull.start..hull.end) == Some(at.anchor.exact.as_str()));
            if !ok {
                let message = format!("finding {} does not stand at its place in the text", at.finding.id);
                add("error", "project.anchor", &source.path, message, Some("build again with --fresh".into()));
            }
        }
    }
    for diagnostic in project.diagnostics()? {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "note",
        };
        add(severity, &diagnostic.code, &diagnostic.path, diagnostic.message, diagnostic.hint);
    }
    let decisions = project.decisions_in_force()?;
    for attachment in project.reattach(&decisions)? {
        if let AttachmentStatus::Stale { why } = &attachment.status {
            let decision = decisions.iter().find(|d| d.id == attachment.decision);
            let mention = decision.and_then(|d| d.content.about.mentions().first().cloned());
            let (file, exact) = mention.map(|m| (m.path, m.exact)).unwrap_or_default();
            let message = format!(
                "the words “{}” of decision {} were not found again: {why}",
                super::one_line(&exact),
                attachment.decision
            );
            add(
                "warning",
                "decision.stale",
                &file,
                message,
                Some("look at the passage and decide anew; the old decision is kept".into()),
            );
        }
    }
    rows.sort();
    Ok(rows)
}
