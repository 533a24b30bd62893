//! Reading rows back, each list in one order that depends on the content only.

use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Params, Row};
use serde::de::DeserializeOwned;

use crate::error::AtPath;
use crate::rows::unpacked;
use crate::{
    Anchor, Assertion, Citation, Diagnostic, Edit, Entity, EntityType, Finding, FoundAt, Link, NewRun, Page, Project,
    Reading, Run, Segment, SegmentLevel, Source, Span, StoreError, TimeConstraint,
};

/// Which findings are wanted; the default is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingFilter {
    /// Only this kind.
    pub kind: Option<String>,
    /// Only this source.
    pub source: Option<String>,
}

impl FindingFilter {
    /// All findings of one kind.
    pub fn kind(kind: impl Into<String>) -> Self {
        Self { kind: Some(kind.into()), source: None }
    }

    /// All findings of one source.
    pub fn source(id: impl Into<String>) -> Self {
        Self { kind: None, source: Some(id.into()) }
    }
}

const SOURCE: &str = "id, path, media_type, encoding, kind, langs, work_id, csl, status, read_key";
const FINDING: &str =
    "f.id, f.source, f.run, f.kind, f.anchor, f.value, f.alternatives, f.rule, f.pack, f.reason, f.score";
const ANCHOR: &str = "a.id, a.source, a.pieces, a.exact, a.prefix, a.suffix, a.page_label, a.page_index, a.boxes";
const CITATION: &str = "c.id, c.source, c.anchor, c.as_written, c.marker, c.refs, c.shelfmark, c.cited_for";
const ASSERTION: &str = "id, subject, predicate, value, authority, according_to, cites, polarity, modality, voice,
     independence, cert, score, rule, run, \
     (SELECT json_group_array(anchor) FROM
        (SELECT anchor FROM assertion_anchor WHERE assertion = assertion.id ORDER BY ord)) AS anchors";
const FINDING_COLUMNS: usize = 11;

/// All errors are those of reading: [`StoreError::Corrupt`] where a row cannot be understood, [`StoreError::Locked`],
/// [`StoreError::Sqlite`].
impl Project {
    /// All sources by path.
    ///
    /// # Errors
    /// Those of reading.
    pub fn sources(&self) -> Result<Vec<Source>, StoreError> {
        self.query_rows(&format!("SELECT {SOURCE} FROM source ORDER BY path"), [], source_from_row)
    }

    /// One source by its identifier.
    ///
    /// # Errors
    /// Those of reading.
    pub fn source(&self, id: &str) -> Result<Option<Source>, StoreError> {
        self.query_one(&format!("SELECT {SOURCE} FROM source WHERE id = ?1"), [id], source_from_row)
    }

    /// The source that a path holds, whether it is the first of its paths or not.
    ///
    /// # Errors
    /// Those of reading.
    pub fn source_at(&self, path: &str) -> Result<Option<Source>, StoreError> {
        let sql = format!("SELECT {SOURCE} FROM source WHERE id = (SELECT source FROM source_path WHERE path = ?1)");
        self.query_one(&sql, [path], source_from_row)
    }

    /// All paths of a source, the first of them first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn source_paths(&self, id: &str) -> Result<Vec<String>, StoreError> {
        self.query_rows("SELECT path FROM source_path WHERE source = ?1 ORDER BY path", [id], |row| row.get(0))
    }

    /// The decoded original of a source.
    ///
    /// # Errors
    /// Those of reading.
    pub fn raw_text(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.query_one("SELECT raw_text FROM source WHERE id = ?1", [id], |row| row.get(0))
    }

    /// Whether the bytes with this hash were read with this key, so that nothing has to be read again.
    ///
    /// `read_key` is the caller's own: program version, pack hashes and parameters in one string.
    ///
    /// # Errors
    /// Those of reading.
    pub fn source_is_current(&self, id: &str, read_key: &str) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM source WHERE id = ?1 AND read_key = ?2";
        Ok(self.query_one(sql, [id, read_key], |_| Ok(()))?.is_some())
    }

    /// Whether entities, links and assertions were made with this key and no source has changed since.
    ///
    /// # Errors
    /// Those of reading.
    pub fn analysis_is_current(&self, analysis_key: &str) -> Result<bool, StoreError> {
        Ok(self.meta(crate::write::ANALYSIS_KEY)?.as_deref() == Some(analysis_key))
    }

    /// A hash over all paths and the way in which their texts were read: a search index made with another one is stale.
    ///
    /// # Errors
    /// Those of reading.
    pub fn content_key(&self) -> Result<String, StoreError> {
        let mut key = crate::id::ContentId::new("index");
        let sql =
            "SELECT p.path, s.id, s.read_key FROM source_path AS p JOIN source AS s ON s.id = p.source ORDER BY p.path";
        let rows = self.query_rows(sql, [], |row| Ok([row.get::<_, String>(0)?, row.get(1)?, row.get(2)?]))?;
        for part in rows.iter().flatten() {
            key = key.text(part);
        }
        Ok(key.finish())
    }

    /// The pages of a source in order, with the place of every word; none for a format without pages.
    ///
    /// # Errors
    /// Those of reading.
    pub fn pages(&self, source: &str) -> Result<Vec<Page>, StoreError> {
        let sql = "SELECT source, idx, label, raw_start, width, height, words FROM page WHERE source = ?1 ORDER BY idx";
        self.query_rows(sql, [source], page_from_row)
    }

    /// One page of a source.
    ///
    /// # Errors
    /// Those of reading.
    pub fn page(&self, source: &str, index: u32) -> Result<Option<Page>, StoreError> {
        let sql = "SELECT source, idx, label, raw_start, width, height, words FROM page WHERE source = ?1 AND idx = ?2";
        self.query_one(sql, rusqlite::params![source, index], page_from_row)
    }

    /// The edits of a source by place.
    ///
    /// # Errors
    /// Those of reading.
    pub fn edits(&self, source: &str) -> Result<Vec<Edit>, StoreError> {
        let sql = "SELECT id, source, raw_start, raw_end, replacement, reason, confidence FROM edit
                   WHERE source = ?1 ORDER BY raw_start, raw_end, id";
        self.query_rows(sql, [source], |row| {
            Ok(Edit {
                id: row.get(0)?,
                source: row.get(1)?,
                raw: Span::new(row.get(2)?, row.get(3)?),
                replacement: row.get(4)?,
                reason: row.get(5)?,
                confidence: row.get(6)?,
            })
        })
    }

    /// The segments of a source in the order in which they were written: blocks and sentences, or only one of them.
    ///
    /// # Errors
    /// Those of reading.
    pub fn segments(&self, source: &str, level: Option<SegmentLevel>) -> Result<Vec<Segment>, StoreError> {
        let sql =
            "SELECT source, level, block, start, \"end\", kind, lang, page, label, call_start, call_end FROM segment
                   WHERE source = ?1 AND (?2 IS NULL OR level = ?2) ORDER BY ord";
        self.query_rows(sql, (source, level), |row| {
            let call = row.get::<_, Option<usize>>(9)?.zip(row.get::<_, Option<usize>>(10)?);
            Ok(Segment {
                source: row.get(0)?,
                level: row.get(1)?,
                block: row.get(2)?,
                span: Span::new(row.get(3)?, row.get(4)?),
                kind: row.get(5)?,
                lang: row.get(6)?,
                page: row.get(7)?,
                label: row.get(8)?,
                call: call.map(Span::from),
            })
        })
    }

    /// One anchor.
    ///
    /// # Errors
    /// Those of reading.
    pub fn anchor(&self, id: &str) -> Result<Option<Anchor>, StoreError> {
        let sql = format!("SELECT {ANCHOR} FROM anchor AS a WHERE a.id = ?1");
        self.query_one(&sql, [id], |row| anchor_from_row(row, 0))
    }

    /// The anchors of a source by place.
    ///
    /// # Errors
    /// Those of reading.
    pub fn anchors(&self, source: &str) -> Result<Vec<Anchor>, StoreError> {
        let sql = format!("SELECT {ANCHOR} FROM anchor AS a WHERE a.source = ?1 ORDER BY a.start, a.\"end\", a.id");
        self.query_rows(&sql, [source], |row| anchor_from_row(row, 0))
    }

    /// The anchors of a source that have more than one piece, by place.
    ///
    /// # Errors
    /// Those of reading.
    pub fn split_anchors(&self, source: &str) -> Result<Vec<Anchor>, StoreError> {
        let sql = format!(
            "SELECT {ANCHOR} FROM anchor AS a WHERE a.source = ?1 AND json_array_length(a.pieces) > 1
             ORDER BY a.start, a.\"end\", a.id"
        );
        self.query_rows(&sql, [source], |row| anchor_from_row(row, 0))
    }

    /// One finding with its anchor.
    ///
    /// # Errors
    /// Those of reading.
    pub fn finding(&self, id: &str) -> Result<Option<FoundAt>, StoreError> {
        let sql = format!(
            "SELECT {FINDING}, {ANCHOR}, s.path FROM finding AS f JOIN anchor AS a ON a.id = f.anchor
             JOIN source AS s ON s.id = f.source WHERE f.id = ?1"
        );
        self.query_one(&sql, [id], found_from_row)
    }

    /// Findings with their anchors, by path, place, kind and identifier. See [`Project::each_finding`] for very many.
    ///
    /// # Errors
    /// Those of reading.
    pub fn findings(&self, filter: &FindingFilter) -> Result<Vec<FoundAt>, StoreError> {
        let mut found = Vec::new();
        self.each_finding(filter, |row| {
            found.push(row);
            Ok(())
        })?;
        Ok(found)
    }

    /// Calls `each` with every finding, by path, place, kind and identifier, without holding all of them in memory.
    ///
    /// # Errors
    /// Those of reading, and what `each` returns.
    pub fn each_finding<E: From<StoreError>>(
        &self,
        filter: &FindingFilter,
        mut each: impl FnMut(FoundAt) -> Result<(), E>,
    ) -> Result<(), E> {
        let sources = match &filter.source {
            Some(id) => vec![id.clone()],
            None => self.query_rows("SELECT id FROM source ORDER BY path", [], |row| row.get(0))?,
        };
        let sql = format!(
            "SELECT {FINDING}, {ANCHOR}, s.path FROM finding AS f JOIN anchor AS a ON a.id = f.anchor
             JOIN source AS s ON s.id = f.source WHERE f.source = ?1 AND (?2 IS NULL OR f.kind = ?2)
             ORDER BY a.start, a.\"end\", f.kind, f.id"
        );
        let mut query = self.connection.prepare_cached(&sql).at(&self.path)?;
        for source in sources {
            let mut rows = query.query((&source, &filter.kind)).at(&self.path)?;
            while let Some(row) = rows.next().at(&self.path)? {
                each(found_from_row(row).at(&self.path)?)?;
            }
        }
        Ok(())
    }

    /// Citations with their anchors, by path and place; of all sources or of one.
    ///
    /// # Errors
    /// Those of reading.
    pub fn citations(&self, source: Option<&str>) -> Result<Vec<(Citation, Anchor)>, StoreError> {
        let sql = format!(
            "SELECT {CITATION}, {ANCHOR} FROM citation AS c JOIN anchor AS a ON a.id = c.anchor
             JOIN source AS s ON s.id = c.source WHERE ?1 IS NULL OR c.source = ?1
             ORDER BY s.path, a.start, a.\"end\", c.id"
        );
        self.query_rows(&sql, [source], |row| {
            let citation = Citation {
                id: row.get(0)?,
                source: row.get(1)?,
                anchor: row.get(2)?,
                as_written: row.get(3)?,
                marker: row.get(4)?,
                refs: json_column(row, 5)?,
                shelfmark: row.get(6)?,
                cited_for: row.get(7)?,
            };
            Ok((citation, anchor_from_row(row, 8)?))
        })
    }

    /// Entities by identifier; all or one type.
    ///
    /// # Errors
    /// Those of reading.
    pub fn entities(&self, entity_type: Option<EntityType>) -> Result<Vec<Entity>, StoreError> {
        let sql = "SELECT id, type, label FROM entity WHERE ?1 IS NULL OR type = ?1 ORDER BY id";
        self.query_rows(sql, [entity_type], entity_from_row)
    }

    /// One entity.
    ///
    /// # Errors
    /// Those of reading.
    pub fn entity(&self, id: &str) -> Result<Option<Entity>, StoreError> {
        self.query_one("SELECT id, type, label FROM entity WHERE id = ?1", [id], entity_from_row)
    }

    /// All links by finding and entity.
    ///
    /// # Errors
    /// Those of reading.
    pub fn links(&self) -> Result<Vec<Link>, StoreError> {
        let sql = "SELECT finding, entity, reasons, score, status FROM link ORDER BY finding, entity";
        self.query_rows(sql, [], link_from_row)
    }

    /// The mentions of an entity with the links to them, by path and place.
    ///
    /// # Errors
    /// Those of reading.
    pub fn mentions(&self, entity: &str) -> Result<Vec<(Link, FoundAt)>, StoreError> {
        let sql = format!(
            "SELECT {FINDING}, {ANCHOR}, s.path, l.finding, l.entity, l.reasons, l.score, l.status
             FROM link AS l JOIN finding AS f ON f.id = l.finding JOIN anchor AS a ON a.id = f.anchor
             JOIN source AS s ON s.id = f.source WHERE l.entity = ?1 ORDER BY s.path, a.start, a.\"end\", f.kind, f.id"
        );
        self.query_rows(&sql, [entity], |row| {
            let link = Link {
                finding: row.get(21)?,
                entity: row.get(22)?,
                reasons: json_column(row, 23)?,
                score: row.get(24)?,
                status: row.get(25)?,
            };
            Ok((link, found_from_row(row)?))
        })
    }

    /// The links of a finding, by entity.
    ///
    /// # Errors
    /// Those of reading.
    pub fn links_of(&self, finding: &str) -> Result<Vec<Link>, StoreError> {
        let sql = "SELECT finding, entity, reasons, score, status FROM link WHERE finding = ?1 ORDER BY entity";
        self.query_rows(sql, [finding], link_from_row)
    }

    /// All assertions by subject, predicate and identifier; or those of one subject.
    ///
    /// # Errors
    /// Those of reading.
    pub fn assertions(&self, subject: Option<&str>) -> Result<Vec<Assertion>, StoreError> {
        let sql = format!(
            "SELECT {ASSERTION} FROM assertion WHERE ?1 IS NULL OR subject = ?1 ORDER BY subject, predicate, id"
        );
        self.query_rows(&sql, [subject], assertion_from_row)
    }

    /// All relative dates by their ends.
    ///
    /// # Errors
    /// Those of reading.
    pub fn constraints(&self) -> Result<Vec<TimeConstraint>, StoreError> {
        self.query_rows("SELECT id, a, b, min, max, anchor FROM constraint_ ORDER BY a, b, id", [], |row| {
            Ok(TimeConstraint {
                id: row.get(0)?,
                a: row.get(1)?,
                b: row.get(2)?,
                min: row.get(3)?,
                max: row.get(4)?,
                anchor: row.get(5)?,
            })
        })
    }

    /// All readings by document, path and place; or those of one document.
    ///
    /// # Errors
    /// Those of reading.
    pub fn readings(&self, document: Option<&str>) -> Result<Vec<(Reading, Anchor)>, StoreError> {
        let sql = format!(
            "SELECT r.document, r.anchor, r.kind, r.alignment, {ANCHOR} FROM reading AS r JOIN anchor AS a ON a.id = r.anchor
             JOIN source AS s ON s.id = a.source WHERE ?1 IS NULL OR r.document = ?1
             ORDER BY r.document, s.path, a.start, a.\"end\", a.id"
        );
        self.query_rows(&sql, [document], |row| {
            let alignment = row.get::<_, Option<String>>(3)?.map(|_| json_column(row, 3)).transpose()?;
            let reading = Reading { document: row.get(0)?, anchor: row.get(1)?, kind: row.get(2)?, alignment };
            Ok((reading, anchor_from_row(row, 4)?))
        })
    }

    /// All messages about files, by path and in the order in which they were written.
    ///
    /// # Errors
    /// Those of reading.
    pub fn diagnostics(&self) -> Result<Vec<Diagnostic>, StoreError> {
        let sql = "SELECT path, severity, code, message, hint, start, \"end\" FROM diagnostic ORDER BY path, ord";
        self.query_rows(sql, [], |row| {
            let span = row.get::<_, Option<usize>>(5)?.zip(row.get::<_, Option<usize>>(6)?);
            Ok(Diagnostic {
                path: row.get(0)?,
                severity: row.get(1)?,
                code: row.get(2)?,
                message: row.get(3)?,
                hint: row.get(4)?,
                span: span.map(Span::from),
            })
        })
    }

    /// All runs in their order.
    ///
    /// # Errors
    /// Those of reading.
    pub fn runs(&self) -> Result<Vec<Run>, StoreError> {
        let sql = "SELECT id, program, packs, parameters, inputs, started, ended FROM run ORDER BY id";
        self.query_rows(sql, [], |row| {
            let start = NewRun {
                program: row.get(1)?,
                packs: json_column(row, 2)?,
                parameters: json_column(row, 3)?,
                inputs: json_column(row, 4)?,
                started: row.get(5)?,
            };
            Ok(Run { id: row.get(0)?, start, ended: row.get(6)? })
        })
    }

    pub(crate) fn query_rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        from_row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql).at(&self.path)?;
        query.query_map(params, from_row).and_then(Iterator::collect).at(&self.path)
    }

    fn query_one<T>(
        &self,
        sql: &str,
        params: impl Params,
        from_row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql).at(&self.path)?;
        query.query_row(params, from_row).optional().at(&self.path)
    }
}

/// The JSON text in a column.
pub(crate) fn json_column<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text)
        .map_err(|source| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(source)))
}

fn source_from_row(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        id: row.get(0)?,
        path: row.get(1)?,
        media_type: row.get(2)?,
        encoding: row.get(3)?,
        kind: row.get(4)?,
        langs: json_column(row, 5)?,
        work_id: row.get(6)?,
        csl: json_column(row, 7)?,
        status: row.get(8)?,
        read_key: row.get(9)?,
    })
}

fn page_from_row(row: &Row<'_>) -> rusqlite::Result<Page> {
    let raw_start: usize = row.get(3)?;
    let words = row.get_ref(6)?.as_blob()?;
    Ok(Page {
        source: row.get(0)?,
        index: row.get(1)?,
        label: row.get(2)?,
        raw_start,
        width: row.get(4)?,
        height: row.get(5)?,
        words: unpacked(words, raw_start),
    })
}

fn anchor_from_row(row: &Row<'_>, first: usize) -> rusqlite::Result<Anchor> {
    Ok(Anchor {
        id: row.get(first)?,
        source: row.get(first + 1)?,
        pieces: json_column(row, first + 2)?,
        exact: row.get(first + 3)?,
        prefix: row.get(first + 4)?,
        suffix: row.get(first + 5)?,
        page_label: row.get(first + 6)?,
        page_index: row.get(first + 7)?,
        boxes: match row.get_ref(first + 8)? {
            rusqlite::types::ValueRef::Null => Vec::new(),
            _ => json_column(row, first + 8)?,
        },
    })
}

fn found_from_row(row: &Row<'_>) -> rusqlite::Result<FoundAt> {
    let finding = Finding {
        id: row.get(0)?,
        source: row.get(1)?,
        run: row.get(2)?,
        kind: row.get(3)?,
        anchor: row.get(4)?,
        value: json_column(row, 5)?,
        alternatives: json_column(row, 6)?,
        rule: row.get(7)?,
        pack: row.get(8)?,
        reason: row.get(9)?,
        score: row.get(10)?,
    };
    Ok(FoundAt { finding, anchor: anchor_from_row(row, FINDING_COLUMNS)?, path: row.get(FINDING_COLUMNS + 9)? })
}

fn entity_from_row(row: &Row<'_>) -> rusqlite::Result<Entity> {
    Ok(Entity { id: row.get(0)?, entity_type: row.get(1)?, label: row.get(2)? })
}

pub(crate) fn link_from_row(row: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link {
        finding: row.get(0)?,
        entity: row.get(1)?,
        reasons: json_column(row, 2)?,
        score: row.get(3)?,
        status: row.get(4)?,
    })
}

fn assertion_from_row(row: &Row<'_>) -> rusqlite::Result<Assertion> {
    Ok(Assertion {
        id: row.get(0)?,
        subject: row.get(1)?,
        predicate: row.get(2)?,
        value: json_column(row, 3)?,
        authority: row.get(4)?,
        according_to: row.get(5)?,
        cites: json_column(row, 6)?,
        polarity: row.get(7)?,
        modality: row.get(8)?,
        voice: row.get(9)?,
        independence: row.get(10)?,
        cert: row.get(11)?,
        score: row.get(12)?,
        rule: row.get(13)?,
        run: row.get(14)?,
        anchors: json_column(row, 15)?,
    })
}
