use std::path::Path;
use std::sync::OnceLock;

use axum::Router;
use axum::http::StatusCode;
use regesta_server::Server;
use serde_json::Value;

use crate::support::*;

const ONE: &str = "The envoy at the lower bridge had waited since morning.\n\nOn 4 March 1861 the prefect Gatti telegraphed to the \
minister Bellini: \u{201c}The ferry is closed since noon, the boatmen refuse every order, and without a company of infantry I \
cannot answer for the custom house tonight.\u{201d} [State Archive, fond 12, opis 3, delo 45, f. 7.]\n\nNothing came of it.\n";
const OTHER: &str = "Historians have made much of the affair.\n\nIn his telegram of 4 March 1861 Gatti told Bellini: \
\u{201c}The ferry is closed since noon, the boatmen refuse each order, and without a company of infantry I cannot answer \
for the custom house tonight.\u{201d}\n\nThe answer is lost.\n";
const THIRD: &str = "The minister's papers hold a copy.\n\nThere one reads that the ferry is closed since noon, the boatmen \
refuse every order, and without a company of infantry I cannot answer for the custom house.\n";

fn data() -> &'static Path {
    static DATA: OnceLock<tempfile::TempDir> = OnceLock::new();
    DATA.get_or_init(|| {
        let (data, papers) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        for (name, text) in [("one.txt", ONE), ("other.txt", OTHER), ("third.txt", THIRD)] {
            std::fs::write(papers.path().join(name), text).expect("a file");
        }
        build(data.path(), papers.path(), "ferry");
        data
    })
    .path()
}

fn router() -> Router {
    Server::router(options(data()), PORT)
}

async fn the_shared(router: &Router) -> Value {
    let page = json(router, "/api/p/ferry/shared?possible=show").await;
    let rows = list(&page["rows"]);
    assert_eq!(rows.len(), 1, "{page}");
    rows[0].clone()
}

#[tokio::test]
async fn what_texts_share_is_listed_with_its_witnesses() {
    let router = router();
    let row = the_shared(&router).await;
    assert_eq!(row["kind"], "partly_unmarked");
    let witnesses: Vec<(&str, bool)> = list(&row["witnesses"])
        .iter()
        .map(|w| (text(&w["passage"]["source"]), w["quoted"].as_bool().expect("a truth")))
        .collect();
    assert_eq!(witnesses, [("one.txt", true), ("other.txt", true), ("third.txt", false)]);
    for witness in list(&row["witnesses"]) {
        let passage = &witness["passage"];
        let (start, end) = (number(&passage["start"]), number(&passage["end"]));
        let raw = match text(&passage["source"]) {
            "one.txt" => ONE,
            "other.txt" => OTHER,
            _ => THIRD,
        };
        let words: String = raw.chars().skip(start).take(end - start).collect();
        assert!(words.contains("boatmen refuse") && words.contains("custom house"), "{words}");
    }
    let of_kind = json(&router, "/api/p/ferry/shared?possible=show&kind=quoted").await;
    assert_eq!((number(&of_kind["total"]), number(&of_kind["kinds"]["partly_unmarked"])), (0, 1));
    let of_source = json(&router, "/api/p/ferry/shared?possible=show&source=third.txt").await;
    assert_eq!(number(&of_source["total"]), 1);
    let of_two = json(&router, "/api/p/ferry/shared?possible=show&source=third.txt&source=nowhere.txt").await;
    assert_eq!(number(&of_two["total"]), 0);
}

#[tokio::test]
async fn a_base_is_chosen_and_the_others_differ_from_it() {
    let router = router();
    let id = text(&the_shared(&router).await["id"]).to_owned();
    let page = json(&router, &format!("/api/p/ferry/shared/{id}?base=other.txt")).await;
    let collation = &page["collation"];
    assert_eq!(collation["base"], "B");
    let entry = list(&collation["apparatus"]).iter().find(|e| e["lemma"] == "each").expect("the other word");
    let reading = &list(&entry["readings"])[0];
    assert_eq!(reading["words"], "every");
    assert_eq!(list(&reading["witnesses"]), ["A", "C"]);
    assert_eq!(page["names"]["one.txt"], "one");
    let documents = list(&page["documents"]);
    assert!(!documents.is_empty(), "the telegram is quoted there: {page}");
    let entity = encoded(text(&documents[0]["id"]));
    let of_document = json(&router, &format!("/api/p/ferry/shared?entity={entity}")).await;
    assert_eq!(list(&of_document["rows"])[0]["id"], id.as_str());
}

#[tokio::test]
async fn a_collation_leaves_as_tei() {
    let router = router();
    let id = text(&the_shared(&router).await["id"]).to_owned();
    let (status, headers, body) = send(&router, get_request(&format!("/api/p/ferry/shared/{id}/tei?base=A"))).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(header(&headers, "content-type"), "application/tei+xml; charset=utf-8");
    assert_eq!(header(&headers, "content-disposition"), format!("attachment; filename=\"{id}.xml\""));
    let tei = String::from_utf8(body).expect("UTF-8");
    assert!(tei.contains("<lem wit=\"#A #C\">every</lem><rdg wit=\"#B\""), "{tei}");
}

#[tokio::test]
async fn what_is_not_there_is_told() {
    let router = router();
    let id = text(&the_shared(&router).await["id"]).to_owned();
    for (path, status, code) in [
        ("/api/p/ferry/shared/shared-0000000000".to_owned(), StatusCode::NOT_FOUND, "shared.unknown"),
        (format!("/api/p/ferry/shared/{id}?base=Z"), StatusCode::BAD_REQUEST, "request.parameter"),
        ("/api/p/ferry/shared?kind=stolen".to_owned(), StatusCode::BAD_REQUEST, "request.parameter"),
        ("/api/p/ferry/shared?entity=document:none".to_owned(), StatusCode::NOT_FOUND, "entity.unknown"),
        ("/api/p/ferry/timeline?lanes=weather".to_owned(), StatusCode::BAD_REQUEST, "request.parameter"),
    ] {
        assert_eq!(problem(&router, get_request(&path)).await, (status, code.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn the_timeline_has_a_lane_for_each_text_and_each_dating() {
    let router = sample();
    let chronology = json(&router, &of_sample("/list/chronology?limit=500")).await;
    let page = json(&router, &of_sample("/timeline")).await;
    assert_eq!(page["total"], chronology["total"]);
    let lanes = list(&page["lanes"]);
    assert!(lanes.windows(2).all(|pair| number(&pair[0]["count"]) >= number(&pair[1]["count"])));
    for row in list(&chronology["rows"]) {
        let here = lanes.iter().find(|lane| lane["value"] == row["passage"]["source"]).expect("the lane of its text");
        assert!(list(&here["items"]).iter().any(|item| item["id"] == row["id"]), "{row}");
    }
    let documents = json(&router, &of_sample("/list/documents?limit=500")).await;
    let several = list(&documents["rows"]).iter().find(|row| list(&row["dates"]).len() > 1);
    if let Some(row) = several {
        let all = lanes.iter().flat_map(|lane| list(&lane["items"]));
        let of: Vec<&Value> = all.filter(|item| item["id"] == row["id"] && item["role"] == "sent").collect();
        for date in list(&row["dates"]) {
            let dated = of.iter().find(|item| item["edtf"] == date["edtf"]).expect("each dating");
            assert_eq!(
                (dated["sources"].clone(), number(&dated["datings"])),
                (date["sources"].clone(), list(&row["dates"]).len())
            );
        }
    }
    let people = json(&router, &of_sample("/timeline?lanes=person&kind=document")).await;
    let named = list(&people["lanes"]).iter().filter(|lane| lane["value"] != "").count();
    assert!(named > 0);
    for lane in list(&people["lanes"]) {
        assert!(list(&lane["items"]).iter().all(|item| item["kind"] == "document"), "{lane}");
    }
}
