use std::cmp::Ordering;

use rayon::prelude::*;

use crate::{Form, Forms, Settings, Text};

/// A run of letters at a word's start, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shingle {
    /// Hash of the letters; the same in every run and on every machine.
    pub hash: u64,
    /// The number of its text.
    pub text: u32,
    /// The word at which it begins.
    pub word: u32,
}

/// One shingle that two texts share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seed {
    /// The text of the smaller number.
    pub a: u32,
    /// The other text.
    pub b: u32,
    /// The word of `a`.
    pub word_a: u32,
    /// The word of `b`.
    pub word_b: u32,
}

/// The shingles of a text: from each word's start, the next `letters` letters of words without digits, across spaces and
/// page breaks but not past the end of a flow. The idea is passim's; digits are left out since authors write `XI` and `11`.
pub fn shingles(number: u32, text: &Text, forms: &Forms, letters: usize) -> Vec<Shingle> {
    let mut out = Vec::with_capacity(text.words.len());
    let mut start = 0;
    for &end in &text.flows {
        let words: Vec<(u32, Form)> = (start..end)
            .map(|at| (at, text.words[at as usize].form))
            .filter(|&(_, form)| !forms.has_digits(form))
            .collect();
        for (n, &(word, _)) in words.iter().enumerate() {
            let run = words[n..].iter().map(|&(_, form)| forms.folded(form));
            if let Some(hash) = hash_run(run, letters) {
                out.push(Shingle { hash, text: number, word });
            }
        }
        start = end;
    }
    out
}

/// The hash of the first `letters` letters of a run of folded words; `None` if there are fewer. The same in every run of
/// the program and on every machine.
pub fn hash_run<'w>(words: impl Iterator<Item = &'w str>, letters: usize) -> Option<u64> {
    hash_letters(words.flat_map(str::chars), letters)
}

/// FNV-1a over code points, finished so that all bits count. `None` if there are too few.
fn hash_letters(mut run: impl Iterator<Item = char>, letters: usize) -> Option<u64> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for _ in 0..letters {
        hash = (hash ^ u64::from(u32::from(run.next()?))).wrapping_mul(0x0000_0100_0000_01b3);
    }
    Some((hash ^ (hash >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The seeds of all pairs of texts, sorted. A shingle that stands in one text only, or at too many places, gives none.
pub fn seeds(mut shingles: Vec<Shingle>, settings: &Settings) -> Vec<Seed> {
    shingles.par_sort_unstable();
    let mut seeds: Vec<Seed> = shingles
        .chunk_by(|a, b| a.hash == b.hash)
        .filter(|places| (2..=settings.shingle_places).contains(&places.len()))
        .flat_map(pairs)
        .collect();
    seeds.par_sort_unstable();
    seeds
}

fn pairs(places: &[Shingle]) -> impl Iterator<Item = Seed> + '_ {
    places.iter().enumerate().flat_map(|(n, a)| {
        places[n + 1..].iter().filter(|b| b.text.cmp(&a.text) == Ordering::Greater).map(|b| Seed {
            a: a.text,
            b: b.text,
            word_a: a.word,
            word_b: b.word,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TextBuilder;

    fn texts(parts: &[&str]) -> (Vec<Text>, Forms) {
        let mut forms = Forms::default();
        let texts = parts
            .iter()
            .map(|part| {
                let mut builder = TextBuilder::new(&mut forms);
                builder.block(0, part, &[], &[]);
                builder.finish()
            })
            .collect();
        (texts, forms)
    }

    #[test]
    fn hash_does_not_change_between_versions() {
        assert_eq!(hash_letters("телеграмма".chars(), 5), hash_letters("теле граф".replace(' ', "").chars(), 5));
        assert_eq!(hash_letters("abcde".chars(), 5), Some(12_792_365_989_439_722_751));
        assert_eq!(hash_letters("abcd".chars(), 5), None);
    }

    #[test]
    fn shared_words_give_seeds_on_one_diagonal() {
        let (texts, forms) = texts(&[
            "He wrote that the harbour is closed to every ship since Monday.",
            "Only now: the harbour is closed to every ship, they said.",
        ]);
        let all = texts.iter().enumerate().flat_map(|(n, text)| shingles(n as u32, text, &forms, 12)).collect();
        let seeds = seeds(all, &Settings::default());
        assert!(seeds.len() >= 3, "{seeds:?}");
        assert!(seeds.iter().all(|seed| seed.word_a - seed.word_b == 1), "{seeds:?}");
    }

    #[test]
    fn shingles_of_many_places_are_left_out() {
        let part = "the harbour is closed ".repeat(60);
        let (texts, forms) = texts(&[&part, &part]);
        let all: Vec<_> = texts.iter().enumerate().flat_map(|(n, text)| shingles(n as u32, text, &forms, 12)).collect();
        assert!(seeds(all, &Settings { shingle_places: 20, ..Settings::default() }).is_empty());
    }
}
