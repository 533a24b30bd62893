//! The commands on schemes and cases, on the sample dossiers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn example(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    root.join(path).to_str().unwrap().to_owned()
}

fn regesta(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_regesta")).args(args).output().unwrap()
}

fn ok(args: &[&str]) -> String {
    let output = regesta(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(args: &[&str], schema: &str) -> Value {
    let value: Value = serde_json::from_str(&ok(args)).unwrap();
    let schema: Value = serde_json::from_str(&ok(&["schema", schema])).unwrap();
    if let Err(error) = jsonschema::validate(&schema, &value) {
        panic!("{args:?}: {error} at {}", error.instance_path);
    }
    value
}

#[test]
fn the_sample_dossiers_are_sound_and_their_quotations_are_in_the_texts() {
    for (dossier, texts) in [("caucasus-1920", "essays"), ("strike", "texts")] {
        let folder = |name: &str| example(&format!("{dossier}/{name}"));
        assert_eq!(ok(&["scheme", "check", &folder("schemes")]), "0 errors, 0 warnings\n");
        let checked =
            ok(&["case", "check", &folder("cases"), "--scheme", &folder("schemes"), "--texts", &folder(texts)]);
        assert_eq!(checked, "0 errors, 0 warnings\n");
    }
}

#[test]
fn lists_are_what_their_schemas_say() {
    let (scheme, cases) = (example("caucasus-1920/schemes/standard.toml"), example("caucasus-1920/cases"));
    let schemes = example("caucasus-1920/schemes");
    let from = ["--scheme", &scheme, "--case", &cases, "--json"];
    let with = |first: &[&str]| -> Vec<String> { first.iter().chain(&from).map(|s| (*s).to_string()).collect() };
    let run = |first: &[&str], schema: &str| {
        let args = with(first);
        json(&args.iter().map(String::as_str).collect::<Vec<_>>(), schema)
    };
    let conformed = run(&["conform", "--cost"], "conform");
    assert_eq!(conformed.as_array().unwrap().len(), 2);
    assert_eq!(run(&["matrix"], "matrix")[0]["cells"].as_array().unwrap().len(), 2);
    assert!(!run(&["delays"], "delays").as_array().unwrap().is_empty());
    assert_eq!(run(&["explain", "S3<S4"], "explain")[0]["case"], "baku-1920");
    let compared = json(&["compare-schemes", "--scheme", &schemes, "--case", &cases, "--json"], "compare-schemes");
    assert!(compared["rows"].as_array().unwrap().len() >= 10);
}

#[test]
fn verdicts_of_the_samples() {
    let conform = |scheme: &str, case: &str, more: &[&str]| -> Vec<(String, String, String)> {
        let (scheme, case) = (example(scheme), example(case));
        let args: Vec<&str> =
            ["conform", "--scheme", &scheme, "--case", &case, "--json"].iter().chain(more).copied().collect();
        let value = json(&args, "conform");
        let text = |v: &Value| v.as_str().unwrap().to_owned();
        let orders = value[0]["orders"].as_array().unwrap();
        orders
            .iter()
            .map(|o| (text(&o["order"]), text(&o["coherent"]["verdict"]), text(&o["mixed"]["verdict"])))
            .collect()
    };
    let told = |rows: &[(&str, &str, &str)]| -> Vec<(String, String, String)> {
        rows.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect()
    };
    // The memoir and the chronicle contradict each other on the committee, and on nothing else.
    assert_eq!(
        conform("strike/schemes/organised.toml", "strike/cases/lindbeck-1903.toml", &[]),
        told(&[("petition<walkout", "ALWAYS", "ALWAYS"), ("committee<walkout", "DEPENDS", "DEPENDS")])
    );
    assert_eq!(
        conform("strike/schemes/spontaneous.toml", "strike/cases/verkhneretsk-1905.toml", &[]),
        told(&[("petition<walkout", "ALWAYS", "ALWAYS"), ("walkout<committee", "DEPENDS", "DEPENDS")])
    );
    let baku = "caucasus-1920/cases/baku-1920.toml";
    let border = conform("caucasus-1920/schemes/standard.toml", baku, &["--with", "S4=S4a"]);
    assert_eq!(border[2], ("S3<S4".into(), "NEVER".into(), "NEVER".into()));
    let capital = conform("caucasus-1920/schemes/standard.toml", baku, &["--with", "S4=S4b,S4c"]);
    assert_eq!(capital[2].1, "DEPENDS");
}

#[test]
fn a_broken_file_ends_with_places_and_a_failed_claim_does_not() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("new");
    let folder = folder.to_str().unwrap();
    let file = |name: &str| -> String { PathBuf::from(folder).join(name).to_str().unwrap().to_owned() };
    assert!(ok(&["scheme", "new", "strike", "--into", folder]).contains("strike.toml"));
    assert_eq!(regesta(&["scheme", "new", "strike", "--into", folder]).status.code(), Some(3));
    assert_eq!(regesta(&["scheme", "new", "../x", "--into", folder]).status.code(), Some(3));
    assert!(ok(&["case", "new", "c", "--into", folder]).contains("case check"));
    let (scheme, case) = (file("strike.toml"), file("c.toml"));
    assert!(ok(&["conform", "--scheme", &scheme, "--case", &case]).contains("A<B"));
    let text = fs::read_to_string(&scheme).unwrap().replace("after = \"B\"", "after = \"X\"");
    fs::write(&scheme, text).unwrap();
    let checked = regesta(&["scheme", "check", &scheme]);
    assert_eq!(checked.status.code(), Some(1));
    let out = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(out.contains("strike.toml:") && out.contains("no stage `X`") && out.contains("cure: "), "{out}");
    assert_eq!(regesta(&["conform", "--scheme", &scheme, "--case", &case]).status.code(), Some(3));
    assert_eq!(regesta(&["conform", "--scheme", &file("none.toml"), "--case", &case]).status.code(), Some(3));
    let empty = regesta(&[
        "explain",
        "B<A",
        "--scheme",
        &example("strike/schemes/organised.toml"),
        "--case",
        &example("strike/cases"),
    ]);
    assert!(String::from_utf8_lossy(&empty.stderr).contains("orders: petition<walkout"));
}

#[test]
fn exports_hold_each_coherent_reading() {
    let (scheme, cases) = (example("strike/schemes/organised.toml"), example("strike/cases"));
    let export = |format: &str| ok(&["case", "export", format, "--scheme", &scheme, "--case", &cases]);
    let xes = export("xes");
    assert_eq!((xes.matches("<trace>").count(), xes.matches("<event>").count()), (3, 13));
    let ocel: Value = serde_json::from_str(&export("ocel")).unwrap();
    assert_eq!(ocel["events"].as_array().unwrap().len(), 13);
    let objects: Vec<&str> = ocel["objects"].as_array().unwrap().iter().map(|o| o["id"].as_str().unwrap()).collect();
    for event in ocel["events"].as_array().unwrap() {
        for related in event["relationships"].as_array().unwrap() {
            assert!(objects.contains(&related["objectId"].as_str().unwrap()), "{related}");
        }
    }
    assert_eq!(export("csv").lines().count(), 14);
    let scratch = tempfile::tempdir().unwrap();
    let file = scratch.path().join("log.xes");
    ok(&["case", "export", "xes", "--scheme", &scheme, "--case", &cases, "-o", file.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(file).unwrap(), xes);
}
