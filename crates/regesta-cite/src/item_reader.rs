use regesta_lang::LangId;
use regesta_text::Span;

use crate::cite_date::opens_spaced_date;
use crate::items::{Item, Items, is_large};
use crate::lists::{CiteWord, Lists, Part, Phrase};
use crate::numbers::{folio_list, is_roman, is_year, shelf_number, skip_blanks};
use crate::series::bare_series;
use crate::words::is_letter;

/// Cuts a stretch of text into items, from left to right.
pub struct Reader<'a> {
    pub lists: &'a Lists,
    pub text: &'a str,
    pub end: usize,
    pub lang: Option<LangId>,
    pub items: Items,
    pub bare: usize,
}

impl Reader<'_> {
    pub fn close_bare(&mut self, at: usize) {
        let words = &self.text[self.bare..at];
        let blank = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | '—' | '–');
        // "Ф. 89 (Сношения с Турцией)": words in parentheses behind a labelled number explain it.
        let told = words.trim().trim_end_matches(['.', ',']);
        if self.items.last().is_some_and(|item| item.label.is_some_and(Part::is_archival))
            && told.starts_with('(')
            && told.ends_with(')')
            && !told.bytes().any(|b| b.is_ascii_digit())
        {
            self.bare = at;
            return;
        }
        let start = self.bare + words.len() - words.trim_start_matches(|c| blank(c) || c == '.').len();
        let end = self.bare + words.trim_end_matches(blank).len();
        if start < end && words.chars().any(char::is_alphanumeric) {
            // "FO 371/65785. N 8242": a paper behind the piece.
            let printed = &self.text[start..end];
            let piece = printed.rfind(". ").filter(|&at| {
                let head = printed[..at].rsplit(". ").next().unwrap_or_default();
                bare_series(head) && printed[at + 2..].starts_with(is_large)
            });
            let parts =
                piece.map_or([Some((start, end)), None], |at| [Some((start, start + at)), Some((start + at + 2, end))]);
            for (from, to) in parts.into_iter().flatten() {
                let span = Span::new(from, to);
                self.items.push(Item { label: None, value: span, whole: span });
            }
        }
        self.bare = at;
    }

    /// A label at `at` with its value.
    pub fn labelled(&self, at: usize) -> Option<Item> {
        for label in self.lists.labels_at(self.text, at, self.end) {
            let Some(value_at) = self.behind_label(&label) else { continue };
            let printed = &self.text[at..label.end];
            // "Nr. 97 v. 7. 4. 1841"
            if opens_spaced_date(self.text, value_at, self.end) {
                continue;
            }
            if self.is_first_of_two_initials(at, label.end, value_at) {
                continue;
            }
            if matches!(printed, "s" | "sub") && self.text[value_at..self.end].starts_with("v.") {
                continue;
            }
            let meanings = self.meanings(label.what, printed);
            for &part in &meanings {
                // "Orme 1778, i. 12": a volume, unless a fond or an inventory stands above it.
                let numeral = printed.len() == 1 && printed.starts_with(['i', 'v', 'x', 'l', 'c']);
                let above = self.items.iter().any(|item| matches!(item.label, Some(Part::Fond | Part::Opis)));
                if part == Part::Delo && numeral && !above {
                    continue;
                }
                // "TBMM ZC, D. I, C. 9": a term of a parliament.
                let archival = self.items.iter().any(|item| item.label.is_some_and(Part::is_archival));
                if part == Part::Delo
                    && printed.len() == 1
                    && !archival
                    && let Some(value_end) = self.value_end(part, value_at)
                    && crate::numbers::is_roman(&self.text[value_at..value_end])
                {
                    return Some(Item {
                        label: Some(Part::Section),
                        value: Span::new(value_at, value_end),
                        whole: Span::new(at, value_end),
                    });
                }
                // "c. 134r": a side of a leaf is no volume.
                let part = match self.value_end(part, value_at) {
                    Some(value_end) if part == Part::Volume && is_side(&self.text[value_at..value_end]) => Part::Folio,
                    _ => part,
                };
                if let Some(value_end) = self.value_end(part, value_at)
                    && !(is_year(&self.text[value_at..value_end]) && self.is_initial(at, printed))
                    && !self.is_title(printed, &label, part, &self.text[value_at..value_end])
                {
                    return Some(Item {
                        label: Some(part),
                        value: Span::new(value_at, value_end),
                        whole: Span::new(at, value_end),
                    });
                }
            }
            let Some(&part) = meanings.first() else { continue };
            if meanings.contains(&Part::Fond)
                && let Some(value_end) = self.fond_name(&label, at, value_at)
            {
                return Some(Item {
                    label: Some(Part::Fond),
                    value: Span::new(value_at, value_end),
                    whole: Span::new(at, value_end),
                });
            }
            // "документ №79", "д. № 12": the second label has the value, the first may say what it is.
            if let Some(second) = self.lists.labels_at(self.text, value_at, self.end).first()
                && second.what.iter().any(|(_, part)| *part == Part::Number)
                && let Some(inner) = self.behind_label(second)
                && let Some(value_end) = self.value_end(part, inner)
            {
                return Some(Item {
                    label: Some(part),
                    value: Span::new(inner, value_end),
                    whole: Span::new(at, value_end),
                });
            }
        }
        None
    }

    /// A number at `at` that begins a stretch and has its label behind it: "640. f., 4. apr., 117. l."
    pub fn numbered(&self, at: usize) -> Option<Item> {
        let rest = &self.text[at..self.end];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let letter = rest[digits..].chars().next().filter(|c| is_letter(*c)).map_or(0, char::len_utf8);
        let stop = [digits, digits + letter].into_iter().find(|&stop| rest[stop..].starts_with('.'))?;
        if digits == 0 || digits > 6 || self.text[self.bare..at].contains(char::is_alphanumeric) {
            return None;
        }
        let (parts, after) =
            self.lists.label_behind(self.text, skip_blanks(self.text, at + stop + 1, self.end), self.end)?;
        let behind = self.text[after..self.end].strip_prefix('.').unwrap_or(&self.text[after..self.end]);
        if !(behind.trim().is_empty() || behind.starts_with([',', ';', ')', ']', '.'])) {
            return None;
        }
        let has = |part: Part| self.items.iter().any(|item| item.label == Some(part));
        let below = [Part::Delo, Part::Box, Part::Dossier].into_iter().any(has);
        let part = parts.iter().copied().filter(|part| !(has(*part) || *part == Part::Fond && below)).min()?;
        Some(Item { label: Some(part), value: Span::new(at, at + stop), whole: Span::new(at, self.end - behind.len()) })
    }

    /// Where the name of a fond behind its label ends: "fond Casa Regală, …", "ф. ВУА, оп. 16". A short label needs the
    /// part below the fond right behind the name.
    fn fond_name<T>(&self, label: &Phrase<T>, label_at: usize, at: usize) -> Option<usize> {
        let rest = &self.text[at..self.end];
        if self.items.iter().any(|item| item.label == Some(Part::Fond))
            || !rest.trim_start_matches(['«', '“', '„', '"']).starts_with(is_large)
        {
            return None;
        }
        let stop = rest.char_indices().take(80).find(|(i, c)| {
            matches!(c, ',' | ';' | ')' | ']') || *c == '.' && rest[i + 1..].starts_with([' ', '\u{a0}'])
        });
        let (length, _) = stop?;
        let name = &rest[..length];
        // "Ф. Главный архив 1-7"
        let words = name.rsplit_once([' ', '\u{a0}']).map_or(name, |(words, last)| {
            let number = last.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'));
            if number { words } else { name }
        });
        if name.split_whitespace().count() > 6 || words.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let below = rest[length..].trim_start_matches(['.', ',', ' ', '\u{a0}']);
        let below_at = self.end - below.len();
        // "ф. Персидский стол, 1914, д. 12"
        let year = below.bytes().take_while(u8::is_ascii_digit).count();
        let behind_year = below[year..].trim_start_matches([' ', 'г', '.', ',', '\u{a0}']);
        let below_at = if year == 4 { self.end - behind_year.len() } else { below_at };
        let told = self.lists.labels_at(self.text, below_at, self.end).iter().any(|next| {
            next.what.iter().any(|(_, part)| matches!(part, Part::Opis | Part::Delo | Part::Box | Part::Dossier))
                && self.behind_label(next).is_some_and(|value| shelf_number(self.text, value, self.end).is_some())
        });
        let bare = self.text[self.bare..label_at].chars().any(char::is_alphanumeric);
        let archive_before = bare || self.items.first().is_some_and(|item| item.label.is_none());
        told.then_some(at + length).filter(|_| label.letters >= 4 || archive_before || !name.contains(' '))
    }

    /// "Зимин Л., Орлов К. 2009": a capital behind a surname in the stretch that has begun.
    fn is_initial(&self, at: usize, printed: &str) -> bool {
        let before = self.text[self.bare..at].trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default();
        let surname = before.starts_with(char::is_uppercase) && before.chars().skip(1).any(char::is_lowercase);
        printed.chars().count() == 1 && printed.chars().all(char::is_uppercase) && surname && !before.ends_with('.')
    }

    /// "Соловьев С. М. История": behind a surname the capital is no page and the next one no numeral.
    fn is_first_of_two_initials(&self, at: usize, end: usize, next: usize) -> bool {
        let mut signs = self.text[next..self.end].chars();
        let initial = signs.next().is_some_and(char::is_uppercase) && signs.next() == Some('.');
        initial && self.is_initial(at, &self.text[at..end])
    }

    /// "FO 371" is a series and "Документы 1958" a book, though "fo" and "документы" are labels.
    fn is_title<T>(&self, printed: &str, label: &Phrase<T>, part: Part, value: &str) -> bool {
        let dotted = self.text[label.end..self.end].starts_with('.');
        let capitals =
            label.letters >= 2 && printed.chars().all(char::is_uppercase) && !matches!(part, Part::Fond | Part::Group);
        let capital = printed.starts_with(char::is_uppercase);
        // "F.O. 371"
        let initials = printed.is_ascii() && printed.contains('.') && capitals;
        // "собр. 2-е": an ordinal numbers no fond; "FO. 371/4157": no leaf.
        let ordinal = part == Part::Fond
            && label.letters >= 3
            && value.split_once('-').is_some_and(|(number, ending)| {
                number.bytes().all(|b| b.is_ascii_digit())
                    && ending.chars().count() <= 2
                    && ending.ends_with(['е', 'є', 'й', 'я', 'о'])
            });
        let piece = part == Part::Folio
            && label.letters >= 2
            && printed.chars().all(char::is_uppercase)
            && self.text[..self.end][value.as_ptr() as usize - self.text.as_ptr() as usize + value.len()..]
                .starts_with('/');
        ordinal
            || piece
            || initials
            || !dotted && (capitals || capital && label.letters > 3 && self.items.is_empty() && is_year(value))
    }

    /// Where the value behind a label may begin. One letter is a label only with a stop or a digit behind it.
    fn behind_label<T>(&self, label: &Phrase<T>) -> Option<usize> {
        let rest = &self.text[label.end..self.end];
        let trimmed = rest.trim_start_matches(['.', ':', '°', 'º']);
        let dotted = trimmed.len() < rest.len();
        let after = skip_blanks(self.text, self.end - trimmed.len(), self.end);
        let sign = self.text[..label.end].ends_with('№');
        let archival_before = self.items.iter().any(|item| item.label.is_some_and(Part::is_archival));
        let glued = trimmed.starts_with(|c: char| c.is_ascii_digit());
        let small = !self.text[..label.end].ends_with(char::is_uppercase);
        let told = sign || dotted || archival_before || glued && small;
        // "Jorga 1913, V: 222": a volume, though "v" is a label.
        let roman = trimmed.len() < rest.len()
            && rest.starts_with(':')
            && self.text[..label.end].ends_with(['I', 'V', 'X', 'І', 'Х']);
        // "F.IV.123", "I.301.8.45": a signature in one word.
        let signature = self.text[..label.end].ends_with(|c: char| c.is_ascii_uppercase())
            && rest.starts_with('.')
            && trimmed.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            && trimmed.split([',', ' ', ';', ')', ']']).next().is_some_and(|word| {
                word.trim_end_matches('.').contains('.')
                    && word.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '.')
            });
        let roman = roman || signature;
        if label.letters == 1 && (!told || roman) {
            return None;
        }
        Some(after)
    }

    fn value_end(&self, part: Part, at: usize) -> Option<usize> {
        let (lists, text, end) = (self.lists, self.text, self.end);
        if at >= end {
            return None;
        }
        match part {
            Part::Folio => folio_list(lists, text, at, end, false),
            Part::Page => folio_list(lists, text, at, end, true),
            // "в 30 томах. М., 1956", "документы. М., 1957": a place.
            Part::Volume | Part::Number | Part::Issue | Part::Section
                if text[at..end].chars().nth(1) == Some('.')
                    && text[at..end].starts_with(['C', 'D', 'L', 'M', 'С', 'М']) =>
            {
                None
            }
            Part::Number | Part::Issue => self.issue_end(at),
            Part::Volume => shelf_number(text, at, end).or_else(|| {
                let length: usize = text[at..end].chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
                is_roman(&text[at..at + length]).then_some(at + length)
            }),
            Part::Fond | Part::Group | Part::Opis | Part::Delo => {
                shelf_number(text, at, end).map(|last| lettered(text, last, end))
            }
            _ => shelf_number(text, at, end),
        }
    }

    /// `98 (653)`, `91 и 94`, `25810`.
    fn issue_end(&self, at: usize) -> Option<usize> {
        if !self.text[at..self.end].starts_with(|c: char| c.is_ascii_digit()) {
            return shelf_number(self.text, at, self.end);
        }
        let mut last = shelf_number(self.text, at, self.end)?;
        loop {
            let next = skip_blanks(self.text, last, self.end);
            let rest = &self.text[next..self.end];
            if let Some(inner) = rest.strip_prefix('(')
                && let Some(close) = inner.find(')').filter(|close| *close > 0 && *close < 12)
                && inner[..close].bytes().all(|b| b.is_ascii_digit() || b == b'-')
            {
                last = next + close + 2;
                continue;
            }
            if let Some(and) = self.lists.cite_word_at(self.text, next, self.end, &[CiteWord::And])
                && let more = skip_blanks(self.text, and.end, self.end)
                && self.text[more..self.end].starts_with(|c: char| c.is_ascii_digit())
                && let Some(end) = shelf_number(self.text, more, self.end)
            {
                last = end;
                continue;
            }
            return Some(last);
        }
    }
}

/// `134r`, `12v`
fn is_side(value: &str) -> bool {
    value.strip_suffix(['r', 'v']).is_some_and(|leaf| !leaf.is_empty() && leaf.bytes().all(|b| b.is_ascii_digit()))
}

/// Behind a number that ends at `at`: the end of the letter that a blank sets off, "Rep. 93 E,", "д. 15 а,".
fn lettered(text: &str, at: usize, end: usize) -> usize {
    let Some(rest) = text[at..end].strip_prefix([' ', '\u{a0}']) else { return at };
    let mut signs = rest.chars();
    let letter = signs.next().filter(|c| matches!(c, 'A'..='Z' | 'А'..='Я' | 'a'..='e' | 'а'..='д'));
    let closed = signs.next().is_none_or(|c| matches!(c, ',' | ';' | ')' | ']'));
    let number = text[..at].ends_with(|c: char| c.is_ascii_digit());
    letter.filter(|_| closed && number).map_or(at, |c| end - rest.len() + c.len_utf8())
}
