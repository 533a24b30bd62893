//! Shared words in growing folders, by the finder in memory (`reuse-texts`): time, memory, and how both grow.
//!
//! `bench-reuse PROGRAM [MEGABYTES ...] [--texts FOLDER] [--letters 16]` writes papers of some 200 kB each, in
//! which telegrams of 30 to 70 words are quoted that others quote too, or takes the first files of a folder, and prints a row
//! for each size. Peak memory is VmHWM of the process, time of the processor its utime and stime (Linux; elsewhere `-`).

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Parser;
use regesta_eval::generate::{Dice, prose};

const PAPER: usize = 200_000;

/// Shared words in growing folders.
#[derive(Debug, Parser)]
struct Args {
    /// reuse-texts
    program: String,
    /// Sizes in megabytes
    #[arg(default_values_t = [1, 10, 100])]
    megabytes: Vec<usize>,
    /// Take texts from here instead of writing them
    #[arg(long)]
    texts: Option<PathBuf>,
    /// Letters of a shingle
    #[arg(long, default_value = "16")]
    letters: String,
    /// Where texts are written; the system's folder for what is temporary unless given
    #[arg(long)]
    scratch: Option<PathBuf>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    println!("| MB | files | seconds | CPU seconds | peak MB | passages | CPU grows as n to the |");
    println!("|---|---|---|---|---|---|---|");
    let mut before: Option<(f64, f64)> = None;
    for megabytes in &args.megabytes {
        let scratch = match &args.scratch {
            Some(folder) => tempfile::tempdir_in(folder)?,
            None => tempfile::tempdir()?,
        };
        let folder = scratch.path().join("texts");
        std::fs::create_dir(&folder)?;
        let (files, bytes) = match &args.texts {
            Some(from) => taken(from, &folder, megabytes * 1_000_000)?,
            None => written(&folder, megabytes * 1_000_000)?,
        };
        let rows = scratch.path().join("shared.jsonl");
        let mut command = Command::new(&args.program);
        command.arg(&folder).args(["--threads", "2", "--letters", &args.letters]).stdout(std::fs::File::create(&rows)?);
        let cost = measure(command)?;
        let lines = std::io::BufRead::lines(std::io::BufReader::new(std::fs::File::open(&rows)?)).count();
        let growth = match (before, cost.cpu) {
            (Some((size, cpu)), Some(now)) => format!("{:.2}", (now / cpu).ln() / (bytes as f64 / size).ln()),
            _ => "-".to_owned(),
        };
        before = cost.cpu.map(|cpu| (bytes as f64, cpu));
        println!(
            "| {:.0} | {files} | {:.1} | {} | {} | {lines} | {growth} |",
            bytes as f64 / 1e6,
            cost.wall.as_secs_f64(),
            cost.cpu.map_or("-".into(), |cpu| format!("{cpu:.1}")),
            cost.peak.map_or("-".into(), |kb| format!("{:.0}", kb as f64 / 1e3)),
        );
    }
    Ok(())
}

/// The first files of a folder, by name, up to a size.
fn taken(from: &Path, to: &Path, wanted: usize) -> Result<(usize, usize)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(from)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.sort();
    let (mut count, mut bytes) = (0, 0);
    for file in files.iter().filter(|file| file.is_file()) {
        if bytes >= wanted {
            return Ok((count, bytes));
        }
        bytes += std::fs::copy(file, to.join(file.file_name().context("a file has a name")?))? as usize;
        count += 1;
    }
    bail!("{} holds {bytes} bytes, {wanted} are wanted", from.display());
}

/// Papers with telegrams in them: each telegram stands in some three papers.
fn written(folder: &Path, wanted: usize) -> Result<(usize, usize)> {
    let files = wanted.div_ceil(PAPER);
    let mut dice = Dice::new(5);
    let mut bytes = 0;
    for number in 0..files {
        let plain = prose(1 + number as u64, PAPER);
        let mut text = String::with_capacity(plain.len() + 8_000);
        for (n, paragraph) in plain.split("\n\n").enumerate() {
            text.push_str(paragraph);
            text.push_str("\n\n");
            if n % 12 == 5 {
                let telegram = prose(10_000_000 + dice.below(files * 4 + 1) as u64, 200 + dice.below(200));
                text.push_str(&format!("“{}”\n\n", telegram.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
        bytes += text.len();
        std::fs::write(folder.join(format!("{number:05}.txt")), text)?;
    }
    Ok((files, bytes))
}

struct Cost {
    wall: Duration,
    /// Seconds of the processor.
    cpu: Option<f64>,
    /// Kilobytes.
    peak: Option<u64>,
}

fn measure(mut command: Command) -> Result<Cost> {
    let start = Instant::now();
    let mut child =
        command.stdin(Stdio::null()).spawn().with_context(|| format!("{command:?} could not be started"))?;
    let (mut peak, mut cpu) = (None, None);
    let status = loop {
        // A process that has ended and was not yet waited for still has its times.
        (peak, cpu) = (peak_kilobytes(child.id()).or(peak), cpu_seconds(child.id()).or(cpu));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    if !status.success() {
        bail!("{command:?} ended with {status}");
    }
    Ok(Cost { wall: start.elapsed(), cpu, peak })
}

fn peak_kilobytes(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// utime and stime in ticks, which are hundredths of a second on Linux.
fn cpu_seconds(pid: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(ticks as f64 / 100.0)
}
