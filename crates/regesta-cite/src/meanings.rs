use regesta_lang::LangId;
use smallvec::SmallVec;

use crate::item_reader::Reader;
use crate::items::Item;
use crate::lists::Part;
use crate::numbers::is_year;

/// The meanings of a label; more than these are rare.
pub type Parts = SmallVec<[Part; 12]>;

impl Reader<'_> {
    /// Its meanings, the likeliest here first. That of the sentence's language comes first; a part that is already there,
    /// or that never stands where it would, comes last.
    pub fn meanings(&self, candidates: &[(LangId, Part)], printed: &str) -> Parts {
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
            Part::Delo => has(Part::Opis) && !file && !has(Part::Number),
            // "nr. 6, s. 164, h. 355": an order in a register.
            Part::Issue => has(Part::Number) && has(Part::Page) || file,
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
        let place = || self.lists.is_place(words[..words.len() - last.len()].trim_end());
        let years = last.split(['-', '–']).next().is_some_and(is_year) && (last.len() > 4 || !behind || place());
        words.bytes().any(|b| b.is_ascii_digit()) && !years
    }
}
