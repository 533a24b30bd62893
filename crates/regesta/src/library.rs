//! Joins the works of a library (Zotero and the like) with the papers of the folder.

use std::collections::{BTreeMap, BTreeSet};

use regesta_ingest::{FoundFile, LibraryItem, Limits, read_library};
use regesta_store::{Diagnostic, Severity, Source};
use serde_json::{Map, Value, json};

/// The files of literature of a folder.
#[derive(Debug, Default)]
pub(crate) struct Library {
    /// Each work, with the path of the file that has it.
    works: Vec<(String, LibraryItem)>,
    /// Messages about those that could not be read.
    failed: Vec<Diagnostic>,
}

/// What joining gave.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Described {
    /// Sources whose description, the judgements of people apart, changes, with the new one.
    pub(crate) changed: Vec<(String, Value)>,
    /// Number of sources that a library describes.
    pub(crate) matched: usize,
}

/// How a work was found to be a paper, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Attachment,
    AttachmentName,
    FileName,
    Title,
}

impl Match {
    fn words(self) -> &'static str {
        match self {
            Self::Attachment => "the path of its attachment",
            Self::AttachmentName => "the file name of its attachment",
            Self::FileName => "its title in the file name",
            Self::Title => "its title",
        }
    }
}

/// Fewest letters of a title by which a paper may be known: "Introduction" stands in every second book.
const TITLE_LETTERS: usize = 16;
/// The field of `custom` that keeps what a library has replaced, so that it comes back when the library goes.
pub(crate) const OWN: &str = "own";

impl Library {
    /// Reads the files; what cannot be read is told and left out.
    pub(crate) fn read(files: &[FoundFile], limits: &Limits) -> Self {
        let mut library = Self::default();
        for file in files {
            let fits = file.bytes <= limits.max_in_process_bytes;
            let bytes = if fits { std::fs::read(&file.path) } else { Err(std::io::Error::other("it is too large")) };
            let unreadable =
                |source| regesta_ingest::IngestError::Unreadable { path: file.path.display().to_string(), source };
            match bytes.map_err(unreadable).and_then(|bytes| read_library(bytes, &file.relative)) {
                Ok(works) => library.works.extend(works.into_iter().map(|work| (file.relative.clone(), work))),
                Err(error) => library.failed.push(Diagnostic {
                    path: file.relative.clone(),
                    severity: Severity::Warning,
                    code: error.code().to_owned(),
                    message: error.to_string(),
                    hint: Some(error.hint()),
                    span: None,
                }),
            }
        }
        library
    }

    /// Messages by path.
    pub(crate) fn diagnostics(&self) -> BTreeMap<String, Vec<Diagnostic>> {
        self.failed.iter().map(|row| (row.path.clone(), vec![row.clone()])).collect()
    }

    /// The descriptions of sources as the libraries have them; what a library no longer has comes back as it was.
    ///
    /// A work goes to the one paper that it fits best, and a paper takes the one work that fits it best; where two fit
    /// alike and are not the same work, none is taken.
    pub(crate) fn describe(&self, sources: &[Source]) -> Described {
        let own: Vec<Value> = sources
            .iter()
            .map(|source| without_library(&crate::descriptions::without_judgement(&source.csl)))
            .collect();
        let index = Index::new(&self.works);
        let mut described = Described::default();
        for (source, own) in sources.iter().zip(&own) {
            let csl = match index.find(&source.path, own) {
                Some((how, work)) => {
                    described.matched += 1;
                    let (path, item) = &self.works[work];
                    with_library(own, &item.csl, path, how)
                }
                None => own.clone(),
            };
            if csl != crate::descriptions::without_judgement(&source.csl) {
                described.changed.push((source.id.clone(), csl));
            }
        }
        described
    }
}

/// Works by what papers may be known by.
struct Index<'a> {
    works: &'a [(String, LibraryItem)],
    paths: BTreeMap<String, BTreeSet<usize>>,
    names: BTreeMap<String, BTreeSet<usize>>,
    titles: BTreeMap<String, BTreeSet<usize>>,
}

impl<'a> Index<'a> {
    fn new(works: &'a [(String, LibraryItem)]) -> Self {
        let mut index = Self { works, paths: BTreeMap::new(), names: BTreeMap::new(), titles: BTreeMap::new() };
        for (number, (_, work)) in works.iter().enumerate() {
            for attachment in &work.attachments {
                let path = attachment.to_lowercase();
                let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
                index.names.entry(name).or_default().insert(number);
                index.paths.entry(path).or_default().insert(number);
            }
            if let Some(title) = title_key(&work.csl) {
                index.titles.entry(title).or_default().insert(number);
            }
        }
        index
    }

    /// The work that a paper is, by its path relative to the folder and what it says of itself.
    fn find(&self, path: &str, own: &Value) -> Option<(Match, usize)> {
        let lower = path.to_lowercase();
        let name = lower.rsplit('/').next().unwrap_or(&lower);
        let by_path = || {
            // The library may name the file from elsewhere: the end of its path must be that of the paper.
            let fits = |known: &str| known == lower || known.ends_with(&format!("/{lower}"));
            let found = self.paths.iter().filter(|(known, _)| fits(known)).flat_map(|(_, works)| works.iter().copied());
            self.one(found.collect(), own)
        };
        let by_name = || self.one(self.names.get(name).cloned().unwrap_or_default(), own);
        let by_file_title = || {
            let stem = title_letters(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
            let found = self.titles.iter().filter(|(title, _)| stem.contains(title.as_str()));
            // "The Siege" is in the name of "The Siege of the Town": the longest title counts.
            let longest = found.max_by_key(|(title, _)| title.len()).map(|(_, works)| works.clone());
            self.one(longest.unwrap_or_default(), own)
        };
        let by_title = || {
            let title = title_key(own)?;
            self.one(self.titles.get(&title).cloned().unwrap_or_default(), own)
        };
        by_path()
            .map(|work| (Match::Attachment, work))
            .or_else(|| by_name().map(|work| (Match::AttachmentName, work)))
            .or_else(|| by_file_title().map(|work| (Match::FileName, work)))
            .or_else(|| by_title().map(|work| (Match::Title, work)))
    }

    /// The one work of several, or the one whose author is the paper's; `None` where that does not decide. Two entries
    /// of one work (the same title, author and year) are one.
    fn one(&self, works: BTreeSet<usize>, own: &Value) -> Option<usize> {
        let same = |works: &[usize]| {
            let facts = |work: usize| {
                let csl = &self.works[work].1.csl;
                (title_key(csl), family(csl), year(csl))
            };
            let first = *works.first()?;
            works.iter().all(|&work| facts(work) == facts(first)).then_some(first)
        };
        let all: Vec<usize> = works.into_iter().collect();
        same(&all).or_else(|| {
            let author = family(own)?;
            let fits: Vec<usize> = all
                .into_iter()
                .filter(|&work| family(&self.works[work].1.csl).is_some_and(|name| author.contains(&name)))
                .collect();
            same(&fits)
        })
    }
}

/// Letters and digits of a text, in small Latin letters.
fn title_letters(text: &str) -> String {
    regesta_lang::latin_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn title_key(csl: &Value) -> Option<String> {
    let letters = title_letters(csl.get("title")?.as_str()?);
    (letters.chars().count() >= TITLE_LETTERS).then_some(letters)
}

fn family(csl: &Value) -> Option<String> {
    let first = csl.get("author")?.get(0)?;
    let name = first.get("family").or_else(|| first.get("literal"))?.as_str()?;
    Some(title_letters(name)).filter(|name| !name.is_empty())
}

/// The year in which a work came out.
pub(crate) fn year(csl: &Value) -> Option<i64> {
    csl.get("issued")?.get("date-parts")?.get(0)?.get(0)?.as_i64()
}

/// The description with the fields of a library, which a person has checked, before those that a machine read.
fn with_library(own: &Value, work: &Value, path: &str, how: Match) -> Value {
    let mut item = own.as_object().cloned().unwrap_or_default();
    let mut custom = item.remove("custom").and_then(|custom| custom.as_object().cloned()).unwrap_or_default();
    let mut from = custom.remove("from").and_then(|from| from.as_object().cloned()).unwrap_or_default();
    for (field, value) in work.as_object().into_iter().flatten().filter(|(field, _)| *field != "custom") {
        item.insert(field.clone(), value.clone());
        from.insert(field.clone(), json!(path));
    }
    custom.insert("from".into(), Value::Object(from));
    custom.insert("known_by".into(), json!(how.words()));
    custom.insert(OWN.into(), own.clone());
    item.insert("custom".into(), Value::Object(custom));
    Value::Object(item)
}

fn without_library(csl: &Value) -> Value {
    let custom: Option<&Map<String, Value>> = csl.get("custom").and_then(Value::as_object);
    custom.and_then(|custom| custom.get(OWN)).unwrap_or(csl).clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use regesta_store::{SourceKind, SourceStatus};

    fn source(path: &str, csl: Value) -> Source {
        Source {
            id: path.to_owned(),
            path: path.to_owned(),
            media_type: "text/plain".into(),
            encoding: None,
            kind: SourceKind::Literature,
            langs: Vec::new(),
            work_id: None,
            csl,
            status: SourceStatus::Read,
            read_key: String::new(),
        }
    }

    fn library(works: &[(Value, &[&str])]) -> Library {
        let work = |(csl, files): &(Value, &[&str])| LibraryItem {
            csl: csl.clone(),
            attachments: files.iter().map(|&file| file.to_owned()).collect(),
        };
        Library { works: works.iter().map(|w| ("papers.bib".to_owned(), work(w))).collect(), failed: Vec::new() }
    }

    #[test]
    fn papers_are_known_by_path_name_and_title() {
        let library = library(&[
            (
                json!({ "title": "The Siege of the Old Town", "issued": { "date-parts": [[1921]] } }),
                &["files/7/siege.pdf"],
            ),
            (json!({ "title": "Walls and their Gates" }), &[]),
            (json!({ "title": "Bread in the Year of the Siege" }), &[]),
        ]);
        let sources = [
            source("files/7/siege.pdf", Value::Null),
            source("Lund - 1930 - Walls and their gates.docx", Value::Null),
            source("c.txt", json!({ "title": "Bread in the year of the siege" })),
            source("d.txt", json!({ "title": "Something else altogether" })),
        ];
        let described = library.describe(&sources);
        assert_eq!(described.matched, 3);
        let known: Vec<&Value> = described.changed.iter().map(|(_, csl)| &csl["custom"]["known_by"]).collect();
        assert_eq!(known, ["the path of its attachment", "its title in the file name", "its title"]);
        assert_eq!(described.changed[0].1["issued"]["date-parts"][0][0], 1921);
    }

    #[test]
    fn two_works_of_one_title_are_told_apart_by_author_or_not_at_all() {
        let work = |family: &str| json!({ "title": "A History of the Town", "author": [{ "family": family }] });
        let library = library(&[(work("Orme"), &[]), (work("Lund"), &[])]);
        let paper = |author: &str| {
            source("x.txt", json!({ "title": "A history of the town", "author": [{ "literal": author }] }))
        };
        let described = library.describe(&[paper("Bo Lund")]);
        assert_eq!(described.changed[0].1["author"][0]["family"], "Lund");
        assert_eq!(library.describe(&[paper("N. N.")]), Described::default());
    }

    #[test]
    fn what_a_library_replaced_comes_back() {
        let own = json!({ "title": "the siege of the old town", "author": [{ "literal": "A. Orme" }] });
        let with = library(&[(json!({ "title": "The Siege of the Old Town" }), &[])]);
        let described = with.describe(&[source("a.txt", own.clone())]);
        let stored = source("a.txt", described.changed[0].1.clone());
        assert_eq!(with.describe(std::slice::from_ref(&stored)).changed, []);
        assert_eq!(Library::default().describe(&[stored]).changed, [("a.txt".to_owned(), own)]);
    }
}
