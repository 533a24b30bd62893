//! What citations stand for, beside what a reader found: `corpora/supports`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regesta::store::{Mode, Project};
use regesta::{BuildOptions, Engine, build, views};
use serde_json::Value;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The share of rows that the program answers as the reader did, in thousandths, and the others.
fn right(list: &str, folder: &Path) -> (usize, Vec<String>) {
    let engine = Engine::built_in().unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("p.regesta");
    let rows: Vec<Value> = list.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // Only the texts of the list, each once.
    let texts = scratch.path().join("texts");
    for text in rows.iter().map(|row| row["text"].as_str().unwrap()).collect::<BTreeSet<_>>() {
        let copy = texts.join(text);
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::copy(folder.join(text), copy).unwrap();
    }
    let options = BuildOptions {
        jobs: 2,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    build(&engine, &texts, &out, &options, &|_| true).unwrap();
    let project = Project::open(&out, Mode::Read).unwrap();
    let mut found: BTreeMap<(String, u64), (u64, u64, bool)> = BTreeMap::new();
    for row in views::citations(&project, &engine).unwrap() {
        let Some(supported) = row.cited_for else { continue };
        let (start, end) = (supported.start as u64, supported.end as u64);
        found.insert((row.citation.source, row.citation.start as u64), (start, end, row.quotation));
    }
    let mut wrong = Vec::new();
    for row in &rows {
        let place = (row["text"].as_str().unwrap().to_owned(), row["cite"][0].as_u64().unwrap());
        let (start, end) = (row["supports"][0].as_u64().unwrap(), row["supports"][1].as_u64().unwrap());
        let near = |a: u64, b: u64| a.abs_diff(b) <= 2;
        let answer = found.get(&place);
        let quotation = row["kind"] == "quotation";
        if !answer.is_some_and(|&(s, e, q)| near(s, start) && near(e, end) && q == quotation) {
            wrong.push(format!("{place:?}: {start}..{end}, found {answer:?}"));
        }
    }
    ((rows.len() - wrong.len()) * 1000 / rows.len(), wrong)
}

#[test]
fn citations_of_the_essays_stand_for_what_a_reader_says() {
    let list = std::fs::read_to_string(repository().join("corpora/supports/examples.jsonl")).unwrap();
    assert!(list.lines().count() >= 75);
    let (share, wrong) = right(&list, &repository().join("examples"));
    assert!(share >= 950, "{share} of 1000\n{}", wrong.join("\n"));
}

#[test]
fn citations_of_the_papers_stand_for_what_a_reader_says() {
    let papers = repository().join("../shared/seeds");
    if !papers.is_dir() {
        return;
    }
    let list = std::fs::read_to_string(repository().join("corpora/supports/papers.jsonl")).unwrap();
    assert!(list.lines().count() >= 100);
    let (share, wrong) = right(&list, &papers);
    assert!(share >= 950, "{share} of 1000\n{}", wrong.join("\n"));
}
