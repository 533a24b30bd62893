use regesta_text::Span;

use crate::items::{Item, is_large};
use crate::lists::CiteWord;
use crate::numbers::is_roman;
use crate::segment::SegmentReader;
use crate::value::Reference;
use crate::words::is_letter;
use crate::years::split_year;

impl SegmentReader<'_> {
    /// "“Siam's Rice,” Time, August 5, 1946": the newspaper behind the title of an article, where a day follows.
    pub fn newspaper_of(&self, first: &Item, second: Option<&Item>) -> Option<&str> {
        let words = self.words(first.value);
        let title = words.strip_prefix(['“', '‘', '«', '„', '"'])?;
        let close = title.rfind(['”', '’', '»', '“', '"'])?;
        let name = title[close..].trim_start_matches(['”', '’', '»', '“', '"', ',', ' ', '\u{a0}']);
        let date = second.filter(|item| item.label.is_none() && self.date(item.value) == Some(item.value.start));
        (date.is_some() && name.starts_with(is_large)).then_some(name)
    }

    /// The first words of a reference: author or title, and a year or date at their end. Returns how many words it has.
    pub fn name_of_work(&self, span: Span, reference: &mut Reference) -> usize {
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
            // "Vossische Zeitung vom 9. 5. 1889", "The Times of 3 May 1919"
            if let Some((name, link)) = label.trim_end_matches('.').rsplit_once([' ', '\u{a0}'])
                && link.starts_with(char::is_lowercase)
                && self.lists.is_press_link(link)
            {
                label = name.trim_end_matches([' ', '\u{a0}', ',']);
            }
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
    pub fn label_of(&self, words: &str) -> Option<String> {
        let label = crate::names::clean_label(words)?;
        let first = words.split([' ', '\u{a0}']).next().unwrap_or_default();
        // "Дневник П. А. Зимина, министра"
        if label.ends_with('.') && label.len() < words.len() && self.lists.is_title_word(first) {
            return Some(words.trim().trim_end_matches('.').to_owned());
        }
        if let Some(surname) = self.surname_before_title(&label) {
            return Some(surname.to_owned());
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

    /// "Смирнов. История края" to "Смирнов": one word, a stop and a title, where the word opens no title and is no name of a
    /// newspaper or a place.
    fn surname_before_title<'t>(&self, label: &'t str) -> Option<&'t str> {
        let (surname, title) = label.split_once(". ")?;
        let word = surname.chars().all(|c| is_letter(c) || matches!(c, '-' | '’' | '\''));
        let long = surname.chars().count() > 3 && surname.chars().skip(1).all(|c| !c.is_uppercase());
        let behind = title.starts_with(is_large) && title.trim_end_matches('.').contains([' ', '\u{a0}']);
        let other = self.lists.is_title_word(surname)
            || self.lists.names_a_periodical(surname)
            || self.lists.is_place(surname)
            || !surname.contains(has_that_practice);
        (word && long && behind && !other).then_some(surname)
    }

    /// "Иванов, Петров 1957": surnames with a comma between, the year behind the last.
    pub fn second_author(&self, first: &Item, second: Option<&Item>) -> Option<String> {
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

    /// "Акты, собранные комиссией": the title that goes on in small letters behind the comma of its first words.
    pub fn title_goes_on(&self, first: &Item, second: Option<&Item>) -> Option<Span> {
        let second = second.filter(|item| item.label.is_none())?;
        let (begun, words) = (self.words(first.value), self.words(second.value));
        let word = words.split([' ', '\u{a0}']).next().unwrap_or_default();
        let short =
            begun.split_whitespace().count() <= 2 && !begun.contains('.') && begun.chars().all(|c| !c.is_numeric());
        let goes_on = word.starts_with(char::is_lowercase)
            && word.len() < words.len()
            && self.lists.goes_on_with(word)
            && !words.bytes().any(|b| b.is_ascii_digit());
        (short && goes_on).then(|| Span::new(first.value.start, second.value.end))
    }

    /// "Pipes and Malia", "Kenez et al.": more than one author.
    pub fn names_two_authors(&self, label: &str) -> bool {
        let joined = label.split_whitespace().skip(1).any(|word| self.is_and(word));
        let others = label.split_once([' ', '\u{a0}']).is_some_and(|(_, rest)| self.lists.is_others(rest));
        joined || others
    }

    pub fn is_and(&self, word: &str) -> bool {
        word == "&"
            || self
                .lists
                .cite_word_at(word, 0, word.len(), &[CiteWord::And])
                .is_some_and(|found| found.end == word.len())
    }

    /// A title without the place of its publication: "Журналы собрания. Кострома", "Документы. М.".
    pub fn without_place<'t>(&self, label: &'t str, year_next: bool) -> Option<&'t str> {
        let (title, place) = label.rsplit_once(". ")?;
        let short = place.split_whitespace().count() <= 3 && place.starts_with(char::is_uppercase);
        let last = title.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
        let word = last.chars().filter(|c| is_letter(*c)).count() > 2 && !last.contains('.');
        // "Календарь на 1898 г. Тифлис"
        let for_year = split_year(self.lists, title).is_some();
        ((word || for_year) && (self.lists.is_place(place) || short && year_next)).then_some(title)
    }
}

/// Letters of the languages in which a stop stands between a surname alone and its title: Cyrillic, and that of Azerbaijani.
fn has_that_practice(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}' | 'ə')
}
