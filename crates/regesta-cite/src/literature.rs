use regesta_text::Span;
use smallvec::SmallVec;

use crate::items::{Item, is_large};
use crate::lists::{CiteWord, Lists, Part};
use crate::numbers::{is_roman, is_year};
use crate::segment::{Draft, SegmentReader, Strength, draft_of, extend};
use crate::value::Reference;
use crate::words::is_letter;

impl SegmentReader<'_> {
    pub fn literature(&self, items: &[Item], ibid: bool) -> Option<Draft> {
        let items = &items[self.letter_before(items)..];
        let mut reference = Reference::default();
        let mut more_issues = Vec::new();
        let mut label_words = 0;
        let mut part_of_volume = false;
        let imprint = self.imprint(items);
        for (i, item) in items.iter().enumerate() {
            let words = self.words(item.value);
            match item.label {
                // "вокруг света в 1803, 4, 5 и 1806 годах. СПб., 1809": years of the title.
                None if i > 0 && imprint.is_some_and(|at| i < at) && self.is_number_list(item.value) => {}
                None if imprint == Some(i) => reference.year = Some(words.trim_end_matches('.').to_owned()),
                // "pp. 1–16, at p. 9": the page lies within those of the article.
                // "DDI, s. VI, vol. 2": a series.
                Some(Part::Page)
                    if is_roman(words)
                        && words.starts_with(char::is_uppercase)
                        && items[i + 1..].iter().any(|item| item.label == Some(Part::Volume)) => {}
                Some(Part::Page) if reference.pages.as_deref().is_some_and(|range| lies_within(words, range)) => {}
                Some(Part::Page) => extend(&mut reference.pages, words),
                Some(Part::Folio) => reference.folios = Some(words.to_owned()),
                Some(Part::Volume) => {
                    reference.volume.get_or_insert_with(|| words.to_owned());
                }
                // "p. 12 n. 3": a note on the page.
                Some(Part::Number) if reference.pages.is_some() && self.words(item.whole).starts_with(['n', 'N']) => {}
                // "ч. I": a part.
                Some(Part::Number | Part::Issue)
                    if is_roman(words)
                        && self.text[item.whole.start..item.value.start].chars().filter(|c| is_letter(*c)).count()
                            == 1 => {}
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
                None if i == 0 && is_printed_year(words.trim_end_matches('.')) => {
                    reference.year = Some(words.trim_end_matches('.').to_owned());
                }
                // "Webster, I, 212; II, 5"
                None if i == 0
                    && is_roman(words)
                    && words.starts_with(char::is_uppercase)
                    && items.len() == 2
                    && items[1].label.is_none()
                    && self.is_number_list(items[1].value) =>
                {
                    reference.volume = Some(words.to_owned());
                }
                None if i == 0 && self.newspaper_of(item, items.get(1)).is_some() => {
                    reference.label = self.newspaper_of(item, items.get(1)).and_then(|name| self.label_of(name));
                    label_words = words.split_whitespace().count().min(14);
                }
                None if i == 0 => {
                    label_words = self.name_of_work(item.value, &mut reference);
                    if let Some(both) = self.second_author(item, items.get(1)) {
                        reference.label = Some(both);
                    }
                    let next = items.get(1).filter(|item| item.label.is_none());
                    let year_next = next.is_some_and(|item| is_year(self.words(item.value).trim_end_matches('.')));
                    if let Some(title) =
                        reference.label.as_deref().and_then(|label| self.without_place(label, year_next))
                    {
                        reference.label = Some(title.to_owned());
                    }
                }
                None => {
                    let number = |item: &Item| matches!(item.label, Some(Part::Number | Part::Issue));
                    // "2003, 1: 45": a colon between two numbers sets off the volume.
                    let colon = items.get(i + 1).is_some_and(|next| {
                        next.label.is_none() && self.text[item.whole.end..next.whole.start].contains(':')
                    });
                    let note = items.get(i + 1).is_some_and(|next| self.is_note_on_page(item, next));
                    let numbered = !note && (colon || items[i + 1..].iter().any(number));
                    // "Hertslet, Treaties, xii, 1119", "Naîmâ, Tarih, III, 1145": the page behind a volume.
                    let volume = items[i - 1].label.is_none()
                        && is_roman(self.words(items[i - 1].value))
                        && reference.volume.is_some();
                    if volume
                        && i + 1 == items.len()
                        && words.trim_end_matches('.') < "1500"
                        && is_year(words.trim_end_matches('.'))
                    {
                        extend(&mut reference.pages, words.trim_end_matches('.'));
                        continue;
                    }
                    // "Belleten, LII/203, 1988, s. 501": volume and issue of a journal, where the page is labelled.
                    let paged = items[i + 1..].iter().any(|item| item.label == Some(Part::Page));
                    if paged
                        && reference.volume.is_none()
                        && let Some((volume, issue)) = words.split_once('/').filter(|(volume, _)| is_roman(volume))
                        && issue.len() == 3
                        && issue.bytes().all(|b| b.is_ascii_digit())
                    {
                        reference.volume = Some(volume.to_owned());
                        reference.issue.get_or_insert_with(|| issue.to_owned());
                        continue;
                    }
                    self.bare_literature(item.value, numbered, &mut reference);
                }
            }
        }
        let located = reference.pages.is_some()
            || reference.folios.is_some()
            || reference.volume.is_some()
            || reference.issue.is_some()
            || items.iter().any(|item| item.label == Some(Part::Section));
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

    /// "“Siam's Rice,” Time, August 5, 1946": the newspaper behind the title of an article, where a day follows.
    fn newspaper_of(&self, first: &Item, second: Option<&Item>) -> Option<&str> {
        let words = self.words(first.value);
        let title = words.strip_prefix(['“', '‘', '«', '„', '"'])?;
        let close = title.rfind(['”', '’', '»', '“', '"'])?;
        let name = title[close..].trim_start_matches(['”', '’', '»', '“', '"', ',', ' ', '\u{a0}']);
        let date = second.filter(|item| item.label.is_none() && self.date(item.value) == Some(item.value.start));
        (date.is_some() && name.starts_with(is_large)).then_some(name)
    }

    /// How many stretches describe a letter printed in a work: "Smith to Jones, 4 May 1812, in Webster, British Diplomacy".
    fn letter_before(&self, items: &[Item]) -> usize {
        let [first, date, work, ..] = items else { return 0 };
        let between = [" to ", " an ", " à ", " a ", " к ", " — ", " – "];
        let letter = between.iter().any(|word| {
            self.words(first.value)
                .split_once(word)
                .is_some_and(|(from, to)| from.starts_with(is_large) && to.starts_with(is_large))
        });
        let bare = [first, date, work].iter().all(|item| item.label.is_none());
        let dated = self.date(date.value) == Some(date.value.start);
        let named = self.words(work.value).strip_prefix("in ").is_some_and(|name| name.starts_with(is_large));
        if letter && bare && dated && named { 2 } else { 0 }
    }

    /// The year right behind a place of publication, where the title before it has years of its own.
    fn imprint(&self, items: &[Item]) -> Option<usize> {
        (2..items.len()).rev().find(|&at| {
            let [place, year] = [at - 1, at].map(|at| self.words(items[at].value).trim_end_matches('.'));
            let bare = items[at].label.is_none() && items[at - 1].label.is_none();
            bare && is_printed_year(year) && self.lists.is_place(place.rsplit(". ").next().unwrap_or(place))
        })
    }

    /// "Pires 1958, 401 n. 3": no comma before the number of a note, as there is before that of a journal.
    fn is_note_on_page(&self, page: &Item, next: &Item) -> bool {
        let label = self.text[next.whole.start..next.value.start].trim_end_matches(['.', ' ', '\u{a0}']);
        let between = &self.text[page.whole.end..next.whole.start];
        next.label.is_some() && matches!(label, "n" | "nn" | "fn" | "note") && !between.contains(',')
    }

    /// The first words of a reference: author or title, and a year or date at their end. Returns how many words it has.
    fn name_of_work(&self, span: Span, reference: &mut Reference) -> usize {
        let words = self.words(span);
        let words = words.strip_prefix("in ").filter(|rest| rest.starts_with(is_large)).unwrap_or(words);
        let span = Span::new(span.end - words.len(), span.end);
        if let Some(at) = self.date(span) {
            reference.date = Some(self.text[at..span.end].trim_end_matches('.').to_owned());
            if at == span.start {
                return 0;
            }
            // "Нова Рада. – 1918. – 5 лютого"
            let mut label = self.text[span.start..at].trim_end_matches([' ', '\u{a0}', '–', '—', '-']);
            if let Some((name, year)) = split_year(self.lists, label) {
                reference.year = Some(year.to_owned());
                label = name;
            }
            reference.label = self.label_of(label.trim_end_matches(['.', ' ', '\u{a0}', ',']));
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
            reference.label = self.label_of(label);
            return label.split_whitespace().count();
        }
        if self.is_number_list(span) {
            reference.pages = Some(words.to_owned());
            return 0;
        }
        // "Исторический сборник. XX. С. 57": a volume in Roman numerals behind the title.
        let words = match words.trim_end_matches('.').rsplit_once(". ") {
            Some((title, volume))
                if volume.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'І' | 'Х'))
                    && is_roman(volume)
                    && title.contains([' ', '\u{a0}']) =>
            {
                reference.volume = Some(volume.to_owned());
                title
            }
            _ => words,
        };
        reference.label = self.label_of(words);
        reference
            .label
            .as_deref()
            .map_or(0, |label| label.split_whitespace().count().max(words.split_whitespace().count().min(label.len())))
    }

    /// A label without what is no name, particles behind initials kept: "Langsdorff G. H. von".
    fn label_of(&self, words: &str) -> Option<String> {
        let label = crate::names::clean_label(words)?;
        let first = words.split([' ', '\u{a0}']).next().unwrap_or_default();
        // "Дневник П. А. Зимина, министра"
        if label.ends_with('.') && label.len() < words.len() && self.lists.is_title_word(first) {
            return Some(words.trim().trim_end_matches('.').to_owned());
        }
        let alone = label.trim_end_matches('.');
        if label.ends_with('.') && !alone.contains([' ', '.', '\u{a0}']) && alone.chars().count() > 2 {
            return Some(alone.to_owned());
        }
        let rest = words.trim_start().strip_prefix(label.as_str()).filter(|_| label.ends_with('.'));
        let word = rest.and_then(|rest| rest.trim_start().split_once('.')).map(|(word, _)| word);
        match word.filter(|word| self.lists.is_particle(word)) {
            Some(word) => Some(format!("{label} {word}")),
            None => Some(label),
        }
    }

    /// "Иванов, Петров 1957": surnames with a comma between, the year behind the last.
    fn second_author(&self, first: &Item, second: Option<&Item>) -> Option<String> {
        let second = second.filter(|item| item.label.is_none())?;
        let surname = |word: &str| {
            word.starts_with(is_large) && word.chars().all(|c| is_letter(c) || matches!(c, '-' | '’' | '\''))
        };
        // "Зимин Л., Орлов К. 2009"
        let initialled = |name: &str| {
            let mut words = name.split_whitespace();
            words.next().is_some_and(surname)
                && words.clone().count() > 0
                && words.all(|word| word.ends_with('.') && word.starts_with(is_large) && word.chars().count() <= 4)
        };
        if let Some((name, _)) = split_year(self.lists, self.words(second.value))
            && initialled(name)
            && initialled(self.words(first.value))
        {
            let start = second.value.start + self.words(second.value).find(name)?;
            return Some(self.text[first.value.start..start + name.len()].to_owned());
        }
        let (name, _) = split_year(self.lists, self.words(second.value))?;
        let mut words = name.split_whitespace();
        let last = words.next_back().is_some_and(surname);
        let only_and = words.clone().count() <= 2 && words.all(|word| surname(word) || self.is_and(word));
        let and = name.split_whitespace().count() == 1 || name.split_whitespace().any(|word| self.is_and(word));
        let authors = surname(self.words(first.value)) && last && only_and && and && !self.lists.is_place(name);
        let start = second.value.start + self.words(second.value).find(name)?;
        authors.then(|| self.text[first.value.start..start + name.len()].to_owned())
    }

    fn is_and(&self, word: &str) -> bool {
        word == "&"
            || self
                .lists
                .cite_word_at(word, 0, word.len(), &[CiteWord::And])
                .is_some_and(|found| found.end == word.len())
    }

    /// A title without the place of its publication: "Журналы собрания. Кострома", "Документы. М.".
    fn without_place<'t>(&self, label: &'t str, year_next: bool) -> Option<&'t str> {
        let (title, place) = label.rsplit_once(". ")?;
        let short = place.split_whitespace().count() <= 3 && place.starts_with(char::is_uppercase);
        let last = title.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
        let word = last.chars().filter(|c| is_letter(*c)).count() > 2 && !last.contains('.');
        // "Календарь на 1898 г. Тифлис"
        let for_year = split_year(self.lists, title).is_some();
        ((word || for_year) && (self.lists.is_place(place) || short && year_next)).then_some(title)
    }

    fn bare_literature(&self, span: Span, numbered: bool, reference: &mut Reference) {
        let words = self.words(span).trim_end_matches('.');
        // "3 (1967)", "Middle Eastern Studies 45 (2009)", "45" before "no. 2": the volume of a journal.
        let digits = |word: &str| (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        let (before, year) = match words.rsplit_once(" (") {
            Some((before, year)) if year.strip_suffix(')').is_some_and(is_year) => (before, year.strip_suffix(')')),
            _ => (words, None),
        };
        let last = before.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
        if let Some(year) = year.filter(|_| is_roman(last)) {
            reference.volume.get_or_insert_with(|| last.to_owned());
            reference.year.get_or_insert_with(|| year.to_owned());
            return;
        }
        let volume = last.split([':', '/']).next().unwrap_or_default();
        if digits(volume)
            && (year.is_some() || numbered && reference.pages.is_none())
            && self.date(span).is_none()
            && last.split([':', '/']).all(digits)
        {
            reference.volume.get_or_insert_with(|| volume.to_owned());
            if let Some((_, issue)) = last.split_once([':', '/']) {
                reference.issue.get_or_insert_with(|| issue.to_owned());
            }
            if let Some(year) = year {
                reference.year.get_or_insert_with(|| year.to_owned());
            }
            return;
        }
        if let Some((volume, pages)) = volume_and_pages(words).filter(|_| reference.pages.is_none()) {
            reference.volume.get_or_insert_with(|| volume.to_owned());
            reference.pages = Some(pages.to_owned());
        } else if reference.year.is_none() && is_printed_year(words.trim_matches(['(', ')'])) {
            reference.year = Some(words.trim_matches(['(', ')']).to_owned());
        } else if let Some(volume) = self.volume_before_its_label(words) {
            reference.volume.get_or_insert_with(|| volume.to_owned());
        } else if let Some((volume, _)) = words.split_once(" (").filter(|(volume, part)| {
            is_roman(volume)
                && part
                    .strip_suffix(')')
                    .is_some_and(|part| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()))
        }) {
            // "X (1)"
            reference.volume.get_or_insert_with(|| volume.to_owned());
        } else if is_roman(words)
            || words.split_once('/').is_some_and(|(volume, part)| is_roman(volume) && part.len() <= 2)
        {
            reference.volume.get_or_insert_with(|| words.to_owned());
        } else if let Some(at) = self.date(span) {
            // "от 5 мая 1906 г.", "du 5 mai"
            let lead = &self.text[span.start..at];
            if lead.chars().all(|c| c.is_lowercase() || c == ' ') && lead.len() < 16 && reference.date.is_none() {
                reference.date = Some(words[at - span.start..].to_owned());
            }
        } else if self.is_number_list(span) {
            extend(&mut reference.pages, words);
        } else if let Some((_, year)) = split_year(self.lists, words) {
            reference.year.get_or_insert_with(|| year.to_owned());
        }
    }

    /// `V c.`, `3-cü cild`, `2. cilt`: the label behind its number.
    fn volume_before_its_label<'t>(&self, words: &'t str) -> Option<&'t str> {
        let (number, label) = words.split_once([' ', '\u{a0}'])?;
        let digits = number.split(['-', '.']).next().unwrap_or_default();
        let numeral =
            is_roman(number) || !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
        let labels = self.lists.labels_at(label, 0, label.len());
        let volume = labels
            .iter()
            .any(|found| found.end == label.len() && found.what.iter().any(|(_, part)| *part == Part::Volume));
        (numeral && volume).then_some(if is_roman(number) { number } else { digits })
    }

    fn issues(&self, span: Span) -> Vec<String> {
        let words = self.words(span);
        let mut numbers = Vec::new();
        let mut current = String::new();
        for word in words.split_whitespace() {
            if self.is_and(word) {
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
        let mut pieces: SmallVec<[(usize, &str); 8]> = SmallVec::new();
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
        // "May 3, 1919"
        if left > 2 && is_year(pieces[left - 1].1) && self.lists.is_month(pieces[left - 3].1) {
            let day = pieces[left - 2].1.trim_end_matches(',');
            if (1..=2).contains(&day.len()) && day.bytes().all(|b| b.is_ascii_digit()) {
                return Some(pieces[left - 3].0);
            }
        }
        let year_piece = |piece: &str| {
            let (year, ending) = piece.split_at(piece.find(['-', '\'', '’']).unwrap_or(piece.len()));
            is_year(year) && ending.chars().skip(1).all(is_letter) || piece.contains('/') && is_printed_year(piece)
        };
        let with_year = left > 1
            && (is_year(pieces[left - 1].1.trim_end_matches(['г', '.']))
                || year_piece(pieces[left - 1].1)
                || left > 2 && revolutionary(pieces[left - 1].1));
        if with_year {
            left -= 1;
        }
        let day_before = |at: usize| pieces[at].1.starts_with(|c: char| c.is_ascii_digit());
        let short = with_year && left > 1 && day_before(left - 2) && self.lists.is_short_month(pieces[left - 1].1);
        if left > 0 && (short || self.lists.is_month(pieces[left - 1].1)) {
            left -= 1;
        } else if left > 1 && self.lists.is_month_of_two(pieces[left - 2].1, pieces[left - 1].1) {
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
        // "14 (27) апреля", "1 [14] мая": the day of the other calendar.
        if left > 1
            && let Some(other) =
                pieces[left - 1].1.strip_prefix(['(', '[']).and_then(|day| day.strip_suffix([')', ']']))
            && is_day(other)
            && is_day(pieces[left - 2].1)
        {
            return Some(pieces[left - 2].0);
        }
        if left > 0 && is_day(pieces[left - 1].1) {
            return Some(pieces[left - 1].0);
        }
        with_year.then(|| pieces[left].0)
    }
}

/// `1976`, `1976b`, `1633–47`, `1920/1999`, `1967 [1920]`
pub fn is_printed_year(words: &str) -> bool {
    let Some(year) = words.get(..4).filter(|year| is_year(year)) else { return false };
    let rest = words[year.len()..].trim_start();
    let other = rest.trim_start_matches(['-', '–', '/', '[', '(', '—']).trim_end_matches([']', ')']);
    let digits = other.bytes().all(|b| b.is_ascii_digit());
    let letter = |c: char| matches!(c, 'a'..='f' | 'а'..='е');
    rest.is_empty()
        || words.len() == year.len() + rest.len() && rest.chars().count() == 1 && rest.starts_with(letter)
        || other.len() < rest.len()
            && digits
            && (is_year(other) || rest.starts_with(['-', '–', '—', '/']) && other.len() <= 2)
            && !other.is_empty()
}

/// `1:45`, `I/45`, `III/2:45`: a volume and a page in one word.
fn volume_and_pages(words: &str) -> Option<(&str, &str)> {
    let roman = |(volume, _): &(&str, &str)| is_roman(volume);
    let (volume, pages) = words
        .rsplit_once(':')
        .or_else(|| words.rsplit_once('/').filter(roman))
        .or_else(|| words.split_once(". ").filter(roman))?;
    let number = |part: &str| part.len() <= 3 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let numeral = volume.split('/').all(|part| is_roman(part) || number(part));
    let paged = pages
        .split(['-', '–'])
        .all(|page| !page.is_empty() && page.len() <= 4 && page.bytes().all(|b| b.is_ascii_digit()));
    let whole = pages.len() > 2 || words.contains([':', ' ']) || pages.len() == 2 && is_roman(volume);
    (numeral && paged && whole).then_some((volume, pages))
}

/// Whether the first number of `pages` lies within the range `range`, as printed ("122–5" ends at 125).
fn lies_within(pages: &str, range: &str) -> bool {
    let number = |words: &str| {
        let digits: String = words.trim().chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    };
    let Some((from, to)) = range.split_once(['-', '–', '—']) else { return false };
    let (Some(page), Some(from), Some(mut to)) = (number(pages), number(from), number(to)) else { return false };
    while to < from {
        let step = 10_u32.saturating_pow(to.max(1).ilog10() + 1);
        let next = from / step * step + to;
        to = if next < from { next + step } else { next };
    }
    (from..=to).contains(&page)
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
    let start = digits.len().checked_sub(4).filter(|start| digits.is_char_boundary(*start));
    // "CSPD 1640–1", "Kemal 1920/1999", "Lenin 1967 [1920]"
    if let Some(first) = rest.char_indices().rev().take(14).map(|(at, _)| at).find(|&at| {
        rest[..at].ends_with([' ', '\u{a0}']) && is_printed_year(&rest[at..]) && !is_year(&rest[at..]) && !bracketed
    }) && rest[..first].trim_end().ends_with(|c| is_letter(c) || c == '.')
    {
        let label = rest[..first].trim_end();
        return Some((label, &rest[first..]));
    }
    let start = start?;
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
    let before = label.trim_end_matches(['-', '–', '/', '.']);
    if label.ends_with(char::is_alphanumeric) || before.len() < label.len() && before.ends_with(char::is_numeric) {
        return None;
    }
    label = label.trim_end();
    if let Some((before, last)) = label.rsplit_once([' ', '\u{a0}'])
        && lists.cite_word_at(last, 0, last.len(), &[CiteWord::ForYear]).is_some_and(|word| word.end == last.len())
    {
        label = before.trim_end();
    }
    label.chars().any(is_letter).then_some((label, &inner[start..]))
}
