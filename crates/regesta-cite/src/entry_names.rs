use crate::csl::CslName;
use crate::items::is_large;
use crate::lists::{CiteWord, Lists};

/// The authors that open an entry, and one past them in bytes: "Иванов И. И., Петров П. П.", "Marsh, Anne, and Peter
/// Toland", "Altstadt, A. L.". Empty and 0 where the entry opens with its title.
pub fn authors(lists: &Lists, text: &str) -> (Vec<CslName>, usize) {
    let (names, end) = with_initials(lists, text);
    if !names.is_empty() {
        return (names, end);
    }
    let Some((first, mut end)) = inverted(lists, text) else { return (Vec::new(), 0) };
    let mut names = vec![first];
    // ", and Peter Toland", "; Toland, Peter"
    while names.len() < 12 {
        let rest = &text[end..];
        let Some(and) = and_behind(lists, rest) else { break };
        let next = &rest[and..];
        let stop = next.find(['.', ',', ':', '(', '“', '"', '«', '„']).unwrap_or(next.len());
        let mut length = stop;
        // Initials have stops.
        while next[length..].starts_with('.')
            && next[..length].rsplit(' ').next().is_some_and(|w| w.chars().count() == 1)
        {
            length += 1;
            length += next[length..].find(['.', ',', ':', '(', '“', '"', '«', '„']).unwrap_or(next.len() - length);
        }
        let words = next[..length].trim_end();
        let Some((given, family)) = words.rsplit_once(' ').filter(|_| name_words(lists, words, 5)) else { break };
        names.push(CslName { family: Some(family.to_owned()), given: Some(given.to_owned()), literal: None });
        end += and + length;
    }
    (names, end)
}

/// `Surname I. I.`, several with commas or "and" between.
fn with_initials(lists: &Lists, text: &str) -> (Vec<CslName>, usize) {
    let mut names = Vec::new();
    let mut end = 0;
    let mut at = 0;
    while names.len() < 20 {
        let Some((name, length)) = surname_and_initials(lists, &text[at..]) else { break };
        names.push(name);
        end = at + length;
        let rest = &text[end..];
        let comma = rest.trim_start_matches([',', ';', ' ', '\u{a0}']);
        let joined = and_behind(lists, rest).map(|and| end + and);
        match joined {
            Some(next) => at = next,
            None if comma.len() < rest.len() && rest.starts_with([',', ';']) => at = text.len() - comma.len(),
            None => break,
        }
    }
    (names, end)
}

fn surname_and_initials(lists: &Lists, text: &str) -> Option<(CslName, usize)> {
    let mut end = 0;
    for word in text.split([' ', '\u{a0}']).take(4) {
        let last = !lists.is_particle(word);
        end += word.len();
        if last {
            break;
        }
        end += 1;
    }
    let family = text.get(..end)?.trim_end_matches(',');
    if family.chars().filter(|c| c.is_alphabetic()).count() < 2
        || !family.split(' ').next_back()?.starts_with(is_large)
        || !family.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | 'ʼ' | ' '))
    {
        return None;
    }
    let mut at = end;
    let mut given_start = None;
    let mut given_end = end;
    for _ in 0..4 {
        let rest = text[at..].trim_start_matches([' ', '\u{a0}', '-']);
        let start = text.len() - rest.len();
        let letters: usize = rest.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        let word = &rest[..letters];
        // "Ю." and the digraph "Дж."
        if !(1..=2).contains(&word.chars().count()) || !word.starts_with(is_large) || !rest[letters..].starts_with('.')
        {
            break;
        }
        // A label of a part of the work is no initial: "С. 12".
        if rest[letters + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        given_start.get_or_insert(start);
        at = start + letters + 1;
        given_end = at;
    }
    let given = text[given_start?..given_end].to_owned();
    Some((CslName { family: Some(family.to_owned()), given: Some(given), literal: None }, given_end))
}

/// `Hovannisian, Richard G.`, `KURAT, Akdes Nimet`, `Schöllgen, Gregor`: a surname, a comma, given names.
fn inverted(lists: &Lists, text: &str) -> Option<(CslName, usize)> {
    let comma = text.find(',').filter(|at| *at < 50)?;
    let family = &text[..comma];
    if !name_words(lists, family, 3) || lists.names_a_periodical(family) || lists.names_an_archive(family) {
        return None;
    }
    let rest = text[comma + 1..].trim_start();
    let start = text.len() - rest.len();
    let mut length = 0;
    let mut words = 0;
    for word in rest.split(' ') {
        let plain = word.trim_end_matches([',', '.', ':', ';']);
        let initial = plain.chars().count() == 1;
        let named = plain.starts_with(is_large)
            && plain.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.'));
        if !named {
            break;
        }
        // An initial ends the given names unless another follows: "Richard G. The Republic".
        if words > 0 && rest[..length].trim_end().ends_with('.') && !initial {
            break;
        }
        words += 1;
        let stop = word.len() > plain.len() && !(initial && word.ends_with('.'));
        length += plain.len() + usize::from(initial && word.ends_with('.'));
        if stop || words > 3 {
            break;
        }
        length += 1;
    }
    let given = rest.get(..length)?.trim_end();
    let after = rest[given.len()..].trim_start();
    let ends =
        after.starts_with(['.', ',', ':', ';', '(']) || given.ends_with('.') || and_behind(lists, after).is_some();
    let city = lists.is_place(given);
    (words > 0 && words <= 3 && ends && !city).then(|| {
        let name = CslName { family: Some(family.to_owned()), given: Some(given.to_owned()), literal: None };
        (name, start + given.len())
    })
}

/// One past "and" and its blanks, at the start of `text`, commas before it included.
fn and_behind(lists: &Lists, text: &str) -> Option<usize> {
    let rest = text.trim_start_matches([',', ' ', '\u{a0}']);
    let start = text.len() - rest.len();
    let end = if rest.starts_with('&') {
        start + 1
    } else {
        lists.cite_word_at(text, start, text.len(), &[CiteWord::And])?.end
    };
    let blanks = text[end..].len() - text[end..].trim_start().len();
    (start > 0 && blanks > 0).then_some(end + blanks)
}

/// Up to `most` words that begin with a capital, particles between them allowed.
fn name_words(lists: &Lists, words: &str, most: usize) -> bool {
    let count = words.split(' ').count();
    let plain = |word: &str| {
        word.starts_with(is_large) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.'))
    };
    (1..=most).contains(&count)
        && words.split(' ').all(|word| plain(word) || lists.is_particle(word))
        && words.split(' ').next_back().is_some_and(plain)
}
