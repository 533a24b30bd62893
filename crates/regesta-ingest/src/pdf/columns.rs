//! Columns, found by the white space between them.
//!
//! A recursive cut in the manner of Nagy and Seth's X-Y tree, with one change: a gutter need not be free over the whole
//! height. The strip of white that keeps most words apart is sought; where words lie across it (a heading over both
//! columns, a full-width abstract) the region is cut above and below them.

use super::words::Word;

/// A gutter is at least so wide, in font sizes, and in points.
const GUTTER_SIZES: f32 = 0.75;
const GUTTER: f32 = 6.0;
/// Steps in which gutters are sought, in points.
const STEP: f32 = 2.0;
/// A pair of columns is at least this many font sizes high and has this many words on either side.
const LEAST_HEIGHT: f32 = 4.0;
const LEAST_WORDS: usize = 12;
/// Columns of text fill at least this part of their width and hold this many words a line; cells of tables do not.
const LEAST_FILL: f32 = 0.55;
const LEAST_PER_LINE: f32 = 2.5;
const MOST_DEPTH: u32 = 6;

/// The words `among` in regions of one column each, in reading order. `size` is the usual font size.
pub(super) fn find_regions(words: &[Word], among: Vec<u32>, size: f32) -> Vec<Vec<u32>> {
    let mut regions = Vec::new();
    cut(words, among, size, 0, &mut regions);
    regions
}

fn cut(words: &[Word], mut among: Vec<u32>, size: f32, depth: u32, regions: &mut Vec<Vec<u32>>) {
    if among.is_empty() {
        return;
    }
    among.sort_by(|&a, &b| {
        let (a, b) = (&words[a as usize], &words[b as usize]);
        a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0))
    });
    let search = Search { words, among: &among, size };
    let Some((gutter, bands)) = search.best_gutter().filter(|_| depth < MOST_DEPTH) else {
        regions.push(among);
        return;
    };
    let middle = (gutter.0 + gutter.1) / 2.0;
    let mut full: Vec<u32> = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut band = 0;
    for &index in &among {
        let word = &words[index as usize];
        while bands.get(band).is_some_and(|&(_, end)| word.y > end) {
            band += 1;
            let (l, r) = (std::mem::take(&mut left), std::mem::take(&mut right));
            cut(words, std::mem::take(&mut full), size, depth + 1, regions);
            cut(words, l, size, depth + 1, regions);
            cut(words, r, size, depth + 1, regions);
        }
        match bands.get(band) {
            Some(&(start, _)) if word.y >= start && (word.x0 + word.x1) / 2.0 < middle => left.push(index),
            Some(&(start, _)) if word.y >= start => right.push(index),
            _ => full.push(index),
        }
    }
    if band < bands.len() {
        cut(words, std::mem::take(&mut full), size, depth + 1, regions);
        cut(words, left, size, depth + 1, regions);
        cut(words, right, size, depth + 1, regions);
    }
    cut(words, full, size, depth + 1, regions);
}

/// Left and right edge of a strip of white.
type Gutter = (f32, f32);
/// Baselines between which the gutter is free: first and last, inclusive.
type Band = (f32, f32);

struct Search<'a> {
    words: &'a [Word],
    /// Sorted by baseline.
    among: &'a [u32],
    size: f32,
}

impl Search<'_> {
    fn word(&self, at: usize) -> &Word {
        &self.words[self.among[at] as usize]
    }

    fn best_gutter(&self) -> Option<(Gutter, Vec<Band>)> {
        if self.among.len() < 2 * LEAST_WORDS {
            return None;
        }
        let (x0, x1) = self.among.iter().fold((f32::MAX, f32::MIN), |(x0, x1), &index| {
            let word = &self.words[index as usize];
            (x0.min(word.x0), x1.max(word.x1))
        });
        let width = x1 - x0;
        let strip = (GUTTER_SIZES * self.size).max(GUTTER);
        if width.is_nan() || width <= 16.0 * self.size || width / STEP > 4000.0 {
            return None;
        }
        let steps = (width * 0.76 / STEP) as usize;
        let mut best: Option<(usize, usize, usize)> = None;
        for step in 0..steps {
            let at = x0 + width * 0.12 + step as f32 * STEP;
            let score: usize = self.bands((at, at + strip)).iter().map(|band| band.2).sum();
            best = match best {
                // A plateau is one gutter; its middle is taken.
                Some((value, from, to)) if value == score && to + 1 == step && score > 0 => Some((value, from, step)),
                Some((value, _, _)) if value >= score => best,
                _ if score > 0 => Some((score, step, step)),
                other => other,
            };
        }
        let (_, from, to) = best?;
        let middle = x0 + width * 0.12 + (from + to) as f32 / 2.0 * STEP;
        let gutter = (middle, middle + strip);
        let bands = self.bands(gutter).into_iter().map(|(start, end, _)| (start, end));
        let bands: Vec<Band> = bands
            .map(|band| self.without_short_line(band, gutter))
            .filter(|&band| self.is_text(band, gutter))
            .collect();
        (!bands.is_empty()).then_some((gutter, bands))
    }

    /// Stretches of lines, by their baselines, that leave the gutter free and have words on both sides, with the number
    /// of words on the side that has fewer.
    fn bands(&self, (x0, x1): Gutter) -> Vec<(f32, f32, usize)> {
        let mut bands = Vec::new();
        let (mut left, mut right) = (0, 0);
        let (mut start, mut end) = (f32::MIN, f32::MIN);
        let mut after = f32::MIN;
        for at in 0..=self.among.len() {
            let word = (at < self.among.len()).then(|| self.word(at));
            let is_across = word.is_none_or(|word| word.x0 < x1 && word.x1 > x0);
            if !is_across && let Some(word) = word {
                if word.y <= after {
                    continue;
                }
                if left + right == 0 {
                    start = word.y;
                }
                end = word.y;
                if word.x1 <= x0 {
                    left += 1
                } else {
                    right += 1
                }
                continue;
            }
            let least = left.min(right);
            if least >= LEAST_WORDS {
                // Words on the line of the obstacle itself are none of the band.
                let limit = word.map_or(f32::MAX, |word| word.y - 0.3 * word.size);
                let end = if end < limit { end } else { self.last_before(limit, start) };
                if end - start >= LEAST_HEIGHT * self.size {
                    bands.push((start, end, least));
                }
            }
            (left, right) = (0, 0);
            after = word.map_or(f32::MAX, |word| word.y + 0.3 * word.size);
        }
        bands
    }

    fn last_before(&self, limit: f32, start: f32) -> f32 {
        let end = self.among.partition_point(|&index| self.words[index as usize].y < limit);
        if end == 0 { start } else { self.word(end - 1).y }
    }

    /// The last line of a full-width paragraph may be too short to reach the gutter: lines above the first of the other
    /// side that follow at the usual distance on what is full-width belong to that.
    fn without_short_line(&self, (start, end): Band, (x0, x1): Gutter) -> Band {
        let from = self.among.partition_point(|&index| self.words[index as usize].y < start);
        let inside = || (from..self.among.len()).map(|at| self.word(at)).take_while(|word| word.y <= end);
        let first = |is_left: bool| inside().find(|word| (word.x1 <= x0) == is_left || (word.x0 >= x1) != is_left);
        let (Some(left), Some(right)) = (first(true), first(false)) else { return (start, end) };
        let Some(above) = from.checked_sub(1).map(|at| self.word(at)) else { return (start, end) };
        let (upper, lower) = if left.y < right.y { (left, right) } else { (right, left) };
        let step = upper.y - above.y;
        let is_one_line = lower.y - upper.y > 0.6 * self.size && lower.y - upper.y < 6.0 * self.size;
        let mut next = inside().map(|word| word.y).filter(|y| y - upper.y > 0.5 * self.size);
        let gap = next.next().map_or(0.0, |y| y - upper.y);
        let is_near = step > 0.0 && step < 1.5 * upper.size && gap > 1.15 * step;
        let same_type = (above.size - upper.size).abs() < 0.06 * upper.size;
        if is_one_line && is_near && same_type { (upper.y + 0.3 * self.size, end) } else { (start, end) }
    }

    /// Whether both sides look like columns of running text.
    fn is_text(&self, (start, end): Band, (x0, _): Gutter) -> bool {
        let side = |is_left: bool| {
            let mut lines: Vec<(f32, f32, f32, u32)> = Vec::new();
            let words = self.among.iter().map(|&index| &self.words[index as usize]);
            for word in words.filter(|w| w.y >= start && w.y <= end && (w.x0 < x0) == is_left && !w.is_raised) {
                match lines.last_mut().filter(|(y, ..)| (word.y - y).abs() < 0.35 * word.size) {
                    Some((_, x0, x1, count)) => {
                        (*x0, *x1, *count) = (x0.min(word.x0), x1.max(word.x1), *count + 1);
                    }
                    None => lines.push((word.y, word.x0, word.x1, 1)),
                }
            }
            let left = lines.iter().fold(f32::MAX, |x, line| x.min(line.1));
            let right = lines.iter().fold(f32::MIN, |x, line| x.max(line.2));
            let filled: f32 = lines.iter().map(|line| line.2 - line.1).sum();
            let words: u32 = lines.iter().map(|line| line.3).sum();
            let count = lines.len() as f32;
            lines.len() >= 3 && filled >= LEAST_FILL * count * (right - left) && words as f32 >= LEAST_PER_LINE * count
        };
        side(true) && side(false)
    }
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::Turn;
    use super::*;

    fn word(x0: f32, x1: f32, y: f32) -> Word {
        Word {
            start: 0,
            end: 1,
            x0,
            x1,
            y,
            size: 10.0,
            turn: Turn::Right,
            is_raised: false,
            is_glued: false,
            is_bold: false,
            is_italic: false,
            is_invisible: false,
        }
    }

    /// Five words a line from `x0` to `x1`.
    fn lines(x0: f32, x1: f32, from: f32, count: usize) -> Vec<Word> {
        let step = (x1 - x0) / 5.0;
        let row = |y: f32| (0..5).map(move |i| word(x0 + i as f32 * step, x0 + (i + 1) as f32 * step - 3.0, y));
        (0..count).flat_map(|line| row(from + 12.0 * line as f32)).collect()
    }

    fn regions(words: &[Word]) -> Vec<(usize, f32)> {
        let all = (0..words.len() as u32).collect();
        let first = |region: &Vec<u32>| words[region[0] as usize].x0;
        find_regions(words, all, 10.0).iter().map(|region| (region.len(), first(region))).collect()
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let words = [lines(50.0, 240.0, 100.0, 20), lines(260.0, 450.0, 106.0, 20)].concat();
        assert_eq!(regions(&words), [(100, 50.0), (100, 260.0)]);
    }

    #[test]
    fn heading_over_both_columns_divides_them() {
        let words = [
            lines(50.0, 450.0, 50.0, 3),
            lines(50.0, 240.0, 100.0, 10),
            lines(260.0, 450.0, 100.0, 10),
            lines(52.0, 450.0, 240.0, 2),
            lines(50.0, 240.0, 280.0, 10),
            lines(260.0, 450.0, 280.0, 10),
        ]
        .concat();
        let expected = [(15, 50.0), (50, 50.0), (50, 260.0), (10, 52.0), (50, 50.0), (50, 260.0)];
        assert_eq!(regions(&words), expected);
    }

    #[test]
    fn one_column_stays_one() {
        assert_eq!(regions(&lines(50.0, 450.0, 50.0, 40)).len(), 1);
    }

    #[test]
    fn cells_of_a_table_are_no_columns() {
        let row = |y: f32| [word(50.0, 90.0, y), word(250.0, 280.0, y), word(400.0, 440.0, y)];
        let words: Vec<Word> = (0..20).flat_map(|line| row(50.0 + 12.0 * line as f32)).collect();
        assert_eq!(regions(&words).len(), 1);
    }
}
