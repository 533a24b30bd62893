//! Regions and passages as bytes of a column.

use regesta_reuse::{Evidence, Forms, Passage, Region, Step, Text};

use crate::bytes::{Reader, Writer};
use crate::error::Result;
use crate::words::form_hash;

/// Text numbers of a pair, the smaller first, as one number.
pub(crate) fn pair_key(a: u32, b: u32) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

/// Both halves of a number.
pub(crate) fn halves(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32)
}

pub(crate) fn write_region(region: &Region) -> Vec<u8> {
    let mut out = Writer::default();
    for edge in [region.a.start, region.a.end, region.b.start, region.b.end] {
        out.number(edge.into());
    }
    out.number(region.seeds.len() as u64);
    let (mut a, mut b) = (region.a.start, region.b.start);
    for &(x, y) in &region.seeds {
        out.signed(i64::from(x) - i64::from(a));
        out.signed(i64::from(y) - i64::from(b));
        (a, b) = (x, y);
    }
    out.0
}

pub(crate) fn read_region(bytes: &[u8]) -> Result<Region> {
    let mut read = Reader::new(bytes, "a region");
    let (a, b) = (read.small()?..read.small()?, read.small()?..read.small()?);
    let count = read.number()? as usize;
    let mut seeds = Vec::with_capacity(count.min(bytes.len()));
    let (mut x, mut y) = (i64::from(a.start), i64::from(b.start));
    for _ in 0..count {
        (x, y) = (x + read.signed()?, y + read.signed()?);
        seeds.push((x as u32, y as u32));
    }
    Ok(Region { a, b, seeds })
}

/// A passage with what is needed to score it once it is known how rare its words are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Candidate {
    pub passage: Passage,
    pub evidence: Evidence,
    /// The hash of each word of the evidence.
    pub forms: Vec<u64>,
}

impl Candidate {
    /// `a` are the words of the first text from word `first` on.
    pub fn new(passage: Passage, a: &Text, first: u32, forms: &Forms) -> Self {
        let mut steps = passage.steps.clone();
        for step in &mut steps {
            step.a = step.a.start - first..step.a.end - first;
        }
        let mut evidence = Evidence::of(&steps, a, &regesta_reuse::Scale::new(forms));
        let words = &a.words()[evidence.words.start as usize..evidence.words.end as usize];
        evidence.words = evidence.words.start + first..evidence.words.end + first;
        let forms = words.iter().map(|word| form_hash(forms.folded(word.form()))).collect();
        Self { passage, evidence, forms }
    }

    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        let passage = &self.passage;
        out.number(u64::from(passage.quoted.0) | u64::from(passage.quoted.1) << 1);
        out.number(passage.score.into());
        out.number(passage.steps.len() as u64);
        let (mut a, mut b) = (0, 0);
        for step in &passage.steps {
            for (range, at) in [(&step.a, &mut a), (&step.b, &mut b)] {
                out.signed(i64::from(range.start) - *at);
                out.number((range.end - range.start).into());
                *at = i64::from(range.end);
            }
            out.signed(step.weight.into());
        }
        out.signed(self.evidence.against);
        out.number(self.forms.len() as u64);
        for (form, weight) in self.forms.iter().zip(&self.evidence.weights) {
            out.0.extend_from_slice(&form.to_le_bytes());
            out.number((*weight).into());
        }
        out.0
    }

    pub fn read(pair: u64, bytes: &[u8]) -> Result<Self> {
        let mut read = Reader::new(bytes, "a passage");
        let (text_a, text_b) = halves(pair);
        let quoted = read.number()?;
        let score = read.small()?;
        let count = read.number()? as usize;
        let mut steps = Vec::with_capacity(count.min(bytes.len()));
        let (mut a, mut b) = (0_i64, 0_i64);
        for _ in 0..count {
            let mut range = |at: &mut i64| -> Result<std::ops::Range<u32>> {
                let start = *at + read.signed()?;
                *at = start + i64::from(read.small()?);
                Ok(start as u32..*at as u32)
            };
            let (of_a, of_b) = (range(&mut a)?, range(&mut b)?);
            steps.push(Step { a: of_a, b: of_b, weight: read.signed()? as i32 });
        }
        let against = read.signed()?;
        let count = read.number()? as usize;
        let (mut forms, mut weights) = (Vec::new(), Vec::new());
        for _ in 0..count {
            let (form, rest) =
                read.rest.split_first_chunk::<8>().ok_or(crate::error::EngineError::Damaged { what: "a passage" })?;
            forms.push(u64::from_le_bytes(*form));
            read.rest = rest;
            weights.push(read.small()?);
        }
        let start = steps.first().map_or(0, |step| step.a.start);
        let evidence = Evidence { words: start..start + weights.len() as u32, weights, against };
        let passage = Passage { text_a, text_b, steps, score, quoted: (quoted & 1 != 0, quoted & 2 != 0) };
        Ok(Self { passage, evidence, forms })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_come_back() {
        let region = Region { a: 0..270, b: 5_000..5_500, seeds: vec![(20, 5_200), (20, 5_260), (70, 5_250)] };
        assert_eq!(read_region(&write_region(&region)).unwrap(), region);
        assert!(read_region(&[1, 2]).is_err());
    }

    #[test]
    fn passages_come_back() {
        let steps = vec![
            Step { a: 7..8, b: 90..91, weight: 50 },
            Step { a: 8..9, b: 91..91, weight: -45 },
            Step { a: 9..10, b: 91..93, weight: 30 },
        ];
        let passage = Passage { text_a: 3, text_b: 9, steps, score: 44, quoted: (true, false) };
        let evidence = Evidence { words: 7..10, weights: vec![50, 0, 30], against: -45 };
        let candidate = Candidate { passage, evidence, forms: vec![1, u64::MAX, 77] };
        assert_eq!(Candidate::read(pair_key(3, 9), &candidate.write()).unwrap(), candidate);
    }
}
