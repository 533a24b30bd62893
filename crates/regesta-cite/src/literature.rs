use crate::items::{Item, is_large};
use crate::lists::Part;
use crate::numbers::{is_roman, is_year};
use crate::segment::{Draft, SegmentReader, Strength, draft_of, extend};
use crate::value::Reference;
use crate::words::is_letter;
use crate::work_parts::lies_within;
use crate::years::is_printed_year;

impl SegmentReader<'_> {
    /// Reads `items` as a printed work; `None` where neither a name nor a place in it is told.
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
                // "belge 120, s. 133": the number of a printed document, not a leaf.
                Some(Part::Folio)
                    if reference.issue.is_none()
                        && items.iter().any(|item| item.label == Some(Part::Page))
                        && self.is_document_label(item) =>
                {
                    reference.issue = Some(words.to_owned());
                }
                Some(Part::Folio) => reference.folios = Some(words.to_owned()),
                // "Ibid., pièce 215"
                Some(Part::Leaf) if ibid && reference.folios.is_none() => {
                    reference.folios = Some(self.words(item.whole).to_owned());
                }
                Some(Part::Volume) => {
                    reference.volume.get_or_insert_with(|| words.to_owned());
                }
                // "p. 12 n. 3": a note on the page.
                Some(Part::Number) if reference.pages.is_some() && self.is_note_label(item) => {}
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
                    let title_end = self.title_goes_on(item, items.get(1));
                    if let Some(joined) = title_end {
                        reference.label = self.label_of(self.words(joined));
                        label_words = self.words(joined).split_whitespace().count().min(14);
                    }
                    let behind = 1 + usize::from(title_end.is_some());
                    let next = items.get(behind).filter(|item| item.label.is_none());
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

    /// Whether the label of an item can also mean the number of a document: `belge`, `vesika`.
    fn is_document_label(&self, item: &Item) -> bool {
        let labels = self.lists.labels_at(self.text, item.whole.start, item.value.start);
        labels.iter().any(|label| label.what.iter().any(|(_, part)| *part == Part::Number))
    }

    /// `n. 3`, `nn. 3`, `note 3`, where `n° 3` and `no. 3` are numbers of documents.
    fn is_note_label(&self, item: &Item) -> bool {
        let label = self.text[item.whole.start..item.value.start].trim_end_matches(['.', ' ', '\u{a0}']);
        matches!(label, "n" | "nn" | "N" | "note" | "notes")
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
}
