use regesta_lang::{Passage, TokenKind};
use regesta_text::Span;

use crate::items::labelled_run;
use crate::lists::Part;
use crate::names::clean_label;
use crate::numbers::is_year;
use crate::segment::SegmentReader;
use crate::value::Reference;
use crate::words::{is_letter, word_end};
use crate::years::date_and_year;

/// Bytes in the longest name of a newspaper.
const LONGEST_NAME: usize = 80;
/// How far behind its name day and number are looked for, in bytes.
const REACH: usize = 120;
const QUOTES: [(char, &[char]); 4] = [('«', &['»']), ('“', &['”', '“']), ('„', &['“', '”']), ('"', &['"'])];

/// A number of a newspaper in running text, and what it refers to.
pub struct Press {
    pub span: Span,
    pub reference: Reference,
}

/// Newspapers in running text outside `taken`: a name in quotation marks beside a word like "newspaper" or with a word of
/// newspapers in it, or bare words of which the last is one; behind it a day or a number. Sorted by place.
pub fn press(reader: &SegmentReader<'_>, passage: &Passage, taken: &[Span]) -> Vec<Press> {
    let mut found: Vec<Press> = Vec::new();
    let text = reader.text;
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return found;
    }
    let mut in_order = taken.to_vec();
    in_order.sort_by_key(|span| span.start);
    let free = |span: Span, found: &[Press]| {
        // Those taken do not overlap, so that the last that begins before the end tells.
        let before = in_order.partition_point(|t| t.start < span.end);
        (before == 0 || in_order[before - 1].end <= span.start)
            && found.last().is_none_or(|last| last.span.end <= span.start)
    };
    let mut next_token = 0;
    let mut quoted_until = 0;
    for (at, c) in text.char_indices() {
        if at < quoted_until {
            continue;
        }
        if let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == c) {
            if let Some(press) = quoted(reader, at, c, close).filter(|press| free(press.span, &found)) {
                quoted_until = press.span.end;
                found.push(press);
            }
            continue;
        }
        // The tokens of the text, each looked at once.
        while passage.tokens.get(next_token).is_some_and(|token| token.span.start < at) {
            next_token += 1;
        }
        let Some(token) = passage.tokens.get(next_token).filter(|token| token.span.start == at) else { continue };
        next_token += 1;
        if token.kind == TokenKind::Word
            && let Some(press) = bare(reader, token.span).filter(|press| free(press.span, &found))
        {
            quoted_until = press.span.end;
            found.push(press);
        }
    }
    found
}

/// "газета «Заря» от 5 мая 1906 г.", "“Kaspi” qəzeti 14 may 1895-ci il": a name in quotation marks.
fn quoted(reader: &SegmentReader<'_>, at: usize, open: char, close: &[char]) -> Option<Press> {
    let text = reader.text;
    let from = at + open.len_utf8();
    let inside = clipped(text, from, LONGEST_NAME);
    let length = inside.find(|c: char| close.contains(&c))?;
    let name = &inside[..length];
    let plain = name.starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= 5
        && !name.contains(['.', ',', ';', '\n'])
        && !name.bytes().any(|b| b.is_ascii_digit());
    let after = from + length + inside[length..].chars().next()?.len_utf8();
    if !plain || !clipped(text, after, REACH).bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    // "“Vakit”in", "«Зарі»"
    let suffix = text[after..].trim_start_matches(['\'', '’']);
    let suffix_at = text.len() - suffix.len();
    let mut behind = suffix_at + suffix.chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum::<usize>();
    let before = text[..at].trim_end_matches([' ', '\u{a0}']);
    let mut from = before.len().saturating_sub(40);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let word = before[from..].rsplit([' ', '\u{a0}', '(', '\n']).next().unwrap_or_default();
    let mut told = reader.lists.is_press_kind(word);
    if let Some(end) = kind_at(reader, behind) {
        (behind, told) = (end, true);
    }
    let known = || reader.lists.names_a_periodical(name) && name.split_whitespace().count() <= 3;
    if !(told || known()) {
        return None;
    }
    let (end, reference) = number_of(reader, behind, false)?;
    let label = clean_label(name).or_else(|| Some(name.to_owned()));
    Some(Press { span: Span::new(at, end), reference: Reference { label, ..reference } })
}

/// "the Leeds Mercury of 4 March 1843", "Servet-i Fünun, 7 Ekim 1908, s. 1", "Basiret gazetesinin 9 Mart 1870 …": a name
/// without quotation marks, whose last word is `word`.
fn bare(reader: &SegmentReader<'_>, word: Span) -> Option<Press> {
    let text = reader.text;
    let rest = &text[word.end..];
    let printed = &text[word.range()];
    let first = printed.chars().next()?;
    let behind = rest.trim_start_matches([',', ' ', '\u{a0}']);
    let gap = rest.len() - behind.len();
    if gap == 0 || gap > 3 {
        return None;
    }
    // "Basiret gazetesinin 9 Mart"
    if first.is_lowercase() {
        if !behind.starts_with(|c: char| c.is_ascii_digit()) || !reader.lists.is_press_kind(printed) {
            return None;
        }
        let name = name_before(text, word.start, 3)?;
        let (end, reference) = number_of(reader, word.end, false)?;
        let label = Some(text[name.range()].to_owned());
        return Some(Press { span: Span::new(name.start, end), reference: Reference { label, ..reference } });
    }
    // Cyrillic names without quotation marks are words of the language first.
    let dated = behind.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
        || ["of ", "for ", "dated "].iter().any(|link| behind.starts_with(link));
    let latin = first.is_uppercase() && ('A'..='\u{24f}').contains(&first);
    if !latin || !dated || printed.chars().count() < 3 {
        return None;
    }
    let name = name_before(text, word.end, 4)?;
    let words = &text[name.range()];
    let several = words.contains([' ', '\u{a0}']);
    let listed = printed.chars().count() > 3 && reader.lists.names_a_periodical(printed);
    if !listed && !crate::believable::is_izafet(words) {
        return None;
    }
    let (end, reference) = number_of(reader, word.end, true)?;
    // One word, or two that may be a place: only with a page or a number.
    let located = reference.pages.is_some() || reference.issue.is_some();
    let dated = reference.year.is_some() && reference.date.is_some();
    let (sure, paged) = (listed && several && dated, located && dated);
    (sure || paged).then(|| Press {
        span: Span::new(name.start, end),
        reference: Reference { label: Some(words.to_owned()), ..reference },
    })
}

/// One past a word like "newspaper" at `at`, blanks before it.
fn kind_at(reader: &SegmentReader<'_>, at: usize) -> Option<usize> {
    let rest = &reader.text[at..];
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    let start = reader.text.len() - word.len();
    let end = word_end(reader.text, start, reader.text.len());
    (start > at && reader.lists.is_press_kind(&reader.text[start..end])).then_some(end)
}

/// The words with capitals that end at `end`, at most `most`.
fn name_before(text: &str, end: usize, most: usize) -> Option<Span> {
    let trimmed = text[..end].trim_end_matches([' ', '\u{a0}']);
    let mut start = trimmed.len();
    for _ in 0..most {
        let before = text[..start].trim_end_matches([' ', '\u{a0}']);
        if start < trimmed.len() && before.len() + 1 < start {
            break;
        }
        let length: usize = before
            .chars()
            .rev()
            .take_while(|c| is_letter(*c) || matches!(c, '-' | '’' | '\''))
            .map(char::len_utf8)
            .sum();
        let word = before.len() - length;
        if length == 0 || !before[word..].starts_with(char::is_uppercase) {
            break;
        }
        start = word;
    }
    (start < trimmed.len()).then(|| Span::new(start, trimmed.len()))
}

/// Day, number and page behind the name that ends at `at`, and where they end. A day or a number must be there. `strict`: a
/// comma or "of" leads to them.
fn number_of(reader: &SegmentReader<'_>, at: usize, strict: bool) -> Option<(usize, Reference)> {
    let text = reader.text;
    let limit = at + clipped(text, at, REACH).len();
    let limit = text[at..limit].find(['\n', ';', '«', '„', '“']).map_or(limit, |cut| at + cut);
    let mut reference = Reference::default();
    let mut end = at;
    let mut place = at;
    let mut links = 0;
    for _ in 0..12 {
        let rest = text[place..limit].trim_start_matches([' ', ',', '\u{a0}']);
        place = limit - rest.len();
        if rest.is_empty() {
            break;
        }
        // "«Борьба» (Тифлис), 1920, 4 мая"
        if place < at + 3
            && let Some(inner) = rest.strip_prefix('(')
            && let Some(close) = inner.find(')').filter(|close| *close < 40)
            && !inner[..close].bytes().any(|b| b.is_ascii_digit())
        {
            place += close + 2;
            continue;
        }
        if reference.date.is_none()
            && let Some(date_end) = date_from(reader, place, limit)
        {
            let printed = text[place..date_end].trim_end_matches('.');
            match date_and_year(reader.lists, printed) {
                Some((date, year)) if reference.year.is_none() => {
                    (reference.date, reference.year) = (Some(date.to_owned()), Some(year.to_owned()));
                }
                _ => reference.date = Some(printed.to_owned()),
            }
            (end, place, links) = (date_end, date_end, 0);
            continue;
        }
        if let Some((number, number_end)) = numbered(reader, place, limit).filter(|_| reference.issue.is_none()) {
            reference.issue = Some(number.to_owned());
            (end, place, links) = (number_end, number_end, 0);
            continue;
        }
        if rest.get(..4).is_some_and(is_year) && reference.year.is_none() && !rest[4..].starts_with(is_letter) {
            reference.year = Some(rest[..4].to_owned());
            place += 4;
            let word = text[place..limit].trim_start_matches([' ', '\u{a0}']);
            let word_at = limit - word.len();
            let after = word_end(text, word_at, limit);
            if after > word_at && reader.lists.is_year_word(&text[word_at..after]) {
                place = after + usize::from(text[after..limit].starts_with('.'));
            }
            continue;
        }
        let item = labelled_run(reader.lists, text, Span::new(place, limit), reader.lang).into_iter().next();
        match item.map(|item| (item, item.label)) {
            Some((item, Some(Part::Number | Part::Issue))) if reference.issue.is_none() => {
                reference.issue = Some(reader.words(item.value).to_owned());
                (end, place, links) = (item.whole.end, item.whole.end, 0);
            }
            Some((item, Some(Part::Page))) if end > at => {
                reference.pages = Some(reader.words(item.value).to_owned());
                return Some((item.whole.end, reference));
            }
            _ => {
                let word = word_end(text, place, limit);
                links += 1;
                if links > 2 || word == place || !reader.lists.is_press_link(&text[place..word]) {
                    break;
                }
                place = word + usize::from(text[word..limit].starts_with('.'));
            }
        }
    }
    let told = reference.date.is_some() || reference.issue.is_some() && (reference.year.is_some() || !strict);
    (told && end > at).then_some((end, reference))
}

/// Where a date that begins at `at` ends, its year word and the stop of that included.
fn date_from(reader: &SegmentReader<'_>, at: usize, limit: usize) -> Option<usize> {
    const WORDS: usize = 6;
    let text = reader.text;
    let rest = &text[at..limit];
    if !rest.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase()) {
        return None;
    }
    let ends = rest.match_indices([' ', '\u{a0}']).map(|(i, _)| at + i).chain([limit]).take(WORDS);
    let ends: Vec<usize> = ends.collect();
    let month_alone = rest.starts_with(is_letter);
    let found = ends.into_iter().rev().find(|&end| {
        let words = text[at..end].trim_end_matches([',', '.', ':', ')', ' ', '?', '!']);
        !words.is_empty() && reader.date(Span::new(at, at + words.len())) == Some(at)
    })?;
    let words = text[at..found].trim_end_matches([',', '.', ':', ')', ' ', '?', '!']);
    let mut end = at + words.len();
    // "5 мая 1906 г.": the stop of the abbreviation.
    let last = words.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    if reader.lists.is_year_word(last) && text[end..limit].starts_with('.') {
        end += 1;
    }
    // A month alone is none: "The Times, May he live".
    (!month_alone || words.bytes().any(|b| b.is_ascii_digit())).then_some(end)
}

/// "21. sayısı", "9-cu nömrəsində": an ordinal before a word for a number of a newspaper.
fn numbered<'t>(reader: &SegmentReader<'t>, at: usize, limit: usize) -> Option<(&'t str, usize)> {
    let rest = &reader.text[at..limit];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 5 {
        return None;
    }
    let ending = rest[digits..].trim_start_matches(['.', '-', '\'', '’']);
    let ordinal = ending.len() < rest.len() - digits;
    let word = ending.trim_start_matches(is_letter).trim_start_matches([' ', '\u{a0}']);
    let start = limit - word.len();
    let end = word_end(reader.text, start, limit);
    (ordinal && end > start && reader.lists.is_press_number(&reader.text[start..end])).then(|| (&rest[..digits], end))
}

/// At most `most` bytes of `text` from `at` on.
fn clipped(text: &str, at: usize, most: usize) -> &str {
    let mut end = (at + most).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[at..end]
}
