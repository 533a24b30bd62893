//! Numbers of things: “4,000 men”, «300 миллионов пудов», “üç tümen”.

use std::ops::Range;

use regesta_accounts::Count;
use regesta_lang::{LangId, Pack, lower};

use super::Reader;
use super::tellings::overlaps;
use crate::propose::Material;

/// Letters from which a word can say what is counted.
const UNIT: usize = 3;

/// The numbers in part of a line, each with the word after it that says of what. Years, days, pages and what stands in a
/// date, a name or a citation are none.
pub(super) fn counts(
    reader: &mut Reader<'_>,
    material: &Material,
    at: usize,
    pack: &Pack,
    lang: LangId,
    window: &Range<usize>,
) -> Vec<Count> {
    let line = &material.lines[at];
    let taken = |place: &Range<usize>| {
        line.dates.iter().chain(&line.citations).chain(&line.mentions).any(|s| overlaps(&s.place, place))
    };
    let tokens = &line.tokens;
    let word = |n: usize| &line.text[tokens[n].place.clone()];
    let between = |n: usize| &line.text[tokens[n].place.end..tokens[n + 1].place.start];
    let mut found = Vec::new();
    let mut n = 0;
    while n < tokens.len() {
        let start = n;
        n += 1;
        if !overlaps(&tokens[start].place, window) || taken(&tokens[start].place) {
            continue;
        }
        let Some(mut value) = number(word(start), pack) else { continue };
        // Groups of three: 72 472, 72,472, 72.472.
        let digits = |w: &str| w.len() == 3 && w.bytes().all(|b| b.is_ascii_digit());
        let begins = word(start).bytes().all(|b| b.is_ascii_digit()) && word(start).len() <= 3;
        while begins
            && n < tokens.len()
            && digits(word(n))
            && matches!(between(n - 1), " " | "\u{a0}" | "," | "." | "\u{202f}")
        {
            value = value * 1000.0 + word(n).parse::<f64>().unwrap_or(0.0);
            n += 1;
        }
        if let Some(scale) = (n < tokens.len()).then(|| scale(word(n), pack)).flatten() {
            value *= scale;
            n += 1;
        }
        // The word that is counted follows, with at most one word before it that says of what sort.
        let unit = (n..tokens.len().min(n + 2)).find(|&i| {
            let gap = between(i - 1).trim();
            gap.is_empty() && reader.is_noun(lang, word(i))
        });
        let Some(unit) = unit else { continue };
        let letters = word(unit).chars().filter(|c| c.is_alphabetic()).count();
        if letters < UNIT || taken(&tokens[unit].place) || reader.is_time(pack, word(unit)) {
            continue;
        }
        let unit = reader.stem(lang, word(unit));
        found.push(Count { unit, low: value, high: value });
    }
    found
}

/// A number in figures or as a word; “1920” alone may be a year and is none.
fn number(word: &str, pack: &Pack) -> Option<f64> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        let value: f64 = word.parse().ok()?;
        return (!(word.len() == 4 && (1000.0..2100.0).contains(&value))).then_some(value);
    }
    pack.lexicon("number-word").value(&lower(word, pack.casing()))?.parse().ok().filter(|n| *n > 1.0)
}

fn scale(word: &str, pack: &Pack) -> Option<f64> {
    let lexicon = pack.lexicon("number-scale");
    let word = lower(word, pack.casing());
    let entry = lexicon.get(&word).or_else(|| lexicon.stem_of(&word).map(|(_, entry)| entry));
    entry?.value.parse().ok()
}
