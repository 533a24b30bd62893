//! Whole builds of generated prose: time, peak memory, and how both grow.
//!
//! `bench-build PROGRAM [MEGABYTES ...]` writes papers of some 200 kB each into a folder of its own, reads them with
//! `PROGRAM build`, and prints a row for each size. Peak memory is VmHWM of the process (Linux; elsewhere `-`).

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use regesta_eval::generate::prose;

const PAPER: usize = 200_000;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let program = args.next().context("usage: bench-build PROGRAM [MEGABYTES ...]")?;
    let mut sizes: Vec<usize> =
        args.map(|a| a.parse().context("a size is a number of megabytes")).collect::<Result<_>>()?;
    if sizes.is_empty() {
        sizes = vec![1, 10, 100];
    }
    println!("| MB | files | jobs | seconds | MB/s | peak MB | project MB |\n|---|---|---|---|---|---|---|");
    for megabytes in sizes {
        let scratch = tempfile::tempdir()?;
        let folder = scratch.path().join("papers");
        std::fs::create_dir(&folder)?;
        let files = (megabytes * 1_000_000).div_ceil(PAPER);
        let mut bytes = 0;
        for number in 0..files {
            let text = prose(1 + number as u64, PAPER);
            bytes += text.len();
            std::fs::write(folder.join(format!("{number:05}.txt")), text)?;
        }
        for jobs in [1, 2] {
            let project = scratch.path().join(format!("jobs{jobs}.regesta"));
            let (time, peak) = measure(&program, &folder, &project, jobs)?;
            let size = std::fs::metadata(&project)?.len();
            let seconds = time.as_secs_f64();
            println!(
                "| {megabytes} | {files} | {jobs} | {seconds:.1} | {:.2} | {} | {:.0} |",
                bytes as f64 / 1e6 / seconds,
                peak.map_or("-".into(), |kb| format!("{:.0}", kb as f64 / 1e3)),
                size as f64 / 1e6
            );
        }
    }
    Ok(())
}

fn measure(program: &str, folder: &Path, project: &Path, jobs: usize) -> Result<(Duration, Option<u64>)> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(["build", "--jobs", &jobs.to_string(), "-o"])
        .arg(project)
        .arg(folder)
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("{program} could not be started"))?;
    let mut peak = None;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak_kilobytes(child.id()).or(peak);
        std::thread::sleep(Duration::from_millis(10));
    };
    if !status.success() {
        bail!("{program} ended with {status}");
    }
    Ok((start.elapsed(), peak))
}

fn peak_kilobytes(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
