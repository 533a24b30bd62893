//! Weekdays counted from the days told, and hours of the night: whose day they are.

use regesta_date::{DateFlag, find_in_text};
use regesta_lang::PackSet;

fn values(text: &str, tag: &str, packs: &PackSet) -> Vec<String> {
    find_in_text(text, tag, packs).into_iter().map(|f| f.value.edtf.unwrap_or_default()).collect()
}

/// Each text with its language and the values of its dates in their order.
fn holds(cases: &[(&str, &str, &[&str])]) {
    let packs = PackSet::built_in().unwrap();
    for (tag, text, expected) in cases {
        assert_eq!(values(text, tag, &packs), *expected, "{text}");
    }
}

#[test]
fn a_weekday_counts_from_the_last_day_told() {
    holds(&[
        ("en", "The fleet came in on 11 May 1808. On Saturday it sailed.", &["1808-05-11", "1808-05-14"]),
        (
            "en",
            "The fleet came in on 11 May 1808. On the following Wednesday it sailed.",
            &["1808-05-11", "1808-05-18"],
        ),
        (
            "en",
            "The fleet came in on 11 May 1808; on the previous Sunday it had been seen.",
            &["1808-05-11", "1808-05-08"],
        ),
        ("ru", "Эскадра пришла 11 мая 1808 года. В субботу она ушла.", &["1808-05-11", "1808-05-14"]),
        ("ru", "Эскадра пришла 11 мая 1808 года. В следующее воскресенье она ушла.", &["1808-05-11", "1808-05-15"]),
        ("uk", "Ескадра прийшла 11 травня 1808 року. У суботу вона пішла.", &["1808-05-11", "1808-05-14"]),
        ("tr", "Donanma 11 Mayıs 1808'de geldi. Cumartesi günü ayrıldı.", &["1808-05-11", "1808-05-14"]),
        ("az", "Donanma 11 may 1808-ci ildə gəldi. Şənbə günü getdi.", &["1808-05-11", "1808-05-14"]),
    ]);
}

#[test]
fn the_weekday_printed_beside_the_last_day_is_believed() {
    // An old-style Wednesday that was a Friday in the new style.
    holds(&[(
        "en",
        "The fleet came in on Wednesday, 11 May 1808, by its own reckoning. On the Friday it sailed.",
        &["1808-05-11", "1808-05-13"],
    )]);
    let packs = PackSet::built_in().unwrap();
    let text = "The fleet came in on Monday, 11 May 1808. On Wednesday it sailed.";
    let found = find_in_text(text, "en", &packs);
    assert_eq!(values(text, "en", &packs), ["1808-05-11", "1808-05-13"], "counted from the Monday that is printed");
    assert!(found[0].value.flags.contains(&DateFlag::WeekdayDiffers));
    assert!(!found[1].value.flags.contains(&DateFlag::WeekdayDiffers));
}

#[test]
fn the_night_of_a_weekday_is_two_days() {
    holds(&[
        (
            "en",
            "The mill burned on 11 May 1808. On Saturday night it rained.",
            &["1808-05-11", "1808-05-14/1808-05-15"],
        ),
        ("en", "The mill burned on 11 May 1808. That night it rained.", &["1808-05-11", "1808-05-11/1808-05-12"]),
    ]);
}

#[test]
fn weekdays_before_the_reform_are_those_of_the_julian_calendar() {
    // 29 May 1453 was a Tuesday.
    holds(&[("en", "The city fell on 29 May 1453. On Friday the fleet left.", &["1453-05-29", "1453-06-01"])]);
}

#[test]
fn an_hour_of_the_night_is_of_its_second_day_where_it_is_small() {
    holds(&[
        (
            "en",
            "The mill burned on 11 May 1808. By nine o'clock that night it was out.",
            &["1808-05-11", "1808-05-11T21:00"],
        ),
        (
            "en",
            "The mill burned on 11 May 1808. By three o'clock that night it was out.",
            &["1808-05-11", "1808-05-12T03:00"],
        ),
        (
            "en",
            "The fort was stormed on the night of 11–12 May 1808. At two o'clock the gate fell, they say.",
            &["1808-05-11/1808-05-12", "1808-05-12T02:00"],
        ),
        (
            "en",
            "The fort was stormed on the night of 11–12 May 1808. At ten in the evening the guns began.",
            &["1808-05-11/1808-05-12", "1808-05-11T22:00"],
        ),
        (
            "ru",
            "Форт взяли в ночь с 11 на 12 мая 1808 года. В два часа ночи пали ворота.",
            &["1808-05-11/1808-05-12", "1808-05-12T02:00"],
        ),
        (
            "ru",
            "Форт взяли в ночь с 11 на 12 мая 1808 года. В 10 часов вечера начали пушки.",
            &["1808-05-11/1808-05-12", "1808-05-11T22:00"],
        ),
    ]);
}

#[test]
fn an_hour_without_its_half_of_the_day_follows_the_hour_told_with_its_day() {
    holds(&[
        (
            "en",
            "The bell rang at 9.40 p.m. on 11 May 1808, and at half past eleven the roof fell.",
            &["1808-05-11T21:40", "1808-05-11T23:30"],
        ),
        (
            "en",
            "The bell rang at ten in the morning on 11 May 1808, and at two o'clock the roof fell.",
            &["1808-05-11T10:00", "1808-05-11T14:00"],
        ),
        // Of another day nothing follows.
        (
            "en",
            "The bell rang at ten in the morning on 11 May 1808. On 12 May the men met, at two o'clock, they say.",
            &["1808-05-11T10:00", "1808-05-12", "1808-05-12T02:00"],
        ),
    ]);
}

#[test]
fn a_distance_is_that_of_the_date_that_tells_it_again_or_is_counted_from_the_date_it_names() {
    holds(&[
        (
            "en",
            "The fort fell on 11 May 1808. Three weeks later, on 2 June, the fleet left.",
            &["1808-05-11", "1808-06-02", "1808-06-02"],
        ),
        (
            "uk",
            "Форт упав 11 травня 1808 року. Через два роки, у 1811 році, його знесли.",
            &["1808-05-11", "1811", "1811"],
        ),
        (
            "en",
            "The fort fell on 6 July 1808, thirty-seven days after the vote of 30 May. The fleet left on the 14th, they say.",
            &["1808-07-06", "1808-07-06", "1808-05-30", "1808-07-14"],
        ),
    ]);
}

#[test]
fn a_bare_day_goes_on_from_where_the_story_was_before_it_stepped_back() {
    holds(&[
        (
            "ru",
            "5 апреля 1795 года подписали мир. Наказ был помечен 28 марта. 15-го, говорят, обменялись грамотами.",
            &["1795-04-05", "1795-03-28", "1795-04-15"],
        ),
        // A day behind that of the step back may follow it.
        (
            "ru",
            "5 апреля 1795 года подписали мир. Наказ был помечен 20 марта. 28-го, говорят, его вручили.",
            &["1795-04-05", "1795-03-20", "1795-03-28"],
        ),
    ]);
}

#[test]
fn a_winter_printed_with_both_years_goes_on_in_the_second() {
    holds(&[
        (
            "en",
            "Of the men who signed in the winter of 1811–12, sixty had left on 3 April. The rest left on 2 May.",
            &["1811-24", "1812-04-03", "1812-05-02"],
        ),
        (
            "en",
            "Of the men who signed in the winter of 1811–12, sixty had come on 3 December. The rest came on 2 February.",
            &["1811-24", "1811-12-03", "1812-02-02"],
        ),
    ]);
}
