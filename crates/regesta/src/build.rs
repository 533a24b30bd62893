//! From a folder to a project file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use regesta_ingest::{ChildProgram, FoundFile, Ingested, Limits, ReadOptions};
use regesta_lang::PaperPart;
use regesta_store::{Diagnostic, Mode, Project, Severity, SourceBundle, Writer};
use serde::Serialize;
use serde_json::json;

use crate::bundle::{add_author, diagnostic, source_bundle, source_rows};
use crate::library::Library;
use crate::pipeline::in_order;
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
    /// Texts longer than one and a half times this, in bytes of UTF-8, are searched in parts of about this length, so
    /// that memory stays bounded. [`BuildOptions::PART_BYTES`] is a thousand printed pages or more. It is no matter of
    /// taste: names are joined less closely over the parts of a text than within one.
    pub part_bytes: usize,
    /// The time of the run (RFC 3339); the caller asks the clock.
    pub now: String,
}

impl BuildOptions {
    /// The usual length of a part of a very long text.
    pub const PART_BYTES: usize = 2 << 20;
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
    /// Files whose bibliographic description comes from a file of literature in the folder.
    pub described: usize,
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

/// What may be under way for each thread, in bytes of files: what is found in a text takes some fifty times its bytes.
const UNDER_WAY: u64 = 4 << 20;

enum Outcome {
    Whole(Box<SourceBundle>),
    /// A text that is to be searched in parts while it is written.
    Long(Box<LongText>),
    Failed(Diagnostic),
}

struct LongText {
    ingested: Ingested,
    bundle: SourceBundle,
    parts: Vec<PaperPart>,
}

impl Outcome {
    fn source(&self) -> Option<&str> {
        match self {
            Self::Whole(bundle) => Some(&bundle.source.id),
            Self::Long(text) => Some(&text.bundle.source.id),
            Self::Failed(_) => None,
        }
    }
}

/// Reads `folder` into the project file `out`, which is made where there is none. Files that have not changed are not
/// read again; decisions are never touched. Files are read by several threads and written in the order of their paths,
/// so the result does not depend on their number. A text of very many pages is searched in parts, whose names are joined
/// as those of several papers are.
///
/// # Errors
/// [`Error::Folder`], [`Error::Store`], [`Error::Threads`], and [`Error::Stopped`] when `progress` returns `false`: then
/// what was read is in the project, joined and indexed, and the next run goes on from there. A file that cannot be read is
/// no error but a diagnostic in the report.
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
    let found = regesta_ingest::find(folder, &options.limits);
    let (files, walk_diagnostics) = (found.files, found.diagnostics);
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
    let libraries = Library::read(&found.libraries, &options.limits);
    for (path, rows) in libraries.diagnostics() {
        outside.entry(path).or_default().extend(rows);
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
    let threads = pool.current_num_threads();
    let limit = UNDER_WAY * threads as u64;
    let read = |file: &FoundFile| read_one(engine, file, &key, options);
    let all = in_order(&changed, threads, (limit, |file| file.bytes.max(1)), read, |file, outcome| -> Result<()> {
        let mut findings = None;
        match outcome {
            Outcome::Failed(row) => {
                report.failed += 1;
                writer.replace_with_diagnostics(&file.relative, &[row])?;
            }
            known_bytes if known_bytes.source().is_some_and(|id| known.contains(id)) => {
                report.copies += 1;
                let id = known_bytes.source().unwrap_or_default();
                writer.keep_sources(&[(id, file.relative.as_str())])?;
            }
            Outcome::Whole(bundle) => {
                report.read += 1;
                findings = Some(bundle.rows.findings.len());
                writer.replace_source(&bundle)?;
                known.insert(bundle.source.id);
            }
            Outcome::Long(text) => {
                report.read += 1;
                findings = Some(write_long(engine, &mut writer, &text, threads)?);
                known.insert(text.bundle.source.id);
            }
        }
        done += 1;
        tell(Progress::Read { path: file.relative.clone(), bytes: file.bytes, findings });
        if stopped.load(Ordering::Relaxed) { Err(Error::Stopped { done }) } else { Ok(()) }
    });
    // What was read before somebody stopped it is joined and can be looked at; the next run goes on from there.
    let stopped_after = match all {
        Err(Error::Stopped { done }) => Some(done),
        other => other.map(|()| None)?,
    };
    report.gone = writer.drop_sources_not_in(&paths)?;
    let described = libraries.describe(&writer.project().sources()?);
    writer.set_descriptions(&crate::descriptions::judged(writer.project(), &described.changed)?)?;
    report.described = described.matched;
    tell(Progress::Joining);
    let analysis_key = crate::identity::analysis_key(engine, writer.project())?;
    // The index holds sentences only, so it can be written beside the joint step.
    let refresh_index = || crate::search::refresh_index(engine, &Project::open(out, Mode::Read)?);
    std::thread::scope(|scope| -> Result<()> {
        let index = (threads > 1).then(|| scope.spawn(refresh_index));
        if !writer.project().analysis_is_current(&analysis_key)? {
            let analysis = crate::analysis::Analysis::load(engine, writer.project())?;
            writer.replace_analysis_in_parts(&analysis_key, |add| analysis.write(add))?;
        }
        if stopped_after.is_none() {
            writer.finish(&options.now)?;
        }
        tell(Progress::Indexing);
        match index {
            Some(index) => index.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            None => refresh_index(),
        }
    })?;
    if let Some(done) = stopped_after {
        project.close()?;
        return Err(Error::Stopped { done });
    }
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
            let paper = engine.layered_paper(raw, crate::layers::prepare_options(&ingested));
            let mut bundle = source_bundle(engine, &file.relative, key, &ingested, &paper);
            let mut parts = paper.into_parts(options.part_bytes);
            if parts.len() > 1 {
                return Outcome::Long(Box::new(LongText { ingested, bundle, parts }));
            }
            if let Some(PaperPart { paper, .. }) = parts.pop() {
                let evidence = engine.evidence(&paper);
                add_author(&mut bundle, &paper, &evidence);
                bundle.rows = source_rows(&ingested, &paper, (0, 0), &evidence);
            }
            Outcome::Whole(Box::new(bundle))
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

/// Searches a long text part by part and writes what is found as it comes, in one transaction.
fn write_long(engine: &Engine, writer: &mut Writer<'_>, text: &LongText, threads: usize) -> Result<usize> {
    let LongText { ingested, bundle, parts } = text;
    let parts: Vec<(usize, &PaperPart)> = parts.iter().enumerate().collect();
    let mut findings = 0;
    writer.replace_source_in_parts(bundle, |add| -> Result<()> {
        let find = |(number, part): &(usize, &PaperPart)| {
            source_rows(ingested, &part.paper, (*number, part.first), &engine.evidence(&part.paper))
        };
        in_order(&parts, threads, (threads as u64, |_| 1), find, |_, rows| {
            findings += rows.findings.len();
            Ok(add(&rows)?)
        })
    })?;
    Ok(findings)
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
