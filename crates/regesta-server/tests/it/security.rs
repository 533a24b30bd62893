use axum::body::Body;
use axum::http::{Request, StatusCode};
use regesta_server::{CONTENT_SECURITY_POLICY, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::*;

fn with(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).expect("a request")
}

#[tokio::test]
async fn every_answer_has_the_headers_of_safety() {
    let router = sample();
    for path in ["/", "/p/x/read/a.txt", "/assets/none.js", "/api/projects", "/api/none"] {
        let (_, headers, _) = send(&router, get_request(path)).await;
        assert_eq!(headers["content-security-policy"], CONTENT_SECURITY_POLICY, "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
        assert!(!headers.contains_key("access-control-allow-origin"), "{path}");
    }
    let (status, headers, _) = send(&router, with("/", &[("host", "evil.test")])).await;
    assert_eq!((status, header(&headers, "content-security-policy")), (StatusCode::FORBIDDEN, CONTENT_SECURITY_POLICY));
}

#[tokio::test]
async fn other_names_and_other_sites_are_refused() {
    let router = sample();
    let own = "127.0.0.1:7000";
    for (headers, code) in [
        (vec![("host", "evil.test:7000")], "request.host"),
        (vec![("host", "127.0.0.1:7001")], "request.host"),
        (vec![("host", "127.0.0.1")], "request.host"),
        (vec![], "request.host"),
        (vec![("host", own), ("host", "evil.test")], "request.host"),
        (vec![("host", own), ("origin", "http://evil.test")], "request.origin"),
        (vec![("host", own), ("origin", "https://127.0.0.1:7000")], "request.origin"),
        (vec![("host", own), ("origin", "null")], "request.origin"),
        (vec![("host", own), ("sec-fetch-site", "cross-site")], "request.site"),
        (vec![("host", own), ("sec-fetch-site", "same-site")], "request.site"),
        (
            vec![
                ("host", own),
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "navigate"),
                ("sec-fetch-dest", "document"),
            ],
            "request.site",
        ),
    ] {
        let found = problem(&router, with("/api/projects", &headers)).await;
        assert_eq!(found, (StatusCode::FORBIDDEN, code.to_owned()), "{headers:?}");
    }
}

#[tokio::test]
async fn own_names_and_followed_links_are_let_in() {
    let router = sample();
    for headers in [
        vec![("host", "localhost:7000"), ("origin", "http://localhost:7000"), ("sec-fetch-site", "same-origin")],
        vec![("host", "[::1]:7000"), ("sec-fetch-site", "none")],
    ] {
        let (status, _, _) = send(&router, with("/api/projects", &headers)).await;
        assert_eq!(status, StatusCode::OK, "{headers:?}");
    }
    let link = [
        ("host", "127.0.0.1:7000"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "document"),
    ];
    let (status, _, _) = send(&router, with("/p/caucasus-1920", &link)).await;
    assert_eq!(status, StatusCode::OK);
    let framed = [
        ("host", "127.0.0.1:7000"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "iframe"),
    ];
    let (status, _, _) = send(&router, with("/p/caucasus-1920", &framed)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn addresses_of_the_window_are_its_page_and_lost_files_are_problems() {
    let router = sample();
    for path in ["/", "/p/caucasus-1920/read/a/b.txt", "/p/x/e/shelfmark:a%2Fb", "/%FF%FE"] {
        let (status, headers, body) = send(&router, get_request(path)).await;
        assert_eq!((status, header(&headers, "content-type")), (StatusCode::OK, "text/html; charset=utf-8"), "{path}");
        assert!(body.to_ascii_lowercase().starts_with(b"<!doctype html>"), "{path}");
    }
    let (status, code) = problem(&router, get_request("/assets/../../Cargo.toml")).await;
    assert_eq!((status, code.as_str()), (StatusCode::NOT_FOUND, "asset.unknown"));
    let (status, code) = problem(&router, request("POST", "/", Body::empty())).await;
    assert_eq!((status, code.as_str()), (StatusCode::METHOD_NOT_ALLOWED, "request.method"));
    let (status, code) = problem(&router, request("DELETE", "/api/projects", Body::empty())).await;
    assert_eq!((status, code.as_str()), (StatusCode::METHOD_NOT_ALLOWED, "request.method"));
    let (status, code) = problem(&router, get_request("/api/p/%FF%FE")).await;
    assert_eq!((status, code.as_str()), (StatusCode::BAD_REQUEST, "request.address"));
}

#[tokio::test]
async fn page_is_sent_once_and_compressed_where_the_browser_takes_it() {
    let router = sample();
    let (_, headers, plain) = send(&router, get_request("/")).await;
    let tag = headers["etag"].to_str().expect("a tag");
    let (status, _, body) = send(&router, with("/", &[("host", "127.0.0.1:7000"), ("if-none-match", tag)])).await;
    assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
    let packed = [("host", "127.0.0.1:7000"), ("accept-encoding", "gzip, br")];
    let (_, headers, body) = send(&router, with("/", &packed)).await;
    assert!(headers.contains_key("content-encoding") && body.len() < plain.len());
}

async fn over_tcp(port: u16, host: &str) -> String {
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.expect("it listens");
    let request = format!("GET /api/projects HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("read");
    answer
}

#[tokio::test]
async fn listens_on_this_machine_and_ends_when_asked() {
    let server = Server::bind(options(sample_data())).await.expect("a free port");
    let port: u16 = server.address().rsplit(':').next().and_then(|p| p.parse().ok()).expect("a port");
    assert!(server.address().starts_with("http://127.0.0.1:"));
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async move { ended.await.unwrap_or_default() }));
    let answer = over_tcp(port, &format!("127.0.0.1:{port}")).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("\"caucasus-1920\""), "{answer}");
    assert!(over_tcp(port, "evil.test").await.starts_with("HTTP/1.1 403"));
    end.send(()).expect("it still runs");
    running.await.expect("no panic").expect("it ends without an error");
    assert!(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err());
}
