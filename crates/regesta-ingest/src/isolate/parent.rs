//! The side that waits.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::{IngestError, Ingested, Limits, PagePicture, ReadOptions};

use super::wire::{self, WireError};
use super::{Answer, PictureRequest, Request};

/// The program that reads, and the arguments that make it do so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildProgram {
    /// Path of the program, as a rule the running one.
    pub program: PathBuf,
    /// What stands before the request, as a rule the name of the hidden subcommand, `read-one`.
    pub args: Vec<String>,
}

/// How much of the child's error channel is kept, from its end.
const STDERR_TAIL: usize = 2048;
/// How long a child that closed its output may take to end.
const LAST_BREATH: Duration = Duration::from_secs(5);

/// Reads one file in a process of its own under [`ReadOptions::limits`].
///
/// The file is opened here and given to the child as its standard input, so the child needs no right to open anything.
/// The child is to call [`child_main`](crate::child_main). It has a clean environment. When it dies over a page, the file
/// is read again without that page, up to [`Limits::max_lost_pages`](crate::Limits::max_lost_pages) times; the result is
/// then partial and says so.
///
/// # Errors
/// What the child reports about the file, and [`IngestError::Timeout`], [`IngestError::MemoryLimit`],
/// [`IngestError::Crashed`], [`IngestError::Spawn`] and [`IngestError::Protocol`] about the child itself.
pub fn read_in_child(
    child: &ChildProgram,
    path: &Path,
    name: &str,
    options: &ReadOptions,
) -> Result<Ingested, IngestError> {
    let unreadable = |source| IngestError::Unreadable { path: path.display().to_string(), source };
    let (mut file, file_bytes) = opened(path, name, &options.limits)?;
    let mut options = options.clone();
    let mut attempts_left = options.limits.max_lost_pages;
    loop {
        // Each child reads from the begin; the descriptor is shared, and so is its position.
        file.rewind().map_err(unreadable)?;
        let input = file.try_clone().map_err(unreadable)?;
        let watch = Watch { name, file_bytes, options: &options, page: Arc::new(AtomicU32::new(NO_PAGE)) };
        let error = match watch.attempt(child, input, None) {
            Ok(Answer::Read(read)) => return Ok(*read),
            Ok(Answer::Drawn(_)) => return Err(watch.protocol("a picture that nobody asked for".into())),
            Err(error) => error,
        };
        let page = watch.page.load(Ordering::SeqCst);
        let is_death = matches!(
            error,
            IngestError::Timeout { .. } | IngestError::MemoryLimit { .. } | IngestError::Crashed { .. }
        );
        if !is_death || page == NO_PAGE || attempts_left == 0 || options.skip_pages.contains(&page) {
            return Err(error);
        }
        attempts_left -= 1;
        options.skip_pages.push(page);
    }
}

/// Draws page `index` (from 0) of a PDF in a process of its own, as [`page_picture`](crate::page_picture) does in this one.
/// The limits of reading hold for drawing as well; whatever the file does, this process goes on.
///
/// # Errors
/// Those of [`page_picture`](crate::page_picture) and of [`read_in_child`]. The program of the child must have been built
/// with the feature `pictures`.
pub fn draw_in_child(
    child: &ChildProgram,
    path: &Path,
    name: &str,
    limits: &Limits,
    index: u32,
    width: u32,
    marks: &[[f32; 4]],
) -> Result<PagePicture, IngestError> {
    let (file, file_bytes) = opened(path, name, limits)?;
    let options = ReadOptions { limits: limits.clone(), ..ReadOptions::default() };
    let watch = Watch { name, file_bytes, options: &options, page: Arc::new(AtomicU32::new(NO_PAGE)) };
    match watch.attempt(child, file, Some(PictureRequest { page: index, width, marks: marks.to_vec() }))? {
        Answer::Drawn(picture) => Ok(picture),
        Answer::Read(_) => Err(watch.protocol("a text where a picture was asked for".into())),
    }
}

/// The file with its size, if that is within the limit.
fn opened(path: &Path, name: &str, limits: &Limits) -> Result<(File, u64), IngestError> {
    let unreadable = |source| IngestError::Unreadable { path: path.display().to_string(), source };
    let file = File::open(path).map_err(unreadable)?;
    let bytes = file.metadata().map_err(unreadable)?.len();
    match limits.max_file_bytes {
        limit if bytes > limit => Err(IngestError::TooLarge { name: name.into(), bytes, limit }),
        _ => Ok((file, bytes)),
    }
}

/// No page was begun.
const NO_PAGE: u32 = u32::MAX;

struct Watch<'a> {
    name: &'a str,
    file_bytes: u64,
    options: &'a ReadOptions,
    /// The page that the child began last.
    page: Arc<AtomicU32>,
}

impl Watch<'_> {
    fn attempt(
        &self,
        child: &ChildProgram,
        input: File,
        picture: Option<PictureRequest>,
    ) -> Result<Answer, IngestError> {
        let (name, options) = (self.name.into(), self.options.clone());
        let request = Request { name, file_bytes: self.file_bytes, options, picture };
        let request = serde_json::to_string(&request).map_err(|error| self.protocol(error.to_string()))?;
        let mut process = Command::new(&child.program)
            .args(&child.args)
            .arg(request)
            .env_clear()
            .stdin(Stdio::from(input))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| IngestError::Spawn { program: child.program.display().to_string(), source })?;
        let outcome = match (process.stdout.take(), process.stderr.take()) {
            (Some(stdout), Some(stderr)) => self.receive(&mut process, stdout, stderr),
            _ => Err(self.protocol("it has no output".into())),
        };
        // Reaped in every case, so that no dead process stays behind.
        let _ = process.kill();
        let _ = process.wait();
        outcome
    }

    fn receive(&self, process: &mut Child, stdout: ChildStdout, stderr: ChildStderr) -> Result<Answer, IngestError> {
        let allowed = self.options.limits.wall_time_for(self.file_bytes);
        let deadline = Instant::now().checked_add(allowed);
        // A byte of a PDF can unfold to many: the bound is the memory that the child itself may have.
        let most = self.options.limits.memory_for(self.file_bytes);
        // Text of the usual encodings grows to at most twice its size in UTF-8.
        let expected = self.file_bytes.saturating_mul(2);
        let (sender, receiver) = mpsc::channel();
        let page = Arc::clone(&self.page);
        let answer = thread::spawn(move || {
            let on_page = |index| page.store(index, Ordering::SeqCst);
            let _ = sender.send(wire::read_answer(BufReader::new(stdout), most, expected, on_page));
        });
        let tail = thread::spawn(move || stderr_tail(stderr));
        let received = match deadline {
            Some(deadline) => receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())),
            None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let result = match received {
            Err(RecvTimeoutError::Timeout) => {
                let _ = process.kill();
                Err(IngestError::Timeout { name: self.name.into(), seconds: allowed.as_secs() })
            }
            Err(RecvTimeoutError::Disconnected) => Err(self.protocol("its answer could not be taken".into())),
            Ok(Ok(answer)) => answer,
            Ok(Err(WireError::Content(reason))) => {
                let _ = process.kill();
                Err(self.protocol(reason))
            }
            Ok(Err(WireError::Broken)) => {
                // The channel ended early: the child is dead or dying, and how it died tells why.
                let status = wait_at_most(process, LAST_BREATH);
                let _ = process.kill();
                let stderr = tail.join().unwrap_or_default();
                let _ = answer.join();
                return Err(self.death(status, stderr));
            }
        };
        let _ = process.kill();
        let _ = answer.join();
        let _ = tail.join();
        result
    }

    fn death(&self, status: Option<ExitStatus>, stderr: String) -> IngestError {
        let limits = &self.options.limits;
        let name = self.name.to_owned();
        // What the standard library writes before it aborts for want of memory.
        if stderr.contains("memory allocation of") {
            return IngestError::MemoryLimit { name, bytes: limits.memory_for(self.file_bytes) };
        }
        #[cfg(unix)]
        if let Some(signal) = status.and_then(|status| std::os::unix::process::ExitStatusExt::signal(&status)) {
            const SIGKILL: i32 = 9;
            const SIGXCPU: i32 = 24;
            if signal == SIGXCPU {
                return IngestError::Timeout { name, seconds: limits.cpu_seconds_for(self.file_bytes) };
            }
            // Nobody but a system short of memory is expected to kill the child.
            if signal == SIGKILL {
                return IngestError::MemoryLimit { name, bytes: limits.memory_for(self.file_bytes) };
            }
            return IngestError::Crashed { name, status: format!("signal {signal}"), stderr };
        }
        let status = match status.and_then(|status| status.code()) {
            Some(code) => format!("exit code {code}"),
            None => "it closed its output and did not end".into(),
        };
        IngestError::Crashed { name, status, stderr }
    }

    fn protocol(&self, reason: String) -> IngestError {
        IngestError::Protocol { name: self.name.into(), reason }
    }
}

fn wait_at_most(process: &mut Child, most: Duration) -> Option<ExitStatus> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        match process.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if start.elapsed() < most => thread::sleep(pause),
            _ => return None,
        }
        pause = (pause * 2).min(Duration::from_millis(100));
    }
}

/// Reads to the end, so that the child never waits for room, and keeps the last of it as one line.
fn stderr_tail(mut stderr: ChildStderr) -> String {
    let mut tail = Vec::new();
    let mut buffer = [0; 1024];
    while let Ok(length @ 1..) = stderr.read(&mut buffer) {
        tail.extend_from_slice(&buffer[..length]);
        if tail.len() > 2 * STDERR_TAIL {
            tail.drain(..tail.len() - STDERR_TAIL);
        }
    }
    let tail = String::from_utf8_lossy(&tail[tail.len().saturating_sub(STDERR_TAIL)..]).into_owned();
    tail.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" | ")
}
