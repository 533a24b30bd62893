//! Rulers, titles and names that differ by language: what is one person and what is not.

use regesta_lang::Found;
use regesta_name::{Authorities, JoinStatus, Mention, NameType, join};
use regesta_text::Span;

fn mention(lang: &str, normal: &str, head: &str, given: &str) -> Found<Mention> {
    Found {
        passage: 0,
        span: Span::new(0, normal.len()),
        value: Mention {
            name_type: NameType::Person,
            normal: normal.into(),
            head: head.into(),
            given: given.into(),
            authority: None,
            key: None,
            title: None,
            case: None,
        },
        rule: "test".into(),
        pack: format!("{lang}@0"),
        reason: String::new(),
        score: 900,
    }
}

/// How many persons these are, each in a paper of its own.
fn persons(mentions: Vec<Found<Mention>>) -> usize {
    let given = Authorities::default().with_given_names("gustav\tГустав|Gustav|Gustave\nandrew\tАндрей|Andrew|André\n");
    let papers: Vec<Vec<Found<Mention>>> = mentions.into_iter().map(|m| vec![m]).collect();
    let joined = join(&papers, &given);
    joined.iter().filter(|e| e.joins.iter().any(|j| j.status == JoinStatus::Same)).count()
}

#[test]
fn numbers_tell_rulers_apart_and_languages_do_not() {
    let gustav = |lang, name: &str, number: &str| mention(lang, &format!("{name} {number}"), name, "");
    assert_eq!(persons(vec![gustav("ru", "Густав", "III"), gustav("fr", "Gustave", "III")]), 1);
    assert_eq!(persons(vec![gustav("ru", "Густав", "III"), gustav("fr", "Gustave", "IV")]), 2);
}

#[test]
fn a_ruler_is_nobody_with_another_name_before_his() {
    let pasha = mention("tr", "Kara Murad Paşa", "Paşa", "Kara Murad");
    assert_eq!(persons(vec![pasha.clone(), mention("tr", "IV Murad", "Murad", "")]), 2);
    assert_eq!(
        persons(vec![pasha.clone(), mention("tr", "Murad", "Murad", "")]),
        2,
        "a given name alone is not enough"
    );
    assert_eq!(persons(vec![pasha, mention("en", "Kara Murad Pasha", "Pasha", "Kara Murad")]), 1);
}

#[test]
fn given_names_of_one_row_do_not_contradict() {
    let french = mention("fr", "André Lefèvre", "Lefèvre", "André");
    assert_eq!(persons(vec![french.clone(), mention("ru", "Андрей Лефевр", "Лефевр", "Андрей")]), 1);
    assert_eq!(persons(vec![french, mention("ru", "Густав Лефевр", "Лефевр", "Густав")]), 2);
}

#[test]
fn a_spelling_that_is_much_nearer_has_no_rival() {
    let both = vec![
        mention("en", "Abdulaziz", "Abdulaziz", ""),
        mention("en", "Abdulhafiz", "Abdulhafiz", ""),
        mention("tr", "Abdülaziz", "Abdülaziz", ""),
    ];
    assert_eq!(persons(both), 2);
}
