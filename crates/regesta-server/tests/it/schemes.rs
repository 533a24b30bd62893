//! Schemes and cases of a dossier beside the papers.

use std::path::Path;

use axum::body::Body;
use axum::http::StatusCode;
use regesta_server::Server;
use serde_json::{Value, json};

use crate::support::{PORT, SAMPLE, build, get_request, options, request, sample, send};

async fn get(router: &axum::Router, path: &str) -> Value {
    let (status, _, bytes) = send(router, get_request(path)).await;
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    serde_json::from_str(&text).expect("JSON")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// A copy of the sample with its dossier, so that judgements are written into no folder of the project.
fn copied() -> (tempfile::TempDir, axum::Router) {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).expect("a folder");
        for entry in std::fs::read_dir(from).expect("a folder").flatten() {
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target);
            } else {
                std::fs::copy(entry.path(), target).expect("a copy");
            }
        }
    }
    let data = tempfile::tempdir().expect("a folder");
    let dossier = data.path().join("dossier");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(SAMPLE), &dossier);
    build(data.path(), &dossier.join("essays"), SAMPLE);
    let router = Server::router(options(data.path()), PORT);
    (data, router)
}

#[tokio::test]
async fn a_dossier_beside_the_papers_is_found_and_every_cell_leads_to_its_words() {
    let router = sample();
    assert!(get(&router, "/api/p/caucasus-1920").await["dossier"].is_string());
    let page = get(&router, "/api/p/caucasus-1920/schemes").await;
    let cells: Vec<&Value> =
        page["rows"].as_array().unwrap().iter().flat_map(|row| row["cells"].as_array().unwrap()).collect();
    assert!(cells.iter().any(|cell| cell["presence"] == "+"));
    let mut led = 0;
    for cell in &cells {
        for side in ["told", "hedged", "denied"] {
            for choice in cell[side].as_array().unwrap() {
                let place = &page["places"][text(cell, "case")][text(choice, "evidence")];
                assert!(place["start"].is_u64(), "{choice} leads nowhere");
                led += 1;
            }
        }
    }
    assert!(led > 10, "{led}");
    // The words at the place are the words of the evidence.
    let (_, places) = page["places"].as_object().unwrap().iter().next().unwrap();
    let place = places.as_object().unwrap().values().next().unwrap();
    let (source, start, end) = (text(place, "source"), &place["start"], &place["end"]);
    let quoted = get(&router, &format!("/api/p/caucasus-1920/quote?source={source}&start={start}&end={end}")).await;
    assert_eq!(text(&quoted, "text"), text(place, "exact"));
}

#[tokio::test]
async fn a_case_has_its_verdicts_departures_lanes_and_delays() {
    let router = sample();
    let page = get(&router, "/api/p/caucasus-1920/schemes").await;
    let case = text(&page["cases"][0], "id").to_owned();
    let found = get(&router, &format!("/api/p/caucasus-1920/schemes/case/{case}")).await;
    assert!(!found["report"]["orders"].as_array().unwrap().is_empty());
    let lanes = found["lanes"].as_array().unwrap();
    assert!(lanes.iter().any(|lane| !lane["items"].as_array().unwrap().is_empty()));
    assert!(!found["delays"].as_array().unwrap().is_empty());
    let deviations = found["deviations"].as_array().unwrap();
    let order = deviations.iter().find(|one| one["kind"] == "order" || one["kind"] == "mixed").expect("a departure");
    assert!(!text(&order["first"], "quote").is_empty() && !text(&order["second"], "quote").is_empty());
    let order = text(order, "about").replace('<', "%3C");
    let explained = get(&router, &format!("/api/p/caucasus-1920/schemes/explain?case={case}&order={order}")).await;
    let readings = explained["explanation"]["readings"].as_array().unwrap();
    assert!(readings.iter().any(|reading| reading["holding"] == "fails"));
    let compared = get(&router, "/api/p/caucasus-1920/schemes/compare").await;
    assert!(compared["rows"].as_array().unwrap().len() > 2);
    for file in ["log.xes", "log.ocel.json", "log.csv", "matrix.csv"] {
        let (status, headers, bytes) =
            send(&router, get_request(&format!("/api/p/caucasus-1920/schemes/export/{file}"))).await;
        assert_eq!(status, StatusCode::OK, "{file}");
        assert!(headers["content-disposition"].to_str().unwrap().contains(file) && bytes.len() > 100, "{file}");
    }
}

#[tokio::test]
async fn judgements_are_written_beside_the_case_and_only_added_to() {
    let (data, router) = copied();
    let case = "baku-1920";
    let of_case = format!("/api/p/caucasus-1920/schemes/case/{case}");
    let before = get(&router, &of_case).await;
    let open: Vec<String> = before["proposals"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|p| p["judged"] == "open")
        .map(|p| text(p, "id").to_owned())
        .collect();
    let judge = |body: Value| request("POST", "/api/p/caucasus-1920/schemes/judge", Body::from(body.to_string()));
    let send_all = async |bodies: Vec<Value>| {
        for body in bodies {
            let (status, _, bytes) = send(&router, judge(body)).await;
            assert_eq!(status, StatusCode::NO_CONTENT, "{}", String::from_utf8_lossy(&bytes));
        }
    };
    send_all(vec![
        json!({ "case": case, "proposals": [open[0]], "action": "accept", "by": "ab", "date": "1920-04-28" }),
        json!({ "case": case, "proposals": [open[1]], "action": "reject", "note": "another run" }),
        json!({ "case": case, "proposals": [open[2]], "action": "move", "to": "S4/S4c" }),
    ])
    .await;
    let after = get(&router, &of_case).await;
    let decided = |page: &Value, id: &str| {
        let all = page["proposals"].as_array().unwrap();
        text(all.iter().find(|p| text(p, "id") == id).unwrap(), "judged").to_owned()
    };
    assert_eq!([0, 1, 2].map(|n| decided(&after, &open[n])), ["accepted", "rejected", "moved"]);
    let count = |page: &Value| page["case"]["evidence"].as_u64().unwrap();
    assert_eq!(count(&after), count(&before) + 2);
    let file = data.path().join("dossier/cases/baku-1920.judged.toml");
    let first = std::fs::read_to_string(&file).unwrap();
    // The last judgement holds; those before it stay in the file.
    send_all(vec![json!({ "case": case, "proposals": [open[0]], "action": "reject" })]).await;
    assert!(std::fs::read_to_string(&file).unwrap().starts_with(&first));
    assert_eq!(count(&get(&router, &of_case).await), count(&before) + 1);
    for (body, code) in [
        (json!({ "case": case, "proposals": ["p-none"], "action": "accept" }), "proposal.unknown"),
        (json!({ "case": "none", "proposals": [], "action": "accept" }), "case.unknown"),
        (json!({ "case": case, "proposals": [open[0]], "action": "burn" }), "request.parameter"),
        (json!({ "case": case, "proposals": [open[0]], "action": "accept", "date": "soon" }), "request.parameter"),
        (json!({ "case": case, "proposals": [open[0]], "action": "move", "to": "S4" }), "request.parameter"),
    ] {
        let (status, _, bytes) = send(&router, judge(body)).await;
        let problem: Value = serde_json::from_slice(&bytes).unwrap();
        assert!(status.is_client_error() && text(&problem, "code") == code, "{problem}");
    }
    let mut only = options(data.path());
    only.read_only = true;
    let reader = Server::router(only, PORT);
    let body = json!({ "case": case, "proposals": [open[3]], "action": "accept" });
    let (status, _, _) = send(&reader, judge(body)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn proposals_count_only_where_they_are_asked_for_and_are_named() {
    let (_data, router) = copied();
    let count = |page: &Value| -> u64 {
        page["cases"].as_array().unwrap().iter().map(|case| case["evidence"].as_u64().unwrap()).sum()
    };
    let judged = get(&router, "/api/p/caucasus-1920/schemes?basis=judged").await;
    let proposed = get(&router, "/api/p/caucasus-1920/schemes?basis=proposed").await;
    assert!(judged["unjudged"].as_array().unwrap().is_empty());
    let named = proposed["unjudged"].as_array().unwrap().len() as u64;
    assert!(named > 0);
    assert_eq!(count(&proposed), count(&judged) + named);
}

#[tokio::test]
async fn the_page_of_the_system_has_its_parts_and_says_what_is_missing() {
    let router = sample();
    let page = get(&router, "/api/p/caucasus-1920/dossier").await;
    let sections = page["sections"].as_array().unwrap();
    let names: Vec<&str> = sections.iter().map(|section| text(section, "name")).collect();
    assert_eq!(names, ["correspondence", "cases", "organs", "operations", "treaties", "territories", "theses"]);
    // The sample dossier has no registers.
    let missing = |name: &str| sections.iter().find(|s| text(s, "name") == name).unwrap()["missing"].to_string();
    assert!(missing("organs").contains("no-organs") && missing("theses").contains("no-theses"));
    assert!(!get(&router, "/api/p/caucasus-1920/dossier/correspondence").await.as_array().unwrap().is_empty());
    let (status, _, _) = send(&router, get_request("/api/p/caucasus-1920/dossier/weather")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
