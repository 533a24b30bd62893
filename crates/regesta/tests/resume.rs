//! Runs that are broken off anywhere, files that are renamed, files that change.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use regesta::store::{Mode, Project};
use regesta::{BuildOptions, BuildReport, Engine, Error, Progress, build, dump};

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
