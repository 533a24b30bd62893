use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use regesta::ingest::ChildProgram;
use regesta_server::{IntakeLimits, ServerError, ServerOptions, serve_until_signal};

use crate::failure::Failure;

/// Open the window in the browser: a project file, a folder of papers (which is read first), or the start page. The
/// window is served on this machine only, until Ctrl-C.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  regesta open papers.regesta\n  regesta open ~/papers\n  regesta open --port 7000 --no-browser"
)]
pub struct OpenArgs {
    /// Project file to show, or folder or paper to read; the start page unless given
    path: Option<PathBuf>,
    /// Port; any free one unless given
    #[arg(long)]
    port: Option<u16>,
    /// Print the address only
    #[arg(long)]
    no_browser: bool,
    /// Folder for projects and added papers; `regesta` in the user's data folder unless given
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Dossier to lay over it: a folder with schemes and cases; one beside the papers unless given
    #[arg(long, value_name = "FOLDER")]
    dossier: Option<PathBuf>,
    /// Show only: add no papers, build nothing
    #[arg(long)]
    read_only: bool,
}

pub fn run(args: OpenArgs) -> Result<(), Failure> {
    let options = ServerOptions {
        data: args.data.or_else(default_data).ok_or_else(|| Failure::Input {
            message: "there is no folder for projects: neither XDG_DATA_HOME nor HOME is set".into(),
            hint: "name one with --data FOLDER".into(),
        })?,
        port: args.port,
        read_only: args.read_only,
        intake: IntakeLimits::default(),
        child: std::env::current_exe().ok().map(|program| ChildProgram { program, args: vec!["read-one".into()] }),
        jobs: 0,
        dossier: args.dossier,
        now: || jiff::Timestamp::now().to_string(),
    };
    let browser = !args.no_browser && io::stdout().is_terminal() && has_display();
    serve_until_signal(options, args.path.as_deref(), |address| {
        let mut out = io::stdout().lock();
        // Whoever started the program and went away needs no address.
        let _ = writeln!(out, "Regesta: {address}  (Ctrl-C ends it)").and_then(|()| out.flush());
        if browser {
            let _ = open::that_detached(address);
        }
    })
    .map_err(failure)
}

fn failure(error: ServerError) -> Failure {
    let hint = match &error {
        ServerError::Bind { .. } => "leave --port out, or name another",
        ServerError::Data { .. } => "name another folder with --data FOLDER",
        ServerError::Path { .. } => "name a project file (.regesta), a folder of papers, or one paper",
        _ => return Failure::System { message: error.to_string() },
    };
    match &error {
        ServerError::Path { .. } => Failure::Input { message: error.to_string(), hint: hint.into() },
        _ => Failure::System { message: format!("{error}\n cure: {hint}") },
    }
}

/// `$XDG_DATA_HOME/regesta`, else `~/.local/share/regesta`; on Windows `%LOCALAPPDATA%\regesta`.
fn default_data() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let base = folder("XDG_DATA_HOME").filter(|p| p.is_absolute());
    let windows = || if cfg!(windows) { folder("LOCALAPPDATA") } else { None };
    let home = || folder("HOME").map(|home| home.join(".local/share"));
    base.or_else(windows).or_else(home).map(|base| base.join("regesta"))
}

/// Whether a browser can show something; on a machine without a screen it would only print errors.
fn has_display() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}
