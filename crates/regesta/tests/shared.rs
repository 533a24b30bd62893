//! Shared passages of a project: found, led back to print, collated.

use std::path::Path;

use regesta::store::{Mode, Project};
use regesta::{BuildOptions, Engine, SharedRow, SharedSettings, SharedTexts, build, write_tei};

/// Two historians on one despatch of 1899; both texts are made up. The first has a page break and a note inside the
/// quotation, the second leaves a sentence out and marks it.
const FIRST: &str = "The harbour of Corran\n\nThe governor had waited a whole winter before he wrote. On 3 March 1899 he \
sent a despatch to the minister: “The merchants of this town refuse to unload the ships before their wages have been \
paid, and the garrison is too weak to force them. I have therefore closed the harbour until the council meets again. \
We must either grant the wages or send three hundred men from the capital.”1 Nobody answered him for a month.\n\n\
1 State Archive of Corran, f. 12, op. 3, d. 45, l. 7.\n";
const SECOND: &str = "Wages and power in a port\n\nSeldom has an officer put it so plainly. “The merchants of this town \
refused to unload the ships before their wages had been paid, and the garrison is too weak to force them [...] You must \
either grant the wages or send three hundred men from the capital,” the governor told his minister [State Archive of \
Corran, f. 12, op. 3, d. 45, l. 7 ob.]. What followed belongs to another chapter.\n";
const THIRD: &str = "A history of rope\n\nRope was made of hemp in long sheds outside the walls. Nothing in this text \
has to do with wages or ministers, and nothing of it stands in another.\n";

fn project(texts: &[(&str, &str)]) -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().expect("folder");
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("file");
    }
    let path = folder.path().join("p.regesta");
    built(folder.path(), &path);
    let project = Project::open(&path, Mode::Read).expect("project");
    (folder, project)
}

fn built(folder: &Path, path: &Path) {
    let options = BuildOptions {
        jobs: 1,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    build(&Engine::built_in().expect("engine"), folder, path, &options, &|_| true).expect("build");
}

fn shared(project: &Project) -> (SharedTexts, Vec<SharedRow>) {
    let texts = SharedTexts::find(project, SharedSettings::default()).expect("texts");
    let rows = texts.rows();
    (texts, rows)
}

#[test]
fn one_despatch_in_two_texts_is_one_passage_over_a_cut() {
    let (_folder, project) = project(&[("first.txt", FIRST), ("second.txt", SECOND), ("third.txt", THIRD)]);
    let (texts, rows) = shared(&project);
    assert_eq!(rows.len(), 1, "{rows:#?}");
    let row = &rows[0];
    assert_eq!((row.kind.as_str(), row.possible), ("quoted", false));
    let words: Vec<&str> = row.witnesses.iter().map(|w| w.passage.exact.as_str()).collect();
    assert!(words[0].starts_with("The merchants") && words[0].ends_with("capital"), "{words:?}");
    assert!(words[1].starts_with("The merchants") && words[1].ends_with("capital"), "{words:?}");
    assert!(row.witnesses[1].cited.iter().any(|cited| cited.contains("d. 45")), "{:?}", row.witnesses[1].cited);

    let engine = Engine::built_in().expect("engine");
    let collation = texts.collation(&engine, &row.id, Some("first.txt")).expect("collation");
    let found: Vec<(String, String, String)> = collation
        .apparatus
        .iter()
        .map(|e| (e.lemma.clone(), e.readings[0].words.clone(), e.readings[0].grades.join(" ")))
        .collect();
    let expected = [
        ("refuse", "refused", "inflection"),
        ("have", "had", "substitution"),
        ("I have therefore closed the harbour until the council meets again", "", "omission_marked"),
        ("We", "You", "pronoun"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (got, want) in found.iter().zip(expected) {
        assert_eq!((got.0.as_str(), got.1.as_str(), got.2.as_str()), want);
    }
}

#[test]
fn collation_does_not_depend_on_the_order_of_the_witnesses() {
    let (_one, ascending) = project(&[("a.txt", FIRST), ("b.txt", SECOND)]);
    let (_two, descending) = project(&[("b.txt", FIRST), ("a.txt", SECOND)]);
    let engine = Engine::built_in().expect("engine");
    let apparatus = |project: &Project, base: &str| {
        let (texts, rows) = shared(project);
        let collation = texts.collation(&engine, &rows[0].id, Some(base)).expect("collation");
        collation
            .apparatus
            .into_iter()
            .map(|e| (e.start, e.end, e.lemma, e.readings[0].words.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(apparatus(&ascending, "a.txt"), apparatus(&descending, "b.txt"));
}

#[test]
fn tei_is_well_formed_and_has_every_reading() {
    let (_folder, project) = project(&[("first & last.txt", FIRST), ("second.txt", SECOND)]);
    let (texts, rows) = shared(&project);
    let engine = Engine::built_in().expect("engine");
    let collation = texts.collation(&engine, &rows[0].id, None).expect("collation");
    let mut out = Vec::new();
    write_tei(&collation, &mut out).expect("written");
    let tei = String::from_utf8(out).expect("UTF-8");
    assert!(tei.contains("first &amp; last.txt"), "{tei}");
    assert_eq!(tei.matches("<app>").count(), collation.apparatus.len());
    let readings: usize = collation.apparatus.iter().map(|entry| entry.readings.len()).sum();
    assert_eq!(tei.matches("<rdg ").count(), readings);
    for tag in ["TEI", "teiHeader", "text", "body", "p", "app", "lem", "rdg"] {
        let opened = tei.matches(&format!("<{tag}>")).count() + tei.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, tei.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn unknown_identifiers_are_told() {
    let (_folder, project) = project(&[("first.txt", FIRST), ("second.txt", SECOND)]);
    let (texts, rows) = shared(&project);
    let engine = Engine::built_in().expect("engine");
    assert!(texts.collation(&engine, "shared-none", None).is_err());
    assert!(texts.collation(&engine, &rows[0].id, Some("nobody.txt")).is_err());
}

/// The shared pieces of the five papers that were marked by hand: file of each witness, and code points of the words.
const MARKED: [[(&str, usize, usize); 2]; 5] = [
    [("000_", 17272, 17571), ("001_", 29038, 29541)],
    [("001_", 14122, 14449), ("002_", 5805, 6131)],
    [("001_", 15395, 15490), ("002_", 27406, 27499)],
    [("001_", 15600, 15714), ("002_", 31826, 31937)],
    [("000_", 14356, 14451), ("001_", 20065, 20137)],
];

/// What was read and found to be shared beside these: an order that one quotes and the other tells, and prose of the authors.
const ALSO_SHARED: [[(&str, usize, usize); 2]; 2] =
    [[("001_", 15198, 15283), ("002_", 27004, 27083)], [("000_", 15483, 15549), ("001_", 18494, 18579)]];

#[test]
fn shared_pieces_of_the_papers_are_all_found_and_nothing_else_above_the_line() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    if !seeds.is_dir() {
        return;
    }
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("p.regesta");
    built(&seeds, &path);
    let project = Project::open(&path, Mode::Read).expect("project");
    let (_, rows) = shared(&project);
    // Five words have some forty letters.
    let near = |found: usize, marked: usize| found.abs_diff(marked) <= 40;
    let is = |row: &SharedRow, marked: &[(&str, usize, usize); 2]| {
        row.witnesses.iter().zip(marked).all(|(witness, (file, start, end))| {
            witness.passage.source.starts_with(file)
                && near(witness.passage.start, *start)
                && near(witness.passage.end, *end)
        })
    };
    for marked in &MARKED {
        let found = rows.iter().filter(|row| is(row, marked)).count();
        assert_eq!(found, 1, "{marked:?} in {rows:#?}");
    }
    let chance: Vec<&SharedRow> = rows
        .iter()
        .filter(|row| !row.possible && !MARKED.iter().chain(&ALSO_SHARED).any(|marked| is(row, marked)))
        .collect();
    assert!(chance.is_empty(), "{chance:#?}");
}
