//! Taking judgements back.

use regesta_store::{Action, Decision, NewDecision};
use serde_json::json;

use crate::identity::By;
use crate::{Error, Result};

/// The judgement that takes another back: what that one had replaced is in force again, or nothing is decided. For judgements
/// about findings, fields and differences; those about names are taken back by [`crate::identity::judge`], since the names are
/// joined anew.
///
/// # Errors
/// [`Error::UnknownId`] for a judgement that is not there, [`Error::Judgement`] for one that a later one has replaced already.
pub fn undoing(all: &[Decision], id: &str, by: By) -> Result<NewDecision> {
    let undone = all.iter().find(|d| d.id == id).ok_or_else(|| Error::UnknownId { id: id.to_owned() })?;
    if let Some(later) = all.iter().find(|d| d.content.supersedes.as_deref() == Some(id)) {
        return Err(Error::judgement(format!("the judgement {id} has been replaced by {}; undo that one", later.id)));
    }
    let former = undone.content.supersedes.as_deref().and_then(|former| all.iter().find(|d| d.id == former));
    // A remark replaces nothing, and what takes it back must not decide anything either.
    let none = match undone.content.action {
        Action::Comment => Action::Comment,
        _ => Action::LeaveOpen,
    };
    let (action, value) =
        former.map_or_else(|| (none, Some(json!({ "undone": id }))), |d| (d.content.action, d.content.value.clone()));
    Ok(NewDecision {
        about: undone.content.about.clone(),
        action,
        value,
        rationale: former.map(|d| d.content.rationale.clone()).unwrap_or_default(),
        editor: by.editor,
        at: by.at,
        supersedes: Some(id.to_owned()),
    })
}
