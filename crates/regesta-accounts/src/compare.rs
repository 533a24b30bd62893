use crate::Kind;
use crate::join::Joint;
use crate::telling::{Count, Telling, shared};
use crate::when::{DateRelation, relate};

/// A difference between two accounts of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Its kind.
    pub kind: Kind,
    /// What differs: `date`, `number`, `agent`, `sender`, `addressee`, `received`, `happened`.
    pub aspect: &'static str,
    /// Which count of the first and of the second, for numbers.
    pub counts: Option<(usize, usize)>,
}

impl Difference {
    pub(crate) fn of(kind: Kind, aspect: &'static str) -> Self {
        Self { kind, aspect, counts: None }
    }
}

/// How far two numbers of one thing may be apart and still be one, rounded: a fiftieth.
const ROUNDED: f64 = 0.02;

/// In what two tellings of one happening differ, or that they do not: at least the relation of their dates.
pub fn compare_tellings(one: &Telling, two: &Telling, joint: &Joint) -> Vec<Difference> {
    let mut found = Vec::new();
    let scope = one.fact != two.fact || one.scope != two.scope;
    let in_one_text = one.text == two.text;
    let conflict = |kind: Kind| match (scope, in_one_text) {
        (true, _) => Kind::DifferentScope,
        (false, true) => Kind::WithinOneText,
        (false, false) => kind,
    };
    let dates = one.date.as_deref().zip(two.date.as_deref()).and_then(|(a, b)| relate(a, b));
    if let Some(relation) = dates {
        let kind = match relation {
            DateRelation::Same => Kind::Same,
            DateRelation::Finer | DateRelation::Overlapping => Kind::FinerPrecision,
            DateRelation::OtherCalendar { .. } => Kind::CalendarShift,
            DateRelation::OtherHour { .. } | DateRelation::Apart { .. } => conflict(Kind::DateOrHour),
        };
        found.push(Difference::of(kind, "date"));
    }
    if one.denied != two.denied && joint.types == 2 {
        found.push(Difference::of(conflict(Kind::Cause), "happened"));
    }
    for (i, a) in one.counts.iter().enumerate() {
        for (j, b) in two.counts.iter().enumerate() {
            if a.unit == b.unit && differ(a, b) && only_one(&one.counts, a) && only_one(&two.counts, b) {
                found.push(Difference { kind: conflict(Kind::Number), aspect: "number", counts: Some((i, j)) });
            }
        }
    }
    found
}

/// Whether two numbers cannot be one, rounded.
fn differ(a: &Count, b: &Count) -> bool {
    let (low, high) = (a.low.max(b.low), a.high.min(b.high));
    low > high * (1.0 + ROUNDED)
}

fn only_one(counts: &[Count], count: &Count) -> bool {
    counts.iter().filter(|c| c.unit == count.unit).count() == 1
}

/// Whether two lists of parties name no common one though both name some.
pub(crate) fn disjoint(a: &[u32], b: &[u32]) -> bool {
    !a.is_empty() && !b.is_empty() && shared(a, b).next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::join::{JoinSettings, join_tellings};

    fn pair(dates: [&str; 2]) -> [Telling; 2] {
        let telling = |text: u32| Telling {
            text,
            work: text,
            types: vec!["battle".into()],
            date: Some(dates[text as usize].into()),
            words: vec![4, 5, 6],
            names: vec![9],
            place: Some(9),
            fact: true,
            counts: vec![Count { unit: 3, low: 40.0, high: 40.0 }],
            ..Telling::default()
        };
        [telling(0), telling(1)]
    }

    fn kinds(tellings: &[Telling; 2]) -> Vec<Kind> {
        let joints = join_tellings(tellings, &JoinSettings { days: 14, ..JoinSettings::default() });
        compare_tellings(&tellings[0], &tellings[1], &joints[0]).into_iter().map(|d| d.kind).collect()
    }

    #[test]
    fn dates_are_told_apart_by_kind() {
        assert_eq!(kinds(&pair(["1655-05-02", "1655-05-02"])), [Kind::Same]);
        assert_eq!(kinds(&pair(["1655-05-02", "1655-05-01/1655-05-03"])), [Kind::FinerPrecision]);
        assert_eq!(kinds(&pair(["1655-05-02", "1655-05-12"])), [Kind::CalendarShift]);
        assert_eq!(kinds(&pair(["1655-05-02", "1655-05-03"])), [Kind::DateOrHour]);
        assert_eq!(kinds(&pair(["1655-05-02T08", "1655-05-02T20"])), [Kind::DateOrHour]);
    }

    #[test]
    fn a_plan_and_its_execution_are_no_conflict() {
        let mut tellings = pair(["1655-05-02", "1655-05-03"]);
        tellings[0].fact = false;
        assert_eq!(kinds(&tellings), [Kind::DifferentScope]);
    }

    #[test]
    fn the_first_and_the_main_forces_are_no_conflict() {
        let mut tellings = pair(["1655-05-02", "1655-05-03"]);
        tellings[0].scope = vec![77];
        assert_eq!(kinds(&tellings), [Kind::DifferentScope]);
    }

    #[test]
    fn numbers_differ_beyond_rounding() {
        let mut tellings = pair(["1655-05-02", "1655-05-02"]);
        tellings[1].counts[0] = Count { unit: 3, low: 40.5, high: 40.5 };
        assert_eq!(kinds(&tellings), [Kind::Same]);
        tellings[1].counts[0] = Count { unit: 3, low: 60.0, high: 60.0 };
        assert_eq!(kinds(&tellings), [Kind::Same, Kind::Number]);
        tellings[1].counts.push(Count { unit: 3, low: 70.0, high: 70.0 });
        assert_eq!(kinds(&tellings), [Kind::Same], "two counts of one thing are parts");
    }
}
