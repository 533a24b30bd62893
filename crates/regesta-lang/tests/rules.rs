//! The rule engine on a small pack of its own.

use std::collections::BTreeMap;

use regesta_lang::Pack;

fn pack(rules: &str) -> Result<Pack, regesta_lang::PackError> {
    let manifest = "tag = \"qq\"\nname = \"Test\"\nversion = \"1\"\nalphabet = \"abc\"\n[macros]\nday = '(?:3[01]|[12][0-9]|0?[1-9])'\n";
    let files = BTreeMap::from([
        ("pack.toml".to_owned(), manifest.to_owned()),
        ("lexicon/month.tsv".to_owned(), "мая\t5\nмай\t5\nмая месяца\t5\n".to_owned()),
        ("rules/date.toml".to_owned(), rules.to_owned()),
    ]);
    Pack::from_files("qq", &files)
}

const DAY_MONTH: &str = "kind = \"date\"\n[[rule]]\nid = \"qq.date.day-month\"\nabout = \"Day and month.\"\npattern = '{day}~{month}'\nop = \"calendar\"\nset = { x = \"1\" }\n";

fn found(text: &str) -> Vec<String> {
    let pack = pack(DAY_MONTH).unwrap();
    pack.rules("date").unwrap().find(text, |_| true).iter().map(|m| m.text().to_owned()).collect()
}

#[test]
fn finds_whole_words_only_and_the_longest_form() {
    assert_eq!(
        found("28 Мая, 5 маятников, 31\u{a0}мая месяца, 128 мая, 7мая"),
        ["28 Мая", "31\u{a0}мая месяца", "7мая"]
    );
}

#[test]
fn slots_give_words_values_and_constants() {
    let pack = pack(DAY_MONTH).unwrap();
    let matches = pack.rules("date").unwrap().find("к 9 МАЯ", |_| true);
    assert_eq!(matches[0].number("day"), Some(9));
    assert_eq!(matches[0].value("month"), Some("5"));
    assert_eq!(matches[0].constant("x"), Some("1"));
}

#[test]
fn a_refused_match_does_not_end_the_search_nor_yields_half_a_number() {
    let pack = pack(DAY_MONTH).unwrap();
    let matches = pack.rules("date").unwrap().find("31 мая и 9 мая", |m| m.number("day") != Some(31));
    let words: Vec<&str> = matches.iter().map(|m| m.text()).collect();
    assert_eq!(words, ["9 мая"]);
}

#[test]
fn where_a_match_is_refused_the_other_rules_are_asked() {
    let day = "[[rule]]\nid = \"qq.date.day\"\nabout = \"Day.\"\npattern = '{day}'\nop = \"calendar\"\n";
    let pack = pack(&format!("{DAY_MONTH}{day}")).unwrap();
    let matches =
        pack.rules("date").unwrap().find("31 мая и 9 мая", |m| m.number("day") != Some(31) || m.text() == "31");
    let found: Vec<_> = matches.iter().map(|m| (m.rule.id.as_str(), m.text())).collect();
    assert_eq!(found, [("qq.date.day", "31"), ("qq.date.day-month", "9 мая")]);
}

#[test]
fn errors_name_rule_and_cure() {
    let error = pack(&DAY_MONTH.replace("{month}", "{moon}")).unwrap_err().to_string();
    assert!(error.contains("qq.date.day-month") && error.contains("lexicon/moon.tsv"), "{error}");
    let error = pack(&format!("{DAY_MONTH}accept = [[\"no marks\", \"x\"]]\n")).unwrap_err().to_string();
    assert!(error.contains('⟦'), "{error}");
}

#[test]
fn packs_that_come_with_the_program_load_and_compile() {
    let packs = regesta_lang::PackSet::built_in().unwrap();
    for tag in ["az", "en", "ru", "tr", "uk"] {
        packs.get(packs.find(tag).unwrap()).validate().unwrap();
    }
}

#[test]
fn a_class_of_letters_is_no_slot() {
    let rules = DAY_MONTH.replace("{day}~{month}", "\\p{Lu}\\p{L}+ {month}");
    let pack = pack(&rules).unwrap();
    let found = pack.rules("date").unwrap().find("До Первого мая и после", |_| true);
    assert_eq!(found.iter().map(|m| m.text()).collect::<Vec<_>>(), ["Первого мая"]);
}
