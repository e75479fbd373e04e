//! Names to addresses, by the system's name servers and hosts file.

use std::net::IpAddr;
use std::time::Duration;

use hickory_resolver::config::{LookupIpStrategy, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::{Resolver as Hickory, TokioResolver};
use hookswitch_core::link::LinkError;

use crate::policy::Policy;

/// How long one question may take in all.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The name servers of the system.
pub(crate) struct Resolver(Option<TokioResolver>);

impl Resolver {
    /// Returns a resolver that asks as the system is configured; one that knows only the hosts
    /// file if that cannot be read.
    pub(crate) fn new() -> Self {
        let builder = Hickory::builder_tokio().unwrap_or_else(|error| {
            tracing::warn!(%error, "no name servers");
            Hickory::builder_with_config(ResolverConfig::default(), TokioRuntimeProvider::default())
        });
        let mut builder = builder;
        let options = builder.options_mut();
        options.ip_strategy = LookupIpStrategy::Ipv4AndIpv6;
        options.timeout = Duration::from_secs(2);
        options.attempts = 2;
        let resolver = builder.build();
        Self(resolver.inspect_err(|error| tracing::warn!(%error, "no resolver")).ok())
    }

    /// Returns the addresses of `host`, IPv4 first: it is what SIP peers have.
    ///
    /// # Errors
    ///
    /// [`LinkError::UnknownHost`] or [`LinkError::ResolverFailed`].
    pub(crate) async fn lookup(&self, host: &str) -> Result<Vec<IpAddr>, LinkError> {
        if let Ok(literal) = host.trim_matches(['[', ']']).parse::<IpAddr>() {
            return Ok(vec![literal.to_canonical()]);
        }
        let unknown = || LinkError::UnknownHost(host.to_owned());
        let failed = || LinkError::ResolverFailed(host.to_owned());
        if host.len() > 253 || host.is_empty() {
            return Err(unknown());
        }
        let resolver = self.0.as_ref().ok_or_else(failed)?;
        let answer = tokio::time::timeout(TIMEOUT, resolver.lookup_ip(host)).await;
        let answer = answer
            .map_err(|_| failed())?
            .map_err(|error| if error.is_no_records_found() { unknown() } else { failed() })?;
        let mut addresses: Vec<_> = answer.iter().map(|ip| ip.to_canonical()).collect();
        addresses.sort_by_key(IpAddr::is_ipv6);
        if addresses.is_empty() { Err(unknown()) } else { Ok(addresses) }
    }

    /// Returns the addresses of `host` that a phone may use.
    ///
    /// # Errors
    ///
    /// As [`Resolver::lookup`], and [`LinkError::NotAllowed`] if there are only others.
    pub(crate) async fn allowed(
        &self,
        host: &str,
        policy: &Policy,
    ) -> Result<Vec<IpAddr>, LinkError> {
        let all = self.lookup(host).await?;
        let mut refused = None;
        let may = |ip: &IpAddr| {
            let checked = policy.address(*ip);
            checked.map_err(|error| refused.get_or_insert(error).clone()).is_ok()
        };
        let allowed: Vec<_> = all.into_iter().filter(may).collect();
        match refused {
            Some(error) if allowed.is_empty() => {
                Err(LinkError::NotAllowed(format!("{host} at {error}")))
            }
            Some(_) | None => Ok(allowed),
        }
    }
}
