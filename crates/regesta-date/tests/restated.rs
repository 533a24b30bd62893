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

#[test]
fn a_distance_closed_by_a_sign_tells_the_month_or_year_before_it_again() {
    let text = "The school was closed in April 1917, eleven years later. It stood empty.";
    assert_eq!(values(text, "en"), ["1917-04", "1917"]);
    let text = "The school was closed in April 1917. Eleven years later it was opened.";
    assert_eq!(values(text, "en"), ["1917-04", "1928"]);
}

#[test]
fn a_year_in_two_figures_has_the_century_of_the_years_around() {
    let text = "He came in 1896, left in June ’98 and was back in ’02.";
    assert_eq!(values(text, "en"), ["1896", "1898-06", "1902"]);
    // No year around it tells the century.
    assert_eq!(values("He left in June ’98.", "en"), ["XXXX-06"]);
}

#[test]
fn a_part_of_the_next_month_is_a_part_of_that_month() {
    let text = "The fort fell on 5 May 1820. Early the following month the army moved.";
    assert_eq!(values(text, "en")[1], "1820-06-01~/1820-06-10~");
}

#[test]
fn the_case_of_the_first_end_and_a_word_behind_the_second_make_a_range() {
    let text = "Subay 1835 sonundan 1839 güzüne kadar olanları yazdı.";
    assert_eq!(values(text, "tr"), ["1835-09-01~/1839-23"]);
    let text = "1821-ci ilin yayından 1823-cü ilin yazına qədər yazdı.";
    assert_eq!(values(text, "az"), ["1821-22/1823-21"]);
}

#[test]
fn one_of_two_months_is_no_stretch() {
    assert_eq!(values("Пополнение пришло в марте или апреле 1813 г.", "ru"), ["[1813-03,1813-04]"]);
}

#[test]
fn the_next_decade_is_that_after_the_one_told() {
    let text = "Trade grew in the 1730s. In the following decade it fell.";
    assert_eq!(values(text, "en"), ["173X", "174X"]);
}

#[test]
fn a_weekday_joins_the_day_beside_it_only_where_it_is_that_day() {
    let text = "Он прибыл 28 апреля 1920 г., в среду, и уехал. В субботу его хватились.";
    assert_eq!(values(text, "ru"), ["1920-04-28", "1920-05-01"]);
    let text = "Крепость пала 5 мая 1820 г. В понедельник ждали гонца.";
    assert_eq!(values(text, "ru"), ["1820-05-05", "1820-05-08"]);
}
