//! The file itself: who may open it, what is refused and with which words.

mod sample;

use std::fs;
use std::path::PathBuf;

use regesta_store::*;
use sample::{fill, letters, run};
use tempfile::TempDir;

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.regesta");
    (folder, path)
}

fn refusal(path: &PathBuf, mode: Mode) -> String {
    Project::open(path, mode).expect_err("refused").to_string()
}

#[test]
fn one_file_is_left_when_all_is_closed() {
    let (folder, path) = place();
    let mut project = Project::create(&path).expect("create");
    fill(&mut project);
    let reader = Project::open(&path, Mode::Read).expect("a reader beside the writer");
    assert_eq!(reader.sources().expect("sources").len(), 1);
    project.close().expect("close");
    drop(reader);
    Project::open(&path, Mode::Read).expect("reader").close().expect("close");
    let names: Vec<_> =
        fs::read_dir(folder.path()).expect("folder").map(|entry| entry.expect("entry").file_name()).collect();
    assert_eq!(names, ["p.regesta"]);
}

#[test]
fn second_writer_is_told_who_writes() {
    let (_folder, path) = place();
    let project = Project::create(&path).expect("create");
    for second in [Project::open(&path, Mode::Write), Project::open_or_create(&path), Project::create(&path)] {
        let error = second.expect_err("locked");
        let StoreError::Locked { process, .. } = &error else { panic!("{error}") };
        if cfg!(unix) {
            assert_eq!(*process, Some(std::process::id()));
            assert!(error.to_string().ends_with("wait or close it"), "{error}");
        }
    }
    project.close().expect("close");
    Project::open(&path, Mode::Write).expect("free again");
}

#[test]
fn another_program_that_writes_is_waited_for_and_then_reported() {
    let (_folder, path) = place();
    let mut project = Project::create(&path).expect("create");
    let other = rusqlite::Connection::open(&path).expect("sqlite");
    other.execute_batch("BEGIN IMMEDIATE").expect("another program begins");
    project.connection().busy_timeout(std::time::Duration::from_millis(20)).expect("a shorter wait");
    let error = project.begin_run(&run()).map(|_| ()).expect_err("locked");
    assert!(error.to_string().ends_with("is being written by another process; wait or close it"), "{error}");
    other.execute_batch("ROLLBACK").expect("it ends");
    project.begin_run(&run()).map(|_| ()).expect("free again");
}

#[test]
fn reader_cannot_write() {
    let (_folder, path) = place();
    Project::create(&path).expect("create").close().expect("close");
    let mut reader = Project::open(&path, Mode::Read).expect("open");
    assert!(matches!(reader.begin_run(&run()), Err(StoreError::ReadOnly { .. })));
    assert!(matches!(reader.set_meta("k", "v"), Err(StoreError::ReadOnly { .. })));
    assert!(reader.connection().execute("DELETE FROM meta", []).is_err());
}

#[test]
fn refuses_what_is_not_a_project() {
    let (_folder, path) = place();
    assert!(refusal(&path, Mode::Read).contains("does not exist"));
    fs::write(
        &path,
        "Just a text, long enough to fill the header of a database, which it is not, whatever its name says.",
    )
    .expect("write");
    for mode in [Mode::Read, Mode::Write] {
        assert!(refusal(&path, mode).contains("is not a Regesta project (no SQLite file)"), "{}", refusal(&path, mode));
    }
    assert!(matches!(Project::create(&path), Err(StoreError::AlreadyExists { .. })));
    fs::write(&path, "").expect("write");
    assert!(refusal(&path, Mode::Read).contains("is not a Regesta project"));
    fs::remove_file(&path).expect("remove");
    rusqlite::Connection::open(&path).expect("sqlite").execute_batch("CREATE TABLE t (a)").expect("table");
    for mode in [Mode::Read, Mode::Write] {
        assert!(refusal(&path, mode).contains("application_id 0x00000000"), "{}", refusal(&path, mode));
    }
}

#[test]
fn refuses_newer_versions_by_name() {
    let (_folder, path) = place();
    Project::create(&path).expect("create").close().expect("close");
    let newer = SCHEMA_VERSION + 1;
    rusqlite::Connection::open(&path).expect("sqlite").pragma_update(None, "user_version", newer).expect("version");
    for mode in [Mode::Read, Mode::Write] {
        let words = refusal(&path, mode);
        assert!(
            words.contains(&format!("version {newer}, this program knows versions up to {SCHEMA_VERSION}")),
            "{words}"
        );
    }
}

#[test]
fn missing_folder_is_named() {
    let (folder, _) = place();
    let missing = folder.path().join("nowhere");
    let error = Project::create(missing.join("p.regesta")).expect_err("no folder").to_string();
    assert!(error.starts_with(&format!("{} does not exist", missing.display())), "{error}");
}

#[test]
fn damage_is_seen() {
    let (_folder, path) = place();
    let mut project = Project::create(&path).expect("create");
    fill(&mut project);
    project.close().expect("close");
    let mut bytes = fs::read(&path).expect("read");
    let length = bytes.len();
    bytes[8192..length].fill(0x5a);
    fs::write(&path, &bytes).expect("write");
    let seen = match Project::open(&path, Mode::Read).and_then(|project| project.integrity_problems()) {
        Ok(problems) => !problems.is_empty(),
        Err(error) => matches!(error, StoreError::Corrupt { .. }),
    };
    assert!(seen);
}

#[test]
fn full_disk_leaves_what_was_saved() {
    let (_folder, path) = place();
    let mut project = Project::create(&path).expect("create");
    fill(&mut project);
    let pages: i64 = project.connection().query_row("PRAGMA page_count", [], |row| row.get(0)).expect("pages");
    project.connection().query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).expect("limit");
    let mut large = letters("large.txt");
    large.raw_text = "words ".repeat(10_000);
    large.source.id = source_id(large.raw_text.as_bytes());
    let large = SourceBundle::new(large.source, large.raw_text);
    let mut writer = project.begin_run(&run()).expect("begin");
    let error = writer.replace_source(&large).expect_err("no room");
    assert!(matches!(error, StoreError::DiskFull { .. }), "{error}");
    assert!(error.to_string().contains("free some space"));
    assert_eq!(project.sources().expect("sources").len(), 1);
    assert_eq!(project.decisions().expect("decisions").len(), 1);
}

#[test]
fn leftovers_of_a_killed_creation_do_not_matter() {
    let (folder, path) = place();
    fs::write(folder.path().join("p.regesta-new"), "half a file").expect("write");
    fs::write(folder.path().join("p.regesta-lock"), "123456\n").expect("write");
    assert!(matches!(Project::open(&path, Mode::Read), Err(StoreError::NotFound { .. })));
    Project::open_or_create(&path).expect("created").close().expect("close");
    assert!(!folder.path().join("p.regesta-new").exists());
}

#[test]
fn file_of_version_1_opens() {
    let fixture = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1.regesta");
    let (_folder, path) = place();
    fs::copy(&fixture, &path).expect("copy");
    let mut project = Project::open(&path, Mode::Write).expect("open");
    assert_eq!(project.meta("schema_version").expect("meta"), Some(SCHEMA_VERSION.to_string()));
    assert_eq!(project.integrity_problems().expect("check"), Vec::<String>::new());
    let decisions = project.decisions().expect("decisions");
    let attached = project.reattach(&decisions).expect("reattach");
    assert!(matches!(attached[..], [Attachment { status: AttachmentStatus::Attached { .. }, .. }]), "{attached:?}");
    assert_eq!(project.findings(&FindingFilter::kind("person")).expect("findings").len(), 2);
    assert_eq!(project.assertions(None).expect("assertions").len(), 2);
    assert_eq!(project.sources().expect("sources")[0].path, "letters.txt");
    fill(&mut project);
    // A decision of today also says where its words stood, so that it is another one; the old one stays as it was.
    let now = project.decisions().expect("decisions");
    assert_eq!(now[..decisions.len()], decisions);
}

#[test]
fn pages_of_a_source_come_back_and_go_with_it() {
    use regesta_store::{Page, PageWord, Span};
    let (_folder, path) = place();
    let mut project = Project::open_or_create(&path).expect("create");
    fill(&mut project);
    let source = project.sources().expect("sources").remove(0);
    let raw = project.raw_text(&source.id).expect("text").expect("some");
    let first = raw.find(' ').expect("a space");
    let page = Page {
        source: source.id.clone(),
        index: 0,
        label: Some("xii".into()),
        raw_start: 0,
        width: 595.3,
        height: 841.9,
        words: vec![PageWord { span: Span::new(0, first), x: 70.9, y: 80.0, width: 31.4, height: 11.0 }],
    };
    let mut bundle = regesta_store::SourceBundle::new(source.clone(), raw);
    bundle.pages = vec![page.clone()];
    let run = || regesta_store::NewRun {
        program: "test".into(),
        packs: serde_json::Value::Array(Vec::new()),
        parameters: serde_json::json!({}),
        inputs: serde_json::json!([]),
        started: "2020-01-01T00:00:00Z".into(),
    };
    project.begin_run(&run()).expect("run").replace_source(&bundle).expect("replace");
    assert_eq!(project.pages(&source.id).expect("pages"), std::slice::from_ref(&page));
    assert_eq!(project.page(&source.id, 0).expect("page"), Some(page));
    assert_eq!(project.page(&source.id, 1).expect("page"), None);
    bundle.pages.clear();
    project.begin_run(&run()).expect("run").replace_source(&bundle).expect("replace");
    assert!(project.pages(&source.id).expect("pages").is_empty());
}

/// Makes the fixture of the present version; run by hand once for each schema version, before the next one begins.
#[test]
#[ignore = "writes into the source tree"]
fn write_fixture_of_this_version() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{SCHEMA_VERSION}.regesta"));
    if path.exists() {
        return;
    }
    let mut project = Project::create(path).expect("create");
    fill(&mut project);
    project
        .connection()
        .execute_batch("PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024; VACUUM")
        .expect("vacuum");
    project.close().expect("close");
}
