use std::collections::BTreeMap;

use regesta_time::{DAY, TimeBounds};

use crate::join::Joint;
use crate::telling::{Telling, shared};

/// Two happenings that two texts put in another order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reversal {
    /// The joint that the first text puts first.
    pub first: usize,
    /// The joint that the first text puts second.
    pub second: usize,
}

/// Happenings further apart are not told for their order.
const NEAR: i64 = 10 * DAY;
/// Joints of two texts within that time, beyond which only the nearest are looked at.
const WINDOW: usize = 24;

/// Pairs of joints (numbers in the list) of the same two texts whose order is one in the first text and the other in the
/// second, for certain, and that have to do with each other: a name or a place in common. By first and second.
pub fn reversed_orders(tellings: &[Telling], joints: &[Joint]) -> Vec<Reversal> {
    let bounds = |n: usize| tellings[n].date.as_deref().and_then(|d| TimeBounds::parse(d).ok());
    let mut by_texts: BTreeMap<(u32, u32), Vec<(i64, usize)>> = BTreeMap::new();
    for (n, joint) in joints.iter().enumerate() {
        let (one, two) = (&tellings[joint.a], &tellings[joint.b]);
        let start = bounds(joint.a).and_then(|b| b.earliest);
        if let (true, true, Some(start)) = (one.fact && two.fact, one.text != two.text, start) {
            by_texts.entry((one.text, two.text)).or_default().push((start, n));
        }
    }
    let mut found = Vec::new();
    for list in by_texts.values_mut() {
        list.sort_unstable();
        for (at, &(start, first)) in list.iter().enumerate() {
            for &(_, second) in list[at + 1..].iter().take(WINDOW).take_while(|(later, _)| later - start <= NEAR) {
                let (x, y) = (&joints[first], &joints[second]);
                let times = (bounds(x.a), bounds(y.a), bounds(x.b), bounds(y.b));
                let (Some(xa), Some(ya), Some(xb), Some(yb)) = times else { continue };
                let related = shared(&tellings[x.a].names, &tellings[y.a].names).next().is_some()
                    || shared(&tellings[x.b].names, &tellings[y.b].names).next().is_some();
                if related && xa.is_before(ya) && yb.is_before(xb) {
                    found.push(Reversal { first, second });
                }
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::join::{JoinSettings, join_tellings};

    #[test]
    fn a_reversed_order_is_found_and_an_open_one_is_not() {
        let telling = |text: u32, kind: &str, date: &str, word: u32| Telling {
            text,
            work: text,
            at: word,
            types: vec![kind.into()],
            date: Some(date.into()),
            words: vec![word, word + 1, word + 2],
            names: vec![1],
            place: Some(1),
            fact: true,
            ..Telling::default()
        };
        let made = |second: &str| {
            vec![
                telling(0, "battle", "1655-05-02", 10),
                telling(0, "signing", "1655-05-04", 20),
                telling(1, "battle", "1655-05-05", 10),
                telling(1, "signing", second, 20),
            ]
        };
        let tellings = made("1655-05-03");
        let joints = join_tellings(&tellings, &JoinSettings::default());
        assert_eq!(reversed_orders(&tellings, &joints), [Reversal { first: 0, second: 1 }]);
        let tellings = made("1655-05-05");
        let joints = join_tellings(&tellings, &JoinSettings::default());
        assert_eq!(joints.len(), 2);
        assert!(reversed_orders(&tellings, &joints).is_empty());
    }
}
