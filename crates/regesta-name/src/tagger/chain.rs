//! The best sequence of tags, and how much each tag of each word is worth beside it.

use super::{TAGS, may_follow};

/// Scores of the tags of a word, in the unit of the model.
pub(crate) type Row = [i32; TAGS];

/// No sequence goes through it.
pub(crate) const NEVER: i32 = i32::MIN / 4;

/// What the chain says of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    /// The best sequence.
    pub(crate) tags: Vec<u8>,
    /// For each word and tag: the best sequence through it, less the best of all (0 on the best sequence, else negative).
    pub(crate) short_of_best: Vec<Row>,
}

/// Adds up the best ways from both ends. Ties go to the lower tag.
pub(crate) fn decode(scores: &[Row], steps: &[Row; TAGS]) -> Decoded {
    let n = scores.len();
    if n == 0 {
        return Decoded::default();
    }
    let allowed: [[bool; TAGS]; TAGS] =
        std::array::from_fn(|a| std::array::from_fn(|b| may_follow(Some(a as u8), b as u8)));
    let mut forward = vec![[NEVER; TAGS]; n];
    let mut from = vec![[0u8; TAGS]; n];
    for tag in 0..TAGS {
        if may_follow(None, tag as u8) {
            forward[0][tag] = scores[0][tag];
        }
    }
    for at in 1..n {
        for tag in 0..TAGS {
            let mut best = NEVER;
            for before in 0..TAGS {
                if allowed[before][tag] && forward[at - 1][before] > NEVER / 2 {
                    let score = forward[at - 1][before] + steps[before][tag];
                    if score > best {
                        best = score;
                        from[at][tag] = before as u8;
                    }
                }
            }
            if best > NEVER {
                forward[at][tag] = best + scores[at][tag];
            }
        }
    }
    let mut backward = [0i32; TAGS];
    let mut short_of_best = vec![[NEVER; TAGS]; n];
    let best = forward[n - 1].iter().copied().max().unwrap_or(0);
    for at in (0..n).rev() {
        for tag in 0..TAGS {
            if forward[at][tag] > NEVER / 2 && backward[tag] > NEVER / 2 {
                short_of_best[at][tag] = forward[at][tag] + backward[tag] - best;
            }
        }
        if at > 0 {
            let mut earlier = [NEVER; TAGS];
            for before in 0..TAGS {
                for tag in 0..TAGS {
                    if allowed[before][tag] && backward[tag] > NEVER / 2 {
                        earlier[before] = earlier[before].max(steps[before][tag] + scores[at][tag] + backward[tag]);
                    }
                }
            }
            backward = earlier;
        }
    }
    let mut tags = vec![0u8; n];
    tags[n - 1] = (0..TAGS).find(|&tag| forward[n - 1][tag] == best).unwrap_or(0) as u8;
    for at in (1..n).rev() {
        tags[at - 1] = from[at][usize::from(tags[at])];
    }
    Decoded { tags, short_of_best }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_way_is_that_of_trying_all() {
        let mut seed = 7u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as i32 % 200 - 100
        };
        for _ in 0..20 {
            let scores: Vec<Row> = (0..4).map(|_| std::array::from_fn(|_| next())).collect();
            let steps: [Row; TAGS] = std::array::from_fn(|_| std::array::from_fn(|_| next()));
            let found = decode(&scores, &steps);
            let mut best = (i32::MIN, [0usize; 4]);
            let mut through = [[i32::MIN; TAGS]; 4];
            for code in 0..TAGS.pow(4) {
                let way: [usize; 4] = std::array::from_fn(|i| code / TAGS.pow(i as u32) % TAGS);
                let legal = (0..4usize).all(|i| may_follow(i.checked_sub(1).map(|b| way[b] as u8), way[i] as u8));
                if !legal {
                    continue;
                }
                let score: i32 = (0..4).map(|i| scores[i][way[i]]).sum::<i32>()
                    + way.windows(2).map(|pair| steps[pair[0]][pair[1]]).sum::<i32>();
                for (at, tag) in way.iter().enumerate() {
                    through[at][*tag] = through[at][*tag].max(score);
                }
                if score > best.0 {
                    best = (score, way);
                }
            }
            assert_eq!(found.tags, best.1.map(|tag| tag as u8));
            for (through, short) in through.iter().zip(&found.short_of_best) {
                for (&wanted, &got) in through.iter().zip(short) {
                    assert!(if wanted == i32::MIN { got == NEVER } else { got == wanted - best.0 });
                }
            }
        }
    }
}
