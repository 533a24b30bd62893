use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use regesta::dossier::Dossier;
use tokio::net::TcpListener;

use crate::app::{App, ServerOptions, Shared};
use crate::error::ServerError;
use crate::registry::Entry;
use crate::routes::router;

/// How long requests and jobs that are under way have when the server ends.
const PATIENCE: Duration = Duration::from_secs(5);

/// A server that listens on this machine only.
pub struct Server {
    app: Shared,
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes the port and makes the folders. Nothing is answered before [`Server::run`].
    ///
    /// # Errors
    /// [`ServerError::Data`] where the folders cannot be made, [`ServerError::Bind`] where the port is taken.
    pub async fn bind(options: ServerOptions) -> Result<Self, ServerError> {
        let port = options.port.unwrap_or(0);
        if !options.read_only {
            for folder in ["projects", "papers"].map(|name| options.data.join(name)) {
                std::fs::create_dir_all(&folder).map_err(|source| ServerError::Data { folder, source })?;
            }
        }
        let bind = |source| ServerError::Bind { port, source };
        let listener = TcpListener::bind((IpAddr::V4(Ipv4Addr::LOCALHOST), port)).await.map_err(bind)?;
        let address = listener.local_addr().map_err(bind)?;
        Ok(Self { app: Arc::new(App::new(options)), listener, address })
    }

    /// The address for a browser: of the start page.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Adds a path given at the start: a project file is opened, a folder or a paper is read into the project file of that
    /// name in the data folder. Gives the address at which it is shown.
    ///
    /// # Errors
    /// [`ServerError::Path`] where there is no such file, or where a folder is given to a server that only reads.
    pub fn open(&self, path: &Path) -> Result<String, ServerError> {
        let fail = |reason: &str| ServerError::Path { path: path.to_owned(), reason: reason.to_owned() };
        let full: PathBuf = path.canonicalize().map_err(|e| fail(&e.to_string()))?;
        if full.is_file() && full.extension().is_some_and(|e| e == "regesta") {
            let entry = self.app.registry.add(&full, "");
            entry.snapshot().map_err(|e| fail(&e.problem.found))?;
            self.lay_dossier(&entry)?;
            return Ok(format!("{}/p/{}", self.address(), entry.key));
        }
        if self.app.options.read_only {
            return Err(fail("a server that only reads can open project files only, not build them"));
        }
        let name = full.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_else(|| "papers".into());
        let name =
            if full.is_file() { name.rsplit_once('.').map_or(name.clone(), |(n, _)| n.to_owned()) } else { name };
        let entry = self.app.registry.add_folder(&full, &name);
        self.lay_dossier(&entry)?;
        crate::jobs::start(&self.app, &entry, full).map_err(|e| fail(&e.problem.found))?;
        Ok(format!("{}/p/{}", self.address(), entry.key))
    }

    /// Lays the dossier that was named over a project.
    fn lay_dossier(&self, entry: &Entry) -> Result<(), ServerError> {
        let Some(folder) = &self.app.options.dossier else { return Ok(()) };
        let fail = |reason: String| ServerError::Path { path: folder.clone(), reason };
        let full = folder.canonicalize().map_err(|e| fail(e.to_string()))?;
        if !Dossier::is_in(&full) {
            return Err(fail("no dossier: it has neither `dossier.toml` nor the folders `schemes` and `cases`".into()));
        }
        entry.set_dossier(&full);
        Ok(())
    }

    /// Answers until `end` is over; then lets what is under way come to its end, for some seconds at most. Jobs stop
    /// after the files they are reading and can be taken up again.
    ///
    /// # Errors
    /// Those of the network.
    pub async fn run(self, end: impl Future<Output = ()> + Send + 'static) -> Result<(), ServerError> {
        let Self { app, listener, address } = self;
        let loading = Arc::clone(&app);
        // Whoever asks first need not wait for the dictionaries.
        tokio::task::spawn_blocking(move || loading.engine.get().map(|_| ()).ok());
        let ended = Arc::clone(&app);
        let signal = async move {
            end.await;
            ended.jobs.stop_all();
            ended.ending.send_replace(true);
        };
        let mut ending = app.ending.subscribe();
        let serving = axum::serve(listener, router(Arc::clone(&app), address.port())).with_graceful_shutdown(signal);
        let mut serving = std::pin::pin!(serving.into_future());
        tokio::select! {
            served = &mut serving => served?,
            () = async { let _ = ending.wait_for(|ends| *ends).await; tokio::time::sleep(PATIENCE).await; } => {}
        }
        let waited = tokio::time::Instant::now();
        while app.jobs.any_running() && waited.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// The addresses of this server without its network: requests must name the host `127.0.0.1:{port}`.
    pub fn into_router(self, port: u16) -> Router {
        router(self.app, port)
    }

    /// The addresses without a network, for tests and for other programs: requests must name the host
    /// `127.0.0.1:{port}`.
    pub fn router(options: ServerOptions, port: u16) -> Router {
        router(Arc::new(App::new(options)), port)
    }
}

/// Runs a server on a runtime of its own until Ctrl-C or a signal to end. `ready` gets the address to show.
///
/// # Errors
/// Those of [`Server::bind`], [`Server::open`] and [`Server::run`].
pub fn serve_until_signal(
    options: ServerOptions,
    path: Option<&Path>,
    ready: impl FnOnce(&str),
) -> Result<(), ServerError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let server = Server::bind(options).await?;
        let address = match path {
            Some(path) => server.open(path)?,
            None => server.address(),
        };
        ready(&address);
        server.run(signalled()).await
    });
    // A job that reads one very large file is not waited for: the project file is sound at any moment.
    runtime.shutdown_timeout(Duration::from_millis(200));
    served
}

async fn signalled() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
