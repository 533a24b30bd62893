//! The queue of review: findings to look at, in the order in which it is worth it.

use std::collections::BTreeMap;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use regesta::decided::Decided;

use super::decide::{decision_row, kind_of};
use super::finding::AROUND;
use super::{Address, copy, number, of_state, parameter};
use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::models::{Base, Placer, Queued, dress, status_of};
use crate::snapshot::Snapshot;
use crate::wire::{MarkKind, MarkStatus, Problem, ReviewPage, ReviewRow};

/// Rows of one answer at most.
const MOST: usize = 200;

/// Findings to look at: those of low score and much use first.
#[utoipa::path(get, path = "/api/p/{project}/review", tag = "review",
    params(("project" = String, Path,),
        ("status" = Option<String>, Query, description = "undecided (unless given), decided or all"),
        ("kind" = Option<String>, Query, description = "date, person, place, body, cite, quote, document or event"),
        ("source" = Option<String>, Query, description = "path of a source"),
        ("offset" = Option<usize>, Query,), ("limit" = Option<usize>, Query, description = "50 unless given, 200 at most")),
    responses((status = 200, body = ReviewPage), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn queue(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let (offset, limit) = (number(&query, "offset", 0)?, number(&query, "limit", 50)?.min(MOST));
    let asked = |name: &str| parameter(&query, name).filter(|value| !value.is_empty());
    let status = asked("status").unwrap_or_else(|| "undecided".into());
    if !["undecided", "decided", "all"].contains(&status.as_str()) {
        return Err(ApiError::bad_parameter("status", "undecided, decided or all", &status));
    }
    let kind = asked("kind").map(|kind| kind_of(&kind)).transpose()?;
    let source = asked("source");
    of_state(copy(&app), project, headers, move |_, snapshot| {
        page(snapshot, &status, kind, source.as_deref(), offset, limit)
    })
    .await
}

fn page(
    snapshot: &Snapshot,
    status: &str,
    kind: Option<MarkKind>,
    source: Option<&str>,
    offset: usize,
    limit: usize,
) -> ApiResult<ReviewPage> {
    let (base, queue, judged) = (snapshot.base()?, snapshot.review()?, snapshot.decided()?);
    let source = match source {
        Some(path) => {
            let at = base.source_at(path).and_then(|source| base.index_of(&source.id));
            Some(at.ok_or_else(|| ApiError::bad_parameter("source", "the path of a source of this project", path))?)
        }
        None => None,
    };
    let nothing = judged.is_empty();
    let decided = |queued: &Queued| !nothing && status_of(&judged, &queued.finding) != MarkStatus::Undecided;
    let of_status = |queued: &Queued| match status {
        "undecided" => !decided(queued),
        "decided" => decided(queued),
        _ => true,
    };
    let mut kinds: BTreeMap<String, usize> =
        super::decide::KINDS.iter().map(|(name, _)| ((*name).to_owned(), 0)).collect();
    let (mut number_undecided, mut number_decided) = (0, 0);
    let mut passing: Vec<&Queued> = Vec::new();
    for queued in queue.queued.iter().filter(|queued| source.is_none_or(|source| queued.source == source)) {
        if of_status(queued)
            && let Some((name, _)) = super::decide::KINDS.iter().find(|(_, kind)| *kind == queued.kind)
        {
            *kinds.entry((*name).to_owned()).or_default() += 1;
        }
        if kind.is_some_and(|kind| kind != queued.kind) {
            continue;
        }
        if decided(queued) {
            number_decided += 1;
        } else {
            number_undecided += 1;
        }
        if of_status(queued) {
            passing.push(queued);
        }
    }
    let rows: Vec<ReviewRow> = {
        let shown = passing.iter().skip(offset).take(limit);
        shown.filter_map(|queued| row(snapshot, &base, &judged, queued).transpose()).collect::<ApiResult<_>>()?
    };
    Ok(ReviewPage {
        rows,
        total: passing.len(),
        offset,
        undecided: number_undecided,
        decided: number_decided,
        kinds,
        stale: judged.lost().count(),
        conflicts: judged.conflicts().len(),
    })
}

fn row(snapshot: &Snapshot, base: &Base, judged: &Decided, queued: &Queued) -> ApiResult<Option<ReviewRow>> {
    let source = &base.sources[queued.source];
    let text = snapshot.text(&source.card.source)?;
    let Some(mut mark) = text.mark(&queued.finding).cloned() else { return Ok(None) };
    let decision = judged.finding(&mark.id).map(|decision| decision_row(decision, Some(mark.id.clone()), true));
    dress(&mut mark, judged);
    let (start, end) = (mark.pieces[0].0, mark.pieces[mark.pieces.len() - 1].1);
    let placed = snapshot.read(|project| Placer::keeping(project, base).stretch(&source.id, (start, end), AROUND))?;
    let Some((passage, _)) = placed else { return Ok(None) };
    Ok(Some(ReviewRow {
        finding: mark.id.clone(),
        kind: mark.kind,
        n: mark.n,
        label: mark.label.clone(),
        edtf: mark.edtf.clone(),
        flags: mark.flags.clone(),
        score: mark.score,
        used: queued.used,
        status: mark.status,
        entity: mark.entity.clone(),
        passage,
        decision,
    }))
}
