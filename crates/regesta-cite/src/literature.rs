use regesta_text::Span;

use crate::items::Item;
use crate::lists::{CiteWord, Lists, Part};
use crate::numbers::{is_roman, is_year};
use crate::segment::{Draft, SegmentReader, Strength, draft_of, extend};
use crate::value::Reference;

impl SegmentReader<'_> {
    pub fn literature(&self, items: &[Item], ibid: bool) -> Option<Draft> {
        let mut reference = Reference::default();
        let mut more_issues = Vec::new();
        let mut label_words = 0;
        let mut part_of_volume = false;
        for (i, item) in items.iter().enumerate() {
            let words = self.words(item.value);
            match item.label {
                Some(Part::Page) => extend(&mut reference.pages, words),
                Some(Part::Folio) => reference.folios = Some(words.to_owned()),
                Some(Part::Volume) => {
                    reference.volume.get_or_insert_with(|| words.to_owned());
                }
                // "т. 9, вып. 1, № 3259": behind a part of the volume stands the number of the document.
                Some(part @ (Part::Number | Part::Issue))
                    if reference.issue.is_none()
                        || part == Part::Number && part_of_volume && reference.volume.is_some() =>
                {
                    part_of_volume = part == Part::Issue;
                    let mut numbers = self.issues(item.value).into_iter();
                    reference.issue = numbers.next();
                    more_issues = numbers.collect();
                }
                Some(_) => {}
                None if i == 0 && is_year(words.trim_end_matches('.')) => {
                    reference.year = Some(words.trim_end_matches('.').to_owned());
                }
                None if i == 0 => label_words = self.name_of_work(item.value, &mut reference),
                None => self.bare_literature(item.value, &mut reference),
            }
        }
        let located = reference.pages.is_some()
            || reference.folios.is_some()
            || reference.volume.is_some()
            || reference.issue.is_some();
        let strength = match (&reference.label, &reference.year, &reference.date) {
            (Some(_), _, _) if located => Strength::Strong,
            (Some(_), Some(_), Some(_)) => Strength::Strong,
            (Some(_), Some(_), None) | (Some(_), None, Some(_)) => Strength::Weak,
            (None, ..) if located || ibid => Strength::Weak,
            _ if ibid => Strength::Weak,
            _ => return None,
        };
        let mut draft = draft_of(reference, strength);
        draft.elliptical = draft.reference.label.is_none();
        draft.label_words = label_words;
        draft.more_issues = more_issues;
        Some(draft)
    }

    /// The first words of a reference: author or title, and a year or date at their end. Returns how many words it has.
    fn name_of_work(&self, span: Span, reference: &mut Reference) -> usize {
        let words = self.words(span);
        if let Some(at) = self.date(span) {
            reference.date = Some(self.text[at..span.end].trim_end_matches('.').to_owned());
            if at == span.start {
                return 0;
            }
            let mut label = &self.text[span.start..at];
            if let Some((name, year)) = split_year(self.lists, label) {
                reference.year = Some(year.to_owned());
                label = name;
            }
            reference.label = crate::names::clean_label(label.trim_end_matches(['.', ' ', '\u{a0}', ',']));
            return label.split_whitespace().count();
        }
        if let Some((label, year)) = split_year(self.lists, words) {
            reference.year = Some(year.to_owned());
            let in_brackets = words.trim_end_matches(['.', ' ']).ends_with(')');
            let label = match label.rsplit_once([' ', '\u{a0}']) {
                Some((title, volume))
                    if in_brackets && volume.len() <= 3 && volume.bytes().all(|b| b.is_ascii_digit()) =>
                {
                    reference.volume = Some(volume.to_owned());
                    title
                }
                _ => label,
            };
            reference.label = crate::names::clean_label(label);
            return label.split_whitespace().count();
        }
        if self.is_number_list(span) {
            reference.pages = Some(words.to_owned());
            return 0;
        }
        reference.label = crate::names::clean_label(words);
        reference
            .label
            .as_deref()
            .map_or(0, |label| label.split_whitespace().count().max(words.split_whitespace().count().min(label.len())))
    }

    fn bare_literature(&self, span: Span, reference: &mut Reference) {
        let words = self.words(span).trim_end_matches('.');
        if reference.year.is_none() && is_year(words.trim_matches(['(', ')'])) {
            reference.year = Some(words.trim_matches(['(', ')']).to_owned());
        } else if is_roman(words) {
            reference.volume.get_or_insert_with(|| words.to_owned());
        } else if let Some(at) = self.date(span) {
            if at == span.start && reference.date.is_none() {
                reference.date = Some(words.to_owned());
            }
        } else if self.is_number_list(span) {
            extend(&mut reference.pages, words);
        } else if let Some((_, year)) = split_year(self.lists, words) {
            reference.year.get_or_insert_with(|| year.to_owned());
        }
    }

    fn issues(&self, span: Span) -> Vec<String> {
        let words = self.words(span);
        let mut numbers = Vec::new();
        let mut current = String::new();
        for word in words.split_whitespace() {
            if word.starts_with(char::is_alphabetic) {
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

    /// Where a date that ends `span` begins: `14 января`, `16 July 1920`, `May 1920`, `12.03.1920`.
    pub fn date(&self, span: Span) -> Option<usize> {
        let words = self.words(span).trim_end_matches('.');
        let mut pieces: Vec<(usize, &str)> = Vec::new();
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
        let with_year = left > 1
            && (is_year(pieces[left - 1].1.trim_end_matches(['г', '.']))
                || left > 2 && revolutionary(pieces[left - 1].1));
        if with_year {
            left -= 1;
        }
        if left > 0 && self.lists.is_month(pieces[left - 1].1) {
            left -= 1;
        } else if left > 1 && self.lists.is_month(&format!("{} {}", pieces[left - 2].1, pieces[left - 1].1)) {
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
    let start = digits.len().checked_sub(4).filter(|start| digits.is_char_boundary(*start))?;
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
    if label.ends_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '.') && label.ends_with(|c: char| c.is_ascii_digit())
    }) {
        return None;
    }
    label = label.trim_end();
    if let Some((before, last)) = label.rsplit_once([' ', '\u{a0}'])
        && lists.cite_word_at(last, 0, last.len(), &[CiteWord::ForYear]).is_some_and(|word| word.end == last.len())
    {
        label = before.trim_end();
    }
    label.chars().any(char::is_alphabetic).then_some((label, &inner[start..]))
}
