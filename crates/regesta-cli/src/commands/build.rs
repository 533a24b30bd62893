use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use comfy_table::Table;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use regesta::ingest::{ChildProgram, Limits};
use regesta::store::Severity;
use regesta::{BuildOptions, BuildReport, Engine, Progress};

use crate::failure::Failure;
use crate::output::{LINES, visible};

/// Read a folder of papers into a project file. Files that have not changed are not read again; what you decided is
/// never touched. A file that cannot be read is reported, and the rest is read.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  regesta build papers\n  regesta build papers -o war.regesta --jobs 2")]
pub struct BuildArgs {
    /// Folder of papers (PDF, Word, OpenDocument, HTML, text, Markdown), with its sub-folders; or one file. Files of
    /// literature in it (BibTeX, RIS, CSL-JSON, as Zotero exports them) describe the papers
    folder: PathBuf,
    /// Project file to write; the folder's name with `.regesta` in the current folder unless given
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Threads that read; 0 for one for each processor
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Read every file again, also those that have not changed
    #[arg(long)]
    fresh: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: BuildArgs) -> Result<(), Failure> {
    let out = match &args.out {
        Some(out) => out.clone(),
        None => default_out(&args.folder)?,
    };
    let engine = Engine::for_project(&out)?;
    let options = BuildOptions {
        jobs: args.jobs,
        child: std::env::current_exe().ok().map(|program| ChildProgram { program, args: vec!["read-one".into()] }),
        fresh: args.fresh,
        limits: Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: now(),
    };
    let bar = if io::stderr().is_terminal() {
        ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr())
    } else {
        ProgressBar::hidden()
    };
    let style = ProgressStyle::with_template("{bar:30} {decimal_bytes}/{decimal_total_bytes}  {eta} left  {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let (total, done, findings) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let report = regesta::build(&engine, &args.folder, &out, &options, &|step| {
        match step {
            Progress::Found { files, bytes } => {
                total.store(files, Ordering::Relaxed);
                bar.set_length(bytes);
            }
            Progress::Read { bytes, findings: found, .. } => {
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                let found = found.unwrap_or(0);
                let sum = findings.fetch_add(found, Ordering::Relaxed) + found;
                bar.inc(bytes);
                bar.set_message(format!("{done} of {} files, {sum} findings", total.load(Ordering::Relaxed)));
            }
            Progress::Joining => bar.set_message("joining names and documents"),
            Progress::Indexing => bar.set_message("writing the search index"),
        }
        true
    });
    bar.finish_and_clear();
    let report = report?;
    let mut stdout = io::stdout().lock();
    if args.json {
        serde_json::to_writer_pretty(&mut stdout, &report).map_err(io::Error::from)?;
        writeln!(stdout)?;
    } else {
        print_report(&mut stdout, &report, &out)?;
    }
    Ok(())
}

fn default_out(folder: &Path) -> Result<PathBuf, Failure> {
    let name = folder.canonicalize().ok().and_then(|f| f.file_name().map(|n| n.to_owned()));
    match name {
        Some(name) => Ok(PathBuf::from(format!("{}.regesta", name.to_string_lossy()))),
        None => Err(Failure::Input {
            message: format!("{}: there is no such folder", folder.display()),
            hint: "name a folder that holds the papers".into(),
        }),
    }
}

fn print_report(out: &mut impl Write, report: &BuildReport, project: &Path) -> io::Result<()> {
    for diagnostic in &report.diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "note",
        };
        writeln!(out, "{severity}: {}: {}", visible(&diagnostic.path), visible(&diagnostic.message))?;
        if let Some(hint) = &diagnostic.hint {
            writeln!(out, "  cure: {}", visible(hint))?;
        }
    }
    let warnings = report.diagnostics.iter().filter(|d| d.severity != Severity::Info).count();
    let count = |name: &str| report.counts.get(name).copied().unwrap_or(0);
    let mut table = Table::new();
    table.load_style(LINES);
    table.set_header(["files", "dates", "documents", "events", "people", "places", "bodies", "shelfmarks", "warnings"]);
    let numbers = [
        report.files,
        count("date"),
        count("documents"),
        count("events"),
        count("persons"),
        count("places"),
        count("bodies"),
        count("shelfmarks"),
        warnings,
    ];
    table.add_row(numbers.map(|n| n.to_string()));
    writeln!(out, "{table}")?;
    let mut told = format!("{} read, {} unchanged", report.read, report.current);
    for (number, what) in [
        (report.described, "described by a library"),
        (report.copies, "copies"),
        (report.failed, "not readable"),
        (report.gone.len(), "gone"),
    ] {
        if number > 0 {
            told.push_str(&format!(", {number} {what}"));
        }
    }
    writeln!(out, "{told}. Written to {}", project.display())?;
    if report.decisions > 0 {
        writeln!(
            out,
            "{} decisions kept, {} of them lost their words (`regesta check`)",
            report.decisions, report.stale_decisions
        )?;
    }
    Ok(())
}

/// The time (RFC 3339).
pub fn now() -> String {
    jiff::Timestamp::now().to_string()
}
