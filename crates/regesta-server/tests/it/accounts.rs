use axum::http::StatusCode;

use crate::support::*;

#[tokio::test]
async fn disagreements_lead_to_words_and_to_their_explanation() {
    let router = sample();
    let all = json(&router, &of_sample("/disagreements?all=true")).await;
    let all = list(&all);
    assert!(!all.is_empty(), "five essays on one affair");
    for row in all {
        for side in list(&row["sides"]) {
            let passage = &side["passage"];
            assert!(number(&passage["start"]) < number(&passage["end"]), "{row}");
            assert!(!text(&passage["exact"]).is_empty(), "{row}");
        }
        assert!(!list(&row["reasons"]).is_empty(), "{row}");
    }
    let conflicts = json(&router, &of_sample("/disagreements")).await;
    assert!(list(&conflicts).iter().all(|row| row["conflict"] == true));
    assert_eq!(list(&conflicts).len(), all.iter().filter(|row| row["conflict"] == true).count());
    // The list tells what was decided; an explanation tells what the program found.
    let mut found = all[0].clone();
    assert_eq!(found.as_object_mut().unwrap().remove("settled"), Some(serde_json::Value::Null));
    let first = &all[0];
    let explained = json(&router, &of_sample(&format!("/explain/{}", text(&first["id"])))).await;
    assert_eq!((&explained["kind"], &explained["disagreements"][0]), (&"disagreement".into(), &found));
    let of_kind = json(&router, &of_sample(&format!("/disagreements?kind={}", text(&first["kind"])))).await;
    assert!(list(&of_kind).contains(first) && list(&of_kind).iter().all(|row| row["kind"] == first["kind"]));
}

#[tokio::test]
async fn what_there_is_not_is_refused() {
    let router = sample();
    for (address, status) in [
        ("/disagreements?kind=quarrel", StatusCode::BAD_REQUEST),
        ("/disagreements?all=perhaps", StatusCode::BAD_REQUEST),
        ("/explain/differ-nothing", StatusCode::NOT_FOUND),
    ] {
        let found = problem(&router, get_request(&of_sample(address))).await;
        assert_eq!(found.0, status, "{address}");
    }
}

#[tokio::test]
async fn letters_stand_in_the_order_of_time_and_are_explained() {
    let router = sample();
    let chain = json(&router, &of_sample("/correspondence")).await;
    let chain = list(&chain);
    assert!(!chain.is_empty());
    let explained = json(&router, &of_sample(&format!("/explain/{}", encoded(text(&chain[0]["id"]))))).await;
    assert_eq!(explained["kind"], "document");
    assert!(list(&explained["statements"]).iter().all(|s| !text(&s["rule"]).is_empty()), "{explained}");
}
