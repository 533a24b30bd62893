use regesta_text::Span;

use crate::ArchiveList;
use crate::items::is_large;
use crate::lists::Lists;
use crate::words::is_letter;

/// An archive at the head of a reference.
#[derive(Debug, Clone)]
pub struct ArchiveName {
    pub printed: Span,
    /// Its identifier, where the list has it.
    pub known: Option<String>,
    pub country: Option<String>,
    /// Nothing else stands before it in its stretch.
    pub alone: bool,
    /// Neither list nor shape tells it, only a word like "Archives" in it.
    pub by_word: bool,
}

/// Recognises archives by list and by shape.
pub struct Names<'a> {
    pub lists: &'a Lists,
    pub archives: &'a ArchiveList,
    pub text: &'a str,
    pub shadow: &'a str,
}

impl Names<'_> {
    /// The archive that ends the stretch `span`: "РГА ВМФ.", "The National Archives (TNA)", "Письмо … // ГАРФ".
    pub fn archive_at_end(&self, span: Span) -> Option<ArchiveName> {
        let words = self.text[span.range()].trim_end_matches(['.', ' ', '\u{a0}']);
        let span = Span::new(span.start, span.start + words.len());
        if let Some(inner) = words.strip_suffix(')')
            && let Some(open) = inner.rfind('(')
        {
            let abbreviation = Span::new(span.start + open + 1, span.end - 1);
            return self.whole(abbreviation, false).map(|name| ArchiveName { alone: true, ..name });
        }
        if let Some(name) = self.whole(span, true) {
            return Some(name);
        }
        let starts: Vec<usize> =
            word_starts(words).rev().take(self.archives.longest_name_in_words().clamp(2, 12)).collect();
        for &start in starts.iter().rev() {
            let tail = Span::new(span.start + start, span.end);
            let first = words[start..].split([' ', '\u{a0}', '.', '-', '’', '\'']).next().unwrap_or_default();
            let large = [self.text, self.shadow].iter().any(|text| text[tail.start..].starts_with(is_large));
            if !large || !self.archives.opens(first) {
                continue;
            }
            if let Some(name) = self.whole(tail, false).filter(|name| name.known.is_some()) {
                return Some(ArchiveName { alone: start == 0, ..name });
            }
        }
        let behind_slashes =
            words.rfind("//").map(|at| at + 2 + (words.len() - at - 2 - words[at + 2..].trim_start().len()));
        let start = behind_slashes.unwrap_or(0);
        let tail = Span::new(span.start + start, span.end);
        let shaped = behind_slashes.and_then(|_| self.whole(tail, true));
        shaped.or_else(|| self.by_word(tail)).map(|name| ArchiveName { alone: start == 0, ..name })
    }

    /// The stretch as an archive of the list.
    pub fn listed(&self, span: Span) -> Option<ArchiveName> {
        let first = self.text[span.range()].split([' ', '\u{a0}', '.', '-', '’', '\'']).next().unwrap_or_default();
        (span.len() < 160 && self.archives.opens(first))
            .then(|| self.whole(span, false))
            .flatten()
            .filter(|name| name.known.is_some())
    }

    /// The archive that begins the stretch with no comma behind it: "SHD 7 N 1637", "TNA FO 371/4931". Only one of the
    /// list; returns it with what is left.
    pub fn archive_before_series(&self, span: Span, goes_on: bool) -> Option<(ArchiveName, Span)> {
        let words = &self.text[span.range()];
        let first = words.split([' ', '\u{a0}', '.']).next().unwrap_or_default();
        if !first.starts_with(is_large) || !self.archives.opens(first) && !is_abbreviation(first) {
            return None;
        }
        let limit = self.archives.longest_name_in_words().clamp(2, 8);
        let blanks: Vec<usize> = words.match_indices([' ', '\u{a0}']).map(|(at, _)| at).take(limit).collect();
        blanks.into_iter().rev().find_map(|at| {
            let rest = words[at..].trim_start_matches([' ', '\u{a0}']);
            let tail = Span::new(span.end - rest.len(), span.end);
            let head = words[..at].trim_end_matches('.');
            let printed = Span::new(span.start, span.start + head.len());
            // "GLA Karlsruhe 236 Nr. 8195": the number of a class behind the city of a German archive.
            if goes_on
                && rest.bytes().all(|b| b.is_ascii_digit())
                && has_seat(head)
                && self
                    .archives
                    .find(first)
                    .is_some_and(|archive| matches!(archive.country.as_str(), "DE" | "AT" | "CH"))
            {
                return self.whole(printed, true).map(|name| (name, tail));
            }
            let name = self.whole(printed, false)?;
            // "TCD MS 836": an abbreviation before the word for manuscripts.
            if name.known.is_none()
                && self.lists.is_manuscript(rest.split([' ', '.', '\u{a0}']).next().unwrap_or_default())
            {
                return crate::series::is_series(rest).then_some((name, tail));
            }
            // "BOA. DH. EUM., 12/34"
            let stopped = head.len() < at && goes_on && rest.starts_with(char::is_uppercase);
            (name.known.is_some() && (stopped || crate::series::is_series(rest))).then_some((name, tail))
        })
    }

    /// A short stretch with a capital that has a word for archives in it.
    pub fn by_word(&self, span: Span) -> Option<ArchiveName> {
        let words = &self.text[span.range()];
        let capital = self.shadow[span.range()].starts_with(is_large);
        let plain = words.len() < 120 && !words.contains(['«', '“', '„', '"', '(', '/']) && !has_sentence_end(words);
        let named = capital && plain && words.split_whitespace().count() <= 9 && self.lists.names_an_archive(words);
        // "ATASE Arşivi" is ATASE.
        let short = words.split([' ', '\u{a0}']).next().filter(|word| is_abbreviation(word));
        let listed = short.and_then(|word| self.listed(Span::new(span.start, span.start + word.len())));
        let (known, country) = listed.map_or((None, None), |name| (name.known, name.country));
        named.then_some(ArchiveName { printed: span, known, country, alone: true, by_word: true })
    }

    /// The stretch as an archive: of the list, or (`by_shape`) because it is an abbreviation in capitals.
    fn whole(&self, span: Span, by_shape: bool) -> Option<ArchiveName> {
        let words = &self.text[span.range()];
        if !words.starts_with(is_letter) {
            return None;
        }
        let capitals = |text: &str| text[span.range()].chars().filter(|c| c.is_uppercase()).count();
        if let Some(archive) = self.archives.find(words)
            && (capitals(self.shadow).max(capitals(self.text)) > 0 || words.starts_with(is_large))
        {
            return Some(ArchiveName {
                printed: span,
                known: Some(archive.id.clone()),
                country: Some(archive.country.clone()).filter(|c| !c.is_empty()),
                alone: true,
                by_word: false,
            });
        }
        let shaped =
            [&self.shadow[span.range()], words].into_iter().any(|w| is_abbreviation(w) || by_shape && has_seat(w));
        ((by_shape || words.len() > 2) && shaped).then_some(ArchiveName {
            printed: span,
            known: None,
            country: None,
            alone: true,
            by_word: false,
        })
    }

    /// The archive of a stretch before labelled parts, where neither list nor shape tells it: all of a short stretch
    /// that begins with a capital, or what follows `//`.
    pub fn unknown_archive(&self, span: Span) -> Option<Span> {
        let words = self.text[span.range()].trim_end_matches(['.', ' ', '\u{a0}']);
        let skipped = words.rfind("//").map_or(0, |at| at + 2);
        let tail = words[skipped..].trim_start();
        let start = span.start + words.len() - tail.len();
        let capital = self.shadow[start..].starts_with(is_large);
        let short = tail.split_whitespace().count() <= 9;
        // "НБУ ім. В. І. Вернадського. ІР": a division of two letters.
        let division = tail.rsplit(". ").next().is_some_and(|last| is_abbreviation(last) && last.chars().count() == 2);
        (capital && short && (division || !has_sentence_end(tail))).then(|| Span::new(start, span.start + words.len()))
    }
}

/// Whether a stop before a blank ends more than an abbreviation: "Гос. архив Одесской обл." has none that does.
fn has_sentence_end(words: &str) -> bool {
    words.match_indices(". ").any(|(at, _)| {
        let before = words[..at].rsplit([' ', '\u{a0}', '.']).next().unwrap_or_default();
        let small_next = words[at + 2..].starts_with(char::is_lowercase);
        !small_next && before.chars().filter(|c| is_letter(*c)).count() > 4
    })
}

fn word_starts(words: &str) -> impl DoubleEndedIterator<Item = usize> + '_ {
    words
        .char_indices()
        .filter(|&(i, c)| {
            is_letter(c)
                && !words[..i].ends_with(|c: char| is_letter(c) || c.is_numeric() || matches!(c, '-' | '’' | '\''))
        })
        .map(|(i, _)| i)
}

/// `ГАРФ`, `АВП РФ`, `HHStA`, `PA-AA`: words of which half of the letters or more are capitals, and two at least.
pub fn is_abbreviation(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=3).contains(&count)
        && words.split_whitespace().all(|word| {
            let letters = word.chars().filter(|c| is_letter(*c)).count();
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            let plain = word.chars().all(|c| is_letter(c) || matches!(c, '-' | '.' | '’'));
            // "SächsHStA"
            let many = capitals * 2 >= letters || capitals >= 3 && capitals * 3 >= letters;
            plain && capitals >= 2 && many && letters <= 14 && !word.ends_with('.')
        })
}

/// `HStA Stuttgart`, `AD Bouches-du-Rhône`: an abbreviation and one or two words of a place.
fn has_seat(words: &str) -> bool {
    let Some((first, place)) = words.split_once([' ', '\u{a0}']) else { return false };
    let count = place.split_whitespace().count();
    is_abbreviation(first)
        && (1..=2).contains(&count)
        && place.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().any(char::is_lowercase)
                && word.chars().all(|c| is_letter(c) || matches!(c, '-' | '’' | '\''))
        })
}

/// A label without quotation marks, dots of omission and what follows a surname with initials.
pub fn clean_label(words: &str) -> Option<String> {
    let mut label = words.trim();
    // "газета «Каспий»"
    let kind =
        |words: &str| words.split_whitespace().count() <= 2 && words.chars().all(|c| c.is_lowercase() || c == ' ');
    if let Some(open) = label.find(['«', '“', '„', '"'])
        && (label[..open].trim().is_empty() || kind(&label[..open]))
    {
        let inner = label[open..].trim_start_matches(['«', '“', '„', '"']);
        label = inner.find(['»', '”', '“', '"']).map_or(inner, |close| &inner[..close]);
    }
    label = with_initials(label).or_else(|| behind_initials(label)).unwrap_or(label);
    // "Toland (ed.)", "The Times (London)"
    if let Some((before, inner)) = label.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("))
        && before.chars().any(is_letter)
        && (inner.starts_with(char::is_uppercase) || inner.ends_with('.') || inner.chars().count() <= 4)
        && inner.chars().all(|c| is_letter(c) || c == '.')
    {
        label = before;
    }
    // "Wächter (wie Anm. 3)", "Langford (note 12 above)"
    if let Some((before, inner)) = label
        .strip_suffix([')', ']'])
        .and_then(|rest| rest.rsplit_once([' ', '\u{a0}']).and_then(|_| rest.rsplit_once(['(', '['])))
        && before.chars().any(is_letter)
        && inner.starts_with(|c: char| c.is_lowercase() || inner.starts_with("Anm"))
        && inner.len() <= 28
        && inner.bytes().any(|b| b.is_ascii_digit())
        && !inner.split([' ', '\u{a0}']).any(crate::numbers::is_year)
    {
        label = before;
    }
    let label = label.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '…' | ',' | ':' | '/' | '[' | ']' | '«' | '»' | '“' | '”' | '"' | '–' | '—' | '*' | '_')
    });
    let label = label.trim_end_matches("...").trim_end();
    label.chars().any(is_letter).then(|| label.to_owned())
}

/// "Н.М. Карамзин. История" to "Н.М. Карамзин".
fn behind_initials(label: &str) -> Option<&str> {
    let mut rest = label;
    for _ in 0..2 {
        let mut chars = rest.chars();
        let (Some(initial), Some('.')) = (chars.next(), chars.next()) else { break };
        if !initial.is_uppercase() {
            break;
        }
        rest = chars.as_str().trim_start_matches([' ', '\u{a0}']);
    }
    let stop = rest.find(['.', ' ', '\u{a0}']).filter(|_| rest.len() < label.len())?;
    let surname = &rest[..stop];
    let long = surname.starts_with(char::is_uppercase) && surname.chars().filter(|c| c.is_lowercase()).count() > 2;
    let title = rest[stop..].starts_with(". ") && rest[stop + 2..].starts_with(char::is_uppercase);
    (long && title).then(|| &label[..label.len() - rest.len() + stop])
}

/// "Жвания Г.К. Ленин и …" to "Жвания Г.К.".
fn with_initials(label: &str) -> Option<&str> {
    let surname = label.find([' ', '\u{a0}'])?;
    if !label[..surname].starts_with(char::is_uppercase) || label[..surname].ends_with('.') {
        return None;
    }
    let mut end = None;
    let mut at = surname;
    for _ in 0..3 {
        let rest = label[at..].trim_start_matches([' ', '\u{a0}']);
        let mut chars = rest.chars();
        let (Some(initial), Some('.')) = (chars.next(), chars.next()) else { break };
        if !initial.is_uppercase() {
            break;
        }
        at = label.len() - rest.len() + initial.len_utf8() + 1;
        end = Some(at);
    }
    // "Richard G. Hovannisian" has its surname last.
    let behind = end.map_or("", |end| label[end..].trim());
    if label.starts_with(|c: char| c <= '\u{24f}') && !behind.is_empty() && behind.split_whitespace().count() == 1 {
        return None;
    }
    end.map(|end| &label[..end])
}
