//! What all requests share.

use std::path::PathBuf;
use std::sync::Arc;

use regesta::ingest::ChildProgram;
use tokio::sync::watch;

use crate::dossiers::Proposals;
use crate::engine::SharedEngine;
use crate::error::{ApiError, ApiResult};
use crate::intake::{IntakeLimits, Intakes};
use crate::jobs::Jobs;
use crate::registry::Registry;

/// How the server is set up.
#[derive(Clone)]
pub struct ServerOptions {
    /// Folder of the project files and of the papers that are dropped onto the window; made where there is none.
    pub data: PathBuf,
    /// Port; any free one where it is `None`.
    pub port: Option<u16>,
    /// No papers are taken and nothing is built.
    pub read_only: bool,
    /// What adding papers may cost.
    pub intake: IntakeLimits,
    /// The program that reads one file in a process of its own; `None` reads everything in this process.
    pub child: Option<ChildProgram>,
    /// Threads that read; 0 for one for each processor.
    pub jobs: usize,
    /// A dossier to lay over what is opened at the start; without it, one in or above the folder of the papers.
    pub dossier: Option<PathBuf>,
    /// The time (RFC 3339).
    pub now: fn() -> String,
}

pub(crate) struct App {
    pub(crate) options: ServerOptions,
    pub(crate) engine: SharedEngine,
    pub(crate) registry: Registry,
    pub(crate) jobs: Jobs,
    pub(crate) intakes: Intakes,
    pub(crate) proposals: Proposals,
    /// Held while a judgement is written.
    pub(crate) judging: std::sync::Mutex<()>,
    /// Becomes `true` when the server ends.
    pub(crate) ending: watch::Sender<bool>,
}

pub(crate) type Shared = Arc<App>;

impl App {
    pub(crate) fn new(options: ServerOptions) -> Self {
        Self {
            registry: Registry::new(options.data.join("projects")),
            intakes: Intakes::new(options.data.join("papers"), options.intake.clone()),
            engine: SharedEngine::default(),
            jobs: Jobs::default(),
            proposals: Proposals::default(),
            judging: std::sync::Mutex::new(()),
            ending: watch::Sender::new(false),
            options,
        }
    }

    /// Refuses what changes something where the server only reads.
    pub(crate) fn must_add(&self) -> ApiResult<()> {
        if self.options.read_only {
            return Err(ApiError::new(
                axum::http::StatusCode::FORBIDDEN,
                "server.read-only",
                "a server that takes papers",
                "one that only reads",
                "this server",
                "start `regesta open` without --read-only",
            ));
        }
        Ok(())
    }
}

/// Runs work that waits for files on a thread for such work.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> ApiResult<T> + Send + 'static) -> ApiResult<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(ApiError::internal("the server", "a fault of the program")))
}
