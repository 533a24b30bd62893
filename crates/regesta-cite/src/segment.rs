use regesta_lang::LangId;
use regesta_text::Span;

use crate::ArchiveList;
use crate::items::{Item, read_items};
use crate::lists::{CiteWord, Lists, Part};
use crate::names::{ArchiveName, Names};
use crate::numbers::{folio_list, is_roman, is_year, skip_blanks};
use crate::value::Reference;

/// Bytes in the longest reference; keeps the work on damaged text in bounds.
pub const LONGEST: usize = 2000;

/// How much a segment looks like a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A label and a year, or a label and a date: enough in square brackets and in notes.
    Weak,
    /// A label with a page, volume or number; a number of the list of sources.
    Strong,
    /// A shelfmark.
    Archival,
}

/// A reference as its own words have it, before anything is inherited.
#[derive(Debug, Clone)]
pub struct Draft {
    pub reference: Reference,
    pub strength: Strength,
    /// "ibid." stood before it.
    pub ibid: bool,
    /// It has no name of its own, only parts ("д. 113, л. 2", "с. 45").
    pub elliptical: bool,
    /// Words of it, in the label as printed.
    pub label_words: usize,
    /// Further numbers of issues.
    pub more_issues: Vec<String>,
    /// The reference without the words that lead to it.
    pub span: Span,
}

/// Reads single references.
pub struct SegmentReader<'a> {
    pub lists: &'a Lists,
    pub archives: &'a ArchiveList,
    pub text: &'a str,
    pub shadow: &'a str,
    pub lang: Option<LangId>,
}

impl<'a> SegmentReader<'a> {
    fn words(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// Reads the reference in `span`; `None` where it is none. What is longer than [`LONGEST`] is none.
    pub fn read(&self, span: Span) -> Option<Draft> {
        if span.len() > LONGEST {
            return None;
        }
        let (start, ibid) = self.after_lead(span);
        let core = trimmed(self.text, Span::new(start.min(span.end), span.end));
        let items = read_items(self.lists, self.text, core, self.lang);
        if items.is_empty() && !ibid {
            return None;
        }
        let mut draft = self.draft(&items, ibid)?;
        draft.ibid = ibid;
        draft.span = trimmed(self.text, span);
        Some(draft)
    }

    /// Passes over "see", "cf." and "ibid.".
    fn after_lead(&self, span: Span) -> (usize, bool) {
        let mut at = skip_blanks(self.text, span.start, span.end);
        let mut ibid = false;
        while let Some(word) =
            self.lists.cite_word_at(self.text, at, span.end, &[CiteWord::Lead, CiteWord::Ibid, CiteWord::OpCit])
        {
            let after = &self.text[word.end..span.end];
            let dotted = after.starts_with('.');
            // "in", "age" are words too: a lead is set off by a stop, a colon or a blank, "ibid." ends or goes on with a sign.
            if word.what == CiteWord::Ibid
                && !(dotted || after.trim_start().is_empty() || after.starts_with([',', ':', ';']))
            {
                break;
            }
            if word.what == CiteWord::Lead && !(dotted || after.starts_with([' ', ':', ',', '\u{a0}'])) {
                break;
            }
            ibid |= word.what != CiteWord::Lead;
            let rest = after.trim_start_matches(['.', ',', ':', ' ', '\u{a0}']);
            at = span.end - rest.len();
        }
        (at, ibid)
    }

    fn draft(&self, items: &[Item], ibid: bool) -> Option<Draft> {
        if let Some(first) = items.first()
            && first.label.is_none()
            && let Some(draft) = self.numbered(first, &items[1..])
        {
            return Some(draft);
        }
        let names = Names { archives: self.archives, text: self.text, shadow: self.shadow };
        let first_bare = items.first().filter(|item| item.label.is_none());
        let archive = first_bare.and_then(|item| names.archive_at_end(item.value));
        if self.is_archival(items, archive.as_ref(), ibid) {
            return Some(self.archival(items, archive, &names));
        }
        self.literature(items, ibid)
    }

    /// `10, л. 6-8`: a number of the paper's own list.
    fn numbered(&self, first: &Item, rest: &[Item]) -> Option<Draft> {
        let n = self.words(first.value).trim_end_matches('.');
        if n.is_empty() || n.len() > 4 || !n.bytes().all(|b| b.is_ascii_digit()) || n.starts_with('0') || is_year(n) {
            return None;
        }
        let mut reference = Reference { n: Some(n.to_owned()), ..Reference::default() };
        for item in rest {
            let words = self.words(item.value);
            match item.label {
                Some(Part::Folio) => reference.folios = Some(words.to_owned()),
                Some(Part::Page) => reference.pages = Some(words.to_owned()),
                Some(Part::Volume) => reference.volume = Some(words.to_owned()),
                Some(Part::Number | Part::Issue) => reference.issue = Some(words.to_owned()),
                Some(Part::Fond) => reference.fond = Some(words.to_owned()),
                Some(Part::Opis) => reference.opis = Some(words.to_owned()),
                Some(Part::Delo) => reference.delo = Some(words.to_owned()),
                Some(_) => {}
                None if is_roman(words) => reference.volume = Some(words.to_owned()),
                None if self.is_number_list(item.value) => extend(&mut reference.pages, words),
                None => return None,
            }
        }
        Some(draft_of(reference, Strength::Strong))
    }

    fn is_number_list(&self, span: Span) -> bool {
        let words = self.words(span).trim_end_matches('.');
        let end = span.start + words.len();
        folio_list(self.lists, self.text, span.start, end, false) == Some(end)
    }

    fn is_archival(&self, items: &[Item], archive: Option<&ArchiveName>, ibid: bool) -> bool {
        let labels = |wanted: &[Part]| items.iter().any(|item| item.label.is_some_and(|part| wanted.contains(&part)));
        if labels(&[Part::Fond, Part::Opis, Part::Delo]) {
            return true;
        }
        let named = items.iter().any(|item| item.label.is_none() && !self.is_number_list(item.value));
        let year =
            items.iter().any(|item| item.label.is_none() && split_year(self.lists, self.words(item.value)).is_some());
        if labels(&[Part::Folio, Part::Box, Part::Dossier, Part::Roll]) {
            return archive.is_some()
                || ibid
                || !named
                || !year && items.iter().any(|item| item.label.is_none() && series(self.words(item.value)).is_some());
        }
        let Some(archive) = archive else {
            // "FO 92/9" behind another shelfmark of the same archive.
            return items.len() <= 2
                && items.first().is_some_and(|item| item.label.is_none() && bare_series(self.words(item.value)));
        };
        let rest = &items[1..];
        if archive.known.is_some() {
            return !rest.is_empty();
        }
        let is_mark = |words: &str| {
            words.bytes().any(|b| b.is_ascii_digit()) && !is_year(words) && split_year(self.lists, words).is_none()
        };
        archive.alone
            && !labels(&[Part::Page, Part::Volume])
            && rest.iter().any(|item| {
                let words = self.words(item.value);
                item.label.is_none()
                    && is_mark(words)
                    && (words.contains(['/', '.']) || series(words).is_some())
                    && self.date(item.value).is_none()
            })
    }

    fn archival(&self, items: &[Item], archive: Option<ArchiveName>, names: &Names<'_>) -> Draft {
        let mut reference = Reference::default();
        let mut rest = items;
        let mut turkish = false;
        let mut delo: Option<(Span, bool)> = None;
        if let Some(first) = items.first().filter(|item| item.label.is_none()) {
            if let Some(found) = &archive {
                reference.archive = Some(self.words(found.printed).to_owned());
                turkish = found.country.as_deref() == Some("TR");
                rest = &items[1..];
            } else if items.iter().any(|item| item.label.is_some_and(Part::is_archival))
                && series(self.words(first.value)).is_none()
                && let Some(printed) = names.unknown_archive(first.value)
            {
                reference.archive = Some(self.words(printed).to_owned());
                rest = &items[1..];
            }
        }
        let labelled = |part: Part| items.iter().any(|item| item.label == Some(part));
        let box_is_file = labelled(Part::Box) && !labelled(Part::Fond) && !labelled(Part::Opis);
        for (i, item) in rest.iter().enumerate() {
            let words = self.words(item.value);
            match item.label {
                Some(Part::Fond) if reference.fond.is_none() => reference.fond = Some(words.to_owned()),
                Some(Part::Opis) => reference.opis = Some(words.to_owned()),
                Some(Part::Delo) if delo.is_none() && !box_is_file => delo = Some((item.value, true)),
                Some(Part::Folio) => extend(&mut reference.folios, words),
                Some(Part::Page) => reference.pages = Some(words.to_owned()),
                Some(Part::Box | Part::Dossier | Part::Roll) if labelled(Part::Delo) && !box_is_file => {
                    extend(&mut reference.container, words);
                }
                // Turkish military archives: box, folder, leaf.
                Some(Part::Delo) if box_is_file && labelled(Part::Folio) => extend(&mut reference.container, words),
                Some(Part::Delo) if box_is_file => extend(&mut reference.folios, words),
                // Polish "k." is a leaf, and no box stands behind a file.
                Some(Part::Box) if matches!(delo, Some((_, false))) && !labelled(Part::Folio) => {
                    extend(&mut reference.folios, words);
                }
                Some(
                    Part::Number
                    | Part::Volume
                    | Part::Issue
                    | Part::Section
                    | Part::Delo
                    | Part::Dossier
                    | Part::Box
                    | Part::Roll,
                ) => {
                    let open = reference.folios.is_none();
                    match delo {
                        None => delo = Some((item.value, true)),
                        Some((span, labelled)) if open && !(labelled && item.label == Some(Part::Section)) => {
                            delo = Some((Span::new(span.start, item.value.end.max(span.end)), labelled));
                        }
                        Some(_) => {}
                    }
                }
                Some(Part::Fond) => {}
                None => self.bare_archival(item, turkish, &mut reference, &mut delo, &rest[i + 1..]),
            }
        }
        reference.delo = delo.map(|(span, _)| self.words(span).trim_end_matches(['.', ' ']).to_owned());
        if reference.folios.is_some() || reference.fond.is_some() {
            // A file's page is its folio; both are not printed together.
            if reference.folios.is_none() {
                reference.folios = reference.pages.take();
            }
        }
        let mut draft = draft_of(reference, Strength::Archival);
        draft.elliptical = draft.reference.archive.is_none();
        draft
    }

    fn bare_archival(
        &self,
        item: &Item,
        turkish: bool,
        reference: &mut Reference,
        delo: &mut Option<(Span, bool)>,
        rest: &[Item],
    ) {
        let span = trim_stop(self.text, item.value);
        let words = self.words(span);
        let more = rest.iter().any(|item| item.label == Some(Part::Delo));
        let starts_number = |item: &Item| self.words(item.value).starts_with(|c: char| c.is_ascii_digit());
        let later = rest.iter().any(|item| item.label.is_none() && starts_number(item));
        if is_year(words) && (more || later || reference.fond.is_none() || delo.is_some()) {
            reference.year.get_or_insert_with(|| words.to_owned());
        } else if reference.folios.is_some() || reference.pages.is_some() || self.date(span).is_some() {
            // What follows the folio describes the document.
        } else if let Some((group, number)) = numbered_group(words)
            && reference.fond.is_none()
        {
            reference.fond = Some(group.to_owned());
            *delo = Some((Span::new(span.end - number.len(), span.end), false));
        } else if words.starts_with(|c: char| c.is_ascii_digit()) || reference.fond.is_some() && is_code(words) {
            if reference.fond.is_none() && (later || more) {
                reference.fond = Some(words.to_owned());
            } else if more && reference.opis.is_none() {
                reference.opis = Some(words.to_owned());
            } else {
                *delo = Some(delo.map_or((span, false), |(old, labelled)| (Span::new(old.start, span.end), labelled)));
            }
        } else if let Some((before, number)) = series(words) {
            if delo.is_some() {
                *delo = delo.map(|(old, labelled)| (Span::new(old.start, span.end), labelled));
                return;
            }
            let slash = number.rfind('/').filter(|_| !turkish && !before.ends_with('.'));
            let joint = words.len() - number.len();
            let (fond, file) = match slash {
                Some(at) => (&words[..joint + at], joint + at + 1),
                None => (before, joint),
            };
            if slash.is_some()
                && fond.ends_with(char::is_numeric)
                && number.matches('/').count() == 1
                && !before.chars().all(|c| c.is_uppercase() || c == '/')
            {
                reference.doubts.push(format!("the file may be {number} of {before}"));
            }
            extend(&mut reference.fond, fond);
            *delo = Some((Span::new(span.start + file, span.end), false));
        } else if reference.opis.is_none() && delo.is_none() && words.chars().count() <= 60 {
            let words = self.words(item.value);
            let printed = if words.ends_with('.') && words.trim_end_matches('.').contains('.') {
                words
            } else {
                self.words(span)
            };
            extend(&mut reference.fond, printed);
        }
    }

    fn literature(&self, items: &[Item], ibid: bool) -> Option<Draft> {
        let mut reference = Reference::default();
        let mut more_issues = Vec::new();
        let mut label_words = 0;
        for (i, item) in items.iter().enumerate() {
            let words = self.words(item.value);
            match item.label {
                Some(Part::Page) => extend(&mut reference.pages, words),
                Some(Part::Folio) => reference.folios = Some(words.to_owned()),
                Some(Part::Volume) => {
                    reference.volume.get_or_insert_with(|| words.to_owned());
                }
                Some(Part::Number | Part::Issue) if reference.issue.is_none() => {
                    let mut numbers = self.issues(item.value).into_iter();
                    reference.issue = numbers.next();
                    more_issues = numbers.collect();
                }
                Some(_) => {}
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
    fn date(&self, span: Span) -> Option<usize> {
        let words = self.words(span).trim_end_matches('.');
        let mut pieces: Vec<(usize, &str)> = Vec::new();
        let mut at = 0;
        for piece in words.split([' ', '\u{a0}']) {
            if !piece.is_empty() {
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
        let with_year = left > 1 && is_year(pieces[left - 1].1.trim_end_matches(['г', '.']));
        if with_year {
            left -= 1;
        }
        if left == 0 || !self.lists.is_month(pieces[left - 1].1) {
            return None;
        }
        left -= 1;
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

fn draft_of(reference: Reference, strength: Strength) -> Draft {
    Draft {
        reference,
        strength,
        ibid: false,
        elliptical: false,
        label_words: 0,
        more_issues: Vec::new(),
        span: Span::default(),
    }
}

fn extend(field: &mut Option<String>, words: &str) {
    match field {
        Some(before) => {
            before.push_str(", ");
            before.push_str(words);
        }
        None => *field = Some(words.to_owned()),
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

/// Without blanks and separators at the ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let start = span.start + words.len()
        - words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).len();
    let words = &text[start..span.end];
    Span::new(start, start + words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).len())
}

fn trim_stop(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    Span::new(span.start, span.start + words.trim_end_matches(['.', ' ']).len())
}

/// `FO 371/4931`, `Lima 1052`, `IOR/H/808`, `HR.SYS. 2398/4`: words and the number at their end.
pub fn series(words: &str) -> Option<(&str, &str)> {
    let words = words.trim_end_matches(['.', ' ']);
    let (before, number) = match words.rfind([' ', '\u{a0}']) {
        Some(at) => (words[..at].trim_end(), words[at..].trim_start_matches([' ', '\u{a0}'])),
        None => {
            let at = words.find('/')?;
            (&words[..at], &words[at..])
        }
    };
    let has_digit = number.bytes().any(|b| b.is_ascii_digit());
    let plain = number.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.'));
    let named = before.chars().any(char::is_alphabetic) && before.starts_with(char::is_alphabetic);
    let begins = number.starts_with(|c: char| c.is_ascii_digit() || c == '/');
    (has_digit && plain && named && begins && !is_year(number)).then_some((before, number))
}

/// `20 N 183`: a group of a French military archive and the carton.
fn numbered_group(words: &str) -> Option<(&str, &str)> {
    let (group, number) = words.rsplit_once(' ')?;
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let (first, letters) = group.rsplit_once(' ')?;
    let plain = digits(first) && digits(number) && letters.len() <= 2 && letters.chars().all(char::is_uppercase);
    plain.then_some((group, number))
}

/// `M316`, `R11064`: letters and digits in one word.
fn is_code(words: &str) -> bool {
    words.chars().all(|c| c.is_alphanumeric() || c == '-')
        && words.starts_with(char::is_uppercase)
        && words.ends_with(|c: char| c.is_ascii_digit())
}

/// A series in capitals with a slash, which needs no archive before it: `FO 92/9`.
fn bare_series(words: &str) -> bool {
    series(words).is_some_and(|(before, number)| {
        before.len() >= 2 && before.chars().all(|c| c.is_uppercase() || c == ' ') && number.contains('/')
    })
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
