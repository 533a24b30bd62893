//! Learning the weights of the chain: a conditional random field by stochastic gradient descent with an L2 penalty (Lafferty,
//! McCallum, Pereira 2001; the schedule of steps is Bottou's). Only sums, products and quotients of doubles are used, in one
//! order, so that the same texts give the same weights everywhere.

use super::TAGS;
use super::may_follow;

/// A sentence for learning.
#[derive(Debug)]
pub(crate) struct Sentence {
    /// Numbers of the features of each word.
    pub(crate) features: Vec<Vec<u32>>,
    pub(crate) tags: Vec<u8>,
    /// 0 with capitals, 1 without.
    pub(crate) mode: usize,
}

/// What is learnt.
#[derive(Debug)]
pub(crate) struct Weights {
    /// By feature and tag.
    pub(crate) features: Vec<[f64; TAGS]>,
    /// By mode, earlier tag and tag.
    pub(crate) steps: [[[f64; TAGS]; TAGS]; 2],
}

/// eˣ, by halving and a series; the standard library asks the operating system, whose last digit differs.
fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let halvings = 10;
    let small = x / f64::from(1 << halvings);
    let mut sum = 1.0;
    let mut term = 1.0;
    for n in 1..=8 {
        term *= small / f64::from(n);
        sum += term;
    }
    for _ in 0..halvings {
        sum *= sum;
    }
    sum
}

/// Learns from the sentences in `rounds` passes. `penalty` is the weight of the L2 term against the sum over all sentences.
pub(crate) fn learn(sentences: &[Sentence], features: usize, rounds: usize, penalty: f64) -> Weights {
    let count = sentences.len().max(1) as f64;
    let lambda = penalty / count;
    let first_step = 0.1;
    let mut weights = Weights { features: vec![[0.0; TAGS]; features], steps: [[[0.0; TAGS]; TAGS]; 2] };
    // True weights are these times `scale`: the penalty then costs one product a sentence.
    let mut scale = 1.0f64;
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    let mut time = 0.0f64;
    let mut space = Space::default();
    for _ in 0..rounds {
        for at in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(at, (seed % (at as u64 + 1)) as usize);
        }
        for &number in &order {
            let rate = first_step / (1.0 + lambda * first_step * time);
            time += 1.0;
            scale *= 1.0 - rate * lambda;
            if scale < 1e-6 {
                weights.features.iter_mut().flatten().for_each(|w| *w *= scale);
                weights.steps.iter_mut().flatten().flatten().for_each(|w| *w *= scale);
                scale = 1.0;
            }
            space.follow(&sentences[number], &mut weights, scale, rate / scale);
        }
    }
    weights.features.iter_mut().flatten().for_each(|w| *w *= scale);
    weights.steps.iter_mut().flatten().flatten().for_each(|w| *w *= scale);
    weights
}

/// Room for one sentence.
#[derive(Debug, Default)]
struct Space {
    scores: Vec<[f64; TAGS]>,
    forward: Vec<[f64; TAGS]>,
    backward: Vec<[f64; TAGS]>,
}

impl Space {
    /// One step along the gradient of a sentence's log-likelihood.
    fn follow(&mut self, sentence: &Sentence, weights: &mut Weights, scale: f64, rate: f64) {
        let n = sentence.tags.len();
        if n == 0 {
            return;
        }
        self.scores.clear();
        for features in &sentence.features {
            let mut row = [0.0; TAGS];
            for &feature in features {
                for (sum, w) in row.iter_mut().zip(&weights.features[feature as usize]) {
                    *sum += w;
                }
            }
            let top = row.iter().copied().fold(f64::MIN, f64::max);
            self.scores.push(row.map(|s| exp((s - top) * scale)));
        }
        let steps: [[f64; TAGS]; TAGS] = std::array::from_fn(|a| {
            std::array::from_fn(|b| {
                if may_follow(Some(a as u8), b as u8) { exp(weights.steps[sentence.mode][a][b] * scale) } else { 0.0 }
            })
        });
        self.forward.clear();
        self.forward.push(std::array::from_fn(|t| if may_follow(None, t as u8) { self.scores[0][t] } else { 0.0 }));
        normalise(&mut self.forward[0]);
        for at in 1..n {
            let mut row: [f64; TAGS] = std::array::from_fn(|t| {
                let sum: f64 = (0..TAGS).map(|b| self.forward[at - 1][b] * steps[b][t]).sum();
                sum * self.scores[at][t]
            });
            normalise(&mut row);
            self.forward.push(row);
        }
        self.backward.clear();
        self.backward.resize(n, [1.0; TAGS]);
        for at in (0..n - 1).rev() {
            let mut row: [f64; TAGS] = std::array::from_fn(|b| {
                (0..TAGS).map(|t| steps[b][t] * self.scores[at + 1][t] * self.backward[at + 1][t]).sum()
            });
            normalise(&mut row);
            self.backward[at] = row;
        }
        for at in 0..n {
            let mut share: [f64; TAGS] = std::array::from_fn(|t| self.forward[at][t] * self.backward[at][t]);
            normalise(&mut share);
            let mut change = share.map(|p| -p * rate);
            change[usize::from(sentence.tags[at])] += rate;
            for &feature in &sentence.features[at] {
                for (w, c) in weights.features[feature as usize].iter_mut().zip(&change) {
                    *w += c;
                }
            }
            if at > 0 {
                let mut pairs = [[0.0; TAGS]; TAGS];
                let mut sum = 0.0;
                for (b, row) in pairs.iter_mut().enumerate() {
                    for (t, pair) in row.iter_mut().enumerate() {
                        *pair = self.forward[at - 1][b] * steps[b][t] * self.scores[at][t] * self.backward[at][t];
                        sum += *pair;
                    }
                }
                let table = &mut weights.steps[sentence.mode];
                for (b, row) in pairs.iter().enumerate() {
                    for (t, pair) in row.iter().enumerate() {
                        table[b][t] -= rate * pair / sum;
                    }
                }
                table[usize::from(sentence.tags[at - 1])][usize::from(sentence.tags[at])] += rate;
            }
        }
    }
}

fn normalise(row: &mut [f64; TAGS]) {
    let sum: f64 = row.iter().sum();
    if sum > 0.0 {
        row.iter_mut().for_each(|p| *p /= sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_the_exponential() {
        for x in [-40.0, -3.5, -0.1, 0.0, 0.7, 5.0] {
            assert!((exp(x) / f64::exp(x) - 1.0).abs() < 1e-9, "{x}");
        }
    }

    #[test]
    fn learns_what_separates_two_tags() {
        let sentences: Vec<Sentence> = (0..40)
            .map(|i| {
                let names: Vec<u32> = (0..5).map(|w| u32::from((i + w) % 3 == 0)).collect();
                let tags = names.iter().map(|n| if *n == 1 { 3 } else { 0 }).collect();
                Sentence { features: names.iter().map(|n| vec![*n]).collect(), tags, mode: 0 }
            })
            .collect();
        let weights = learn(&sentences, 2, 20, 0.1);
        assert!(weights.features[1][3] > weights.features[1][0] + 1.0);
        assert!(weights.features[0][0] > weights.features[0][3] + 1.0);
        assert_eq!(learn(&sentences, 2, 20, 0.1).features, weights.features, "the same each time");
    }
}
