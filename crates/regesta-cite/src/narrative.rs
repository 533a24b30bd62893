use regesta_text::Span;

use crate::lists::CiteWord;
use crate::segment::{SegmentReader, Strength};
use crate::sequence::Sequence;
use crate::words::is_letter;

/// How far before a bracket its author is looked for, in bytes.
const REACH: usize = 100;

/// "Rubenson (1976, p. 404)": the author stands before the bracket `span`, which begins with a year and has a page.
pub fn narrative(reader: &SegmentReader<'_>, span: Span) -> Option<Sequence> {
    let inner = &reader.text[span.start + 1..span.end - 1];
    let year = inner.bytes().take_while(u8::is_ascii_digit).count();
    if year != 4 || inner.len() > 200 {
        return None;
    }
    let author = author_before(reader, span.start)?;
    let label = without_case(&reader.text[author.range()]).to_owned();
    let mut refs = Vec::new();
    let mut at = span.start + 1;
    for part in inner.split(';') {
        let draft = reader.read(Span::new(at, at + part.len()))?;
        at += part.len() + 1;
        let mut reference = draft.reference;
        let located = reference.pages.is_some() || reference.folios.is_some();
        if draft.strength == Strength::Archival
            || reference.label.is_some()
            || reference.year.is_none()
            || reference.date.is_some()
            || !located
        {
            return None;
        }
        reference.label = Some(label.clone());
        refs.push(reference);
    }
    Some(Sequence { span: Span::new(author.start, span.end), refs, strength: Strength::Strong })
}

/// The names that end right before the bracket at `at`: `Pipes and Malia`, `Kenez et al.`, `van der Linden`, `P. Kenez`.
fn author_before(reader: &SegmentReader<'_>, at: usize) -> Option<Span> {
    let before = reader.text[..at].trim_end_matches([' ', '\u{a0}']);
    if before.len() == at {
        return None;
    }
    let mut from = before.len().saturating_sub(REACH);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let words: Vec<(usize, &str)> = words(&before[from..]).map(|(i, word)| (from + i, word)).collect();
    let large = |i: usize, word: &str| {
        [reader.text, reader.shadow].iter().any(|text| text[i..].starts_with(char::is_uppercase))
            && word.chars().filter(|c| is_letter(*c)).count() > 1
            && word.chars().all(|c| is_letter(c) || matches!(c, '-' | '’' | '\'' | '‘' | 'ʼ' | 'ʿ'))
    };
    let mut left = words.len();
    // "et al.", "и др."
    let mut others = 0;
    while others < 2 && left > 1 && small(words[left - 1].1) {
        left -= 1;
        others += 1;
    }
    if others > 0 && !(before.ends_with('.') || reader.lists.is_others(&before[words[left].0..])) {
        return None;
    }
    let (start, word) = *words.get(left.checked_sub(1)?)?;
    if !large(start, word) {
        return None;
    }
    left -= 1;
    // One more name behind "and".
    if left > 1 {
        let (and, word) = words[left - 1];
        let joins = word == "&"
            || reader
                .lists
                .cite_word_at(reader.text, and, and + word.len(), &[CiteWord::And])
                .is_some_and(|found| found.end == and + word.len());
        let (first, name) = words[left - 2];
        if joins && large(first, name) {
            left -= 2;
        }
    }
    // Particles and initials.
    while left > 0 {
        let word = words[left - 1].1;
        let initial = word.ends_with('.') && word.chars().count() == 2 && word.starts_with(char::is_uppercase);
        let behind = words[left].1;
        let particle = reader.lists.is_particle(word) && behind.starts_with(is_letter);
        if !initial && !particle {
            break;
        }
        left -= 1;
    }
    Some(Span::new(words[left].0, before.len()))
}

fn small(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.chars().count() <= 6
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split([' ', '\u{a0}', '\n'])
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - base, word))
}

/// Without the ending that an apostrophe sets off: `Rubenson's`, `Kurat'a`. `O'Brien` keeps its own.
fn without_case(name: &str) -> &str {
    let name = name.trim_end_matches(['.', ' ']);
    match name.rfind(['\'', '’']) {
        Some(at) => {
            let ending = name[at..].trim_start_matches(['\'', '’']);
            let short = !ending.is_empty() && ending.chars().count() <= 4 && ending.chars().all(char::is_lowercase);
            if short { &name[..at] } else { name }
        }
        None => name,
    }
}
