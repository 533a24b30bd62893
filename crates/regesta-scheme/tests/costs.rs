//! Moved and missing stages: against the costs that two process mining tools give for the same traces, and against trying
//! every order.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use regesta_scheme::{Case, ConformOptions, CostBounds, Measure, Scheme, conform, text_cost};

const STAGES: [(&str, bool); 6] =
    [("prep", true), ("coup", false), ("revkom", false), ("appeal", false), ("entry", false), ("greeting", true)];

fn scheme() -> Scheme {
    let mut text = String::from("[scheme]\nid = \"S\"\n");
    for (name, optional) in STAGES {
        let _ = writeln!(
            text,
            "[[stage]]\nid = \"{name}\"\nname = \"x\"\noptional = {optional}\nindicator = [{{ id = \"{name}1\" }}]"
        );
    }
    for pair in STAGES.windows(2) {
        let _ = writeln!(text, "[[order]]\nbefore = \"{}\"\nafter = \"{}\"", pair[0].0, pair[1].0);
    }
    Scheme::parse("s.toml", &text).value.unwrap()
}

/// A case of one text: stage, and what dates it.
fn case(rows: &[(&str, &str)], more: &str) -> Case {
    let mut text = String::from("[case]\nid = \"C\"\n");
    for (n, (stage, date)) in rows.iter().enumerate() {
        let _ =
            writeln!(text, "[[evidence]]\nid = \"e{n}\"\nstage = \"{stage}\"\ntext = \"T\"\nquote = \"words\"\n{date}");
    }
    text.push_str(more);
    let read = Case::parse("c.toml", &text);
    read.value.unwrap_or_else(|| panic!("{:?}", read.flaws))
}

fn bounds(case: &Case, measure: Measure) -> CostBounds {
    text_cost(&scheme(), case, "T", &BTreeMap::new(), measure).unwrap()
}

/// The cost of stages that came in this order, one a day.
fn cost_of_order(stages: &[&str]) -> u64 {
    let dates: Vec<String> = (1..=stages.len()).map(|day| format!("date = \"1920-05-{day:02}\"")).collect();
    let rows: Vec<(&str, &str)> = stages.iter().copied().zip(dates.iter().map(String::as_str)).collect();
    let found = bounds(&case(&rows, ""), Measure::Alignment);
    assert_eq!((found.least, found.exact), (found.greatest, true));
    found.least
}

#[test]
fn eight_traces_cost_what_alignments_cost() {
    let traces: [(&[&str], u64); 8] = [
        (&["prep", "coup", "revkom", "appeal", "entry", "greeting"], 0),
        (&["prep", "entry", "coup", "revkom", "appeal", "greeting"], 2),
        (&["prep", "revkom", "coup", "entry", "appeal"], 4),
        (&["prep", "entry", "revkom", "coup", "appeal"], 4),
        (&["prep", "revkom", "coup", "appeal"], 3),
        (&["prep", "revkom", "entry", "coup", "greeting"], 3),
        (&["prep", "coup"], 3),
        (&["prep", "entry", "revkom", "appeal", "coup"], 4),
    ];
    for (trace, cost) in traces {
        assert_eq!(cost_of_order(trace), cost, "{trace:?}");
    }
}

fn orders_of(stages: &[&'static str]) -> Vec<Vec<&'static str>> {
    if stages.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for n in 0..stages.len() {
        let mut rest = stages.to_vec();
        let first = rest.remove(n);
        all.extend(orders_of(&rest).into_iter().map(|mut order| {
            order.insert(0, first);
            order
        }));
    }
    all
}

#[test]
fn all_orders_of_six_stages_cost_together_what_two_tools_say() {
    let orders = orders_of(&STAGES.map(|(name, _)| name));
    assert_eq!(orders.len(), 720);
    assert_eq!(orders.iter().map(|order| cost_of_order(order)).sum::<u64>(), 3199);
}

#[test]
fn four_stages_of_one_day_cost_from_nothing_to_six_whatever_the_row() {
    let day = "date = \"1920-04-28\"";
    let rows = [("prep", "date = \"1920-04-21\""), ("coup", day), ("revkom", day), ("appeal", day), ("entry", day)];
    let mut turned = rows;
    turned.reverse();
    for rows in [rows, turned] {
        assert_eq!(bounds(&case(&rows, ""), Measure::Alignment), CostBounds { least: 0, greatest: 6, exact: true });
        assert_eq!(bounds(&case(&rows, ""), Measure::Stages), CostBounds { least: 0, greatest: 3, exact: true });
        let report = conform(&scheme(), &case(&rows, ""), &ConformOptions::default());
        let open: Vec<u64> = report.orders.iter().map(|order| order.coherent.tally.open).collect();
        assert_eq!(open, [0, 1, 1, 1, 0]);
    }
}

/// Interval dates as a library for uncertain logs has them: its lower bounds for these four are 0, 4, 2 and 0.
#[test]
fn least_costs_are_those_of_an_uncertain_log() {
    let day = |text: &str| format!("date = \"{text}\"");
    let least = |rows: &[(&str, &str)]| {
        let dated: Vec<(&str, String)> = rows.iter().map(|(stage, date)| (*stage, day(date))).collect();
        let rows: Vec<(&str, &str)> = dated.iter().map(|(stage, date)| (*stage, date.as_str())).collect();
        bounds(&case(&rows, ""), Measure::Alignment).least
    };
    let head = ("prep", "1920-04-21");
    let same = "1920-04-28";
    let one = [
        head,
        ("coup", same),
        ("revkom", same),
        ("appeal", same),
        ("entry", same),
        ("greeting", "1920-05-04/1920-05-05"),
    ];
    assert_eq!(least(&one), 0);
    let two = [head, ("revkom", "1920-04-27T00/1920-04-27T22"), ("coup", "1920-04-27T23"), ("appeal", "1920-04-29")];
    assert_eq!(least(&[&two[..], &[("entry", "1920-04-28T04")]].concat()), 4);
    assert_eq!(least(&[&two[..], &[("entry", "1920-04-30")]].concat()), 2);
    let mixed = [
        head,
        ("coup", "1920-04-27T20/1920-04-28T05"),
        ("revkom", same),
        ("appeal", same),
        ("entry", "1920-04-28/1920-04-29"),
    ];
    assert_eq!(least(&mixed), 0);
}

#[test]
fn silence_costs_nothing_and_denial_one() {
    let rows = [("coup", "date = \"1920-05-02\""), ("entry", "date = \"1920-05-03\"")];
    let absent = |kind: &str| {
        let words = if kind == "silent" { "" } else { "quote = \"none came\"\n" };
        format!("[[absence]]\nstage = \"appeal\"\nkind = \"{kind}\"\ntexts = [\"T\"]\n{words}")
    };
    let cost = |more: &str| bounds(&case(&rows, more), Measure::Stages).least;
    assert_eq!([cost(""), cost(&absent("silent")), cost(&absent("denied")), cost(&absent("failed"))], [0, 0, 1, 1]);
    assert_eq!(bounds(&case(&rows, ""), Measure::Alignment).least, 2);
}

/// Relative dates rule out orders that the bounds of single events would allow; the greatest cost must know.
#[test]
fn relative_dates_narrow_the_greatest_cost() {
    let day = "date = \"1920-04-28\"";
    let after = "date = \"1920-04-28\"\nrelative = { to = \"coup\", after = \"PT1H\" }";
    let later = "date = \"1920-04-28\"\nrelative = { to = \"revkom\", after = \"PT1H\" }";
    let free = bounds(&case(&[("coup", day), ("revkom", day), ("appeal", day)], ""), Measure::Stages);
    assert_eq!(free, CostBounds { least: 0, greatest: 2, exact: true });
    let tied = bounds(&case(&[("coup", day), ("revkom", after), ("appeal", later)], ""), Measure::Stages);
    assert_eq!(tied, CostBounds { least: 0, greatest: 0, exact: true });
    // An hour after the coup, and the appeal within the hour between: it cannot be both before one and after the other
    // by more than that, which no pair of events shows by itself.
    let between = "relative = { to = \"coup\", after = \"PT1M/PT2H\" }";
    let found = bounds(&case(&[("coup", day), ("revkom", after), ("appeal", between)], ""), Measure::Stages);
    assert_eq!(found, CostBounds { least: 0, greatest: 1, exact: true });
}

/// Random small cases: least and greatest against every order that a placing on the day can have.
#[test]
fn bounds_are_reached_and_not_passed() {
    let mut seed = 7u64;
    let mut next = |limit: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % limit
    };
    let names = STAGES.map(|(name, _)| name);
    for _ in 0..60 {
        let windows: Vec<(u64, u64)> = (0..5)
            .map(|_| {
                let (a, b) = (1 + next(6), 1 + next(6));
                (a.min(b), a.max(b))
            })
            .collect();
        let dates: Vec<String> =
            windows.iter().map(|(a, b)| format!("date = \"1920-05-{a:02}/1920-05-{b:02}\"")).collect();
        let rows: Vec<(&str, &str)> = names[1..].iter().copied().zip(dates.iter().map(String::as_str)).collect();
        let found = bounds(&case(&rows, ""), Measure::Alignment);
        let possible = orders_of(&names[1..]).into_iter().filter(|order| {
            let window = |stage: &str| windows[names[1..].iter().position(|n| *n == stage).unwrap()];
            let mut at = 0;
            order.iter().all(|stage| {
                let (first, last) = window(stage);
                at = at.max(first);
                at <= last
            })
        });
        let costs: Vec<u64> = possible.map(|order| cost_of_order(&order)).collect();
        let wanted =
            CostBounds { least: *costs.iter().min().unwrap(), greatest: *costs.iter().max().unwrap(), exact: true };
        assert_eq!(found, wanted, "{windows:?}");
    }
}
