use regesta_lang::{PackSet, Paper};
use regesta_text::Span;

use crate::csl::{CslItem, CslType};
use crate::entry_names::authors;
use crate::entry_text::{char_floor, clean, date_of, has_year, name_and_volume, quoted, short, split_any};
use crate::items::{is_large, read_items};
use crate::lists::Lists;
use crate::names::Names;
use crate::numbers::is_year;
use crate::segment::{SegmentReader, Strength};
use crate::years::{is_printed_year, split_year};
use crate::{ArchiveList, BibliographyEntry, find_bibliography};

/// Longer entries are taken as a title only, in bytes.
const LONGEST: usize = 2000;

/// Reads the words of one entry of a list of sources, without its number: GOST with `//`, Chicago, MLA and author-date
/// styles, Turkish, Azerbaijani, Ukrainian, French and German practice, shelfmarks, newspapers. Never fails: what cannot
/// be told stays in `title` or `note`.
///
/// ```
/// use regesta_cite::{ArchiveList, CslType, parse_entry};
/// let packs = regesta_lang::PackSet::built_in()?;
/// let entry = "Орлов Г. П. Рынки края // Старый вестник. 1980. Т. 6. С. 12–18.";
/// let item = parse_entry(entry, &packs, &ArchiveList::default());
/// assert_eq!(item.kind, CslType::ArticleJournal);
/// assert_eq!(item.container_title.as_deref(), Some("Старый вестник"));
/// assert_eq!(item.page.as_deref(), Some("12–18"));
/// # Ok::<(), regesta_lang::PackError>(())
/// ```
pub fn parse_entry(entry: &str, packs: &PackSet, archives: &ArchiveList) -> CslItem {
    EntryReader { lists: &Lists::of(packs), packs, archives }.read(entry)
}

/// The entries of a paper's list of sources as CSL-JSON items, in the order of [`find_bibliography`].
pub fn bibliography_items(paper: &Paper, packs: &PackSet, archives: &ArchiveList) -> Vec<(BibliographyEntry, CslItem)> {
    let reader = EntryReader { lists: &Lists::of(packs), packs, archives };
    find_bibliography(paper)
        .into_iter()
        .enumerate()
        .map(|(index, entry)| {
            let mut item = reader.read(&paper.passages[entry.passage].reading.text()[entry.span.range()]);
            item.id = entry.n.clone().unwrap_or_else(|| format!("entry-{}", index + 1));
            (entry, item)
        })
        .collect()
}

/// Reads entries with the lists of all packs.
pub struct EntryReader<'a> {
    pub lists: &'a Lists,
    pub packs: &'a PackSet,
    pub archives: &'a ArchiveList,
}

impl EntryReader<'_> {
    fn read(&self, entry: &str) -> CslItem {
        let mut item = CslItem::default();
        let text = self.without_addresses(entry.trim(), &mut item);
        let text = text.trim().trim_end_matches([' ', ',']);
        item.language = self.language(text);
        if text.len() > LONGEST {
            item.title = Some(text.to_owned());
            return item;
        }
        if self.shelfmark(text, &mut item) {
            return item;
        }
        let (names, end) = authors(self.lists, text);
        item.author = names;
        let rest = text[end..].trim_start_matches([',', '.', ':', ' ', '\u{a0}']);
        let rest = self.leading_year(rest, &mut item);
        self.title_and_tail(rest, &mut item);
        item
    }

    /// Takes off the address in the net, the DOI and the words around them.
    fn without_addresses(&self, text: &str, item: &mut CslItem) -> String {
        let word_at = |at: usize| text[at..].split([' ', '\u{a0}', ')', ']', '>']).next().unwrap_or_default();
        let lower = text.to_ascii_lowercase();
        if let Some(at) =
            lower.find("10.").filter(|at| lower[..*at].ends_with(['/', ' ', ':']) && word_at(*at).contains('/'))
            && lower[..at].contains("doi")
        {
            item.doi = Some(word_at(at).trim_end_matches(['.', ',', ';']).to_owned());
        }
        let address =
            lower.find("http").filter(|at| lower[*at..].starts_with("http://") || lower[*at..].starts_with("https://"));
        if let Some(at) = address {
            item.url = Some(word_at(at).trim_end_matches(['.', ',', ';']).to_owned());
        }
        let cut = [address, lower.find("doi:"), lower.find("url:")].into_iter().flatten().min();
        let text = cut.map_or(text, |at| &text[..at]);
        let text = text.trim_end().trim_end_matches([',', '-', '–', ' ']);
        let mut kept = String::with_capacity(text.len());
        let mut at = 0;
        // "[Электронный ресурс]", "[Text]"
        while let Some(open) = text[at..].find('[') {
            let Some(close) = text[at + open..].find(']') else { break };
            kept.push_str(text[at..at + open].trim_end());
            at += open + close + 1;
        }
        kept.push_str(&text[at..]);
        kept
    }

    fn language(&self, text: &str) -> Option<String> {
        let cyrillic =
            text.chars().filter(|c| ('\u{400}'..='\u{52f}').contains(c)).count() * 2 > text.chars().count() / 2;
        // Languages without a pack, by words that the others have not.
        let mut words = text.split(|c: char| !c.is_alphabetic());
        if !cyrillic && let Some(tag) = words.find_map(|word| self.lists.language_of(word)) {
            return Some(tag.to_owned());
        }
        let tokens = regesta_lang::tokenize(text);
        let lang = regesta_lang::identify(self.packs, text, &tokens, None)?;
        Some(self.packs.get(lang).tag().to_owned())
    }

    /// A file of an archive.
    fn shelfmark(&self, text: &str, item: &mut CslItem) -> bool {
        let reader = SegmentReader { lists: self.lists, archives: self.archives, text, shadow: text, lang: None };
        let whole = Span::new(0, text.len());
        let Some(draft) = reader.read(whole).filter(|draft| draft.strength == Strength::Archival) else { return false };
        let Some(archive) = draft.reference.archive.filter(|archive| archive.len() < 120) else { return false };
        let Some(at) = text.find(&archive).filter(|at| *at < 60) else { return false };
        let names = Names { lists: self.lists, archives: self.archives, text, shadow: text };
        if names.listed(Span::new(at, at + archive.len())).is_none() && draft.reference.fond.is_none() {
            return false;
        }
        let location = text[at + archive.len()..].trim_matches([',', '.', ' ', ')', ':', '–', '-', '\u{a0}']);
        item.kind = CslType::Manuscript;
        item.archive = Some(archive);
        item.archive_location = Some(location.to_owned()).filter(|words| !words.is_empty());
        true
    }

    /// `(1964)` or `1964.` behind the authors of author-date styles.
    fn leading_year<'t>(&self, text: &'t str, item: &mut CslItem) -> &'t str {
        let inner = text.strip_prefix('(').unwrap_or(text);
        let year: usize = inner.chars().take_while(|c| c.is_ascii_digit()).map(char::len_utf8).sum();
        let letter = inner[year..].starts_with(|c: char| c.is_ascii_lowercase());
        let end = year + usize::from(letter);
        let closed = inner[end..].starts_with([')', '.', ',']);
        if item.author.is_empty() || year != 4 || !is_year(&inner[..4]) || !closed {
            return text;
        }
        item.issued = date_of(&inner[..4]);
        inner[end..].trim_start_matches([')', '.', ',', ':', ' ', '\u{a0}'])
    }

    fn title_and_tail(&self, text: &str, item: &mut CslItem) {
        // GOST: what stands before the slashes is in what stands behind them.
        if let Some((title, container)) = text.split_once("//") {
            let title = title.split(" / ").next().unwrap_or_default();
            item.title = Some(clean(title));
            let (name, tail) = self.head_of(container.trim_start());
            item.container_title = Some(clean(name));
            self.tail(tail, item);
            let journal = item.issue.is_some() || item.volume.is_some() && item.publisher.is_none();
            item.kind = match (&item.issued, &item.publisher_place) {
                (Some(date), _) if date.date_parts.first().is_some_and(|parts| parts.len() > 2) => {
                    CslType::ArticleNewspaper
                }
                (_, Some(_)) if !journal => CslType::Chapter,
                _ => CslType::ArticleJournal,
            };
            return;
        }
        if let Some((title, rest)) = quoted(text) {
            item.title = Some(title.to_owned());
            let rest = rest.trim_start_matches([',', '.', ' ', '\u{a0}']);
            self.contained(rest, item);
            return;
        }
        if let Some((title, rest)) = split_any(text, &[". In: ", ", in: ", ". in: ", ". İçinde: ", ". In "]) {
            item.title = Some(clean(title));
            self.contained_in(rest, item);
            return;
        }
        let (title, tail) = self.head_of(text);
        item.title = Some(clean(title.split(" / ").next().unwrap_or(title)));
        self.tail(tail, item);
        self.book(item);
    }

    /// Behind a title in quotation marks: "In Book, edited by …" or the name of a journal.
    fn contained(&self, rest: &str, item: &mut CslItem) {
        match split_any(&format!(" {rest}"), &[" In: ", " In ", " in: ", " in "])
            .filter(|(before, _)| before.trim().is_empty())
        {
            Some((_, rest)) => self.contained_in(rest, item),
            None => {
                let (name, tail) = self.head_of(rest);
                let (name, volume) = name_and_volume(name);
                item.container_title = Some(clean(name));
                item.volume = volume.map(str::to_owned);
                self.tail(tail, item);
                let day = item.issued.as_ref().is_some_and(|date| date.date_parts[0].len() > 2);
                item.kind = if day { CslType::ArticleNewspaper } else { CslType::ArticleJournal };
            }
        }
    }

    fn contained_in(&self, rest: &str, item: &mut CslItem) {
        let (name, tail) = self.head_of(rest);
        let (name, volume) = name_and_volume(name);
        item.container_title = Some(clean(name));
        item.volume = volume.map(str::to_owned);
        self.tail(tail, item);
        item.kind =
            if item.volume.is_some() || item.issue.is_some() { CslType::ArticleJournal } else { CslType::Chapter };
    }

    /// The title at the head of `text` and what stands behind it: up to a stop or comma behind which something that is no
    /// part of a title begins.
    fn head_of<'t>(&self, text: &'t str) -> (&'t str, &'t str) {
        for (at, c) in text.char_indices() {
            let behind = &text[at + c.len_utf8()..];
            let next = behind.trim_start_matches([' ', '–', '—', '-', '\u{a0}']);
            let word = text[..at].rsplit([' ', '\u{a0}', '(']).next().unwrap_or_default();
            let ends = match c {
                '.' => {
                    let abbreviation = word.chars().count() <= 2 && !word.bytes().all(|b| b.is_ascii_digit());
                    let sure =
                        self.begins_with_place(next) || next.starts_with(is_large) && self.begins_with_label(next);
                    if abbreviation && next.len() < behind.len() && sure {
                        return (&text[..=at], &text[at..]);
                    }
                    next.len() < behind.len() && !abbreviation && self.begins_tail(next, true)
                }
                ',' => {
                    // "…, 1917–1921. New York: …, 1951": the years belong to the title.
                    let period = next.get(..4).is_some_and(is_year) && has_year(&next[4..]);
                    next.len() < behind.len() && !period && self.begins_tail(next, false)
                }
                '(' => at > 0 && self.in_parentheses(behind),
                ':' => self.thesis_at(next),
                _ => false,
            };
            if ends && at > 0 {
                return (&text[..at], &text[at..]);
            }
        }
        (text, "")
    }

    /// "(Berkeley: …, 1971)", "(1975)": an imprint and no part of the title.
    fn in_parentheses(&self, behind: &str) -> bool {
        let inner = behind.split(')').next().unwrap_or_default();
        is_year(inner) || inner.split([',', ':']).next().is_some_and(|place| self.lists.is_place(place))
    }

    /// `М.:`, `СПб., 1909`
    fn begins_with_place(&self, next: &str) -> bool {
        let head = next.split(['.', ',', ':', ' ', ';']).next().unwrap_or_default();
        let behind = next[head.len()..].trim_start_matches(['.', ' ', '\u{a0}']);
        self.lists.is_place(head) && behind.starts_with([':', ',', ';', '–'])
    }

    /// `Т. 1`, `Vol. 2`
    fn begins_with_label(&self, next: &str) -> bool {
        let items = read_items(self.lists, next, Span::new(0, char_floor(next, 60)), None);
        items.first().is_some_and(|item| item.whole.start == 0 && item.label.is_some())
    }

    fn thesis_at(&self, next: &str) -> bool {
        self.lists.is_thesis(next.split([' ', '.', '\u{a0}']).next().unwrap_or_default())
    }

    /// Whether what begins here is no part of a title: a label with its value, a year, a place, a publisher, an edition.
    /// Behind a stop a sentence that is followed by a year is a publisher or a journal.
    fn begins_tail(&self, next: &str, stop: bool) -> bool {
        let items = read_items(self.lists, next, Span::new(0, next.len().min(char_floor(next, 160))), None);
        let Some(first) = items.first() else { return true };
        if first.whole.start == 0 && first.label.is_some() {
            return true;
        }
        let words = &next[first.value.range()];
        let head = words.split(['.', '(', '–', ';']).next().unwrap_or_default().trim();
        let place_and_year =
            split_year(self.lists, head).is_some_and(|(place, _)| stop && short(place) || self.lists.is_place(place));
        if is_printed_year(head) || self.lists.is_place(head) || place_and_year || self.thesis_at(next) {
            return true;
        }
        if head.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        if self.names_a_publisher(head) || self.lists.editor_at(head).is_some() {
            return true;
        }
        // "Title. Journal 12", "Title. Somewhere: Publisher, 1960", "Title, Düsseldorf 1961"
        let colon = next[first.whole.end..].starts_with(':') || next[first.whole.end..].starts_with(" :");
        let year_soon = items.get(1).is_some_and(|item| {
            item.label.is_none() && is_printed_year(next[item.value.range()].trim_end_matches('.'))
        });
        let numbered = items.get(1).is_some_and(|item| {
            item.label.is_some() || next[item.value.range()].starts_with(|c: char| c.is_ascii_digit())
        });
        stop && short(head) && head.starts_with(is_large) && (colon && items.len() > 1 || year_soon)
            || stop && head.starts_with(is_large) && numbered && words.len() == head.len()
            || !stop
                && short(head)
                && split_year(self.lists, head)
                    .is_some_and(|(place, _)| place.starts_with(is_large) && !place.contains(' '))
    }

    pub fn names_a_publisher(&self, words: &str) -> bool {
        words.split([' ', '\u{a0}', '.']).any(|word| self.lists.is_publisher_word(word))
    }
}
