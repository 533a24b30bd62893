//! A build that is killed at any moment leaves a project that opens, keeps every decision, and can be finished.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use regesta::store::{About, Action, Mention, Mode, NewDecision, Project};

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regesta"));
    command.args(args).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn decide(project: &Path, number: usize) {
    let mut open = Project::open(project, Mode::Write).expect("the project opens for writing");
    let mention = Mention {
        kind: "date".into(),
        path: "0.txt".into(),
        source: None,
        exact: "11 October 1814".into(),
        prefix: String::new(),
        suffix: String::new(),
        pieces: Vec::new(),
    };
    open.append_decision(&NewDecision {
        about: About::passage(mention),
        action: Action::Comment,
        value: None,
        rationale: format!("number {number}"),
        editor: "test".into(),
        at: format!("2026-01-01T00:00:{:02}Z", number % 60),
        supersedes: None,
    })
    .expect("a decision can be added");
    open.close().expect("the project closes");
}

#[test]
fn a_build_killed_at_fifty_moments_loses_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    fs::create_dir(&folder).unwrap();
    let write = |round: usize| {
        for number in 0..6 {
            let text: String = (0..12)
                .map(|i| {
                    format!(
                        "Castlereagh wrote to Liverpool on 11 October 1814. On {} November 1814 he left Vienna [TNA, FO 92/{}, f. {}].\n\n",
                        1 + (i + round) % 28,
                        number + 1,
                        i + 1
                    )
                })
                .collect();
            fs::write(folder.join(format!("{number}.txt")), text).unwrap();
        }
    };
    write(0);
    let project = scratch.path().join("p.regesta");
    let args = ["build", folder.to_str().unwrap(), "-o", project.to_str().unwrap(), "--fresh"];
    let start = Instant::now();
    assert!(program(&args).status().unwrap().success());
    let whole = start.elapsed();
    let mut dice: u64 = 0x2545_F491_4F6C_DD1D;
    let mut killed = 0;
    for round in 0..50 {
        decide(&project, round);
        write(round + 1);
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let wait = Duration::from_micros(dice % (whole.as_micros() as u64 + 1));
        let mut child = program(&args).spawn().unwrap();
        std::thread::sleep(wait);
        killed += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        let open = Project::open(&project, Mode::Read).expect("the project opens after a kill");
        assert_eq!(open.integrity_problems().unwrap(), Vec::<String>::new());
        assert_eq!(open.decisions().unwrap().len(), round + 1, "no decision is lost in round {round}");
    }
    assert!(killed >= 20, "most of the builds were still running when they were killed: {killed}");
    assert!(program(&args[..4]).status().unwrap().success(), "the next build finishes");
    let clean = scratch.path().join("clean.regesta");
    assert!(program(&["build", folder.to_str().unwrap(), "-o", clean.to_str().unwrap()]).status().unwrap().success());
    let dump = |p: &Path| {
        Command::new(env!("CARGO_BIN_EXE_regesta")).args(["dump", p.to_str().unwrap()]).output().unwrap().stdout
    };
    assert!(!dump(&clean).is_empty());
    assert!(dump(&project) == dump(&clean), "what was built in pieces is what is built at once");
}
