use regesta_lang::LangId;
use regesta_text::Span;
use smallvec::SmallVec;

use crate::lists::{Lists, Part, Phrase};
use crate::numbers::{folio_list, is_roman, is_year, shelf_number, skip_blanks};
use crate::words::is_letter;

/// The meanings of a label; more than these are rare.
type Parts = SmallVec<[Part; 12]>;

/// The stretches of a reference.
pub type Items = SmallVec<[Item; 12]>;

/// A stretch of a reference between its separators: a labelled value or bare words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// `None` for bare words.
    pub label: Option<Part>,
    /// The value without its label.
    pub value: Span,
    /// With its label.
    pub whole: Span,
}

/// Cuts `span` of `text` into labelled values and bare stretches. One pass from left to right.
pub fn read_items(lists: &Lists, text: &str, span: Span, lang: Option<LangId>) -> Items {
    let mut reader = Reader { lists, text, end: span.end, lang, items: Items::new(), bare: span.start };
    let mut at = span.start;
    let mut before_is_letter = false;
    while at < span.end {
        let Some(c) = text[at..span.end].chars().next() else { break };
        if is_letter(c) || c.is_numeric() || c == '№' {
            let item = if before_is_letter { None } else { reader.labelled(at).or_else(|| reader.numbered(at)) };
            if let Some(item) = item {
                reader.close_bare(at);
                at = item.whole.end;
                reader.items.push(item);
                at += text[at..span.end].len()
                    - text[at..span.end].trim_start_matches(['.', ',', ':', ' ', '\u{a0}']).len();
                reader.bare = at;
                continue;
            }
            before_is_letter = c != '№';
            at += c.len_utf8();
            continue;
        }
        before_is_letter = false;
        if c == ',' || c == ':' && text[at + 1..span.end].starts_with([' ', '\u{a0}']) {
            reader.close_bare(at);
            at += 1;
            reader.bare = at;
            continue;
        }
        at = closing(text, at, span.end, c).unwrap_or(at + c.len_utf8());
    }
    reader.close_bare(span.end);
    join_dates(lists, text, reader.items)
}

/// "May 3", "1919": the comma of an American date separates nothing.
fn join_dates(lists: &Lists, text: &str, mut items: Items) -> Items {
    let month_and_day = |item: &Item| {
        let words = &text[item.value.range()];
        words.len() < 24
            && words.rsplit_once([' ', '\u{a0}']).is_some_and(|(month, day)| {
                let day_ok = (1..=2).contains(&day.len()) && day.bytes().all(|b| b.is_ascii_digit());
                day_ok && lists.is_month(month.rsplit(' ').next().unwrap_or_default())
            })
    };
    for at in (1..items.len()).rev() {
        let item = items[at];
        if item.label.is_none()
            && is_year(text[item.value.range()].trim_end_matches('.'))
            && items[at - 1].label.is_none()
            && month_and_day(&items[at - 1])
        {
            items[at - 1].value.end = item.value.end;
            items[at - 1].whole.end = item.whole.end;
            items.remove(at);
        }
    }
    items
}

/// Where a quotation or a parenthesis that opens at `at` is closed, if soon.
fn closing(text: &str, at: usize, end: usize, open: char) -> Option<usize> {
    let close = match open {
        '«' => '»',
        '“' => '”',
        '"' => '"',
        '„' => '“',
        '(' => ')',
        _ => return None,
    };
    let inside = &text[at + open.len_utf8()..end];
    let found = inside.char_indices().take(160).find(|(_, c)| *c == close || *c == ';').filter(|(_, c)| *c == close);
    found.map(|(i, c)| at + open.len_utf8() + i + c.len_utf8())
}

struct Reader<'a> {
    lists: &'a Lists,
    text: &'a str,
    end: usize,
    lang: Option<LangId>,
    items: Items,
    bare: usize,
}

impl Reader<'_> {
    fn close_bare(&mut self, at: usize) {
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
            let span = Span::new(start, end);
            self.items.push(Item { label: None, value: span, whole: span });
        }
        self.bare = at;
    }

    /// A label at `at` with its value.
    fn labelled(&self, at: usize) -> Option<Item> {
        for label in self.lists.labels_at(self.text, at, self.end) {
            let Some(value_at) = self.behind_label(&label) else { continue };
            let printed = &self.text[at..label.end];
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
    fn numbered(&self, at: usize) -> Option<Item> {
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

    /// Its meanings, the likeliest here first. That of the sentence's language comes first; a part that is already there,
    /// or that never stands where it would, comes last.
    fn meanings(&self, candidates: &[(LangId, Part)], printed: &str) -> Parts {
        let has = |part: Part| self.items.iter().any(|item| item.label == Some(part));
        let can_be = |part: Part| candidates.iter().any(|(_, other)| *other == part);
        let weak = self.lists.weak_label(printed);
        let file =
            [Part::Delo, Part::Inner, Part::Box, Part::Folio, Part::Volume, Part::Roll, Part::Dossier, Part::Series]
                .into_iter()
                .any(has);
        let bare = self.items.iter().enumerate().any(|(i, item)| {
            let words = &self.text[item.value.range()];
            let digits = i > 0 && words.bytes().all(|b| b.is_ascii_digit()) && !is_year(words);
            item.label.is_none() && (self.is_bare_shelfmark(item) || digits)
        });
        let number_before = self
            .items
            .iter()
            .skip(1)
            .any(|item| item.label.is_none() && self.text[item.value.range()].bytes().all(|b| b.is_ascii_digit()));
        let dated = self
            .items
            .iter()
            .filter(|item| item.label.is_none())
            .any(|item| self.text[item.value.range()].split([' ', '\u{a0}']).any(|word| self.lists.is_month(word)));
        let weak_is = |wanted: Part| weak.iter().any(|(_, part)| *part == wanted);
        let capital = printed.starts_with(char::is_uppercase);
        let cost = |part: Part| match part {
            part if has(part) => 100,
            // A shelfmark opens with its fond; behind a file the same letter means the folio.
            Part::Fond if bare || file => 100,
            Part::Folio if can_be(Part::Fond) => 60,
            // A box comes before any file.
            Part::Volume if file && !capital && weak_is(Part::Folio) => 15,
            Part::Opis if !has(Part::Fond) => 50,
            // Where the inventory is to come, and "s." or "n." can be one.
            Part::Page | Part::Issue if can_be(Part::Opis) && has(Part::Fond) && !has(Part::Opis) && !file => 20,
            Part::Number if weak_is(Part::Opis) && has(Part::Fond) && !has(Part::Opis) && !file => 20,
            // "Bl.", "K." in shelfmarks: no part of a book.
            Part::Section if can_be(Part::Folio) && (bare || file) => 15,
            Part::Section if can_be(Part::Box) && !file && !has(Part::Volume) => 15,
            Part::Section if can_be(Part::Number) && dated => 20,
            Part::Number if can_be(Part::Section) && has(Part::Delo) => 20,
            // "s. 33, dn. 4": a note on the page.
            Part::Delo if can_be(Part::Section) && has(Part::Page) => 20,
            // "belge": a leaf of a file, else the number of a printed document.
            Part::Folio if can_be(Part::Number) && !file && !bare => 40,
            Part::Number if can_be(Part::Folio) && (file || bare) => 30,
            Part::Page if has(Part::Opis) && !file && weak.iter().any(|(_, part)| *part == Part::Delo) => 20,
            Part::Number if can_be(Part::Section) && self.opens_with_author_and_year() => 20,
            Part::Number | Part::Issue if can_be(Part::Page) => 20,
            Part::Number if can_be(Part::Section) && has(Part::Volume) => 20,
            _ => 0,
        };
        let foreign = |part: Part| match part {
            Part::Section => 5,
            Part::Folio if capital && can_be(Part::Box) => 5,
            Part::Box if !capital && can_be(Part::Folio) => 3,
            _ => 0,
        };
        let common_volume = candidates.iter().any(|(lang, part)| *part == Part::Volume && self.lists.is_common(*lang));
        // What is a common word elsewhere: only where the part above it is there and it is not.
        let fits = |part: Part| match part {
            Part::Opis => has(Part::Fond) && !has(Part::Opis) && !file,
            Part::Delo => has(Part::Opis) && !file,
            // "rkps 101, t. 3": a volume, unless an inventory stands above the file.
            Part::Folio => (file || bare) && (has(Part::Opis) || !common_volume),
            _ => false,
        };

        let own = |lang: LangId| Some(lang) == self.lang;
        let weak: Parts = weak.iter().map(|(_, part)| *part).filter(|part| fits(*part) && !has(*part)).collect();
        let order =
            candidates.iter().filter(|(lang, _)| own(*lang)).chain(candidates.iter().filter(|(lang, _)| !own(*lang)));
        let mut order: SmallVec<[(LangId, Part); 12]> = order.copied().collect();
        // A box comes before any file, where only a language with another practice knows the leaf.
        let leaf = |lang: LangId, part: Part| {
            let doubtful = part == Part::Folio && can_be(Part::Box) && !file && !bare;
            let after_number = part == Part::Box && own(lang) && !capital && can_be(Part::Folio) && number_before;
            match (doubtful && (capital || !self.lists.is_common(lang)), after_number && !file) {
                (true, _) => 30,
                (_, true) => 20,
                _ => 0,
            }
        };
        order.sort_by_key(|&(lang, part)| {
            let distance = if own(lang) { 0 } else { foreign(part) + if self.lists.is_common(lang) { 8 } else { 12 } };
            distance + cost(part) + leaf(lang, part)
        });
        let before = order.iter().take_while(|(lang, part)| own(*lang) && cost(*part) + leaf(*lang, *part) < 5).count();
        let mut parts: Parts = order.into_iter().map(|(_, part)| part).collect();
        parts.insert_many(before, weak);
        parts
    }

    /// "Винниченко 1920": a year in the first stretch, so that "ч. 1" behind it is a part and no issue.
    fn opens_with_author_and_year(&self) -> bool {
        self.items.first().filter(|item| item.label.is_none()).is_some_and(|item| {
            let words = &self.text[item.value.range()];
            words.rsplit([' ', '\u{a0}']).next().is_some_and(|last| last.len() < words.len() && is_year(last))
        })
    }

    fn is_bare_shelfmark(&self, item: &Item) -> bool {
        let words = &self.text[item.value.range()];
        let last = words.rsplit(' ').next().unwrap_or_default().trim_matches(['(', ')']);
        // "México 1135" behind the archive is a file, "PCM 1919–30" a class.
        let behind =
            self.items.first().is_some_and(|first| first.whole.start < item.whole.start) && last.len() < words.len();
        let years = last.split(['-', '–']).next().is_some_and(is_year) && (last.len() > 4 || !behind);
        words.bytes().any(|b| b.is_ascii_digit()) && !years
    }

    fn value_end(&self, part: Part, at: usize) -> Option<usize> {
        let (lists, text, end) = (self.lists, self.text, self.end);
        if at >= end {
            return None;
        }
        match part {
            Part::Folio => folio_list(lists, text, at, end, false),
            Part::Page => folio_list(lists, text, at, end, true),
            Part::Number | Part::Issue => self.issue_end(at),
            // "в 30 томах. М., 1956": a place.
            Part::Volume
                if text[at..end].chars().nth(1) == Some('.')
                    && text[at..end].starts_with(['C', 'D', 'L', 'M', 'С', 'М']) =>
            {
                None
            }
            Part::Volume => shelf_number(text, at, end).or_else(|| {
                let length: usize = text[at..end].chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
                is_roman(&text[at..at + length]).then_some(at + length)
            }),
            Part::Fond | Part::Opis | Part::Delo => shelf_number(text, at, end).map(|last| lettered(text, last, end)),
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
            if let Some(and) = self.lists.cite_word_at(self.text, next, self.end, &[crate::lists::CiteWord::And])
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

/// Behind a number that ends at `at`: the end of the letter that a blank sets off, "Rep. 93 E,", "д. 15 а,".
fn lettered(text: &str, at: usize, end: usize) -> usize {
    let Some(rest) = text[at..end].strip_prefix([' ', '\u{a0}']) else { return at };
    let mut signs = rest.chars();
    let letter = signs.next().filter(|c| matches!(c, 'A'..='Z' | 'А'..='Я' | 'a'..='e' | 'а'..='д'));
    let closed = signs.next().is_none_or(|c| matches!(c, ',' | ';' | ')' | ']'));
    let number = text[..at].ends_with(|c: char| c.is_ascii_digit());
    letter.filter(|_| closed && number).map_or(at, |c| end - rest.len() + c.len_utf8())
}

/// A capital, or a letter of a script without capitals.
pub fn is_large(c: char) -> bool {
    c.is_uppercase() || matches!(c, '\u{10d0}'..='\u{10ff}' | '\u{590}'..='\u{6ff}')
}

/// The labelled values that follow each other from the start of `span`, with nothing but commas and stops between them.
pub fn labelled_run(lists: &Lists, text: &str, span: Span, lang: Option<LangId>) -> Items {
    let mut reader = Reader { lists, text, end: span.end, lang, items: Items::new(), bare: span.start };
    let mut at = span.start;
    while let Some(item) = reader.labelled(at) {
        let rest = &text[item.whole.end..span.end];
        at = span.end - rest.trim_start_matches(['.', ',', ' ', '\u{a0}']).len();
        reader.items.push(item);
    }
    reader.items
}
