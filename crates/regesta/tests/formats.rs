//! The same essay as plain text, Word document, OpenDocument text, RTF, web page and PDF gives the same findings. The files under
//! `formats/` are made by `scripts/make-formats.py`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use regesta::store::{Mode, Project};
use regesta::views::one_line;
use regesta::{BuildOptions, Engine, build, dump};
use serde_json::Value;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A finding without its place: kind, words on one line, and what was read in them.
type Fact = (String, String, String);

/// The findings of a file, each with its number.
fn facts(engine: &Engine, file: &Path) -> BTreeMap<Fact, usize> {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("p.regesta");
    let options = BuildOptions {
        jobs: 1,
        child: None,
        fresh: false,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    let report = build(engine, file, &out, &options, &|_| true).unwrap();
    assert_eq!((report.read, report.failed), (1, 0), "{}: {:?}", file.display(), report.diagnostics);
    let mut bytes = Vec::new();
    dump(&Project::open(&out, Mode::Read).unwrap(), &mut bytes).unwrap();
    let mut facts = BTreeMap::new();
    for line in String::from_utf8(bytes).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| row.get(name).map(|value| one_line(&value.to_string())).unwrap_or_default();
        let value = ["edtf", "calendar", "refs", "genre", "date", "type", "modality"].map(text).join(" ");
        let words = one_line(&as_typed(row["exact"].as_str().unwrap()));
        *facts.entry((row["kind"].as_str().unwrap().to_owned(), words, value)).or_insert(0) += 1;
    }
    facts
}

/// Words as they were before they were set: a typesetter divides words at the ends of lines and turns `'` into `’`.
fn as_typed(words: &str) -> String {
    ["-\n", "\u{2010}\n", "\u{ad}\n"].iter().fold(words.replace('’', "'"), |words, end| words.replace(end, ""))
}

/// Findings of one list and not of the other.
fn missing<'a>(of: &'a BTreeMap<Fact, usize>, from: &BTreeMap<Fact, usize>) -> Vec<&'a Fact> {
    of.iter().flat_map(|(fact, &n)| vec![fact; n.saturating_sub(from.get(fact).copied().unwrap_or(0))]).collect()
}

#[test]
fn every_format_of_an_essay_gives_the_same_findings() {
    let engine = Engine::built_in().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let (mut same, mut all, mut differences) = (0, 0, Vec::new());
    for (name, original) in [
        ("vienna-en", "vienna-1814/essays/essay-en.txt"),
        ("vienna-ru", "vienna-1814/essays/essay-ru.txt"),
        ("vienna-tr", "vienna-1814/essays/essay-tr.txt"),
        ("caucasus-uk", "caucasus-1920/essays/essay-uk.txt"),
    ] {
        let expected = facts(&engine, &repository().join("examples").join(original));
        let count: usize = expected.values().sum();
        assert!(count > 20, "{name}: {count} findings");
        for format in [
            "pandoc.docx",
            "office.docx",
            "office.odt",
            "office.rtf",
            "pandoc.html",
            "office.html",
            "office.pdf",
            "xelatex.pdf",
            "weasyprint.pdf",
            "typst.pdf",
        ] {
            let found = facts(&engine, &fixtures.join(format!("{name}.{format}")));
            let (lost, new) = (missing(&expected, &found), missing(&found, &expected));
            same += 2 * (count - lost.len());
            all += count + found.values().sum::<usize>();
            differences.extend(lost.iter().map(|fact| format!("{name}.{format} lost {fact:?}")));
            differences.extend(new.iter().map(|fact| format!("{name}.{format} new {fact:?}")));
        }
    }
    println!("{same} of {all}");
    assert!(same * 1000 >= all * 990, "{same} of {all}\n{}", differences.join("\n"));
}

#[test]
fn findings_of_a_word_document_name_their_paragraph_or_note() {
    let engine = Engine::built_in().unwrap();
    let read = regesta::ingest::read_file(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/vienna-en.pandoc.docx"),
        "vienna-en.docx",
        &regesta::ingest::ReadOptions::default(),
        None,
    )
    .unwrap();
    let place = |words: &str| read.part_at(read.raw_text.find(words).unwrap()).unwrap().label();
    assert_eq!(place("Talleyrand reached"), "¶ 4");
    assert_eq!(place("HHStA"), "fn. 5");
    let text = read.raw_text.clone();
    let paper = engine.paper_of(read);
    let calls: Vec<&str> = paper.passages.iter().flat_map(|p| &p.calls).map(|call| &text[call.raw.range()]).collect();
    assert_eq!(calls, ["1", "2", "3", "4", "5", "6", "7", "8"]);
    assert!(paper.passages.iter().flat_map(|p| &p.calls).all(|call| call.note.is_some()));
}
