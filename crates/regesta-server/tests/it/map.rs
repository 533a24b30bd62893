//! Places with what happened there, and the outlines they are drawn on.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{PORT, build, get_request, json, options, sample, send};

const TEXT: &str = "The road\n\nOn 3 June 1912 the consul left Tiflis. On 5 June 1912 he arrived in Batum, and on 9 June 1912 \
    the consul Hartley was arrested in Baku. Elisabethpol was quiet. The village of Upper Nowhereby was burnt on 11 June 1912.\n";

fn router(data: &std::path::Path) -> axum::Router {
    let papers = data.join("given");
    std::fs::create_dir_all(&papers).expect("a folder");
    std::fs::write(papers.join("road.txt"), TEXT).expect("a text");
    build(data, &papers, "road");
    regesta_server::Server::router(options(data), PORT)
}

fn place<'a>(page: &'a Value, label: &str) -> Option<&'a Value> {
    page["places"].as_array().expect("places").iter().find(|p| p["label"] == label)
}

#[tokio::test]
async fn places_lie_where_the_lists_say_and_lead_to_their_words() {
    let data = tempfile::tempdir().expect("a folder");
    let router = router(data.path());
    let page = json(&router, "/api/p/road/map").await;
    let baku = place(&page, "Baku").expect("Baku is drawn");
    assert!((40.0..41.0).contains(&baku["lat"].as_f64().expect("north")), "{baku}");
    assert!((49.0..51.0).contains(&baku["lon"].as_f64().expect("east")), "{baku}");
    assert_eq!(baku["kind"], "city");
    let (start, end) = (baku["first"]["start"].as_u64().expect("start"), baku["first"]["end"].as_u64().expect("end"));
    let words: String = TEXT.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!(words, "Baku");
    let names = |wanted: &str| {
        page["places"]
            .as_array()
            .expect("places")
            .iter()
            .any(|p| p["names"].as_array().expect("names").iter().any(|n| n["name"] == wanted))
    };
    assert!(names("Elisabethpol") && names("Ganja"), "names of the time and of today");
    assert_eq!(page["years"], serde_json::json!([1912, 1912]));
    let bounds: Vec<f64> = page["bounds"].as_array().expect("bounds").iter().filter_map(Value::as_f64).collect();
    assert!(bounds[0] < bounds[2] && bounds[1] < bounds[3], "{bounds:?}");
    for event in page["events"].as_array().expect("events") {
        assert!(page["places"].as_array().expect("places").iter().any(|p| p["id"] == event["place"]), "{event}");
    }
}

#[tokio::test]
async fn the_period_of_every_list_is_that_of_the_map() {
    let data = tempfile::tempdir().expect("a folder");
    let router = router(data.path());
    let all = json(&router, "/api/p/road/map").await;
    let day = json(&router, "/api/p/road/map?from=1912-06-09&to=1912-06-09").await;
    assert!(day["total"].as_u64() < all["total"].as_u64());
    assert_eq!(place(&day, "Baku").expect("Baku")["entries"], 1);
    let others = day["places"].as_array().expect("places").iter().filter(|p| p["label"] != "Baku");
    assert!(others.clone().count() > 0 && others.clone().all(|p| p["entries"] == 0));
    // The list of the same period has as many.
    let list = json(&router, "/api/p/road/list/chronology?from=1912-06-09&to=1912-06-09").await;
    assert_eq!(list["total"], day["total"]);
}

#[tokio::test]
async fn outlines_are_cut_and_wrong_boxes_are_problems() {
    let router = sample();
    let here = json(&router, "/api/outlines?box=43,39.5,48,43").await;
    assert_eq!(here["grain"], 3);
    let numbers = here["land"].as_array().expect("land").iter().flat_map(|ring| ring.as_array().expect("a ring"));
    assert!(numbers.clone().count() > 6);
    for wrong in ["", "?box=", "?box=1,2,3", "?box=5,5,5,5", "?box=-190,0,0,1", "?box=nan,0,1,1"] {
        let (status, _, body) = send(&router, get_request(&format!("/api/outlines{wrong}"))).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}");
        let problem: Value = serde_json::from_slice(&body).expect("a problem");
        assert_eq!(problem["code"], "request.parameter");
    }
    let (status, ..) = send(&router, get_request("/api/p/caucasus-1920/map?status=perhaps")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_places_leave_as_files() {
    let data = tempfile::tempdir().expect("a folder");
    let router = router(data.path());
    let (status, headers, body) = send(&router, get_request("/api/p/road/export/map.csv")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(headers["content-disposition"].to_str().expect("ASCII").contains("road-map.csv"));
    let text = String::from_utf8(body).expect("UTF-8");
    let page = json(&router, "/api/p/road/map").await;
    assert_eq!(text.lines().count(), 1 + page["places"].as_array().expect("places").len());
    let (status, headers, body) = send(&router, get_request("/api/p/road/export/chronology.xlsx")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(headers["content-type"].to_str().expect("ASCII").contains("spreadsheetml") && body.starts_with(b"PK"));
}
