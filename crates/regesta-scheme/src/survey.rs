//! Going through all choices of evidence, no more of them than matter.

use regesta_time::{Conflict, TimeBounds};

use crate::field::{Field, Ground, Why, holding};
use crate::table::{Cell, Table};
use crate::verdict::{Holding, Tally};

/// The most choices that are gone through for one group of stages that hang together by relative dates.
pub(crate) const MOST_CHOICES: u64 = 1_000_000;

/// How many contradictions are kept for the report.
const MOST_CONFLICTS: usize = 12;

/// What the choices say of one order.
pub(crate) struct OrderSurvey {
    /// Number of the order in the scheme.
    pub order: usize,
    /// Over all readings that do not contradict themselves.
    pub tally: Tally,
    /// The holding by the choices that matter for it.
    pub table: Table<Holding>,
    /// False where its stages hang together with more than [`MOST_CHOICES`]: then `holds` and `fails` are what the two
    /// stages alone already decide, and `open` is what was not looked at.
    pub complete: bool,
}

/// What the choices of a field say.
pub(crate) struct Survey {
    /// All ways to choose.
    pub readings: u64,
    /// Those that do not contradict themselves; `None` where there were too many to count.
    pub consistent: Option<u64>,
    /// One for each tested order.
    pub orders: Vec<OrderSurvey>,
    /// Contradictions, each once.
    pub conflicts: Vec<Conflict<Why>>,
}

/// A group of stages with what was found by going through its choices.
struct Group {
    stages: Vec<usize>,
    consistent: u64,
    complete: bool,
    /// For each order with both stages here: number in the scheme, holding by choice.
    inner: Vec<(usize, Table<Holding>)>,
    /// For each stage whose order leads elsewhere: its bounds by choice.
    outer: Vec<(usize, Table<TimeBounds>)>,
}

pub(crate) fn survey(field: &Field<'_>) -> Survey {
    let mut conflicts = Vec::new();
    let groups: Vec<Group> =
        field.components().into_iter().map(|stages| go_through(field, stages, &mut conflicts)).collect();
    let all_but = |these: &[usize]| -> u64 {
        let others = groups.iter().enumerate().filter(|(n, _)| !these.contains(n));
        others.fold(1u64, |product, (_, g)| product.saturating_mul(g.consistent))
    };
    let complete = groups.iter().all(|group| group.complete);
    let orders = field
        .scheme
        .orders
        .iter()
        .enumerate()
        .filter(|(_, order)| order.kind != crate::scheme::OrderKind::Definition)
        .map(|(number, order)| {
            let group = |stage: usize| groups.iter().position(|g| g.stages.contains(&stage));
            let mut tally = Tally::default();
            let (Some(a), Some(b)) = (group(order.before), group(order.after)) else {
                tally.add(Holding::Untestable, all_but(&[]));
                return OrderSurvey { order: number, tally, table: Table::empty(), complete };
            };
            let known = groups[a].complete && groups[b].complete;
            let table = if !known {
                alone(field, number)
            } else if a == b {
                groups[a].inner.iter().find(|(n, _)| *n == number).map_or_else(Table::empty, |(_, t)| t.clone())
            } else {
                let side = |g: usize, stage: usize| {
                    groups[g].outer.iter().find(|(s, _)| *s == stage).map_or_else(Table::empty, |(_, t)| t.clone())
                };
                side(a, order.before).join(&side(b, order.after), |before, after| {
                    let apart = |later: Option<i64>, earlier: Option<i64>| Some(later? - earlier?);
                    let difference = regesta_time::Distance {
                        min: apart(after.earliest, before.latest),
                        max: apart(after.latest, before.earliest),
                    };
                    holding(order, difference, *before, *after)
                })
            };
            let rest = if known { all_but(&[a, b]) } else { 1 };
            for cell in table.cells.iter().flatten() {
                tally.add(cell.value, cell.readings.saturating_mul(rest));
            }
            OrderSurvey { order: number, tally, table, complete: known }
        })
        .collect();
    let readings = field.choices(&field.stages());
    Survey { readings, consistent: complete.then(|| all_but(&[])), orders, conflicts }
}

/// Goes through the choices of one group.
fn go_through(field: &Field<'_>, stages: Vec<usize>, conflicts: &mut Vec<Conflict<Why>>) -> Group {
    let radix: Vec<usize> = stages.iter().map(|s| field.alternatives[*s].len()).collect();
    let choices = field.choices(&stages);
    let mut group = Group { stages, consistent: choices, complete: false, inner: Vec::new(), outer: Vec::new() };
    if choices > MOST_CHOICES {
        return group;
    }
    group.complete = true;
    let here = |stage: usize| group.stages.contains(&stage);
    let tested =
        || field.scheme.orders.iter().enumerate().filter(|(_, o)| o.kind != crate::scheme::OrderKind::Definition);
    let inner: Vec<usize> = tested().filter(|(_, o)| here(o.before) && here(o.after)).map(|(n, _)| n).collect();
    let mut outer: Vec<usize> = tested()
        .filter(|(_, o)| here(o.before) != here(o.after))
        .map(|(_, o)| if here(o.before) { o.before } else { o.after })
        .collect();
    outer.sort_unstable();
    outer.dedup();
    let mut holdings: Vec<Vec<Option<Holding>>> = vec![Vec::new(); inner.len()];
    let mut bounds: Vec<Vec<Option<TimeBounds>>> = vec![Vec::new(); outer.len()];
    let mut consistent = 0u64;
    let mut leaf = |ground: Option<&Ground>, leaves: u64| {
        consistent += if ground.is_some() { leaves } else { 0 };
        for (column, order) in holdings.iter_mut().zip(&inner) {
            let value = ground.map(|ground| ground.holding(&field.scheme.orders[*order]));
            column.extend(std::iter::repeat_n(value, leaves as usize));
        }
        for (column, stage) in bounds.iter_mut().zip(&outer) {
            let value = ground.and_then(|g| g.slots[*stage].map(|slot| g.net.bounds(slot)));
            column.extend(std::iter::repeat_n(value, leaves as usize));
        }
    };
    match field.ground(&group.stages) {
        Ok(mut ground) => descend(field, &group.stages, &mut ground, &mut leaf, conflicts),
        Err(conflict) => {
            keep(conflicts, conflict);
            leaf(None, choices);
        }
    }
    group.consistent = consistent;
    let table = |values: Vec<Option<Holding>>| Table::new(&group.stages, &radix, values).reduced();
    group.inner = inner.into_iter().zip(holdings).map(|(n, values)| (n, table(values))).collect();
    let table = |values: Vec<Option<TimeBounds>>| Table::new(&group.stages, &radix, values).reduced();
    group.outer = outer.into_iter().zip(bounds).map(|(s, values)| (s, table(values))).collect();
    group
}

/// Chooses for the first of `stages`, then for the rest; `leaf` gets each network in order, or `None` and the number of
/// choices that a contradiction rules out.
pub(crate) fn descend(
    field: &Field<'_>,
    stages: &[usize],
    ground: &mut Ground,
    leaf: &mut dyn FnMut(Option<&Ground>, u64),
    conflicts: &mut Vec<Conflict<Why>>,
) {
    let Some((&stage, rest)) = stages.split_first() else {
        return match ground.settled() {
            Ok(settled) => leaf(Some(&settled), 1),
            Err(conflict) => {
                keep(conflicts, conflict);
                leaf(None, 1);
            }
        };
    };
    for &evidence in &field.alternatives[stage] {
        let mark = ground.mark();
        match field.choose(ground, stage, evidence) {
            Ok(()) => descend(field, rest, ground, leaf, conflicts),
            Err(conflict) => {
                keep(conflicts, conflict);
                leaf(None, field.choices(rest));
            }
        }
        ground.undo(mark);
    }
}

fn keep(conflicts: &mut Vec<Conflict<Why>>, conflict: Conflict<Why>) {
    let same = |other: &Conflict<Why>| {
        let sorted = |labels: &[Why]| {
            let mut labels = labels.to_vec();
            labels.sort();
            labels
        };
        sorted(&other.labels) == sorted(&conflict.labels)
    };
    if conflicts.len() < MOST_CONFLICTS && !conflicts.iter().any(same) {
        conflicts.push(conflict);
    }
}

/// What the two stages of an order decide by themselves, whatever they hang on: sound for `holds` and `fails`, since more
/// constraints only narrow.
fn alone(field: &Field<'_>, order: usize) -> Table<Holding> {
    let order = &field.scheme.orders[order];
    let stages = [order.before, order.after];
    let radix = stages.map(|s| field.alternatives[s].len());
    let rest: Vec<usize> = field.stages().into_iter().filter(|s| !stages.contains(s)).collect();
    let rest = field.choices(&rest);
    let mut cells = Vec::new();
    for &a in &field.alternatives[order.before] {
        for &b in &field.alternatives[order.after] {
            let bounds = |e: usize| field.case.evidence[e].bounds;
            let (before, after) = (bounds(a), bounds(b));
            let apart = |later: Option<i64>, earlier: Option<i64>| Some(later? - earlier?);
            let difference = regesta_time::Distance {
                min: apart(after.earliest, before.latest),
                max: apart(after.latest, before.earliest),
            };
            let value = match holding(order, difference, before, after) {
                Holding::Untestable => Holding::Open,
                known => known,
            };
            cells.push(Some(Cell { value, readings: rest }));
        }
    }
    Table { stages: stages.to_vec(), radix: radix.to_vec(), cells }
}

/// Whether the scheme as a whole can hold, and must.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Whole {
    /// Readings in which at least one claim can be tested.
    pub tested: u64,
    /// Readings in which all claims can hold together.
    pub possible: u64,
    /// Readings in which every claim that can be tested holds, and at least one can.
    pub certain: u64,
}

/// Goes through every reading; the caller has seen to it that there are not too many.
pub(crate) fn whole(field: &Field<'_>) -> Whole {
    let stages = field.stages();
    let mut found = Whole::default();
    let mut leaf = |ground: Option<&Ground>, _: u64| {
        let Some(ground) = ground else { return };
        let claims = field.scheme.orders.iter().filter(|o| o.kind == crate::scheme::OrderKind::Claim);
        let holdings: Vec<Holding> =
            claims.map(|order| ground.holding(order)).filter(|h| *h != Holding::Untestable).collect();
        found.tested += u64::from(!holdings.is_empty());
        if holdings.is_empty() || holdings.contains(&Holding::Fails) {
            return;
        }
        found.certain += u64::from(holdings.iter().all(|h| *h == Holding::Holds));
        found.possible += u64::from(ground.clone().add_claims(field.scheme).is_ok());
    };
    if let Ok(mut ground) = field.ground(&stages) {
        descend(field, &stages, &mut ground, &mut leaf, &mut Vec::new());
    }
    found
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::field::Selection;
    use crate::{Case, Scheme};

    /// Groups, reduced tables and joined counts against going through every reading in one network of all stages.
    #[test]
    fn counting_by_groups_is_counting_one_by_one() {
        let mut seed = 11u64;
        let mut below = |limit: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % limit
        };
        let (mut contradictory, mut linked) = (0, 0);
        for _ in 0..150 {
            let mut scheme = String::from("[scheme]\nid = \"S\"\n");
            let mut case = String::from("[case]\nid = \"C\"\n");
            for n in 0..5u64 {
                let _ = writeln!(scheme, "[[stage]]\nid = \"S{n}\"\nname = \"x\"\nindicator = [{{ id = \"I{n}\" }}]");
                for t in 0..1 + below(3) {
                    let _ = writeln!(
                        case,
                        "[[evidence]]\nid = \"e{n}{t}\"\nstage = \"S{n}\"\ntext = \"T{t}\"\nquote = \"q\""
                    );
                    let (day, span) = (1 + below(9), below(3));
                    let _ = writeln!(case, "date = \"1920-05-{day:02}/1920-05-{:02}\"", day + span);
                    if below(3) == 0 {
                        let other = (n + 1 + below(4)) % 5;
                        let to = if below(2) == 0 { format!("S{other}") } else { format!("e{other}0") };
                        let after = ["P1D", "PT30H", "..", "../P3D", "PT1H/P2D"][below(5) as usize];
                        let _ = writeln!(case, "relative = {{ to = \"{to}\", after = \"{after}\" }}");
                    }
                }
            }
            for (before, after, kind) in
                [(0, 1, "claim"), (1, 2, "claim"), (0, 3, "claim"), (3, 4, "definition"), (2, 4, "expectation")]
            {
                let _ = writeln!(scheme, "[[order]]\nbefore = \"S{before}\"\nafter = \"S{after}\"\nkind = \"{kind}\"");
            }
            let scheme = Scheme::parse("s", &scheme).value.unwrap();
            let case = Case::parse("c", &case).value.unwrap();
            let field = Field::new(&scheme, &case, None, &Selection::default()).of_orders();
            let found = survey(&field);
            let mut tallies = vec![Tally::default(); found.orders.len()];
            let mut consistent = 0;
            let mut leaf = |ground: Option<&Ground>, _: u64| {
                let Some(ground) = ground else { return };
                consistent += 1;
                for (tally, of_order) in tallies.iter_mut().zip(&found.orders) {
                    tally.add(ground.holding(&scheme.orders[of_order.order]), 1);
                }
            };
            descend(&field, &field.stages(), &mut field.ground(&field.stages()).unwrap(), &mut leaf, &mut Vec::new());
            assert_eq!(found.consistent, Some(consistent));
            let surveyed: Vec<Tally> = found.orders.iter().map(|o| o.tally).collect();
            assert_eq!(surveyed, tallies);
            contradictory += usize::from(consistent < found.readings);
            linked += usize::from(field.components().iter().any(|group| group.len() > 2));
        }
        assert!(contradictory > 20 && linked > 20, "{contradictory} and {linked}: one kind is hardly tried");
    }
}
