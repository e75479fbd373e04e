//! Files over http and https: one request, and again with what the server challenges for.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use hookswitch_core::link::{CertificateProblem, Credentials, File, LinkError, Trust, Validators};
use http_auth::{ParamValue, PasswordClient, PasswordParams};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Response, StatusCode, redirect};

use super::{Body, CONNECT_TIMEOUT, Hop, Outcome, Scheme, trust};
use crate::policy::Policy;
use crate::resolver::Resolver;

/// Challenges that are answered for one file: a digest may find its nonce stale once.
const MOST_CHALLENGES: usize = 2;

/// Bytes of an error page that are read to learn what is wrong.
const ERROR_PAGE: usize = 2_048;

/// Headers that are ours: another value would lead somewhere else, or break the connection.
const OWN_HEADERS: [HeaderName; 9] = [
    header::HOST,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
    header::TE,
    header::UPGRADE,
    header::EXPECT,
    header::PROXY_AUTHORIZATION,
    header::RANGE,
];

/// Makes connections; what most phones need is kept.
pub(super) struct Clients {
    guard: Guard,
    usual: Result<Client, LinkError>,
}

impl Clients {
    pub(super) fn new(policy: &Policy, resolver: &Arc<Resolver>) -> Self {
        let guard = Guard { policy: policy.clone(), resolver: Arc::clone(resolver) };
        let usual = build(&guard, &Trust::default(), "https://");
        Self { guard, usual }
    }

    fn get(&self, hop: &Hop<'_>) -> Result<Client, LinkError> {
        if *hop.trust == Trust::default() {
            return self.usual.clone();
        }
        build(&self.guard, hop.trust, &hop.target.shown())
    }
}

fn build(guard: &Guard, trust: &Trust, url: &str) -> Result<Client, LinkError> {
    let tls = trust::client_config(trust)
        .map_err(|problem| LinkError::Certificate { url: url.to_owned(), problem })?;
    let client = Client::builder()
        .user_agent(concat!("hookswitch/", env!("CARGO_PKG_VERSION")))
        .tls_backend_preconfigured(tls)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT_TIMEOUT)
        .dns_resolver(Arc::new(guard.clone()))
        .build();
    client.map_err(|error| LinkError::FetchFailed(reason(&error)))
}

/// Fetches a file.
pub(super) async fn get(
    hop: &Hop<'_>,
    clients: &Clients,
    body: &mut Body<'_>,
) -> Result<Outcome, LinkError> {
    let client = clients.get(hop)?;
    let headers = headers(hop)?;
    let mut login = None;
    for attempt in 0..=MOST_CHALLENGES {
        let mut request = client.get(hop.target.url.clone()).headers(headers.clone());
        if let (Some(login), Some(credentials)) = (&mut login, hop.credentials) {
            request = request.header(header::AUTHORIZATION, answer(hop, login, credentials)?);
        }
        let sent = hop.patiently("no answer", request.send()).await?;
        let response = sent.map_err(|error| failed(hop, &error))?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return take(hop, response, body).await;
        }
        let refused = Err(unauthorized(hop, response.headers()));
        let Ok(challenge) = challenge(response.headers()) else { return refused };
        let stale = matches!(&challenge, PasswordClient::Digest(digest) if digest.stale());
        if hop.credentials.is_none() || !(attempt == 0 || stale) {
            return refused;
        }
        login = Some(challenge);
    }
    Err(hop.failed("the server does not accept its own challenge"))
}

fn headers(hop: &Hop<'_>) -> Result<HeaderMap, LinkError> {
    let mut headers = HeaderMap::new();
    let mut add = |name: HeaderName, value: &str| -> Result<(), LinkError> {
        let value = HeaderValue::from_str(value)
            .map_err(|_| hop.failed(format_args!("header {name}: not a value")))?;
        headers.append(name, value);
        Ok(())
    };
    for (name, value) in hop.headers {
        let parsed = HeaderName::from_bytes(name.as_bytes()).ok();
        let parsed = parsed.filter(|name| !OWN_HEADERS.contains(name));
        let parsed = parsed.ok_or_else(|| {
            hop.failed(format_args!("header {:?}: not one to set", name.escape_debug().to_string()))
        })?;
        add(parsed, value)?;
    }
    if let Some(agent) = &hop.fetch.user_agent {
        add(header::USER_AGENT, agent)?;
    }
    let Validators { etag, last_modified } = &hop.fetch.validators;
    if let Some(etag) = etag {
        add(header::IF_NONE_MATCH, etag)?;
    }
    if let Some(last_modified) = last_modified {
        add(header::IF_MODIFIED_SINCE, last_modified)?;
    }
    Ok(headers)
}

/// Reads all challenges, the strongest first.
fn challenge(headers: &HeaderMap) -> Result<PasswordClient, String> {
    let all = headers.get_all(header::WWW_AUTHENTICATE).iter();
    let all = all.filter_map(|value| value.to_str().ok());
    all.fold(PasswordClient::builder(), |builder, value| builder.challenges(value)).build()
}

fn answer(
    hop: &Hop<'_>,
    login: &mut PasswordClient,
    credentials: &Credentials,
) -> Result<HeaderValue, LinkError> {
    let url = &hop.target.url;
    let uri = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let answer = login.respond(&PasswordParams {
        username: &credentials.user,
        password: credentials.password.expose(),
        uri: &uri,
        method: "GET",
        body: Some(&[]),
    });
    let answer = answer.map_err(|why| hop.failed(why))?;
    let mut value = HeaderValue::from_str(&answer)
        .map_err(|_| hop.failed("user or password cannot be in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Names what the credentials are for, as far as the server says.
fn unauthorized(hop: &Hop<'_>, headers: &HeaderMap) -> LinkError {
    let values = headers.get_all(header::WWW_AUTHENTICATE).iter();
    let mut realm = String::new();
    for value in values.filter_map(|value| value.to_str().ok()) {
        let challenges = http_auth::parse_challenges(value).unwrap_or_default();
        let params = challenges.into_iter().flat_map(|challenge| challenge.params);
        let mut realms = params.filter(|(name, _)| name.eq_ignore_ascii_case("realm"));
        if let Some((_, value)) = realms.next()
            && realm.is_empty()
        {
            realm = ParamValue::to_unescaped(&value);
        }
    }
    LinkError::Unauthorized { url: hop.target.shown(), realm }
}

async fn take(
    hop: &Hop<'_>,
    response: Response,
    body: &mut Body<'_>,
) -> Result<Outcome, LinkError> {
    let url = || hop.target.shown();
    match response.status() {
        StatusCode::PARTIAL_CONTENT => Err(hop.failed("a part that nobody asked for")),
        status if status.is_success() => read(hop, response, body).await.map(Outcome::File),
        StatusCode::NOT_MODIFIED if hop.fetch.validators != Validators::default() => {
            Ok(Outcome::NotModified)
        }
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::SEE_OTHER
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => match text(&response, header::LOCATION) {
            Some(to) => Ok(Outcome::Redirect(to)),
            None => Err(hop.failed("a redirect to nowhere")),
        },
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(LinkError::NotFound(url())),
        StatusCode::BAD_REQUEST if hop.target.scheme == Scheme::Https => {
            Err(bad_request(hop, response).await)
        }
        status => Err(LinkError::Status { url: url(), code: status.as_u16() }),
    }
}

/// A server in front of others (nginx among them) takes a connection without a certificate, or
/// with a wrong one, and says so in the page of a 400.
async fn bad_request(hop: &Hop<'_>, mut response: Response) -> LinkError {
    let url = hop.target.shown();
    let mut page = Vec::new();
    let read = async {
        while let Ok(Some(chunk)) = response.chunk().await {
            page.extend_from_slice(&chunk);
            if page.len() > ERROR_PAGE {
                break;
            }
        }
    };
    // Without the page it is a 400 like others.
    let _ = hop.patiently("no error page", read).await;
    if String::from_utf8_lossy(&page).contains("SSL certificate") {
        return LinkError::Certificate { url, problem: CertificateProblem::ClientRefused };
    }
    LinkError::Status { url, code: StatusCode::BAD_REQUEST.as_u16() }
}

async fn read(
    hop: &Hop<'_>,
    mut response: Response,
    body: &mut Body<'_>,
) -> Result<File, LinkError> {
    let kind = text(&response, header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.split(';').next().map(|kind| kind.trim().to_lowercase()));
    let validators = Validators {
        etag: text(&response, header::ETAG),
        last_modified: text(&response, header::LAST_MODIFIED),
    };
    if let Some(total) = response.content_length() {
        body.expect(total)?;
    }
    loop {
        // Whatever ends the connection before the file ended it too soon.
        let cut = |error: reqwest::Error| {
            tracing::debug!(why = reason(&error), url = hop.target.shown(), "cut off");
            LinkError::Truncated(hop.target.shown())
        };
        let chunk = hop.patiently("nothing more came", response.chunk()).await?;
        let Some(chunk) = chunk.map_err(cut)? else { break };
        body.push(&chunk).await?;
    }
    if body.expected().is_some_and(|total| body.len() < total) {
        return Err(LinkError::Truncated(hop.target.shown()));
    }
    Ok(File { validators, content_type: kind, ..File::named("", Vec::new()) })
}

fn text(response: &Response, name: HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}

fn failed(hop: &Hop<'_>, error: &reqwest::Error) -> LinkError {
    let url = hop.target.shown();
    if let Some(NotResolved(error)) = trust::find::<NotResolved>(error) {
        return error.clone();
    }
    if let Some(problem) = trust::problem(error) {
        return LinkError::Certificate { url, problem };
    }
    if error.is_timeout() {
        return hop.timed_out("no connection", CONNECT_TIMEOUT);
    }
    let refused = trust::find::<io::Error>(error)
        .is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused);
    if refused { LinkError::ConnectionRefused(url) } else { hop.failed(reason(error)) }
}

/// The innermost reason; the outer ones hold the URL, which may hold secrets.
fn reason(error: &reqwest::Error) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string()
}

/// Resolves only to addresses that the policy allows for the host, at the moment of connecting:
/// an answer that changes in between (DNS rebinding) leads nowhere else.
#[derive(Clone)]
struct Guard {
    policy: Policy,
    resolver: Arc<Resolver>,
}

/// Why there is no address; carried through the layers of the HTTP client.
#[derive(Debug)]
struct NotResolved(LinkError);

impl std::fmt::Display for NotResolved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for NotResolved {}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let Self { policy, resolver } = self.clone();
        Box::pin(async move {
            let allowed = resolver.host(name.as_str(), &policy).await.map_err(NotResolved)?;
            let socket = |ip: IpAddr| SocketAddr::new(ip, 0);
            Ok(Box::new(allowed.into_iter().map(socket)) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_challenge_is_answered() {
        let mut headers = HeaderMap::new();
        for value in [
            "Basic realm=\"phones\"",
            "Digest realm=\"phones\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256",
        ] {
            headers.append(header::WWW_AUTHENTICATE, HeaderValue::from_static(value));
        }
        assert!(matches!(challenge(&headers), Ok(PasswordClient::Digest(_))));
        headers.remove(header::WWW_AUTHENTICATE);
        assert!(challenge(&headers).is_err());
    }

    #[test]
    fn errors_are_found_inside_of_others() {
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        let outer = io::Error::other(io::Error::other(NotResolved(LinkError::Unsupported)));
        assert!(trust::find::<NotResolved>(&outer).is_some());
        assert!(trust::find::<NotResolved>(&refused).is_none());
        assert!(trust::find::<io::Error>(&refused).is_some());
    }
}
