//! Shelfmarks and citations as a person asks for them.

use std::fs;
use std::path::Path;
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

fn list(args: &[&str]) -> Vec<Value> {
    let all: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
    serde_json::from_str::<Value>(&ok(&all)).unwrap().as_array().unwrap().clone()
}

fn path(p: &Path) -> &str {
    p.to_str().expect("test paths are UTF-8")
}

/// Two authors on one file, each in the style of his language; the second makes every slip an editor would ask about.
const BELOV: &str = "Белов А. Н.

Мостовой вопрос

Комиссия осмотрела опоры 3 мая 1908 г. и нашла их годными [РГИА, ф. 350, оп. 12, д. 77, л. 14]. Через неделю инженер Ланге \
писал в министерство: «Ни одна из осмотренных нами опор не простоит до осеннего паводка, и я снимаю с себя ответственность» \
[там же, л. 31–33]. Министерство ответило отказом [РГИА, ф. 350, оп. 12, д. 78, л. 2; 3, с. 41]. Чертежи \
хранятся отдельно [РНБ, ф. 625, д. 14, л. 2–2 об.].
";

const HALE: &str = "J. Hale

The bridge at Lange's ford

The commission of May 1908 found the piers sound (RGIA, f. 350, op. 12, d. 77, ll. 14-16). The ministry refused [2, p. 19–12], \
and the engineer was told to be silent [5].

\u{201c}Nobody in this town believes that the bridge will stand until the autumn rains come,\u{201d} wrote the mayor.

Bibliography

1. Brown P. Bridges of the North. London, 1931.
2. Lange E. Memoirs of an engineer. Riga, 1925.
3. Orlov V. Rivers and roads. Moscow, 1912.
";

fn project(scratch: &Path) -> String {
    let folder = scratch.join("papers");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("belov.txt"), BELOV).unwrap();
    fs::write(folder.join("hale.txt"), HALE).unwrap();
    let project = scratch.join("p.regesta");
    ok(&["build", path(&folder), "-o", path(&project), "--jobs", "1"]);
    path(&project).to_owned()
}

#[test]
fn one_file_cited_in_two_styles_is_one_and_can_be_ordered() {
    let scratch = tempfile::tempdir().unwrap();
    let project = project(scratch.path());
    let shared = list(&["shelfmarks", &project, "--shared"]);
    assert_eq!(shared.len(), 1, "{shared:#?}");
    assert_eq!(shared[0]["sources"], serde_json::json!(["belov.txt", "hale.txt"]));
    assert_eq!(shared[0]["delo"], "77");
    let cited = shared[0]["cited"].as_array().unwrap();
    assert_eq!(cited.len(), 3);
    let quoted = cited.iter().find(|c| c["folios"][0] == "31–33").unwrap();
    assert_eq!(quoted["quotation"], true);
    assert!(quoted["cited_for"]["exact"].as_str().unwrap().starts_with("Ни одна из осмотренных"));
    let plain = cited.iter().find(|c| c["folios"][0] == "14").unwrap();
    assert_eq!(plain["cited_for"]["exact"], "Комиссия осмотрела опоры 3 мая 1908 г. и нашла их годными");

    let orders = list(&["shelfmarks", &project, "--to-order"]);
    let files: Vec<&str> = orders.iter().map(|o| o["delo"].as_str().unwrap()).collect();
    assert_eq!(files, ["77", "78", "14"]);
    assert_eq!(orders[0]["folios"], "14; 14-16; 31–33");
    let csv = ok(&["shelfmarks", &project, "--to-order", "--csv"]);
    assert!(csv.starts_with("archive,fonds,inventory,file,folios,"), "{csv}");

    // Identifiers stand in addresses: no part of one is empty.
    for row in list(&["shelfmarks", &project]) {
        let id = row["id"].as_str().unwrap();
        assert!(
            id != "shelfmark:rnb/625//14" && id.split('/').count() == 4 && id.split('/').all(|part| !part.is_empty()),
            "{id}"
        );
        let shown: Value = serde_json::from_str(&ok(&["show", &project, id, "--json"])).unwrap();
        assert_eq!(shown["label"], row["label"]);
    }

    let tree = ok(&["shelfmarks", &project, "--tree"]);
    for line in ["РГИА  (4)", "  fonds 350  (4)", "    inventory 12  (4)", "      file 77  fol. 14; 14-16; 31–33"]
    {
        assert!(tree.lines().any(|l| l.starts_with(line)), "{line} in\n{tree}");
    }
    assert_eq!(list(&["shelfmarks", &project, "--style", "numbers"])[0]["label"], "РГИА 350/12/77");
    assert_eq!(list(&["shelfmarks", &project, "--archive", "rgia"]).len(), 2);
    let none = regesta(&["shelfmarks", &project, "--archive", "Vatican"]);
    assert_eq!(none.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&none.stderr).contains("--tree"));
}

#[test]
fn what_an_editor_would_ask_is_listed_with_its_words() {
    let scratch = tempfile::tempdir().unwrap();
    let project = project(scratch.path());
    let doubts = list(&["citations", &project, "--doubts"]);
    let told: Vec<(&str, &str)> =
        doubts.iter().map(|d| (d["passage"]["source"].as_str().unwrap(), d["kind"].as_str().unwrap())).collect();
    for wanted in [
        ("belov.txt", "list-missing"),
        ("hale.txt", "number-without-entry"),
        ("hale.txt", "range-backwards"),
        ("hale.txt", "quotation-without-citation"),
    ] {
        assert!(told.contains(&wanted), "{wanted:?} in {told:?}");
    }
    assert_eq!(told.iter().filter(|t| t.1 == "entry-never-cited").count(), 2, "{told:?}");
    let only = list(&["citations", &project, "--doubts", "--kind", "range-backwards"]);
    assert_eq!(only.len(), 1);
    assert!(only[0]["message"].as_str().unwrap().contains("19–12"));

    let rows = list(&["citations", &project, "--source", "hale"]);
    let memoir = rows.iter().find(|r| r["references"][0]["written"].as_str().unwrap().starts_with("[2]")).unwrap();
    assert!(memoir["references"][0]["entry"]["exact"].as_str().unwrap().contains("Lange E."));
    assert_eq!(memoir["references"][0]["csl"]["title"], "Memoirs of an engineer");
    assert_eq!(memoir["references"][0]["csl"]["issued"]["date-parts"][0][0], 1925);
    let lost = rows.iter().find(|r| r["references"][0]["written"] == "[5]").unwrap();
    assert_eq!(lost["references"][0]["open"], "reference 5: the list of this file has no such entry");
}

const MARSH: &str = "# The mill

The mill stood below the bridge in 1790.[^1] It was sold to a brewer from Riga.[^2] Nobody knows who burnt it.[^9]

Another view of it was held by the parish (Toland 1976, 12), and the first was repeated later (Marsh 1971, 3).

[^1]: RGIA, f. 350, op. 12, d. 77, l. 14.

[^2]: RGIA, f. 350, op. 12, d. 78, l. 2.

[^4]: RGIA, f. 350, op. 12, d. 79, l. 5.

## Bibliography

Marsh, Anne. The Mill. London, 1971.

Orlov, Peter. Rivers. Moscow, 1912.
";

/// The third note has lost its number.
const ORLOV: &str = "The Ford

The ford was known to all carriers of the district before the war.1 Its keeper took a toll of two kopecks from each cart.2 \
The toll was raised in the year of the flood by order of the town.3 Afterwards nobody paid it at all, as the mayor wrote.4

Notes

1. RGIA, f. 350, op. 12, d. 77, l. 14. The keeper signs with a cross, and the clerk of the town below him.
2. RGIA, f. 350, op. 12, d. 78, l. 2.
RGIA, f. 350, op. 12, d. 80, l. 3.
4. RGIA, f. 350, op. 12, d. 79, l. 5.
";

#[test]
fn notes_and_calls_that_miss_each_other_are_listed() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("marsh.md"), MARSH).unwrap();
    fs::write(folder.join("orlov.txt"), ORLOV).unwrap();
    let project = scratch.path().join("p.regesta");
    ok(&["build", path(&folder), "-o", path(&project)]);
    let doubts = list(&["citations", path(&project), "--doubts"]);
    let told = |source: &str, kind: &str| -> Vec<(String, String)> {
        let of_kind = doubts.iter().filter(|d| d["passage"]["source"] == source && d["kind"] == kind);
        of_kind
            .map(|d| (d["passage"]["exact"].as_str().unwrap().to_owned(), d["message"].as_str().unwrap().to_owned()))
            .collect()
    };
    let open = told("marsh.md", "call-without-note");
    assert_eq!(open.len(), 1, "{doubts:#?}");
    assert_eq!(open[0].1, "note 9 is not in this file");
    let uncalled = told("marsh.md", "note-without-call");
    assert_eq!(uncalled.len(), 1, "{doubts:#?}");
    assert!(uncalled[0].0.contains("d. 79") && uncalled[0].1 == "note 4 is called nowhere in the text", "{uncalled:?}");
    let unlisted = told("marsh.md", "name-without-entry");
    assert_eq!(unlisted.len(), 1, "{doubts:#?}");
    assert!(unlisted[0].0.contains("Toland"), "{unlisted:?}");
    let unread = told("marsh.md", "entry-never-cited");
    assert!(unread.len() == 1 && unread[0].0.starts_with("Orlov, Peter"), "{unread:?}");
    let lost = told("orlov.txt", "note-without-number");
    assert_eq!(lost.len(), 1, "{doubts:#?}");
    assert!(lost[0].0.contains("d. 80") && lost[0].1.contains(": 3, by"), "{lost:?}");
}

#[test]
fn an_archive_that_two_authors_call_differently_is_one_in_the_tree_and_on_the_order() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    fs::create_dir(&folder).unwrap();
    fs::write(
        folder.join("a.txt"),
        "Мост осмотрели весной [ЦГАОР, ф. 350, оп. 2, д. 9, л. 1] и летом [ЦГАОР, ф. 350, оп. 2, д. 11, л. 4].\n",
    )
    .unwrap();
    fs::write(folder.join("b.txt"), "Осенью его закрыли [ГАРФ, ф. 350, оп. 2, д. 10, л. 3].\n").unwrap();
    let project = scratch.path().join("p.regesta");
    ok(&["build", path(&folder), "-o", path(&project)]);
    let orders = list(&["shelfmarks", path(&project), "--to-order"]);
    let files: Vec<(&str, &str)> =
        orders.iter().map(|o| (o["archive"].as_str().unwrap(), o["delo"].as_str().unwrap())).collect();
    assert_eq!(files.iter().map(|f| f.1).collect::<Vec<_>>(), ["9", "10", "11"]);
    assert!(files.iter().all(|f| f.0 == files[0].0), "{files:?}");
    let tree = ok(&["shelfmarks", path(&project), "--tree"]);
    assert_eq!(tree.lines().filter(|line| line.ends_with("(3)") && !line.starts_with(' ')).count(), 1, "{tree}");
}

#[test]
fn an_ambiguous_reference_is_listed_with_its_other_reading() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.txt"), "The piers were found sound [1, 2], and the ministry was told so.\n").unwrap();
    let project = scratch.path().join("p.regesta");
    ok(&["build", path(&folder), "-o", path(&project)]);
    let doubts = list(&["citations", path(&project), "--doubts", "--kind", "ambiguous"]);
    assert_eq!(doubts[0]["readings"][0]["written"], "number 1, pages 2");
    assert_eq!(doubts[0]["readings"][0]["parts"]["pages"], "2");
    assert!(ok(&["citations", path(&project), "--doubts"]).contains("number 1, pages 2"));
}
