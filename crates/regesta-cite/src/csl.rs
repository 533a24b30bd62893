use serde::{Deserialize, Serialize};

use crate::{BibliographyEntry, Reference};

/// A work of a list of sources as CSL-JSON (schema 1.0.2 of the Citation Style Language; the variables that histories
/// print). Parts that are not printed are absent. `note` holds what could not be told apart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct CslItem {
    /// The number in a numbered list, else `entry-` and the place in the list, from 1.
    pub id: String,
    #[serde(rename = "type")]
    pub kind: CslType,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub author: Vec<CslName>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub editor: Vec<CslName>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// The journal, newspaper or collection in which it stands.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub container_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub publisher_place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issued: Option<CslDate>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub volume: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number_of_pages: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub archive: Option<String>,
    /// The shelfmark below the archive, as printed.
    #[serde(rename = "archive_location", skip_serializing_if = "Option::is_none", default)]
    pub archive_location: Option<String>,
    /// BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub language: Option<String>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none", default)]
    pub doi: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

/// Types of CSL that lists of sources hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CslType {
    /// A book, or what cannot be told.
    #[default]
    Book,
    /// An article of a journal.
    ArticleJournal,
    /// An article or issue of a newspaper.
    ArticleNewspaper,
    /// A piece of a collection.
    Chapter,
    /// A dissertation or its abstract.
    Thesis,
    /// A page of the net.
    Webpage,
    /// A file or fond of an archive.
    Manuscript,
}

/// A name. `literal` where its parts cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct CslName {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub family: Option<String>,
    /// Given names or initials, as printed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub literal: Option<String>,
}

/// A date of publication: `[[1920, 5, 5]]`, one more array for the end of a range.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CslDate {
    /// Year, month, day; what is not printed is left out.
    pub date_parts: Vec<Vec<i32>>,
}

/// The entry of the list of sources to which a reference points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResolvedEntry {
    /// Index into the entries.
    Entry(usize),
    /// It names a number or an author and a year, and the list has no such entry.
    NotInList,
    /// It names a number, and the file has no numbered list.
    NoList,
    /// It does not point into a list: a shelfmark, a newspaper, a title without a year.
    Elsewhere,
}

impl ResolvedEntry {
    /// Says in words what is missing; `None` where nothing is.
    pub fn problem(self, reference: &Reference) -> Option<String> {
        let name = || match (&reference.n, &reference.label, &reference.year) {
            (Some(n), ..) => n.clone(),
            (None, Some(label), Some(year)) => format!("{label} {year}"),
            _ => reference.label.clone().unwrap_or_default(),
        };
        match self {
            Self::NoList => Some(format!("reference {}: its list is not in this file", name())),
            Self::NotInList => Some(format!("reference {}: the list of this file has no such entry", name())),
            Self::Entry(_) | Self::Elsewhere => None,
        }
    }
}

/// Finds the entry of a reference: by its number, else by the first word of its label and its year. `items` are the parsed
/// `entries`, in the same order. A label and year that several entries have give the first of them.
///
/// ```
/// use regesta_cite::{Reference, ResolvedEntry, resolve_entry};
/// let ten = Reference { n: Some("10".into()), ..Reference::default() };
/// let found = resolve_entry(&ten, &[], &[]);
/// assert_eq!(found.problem(&ten).as_deref(), Some("reference 10: its list is not in this file"));
/// ```
pub fn resolve_entry(reference: &Reference, entries: &[BibliographyEntry], items: &[CslItem]) -> ResolvedEntry {
    if let Some(n) = &reference.n {
        return match entries.iter().position(|entry| entry.n.as_ref() == Some(n)) {
            Some(index) => ResolvedEntry::Entry(index),
            None if entries.iter().any(|entry| entry.n.is_some()) => ResolvedEntry::NotInList,
            None => ResolvedEntry::NoList,
        };
    }
    let (Some(label), Some(year)) = (&reference.label, &reference.year) else { return ResolvedEntry::Elsewhere };
    if reference.is_archival() || reference.date.is_some() || items.is_empty() {
        return ResolvedEntry::Elsewhere;
    }
    let word = |words: &str| {
        let first = words.split_whitespace().find(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
        first.unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    };
    let (name, year) = (word(label), year.get(..4).and_then(|year| year.parse::<i32>().ok()));
    let fits = |item: &CslItem| {
        let dated = item.issued.as_ref().and_then(|date| date.date_parts.first()?.first().copied());
        let authors = item.author.iter().filter_map(|name| name.family.as_deref().or(name.literal.as_deref()));
        let titles = [&item.title, &item.container_title].into_iter().flatten().map(String::as_str);
        dated.is_some() && dated == year && authors.chain(titles).any(|words| word(words) == name)
    };
    items.iter().position(fits).map_or(ResolvedEntry::NotInList, ResolvedEntry::Entry)
}
