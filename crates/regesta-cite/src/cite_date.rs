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
        // "7. 4. 1841", "18 X 1788"
        if left > 2
            && is_year(pieces[left - 1].1)
            && is_day_of_month(pieces[left - 3].1)
            && (is_roman_month(pieces[left - 2].1)
                || pieces[left - 3].1.ends_with('.') && is_numbered_month(pieces[left - 2].1))
        {
            return Some(pieces[left - 3].0);
        }
        // "1848. május 12."
        if left > 2
            && is_day_of_month(pieces[left - 1].1)
            && self.lists.is_month(pieces[left - 2].1)
            && is_year(pieces[left - 3].1.trim_end_matches('.'))
        {
            return Some(pieces[left - 3].0);
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
            // "1877-ci il 3 may"
            if !with_year && left > 2 && self.lists.is_year_word(pieces[left - 2].1) && year_piece(pieces[left - 3].1) {
                return Some(pieces[left - 3].0);
            }
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

/// `7`, `7.`, `14–15`
fn is_day_of_month(word: &str) -> bool {
    word.trim_end_matches('.').split(['-', '–', '/']).all(|day| {
        !day.is_empty()
            && day.bytes().all(|b| b.is_ascii_digit())
            && day.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
    })
}

/// `4.`, `11.`
fn is_numbered_month(word: &str) -> bool {
    word.strip_suffix('.').and_then(|month| month.parse::<u32>().ok()).is_some_and(|month| (1..=12).contains(&month))
}

/// `I` to `XII`
fn is_roman_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    MONTHS.contains(&word)
}

/// Whether a day, a month in figures and a year with blanks between begin at `at`: `7. 4. 1841`.
pub fn opens_spaced_date(text: &str, at: usize, end: usize) -> bool {
    let mut pieces = text[at..end].split([' ', '\u{a0}']).filter(|piece| !piece.is_empty());
    let (Some(day), Some(month), Some(year)) = (pieces.next(), pieces.next(), pieces.next()) else { return false };
    day.ends_with('.')
        && is_day_of_month(day)
        && is_numbered_month(month)
        && year.get(..4).is_some_and(is_year)
        && !year[4..].starts_with(|c: char| c.is_ascii_digit())
}
