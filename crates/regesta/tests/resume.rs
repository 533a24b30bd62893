//! Runs that are broken off anywhere, files that are renamed, files that change.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use regesta::identity::By;
use regesta::store::{About, Action, AttachmentStatus, Decision, Mention, Mode, NewDecision, Project, StaleReason};
use regesta::{BuildOptions, BuildReport, Engine, Error, Progress, build, descriptions, dump};

fn options(jobs: usize) -> BuildOptions {
    BuildOptions {
        jobs,
        child: None,
        fresh: false,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    }
}

fn dumped(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    dump(&Project::open(path, Mode::Read).unwrap(), &mut bytes).unwrap();
    bytes
}

fn run(engine: &Engine, folder: &Path, out: &Path) -> BuildReport {
    build(engine, folder, out, &options(2), &|_| true).unwrap()
}

fn letter(n: usize) -> String {
    let senders = ["Granville", "Salisbury", "Rosebery", "Derby", "Kimberley"];
    format!("On {} March 18{} Lord {} wrote to Prince Bismarck from London.\n", n % 28 + 1, 60 + n % 30, senders[n % 5])
}

#[test]
fn a_run_that_is_broken_off_again_and_again_ends_as_one_that_was_not() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    (0..40).for_each(|n| std::fs::write(folder.join(format!("{n:03}.txt")), format!("{n}. {}", letter(n))).unwrap());
    let engine = Engine::built_in().unwrap();
    let (broken, clean) = (scratch.path().join("broken.regesta"), scratch.path().join("clean.regesta"));
    let (mut runs, mut read_before) = (0, 0);
    loop {
        runs += 1;
        let new = AtomicUsize::new(0);
        let result = build(&engine, &folder, &broken, &options(2), &|step| match step {
            Progress::Read { findings: Some(_), .. } => new.fetch_add(1, Ordering::Relaxed) < 8,
            _ => true,
        });
        match result {
            // Each run begins where the one before it ended: nothing is read twice.
            Err(Error::Stopped { done }) => {
                assert_eq!(done, read_before + new.load(Ordering::Relaxed));
                read_before = done;
            }
            other => {
                let report = other.unwrap();
                assert_eq!((report.current, report.read), (read_before, 40 - read_before));
                break;
            }
        }
        assert!(runs < 20);
    }
    assert!(runs > 3, "{runs}");
    run(&engine, &folder, &clean);
    assert_eq!(dumped(&broken), dumped(&clean));
}

#[test]
fn renamed_files_are_not_read_again() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    std::fs::create_dir_all(folder.join("old")).unwrap();
    (0..6).for_each(|n| std::fs::write(folder.join(format!("old/{n}.txt")), letter(n)).unwrap());
    let engine = Engine::built_in().unwrap();
    let out = scratch.path().join("p.regesta");
    assert_eq!(run(&engine, &folder, &out).read, 6);
    std::fs::rename(folder.join("old"), folder.join("new")).unwrap();
    // Two change names with each other.
    std::fs::rename(folder.join("new/0.txt"), folder.join("new/x")).unwrap();
    std::fs::rename(folder.join("new/1.txt"), folder.join("new/0.txt")).unwrap();
    std::fs::rename(folder.join("new/x"), folder.join("new/1.txt")).unwrap();
    let report = run(&engine, &folder, &out);
    assert_eq!((report.read, report.current, report.gone.len()), (0, 6, 6));
    let (again, clean) = (dumped(&out), scratch.path().join("clean.regesta"));
    run(&engine, &folder, &clean);
    assert_eq!(again, dumped(&clean));
}

#[test]
fn a_library_beside_the_papers_describes_them_without_reading_them_again() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("siege.txt"), letter(3)).unwrap();
    let engine = Engine::built_in().unwrap();
    let out = scratch.path().join("p.regesta");
    run(&engine, &folder, &out);
    let entry =
        "@article{a, title = {The Siege}, author = {Orme, Anna}, date = {1921}, file = {x:siege.txt:text/plain}}";
    std::fs::write(folder.join("zotero.bib"), entry).unwrap();
    let report = run(&engine, &folder, &out);
    assert_eq!((report.read, report.described, report.diagnostics.len()), (0, 1, 0), "{:?}", report.diagnostics);
    let csl = |out: &Path| Project::open(out, Mode::Read).unwrap().sources().unwrap()[0].csl.clone();
    assert_eq!(csl(&out)["author"][0]["family"], "Orme");
    assert_eq!(csl(&out)["issued"]["date-parts"][0][0], 1921);
    std::fs::write(folder.join("zotero.bib"), "@article{a, title = {").unwrap();
    let report = run(&engine, &folder, &out);
    assert_eq!(report.described, 0);
    assert!(report.diagnostics.iter().any(|d| d.path == "zotero.bib" && d.message.contains("line")));
    assert!(csl(&out)["author"][0]["family"].is_null());
}

fn decide(out: &Path, path: &str, words: &str, minute: u32) -> Decision {
    let mut project = Project::open(out, Mode::Write).unwrap();
    let source = project.sources().unwrap().into_iter().find(|source| source.path == path).unwrap();
    let raw = project.raw_text(&source.id).unwrap().unwrap();
    let at = raw.find(words).unwrap();
    let mention = Mention {
        kind: "date".into(),
        path: path.into(),
        source: Some(source.id.clone()),
        exact: words.into(),
        prefix: raw[..at].into(),
        suffix: raw[at + words.len()..].into(),
        pieces: Vec::new(),
    };
    let decision = NewDecision {
        about: About::passage(mention),
        action: Action::Accept,
        value: None,
        rationale: String::new(),
        editor: "a reader".into(),
        at: format!("2024-02-01T10:{minute:02}:00Z"),
        supersedes: None,
    };
    let kept = project.append_decision(&decision).unwrap();
    project.close().unwrap();
    kept
}

#[test]
fn changed_file_keeps_the_judgements_whose_words_stand_and_lists_the_others() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    let write = |text: &str| std::fs::write(folder.join("a.txt"), text).unwrap();
    write(&format!("{}On 4 April 1871 Lord Derby left for Kent.\n", letter(3)));
    let engine = Engine::built_in().unwrap();
    let out = scratch.path().join("p.regesta");
    run(&engine, &folder, &out);
    let (stays, goes) = (decide(&out, "a.txt", "4 March 1863", 1), decide(&out, "a.txt", "4 April 1871", 2));
    write(&format!("A preface of some words.\n\n{}", letter(3)));
    let report = run(&engine, &folder, &out);
    assert_eq!((report.decisions, report.stale_decisions), (2, 1));
    let project = Project::open(&out, Mode::Read).unwrap();
    let raw = project.raw_text(&project.sources().unwrap()[0].id).unwrap().unwrap();
    let found = project.reattach(&project.decisions_in_force().unwrap()).unwrap();
    for attachment in &found {
        match &attachment.status {
            AttachmentStatus::Attached { pieces, .. } => {
                assert_eq!(attachment.decision, stays.id);
                assert_eq!(&raw[pieces[0].start..pieces[0].end], "4 March 1863");
            }
            other => assert_eq!(
                (&attachment.decision, other),
                (&goes.id, &AttachmentStatus::Stale { why: StaleReason::NotFound })
            ),
        }
    }
    let listed = regesta::views::check(&project).unwrap();
    assert_eq!(listed.iter().filter(|row| row.message.contains("4 April 1871")).count(), 1, "{listed:?}");
}

#[test]
fn judgement_on_a_description_outlives_runs_names_and_changes_and_can_be_taken_back() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    let text = |ending: &str| format!("The Siege of the Old Town\n\n{}{ending}", letter(3));
    std::fs::write(folder.join("a.txt"), text("")).unwrap();
    std::fs::write(folder.join("b.txt"), letter(4)).unwrap();
    let engine = Engine::built_in().unwrap();
    let out = scratch.path().join("p.regesta");
    run(&engine, &folder, &out);
    let csl = |path: &str| {
        let rows = descriptions::sources(&Project::open(&out, Mode::Read).unwrap()).unwrap();
        rows.into_iter().find(|row| row.path == path).unwrap().csl
    };
    let read_before = csl("a.txt");
    let judge = |path: &str, field: &str, value: Option<&str>, minute: u32| {
        let mut project = Project::open(&out, Mode::Write).unwrap();
        let source = descriptions::source_called(&project, path).unwrap();
        let by = By { editor: "a reader".into(), at: format!("2024-02-01T11:{minute:02}:00Z"), ..By::default() };
        let judged = descriptions::judge(&mut project, &source, field, value, by);
        project.close().unwrap();
        descriptions::refresh(&out, "2024-02-01T12:00:00Z").unwrap();
        judged
    };
    judge("a.txt", "author", Some("Orme, A."), 1).unwrap();
    judge("a.txt", "issued", Some("1921"), 2).unwrap();
    assert!(judge("a.txt", "colour", Some("red"), 3).is_err());
    let check = |path: &str| {
        let csl = csl(path);
        assert_eq!(csl["author"][0]["family"], "Orme", "{csl}");
        assert_eq!(csl["custom"]["from"]["issued"], "a judgement");
    };
    check("a.txt");
    std::fs::rename(folder.join("a.txt"), folder.join("c.txt")).unwrap();
    run(&engine, &folder, &out);
    check("c.txt");
    std::fs::write(folder.join("c.txt"), text("And more.\n")).unwrap();
    run(&engine, &folder, &out);
    check("c.txt");
    std::fs::remove_file(folder.join("c.txt")).unwrap();
    std::fs::write(folder.join("d.txt"), text("And another end.\n")).unwrap();
    run(&engine, &folder, &out);
    check("d.txt");
    judge("d.txt", "author", None, 4).unwrap();
    judge("d.txt", "issued", None, 5).unwrap();
    assert_eq!(csl("d.txt"), read_before);
    assert!(judge("d.txt", "issued", None, 6).is_err());
}
