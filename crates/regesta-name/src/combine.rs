//! What the rules found and what the chain reads, as one.

use regesta_lang::PartOfSpeech;

use crate::NameType;
use crate::candidate::{Candidate, resolve};
use crate::grammar::Grammar;
use crate::tagger::{Decoded, TaggedName, names_of, support};
use crate::words::{Flag, Shape};

/// How sure the tagger must be before it overrules the rules, in fiftieths of the logarithm of odds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bars {
    /// To add a name that no rule found.
    pub add: i32,
    /// To give a name of the rules other edges.
    pub edge: i32,
    /// To strike out a name of the rules.
    pub strike: i32,
    /// To give other edges to a name of which the rules are sure.
    pub edge_of_sure: i32,
    /// To strike such a name out.
    pub strike_sure: i32,
}

/// The score from which the rules are sure of a name: a list, initials or a head speak for it.
const SURE: u16 = 760;

/// The bars by type: person, place, body. Bodies of armies and organs of other times are where the rules know more than the texts
/// that the tagger learnt from, so it must be surer there (`docs/names.md`).
pub(crate) const BARS: [Bars; 3] = [
    Bars { add: 0, edge: 0, strike: 0, edge_of_sure: 200, strike_sure: 500 },
    Bars { add: 30, edge: 0, strike: 0, edge_of_sure: 200, strike_sure: 500 },
    Bars { add: 60, edge: 30, strike: 50, edge_of_sure: 200, strike_sure: 1000 },
];

/// In a text without capitals the rules have little to say: there the tagger alone decides.
pub(crate) const BARS_WITHOUT_CAPITALS: Bars = Bars { add: 0, edge: 0, strike: 0, edge_of_sure: 100, strike_sure: 200 };

/// Joins the two: the chain strikes out what it does not believe, sets edges, and adds what it is sure of.
pub(crate) fn combine(
    grammar: &Grammar<'_>,
    rules: Vec<Candidate>,
    read: &Decoded,
    bars: &[Bars; 3],
) -> Vec<Candidate> {
    let names = names_of(read);
    if names.is_empty() && rules.is_empty() {
        return rules;
    }
    let mut kept: Vec<Candidate> = Vec::with_capacity(rules.len() + names.len());
    let mut taken = vec![false; names.len()];
    // Sender and addressee side by side are two names: where the rules have several, the chain may not glue them.
    let glued: Vec<bool> = names
        .iter()
        .map(|name| {
            let met = |r: &&Candidate| r.name_type == name.name_type && name.first < r.end && r.first < name.end;
            let mut met = rules.iter().filter(met);
            met.next().is_some_and(|first| met.any(|other| !first.overlaps(other)))
        })
        .collect();
    for rule in rules {
        let bars = bars[rule.name_type as usize];
        let (edge, strike) =
            if rule.score >= SURE { (bars.edge_of_sure, bars.strike_sure) } else { (bars.edge, bars.strike) };
        let same = names.iter().position(|n| n.name_type == rule.name_type && n.first < rule.end && rule.first < n.end);
        let Some(at) = same else {
            if -support(read, rule.head, rule.name_type) <= strike {
                kept.push(rule);
            }
            continue;
        };
        let name = names[at];
        let inner = kept
            .iter()
            .any(|k| k.name_type == NameType::Body && k.nests && k.contains(&rule) && k.words() > rule.words());
        if inner || glued[at] || (name.first, name.end) == (rule.first, rule.end) || name.margin < edge {
            taken[at] = true;
            kept.push(rule);
        } else if !taken[at] {
            taken[at] = true;
            kept.push(with_edges(grammar, rule, &name));
        }
    }
    for (name, taken) in names.iter().zip(taken) {
        if !taken
            && name.margin >= bars[name.name_type as usize].add
            && !(name.first..name.end).any(|i| grammar.word(i).barred)
        {
            kept.push(added(grammar, name));
        }
    }
    resolve(kept)
}

/// A name of the rules with the edges of the chain. Its row of a list and its key were those of other words.
fn with_edges(grammar: &Grammar<'_>, rule: Candidate, name: &TaggedName) -> Candidate {
    let fresh = added(grammar, name);
    let holds_head = name.first <= rule.head && rule.head < name.end;
    Candidate {
        head: if holds_head { rule.head } else { fresh.head },
        given: if rule.name_type == NameType::Person { fresh.given } else { None },
        title: rule.title.filter(|title| title.1 <= name.first),
        score: rule.score.max(fresh.score),
        rule: rule.rule,
        reason: format!("{}; its edges as learnt from annotated texts", rule.reason),
        is_direction: false,
        nests: rule.nests,
        ..fresh
    }
}

/// A name that only the chain has.
fn added(grammar: &Grammar<'_>, name: &TaggedName) -> Candidate {
    let words = name.first..name.end;
    let plain = |at: &usize| !matches!(grammar.word(*at).shape, Shape::Sign | Shape::Number);
    let head = match name.name_type {
        NameType::Person => words.clone().rev().find(|at| plain(at) && !grammar.initial(*at)),
        NameType::Place => words.clone().rev().find(plain),
        NameType::Body => words
            .clone()
            .filter(plain)
            .find(|at| grammar.info(*at).analyses.first().is_none_or(|a| a.part != PartOfSpeech::Adjective)),
    };
    let head = head.unwrap_or(name.first);
    let (rule, what) = match name.name_type {
        NameType::Person => ("learnt-person", "persons"),
        NameType::Place => ("learnt-place", "places"),
        NameType::Body => ("learnt-body", "bodies"),
    };
    let score = (600 + name.margin.clamp(0, 250)) as u16;
    let reason = format!("it stands and looks as {what} do in the annotated texts that the program has learnt from");
    let mut candidate = Candidate::new(name.name_type, (name.first, name.end), head, score, rule, reason);
    if name.name_type == NameType::Person {
        if head > name.first && !grammar.is(head, Flag::Function) {
            candidate.given = Some((name.first, head));
        }
        candidate.title = grammar.title_before(name.first);
    }
    candidate
}
