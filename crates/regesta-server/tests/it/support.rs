//! A sample project and requests to it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use regesta::{BuildOptions, Engine};
use regesta_server::{IntakeLimits, Server, ServerOptions};
use serde_json::Value;
use tower::ServiceExt;

/// The port in the addresses of tests without a network.
pub const PORT: u16 = 7000;
/// The key of the sample.
pub const SAMPLE: &str = "caucasus-1920";

pub fn options(data: &Path) -> ServerOptions {
    ServerOptions {
        data: data.to_owned(),
        port: None,
        read_only: false,
        intake: IntakeLimits::default(),
        child: None,
        jobs: 1,
        dossier: None,
        now: || "2024-02-01T10:00:00Z".to_owned(),
    }
}

/// Builds a folder into the data folder of a server.
pub fn build(data: &Path, folder: &Path, key: &str) -> PathBuf {
    let projects = data.join("projects");
    std::fs::create_dir_all(&projects).expect("a folder");
    let out = projects.join(format!("{key}.regesta"));
    let engine = Engine::built_in().expect("what is built in loads");
    let options = BuildOptions {
        jobs: 2,
        child: None,
        fresh: false,
        limits: regesta::ingest::Limits::default(),
        part_bytes: BuildOptions::PART_BYTES,
        now: "2024-02-01T09:00:00Z".to_owned(),
    };
    regesta::build(&engine, folder, &out, &options, &|_| true).expect("the folder is read");
    out
}

/// The data folder with the sample in it, built once.
pub fn sample_data() -> &'static Path {
    static DATA: OnceLock<tempfile::TempDir> = OnceLock::new();
    DATA.get_or_init(|| {
        let data = tempfile::tempdir().expect("a folder");
        let essays = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(SAMPLE).join("essays");
        build(data.path(), &essays, SAMPLE);
        data
    })
    .path()
}

/// A server over the sample.
pub fn sample() -> Router {
    Server::router(options(sample_data()), PORT)
}

pub fn get_request(path: &str) -> Request<Body> {
    request("GET", path, Body::empty())
}

pub fn request(method: &str, path: &str, body: Body) -> Request<Body> {
    let host = format!("127.0.0.1:{PORT}");
    let request = Request::builder().method(method).uri(path).header("host", host);
    request.header("content-type", "application/json").body(body).expect("a request")
}

pub async fn send(router: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let response = router.clone().oneshot(request).await.expect("the router answers");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body");
    (parts.status, parts.headers, bytes.to_vec())
}

/// An answer that must be JSON with status 200.
pub async fn json(router: &Router, path: &str) -> Value {
    let (status, _, body) = send(router, get_request(path)).await;
    assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&body));
    serde_json::from_slice(&body).expect("JSON")
}

/// An answer that must be a problem: status and code.
pub async fn problem(router: &Router, request: Request<Body>) -> (StatusCode, String) {
    let (status, _, body) = send(router, request).await;
    let problem: Value = serde_json::from_slice(&body).expect("a problem is JSON");
    for field in ["code", "expected", "found", "place", "cure"] {
        assert!(problem[field].is_string(), "{field} of {problem}");
    }
    assert_ne!(problem["cure"], "", "{problem}");
    (status, text(&problem["code"]).to_owned())
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a text, not {value}"))
}

pub fn number(value: &Value) -> usize {
    value.as_u64().unwrap_or_else(|| panic!("a number, not {value}")) as usize
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("a list, not {value}"))
}

/// As `encodeURIComponent` does.
pub fn encoded(part: &str) -> String {
    part.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// An address of the sample.
pub fn of_sample(rest: &str) -> String {
    format!("/api/p/{SAMPLE}{rest}")
}

/// A header as text.
pub fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_else(|| panic!("{name}: no such header"))
}
