//! The rules and lists of the built-in packs that this crate reads.

use regesta_lang::{PackSet, check_examples};

/// Rules whose operation is all they say: the value of an example is the operation.
const KINDS: [&str; 6] = ["document", "document-finite", "document-voice", "event", "event-clause", "event-way"];

#[test]
fn every_rule_reads_its_examples() {
    let packs = PackSet::built_in().unwrap();
    let outcomes = check_examples(&packs, |tag, kind, text| {
        if !KINDS.contains(&kind) {
            return Vec::new();
        }
        let pack = packs.find(tag).map(|lang| packs.get(lang)).unwrap();
        let rules = pack.rules(kind).unwrap();
        let found = rules.find(text, |_| true);
        found.iter().map(|m| (m.rule.id.clone(), m.text().to_owned(), m.rule.op.clone())).collect()
    });
    let failed: Vec<String> = outcomes
        .iter()
        .filter(|o| KINDS.contains(&o.kind.as_str()) && !o.passed)
        .map(|o| format!("{}: {:?} gave {:?}", o.rule, o.example.text, o.got))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(outcomes.iter().any(|o| o.kind == "document"));
}

#[test]
fn event_lists_name_only_known_types() {
    let types: Vec<&str> = regesta_analyze::event_types().map(|(name, _)| name).collect();
    assert_eq!(types.len(), 23);
    let packs = PackSet::built_in().unwrap();
    for (_, pack) in packs.iter() {
        for list in ["event-verb", "event-noun"] {
            for entry in pack.lexicon(list).entries() {
                assert!(types.contains(&entry.value.as_str()), "{} {list}: {} {}", pack.tag(), entry.form, entry.value);
            }
        }
    }
}
