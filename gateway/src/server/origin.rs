//! Which pages may open a link (RFC 6454, RFC 6455 10.2).

use std::net::IpAddr;

use axum::http::{HeaderMap, header};

use crate::config::Http;

/// Whether the page that asks for a WebSocket may have one: it came from a configured origin, or
/// from this very server, addressed by IP address or as `localhost`.
///
/// The name in Host is not trusted: a page of `evil.example` whose name is made to resolve to
/// this server (DNS rebinding) would otherwise count as its own.
pub(super) fn is_allowed(headers: &HeaderMap, config: &Http) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return false };
    if config.origins.iter().any(|allowed| allowed == origin) {
        return true;
    }
    let scheme = if config.tls.is_some() { "https://" } else { "http://" };
    match (origin.strip_prefix(scheme), text(header::HOST)) {
        (Some(authority), Some(host)) => {
            authority.eq_ignore_ascii_case(host) && is_address(authority)
        }
        _ => false,
    }
}

/// Whether `authority` is an IP address or `localhost`, with or without a port.
fn is_address(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) | None => authority,
    };
    host.eq_ignore_ascii_case("localhost")
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(origin: &'static str, host: &'static str, expected: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().expect("a value"));
        if !origin.is_empty() {
            headers.insert(header::ORIGIN, origin.parse().expect("a value"));
        }
        let config = Http { origins: vec!["https://pbx.example".to_owned()], ..Http::default() };
        assert_eq!(is_allowed(&headers, &config), expected, "{origin} at {host}");
    }

    #[test]
    fn only_own_and_configured_origins_open_links() {
        check("http://127.0.0.1:8080", "127.0.0.1:8080", true);
        check("http://localhost:8080", "localhost:8080", true);
        check("http://[::1]:8080", "[::1]:8080", true);
        check("http://10.0.0.1", "10.0.0.1", true);
        check("https://pbx.example", "anything", true);
        check("http://pbx.example", "pbx.example", false);
        check("http://evil.example:8080", "evil.example:8080", false);
        check("http://evil.example:8080", "127.0.0.1:8080", false);
        check("http://localhost:9090", "localhost:8080", false);
        check("null", "127.0.0.1:8080", false);
        check("", "127.0.0.1:8080", false);
    }
}
