//! The window itself, which is part of the program.

use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use crate::assets::{ASSETS, Asset};
use crate::error::ApiError;

/// A file of the window; every address that has no file is an address inside the window.
pub(crate) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let cure = "read it with GET";
        let status = StatusCode::METHOD_NOT_ALLOWED;
        let found = method.to_string();
        return ApiError::new(status, "request.method", "GET", &found, uri.path(), cure).into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let asset = find(path);
    if asset.is_none() && path.starts_with("assets/") {
        let cure = "reload the page: it belongs to another version of the program";
        return ApiError::not_found("asset.unknown", "a file of the window", path, cure).into_response();
    }
    match asset.or_else(|| find("index.html")) {
        Some(asset) => answer(asset, &headers),
        None => ApiError::internal("the window", "the program was built without it").into_response(),
    }
}

fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok().map(|at| &ASSETS[at])
}

fn answer(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", asset.hash);
    let known = headers.get(IF_NONE_MATCH).and_then(|h| h.to_str().ok());
    let mut response = if known.is_some_and(|h| h.split(',').any(|t| t.trim().trim_start_matches("W/") == tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let accepted = headers.get(ACCEPT_ENCODING).and_then(|h| h.to_str().ok()).unwrap_or_default();
        let takes = |coding: &str| {
            let mut codings = accepted.split(',').map(|c| c.split(';').map(str::trim));
            codings.any(|mut c| c.next() == Some(coding) && c.next() != Some("q=0"))
        };
        let (bytes, coding) = match (asset.brotli, asset.gzip) {
            (Some(bytes), _) if takes("br") => (bytes, Some("br")),
            (_, Some(bytes)) if takes("gzip") => (bytes, Some("gzip")),
            _ => (asset.bytes, None),
        };
        let mut response = bytes.into_response();
        if let Some(coding) = coding {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    };
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    // Files under `assets/` carry a hash in their name.
    let lasting = asset.path.starts_with("assets/");
    let keep = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    out.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(ETAG, tag);
    }
    response
}
