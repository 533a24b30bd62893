//! Which authors have words in common that are nobody's but theirs.

use std::collections::BTreeMap;

use regesta_reuse::SharedKind;
use schemars::JsonSchema;
use serde::Serialize;

use super::SharedTexts;

/// What two texts have in common, and what that says of one depending on the other.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AuthorsRow {
    /// Path of the one: the earlier, where the years are known.
    pub one: String,
    /// Path of the other.
    pub other: String,
    /// The years in which they came out, where known.
    pub years: [Option<i64>; 2],
    /// Words of documents that both quote: one source of both, as a rule not one of them.
    pub quoted: usize,
    /// Words that the other quotes and the one has as its own.
    pub unmarked_in_one: usize,
    /// Words that the one quotes and the other has as its own.
    pub unmarked_in_other: usize,
    /// Passages that neither quotes: prose of the authors.
    pub prose: usize,
    /// Words that they share as prose of their own.
    pub prose_words: usize,
    /// Weighted letters of all that is prose or unmarked: how much there is to explain.
    pub score: u32,
    /// Path of the text that may depend on the other; none where nothing tells.
    pub dependent: Option<String>,
    /// Why.
    pub reasons: Vec<String>,
    /// What they share, by identifier, the surest first.
    pub shared: Vec<String>,
}

/// What is summed up for a pair of sources.
#[derive(Default)]
struct Pair {
    quoted: usize,
    unmarked: [usize; 2],
    prose: usize,
    prose_words: usize,
    score: u32,
    shared: Vec<String>,
}

impl SharedTexts {
    /// The pairs of texts that share words above the line, those with most to explain first. Texts that are one text twice
    /// are in [`duplicates`](Self::duplicates) and not here.
    pub fn authors(&self) -> Vec<AuthorsRow> {
        let mut pairs: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
        for group in self.groups.iter().filter(|group| group.score >= self.settings.score) {
            let (id, kind) = (self.id(group), group.kind());
            let mut seen: Vec<(usize, usize)> = Vec::new();
            for passage in group.passages.iter().map(|&n| &self.shared.passages[n]) {
                let place = self.in_time(passage.text_a as usize, passage.text_b as usize);
                if seen.contains(&place) {
                    continue;
                }
                seen.push(place);
                let quoted = |text: usize| {
                    let own = if passage.text_a as usize == text { passage.quoted.0 } else { passage.quoted.1 };
                    // One witness may have it twice, once in quotation marks.
                    own || group.witnesses.iter().any(|w| w.text as usize == text && w.quoted)
                };
                let pair = pairs.entry(place).or_default();
                match (quoted(place.0), quoted(place.1)) {
                    (true, true) => pair.quoted += 1,
                    (false, true) => pair.unmarked[0] += 1,
                    (true, false) => pair.unmarked[1] += 1,
                    (false, false) => {
                        // What a third text quotes is no prose of these two.
                        if kind == SharedKind::SharedProse {
                            pair.prose += 1;
                            pair.prose_words += passage.agreeing() as usize;
                        }
                    }
                }
                if !(quoted(place.0) && quoted(place.1)) {
                    pair.score += passage.score;
                }
                pair.shared.push(id.clone());
            }
        }
        let mut rows: Vec<AuthorsRow> = pairs.into_iter().map(|(place, pair)| self.authors_row(place, pair)).collect();
        rows.sort_by(|a, b| {
            let key = |row: &AuthorsRow| (std::cmp::Reverse(row.score), row.one.clone(), row.other.clone());
            key(a).cmp(&key(b))
        });
        rows
    }

    /// Two texts, the earlier first; of one year, or where a year is not known, by path.
    fn in_time(&self, a: usize, b: usize) -> (usize, usize) {
        let later = self.sources[a].year.zip(self.sources[b].year).is_some_and(|(a, b)| a > b);
        if later { (b, a) } else { (a, b) }
    }

    fn authors_row(&self, (one, other): (usize, usize), pair: Pair) -> AuthorsRow {
        let (first, second) = (&self.sources[one], &self.sources[other]);
        let years = [first.year, second.year];
        let mut reasons = Vec::new();
        if pair.prose > 0 {
            reasons.push(format!("{} passages of prose, {} words, that neither quotes", pair.prose, pair.prose_words));
        }
        for (source, unmarked) in [(first, pair.unmarked[0]), (second, pair.unmarked[1])] {
            if unmarked > 0 {
                reasons.push(format!("{} has {unmarked} passages unmarked that the other quotes", source.path));
            }
        }
        let borrowed = pair.prose > 0 || pair.unmarked != [0, 0];
        let dependent = match years {
            [Some(earlier), Some(later)] if earlier < later && borrowed => {
                reasons.push(format!("{} came out in {later}, {} in {earlier}", second.path, first.path));
                Some(second.path.clone())
            }
            // Who has words unmarked that the other gives as a quotation took them from him or from the same document.
            _ if pair.unmarked[0] > 0 && pair.unmarked[1] == 0 => Some(first.path.clone()),
            _ if pair.unmarked[1] > 0 && pair.unmarked[0] == 0 => Some(second.path.clone()),
            _ => None,
        };
        if borrowed && dependent.is_none() {
            reasons.push("nothing tells which is the earlier, or both rest on a third".to_owned());
        }
        if !borrowed {
            reasons.push("they quote the same documents".to_owned());
        }
        AuthorsRow {
            one: first.path.clone(),
            other: second.path.clone(),
            years,
            quoted: pair.quoted,
            unmarked_in_one: pair.unmarked[0],
            unmarked_in_other: pair.unmarked[1],
            prose: pair.prose,
            prose_words: pair.prose_words,
            score: pair.score,
            dependent,
            reasons,
            shared: pair.shared,
        }
    }
}
