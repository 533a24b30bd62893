//! The examples of the packs' rules are the tests of the rules.

use regesta_date::find_in_text;
use regesta_lang::{PackSet, check_examples};

#[test]
fn every_rule_reads_its_examples() {
    let packs = PackSet::built_in().unwrap();
    let outcomes = check_examples(&packs, |tag, kind, text| {
        if kind != "date" {
            return Vec::new();
        }
        let found = find_in_text(text, tag, &packs);
        let row = |f: regesta_lang::Found<regesta_date::DateValue>| {
            (f.rule, text[f.span.range()].to_owned(), f.value.edtf.unwrap_or_default())
        };
        found.into_iter().map(row).collect()
    });
    let failed: Vec<String> = outcomes
        .iter()
        .filter(|o| o.kind == "date" && !o.passed)
        .map(|o| format!("{}: {:?} wants {:?}, got {:?}", o.rule, o.example.text, o.example.value, o.got))
        .collect();
    assert!(outcomes.iter().any(|o| o.kind == "date"));
    assert!(failed.is_empty(), "{} examples failed:\n{}", failed.len(), failed.join("\n"));
}
