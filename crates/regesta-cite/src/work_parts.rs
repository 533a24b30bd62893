use regesta_text::Span;

use crate::items::is_large;
use crate::lists::Part;
use crate::numbers::{is_roman, is_year};
use crate::segment::{SegmentReader, extend};
use crate::value::Reference;
use crate::years::{is_printed_year, split_year};

impl SegmentReader<'_> {
    /// What a stretch without a label behind the name of a work is: volume, issue, year, date or pages.
    pub fn bare_literature(&self, span: Span, numbered: bool, reference: &mut Reference) {
        let words = self.words(span).trim_end_matches('.');
        // "3 (1967)", "Middle Eastern Studies 45 (2009)", "45" before "no. 2": the volume of a journal.
        let digits = |word: &str| (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        let (before, year) = match words.rsplit_once(" (") {
            Some((before, year)) if year.strip_suffix(')').is_some_and(is_year) => (before, year.strip_suffix(')')),
            _ => (words, None),
        };
        let last = before.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
        if let Some(year) = year.filter(|_| is_roman(last)) {
            reference.volume.get_or_insert_with(|| last.to_owned());
            reference.year.get_or_insert_with(|| year.to_owned());
            return;
        }
        let volume = last.split([':', '/']).next().unwrap_or_default();
        if digits(volume)
            && (year.is_some() || numbered && reference.pages.is_none())
            && self.date(span).is_none()
            && last.split([':', '/']).all(digits)
        {
            reference.volume.get_or_insert_with(|| volume.to_owned());
            if let Some((_, issue)) = last.split_once([':', '/']) {
                reference.issue.get_or_insert_with(|| issue.to_owned());
            }
            if let Some(year) = year {
                reference.year.get_or_insert_with(|| year.to_owned());
            }
            return;
        }
        if let Some((volume, pages)) = volume_and_pages(words).filter(|_| reference.pages.is_none()) {
            reference.volume.get_or_insert_with(|| volume.to_owned());
            reference.pages = Some(pages.to_owned());
        } else if reference.year.is_none() && is_printed_year(words.trim_matches(['(', ')'])) {
            reference.year = Some(words.trim_matches(['(', ')']).to_owned());
        } else if let Some(year) = imprint_year(words).filter(|_| reference.year.is_none()) {
            reference.year = Some(year.to_owned());
        } else if let Some(volume) = self.volume_before_its_label(words) {
            reference.volume.get_or_insert_with(|| volume.to_owned());
        } else if let Some((volume, _)) = words.split_once(" (").filter(|(volume, part)| {
            is_roman(volume)
                && part
                    .strip_suffix(')')
                    .is_some_and(|part| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()))
        }) {
            // "X (1)"
            reference.volume.get_or_insert_with(|| volume.to_owned());
        } else if is_roman(words) && !(words.chars().count() == 1 && self.lists.is_place(words))
            || words.split_once('/').is_some_and(|(volume, part)| is_roman(volume) && part.len() <= 2)
        {
            reference.volume.get_or_insert_with(|| words.to_owned());
        } else if let Some(at) = self.date(span) {
            // "от 5 мая 1906 г.", "du 5 mai"
            let lead = &self.text[span.start..at];
            if lead.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | '.'))
                && lead.len() < 16
                && reference.date.is_none()
            {
                reference.date = Some(words[at - span.start..].to_owned());
            }
        } else if self.is_number_list(span) {
            extend(&mut reference.pages, words);
        } else if let Some((_, year)) = split_year(self.lists, words) {
            reference.year.get_or_insert_with(|| year.to_owned());
        }
    }

    /// `V c.`, `3-cü cild`, `2. cilt`: the label behind its number.
    fn volume_before_its_label<'t>(&self, words: &'t str) -> Option<&'t str> {
        let (number, label) = words.split_once([' ', '\u{a0}'])?;
        let digits = number.split(['-', '.']).next().unwrap_or_default();
        let numeral =
            is_roman(number) || !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
        let labels = self.lists.labels_at(label, 0, label.len());
        let volume = labels
            .iter()
            .any(|found| found.end == label.len() && found.what.iter().any(|(_, part)| *part == Part::Volume));
        (numeral && volume).then_some(if is_roman(number) { number } else { digits })
    }

    /// The numbers of `98 и 99`, one by one.
    pub fn issues(&self, span: Span) -> Vec<String> {
        let words = self.words(span);
        let mut numbers = Vec::new();
        let mut current = String::new();
        for word in words.split_whitespace() {
            if self.is_and(word) {
                numbers.push(std::mem::take(&mut current));
            } else {
                if !current.is_empty() {
                    current.push(' ');
                }
                current.push_str(word);
            }
        }
        numbers.push(current);
        numbers.retain(|number| !number.is_empty());
        numbers
    }
}

/// `(Tbilisi, 1965)`, `(New York: Macmillan, 1927)`: place and year in brackets of their own, behind a volume.
fn imprint_year(words: &str) -> Option<&str> {
    let inner = words.strip_prefix('(')?.strip_suffix(')')?;
    let (place, year) = inner.rsplit_once([' ', '\u{a0}'])?;
    let told = place.starts_with(is_large) && place.ends_with([',', '.', ':']);
    (told && is_printed_year(year)).then_some(year)
}

/// `1:45`, `I/45`, `III/2:45`: a volume and a page in one word.
fn volume_and_pages(words: &str) -> Option<(&str, &str)> {
    let roman = |(volume, _): &(&str, &str)| is_roman(volume);
    let (volume, pages) = words
        .rsplit_once(':')
        .or_else(|| words.rsplit_once('/').filter(roman))
        .or_else(|| words.split_once(". ").filter(roman))?;
    let number = |part: &str| part.len() <= 3 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let numeral = volume.split('/').all(|part| is_roman(part) || number(part));
    let paged = pages
        .split(['-', '–'])
        .all(|page| !page.is_empty() && page.len() <= 4 && page.bytes().all(|b| b.is_ascii_digit()));
    let whole = pages.len() > 2 || words.contains([':', ' ']) || pages.len() == 2 && is_roman(volume);
    (numeral && paged && whole).then_some((volume, pages))
}

/// Whether the first number of `pages` lies within the range `range`, as printed ("122–5" ends at 125).
pub fn lies_within(pages: &str, range: &str) -> bool {
    let number = |words: &str| {
        let digits: String = words.trim().chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    };
    let Some((from, to)) = range.split_once(['-', '–', '—']) else { return false };
    let (Some(page), Some(from), Some(mut to)) = (number(pages), number(from), number(to)) else { return false };
    while to < from {
        let step = 10_u32.saturating_pow(to.max(1).ilog10() + 1);
        let next = from / step * step + to;
        to = if next < from { next + step } else { next };
    }
    (from..=to).contains(&page)
}
