use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::{Passage, Settings};

/// Words of one text that stand also in others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Witness {
    /// The number of the text.
    pub text: u32,
    /// Its words.
    pub words: Range<u32>,
    /// Whether most of what it shares stands in quotation marks.
    pub quoted: bool,
}

/// One shared text with its witnesses: a telegram as each author has it, or prose that one took from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// At least two, by text and place.
    pub witnesses: Vec<Witness>,
    /// The passages that hold it together: numbers in the list they were made of, in their order.
    pub passages: Vec<usize>,
    /// The highest score of a passage.
    pub score: u32,
}

/// What two texts have in common, from where the quotation marks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedKind {
    /// All witnesses quote it.
    Quoted,
    /// Some quote it, some have the words as their own.
    PartlyUnmarked,
    /// Nobody quotes it: the authors share their prose.
    SharedProse,
}

impl Witness {
    /// By text and place.
    fn key(&self) -> (u32, u32, u32) {
        (self.text, self.words.start, self.words.end)
    }
}

impl Group {
    /// What it is, by the quotation marks.
    pub fn kind(&self) -> SharedKind {
        let quoting = self.witnesses.iter().filter(|w| w.quoted).count();
        match quoting {
            0 => SharedKind::SharedProse,
            n if n == self.witnesses.len() => SharedKind::Quoted,
            _ => SharedKind::PartlyUnmarked,
        }
    }

    /// How many different texts have it.
    pub fn texts(&self) -> usize {
        let mut texts: Vec<u32> = self.witnesses.iter().map(|w| w.text).collect();
        texts.dedup();
        texts.len()
    }
}

/// Groups passages that have half of the shorter one's words in common in one text. Groups come with the highest score
/// first; the order of `passages` does not matter but for their numbers.
pub fn group(passages: &[Passage], settings: &Settings) -> Vec<Group> {
    let mut places: Vec<(u32, Range<u32>, usize)> =
        passages.iter().enumerate().flat_map(|(n, p)| [(p.text_a, p.a(), n), (p.text_b, p.b(), n)]).collect();
    places.sort_by_key(|(text, words, n)| (*text, words.start, words.end, *n));
    let mut leader: Vec<usize> = (0..passages.len()).collect();
    for (at, (text, words, n)) in places.iter().enumerate() {
        let following = places[at + 1..].iter().take_while(|(t, w, _)| t == text && w.start < words.end);
        for (_, other, m) in following {
            let common = words.end.min(other.end) - other.start;
            let (one, two) = (words.end - words.start, other.end - other.start);
            // What is hardly more than chance does not join others; it can only be the same place once more.
            let sure = passages[*n].score.min(passages[*m].score) >= settings.score;
            if 2 * common >= if sure { one.min(two) } else { one.max(two) } {
                let (x, y) = (find(&mut leader, *n), find(&mut leader, *m));
                leader[x.max(y)] = x.min(y);
            }
        }
    }
    let mut led: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for n in 0..passages.len() {
        led.entry(find(&mut leader, n)).or_default().push(n);
    }
    let mut groups: Vec<Group> = led
        .into_values()
        .map(|members| Group {
            witnesses: witnesses(passages, &members, settings.cut_words),
            score: members.iter().map(|&n| passages[n].score).max().unwrap_or(0),
            passages: members,
        })
        .collect();
    groups.sort_by_key(|group| (Reverse(group.score), group.witnesses.first().map(Witness::key), group.passages[0]));
    groups
}

fn find(leader: &mut [usize], mut n: usize) -> usize {
    while leader[n] != n {
        leader[n] = leader[leader[n]];
        n = leader[n];
    }
    n
}

/// The places of all members, those near each other in one text as one.
fn witnesses(passages: &[Passage], members: &[usize], near: u32) -> Vec<Witness> {
    let mut places: Vec<Witness> = members
        .iter()
        .map(|&n| &passages[n])
        .flat_map(|p| {
            [
                Witness { text: p.text_a, words: p.a(), quoted: p.quoted.0 },
                Witness { text: p.text_b, words: p.b(), quoted: p.quoted.1 },
            ]
        })
        .collect();
    places.sort_by_key(Witness::key);
    let mut all: Vec<Witness> = Vec::new();
    for place in places {
        match all.last_mut().filter(|last| last.text == place.text && place.words.start <= last.words.end + near) {
            Some(last) => {
                last.words.end = last.words.end.max(place.words.end);
                last.quoted |= place.quoted;
            }
            None => all.push(place),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Step;

    fn passage(a: (u32, Range<u32>), b: (u32, Range<u32>), score: u32, quoted: (bool, bool)) -> Passage {
        let steps = vec![
            Step { a: a.1.start..a.1.start + 1, b: b.1.start..b.1.start + 1, weight: 50 },
            Step { a: a.1.end - 1..a.1.end, b: b.1.end - 1..b.1.end, weight: 50 },
        ];
        Passage { text_a: a.0, text_b: b.0, steps, score, quoted }
    }

    #[test]
    fn three_authors_of_one_telegram_are_one_group() {
        let passages = [
            passage((0, 10..40), (1, 100..130), 90, (true, true)),
            passage((1, 110..128), (2, 5..23), 60, (true, false)),
            passage((0, 300..320), (2, 400..420), 70, (false, false)),
        ];
        let groups = group(&passages, &Settings::default());
        assert_eq!(groups.len(), 2);
        assert_eq!((groups[0].texts(), groups[0].kind(), groups[0].score), (3, SharedKind::PartlyUnmarked, 90));
        assert_eq!(groups[1].kind(), SharedKind::SharedProse);
    }

    #[test]
    fn passages_that_only_touch_stay_apart() {
        let passages =
            [passage((0, 10..40), (1, 100..130), 90, (true, true)), passage((0, 38..70), (2, 5..37), 60, (true, true))];
        assert_eq!(group(&passages, &Settings::default()).len(), 2);
    }
}
