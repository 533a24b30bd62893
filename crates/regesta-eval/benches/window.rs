//! How long the window waits on a large project: 100 000 findings of generated prose, one row for each address.
//!
//! `cargo bench -p regesta-eval --bench window [-- FINDINGS]`. Cold is the first answer after the server began, warm the
//! median of the next ones. Requests go through the router without a network; an answer is read to its end.

use std::path::Path;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use regesta::{BuildOptions, Engine, Error};
use regesta_eval::generate::prose;
use regesta_server::{IntakeLimits, Server, ServerOptions};
use serde_json::Value;
use tower::ServiceExt;

const PORT: u16 = 7000;
const PAPER: usize = 200_000;
const REPEATS: usize = 9;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(100_000);
    let data = tempfile::tempdir()?;
    let findings = make_project(data.path(), wanted)?;
    println!("{findings} findings\n\n| address | cold ms | warm ms | kB |\n|---|---|---|---|");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(measure(data.path()))
}

/// Builds papers until there are so many findings; gives their number.
fn make_project(data: &Path, wanted: usize) -> Result<usize, Error> {
    let engine = Engine::built_in()?;
    let evidence = engine.evidence(&engine.paper(prose(1, PAPER), Vec::new(), false));
    let in_one = evidence.dates.len()
        + evidence.citations.len()
        + evidence.mentions.len()
        + evidence.quotations.len()
        + evidence.documents.len()
        + evidence.events.len();
    let (papers, projects) = (data.join("large"), data.join("projects"));
    let made = std::fs::create_dir_all(&papers).and_then(|()| std::fs::create_dir_all(&projects));
    made.map_err(|e| Error::Folder { folder: papers.clone(), reason: e.to_string() })?;
    for number in 0..wanted.div_ceil(in_one.max(1)) {
        let written = std::fs::write(papers.join(format!("{number:05}.txt")), prose(1 + number as u64, PAPER));
        written.map_err(|e| Error::Folder { folder: papers.clone(), reason: e.to_string() })?;
    }
    let options = BuildOptions {
        jobs: 0,
        child: None,
        fresh: false,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T09:00:00Z".into(),
    };
    let found = std::sync::atomic::AtomicUsize::new(0);
    regesta::build(&engine, &papers, &projects.join("large.regesta"), &options, &|step| {
        if let regesta::Progress::Read { findings: Some(number), .. } = step {
            found.fetch_add(number, std::sync::atomic::Ordering::Relaxed);
        }
        true
    })?;
    Ok(found.into_inner())
}

fn server(data: &Path) -> Router {
    let options = ServerOptions {
        data: data.to_owned(),
        port: None,
        read_only: false,
        intake: IntakeLimits::default(),
        child: None,
        jobs: 0,
        dossier: None,
        now: || "2024-02-01T10:00:00Z".to_owned(),
    };
    Server::router(options, PORT)
}

async fn get(router: &Router, path: &str) -> Result<(Duration, Vec<u8>), Box<dyn std::error::Error>> {
    let request = Request::builder().uri(path).header("host", format!("127.0.0.1:{PORT}")).body(Body::empty())?;
    let begun = Instant::now();
    let response = router.clone().oneshot(request).await?;
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await?.to_vec();
    let taken = begun.elapsed();
    if !status.is_success() {
        return Err(format!("{path}: {status} {}", String::from_utf8_lossy(&body)).into());
    }
    Ok((taken, body))
}

async fn measure(data: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let warm = server(data);
    let page: Value = serde_json::from_slice(&get(&warm, "/api/p/large/list/documents").await?.1)?;
    let people: Value = serde_json::from_slice(&get(&warm, "/api/p/large/list/people").await?.1)?;
    // Where the engine is loaded is not the matter here: shelfmarks and search need it.
    get(&warm, "/api/p/large/list/shelfmarks").await?;
    let person = people["rows"][0]["id"].as_str().unwrap_or_default();
    let genre = page["rows"][0]["genre"].as_str().unwrap_or_default();
    for path in [
        "/api/projects".to_owned(),
        "/api/p/large".to_owned(),
        "/api/p/large/outline?source=00003.txt".to_owned(),
        "/api/p/large/text?source=00003.txt&first=0&last=60".to_owned(),
        "/api/p/large/text?source=00003.txt&at=90000".to_owned(),
        "/api/p/large/list/documents".to_owned(),
        format!("/api/p/large/list/documents?genre={genre}&from=1800&to=1850"),
        "/api/p/large/list/documents?q=ra&sort=from".to_owned(),
        "/api/p/large/list/chronology".to_owned(),
        "/api/p/large/list/chronology?from=1800&to=1850&dates=inside".to_owned(),
        "/api/p/large/list/people".to_owned(),
        "/api/p/large/list/people?q=ra&sort=label".to_owned(),
        "/api/p/large/list/places".to_owned(),
        "/api/p/large/list/shelfmarks".to_owned(),
        "/api/p/large/list/shelfmarks?q=371".to_owned(),
        format!("/api/p/large/entity/{person}"),
        "/api/p/large/review".to_owned(),
        "/api/p/large/review?kind=person&status=decided".to_owned(),
        "/api/p/large/search?q=the".to_owned(),
        format!("/api/p/large/search?q=from:ra%20genre:{genre}%20date:1800..1850"),
        format!("/api/p/large/search?q={}", person.split([':', '-']).next_back().unwrap_or_default()),
        "/api/p/large/export/documents.csv".to_owned(),
    ] {
        let (cold, body) = get(&server(data), &path).await?;
        get(&warm, &path).await?;
        let mut times = Vec::new();
        for _ in 0..REPEATS {
            times.push(get(&warm, &path).await?.0);
        }
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!("| {path} | {:.0} | {:.1} | {:.0} |", ms(cold), ms(times[REPEATS / 2]), body.len() as f64 / 1e3);
    }
    after_decisions(&warm).await
}

/// What an address costs when something has been decided since it was last asked: the decision itself, and the answer.
async fn after_decisions(warm: &Router) -> Result<(), Box<dyn std::error::Error>> {
    let queue: Value = serde_json::from_slice(&get(warm, "/api/p/large/review?limit=200").await?.1)?;
    let findings: Vec<&str> =
        queue["rows"].as_array().into_iter().flatten().filter_map(|row| row["finding"].as_str()).collect();
    let mut next = findings.iter().cycle();
    println!("\n| after a decision | deciding ms | answer ms |\n|---|---|---|");
    for path in [
        "/api/p/large/list/documents",
        "/api/p/large/list/chronology",
        "/api/p/large/list/people",
        "/api/p/large/list/shelfmarks",
        "/api/p/large/review",
        "/api/p/large/text?source=00003.txt&first=0&last=60",
    ] {
        get(warm, path).await?;
        let (mut decided, mut answered) = (Vec::new(), Vec::new());
        for round in 0..REPEATS {
            let finding = next.next().copied().unwrap_or_default();
            let body = serde_json::json!({ "finding": finding, "action": "reject", "editor": format!("bench {round} {path}"),
                "knows": decision_on(warm, finding).await? });
            let begun = Instant::now();
            let request = Request::builder()
                .method("POST")
                .uri("/api/p/large/decide")
                .header("host", format!("127.0.0.1:{PORT}"))
                .header("content-type", "application/json")
                .body(Body::from(body.to_string()))?;
            let status = warm.clone().oneshot(request).await?.status();
            if !status.is_success() {
                return Err(format!("a decision was refused: {status}").into());
            }
            decided.push(begun.elapsed());
            answered.push(get(warm, path).await?.0);
        }
        decided.sort();
        answered.sort();
        let ms = |times: &[Duration]| times[REPEATS / 2].as_secs_f64() * 1e3;
        println!("| {path} | {:.1} | {:.1} |", ms(&decided), ms(&answered));
    }
    Ok(())
}

async fn decision_on(warm: &Router, finding: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let page: Value = serde_json::from_slice(&get(warm, &format!("/api/p/large/finding/{finding}")).await?.1)?;
    Ok(page["decision"]["id"].clone())
}
