use std::collections::{BTreeMap, BTreeSet};

use axum::http::{Request, StatusCode};
use regesta::store::{FindingFilter, Mode, Project};
use serde_json::Value;

use crate::support::*;

fn project() -> Project {
    Project::open(sample_data().join("projects/caucasus-1920.regesta"), Mode::Read).expect("the sample")
}

async fn sources(router: &axum::Router) -> Vec<String> {
    let overview = json(router, &of_sample("")).await;
    list(&overview["sources"]).iter().map(|s| text(&s["source"]).to_owned()).collect()
}

/// All blocks of a source, page by page.
async fn blocks(router: &axum::Router, source: &str) -> Vec<Value> {
    let mut all = Vec::new();
    let mut first = 0;
    loop {
        let path = of_sample(&format!("/text?source={}&first={first}&last={}", encoded(source), first + 6));
        let part = json(router, &path).await;
        let page = list(&part["blocks"]);
        if page.is_empty() {
            return all;
        }
        assert_eq!(number(&part["last"]), number(&page[page.len() - 1]["block"]));
        first = number(&part["last"]) + 1;
        all.extend(page.iter().cloned());
    }
}

#[tokio::test]
async fn overview_counts_what_the_lists_hold() {
    let router = sample();
    let overview = json(&router, &of_sample("")).await;
    assert_eq!(number(&overview["counts"]["sources"]), 5);
    assert_eq!((overview["read_at"].as_str(), overview["job"].is_null()), (Some("2024-02-01T09:00:00Z"), true));
    for (count, name) in [
        ("documents", "documents"),
        ("persons", "people"),
        ("places", "places"),
        ("bodies", "bodies"),
        ("shelfmarks", "shelfmarks"),
    ] {
        let page = json(&router, &of_sample(&format!("/list/{name}?limit=1"))).await;
        assert_eq!(overview["counts"][count], page["unfiltered"], "{name}");
    }
    let by_kind: usize = list(&overview["sources"])
        .iter()
        .flat_map(|s| s["findings"].as_object().expect("an object").values().map(number))
        .sum();
    assert_eq!(by_kind, number(&overview["counts"]["findings"]));
    let cards = json(&router, "/api/projects").await;
    assert_eq!(cards["projects"][0]["counts"], overview["counts"]);
    assert_eq!((&cards["can_add"], &cards["projects"][0]["sample"]), (&Value::Bool(true), &Value::Bool(true)));
}

#[tokio::test]
async fn pages_of_blocks_joined_are_the_outline_and_the_print() {
    let router = sample();
    let project = project();
    for source in sources(&router).await {
        let outline = json(&router, &of_sample(&format!("/outline?source={}", encoded(&source)))).await;
        let id = project.source_at(&source).expect("rows").expect("the source").id;
        let raw: Vec<char> = project.raw_text(&id).expect("rows").expect("a text").chars().collect();
        assert_eq!(number(&outline["chars"]), raw.len(), "{source}");
        let blocks = blocks(&router, &source).await;
        assert_eq!(blocks.len(), list(&outline["blocks"]).len(), "{source}");
        for (block, told) in blocks.iter().zip(list(&outline["blocks"])) {
            for field in ["block", "kind", "page", "host"] {
                assert_eq!(block[field], told[field], "{source}");
            }
            assert_eq!(list(&block["marks"]).len(), number(&told["findings"]), "{source} {told}");
            let mut chars = 0;
            for piece in list(&block["pieces"]) {
                let (start, end) = (number(&piece["start"]), number(&piece["end"]));
                assert_eq!(raw[start..end].iter().collect::<String>(), text(&piece["text"]), "{source}");
                assert!(number(&told["start"]) <= start && end <= number(&told["end"]), "{source} {told}");
                chars += end - start;
            }
            assert_eq!(chars, number(&told["chars"]), "{source} {told}");
            for edit in list(&block["edits"]) {
                let (start, end) = (number(&edit["start"]), number(&edit["end"]));
                let inside = |p: &Value| number(&p["start"]) <= start && end <= number(&p["end"]);
                assert!(list(&block["pieces"]).iter().any(inside), "{source} {edit}");
            }
        }
    }
}

#[tokio::test]
async fn pieces_of_every_mark_are_its_words() {
    let router = sample();
    let project = project();
    let mut seen = BTreeMap::<String, usize>::new();
    for source in sources(&router).await {
        let id = project.source_at(&source).expect("rows").expect("the source").id;
        let bytes = project.raw_text(&id).expect("rows").expect("a text");
        let raw: Vec<char> = bytes.chars().collect();
        let stored: BTreeMap<String, Vec<String>> = project
            .findings(&FindingFilter::source(id))
            .expect("rows")
            .into_iter()
            // Calls and entries of a list of literature are no marks.
            .filter(|f| !matches!(f.finding.kind.as_str(), "note_call" | "entry" | "office"))
            .map(|f| (f.finding.id, f.anchor.pieces.iter().map(|p| bytes[p.start..p.end].to_owned()).collect()))
            .collect();
        let blocks = blocks(&router, &source).await;
        let marks: Vec<&Value> = blocks.iter().flat_map(|b| list(&b["marks"])).collect();
        assert_eq!(marks.len(), stored.len(), "{source}");
        let ids: BTreeSet<&str> = marks.iter().map(|m| text(&m["id"])).collect();
        for block in &blocks {
            let points: BTreeSet<usize> =
                list(&block["pieces"]).iter().flat_map(|p| number(&p["start"])..number(&p["end"])).collect();
            for mark in list(&block["marks"]) {
                let pieces = list(&mark["pieces"]).iter().map(|p| (number(&p[0]), number(&p[1])));
                let words: Vec<String> = pieces.clone().map(|(s, e)| raw[s..e].iter().collect()).collect();
                assert_eq!(words, stored[text(&mark["id"])], "{source} {mark}");
                assert!(
                    pieces.clone().all(|(s, e)| points.contains(&s) && points.contains(&(e - 1))),
                    "{source} {mark}"
                );
                assert!(list(&mark["parts"]).iter().all(|p| ids.contains(text(p))), "{source} {mark}");
                *seen.entry(text(&mark["kind"]).to_owned()).or_default() += 1;
            }
        }
    }
    assert!(
        ["date", "person", "place", "cite", "quote", "document", "event"].iter().all(|k| seen.contains_key(*k)),
        "{seen:?}"
    );
}

#[tokio::test]
async fn documents_in_the_text_have_the_numbers_of_the_calendar_and_their_fields() {
    let router = sample();
    let calendar = json(&router, &of_sample("/list/documents?limit=500")).await;
    let numbers: BTreeMap<&str, &Value> = list(&calendar["rows"]).iter().map(|r| (text(&r["id"]), &r["n"])).collect();
    let mut documents = 0;
    for source in sources(&router).await {
        let blocks = blocks(&router, &source).await;
        let marks: Vec<&Value> = blocks.iter().flat_map(|b| list(&b["marks"])).collect();
        for mark in marks.iter().filter(|m| m["kind"] == "document") {
            documents += 1;
            assert_eq!(&&mark["n"], &numbers[text(&mark["entity"])], "{mark}");
            for part in list(&mark["parts"]) {
                let field = marks.iter().find(|m| m["id"] == *part).expect("the part is a mark");
                assert!(list(&field["part_of"]).contains(&mark["id"]), "{field}");
            }
        }
    }
    assert!(documents > 0);
}

#[tokio::test]
async fn notes_know_the_block_that_calls_them() {
    let router = sample();
    let mut called = 0;
    for source in sources(&router).await {
        let blocks = blocks(&router, &source).await;
        for block in &blocks {
            for call in list(&block["calls"]) {
                let note = blocks.iter().find(|b| b["block"] == call["note"]).expect("the note is a block");
                assert_eq!(note["host"], block["block"], "{source}");
                assert!(!text(&call["label"]).is_empty(), "{source}");
                called += 1;
            }
        }
    }
    assert!(called > 0, "the sample has notes");
}

#[tokio::test]
async fn run_around_a_place_holds_it() {
    let router = sample();
    let source = sources(&router).await.remove(0);
    let outline = json(&router, &of_sample(&format!("/outline?source={}", encoded(&source)))).await;
    let middle = &list(&outline["blocks"])[list(&outline["blocks"]).len() / 2];
    let at = number(&middle["start"]);
    let part = json(&router, &of_sample(&format!("/text?source={}&at={at}", encoded(&source)))).await;
    assert!(list(&part["blocks"]).iter().any(|b| b["block"] == middle["block"]));
    let past = json(&router, &of_sample(&format!("/text?source={}&at=99999999", encoded(&source)))).await;
    assert!(!list(&past["blocks"]).is_empty());
}

#[tokio::test]
async fn quote_has_the_print_and_says_where_it_stands() {
    let router = sample();
    let source = sources(&router).await.remove(0);
    let quote = json(&router, &of_sample(&format!("/quote?source={}&start=10&end=60", encoded(&source)))).await;
    assert_eq!(text(&quote["text"]).chars().count(), 50);
    let reference = text(&quote["reference"]);
    assert!(reference.starts_with('“') && reference.ends_with(&format!("{source}, 10-60)")), "{reference}");
    assert_eq!(text(&quote["address"]), format!("/p/caucasus-1920/read/{source}#t=10-60"));
    for bad in ["start=60&end=10", "start=0&end=99999999", "start=x&end=2", "end=2"] {
        let request = get_request(&of_sample(&format!("/quote?source={}&{bad}", encoded(&source))));
        assert_eq!(problem(&router, request).await, (StatusCode::BAD_REQUEST, "request.parameter".to_owned()), "{bad}");
    }
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let router = sample();
    let path = of_sample("/list/people");
    let (_, headers, _) = send(&router, get_request(&path)).await;
    let tag = headers["etag"].to_str().expect("a tag").to_owned();
    let again = Request::builder().uri(&path).header("host", "127.0.0.1:7000").header("if-none-match", tag);
    let (status, _, body) = send(&router, again.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
}
