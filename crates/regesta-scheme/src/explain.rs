//! Why an order holds, fails or is open: the words behind it.

use std::collections::BTreeMap;

use regesta_time::{Distance, TimeBounds};
use schemars::JsonSchema;
use serde::Serialize;

use crate::case::Case;
use crate::conform::{Choice, ConformOptions, MOST_READINGS, OrderReport, conform};
use crate::delays::{around, wider};
use crate::field::{Field, Ground, Selection, calendar_days};
use crate::scheme::{OrderKind, Scheme};
use crate::survey::survey;
use crate::verdict::Holding;
use crate::words::{name_evidence, say_distance, say_why};

/// One way to choose evidence for the stages that matter for an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Explained {
    /// The text; empty for a mixed reading.
    pub text: String,
    /// The evidence chosen, for the stages that matter for the order and for its own two.
    pub choices: Vec<Choice>,
    /// How many readings have these choices; they differ in stages that change nothing here.
    pub readings: u64,
    /// What follows.
    pub holding: Holding,
    /// When the earlier stage was, in this reading.
    pub before_when: String,
    /// When the later one was.
    pub after_when: String,
    /// The time between, for people.
    pub between: String,
    /// The same in calendar days.
    pub between_days: String,
    /// The statements from which the bounds on the time between follow.
    pub because: Vec<String>,
}

/// Everything about one order in one case.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Explanation {
    /// The scheme.
    pub scheme: String,
    /// The case.
    pub case: String,
    /// What a reader must know before the rest.
    pub warnings: Vec<String>,
    /// The verdicts.
    pub report: OrderReport,
    /// Reading by reading: texts first, then the mixed ones.
    pub readings: Vec<Explained>,
    /// How many mixed readings are not listed.
    pub not_listed: u64,
    /// Evidence for the two stages that no reading uses, with the reason.
    pub aside: Vec<String>,
}

/// At most so many mixed readings are spelt out.
const MOST_LISTED: usize = 200;

/// Explains an order, named `S3<S4`; `None` where the scheme has no such order under test.
pub fn explain(scheme: &Scheme, case: &Case, order: &str, options: &ConformOptions) -> Option<Explanation> {
    let named: String = order.chars().filter(|c| !c.is_whitespace()).collect();
    let number = scheme.orders.iter().position(|o| o.id == named && o.kind != OrderKind::Definition)?;
    let order = &scheme.orders[number];
    let full = conform(scheme, case, options);
    let report = full.orders.into_iter().find(|o| o.order == named)?;
    let (readings, not_listed) = readings_of(scheme, case, number, options);
    let aside = full
        .aside
        .iter()
        .filter_map(|a| {
            let e = &case.evidence[case.evidence_index(&a.evidence)?];
            let ends = [order.before, order.after].map(|s| &scheme.stages[s].id);
            ends.contains(&&e.stage).then(|| format!("{} — {}", name_evidence(case, e), a.reason))
        })
        .collect();
    Some(Explanation {
        scheme: scheme.id.clone(),
        case: case.id.clone(),
        warnings: full.warnings,
        report,
        readings,
        not_listed,
        aside,
    })
}

/// The readings of an order, by its number: texts first, then the mixed ones, and how many of these are not listed.
pub(crate) fn readings_of(
    scheme: &Scheme,
    case: &Case,
    number: usize,
    options: &ConformOptions,
) -> (Vec<Explained>, u64) {
    let order = &scheme.orders[number];
    let mut readings = Vec::new();
    let mut not_listed = 0;
    let texts = case.text_keys().into_iter().map(Some).chain(std::iter::once(None));
    for text in texts {
        let selection = Selection { indicators: options.indicators.clone(), hedged: options.hedged && text.is_none() };
        let field = Field::new(scheme, case, text.as_deref(), &selection);
        if field.alternatives[order.before].is_empty() || field.alternatives[order.after].is_empty() {
            continue;
        }
        let both = |group: &Vec<usize>| group.contains(&order.before) || group.contains(&order.after);
        let stages: Vec<usize> = field.components().into_iter().filter(both).flatten().collect();
        if field.choices(&stages) > MOST_READINGS {
            not_listed += field.choices(&stages);
            continue;
        }
        let Ok(mut ground) = field.ground(&stages) else { continue };
        let matter = matter_for(&field, number);
        let mut groups: BTreeMap<Vec<usize>, Found> = BTreeMap::new();
        each_choice(&field, &stages, &mut ground, &mut Vec::new(), &mut |ground, chosen| {
            let key: Vec<usize> =
                stages.iter().zip(chosen).filter(|(s, _)| matter.contains(s)).map(|(_, e)| *e).collect();
            let of_one = chosen.iter().all(|e| case.evidence[*e].text == case.evidence[chosen[0]].text);
            // What keeps to one text stands under that text already.
            if text.is_some() || !of_one {
                let new = found(&field, ground, number);
                groups.entry(key).and_modify(|kept| kept.include(&new)).or_insert(new);
            }
        });
        for (key, group) in groups {
            if text.is_none() && readings.len() >= MOST_LISTED {
                not_listed += group.readings;
            } else {
                readings.push(explained(&field, group, text.as_deref().unwrap_or(""), &key));
            }
        }
    }
    (readings, not_listed)
}

/// As `descend`, with the choices that led to each network.
fn each_choice(
    field: &Field<'_>,
    stages: &[usize],
    ground: &mut Ground,
    chosen: &mut Vec<usize>,
    found: &mut dyn FnMut(&Ground, &[usize]),
) {
    let Some((&stage, rest)) = stages.split_first() else {
        if let Ok(settled) = ground.settled() {
            found(&settled, chosen);
        }
        return;
    };
    for &evidence in &field.alternatives[stage] {
        let mark = ground.mark();
        if field.choose(ground, stage, evidence).is_ok() {
            chosen.push(evidence);
            each_choice(field, rest, ground, chosen, found);
            chosen.pop();
        }
        ground.undo(mark);
    }
}

/// The stages whose choice changes what an order says, and its own two.
fn matter_for(field: &Field<'_>, order: usize) -> Vec<usize> {
    let of_order = survey(field).orders.into_iter().find(|o| o.order == order);
    let mut stages = of_order.map(|o| o.table.stages).unwrap_or_default();
    stages.extend([field.scheme.orders[order].before, field.scheme.orders[order].after]);
    stages
}

/// What readings with the same choices have in common; bounds are those of all of them.
struct Found {
    readings: u64,
    holding: Holding,
    before: TimeBounds,
    after: TimeBounds,
    difference: Distance,
    days: Distance,
    because: Vec<String>,
}

impl Found {
    fn include(&mut self, other: &Self) {
        self.readings += other.readings;
        self.before = around(self.before, other.before);
        self.after = around(self.after, other.after);
        self.difference = wider(self.difference, other.difference);
        self.days = wider(self.days, other.days);
        for reason in &other.because {
            if !self.because.contains(reason) {
                self.because.push(reason.clone());
            }
        }
    }
}

fn found(field: &Field<'_>, ground: &Ground, order: usize) -> Found {
    let order = &field.scheme.orders[order];
    let (Some(before), Some(after)) = (ground.slots[order.before], ground.slots[order.after]) else {
        unreachable!("both stages have a choice")
    };
    let difference = ground.net.difference(before, after);
    let (first, second) = (ground.net.bounds(before), ground.net.bounds(after));
    let mut because: Vec<String> = Vec::new();
    for why in ground.net.reasons(after, before).into_iter().chain(ground.net.reasons(before, after)) {
        let said = say_why(field.scheme, field.case, why);
        if !because.contains(&said) {
            because.push(said);
        }
    }
    Found {
        readings: 1,
        holding: ground.holding(order),
        before: first,
        after: second,
        difference,
        days: calendar_days(difference, first, second),
        because,
    }
}

fn explained(field: &Field<'_>, found: Found, text: &str, chosen: &[usize]) -> Explained {
    let between_days = match (found.days.min, found.days.max) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (a, b) => {
            let side = |v: Option<i64>| v.map_or_else(|| "..".to_owned(), |v| v.to_string());
            format!("{}/{}", side(a), side(b))
        }
    };
    Explained {
        text: text.to_owned(),
        choices: chosen.iter().map(|e| Choice::new(&field.case.evidence[*e])).collect(),
        readings: found.readings,
        holding: found.holding,
        before_when: found.before.to_string(),
        after_when: found.after.to_string(),
        between: say_distance(found.difference),
        between_days,
        because: found.because,
    }
}

/// The coherent readings of a text with the tightest dates of their stages: what exports are made of.
pub(crate) struct Traced {
    pub text: String,
    /// Stage, evidence, bounds; by earliest, then latest, then the order of the scheme.
    pub events: Vec<(usize, usize, regesta_time::TimeBounds)>,
}

/// Every coherent reading, up to [`MOST_READINGS`] a text; and how many there were beyond.
pub(crate) fn traces(scheme: &Scheme, case: &Case) -> (Vec<Traced>, u64) {
    let (mut found, mut left) = (Vec::new(), 0);
    for text in case.text_keys() {
        let field = Field::new(scheme, case, Some(&text), &Selection::default());
        let stages = field.stages();
        if stages.is_empty() {
            continue;
        }
        if field.choices(&stages) > MOST_READINGS {
            left += field.choices(&stages);
            continue;
        }
        let Ok(mut ground) = field.ground(&stages) else { continue };
        let mut chosen = Vec::new();
        each_choice(&field, &stages, &mut ground, &mut chosen, &mut |ground, chosen| {
            let mut events: Vec<_> = stages
                .iter()
                .zip(chosen)
                .filter_map(|(stage, e)| ground.slots[*stage].map(|slot| (*stage, *e, ground.net.bounds(slot))))
                .collect();
            events.sort_by_key(|(stage, _, b)| (b.earliest.or(b.latest), b.latest, *stage));
            found.push(Traced { text: text.clone(), events });
        });
    }
    (found, left)
}
