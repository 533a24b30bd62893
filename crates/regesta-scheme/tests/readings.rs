//! Readings: modality, hedging, absence, impossible days, contradictions, definitions, gaps, and large fields.

use std::fmt::Write as _;

use regesta_scheme::{
    Case, ConformOptions, ConformReport, Presence, Scheme, Tally, Verdict, check_case, compare_schemes, conform,
    delays, explain, matrix,
};

fn scheme(orders: &str) -> Scheme {
    let mut text = String::from("[scheme]\nid = \"S\"\n");
    for (name, extra) in [("P", "preparatory = true\n"), ("A", ""), ("B", ""), ("C", "")] {
        let _ =
            writeln!(text, "[[stage]]\nid = \"{name}\"\nname = \"x\"\n{extra}[[stage.indicator]]\nid = \"{name}1\"");
    }
    text.push_str("[[stage.indicator]]\nid = \"C0\"\nnegative = true\n");
    for order in orders.lines() {
        let mut words = order.splitn(3, ' ');
        let (before, after) = (words.next().unwrap(), words.next().unwrap());
        let _ = writeln!(
            text,
            "[[order]]\nbefore = \"{before}\"\nafter = \"{after}\"\n{}",
            words.next().unwrap_or("").replace("; ", "\n")
        );
    }
    let read = Scheme::parse("s.toml", &text);
    read.value.unwrap_or_else(|| panic!("{:?}", read.flaws))
}

/// Each line is stage, text, and further keys of one piece of evidence, apart by ` | `.
fn case(lines: &[&str]) -> Case {
    let mut text = String::from("[case]\nid = \"K\"\n");
    for (n, line) in lines.iter().enumerate() {
        let mut parts = line.split(" | ");
        let (stage, from) = (parts.next().unwrap(), parts.next().unwrap());
        let _ = writeln!(
            text,
            "[[evidence]]\nid = \"e{n}\"\nstage = \"{stage}\"\ntext = \"{from}\"\nquote = \"words {n}\""
        );
        parts.for_each(|key| text.push_str(&format!("{key}\n")));
    }
    let read = Case::parse("k.toml", &text);
    read.value.unwrap_or_else(|| panic!("{:?}", read.flaws))
}

fn test(orders: &str, lines: &[&str]) -> ConformReport {
    conform(&scheme(orders), &case(lines), &ConformOptions::default())
}

#[test]
fn plans_count_for_preparations_alone() {
    let plan = |stage: &str| {
        test(
            "P A\nA B",
            &[
                &format!("{stage} | X | date = \"1905-01-01\" | modality = \"planned\""),
                "B | X | date = \"1905-01-03\"",
                "A | X | date = \"1905-01-02\"",
            ],
        )
    };
    assert_eq!(plan("P").orders[0].coherent.verdict, Verdict::Always);
    let no = test("A B", &["A | X | date = \"1905-01-01\" | modality = \"ordered\"", "B | X | date = \"1905-01-03\""]);
    assert_eq!(no.orders[0].coherent.verdict, Verdict::Untestable);
    assert_eq!(no.aside[0].evidence, "e0");
}

#[test]
fn what_is_hedged_is_a_reading_of_its_own() {
    let lines = [
        "A | X | date = \"1905-01-01\"",
        "A | X | date = \"1905-01-09\" | modality = \"hedged\"",
        "B | X | date = \"1905-01-05\"",
    ];
    let report = test("A B", &lines);
    let texts: Vec<_> = report.orders[0].texts.iter().map(|t| (t.hedged, t.counted.verdict)).collect();
    assert_eq!(texts, [(false, Verdict::Always), (true, Verdict::Never)]);
    // It is in no count unless it is asked for.
    assert_eq!(report.orders[0].coherent.tally, Tally { holds: 1, ..Tally::default() });
    assert_eq!(report.mixed.readings, 1);
    let with = conform(&scheme("A B"), &case(&lines), &ConformOptions { hedged: true, ..ConformOptions::default() });
    assert_eq!(with.orders[0].mixed.verdict, Verdict::Never);
}

#[test]
fn presence_tells_silence_from_denial() {
    let mut case = case(&[
        "A | X | date = \"1905-01-01\"",
        "A | Y | modality = \"denied\"",
        "B | X | modality = \"denied\"",
        "C | X | indicator = \"C0\" | date = \"1905-01-02\"",
        "P | X | modality = \"alleged\"",
    ]);
    let signs = |case: &Case| -> Vec<Presence> {
        matrix(&scheme("A B"), &[case]).iter().map(|row| row.cells[0].presence).collect()
    };
    assert_eq!(signs(&case), [Presence::Unknown, Presence::Disputed, Presence::Denied, Presence::Denied]);
    case.evidence.retain(|e| e.stage == "A" && e.text == "X");
    assert_eq!(signs(&case), [Presence::Unknown, Presence::Told, Presence::Unknown, Presence::Unknown]);
}

#[test]
fn an_impossible_day_is_left_aside_until_it_is_judged() {
    let lines = ["A | X | date = \"1920-11-31\"", "B | X | date = \"1920-12-05\""];
    let report = test("A B", &lines);
    assert_eq!(report.orders[0].coherent.verdict, Verdict::Untestable);
    assert!(report.aside[0].reason.contains("1920-11-30 or 1920-12-01"), "{:?}", report.aside);
    let judged = ["A | X | date = \"1920-11-31\" | restated = \"1920-11-30\" | by = \"ab\"", lines[1]];
    assert_eq!(test("A B", &judged).orders[0].coherent.verdict, Verdict::Always);
}

#[test]
fn a_text_that_contradicts_itself_is_told_with_both_sides() {
    let report = test(
        "A B",
        &["A | X | date = \"1905-01-02\"", "B | X | date = \"1905-01-01\" | relative = { to = \"A\", after = \"..\" }"],
    );
    let of_x = &report.texts[0];
    assert_eq!((of_x.readings, of_x.consistent), (1, Some(0)));
    assert_eq!(of_x.contradictions.len(), 1);
    for words in ["words 0", "words 1"] {
        assert!(of_x.contradictions[0].contains(words), "{}", of_x.contradictions[0]);
    }
    assert_eq!(report.orders[0].coherent.verdict, Verdict::Untestable);
}

#[test]
fn definitions_are_taken_for_granted_and_claims_are_not() {
    let lines = [
        "A | X | date = \"1905-01-01/1905-01-03\"",
        "B | X | date = \"1905-01-02\"",
        "C | X | date = \"1905-01-02/1905-01-05\"",
    ];
    let open = test("A B\nB C", &lines);
    assert_eq!([open.orders[0].coherent.verdict, open.orders[1].coherent.verdict], [Verdict::Depends; 2]);
    let told = test("A B kind = \"definition\"\nA C", &lines);
    assert_eq!(told.orders.len(), 1);
    assert_eq!(told.orders[0].order, "A<C");
    // A is before B by definition, and so on 2 January at the latest; C may still be of that day.
    assert_eq!(told.orders[0].coherent.tally.open, 1);
    let later = test("A B kind = \"definition\"\nA C", &[lines[0], lines[1], "C | X | date = \"1905-01-03\""]);
    assert_eq!(later.orders[0].coherent.verdict, Verdict::Always);
}

#[test]
fn gaps_in_days_count_days_of_the_calendar() {
    let gap = |bound: &str, from: &str, to: &str| {
        let lines = [format!("A | X | date = \"{from}\""), format!("B | X | date = \"{to}\"")];
        test(&format!("A B {bound}"), &[&lines[0], &lines[1]]).orders[0].coherent.verdict
    };
    assert_eq!(gap("max = \"P7D\"", "1920-04-28", "1920-05-05"), Verdict::Always);
    assert_eq!(gap("max = \"P6D\"", "1920-04-28", "1920-05-05"), Verdict::Never);
    assert_eq!(gap("max = \"PT168H\"", "1920-04-28", "1920-05-05"), Verdict::Depends);
    assert_eq!(gap("min = \"P1M\"", "1920-04-28", "1920-06-01"), Verdict::Always);
    assert_eq!(gap("min = \"P1M\"", "1920-04-28", "1920-05-05"), Verdict::Never);
    assert_eq!(gap("max = \"P7D\"", "1920-05-05", "1920-04-28"), Verdict::Never);
    // The same day is wanted, in either order.
    assert_eq!(gap("min = \"P0D\"; max = \"P0D\"", "1920-05-05", "1920-05-05"), Verdict::Always);
}

#[test]
fn days_of_printing_bound_from_above_unless_they_are_doubtful() {
    let told = |kind: &str| {
        let lines =
            ["A | X | date = \"1905-01-03\"", &format!("B | X | date = \"1905-01-05\" | date_kind = \"{kind}\"")];
        test("A B", &lines).orders[0].coherent.verdict
    };
    assert_eq!(told("printed"), Verdict::Depends);
    assert_eq!(told("sent|printed?"), Verdict::Always);
    assert_eq!(told("sent"), Verdict::Always);
}

#[test]
fn a_date_may_hang_on_what_another_text_dates() {
    // Y takes its walk-out from the vote as X dates it, whatever the reading believes of the vote.
    let lines = [
        "A | X | date = \"1905-01-03\"",
        "A | Y | date = \"1905-01-09\"",
        "B | Y | relative = { to = \"e0\", after = \"P1D\" }",
    ];
    let report = test("A B", &lines);
    assert_eq!(report.orders[0].mixed.tally, Tally { holds: 1, fails: 1, ..Tally::default() });
    let found = explain(&scheme("A B"), &case(&lines), "A<B", &ConformOptions::default()).unwrap();
    let held = found.readings.iter().find(|r| r.between_days == "1").unwrap();
    assert!(held.because.iter().any(|b| b.contains("words 2")), "{:?}", held.because);
}

#[test]
fn the_next_day_is_one_day_whatever_the_hour() {
    let lines = [
        "A | X | date = \"1920-04-27T23\"",
        "B | X | relative = { to = \"A\", after = \"P1D\" }",
        "C | X | date = \"1920-04-29\"",
    ];
    let (scheme, case) = (scheme("A B\nB C"), case(&lines));
    let found = explain(&scheme, &case, "B<C", &ConformOptions::default()).unwrap();
    assert_eq!(found.readings[0].before_when, "1920-04-28");
    assert_eq!(found.report.coherent.verdict, Verdict::Always);
    // Told from the other end it dates the earlier event.
    let back = [
        "A | X | date = \"1920-04-20/1920-04-29\"",
        "B | X | date = \"1920-04-28\" | relative = { to = \"A\", after = \"P1D\" }",
    ];
    let found = explain(&scheme, &self::case(&back), "A<B", &ConformOptions::default()).unwrap();
    assert_eq!(found.readings[0].before_when, "1920-04-27");
    // Days that do not fit are a contradiction, although minutes would fit.
    let off = [
        "A | X | date = \"1920-04-27T23\"",
        "B | X | date = \"1920-04-29T01\" | relative = { to = \"A\", after = \"P1D\" }",
    ];
    assert_eq!(conform(&scheme, &self::case(&off), &ConformOptions::default()).texts[0].consistent, Some(0));
}

#[test]
fn delays_are_spans_and_say_when_the_order_is_open() {
    let case = case(&[
        "A | X | date = \"1905-01-03\"",
        "B | X | date = \"1905-01-10/1905-01-12\"",
        "B | Y | date = \"1905-01-03\"",
    ]);
    let rows = delays(&scheme("A B"), &[&case], 1, 2);
    let told: Vec<_> = rows.iter().map(|r| (r.text.as_str(), r.least_days, r.greatest_days, r.open)).collect();
    assert_eq!(told, [("X", Some(7), Some(9), false), ("(mixed)", Some(0), Some(9), true)]);
    assert_eq!(rows[0].words(), "7 .. 9 days");
}

#[test]
fn rivals_lose_on_somebodys_word() {
    let case = case(&[
        "A | X | date = \"1905-01-01\"",
        "B | X | date = \"1905-01-03\"",
        "A | Y | date = \"1905-01-05\"",
        "B | Y | date = \"1905-01-04\"",
    ]);
    let (one, mut other) = (scheme("A B"), scheme("B A"));
    other.id = "R".into();
    let found = compare_schemes(&[&one, &other], &[&case], &ConformOptions::default());
    let told: Vec<_> = found
        .rows
        .iter()
        .map(|r| (r.scheme.as_str(), r.order.as_str(), r.lost_on.join(","), r.kept_on.join(",")))
        .collect();
    assert_eq!(told, [("S", "A<B", "Y".into(), "X".into()), ("R", "B<A", "X".into(), "Y".to_owned())]);
}

/// A chain of stages; each text gives each stage a day, or hangs it on the one before.
fn large(stages: usize, texts: usize, linked: usize) -> ConformReport {
    let mut scheme = String::from("[scheme]\nid = \"N\"\n");
    let mut case = String::from("[case]\nid = \"C\"\n");
    for n in 0..stages {
        let _ = writeln!(scheme, "[[stage]]\nid = \"S{n}\"\nname = \"x\"\nindicator = [{{ id = \"I{n}\" }}]");
        if n > 0 {
            let _ = writeln!(scheme, "[[order]]\nbefore = \"S{}\"\nafter = \"S{n}\"", n - 1);
        }
        for t in 0..texts {
            let _ = writeln!(case, "[[evidence]]\nid = \"e{n}-{t}\"\nstage = \"S{n}\"\ntext = \"T{t}\"\nquote = \"q\"");
            match n > 0 && n % linked == 0 {
                true => {
                    let _ = writeln!(case, "relative = {{ to = \"S{}\", after = \"PT{}H\" }}", n - 1, t + 1);
                }
                false => {
                    let day = n + 5 * (t % 2);
                    let _ = writeln!(case, "date = \"1920-{:02}-{:02}\"", 1 + day / 28, 1 + day % 28);
                }
            }
        }
    }
    let (scheme, case) = (Scheme::parse("n.toml", &scheme).value.unwrap(), Case::parse("c.toml", &case).value.unwrap());
    conform(&scheme, &case, &ConformOptions::default())
}

#[test]
fn twelve_stages_of_three_texts_are_counted_exactly() {
    let free = large(12, 3, 100);
    assert_eq!(free.mixed.readings, 531_441);
    assert_eq!((free.mixed.consistent, free.mixed.possible), (Some(531_441), None));
    assert!(free.mixed.limits[0].contains("531441 readings"), "{:?}", free.mixed.limits);
    // Two of three texts agree; of the nine pairs four have both from them, one both from the third, and the day after
    // holds in those, and where only the later one is late.
    assert_eq!(free.orders[0].mixed.tally, Tally { holds: 7 * 59_049, fails: 2 * 59_049, ..Tally::default() });
    assert!(free.orders[0].mixed_complete);
    // The same where everything hangs together.
    let tied = large(12, 3, 1);
    assert_eq!(tied.mixed.readings, 531_441);
    for order in &tied.orders {
        assert_eq!(order.mixed.tally, Tally { holds: 531_441, ..Tally::default() }, "{}", order.order);
    }
    assert!(tied.orders.iter().all(|o| o.mixed_complete && o.mixed.verdict == Verdict::Always));
}

#[test]
fn thirty_stages_stop_with_a_word_where_too_many_hang_together() {
    let free = large(30, 3, 100);
    assert_eq!(free.mixed.consistent, Some(3u64.pow(30)));
    assert!(free.orders.iter().all(|o| o.mixed_complete));
    let tied = large(30, 3, 1);
    assert_eq!(tied.mixed.consistent, None);
    assert!(tied.mixed.limits.iter().any(|l| l.contains("hang together")), "{:?}", tied.mixed.limits);
    let order = &tied.orders[5];
    assert!(!order.mixed_complete && order.deciding.is_empty());
    // Nothing is claimed of what was not looked at.
    assert_eq!((order.mixed.tally.holds, order.mixed.tally.fails), (0, 0));
    assert_eq!(tied.orders[5].coherent.verdict, Verdict::Always);
}

#[test]
fn small_fields_agree_with_going_through_every_reading() {
    // The count by groups against the sum of what explanations list one by one.
    let lines = [
        "A | X | date = \"1905-01-02\"",
        "A | Y | date = \"1905-01-04\"",
        "B | X | relative = { to = \"A\", after = \"P1D\" }",
        "B | Y | date = \"1905-01-03\"",
        "B | Z | date = \"1905-01-02/1905-01-06\" | relative = { to = \"C\", before = \"..\" }",
        "C | X | date = \"1905-01-03\"",
        "C | Z | date = \"1905-01-05\" | relative = { to = \"e1\", after = \"..\" }",
    ];
    let (scheme, case) = (scheme("A B\nB C\nA C"), case(&lines));
    let report = conform(&scheme, &case, &ConformOptions::default());
    assert_eq!((report.mixed.readings, report.mixed.consistent), (12, Some(12)), "{:?}", report.mixed.contradictions);
    for order in &report.orders {
        let found = explain(&scheme, &case, &order.order, &ConformOptions::default()).unwrap();
        let mut listed = Tally::default();
        for reading in found.readings.iter().filter(|r| r.text.is_empty()) {
            listed.add(reading.holding, reading.readings);
        }
        // The reading that keeps to X, the one text that dates all three, stands under X.
        for reading in found.readings.iter().filter(|r| r.text == "X") {
            listed.add(reading.holding, reading.readings);
        }
        assert_eq!(listed, order.mixed.tally, "{}", order.order);
    }
}

#[test]
fn stages_that_no_scheme_has_are_named() {
    let flaws = check_case("k.toml", &case(&["AA | X | date = \"1905\"", "C | X"]), &[&scheme("A B")], true);
    assert_eq!(flaws.len(), 2, "{flaws:?}");
    assert!(flaws[0].cure.contains("did you mean `A`?"), "{}", flaws[0]);
    assert!(flaws[1].message.contains("which indicator"), "{}", flaws[1]);
}
