//! What people decided of findings, on their marks.

use regesta::decided::Decided;
use regesta::store::Action;

use crate::wire::{Mark, MarkKind, MarkStatus};

/// What a person decided of a finding.
pub(crate) fn status_of(decided: &Decided, finding: &str) -> MarkStatus {
    let Some(decision) = decided.finding(finding) else { return MarkStatus::Undecided };
    let content = &decision.content;
    let undone = content.value.as_ref().is_some_and(|value| value.get("undone").is_some());
    match content.action {
        _ if undone => MarkStatus::Undecided,
        Action::Accept | Action::Prefer => MarkStatus::Accepted,
        Action::Reject | Action::Deprecate => MarkStatus::Rejected,
        Action::CorrectValue | Action::Retype => MarkStatus::Corrected,
        Action::LeaveOpen => MarkStatus::LeftOpen,
        Action::Add => MarkStatus::Added,
        _ => MarkStatus::Undecided,
    }
}

/// Gives a mark its status, and the value or kind that a person gave it.
pub(crate) fn dress(mark: &mut Mark, decided: &Decided) {
    mark.status = status_of(decided, &mark.id);
    if mark.status != MarkStatus::Corrected {
        return;
    }
    let Some(content) = decided.finding(&mark.id).map(|decision| &decision.content) else { return };
    let text = content.value.as_ref().and_then(|value| value.as_str());
    match content.action {
        Action::Retype => {
            let kinds = [("body", "org"), ("document", "doc")];
            let stored = text.map(|text| kinds.iter().find(|(name, _)| *name == text).map_or(text, |(_, kind)| kind));
            mark.kind = stored.and_then(MarkKind::of).unwrap_or(mark.kind);
        }
        _ => {
            let Some(value) = decided.value_of(&mark.id) else { return };
            if mark.kind == MarkKind::Date {
                mark.edtf.clone_from(&value.edtf);
            } else if let Some(label) = &value.label {
                mark.label.clone_from(label);
                mark.entity.clone_from(&value.entity);
            }
        }
    }
}
