use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use regesta_server::Server;
use serde_json::{Value, json as value};

use crate::support::*;

const TEXT: &str = "On 11 October 1814 Castlereagh wrote to Liverpool from Vienna.\n\nBy 14 October 1814 Talleyrand had seen the letter.\n";

/// A project of its own, since decisions are written into it.
fn own(data: &Path) -> Router {
    let papers = data.join("own");
    std::fs::create_dir_all(&papers).expect("a folder");
    std::fs::write(papers.join("vienna.txt"), TEXT).expect("a file");
    build(data, &papers, "own");
    Server::router(options(data), PORT)
}

async fn post(router: &Router, path: &str, body: Value) -> (StatusCode, Value) {
    let (status, _, bytes) = send(router, request("POST", path, Body::from(body.to_string()))).await;
    (status, serde_json::from_slice(&bytes).expect("JSON"))
}

async fn first_date(router: &Router) -> Value {
    let page = json(router, "/api/p/own/review?kind=date").await;
    list(&page["rows"]).iter().find(|row| row["edtf"] == "1814-10-11").expect("the date").clone()
}

#[tokio::test]
async fn the_queue_begins_with_what_is_doubted_and_used() {
    let router = sample();
    let page = json(&router, &of_sample("/review?limit=200")).await;
    let weight = |row: &Value| {
        (1001.0 - row["score"].as_f64().expect("a score") * 1000.0).round() * (2 + number(&row["used"]).min(20)) as f64
    };
    let weights: Vec<f64> = list(&page["rows"]).iter().map(weight).collect();
    assert!(weights.len() == 200 && weights.windows(2).all(|pair| pair[0] >= pair[1]), "{weights:?}");
    let kinds: usize = page["kinds"].as_object().expect("kinds").values().map(number).sum();
    assert_eq!(kinds, number(&page["total"]));
    assert_eq!(number(&page["undecided"]), number(&page["total"]));
    let dates = json(&router, &of_sample("/review?kind=date&limit=1")).await;
    assert_eq!(dates["total"], page["kinds"]["date"]);
    for (query, parameter) in [("kind=mood", "kind"), ("status=maybe", "status"), ("source=nowhere.txt", "source")] {
        let (status, _, body) = send(&router, get_request(&of_sample(&format!("/review?{query}")))).await;
        let told: Value = serde_json::from_slice(&body).expect("a problem");
        assert_eq!((status, told["place"].as_str()), (StatusCode::BAD_REQUEST, Some(parameter)));
    }
}

#[tokio::test]
async fn a_decision_is_kept_undone_and_made_again() {
    let data = tempfile::tempdir().expect("a folder");
    let router = own(data.path());
    let row = first_date(&router).await;
    let finding = text(&row["finding"]);
    let (status, accepted) = post(
        &router,
        "/api/p/own/decide",
        value!({ "finding": finding, "action": "accept", "editor": "M. K.", "rationale": "form visible" }),
    )
    .await;
    assert_eq!(status, StatusCode::OK, "{accepted}");
    assert_eq!(
        (accepted["action"].as_str(), accepted["exact"].as_str(), accepted["in_force"].as_bool()),
        (Some("accept"), Some("On 11 October 1814"), Some(true))
    );
    let status_of = async || {
        let page = json(&router, "/api/p/own/review?status=all&kind=date").await;
        let found = list(&page["rows"]).iter().find(|row| row["finding"] == finding).expect("the date").clone();
        (text(&found["status"]).to_owned(), found["decision"]["id"].clone())
    };
    assert_eq!(status_of().await, ("accepted".to_owned(), accepted["id"].clone()));
    let undo = format!("/api/p/own/decisions/{}/undo", text(&accepted["id"]));
    let (status, undone) = post(&router, &undo, value!({ "editor": "M. K." })).await;
    assert_eq!((status, undone["action"].as_str()), (StatusCode::OK, Some("leave_open")), "{undone}");
    assert_eq!(status_of().await, ("undecided".to_owned(), undone["id"].clone()));
    // a second undo of the same step is a conflict, not a second step
    assert_eq!(post(&router, &undo, value!({})).await.0, StatusCode::CONFLICT);
    let (_, rejected) =
        post(&router, "/api/p/own/decide", value!({ "finding": finding, "action": "reject", "knows": undone["id"] }))
            .await;
    assert_eq!(status_of().await.0, "rejected");
    let (_, corrected) = post(
        &router,
        "/api/p/own/decide",
        value!({ "finding": finding, "action": "correct_value", "value": "1814-10-12", "knows": rejected["id"] }),
    )
    .await;
    assert_eq!(status_of().await.0, "corrected");
    // undoing the correction brings back the rejection
    let (_, back) = post(&router, &format!("/api/p/own/decisions/{}/undo", text(&corrected["id"])), value!({})).await;
    assert_eq!((back["action"].as_str(), status_of().await.0.as_str()), (Some("reject"), "rejected"));
    let history = json(&router, "/api/p/own/decisions").await;
    let actions: Vec<&str> = list(&history["decisions"]).iter().map(|d| text(&d["action"])).collect();
    assert_eq!(actions, ["reject", "correct_value", "reject", "leave_open", "accept"]);
    let in_force: Vec<bool> = list(&history["decisions"]).iter().map(|d| d["in_force"] == true).collect();
    assert_eq!(in_force, [true, false, false, false, false]);
    // a second server reads the same from the file, and the run that reads the papers anew keeps it
    build(data.path(), &data.path().join("own"), "own");
    let again = Server::router(options(data.path()), PORT);
    let page = json(&again, "/api/p/own/review?status=decided").await;
    assert_eq!(list(&page["rows"]).iter().map(|row| text(&row["status"])).collect::<Vec<_>>(), ["rejected"]);
}

#[tokio::test]
async fn who_has_not_seen_a_decision_is_told_of_it() {
    let data = tempfile::tempdir().expect("a folder");
    let router = own(data.path());
    let row = first_date(&router).await;
    let body = |action: &str, editor: &str| value!({ "finding": row["finding"], "action": action, "editor": editor });
    let (_, first) = post(&router, "/api/p/own/decide", body("accept", "A. P.")).await;
    let (status, told) = post(&router, "/api/p/own/decide", body("reject", "M. K.")).await;
    assert_eq!((status, told["code"].as_str()), (StatusCode::CONFLICT, Some("decision.other")));
    assert!(
        text(&told["found"]).contains("accept by A. P.") && text(&told["found"]).contains(text(&first["id"])),
        "{told}"
    );
    assert_eq!(list(&json(&router, "/api/p/own/decisions").await["decisions"]).len(), 1);
}

#[tokio::test]
async fn what_cannot_be_decided_is_refused_and_nothing_written() {
    let data = tempfile::tempdir().expect("a folder");
    let router = own(data.path());
    let row = first_date(&router).await;
    for (body, status, code) in [
        (value!({ "finding": "none", "action": "accept" }), StatusCode::NOT_FOUND, "finding.unknown"),
        (value!({ "finding": row["finding"], "action": "admire" }), StatusCode::BAD_REQUEST, "request.parameter"),
        (
            value!({ "finding": row["finding"], "action": "correct_value", "value": "soon" }),
            StatusCode::BAD_REQUEST,
            "request.parameter",
        ),
        (
            value!({ "finding": row["finding"], "action": "correct_value" }),
            StatusCode::BAD_REQUEST,
            "request.parameter",
        ),
        (
            value!({ "finding": row["finding"], "action": "retype", "value": "mood" }),
            StatusCode::BAD_REQUEST,
            "request.parameter",
        ),
        (
            value!({ "finding": row["finding"], "action": "comment", "value": "x".repeat(5000) }),
            StatusCode::BAD_REQUEST,
            "request.parameter",
        ),
        (value!({ "action": "accept" }), StatusCode::BAD_REQUEST, "request.parameter"),
    ] {
        let told = problem(&router, request("POST", "/api/p/own/decide", Body::from(body.to_string()))).await;
        assert_eq!(told, (status, code.to_owned()), "{body}");
    }
    let mut reading = options(data.path());
    reading.read_only = true;
    let only = Server::router(reading, PORT);
    let (status, _) = post(&only, "/api/p/own/decide", value!({ "finding": row["finding"], "action": "accept" })).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(list(&json(&router, "/api/p/own/decisions").await["decisions"]).is_empty());
}
