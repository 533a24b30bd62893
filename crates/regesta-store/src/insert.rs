//! The rows of one transaction: checked, then inserted with prepared statements.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use rusqlite::ffi::{SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
use rusqlite::{CachedStatement, ErrorCode, OptionalExtension, Params, Transaction, params};
use serde::Serialize;

use crate::error::AtPath;
use crate::rows::packed;
use crate::write::ANALYSIS_KEY;
use crate::{
    Anchor, Assertion, Citation, Diagnostic, Edit, Entity, Finding, Link, Page, Reading, Segment, Source, SourceBundle,
    SourceRows, Span, StoreError, TimeConstraint, quantised_score,
};

/// A transaction under way and the file it belongs to.
pub(crate) struct Rows<'t> {
    pub(crate) transaction: &'t Transaction<'t>,
    pub(crate) path: &'t Path,
}

/// A prepared `INSERT` that tells which row was refused.
struct Insert<'t> {
    statement: CachedStatement<'t>,
    table: &'static str,
    path: &'t Path,
}

impl Insert<'_> {
    fn row(&mut self, id: &str, values: impl Params) -> Result<(), StoreError> {
        self.statement.execute(values).map(|_| ()).map_err(|source| {
            let Some(error) = source.sqlite_error().filter(|error| error.code == ErrorCode::ConstraintViolation) else {
                return StoreError::from_sqlite(self.path, source);
            };
            match error.extended_code {
                SQLITE_CONSTRAINT_PRIMARYKEY | SQLITE_CONSTRAINT_UNIQUE => {
                    StoreError::IdCollision { table: self.table, id: id.to_owned() }
                }
                SQLITE_CONSTRAINT_FOREIGNKEY => {
                    StoreError::invalid(self.table, id, "it points to a row that is not in the project")
                }
                _ => StoreError::invalid(self.table, id, source.to_string()),
            }
        })
    }
}

impl<'t> Rows<'t> {
    pub(crate) fn run(&self, sql: &str, values: impl Params) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values))
            .map(|_| ())
            .at(self.path)
    }

    fn insert(&self, table: &'static str, columns: &str) -> Result<Insert<'t>, StoreError> {
        let marks = vec!["?"; columns.split(',').count()].join(", ");
        let sql = format!("INSERT INTO {table} ({columns}) VALUES ({marks})");
        Ok(Insert { statement: self.transaction.prepare_cached(&sql).at(self.path)?, table, path: self.path })
    }

    /// Sources change: what was made of them is no longer current.
    pub(crate) fn forget_analysis(&self) -> Result<(), StoreError> {
        self.run("DELETE FROM meta WHERE key = ?1", [ANALYSIS_KEY])
    }

    /// Gives a path to a source, and names the one that held it before. [`Rows::settle_paths`] is due for both.
    pub(crate) fn take_path(&self, path: &str, source: &str) -> Result<Option<String>, StoreError> {
        let former = self.holder(path)?.filter(|former| former != source);
        let sql = "INSERT INTO source_path (path, source, first) VALUES (?1, ?2, 0)
                   ON CONFLICT (path) DO UPDATE SET source = excluded.source, first = 0";
        let statement = self.transaction.prepare_cached(sql).at(self.path)?;
        Insert { statement, table: "source_path", path: self.path }.row(path, [path, source])?;
        Ok(former)
    }

    /// Takes a path away from the source that holds it.
    pub(crate) fn release_path(&self, path: &str) -> Result<(), StoreError> {
        let Some(holder) = self.holder(path)? else { return Ok(()) };
        self.run("DELETE FROM source_path WHERE path = ?1", [path])?;
        self.settle_paths(&holder)
    }

    fn holder(&self, path: &str) -> Result<Option<String>, StoreError> {
        self.transaction
            .prepare_cached("SELECT source FROM source_path WHERE path = ?1")
            .and_then(|mut query| query.query_row([path], |row| row.get(0)).optional())
            .at(self.path)
    }

    /// Marks the first path of a source in byte order; drops a source that has none.
    pub(crate) fn settle_paths(&self, source: &str) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM source WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM source_path WHERE source = ?1)",
            [source],
        )?;
        self.run("UPDATE source_path SET first = 0 WHERE source = ?1 AND first = 1", [source])?;
        self.run(
            "UPDATE source_path SET first = 1 WHERE path = (SELECT min(path) FROM source_path WHERE source = ?1)",
            [source],
        )?;
        self.run(
            "UPDATE source SET path = p.path FROM source_path AS p WHERE p.source = source.id AND p.first = 1
             AND source.id = ?1 AND source.path <> p.path",
            [source],
        )
    }

    /// The row of a source; an update where it exists, for its other paths hang on it.
    pub(crate) fn source(&self, source: &Source, raw_text: &str, run: i64) -> Result<(), StoreError> {
        let columns =
            "id, path, media_type, encoding, kind, langs, work_id, csl, status, read_key, text_bytes, run, raw_text";
        let marks = vec!["?"; columns.split(',').count()].join(", ");
        let sql = format!(
            "INSERT INTO source ({columns}) VALUES ({marks})
             ON CONFLICT (id) DO UPDATE SET media_type = excluded.media_type, encoding = excluded.encoding,
             kind = excluded.kind, langs = excluded.langs, work_id = excluded.work_id, csl = excluded.csl,
             status = excluded.status, read_key = excluded.read_key, text_bytes = excluded.text_bytes, run = excluded.run,
             raw_text = excluded.raw_text"
        );
        let statement = self.transaction.prepare_cached(&sql).at(self.path)?;
        Insert { statement, table: "source", path: self.path }.row(
            &source.id,
            params![
                source.id,
                source.path,
                source.media_type,
                source.encoding,
                source.kind,
                json("source", &source.id, &source.langs)?,
                source.work_id,
                source.csl.to_string(),
                source.status,
                source.read_key,
                raw_text.len(),
                run,
                raw_text
            ],
        )
    }

    pub(crate) fn edits(&self, edits: &[Edit]) -> Result<(), StoreError> {
        let mut insert = self.insert("edit", "source, raw_start, raw_end, id, replacement, reason, confidence")?;
        for edit in distinct("edit", edits, |edit| &edit.id)? {
            let Span { start, end } = edit.raw;
            let confidence = quantised_score(edit.confidence);
            insert
                .row(&edit.id, params![edit.source, start, end, edit.id, edit.replacement, edit.reason, confidence])?;
        }
        Ok(())
    }

    pub(crate) fn pages(&self, pages: &[Page]) -> Result<(), StoreError> {
        let mut insert = self.insert("page", "source, idx, label, raw_start, width, height, words")?;
        for page in pages {
            let words = packed(&page.words, page.raw_start);
            let Page { source, index, label, raw_start, width, height, .. } = page;
            insert
                .row(&format!("{index} of {source}"), params![source, index, label, raw_start, width, height, words])?;
        }
        Ok(())
    }

    pub(crate) fn segments(&self, segments: &[Segment]) -> Result<(), StoreError> {
        let columns = "source, ord, level, block, start, \"end\", kind, lang, page, label, call_start, call_end";
        let mut insert = self.insert("segment", columns)?;
        for (ord, segment) in segments.iter().enumerate() {
            let Span { start, end } = segment.span;
            let (call_start, call_end) = (segment.call.map(|call| call.start), segment.call.map(|call| call.end));
            insert.row(
                &format!("{ord} of {}", segment.source),
                params![
                    segment.source,
                    ord,
                    segment.level,
                    segment.block,
                    start,
                    end,
                    segment.kind,
                    segment.lang,
                    segment.page,
                    segment.label,
                    call_start,
                    call_end
                ],
            )?;
        }
        Ok(())
    }

    /// Anchors that are there already, from another stage, stay as they are.
    pub(crate) fn anchors(&self, anchors: &[Anchor], stage: &str) -> Result<(), StoreError> {
        let columns = "id, source, start, \"end\", pieces, exact, prefix, suffix, page_label, page_index, boxes, stage";
        let mut insert = self.insert("anchor", columns)?;
        for anchor in distinct("anchor", anchors, |anchor| &anchor.id)? {
            let pieces = json("anchor", &anchor.id, &anchor.pieces)?;
            if stage == "analysis" && self.has_anchor(anchor, &pieces)? {
                continue;
            }
            let boxes = (!anchor.boxes.is_empty()).then(|| json("anchor", &anchor.id, &anchor.boxes)).transpose()?;
            let hull = anchor.hull();
            insert.row(
                &anchor.id,
                params![
                    anchor.id,
                    anchor.source,
                    hull.start,
                    hull.end,
                    pieces,
                    anchor.exact,
                    anchor.prefix,
                    anchor.suffix,
                    anchor.page_label,
                    anchor.page_index,
                    boxes,
                    stage
                ],
            )?;
        }
        Ok(())
    }

    /// Holds anchors against the texts of their sources, which are read one at a time.
    pub(crate) fn check_anchors(&self, anchors: &[Anchor]) -> Result<(), StoreError> {
        let mut by_source: BTreeMap<&str, Vec<&Anchor>> = BTreeMap::new();
        for anchor in anchors {
            by_source.entry(&anchor.source).or_default().push(anchor);
        }
        for (source, anchors) in by_source {
            let text: Option<String> = self
                .transaction
                .prepare_cached("SELECT raw_text FROM source WHERE id = ?1")
                .and_then(|mut query| query.query_row([source], |row| row.get(0)).optional())
                .at(self.path)?;
            let Some(text) = text else {
                return Err(StoreError::invalid("anchor", &anchors[0].id, format!("there is no source {source}")));
            };
            anchors.into_iter().try_for_each(|anchor| check_anchor(anchor, &text))?;
        }
        Ok(())
    }

    fn has_anchor(&self, anchor: &Anchor, pieces: &str) -> Result<bool, StoreError> {
        let known: Vec<(String, String)> = self
            .transaction
            .prepare_cached("SELECT source, pieces FROM anchor WHERE id = ?1")
            .and_then(|mut query| query.query_map([&anchor.id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
            .at(self.path)?;
        match known.first() {
            None => Ok(false),
            Some((source, known_pieces)) if *source == anchor.source && known_pieces == pieces => Ok(true),
            Some(_) => Err(StoreError::IdCollision { table: "anchor", id: anchor.id.clone() }),
        }
    }

    pub(crate) fn findings(&self, findings: &[Finding], run: i64) -> Result<(), StoreError> {
        let columns = "id, source, run, kind, anchor, value, alternatives, rule, pack, reason, score";
        let mut insert = self.insert("finding", columns)?;
        for finding in distinct("finding", findings, |finding| &finding.id)? {
            insert.row(
                &finding.id,
                params![
                    finding.id,
                    finding.source,
                    run,
                    finding.kind,
                    finding.anchor,
                    finding.value.to_string(),
                    json("finding", &finding.id, &finding.alternatives)?,
                    finding.rule,
                    finding.pack,
                    finding.reason,
                    quantised_score(finding.score)
                ],
            )?;
        }
        Ok(())
    }

    pub(crate) fn citations(&self, citations: &[Citation]) -> Result<(), StoreError> {
        let columns = "id, source, anchor, as_written, marker, refs, shelfmark, cited_for";
        let mut insert = self.insert("citation", columns)?;
        for citation in distinct("citation", citations, |citation| &citation.id)? {
            insert.row(
                &citation.id,
                params![
                    citation.id,
                    citation.source,
                    citation.anchor,
                    citation.as_written,
                    citation.marker,
                    json("citation", &citation.id, &citation.refs)?,
                    citation.shelfmark,
                    citation.cited_for
                ],
            )?;
        }
        Ok(())
    }

    /// Replaces the messages about a path.
    pub(crate) fn diagnostics(&self, path: &str, diagnostics: &[Diagnostic]) -> Result<(), StoreError> {
        self.run("DELETE FROM diagnostic WHERE path = ?1", [path])?;
        let mut insert = self.insert("diagnostic", "path, ord, severity, code, message, hint, start, \"end\"")?;
        for (ord, diagnostic) in diagnostics.iter().enumerate() {
            if diagnostic.path != path {
                return Err(StoreError::invalid(
                    "diagnostic",
                    &diagnostic.path,
                    format!("it is given with path {path}"),
                ));
            }
            let Diagnostic { severity, code, message, hint, span, .. } = diagnostic;
            let (start, end) = (span.map(|span| span.start), span.map(|span| span.end));
            insert.row(path, params![path, ord, severity, code, message, hint, start, end])?;
        }
        Ok(())
    }

    pub(crate) fn entities(&self, entities: &[Entity]) -> Result<(), StoreError> {
        let mut insert = self.insert("entity", "id, type, label")?;
        for entity in distinct("entity", entities, |entity| &entity.id)? {
            insert.row(&entity.id, params![entity.id, entity.entity_type, entity.label])?;
        }
        Ok(())
    }

    pub(crate) fn links(&self, links: &[Link]) -> Result<(), StoreError> {
        let mut insert = self.insert("link", "finding, entity, reasons, score, status")?;
        for link in links {
            let id = format!("{} {}", link.finding, link.entity);
            let reasons = json("link", &id, &link.reasons)?;
            insert.row(&id, params![link.finding, link.entity, reasons, quantised_score(link.score), link.status])?;
        }
        Ok(())
    }

    pub(crate) fn assertions(
        &self,
        assertions: &[Assertion],
        entities: &HashSet<String>,
        run: i64,
    ) -> Result<(), StoreError> {
        let columns = "id, subject, predicate, value, first_anchor, authority, according_to, cites, polarity, modality, voice, \
                       independence, cert, score, rule, run";
        let mut insert = self.insert("assertion", columns)?;
        let mut insert_anchor = self.insert("assertion_anchor", "assertion, anchor, ord")?;
        let assertions: Vec<Cow<'_, Assertion>> = assertions.iter().map(identified).collect::<Result<_, _>>()?;
        for assertion in distinct("assertion", &assertions, |assertion| &assertion.id)? {
            let refuse = |reason: String| Err(StoreError::invalid("assertion", &assertion.id, reason));
            let Some(first_anchor) = assertion.anchors.first() else {
                return refuse(format!("`{}` has no anchor, and it needs one", assertion.predicate));
            };
            if let Some(entity) = assertion.value.entity.as_deref().filter(|entity| !entities.contains(*entity)) {
                return refuse(format!("its value is the entity `{entity}`, which is not in the bundle"));
            }
            insert.row(
                &assertion.id,
                params![
                    assertion.id,
                    assertion.subject,
                    assertion.predicate,
                    assertion.value.to_json().to_string(),
                    first_anchor,
                    assertion.authority,
                    assertion.according_to,
                    json("assertion", &assertion.id, &assertion.cites)?,
                    assertion.polarity,
                    assertion.modality,
                    assertion.voice,
                    assertion.independence,
                    assertion.cert,
                    quantised_score(assertion.score),
                    assertion.rule,
                    run
                ],
            )?;
            for (ord, anchor) in assertion.anchors.iter().enumerate() {
                insert_anchor.row(&assertion.id, params![assertion.id, anchor, ord])?;
            }
        }
        Ok(())
    }

    pub(crate) fn constraints(&self, constraints: &[TimeConstraint]) -> Result<(), StoreError> {
        let mut insert = self.insert("constraint_", "id, a, b, min, max, anchor")?;
        for row in distinct("constraint_", constraints, |row| &row.id)? {
            same_id("constraint_", &row.id, crate::constraint_id(&row.a, &row.b, &row.anchor, row.min, row.max))?;
            insert.row(&row.id, params![row.id, row.a, row.b, row.min, row.max, row.anchor])?;
        }
        Ok(())
    }

    pub(crate) fn readings(&self, readings: &[Reading]) -> Result<(), StoreError> {
        let mut insert = self.insert("reading", "document, anchor, kind, alignment")?;
        for row in readings {
            let alignment = row.alignment.as_ref().map(serde_json::Value::to_string);
            insert.row(
                &format!("{} {}", row.document, row.anchor),
                params![row.document, row.anchor, row.kind, alignment],
            )?;
        }
        Ok(())
    }
}

/// Refuses what the tables cannot check: spans against the text, identifiers against the content.
pub(crate) fn check_source(bundle: &SourceBundle) -> Result<(), StoreError> {
    let SourceBundle { source, raw_text, edits, segments, pages, rows, .. } = bundle;
    let inside = |table: &'static str, row: &str, span: Span| check_span(table, row, span, raw_text);
    for edit in edits {
        of_source(source, "edit", &edit.id, &edit.source)?;
        inside("edit", &edit.id, edit.raw)?;
        same_id("edit", &edit.id, crate::edit_id(&edit.source, edit.raw, &edit.replacement, &edit.reason))?;
    }
    for segment in segments {
        of_source(source, "segment", segment.kind.as_str(), &segment.source)?;
        inside("segment", segment.kind.as_str(), segment.span)?;
        segment.call.map_or(Ok(()), |call| inside("segment", segment.kind.as_str(), call))?;
    }
    for page in pages {
        let row = page.index.to_string();
        of_source(source, "page", &row, &page.source)?;
        inside("page", &row, Span::new(page.raw_start, page.raw_start))?;
        page.words.iter().try_for_each(|word| inside("page", &row, word.span))?;
    }
    check_rows(source, raw_text, rows)
}

/// The same for the rows of one part of a source.
pub(crate) fn check_rows(source: &Source, raw_text: &str, rows: &SourceRows) -> Result<(), StoreError> {
    let SourceRows { anchors, findings, citations } = rows;
    let mut places: HashMap<&str, &Anchor> = HashMap::with_capacity(anchors.len());
    for anchor in anchors {
        of_source(source, "anchor", &anchor.id, &anchor.source)?;
        check_anchor(anchor, raw_text)?;
        places.insert(&anchor.id, anchor);
    }
    let place = |table: &'static str, row: &str, anchor: &str| {
        places
            .get(anchor)
            .ok_or_else(|| StoreError::invalid(table, row, format!("its anchor {anchor} is not in the bundle")))
    };
    for finding in findings {
        of_source(source, "finding", &finding.id, &finding.source)?;
        let pieces = &place("finding", &finding.id, &finding.anchor)?.pieces;
        same_id("finding", &finding.id, crate::finding_id(&finding.source, pieces, &finding.kind))?;
    }
    for citation in citations {
        of_source(source, "citation", &citation.id, &citation.source)?;
        let pieces = &place("citation", &citation.id, &citation.anchor)?.pieces;
        same_id("citation", &citation.id, crate::citation_id(&citation.source, pieces))?;
    }
    Ok(())
}

fn of_source(source: &Source, table: &'static str, row: &str, named: &str) -> Result<(), StoreError> {
    match named == source.id {
        true => Ok(()),
        false => {
            Err(StoreError::invalid(table, row, format!("it is of source `{named}`, the bundle is of {}", source.id)))
        }
    }
}

fn check_anchor(anchor: &Anchor, raw_text: &str) -> Result<(), StoreError> {
    anchor.pieces.iter().try_for_each(|piece| check_span("anchor", &anchor.id, *piece, raw_text))?;
    same_id("anchor", &anchor.id, crate::anchor_id(&anchor.source, &anchor.pieces))
}

fn check_span(table: &'static str, row: &str, span: Span, raw_text: &str) -> Result<(), StoreError> {
    if span.of(raw_text).is_some() {
        return Ok(());
    }
    let reason =
        format!("bytes {}..{} are not a stretch of the {} bytes of text", span.start, span.end, raw_text.len());
    Err(StoreError::invalid(table, row, reason))
}

fn same_id(table: &'static str, row: &str, id: String) -> Result<(), StoreError> {
    match row == id {
        true => Ok(()),
        false => Err(StoreError::invalid(table, row, format!("its content has the identifier {id}"))),
    }
}

/// The rows by identifier, each once. A row given twice alike counts once; two unlike rows with one identifier are refused.
fn distinct<'r, R: PartialEq>(
    table: &'static str,
    rows: &'r [R],
    id: impl for<'a> Fn(&'a R) -> &'a String,
) -> Result<impl Iterator<Item = &'r R>, StoreError> {
    let mut by_id: BTreeMap<&'r str, &'r R> = BTreeMap::new();
    for row in rows {
        if let Some(former) = by_id.insert(id(row), row)
            && former != row
        {
            return Err(StoreError::IdCollision { table, id: id(row).clone() });
        }
    }
    Ok(by_id.into_values())
}

/// The assertion with its identifier, computed where it is empty and otherwise checked.
fn identified(assertion: &Assertion) -> Result<Cow<'_, Assertion>, StoreError> {
    let id = assertion.content_id();
    match assertion.id == id {
        true => Ok(Cow::Borrowed(assertion)),
        false if assertion.id.is_empty() => Ok(Cow::Owned(Assertion { id, ..assertion.clone() })),
        false => Err(StoreError::invalid("assertion", &assertion.id, format!("its content has the identifier {id}"))),
    }
}

fn json(table: &'static str, row: &str, value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|source| StoreError::invalid(table, row, source.to_string()))
}
