//! Where a distance, a turn of the year or an hour leans on the date before it.

use regesta_date::find_in_text;
use regesta_lang::PackSet;

fn values(text: &str, tag: &str) -> Vec<String> {
    let packs = PackSet::built_in().expect("the built-in packs load");
    find_in_text(text, tag, &packs).into_iter().filter_map(|found| found.value.edtf).collect()
}

#[test]
fn a_distance_behind_a_day_and_a_comma_tells_that_day_again() {
    let text = "The bridge was opened on 4 May 1841, two days after the flood. It fell three days later.";
    assert_eq!(values(text, "en"), ["1841-05-04", "1841-05-04", "1841-05-07"]);
    let text = "The bridge was opened on 4 May 1841. Two days after the flood it fell.";
    assert_eq!(values(text, "en"), ["1841-05-04", "1841-05-06"]);
}

#[test]
fn evening_hours_after_a_night_are_of_its_first_day() {
    let text = "The mill burned on the night of 14 May 1841. The bell was rung at 9.40 p.m.";
    assert_eq!(values(text, "en"), ["1841-05-14/1841-05-15", "1841-05-14T21:40"]);
}

#[test]
fn the_next_month_of_a_name_carries_the_story_over_the_turn_of_the_year() {
    let text = "The siege began in November 1709 and was resumed the following March. Plague came in May. \
                Terms were asked on 2 July, the keys given that August, the oath sworn on 29 September.";
    let found = values(text, "en");
    assert_eq!(found[..4], ["1709-11", "1710-03", "1710-05", "1710-07-02"]);
    assert_eq!(found.last().map(String::as_str), Some("1710-09-29"));
}
