//! Days and months without a year in three published papers: the year the context gives, and that it is said where it
//! came from.
//!
//! The expressions were drawn by a program (every day and month in figures that no year follows, outside square
//! brackets, in papers 001 to 003), the values judged by hand against the text. The papers are no part of this
//! repository: only line numbers and values stand here, and without the papers the test has nothing to read.

use std::path::Path;

use regesta_date::{DateFlag, find_dates};
use regesta_lang::{Morphology, PackSet, Paper};

/// Line of the file, counted from 1, and the value; empty for a day that does not exist.
const PAPER_001: &[(usize, &str)] = &[
    (284, "1920-03-17"),
    (312, "1920-04-27"),
    (333, "1920-04-26"),
    (335, "1920-04-27/1920-04-28"),
    (341, "1920-04-28"),
    (359, "1920-04-29"),
    (396, "1920-05-04"),
    (415, "1920-05-04"),
    (428, "1920-05-05T02:10"),
    (499, "1920-05-12"),
    (511, "1920-05-06"),
    (522, "1920-04-30"),
    (553, "1920-05-01"),
    (593, "1920-05-08"),
    (616, "1920-05-10"),
    (626, "1920-05-09"),
    (635, "1920-05-07"),
    (642, "1920-05-10"),
    (683, "1920-05-10"),
    (693, "1920-05-11"),
    (725, "1920-05-12"),
    (735, "1920-05-13"),
    (749, "1920-05-23"),
    (755, "1920-05-25"),
    (796, "1920-05-31"),
    (800, "1920-05-25/1920-05-26"),
    (812, "1920-06-02"),
    (817, "1920-06-03"),
    (842, "1920-06-05"),
    (855, "1920-06-07"),
    (858, "1920-05-01"),
    (865, "1920-05-03"),
    (867, "1920-05-10"),
    (876, "1920-05-14"),
    (894, "1920-06-08"),
    (915, "{1920-05-23,1920-06-07}"),
    (915, "{1920-05-23,1920-06-07}"),
    (960, "1920-06-19"),
    (1043, "1920-06-19"),
    (1087, "1920-06-22"),
    (1167, "1920-06-29"),
    (1183, "1920-08-15"),
    (1201, "1920-07-08"),
    (1244, "1920-07-26"),
    (1292, "1920-08-17"),
    (1356, "1920-08-27"),
    (1441, "1920-11-21"),
    (1449, "1920-11-22"),
    (1486, "1920-11-23"),
    (1493, "1920-11-26"),
    (1530, "1920-11-29"),
    (1569, "1920-11-29"),
    (1599, "1920-11-30"),
    (1618, "1920-12-03"),
    (1619, ""),
    (1625, "1920-12-03"),
    (1627, "1920-12-01"),
    (1648, "1920-12-02"),
    (1650, "1920-12-03T01:00"),
    (1693, "1920-12-08"),
    (1696, "1920-12-09"),
    (1703, "1920-12-12"),
    (1718, "1920-12-15"),
    (1795, "1921-01-12"),
    (1853, "1921-02-06"),
    (1960, "1921-02-25"),
];
const PAPER_002: &[(usize, &str)] = &[
    (120, "1920-01-06"),
    (126, "1920-01-14"),
    (143, "1920-01-17/1920-01-18"),
    (299, "1920-01-28"),
    (302, "1920-02-05"),
    (320, "1920-02-21"),
    (482, "1920-04-27"),
    (500, "1920-04-30"),
    (518, "1920-04-23"),
    (558, "1920-04-21"),
    (563, "1920-04-27"),
    (565, "1920-04-23"),
    (623, "1920-04-27T00:05"),
    (650, "1920-04-27"),
    (658, "1920-04-27"),
    (662, "1920-04-27T21:00"),
    (667, "1920-04-27"),
    (694, "1920-04-27"),
    (722, "1920-04-28"),
    (737, "1920-04-30"),
    (742, "1920-05-01"),
    (745, "1920-05-01"),
    (746, "{1920-05-03,1920-05-04}"),
    (766, "1920-04-29"),
    (786, "1920-04-24"),
    (793, "1920-04-29"),
    (814, "1920-05-04"),
];
const PAPER_003: &[(usize, &str)] = &[
    (17, "1920-03-22"),
    (19, "1920-03-23T17:00"),
    (21, "1920-03-22/1920-03-23"),
    (24, "1920-03-26"),
    (30, "1920-03-29"),
    (37, "1920-03-31"),
    (40, "1920-04-03"),
    (43, "1920-04-09/1920-04-11"),
];

/// Right values of `wanted` in the paper whose file name begins with `number`, and how many were asked for; `None`
/// where the paper is not here.
fn right(number: &str, wanted: &[(usize, &str)]) -> Option<(usize, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let file = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))?;
    let raw = std::fs::read_to_string(file).ok()?;
    let packs = PackSet::built_in().unwrap();
    let paper = Paper::from_text(&raw, &packs, &Morphology::load(&packs).unwrap(), &());
    let mut found: Vec<(usize, String, bool)> = Vec::new();
    for date in find_dates(&paper, &packs, &[]) {
        let Some(piece) = paper.passages[date.passage].reading.raw_pieces(date.span).first().copied() else { continue };
        let line = raw[..piece.start].matches('\n').count() + 1;
        let told = date.value.inferred.iter().any(|i| matches!(i.part.as_str(), "year" | "all") && !i.from.is_empty());
        let odd = date.value.flags.contains(&DateFlag::Impossible);
        found.push((line, date.value.edtf.unwrap_or_default(), told || odd));
    }
    // A value may begin on the line before, with the words that lead to it.
    let has = |line: usize, value: &str| {
        found.iter().any(|(at, edtf, told)| (*at == line || at + 1 == line) && edtf == value && *told)
    };
    let wrong = wanted.iter().filter(|(line, value)| !has(*line, value)).map(|(l, v)| format!("{number}:{l} {v}"));
    let wrong: Vec<String> = wrong.collect();
    Some((wanted.len() - wrong.len(), wrong))
}

#[test]
fn year_of_a_day_and_month_is_that_of_the_context() {
    let papers = [("001", PAPER_001), ("002", PAPER_002), ("003", PAPER_003)];
    let drawn: usize = papers.iter().map(|(_, wanted)| wanted.len()).sum();
    assert!(drawn >= 100, "{drawn}");
    let mut sum = 0;
    let mut wrong = Vec::new();
    for (number, wanted) in papers {
        // Without the papers there is nothing to judge.
        let Some((good, bad)) = right(number, wanted) else { return };
        sum += good;
        wrong.extend(bad);
    }
    assert!(sum * 100 >= drawn * 97, "{sum} of {drawn}: {wrong:?}");
}
