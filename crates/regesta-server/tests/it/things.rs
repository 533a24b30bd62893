use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::*;

async fn entity(router: &axum::Router, id: &str, rest: &str) -> Value {
    json(router, &of_sample(&format!("/entity/{}{rest}", encoded(id)))).await
}

#[tokio::test]
async fn every_row_leads_to_its_page_and_to_its_words() {
    let router = sample();
    for name in ["documents", "people", "places", "bodies", "shelfmarks", "chronology"] {
        let page = json(&router, &of_sample(&format!("/list/{name}?limit=500"))).await;
        for row in list(&page["rows"]) {
            let thing = entity(&router, text(&row["id"]), "").await;
            assert_eq!(thing["id"], row["id"]);
            assert!(number(&thing["mentions_total"]) > 0, "{thing}");
            let mention = &thing["mentions"][0];
            let finding = json(&router, &of_sample(&format!("/finding/{}", text(&mention["finding"])))).await;
            assert_eq!(finding["passage"], mention["passage"]);
            assert!(list(&finding["entities"]).iter().any(|e| e["id"] == row["id"]), "{finding}");
            let sum: usize = list(&thing["by_source"]).iter().map(|s| number(&s["count"])).sum();
            assert!(sum <= number(&thing["mentions_total"]));
        }
    }
}

#[tokio::test]
async fn row_of_the_lists_is_told_by_its_names_never_by_its_identifier() {
    let router = sample();
    let page = entity(&router, "chicherin-georgy", "").await;
    let listed = text(&page["authority"]);
    assert!(listed.starts_with("Chicherin, Georgy") && listed.contains("Чичерин"), "{listed}");
    assert!(listed.ends_with("(1872–1936)") && !listed.contains("chicherin-"), "{listed}");
    assert!(list(&page["statements"]).iter().all(|s| s["predicate"] != "same_as"));
}

#[tokio::test]
async fn mentions_come_by_pages() {
    let router = sample();
    let page = json(&router, &of_sample("/list/places?limit=1")).await;
    let id = text(&page["rows"][0]["id"]);
    let whole = entity(&router, id, "?limit=200").await;
    let total = number(&whole["mentions_total"]);
    assert!(total > 3);
    let (one, two) = (entity(&router, id, "?limit=2").await, entity(&router, id, "?offset=2&limit=200").await);
    let joined: Vec<Value> = list(&one["mentions"]).iter().chain(list(&two["mentions"])).cloned().collect();
    assert_eq!(&joined, list(&whole["mentions"]));
    let spelled: usize = list(&whole["variants"]).iter().map(|v| number(&v["count"])).sum();
    assert_eq!(spelled, number(&page["rows"][0]["mentions"]));
}

#[tokio::test]
async fn document_tells_who_wrote_to_whom() {
    let router = sample();
    let page = json(&router, &of_sample("/list/documents?limit=500")).await;
    let full = |row: &&Value| {
        !list(&row["dates"]).is_empty()
            && list(&row["from"]).iter().any(|p| p["id"] != "")
            && !list(&row["to"]).is_empty()
    };
    let row = list(&page["rows"]).iter().find(full).expect("the sample has such a document");
    let document = entity(&router, text(&row["id"]), "").await;
    assert_eq!((&document["type"], &document["n"], &document["document"]), (&Value::from("document"), &row["n"], row));
    let predicates: Vec<&str> = list(&document["statements"]).iter().map(|s| text(&s["predicate"])).collect();
    assert!(["genre", "date_sent", "sent_by", "received_by"].iter().all(|p| predicates.contains(p)), "{predicates:?}");
    assert!(list(&document["statements"]).iter().all(|s| !list(&s["passages"]).is_empty()));
    let sender = list(&row["from"]).iter().find(|p| p["id"] != "").expect("a known sender");
    let person = entity(&router, text(&sender["id"]), "").await;
    let role = list(&person["documents"]).iter().find(|d| d["id"] == row["id"] && d["role"] == "sent_by");
    assert_eq!(role.map(|d| &d["n"]), Some(&row["n"]));
    let finding = json(&router, &of_sample(&format!("/finding/{}", text(&document["mentions"][0]["finding"])))).await;
    let fields: Vec<&str> = list(&finding["parts"]).iter().map(|f| text(&f["predicate"])).collect();
    assert!(fields.contains(&"genre"), "{fields:?}");
}

#[tokio::test]
async fn archival_reference_tells_who_cites_it_and_for_what() {
    let router = sample();
    let page = json(&router, &of_sample("/list/shelfmarks?limit=500")).await;
    let supported = list(&page["rows"]).iter().flat_map(|r| list(&r["cited"])).filter(|c| !c["cited_for"].is_null());
    assert!(supported.count() > 40);
    // One file that two authors cite, each in the style of his language.
    let shared = list(&page["rows"]).iter().find(|r| list(&r["sources"]).len() > 1).expect("the sample has one");
    let unit = entity(&router, text(&shared["id"]), "").await;
    assert_eq!(unit["type"], "shelfmark");
    assert_eq!(unit["unit"]["cited"], shared["cited"]);
    let written: BTreeMap<&str, &str> =
        list(&unit["written"]).iter().map(|w| (text(&w["style"]), text(&w["text"]))).collect();
    assert_eq!(written.len(), 6);
    let (fond, delo) = (text(&shared["fond"]), text(&shared["delo"]));
    assert!(written["ru"].contains(&format!("ф. {fond}")) && written["uk"].contains(&format!("спр. {delo}")));
    let documents: Vec<&Value> = list(&shared["cited"]).iter().flat_map(|c| list(&c["documents"])).collect();
    assert!(!documents.is_empty());
    for document in documents {
        let page = entity(&router, text(&document["id"]), "").await;
        assert_eq!((&page["n"], &page["document"]["genre"]), (&document["n"], &document["genre"]));
    }
    // Nothing is odd about the sample: the filter leaves nothing.
    assert!(list(&page["rows"]).iter().all(|r| list(&r["doubts"]).is_empty()));
    assert!(list(&page["facets"]).iter().any(|f| f["key"] == "doubt"));
    let filtered = json(&router, &of_sample("/list/shelfmarks?doubt=part-missing")).await;
    assert_eq!((number(&filtered["total"]), &filtered["unfiltered"]), (0, &page["unfiltered"]));
    let orders = json(&router, &of_sample("/export/reading-room.json")).await;
    let files = list(&page["rows"]).iter().filter(|r| !r["delo"].is_null()).count();
    assert_eq!(list(&orders).len(), files);
    assert!(list(&orders).iter().all(|o| !list(&o["cited_by"]).is_empty()));
}

#[tokio::test]
async fn search_marks_the_words_in_their_context() {
    let router = sample();
    let address = |q: &str, rest: &str| of_sample(&format!("/search?q={}{rest}", encoded(q)));
    let page = json(&router, &address("Ordzhonikidze", "")).await;
    assert!(number(&page["total"]) > 1 && !list(&page["explained"]).is_empty());
    let mut scripts = (false, false);
    for hit in list(&page["hits"]) {
        let passage = &hit["passage"];
        let line: Vec<char> = ["before", "exact", "after"].iter().flat_map(|f| text(&passage[*f]).chars()).collect();
        for mark in list(&hit["marks"]) {
            let word: String = line[number(&mark[0])..number(&mark[1])].iter().collect();
            scripts.0 |= word.starts_with("Орджоникидзе");
            scripts.1 |= word.starts_with("Ordjonikidze");
            assert!(word.chars().all(|c| c.is_alphanumeric() || "'’-ʼ".contains(c)), "{word}");
        }
    }
    assert_eq!(scripts, (true, true));
    assert_eq!(list(&page["entities"])[0]["type"], "person");
    let source = text(&page["hits"][0]["passage"]["source"]);
    let only = json(&router, &address("Ordzhonikidze", &format!("&source={}", encoded(source)))).await;
    assert!(list(&only["hits"]).iter().all(|h| h["passage"]["source"] == source));
    assert!(number(&only["total"]) < number(&page["total"]));
    let second = json(&router, &address("Ordzhonikidze", "&offset=1&limit=1")).await;
    assert_eq!(second["hits"][0], page["hits"][1]);
    let nothing = json(&router, &address("", "")).await;
    assert_eq!((number(&nothing["total"]), list(&nothing["hits"]).len()), (0, 0));
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let router = sample();
    for (path, code) in [
        (of_sample("/entity/nobody"), "entity.unknown"),
        (of_sample("/finding/0000000000000000"), "finding.unknown"),
        (of_sample("/outline?source=none.txt"), "source.unknown"),
        (of_sample("/text?source=..%2F..%2Fetc%2Fpasswd"), "source.unknown"),
        ("/api/p/none".to_owned(), "project.unknown"),
        ("/api/jobs/j9".to_owned(), "job.unknown"),
        ("/api/jobs/x/events".to_owned(), "job.unknown"),
        ("/api/none".to_owned(), "request.address"),
    ] {
        assert_eq!(problem(&router, get_request(&path)).await, (StatusCode::NOT_FOUND, code.to_owned()), "{path}");
    }
    let nameless = problem(&router, get_request(&of_sample("/outline"))).await;
    assert_eq!(nameless, (StatusCode::BAD_REQUEST, "request.parameter".to_owned()));
}
