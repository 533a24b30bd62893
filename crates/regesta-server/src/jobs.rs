//! Folders that are being read.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use regesta::ingest::Limits;
use regesta::store::Severity;
use regesta::{BuildOptions, BuildReport, Error, Progress};
use tokio::sync::watch;

use crate::app::Shared;
use crate::error::{ApiError, ApiResult};
use crate::registry::Entry;
use crate::wire::{Job, JobFile, JobFileState, JobState};

/// Files of a job that are told one by one.
const MOST_FILES: usize = 2000;

/// All jobs since the server began; one runs at a time, the others wait.
#[derive(Default)]
pub(crate) struct Jobs {
    list: Mutex<BTreeMap<u64, Arc<JobHandle>>>,
    next: AtomicU64,
    turn: Mutex<()>,
}

/// A job.
pub(crate) struct JobHandle {
    state: watch::Sender<Job>,
    stop: AtomicBool,
}

impl JobHandle {
    /// How far it is.
    pub(crate) fn now(&self) -> Job {
        self.state.borrow().clone()
    }

    /// Tells of changes.
    pub(crate) fn watch(&self) -> watch::Receiver<Job> {
        self.state.subscribe()
    }

    /// Asks it to stop after the files that are being read.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Jobs {
    /// The job of an identifier.
    pub(crate) fn get(&self, id: &str) -> ApiResult<Arc<JobHandle>> {
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let number = id.strip_prefix('j').and_then(|n| n.parse::<u64>().ok());
        number.and_then(|n| list.get(&n)).cloned().ok_or_else(|| {
            let cure = "open the project: jobs are forgotten when the server ends";
            ApiError::not_found("job.unknown", "the identifier of a job", id, cure)
        })
    }

    /// The job that is making a project now.
    pub(crate) fn of_project(&self, key: &str) -> Option<String> {
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        let running = list.values().map(|job| job.state.borrow()).find(|j| j.project == key && !j.state.is_over());
        running.map(|job| job.job.clone())
    }

    /// Asks all jobs to stop.
    pub(crate) fn stop_all(&self) {
        self.list.lock().unwrap_or_else(PoisonError::into_inner).values().for_each(|job| job.stop());
    }

    /// Whether a job is not over yet.
    pub(crate) fn any_running(&self) -> bool {
        let list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.values().any(|job| !job.state.borrow().state.is_over())
    }
}

/// Begins to read a folder, or one file, into a project file.
pub(crate) fn start(app: &Shared, entry: &Arc<Entry>, folder: PathBuf) -> ApiResult<String> {
    let number = app.jobs.next.fetch_add(1, Ordering::Relaxed) + 1;
    let id = format!("j{number}");
    let job = Job {
        job: id.clone(),
        project: entry.key.clone(),
        state: JobState::Waiting,
        files: Vec::new(),
        done_files: 0,
        total_files: 0,
        done_bytes: 0,
        total_bytes: 0,
        seconds_left: None,
        counts: BTreeMap::new(),
        error: None,
    };
    let handle = Arc::new(JobHandle { state: watch::Sender::new(job), stop: AtomicBool::new(false) });
    {
        let mut list = app.jobs.list.lock().unwrap_or_else(PoisonError::into_inner);
        if list.values().map(|j| j.state.borrow()).any(|j| j.project == entry.key && !j.state.is_over()) {
            return Err(ApiError::new(
                axum::http::StatusCode::CONFLICT,
                "job.running",
                "a project that nobody is reading",
                "one that is being read",
                &entry.key,
                "wait until it is done, or stop it",
            ));
        }
        list.insert(number, Arc::clone(&handle));
    }
    let (app, entry) = (Arc::clone(app), Arc::clone(entry));
    let thread = std::thread::Builder::new().name(format!("build {id}"));
    thread
        .spawn(move || {
            let work = std::panic::AssertUnwindSafe(|| run(&app, &handle, &entry, &folder));
            let outcome = std::panic::catch_unwind(work)
                .unwrap_or_else(|_| Err(ApiError::internal("the job", "a fault of the program")));
            entry.renew();
            handle.state.send_modify(|job| finish(job, outcome));
        })
        .map_err(|error| ApiError::internal("the machine", &error.to_string()))?;
    Ok(id)
}

fn run(app: &Shared, handle: &JobHandle, entry: &Entry, folder: &std::path::Path) -> ApiResult<Option<BuildReport>> {
    let _turn = app.jobs.turn.lock().unwrap_or_else(PoisonError::into_inner);
    if handle.stop.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let limits = Limits::default();
    let (files, _) = regesta::ingest::walk(folder, &limits);
    handle.state.send_modify(|job| {
        job.state = JobState::Reading;
        job.total_files = files.len();
        job.total_bytes = files.iter().map(|f| f.bytes).sum();
        let shown = files.iter().take(MOST_FILES).map(|f| JobFile {
            path: f.relative.clone(),
            bytes: f.bytes,
            state: JobFileState::Waiting,
            findings: None,
            message: None,
            cure: None,
        });
        job.files = shown.collect();
    });
    let engine = app.engine.get()?;
    let options = BuildOptions {
        jobs: app.options.jobs,
        child: app.options.child.clone(),
        fresh: false,
        limits,
        part_bytes: BuildOptions::PART_BYTES,
        now: (app.options.now)(),
    };
    if let Some(parent) = entry.path.parent() {
        std::fs::create_dir_all(parent).map_err(|e| ApiError::internal("the data folder", &e.to_string()))?;
    }
    let begun = Instant::now();
    let built = regesta::build(&engine, folder, &entry.path, &options, &|step| {
        if step == Progress::Indexing {
            // The run has ended; what follows is a cache.
            entry.renew();
        }
        handle.state.send_modify(|job| advance(job, step, begun));
        !handle.stop.load(Ordering::Relaxed)
    });
    match built {
        Ok(report) => Ok(Some(report)),
        Err(Error::Stopped { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn advance(job: &mut Job, step: Progress, begun: Instant) {
    match step {
        Progress::Found { files, bytes } => (job.total_files, job.total_bytes) = (files, bytes),
        Progress::Read { path, bytes, findings } => {
            job.done_files += 1;
            job.done_bytes += bytes;
            *job.counts.entry("findings".into()).or_default() += findings.unwrap_or(0);
            // Files are in the order of their paths as the walk gave them.
            if let Some(file) = job.files.iter_mut().find(|f| f.path == path) {
                file.state = if findings.is_some() { JobFileState::Done } else { JobFileState::Current };
                file.findings = findings;
            }
            job.seconds_left = (job.done_files >= 2 && job.done_bytes > 0).then(|| {
                let left = job.total_bytes.saturating_sub(job.done_bytes) as f64 / job.done_bytes as f64;
                (begun.elapsed().as_secs_f64() * left).ceil() as u64
            });
        }
        Progress::Joining => (job.state, job.seconds_left) = (JobState::Joining, None),
        Progress::Indexing => job.state = JobState::Indexing,
    }
}

fn finish(job: &mut Job, outcome: ApiResult<Option<BuildReport>>) {
    job.seconds_left = None;
    match outcome {
        Ok(Some(report)) => {
            job.state = JobState::Done;
            let findings = job.counts.remove("findings");
            job.counts = report.counts;
            job.counts.extend(findings.map(|number| ("findings".to_owned(), number)));
            for diagnostic in report.diagnostics.iter().filter(|d| d.severity != Severity::Info) {
                let Some(file) = job.files.iter_mut().find(|f| f.path == diagnostic.path) else { continue };
                if diagnostic.severity == Severity::Error {
                    file.state = JobFileState::Failed;
                }
                if file.message.is_none() || diagnostic.severity == Severity::Error {
                    (file.message, file.cure) = (Some(diagnostic.message.clone()), diagnostic.hint.clone());
                }
            }
        }
        Ok(None) => job.state = JobState::Stopped,
        Err(error) => (job.state, job.error) = (JobState::Failed, Some(*error.problem)),
    }
}
