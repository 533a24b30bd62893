//! The codes of the lists: units of time and pointing words.

use crate::parts::{Shape, Then, Unit};

pub(crate) fn unit(code: &str) -> Option<(Unit, i64)> {
    let (name, times) = code.split_once(':').unwrap_or((code, "1"));
    let times = times.parse().ok()?;
    let unit = match name {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    };
    Some((unit, times))
}

/// The fixed phrases of `lexicon/relative.tsv`.
pub(crate) fn relative(code: &str, of: Option<&str>) -> Option<Shape> {
    let shift =
        |unit, n| Some(Shape::Shift { unit, min: n, max: n, of: of.unwrap_or_default().to_owned(), vague: false });
    let bare = ["-morning", "-afternoon", "-evening", "-night", "-day"]
        .iter()
        .find_map(|end| code.strip_suffix(end).filter(|head| head.ends_with("-day")))
        .unwrap_or(code);
    match bare {
        "same-day" => shift(Unit::Day, 0),
        "next-day" => shift(Unit::Day, 1),
        "previous-day" => shift(Unit::Day, -1),
        "same-week" => Some(Shape::Then(Then::Week(0))),
        "next-week" => Some(Shape::Then(Then::Week(1))),
        "previous-week" => Some(Shape::Then(Then::Week(-1))),
        "at-that-time" => Some(Shape::Then(Then::At)),
        "since-then" => Some(Shape::Then(Then::Since)),
        "until-then" => Some(Shape::Then(Then::Until)),
        "that-period" => Some(Shape::Then(Then::Period)),
        "those-years" => Some(Shape::Then(Then::Years)),
        "same-month" => Some(Shape::Same { unit: Unit::Month, part: None }),
        "same-year" => Some(Shape::Same { unit: Unit::Year, part: None }),
        "next-month" => shift(Unit::Month, 1),
        "previous-month" => shift(Unit::Month, -1),
        "next-year" => shift(Unit::Year, 1),
        "previous-year" => shift(Unit::Year, -1),
        "same-decade" => shift(Unit::Decade, 0),
        "next-decade" => shift(Unit::Decade, 1),
        "previous-decade" => shift(Unit::Decade, -1),
        "same-days" => Some(Shape::Shift { unit: Unit::Day, min: 0, max: 0, of: String::new(), vague: true }),
        _ => {
            let (name, n) = bare.split_once(':')?;
            let n: i64 = n.strip_prefix('+').unwrap_or(n).parse().ok()?;
            shift(unit(name)?.0, n)
        }
    }
}
