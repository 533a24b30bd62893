use regesta_text::Span;

use crate::items::Item;
use crate::lists::Part;
use crate::literature::split_year;
use crate::names::{ArchiveName, Names};
use crate::numbers::is_year;
use crate::segment::{Draft, SegmentReader, Strength, draft_of, extend, trim_stop};
use crate::value::Reference;

impl SegmentReader<'_> {
    pub fn is_archival(&self, items: &[Item], archive: Option<&ArchiveName>, ibid: bool) -> bool {
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
        if labels(&[Part::Series]) || !year && self.opens_with_series(rest) {
            return true;
        }
        // "№ 5" may be that of a journal called "Архив".
        if archive.by_word
            && let [only] = rest
            && only.label == Some(Part::Number)
        {
            let label = &self.text[only.whole.start..only.value.start];
            return label.chars().filter(|c| c.is_alphabetic()).count() > 2;
        }
        let is_mark = |words: &str| {
            words.bytes().any(|b| b.is_ascii_digit()) && !is_year(words) && split_year(self.lists, words).is_none()
        };
        archive.alone
            && !(archive.by_word && year)
            && !labels(&[Part::Page, Part::Volume])
            && rest.iter().any(|item| {
                let words = self.words(item.value);
                item.label.is_none()
                    && is_mark(words)
                    && (words.contains(['/', '.']) || series(words).is_some())
                    && self.date(item.value).is_none()
            })
    }

    /// `AF II, 269`: letters of a series, and the number of the piece by itself.
    fn opens_with_series(&self, rest: &[Item]) -> bool {
        let [head, piece, ..] = rest else { return false };
        let (head_words, number) = (self.words(head.value), self.words(piece.value).trim_end_matches('.'));
        let labelled_page = rest.iter().any(|item| matches!(item.label, Some(Part::Page | Part::Volume)));
        // A number before a leaf is that of a piece, though it could be a year.
        let leaf = rest.iter().any(|item| matches!(item.label, Some(Part::Leaf | Part::Folio)));
        head.label.is_none()
            && piece.label.is_none()
            && !labelled_page
            && is_series_head(head_words)
            && number.starts_with(|c: char| c.is_ascii_digit())
            && (leaf || !is_year(number))
            && self.date(piece.value).is_none()
            && !rest.iter().any(|item| !leaf && is_year(self.words(item.value).trim_end_matches('.')))
    }

    pub fn archival(&self, items: &[Item], archive: Option<ArchiveName>, names: &Names<'_>) -> Draft {
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
        let box_is_file =
            labelled(Part::Box) && !labelled(Part::Fond) && !labelled(Part::Group) && !labelled(Part::Opis);
        let classed = labelled(Part::Series);
        // The words of a series with a slash before the number of the file.
        let mut slashed: Option<Span> = None;
        for (i, item) in rest.iter().enumerate() {
            let words = self.words(item.value);
            let whole = self.words(item.whole);
            match item.label {
                Some(Part::Fond) if reference.fond.is_none() => reference.fond = Some(words.to_owned()),
                Some(Part::Group) if reference.fond.is_none() => reference.fond = Some(whole.to_owned()),
                Some(Part::Series) => extend(&mut reference.fond, whole),
                Some(Part::Leaf) => extend(&mut reference.folios, whole),
                // What has a class above it that keeps its word keeps its own.
                Some(part) if classed && delo.is_none() && reference.fond.is_some() && part != Part::Page => {
                    delo = Some((item.whole, true));
                }
                Some(Part::Delo | Part::Dossier)
                    if matches!(delo, Some((_, false))) && reference.opis.is_none() && !turkish && !box_is_file =>
                {
                    extend(&mut reference.container, words);
                }
                Some(Part::Number) if slashed.is_some() && reference.folios.is_none() => {
                    let series = slashed.take().map_or("", |span| self.words(span));
                    if series.contains(' ') {
                        reference.issue = Some(words.to_owned());
                    } else {
                        // "IOR/E/3/1, no. 93": a number of its own shows that the last part belongs to the series.
                        reference.fond = Some(series.to_owned());
                        reference.doubts.clear();
                        delo = Some((item.value, true));
                    }
                }
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
                Some(Part::Fond | Part::Group) => {}
                None if box_is_file
                    && i > 0
                    && rest[i - 1].label == Some(Part::Delo)
                    && reference.folios.is_some()
                    && self.is_number_list(item.value) =>
                {
                    extend(&mut reference.folios, words);
                }
                None => {
                    let open = delo.is_none();
                    self.bare_archival(item, turkish, &mut reference, &mut delo, &rest[i + 1..]);
                    let slash = words.trim_end_matches('.').rfind('/');
                    if open && delo.is_some() && slash.is_some() && words.starts_with(char::is_alphabetic) {
                        slashed = Some(trim_stop(self.text, item.value));
                    }
                }
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

/// `AF II`, `C`, `F7`, `BB/18`: what can be the letters of a series.
fn is_series_head(words: &str) -> bool {
    let words = words.trim_end_matches('.');
    words.len() <= 12
        && words.starts_with(char::is_uppercase)
        && words
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '/' | '.' | '-' | '*'))
}
