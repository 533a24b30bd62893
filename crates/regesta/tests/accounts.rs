//! Three invented accounts of one affair of 1742, two English and one Russian: what is one, and in what they differ.

use regesta::store::{EntityType, LinkStatus, Mode, Project};
use regesta::views::{self, explain_with};
use regesta::{Accounts, BuildOptions, Disagreement, DisagreementKind as Kind, Engine, Independence, build};

/// The letter is of 12 June, the dragoons are two hundred, they enter on the 20th, the garrison is 400.
const FIRST: &str = "The quarrel over Lindau\n\nA narrative by an English historian\n\nThe magistrates of the town had \
been on bad terms with the Elector for years. On 12 June 1742 Count Seckendorf sent a letter to Baron Imhof: “The \
magistrates of Lindau refuse to open the granaries before the garrison has been paid, and I cannot answer for the quiet of \
the streets. You must send me two hundred dragoons before the end of the month.”1 Imhof did not hurry.\n\nOn 20 June 1742 \
Bavarian dragoons entered Lindau and occupied the granaries near the harbour. The garrison did not fight. On 23 June 1742 \
the magistrates signed an agreement with Imhof in Lindau about the granaries.\n\n1 State Archive of Bregenz, f. 12, op. 3, \
d. 45, l. 7.\n";
/// The letter is of 14 June, the dragoons are three hundred, they enter on the 22nd; the agreement is of the same day.
const SECOND: &str = "Grain and soldiers on the lake\n\nAnother account\n\nNobody in Munich had thought about grain. In a \
letter to Baron Imhof of 14 June 1742 Count Seckendorf complained: “The magistrates of Lindau refuse to open the granaries \
before the garrison has been paid, and I cannot answer for the quiet of the streets. You must send me three hundred \
dragoons before the end of the month.”1\n\nBavarian dragoons entered Lindau on 22 June 1742 and occupied the granaries near \
the harbour. The feast of 31 June 1742 was cancelled. On 23 June 1742 the magistrates signed an agreement with Imhof in \
Lindau about the granaries.\n\n1 State Archive of Bregenz, f. 12, op. 3, d. 45, l. 7 ob.\n";
/// In another language, of the same day as the first.
const THIRD: &str = "Линдау и его хлеб\n\nБаварские драгуны вступили в Линдау 20 июня 1742 года и заняли амбары у гавани. \
23 июня 1742 года в Линдау было подписано соглашение с магистратом.\n";

fn project(texts: &[(&str, &str)], jobs: usize) -> (tempfile::TempDir, Project) {
    let folder = tempfile::tempdir().expect("folder");
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("file");
    }
    let path = folder.path().join("p.regesta");
    let options = BuildOptions {
        jobs,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    build(&Engine::built_in().expect("engine"), folder.path(), &path, &options, &|_| true).expect("build");
    let project = Project::open(&path, Mode::Read).expect("project");
    (folder, project)
}

fn all(project: &Project) -> Vec<Disagreement> {
    let engine = Engine::built_in().expect("engine");
    Accounts::load(&engine, project).expect("accounts").disagreements().expect("rows")
}

fn sides(row: &Disagreement) -> Vec<(&str, Option<&str>)> {
    row.sides.iter().map(|side| (side.passage.source.as_str(), side.date.as_deref())).collect()
}

const TEXTS: [(&str, &str); 3] = [("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", THIRD)];

#[test]
fn conflicts_of_three_texts_are_found_with_both_wordings() {
    let (_folder, project) = project(&TEXTS, 1);
    let rows = all(&project);
    let conflicts: Vec<&Disagreement> = rows.iter().filter(|row| row.conflict).collect();
    let of = |kind: Kind, aspect: &str| -> Vec<&&Disagreement> {
        conflicts.iter().filter(|row| row.kind == kind && row.aspect == aspect).collect()
    };
    let entry = of(Kind::DateOrHour, "date");
    let entry = entry.iter().find(|row| row.about.starts_with("occupation") && sides(row)[0].0 == "a.txt");
    let entry = entry.unwrap_or_else(|| panic!("{conflicts:#?}"));
    assert_eq!(sides(entry), [("a.txt", Some("1742-06-20")), ("b.txt", Some("1742-06-22"))]);
    assert!(entry.sides.iter().all(|s| s.passage.exact.contains("dragoons entered Lindau")), "{entry:#?}");
    assert!(entry.reasons.iter().any(|reason| reason.starts_with("words in common")), "{:?}", entry.reasons);

    let letter = of(Kind::DateOrHour, "date");
    let letter = letter.iter().find(|row| row.about.starts_with("letter")).unwrap_or_else(|| panic!("{conflicts:#?}"));
    assert_eq!(sides(letter), [("a.txt", Some("1742-06-12")), ("b.txt", Some("1742-06-14"))]);
    assert_eq!(letter.independence, Independence::SameSource, "both cite one archival unit");

    let wording = of(Kind::WordingThatMatters, "wording");
    let values: Vec<&str> = wording.iter().flat_map(|row| &row.sides).map(|side| side.value.as_str()).collect();
    assert_eq!(values, ["two", "three"], "{wording:#?}");

    let impossible = of(Kind::Impossible, "date");
    assert_eq!(impossible.len(), 1, "{impossible:#?}");
    assert!(impossible[0].sides[0].passage.exact.contains("31 June 1742"));
}

#[test]
fn what_agrees_is_classified_and_not_reported() {
    let (_folder, project) = project(&TEXTS, 1);
    let rows = all(&project);
    let signing: Vec<&Disagreement> = rows
        .iter()
        .filter(|row| row.aspect == "date" && row.sides.iter().all(|s| s.date.as_deref() == Some("1742-06-23")))
        .collect();
    assert!(signing.iter().any(|row| row.kind == Kind::Same), "{rows:#?}");
    assert!(signing.iter().all(|row| !row.conflict));
    let entry = rows.iter().find(|row| {
        row.kind == Kind::Same && sides(row) == [("a.txt", Some("1742-06-20")), ("c.txt", Some("1742-06-20"))]
    });
    assert!(entry.is_some(), "one happening in two languages: {rows:#?}");
}

#[test]
fn one_document_of_two_dates_is_one_entity_by_its_words() {
    let (_folder, project) = project(&TEXTS, 1);
    let letters: Vec<_> =
        views::calendar(&project).expect("calendar").into_iter().filter(|row| row.genre == "letter").collect();
    assert_eq!(letters.len(), 1, "{letters:#?}");
    let mut dates = letters[0].dates.clone();
    dates.sort();
    assert_eq!(dates, ["1742-06-12", "1742-06-14"]);
    let mentions = project.mentions(&letters[0].id).expect("mentions");
    assert!(
        mentions.iter().any(|(link, _)| link.reasons.iter().any(|r| r.starts_with("the same words"))),
        "{mentions:#?}"
    );
    assert!(mentions.iter().all(|(link, _)| link.status == LinkStatus::Same));
}

#[test]
fn one_text_keeps_its_documents_apart() {
    let twice = format!(
        "{FIRST}\nOn 15 June 1742 Count Seckendorf sent a letter to Baron Imhof: “The magistrates of Lindau \
refuse to open the granaries before the garrison has been paid, and I cannot answer for the quiet of the streets.”\n"
    );
    let (_folder, project) = project(&[("a.txt", &twice), ("b.txt", SECOND)], 1);
    let letters = views::calendar(&project).expect("calendar").into_iter().filter(|row| row.genre == "letter");
    for letter in letters {
        let of_first = letter.passages.iter().filter(|p| p.source == "a.txt").count();
        assert!(of_first <= 1, "{letter:#?}");
    }
}

#[test]
fn explanation_leads_to_words_rules_and_disagreements() {
    let (_folder, project) = project(&TEXTS, 1);
    let rows = all(&project);
    let documents = project.entities(Some(EntityType::Document)).expect("entities");
    let letter = documents.iter().find(|d| d.id.starts_with("letter-1742-06-12")).expect("the letter");
    let explained = explain_with(&rows, &project, &letter.id).expect("explained");
    assert!(explained.statements.iter().all(|s| !s.rule.is_empty() && !s.passages.is_empty()), "{explained:#?}");
    assert!(explained.disagreements.iter().any(|row| row.kind == Kind::DateOrHour), "{explained:#?}");
    let row = rows.iter().find(|row| row.conflict).expect("a conflict");
    assert_eq!(explain_with(&rows, &project, &row.id).expect("explained").disagreements, std::slice::from_ref(row));
    assert!(explain_with(&rows, &project, "differ-nothing").is_err());
}

#[test]
fn the_list_does_not_depend_on_the_number_of_threads() {
    let ((_one, first), (_two, second)) = (project(&TEXTS, 1), project(&TEXTS, 4));
    assert_eq!(all(&first), all(&second));
}

#[test]
fn calendars_arrivals_and_plans_are_no_conflict() {
    let texts = [
        (
            "a.txt",
            "An army on the river\n\nOn 2 March 1854 Russian troops crossed the river Pruth near Skuleni with forty guns \
and many wagons.\n",
        ),
        (
            "b.txt",
            "The same river\n\nRussian troops crossed the river Pruth near Skuleni on 14 March 1854 with forty guns and \
many wagons.\n",
        ),
    ];
    let (_folder, project) = project(&texts, 1);
    let rows = all(&project);
    assert!(rows.iter().all(|row| !row.conflict), "{rows:#?}");
}
