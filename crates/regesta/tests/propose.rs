//! Proposals out of a project: what is told, how it is put, when, and what keeps it from being proposed.

use regesta::scheme::{Case, Modality, ProposalsFile, Scheme};
use regesta::store::{Mode, Project};
use regesta::{BuildOptions, Engine, build, propose};

const SCHEME: &str = r#"
scheme = { id = "S", roles = ["TOWN"] }
[[stage]]
id = "P"
name = "forces ordered to march"
preparatory = true
indicator = [{ id = "march", what = "movement.*", terms_en = ["advance"], modality = ["ordered", "planned"] }]
[[stage]]
id = "A"
name = "appeal"
indicator = [{ id = "call", what = "document.*", agent = ["TOWN"], terms_en = ["ask help"], needs_terms = true }]
[[stage]]
id = "E"
name = "entry"
[[stage.indicator]]
id = "border"
what = "movement.cross_border"
place = "case.border"
terms_en = ["cross frontier"]
[[stage.indicator]]
id = "capital"
what = "movement.arrive"
agent = ["army"]
place = "case.capital"
terms_en = ["march into"]
"#;

const CASE: &str = r#"
[case]
id = "C"
capital = "Riga"
window = "1871-03-01/1871-04-30"
[roles]
TOWN = ["Town Council of Riga"]
"#;

fn found(text: &str, scheme: &str, case: &str) -> ProposalsFile {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.txt"), text).unwrap();
    let out = scratch.path().join("p.regesta");
    let options = BuildOptions {
        jobs: 1,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    let engine = Engine::built_in().unwrap();
    build(&engine, &folder, &out, &options, &|_| true).unwrap();
    let project = Project::open(&out, Mode::Read).unwrap();
    let scheme = Scheme::parse("s.toml", scheme).value.unwrap();
    let case = Case::parse("c.toml", case).value.unwrap();
    let found = propose(&engine, &project, &scheme, &case, &[], None).unwrap();
    let again = propose(&engine, &project, &scheme, &case, &[], None).unwrap();
    assert_eq!(found.to_toml(), again.to_toml());
    assert_eq!(ProposalsFile::parse("p", &found.to_toml()).value.unwrap().unwrap(), found);
    for proposal in &found.proposal {
        let [start, end] = proposal.at;
        let there: String = text.chars().skip(start).take(end - start).collect();
        assert!(regesta::scheme::find_quote(&there, &proposal.quote).is_some(), "{proposal:?}");
    }
    found
}

fn told(file: &ProposalsFile) -> Vec<(&str, &str, Option<&str>, Modality)> {
    file.proposal.iter().map(|p| (p.stage.as_str(), p.indicator.as_str(), p.date.as_deref(), p.modality)).collect()
}

#[test]
fn a_plan_an_order_and_a_fact_are_told_apart() {
    let text = "The general ordered the regiments to advance on Riga on 3 April 1871. The first battalion \
                crossed the frontier on 9 April 1871. On 11 April 1871 the infantry marched into Riga.\n";
    let file = found(text, SCHEME, CASE);
    let told = told(&file);
    assert!(told.contains(&("P", "march", Some("1871-04-03"), Modality::Ordered)), "{told:?}");
    assert!(told.contains(&("E", "capital", Some("1871-04-11"), Modality::Asserted)), "{told:?}");
    assert!(told.contains(&("E", "border", Some("1871-04-09"), Modality::Asserted)), "{told:?}");
    // The order to advance is no evidence that anybody entered.
    assert!(!told.iter().any(|(stage, _, date, _)| *stage == "E" && *date == Some("1871-04-03")), "{told:?}");
}

#[test]
fn window_place_and_actor_keep_out_what_belongs_elsewhere() {
    let text = "On 11 April 1865 the infantry marched into Riga. On 12 April 1871 the infantry marched into Vienna. \
                On 13 April 1871 the pilgrims marched into Riga.\n";
    let file = found(text, SCHEME, CASE);
    assert_eq!(told(&file), []);
    let entry = file.unmatched.iter().find(|u| u.indicator == "capital").unwrap();
    assert!(entry.reason.contains("outside the window") && entry.reason.contains("at other places"), "{entry:?}");
}

#[test]
fn a_date_told_by_its_distance_hangs_on_the_other_proposal() {
    let text = "The first battalion crossed the frontier of Livonia at Riga on 9 April 1871. Two days later the Town \
                Council of Riga wrote a letter to the king and asked for help.\n";
    let file = found(text, SCHEME, CASE);
    let border = file.proposal.iter().find(|p| p.indicator == "border").unwrap();
    let call = file.proposal.iter().find(|p| p.indicator == "call").unwrap();
    let relative = call.relative.as_ref().unwrap();
    assert_eq!((relative.to.as_str(), relative.after.as_deref()), (border.id.as_str(), Some("P2D")));
}

#[test]
fn a_text_that_the_project_lacks_is_an_error() {
    let case = format!("{CASE}[texts]\nx = \"b.txt\"\n");
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("p.regesta");
    let folder = scratch.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("a.txt"), "Nothing happened at Riga on 9 April 1871.\n").unwrap();
    let engine = Engine::built_in().unwrap();
    let options = BuildOptions {
        jobs: 1,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    build(&engine, &folder, &out, &options, &|_| true).unwrap();
    let project = Project::open(&out, Mode::Read).unwrap();
    let scheme = Scheme::parse("s.toml", SCHEME).value.unwrap();
    let case = Case::parse("c.toml", &case).value.unwrap();
    let error = propose(&engine, &project, &scheme, &case, &[], None).unwrap_err();
    assert_eq!(error.to_string(), "the project has no text b.txt; it has a.txt");
}
