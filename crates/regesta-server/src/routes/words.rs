//! Words that a person marks: what the rules make of them, and the decision that keeps them.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use regesta::Engine;
use regesta::names::NameType;
use regesta::store::{About, Action, Anchor, Mention, NewDecision, Source, Span, finding_id};
use regesta::views::{bounds, one_line};
use serde_json::Value;

use super::decide::{append, check_letters, checked_value, kind_of, stored_kind, unreadable};
use super::{Address, copy, number, of_state, required};
use crate::app::{Shared, blocking};
use crate::engine::SharedEngine;
use crate::error::{ApiError, ApiResult};
use crate::snapshot::Snapshot;
use crate::wire::{DecisionRow, MarkBody, MarkKind, Problem, WordsRead};

/// Letters that are read on each side of the words: a year stands in the sentence before, an archive in the note.
const AROUND: usize = 600;
/// Letters of words to mark at most.
const MOST: usize = 20_000;

/// What the rules read in some words, as if they had been found: before a person keeps them.
#[utoipa::path(get, path = "/api/p/{project}/words", tag = "review",
    params(("project" = String, Path,), ("source" = String, Query, description = "path of a source"),
        ("start" = usize, Query, description = "code point"), ("end" = usize, Query, description = "one past the last code point"),
        ("kind" = String, Query, description = "date, person, place, body, cite, quote, document or event")),
    responses((status = 200, body = WordsRead), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn read(
    State(app): State<Shared>,
    Address(project): Address<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let source = required(&query, "source", "the path of a source")?;
    let kind = required(&query, "kind", "the kind of a finding")?;
    let (start, end) = (number(&query, "start", 0)?, number(&query, "end", 0)?);
    of_state(copy(&app), project, headers, move |app, snapshot| {
        let engine = app.engine.get()?;
        let at = Marked::at(snapshot, &source, start, end)?;
        let read = read_as(&engine, snapshot, &at, &kind)?;
        let known = snapshot.read(|project| Ok(project.finding(&at.finding(&kind))?.map(|found| found.finding.id)))?;
        Ok(WordsRead { finding: known, ..read })
    })
    .await
}

/// Keeps words as a finding that a person made. The decision is on the disk when this is answered.
#[utoipa::path(post, path = "/api/p/{project}/words", tag = "review", request_body = MarkBody,
    params(("project" = String, Path,)),
    responses((status = 200, body = DecisionRow), (status = "default", body = Problem)))]
pub(crate) async fn mark(
    State(app): State<Shared>,
    Address(project): Address<String>,
    body: Result<Json<MarkBody>, JsonRejection>,
) -> ApiResult<Response> {
    app.must_add()?;
    let Json(body) = body.map_err(unreadable)?;
    let app = copy(&app);
    blocking(move || {
        check_letters(body.value.as_deref().unwrap_or_default(), &body.rationale, &body.editor)?;
        let entry = app.registry.get(&project)?;
        let _one = app.judging.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (new, finding) = {
            let snapshot = entry.snapshot()?;
            let at = Marked::at(&snapshot, &body.source, body.start, body.end)?;
            let finding = at.finding(&body.kind);
            let judged = snapshot.decided()?;
            let found = snapshot.read(|project| Ok(project.finding(&finding)?.is_some()))?;
            if found || judged.added().iter().any(|added| added.finding == finding) {
                let (status, expected) = (StatusCode::CONFLICT, "words that are not marked as this kind yet");
                let cure = "choose the finding and correct it";
                return Err(ApiError::new(status, "finding.known", expected, &body.kind, "the words", cure));
            }
            let read = read_as(&*app.engine.get()?, &snapshot, &at, &body.kind)?;
            let given = body.value.as_deref().map(str::trim).filter(|value| !value.is_empty());
            let value: Option<Value> = match given {
                Some(given) if matches!(body.kind.as_str(), "date" | "document") => {
                    let of = if body.kind == "document" { "genre" } else { "date" };
                    Some(checked_value(&app.engine, of, given)?)
                }
                Some(given) => Some(given.into()),
                None => read.edtf.or(read.value).map(Value::from),
            };
            // A rejected finding that is marked again replaces its rejection.
            let supersedes = judged.heads(&finding).last().map(|head| head.id.clone());
            let new = NewDecision {
                about: About::passage(Mention::of(&at.anchor, &at.source, stored_kind(&body.kind))),
                action: Action::Add,
                value,
                rationale: body.rationale.trim().to_owned(),
                editor: body.editor.trim().to_owned(),
                at: (app.options.now)(),
                supersedes,
            };
            (new, finding)
        };
        append(&entry, &[new], Some(finding))
    })
    .await
}

/// Words of a text that a person chose.
struct Marked {
    source: Source,
    anchor: Anchor,
    /// The words with what stands around them, and where they stand in it.
    around: String,
    place: Span,
}

impl Marked {
    fn at(snapshot: &Snapshot, path: &str, start: usize, end: usize) -> ApiResult<Self> {
        let text = snapshot.text(path)?;
        let wrong =
            |found: &str| ApiError::bad_parameter("start and end", "a stretch of the text with letters in it", found);
        let words = text.slice(start, end).ok_or_else(|| wrong(&format!("{start} to {end}")))?;
        if words.trim().is_empty() || end - start > MOST {
            return Err(wrong(&format!("{start} to {end}")));
        }
        let (first, last) = (text.byte(start), text.byte(end));
        let span = Span::new(first, last);
        let source = snapshot.read(|project| Ok(project.source(&text.id)?))?;
        let source = source.ok_or_else(|| wrong("a text that is gone"))?;
        let anchor = Anchor::from_text(&text.id, &text.raw, vec![span]).ok_or_else(|| wrong("a part of a letter"))?;
        let (from, to) = (text.byte(start.saturating_sub(AROUND)), text.byte((end + AROUND).min(text.card.chars)));
        let around = text.raw.get(from..to).unwrap_or_default().to_owned();
        Ok(Self { source, anchor, around, place: Span::new(first - from, last - from) })
    }

    fn finding(&self, kind: &str) -> String {
        finding_id(&self.source.id, &self.anchor.pieces, stored_kind(kind))
    }
}

fn read_as(engine: &Engine, snapshot: &Snapshot, at: &Marked, kind: &str) -> ApiResult<WordsRead> {
    let kind = kind_of(kind)?;
    let exact = one_line(&at.anchor.exact);
    let unread = WordsRead { exact: exact.clone(), value: None, edtf: None, rule: None, reason: None, finding: None };
    let paper = engine.paper(at.around.clone(), Vec::new(), false);
    let evidence = engine.evidence(&paper);
    // How much of the words a finding covers; what reaches far beyond them is another finding.
    let shared = |passage: usize, span: regesta::text::Span| {
        let pieces = paper.passages[passage].reading.raw_pieces(span);
        let (first, last) = (pieces.first()?.start, pieces.last()?.end);
        let common = last.min(at.place.end).checked_sub(first.max(at.place.start)).filter(|n| *n > 0)?;
        let both = last.max(at.place.end) - first.min(at.place.start);
        Some(common * 1000 / both)
    };
    Ok(match kind {
        MarkKind::Date => {
            let read = evidence.dates.iter().filter_map(|d| Some((shared(d.passage, d.span)?, d)));
            match read.max_by_key(|(n, _)| *n) {
                Some((_, found)) => WordsRead {
                    value: Some(exact),
                    edtf: found.value.edtf.clone(),
                    rule: Some(found.rule.clone()),
                    reason: Some(found.reason.clone()),
                    ..unread
                },
                None => unread,
            }
        }
        MarkKind::Person | MarkKind::Place | MarkKind::Body => {
            let wanted = match kind {
                MarkKind::Place => NameType::Place,
                MarkKind::Body => NameType::Body,
                _ => NameType::Person,
            };
            let of_type = evidence.mentions.iter().filter(|m| m.value.name_type == wanted);
            let read = of_type.filter_map(|m| Some((shared(m.passage, m.span)?, m)));
            let found = read.max_by_key(|(n, _)| *n).map(|(_, found)| found);
            let normal = found.map_or_else(|| exact.clone(), |found| found.value.normal.clone());
            // The name that the lists have for it, where one of its spellings is this one.
            let known = snapshot.name_index()?.called(&normal, kind).or(snapshot.name_index()?.called(&exact, kind));
            WordsRead {
                value: Some(known.unwrap_or(normal)),
                rule: found.map(|found| found.rule.clone()),
                reason: found.map(|found| found.reason.clone()),
                ..unread
            }
        }
        MarkKind::Document => {
            let read = evidence.documents.iter().filter_map(|d| Some((shared(d.passage, d.span)?, d)));
            match read.max_by_key(|(n, _)| *n) {
                Some((_, found)) => WordsRead {
                    value: Some(found.value.genre.clone()),
                    rule: Some(found.rule.clone()),
                    reason: Some(found.reason.clone()),
                    ..unread
                },
                None => unread,
            }
        }
        MarkKind::Cite | MarkKind::Quote | MarkKind::Event => WordsRead { value: Some(exact), ..unread },
    })
}

/// A date that a person typed: EDTF, or words that the rules of the languages read.
pub(super) fn edtf_of(engine: &SharedEngine, text: &str) -> ApiResult<Option<String>> {
    if bounds(text).is_some() {
        return Ok(Some(text.to_owned()));
    }
    if !text.chars().any(|c| c.is_ascii_digit()) {
        return Ok(None);
    }
    let engine = engine.get()?;
    // So few words do not tell their language: in front of them stand small words of one language after another.
    let small = engine.packs.iter().map(|(_, pack)| {
        let words = pack.lexicon("function-word").entries().iter().take(12);
        words.map(|entry| entry.form.as_str()).collect::<Vec<_>>().join(" ") + ". "
    });
    for before in std::iter::once(String::new()).chain(small) {
        let paper = engine.paper(format!("{before}{text}."), Vec::new(), false);
        for date in regesta::detect::find_dates(&paper, &engine.packs, &[]) {
            let pieces = paper.passages[date.passage].reading.raw_pieces(date.span);
            let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
            // One date and nothing but it: who types "by 1 May" does not mean that day.
            let whole = |start: usize, end: usize| {
                let rest = [before.len()..start.max(before.len()), end..before.len() + text.len()];
                start >= before.len()
                    && rest
                        .into_iter()
                        .all(|part| paper.raw.get(part).is_some_and(|left| !left.chars().any(char::is_alphanumeric)))
            };
            let edtf = date.value.edtf.clone().filter(|edtf| bounds(edtf).is_some());
            if let Some(edtf) = edtf.filter(|_| whole(first.start, last.end.min(before.len() + text.len()))) {
                return Ok(Some(edtf));
            }
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::edtf_of;
    use crate::engine::SharedEngine;

    #[test]
    fn dates_are_typed_as_one_writes_them_and_never_read_by_half() {
        let engine = SharedEngine::default();
        let read = |text: &str| edtf_of(&engine, text).expect("the rules load");
        assert_eq!(read("1814-10-15").as_deref(), Some("1814-10-15"));
        assert_eq!(read("15 October 1814").as_deref(), Some("1814-10-15"));
        assert_eq!(read("15 октября 1814 г.").as_deref(), Some("1814-10-15"));
        assert_eq!(read("10 Mayıs 1920").as_deref(), Some("1920-05-10"));
        for text in ["soon", "we met on 15 October 1814", "15 October 1814 or 16 October 1814 or so", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
