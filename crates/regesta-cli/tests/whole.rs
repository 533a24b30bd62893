//! The program as a person runs it: a folder in, lists out.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn regesta(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_regesta")).args(args).env("COLUMNS", "200").output().expect("the program starts")
}

fn ok(args: &[&str]) -> String {
    let output = regesta(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

fn path(p: &Path) -> &str {
    p.to_str().expect("test paths are UTF-8")
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rows(dump: &str) -> Vec<Value> {
    dump.lines().map(|l| serde_json::from_str(l).expect("each line of a dump is JSON")).collect()
}

fn build(folder: &Path, project: &Path, jobs: &str) -> String {
    ok(&["build", path(folder), "-o", path(project), "--jobs", jobs])
}

/// Reads a text of the sample folder as the guide counts it: decoded, without a byte order mark.
fn decoded(file: &Path) -> Vec<char> {
    let bytes = fs::read(file).expect("the file is there");
    if bytes.starts_with(&[0xFF, 0xFE]) {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        return String::from_utf16(&units).expect("UTF-16").chars().collect();
    }
    match String::from_utf8(bytes) {
        Ok(text) => text.chars().collect(),
        Err(error) => error.into_bytes().iter().map(|&b| windows_1251(b)).collect(),
    }
}

fn windows_1251(byte: u8) -> char {
    const HIGH: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї";
    match byte {
        0..=0x7F => byte as char,
        0x80..=0xBF => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or('?'),
        _ => char::from_u32(0x410 + u32::from(byte - 0xC0)).unwrap_or('?'),
    }
}

#[test]
fn every_row_of_the_dump_stands_at_its_place_in_the_original() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = repository().join("examples/caucasus-1920/essays");
    let project = scratch.path().join("a.regesta");
    build(&folder, &project, "2");
    let dump = rows(&ok(&["dump", path(&project)]));
    assert!(dump.len() > 400, "{} rows", dump.len());
    let mut sources = BTreeSet::new();
    for row in &dump {
        let source = row["source"].as_str().unwrap();
        sources.insert(source.to_owned());
        let letters = decoded(&folder.join(source));
        let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
        let exact = row["exact"].as_str().unwrap();
        assert!(!exact.is_empty());
        assert_eq!(letters[start..end].iter().collect::<String>(), exact, "{source} {start}");
    }
    assert_eq!(sources.len(), 5, "all five essays have findings");
}

#[test]
fn dumps_are_the_same_bytes_with_any_number_of_threads_and_after_a_second_run() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = repository().join("examples");
    let (one, four) = (scratch.path().join("1.regesta"), scratch.path().join("4.regesta"));
    build(&folder, &one, "1");
    build(&folder, &four, "4");
    let first = ok(&["dump", path(&one)]);
    assert_eq!(first, ok(&["dump", path(&four)]));
    let told = build(&folder, &four, "2");
    assert!(told.contains("0 read, "), "nothing changed, so nothing is read again: {told}");
    assert_eq!(first, ok(&["dump", path(&four)]));
}

#[test]
fn lists_print_tables_json_that_fits_its_schema_and_csv() {
    let scratch = tempfile::tempdir().unwrap();
    let project = scratch.path().join("a.regesta");
    build(&repository().join("examples/caucasus-1920/essays"), &project, "2");
    let project = path(&project);
    for (command, schema) in [
        ("calendar", "calendar"),
        ("chronology", "chronology"),
        ("people", "names"),
        ("places", "names"),
        ("bodies", "names"),
        ("shelfmarks", "shelfmarks"),
        ("check", "check"),
    ] {
        let output = regesta(&[command, project, "--json"]);
        let list: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let schema: Value = serde_json::from_str(&ok(&["schema", schema])).unwrap();
        let checked = jsonschema::validate(&schema, &list);
        assert!(checked.is_ok(), "{command}: {checked:?}");
        let number = list.as_array().unwrap().len();
        if command != "check" {
            assert!(number > 0, "{command} finds something in the sample folder");
        }
        let csv = String::from_utf8(regesta(&[command, project, "--csv"]).stdout).unwrap();
        assert!(csv.lines().count() > number.min(1), "{command}: a header line and the rows");
        let table = String::from_utf8(regesta(&[command, project]).stdout).unwrap();
        assert!(!table.trim().is_empty());
    }
    let people: Value = serde_json::from_str(&ok(&["people", project, "--json", "--limit", "1"])).unwrap();
    let shown: Value =
        serde_json::from_str(&ok(&["show", project, people[0]["id"].as_str().unwrap(), "--json"])).unwrap();
    let schema: Value = serde_json::from_str(&ok(&["schema", "show"])).unwrap();
    assert!(jsonschema::validate(&schema, &shown).is_ok());
    assert_eq!(
        shown["passages"].as_array().unwrap().len() as u64,
        people[0]["mentions"].as_u64().unwrap() + people[0]["possible"].as_u64().unwrap()
    );
}

#[test]
fn dates_of_one_file_need_no_project() {
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("a.txt");
    let text = "28 апреля 1920 года войска вошли в город [Правда 1920, 30 апреля]. На следующий день был образован комитет, \
                а 31 ноября он ушёл.\n";
    fs::write(&file, text).unwrap();
    let list: Value = serde_json::from_str(&ok(&["dates", path(&file), "--json"])).unwrap();
    let schema: Value = serde_json::from_str(&ok(&["schema", "dates"])).unwrap();
    assert!(jsonschema::validate(&schema, &list).is_ok());
    let values: Vec<_> = list.as_array().unwrap().iter().map(|row| row["edtf"].as_str().unwrap_or("")).collect();
    assert_eq!(values, ["1920-04-28", "1920-04-29", ""]);
    assert_eq!(list[1]["relative"]["min_minutes"], 1440);
    assert_eq!(list[1]["relative"]["anchor_start"], list[0]["start"]);
    assert_eq!(list[2]["alternatives"][0], "1920-11-30");
    assert_eq!(ok(&["dates", path(&file), "--csv"]).lines().count(), 4);
    assert!(ok(&["dates", path(&file), "--flagged"]).contains("impossible"));
    let missing = regesta(&["dates", path(&scratch.path().join("none.txt"))]);
    assert_eq!(missing.status.code(), Some(3));
}

#[test]
fn schemas_in_docs_are_those_of_the_program() {
    let lists = [
        "calendar",
        "chronology",
        "names",
        "shelfmarks",
        "shelfmark-doubts",
        "shelfmark-orders",
        "citations",
        "citation-doubts",
        "reuse",
        "reuse-authors",
        "reuse-retold",
        "collate",
        "search",
        "who",
        "show",
        "disagreements",
        "explained",
        "check",
        "dates",
        "sources",
    ];
    let schemes = ["conform", "matrix", "delays", "explain", "compare-schemes", "scheme-file", "case-file"];
    let proposals = ["proposals-file", "judged-file"];
    let dossiers = ["dossier", "correspondence", "organs", "territories", "theses"];
    let registers = ["dossier-file", "organs-file", "territories-file", "theses-file"];
    let all = lists.into_iter().chain(schemes).chain(proposals).chain(dossiers).chain(registers);
    for name in all {
        let file = repository().join(format!("docs/schemas/{name}.json"));
        let now = ok(&["schema", name]);
        if std::env::var_os("REGESTA_UPDATE_SCHEMAS").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &now).unwrap();
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(kept, now, "{}: run the test with REGESTA_UPDATE_SCHEMAS=1 and look at the change", file.display());
    }
}

#[test]
fn search_finds_inflected_words_and_other_scripts() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.txt"), "Генерал Орджоникидзе говорил с министром Топчибашевым о закатальском вопросе.\n")
        .unwrap();
    fs::write(folder.join("b.txt"), "The minister spoke of the railway to Batum on that day.\n").unwrap();
    let project = scratch.path().join("a.regesta");
    build(&folder, &project, "1");
    let hits = |words: &str| -> Vec<String> {
        let list: Value = serde_json::from_str(&ok(&["search", path(&project), words, "--json"])).unwrap();
        list.as_array().unwrap().iter().map(|row| row["source"].as_str().unwrap().to_owned()).collect()
    };
    for words in ["Орджоникидзе", "Ordzhonikidze", "министр", "Закатальский", "Топчибашев", "вопрос министра"]
    {
        assert_eq!(hits(words), ["a.txt"], "{words}");
    }
    assert_eq!(hits("railway"), ["b.txt"]);
    assert_eq!(hits("телеграф"), Vec::<String>::new());
}

#[test]
fn a_folder_of_bad_files_is_reported_file_by_file_and_the_rest_is_read() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    fs::create_dir_all(folder.join("one")).unwrap();
    fs::create_dir_all(folder.join("two")).unwrap();
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("binary.txt"), [0x7F, b'E', b'L', b'F', 0, 1, 2, 0, 0, 3]).unwrap();
    fs::write(folder.join("one/letter.txt"), "Castlereagh wrote to Liverpool on 11 October 1814.\n").unwrap();
    fs::write(folder.join("two/letter.txt"), "Liverpool answered on 28 October 1814.\n").unwrap();
    fs::write(folder.join("line.txt"), "x".repeat(2_000_000)).unwrap();
    fs::write(
        folder.join("broken.txt"),
        b"On 9 June 1815 \xFF\xFE\xC3 the act was signed in Vienna, \xE2\x80\x94 as is known.".as_slice(),
    )
    .unwrap();
    fs::write(folder.join("cut.pdf"), b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog".as_slice()).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&folder, folder.join("one/loop")).unwrap();
    let project = scratch.path().join("a.regesta");
    let told = build(&folder, &project, "2");
    for name in ["empty.txt", "binary.txt", "broken.txt", "cut.pdf"] {
        let line = told.lines().find(|l| l.contains(name));
        assert!(line.is_some(), "{name} is named in: {told}");
    }
    assert!(told.contains("cure:"), "{told}");
    #[cfg(unix)]
    assert!(told.contains("one/loop"), "{told}");
    let dump = rows(&ok(&["dump", path(&project)]));
    let dated: BTreeSet<&str> =
        dump.iter().filter(|r| r["kind"] == "date").filter_map(|r| r["source"].as_str()).collect();
    for name in ["one/letter.txt", "two/letter.txt", "broken.txt"] {
        assert!(dated.contains(name), "{name} is read: {dated:?}");
    }
}

#[test]
fn exit_codes_and_messages_are_as_documented() {
    let scratch = tempfile::tempdir().unwrap();
    let nothing = scratch.path().join("nothing");
    for (args, code) in
        [(vec!["build", path(&nothing)], 3), (vec!["calendar", path(&nothing)], 4), (vec!["calendar", "--nonsense"], 2)]
    {
        let output = regesta(&args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stderr.is_empty());
    }
    fs::write(&nothing, "no project").unwrap();
    let output = regesta(&["dump", path(&nothing)]);
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn decisions_outlive_a_change_of_the_text() {
    use regesta::store::{About, Action, Mention, Mode, NewDecision, Project};
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    fs::create_dir(&folder).unwrap();
    let text = "Metternich wrote to Hardenberg on 2 November 1814. The answer is lost.\n";
    fs::write(folder.join("a.txt"), text).unwrap();
    let project = scratch.path().join("a.regesta");
    build(&folder, &project, "1");
    {
        let mut open = Project::open(&project, Mode::Write).unwrap();
        for exact in ["2 November 1814", "The answer is lost"] {
            open.append_decision(&NewDecision {
                about: About::passage(Mention {
                    kind: "date".into(),
                    path: "a.txt".into(),
                    source: None,
                    exact: exact.into(),
                    prefix: String::new(),
                    suffix: String::new(),
                    pieces: Vec::new(),
                }),
                action: Action::Accept,
                value: None,
                rationale: String::new(),
                editor: "test".into(),
                at: "2026-01-01T00:00:00Z".into(),
                supersedes: None,
            })
            .unwrap();
        }
        open.close().unwrap();
    }
    fs::write(folder.join("a.txt"), format!("A new first sentence.\n\n{}", text.replace("The answer is lost.", "")))
        .unwrap();
    let told = build(&folder, &project, "1");
    assert!(told.contains("2 decisions kept, 1 of them lost"), "{told}");
    let open = Project::open(&project, Mode::Read).unwrap();
    assert_eq!(open.decisions().unwrap().len(), 2);
    let check = String::from_utf8(regesta(&["check", path(&project)]).stdout).unwrap();
    assert!(check.contains("decision.stale") && check.contains("The answer is lost"), "{check}");
}

#[test]
fn the_papers_beside_the_repository_are_read_to_the_end() {
    let papers = repository().join("../shared/seeds");
    if !papers.is_dir() {
        return;
    }
    let scratch = tempfile::tempdir().unwrap();
    let (one, two) = (scratch.path().join("1.regesta"), scratch.path().join("2.regesta"));
    build(&papers, &one, "1");
    build(&papers, &two, "2");
    let dump = ok(&["dump", path(&one)]);
    assert_eq!(dump, ok(&["dump", path(&two)]));
    for row in rows(&dump) {
        let letters = decoded(&papers.join(row["source"].as_str().unwrap()));
        let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
        assert_eq!(letters[start..end].iter().collect::<String>(), row["exact"].as_str().unwrap());
    }
}
