//! A writer that is killed at any moment loses nothing that it had reported as saved.

mod sample;

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use regesta_store::*;
use sample::{analysis, decision, fill, letters, run, source};
use serde_json::json;

const PLACE: &str = "REGESTA_STORE_KILL_TEST";
const FINDINGS: usize = 150;

/// A source with as many findings as words.
fn numbered(round: usize) -> SourceBundle {
    let words: Vec<String> = (0..FINDINGS).map(|word| format!("w{word}r{round}")).collect();
    let text = words.join(" ");
    let mut bundle = SourceBundle::new(source(&format!("{}.txt", round % 5), &text), text);
    for word in &words {
        let anchor = sample::anchor(&bundle, word);
        bundle.rows.findings.push(Finding::new(&anchor, "date", json!({"round": round}), "test.words", "a word"));
        bundle.rows.anchors.push(anchor);
    }
    bundle
}

/// The child: writes without end and says what is saved.
#[test]
#[ignore = "started and killed by `survives_being_killed`"]
fn writes_until_it_is_killed() {
    let Some(path) = env::var_os(PLACE) else { return };
    let mut project = Project::open_or_create(path).expect("the former writer is dead");
    let former = project.runs().expect("runs").len() * 1000;
    for round in former.. {
        let saved = project
            .append_decision(&decision(&letters("l.txt"), "7 May 1815", &format!("round {round}")))
            .expect("saved");
        println!("saved {}", saved.id);
        std::io::stdout().flush().expect("flush");
        let mut writer = project.begin_run(&run()).expect("begin");
        writer.replace_source(&numbered(round)).expect("numbered");
        let bundle = letters("l.txt");
        writer.replace_source(&bundle).expect("letters");
        writer.replace_analysis(&analysis(&bundle)).expect("analysis");
        if round % 7 == 0 {
            writer.drop_sources_not_in(&["l.txt"]).expect("drop");
        }
        writer.finish("then").expect("finish");
        if round % 11 == 0 {
            project.close().expect("close");
            project = Project::open_or_create(env::var_os(PLACE).expect("set")).expect("open again");
        }
    }
}

/// Kills a child after some time and gives the decisions that it had reported.
fn kill_a_writer(path: &Path, after: Duration) -> Vec<String> {
    let mut child = Command::new(env::current_exe().expect("this test"))
        .args(["--exact", "writes_until_it_is_killed", "--ignored", "--nocapture"])
        .env(PLACE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("spawn");
    let output = BufReader::new(child.stdout.take().expect("piped"));
    let reader = std::thread::spawn(move || {
        let lines = output.lines().map_while(Result::ok);
        lines.filter_map(|line| line.split_once("saved ").map(|(_, id)| id.to_owned())).collect::<Vec<_>>()
    });
    std::thread::sleep(after);
    child.kill().expect("kill");
    child.wait().expect("wait");
    reader.join().expect("reader")
}

#[test]
fn survives_being_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.regesta");
    let mut saved: Vec<String> = Vec::new();
    let mut dice: u64 = 7;
    for round in 0..20 {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        saved.extend(kill_a_writer(&path, Duration::from_micros(2_000 + (dice >> 33) % 150_000)));

        if path.exists() {
            let reader = Project::open(&path, Mode::Read).expect("a reader may be the first to open it");
            assert!(reader.decisions().expect("decisions").len() >= saved.len(), "round {round}");
        }
        let mut project = Project::open_or_create(&path).expect("opens after a kill");
        assert_eq!(project.integrity_problems().expect("check"), Vec::<String>::new(), "round {round}");
        let kept: Vec<String> =
            project.decisions().expect("decisions").into_iter().map(|decision| decision.id).collect();
        let lost: Vec<&String> = saved.iter().filter(|id| !kept.contains(id)).collect();
        assert!(lost.is_empty(), "round {round} lost {lost:?}");
        for source in project.sources().expect("sources").iter().filter(|source| source.path != "l.txt") {
            let found = project.findings(&FindingFilter::source(&source.id)).expect("findings");
            assert_eq!(found.len(), FINDINGS, "{} is there wholly", source.path);
        }
        fill(&mut project);
        assert!(project.analysis_is_current("analysis-1").expect("a full write after a kill"));
        project.close().expect("close");
    }
    assert!(saved.len() > 20, "the writers came to write: {}", saved.len());
    let runs = Project::open(&path, Mode::Read).and_then(|project| project.runs()).expect("runs");
    let interrupted = runs.iter().filter(|run| run.ended.is_none()).count();
    assert!(interrupted > 5, "kills came in the midst of writing: {interrupted}");
}
