//! What holds of every value, whatever the text.

use std::path::{Path, PathBuf};

use regesta_date::{
    DateFlag, DateRole, edtf_bounds, find_dates, find_dates_of_every_role, find_in_text, is_edtf, read_date,
};
use regesta_lang::{Morphology, PackSet, Paper};
use regesta_text::Span;

fn packs() -> PackSet {
    PackSet::built_in().unwrap()
}

fn values(text: &str, tag: &str, packs: &PackSet) -> Vec<String> {
    find_in_text(text, tag, packs).into_iter().map(|f| f.value.edtf.unwrap_or_default()).collect()
}

/// The texts of this repository, and those beside it where they exist.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<PathBuf> = ["examples/caucasus-1920/essays", "examples/vienna-1814/essays", "../shared/seeds"]
        .iter()
        .filter_map(|folder| std::fs::read_dir(root.join(folder)).ok())
        .flatten()
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .collect();
    files.sort();
    files.into_iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect()
}

#[test]
fn every_value_is_edtf_in_order_and_the_same_twice() {
    let packs = packs();
    let morphology = Morphology::load(&packs).unwrap();
    for raw in texts() {
        let paper = Paper::from_text(&raw, &packs, &morphology, &());
        let found = find_dates(&paper, &packs, &[]);
        assert_eq!(found, find_dates(&paper, &packs, &[]));
        for pair in found.windows(2) {
            let ordered = (pair[0].passage, pair[0].span.end) <= (pair[1].passage, pair[1].span.start);
            assert!(ordered || pair[0].passage < pair[1].passage, "{pair:?}");
        }
        for date in &found {
            assert!(paper.passages[date.passage].reading.text().get(date.span.range()).is_some());
            assert!(!date.reason.is_empty());
            let all = date.value.edtf.iter().chain(&date.value.printed_edtf).chain(&date.value.alternatives);
            for value in all {
                assert!(is_edtf(value), "{value}");
                let (from, to) = edtf_bounds(value).unwrap();
                assert!(from < to, "{value}");
            }
            let without = date.value.flags.iter().any(|f| matches!(f, DateFlag::Impossible | DateFlag::Open));
            assert_eq!(date.value.edtf.is_none(), without, "{date:?}");
        }
    }
}

#[test]
fn impossible_day_has_no_value_but_candidates() {
    let value = read_date("31 ноября 1920 года", "ru", &packs()).unwrap();
    assert_eq!(value.edtf, None);
    assert_eq!(value.flags, [DateFlag::Impossible]);
    assert_eq!(value.alternatives, ["1920-11-30", "1920-12-01"]);
}

#[test]
fn text_without_a_year_keeps_month_and_day() {
    let packs = packs();
    assert_eq!(
        values("Утром 28 апреля город был взят; 3 мая пришёл обоз.", "ru", &packs),
        ["XXXX-04-28", "XXXX-05-03"]
    );
    assert_eq!(values("The city fell on 28 April.", "en", &packs), ["XXXX-04-28"]);
}

#[test]
fn backward_glance_does_not_draw_the_clock_after_it() {
    let text = "10 июня 1920 г. полк занял станцию. 12 июня он пошёл дальше. Ещё 3 марта 1905 года здесь стояла стража. \
                14 июня пала крепость, а 2 июля 1920 г. всё кончилось.";
    let found = values(text, "ru", &packs());
    assert_eq!(found, ["1920-06-10", "1920-06-12", "1905-03-03", "1920-06-14", "1920-07-02"]);
}

#[test]
fn narrative_runs_over_the_turn_of_the_year() {
    let text = "29 ноября 1920 г. был образован комитет. 15 декабря он собрался, а 14 января его распустили.";
    let found = find_in_text(text, "ru", &packs());
    let edtf: Vec<_> = found.iter().filter_map(|f| f.value.edtf.as_deref()).collect();
    assert_eq!(edtf, ["1920-11-29", "1920-12-15", "1921-01-14"]);
    assert!(found[2].reason.contains("over the turn of the year"), "{}", found[2].reason);
}

#[test]
fn year_in_a_quotation_does_not_move_the_clock() {
    let text = "5 мая 1920 г. он писал: «мы помним, чем кончился для нас весь 1918 год и его последствия». 7 мая пришёл ответ.";
    assert_eq!(values(text, "ru", &packs()).last().map(String::as_str), Some("1920-05-07"));
}

#[test]
fn dates_inside_citations_are_left_out() {
    let packs = packs();
    let text = "28 апреля 1920 г. войска вошли в город (Правда, 30 апреля 1921). Через два дня они ушли.";
    let paper = Paper::from_text(text, &packs, &Morphology::load(&packs).unwrap(), &());
    let open = paper.passages[0].reading.text().find('(').unwrap();
    let close = paper.passages[0].reading.text().find(')').unwrap() + 1;
    let found = find_dates(&paper, &packs, &[(0, Span::new(open, close))]);
    let edtf: Vec<_> = found.iter().filter_map(|f| f.value.edtf.as_deref()).collect();
    assert_eq!(edtf, ["1920-04-28", "1920-04-30"]);
}

#[test]
fn old_style_is_converted_and_the_printed_value_kept() {
    let packs = packs();
    let value = read_date("25 октября (7 ноября) 1917 года", "ru", &packs).unwrap();
    assert_eq!((value.edtf.as_deref(), value.printed_edtf.as_deref()), (Some("1917-11-07"), Some("1917-10-25")));
    assert!(value.flags.is_empty());
    let value = read_date("25 октября 1917 г. по старому стилю", "ru", &packs).unwrap();
    assert_eq!((value.edtf.as_deref(), value.printed_edtf.as_deref()), (Some("1917-11-07"), Some("1917-10-25")));
}

#[test]
fn weekday_that_does_not_fit_is_flagged() {
    let packs = packs();
    assert!(read_date("в среду, 28 апреля 1920 г.", "ru", &packs).unwrap().flags.is_empty());
    assert_eq!(read_date("в пятницу, 28 апреля 1920 г.", "ru", &packs).unwrap().flags, [DateFlag::WeekdayDiffers]);
}

#[test]
fn relative_date_keeps_its_distance() {
    let text = "28 апреля 1920 г. был издан указ. Через два часа после этого обращения министры ушли.";
    let found = find_in_text(text, "ru", &packs());
    let relative = found[1].value.relative.clone().unwrap();
    assert_eq!((relative.min, relative.max, relative.of.as_str()), (120, 120, "этого обращения министры"));
}

#[test]
fn refuses_what_is_no_date() {
    let packs = packs();
    for text in
        ["11 армии", "думаю и принимая", "листы 17–18", "Нр. 50/183", "в 1500 штыков", "540–542", "д. 145, лл. 1–9"]
    {
        assert_eq!(values(text, "ru", &packs), Vec::<String>::new(), "{text}");
    }
    for text in ["it may march", "11 corps", "pp. 17–18", "page 1920"] {
        assert_eq!(values(text, "en", &packs), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn any_text_is_survived() {
    let packs = packs();
    for text in
        ["", "«", "32 мая 0000 г.", "\u{0}28\u{0} апреля", "28 28 28 апреля апреля", "9999 9999 года", "в 99 часов"]
    {
        for (_, pack) in packs.iter() {
            let _ = find_in_text(text, pack.tag(), &packs);
        }
    }
}

#[test]
fn pair_of_calendars_is_one_finding_in_every_order() {
    let packs = packs();
    for (text, tag, value, printed) in [
        ("7 ноября (25 октября) 1917 г.", "ru", "1917-11-07", "1917-10-25"),
        ("25 Oct./7 Nov. 1917", "en", "1917-11-07", "1917-10-25"),
        ("1853-cü il mayın 5–7-də (yeni üslubla 17–19-da)", "az", "1853-05-17/1853-05-19", "1853-05-05/1853-05-07"),
        ("10 Ekim 1814 (25 Şevval 1229)", "tr", "1814-10-10", "1229-10-25"),
    ] {
        let found = read_date(text, tag, &packs).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((found.edtf.as_deref(), found.printed_edtf.as_deref()), (Some(value), Some(printed)), "{text}");
    }
}

#[test]
fn text_that_says_old_style_once_is_converted_throughout() {
    let text =
        "All dates are Old Style. The fort fell on 28 July 1774, and on the 30th he left. He died on 3 May 1925.";
    assert_eq!(values(text, "en", &packs()), ["1774-08-08", "1774-08-10", "1925-05-03"]);
}

#[test]
fn loose_year_serves_the_clock_and_is_not_reported() {
    let text = "The rising, 1848 being the year, began late. The city fell on 28 April, and 1200 men with it.";
    assert_eq!(values(text, "en", &packs()), ["1848-04-28"]);
}

#[test]
fn role_is_of_a_document_or_a_life_where_the_words_say_so() {
    let packs = packs();
    let roles = |text: &str, tag: &str| -> Vec<DateRole> {
        find_in_text(text, tag, &packs).into_iter().map(|f| f.value.role).collect()
    };
    assert_eq!(roles("Он ссылался на телеграмму от 5 мая 1920 г. и ушёл", "ru"), [DateRole::Document]);
    assert_eq!(roles("The letter of 5 May 1811 was lost on 7 May 1811", "en"), [DateRole::Document, DateRole::Event]);
    assert_eq!(roles("5 Mayıs 1920 tarihli emir geldi", "tr"), [DateRole::Document]);
    assert_eq!(roles("by Mary Smith (1770–1824) of Leeds", "en"), [DateRole::Life]);
}

/// The fall of Constantinople: 20 Jumada I 857 by the tables is 28 or 29 May 1453 of the Julian calendar.
#[test]
fn lunar_days_before_the_reform_are_julian() {
    let packs = packs();
    assert_eq!(values("20 Jumada I 857 AH", "en", &packs), ["1453-05-29"]);
    // A weekday of that time is one of the Julian calendar.
    let text = "The king rode out on 13 June 1381 and was back on the Saturday.";
    assert_eq!(values(text, "en", &packs), ["1381-06-13", "1381-06-15"]);
}

#[test]
fn a_feast_that_moves_wants_a_year() {
    let packs = packs();
    assert!(values("They came on Whit Monday and left.", "en", &packs).is_empty());
    assert_eq!(values("In 1865 they came on Good Friday and left.", "en", &packs), ["1865", "1865-04-14"]);
    let found = find_in_text("In 1645 they came on Good Friday and left.", "en", &packs);
    assert_eq!(found[1].value.edtf.as_deref(), Some("1645-04-04"), "by the Julian calendar");
    assert_eq!(found[1].value.alternatives, ["1645-04-14"], "by the Gregorian one");
}

/// (text, tag, values): asides and what comes after them.
const COURSES: &[(&str, &str, &[&str])] = &[
    // A clause that looks back does not move the clock.
    (
        "Посольство выехало 4 мая 1711 г. Воевода, назначенный ещё в августе 1708 г., встретил его у ворот. 9 июня начались переговоры.",
        "ru",
        &["1711-05-04", "1708-08", "1711-06-09"],
    ),
    (
        "Посольство выехало 4 мая 1711 г. Гетман, который 2 марта 1705 года уже бывал здесь, молчал. 9 июня начались переговоры.",
        "ru",
        &["1711-05-04", "1705-03-02", "1711-06-09"],
    ),
    // Nor does a comparison, a bracket, a time told as so much earlier, or "since".
    (
        "Хлеб вздорожал 4 мая 1711 г., как в голодном сентябре 1698 г., и 9 июня лавки опустели.",
        "ru",
        &["1711-05-04", "1698-09", "1711-06-09"],
    ),
    (
        "Мост (снесён в январе 1706 г.) и переправа охранялись: 4 мая 1711 г. здесь стоял полк, 9 июня — два.",
        "ru",
        &["1706-01", "1711-05-04", "1711-06-09"],
    ),
    (
        "Крепость сдалась 4 мая 1711 г. За два года до того её чинили. 9 июня стены срыли.",
        "ru",
        &["1711-05-04", "1709", "1711-06-09"],
    ),
    (
        "Облога почалася 4 травня 1711 р. Староста, що правив від 1699 р., утік; 9 червня мури впали.",
        "uk",
        &["1711-05-04", "1699", "1711-06-09"],
    ),
    // A part of the day alone is of the day just told; far from one it is nothing.
    ("27 мая 1711 г. полк выступил, а вечером стал лагерем.", "ru", &["1711-05-27", "1711-05-27"]),
    ("Он писал по утрам, а вечером гулял.", "ru", &[]),
];

#[test]
fn asides_do_not_move_the_clock() {
    let packs = packs();
    let morphology = Morphology::load(&packs).unwrap();
    for (text, tag, wanted) in COURSES {
        let paper = Paper::from_text(text, &packs, &morphology, &());
        let found: Vec<String> =
            find_dates(&paper, &packs, &[]).into_iter().map(|d| d.value.edtf.unwrap_or_default()).collect();
        assert_eq!(found, *wanted, "{tag}: {text}");
    }
}

#[test]
fn a_happening_has_the_date_its_sentence_tells() {
    let packs = packs();
    // The last telling counts, and a stretch of time more than one of its days.
    let text = "Мятеж 5 мая 1711 г. начали стрельцы. Город бунтовал с 5 по 19 мая. Купцы в дни мятежа бежали.";
    assert_eq!(values(text, "ru", &packs), ["1711-05-05", "1711-05-05/1711-05-19", "1711-05-05/1711-05-19"]);
    let text = "5 мая 1711 г. войска взяли крепость. 2 августа умер воевода. Через неделю после взятия пришёл обоз.";
    assert_eq!(values(text, "ru", &packs), ["1711-05-05", "1711-08-02", "1711-05-12"]);
    // One that is dated nowhere is shown without a value.
    let found = find_in_text("Купцы в дни мятежа бежали.", "ru", &packs);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].value.edtf.as_deref(), found[0].value.flags.as_slice()), (None, &[DateFlag::Open][..]));
}

#[test]
fn a_day_behind_a_pair_of_styles_may_be_old_style_too() {
    let packs = packs();
    let found = find_in_text("13 (24) мая 1711 г. полк выступил и 20 мая стал лагерем.", "ru", &packs);
    assert_eq!(found[1].value.edtf.as_deref(), Some("1711-05-20"));
    assert_eq!(found[1].value.alternatives, ["1711-05-31"]);
    // Not where the new style is printed first.
    let found = find_in_text("24 мая (13 мая) 1711 г. полк выступил и 20 мая стал лагерем.", "ru", &packs);
    assert!(found[1].value.alternatives.is_empty(), "{:?}", found[1].value);
}

#[test]
fn dates_of_citations_have_their_role_and_leave_the_others_as_they_are() {
    let packs = packs();
    let morphology = Morphology::load(&packs).unwrap();
    let text = "5 мая 1848 г. город сдался [Вестник 1852, 11 июня]. 7 июля вернулся двор. В газете «Голос» от 3 марта \
                1851 г. вспоминали об этом иначе. 9 августа открылись школы.";
    let paper = Paper::from_text(text, &packs, &morphology, &());
    let plain = find_dates(&paper, &packs, &[]);
    let all = find_dates_of_every_role(&paper, &packs, &[]);
    let told = |found: &[regesta_lang::Found<regesta_date::DateValue>]| -> Vec<(Option<String>, DateRole)> {
        found.iter().map(|d| (d.value.edtf.clone(), d.value.role)).collect()
    };
    let event = |edtf: &str| (Some(edtf.to_owned()), DateRole::Event);
    let issue = (Some("1851-03-03".to_owned()), DateRole::Citation);
    assert_eq!(told(&plain), [event("1848-05-05"), event("1848-07-07"), issue, event("1848-08-09")]);
    let kept: Vec<_> = all.iter().filter(|d| plain.contains(d)).cloned().collect();
    assert_eq!(kept, plain);
    let cited: Vec<_> = all.iter().filter(|d| !plain.contains(d)).collect();
    assert_eq!(cited.len(), 1, "{cited:?}");
    assert_eq!(cited[0].value.role, DateRole::Citation);
    // The year of a citation is not taken from the story.
    assert_eq!(cited[0].value.edtf.as_deref(), Some("XXXX-06-11"));
}
