//! Judgements on the command line: as a file, joined with a colleague's, and in the lists.

use std::path::Path;
use std::process::{Command, Output};

use regesta::store::{About, Action, Decision, FindingFilter, Mention, Mode, NewDecision, Project};

const TEXT: &str = "On 11 October 1814 Castlereagh wrote a letter to Liverpool.\n\nOn 14 October 1814 Talleyrand sent a note to Metternich.\n";

fn regesta(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_regesta")).args(args).output().expect("the program runs")
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn built(folder: &Path) -> String {
    std::fs::create_dir_all(folder.join("papers")).expect("a folder");
    std::fs::write(folder.join("papers/a.txt"), TEXT).expect("a file");
    let project = folder.join("p.regesta").display().to_string();
    told(&regesta(&["build", &folder.join("papers").display().to_string(), "-o", &project]));
    project
}

fn judge(path: &str, words: &str, action: Action, value: Option<&str>, editor: &str) -> Decision {
    let mut project = Project::open(path, Mode::Write).expect("it opens");
    let found = project.findings(&FindingFilter::default()).expect("findings");
    let at = found.iter().find(|f| f.anchor.exact.contains(words) && f.finding.kind == "date").expect("the date");
    let source = project.source(&at.finding.source).expect("reads").expect("a source");
    let new = NewDecision {
        about: About::passage(Mention::of(&at.anchor, &source, &at.finding.kind)),
        action,
        value: value.map(Into::into),
        rationale: String::new(),
        editor: editor.to_owned(),
        at: "2026-01-02T10:00:00Z".to_owned(),
        supersedes: None,
    };
    let decision = project.append_decision(&new).expect("it is written");
    project.close().expect("it closes");
    decision
}

#[test]
fn a_corrected_date_stands_in_calendar_and_dump_with_the_value_of_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = built(folder.path());
    let plain = told(&regesta(&["dump", &project]));
    assert!(!plain.contains("\"decided\""));
    let decision = judge(&project, "14 October", Action::CorrectValue, Some("1814-10-15"), "M. K.");
    let calendar = told(&regesta(&["calendar", &project, "--csv"]));
    let line = calendar.lines().find(|line| line.contains(",note,")).expect("the note");
    assert!(line.starts_with("1814-10-15,"), "{line}");
    assert!(line.contains("date_sent correct_value: 1814-10-15 (program: 1814-10-14) [M. K. 2026-01-02]"), "{line}");
    let dump = told(&regesta(&["dump", &project]));
    let rows: Vec<serde_json::Value> = dump.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let date = rows.iter().find(|row| row["kind"] == "date" && row["edtf"] == "1814-10-15").expect("the date");
    assert_eq!((date["machine"]["edtf"].as_str(), date["decided"]["by"].as_str()), (Some("1814-10-14"), Some("M. K.")));
    let note = rows.iter().find(|row| row["kind"] == "doc" && row["genre"] == "note").expect("the note");
    assert_eq!((note["date"].as_str(), note["machine"]["date"].as_str()), (Some("1814-10-15"), Some("1814-10-14")));
    told(&regesta(&["undo", &project, &decision.id]));
    assert_eq!(told(&regesta(&["dump", &project])), plain, "what is undone leaves no trace");
}

#[test]
fn rejected_findings_leave_the_dump_unless_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = built(folder.path());
    let lines = told(&regesta(&["dump", &project])).lines().count();
    judge(&project, "11 October", Action::Reject, None, "M. K.");
    assert_eq!(told(&regesta(&["dump", &project])).lines().count(), lines - 1);
    assert_eq!(told(&regesta(&["dump", &project, "--rejected"])).lines().count(), lines);
}

#[test]
fn files_of_two_colleagues_are_joined_and_what_was_changed_by_hand_is_refused() {
    let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (mine, theirs) = (built(one.path()), built(other.path()));
    judge(&mine, "11 October", Action::Accept, None, "A. P.");
    judge(&theirs, "11 October", Action::Reject, None, "M. K.");
    judge(&theirs, "14 October", Action::Accept, None, "M. K.");
    let file = other.path().join("theirs.jsonl");
    std::fs::write(&file, told(&regesta(&["decisions", "export", &theirs]))).expect("a file");
    let file = file.display().to_string();
    let joined = told(&regesta(&["decisions", "import", &mine, &file]));
    assert!(joined.contains("2 judgements are new, 0 were here already"), "{joined}");
    assert!(joined.contains("1 things are judged in different ways"), "{joined}");
    assert!(told(&regesta(&["decisions", "import", &mine, &file])).contains("0 judgements are new, 2 were here"));
    let conflicts = told(&regesta(&["decisions", "conflicts", &mine, "--csv"]));
    assert!(
        conflicts.contains("A. P.") && conflicts.contains("M. K.") && conflicts.lines().count() == 3,
        "{conflicts}"
    );
    assert_eq!(told(&regesta(&["decisions", &mine, "--csv"])).lines().count(), 4);
    let text = std::fs::read_to_string(&file).expect("it reads").replace("\"reject\"", "\"accept\"");
    std::fs::write(&file, text).expect("a file");
    let refused = regesta(&["decisions", "import", &mine, &file]);
    assert!(!refused.status.success());
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(message.contains("line 1") && message.contains("changed after it was made"), "{message}");
}
