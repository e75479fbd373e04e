//! Names to addresses, by the name servers of the system or of the configuration, and the system's
//! hosts file.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hickory_resolver::config::{
    ConnectionConfig, LookupIpStrategy, NameServerConfig, ResolverConfig,
};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::Name;
use hickory_resolver::{Resolver as Hickory, TokioResolver};
use hookswitch_core::link::LinkError;

use crate::config;
use crate::policy::{Policy, Refused};

/// How long one question may take in all.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The name servers of the system.
pub(crate) struct Resolver(Option<TokioResolver>);

impl Resolver {
    /// Returns a resolver that asks the servers of `config`, or as the system is configured; one
    /// that knows only the hosts file if that cannot be read.
    pub(crate) fn new(config: &config::Resolver) -> Self {
        let with = |config| Hickory::builder_with_config(config, TokioRuntimeProvider::default());
        let mut builder = if config.servers.is_empty() {
            Hickory::builder_tokio().unwrap_or_else(|error| {
                tracing::warn!(%error, "no name servers");
                with(ResolverConfig::default())
            })
        } else {
            let servers = config.servers.iter().map(|server| name_server(server.0)).collect();
            // Names that are none were refused with the configuration.
            let search = config.search.iter().filter_map(|name| Name::from_utf8(name).ok());
            with(ResolverConfig::from_parts(None, search.collect(), servers))
        };
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

    /// Returns the addresses of `host` that files may be fetched from.
    ///
    /// # Errors
    ///
    /// As [`Resolver::allowed`].
    pub(crate) async fn host(&self, host: &str, policy: &Policy) -> Result<Vec<IpAddr>, LinkError> {
        self.filtered(host, |ip| policy.host_address(host, ip)).await
    }

    /// Returns the addresses of `host` that may be asked for the time.
    ///
    /// # Errors
    ///
    /// As [`Resolver::allowed`].
    pub(crate) async fn time_server(
        &self,
        host: &str,
        policy: &Policy,
    ) -> Result<Vec<IpAddr>, LinkError> {
        self.filtered(host, |ip| policy.time_address(host, ip)).await
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
        let check = |ip| policy.address(ip).map_err(|refused| refused.of(host));
        self.filtered(host, check).await
    }

    async fn filtered(
        &self,
        host: &str,
        check: impl Fn(IpAddr) -> Result<(), Refused>,
    ) -> Result<Vec<IpAddr>, LinkError> {
        let all = self.lookup(host).await?;
        let mut refused = None;
        let may =
            |ip: &IpAddr| check(*ip).map_err(|error| refused.get_or_insert(error).clone()).is_ok();
        let allowed: Vec<_> = all.into_iter().filter(may).collect();
        match refused {
            Some(error) if allowed.is_empty() => Err(error.into()),
            Some(_) | None => Ok(allowed),
        }
    }
}

fn name_server(address: SocketAddr) -> NameServerConfig {
    let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()];
    let connections = connections.map(|mut connection| {
        connection.port = address.port();
        connection
    });
    NameServerConfig::new(address.ip(), true, connections.into())
}
