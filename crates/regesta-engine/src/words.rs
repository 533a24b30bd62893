//! Texts as rows: parts of [`PART`] words, each with the words that follow it as far as shingles and triples need them.

use std::ops::Range;

use regesta_reuse::{Forms, Marks, Text, TextBuilder, hash_run};

use crate::bytes::{Reader, Writer};
use crate::error::Result;

/// Words of a part.
pub(crate) const PART: u32 = 128;

/// The key of a part of a text.
pub(crate) fn part_key(text: u32, part: u32) -> u64 {
    u64::from(text) << 32 | u64::from(part)
}

/// One word as it stands in a part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct StoredWord<'b> {
    pub folded: &'b str,
    pub marks: Marks,
    /// It begins a flow.
    pub flow: bool,
}

/// The parts of a text, in order; `letters` are those of a shingle.
pub(crate) fn parts<'t>(text: &'t Text, forms: &'t Forms, letters: usize) -> impl Iterator<Item = Vec<u8>> + 't {
    let words = text.words();
    (0..words.len()).step_by(PART as usize).map(move |start| {
        let end = (start + PART as usize).min(words.len());
        let folded = |at: usize| forms.folded(words[at].form());
        let (mut tail, mut have) = (0, 0);
        // Two words for triples; letters for shingles, which leave out words with digits.
        while end + tail < words.len() && (tail < 2 || have < letters) {
            let word = folded(end + tail);
            have += if has_digits(word) { 0 } else { word.chars().count() };
            tail += 1;
        }
        let mut out = Writer::default();
        out.number((end - start) as u64);
        out.number(tail as u64);
        for (at, word) in (start..).zip(&words[start..end + tail]) {
            let begins = at == 0 || text.flows().binary_search(&(at as u32)).is_ok();
            let marks = word.marks;
            out.text(folded(at));
            out.number(
                u64::from(marks.after_cut)
                    | u64::from(marks.bracketed) << 1
                    | u64::from(begins) << 2
                    | u64::from(marks.quotation) << 3,
            );
        }
        out.0
    })
}

/// The words of a part, those behind its end too, and how many are its own.
pub(crate) fn read_part(bytes: &[u8]) -> Result<(Vec<StoredWord<'_>>, usize)> {
    let mut read = Reader::new(bytes, "words of a text");
    let (own, tail) = (read.number()? as usize, read.number()? as usize);
    let mut words = Vec::with_capacity((own + tail).min(bytes.len()));
    for _ in 0..own + tail {
        let folded = read.text()?;
        let bits = read.number()?;
        let marks = Marks {
            after_cut: bits & 1 != 0,
            bracketed: bits & 2 != 0,
            quotation: u32::try_from(bits >> 3).unwrap_or(0),
        };
        words.push(StoredWord { folded, marks, flow: bits & 4 != 0 });
    }
    Ok((words, own))
}

/// The hash of the shingle at each of the part's own words; `None` where there is none.
pub(crate) fn part_shingles(bytes: &[u8], letters: usize) -> Result<Vec<Option<u64>>> {
    let (words, own) = read_part(bytes)?;
    let digits: Vec<bool> = words.iter().map(|word| has_digits(word.folded)).collect();
    let shingle = |at: usize| {
        let flow = (at..words.len()).take_while(|&n| n == at || !words[n].flow);
        let run = flow.filter(|&n| !digits[n]).map(|n| words[n].folded);
        if digits[at] { None } else { hash_run(run, letters) }
    };
    Ok((0..own).map(shingle).collect())
}

/// A hash for each of the part's own words: equal words, equal hashes.
pub(crate) fn part_forms(bytes: &[u8]) -> Result<Vec<u64>> {
    let (words, own) = read_part(bytes)?;
    Ok(words[..own].iter().map(|word| form_hash(word.folded)).collect())
}

/// A hash for each three words in a row that begin with one of the part's own.
pub(crate) fn part_triples(bytes: &[u8]) -> Result<Vec<u64>> {
    let (words, own) = read_part(bytes)?;
    let forms: Vec<u64> = words.iter().map(|word| form_hash(word.folded)).collect();
    Ok(forms.windows(3).take(own).map(|three| triple_hash(three[0], three[1], three[2])).collect())
}

pub(crate) fn form_hash(folded: &str) -> u64 {
    hash_run(std::iter::once(folded), folded.chars().count()).unwrap_or(0)
}

pub(crate) fn triple_hash(one: u64, two: u64, three: u64) -> u64 {
    let mut hash = one;
    for next in [two, three] {
        hash = (hash ^ (hash >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17) ^ next;
    }
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

fn has_digits(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// The words of `range` as a text, out of the parts that hold them, in order. The parts may end before the range does:
/// then the text does.
pub(crate) fn window(parts: &[(u32, &[u8])], range: &Range<u32>, forms: &mut Forms) -> Result<Text> {
    let mut builder = TextBuilder::new(forms);
    for &(part, bytes) in parts {
        let (words, own) = read_part(bytes)?;
        for (at, word) in (part * PART..).zip(&words[..own]) {
            if !range.contains(&at) {
                continue;
            }
            if word.flow {
                builder.end_flow();
            }
            builder.folded(word.folded, word.marks);
        }
    }
    Ok(builder.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use regesta_reuse::shingles;

    fn sample() -> (Text, Forms) {
        let mut forms = Forms::default();
        let mut builder = TextBuilder::new(&mut forms);
        for n in 0..30 {
            let line = format!(
                "On day {n} the keeper of lamp {n} wrote … «a letter [of some] length» to port number {}",
                n * 7
            );
            builder.block(n, &line, &[], std::slice::from_ref(&(40..60)));
            if n % 11 == 4 {
                builder.end_flow();
            }
        }
        (builder.finish(), forms)
    }

    #[test]
    fn parts_have_the_shingles_of_the_whole() {
        let (text, forms) = sample();
        let whole: Vec<(u32, u64)> = shingles(0, &text, &forms, 14).iter().map(|s| (s.word, s.hash)).collect();
        let mut found = Vec::new();
        for (n, part) in (0..).zip(parts(&text, &forms, 14)) {
            let hashes = part_shingles(&part, 14).unwrap();
            found.extend((n * PART..).zip(hashes).filter_map(|(at, hash)| Some((at, hash?))));
        }
        assert!(text.words().len() > 3 * PART as usize);
        assert_eq!(found, whole);
    }

    #[test]
    fn windows_out_of_parts_are_those_of_the_text() {
        let (text, forms) = sample();
        let stored: Vec<Vec<u8>> = parts(&text, &forms, 14).collect();
        let stored: Vec<(u32, &[u8])> = (0..).zip(stored.iter().map(Vec::as_slice)).collect();
        for range in [0..10, 100..300, 250..9_999, 0..9_999] {
            let mut own = Forms::default();
            let got = window(&stored, &range, &mut own).unwrap();
            let want = text.window(range);
            let of = |text: &Text, forms: &Forms| -> Vec<(String, Marks)> {
                text.words().iter().map(|w| (forms.folded(w.form()).to_owned(), w.marks)).collect()
            };
            assert_eq!(of(&got, &own), of(&want, &forms));
            assert_eq!(got.flows(), want.flows());
        }
    }

    #[test]
    fn triples_reach_into_the_next_part() {
        let (text, forms) = sample();
        let all: Vec<u64> = parts(&text, &forms, 14).flat_map(|part| part_triples(&part).unwrap()).collect();
        assert_eq!(all.len(), text.words().len() - 2);
    }

    #[test]
    fn damaged_rows_are_told() {
        assert!(read_part(&[3, 0, 200]).is_err());
        assert!(read_part(&[]).is_err());
    }
}
