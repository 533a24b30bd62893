//! Search by word, lemma and script.

use std::collections::{BTreeMap, BTreeSet};

use regesta_lang::{LangId, TokenKind, consonant_skeleton, fold, latin_key, lower, tokenize};
use regesta_store::Project;
use regesta_store::index::{self, IndexBuilder, SearchDoc, SearchIndex, SearchQuery, SearchToken};
use regesta_text::CodePointIndex;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Engine, Result, StoredSource};

/// A passage that holds the words looked for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchRow {
    /// Path of the source.
    pub source: String,
    /// First code point of the sentence in the original.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// The sentence as it reads (hyphens and line breaks joined).
    pub text: String,
    /// The words that matched, as code points of `text`, half-open.
    pub marks: Vec<(usize, usize)>,
    /// The sentence as printed.
    pub exact: String,
    /// Language of the sentence.
    pub lang: String,
}

/// The terms under which a word is found: the word itself, its lemmas, and for words of four letters or more a key
/// without script (`~`) and one by consonants (`#`).
pub(crate) fn terms(engine: &Engine, lang: LangId, word: &str) -> Vec<String> {
    let pack = engine.packs.get(lang);
    let mut terms = BTreeSet::new();
    terms.insert(fold(&lower(word, pack.casing())));
    for analysis in engine.morphology.analyses(&engine.packs, lang, word).iter().take(4) {
        let lemma = fold(&analysis.lemma);
        if lemma.chars().count() >= 4 {
            terms.insert(format!("~{}", latin_key(&lemma)));
            let skeleton = consonant_skeleton(&lemma);
            if skeleton.chars().count() >= 4 && word.chars().next().is_some_and(char::is_uppercase) {
                terms.insert(format!("#{skeleton}"));
            }
        }
        terms.insert(lemma);
    }
    terms.into_iter().collect()
}

/// The alternatives for one word of a query: as each language would read it, since the language of a query is not known.
fn query_terms(engine: &Engine, word: &str) -> Vec<String> {
    let mut all = BTreeSet::new();
    for (lang, pack) in engine.packs.iter() {
        let fits = word.chars().filter(|c| c.is_alphabetic()).all(|c| {
            let small: String = lower(&c.to_string(), pack.casing());
            small.chars().all(|c| pack.has_letter(c))
        });
        if fits {
            all.extend(terms(engine, lang, word));
        }
    }
    if all.is_empty() {
        all.insert(fold(word));
    }
    if word.chars().count() >= 4 {
        all.insert(format!("~{}", latin_key(word)));
        let skeleton = consonant_skeleton(word);
        if skeleton.chars().count() >= 4 {
            all.insert(format!("#{skeleton}"));
        }
    }
    all.into_iter().collect()
}

impl SearchRow {
    /// The sentence with the matching words between two marks.
    pub fn marked(&self, open: &str, close: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        let letters: Vec<char> = self.text.chars().collect();
        for &(start, end) in &self.marks {
            if start < at || end > letters.len() {
                continue;
            }
            out.extend(&letters[at..start]);
            out.push_str(open);
            out.extend(&letters[start..end]);
            out.push_str(close);
            at = end;
        }
        out.extend(&letters[at..]);
        out
    }
}

fn index_key(engine: &Engine, project: &Project) -> Result<String> {
    Ok(format!("sentences 1; {}; {}", engine.packs.key(), project.content_key()?))
}

/// Writes the search index anew where it does not fit the project.
pub(crate) fn refresh_index(engine: &Engine, project: &Project) -> Result<()> {
    let key = index_key(engine, project)?;
    let dir = project.index_dir();
    if index::is_current(&dir, &key) {
        return Ok(());
    }
    let mut builder = IndexBuilder::new(&dir, &key)?;
    // A word form recurs often, and its lemmas cost more than its look-up.
    let mut known: BTreeMap<(LangId, String), Vec<String>> = BTreeMap::new();
    for source in project.sources()? {
        let stored = StoredSource::load(project, &source.id)?;
        let mut number = 0;
        for block in &stored.blocks {
            for (span, tag) in &block.sentences {
                let Some(lang) = tag.as_deref().and_then(|t| engine.packs.find(t)) else { continue };
                let text = &block.reading.text()[span.range()];
                let shadow = &block.reading.shadow()[span.range()];
                let Some(hull) = block.reading.raw_hull(*span) else { continue };
                let words = tokenize(text);
                let words = words.iter().filter(|t| t.kind != TokenKind::Sign).enumerate();
                let tokens = words
                    .map(|(position, token)| {
                        let word = &shadow[token.span.range()];
                        let terms = known.entry((lang, word.to_owned())).or_insert_with(|| terms(engine, lang, word));
                        SearchToken {
                            start: token.span.start,
                            end: token.span.end,
                            position: position as u32,
                            terms: terms.clone(),
                        }
                    })
                    .collect();
                builder.add(&SearchDoc {
                    source: source.path.clone(),
                    passage: number,
                    lang: tag.clone().unwrap_or_default(),
                    text: text.to_owned(),
                    raw_hull: (hull.start as u64, hull.end as u64),
                    tokens,
                })?;
                number += 1;
            }
        }
        // The words of one source recur in the next; rare ones are not worth their memory.
        if known.len() > 200_000 {
            known.clear();
        }
    }
    builder.finish()?;
    Ok(())
}

/// Sentences that hold all words of the query; words in quotation marks stand side by side.
///
/// # Errors
/// Those of the store. The index is made anew where it does not fit the project.
pub fn search(engine: &Engine, project: &Project, query: &str, limit: usize) -> Result<Vec<SearchRow>> {
    refresh_index(engine, project)?;
    let page = Page { offset: 0, limit: limit.max(1), source: None };
    Ok(search_page(engine, project, query, &page)?.rows)
}

/// Which of the sentences that fit are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// How many of the first are left out.
    pub offset: usize,
    /// How many at most.
    pub limit: usize,
    /// Only those of the source at this path.
    pub source: Option<String>,
}

/// A page of sentences.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchPage {
    /// How many fit in all.
    pub total: usize,
    /// Those that were asked for.
    pub rows: Vec<SearchRow>,
    /// Each word of the query with the terms under which it was looked up.
    pub words: Vec<(String, Vec<String>)>,
}

/// Makes the index anew where it does not fit the project.
///
/// # Errors
/// Those of the store.
pub fn prepare(engine: &Engine, project: &Project) -> Result<()> {
    refresh_index(engine, project)
}

/// A page of the sentences that fit, by score, source and place; see [`search`].
///
/// # Errors
/// Those of the store; [`regesta_store::StoreError::StaleIndex`] where the index does not fit the project: [`prepare`]
/// makes it.
pub fn search_page(engine: &Engine, project: &Project, query: &str, page: &Page) -> Result<SearchPage> {
    let (free, phrases) = parse_query(query);
    let words: Vec<(String, Vec<String>)> =
        free.iter().chain(phrases.iter().flatten()).map(|w| (w.clone(), query_terms(engine, w))).collect();
    if words.is_empty() {
        return Ok(SearchPage::default());
    }
    let open = SearchIndex::open(&project.index_dir(), &index_key(engine, project)?)?;
    let mut wanted = SearchQuery::words(words.iter().map(|(_, terms)| terms.iter()));
    if let ([_], true) = (&phrases[..], free.is_empty()) {
        wanted = wanted.with_phrase(0);
    }
    let mut phrase_hits: Option<BTreeSet<(String, u32)>> = None;
    if !(free.is_empty() && phrases.len() == 1) {
        for phrase in &phrases {
            let mut only = SearchQuery::words(phrase.iter().map(|w| query_terms(engine, w))).with_phrase(0);
            only.limit = usize::MAX / 2;
            let hits = open.query(&only)?.hits.into_iter().map(|h| (h.source, h.passage)).collect::<BTreeSet<_>>();
            phrase_hits =
                Some(phrase_hits.map_or(hits.clone(), |before| before.intersection(&hits).cloned().collect()));
        }
    }
    // What the index cannot filter is filtered here, before the page is cut.
    let filtered = phrase_hits.is_some() || page.source.is_some();
    (wanted.offset, wanted.limit) = if filtered { (0, usize::MAX / 2) } else { (page.offset, page.limit) };
    let mut found = open.query(&wanted)?;
    if filtered {
        found.hits.retain(|hit| {
            phrase_hits.as_ref().is_none_or(|only| only.contains(&(hit.source.clone(), hit.passage)))
                && page.source.as_ref().is_none_or(|source| hit.source == *source)
        });
        found.total = found.hits.len();
        found.hits = found.hits.into_iter().skip(page.offset).take(page.limit).collect();
    }
    Ok(SearchPage { total: found.total, rows: rows_of(project, found.hits)?, words })
}

fn rows_of(project: &Project, hits: Vec<index::Hit>) -> Result<Vec<SearchRow>> {
    let mut raws: BTreeMap<String, String> = BTreeMap::new();
    for hit in &hits {
        if !raws.contains_key(&hit.source) {
            let id = project.source_at(&hit.source)?.map(|s| s.id).unwrap_or_default();
            raws.insert(hit.source.clone(), project.raw_text(&id)?.unwrap_or_default());
        }
    }
    let indexes: BTreeMap<&String, CodePointIndex<'_>> =
        raws.iter().map(|(s, r)| (s, CodePointIndex::new(r))).collect();
    Ok(hits
        .into_iter()
        .map(|hit| {
            let (start, end) = (hit.raw_hull.0 as usize, hit.raw_hull.1 as usize);
            let letters = CodePointIndex::new(&hit.text);
            let place = &indexes[&hit.source];
            SearchRow {
                start: place.code_point_from_byte(start),
                end: place.code_point_from_byte(end),
                marks: hit
                    .spans
                    .iter()
                    .map(|(a, b)| (letters.code_point_from_byte(*a), letters.code_point_from_byte(*b)))
                    .collect(),
                exact: raws[&hit.source].get(start..end).unwrap_or_default().to_owned(),
                text: hit.text.clone(),
                lang: hit.lang.clone(),
                source: hit.source.clone(),
            }
        })
        .collect())
}

/// The free words of a query, and the words of each phrase in quotation marks.
fn parse_query(query: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let words = |text: &str| -> Vec<String> {
        let tokens = tokenize(text);
        tokens.iter().filter(|t| t.kind != TokenKind::Sign).map(|t| text[t.span.range()].to_owned()).collect()
    };
    let (mut free, mut phrases) = (Vec::new(), Vec::new());
    for (number, part) in query.split(['"', '«', '»', '“', '”']).enumerate() {
        if number % 2 == 0 {
            free.extend(words(part));
        } else if !words(part).is_empty() {
            phrases.push(words(part));
        }
    }
    (free, phrases)
}

#[cfg(test)]
mod tests {
    use super::parse_query;

    #[test]
    fn quotation_marks_make_phrases() {
        let (free, phrases) = parse_query("Баку «Красная армия» 1920");
        assert_eq!(free, ["Баку", "1920"]);
        assert_eq!(phrases, [["Красная", "армия"]]);
    }
}
