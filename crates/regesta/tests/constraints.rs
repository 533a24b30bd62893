//! Relative dates as constraints between dates, also in a text that is searched in parts.

use std::path::Path;

use regesta::store::{FindingFilter, Mode, Project};
use regesta::{BuildOptions, Engine, build};

fn constraints(text: &str, part_bytes: usize) -> Vec<(String, String, Option<i64>, Option<i64>)> {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.txt"), text).unwrap();
    let out = scratch.path().join("p.regesta");
    read(&folder, &out, part_bytes);
    let project = Project::open(&out, Mode::Read).unwrap();
    let words = |id: &str| project.finding(id).unwrap().map(|at| at.anchor.exact).unwrap_or_default();
    assert!(!project.findings(&FindingFilter::kind("date")).unwrap().is_empty());
    let mut rows: Vec<_> =
        project.constraints().unwrap().iter().map(|c| (words(&c.a), words(&c.b), c.min, c.max)).collect();
    rows.sort();
    rows
}

fn read(folder: &Path, out: &Path, part_bytes: usize) {
    let options = BuildOptions {
        jobs: 1,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes,
        now: "2024-02-01T10:00:00Z".into(),
    };
    build(&Engine::built_in().unwrap(), folder, out, &options, &|_| true).unwrap();
}

#[test]
fn a_relative_date_is_a_constraint_to_the_date_it_counts_from() {
    let text = "The commission left Riga on 9 July 1891. Two days later it reached the bridge at Dorpat.\n";
    let found = constraints(text, BuildOptions::PART_BYTES);
    assert_eq!(found.len(), 1, "{found:?}");
    let (from, to, min, max) = &found[0];
    assert!(from.contains("9 July 1891") && to.contains("Two days later"), "{found:?}");
    assert_eq!((*min, *max), (Some(2 * 1440), Some(2 * 1440)));
}

#[test]
fn constraints_of_a_long_text_join_dates_of_their_own_part() {
    let chapter = |n: usize| {
        format!(
            "Chapter {n}\n\nOn {n} March 18{}0 the mission left Tiflis. On the next day it was seen at Mtskheta, and nobody \
             asked for its papers.\n\n",
            n % 10
        )
    };
    let text: String = (1..=20).map(chapter).collect();
    let whole = constraints(&text, BuildOptions::PART_BYTES);
    assert_eq!(whole.len(), 20, "{whole:?}");
    assert_eq!(constraints(&text, 600), whole);
}
