use regesta_lang::LangId;
use regesta_text::Span;

use crate::items::labelled_run;
use crate::lists::Part;
use crate::names::Names;
use crate::segment::SegmentReader;
use crate::series::series;
use crate::words::is_letter;

/// How far a shelfmark in running text is looked for on either side, in bytes.
const REACH: usize = 240;

/// The shelfmark that begins with a fond's label at `at`: fond and one more part at least, with the archive before it.
pub fn labelled_shelfmark(reader: &SegmentReader<'_>, at: usize, lang: &dyn Fn() -> Option<LangId>) -> Option<Span> {
    let (text, lists) = (reader.text, reader.lists);
    // What can stand behind the label: a number or a capital.
    let word: usize = text[at..].chars().take_while(|c| is_letter(*c)).map(char::len_utf8).take(40).sum();
    let value = text[at + word..].trim_start_matches(['.', ':', ' ', '-', '\u{a0}', '№', 'д']);
    if !value.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase()) || !lists.opens_fond(&text[at..at + word]) {
        return None;
    }
    let limit = boundary(text, (at + REACH).min(text.len()));
    if !lists.labels_at(text, at, limit).iter().any(|l| l.what.iter().any(|(_, part)| *part == Part::Fond)) {
        return None;
    }
    let run = labelled_run(lists, text, Span::new(at, limit), lang());
    let archive = archive_before(reader, at);
    let told = |part: &Part| part.is_archival() || *part == Part::Page || *part == Part::Number && archive.is_some();
    let parts: Vec<Part> = run.iter().filter_map(|item| item.label).take_while(told).collect();
    if parts.first() != Some(&Part::Fond) || parts.len() < 2 {
        return None;
    }
    let end = run[parts.len() - 1].whole.end;
    let start = archive.unwrap_or(at);
    Some(Span::new(start, end))
}

/// Where the archive that ends right before `at` begins.
fn archive_before(reader: &SegmentReader<'_>, at: usize) -> Option<usize> {
    let before = reader.text[..at].trim_end_matches([' ', ',', '.', ':', '\u{a0}']);
    let from = boundary(reader.text, before.len().saturating_sub(REACH / 2));
    let words = &reader.text[from..before.len()];
    let cut =
        words.rfind([';', '(', '[', '«', '\n']).map_or(0, |i| i + words[i..].chars().next().map_or(1, char::len_utf8));
    let names = Names { lists: reader.lists, archives: reader.archives, text: reader.text, shadow: reader.shadow };
    let span = Span::new(from + cut, before.len());
    if let Some(name) = names.archive_at_end(span) {
        return Some(name.printed.start);
    }
    let last = words[cut..].rfind([' ', '\u{a0}']).map_or(span.start, |i| from + cut + i + 1);
    let last = boundary(reader.text, last);
    let word = Span::new(last, span.end);
    names.archive_at_end(word).map(|name| name.printed.start)
}

/// The shelfmark behind the name of an archive of the list that begins at `at`: `TNA, FO 371/4931, f. 12`.
pub fn listed_shelfmark(
    reader: &SegmentReader<'_>,
    at: usize,
    word_end: usize,
    lang: &dyn Fn() -> Option<LangId>,
) -> Option<Span> {
    let text = reader.text;
    let name = &reader.shadow[at..word_end];
    if name.chars().filter(|c| c.is_uppercase()).take(2).count() < 2 || reader.archives.find(name).is_none() {
        return None;
    }
    let rest = text[word_end..].trim_start_matches([',', ':', ' ', '\u{a0}', '.']);
    let start = text.len() - rest.len();
    if start == word_end || start > word_end + 3 {
        return None;
    }
    let limit = boundary(text, (start + REACH / 3).min(text.len()));
    let stretch = &text[start..limit];
    let length = stretch.find([',', ';', '(', ')', '\n']).unwrap_or(stretch.len());
    let length = stretch[..length].find(". ").unwrap_or(length);
    let mut words = stretch[..length].trim_end_matches(['.', ' ']);
    // "FO 371/4931 says": the series and its number only.
    while series(words).is_none_or(|(_, number)| !number.contains('/')) {
        let shorter = words.rfind(' ')?;
        words = words[..shorter].trim_end();
    }
    // "FO 371/4931", "Add. MS 12/3", and no sentence.
    let large = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !words.split([' ', '\u{a0}']).all(large) {
        return None;
    }
    let mut end = start + words.len();
    let after = text[end..].trim_start_matches([',', ' ']);
    let from = text.len() - after.len();
    if from > end {
        let limit = boundary(text, (from + 60).min(text.len()));
        let run = labelled_run(reader.lists, text, Span::new(from, limit), lang());
        if let Some(item) = run.iter().take_while(|item| item.label.is_some_and(Part::is_archival)).last() {
            end = item.whole.end;
        }
    }
    Some(Span::new(at, end))
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
