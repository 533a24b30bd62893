use axum::Router;
use axum::body::Body;
use axum::http::StatusCode;
use regesta_server::{IntakeLimits, Server};
use serde_json::Value;

use crate::support::*;

const LETTER: &str = "On 7 May 1815 Castlereagh wrote to Wellington from London (TNA, FO 92/12, f. 3). \
    Wellington answered on 12 May 1815. Metternich had left Vienna by then.\n";

async fn post(router: &Router, path: &str, body: &str) -> Value {
    let (status, _, answer) = send(router, request("POST", path, Body::from(body.to_owned()))).await;
    assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&answer));
    serde_json::from_slice(&answer).expect("JSON")
}

async fn begin(router: &Router, name: &str) -> String {
    let body = serde_json::json!({ "name": name }).to_string();
    text(&post(router, "/api/intake", &body).await["intake"]).to_owned()
}

fn upload(intake: &str, path: &str, words: &str) -> axum::http::Request<Body> {
    request("PUT", &format!("/api/intake/{intake}/file?path={}", encoded(path)), Body::from(words.to_owned()))
}

async fn take(router: &Router, intake: &str, path: &str, words: &str) {
    let (status, _, body) = send(router, upload(intake, path, words)).await;
    assert_eq!(status, StatusCode::NO_CONTENT, "{path}: {}", String::from_utf8_lossy(&body));
}

/// The events of a job to its end.
async fn events(router: &Router, job: &str) -> Vec<Value> {
    let (status, headers, body) = send(router, get_request(&format!("/api/jobs/{job}/events"))).await;
    assert_eq!((status, header(&headers, "content-type")), (StatusCode::OK, "text/event-stream"));
    let body = String::from_utf8(body).expect("UTF-8");
    body.lines().filter_map(|l| l.strip_prefix("data: ")).map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn dropped_folder_becomes_a_project() {
    let data = tempfile::tempdir().expect("a folder");
    let router = Server::router(options(data.path()), PORT);
    let intake = begin(&router, "Письма 1815").await;
    take(&router, &intake, "letters/one.txt", LETTER).await;
    take(&router, &intake, "letters/two.txt", "Metternich wrote to Talleyrand on 3 June 1815.\n").await;
    take(&router, &intake, "broken.pdf", "no PDF at all").await;
    let started = post(&router, &format!("/api/intake/{intake}/build"), "").await;
    assert_eq!(started["project"], "pisma-1815");
    let events = events(&router, text(&started["job"])).await;
    let last = events.last().expect("events");
    assert_eq!((&last["state"], &last["error"]), (&Value::from("done"), &Value::Null));
    assert_eq!((number(&last["done_files"]), number(&last["total_files"])), (3, 3));
    assert!(number(&last["counts"]["findings"]) > 0 && number(&last["counts"]["documents"]) > 0, "{last}");
    let state = |path: &str| {
        let file = list(&last["files"]).iter().find(|f| f["path"] == path).expect("the file");
        (text(&file["state"]).to_owned(), file["message"].is_string() && file["cure"].is_string())
    };
    assert_eq!((state("letters/one.txt").0.as_str(), state("broken.pdf")), ("done", ("failed".to_owned(), true)));
    let overview = json(&router, "/api/p/pisma-1815").await;
    assert_eq!((&overview["title"], list(&overview["sources"]).len()), (&Value::from("Письма 1815"), 2));
    assert!(list(&overview["messages"]).iter().any(|m| m["file"] == "broken.pdf" && m["severity"] == "error"));
    assert!(json(&router, "/api/p/pisma-1815/list/documents").await["total"].as_u64() > Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn rebuilt_project_is_shown_anew() {
    let data = tempfile::tempdir().expect("a folder");
    let papers = data.path().join("own");
    std::fs::create_dir_all(&papers).expect("a folder");
    std::fs::write(papers.join("one.txt"), LETTER).expect("written");
    build(data.path(), &papers, "own");
    let router = Server::router(options(data.path()), PORT);
    let before = json(&router, "/api/p/own").await;
    let people = json(&router, "/api/p/own/list/people").await;
    std::fs::write(papers.join("two.txt"), "Hardenberg wrote to Nesselrode on 1 June 1815.\n").expect("written");
    let started = post(&router, "/api/p/own/rebuild", "").await;
    let last = events(&router, text(&started["job"])).await.pop().expect("events");
    assert_eq!(last["state"], "done");
    let current = list(&last["files"]).iter().find(|f| f["path"] == "one.txt").expect("the file");
    assert_eq!(current["state"], "current");
    let after = json(&router, "/api/p/own").await;
    assert_ne!(before["revision"], after["revision"]);
    assert_eq!(list(&after["sources"]).len(), 2);
    let more = json(&router, "/api/p/own/list/people").await;
    assert!(number(&more["total"]) > number(&people["total"]));
    // Another program may write too.
    std::fs::remove_file(papers.join("two.txt")).expect("removed");
    build(data.path(), &papers, "own");
    assert_eq!(list(&json(&router, "/api/p/own").await["sources"]).len(), 1);
    std::fs::remove_dir_all(&papers).expect("removed");
    let gone = problem(&router, request("POST", "/api/p/own/rebuild", Body::empty())).await;
    assert_eq!(gone, (StatusCode::CONFLICT, "project.folder-gone".to_owned()));
    assert!(number(&json(&router, "/api/p/own/list/people").await["total"]) > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn stopped_job_keeps_what_is_done_and_can_go_on() {
    let data = tempfile::tempdir().expect("a folder");
    let papers = data.path().join("many");
    std::fs::create_dir_all(&papers).expect("a folder");
    let files = 96;
    for number in 0..files {
        std::fs::write(papers.join(format!("{number:03}.txt")), format!("{number}. {}", LETTER.repeat(60)))
            .expect("written");
    }
    std::fs::write(papers.join("x.txt"), LETTER).expect("written");
    let server = Server::bind(options(data.path())).await.expect("a free port");
    let address = server.open(&papers).expect("the folder is read");
    assert!(address.ends_with("/p/many"), "{address}");
    let router = server.into_router(PORT);
    loop {
        let job = json(&router, "/api/jobs/j1").await;
        if number(&job["done_files"]) > 0 || job["state"] == "failed" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    let second = problem(&router, request("POST", "/api/p/many/rebuild", Body::empty())).await.0;
    assert_eq!(second, StatusCode::CONFLICT);
    post(&router, "/api/jobs/j1/stop", "").await;
    let last = events(&router, "j1").await.pop().expect("events");
    assert_eq!(last["state"], "stopped", "{}", last["error"]);
    let kept = list(&json(&router, "/api/p/many").await["sources"]).len();
    assert!(0 < kept && kept <= files, "{kept}");
    let started = post(&router, "/api/p/many/rebuild", "").await;
    let last = events(&router, text(&started["job"])).await.pop().expect("events");
    assert_eq!(last["state"], "done");
    let overview = json(&router, "/api/p/many").await;
    assert_eq!(list(&overview["sources"]).len(), files + 1);
    assert!(number(&overview["counts"]["documents"]) > 0);
}

#[tokio::test]
async fn intake_takes_no_path_that_leads_out_and_no_more_than_it_should() {
    let data = tempfile::tempdir().expect("a folder");
    let limits = IntakeLimits { file_bytes: 100, total_bytes: 150, files: 3, depth: 4 };
    let mut options = options(data.path());
    options.intake = limits;
    let router = Server::router(options, PORT);
    let intake = begin(&router, "../../x").await;
    for path in ["../out.txt", "/etc/out.txt", "a/../../out.txt", "a//b", ".", "", "a/\u{0}b", "1/2/3/4/5.txt"] {
        let found = problem(&router, upload(&intake, path, "words")).await;
        assert_eq!(found, (StatusCode::BAD_REQUEST, "intake.path".to_owned()), "{path:?}");
    }
    let empty = problem(&router, request("POST", &format!("/api/intake/{intake}/build"), Body::empty())).await;
    assert_eq!(empty, (StatusCode::BAD_REQUEST, "intake.empty".to_owned()));
    let large = problem(&router, upload(&intake, "large.txt", &"x".repeat(101))).await;
    assert_eq!(large, (StatusCode::PAYLOAD_TOO_LARGE, "intake.file-too-large".to_owned()));
    take(&router, &intake, "one.txt", &"x".repeat(90)).await;
    let together = problem(&router, upload(&intake, "two.txt", &"x".repeat(90))).await;
    assert_eq!(together, (StatusCode::PAYLOAD_TOO_LARGE, "intake.too-large".to_owned()));
    take(&router, &intake, "two.txt", "x").await;
    take(&router, &intake, "three.txt", "x").await;
    let many = problem(&router, upload(&intake, "four.txt", "x")).await;
    assert_eq!(many, (StatusCode::PAYLOAD_TOO_LARGE, "intake.too-many-files".to_owned()));
    let unknown = problem(&router, upload("i99", "a.txt", "x")).await;
    assert_eq!(unknown, (StatusCode::NOT_FOUND, "intake.unknown".to_owned()));
    let body = problem(&router, request("POST", "/api/intake", Body::from("{"))).await;
    assert_eq!(body, (StatusCode::BAD_REQUEST, "request.body".to_owned()));
    // What was refused left nothing behind.
    let mut files: Vec<String> = walk(data.path());
    files.sort();
    assert_eq!(files, ["papers/x/one.txt", "papers/x/three.txt", "papers/x/two.txt"]);
}

fn walk(root: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(root).expect("inside").to_string_lossy().into_owned());
            }
        }
    }
    found
}

#[tokio::test]
async fn reading_server_takes_nothing() {
    let mut options = options(sample_data());
    options.read_only = true;
    let router = Server::router(options, PORT);
    assert_eq!(json(&router, "/api/projects").await["can_add"], false);
    for (method, path) in [
        ("POST", "/api/intake"),
        ("PUT", "/api/intake/i1/file?path=a.txt"),
        ("POST", "/api/intake/i1/build"),
        ("POST", "/api/p/caucasus-1920/rebuild"),
    ] {
        let found = problem(&router, request(method, path, Body::from("{\"name\":\"x\"}"))).await;
        assert_eq!(found, (StatusCode::FORBIDDEN, "server.read-only".to_owned()), "{path}");
    }
}
