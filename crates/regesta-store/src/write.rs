//! Writing the machine's rows: one source at a time, and the analysis over all sources as one. Neither touches a decision.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{ErrorCode, TransactionBehavior, params};

use crate::error::AtPath;
use crate::insert::{Rows, check_rows, check_source};
use crate::{
    Anchor, Assertion, Diagnostic, Entity, Link, NewRun, Project, Reading, SourceBundle, SourceRows, StoreError,
    TimeConstraint,
};

/// The key in `meta` under which the analysis was made; absent while sources have changed since.
pub(crate) const ANALYSIS_KEY: &str = "analysis_key";

/// All that follows from the findings of all sources.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnalysisBundle {
    /// What the analysis was made with, in one string of the caller's making; see [`Project::analysis_is_current`].
    pub key: String,
    /// Anchors that the sources' bundles did not have.
    pub anchors: Vec<Anchor>,
    /// The entities.
    pub entities: Vec<Entity>,
    /// Which findings mention them.
    pub links: Vec<Link>,
    /// What the sources say. The `run` is set by the writer.
    pub assertions: Vec<Assertion>,
    /// Relative dates.
    pub constraints: Vec<TimeConstraint>,
    /// Passages that render documents.
    pub readings: Vec<Reading>,
}

/// Writes the machine's rows of one run. Each call is one transaction: it is done wholly or not at all.
#[derive(Debug)]
pub struct Writer<'p> {
    project: &'p mut Project,
    run: i64,
}

impl Project {
    /// Begins a run.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`] and others of writing.
    pub fn begin_run(&mut self, run: &NewRun) -> Result<Writer<'_>, StoreError> {
        self.must_write()?;
        self.connection
            .execute(
                "INSERT INTO run (program, packs, parameters, inputs, started) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    run.program,
                    run.packs.to_string(),
                    run.parameters.to_string(),
                    run.inputs.to_string(),
                    run.started
                ],
            )
            .at(&self.path)?;
        let run = self.connection.last_insert_rowid();
        Ok(Writer { project: self, run })
    }
}

impl Writer<'_> {
    /// The number of the run.
    pub fn run(&self) -> i64 {
        self.run
    }

    /// The project, for reading while the run goes on.
    pub fn project(&self) -> &Project {
        self.project
    }

    /// Replaces all rows of one source and the messages about its path. Where the path held other bytes before, that source
    /// loses the path, and is dropped with its rows when it was its last.
    ///
    /// # Errors
    /// [`StoreError::InvalidRow`] for rows that break a rule (spans outside the text, an identifier that is not the one of the
    /// content, a finding without its anchor), [`StoreError::IdCollision`], and those of writing. Then nothing has changed.
    pub fn replace_source(&mut self, bundle: &SourceBundle) -> Result<(), StoreError> {
        self.replace_source_in_parts(bundle, |_| Ok(()))
    }

    /// The same for a source whose rows come in parts, so that they need not be in memory together: `more` is called once
    /// and hands each part to the function it is given. All is one transaction.
    ///
    /// # Errors
    /// Those of [`Writer::replace_source`], and what `more` returns. Then nothing has changed.
    pub fn replace_source_in_parts<E: From<StoreError>>(
        &mut self,
        bundle: &SourceBundle,
        more: impl FnOnce(&mut dyn FnMut(&SourceRows) -> Result<(), StoreError>) -> Result<(), E>,
    ) -> Result<(), E> {
        check_source(bundle)?;
        let run = self.run;
        let SourceBundle { source, raw_text, edits, segments, pages, rows: first, diagnostics } = bundle;
        self.transaction(|rows| {
            rows.forget_analysis()?;
            for table in ["citation", "finding", "anchor", "segment", "edit", "page"] {
                rows.run(&format!("DELETE FROM {table} WHERE source = ?1"), [&source.id])?;
            }
            rows.source(source, raw_text, run)?;
            let former = rows.take_path(&source.path, &source.id)?;
            former.iter().chain([&source.id]).try_for_each(|id| rows.settle_paths(id))?;
            rows.edits(edits)?;
            rows.segments(segments)?;
            rows.pages(pages)?;
            let add = |part: &SourceRows| {
                rows.anchors(&part.anchors, "source")?;
                rows.findings(&part.findings, run)?;
                rows.citations(&part.citations)
            };
            add(first)?;
            more(&mut |part| {
                check_rows(source, raw_text, part)?;
                add(part)
            })?;
            rows.diagnostics(&source.path, diagnostics)?;
            Ok(())
        })
    }

    /// Says which paths hold the bytes of sources that are current, as pairs of identifier and path: for files that need not be
    /// read again, and for copies of another file. The rows of the sources stay as they are.
    ///
    /// Give all of them in one call, before [`Writer::replace_source`] takes paths away: so a source whose file was renamed
    /// is never without a path, and never dropped.
    ///
    /// # Errors
    /// [`StoreError::InvalidRow`] where there is no such source, and those of writing. Then nothing has changed.
    pub fn keep_sources<S: AsRef<str>>(&mut self, held: &[(S, S)]) -> Result<(), StoreError> {
        let known: BTreeMap<String, String> = self
            .project
            .query_rows("SELECT path, source FROM source_path", [], |row| Ok((row.get(0)?, row.get(1)?)))?
            .into_iter()
            .collect();
        let changed: Vec<(&str, &str)> = held
            .iter()
            .map(|(id, path)| (id.as_ref(), path.as_ref()))
            .filter(|(id, path)| known.get(*path).is_none_or(|holder| holder != id))
            .collect();
        if changed.is_empty() {
            return Ok(());
        }
        self.transaction(|rows| {
            rows.forget_analysis()?;
            let mut touched = BTreeSet::new();
            for (id, path) in &changed {
                touched.insert(*id);
                touched.extend(known.get(*path).map(String::as_str));
                rows.take_path(path, id)?;
                rows.diagnostics(path, &[])?;
            }
            touched.into_iter().try_for_each(|id| rows.settle_paths(id))
        })
    }

    /// Replaces the bibliographic descriptions of sources, as pairs of identifier and CSL-JSON. Nothing that was found in
    /// them changes.
    ///
    /// # Errors
    /// Those of writing. Then nothing has changed.
    pub fn set_descriptions(&mut self, descriptions: &[(String, serde_json::Value)]) -> Result<(), StoreError> {
        self.transaction(|rows| {
            descriptions.iter().try_for_each(|(id, csl)| {
                rows.run("UPDATE source SET csl = ?2 WHERE id = ?1", params![id, csl.to_string()])
            })
        })
    }

    /// Replaces the messages about a path without a source, such as a file that could not be opened. What the path held
    /// before is dropped.
    ///
    /// # Errors
    /// Those of writing.
    pub fn replace_with_diagnostics(&mut self, path: &str, diagnostics: &[Diagnostic]) -> Result<(), StoreError> {
        self.transaction(|rows| {
            rows.forget_analysis()?;
            rows.release_path(path)?;
            rows.diagnostics(path, diagnostics)
        })
    }

    /// Drops what stands under paths that are not in the list, and returns those paths in order. A source goes with its last
    /// path. Decisions about it stay.
    ///
    /// # Errors
    /// Those of writing.
    pub fn drop_sources_not_in<P: AsRef<str>>(&mut self, paths: &[P]) -> Result<Vec<String>, StoreError> {
        let kept: BTreeSet<&str> = paths.iter().map(AsRef::as_ref).collect();
        let known: Vec<String> = self.project.query_rows(
            "SELECT path FROM source_path UNION SELECT path FROM diagnostic ORDER BY 1",
            [],
            |row| row.get(0),
        )?;
        let gone: Vec<String> = known.into_iter().filter(|path| !kept.contains(path.as_str())).collect();
        if !gone.is_empty() {
            self.transaction(|rows| {
                rows.forget_analysis()?;
                for path in &gone {
                    rows.release_path(path)?;
                    rows.diagnostics(path, &[])?;
                }
                Ok(())
            })?;
        }
        Ok(gone)
    }

    /// Replaces all entities, links, assertions, relative dates and readings.
    ///
    /// # Errors
    /// [`StoreError::InvalidRow`] for rows that break a rule (an assertion without an anchor, a link to nothing),
    /// [`StoreError::IdCollision`], and those of writing. Then nothing has changed.
    pub fn replace_analysis(&mut self, bundle: &AnalysisBundle) -> Result<(), StoreError> {
        self.replace_analysis_in_parts(&bundle.key, |add| add(bundle))
    }

    /// The same for an analysis that comes in parts, so that they need not be in memory together: `parts` is called once
    /// and hands each to the function it is given. The key of the parts does not count. An entity comes with or before
    /// what points to it. All is one transaction.
    ///
    /// # Errors
    /// Those of [`Writer::replace_analysis`], and what `parts` returns. Then nothing has changed.
    pub fn replace_analysis_in_parts<E: From<StoreError>>(
        &mut self,
        key: &str,
        parts: impl FnOnce(&mut dyn FnMut(&AnalysisBundle) -> Result<(), StoreError>) -> Result<(), E>,
    ) -> Result<(), E> {
        let run = self.run;
        self.transaction(|rows| {
            for table in ["link", "reading", "constraint_", "assertion_anchor", "assertion", "entity"] {
                rows.run(&format!("DELETE FROM {table}"), [])?;
            }
            rows.run("DELETE FROM anchor WHERE stage = 'analysis'", [])?;
            let mut entities: HashSet<String> = HashSet::new();
            parts(&mut |bundle| {
                rows.check_anchors(&bundle.anchors)?;
                rows.anchors(&bundle.anchors, "analysis")?;
                rows.entities(&bundle.entities)?;
                entities.extend(bundle.entities.iter().map(|entity| entity.id.clone()));
                rows.links(&bundle.links)?;
                rows.assertions(&bundle.assertions, &entities, run)?;
                rows.constraints(&bundle.constraints)?;
                rows.readings(&bundle.readings)
            })?;
            rows.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", [ANALYSIS_KEY, key])?;
            Ok(())
        })
    }

    /// Ends the run. A run that is not ended counts as interrupted; its rows stay.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(self, ended: &str) -> Result<(), StoreError> {
        self.project
            .connection
            .execute("UPDATE run SET ended = ?1 WHERE id = ?2", params![ended, self.run])
            .map(|_| ())
            .at(&self.project.path)
    }

    fn transaction<E: From<StoreError>>(&mut self, work: impl FnOnce(&Rows<'_>) -> Result<(), E>) -> Result<(), E> {
        let Project { connection, path, .. } = &mut *self.project;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).at(path)?;
        work(&Rows { transaction: &transaction, path })?;
        let committed = transaction.commit().map_err(|source| match source.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => {
                StoreError::invalid("assertion", "of this bundle", "an assertion needs at least one anchor")
            }
            _ => StoreError::from_sqlite(path, source),
        });
        Ok(committed?)
    }
}
