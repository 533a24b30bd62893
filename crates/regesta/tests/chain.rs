//! The chain of correspondence of an invented affair of 1812: who asks, who refuses twice and then permits, what is handed on, and
//! what goes past whom.

use std::fs;
use std::path::Path;

use regesta::dossier::Dossier;
use regesta::store::{Mode, Project};
use regesta::views::{ChainRow, correspondence};
use regesta::{BuildOptions, Engine, build};

const TEXT: &str = "The river affair\n\nA narrative\n\nOn 2 May 1812 Colonel Arsenyev sent a letter to General Bakunin and asked \
for permission to cross the river. On 4 May 1812 General Bakunin sent a letter to Colonel Arsenyev: he forbade any crossing. On 9 \
May 1812 General Bakunin sent a telegram to Colonel Arsenyev and refused again. On 12 May 1812 Colonel Arsenyev sent a letter to \
Minister Golovin and described the ford. On 20 May 1812 General Bakunin sent a letter to Colonel Arsenyev and approved the \
crossing.\n\nOn 21 May 1812 Colonel Arsenyev forwarded the letter to Captain Dolinin, who stood at the ford.\n";

const DOSSIER: &str = "[dossier]\nid = \"river\"\ntitle = \"The river\"\nscheme = \"s\"\n[texts]\na = { file = \"a.txt\", label = \"A\" }\n";

const ORGANS: &str = "[[organ]]\nid = \"ministry\"\nname = \"Ministry\"\nnames = [\"ministry\"]\nmember = [\"Golovin\"]\n\
[[organ]]\nid = \"corps\"\nname = \"Corps\"\nnames = [\"corps\"]\nunder = [\"ministry\"]\nmember = [\"Bakunin\"]\n\
[[organ]]\nid = \"regiment\"\nname = \"Regiment\"\nnames = [\"regiment\"]\nunder = [\"corps\"]\nmember = [\"Arsenyev\"]\n";

fn chain(folder: &Path) -> Vec<ChainRow> {
    let texts = folder.join("texts");
    let laid = folder.join("dossier");
    fs::create_dir_all(&texts).unwrap();
    fs::create_dir_all(&laid).unwrap();
    fs::write(texts.join("a.txt"), TEXT).unwrap();
    fs::write(laid.join("dossier.toml"), DOSSIER).unwrap();
    fs::write(laid.join("organs.toml"), ORGANS).unwrap();
    let path = folder.join("p.regesta");
    let options = BuildOptions {
        jobs: 1,
        child: None,
        fresh: true,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T10:00:00Z".into(),
    };
    let engine = Engine::built_in().unwrap();
    build(&engine, &texts, &path, &options, &|_| true).unwrap();
    let project = Project::open(&path, Mode::Read).unwrap();
    let dossier = Dossier::load(&laid).unwrap();
    correspondence(&engine, &project, &dossier, None).unwrap()
}

fn of<'r>(rows: &'r [ChainRow], date: &str) -> &'r ChainRow {
    rows.iter().find(|row| row.dates == [date]).unwrap_or_else(|| panic!("{date} in {rows:#?}"))
}

#[test]
fn refusals_before_a_permit_are_counted_and_letters_past_a_superior_told() {
    let folder = tempfile::tempdir().unwrap();
    let rows = chain(folder.path());
    let step = |date: &str| of(&rows, date).step.as_deref();
    assert_eq!(step("1812-05-02"), Some("proposal"), "what is asked for is not given");
    assert_eq!((step("1812-05-04"), step("1812-05-09")), (Some("refusal"), Some("refusal")));
    assert_eq!(step("1812-05-20"), Some("permit"));
    // Two refusals to the same colonel, the first sixteen days before: each day may be anywhere in its 24 hours.
    let (refusals, span) = of(&rows, "1812-05-20").after_refusals.unwrap();
    let span = span.unwrap();
    assert_eq!(refusals, 2);
    assert!(span.least.unwrap() <= 16 * 1440 && 16 * 1440 <= span.greatest.unwrap(), "{span:?}");
    // A colonel writes to his general: nobody is passed. To the minister: past the corps.
    assert!(of(&rows, "1812-05-02").past.is_empty());
    assert_eq!(of(&rows, "1812-05-12").past, ["Corps"]);
    // The general's first answer may be one to the letter of two days before.
    let answer = of(&rows, "1812-05-04").answers.as_ref().unwrap();
    assert_eq!((answer.to.as_str(), answer.basis.as_str()), (of(&rows, "1812-05-02").id.as_str(), "possible"));
    // What the general sends, the colonel hands on the next day.
    assert_eq!(of(&rows, "1812-05-21").hands_on.as_ref(), Some(&of(&rows, "1812-05-20").id));
}
