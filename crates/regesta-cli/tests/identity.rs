//! Judgements about names on the command line: they hold over later runs and changed texts, and are taken back.

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

fn refused(args: &[&str]) -> String {
    let output = regesta(args);
    assert_eq!(output.status.code(), Some(3), "{args:?}");
    String::from_utf8(output.stderr).expect("errors are UTF-8")
}

const FIRST: &str = "On 3 March 1761 R. Ashdown wrote to T. Kellaway. In April R. Ashdown left the town, and S. Ashdown \
                     answered T. Kellaway on 9 April 1761.\n";
const SECOND: &str = "On 12 June 1798 R. Ashdown wrote to S. Ashdown that the harvest was poor.\n";

struct Papers {
    _scratch: tempfile::TempDir,
    folder: PathBuf,
    project: String,
}

impl Papers {
    fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("papers");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("first.txt"), FIRST).unwrap();
        fs::write(folder.join("second.txt"), SECOND).unwrap();
        let project = scratch.path().join("p.regesta").to_str().unwrap().to_owned();
        let papers = Self { _scratch: scratch, folder, project };
        papers.build();
        papers
    }

    fn build(&self) {
        ok(&["build", self.folder.to_str().unwrap(), "-o", &self.project, "--jobs", "1"]);
    }

    /// Puts words before a text and builds again, so that every place in it is another.
    fn change(&self, file: &str, before: &str) {
        let path: &Path = &self.folder.join(file);
        let text = fs::read_to_string(path).unwrap();
        fs::write(path, format!("{before}\n\n{text}")).unwrap();
        self.build();
    }

    fn list(&self, command: &str) -> Vec<(String, Vec<String>, u64)> {
        let rows: Value = serde_json::from_str(&ok(&[command, &self.project, "--json"])).unwrap();
        let row = |row: &Value| {
            let variants = row["variants"].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect();
            (row["id"].as_str().unwrap().to_owned(), variants, row["mentions"].as_u64().unwrap())
        };
        rows.as_array().unwrap().iter().map(row).collect()
    }

    /// Mentions of each person that has this form.
    fn persons(&self, form: &str) -> Vec<(String, u64)> {
        let all = self.list("people").into_iter().filter(|(_, variants, _)| variants.iter().any(|v| v == form));
        let mut found: Vec<_> = all.map(|(id, _, mentions)| (id, mentions)).collect();
        found.sort();
        found
    }
}

/// The identifier of the judgement that the command told of.
fn judgement(told: &str) -> String {
    told.split_whitespace().nth(1).expect("judgement ID is written down").to_owned()
}

#[test]
fn a_merge_holds_when_the_texts_change_and_is_taken_back() {
    let papers = Papers::new();
    assert_eq!(papers.persons("R. Ashdown").len(), 1);
    assert_ne!(papers.persons("R. Ashdown")[0].0, papers.persons("S. Ashdown")[0].0, "two initials, two persons");
    let before = ok(&["dump", &papers.project]);
    let told = ok(&["merge", &papers.project, "R. Ashdown", "S. Ashdown", "--by", "ab", "--note", "one hand"]);
    let merged = papers.persons("R. Ashdown");
    assert_eq!(merged, papers.persons("S. Ashdown"));
    assert_eq!(merged[0].1, 5);
    papers.change("first.txt", "The letters are kept in two bundles.");
    assert_eq!(papers.persons("S. Ashdown"), merged, "the same identifier and mentions after another run");
    let listed: Value = serde_json::from_str(&ok(&["decisions", &papers.project, "--json"])).unwrap();
    assert_eq!(listed[0]["rationale"], "one hand");
    ok(&["undo", &papers.project, &judgement(&told)]);
    assert_ne!(papers.persons("R. Ashdown")[0].0, papers.persons("S. Ashdown")[0].0);
    assert_eq!(ok(&["decisions", &papers.project, "--json"]).trim(), "[]");
    fs::write(papers.folder.join("first.txt"), FIRST).unwrap();
    papers.build();
    assert_eq!(ok(&["dump", &papers.project]), before, "nothing of it is left");
}

#[test]
fn a_split_is_never_joined_again_by_a_run() {
    let papers = Papers::new();
    let whole = papers.persons("R. Ashdown");
    assert_eq!(whole.len(), 1);
    ok(&["split", &papers.project, &whole[0].0, "--in", "second.txt", "--note", "his grandson"]);
    let apart = papers.persons("R. Ashdown");
    assert_eq!(apart.iter().map(|p| p.1).collect::<Vec<_>>(), [2, 1], "{apart:?}");
    papers.change("second.txt", "Of the later letters one is printed.");
    papers.change("first.txt", "The earlier letters are lost.");
    assert_eq!(papers.persons("R. Ashdown"), apart);
    // Who wants them joined says so.
    ok(&["merge", &papers.project, &apart[0].0, &apart[1].0]);
    assert_eq!(papers.persons("R. Ashdown"), [(apart[0].0.clone(), 3)]);
}

#[test]
fn names_and_types_are_corrected_and_dumped_as_corrected() {
    let papers = Papers::new();
    ok(&["rename", &papers.project, "T. Kellaway", "Thomas Kellaway of Bridport"]);
    ok(&["retype", &papers.project, "T. Kellaway", "place"]);
    papers.change("first.txt", "This is a new beginning.");
    assert!(papers.persons("T. Kellaway").is_empty());
    let places: Value = serde_json::from_str(&ok(&["places", &papers.project, "--json"])).unwrap();
    let labels: Vec<&str> = places.as_array().unwrap().iter().filter_map(|p| p["label"].as_str()).collect();
    assert!(labels.contains(&"Thomas Kellaway of Bridport"), "{labels:?}");
    let dump = ok(&["dump", &papers.project]);
    let rows: Vec<Value> = dump.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let kinds: Vec<&Value> = rows.iter().filter(|r| r["exact"] == "T. Kellaway").map(|r| &r["kind"]).collect();
    assert_eq!(kinds, ["place", "place"]);
}

#[test]
fn what_says_nothing_is_refused_with_a_cure() {
    let papers = Papers::new();
    let told = refused(&["merge", &papers.project, "R. Ashdown", "Nobody Here"]);
    assert!(told.contains("Nobody Here") && told.contains("regesta who"), "{told}");
    assert!(refused(&["split", &papers.project, "R. Ashdown", "--in", "third.txt"]).contains("none of the mentions"));
    let all = ["split", &papers.project, "R. Ashdown", "--in", "first.txt", "--in", "second.txt"];
    assert!(refused(&all).contains("all of the mentions"));
    assert!(refused(&["split", &papers.project, "R. Ashdown"]).contains("--spelling"));
    assert!(refused(&["retype", &papers.project, "R. Ashdown", "ship"]).contains("person, place or body"));
    assert!(refused(&["retype", &papers.project, "R. Ashdown", "document"]).contains("person, place or body"));
    assert!(refused(&["undo", &papers.project, "0123"]).contains("regesta decisions"));
    assert_eq!(ok(&["decisions", &papers.project, "--json"]).trim(), "[]", "nothing was written");
}

#[test]
fn who_finds_a_name_in_another_script_and_fits_its_schema() {
    let papers = Papers::new();
    let rows: Value = serde_json::from_str(&ok(&["who", &papers.project, "Эшдаун", "--json"])).unwrap();
    let by_sound = rows.as_array().unwrap().len();
    let rows: Value = serde_json::from_str(&ok(&["who", &papers.project, "ASHDOWN", "--json"])).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 2, "{rows:#}");
    assert!(by_sound <= 2);
    let schema: Value = serde_json::from_str(&ok(&["schema", "who"])).unwrap();
    let checked = jsonschema::validate(&schema, &rows);
    assert!(checked.is_ok(), "{checked:?}");
    let writer = rows.as_array().unwrap().iter().find(|r| r["label"] == "R. Ashdown").unwrap();
    assert_eq!(writer["first"]["source"], "first.txt");
    assert_eq!(writer["last"]["source"], "second.txt");
    assert!(!writer["sent"].as_array().unwrap().is_empty(), "{writer:#}");
    assert!(ok(&["who", &papers.project, "ashdown"]).contains("R. Ashdown: person"));
    assert!(ok(&["who", &papers.project, "Nobody"]).contains("Nobody"));
}
