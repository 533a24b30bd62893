use regesta_text::Span;
use smallvec::SmallVec;

use crate::numbers::{is_roman, is_year};
use crate::segment::SegmentReader;
use crate::words::is_letter;
use crate::years::is_printed_year;

impl SegmentReader<'_> {
    /// Where a date that ends `span` begins: `14 января`, `16 July 1920`, `May 1920`, `12.03.1920`.
    pub fn date(&self, span: Span) -> Option<usize> {
        let words = self.words(span).trim_end_matches('.');
        let mut pieces: SmallVec<[(usize, &str); 8]> = SmallVec::new();
        let mut at = 0;
        for piece in words.split([' ', '\u{a0}']) {
            if !piece.is_empty() && !self.lists.is_date_joint(piece) {
                pieces.push((span.start + at, piece));
            }
            at = piece.as_ptr() as usize - words.as_ptr() as usize + piece.len() + 1;
        }
        let mut left = pieces.len();
        if left > 0 && self.lists.is_year_word(pieces[left - 1].1) {
            left -= 1;
        }
        if left > 0 && is_numeric_date(pieces[left - 1].1) {
            return Some(pieces[left - 1].0);
        }
        let revolutionary = |word: &str| is_roman(word) && word.starts_with(char::is_uppercase);
        // "May 3, 1919"
        if left > 2 && is_year(pieces[left - 1].1) && self.lists.is_month(pieces[left - 3].1) {
            let day = pieces[left - 2].1.trim_end_matches(',');
            if (1..=2).contains(&day.len()) && day.bytes().all(|b| b.is_ascii_digit()) {
                return Some(pieces[left - 3].0);
            }
        }
        let year_piece = |piece: &str| {
            let (year, ending) = piece.split_at(piece.find(['-', '\'', '’']).unwrap_or(piece.len()));
            is_year(year) && ending.chars().skip(1).all(is_letter) || piece.contains('/') && is_printed_year(piece)
        };
        let with_year = left > 1
            && (is_year(pieces[left - 1].1.trim_end_matches(['г', '.']))
                || year_piece(pieces[left - 1].1)
                || left > 2 && revolutionary(pieces[left - 1].1));
        if with_year {
            left -= 1;
        }
        let day_before = |at: usize| pieces[at].1.starts_with(|c: char| c.is_ascii_digit());
        let short = with_year && left > 1 && day_before(left - 2) && self.lists.is_short_month(pieces[left - 1].1);
        if left > 0 && (short || self.lists.is_month(pieces[left - 1].1)) {
            left -= 1;
        } else if left > 1 && self.lists.is_month_of_two(pieces[left - 2].1, pieces[left - 1].1) {
            left -= 2;
        } else {
            return None;
        }
        let is_day = |word: &str| {
            let digits = word.trim_end_matches(['-', '–', '.']);
            digits
                .split(['-', '–', '/'])
                .all(|d| !d.is_empty() && d.len() <= 2 && d.bytes().all(|b| b.is_ascii_digit()))
        };
        // "14 (27) апреля", "1 [14] мая": the day of the other calendar.
        if left > 1
            && let Some(other) =
                pieces[left - 1].1.strip_prefix(['(', '[']).and_then(|day| day.strip_suffix([')', ']']))
            && is_day(other)
            && is_day(pieces[left - 2].1)
        {
            return Some(pieces[left - 2].0);
        }
        if left > 0 && is_day(pieces[left - 1].1) {
            return Some(pieces[left - 1].0);
        }
        with_year.then(|| pieces[left].0)
    }
}

fn is_numeric_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['.', '/']).collect();
    parts.len() == 3
        && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        && (1..=2).contains(&parts[0].len())
        && (1..=2).contains(&parts[1].len())
        && is_year(parts[2])
}
