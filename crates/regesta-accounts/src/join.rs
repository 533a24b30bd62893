use std::collections::{BTreeMap, BTreeSet};

use regesta_time::{DAY, TimeBounds};

use crate::telling::{Telling, shared, types_agree};

/// Where the lines are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JoinSettings {
    /// Thousandths from which two tellings are taken to be of one happening.
    pub same: u16,
    /// Thousandths from which they are shown as possibly one.
    pub possible: u16,
    /// The same for two sentences of one text, whose author knew what he said before.
    pub within: u16,
    /// Days that may lie between two dates of one happening.
    pub days: i64,
}

impl Default for JoinSettings {
    fn default() -> Self {
        Self { same: 560, possible: 460, within: 760, days: 4 }
    }
}

/// Two tellings that are taken to be of one happening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joint {
    /// The first, by text and place.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// How sure, in thousandths.
    pub score: u16,
    /// Names and words that both have: numbers of the caller's.
    pub names: Vec<u32>,
    /// Content words that both have.
    pub words: Vec<u32>,
    /// 2 for one type of happening, 1 for types that may be one.
    pub types: u8,
    /// Whether both name one place.
    pub place: bool,
    /// Whether both name one who did it.
    pub agent: bool,
}

/// More tellings than this with one name or word in a few days tell nothing: it is what the texts are about.
const HABIT: usize = 48;
/// Longer spans of time are no date of a happening.
const LONGEST: i64 = 45 * DAY;

/// How rare words and names are.
struct Rarity {
    words: BTreeMap<u32, u32>,
    names: BTreeMap<u32, u32>,
    all: u32,
}

impl Rarity {
    fn of(tellings: &[Telling]) -> Self {
        let count = |list: fn(&Telling) -> &Vec<u32>| {
            let mut counts = BTreeMap::new();
            tellings.iter().flat_map(list).for_each(|n| *counts.entry(*n).or_insert(0) += 1);
            counts
        };
        Self { words: count(|t| &t.words), names: count(|t| &t.names), all: tellings.len() as u32 }
    }

    /// Bits in which the number of tellings exceeds those that have it, in hundredths; at most seven bits.
    fn bits(&self, count: u32) -> u32 {
        let bits = (f64::from(self.all.max(16)) / f64::from(count.max(1))).log2();
        (bits.clamp(0.0, 7.0) * 100.0).round() as u32
    }

    fn word(&self, word: u32) -> u32 {
        self.bits(self.words.get(&word).copied().unwrap_or(1))
    }

    fn name(&self, name: u32) -> u32 {
        self.bits(self.names.get(&name).copied().unwrap_or(1))
    }
}

/// Pairs of tellings of different works that are of one happening, from `settings.possible` on. In every other text a
/// telling has at most one counterpart, and that has it for its own: two that one text keeps apart are never one. By
/// first and second.
pub fn join_tellings(tellings: &[Telling], settings: &JoinSettings) -> Vec<Joint> {
    let rarity = Rarity::of(tellings);
    let mut found: Vec<Joint> = candidates(tellings, settings)
        .into_iter()
        .filter(|&(a, b)| tellings[a].work != tellings[b].work)
        .filter_map(|(a, b)| joint(tellings, a, b, &rarity, settings))
        .filter(|joint| joint.score >= settings.possible)
        .collect();
    found.sort_by(|x, y| y.score.cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    // The surest first: whoever has found its counterpart in a text takes no other there.
    let mut taken: BTreeSet<(usize, u32)> = BTreeSet::new();
    found.retain(|joint| {
        let keys = [(joint.a, tellings[joint.b].text), (joint.b, tellings[joint.a].text)];
        let free = keys.iter().all(|key| !taken.contains(key));
        if free {
            taken.extend(keys);
        }
        free
    });
    found.sort_by_key(|joint| (joint.a, joint.b));
    found
}

/// Pairs of sentences of one text that tell of one happening, from `settings.within` on; by first and second.
pub fn join_within(tellings: &[Telling], settings: &JoinSettings) -> Vec<Joint> {
    let rarity = Rarity::of(tellings);
    candidates(tellings, settings)
        .into_iter()
        .filter(|&(a, b)| tellings[a].text == tellings[b].text && tellings[a].at != tellings[b].at)
        .filter_map(|(a, b)| joint(tellings, a, b, &rarity, settings))
        .filter(|joint| joint.score >= settings.within)
        .collect()
}

/// Pairs that share a few days and a name or a word that is not everywhere in those days; by first and second.
fn candidates(tellings: &[Telling], settings: &JoinSettings) -> BTreeSet<(usize, usize)> {
    let width = settings.days.max(1) * DAY;
    let mut by_key: BTreeMap<(i64, bool, u32), Vec<usize>> = BTreeMap::new();
    for (n, telling) in tellings.iter().enumerate() {
        let Some((from, to)) = span(telling) else { continue };
        for bucket in (from - width).div_euclid(width)..=(to + width).div_euclid(width) {
            telling.names.iter().for_each(|name| by_key.entry((bucket, true, *name)).or_default().push(n));
            telling.words.iter().for_each(|word| by_key.entry((bucket, false, *word)).or_default().push(n));
        }
    }
    let mut pairs = BTreeSet::new();
    for list in by_key.values().filter(|list| list.len() <= HABIT) {
        for (i, &a) in list.iter().enumerate() {
            pairs.extend(list[i + 1..].iter().map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs
}

fn span(telling: &Telling) -> Option<(i64, i64)> {
    let bounds = TimeBounds::parse(telling.date.as_deref()?).ok()?;
    let (from, to) = (bounds.earliest?, bounds.latest?);
    (to - from <= LONGEST).then_some((from, to))
}

/// Minutes between two tellings; 0 where their dates overlap.
fn gap(a: &Telling, b: &Telling) -> Option<i64> {
    let ((a0, a1), (b0, b1)) = (span(a)?, span(b)?);
    Some((b0 - a1).max(a0 - b1).max(0))
}

fn joint(tellings: &[Telling], a: usize, b: usize, rarity: &Rarity, settings: &JoinSettings) -> Option<Joint> {
    let (one, two) = (&tellings[a], &tellings[b]);
    let types = types_agree(&one.types, &two.types);
    let gap = gap(one, two)?;
    if types == 0 || gap > settings.days * DAY {
        return None;
    }
    let names: Vec<u32> = shared(&one.names, &two.names).collect();
    let words: Vec<u32> = shared(&one.words, &two.words).collect();
    let place = one.place.is_some() && one.place == two.place;
    let agent = shared(&one.agents, &two.agents).next().is_some();
    let other_place = one.place.zip(two.place).is_some_and(|(x, y)| x != y)
        && one.place.is_some_and(|p| two.names.binary_search(&p).is_err())
        && two.place.is_some_and(|p| one.names.binary_search(&p).is_err());
    // Dice over bits: what they share of what they have.
    // Words of two languages say nothing for or against.
    let foreign = one.lang != two.lang && words.is_empty();
    let weight = |t: &Telling| {
        let words: u32 = if foreign { 0 } else { t.words.iter().map(|w| rarity.word(*w)).sum() };
        let names: u32 = t.names.iter().map(|n| rarity.name(*n)).sum();
        words + names
    };
    let word_bits: u32 = words.iter().map(|w| rarity.word(*w)).sum();
    let name_bits: u32 = names.iter().map(|n| rarity.name(*n)).sum();
    let common = word_bits + name_bits;
    let least = weight(one).min(weight(two)).max(1);
    let share = f64::from(common) / f64::from(least);
    // Absolute evidence saturates at some twelve bits.
    let strength = (f64::from(common) / 1200.0).min(1.0);
    let mut score = 0.40 * strength + 0.30 * share.min(1.0) + if types == 2 { 0.18 } else { 0.08 };
    let head = shared(&one.heads, &two.heads).next().is_some();
    // Something beside the word for the happening itself: troops enter more than once.
    let more = words.iter().any(|w| one.heads.binary_search(w).is_err() || two.heads.binary_search(w).is_err());
    score += if place { 0.10 } else { 0.0 } + if agent { 0.08 } else { 0.0 } + if head && more { 0.10 } else { 0.0 };
    score -= if other_place { 0.06 } else { 0.0 };
    score -= 0.06 * (gap as f64 / DAY as f64).min(4.0) / 4.0;
    // Names or a type alone are not enough: there must be words, or a place with one who acts; in two languages one type
    // and place on days that both tell.
    let days = || [one, two].iter().all(|t| span(t).is_some_and(|(from, to)| to - from < DAY));
    let told = more || place && agent || foreign && types == 2 && place && days();
    if !told {
        return None;
    }
    let score = (score.clamp(0.0, 1.0) * 1000.0).round() as u16;
    Some(Joint { a, b, score, names, words, types, place, agent })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling(text: u32, at: u32, kind: &str, date: &str, words: &[u32], place: u32) -> Telling {
        Telling {
            text,
            work: text,
            at,
            types: vec![kind.into()],
            date: Some(date.into()),
            words: words.to_vec(),
            names: vec![place],
            place: Some(place),
            fact: true,
            ..Telling::default()
        }
    }

    #[test]
    fn one_happening_of_two_texts_is_one_pair() {
        let tellings = [
            telling(0, 3, "battle", "1655-05-02", &[10, 11, 12], 1),
            telling(0, 9, "signing", "1655-06-01", &[20, 21], 2),
            telling(1, 1, "battle", "1655-05-03", &[10, 11, 13], 1),
            telling(1, 2, "battle", "1655-09-03", &[10, 11, 13], 1),
        ];
        let found = join_tellings(&tellings, &JoinSettings::default());
        assert_eq!(found.iter().map(|j| (j.a, j.b)).collect::<Vec<_>>(), [(0, 2)]);
        assert_eq!((found[0].words.as_slice(), found[0].place), ([10, 11].as_slice(), true));
    }

    #[test]
    fn two_that_one_text_keeps_apart_are_never_one() {
        let tellings = [
            telling(0, 3, "battle", "1655-05-02", &[10, 11, 12], 1),
            telling(1, 1, "battle", "1655-05-02", &[10, 11, 12], 1),
            telling(1, 4, "battle", "1655-05-03", &[10, 11, 13], 1),
        ];
        let found = join_tellings(&tellings, &JoinSettings::default());
        assert_eq!(found.iter().map(|j| (j.a, j.b)).collect::<Vec<_>>(), [(0, 1)]);
    }

    #[test]
    fn texts_in_two_languages_need_one_type_one_place_and_two_days() {
        let mut tellings = [
            telling(0, 3, "battle", "1655-05-02", &[10, 11, 12], 1),
            telling(1, 1, "battle", "1655-05-04", &[20, 21, 22], 1),
        ];
        assert!(join_tellings(&tellings, &JoinSettings::default()).is_empty(), "one language, and no word in common");
        tellings[1].lang = 1;
        assert_eq!(join_tellings(&tellings, &JoinSettings::default()).len(), 1);
        tellings[1].date = Some("1655-05".into());
        assert!(join_tellings(&tellings, &JoinSettings::default()).is_empty());
    }

    #[test]
    fn texts_of_one_work_are_one_witness() {
        let mut tellings = [
            telling(0, 3, "battle", "1655-05-02", &[10, 11, 12], 1),
            telling(1, 1, "battle", "1655-05-04", &[10, 11, 12], 1),
        ];
        assert_eq!(join_tellings(&tellings, &JoinSettings::default()).len(), 1);
        tellings[1].work = 0;
        assert!(join_tellings(&tellings, &JoinSettings::default()).is_empty());
    }
}
