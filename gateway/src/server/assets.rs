//! The app's files: embedded in the binary, or in a directory while it is being worked on.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

/// The page that is shown when there is no app.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
<title>Hookswitch</title><h1>The phone is not built yet</h1>\
<p>This gateway was built without the app. Run <code>cargo xtask build</code> in the project, \
then build the gateway again; or start it with <code>--app dist</code>.</p></html>\n";

#[derive(RustEmbed)]
#[folder = "../dist"]
struct Embedded;

/// Where the files are.
pub(super) enum Assets {
    /// In the binary.
    Embedded,
    /// In a directory.
    Directory(PathBuf),
}

struct File {
    data: Cow<'static, [u8]>,
    etag: String,
}

impl Assets {
    /// Answers a request for `path`: with the file, its brotli form if the browser takes that,
    /// or 304 if the browser has it.
    pub(super) async fn respond(&self, path: &str, headers: &HeaderMap) -> Response {
        let name = match path.strip_prefix('/') {
            Some("") => "index.html",
            Some(name) => name,
            None => return StatusCode::NOT_FOUND.into_response(),
        };
        let compressed = if accepts_brotli(headers) && !name.ends_with(".br") {
            self.get(&format!("{name}.br")).await
        } else {
            None
        };
        let (file, encoding) = match compressed {
            Some(file) => (Some(file), Some(HeaderValue::from_static("br"))),
            None => (self.get(name).await, None),
        };
        let Some(file) = file else { return missing(name) };
        let mut response = if has_current(headers, &file.etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Body::from(file.data.into_owned()).into_response()
        };
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime(name)));
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        // The browser asks each time and mostly gets 304: a new gateway is seen at once.
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Ok(etag) = HeaderValue::from_str(&file.etag) {
            out.insert(header::ETAG, etag);
        }
        if let Some(encoding) = encoding {
            out.insert(header::CONTENT_ENCODING, encoding);
        }
        response
    }

    async fn get(&self, name: &str) -> Option<File> {
        match self {
            Self::Embedded => {
                let file = Embedded::get(name)?;
                Some(File { etag: etag(&file.metadata.sha256_hash()), data: file.data })
            }
            Self::Directory(directory) => {
                let plain =
                    Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
                if !plain {
                    return None;
                }
                let data = tokio::fs::read(directory.join(name)).await.ok()?;
                Some(File { etag: etag(&Sha256::digest(&data).into()), data: data.into() })
            }
        }
    }
}

fn missing(name: &str) -> Response {
    if name == "index.html" {
        let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        return (StatusCode::NOT_FOUND, html, NOT_BUILT).into_response();
    }
    (StatusCode::NOT_FOUND, "not found\n").into_response()
}

/// Half of the hash tells files apart well enough.
fn etag(hash: &[u8; 32]) -> String {
    let half = hash.iter().take(16).map(|byte| format!("{byte:02x}"));
    format!("\"{}\"", half.collect::<String>())
}

fn has_current(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    known.is_some_and(|known| {
        known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag || tag.trim() == "*")
    })
}

/// Whether the browser takes brotli (RFC 9110 12.5.3).
fn accepts_brotli(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter();
    lists.filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let is_brotli = parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case("br"));
        let refused = parts.any(|part| {
            part.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0))
        });
        is_brotli && !refused
    })
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "wav" => "audio/wav",
        "woff2" => "font/woff2",
        "txt" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(accept: &'static str, expected: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accept));
        assert_eq!(accepts_brotli(&headers), expected, "{accept}");
    }

    #[test]
    fn brotli_is_sent_to_those_who_take_it() {
        check("gzip, deflate, br, zstd", true);
        check("br;q=0.5", true);
        check("gzip, br;q=0", false);
        check("gzip", false);
        check("", false);
    }
}
