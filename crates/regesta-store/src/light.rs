//! Narrow rows for lists and pages: one query for a whole kind, without the columns that a list does not show.

use rusqlite::Row;

use crate::error::AtPath;
use crate::{Citation, EntityType, Link, LinkStatus, Modality, Project, SegmentKind, Span, StoreError};

/// Where an entity is spoken of: a link with the place of its finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionRow {
    /// The entity.
    pub entity: String,
    /// The finding.
    pub finding: String,
    /// Merged, or only shown as possible.
    pub status: LinkStatus,
    /// The finding's kind.
    pub kind: String,
    /// The finding's anchor with the source, its words and their context.
    pub anchor: AnchorRow,
}

/// An anchor without its pieces and boxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnchorRow {
    /// Identifier.
    pub id: String,
    /// The source.
    pub source: String,
    /// The hull: bytes of the raw text.
    pub hull: Span,
    /// The words as printed.
    pub exact: String,
    /// Up to 40 characters before.
    pub prefix: String,
    /// Up to 40 characters after.
    pub suffix: String,
    /// The page as printed.
    pub page_label: Option<String>,
    /// The page, from 0.
    pub page_index: Option<u32>,
}

/// A statement without its anchors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// The entity spoken of.
    pub subject: String,
    /// What is said.
    pub predicate: String,
    /// The words as printed.
    pub as_written: Option<String>,
    /// The words in a normal form.
    pub normalised: Option<String>,
    /// A date (EDTF).
    pub edtf: Option<String>,
    /// The entity that is the value.
    pub entity: Option<String>,
    /// Who is answerable: the path of a source, as a rule.
    pub authority: Option<String>,
    /// How it is put.
    pub modality: Modality,
    /// The first anchor it rests on.
    pub anchor: String,
    /// The author's certainty, in the author's terms.
    pub cert: Option<String>,
}

/// The bytes of one piece of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockSpan {
    /// Its bytes in the raw text.
    pub span: Span,
    /// The number of the block.
    pub block: u32,
    /// What part of the publication it is.
    pub kind: SegmentKind,
    /// The page on which it begins, from 0.
    pub page: Option<u32>,
}

const ANCHOR: &str = "a.id, a.source, a.start, a.\"end\", a.exact, a.prefix, a.suffix, a.page_label, a.page_index";

const STATEMENT: &str = "subject, predicate, value ->> '$.as_written', value ->> '$.normalised', value ->> '$.edtf',
    value ->> '$.entity', authority, modality, first_anchor, cert";

/// The lists are as long as a project is large; all are in an order that depends on the content only.
impl Project {
    /// Findings by source and kind.
    ///
    /// # Errors
    /// Those of reading.
    pub fn finding_counts(&self) -> Result<Vec<(String, String, usize)>, StoreError> {
        let sql = "SELECT source, kind, count(*) FROM finding GROUP BY source, kind ORDER BY source, kind";
        self.query_rows(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Entities by type.
    ///
    /// # Errors
    /// Those of reading.
    pub fn entity_counts(&self) -> Result<Vec<(EntityType, usize)>, StoreError> {
        self.query_rows("SELECT type, count(*) FROM entity GROUP BY type ORDER BY type", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }

    /// Every path with the source whose bytes it holds, by path.
    ///
    /// # Errors
    /// Those of reading.
    pub fn paths(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.query_rows("SELECT path, source FROM source_path ORDER BY path", [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Of each source: identifier, code points (to the first zero byte), blocks, pages; by identifier.
    ///
    /// # Errors
    /// Those of reading.
    pub fn text_sizes(&self) -> Result<Vec<(String, usize, usize, usize)>, StoreError> {
        let sql = "SELECT s.id, length(s.raw_text),
                     (SELECT count(DISTINCT block) FROM segment WHERE source = s.id AND level = 'block'),
                     (SELECT coalesce(max(page) + 1, 0) FROM segment WHERE source = s.id AND level = 'block')
                   FROM source AS s ORDER BY s.id";
        self.query_rows(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
    }

    /// Where entities are spoken of by findings of these kinds: by source, place, kind, finding and entity.
    ///
    /// # Errors
    /// Those of reading.
    pub fn mention_rows(&self, kinds: &[&str]) -> Result<Vec<MentionRow>, StoreError> {
        // CROSS JOIN keeps the order: left to itself, SQLite walks through all links.
        let sql = format!(
            "SELECT l.entity, l.finding, l.status, f.kind, {ANCHOR} FROM finding AS f
             CROSS JOIN link AS l ON l.finding = f.id CROSS JOIN anchor AS a ON a.id = f.anchor
             WHERE f.kind IN (SELECT value FROM json_each(?1))"
        );
        let kinds = serde_json::to_string(kinds).unwrap_or_default();
        let mut rows = self.query_rows(&sql, [kinds], mention_row)?;
        let key = |row: &MentionRow| (row.anchor.hull.start, row.anchor.hull.end);
        rows.sort_by(|a, b| {
            (&a.anchor.source, key(a), &a.kind, &a.finding, &a.entity).cmp(&(
                &b.anchor.source,
                key(b),
                &b.kind,
                &b.finding,
                &b.entity,
            ))
        });
        Ok(rows)
    }

    /// What the findings of one kind at these anchors are taken to be, by anchor and entity.
    ///
    /// # Errors
    /// Those of reading.
    pub fn mention_rows_at(&self, kind: &str, anchors: &[String]) -> Result<Vec<MentionRow>, StoreError> {
        let sql = format!(
            "SELECT l.entity, l.finding, l.status, f.kind, {ANCHOR} FROM (SELECT DISTINCT value FROM json_each(?2)) AS wanted
             CROSS JOIN anchor AS a ON a.id = wanted.value CROSS JOIN finding AS f ON f.anchor = a.id
             CROSS JOIN link AS l ON l.finding = f.id WHERE f.kind = ?1 ORDER BY a.id, l.entity"
        );
        let anchors = serde_json::to_string(anchors).unwrap_or_default();
        self.query_rows(&sql, [kind, &anchors], mention_row)
    }

    /// How many findings are taken as each entity, by entity.
    ///
    /// # Errors
    /// Those of reading.
    pub fn mention_counts(&self) -> Result<Vec<(String, usize)>, StoreError> {
        let sql = "SELECT entity, count(*) FROM link WHERE status = 'same' GROUP BY entity ORDER BY entity";
        self.query_rows(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// The links of one source's findings: finding, entity, status; by finding and entity.
    ///
    /// # Errors
    /// Those of reading.
    pub fn links_in(&self, source: &str) -> Result<Vec<(String, String, LinkStatus)>, StoreError> {
        let sql = "SELECT l.finding, l.entity, l.status FROM finding AS f JOIN link AS l ON l.finding = f.id
                   WHERE f.source = ?1 ORDER BY l.finding, l.entity";
        self.query_rows(sql, [source], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// The links of many findings, by finding and entity.
    ///
    /// # Errors
    /// Those of reading.
    pub fn links_of_all(&self, findings: &[String]) -> Result<Vec<Link>, StoreError> {
        let sql = "SELECT finding, entity, reasons, score, status FROM link
                   WHERE finding IN (SELECT value FROM json_each(?1)) ORDER BY finding, entity";
        let findings = serde_json::to_string(findings).unwrap_or_default();
        self.query_rows(sql, [findings], crate::read::link_from_row)
    }

    /// The citation at an anchor.
    ///
    /// # Errors
    /// Those of reading.
    pub fn citation_at(&self, anchor: &str) -> Result<Option<Citation>, StoreError> {
        let sql = "SELECT id, source, anchor, as_written, marker, refs, shelfmark, cited_for FROM citation
                   WHERE anchor = ?1 ORDER BY id LIMIT 1";
        let found = self.query_rows(sql, [anchor], |row| {
            Ok(Citation {
                id: row.get(0)?,
                source: row.get(1)?,
                anchor: row.get(2)?,
                as_written: row.get(3)?,
                marker: row.get(4)?,
                refs: crate::read::json_column(row, 5)?,
                shelfmark: row.get(6)?,
                cited_for: row.get(7)?,
            })
        })?;
        Ok(found.into_iter().next())
    }

    /// What is said with these predicates, by subject, predicate and identifier.
    ///
    /// # Errors
    /// Those of reading.
    pub fn statement_rows(&self, predicates: &[&str]) -> Result<Vec<StatementRow>, StoreError> {
        let sql = format!(
            "SELECT {STATEMENT} FROM assertion
             WHERE predicate IN (SELECT value FROM json_each(?1)) ORDER BY subject, predicate, id"
        );
        let predicates = serde_json::to_string(predicates).unwrap_or_default();
        self.query_rows(&sql, [predicates], statement_row)
    }

    /// The anchors of a source that lie wholly between two bytes, by identifier.
    ///
    /// # Errors
    /// Those of reading.
    pub fn anchors_within(&self, source: &str, span: Span) -> Result<Vec<String>, StoreError> {
        let sql =
            "SELECT id FROM anchor WHERE source = ?1 AND start >= ?2 AND start < ?3 AND \"end\" <= ?3 ORDER BY id";
        self.query_rows(sql, rusqlite::params![source, span.start, span.end], |row| row.get(0))
    }

    /// The entities with exactly this label, by identifier.
    ///
    /// # Errors
    /// Those of reading.
    pub fn entities_called(&self, label: &str) -> Result<Vec<crate::Entity>, StoreError> {
        self.query_rows("SELECT id, type, label FROM entity WHERE label = ?1 ORDER BY id", [label], |row| {
            Ok(crate::Entity { id: row.get(0)?, entity_type: row.get(1)?, label: row.get(2)? })
        })
    }

    /// The subjects of all statements that rest, first of all, on one of these anchors; by identifier.
    ///
    /// # Errors
    /// Those of reading.
    pub fn subjects_on(&self, anchors: &[String]) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT s.subject FROM (SELECT DISTINCT value FROM json_each(?1)) AS wanted
                   CROSS JOIN assertion_anchor AS x ON x.anchor = wanted.value
                   CROSS JOIN assertion AS s ON s.id = x.assertion AND s.first_anchor = x.anchor ORDER BY s.subject";
        let anchors = serde_json::to_string(anchors).unwrap_or_default();
        self.query_rows(sql, [anchors], |row| row.get(0))
    }

    /// What is said of some subjects with these predicates, by subject, predicate and identifier.
    ///
    /// # Errors
    /// Those of reading.
    pub fn statement_rows_of(&self, subjects: &[String], predicates: &[&str]) -> Result<Vec<StatementRow>, StoreError> {
        let sql = format!(
            "SELECT {STATEMENT} FROM (SELECT DISTINCT value AS wanted FROM json_each(?1))
             CROSS JOIN assertion ON subject = wanted
             WHERE predicate IN (SELECT value FROM json_each(?2)) ORDER BY subject, predicate, id"
        );
        let subjects = serde_json::to_string(subjects).unwrap_or_default();
        let predicates = serde_json::to_string(predicates).unwrap_or_default();
        self.query_rows(&sql, [subjects, predicates], statement_row)
    }

    /// The anchors with these identifiers, by identifier.
    ///
    /// # Errors
    /// Those of reading.
    pub fn anchor_rows(&self, ids: &[String]) -> Result<Vec<AnchorRow>, StoreError> {
        let sql =
            format!("SELECT {ANCHOR} FROM anchor AS a WHERE a.id IN (SELECT value FROM json_each(?1)) ORDER BY a.id");
        let ids = serde_json::to_string(ids).unwrap_or_default();
        self.query_rows(&sql, [ids], |row| anchor_row(row, 0))
    }

    /// The pieces of the blocks of a source, in order.
    ///
    /// # Errors
    /// Those of reading.
    pub fn block_spans(&self, source: &str) -> Result<Vec<BlockSpan>, StoreError> {
        let sql = "SELECT start, \"end\", block, kind, page FROM segment WHERE source = ?1 AND level = 'block'
                   ORDER BY start, \"end\", block";
        self.query_rows(sql, [source], |row| {
            let span = Span::new(row.get(0)?, row.get(1)?);
            Ok(BlockSpan { span, block: row.get(2)?, kind: row.get(3)?, page: row.get(4)? })
        })
    }

    /// The printed numbers of pages, as far as anchors carry them: index from 0, label.
    ///
    /// # Errors
    /// Those of reading.
    pub fn page_labels(&self, source: &str) -> Result<Vec<(u32, String)>, StoreError> {
        let sql = "SELECT page_index, min(page_label) FROM anchor
                   WHERE source = ?1 AND page_index IS NOT NULL AND page_label IS NOT NULL
                   GROUP BY page_index ORDER BY page_index";
        self.query_rows(sql, [source], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// A number that changes when another connection commits to the file.
    ///
    /// # Errors
    /// Those of reading.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.connection.query_row("PRAGMA data_version", [], |row| row.get(0)).at(&self.path)
    }

    /// Holds what is read from now on through this connection at one state of the file, until it is closed.
    ///
    /// # Errors
    /// Those of reading.
    pub fn hold_state(&self) -> Result<(), StoreError> {
        self.connection.execute_batch("BEGIN DEFERRED").at(&self.path)?;
        // The state is taken with the first read, not with BEGIN.
        self.connection.query_row("SELECT count(*) FROM meta", [], |_| Ok(())).at(&self.path)
    }

    /// What tells one state of what the program found from another: as [`Project::state_key`], whatever was decided.
    ///
    /// # Errors
    /// Those of reading.
    pub fn machine_key(&self) -> Result<String, StoreError> {
        let sql = "SELECT coalesce(max(id), 0), coalesce(max(ended), '') FROM run";
        let (run, ended): (i64, String) =
            self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).at(&self.path)?;
        let analysis = self.meta(crate::write::ANALYSIS_KEY)?.unwrap_or_default();
        let key = crate::id::ContentId::new("machine").text(&self.content_key()?).text(&run.to_string());
        Ok(key.text(&ended).text(&analysis).finish())
    }

    /// What tells one state of the content from another: the last run and its end, the texts, the decisions. The flag
    /// says whether the last run came to its end.
    ///
    /// # Errors
    /// Those of reading.
    pub fn state_key(&self) -> Result<(String, bool), StoreError> {
        let sql = "SELECT coalesce(max(id), 0), (SELECT ended FROM run ORDER BY id DESC LIMIT 1),
                     (SELECT coalesce(max(seq), 0) FROM decision) FROM run";
        let (run, ended, decisions): (i64, Option<String>, i64) =
            self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).at(&self.path)?;
        let ended = ended.filter(|e| !e.is_empty());
        let analysis = self.meta(crate::write::ANALYSIS_KEY)?.unwrap_or_default();
        let key = crate::id::ContentId::new("state")
            .text(&self.content_key()?)
            .text(&format!("{run} {decisions}"))
            .text(ended.as_deref().unwrap_or_default())
            .text(&analysis)
            .finish();
        Ok((key, ended.is_some()))
    }
}

fn statement_row(row: &Row<'_>) -> rusqlite::Result<StatementRow> {
    Ok(StatementRow {
        subject: row.get(0)?,
        predicate: row.get(1)?,
        as_written: row.get(2)?,
        normalised: row.get(3)?,
        edtf: row.get(4)?,
        entity: row.get(5)?,
        authority: row.get(6)?,
        modality: row.get(7)?,
        anchor: row.get(8)?,
        cert: row.get(9)?,
    })
}

fn mention_row(row: &Row<'_>) -> rusqlite::Result<MentionRow> {
    Ok(MentionRow {
        entity: row.get(0)?,
        finding: row.get(1)?,
        status: row.get(2)?,
        kind: row.get(3)?,
        anchor: anchor_row(row, 4)?,
    })
}

fn anchor_row(row: &Row<'_>, first: usize) -> rusqlite::Result<AnchorRow> {
    Ok(AnchorRow {
        id: row.get(first)?,
        source: row.get(first + 1)?,
        hull: Span::new(row.get(first + 2)?, row.get(first + 3)?),
        exact: row.get(first + 4)?,
        prefix: row.get(first + 5)?,
        suffix: row.get(first + 6)?,
        page_label: row.get(first + 7)?,
        page_index: row.get(first + 8)?,
    })
}
