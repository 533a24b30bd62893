//! A run that somebody stops.

use std::sync::atomic::{AtomicUsize, Ordering};

use regesta::store::{EntityType, Mode, Project};
use regesta::{BuildOptions, Engine, Error, Progress, build, dump};

fn dumped(path: &std::path::Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    dump(&Project::open(path, Mode::Read).unwrap(), &mut bytes).unwrap();
    bytes
}

#[test]
fn what_was_read_before_a_stop_can_be_looked_at_and_the_next_run_goes_on() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    for (name, sender) in [("a.txt", "Granville"), ("b.txt", "Salisbury"), ("c.txt", "Rosebery")] {
        let text = format!("On 3 March 1886 Lord {sender} wrote to Prince Bismarck from London.\n");
        std::fs::write(folder.join(name), text).unwrap();
    }
    let engine = Engine::built_in().unwrap();
    let options = BuildOptions {
        jobs: 1,
        child: None,
        fresh: false,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    let (stopped, clean) = (scratch.path().join("stopped.regesta"), scratch.path().join("clean.regesta"));
    let read = AtomicUsize::new(0);
    let error = build(&engine, &folder, &stopped, &options, &|step| match step {
        Progress::Read { .. } => read.fetch_add(1, Ordering::Relaxed) == 0,
        _ => true,
    });
    assert!(matches!(error, Err(Error::Stopped { done: 2 })), "{error:?}");
    let project = Project::open(&stopped, Mode::Read).unwrap();
    let persons: Vec<String> =
        project.entities(Some(EntityType::Person)).unwrap().into_iter().map(|e| e.label).collect();
    for name in ["Granville", "Salisbury", "Bismarck"] {
        assert!(persons.iter().any(|p| p.contains(name)), "{name} is not among {persons:?}");
    }
    assert!(!persons.iter().any(|p| p.contains("Rosebery")), "{persons:?}");
    project.close().unwrap();

    let report = build(&engine, &folder, &stopped, &options, &|_| true).unwrap();
    assert_eq!((report.read, report.current), (1, 2));
    build(&engine, &folder, &clean, &options, &|_| true).unwrap();
    assert_eq!(dumped(&stopped), dumped(&clean));
}
