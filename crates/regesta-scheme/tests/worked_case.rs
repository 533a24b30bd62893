//! One case worked by hand: every verdict, every count, what decides, and that a changed date changes what hangs on it
//! and nothing else.

use std::collections::BTreeMap;

use regesta_scheme::{
    Case, ConformOptions, ConformReport, Measure, OrderReport, Scheme, Tally, Verdict, conform, explain, text_cost,
};

const SCHEME: &str = include_str!("data/standard.toml");
const CASE: &str = include_str!("data/az20.toml");

fn scheme() -> Scheme {
    let read = Scheme::parse("standard.toml", SCHEME);
    assert!(read.flaws.is_empty(), "{:?}", read.flaws);
    read.value.unwrap()
}

fn case_of(text: &str) -> Case {
    let read = Case::parse("az20.toml", text);
    assert!(read.flaws.is_empty(), "{:?}", read.flaws);
    read.value.unwrap()
}

fn only(indicators: &[&str]) -> ConformOptions {
    let indicators = indicators.iter().map(|i| (*i).to_owned()).collect();
    ConformOptions { indicators: BTreeMap::from([("S4".to_owned(), indicators)]), ..ConformOptions::default() }
}

fn report(indicators: &[&str]) -> ConformReport {
    conform(&scheme(), &case_of(CASE), &only(indicators))
}

fn order<'a>(report: &'a ConformReport, name: &str) -> &'a OrderReport {
    report.orders.iter().find(|order| order.order == name).unwrap()
}

/// The verdicts of one text on the four claims.
fn of_text(report: &ConformReport, text: &str) -> Vec<Verdict> {
    report.orders.iter().map(|o| o.texts.iter().find(|t| t.text == text).unwrap().counted.verdict).collect()
}

use Verdict::{Always, Depends, Never, Untestable};

#[test]
fn source_by_source_each_indicator_has_its_own_answer() {
    assert_eq!(of_text(&report(&["S4b"]), "one"), [Always, Always, Always, Always]);
    assert_eq!(of_text(&report(&["S4a"]), "one"), [Always, Always, Never, Always]);
    for indicator in ["S4a", "S4b"] {
        assert_eq!(of_text(&report(&[indicator]), "two"), [Never, Always, Never, Untestable]);
    }
    assert_eq!(of_text(&report(&["S4c"]), "two"), [Never, Always, Always, Untestable]);
    assert_eq!(of_text(&report(&["S4b"]), "zero"), [Untestable; 4]);
    let of_one = report(&["S4b"]);
    let whole = of_one.texts.iter().find(|t| t.text == "one").unwrap();
    assert_eq!((whole.readings, whole.possible, whole.certain), (1, Some(1), Some(1)));
}

#[test]
fn mixed_readings_are_counted_apart() {
    let border = report(&["S4a"]).mixed;
    assert_eq!((border.consistent, border.possible, border.certain), (Some(24), Some(0), Some(0)));
    let capital = report(&["S4b", "S4c"]).mixed;
    assert_eq!((capital.consistent, capital.possible, capital.certain), (Some(48), Some(21), Some(12)));
}

#[test]
fn one_choice_decides_the_first_claim_and_two_the_third() {
    let report = report(&["S4b", "S4c"]);
    let first = order(&report, "S1b<S2");
    assert_eq!(first.mixed.tally, Tally { holds: 24, fails: 24, ..Tally::default() });
    assert_eq!(first.deciding.len(), 1);
    assert_eq!(first.deciding[0].stages, ["S2"]);
    let rows: Vec<_> =
        first.deciding[0].rows.iter().map(|r| (r.choices[0].text.as_str(), r.tally.holds, r.tally.fails)).collect();
    assert_eq!(rows, [("one", 24, 0), ("two", 0, 24)]);

    assert_eq!(order(&report, "S2<S3").mixed.verdict, Always);
    assert_eq!(order(&report, "S4<S5").mixed.verdict, Always);

    let third = order(&report, "S3<S4");
    assert_eq!(third.deciding.iter().map(|set| set.stages.clone()).collect::<Vec<_>>(), [["S3", "S4"]]);
    for row in &third.deciding[0].rows {
        let chosen = (row.choices[0].evidence.as_str(), row.choices[1].evidence.as_str());
        let Tally { holds, fails, open, .. } = row.tally;
        match chosen {
            ("two-appeal", "two-trains") => assert_eq!((holds, fails, open), (0, 6, 0)),
            ("two-appeal", "zero-entry") => assert_eq!((holds, fails, open), (0, 0, 6)),
            // With the earlier committee of the second text the appeal comes on the 27th.
            ("one-appeal", "two-trains") => assert_eq!((holds, fails, open), (3, 0, 3)),
            ("one-appeal", "zero-entry") => assert_eq!((holds, fails), (0, 0)),
            _ => assert_eq!((holds, fails, open), (6, 0, 0), "{chosen:?}"),
        }
    }
}

#[test]
fn the_border_was_never_crossed_after_the_appeal_for_certain() {
    let report = report(&["S4a"]);
    let third = order(&report, "S3<S4");
    assert_eq!((third.mixed.tally.holds, third.mixed.tally.open), (0, 6));
    // The open ones tie the first text's appeal to the second's committee: no text does.
    assert_eq!(third.coherent.verdict, Never);
    let all = conform(&scheme(), &case_of(CASE), &ConformOptions::default());
    let by_indicator: Vec<_> = order(&all, "S3<S4")
        .indicators
        .iter()
        .map(|i| (i.indicator.as_str(), i.counted.tally.holds + i.counted.tally.fails + i.counted.tally.open))
        .collect();
    assert_eq!(by_indicator, [("S4a", 24), ("S4b", 36), ("S4c", 12)]);
}

#[test]
fn a_scheme_tested_on_the_text_that_states_it_says_so() {
    let report = report(&["S4b"]);
    assert!(report.warnings.iter().any(|w| w.contains("not a law")), "{:?}", report.warnings);
    assert!(report.warnings.iter().any(|w| w.contains("two-appeal")), "{:?}", report.warnings);
}

#[test]
fn explanations_name_the_words_on_both_sides() {
    let found = explain(&scheme(), &case_of(CASE), "S3 < S4", &only(&["S4b"])).unwrap();
    let of_one = found.readings.iter().find(|r| r.text == "one").unwrap();
    assert_eq!(of_one.between, "2 h");
    assert!(of_one.because.iter().any(|b| b.contains("two hours after it")), "{:?}", of_one.because);
    assert!(explain(&scheme(), &case_of(CASE), "S4<S3", &only(&[])).is_none());
}

/// Moves one date by a day: verdicts on orders that do not touch its stage stay, and its own changes.
#[test]
fn a_moved_date_changes_only_what_hangs_on_it() {
    let before = report(&["S4b", "S4c"]);
    let moved = CASE.replace("date = \"1920-04-30\"\n", "date = \"1920-04-29\"\n");
    assert_ne!(moved, CASE);
    let after = conform(&scheme(), &case_of(&moved), &only(&["S4b", "S4c"]));
    for name in ["S1b<S2", "S2<S3", "S4<S5"] {
        assert_eq!(order(&before, name).mixed, order(&after, name).mixed, "{name}");
        assert_eq!(order(&before, name).texts, order(&after, name).texts, "{name}");
    }
    assert_ne!(order(&before, "S3<S4").mixed, order(&after, "S3<S4").mixed);
    let of_two = |r: &ConformReport| of_text(r, "two")[2];
    assert_eq!((of_two(&before), of_two(&after)), (Depends, Depends));
    let main = |text: &str| of_text(&conform(&scheme(), &case_of(text), &only(&["S4c"])), "two")[2];
    assert_eq!((main(CASE), main(&moved)), (Always, Depends));
}

#[test]
fn the_order_of_rows_orders_nothing() {
    let blocks: Vec<&str> = CASE.split("\n[[").collect();
    let mut turned: Vec<&str> = blocks[1..].to_vec();
    turned.reverse();
    let text = format!("{}\n[[{}", blocks[0], turned.join("\n[["));
    let (one, other) = (report(&["S4b", "S4c"]), conform(&scheme(), &case_of(&text), &only(&["S4b", "S4c"])));
    for (a, b) in one.orders.iter().zip(&other.orders) {
        assert_eq!((&a.coherent, &a.mixed, &a.texts), (&b.coherent, &b.mixed, &b.texts));
    }
    assert_eq!(one.mixed.possible, other.mixed.possible);
}

#[test]
fn costs_of_single_texts_are_those_of_alignments() {
    let cost = |text: &str, indicator: &str| {
        let found = text_cost(&scheme(), &case_of(CASE), text, &only(&[indicator]).indicators, Measure::Alignment);
        let found = found.unwrap();
        assert!(found.exact);
        (found.least, found.greatest)
    };
    assert_eq!(cost("one", "S4b"), (0, 0));
    assert_eq!(cost("one", "S4a"), (2, 2));
    assert_eq!(cost("two", "S4b"), (4, 4));
    assert_eq!(cost("two", "S4a").0, 4);
    assert_eq!(cost("two", "S4c"), (2, 2));
}
