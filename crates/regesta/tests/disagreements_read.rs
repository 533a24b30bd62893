//! The disagreements reported on the sample papers against a reading of each, row by row. Runs where the papers are, beside
//! the checkout.

use std::path::{Path, PathBuf};

use regesta::store::{Mode, Project};
use regesta::{Accounts, BuildOptions, Disagreement, Engine, build};

/// A row of `corpora/disagreements/read.tsv`.
struct Read<'a> {
    kind: &'a str,
    /// File name before the first `_`, start and end in code points, of each side.
    sides: Vec<(&'a str, usize, usize)>,
    /// `real`, `not`, `control`.
    judgement: &'a str,
}

fn rows(text: &str) -> Vec<Read<'_>> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let sides = cells[1].split(' ').map(|side| {
                let parts: Vec<&str> = side.split(':').collect();
                let point = |n: usize| parts[n].parse().expect("a code point");
                (parts[0], point(1), point(2))
            });
            Read { kind: cells[0], sides: sides.collect(), judgement: cells[2] }
        })
        .collect()
}

/// Whether a reported row is the one that was read: its kind, and a stretch in common with each side.
fn is_read(row: &Disagreement, read: &Read<'_>) -> bool {
    row.kind.name() == read.kind
        && read.sides.iter().all(|(source, start, end)| {
            row.sides.iter().any(|side| {
                side.passage.source.starts_with(source) && side.passage.start < *end && *start < side.passage.end
            })
        })
}

#[test]
fn what_is_reported_on_the_sample_papers_was_read_and_is_real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let beside = [root.join("../shared/seeds"), PathBuf::from("../shared/seeds")];
    let Some(papers) = beside.into_iter().find(|folder| folder.is_dir()) else {
        eprintln!("the sample papers are not beside the checkout: nothing is read");
        return;
    };
    let text = std::fs::read_to_string(root.join("corpora/disagreements/read.tsv")).expect("the reading");
    let read = rows(&text);
    assert!(read.iter().any(|r| r.judgement == "control") && read.iter().any(|r| r.judgement == "real"));
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("p.regesta");
    let engine = Engine::built_in().expect("engine");
    let options = BuildOptions {
        jobs: 1,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    build(&engine, &papers, &path, &options, &|_| true).expect("build");
    let project = Project::open(&path, Mode::Read).expect("project");
    let found = Accounts::load(&engine, &project).expect("accounts").disagreements().expect("rows");
    let conflicts: Vec<&Disagreement> = found.iter().filter(|row| row.conflict && !row.possible).collect();
    let judged = |row: &Disagreement| read.iter().find(|r| is_read(row, r)).map(|r| r.judgement);
    let number = |wanted: Option<&str>| conflicts.iter().filter(|row| judged(row) == wanted).count();
    let (real, not, control, unread) =
        (number(Some("real")), number(Some("not")), number(Some("control")), number(None));
    println!("{} reported: {real} real, {not} not, {control} controls, {unread} not read", conflicts.len());
    for row in conflicts.iter().filter(|row| judged(row).is_none()) {
        println!("not read: {} {} {}", row.id, row.kind.name(), row.about);
    }
    assert_eq!(control, 0, "a control is reported as a contradiction");
    assert!(real > 0 && 5 * real >= 4 * (real + not), "fewer than four of five that were read are real");
    assert!(4 * unread <= conflicts.len(), "read corpora/disagreements/read.tsv anew: too much was not read");
}
