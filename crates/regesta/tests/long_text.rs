//! A text that is too long to be searched at once.

use std::collections::BTreeSet;
use std::path::Path;

use regesta::store::{Mode, Project};
use regesta::{BuildOptions, Engine, build, dump};
use serde_json::Value;

/// A book of forty chapters: in each a letter of the same two ministers, and dates that need the year of their chapter.
fn book() -> String {
    let mut text = String::new();
    for chapter in 0..40 {
        let year = 1870 + chapter;
        text.push_str(&format!("Chapter {}\n\n", chapter + 1));
        text.push_str(&format!(
            "On 3 March {year} Lord Granville wrote to Prince Bismarck from London. The embassy in Vienna heard of it \
             only on 11 March.\n\n"
        ));
        text.push_str(&format!(
            "“We shall not move,” said Granville in April {year} (TNA, FO {}/{}, f. 12). The council met in Berlin, \
             and nobody spoke of the letter of 3 March.\n\n",
            60 + chapter,
            100 + chapter
        ));
    }
    text
}

fn read(engine: &Engine, folder: &Path, out: &Path, jobs: usize, part_bytes: usize) -> (Vec<Value>, Vec<u8>) {
    let options = BuildOptions {
        jobs,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes,
        now: "2024-02-01T10:00:00Z".into(),
    };
    let report = build(engine, folder, out, &options, &|_| true).unwrap();
    assert_eq!((report.read, report.failed), (1, 0), "{:?}", report.diagnostics);
    let mut bytes = Vec::new();
    dump(&Project::open(out, Mode::Read).unwrap(), &mut bytes).unwrap();
    let rows = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty());
    (rows.map(|line| serde_json::from_slice(line).unwrap()).collect(), bytes)
}

#[test]
fn parts_of_a_long_text_give_one_evidence() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    let text = book();
    std::fs::write(folder.join("book.txt"), &text).unwrap();
    let engine = Engine::built_in().unwrap();
    let (whole, _) = read(&engine, &folder, &scratch.path().join("whole.regesta"), 1, BuildOptions::PART_BYTES);
    let (parts, bytes) = read(&engine, &folder, &scratch.path().join("parts.regesta"), 1, 2_000);
    let (_, with_threads) = read(&engine, &folder, &scratch.path().join("threads.regesta"), 3, 2_000);
    assert_eq!(bytes, with_threads, "the number of threads does not matter");

    let letters: Vec<char> = text.chars().collect();
    for row in &parts {
        let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
        assert_eq!(letters[start..end].iter().collect::<String>(), row["exact"].as_str().unwrap());
    }
    // Every chapter is understood by itself, so that cutting between chapters loses nothing.
    let places = |rows: &[Value]| -> BTreeSet<String> {
        rows.iter().map(|r| format!("{} {} {} {}", r["kind"], r["start"], r["end"], r["edtf"])).collect()
    };
    let lost: Vec<String> = places(&whole).difference(&places(&parts)).cloned().collect();
    assert!(lost.is_empty(), "{lost:#?}");
    // The ministers of all parts are the same two men, and what refers to them finds them.
    let of = |kind: &str, field: &str| -> BTreeSet<String> {
        parts.iter().filter(|r| r["kind"] == kind).map(|r| r[field].to_string()).collect()
    };
    let granville: BTreeSet<String> = parts
        .iter()
        .filter(|r| r["kind"] == "person" && r["exact"].as_str().unwrap().contains("Granville"))
        .map(|r| r["entity"].to_string())
        .collect();
    assert_eq!(granville.len(), 1, "{granville:?}");
    let senders: Vec<&Value> =
        parts.iter().filter(|r| r["kind"] == "doc" && r["from"] != Value::Array(vec![])).collect();
    assert!(senders.len() >= 40, "{} documents with a sender", senders.len());
    assert_eq!(of("doc", "from").iter().filter(|f| f.as_str() != "[]").count(), 1, "{:?}", of("doc", "from"));
}
