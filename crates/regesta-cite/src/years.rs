use crate::lists::{CiteWord, Lists};
use crate::numbers::is_year;
use crate::words::is_letter;

/// `1976`, `1976b`, `1633–47`, `1920/1999`, `1967 [1920]`
pub fn is_printed_year(words: &str) -> bool {
    let Some(year) = words.get(..4).filter(|year| is_year(year)) else { return false };
    let rest = words[year.len()..].trim_start();
    let other = rest.trim_start_matches(['-', '–', '/', '[', '(', '—']).trim_end_matches([']', ')']);
    let digits = other.bytes().all(|b| b.is_ascii_digit());
    let letter = |c: char| matches!(c, 'a'..='f' | 'а'..='е');
    rest.is_empty()
        || words.len() == year.len() + rest.len() && rest.chars().count() == 1 && rest.starts_with(letter)
        || other.len() < rest.len()
            && digits
            && (is_year(other) || rest.starts_with(['-', '–', '—', '/']) && other.len() <= 2)
            && !other.is_empty()
}

/// Cuts the year off the end of a name: `Ленин 1967`, `Orme (1778)`, `Адрес-календарь на 1920 год`.
pub fn split_year<'t>(lists: &Lists, words: &'t str) -> Option<(&'t str, &'t str)> {
    let mut rest = words.trim_end_matches(['.', ' ', '\u{a0}']);
    if let Some((before, last)) = rest.rsplit_once([' ', '\u{a0}', '.'])
        && lists.is_year_word(last)
    {
        rest = before.trim_end_matches(['.', ' ', '\u{a0}']);
    }
    let bracketed = rest.ends_with(')');
    let inner = rest.trim_end_matches(')');
    let without_letter = inner.trim_end_matches(['a', 'b', 'c', 'а', 'б', 'в', 'г']);
    let digits = if inner.len() - without_letter.len() <= 2 { without_letter } else { inner };
    let start = digits.len().checked_sub(4).filter(|start| digits.is_char_boundary(*start));
    // "CSPD 1640–1", "Kemal 1920/1999", "Lenin 1967 [1920]"
    if let Some(first) = rest.char_indices().rev().take(14).map(|(at, _)| at).find(|&at| {
        rest[..at].ends_with([' ', '\u{a0}']) && is_printed_year(&rest[at..]) && !is_year(&rest[at..]) && !bracketed
    }) && rest[..first].trim_end().ends_with(|c| is_letter(c) || c == '.')
    {
        let label = rest[..first].trim_end();
        return Some((label, &rest[first..]));
    }
    let start = start?;
    if !is_year(&digits[start..]) {
        return None;
    }
    let mut label = &inner[..start];
    if bracketed {
        // "(1778)", "(Berkeley, 1971)"
        let open = label.rfind('(')?;
        let place = &label[open + 1..];
        if !place.is_empty() && !place.ends_with([' ', ',']) {
            return None;
        }
        label = &label[..open];
    }
    let before = label.trim_end_matches(['-', '–', '/', '.']);
    if label.ends_with(char::is_alphanumeric) || before.len() < label.len() && before.ends_with(char::is_numeric) {
        return None;
    }
    label = label.trim_end();
    if let Some((before, last)) = label.rsplit_once([' ', '\u{a0}'])
        && lists.cite_word_at(last, 0, last.len(), &[CiteWord::ForYear]).is_some_and(|word| word.end == last.len())
    {
        label = before.trim_end();
    }
    label.chars().any(is_letter).then_some((label, &inner[start..]))
}

/// The day and the year of a date in words: `12 мая 1775 г.`, `May 3, 1919`, `1848. május 12`, `1877-ci il 3 may`. `None` where
/// no year is at an end of it or nothing but figures is left.
pub fn date_and_year<'t>(lists: &Lists, date: &'t str) -> Option<(&'t str, &'t str)> {
    let blank = [' ', '\u{a0}'];
    let date = date.trim_matches(|c: char| matches!(c, '.' | ',') || blank.contains(&c));
    let year_of = |word: &'t str| {
        let year = word.get(..4).filter(|year| is_year(year))?;
        let ending = word[4..].trim_end_matches('.');
        let suffix = ending.trim_start_matches(['-', '\'', '’', '.']);
        let printed = is_printed_year(word.trim_end_matches('.'));
        if printed && !ending.is_empty() {
            return Some(word.trim_end_matches('.'));
        }
        suffix.chars().all(is_letter).then_some(year)
    };
    let named = |rest: &str| rest.chars().any(is_letter);
    let (mut before, mut last) = date.rsplit_once(blank)?;
    if lists.is_year_word(last) {
        (before, last) = before.rsplit_once(blank)?;
    }
    if let Some(year) = year_of(last) {
        let day = before.trim_end_matches(|c: char| matches!(c, '.' | ',') || blank.contains(&c));
        return named(day).then_some((day, year));
    }
    let (first, mut rest) = date.split_once(blank)?;
    let year = year_of(first)?;
    if let Some((word, behind)) = rest.split_once(blank)
        && lists.is_year_word(word)
    {
        rest = behind;
    }
    named(rest).then_some((rest, year))
}
