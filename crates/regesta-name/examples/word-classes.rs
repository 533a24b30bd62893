//! Makes `classes-ru.bin` of regesta-name from word vectors of navec (MIT): words that stand in like surroundings get one class.
//!
//! ```text
//! cargo run --release -p regesta-name --example word-classes -- navec_news_v1_1B_250K_300d_100q.tar crates/regesta-name/models/classes-ru.bin
//! ```
//!
//! The vectors are those in the package `natasha` 1.6.0 (a file of PyPI). A tree of k-means (64 branches, of each 16, of each 4)
//! gives every word twelve bits. The same file gives the same bytes: sums go in one order, and nothing is drawn by lot.

use std::io::Read;

use anyhow::{Context, Result, bail};
use regesta_name::WordClasses;

const DIMENSIONS: usize = 300;
const BRANCHES: [usize; 3] = [64, 16, 4];
const ROUNDS: usize = 12;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        bail!("give the tar file of navec and the file to write");
    };
    let tar = std::fs::read(&from).with_context(|| format!("{from}: cannot be read"))?;
    let (words, vectors) = read_vectors(&tar).with_context(|| format!("{from}: not a file of navec"))?;
    println!("{} words", words.len());
    let all: Vec<usize> = (0..words.len()).collect();
    let mut classes = vec![0u16; words.len()];
    divide(&vectors, &all, 0, 0, &mut classes);
    let bytes = WordClasses::write(words.into_iter().zip(classes));
    println!("{} bytes", bytes.len());
    std::fs::write(&to, bytes).with_context(|| format!("{to}: cannot be written"))
}

/// A member of a tar file.
fn member<'a>(tar: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let mut at = 0;
    loop {
        let head = tar.get(at..at + 512)?;
        let end = head[..100].iter().position(|b| *b == 0)?;
        let octal = std::str::from_utf8(&head[124..135]).ok()?.trim();
        let size = usize::from_str_radix(octal, 8).ok()?;
        if head[..end] == *name.as_bytes() {
            return tar.get(at + 512..at + 512 + size);
        }
        at += 512 + size.div_ceil(512) * 512;
    }
}

/// Words, and their vectors of length one, one after the other. A word is a hundred codes, each standing for three numbers.
fn read_vectors(tar: &[u8]) -> Option<(Vec<String>, Vec<f32>)> {
    let mut vocabulary = Vec::new();
    flate2::read::GzDecoder::new(member(tar, "vocab.bin")?).read_to_end(&mut vocabulary).ok()?;
    let number = |bytes: &[u8], at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
    let count = number(&vocabulary, 0)?;
    let text = std::str::from_utf8(vocabulary.get(4 + 4 * count..)?).ok()?;
    let quantised = member(tar, "pq.bin")?;
    let (codes_per_word, codes) = (number(quantised, 8)?, number(quantised, 12)?);
    let part = DIMENSIONS / codes_per_word;
    let table = 16 + count * codes_per_word;
    let mut words = Vec::new();
    let mut vectors = Vec::new();
    for (at, word) in text.split('\n').enumerate().filter(|(_, w)| !w.starts_with('<')) {
        let start = vectors.len();
        for (place, &code) in quantised[16 + at * codes_per_word..][..codes_per_word].iter().enumerate() {
            let from = table + ((place * codes + usize::from(code)) * part) * 4;
            for bytes in quantised.get(from..from + part * 4)?.chunks_exact(4) {
                vectors.push(f32::from_le_bytes(bytes.try_into().ok()?));
            }
        }
        let length = vectors[start..].iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
        vectors[start..].iter_mut().for_each(|x| *x /= length);
        words.push(word.to_owned());
    }
    Some((words, vectors))
}

/// Product of two vectors in eight lanes, so that the order of the sums is fixed and yet fast.
fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; 8];
    let (first, second) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = first.remainder().iter().zip(second.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in first.zip(second) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// Divides words into the branches of a level, and each branch further.
fn divide(vectors: &[f32], words: &[usize], level: usize, class: u16, classes: &mut [u16]) {
    let Some(&branches) = BRANCHES.get(level) else {
        for &word in words {
            classes[word] = class;
        }
        return;
    };
    let vector = |word: usize| &vectors[word * DIMENSIONS..(word + 1) * DIMENSIONS];
    // A sample is enough to find the middles.
    let step = (words.len() / 30_000).max(1);
    let sample: Vec<usize> = words.iter().copied().step_by(step).collect();
    let mut middles: Vec<Vec<f32>> =
        (0..branches).filter_map(|b| sample.get(b * sample.len() / branches)).map(|w| vector(*w).to_vec()).collect();
    let nearest = |middles: &[Vec<f32>], word: usize| {
        let mut best = (f32::MIN, 0);
        for (number, middle) in middles.iter().enumerate() {
            let near = product(middle, vector(word));
            if near > best.0 {
                best = (near, number);
            }
        }
        best.1
    };
    for _ in 0..ROUNDS {
        let mut sums = vec![vec![0f32; DIMENSIONS]; middles.len()];
        for &word in &sample {
            let to = &mut sums[nearest(&middles, word)];
            to.iter_mut().zip(vector(word)).for_each(|(sum, x)| *sum += x);
        }
        for (middle, sum) in middles.iter_mut().zip(sums) {
            let length = product(&sum, &sum).sqrt();
            if length > 0.0 {
                *middle = sum.iter().map(|x| x / length).collect();
            }
        }
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); branches];
    for &word in words {
        parts[nearest(&middles, word)].push(word);
    }
    for (number, part) in parts.iter().enumerate() {
        divide(vectors, part, level + 1, class * branches as u16 + number as u16, classes);
    }
}
