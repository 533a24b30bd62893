//! Files: places, cures, all flaws at once; the schemas and the readers know the same keys.

use std::collections::BTreeSet;

use regesta_scheme::{Case, CaseFile, Flaw, Scheme, SchemeFile, case_template, check_quotes, scheme_template};

fn scheme_flaws(text: &str) -> Vec<Flaw> {
    Scheme::parse("s.toml", text).flaws
}

fn case_flaws(text: &str) -> Vec<Flaw> {
    Case::parse("c.toml", text).flaws
}

const STAGES: &str = "[scheme]\nid = \"S\"\n[[stage]]\nid = \"A\"\nname = \"a\"\nindicator = [{ id = \"A1\" }]\n[[stage]]\nid = \"B\"\nname = \"b\"\nindicator = [{ id = \"B1\" }]\n[[stage]]\nid = \"C\"\nname = \"c\"\nindicator = [{ id = \"C1\" }]\n";

#[test]
fn each_flaw_has_its_place_and_its_cure() {
    let orders = |more: &str| scheme_flaws(&format!("{STAGES}{more}"));
    for (flaws, line, message, cure) in [
        (scheme_flaws("[scheme]\nid = \"S\n"), 2, "this is not TOML", "quotation mark"),
        (scheme_flaws("[schema]\nid = \"S\"\n"), 1, "no [scheme]", "begin the file"),
        (orders("[[order]]\nbefore = \"A\"\nafter = \"D\"\n"), 17, "no stage `D`", "stages: A, B, C"),
        (
            orders("[[order]]\nbefore = \"A1\"\nafter = \"B\"\n"),
            16,
            "an indicator of the stage `A`",
            "stage of its own",
        ),
        (orders("[[order]]\nbefore = \"A\"\nafter = \"B\"\nmax = \"7 days\"\n"), 18, "not a duration", "whole numbers"),
        (
            orders("[[order]]\nbefore = \"A\"\nafter = \"B\"\nkind = \"clain\"\n"),
            18,
            "is not known",
            "did you mean `claim`?",
        ),
        (
            orders("[[order]]\nbefore = \"A\"\nafter = \"B\"\nmin = \"P3D\"\nmax = \"P1D\"\n"),
            15,
            "at least P3D",
            "exchange",
        ),
        (
            orders("[[stage]]\nid = \"A\"\nname = \"a\"\nindicator = [{ id = \"A2\" }]\n"),
            16,
            "taken already",
            "of its own",
        ),
        (orders("[[stage]]\nid = \"D\"\nname = \"d\"\n"), 15, "no indicator", "[[stage.indicator]]"),
        (
            orders("[[stage]]\nid = \"D\"\nname = \"d\"\noptional = \"yes\"\nindicator = [{ id = \"D1\" }]\n"),
            18,
            "not boolean",
            "true or false",
        ),
        (
            orders(
                "[[order]]\nbefore = \"A\"\nafter = \"B\"\nkind = \"definition\"\n[[order]]\nbefore = \"B\"\nafter = \"A\"\nkind = \"definition\"\n",
            ),
            15,
            "circle: A < B < A",
            "take one",
        ),
        (
            case_flaws("[case]\nid = \"C\"\n[[evidence]]\nid = \"e\"\nstage = \"A\"\ntext = \"X\"\n"),
            3,
            "no `quote`",
            "add",
        ),
        (
            case_flaws(
                "[case]\nid = \"C\"\n[[evidence]]\nid = \"e\"\nstage = \"A\"\ntext = \"X\"\nquote = \"q\"\ndate = 1920-04-28\n",
            ),
            8,
            "of type datetime",
            "between quotation marks",
        ),
        (
            case_flaws(
                "[case]\nid = \"C\"\n[[evidence]]\nid = \"e\"\nstage = \"A\"\ntext = \"X\"\nquote = \"q\"\ndate = \"28 April\"\n",
            ),
            8,
            "is not a date",
            "EDTF",
        ),
        (
            case_flaws(
                "[case]\nid = \"C\"\n[[evidence]]\nid = \"e\"\nstage = \"A\"\ntext = \"X\"\nquote = \"q\"\nrelative = { to = \"f\", after = \"P1D\" }\n",
            ),
            8,
            "called `f`",
            "did you mean",
        ),
        (
            case_flaws("[case]\nid = \"C\"\n[[absence]]\nstage = \"A\"\nkind = \"denied\"\ntexts = [\"X\"]\n"),
            3,
            "without words",
            "quote",
        ),
        (
            case_flaws(
                "[case]\nid = \"C\"\n[texts]\nruu = \"a.txt\"\n[[evidence]]\nid = \"e\"\nstage = \"A\"\ntext = \"ru\"\nquote = \"q\"\n",
            ),
            8,
            "[texts] has no `ru`",
            "did you mean `ruu`?",
        ),
    ] {
        assert!(
            flaws.iter().any(|f| f.line == line && f.message.contains(message) && f.cure.contains(cure)),
            "{line} {message}: {flaws:#?}"
        );
    }
}

#[test]
fn all_flaws_are_told_and_columns_count_characters() {
    let flaws = scheme_flaws(&format!(
        "{STAGES}[[order]]\nbefore = \"A\"\nafter = \"Ж\"\n[[order]]\nbefore = \"Б\"\nafter = \"B\"\n"
    ));
    let places: Vec<_> = flaws.iter().map(|f| (f.line, f.column)).collect();
    assert_eq!(places, [(17, 9), (19, 10)]);
    let wide = case_flaws("[case]\nid = \"C\"\noutcome = { value = \"переворот\", bases = \"x\" }\n");
    assert_eq!((wide[0].line, wide[0].column), (3, 34));
    assert!(wide[0].cure.contains("`basis`"));
}

#[test]
fn claims_in_a_circle_are_a_warning() {
    let read = Scheme::parse(
        "s.toml",
        &format!("{STAGES}[[order]]\nbefore = \"A\"\nafter = \"B\"\n[[order]]\nbefore = \"B\"\nafter = \"A\"\n"),
    );
    assert!(read.value.is_some());
    assert!(read.flaws[0].message.contains("A < B < A"), "{:?}", read.flaws);
}

#[test]
fn stages_of_another_scheme_can_be_taken() {
    let base = Scheme::parse("base.toml", STAGES).value.unwrap();
    let text = "[scheme]\nid = \"R\"\nstages_from = \"base.toml\"\n[[order]]\nbefore = \"C\"\nafter = \"A\"\n";
    let read = Scheme::parse_with("r.toml", text, &|name| (name == "base.toml").then(|| base.clone()));
    assert_eq!(read.value.unwrap().orders[0].id, "C<A");
    assert!(Scheme::parse("r.toml", text).flaws[0].message.contains("cannot be read"));
}

#[test]
fn a_file_of_the_other_kind_is_told_once() {
    for flaws in [scheme_flaws(&case_template("c")), case_flaws(&scheme_template("s"))] {
        assert_eq!(flaws.len(), 1, "{flaws:?}");
        assert!(flaws[0].message.contains("not a"), "{}", flaws[0]);
    }
}

#[test]
fn any_text_is_survived() {
    for text in [
        "",
        "\u{feff}",
        "[",
        "scheme = 1",
        "stage = [1, 2]",
        "[case]\nevidence = 3",
        "[[scheme]]",
        "a.b.c = []",
        "[texts]\nx = 1",
    ] {
        assert!(Scheme::parse("s", text).value.is_none(), "{text}");
        assert!(Case::parse("c", text).value.is_none(), "{text}");
    }
}

/// The keys a reader knows, out of the cure it gives for one it does not.
fn known(flaws: &[Flaw]) -> BTreeSet<String> {
    let cure = &flaws.iter().find(|f| f.message.contains("`zzzzzzzzz`")).unwrap_or_else(|| panic!("{flaws:?}")).cure;
    cure.split("known keys: ").nth(1).unwrap().split(", ").map(str::to_owned).collect()
}

#[test]
fn schemas_and_readers_know_the_same_keys() {
    let keys = |schema: &serde_json::Value, name: Option<&str>| -> BTreeSet<String> {
        let of = name.map_or(schema, |name| &schema["$defs"][name]);
        of["properties"].as_object().unwrap_or_else(|| panic!("{name:?}")).keys().cloned().collect()
    };
    let scheme = serde_json::to_value(schemars::schema_for!(SchemeFile)).unwrap();
    let bad = "zzzzzzzzz = 1\n";
    for (name, text) in [
        (None, format!("{bad}[scheme]\n")),
        (Some("SchemeHead"), format!("[scheme]\n{bad}")),
        (Some("StatedByEntry"), format!("[scheme]\n[scheme.stated_by]\n{bad}")),
        (Some("StageEntry"), format!("[[stage]]\n{bad}")),
        (Some("IndicatorEntry"), format!("[[stage]]\n[[stage.indicator]]\nterms_ru = []\n{bad}")),
        (Some("OrderEntry"), format!("{STAGES}[[order]]\n{bad}")),
    ] {
        assert_eq!(known(&scheme_flaws(&text)), keys(&scheme, name), "{name:?}");
    }
    let case = serde_json::to_value(schemars::schema_for!(CaseFile)).unwrap();
    for (name, text) in [
        (None, format!("{bad}[case]\n")),
        (Some("CaseHead"), format!("[case]\n{bad}")),
        (Some("OutcomeEntry"), format!("[case]\n[case.outcome]\n{bad}")),
        (Some("TextTable"), format!("[texts.x]\n{bad}")),
        (Some("EvidenceEntry"), format!("[[evidence]]\n{bad}")),
        (Some("RelativeEntry"), format!("[[evidence]]\n[evidence.relative]\n{bad}")),
        (Some("AbsenceEntry"), format!("[[absence]]\n{bad}")),
    ] {
        assert_eq!(known(&case_flaws(&text)), keys(&case, name), "{name:?}");
    }
}

#[test]
fn templates_are_valid_and_meet_their_schemas() {
    for id in ["strike", "Лодзь-1905", "a\"b"] {
        let scheme = Scheme::parse("s.toml", &scheme_template(id));
        let case = Case::parse("c.toml", &case_template(id));
        assert!(scheme.flaws.is_empty() && case.flaws.is_empty(), "{:?} {:?}", scheme.flaws, case.flaws);
    }
    let valid = |schema: serde_json::Value, text: &str| {
        let value: serde_json::Value = toml::from_str(text).unwrap();
        jsonschema::validate(&schema, &value).unwrap_or_else(|e| panic!("{e}"));
    };
    let (scheme, case) = (schemars::schema_for!(SchemeFile), schemars::schema_for!(CaseFile));
    valid(serde_json::to_value(scheme).unwrap(), &scheme_template("s"));
    valid(serde_json::to_value(case).unwrap(), &case_template("c"));
}

#[test]
fn quotations_that_are_no_longer_in_the_text_are_stale() {
    let text = "[case]\nid = \"C\"\n[texts]\nX = \"x.txt\"\n[[evidence]]\nid = \"a\"\nstage = \"A\"\ntext = \"X\"\nquote = \"the council met\"\n[[evidence]]\nid = \"b\"\nstage = \"A\"\ntext = \"X\"\nquote = \"the council rose\"\n";
    let case = Case::parse("c.toml", text).value.unwrap();
    let flaws =
        check_quotes("c.toml", &case, &|name| (name == "x.txt").then(|| "On Monday the coun-\ncil  met.".to_owned()));
    assert_eq!(flaws.len(), 1, "{flaws:?}");
    assert!(flaws[0].line == 10 && flaws[0].message.contains("stale"), "{}", flaws[0]);
    assert!(check_quotes("c.toml", &case, &|_| None)[0].message.contains("cannot be read"));
}

#[test]
fn the_sample_dossiers_meet_the_schemas() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let schemas = [
        ("schemes", serde_json::to_value(schemars::schema_for!(SchemeFile)).unwrap()),
        ("cases", serde_json::to_value(schemars::schema_for!(CaseFile)).unwrap()),
    ];
    let mut checked = 0;
    for dossier in ["caucasus-1920", "sovietisation-1920", "strike"] {
        for (folder, schema) in &schemas {
            for entry in std::fs::read_dir(root.join(dossier).join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let value: serde_json::Value = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
                jsonschema::validate(schema, &value).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 20);
}
