use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use regesta::Engine;
use regesta::ShelfmarkStyle;
use regesta::store::{AnchorRow, Assertion, FoundAt, Link, LinkStatus};
use regesta::views::{one_line, written_unit};

use super::finding::{AROUND, anchor_row};
use super::{Address, copy, number, of_state};
use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::models::{Base, Documents, Placer, kind_of_value};
use crate::snapshot::Snapshot;
use crate::wire::{
    DocumentRef, EntityKind, EntityPage, EntityPosition, Judged, Mention, MentionStatus, Passage, PossibleEntity,
    Problem, ShelfmarkRow, SourceCount, Statement, Variant, WrittenReference,
};

/// Passages of a statement that are sent.
const PASSAGES: usize = 8;
/// Documents that are sent.
const DOCUMENTS: usize = 200;
/// Citations of an archival unit that are sent.
const CITATIONS: usize = 500;
/// Mentions of a page at most.
const MENTIONS: usize = 200;

/// Everything about one entity; its mentions by pages.
#[utoipa::path(get, path = "/api/p/{project}/entity/{id}", tag = "things",
    params(("project" = String, Path,), ("id" = String, Path, description = "percent-encoded"),
        ("offset" = Option<usize>, Query, description = "first mention"), ("limit" = Option<usize>, Query, description = "50 unless given, 200 at most")),
    responses((status = 200, body = EntityPage), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn entity(
    State(app): State<Shared>,
    Address((project, id)): Address<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let query = query.unwrap_or_default();
    let (offset, limit) = (number(&query, "offset", 0)?, number(&query, "limit", 50)?.min(MENTIONS));
    of_state(copy(&app), project, headers, move |app, snapshot| {
        let engine = app.engine.get()?;
        page(&engine, snapshot, &id, offset, limit)
    })
    .await
}

pub(crate) fn page(
    engine: &Engine,
    snapshot: &Snapshot,
    id: &str,
    offset: usize,
    limit: usize,
) -> ApiResult<EntityPage> {
    let (base, documents, decided) = (snapshot.base()?, snapshot.documents()?, snapshot.decided()?);
    let Some((entity_type, label)) = base.entities.get(id) else {
        let cure = "look for its name: an identity has another identifier when what it was joined from has changed";
        return Err(ApiError::not_found("entity.unknown", "the identifier of an entity", id, cure));
    };
    let (mut mentions, assertions) =
        snapshot.read(|project| Ok((project.mentions(id)?, project.assertions(Some(id))?)))?;
    // As in all lists: those taken as the same before those that may be.
    mentions.sort_by_key(|(link, _)| link.status == LinkStatus::Possible);
    let mut statements = statements(snapshot, &base, &assertions)?;
    let mut judged: Vec<Judged> = Vec::new();
    if !decided.is_empty() {
        let on = |a: &Assertion| decided.on(id, a).map(|judged| (a.id.clone(), Judged::from(judged)));
        let by_statement: BTreeMap<String, Judged> = assertions.iter().filter_map(on).collect();
        for statement in &mut statements {
            statement.judged = by_statement.get(&statement.id).cloned();
        }
        let standing = decided.standing(mentions.iter().map(|(_, at)| (at.finding.id.as_str(), at.path.as_str())));
        judged = decided.lay(id, standing, assertions.clone()).judged.into_iter().map(Into::into).collect();
    }
    let shown: Vec<Mention> = snapshot.read(|project| {
        let mut placer = Placer::keeping(project, &base);
        let page = mentions.iter().skip(offset).take(limit);
        page.map(|(link, at)| mention(&mut placer, link, at)).collect()
    })?;
    let row = documents.row(id);
    let shelfmarks = (*entity_type == EntityKind::Shelfmark).then(|| snapshot.shelfmarks(engine)).transpose()?;
    let unit = shelfmarks.as_ref().and_then(|shelfmarks| shelfmarks.row(id)).map(|row| {
        let mut row = row.clone();
        row.cited.truncate(CITATIONS);
        row
    });
    Ok(EntityPage {
        id: id.to_owned(),
        entity_type: *entity_type,
        n: row.map(|r| r.n),
        label: label.clone(),
        regest: row.map(|r| r.regest.clone()),
        document: row.cloned(),
        variants: variants(*entity_type, &mentions),
        authority: assertions
            .iter()
            .find(|a| a.predicate == "same_as")
            .and_then(|a| listed_as(engine, a.value.normalised.as_deref()?)),
        position: (*entity_type == EntityKind::Place).then(|| position(engine, &assertions)).flatten(),
        statements,
        judged,
        mentions: shown,
        mentions_total: mentions.len(),
        by_source: by_source(&base, &mentions),
        documents: related(&documents, id),
        possible: possible(snapshot, &base, id, &mentions)?,
        written: unit.as_ref().map(|row| written(engine, row)).unwrap_or_default(),
        unit,
    })
}

/// Where a place lies, by its row in the lists.
fn position(engine: &Engine, assertions: &[Assertion]) -> Option<EntityPosition> {
    let listed = assertions.iter().filter(|a| a.predicate == "same_as").find_map(|a| a.value.normalised.as_deref())?;
    let (lat, lon, source) = engine.authorities.position(listed)?;
    Some(EntityPosition { lat, lon, source })
}

/// An archival unit in each style of writing.
fn written(engine: &Engine, row: &ShelfmarkRow) -> Vec<WrittenReference> {
    let folios = row.folios.join(", ");
    let folios = Some(folios.as_str()).filter(|f| !f.is_empty());
    let parts = [row.fond.as_deref(), row.opis.as_deref(), row.delo.as_deref(), folios];
    let in_style = |style: ShelfmarkStyle| WrittenReference {
        style: style.name().to_owned(),
        text: written_unit(engine, &row.archive, parts, style),
    };
    ShelfmarkStyle::ALL.into_iter().map(in_style).collect()
}

/// Names of a row of the authority lists that are shown at most.
const LISTED_NAMES: usize = 6;

/// A row of the authority lists as a person reads it: its names in the languages of the list, and its years.
fn listed_as(engine: &Engine, id: &str) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    let (mut from, mut to) = ("", "");
    // The names in use before others.
    for other in [false, true] {
        for name in engine.authorities.names_of(id).filter(|n| n.other_name == other) {
            if !names.contains(&name.name.as_str()) && names.len() < LISTED_NAMES {
                names.push(&name.name);
            }
            (from, to) = (if from.is_empty() { &name.from } else { from }, if to.is_empty() { &name.to } else { to });
        }
    }
    let years = if from.is_empty() && to.is_empty() { String::new() } else { format!(" ({from}–{to})") };
    (!names.is_empty()).then(|| names.join(" · ") + &years)
}

fn mention(placer: &mut Placer<'_>, link: &Link, at: &FoundAt) -> ApiResult<Mention> {
    Ok(Mention {
        finding: at.finding.id.clone(),
        passage: placer.passage_around(&anchor_row(at), AROUND)?.unwrap_or_default(),
        status: mention_status(link),
        reasons: link.reasons.clone(),
        rule: at.finding.rule.clone(),
        reason: at.finding.reason.clone(),
        score: at.finding.score,
    })
}

fn mention_status(link: &Link) -> MentionStatus {
    if link.status == LinkStatus::Same { MentionStatus::Same } else { MentionStatus::Possible }
}

/// What the sources say, without the names, which stand among the spellings, and the row of the authority lists.
fn statements(snapshot: &Snapshot, base: &Base, assertions: &[Assertion]) -> ApiResult<Vec<Statement>> {
    let told: Vec<&Assertion> =
        assertions.iter().filter(|a| !matches!(a.predicate.as_str(), "name" | "same_as")).collect();
    let wanted: BTreeSet<&String> = told.iter().flat_map(|a| a.anchors.iter().take(PASSAGES)).collect();
    let wanted: Vec<String> = wanted.into_iter().cloned().collect();
    let passages: BTreeMap<String, Passage> = snapshot.read(|project| {
        let mut anchors: Vec<AnchorRow> = project.anchor_rows(&wanted)?;
        anchors.sort_by(|a, b| (&a.source, a.hull.start, &a.id).cmp(&(&b.source, b.hull.start, &b.id)));
        let mut placer = Placer::new(project, base);
        let mut passages = BTreeMap::new();
        for anchor in anchors {
            if let Some(passage) = placer.passage(&anchor)? {
                passages.insert(anchor.id, passage);
            }
        }
        Ok(passages)
    })?;
    Ok(told.into_iter().map(|a| statement(base, a, &passages)).collect())
}

fn statement(base: &Base, a: &Assertion, passages: &BTreeMap<String, Passage>) -> Statement {
    let as_written = a.value.as_written.as_deref().map(one_line).unwrap_or_default();
    let named = a.value.entity.as_deref().and_then(|id| base.label(id)).map(str::to_owned);
    let passages: Vec<Passage> = a.anchors.iter().filter_map(|id| passages.get(id)).cloned().collect();
    let path = a.authority.clone().filter(|path| base.source_at(path).is_some());
    let path = path.or_else(|| passages.first().map(|p| p.source.clone())).unwrap_or_default();
    Statement {
        id: a.id.clone(),
        label: named.or_else(|| a.value.normalised.clone()).unwrap_or_else(|| as_written.clone()),
        edtf: a.value.edtf.clone(),
        as_written,
        entity: a.value.entity.clone(),
        modality: a.modality.as_str().to_owned(),
        voice: a.voice.as_str().to_owned(),
        certainty: a.cert.clone(),
        score: a.score,
        short: base.source_at(&path).map(|s| s.card.short.clone()).unwrap_or_default(),
        source: path,
        rule: a.rule.clone(),
        passages_total: a.anchors.len(),
        passages,
        judged: None,
        predicate: a.predicate.clone(),
    }
}

/// The basic forms of the mentions, the most used first. The language is that of the pack whose rule found them.
fn variants(entity_type: EntityKind, mentions: &[(Link, FoundAt)]) -> Vec<Variant> {
    if !matches!(entity_type, EntityKind::Person | EntityKind::Place | EntityKind::Body) {
        return Vec::new();
    }
    let mut forms: BTreeMap<String, (usize, BTreeSet<String>)> = BTreeMap::new();
    for (_, at) in mentions.iter().filter(|(link, _)| link.status == LinkStatus::Same) {
        let normal = kind_of_value(&at.finding.value).get("normal").and_then(|n| n.as_str());
        let form = forms.entry(normal.map_or_else(|| one_line(&at.anchor.exact), str::to_owned)).or_default();
        form.0 += 1;
        form.1.insert(at.finding.pack.as_deref().and_then(|p| p.split('@').next()).unwrap_or_default().to_owned());
    }
    let mut variants: Vec<Variant> = forms
        .into_iter()
        .map(|(name, (count, langs))| {
            let only = langs.into_iter().filter(|l| !l.is_empty()).collect::<Vec<_>>();
            Variant { name, lang: (only.len() == 1).then(|| only[0].clone()), count }
        })
        .collect();
    variants.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    variants
}

fn by_source(base: &Base, mentions: &[(Link, FoundAt)]) -> Vec<SourceCount> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, at) in mentions.iter().filter(|(link, _)| link.status == LinkStatus::Same) {
        *counts.entry(&at.path).or_default() += 1;
    }
    let short = |path: &str| base.source_at(path).map(|s| s.card.short.clone()).unwrap_or_default();
    counts.into_iter().map(|(p, count)| SourceCount { source: p.to_owned(), short: short(p), count }).collect()
}

fn related(documents: &Documents, id: &str) -> Vec<DocumentRef> {
    let roles = documents.roles.get(id).into_iter().flatten();
    roles
        .take(DOCUMENTS)
        .map(|(at, role)| {
            let row = documents.table.row(*at);
            DocumentRef {
                id: row.id.clone(),
                n: row.n,
                role: (*role).to_owned(),
                date: row.dates.first().map(|d| d.edtf.clone()),
                label: row.regest.clone(),
            }
        })
        .collect()
}

/// The entities under which the same findings stand, where one of the two is only possible.
fn possible(
    snapshot: &Snapshot,
    base: &Base,
    id: &str,
    mentions: &[(Link, FoundAt)],
) -> ApiResult<Vec<PossibleEntity>> {
    let open: BTreeSet<&str> = mentions
        .iter()
        .filter(|(l, _)| l.status == LinkStatus::Possible)
        .map(|(_, at)| at.finding.id.as_str())
        .collect();
    let own: Vec<String> = mentions.iter().map(|(_, at)| at.finding.id.clone()).collect();
    let links = snapshot.read(|project| Ok(project.links_of_all(&own)?))?;
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for link in links.into_iter().filter(|l| l.entity != id) {
        if link.status == LinkStatus::Possible || open.contains(link.finding.as_str()) {
            found.entry(link.entity).or_default().extend(link.reasons);
        }
    }
    let entity = |(id, reasons): (String, BTreeSet<String>)| {
        let label = base.label(&id)?.to_owned();
        Some(PossibleEntity { id, label, reasons: reasons.into_iter().collect() })
    };
    Ok(found.into_iter().filter_map(entity).collect())
}
