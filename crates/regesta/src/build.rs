//! From a folder to a project file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use regesta_ingest::{ChildProgram, FoundFile, Limits, ReadOptions};
use regesta_store::{Diagnostic, Project, Severity, SourceBundle};
use regesta_text::PageBreak;
use serde::Serialize;
use serde_json::json;

use crate::bundle::{bundle, diagnostic};
use crate::{Engine, Error, Result};

/// How a folder is read.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// Threads that read; 0 for one for each processor.
    pub jobs: usize,
    /// The program that reads one file in a process of its own; `None` reads everything in this process.
    pub child: Option<ChildProgram>,
    /// Read every file again, also those that are current.
    pub fresh: bool,
    /// What reading may cost.
    pub limits: Limits,
    /// The time of the run (RFC 3339); the caller asks the clock.
    pub now: String,
}

/// A step of a run, for whoever shows progress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The files were counted: number and bytes.
    Found {
        /// Files to read.
        files: usize,
        /// Their bytes.
        bytes: u64,
    },
    /// A file is done.
    Read {
        /// Its path relative to the folder.
        path: String,
        /// Its bytes.
        bytes: u64,
        /// Findings in it; `None` where it could not be read or was current.
        findings: Option<usize>,
    },
    /// The texts are read; entities are being joined.
    Joining,
    /// The search index is being written.
    Indexing,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BuildReport {
    /// Files found.
    pub files: usize,
    /// Files read in this run.
    pub read: usize,
    /// Files that had not changed since they were last read.
    pub current: usize,
    /// Files whose bytes are those of another file of the folder.
    pub copies: usize,
    /// Files that gave nothing.
    pub failed: usize,
    /// Paths of the project that are no longer in the folder.
    pub gone: Vec<String>,
    /// Findings and entities of the whole project by kind.
    pub counts: BTreeMap<String, usize>,
    /// Messages about files, all of them.
    pub diagnostics: Vec<Diagnostic>,
    /// Decisions whose words could not be found again.
    pub stale_decisions: usize,
    /// Decisions in force.
    pub decisions: usize,
}

enum Outcome {
    Bundle(Box<SourceBundle>),
    Failed(Diagnostic),
}

/// Reads `folder` into the project file `out`, which is made where there is none. Files that have not changed are not
/// read again; decisions are never touched. Files are read by several threads and written in the order of their paths,
/// so the result does not depend on their number.
///
/// # Errors
/// [`Error::Folder`], [`Error::Store`], [`Error::Threads`], and [`Error::Stopped`] when `progress` returns `false`. A file
/// that cannot be read is no error but a diagnostic in the report.
pub fn build(
    engine: &Engine,
    folder: &Path,
    out: &Path,
    options: &BuildOptions,
    progress: &(dyn Fn(Progress) -> bool + Sync),
) -> Result<BuildReport> {
    if !folder.exists() {
        return Err(Error::Folder { folder: folder.to_owned(), reason: "there is no such folder".into() });
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.jobs)
        .build()
        .map_err(|e| Error::Threads { jobs: options.jobs, reason: e.to_string() })?;
    let mut project = Project::open_or_create(out)?;
    let (files, walk_diagnostics) = regesta_ingest::walk(folder, &options.limits);
    let files: Vec<FoundFile> = files.into_iter().filter(|f| !same_file(&f.path, out)).collect();
    let mut report = BuildReport { files: files.len(), ..BuildReport::default() };
    progress(Progress::Found { files: files.len(), bytes: files.iter().map(|f| f.bytes).sum() });
    let key = engine.key();
    project.set_meta("folder", &absolute(folder).to_string_lossy())?;
    let mut writer = project.begin_run(&regesta_store::NewRun {
        program: format!("regesta {}", env!("CARGO_PKG_VERSION")),
        packs: json!(
            engine.packs.iter().map(|(_, p)| json!({"pack": p.label(), "hash": p.hash()})).collect::<Vec<_>>()
        ),
        parameters: json!({ "read_key": key }),
        inputs: json!(files.iter().map(|f| json!({"path": f.relative, "bytes": f.bytes})).collect::<Vec<_>>()),
        started: options.now.clone(),
    })?;
    let mut paths: Vec<String> = files.iter().map(|f| f.relative.clone()).collect();
    let mut outside: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for found in &walk_diagnostics {
        let row = diagnostic("", found);
        outside.entry(row.path.clone()).or_default().push(row);
    }
    for (path, rows) in &outside {
        writer.replace_with_diagnostics(path, rows)?;
        paths.push(path.clone());
        report.failed += usize::from(rows.iter().any(|r| r.severity == Severity::Error));
    }
    let stopped = AtomicBool::new(false);
    let tell = |step: Progress| {
        if !progress(step) {
            stopped.store(true, Ordering::Relaxed);
        }
    };
    // What has not changed is kept first, so that a file that was only renamed does not lose its rows.
    let mut current: Vec<Option<String>> = pool.install(|| {
        files
            .par_iter()
            .map(|f| if options.fresh { None } else { regesta_ingest::fingerprint_file(&f.path).ok() })
            .collect()
    });
    for id in &mut current {
        if let Some(hash) = id
            && !writer.project().source_is_current(hash, &key)?
        {
            *id = None;
        }
    }
    let kept: Vec<(&str, &str)> =
        files.iter().zip(&current).filter_map(|(file, id)| Some((id.as_deref()?, file.relative.as_str()))).collect();
    writer.keep_sources(&kept)?;
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut changed: Vec<FoundFile> = Vec::new();
    for (file, id) in files.into_iter().zip(current) {
        match id {
            Some(id) => {
                report.current += 1;
                report.copies += usize::from(!known.insert(id));
                tell(Progress::Read { path: file.relative, bytes: file.bytes, findings: None });
            }
            None => changed.push(file),
        }
    }
    let mut done = report.current;
    for batch in batches(&changed, pool.current_num_threads()) {
        let outcomes: Vec<Outcome> = pool.install(|| {
            batch
                .par_iter()
                .map(|file| {
                    let outcome = read_one(engine, file, &key, options);
                    let findings = match &outcome {
                        Outcome::Bundle(rows) => Some(rows.findings.len()),
                        Outcome::Failed(_) => None,
                    };
                    tell(Progress::Read { path: file.relative.clone(), bytes: file.bytes, findings });
                    outcome
                })
                .collect()
        });
        for (file, outcome) in batch.iter().zip(outcomes) {
            match outcome {
                Outcome::Failed(row) => {
                    report.failed += 1;
                    writer.replace_with_diagnostics(&file.relative, &[row])?;
                }
                Outcome::Bundle(rows) if known.contains(&rows.source.id) => {
                    report.copies += 1;
                    writer.keep_sources(&[(rows.source.id.as_str(), file.relative.as_str())])?;
                }
                Outcome::Bundle(rows) => {
                    report.read += 1;
                    writer.replace_source(&rows)?;
                    known.insert(rows.source.id);
                }
            }
        }
        done += batch.len();
        if stopped.load(Ordering::Relaxed) {
            return Err(Error::Stopped { done });
        }
    }
    report.gone = writer.drop_sources_not_in(&paths)?;
    tell(Progress::Joining);
    let analysis_key = format!("{key}; {}", writer.project().content_key()?);
    if !writer.project().analysis_is_current(&analysis_key)? {
        let analysis = crate::analysis::analyse(engine, writer.project(), analysis_key)?;
        writer.replace_analysis(&analysis)?;
    }
    writer.finish(&options.now)?;
    tell(Progress::Indexing);
    crate::search::refresh_index(engine, &project)?;
    report.counts = crate::views::counts(&project)?;
    report.diagnostics = project.diagnostics()?;
    let decisions = project.decisions_in_force()?;
    report.decisions = decisions.len();
    report.stale_decisions = project
        .reattach(&decisions)?
        .iter()
        .filter(|a| matches!(a.status, regesta_store::AttachmentStatus::Stale { .. }))
        .count();
    project.close()?;
    Ok(report)
}

fn read_one(engine: &Engine, file: &FoundFile, key: &str, options: &BuildOptions) -> Outcome {
    let read_options = ReadOptions { limits: options.limits.clone(), ..ReadOptions::default() };
    match regesta_ingest::read_file(&file.path, &file.relative, &read_options, options.child.as_ref()) {
        Ok(mut ingested) => {
            let raw = std::mem::take(&mut ingested.raw_text);
            let pages = ingested
                .pages
                .iter()
                .map(|p| PageBreak { raw_start: p.raw_start, index: p.index, label: p.label.clone() })
                .collect();
            let paper = engine.paper(raw, pages, ingested.media_type == "text/markdown");
            let evidence = engine.evidence(&paper);
            let rows = bundle(engine, &file.relative, key, &ingested, &paper, &evidence);
            Outcome::Bundle(Box::new(rows))
        }
        Err(error) => Outcome::Failed(Diagnostic {
            path: file.relative.clone(),
            severity: Severity::Error,
            code: error.code().to_owned(),
            message: error.to_string(),
            hint: Some(error.hint()),
            span: None,
        }),
    }
}

/// Runs of files that are read together before they are written: enough for every thread, not so much that their
/// findings fill the memory.
fn batches(files: &[FoundFile], threads: usize) -> Vec<&[FoundFile]> {
    const BYTES: u64 = 64 << 20;
    let most = threads * 8;
    let mut out = Vec::new();
    let mut start = 0;
    let mut bytes = 0;
    for (i, file) in files.iter().enumerate() {
        if i > start && (i - start >= most || bytes + file.bytes > BYTES) {
            out.push(&files[start..i]);
            start = i;
            bytes = 0;
        }
        bytes += file.bytes;
    }
    if start < files.len() {
        out.push(&files[start..]);
    }
    out
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
