//! The search by one automaton at the starts of words finds what a plain search finds: at each place, every rule in its
//! order, each by a regular expression of its own.

use regesta_lang::{PackSet, Rule, RuleSet};
use regesta_text::Span;
use regex_automata::{Anchored, Input, meta};

/// Numbers that look random and are the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }
}

/// A rule, its place, its words.
type Words<'r> = (&'r str, Span);

/// Whether a match is taken; some are refused, so that the other rules are asked.
fn takes(rule: &Rule, span: Span, strict: bool) -> bool {
    !strict || !(rule.id.len() * 7 + span.start * 3 + span.end).is_multiple_of(3)
}

fn plain_search<'r>(rules: &'r RuleSet, readers: &[meta::Regex], text: &str, strict: bool) -> Vec<Words<'r>> {
    let mut found = Vec::new();
    let mut free_from = 0;
    for (start, c) in text.char_indices() {
        let inside = text[..start].ends_with(char::is_alphanumeric) && c.is_alphanumeric();
        if start < free_from || inside {
            continue;
        }
        let hit = rules.rules().iter().zip(readers).find_map(|(rule, reader)| {
            let mut groups = reader.create_captures();
            reader.search_captures(&Input::new(text).range(start..).anchored(Anchored::Yes), &mut groups);
            let whole = groups.get_group_by_name("whole")?;
            let span = Span::new(whole.start, whole.end);
            (!span.is_empty() && takes(rule, span, strict)).then_some((rule.id.as_str(), span))
        });
        if let Some((rule, span)) = hit {
            free_from = span.end;
            found.push((rule, span));
        }
    }
    found
}

/// The examples of the rules, and texts pieced together out of their words.
fn texts(rules: &RuleSet, numbers: &mut Numbers) -> Vec<String> {
    let mut texts: Vec<String> = rules.rules().iter().flat_map(|r| &r.examples).map(|e| e.text.clone()).collect();
    let words: Vec<String> = texts.iter().flat_map(|t| t.split_whitespace()).map(str::to_owned).collect();
    let between = [" ", " ", " ", "\u{a0}", ", ", "-", "–", " (", ") ", "/", "", "’", "\n", "\u{301}", "😀"];
    for _ in 0..150 {
        let mut text = String::new();
        for _ in 0..numbers.below(12) {
            text.push_str(&words[numbers.below(words.len())]);
            text.push_str(between[numbers.below(between.len())]);
        }
        texts.push(if numbers.below(5) == 0 { text.to_uppercase() } else { text });
    }
    texts
}

#[test]
fn finds_what_a_plain_search_finds() {
    let packs = PackSet::built_in().unwrap();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut compared = 0;
    for (_, pack) in packs.iter() {
        for (kind, rules) in pack.all_rules() {
            let readers: Vec<meta::Regex> =
                rules.rules().iter().map(|rule| meta::Regex::new(rule.pattern()).unwrap()).collect();
            for text in texts(rules, &mut numbers) {
                for strict in [false, true] {
                    let plain = plain_search(rules, &readers, &text, strict);
                    let found = rules.find(&text, |m| takes(m.rule, m.span, strict));
                    let found: Vec<Words<'_>> = found.iter().map(|m| (m.rule.id.as_str(), m.span)).collect();
                    assert_eq!(found, plain, "{} {kind}: {text:?}", pack.tag());
                    compared += found.len();
                }
            }
        }
    }
    assert!(compared > 5_000, "only {compared} matches were compared");
}

#[test]
fn slots_are_those_of_the_rules_own_expression() {
    let packs = PackSet::built_in().unwrap();
    let mut compared = 0;
    for (_, pack) in packs.iter() {
        for rules in pack.all_rules().values() {
            for text in rules.rules().iter().flat_map(|rule| &rule.examples).map(|example| &example.text) {
                for found in rules.find(text, |_| true) {
                    let reader = meta::Regex::new(found.rule.pattern()).unwrap();
                    let mut groups = reader.create_captures();
                    reader.search_captures(
                        &Input::new(text).range(found.span.start..).anchored(Anchored::Yes),
                        &mut groups,
                    );
                    for (index, name) in reader.group_info().pattern_names(groups.pattern().unwrap()).enumerate() {
                        let Some(name) = name.filter(|name| *name != "whole") else { continue };
                        let expected = groups.get_group(index).map(|g| Span::new(g.start, g.end));
                        assert_eq!(
                            found.slot(&name.replace("__", "-")),
                            expected,
                            "{} {name}: {text:?}",
                            found.rule.id
                        );
                        compared += 1;
                    }
                }
            }
        }
        // One language is enough for the engine, and each match compiles its rule anew.
        if compared > 1_000 {
            break;
        }
    }
    assert!(compared > 1_000, "only {compared} slots were compared");
}
