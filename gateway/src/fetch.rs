//! Files for phones: over http and https, from hosts that the policy allows and only from there.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hookswitch_core::link::{File, LinkError, Reply};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Response, StatusCode, Url, redirect};

use crate::gateway::Shared;
use crate::policy::Policy;
use crate::resolver::Resolver;

/// How long one file may take in all.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Redirects that are followed (RFC 9110 15.4 advises to limit them).
const MOST_REDIRECTS: usize = 5;

/// Fetches files.
pub(crate) struct Fetcher(Result<Client, String>);

impl Fetcher {
    /// Returns a fetcher whose connections go to allowed addresses only.
    pub(crate) fn new(policy: &Policy, resolver: &Arc<Resolver>) -> Self {
        let guard = Guard { policy: policy.clone(), resolver: Arc::clone(resolver) };
        let client = Client::builder()
            .user_agent(concat!("hookswitch/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .dns_resolver(Arc::new(guard))
            .build();
        Self(client.map_err(|error| reason(&error)))
    }

    /// Fetches `url`, at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// Why not; every redirect is checked as the first URL is.
    pub(crate) async fn fetch(
        &self,
        shared: &Shared,
        url: &str,
        limit: u32,
    ) -> Result<Reply, LinkError> {
        let url = Url::parse(url).map_err(|error| LinkError::FetchFailed(error.to_string()))?;
        let fetched = tokio::time::timeout(TIMEOUT, self.follow(&shared.policy, url, limit)).await;
        let timed_out = || Err(LinkError::FetchFailed("the server is too slow".to_owned()));
        let (url, data) = fetched.unwrap_or_else(|_| timed_out())?;
        shared.counters.fetched_bytes.add(u64::try_from(data.len()).unwrap_or(u64::MAX));
        let name = display(&url);
        Ok(Reply::File(File { url: Some(name.clone()), ..File::named(name, data) }))
    }

    async fn follow(
        &self,
        policy: &Policy,
        mut url: Url,
        limit: u32,
    ) -> Result<(Url, Vec<u8>), LinkError> {
        let client = self.0.as_ref().map_err(|why| LinkError::FetchFailed(why.clone()))?;
        for _ in 0..=MOST_REDIRECTS {
            check(policy, &url)?;
            let response = client.get(url.clone()).send().await.map_err(|error| failed(&error))?;
            if response.status().is_redirection()
                && let Some(location) = response.headers().get("location")
            {
                let location = location.to_str().ok().and_then(|to| url.join(to).ok());
                let next = location.ok_or_else(|| {
                    LinkError::FetchFailed("a redirect to what is no URL".to_owned())
                })?;
                // RFC 9110 15.4: credentials of one host are no business of the next.
                url = next;
                continue;
            }
            return Ok((url.clone(), read(&url, response, limit).await?));
        }
        Err(LinkError::FetchFailed(format!("more than {MOST_REDIRECTS} redirects")))
    }
}

fn check(policy: &Policy, url: &Url) -> Result<(), LinkError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(LinkError::NotAllowed(format!("{}: URLs", url.scheme())));
    }
    let host = url.host_str().unwrap_or_default();
    policy.host(host, url.port_or_known_default().unwrap_or_default())?;
    // A literal address is not looked up, so the resolver's guard never sees it.
    if let Ok(ip) = host.trim_matches(['[', ']']).parse::<IpAddr>() {
        policy.host_address(host, ip)?;
    }
    Ok(())
}

async fn read(url: &Url, mut response: Response, limit: u32) -> Result<Vec<u8>, LinkError> {
    match response.status() {
        status if status.is_success() => {}
        StatusCode::NOT_FOUND | StatusCode::GONE => return Err(LinkError::NotFound(display(url))),
        status => return Err(LinkError::FetchFailed(format!("{}: {status}", display(url)))),
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let too_long = || LinkError::TooLong(display(url));
    if response.content_length().is_some_and(|len| len > limit as u64) {
        return Err(too_long());
    }
    let mut data = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failed(&error))? {
        if data.len() + chunk.len() > limit {
            return Err(too_long());
        }
        data.extend_from_slice(&chunk);
    }
    Ok(data)
}

/// The URL without user, password and query, which may hold secrets.
fn display(url: &Url) -> String {
    let mut url = url.clone();
    // Fails only for URLs that cannot have credentials.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}

fn failed(error: &reqwest::Error) -> LinkError {
    match find_refusal(error) {
        Some(what) => LinkError::NotAllowed(what),
        None => LinkError::FetchFailed(reason(error)),
    }
}

/// The innermost reason; the outer ones hold the URL, which may hold secrets.
fn reason(error: &reqwest::Error) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    if std::ptr::addr_eq(inner, error) && error.is_timeout() {
        return "the server is too slow".to_owned();
    }
    inner.to_string()
}

fn find_refusal(error: &reqwest::Error) -> Option<String> {
    let mut inner: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = inner {
        if let Some(refusal) = error.downcast_ref::<NotAllowed>() {
            return Some(refusal.0.clone());
        }
        inner = error.source();
    }
    None
}

/// Resolves only to addresses that the policy allows for the host, at the moment of connecting:
/// an answer that changes in between (DNS rebinding) leads nowhere else.
struct Guard {
    policy: Policy,
    resolver: Arc<Resolver>,
}

#[derive(Debug)]
struct NotAllowed(String);

impl std::fmt::Display for NotAllowed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotAllowed {}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let (policy, resolver) = (self.policy.clone(), Arc::clone(&self.resolver));
        Box::pin(async move {
            let name = name.as_str();
            let all = resolver.lookup(name).await.map_err(|error| error.to_string())?;
            let mut refused = None;
            let may = |ip: &IpAddr| {
                let checked = policy.host_address(name, *ip);
                checked.map_err(|error| refused.get_or_insert(error).clone()).is_ok()
            };
            let allowed: Vec<_> = all.into_iter().filter(may).collect();
            if let (true, Some(refused)) = (allowed.is_empty(), refused) {
                return Err(NotAllowed(refused.to_string()).into());
            }
            Ok(Box::new(allowed.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_hold_no_secrets() {
        let url = Url::parse("https://user:secret@prov.example/a.cfg?key=secret#x").expect("a URL");
        assert_eq!(display(&url), "https://prov.example/a.cfg");
    }
}
