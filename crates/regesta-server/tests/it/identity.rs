//! Judgements about names through the interface.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{PORT, build, json as get, options, request, send};

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// A project of two small texts of its own.
fn papers() -> (tempfile::TempDir, axum::Router) {
    let data = tempfile::tempdir().expect("a folder");
    let folder = data.path().join("essays");
    std::fs::create_dir(&folder).expect("a folder");
    let first = "On 3 March 1761 R. Ashdown wrote to T. Kellaway. S. Ashdown answered on 9 April 1761.\n";
    std::fs::write(folder.join("first.txt"), first).expect("a text");
    std::fs::write(folder.join("second.txt"), "R. Ashdown left Arequipa on 12 June 1798.\n").expect("a text");
    build(data.path(), &folder, "letters");
    let router = regesta_server::Server::router(options(data.path()), PORT);
    (data, router)
}

async fn people(router: &axum::Router) -> Vec<Value> {
    get(router, "/api/p/letters/list/people").await["rows"].as_array().expect("rows").clone()
}

async fn judge(router: &axum::Router, body: Value) -> (StatusCode, Value) {
    let sent = request("POST", "/api/p/letters/identity", Body::from(body.to_string()));
    let (status, _, bytes) = send(router, sent).await;
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

fn id_of(people: &[Value], label: &str) -> String {
    let row = people.iter().find(|row| row["label"] == label);
    text(row.unwrap_or_else(|| panic!("{label} in {people:#?}")), "id").to_owned()
}

#[tokio::test]
async fn names_are_merged_split_renamed_retyped_and_all_is_undone() {
    let (_data, router) = papers();
    let before = people(&router).await;
    let (r, s) = (id_of(&before, "R. Ashdown"), id_of(&before, "S. Ashdown"));
    let (status, merged) = judge(&router, json!({ "action": "merge", "entities": [r, s], "by": "ab" })).await;
    assert_eq!(status, StatusCode::OK, "{merged}");
    assert_eq!(merged["entity"], r.as_str(), "the first keeps its identifier");
    assert_eq!(people(&router).await.len(), before.len() - 1, "the list is that of after");
    let page = get(&router, &format!("/api/p/letters/entity/{r}")).await;
    assert_eq!(page["mentions_total"], 3);
    let (status, _) = judge(&router, json!({ "action": "rename", "entities": [r], "label": "The Ashdowns" })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(id_of(&people(&router).await, "The Ashdowns"), r);
    let (status, _) = judge(&router, json!({ "action": "retype", "entities": [r], "type": "body" })).await;
    assert_eq!(status, StatusCode::OK);
    let bodies = get(&router, "/api/p/letters/list/bodies").await;
    assert!(bodies["rows"].as_array().expect("rows").iter().any(|row| row["label"] == "The Ashdowns"), "{bodies:#}");
    let held = get(&router, "/api/p/letters/identity").await;
    let held = held.as_array().expect("a list");
    assert_eq!(held.iter().map(|d| text(d, "action")).collect::<Vec<_>>(), ["merge", "rename", "retype"]);
    for decision in held {
        let (status, told) = judge(&router, json!({ "action": "undo", "decision": decision["id"] })).await;
        assert_eq!(status, StatusCode::OK, "{told}");
    }
    assert_eq!(people(&router).await, before);
    let (status, split) = judge(
        &router,
        json!({ "action": "split", "entities": [id_of(&before, "R. Ashdown")], "sources": ["second.txt"] }),
    )
    .await;
    assert_eq!(status, StatusCode::OK, "{split}");
    assert_eq!(people(&router).await.len(), before.len() + 1);
}

#[tokio::test]
async fn what_cannot_be_judged_is_a_problem_that_names_its_cure() {
    let (_data, router) = papers();
    let r = id_of(&people(&router).await, "R. Ashdown");
    for (body, wanted) in [
        (json!({ "action": "merge", "entities": [r] }), StatusCode::BAD_REQUEST),
        (json!({ "action": "merge", "entities": [r, "nobody"] }), StatusCode::NOT_FOUND),
        (json!({ "action": "split", "entities": [r] }), StatusCode::BAD_REQUEST),
        (json!({ "action": "rename", "entities": [r], "label": " " }), StatusCode::BAD_REQUEST),
        (json!({ "action": "retype", "entities": [r], "type": "ship" }), StatusCode::BAD_REQUEST),
        (json!({ "action": "undo", "decision": "0123" }), StatusCode::NOT_FOUND),
        (json!({ "action": "burn", "entities": [r] }), StatusCode::BAD_REQUEST),
    ] {
        let (status, problem) = judge(&router, body.clone()).await;
        assert_eq!(status, wanted, "{body}: {problem}");
        assert!(!text(&problem, "cure").is_empty(), "{problem}");
    }
    assert_eq!(get(&router, "/api/p/letters/identity").await, json!([]));
}

#[tokio::test]
async fn a_town_of_the_gazetteer_has_its_place_on_the_map() {
    let (_data, router) = papers();
    let places = get(&router, "/api/p/letters/list/places").await;
    let id = id_of(places["rows"].as_array().expect("rows"), "Arequipa");
    let page = get(&router, &format!("/api/p/letters/entity/{id}")).await;
    assert_eq!(
        (page["position"]["lat"].as_f64(), page["position"]["source"].as_str()),
        (Some(-16.4), Some("GeoNames"))
    );
}
