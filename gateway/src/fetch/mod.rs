//! Files for phones: over tftp, ftp, ftps, http and https, from hosts that the policy allows and
//! only from there, also after a redirect and after a name was resolved.

mod body;
mod ftp;
mod http;
mod target;
mod tftp;
pub(crate) mod trust;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use hookswitch_core::link::{Credentials, Fetch, File, LinkError, Redirects, Reply, Trust};

use crate::gateway::Shared;
use crate::policy::Policy;
use crate::resolver::Resolver;

pub(crate) use body::Body;
pub(crate) use target::{Scheme, Target};

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Redirects that are followed (RFC 9110 15.4 advises to limit them).
const MOST_REDIRECTS: usize = 5;

/// Fetches files.
pub(crate) struct Fetcher {
    policy: Policy,
    resolver: Arc<Resolver>,
    http: http::Clients,
    silence: Duration,
}

/// One step on the way to a file: what to ask of whom, without what the host must not know.
struct Hop<'a> {
    target: &'a Target,
    credentials: Option<&'a Credentials>,
    headers: &'a [(String, String)],
    trust: &'a Trust,
    fetch: &'a Fetch,
    policy: &'a Policy,
    resolver: &'a Resolver,
    /// How long the server may be silent.
    silence: Duration,
}

/// What a server said.
enum Outcome {
    /// Here it is: what is known of the file besides its bytes.
    File(File),
    /// The phone has the newest.
    NotModified,
    /// Look there.
    Redirect(String),
}

impl Fetcher {
    /// Returns a fetcher whose connections go to allowed addresses only, and wait `silence` for
    /// servers that say nothing.
    pub(crate) fn new(policy: &Policy, resolver: &Arc<Resolver>, silence: Duration) -> Self {
        Self {
            policy: policy.clone(),
            resolver: Arc::clone(resolver),
            http: http::Clients::new(policy, resolver),
            silence,
        }
    }

    /// Fetches a file; `new_body` makes what takes its bytes.
    ///
    /// # Errors
    ///
    /// Why not; every redirect is checked as the first URL is.
    pub(crate) async fn fetch<'b>(
        &self,
        shared: &Shared,
        fetch: &Fetch,
        new_body: impl Fn(String, u32) -> Body<'b>,
    ) -> Result<Reply, LinkError> {
        let limit = fetch.limit.min(shared.config.limits.file_bytes);
        let first = Target::parse(&fetch.url)?;
        let mut target = first.clone();
        let mut seen = Vec::new();
        while seen.len() <= MOST_REDIRECTS && !seen.contains(&target.url) {
            target.check(&self.policy)?;
            let mut body = new_body(target.shown(), limit);
            match self.hop(fetch, &first, &target, &mut body).await? {
                Outcome::File(about) => {
                    let File { name, data, size, .. } = body.finish();
                    shared.counters.fetched_bytes.add(size.into());
                    let url = Some(name.clone());
                    return Ok(Reply::File(File { name, data, size, url, ..about }));
                }
                Outcome::NotModified => {
                    shared.counters.fetches_not_modified.increment();
                    return Ok(Reply::NotModified);
                }
                Outcome::Redirect(to) if fetch.redirects == Redirects::Tell => {
                    // The fragment and the credentials in it are the phone's business.
                    let to = target.url.join(&to).map_or(to, String::from);
                    return Ok(Reply::Redirect { to });
                }
                Outcome::Redirect(to) => {
                    let next = target.join(&to)?;
                    seen.push(std::mem::replace(&mut target, next).url);
                }
            }
        }
        Err(LinkError::RedirectLoop(first.shown()))
    }

    async fn hop(
        &self,
        fetch: &Fetch,
        first: &Target,
        target: &Target,
        body: &mut Body<'_>,
    ) -> Result<Outcome, LinkError> {
        // RFC 9110 15.4: credentials of one origin are no business of the next, and neither is
        // what else tells who the phone is. https to http is another origin.
        let own = target.same_origin(first);
        let stranger = Trust { certificate: None, ..fetch.trust.clone() };
        let hop = Hop {
            target,
            credentials: target.credentials.as_ref().or(fetch.credentials.as_ref().filter(|_| own)),
            headers: if own { &fetch.headers } else { &[] },
            trust: if own { &fetch.trust } else { &stranger },
            fetch,
            policy: &self.policy,
            resolver: &self.resolver,
            silence: self.silence,
        };
        match target.scheme {
            Scheme::Http | Scheme::Https => http::get(&hop, &self.http, body).await,
            Scheme::Ftp | Scheme::Ftps => ftp::get(&hop, body).await,
            Scheme::Tftp => tftp::get(&hop, body).await,
        }
    }
}

impl Hop<'_> {
    /// Waits for something that a server does, but not for ever; `what` says what it did not do.
    async fn patiently<T>(
        &self,
        what: &str,
        future: impl Future<Output = T>,
    ) -> Result<T, LinkError> {
        tokio::time::timeout(self.silence, future)
            .await
            .map_err(|_| self.timed_out(what, self.silence))
    }

    fn timed_out(&self, what: &str, limit: Duration) -> LinkError {
        let seconds = limit.as_secs();
        LinkError::TimedOut(format!("{} ({what} within {seconds} s)", self.target.shown()))
    }

    fn failed(&self, why: impl std::fmt::Display) -> LinkError {
        LinkError::FetchFailed(format!("{}: {why}", self.target.shown()))
    }
}
