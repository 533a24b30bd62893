//! A case filled by the program: proposals on the sample dossiers, measured, and judgements on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn regesta(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_regesta")).args(args).output().unwrap()
}

fn ok(args: &[&str]) -> String {
    let output = regesta(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

struct Dossier {
    scratch: tempfile::TempDir,
    project: String,
    scheme: String,
}

impl Dossier {
    /// A copy of the case files, so that nothing is written into the dossier, and a project of the texts.
    fn new(dossier: &str, texts: &Path) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let project = scratch.path().join("p.regesta").to_str().unwrap().to_owned();
        ok(&["build", texts.to_str().unwrap(), "-o", &project]);
        for file in fs::read_dir(root("examples").join(dossier).join("cases")).unwrap() {
            let file = file.unwrap().path();
            fs::copy(&file, scratch.path().join(file.file_name().unwrap())).unwrap();
        }
        let scheme = root("examples").join(dossier).join("schemes/standard.toml").to_str().unwrap().to_owned();
        Self { scratch, project, scheme }
    }

    fn case(&self, name: &str) -> String {
        self.scratch.path().join(format!("{name}.toml")).to_str().unwrap().to_owned()
    }

    fn propose(&self, name: &str) -> Value {
        let case = self.case(name);
        let args = ["case", "propose", &case, &self.project, "--scheme", &self.scheme, "--json"];
        serde_json::from_str(&ok(&args)).unwrap()
    }
}

fn text<'v>(row: &'v Value, key: &str) -> &'v str {
    row[key].as_str().unwrap_or_default()
}

/// Rows of a table with a comment line `# columns:`.
fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let heads = text.lines().find_map(|line| line.strip_prefix("# columns: ")).unwrap();
    let heads: Vec<&str> = heads.split(' ').collect();
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), heads.len(), "{line}");
            heads.iter().zip(cells).map(|(head, cell)| ((*head).to_owned(), cell.to_owned())).collect()
        })
        .collect()
}

/// The words of a text without blanks, breaks and hyphens, for finding one quotation in another.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[test]
fn the_evidence_written_by_hand_is_proposed_and_most_proposals_are_right() {
    let dossier = Dossier::new("caucasus-1920", &root("examples/caucasus-1920/essays"));
    let judged = table(&root("examples/caucasus-1920/proposals-read.tsv"));
    let (mut listed, mut hit, mut proposed, mut right) = (0, 0, 0, 0);
    for name in ["baku-1920", "tiflis-1920"] {
        let case_file = fs::read_to_string(dossier.case(name)).unwrap();
        let case = regesta_scheme::Case::parse(name, &case_file).value.unwrap();
        let file = dossier.propose(name);
        let rows = file["proposal"].as_array().unwrap();
        for evidence in &case.evidence {
            let words = plain(&evidence.quote);
            let found = rows.iter().any(|row| {
                let quote = plain(text(row, "quote"));
                text(row, "stage") == evidence.stage
                    && text(row, "text") == evidence.text
                    && (quote.contains(&words) || words.contains(&quote))
            });
            listed += 1;
            hit += usize::from(found);
        }
        for row in rows {
            let read = judged.iter().find(|read| {
                read["case"] == name
                    && read["stage"] == text(row, "stage")
                    && read["indicator"] == text(row, "indicator")
                    && read["text"] == text(row, "text")
                    && plain(text(row, "quote")).contains(&plain(&read["words"]))
            });
            proposed += 1;
            // What nobody has read yet is not right.
            right += usize::from(read.is_some_and(|read| read["right"] == "yes"));
        }
        assert_eq!(fs::read_to_string(dossier.case(name)).unwrap(), case_file);
    }
    println!("{hit} of {listed} proposed with the right stage; {right} of {proposed} proposals right");
    assert!(share(hit, listed) >= 0.6, "{hit} of {listed}");
    assert!(share(right, proposed) >= 0.7, "{right} of {proposed}");
}

#[test]
fn of_the_papers_the_listed_passages_are_proposed() {
    let papers = root("../shared/seeds");
    if !papers.is_dir() {
        return;
    }
    let dossier = Dossier::new("sovietisation-1920", &papers);
    let listed = table(&root("examples/sovietisation-1920/listed.tsv"));
    let read = table(&root("examples/sovietisation-1920/proposals-read.tsv"));
    let (mut hit, mut proposed, mut right) = (0, 0, 0);
    for name in ["azerbaijan-1920", "armenia-1920"] {
        let file = dossier.propose(name);
        let rows = file["proposal"].as_array().unwrap();
        proposed += rows.len();
        let judged = |row: &&Value| {
            read.iter().any(|one| one["case"] == name && one["id"] == text(row, "id") && one["right"] == "yes")
        };
        right += rows.iter().filter(judged).count();
        for one in listed.iter().filter(|one| one["case"] == name) {
            let wanted: usize = one["line"].parse().unwrap();
            hit += usize::from(rows.iter().any(|row| {
                let line = |end: usize| {
                    let path = papers.join(text(row, "file"));
                    let at = row["at"][end].as_u64().unwrap() as usize;
                    fs::read_to_string(path).unwrap().chars().take(at).filter(|c| *c == '\n').count() + 1
                };
                text(row, "file").starts_with(&one["text"])
                    && text(row, "stage") == one["stage"]
                    && (line(0)..=line(1)).contains(&wanted)
            }));
        }
    }
    println!("{hit} of {} listed passages proposed; {right} of {proposed} proposals right", listed.len());
    assert!(share(hit, listed.len()) >= 0.6, "{hit} of {}", listed.len());
    assert!(share(right, proposed) >= 0.8, "{right} of {proposed}");
}

/// Cases without a list of what stands in the papers: only what is proposed is judged. The scheme was made for the two others.
#[test]
fn of_five_more_cases_most_proposals_are_right() {
    let papers = root("../shared/seeds");
    if !papers.is_dir() {
        return;
    }
    let dossier = Dossier::new("sovietisation-1920", &papers);
    let read = table(&root("examples/sovietisation-1920/proposals-read.tsv"));
    let (mut proposed, mut right) = (0, 0);
    for name in ["armenia-1920-12", "georgia-1920", "georgia-1921", "nakhichevan-1920", "zakatala-1920"] {
        let file = dossier.propose(name);
        for row in file["proposal"].as_array().unwrap() {
            proposed += 1;
            let one = read.iter().find(|one| one["case"] == name && one["id"] == text(row, "id"));
            right += usize::from(one.is_some_and(|one| one["right"] == "yes"));
        }
    }
    println!("{right} of {proposed} proposals right");
    assert!(proposed >= 12, "{proposed}");
    assert!(share(right, proposed) >= 0.6, "{right} of {proposed}");
}

#[test]
fn judgements_hold_when_proposals_are_made_anew_and_count_from_then_on() {
    let dossier = Dossier::new("caucasus-1920", &root("examples/caucasus-1920/essays"));
    let case = dossier.case("baku-1920");
    // A case without evidence of its own: all it has is what was accepted.
    let bare = fs::read_to_string(&case).unwrap();
    fs::write(&case, &bare[..bare.find("[[evidence]]").unwrap()]).unwrap();
    let scheme = &dossier.scheme;
    let conform = || ok(&["conform", "--scheme", scheme, "--case", &case]);
    let undecided = conform();
    let file = dossier.propose("baku-1920");
    // Proposals are no evidence.
    assert_eq!(conform(), undecided);
    let proposals = file["proposal"].as_array().unwrap();
    let of = |stage: &str, text_key: &str| {
        let fits = |row: &&Value| text(row, "stage") == stage && text(row, "text") == text_key;
        text(proposals.iter().find(fits).unwrap(), "id").to_owned()
    };
    let (handover, appeal, entry, greeting) = (of("S1", "ru"), of("S3", "ru"), of("S4", "az"), of("S5", "ru"));
    ok(&["case", "accept", &case, &handover, &appeal, "--by", "reader"]);
    ok(&["case", "reject", &case, &greeting, "--note", "another telegram"]);
    ok(&["case", "move", &case, &entry, "--to", "S4/S4c"]);
    let decided: BTreeMap<String, String> = dossier.propose("baku-1920")["proposal"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(row, "id").to_owned(), text(row, "judged").to_owned()))
        .collect();
    let told = [&handover, &greeting, &entry].map(|id| decided[id].as_str());
    assert_eq!(told, ["accepted", "rejected", "moved"]);
    assert_ne!(conform(), undecided);
    let matrix = ok(&["matrix", "--scheme", scheme, "--case", &case, "--words"]);
    assert!(matrix.contains("Азревком обратился"), "{matrix}");
    // The last judgement holds.
    ok(&["case", "reject", &case, &appeal]);
    assert!(!ok(&["matrix", "--scheme", scheme, "--case", &case, "--words"]).contains("Азревком обратился"));
    // Words that are gone.
    let essays = root("examples/caucasus-1920/essays");
    let texts = dossier.scratch.path().join("texts");
    fs::create_dir(&texts).unwrap();
    for file in fs::read_dir(&essays).unwrap() {
        let file = file.unwrap().path();
        fs::copy(&file, texts.join(file.file_name().unwrap())).unwrap();
    }
    let check = || {
        let texts = texts.to_str().unwrap();
        ok(&["case", "check", &case, "--scheme", scheme, "--texts", texts])
    };
    assert!(!check().contains("stale"), "{}", check());
    fs::write(texts.join("essay-ru.txt"), "Пусто.\n").unwrap();
    let checked = check();
    assert_eq!(checked.matches("stale: ").count(), 3, "{checked}");
    assert!(checked.contains("was rejected") && checked.contains("baku-1920.judged.toml"), "{checked}");
}

#[test]
fn slips_are_named_with_what_was_meant() {
    let dossier = Dossier::new("caucasus-1920", &root("examples/caucasus-1920/essays"));
    let case = dossier.case("baku-1920");
    let said = |args: &[&str]| {
        let output = regesta(args);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, error) = said(&["case", "accept", &case, "p-0"]);
    assert!(code == Some(3) && error.contains("regesta case propose"), "{error}");
    dossier.propose("baku-1920");
    let (code, error) = said(&["case", "accept", &case, "p-none"]);
    assert!(code == Some(3) && error.contains("no proposal `p-none`"), "{error}");
    let (code, error) = said(&["case", "move", &case, "p-", "--to", "S9"]);
    assert!(code == Some(3) && error.contains("no `S9`") && error.contains("S4/S4a"), "{error}");
    let (code, error) = said(&["case", "propose", &case, &dossier.project, "--scheme", &dossier.scheme, "-o", &case]);
    assert!(code == Some(3) && error.contains("no file of proposals"), "{error}");
    // An indicator that no text could ever be.
    let scheme = dossier.scratch.path().join("slip.toml");
    let slip = fs::read_to_string(&dossier.scheme).unwrap().replace("movement.cross_border", "movement.cros_border");
    fs::write(&scheme, slip).unwrap();
    let scheme = scheme.to_str().unwrap();
    let checked = ok(&["scheme", "check", scheme]);
    assert!(checked.contains("did you mean `movement.cross_border`?"), "{checked}");
    let (_, error) = said(&["case", "propose", &case, &dossier.project, "--scheme", scheme]);
    assert!(error.contains("did you mean `movement.cross_border`?"), "{error}");
    assert!(ok(&["scheme", "words"]).contains("document.ultimatum"));
}

#[test]
fn files_are_what_their_schemas_say() {
    let dossier = Dossier::new("caucasus-1920", &root("examples/caucasus-1920/essays"));
    let file = dossier.propose("baku-1920");
    let schema: Value = serde_json::from_str(&ok(&["schema", "proposals-file"])).unwrap();
    jsonschema::validate(&schema, &file).unwrap();
    let case = dossier.case("baku-1920");
    ok(&["case", "accept", &case, text(&file["proposal"][0], "id"), "--date", "1920-04-27"]);
    let judged = fs::read_to_string(case.replace(".toml", ".judged.toml")).unwrap();
    let read = regesta_scheme::JudgedFile::parse("j", &judged).value.unwrap().unwrap();
    let schema: Value = serde_json::from_str(&ok(&["schema", "judged-file"])).unwrap();
    jsonschema::validate(&schema, &serde_json::to_value(&read).unwrap()).unwrap();
    assert_eq!(read.judgement[0].restated.as_deref(), Some("1920-04-27"));
}

#[test]
fn a_dossier_over_nothing_says_what_is_missing() {
    let folder = root("examples/sovietisation-1920");
    let page: Value = serde_json::from_str(&ok(&["dossier", folder.to_str().unwrap(), "--json"])).unwrap();
    let schema: Value = serde_json::from_str(&ok(&["schema", "dossier"])).unwrap();
    jsonschema::validate(&schema, &page).unwrap();
    assert_eq!(page["flaws"].as_array().unwrap().len(), 0, "{}", page["flaws"]);
    let sections = page["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 7);
    assert!(
        sections.iter().all(|s| s["missing"][0] == "no-texts" && s["discrepancies"].as_array().unwrap().is_empty())
    );
    let number = |name: &str, what: &str| {
        let section = sections.iter().find(|s| s["name"] == name).unwrap();
        let counts = section["counts"].as_array().unwrap();
        counts.iter().find(|c| c["what"] == what).map(|c| c["number"].as_u64().unwrap())
    };
    assert_eq!(number("cases", "cases"), Some(7));
    assert!(number("organs", "organs-listed") > Some(10) && number("territories", "territories-listed") > Some(4));
    let said = ok(&["dossier", folder.to_str().unwrap()]);
    assert!(said.contains("not in this project") && said.contains("name a project that has them"), "{said}");
    let output = regesta(&["dossier", root("docs").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_dossier_over_its_texts_is_filled_by_asserter() {
    let texts = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(texts.path().join(name), text).unwrap();
    write(
        "north.txt",
        "On 3 May 1834 the Upper Valley was ceded to Norland by the treaty. On 9 May 1834 the governor wrote to Halvorsen: \
         \u{201c}The Upper Valley is occupied by the troops of Sudland, and nobody here expects them to leave it soon.\u{201d}\n",
    );
    write("south.txt", "On 9 May 1834 the Upper Valley remained a neutral zone between Norland and Sudland.\n");
    let folder = texts.path().join("dossier");
    fs::create_dir(&folder).unwrap();
    let file = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    file(
        "dossier.toml",
        "[dossier]\nid = \"valley\"\ntitle = \"The valley\"\nwindow = \"1834\"\n[texts]\n\
         n = { file = \"north.txt\", label = \"North\" }\ns = { file = \"south.txt\", label = \"South\" }\n",
    );
    file(
        "territories.toml",
        "[[territory]]\nid = \"valley\"\nname = \"Upper Valley\"\nnames = [\"Upper Valley\"]\n\
         [[claimant]]\nid = \"norland\"\nname = \"Norland\"\nnames = [\"Norland\"]\n\
         [[claimant]]\nid = \"sudland\"\nname = \"Sudland\"\nnames = [\"Sudland\"]\n",
    );
    let project = texts.path().join("p.regesta");
    let project = project.to_str().unwrap();
    let papers = tempfile::tempdir().unwrap();
    for name in ["north.txt", "south.txt"] {
        fs::copy(texts.path().join(name), papers.path().join(name)).unwrap();
    }
    ok(&["build", papers.path().to_str().unwrap(), "-o", project]);
    let folder = folder.to_str().unwrap();
    let table = |name: &str| -> Vec<Value> {
        let said = ok(&["dossier", folder, project, "--table", name, "--json"]);
        serde_json::from_str(&said).unwrap()
    };
    let rows = table("territories");
    let of = |relation: &str| rows.iter().find(|row| row["relation"] == relation);
    let (awarded, held, neutral) = (of("awarded").unwrap(), of("holds").unwrap(), of("neutral").unwrap());
    assert_eq!(awarded["date"], "1834-05-03");
    assert_eq!(awarded["claimants"], serde_json::json!(["Norland"]));
    assert_eq!((text(&held["by"], "text"), text(&held["by"], "voice")), ("North", "document"));
    assert_eq!((text(neutral, "date"), text(&neutral["by"], "text")), ("1834-05-09", "South"));
    // Two statuses of one day by two asserters stand side by side; nothing is decided.
    let page: Value = serde_json::from_str(&ok(&["dossier", folder, project, "--json"])).unwrap();
    let sections = page["sections"].as_array().unwrap();
    let territories = sections.iter().find(|s| s["name"] == "territories").unwrap();
    assert_eq!(territories["discrepancies"][0]["kind"], "status", "{territories}");
    assert!(sections.iter().find(|s| s["name"] == "organs").unwrap()["missing"].to_string().contains("no-organs"));
}
