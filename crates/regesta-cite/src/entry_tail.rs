use regesta_text::Span;

use crate::csl::{CslDate, CslItem, CslType};
use crate::entry::EntryReader;
use crate::entry_text::{add_year, numbers_of_journal, pieces, short, with_stop};
use crate::items::{is_large, read_items};
use crate::lists::Part;
use crate::numbers::is_year;
use crate::segment::SegmentReader;
use crate::years::{is_printed_year, split_year};

/// What is known behind the title.
#[derive(Default)]
struct Tail {
    /// A place was read, and the publisher follows it.
    placed: bool,
    /// Words whose part is open.
    open: Vec<String>,
}

impl EntryReader<'_> {
    /// Reads the parts behind a title.
    pub fn tail(&self, text: &str, item: &mut CslItem) {
        let mut tail = Tail::default();
        let reader = SegmentReader { lists: self.lists, archives: self.archives, text, shadow: text, lang: None };
        for part in read_items(self.lists, text, Span::new(0, text.len()), None) {
            let words = &text[part.value.range()];
            match part.label {
                Some(Part::Volume) => {
                    item.volume.get_or_insert_with(|| words.to_owned());
                }
                // "S. 4, 1958, s. 91-97": one letter for both.
                Some(Part::Issue) if item.issue.is_some() && item.page.is_none() && words.contains(['-', '–']) => {
                    item.page = Some(words.to_owned());
                }
                // "no. 2 (1998)"
                Some(Part::Number | Part::Issue) => {
                    let (number, year) = words.split_once(" (").unwrap_or((words, ""));
                    item.issue.get_or_insert_with(|| if year.len() == 5 { number } else { words }.to_owned());
                    if is_year(year.trim_end_matches(')')) {
                        add_year(item, year.trim_end_matches(')'));
                    }
                }
                Some(Part::Page | Part::Opis | Part::Delo | Part::Folio) if words.contains(['-', '–', ',']) => {
                    item.page.get_or_insert_with(|| words.to_owned());
                }
                // "S. 4" before the pages is an issue in Turkish.
                Some(Part::Page)
                    if item.issue.is_none()
                        && item.language.as_deref() == Some("tr")
                        && text[part.whole.range()].starts_with("S.") =>
                {
                    item.issue = Some(words.to_owned());
                }
                Some(Part::Page) => {
                    item.page.get_or_insert_with(|| words.to_owned());
                }
                Some(_) => {}
                None if numbers_of_journal(words.trim_end_matches('.')).is_some() => {
                    self.piece(&reader, part.value, item, &mut tail);
                }
                None => {
                    for piece in pieces(words) {
                        let start = part.value.start + (piece.as_ptr() as usize - words.as_ptr() as usize);
                        self.piece(&reader, Span::new(start, start + piece.len()), item, &mut tail);
                    }
                }
            }
        }
        // What is left: in a book the publisher stands with the place.
        for words in tail.open {
            let article = item.page.is_some() && (item.volume.is_some() || item.issue.is_some());
            if article && item.container_title.is_none() && item.title.is_some() {
                item.container_title = Some(words);
            } else if item.publisher.is_none() && (item.publisher_place.is_some() || self.names_a_publisher(&words)) {
                item.publisher = Some(words);
            } else if item.publisher_place.is_none()
                && short(&words)
                && words.starts_with(is_large)
                && item.container_title.is_none()
            {
                item.publisher_place = Some(words);
            } else {
                let note = item.note.get_or_insert_default();
                if !note.is_empty() {
                    note.push_str("; ");
                }
                note.push_str(&words);
            }
        }
    }

    fn piece(&self, reader: &SegmentReader<'_>, span: Span, item: &mut CslItem, tail: &mut Tail) {
        let words = reader.words(span).trim_matches([' ', '.', ',', ';', ':', '(', ')', '–', '—', '\u{a0}']);
        if words.is_empty() {
            return;
        }
        let dated = reader.date(span).is_some();
        if let Some(state) = words.get(..2).filter(|_| words.len() == 2 && tail.placed && item.publisher.is_none()) {
            // "Washington, DC"
            if let Some(place) = item.publisher_place.as_mut().filter(|_| state.bytes().all(|b| b.is_ascii_uppercase()))
            {
                place.push_str(&format!(", {state}"));
            }
        } else if let Some(end) = self.lists.editor_at(words) {
            let name = words[end..].trim_start_matches(['.', ' ', ':']);
            item.editor.push(crate::csl::CslName { literal: Some(name.to_owned()), ..Default::default() });
        } else if let Some(year) = words.get(..4).filter(|_| is_printed_year(words)) {
            add_year(item, year);
        } else if dated && self.add_date(words, item) {
            // The day is told.
        } else if self.is_extent(words) {
            item.number_of_pages.get_or_insert_with(|| words.chars().take_while(char::is_ascii_digit).collect());
        } else if let Some((volume, issue, year)) = numbers_of_journal(words) {
            item.volume.get_or_insert_with(|| volume.to_owned());
            if let Some(issue) = issue {
                item.issue.get_or_insert_with(|| issue.to_owned());
            }
            if let Some(year) = year {
                add_year(item, year);
            }
        } else if self.lists.is_thesis(words.split([' ', '.']).next().unwrap_or_default()) {
            item.kind = CslType::Thesis;
        } else if item.publisher_place.is_none() && self.is_place_list(words) {
            item.publisher_place = Some(with_stop(reader.text, span, words));
            tail.placed = true;
        } else if let Some((place, year)) =
            split_year(self.lists, words).filter(|(place, _)| short(place) && item.publisher_place.is_none())
        {
            item.publisher_place = Some(place.trim_end_matches([',', ' ']).to_owned());
            add_year(item, &year[..4]);
            tail.placed = true;
        } else if words.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–')) {
            item.page.get_or_insert_with(|| words.to_owned());
        } else if item.kind == CslType::Thesis {
            // "канд. ист. наук"
        } else if tail.placed && item.publisher.is_none() {
            item.publisher = Some(words.to_owned());
        } else {
            // "Düsseldorf: Droste": the colon tells that the words are a place.
            let colon = reader.text[span.end..].trim_start_matches([' ', '\u{a0}']).starts_with(':');
            if colon && short(words) && item.publisher_place.is_none() {
                item.publisher_place = Some(words.to_owned());
                tail.placed = true;
            } else if words.chars().filter(|c| c.is_alphabetic()).count() > 1
                && !words.starts_with(|c: char| c.is_ascii_digit())
            {
                tail.open.push(words.to_owned());
            }
        }
    }

    /// `724 с.`, `352 p.`
    fn is_extent(&self, words: &str) -> bool {
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let label = words[digits..].trim_start();
        digits > 0
            && digits <= 4
            && self.lists.labels_at(label, 0, label.len()).iter().any(|found| {
                label[found.end..].trim_start_matches('.').is_empty()
                    && found.what.iter().any(|(_, part)| *part == Part::Page)
            })
    }

    /// `М.`, `London and New York`, `М.; Л.`, `Berlin–Leipzig`
    fn is_place_list(&self, words: &str) -> bool {
        self.lists.is_place(words)
            || words.contains(['–', '-', ';', '/', '&'])
                && words.split(['–', '-', ';', '/', '&']).all(|place| self.lists.is_place(place.trim()))
    }

    /// A day, with the year that is known or in it.
    fn add_date(&self, words: &str, item: &mut CslItem) -> bool {
        let mut numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
        let day = numbers.clone().find(|n| n.len() <= 2).and_then(|n| n.parse::<i32>().ok());
        let year = numbers.find(|n| is_year(n)).and_then(|n| n.parse::<i32>().ok());
        let month = words.split([' ', '.', ',', '\u{a0}']).find_map(|word| self.lists.month_number(word));
        let known = item.issued.as_ref().and_then(|date| date.date_parts.first()?.first().copied());
        let (Some(month), Some(year)) = (month, year.or(known)) else { return false };
        let mut parts = vec![year, month];
        parts.extend(day);
        item.issued = Some(CslDate { date_parts: vec![parts] });
        true
    }

    /// A work that stands by itself; a title with an issue and a day and no author is a newspaper.
    pub fn book(&self, item: &mut CslItem) {
        let day = item.issued.as_ref().is_some_and(|date| date.date_parts[0].len() > 2);
        let issue = item.issue.is_some() && item.publisher.is_none() && item.publisher_place.is_none();
        if item.author.is_empty() && (day || issue) {
            item.container_title = item.title.take();
            item.kind = CslType::ArticleNewspaper;
        } else if item.container_title.is_some() {
            // "Title. Journal, 12(3), 45–67"
            item.kind = CslType::ArticleJournal;
        } else if item.url.is_some() && item.issued.is_none() && item.publisher_place.is_none() {
            item.kind = CslType::Webpage;
        }
    }
}
