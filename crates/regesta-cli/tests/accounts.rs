//! `disagreements`, `correspondence` and `explain` over two invented accounts of one affair.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const ONE: &str = "A bridge and its toll\n\nOn 3 May 1787 Duke Albrecht sent a letter to Count Rhedern: “The toll of the \
bridge belongs to the town of Lindau, and no soldier of mine will ever take a penny of it.” On 9 May 1787 Count Rhedern sent \
an answer to Duke Albrecht. On 12 May 1787 Prussian hussars entered Lindau and occupied the toll house.\n";
const OTHER: &str = "The toll house\n\nPrussian hussars entered Lindau on 14 May 1787 and occupied the toll house. On 3 May \
1787 Duke Albrecht sent a letter to Count Rhedern.\n";

fn regesta(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_regesta")).args(args).output().expect("the program runs")
}

fn ok(args: &[&str]) -> String {
    let output = regesta(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn one_affair_told_twice_is_listed_and_explained() {
    let scratch = tempfile::tempdir().expect("folder");
    let papers = scratch.path().join("papers");
    std::fs::create_dir(&papers).expect("folder");
    std::fs::write(papers.join("one.txt"), ONE).expect("file");
    std::fs::write(papers.join("other.txt"), OTHER).expect("file");
    let project = scratch.path().join("p.regesta");
    ok(&["build", text(&papers), "-o", text(&project)]);
    let project = text(&project);

    let rows: Value = serde_json::from_str(&ok(&["disagreements", project, "--json"])).expect("JSON");
    let rows = rows.as_array().expect("a list");
    let entry = rows.iter().find(|row| row["kind"] == "date_or_hour").unwrap_or_else(|| panic!("{rows:#?}"));
    let dates: Vec<&Value> = entry["sides"].as_array().expect("sides").iter().map(|side| &side["date"]).collect();
    assert_eq!(dates, ["1787-05-12", "1787-05-14"]);
    assert!(rows.iter().all(|row| row["conflict"] == true));

    let id = entry["id"].as_str().expect("an identifier");
    let explained = ok(&["explain", project, id]);
    assert!(explained.contains("1787-05-12") && explained.contains("because: "), "{explained}");
    let only = ok(&["disagreements", project, "--kind", "impossible"]);
    assert!(only.starts_with("These texts do not contradict each other"), "{only}");
    let wrong = regesta(&["disagreements", project, "--kind", "quarrel"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("date-or-hour"), "the error names the kinds");
    let unknown = regesta(&["explain", project, "nobody"]);
    assert_eq!(unknown.status.code(), Some(3));

    let chain = ok(&["correspondence", project, "--csv", "--party", "Rhedern"]);
    assert!(chain.lines().count() > 1 && chain.contains("letter"), "{chain}");
    let nobody = ok(&["correspondence", project, "--party", "Talleyrand"]);
    assert!(nobody.starts_with("These texts speak of no letters"), "{nobody}");
}
