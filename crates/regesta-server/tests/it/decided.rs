//! What people decide shows in every list at once, with the program's own value beside it, and outlives a new run.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use regesta_server::Server;
use serde_json::{Value, json as value};

use crate::support::*;

const TEXT: &str = "On 11 October 1814 Castlereagh wrote a letter to Liverpool from Vienna: “The congress has not begun, nobody \
    knows who will preside, and the small courts ask me every day what they may hope for from us in this matter.”\n\n\
    On 14 October 1814 Talleyrand sent a note to Metternich. The troops entered Parma on 20 October 1814.\n";
/// Another author gives the letter to another day.
const OTHER: &str = "In his letter of 12 October 1814 Castlereagh told Liverpool: “The congress has not begun, nobody knows \
    who will preside, and the small courts ask me every day what they may hope for from us in this matter.”\n";

fn own(data: &Path) -> Router {
    let papers = data.join("own");
    std::fs::create_dir_all(&papers).expect("a folder");
    std::fs::write(papers.join("vienna.txt"), TEXT).expect("a file");
    std::fs::write(papers.join("other.txt"), OTHER).expect("a file");
    build(data, &papers, "own");
    Server::router(options(data), PORT)
}

async fn post(router: &Router, path: &str, body: Value) -> Value {
    let (status, _, bytes) = send(router, request("POST", path, Body::from(body.to_string()))).await;
    let told: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(status, StatusCode::OK, "{told}");
    told
}

async fn documents(router: &Router, query: &str) -> Vec<Value> {
    list(&json(router, &format!("/api/p/own/list/documents{query}")).await["rows"]).to_vec()
}

async fn note(router: &Router) -> Value {
    let all = documents(router, "?rejected=show").await;
    all.iter().find(|row| row["genre"] == "note").expect("the note of Talleyrand").clone()
}

async fn field(router: &Router, document: &Value, predicate: &str) -> Value {
    let page = json(router, &format!("/api/p/own/entity/{}", encoded(text(&document["id"])))).await;
    list(&page["statements"]).iter().find(|s| s["predicate"] == predicate).expect("a statement").clone()
}

#[tokio::test]
async fn a_corrected_sender_stands_in_the_calendar_and_its_exports_until_it_is_undone() {
    let data = tempfile::tempdir().expect("a folder");
    let router = own(data.path());
    let before = note(&router).await;
    let statement = field(&router, &before, "sent_by").await;
    let body = value!({ "entity": before["id"], "predicate": "sent_by", "statement": statement["id"],
        "action": "correct_value", "value": "Dalberg", "editor": "M. K.", "rationale": "signed so" });
    let decision = post(&router, "/api/p/own/decide", body).await;
    let after = note(&router).await;
    assert_eq!(after["from"][0]["label"], "Dalberg", "{after}");
    let judged = &after["judged"][0];
    assert_eq!((text(&judged["field"]), text(&judged["value"]), text(&judged["by"])), ("sent_by", "Dalberg", "M. K."));
    assert!(text(&judged["machine"]).contains("Talleyrand"), "the program's value is kept beside it: {judged}");
    assert_eq!(documents(&router, "?decided=corrected").await.len(), 1);
    let (_, _, csv) = send(&router, get_request("/api/p/own/export/documents.csv")).await;
    let csv = String::from_utf8(csv).expect("UTF-8");
    assert!(csv.contains("Dalberg") && csv.contains("decided"), "{csv}");
    // the words are found again in a text that has changed around them
    let papers = data.path().join("own");
    std::fs::write(papers.join("vienna.txt"), format!("A preface.\n\n{TEXT}")).expect("a file");
    build(data.path(), &papers, "own");
    let again = Server::router(options(data.path()), PORT);
    assert_eq!(note(&again).await["from"][0]["label"], "Dalberg");
    // the same in the library, which the command line prints
    let project = regesta::store::Project::open(data.path().join("projects/own.regesta"), regesta::store::Mode::Read);
    let rows = regesta::views::calendar(&project.expect("the project")).expect("rows");
    let row = rows.iter().find(|row| row.genre == "note").expect("the note");
    assert_eq!((row.from[0].name.as_str(), row.judged[0].by.as_str()), ("Dalberg", "M. K."));
    post(&again, &format!("/api/p/own/decisions/{}/undo", text(&decision["id"])), value!({})).await;
    let undone = note(&again).await;
    assert!(text(&undone["from"][0]["label"]).contains("Talleyrand") && list(&undone["judged"]).is_empty(), "{undone}");
}

#[tokio::test]
async fn what_is_rejected_leaves_the_lists_unless_it_is_asked_for() {
    let data = tempfile::tempdir().expect("a folder");
    let router = own(data.path());
    let all = documents(&router, "").await.len();
    let page = json(&router, "/api/p/own/review?kind=document").await;
    let found = list(&page["rows"]).iter().find(|row| text(&row["passage"]["exact"]).contains("Talleyrand"));
    let finding = found.expect("the mention of the note")["finding"].clone();
    post(&router, "/api/p/own/decide", value!({ "finding": finding, "action": "reject" })).await;
    assert_eq!(documents(&router, "").await.len(), all - 1);
    let shown = documents(&router, "?rejected=show").await;
    assert_eq!(shown.len(), all);
    assert_eq!(shown.iter().filter(|row| row["rejected"] == true).count(), 1);
    let facet = json(&router, "/api/p/own/list/documents").await;
    let decided = list(&facet["facets"]).iter().find(|f| f["key"] == "decided").expect("the facet").clone();
    let rejected = list(&decided["values"]).iter().find(|v| v["value"] == "rejected").expect("its number");
    assert_eq!(number(&rejected["count"]), 1, "what is hidden is counted: {decided}");
    // the number of every other document stays what it was
    let numbers = |rows: &[Value]| rows.iter().map(|row| number(&row["n"])).collect::<Vec<_>>();
    assert_eq!(numbers(&shown), (1..=all).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_date_decided_on_its_finding_moves_the_document_and_the_happening() {
    let data = tempfile::tempdir().expect("a folder");
    let router = own(data.path());
    let dates = json(&router, "/api/p/own/review?kind=date").await;
    let find = |edtf: &str| {
        let row = list(&dates["rows"]).iter().find(|row| row["edtf"] == edtf).expect("the date");
        row["finding"].clone()
    };
    let body = value!({ "finding": find("1814-10-20"), "action": "correct_value", "value": "21 October 1814" });
    let decision = post(&router, "/api/p/own/decide", body).await;
    assert_eq!(decision["value"], "1814-10-21", "words that are a date are read");
    let rows = json(&router, "/api/p/own/list/chronology?kind=event").await;
    let moved = list(&rows["rows"]).iter().find(|row| row["date"] == "1814-10-21").expect("the entry into Parma");
    assert_eq!(moved["judged"][0]["machine"], "1814-10-20");
    assert_eq!(list(&json(&router, "/api/p/own/list/chronology?from=1814-10-20&to=1814-10-20").await["rows"]).len(), 0);
}

#[tokio::test]
async fn words_that_nobody_found_are_marked_by_hand() {
    let data = tempfile::tempdir().expect("a folder");
    let router = own(data.path());
    let byte = OTHER.find("small courts").expect("the words");
    let start = OTHER[..byte].chars().count();
    let range = format!("source=other.txt&start={start}&end={}&kind=body", start + 12);
    let read = json(&router, &format!("/api/p/own/words?{range}")).await;
    assert_eq!((read["exact"].as_str(), read["finding"].is_null()), (Some("small courts"), true), "{read}");
    let body = value!({ "source": "other.txt", "start": start, "end": start + 12, "kind": "body",
        "value": "Courts of the small states", "editor": "M. K." });
    let made = post(&router, "/api/p/own/words", body.clone()).await;
    let finding = text(&made["finding"]).to_owned();
    let part = json(&router, "/api/p/own/text?source=other.txt").await;
    let marks: Vec<&Value> = list(&part["blocks"]).iter().flat_map(|b| list(&b["marks"])).collect();
    let mark = marks.iter().find(|mark| mark["id"] == finding.as_str()).expect("the mark");
    assert_eq!((text(&mark["label"]), text(&mark["status"])), ("Courts of the small states", "added"));
    assert_eq!(json(&router, &format!("/api/p/own/finding/{finding}")).await["label"], "Courts of the small states");
    let told = problem(&router, request("POST", "/api/p/own/words", Body::from(body.to_string()))).await;
    assert_eq!(told, (StatusCode::CONFLICT, "finding.known".to_owned()));
    // a correction says it anew; a rejection takes it away
    let knows = &made["id"];
    let body = value!({ "finding": finding, "action": "correct_value", "value": "Small courts", "knows": knows });
    let renamed = post(&router, "/api/p/own/decide", body).await;
    assert_eq!(json(&router, &format!("/api/p/own/finding/{finding}")).await["label"], "Small courts");
    post(&router, "/api/p/own/decide", value!({ "finding": finding, "action": "reject", "knows": renamed["id"] }))
        .await;
    let (status, _) = problem(&router, get_request(&format!("/api/p/own/finding/{finding}"))).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_of_two_colleagues_are_joined_and_their_conflicts_shown() {
    let (mine, theirs) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (a, b) = (own(mine.path()), own(theirs.path()));
    let dates = json(&a, "/api/p/own/review?kind=date").await;
    let finding = |at: usize| list(&dates["rows"])[at]["finding"].clone();
    let by =
        |at: usize, action: &str, editor: &str| value!({ "finding": finding(at), "action": action, "editor": editor });
    post(&a, "/api/p/own/decide", by(0, "accept", "A. P.")).await;
    post(&b, "/api/p/own/decide", by(0, "reject", "M. K.")).await;
    post(&b, "/api/p/own/decide", by(1, "accept", "M. K.")).await;
    let (_, _, file) = send(&b, get_request("/api/p/own/decisions.jsonl")).await;
    let import = request("POST", "/api/p/own/decisions.jsonl", Body::from(file.clone()));
    let (status, _, told) = send(&a, import).await;
    let told: Value = serde_json::from_slice(&told).expect("JSON");
    assert_eq!((status, told), (StatusCode::OK, value!({ "new": 2, "known": 0, "lost": 0, "conflicts": 1 })));
    let again = request("POST", "/api/p/own/decisions.jsonl", Body::from(file));
    let told: Value = serde_json::from_slice(&send(&a, again).await.2).expect("JSON");
    assert_eq!((number(&told["new"]), number(&told["known"])), (0, 2), "the same file twice changes nothing");
    let listed = json(&a, "/api/p/own/decisions?only=conflicts").await;
    assert_eq!(list(&listed["decisions"]).len(), 2);
    // deciding once more replaces both
    let last = list(&listed["conflicts"])[0][1].clone();
    let body = value!({ "finding": finding(0), "action": "accept", "editor": "A. P.", "knows": last });
    post(&a, "/api/p/own/decide", body).await;
    assert!(list(&json(&a, "/api/p/own/decisions").await["conflicts"]).is_empty());
    let broken = request("POST", "/api/p/own/decisions.jsonl", Body::from("{\"no\":\"judgement\"}"));
    assert_eq!(problem(&a, broken).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_settled_difference_puts_the_preferred_date_first() {
    let data = tempfile::tempdir().expect("a folder");
    let router = own(data.path());
    let rows = json(&router, "/api/p/own/disagreements?all=true&possible=true").await;
    let about_date = |row: &&Value| {
        let dates: Vec<&str> = list(&row["sides"]).iter().filter_map(|side| side["date"].as_str()).collect();
        row["aspect"] == "date" && dates.contains(&"1814-10-12") && dates.contains(&"1814-10-11")
    };
    let row = list(&rows).iter().find(about_date).unwrap_or_else(|| panic!("the two dates of the letter: {rows}"));
    let side = list(&row["sides"]).iter().position(|side| side["date"] == "1814-10-12").expect("a side");
    let path = format!("/api/p/own/disagreements/{}", text(&row["id"]));
    let settled = post(&router, &path, value!({ "action": "prefer", "side": side, "editor": "M. K." })).await;
    let rows = json(&router, "/api/p/own/disagreements?all=true&possible=true").await;
    let now = list(&rows).iter().find(|now| now["id"] == row["id"]).expect("it is still listed");
    assert_eq!((now["settled"]["action"].as_str(), number(&now["settled"]["side"])), (Some("prefer"), side));
    let other = problem(
        &router,
        request("POST", &path, Body::from(value!({ "action": "reject", "editor": "A. P." }).to_string())),
    );
    assert_eq!(other.await, (StatusCode::CONFLICT, "decision.other".to_owned()));
    let letters = documents(&router, "?genre=letter").await;
    assert!(
        letters.iter().any(|row| row["dates"][0]["edtf"] == "1814-10-12"
            && list(&row["judged"]).iter().any(|j| j["action"] == "prefer")),
        "{letters:?}"
    );
    post(&router, &format!("/api/p/own/decisions/{}/undo", text(&settled["id"])), value!({})).await;
    let rows = json(&router, "/api/p/own/disagreements?all=true&possible=true").await;
    assert!(list(&rows).iter().all(|row| row["settled"].is_null()));
}

#[tokio::test]
async fn fields_of_a_query_find_documents() {
    let data = tempfile::tempdir().expect("a folder");
    let router = own(data.path());
    for (query, genre) in [
        ("from:Talleyrand", "note"),
        ("from:castlereagh date:1814-10", "letter"),
        ("from:castlereagh date:1814-10-01..1814-10-31 genre:letter", "letter"),
    ] {
        let page = json(&router, &format!("/api/p/own/search?q={}", encoded(query))).await;
        let genres: Vec<&str> = list(&page["documents"]).iter().map(|row| text(&row["genre"])).collect();
        assert!(!genres.is_empty() && genres.iter().all(|found| *found == genre), "{query}: {genres:?}");
    }
    let none = json(&router, "/api/p/own/search?q=from%3ATalleyrand%20date%3A1815").await;
    assert_eq!(number(&none["documents_total"]), 0);
    let near = json(&router, "/api/p/own/search?q=Tallegrand").await;
    assert!(list(&near["near"]).iter().any(|hit| text(&hit["label"]).contains("Talleyrand")), "{near}");
}
