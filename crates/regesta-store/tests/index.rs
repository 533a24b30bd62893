//! The search index finds words by any of their forms and answers alike every time.

use std::fs;
use std::path::PathBuf;

use regesta_store::StoreError;
use regesta_store::index::{IndexBuilder, SearchDoc, SearchIndex, SearchQuery, SearchToken, build, is_current};

/// Words split at spaces, found as printed, in small letters, and by these other forms.
fn passage(source: &str, passage: u32, text: &str) -> SearchDoc {
    let forms = [
        ("Орджоникидзе", "ordzhonikidze"),
        ("закатальского", "закатальский"),
        ("wrote", "write"),
        ("letters", "letter"),
    ];
    let mut start = 0;
    let mut tokens = Vec::new();
    for (position, word) in text.split(' ').enumerate() {
        let mut terms = vec![word.to_owned(), word.to_lowercase()];
        terms.extend(forms.iter().filter(|(form, _)| *form == word).map(|(_, other)| (*other).to_owned()));
        tokens.push(SearchToken { start, end: start + word.len(), position: position as u32, terms });
        start += word.len() + 1;
    }
    let raw_hull = (u64::from(passage) * 1000, u64::from(passage) * 1000 + text.len() as u64);
    SearchDoc { source: source.into(), passage, lang: "ru".into(), text: text.into(), raw_hull, tokens }
}

fn passages() -> Vec<SearchDoc> {
    vec![
        passage("b.txt", 0, "Орджоникидзе wrote letters to Baku"),
        passage("a.txt", 1, "letters to Baku Орджоникидзе never wrote"),
        passage("a.txt", 0, "Baku and nothing else of note here"),
        passage("c.txt", 7, "председатель закатальского комитета"),
        passage("c.txt", 8, "Baku Baku Baku"),
    ]
}

fn index(passages: impl IntoIterator<Item = SearchDoc>) -> (tempfile::TempDir, PathBuf, SearchIndex) {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("p.regesta-index");
    build(&dir, "key", passages).expect("build");
    let index = SearchIndex::open(&dir, "key").expect("open");
    (folder, dir, index)
}

fn places(index: &SearchIndex, query: &SearchQuery) -> Vec<(String, u32)> {
    index.query(query).expect("query").hits.into_iter().map(|hit| (hit.source, hit.passage)).collect()
}

fn at(source: &str, passage: u32) -> (String, u32) {
    (source.to_owned(), passage)
}

#[test]
fn finds_a_word_by_each_of_its_forms() {
    let (_folder, _, index) = index(passages());
    for form in ["Орджоникидзе", "орджоникидзе", "ordzhonikidze"] {
        assert_eq!(places(&index, &SearchQuery::words([[form]])), [at("b.txt", 0), at("a.txt", 1)], "{form}");
    }
    let results = index.query(&SearchQuery::words([["закатальский"]])).expect("query");
    let hit = &results.hits[0];
    assert_eq!((hit.source.as_str(), hit.passage, hit.raw_hull, hit.lang.as_str()), ("c.txt", 7, (7000, 7068), "ru"));
    let (start, end) = hit.spans[0];
    assert_eq!((hit.spans.len(), &hit.text[start..end]), (1, "закатальского"));
}

#[test]
fn all_groups_are_required_and_one_of_each_will_do() {
    let (_folder, _, index) = index(passages());
    let query = SearchQuery::words([vec!["nothing", "wrote"], vec!["Baku"]]);
    let results = index.query(&query).expect("query");
    assert_eq!(results.total, 3);
    let marked: Vec<Vec<&str>> =
        results.hits.iter().map(|hit| hit.spans.iter().map(|&(start, end)| &hit.text[start..end]).collect()).collect();
    assert!(marked.contains(&vec!["Baku", "nothing"]) && marked.contains(&vec!["wrote", "Baku"]), "{marked:?}");
    assert!(places(&index, &SearchQuery::words([["Baku"], ["absent"]])).is_empty());
    assert!(places(&index, &SearchQuery::words::<[[&str; 0]; 1], &str>([[]])).is_empty());
    assert!(places(&index, &SearchQuery::words::<[[&str; 0]; 0], &str>([])).is_empty());
}

#[test]
fn phrase_keeps_order_and_slop() {
    let (_folder, _, index) = index(passages());
    let words = SearchQuery::words([["write"], ["letter"]]);
    assert_eq!(places(&index, &words).len(), 2);
    assert_eq!(places(&index, &words.clone().with_phrase(0)), [at("b.txt", 0)]);
    let far = SearchQuery::words([["letter"], ["baku"]]);
    assert!(places(&index, &far.clone().with_phrase(0)).is_empty());
    assert_eq!(places(&index, &far.with_phrase(1)).len(), 2);
    let repeated = index.query(&SearchQuery::words([["baku"], ["baku"]]).with_phrase(0)).expect("query");
    assert_eq!((repeated.total, &repeated.hits[0].spans[..]), (1, &[(0, 4), (5, 9), (10, 14)][..]));
}

#[test]
fn order_is_by_score_then_source_then_passage() {
    let (_folder, _, index) = index(passages());
    let results = index.query(&SearchQuery::words([["baku"]])).expect("query");
    assert_eq!((results.hits[0].source.as_str(), results.hits[0].passage), ("c.txt", 8));
    assert!(results.hits.is_sorted_by_key(|hit| (std::cmp::Reverse(hit.score), hit.source.clone(), hit.passage)));
    let equal = (0..6).rev().map(|number| passage(if number % 2 == 0 { "z" } else { "m" }, number, "the same words"));
    let (_folder, _, index) = self::index(equal);
    let expected = [at("m", 1), at("m", 3), at("m", 5), at("z", 0), at("z", 2), at("z", 4)];
    assert_eq!(places(&index, &SearchQuery::words([["same"]])), expected);
    let page = SearchQuery { limit: 2, offset: 3, ..SearchQuery::words([["same"]]) };
    assert_eq!(places(&index, &page), expected[3..5]);
    assert_eq!(index.query(&page).expect("query").total, 6);
}

#[test]
fn order_of_writing_does_not_show() {
    let (_one, _, forward) = index(passages());
    let (_two, _, backward) = index(passages().into_iter().rev());
    for words in ["baku", "wrote", "letter", "ordzhonikidze"] {
        let query = SearchQuery::words([[words]]);
        assert_eq!(forward.query(&query).expect("query"), backward.query(&query).expect("query"), "{words}");
    }
}

#[test]
fn index_of_another_key_is_stale() {
    let (_folder, dir, index) = index(passages());
    assert!(is_current(&dir, "key") && !is_current(&dir, "other"));
    assert!(matches!(SearchIndex::open(&dir, "other"), Err(StoreError::StaleIndex { .. })));
    drop(index);
    build(&dir, "other", passages().into_iter().take(1)).expect("rebuilt in its place");
    assert_eq!(places(&SearchIndex::open(&dir, "other").expect("open"), &SearchQuery::words([["baku"]])).len(), 1);
    fs::remove_dir_all(&dir).expect("remove");
    assert!(matches!(SearchIndex::open(&dir, "other"), Err(StoreError::StaleIndex { .. })));
}

#[test]
fn unfinished_index_is_not_seen() {
    let (folder, dir, _index) = index(passages());
    let mut builder = IndexBuilder::new(&dir, "next").expect("builder");
    assert!(matches!(IndexBuilder::new(&dir, "next"), Err(StoreError::Locked { .. })));
    builder.add(&passage("n.txt", 0, "new words")).expect("add");
    assert!(is_current(&dir, "key"));
    drop(builder);
    assert!(is_current(&dir, "key"), "given up: the former one stays");
    assert_eq!(build(&dir, "next", passages()).expect("over the leftovers"), 5);
    assert!(is_current(&dir, "next"));
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).expect("folder").map(|entry| entry.expect("entry").file_name()).collect();
    names.sort();
    assert_eq!(names, ["p.regesta-index"]);
}

#[test]
fn words_outside_the_text_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = passage("a.txt", 3, "Баку");
    wrong.tokens[0].end = 3;
    let error = build(&folder.path().join("i"), "key", [wrong]).expect_err("half a letter");
    assert!(error.to_string().contains("passage row 3 of a.txt: bytes 0..3"), "{error}");
    let mut wrong = passage("a.txt", 3, "Баку");
    wrong.tokens[0].position = u32::MAX;
    assert!(matches!(
        build(&folder.path().join("i"), "key", [wrong]),
        Err(StoreError::InvalidRow { table: "passage", .. })
    ));
}

#[test]
fn empty_index_answers() {
    let (_folder, _, index) = index([]);
    assert!(places(&index, &SearchQuery::words([["baku"]])).is_empty());
    let (_folder, _, no_words) = self::index([SearchDoc { tokens: Vec::new(), ..passage("a.txt", 0, "no words") }]);
    assert!(places(&no_words, &SearchQuery::words([["words"]])).is_empty());
}
