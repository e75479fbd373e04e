//! Names to addresses, by the name servers of the system or of the configuration, and the system's
//! hosts file.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hickory_resolver::config::{
    ConnectionConfig, LookupIpStrategy, NameServerConfig, ResolverConfig,
};
use hickory_resolver::lookup::Lookup;
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::{Name, RData, RecordType};
use hickory_resolver::{Resolver as Hickory, TokioResolver};
use hookswitch_core::link::{LinkError, Record, RecordKind, Records};

use crate::config;
use crate::policy::{Policy, Refused};

/// How long one question may take in all.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Seconds for which it is believed that there are no records.
const NOTHING_FOR_S: u32 = 60;

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

    /// Returns the records that a phone may know: all services and servers, and of addresses the
    /// allowed ones.
    ///
    /// # Errors
    ///
    /// [`LinkError::ResolverFailed`], and [`LinkError::NotAllowed`] if there are only addresses
    /// that are not. That there is nothing is an answer.
    pub(crate) async fn records(
        &self,
        name: &str,
        kind: RecordKind,
        policy: &Policy,
    ) -> Result<Records, LinkError> {
        let failed = || LinkError::ResolverFailed(name.to_owned());
        let resolver = self.0.as_ref().ok_or_else(failed)?;
        if name.is_empty() || name.len() > 253 {
            return Err(LinkError::UnknownHost(name.to_owned()));
        }
        let question = async {
            match kind {
                RecordKind::Naptr => resolver.lookup(name, RecordType::NAPTR).await,
                RecordKind::Srv => resolver.lookup(name, RecordType::SRV).await,
                // With the hosts file, IPv4 and IPv6.
                RecordKind::Address => {
                    resolver.lookup_ip(name).await.map(|found| found.as_lookup().clone())
                }
            }
        };
        let answer = tokio::time::timeout(TIMEOUT, question).await.map_err(|_| failed())?;
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) if is_nothing(&error) => {
                return Ok(Records { records: Vec::new(), ttl_s: NOTHING_FOR_S });
            }
            Err(_) => return Err(failed()),
        };
        let mut refused = None;
        let mut records: Vec<_> = answer
            .answers()
            .iter()
            .filter_map(|record| to_record(&record.data))
            .filter(|record| match record {
                Record::Address(ip) => match policy.address(*ip) {
                    Ok(()) => true,
                    Err(error) => {
                        refused.get_or_insert(error.of(name));
                        false
                    }
                },
                Record::Naptr { .. } | Record::Srv { .. } => true,
            })
            .take(Records::MOST)
            .collect();
        records.sort_by_key(|record| matches!(record, Record::Address(IpAddr::V6(_))));
        match refused {
            Some(error) if records.is_empty() => Err(error.into()),
            Some(_) | None => Ok(Records { records, ttl_s: ttl_s(&answer) }),
        }
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

fn is_nothing(error: &NetError) -> bool {
    error.is_no_records_found() || error.is_nx_domain()
}

fn ttl_s(answer: &Lookup) -> u32 {
    let left = answer.valid_until().saturating_duration_since(std::time::Instant::now());
    u32::try_from(left.as_secs()).unwrap_or(u32::MAX)
}

fn to_record(data: &RData) -> Option<Record> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let host = |name: &Name| name.to_ascii().trim_end_matches('.').to_owned();
    if let Some(ip) = data.ip_addr() {
        return Some(Record::Address(ip.to_canonical()));
    }
    if let RData::SRV(srv) = data {
        return Some(Record::Srv {
            priority: srv.priority,
            weight: srv.weight,
            port: srv.port,
            target: host(&srv.target),
        });
    }
    let RData::NAPTR(naptr) = data else { return None };
    Some(Record::Naptr {
        order: naptr.order,
        preference: naptr.preference,
        flags: text(&naptr.flags),
        service: text(&naptr.services),
        replacement: host(&naptr.replacement),
    })
}

fn name_server(address: SocketAddr) -> NameServerConfig {
    let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()];
    let connections = connections.map(|mut connection| {
        connection.port = address.port();
        connection
    });
    NameServerConfig::new(address.ip(), true, connections.into())
}
