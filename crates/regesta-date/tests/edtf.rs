//! The examples of the standard, and the order of values.

use regesta_date::{edtf_bounds, find_in_text, is_before, is_edtf};
use regesta_lang::PackSet;

/// Every example of the EDTF specification of the Library of Congress (4 February 2019), one of them printed there twice.
const EXAMPLES: [&str; 64] = [
    "1985-04-12",
    "1985-04",
    "1985",
    "1985-04-12T23:20:30",
    "1985-04-12T23:20:30Z",
    "1985-04-12T23:20:30-04",
    "1985-04-12T23:20:30+04:30",
    "1964/2008",
    "2004-06/2006-08",
    "2004-02-01/2005-02-08",
    "2004-02-01/2005-02",
    "2004-02-01/2005",
    "2005/2006-02",
    "Y170000002",
    "Y-170000002",
    "2001-21",
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "1985-04-12/..",
    "1985-04/..",
    "1985/..",
    "../1985-04-12",
    "../1985-04",
    "../1985",
    "1985-04-12/",
    "1985-04/",
    "1985/",
    "/1985-04-12",
    "/1985-04",
    "/1985",
    "-1985",
    "Y-17E7",
    "1950S2",
    "Y171010000S3",
    "Y3388E2S3",
    "2001-34",
    "[1667,1668,1670..1672]",
    "[..1760-12-03]",
    "[1760-12..]",
    "[1760-01,1760-02,1760-12..]",
    "[1667,1760-12]",
    "[..1984]",
    "{1667,1668,1670..1672}",
    "{1960,1961-12}",
    "{..1984}",
    "2004-06-11%",
    "2004-06~-11",
    "2004?-06-11",
    "?2004-06-~11",
    "2004-%06-11",
    "156X-12-25",
    "15XX-12-25",
    "XXXX-12-XX",
    "1XXX-XX",
    "1XXX-12",
    "1984-1X",
    "2004-06-~01/2004-06-~20",
    "2004-06-XX/2004-07-03",
];

/// What the same page says is not EDTF.
const REFUSED: [&str; 2] = ["20050924T100000", "-Y170000002"];

#[test]
fn accepts_and_refuses_what_the_library_of_congress_does() {
    for example in EXAMPLES {
        assert!(is_edtf(example), "{example}");
        let (from, to) = edtf_bounds(example).unwrap_or_else(|| panic!("{example} has no bounds"));
        assert!(from < to, "{example}");
    }
    for example in REFUSED {
        assert!(!is_edtf(example), "{example}");
        assert_eq!(edtf_bounds(example), None);
    }
}

#[test]
fn refuses_days_that_do_not_exist_and_broken_clocks() {
    for value in
        ["1920-11-31", "1919-02-29", "1920-13", "1920-05-05T24:10", "1920-05-05T2:10", "1920/1919", "31 ноября", ""]
    {
        assert!(!is_edtf(value), "{value}");
    }
    assert!(is_edtf("1920-05-05T02:10"));
}

#[test]
fn before_is_a_strict_partial_order() {
    let packs = PackSet::built_in().unwrap();
    let mut values: Vec<String> = EXAMPLES.iter().map(|e| (*e).to_owned()).collect();
    // And what the examples of the rules give: parts, nights, clock times, lists.
    for (tag, pack) in packs.iter().map(|(_, pack)| (pack.tag().to_owned(), pack)) {
        for rule in pack.rules("date").map(|rules| rules.rules()).unwrap_or_default() {
            for example in rule.examples.iter().filter(|e| e.span.is_some()) {
                values.extend(find_in_text(&example.text, &tag, &packs).into_iter().filter_map(|f| f.value.edtf));
            }
        }
    }
    values.sort();
    values.dedup();
    assert!(values.len() > 200);
    let before = |a: &str, b: &str| is_before(a, b).unwrap_or_else(|| panic!("{a} or {b} is no value"));
    let after: Vec<Vec<usize>> =
        values.iter().map(|a| (0..values.len()).filter(|b| before(a, &values[*b])).collect()).collect();
    for (a, later) in after.iter().enumerate() {
        assert!(!later.contains(&a), "{}", values[a]);
        for &b in later {
            assert!(!after[b].contains(&a));
            assert!(after[b].iter().all(|c| later.binary_search(c).is_ok()), "{} {}", values[a], values[b]);
        }
    }
}
