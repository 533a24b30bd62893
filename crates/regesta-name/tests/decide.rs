//! Editorial judgements about identity: fifty merges, splits and undoings in random order, with runs between that join other
//! things, always leave what the judgements say.

use std::collections::{BTreeMap, BTreeSet};

use regesta_lang::Found;
use regesta_name::{
    Authorities, EntityJoin, IdentityDecision, JoinStatus, Mention, MentionAt, NameEntity, NameType, decide, join,
};
use regesta_text::Span;

fn mention(normal: &str) -> Found<Mention> {
    Found {
        passage: 0,
        span: Span::new(0, normal.len()),
        value: Mention {
            name_type: NameType::Person,
            normal: normal.to_owned(),
            head: normal.split(' ').next_back().unwrap_or(normal).to_owned(),
            given: normal.rsplit_once(' ').map_or("", |(given, _)| given).to_owned(),
            authority: None,
            key: None,
            title: None,
            case: None,
        },
        rule: "test".into(),
        pack: "en@0".into(),
        reason: String::new(),
        score: 900,
    }
}

/// Numbers without a library: a linear congruential generator with the constants of Knuth's MMIX.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    fn some(&mut self, of: &[MentionAt], number: usize) -> Vec<MentionAt> {
        let mut out = Vec::new();
        while out.len() < number {
            let one = of[self.below(of.len())];
            if !out.contains(&one) {
                out.push(one);
            }
        }
        out
    }
}

/// What a run of the program might have joined: a random partition.
fn run(chance: &mut Chance, all: &[MentionAt]) -> Vec<NameEntity> {
    let mut parts: BTreeMap<usize, Vec<EntityJoin>> = BTreeMap::new();
    for &(paper, mention) in all {
        let part = chance.below(all.len() / 2);
        let (status, reasons) = (JoinStatus::Same, vec!["a run".to_owned()]);
        parts.entry(part).or_default().push(EntityJoin { paper, mention, status, reasons, score: 900 });
    }
    let entity = |(part, joins)| {
        let name = format!("part {part}");
        NameEntity { id: format!("person-{part}"), name_type: NameType::Person, label: name, joins }
    };
    parts.into_iter().map(entity).collect()
}

fn clusters(entities: &[NameEntity]) -> BTreeMap<MentionAt, usize> {
    let mut at = BTreeMap::new();
    for (number, entity) in entities.iter().enumerate() {
        for join in entity.joins.iter().filter(|j| j.status == JoinStatus::Same) {
            assert!(at.insert((join.paper, join.mention), number).is_none(), "a mention stands in two entities");
        }
    }
    at
}

/// Says of each pair that decisions concern whether it must be one, must be two, or is left to the program: a pair is
/// settled by the last decision that names both, unless a later one names one of the two for something else.
fn check(entities: &[NameEntity], before: &[NameEntity], decisions: &[(String, IdentityDecision)]) {
    let (now, machine) = (clusters(entities), clusters(before));
    let ids: BTreeSet<&str> = entities.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids.len(), entities.len(), "identifiers are unique");
    assert_eq!(now.keys().collect::<Vec<_>>(), machine.keys().collect::<Vec<_>>(), "no mention is lost");
    let named_by = |from: usize, at: MentionAt| decisions[from..].iter().any(|(_, d)| d.mentions().any(|m| m == at));
    for (number, (_, decision)) in decisions.iter().enumerate() {
        match decision {
            IdentityDecision::Merge(named) => {
                for pair in named.windows(2) {
                    if !named_by(number + 1, pair[0]) && !named_by(number + 1, pair[1]) {
                        assert_eq!(now[&pair[0]], now[&pair[1]], "merge {number} holds");
                    }
                }
            }
            IdentityDecision::Split { kept, parted } => {
                for a in kept {
                    for b in parted {
                        let later = |(_, d): &(String, IdentityDecision)| matches!(d, IdentityDecision::Merge(named) if named.contains(a) && named.contains(b));
                        if !decisions[number + 1..].iter().any(later) {
                            assert_ne!(now[a], now[b], "split {number} holds, whatever a run or another merge joins");
                        }
                    }
                }
            }
            _ => {}
        }
    }
    // What no decision names stays with those it was joined to, as far as they are not named either.
    let free: Vec<MentionAt> = now.keys().copied().filter(|at| !named_by(0, *at)).collect();
    for (i, a) in free.iter().enumerate() {
        for b in &free[i + 1..] {
            if machine[a] == machine[b] {
                assert_eq!(now[a], now[b], "{a:?} and {b:?} concern no decision");
            }
        }
    }
}

#[test]
fn fifty_merges_and_splits_with_runs_between_leave_what_was_decided() {
    let papers: Vec<Vec<Found<Mention>>> =
        (0..3).map(|p| (0..10).map(|m| mention(&format!("Name{p}x{m}"))).collect()).collect();
    let all: Vec<MentionAt> = (0..3).flat_map(|p| (0..10).map(move |m| (p, m))).collect();
    for seed in 0..40 {
        let mut chance = Chance(seed);
        let mut in_force: Vec<(String, IdentityDecision)> = Vec::new();
        for step in 0..50 {
            match chance.below(10) {
                0 if !in_force.is_empty() => {
                    let undone = chance.below(in_force.len());
                    in_force.remove(undone);
                }
                1..=5 => {
                    let number = 2 + chance.below(3);
                    let named = chance.some(&all, number);
                    in_force.push((format!("d{step}"), IdentityDecision::Merge(named)));
                }
                _ => {
                    let number = 2 + chance.below(3);
                    let mut kept = chance.some(&all, number);
                    let parted = kept.split_off(1);
                    in_force.push((format!("d{step}"), IdentityDecision::Split { kept, parted }));
                }
            }
            let before = run(&mut chance, &all);
            let after = decide(before.clone(), &papers, &in_force);
            assert_eq!(after, decide(before.clone(), &papers, &in_force), "the same every time");
            check(&after, &before, &in_force);
        }
        let before = run(&mut chance, &all);
        assert_eq!(clusters(&decide(before.clone(), &papers, &[])), clusters(&before), "all undone: as the run has it");
    }
}

fn entity_of(entities: &[NameEntity], at: MentionAt) -> &NameEntity {
    let has = |e: &&NameEntity| e.joins.iter().any(|j| j.status == JoinStatus::Same && (j.paper, j.mention) == at);
    entities.iter().find(has).expect("each mention has its entity")
}

#[test]
fn a_split_name_takes_its_spelling_along_and_is_not_proposed_again() {
    let papers = [
        vec![mention("Ignatius Kowal"), mention("Kowal"), mention("I. Kowal")],
        vec![mention("Kowal"), mention("I. Kowal")],
    ];
    let joined = join(&papers, &Authorities::default());
    assert_eq!(joined.len(), 1, "{joined:#?}");
    let split = IdentityDecision::Split { kept: vec![(0, 0), (0, 1)], parted: vec![(0, 2)] };
    let decided = decide(joined, &papers, &[("d".into(), split)]);
    assert_eq!(decided.len(), 2);
    assert_eq!(entity_of(&decided, (1, 1)).id, entity_of(&decided, (0, 2)).id, "the form is that of the parted alone");
    assert_eq!(entity_of(&decided, (1, 0)).id, entity_of(&decided, (0, 0)).id);
    assert!(decided.iter().all(|e| e.joins.iter().all(|j| j.status == JoinStatus::Same)));
    assert!(entity_of(&decided, (0, 2)).joins[0].reasons.iter().any(|r| r.contains("judgement (d)")));
}

#[test]
fn renaming_and_retyping_hold_for_the_whole_entity() {
    let papers = [vec![mention("Arklow")], vec![mention("Arklow")]];
    let joined = join(&papers, &Authorities::default());
    let decisions = [
        ("a".to_owned(), IdentityDecision::Retype(vec![(0, 0)], NameType::Place)),
        ("b".to_owned(), IdentityDecision::Rename(vec![(1, 0)], "Arklow (town)".to_owned())),
    ];
    let decided = decide(joined, &papers, &decisions);
    assert_eq!(decided.len(), 1);
    assert_eq!((decided[0].name_type, decided[0].label.as_str()), (NameType::Place, "Arklow (town)"));
    assert_eq!(decided[0].id, "place-arklow-town");
}
