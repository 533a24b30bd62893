use std::collections::BTreeSet;
use std::ops::Bound;

use rustc_hash::FxHashMap;

use crate::words::Key;

/// An archive of the list of archives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Archive {
    /// Stable identifier of the archive.
    pub id: String,
    /// Language of the name and the abbreviation.
    pub lang: String,
    /// Full name.
    pub name: String,
    /// Abbreviations; the first is the usual one.
    pub abbreviations: Vec<String>,
    /// First year under this name, as listed; empty where unknown.
    pub from: String,
    /// Last year under this name; empty where it lasts.
    pub to: String,
    /// Identifier of the archive that took it over; empty where none.
    pub successor: String,
    /// ISO 3166 code of the country.
    pub country: String,
}

/// Archives by their names and abbreviations, out of `authorities/archives.tsv`
/// (`id, lang, name, abbr, from, to, successor, country, source, note`, separated by tabs; several abbreviations by `|`).
///
/// ```
/// let list = regesta_cite::ArchiveList::parse("tna\ten\tThe National Archives\tTNA\t2003\t\t\tGB\t\t\n");
/// assert_eq!(list.find("the national archives").unwrap().id, "tna");
/// assert_eq!(list.find("TNA").unwrap().country, "GB");
/// assert!(list.find("XYZ").is_none());
/// ```
#[derive(Debug, Clone, Default)]
pub struct ArchiveList {
    archives: Vec<Archive>,
    by_key: FxHashMap<Box<[u8]>, usize>,
    /// All keys in order, for the names that begin with a word.
    keys: BTreeSet<Box<[u8]>>,
    longest: usize,
}

impl ArchiveList {
    /// Reads the list. Lines that begin with `#`, a first line of column names, and lines without a name are passed
    /// over, so any text gives a list.
    pub fn parse(tsv: &str) -> Self {
        let mut list = Self::default();
        for line in tsv.lines() {
            let line = line.trim_end_matches('\r');
            if line.starts_with('#') {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
            let column = |i: usize| columns.get(i).copied().unwrap_or_default().to_owned();
            if columns.len() < 3 || columns[0] == "id" || columns[2].is_empty() && column(3).is_empty() {
                continue;
            }
            let split =
                |c: String| c.split(['|', ';']).map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
            let abbreviations: Vec<String> = split(column(3));
            let names: Vec<String> = split(column(2));
            for form in names.iter().chain(&abbreviations) {
                list.longest = list.longest.max(form.split_whitespace().count());
                let key = key(form).into_bytes().into_boxed_slice();
                list.keys.insert(key.clone());
                list.by_key.entry(key).or_insert(list.archives.len());
            }
            list.archives.push(Archive {
                id: column(0),
                lang: column(1),
                name: names.into_iter().next().unwrap_or_default(),
                abbreviations,
                from: column(4),
                to: column(5),
                successor: column(6),
                country: column(7),
            });
        }
        list
    }

    /// The archive of a name or an abbreviation, whatever its case and stops.
    pub fn find(&self, words: &str) -> Option<&Archive> {
        // A short name needs no allocation.
        let found = match words.len() {
            0..=SHORT => self.by_key.get(short_key(words).as_bytes()),
            _ => self.by_key.get(key(words).as_bytes()),
        };
        found.map(|&i| &self.archives[i])
    }

    /// The archive that holds today what `archive` held: the end of its chain of successors, in the language of `archive`
    /// where the list has a row in it. Itself where nothing took it over.
    ///
    /// ```
    /// let list = regesta_cite::ArchiveList::parse(
    ///     "old\ten\tParty Archive\tPA\t\t1991\tnew\tRU\t\t\nnew\ten\tState Archive\tSA\t1991\t\t\tRU\t\t\n",
    /// );
    /// assert_eq!(list.holder(list.find("PA").unwrap()).id, "new");
    /// ```
    pub fn holder<'a>(&'a self, archive: &'a Archive) -> &'a Archive {
        let mut holder = archive;
        // No chain is as long; a list that runs in a circle ends too.
        for _ in 0..8 {
            let successors =
                || self.archives.iter().filter(|a| !holder.successor.is_empty() && a.id == holder.successor);
            match successors().find(|a| a.lang == archive.lang).or_else(|| successors().next()) {
                Some(next) => holder = next,
                None => break,
            }
        }
        holder
    }

    /// Whether a name of the list can begin with `word`: most words are passed over with one look-up.
    pub(crate) fn opens(&self, word: &str) -> bool {
        let word = short_key(word);
        let from = (Bound::Included(word.as_bytes()), Bound::Unbounded);
        self.keys.range::<[u8], _>(from).next().is_some_and(|name| name.starts_with(word.as_bytes()))
    }

    /// All archives in the order of the list.
    pub fn archives(&self) -> &[Archive] {
        &self.archives
    }

    /// Words in the longest name.
    pub fn longest_name_in_words(&self) -> usize {
        self.longest
    }
}

/// Letters and digits in lower case: "РГА ВМФ." and "РГАВМФ" are one.
fn key(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    key_signs(words, |c| key.push(c));
    key
}

/// Bytes of words whose key is certainly shorter than a [`Key`].
const SHORT: usize = 100;

/// The same as [`key`]; what is too long is cut off.
fn short_key(words: &str) -> Key {
    let mut key = Key::new();
    key_signs(words, |c| key.push(c));
    key
}

fn key_signs(words: &str, mut push: impl FnMut(char)) {
    for c in words.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='я' => push(c),
            'A'..='Z' => push(c.to_ascii_lowercase()),
            'А'..='Я' => push(char::from_u32(c as u32 + 0x20).unwrap_or(c)),
            '\0'..='\u{7f}' => {}
            _ if c.is_alphanumeric() => c.to_lowercase().filter(|c| c.is_alphanumeric()).for_each(&mut push),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_an_archive_by_any_of_its_names() {
        let list = ArchiveList::parse(
            "id\tlang\tname\tabbr\tfrom\tto\tsuccessor\tcountry\tsource\tnote\n\
             # about\n\
             rgavmf\tru\tРоссийский государственный архив Военно-Морского Флота\tРГА ВМФ|РГАВМФ\t1992\t\t\tRU\t\t\n",
        );
        assert_eq!(list.archives().len(), 1);
        assert_eq!(list.find("РГА ВМФ.").map(|a| a.id.as_str()), Some("rgavmf"));
        assert_eq!(list.find("ргавмф").map(|a| a.id.as_str()), Some("rgavmf"));
        assert_eq!(list.longest_name_in_words(), 5);
    }

    #[test]
    fn any_text_gives_a_list() {
        assert!(ArchiveList::parse("\n\t\t\nx\ty\n\u{0}").archives().is_empty());
    }
}
