//! Who may ask, and what a browser may do with the answer.

use axum::extract::{Request, State};
use axum::http::header::{HOST, HeaderName, HeaderValue, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;

/// What a page of this server may load: its own files and nothing else, no inline script, no inline style.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
     img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 8] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// The port the server listens on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Port(pub(crate) u16);

/// Refuses requests that another site, or another name for this machine, brought here; sets the headers of safety.
pub(crate) async fn guard(State(Port(port)): State<Port>, request: Request, next: Next) -> Response {
    let mut response = match refuse(port, &request) {
        Some(error) => error.into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

fn refuse(port: u16, request: &Request) -> Option<ApiError> {
    let headers = request.headers();
    // A name of another machine that leads here (DNS rebinding) shows in the host.
    let host = headers.get(HOST).and_then(|h| h.to_str().ok()).or(request.uri().authority().map(|a| a.as_str()));
    if !host.is_some_and(|host| is_own(port, host)) || headers.get_all(HOST).iter().count() > 1 {
        return Some(refused(
            "request.host",
            "the address that `regesta open` printed",
            host.unwrap_or("none"),
            "Host",
        ));
    }
    if let Some(origin) = headers.get(ORIGIN) {
        let own = origin.to_str().ok().and_then(|o| o.strip_prefix("http://")).is_some_and(|o| is_own(port, o));
        if !own {
            let found = String::from_utf8_lossy(origin.as_bytes());
            return Some(refused("request.origin", "a page of this server", &found, "Origin"));
        }
    }
    let site = headers.get("sec-fetch-site").map(|s| s.as_bytes());
    if let Some(site) = site
        && !matches!(site, b"same-origin" | b"none")
        && !is_followed_link(request.method(), request.uri().path(), headers)
    {
        let found = String::from_utf8_lossy(site);
        return Some(refused("request.site", "a page of this server", &found, "Sec-Fetch-Site"));
    }
    None
}

/// A person who follows a link from elsewhere to a page of the window: the page holds no data of a project.
fn is_followed_link(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    let is = |name: &str, value: &[u8]| headers.get(name).is_some_and(|h| h.as_bytes() == value);
    *method == Method::GET
        && path != "/api"
        && !path.starts_with("/api/")
        && is("sec-fetch-mode", b"navigate")
        && is("sec-fetch-dest", b"document")
}

fn is_own(port: u16, authority: &str) -> bool {
    let name = match authority.strip_suffix(&format!(":{port}")) {
        Some(name) => name,
        None if port == 80 => authority,
        None => return false,
    };
    matches!(name, "127.0.0.1" | "[::1]") || name.eq_ignore_ascii_case("localhost")
}

fn refused(code: &str, expected: &str, found: &str, place: &str) -> ApiError {
    let cure = "open the address that `regesta open` printed, in a browser on this machine";
    ApiError::new(StatusCode::FORBIDDEN, code, expected, found, place, cure)
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_names_of_this_machine_with_the_port_are_own() {
        for host in ["127.0.0.1:7000", "localhost:7000", "LOCALHOST:7000", "[::1]:7000"] {
            assert!(is_own(7000, host), "{host}");
        }
        for host in
            ["127.0.0.1", "127.0.0.1:7001", "evil.test:7000", "127.0.0.1.evil.test:7000", "a@localhost:7000", ""]
        {
            assert!(!is_own(7000, host), "{host}");
        }
    }
}
