//! From a hop's URI to servers (RFC 3263): NAPTR, SRV with priority and weight, A and AAAA.
//!
//! What is known is kept as long as its records say. A hop is planned anew with each answer, from
//! what is known then: so nothing needs to be remembered between two questions.

use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::event::ResolveId;
use super::target::{Protocol, Target};
use crate::dns::{Record, RecordKind, Records};
use crate::map::Map;
use crate::rng::Rng;
use crate::sip::uri::{Host, SipUri, Uri};
use crate::time::{Duration, Instant};

/// The port of SIP where none is named (RFC 3261 19.1.2).
pub(super) const DEFAULT_PORT: u16 = 5060;

/// How long an answer is waited for; the owner may have been restarted in between.
pub(super) const GIVE_UP_AFTER: Duration = Duration::from_secs(10);

/// How long it is believed that a name server does not answer.
const FAILED_FOR: Duration = Duration::from_secs(2);

/// Shortest time for which an answer is used: that of one call's requests.
const KEPT_FOR: Duration = Duration::from_secs(5);

/// Longest time for which an answer is used.
const KEPT_AT_MOST: Duration = Duration::from_secs(86_400);

/// How many answers are remembered.
const MAX_KNOWN: usize = 256;

/// How many servers of one service are considered.
const MAX_SERVERS: usize = 8;

/// A question to the name service.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Question {
    pub(super) name: String,
    pub(super) kind: RecordKind,
}

/// What was asked, and who waits for it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Resolver {
    known: Map<Question, Known>,
    asked: Map<ResolveId, Asked>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    /// In the order in which they are tried; none if nobody answered.
    records: Vec<Record>,
    until: Instant,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Asked {
    question: Question,
    waiting: Vec<u32>,
}

/// What is known of a hop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// Its servers, in the order in which they are tried; there may be none.
    Targets(Vec<Target>),
    /// Ask this first.
    Ask(Vec<Question>),
}

impl Resolver {
    /// Finds the servers of `hop`, which is reached by `preferred` where it does not say itself.
    pub(super) fn plan(&self, hop: &Uri, preferred: Protocol, now: Instant) -> Plan {
        let Some(uri) = hop.as_sip() else { return Plan::Targets(Vec::new()) };
        let named = Protocol::of_uri(uri);
        let protocol = named.unwrap_or(preferred);
        let port = uri.port.unwrap_or(protocol.default_port());
        let name = match &uri.host {
            Host::Ip(ip) => {
                let address = SocketAddr::new(*ip, port);
                return Plan::Targets(vec![Target::new(protocol, address, Some(&uri.host))]);
            }
            Host::Name(name) => name.trim_end_matches('.').to_ascii_lowercase(),
        };
        if uri.port.is_some() {
            return self.addresses(vec![(name, port)], protocol, uri, now);
        }
        let (protocol, service) = match self.service(&name, named, preferred, now) {
            Ok((protocol, Some(service))) => (protocol, service),
            Ok((protocol, None)) => {
                return self.addresses(vec![(name, protocol.default_port())], protocol, uri, now);
            }
            Err(question) => return Plan::Ask(vec![question]),
        };
        let question = Question { name: service, kind: RecordKind::Srv };
        let Some(records) = self.known(&question, now) else { return Plan::Ask(vec![question]) };
        let servers: Vec<_> = records
            .iter()
            .filter_map(|record| match record {
                Record::Srv { port, target, .. } => Some((target.to_ascii_lowercase(), *port)),
                Record::Naptr { .. } | Record::Address(_) => None,
            })
            .filter(|(target, _)| !target.is_empty())
            .take(MAX_SERVERS)
            .collect();
        // RFC 3263 4.2: without SRV records the name itself is the server.
        let default = || vec![(name, protocol.default_port())];
        self.addresses(if servers.is_empty() { default() } else { servers }, protocol, uri, now)
    }

    /// Returns what carries SIP to `name`, and whose SRV records tell of its servers
    /// (RFC 3263 4.1, RFC 7118 6).
    fn service(
        &self,
        name: &str,
        named: Option<Protocol>,
        preferred: Protocol,
        now: Instant,
    ) -> Result<(Protocol, Option<String>), Question> {
        if let Some(protocol) = named.filter(|it| matches!(it, Protocol::Udp | Protocol::Tcp)) {
            return Ok((protocol, service_name(protocol, name)));
        }
        let question = Question { name: name.to_owned(), kind: RecordKind::Naptr };
        let Some(records) = self.known(&question, now) else { return Err(question) };
        let services = records.iter().filter_map(|record| match record {
            Record::Naptr { flags, service, replacement, .. }
                if flags.eq_ignore_ascii_case("s") =>
            {
                Some((service_protocol(service)?, Some(replacement.to_ascii_lowercase())))
            }
            Record::Naptr { .. } | Record::Srv { .. } | Record::Address(_) => None,
        });
        let services: Vec<_> =
            services.filter(|(protocol, _)| named.is_none_or(|named| named == *protocol)).collect();
        // The configuration says what carries SIP, if the servers offer that.
        let wanted = services.iter().find(|(protocol, _)| *protocol == preferred);
        let found = wanted.or(services.first()).cloned();
        let protocol = named.unwrap_or(preferred);
        Ok(found.unwrap_or_else(|| (protocol, service_name(protocol, name))))
    }

    fn addresses(
        &self,
        servers: Vec<(String, u16)>,
        protocol: Protocol,
        uri: &SipUri,
        now: Instant,
    ) -> Plan {
        let (mut targets, mut unknown) = (Vec::new(), Vec::new());
        for (name, port) in servers {
            if let Ok(ip) = name.parse::<IpAddr>() {
                targets.push(Target::new(protocol, SocketAddr::new(ip, port), Some(&uri.host)));
                continue;
            }
            let question = Question { name: name.clone(), kind: RecordKind::Address };
            let Some(records) = self.known(&question, now) else {
                unknown.push(question);
                continue;
            };
            for record in records {
                if let Record::Address(ip) = record {
                    let address = SocketAddr::new(*ip, port);
                    let target = Target::new(protocol, address, Some(&uri.host));
                    if !protocol.is_web_socket() {
                        targets.push(target);
                    } else if targets.iter().all(|it| it.name != name) {
                        // The browser looks the server up itself, and takes any of its addresses.
                        targets.push(Target { name: name.clone(), ..target });
                    }
                }
            }
        }
        if unknown.is_empty() { Plan::Targets(targets) } else { Plan::Ask(unknown) }
    }

    fn known(&self, question: &Question, now: Instant) -> Option<&[Record]> {
        let known = self.known.get(question).filter(|known| now < known.until);
        known.map(|known| &known.records[..])
    }

    /// Notes that `who` waits for an answer; returns whether it is to be asked, as `id`.
    pub(super) fn wait(&mut self, question: &Question, who: u32, id: ResolveId) -> bool {
        let asked = self.asked.iter_mut().map(|(_, asked)| asked);
        if let Some(asked) = asked.into_iter().find(|asked| asked.question == *question) {
            if !asked.waiting.contains(&who) {
                asked.waiting.push(who);
            }
            return false;
        }
        self.asked.insert(id, Asked { question: question.clone(), waiting: vec![who] });
        true
    }

    /// Takes an answer and returns who waited for it.
    pub(super) fn answer(
        &mut self,
        id: ResolveId,
        answer: Result<Records, String>,
        rng: &mut Rng,
        now: Instant,
    ) -> Vec<u32> {
        let Some(Asked { question, waiting }) = self.asked.remove(&id) else { return Vec::new() };
        self.known.retain(|_, known| now < known.until);
        if self.known.len() >= MAX_KNOWN {
            self.known = Map::new();
        }
        let known = match answer {
            Ok(Records { records, ttl_s }) => {
                let ttl = Duration::from_secs(ttl_s.into());
                let until = now + ttl.clamp(KEPT_FOR, KEPT_AT_MOST);
                Known { records: in_order(records, rng), until }
            }
            Err(_) => Known { records: Vec::new(), until: now + FAILED_FOR },
        };
        self.known.insert(question, known);
        waiting
    }

    /// Forgets what is known: another network has other name servers.
    pub(super) fn forget(&mut self) {
        self.known = Map::new();
    }

    /// Whether no question is open.
    #[cfg(test)]
    pub(super) fn is_idle(&self) -> bool {
        self.asked.is_empty()
    }
}

/// Returns the name that has the SRV records of a service (RFC 3263 4.1); for WebSocket there is
/// none that goes without saying.
fn service_name(protocol: Protocol, name: &str) -> Option<String> {
    let prefix = match protocol {
        Protocol::Udp => "_sip._udp",
        Protocol::Tcp => "_sip._tcp",
        Protocol::Tls => "_sips._tcp",
        Protocol::Ws | Protocol::Wss => return None,
    };
    Some(format!("{prefix}.{name}"))
}

/// Returns what carries a service of a NAPTR record.
fn service_protocol(service: &str) -> Option<Protocol> {
    match service.to_ascii_uppercase().as_str() {
        "SIP+D2U" => Some(Protocol::Udp),
        "SIP+D2T" => Some(Protocol::Tcp),
        "SIPS+D2T" => Some(Protocol::Tls),
        "SIP+D2W" => Some(Protocol::Ws),
        "SIPS+D2W" => Some(Protocol::Wss),
        _ => None,
    }
}

/// Puts records in the order in which they are tried. Among servers of one priority the weights
/// decide, by chance (RFC 2782): once for each answer, so that requests stay with one server.
fn in_order(mut records: Vec<Record>, rng: &mut Rng) -> Vec<Record> {
    let rank = |record: &Record| match record {
        Record::Naptr { order, preference, .. } => (*order, *preference),
        Record::Srv { priority, .. } => (*priority, 0),
        Record::Address(_) => (0, 0),
    };
    records.sort_by_key(rank);
    let mut ordered = Vec::with_capacity(records.len());
    while let Some(first) = records.first().map(rank) {
        let end = records.partition_point(|record| rank(record) == first);
        let mut equal: Vec<_> = records.drain(..end).collect();
        while !equal.is_empty() {
            let place = pick(&equal, rng);
            ordered.push(equal.remove(place));
        }
    }
    ordered
}

/// Picks one of several servers of one priority by their weights; those without weight have a
/// very small chance. Other records stay as they come.
fn pick(equal: &[Record], rng: &mut Rng) -> usize {
    let weight = |record: &Record| match record {
        Record::Srv { weight, .. } => u32::from(*weight) * 100 + 1,
        Record::Naptr { .. } | Record::Address(_) => 0,
    };
    let sum: u32 = equal.iter().map(weight).sum();
    let mut chance = if sum == 0 { 0 } else { rng.below(sum) };
    for (place, record) in equal.iter().enumerate() {
        match chance.checked_sub(weight(record)) {
            Some(rest) if sum > 0 => chance = rest,
            Some(_) | None => return place,
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_millis(1);

    fn plan(resolver: &Resolver, uri: &str, preferred: Protocol) -> Plan {
        resolver.plan(&Uri::parse(uri).unwrap(), preferred, NOW)
    }

    fn ask(name: &str, kind: RecordKind) -> Plan {
        Plan::Ask(vec![question(name, kind)])
    }

    fn question(name: &str, kind: RecordKind) -> Question {
        Question { name: name.to_owned(), kind }
    }

    fn tell(resolver: &mut Resolver, name: &str, kind: RecordKind, records: Vec<Record>) {
        let id = ResolveId(u32::try_from(resolver.known.len()).unwrap());
        assert!(resolver.wait(&question(name, kind), 1, id));
        let records = Records { records, ttl_s: 60 };
        assert_eq!(resolver.answer(id, Ok(records), &mut Rng::new([3; 32]), NOW), [1]);
    }

    fn srv(priority: u16, weight: u16, target: &str) -> Record {
        Record::Srv { priority, weight, port: 5070, target: target.to_owned() }
    }

    fn naptr(order: u16, service: &str, replacement: &str) -> Record {
        Record::Naptr {
            order,
            preference: 1,
            flags: "s".to_owned(),
            service: service.to_owned(),
            replacement: replacement.to_owned(),
        }
    }

    fn address(text: &str) -> Record {
        Record::Address(text.parse().unwrap())
    }

    fn shown(plan: Plan) -> Vec<String> {
        let Plan::Targets(targets) = plan else { panic!("{plan:?}") };
        let show = |it: &Target| format!("{} {} {}", it.protocol.via(), it.address, it.name);
        targets.iter().map(show).collect()
    }

    #[test]
    fn literal_addresses_need_no_question() {
        let resolver = Resolver::default();
        let shown = |uri, preferred| shown(plan(&resolver, uri, preferred));
        assert_eq!(shown("sip:a@192.0.2.1", Protocol::Udp), ["UDP 192.0.2.1:5060 192.0.2.1"]);
        let v6 = shown("sip:[2001:db8::1]:5080", Protocol::Tcp);
        assert_eq!(v6, ["TCP [2001:db8::1]:5080 2001:db8::1"]);
        let param = shown("sip:192.0.2.1;transport=TLS", Protocol::Udp);
        assert_eq!(param, ["TLS 192.0.2.1:5061 192.0.2.1"]);
        assert_eq!(shown("sips:192.0.2.1", Protocol::Udp), ["TLS 192.0.2.1:5061 192.0.2.1"]);
        assert_eq!(shown("tel:+1", Protocol::Udp), [""; 0]);
    }

    #[test]
    fn a_port_asks_for_addresses_only() {
        let mut resolver = Resolver::default();
        let uri = "sip:PBX.example:5070";
        assert_eq!(plan(&resolver, uri, Protocol::Udp), ask("pbx.example", RecordKind::Address));
        let addresses = vec![address("192.0.2.1"), address("2001:db8::1")];
        tell(&mut resolver, "pbx.example", RecordKind::Address, addresses);
        let known = shown(plan(&resolver, uri, Protocol::Udp));
        assert_eq!(known, ["UDP 192.0.2.1:5070 pbx.example", "UDP [2001:db8::1]:5070 pbx.example"]);
    }

    #[test]
    fn web_sockets_are_found_by_naptr_or_at_their_own_ports() {
        let mut resolver = Resolver::default();
        let uri = "sip:example.net";
        let ask_naptr = ask("example.net", RecordKind::Naptr);
        assert_eq!(plan(&resolver, uri, Protocol::Wss), ask_naptr);
        assert_eq!(plan(&resolver, "sip:example.net;transport=ws", Protocol::Udp), ask_naptr);
        tell(&mut resolver, "example.net", RecordKind::Naptr, vec![]);
        let addresses = vec![address("192.0.2.1"), address("192.0.2.2")];
        tell(&mut resolver, "example.net", RecordKind::Address, addresses);
        // The page names the server, and its browser finds it.
        let found = shown(plan(&resolver, uri, Protocol::Wss));
        assert_eq!(found, ["WSS 192.0.2.1:443 example.net"]);
        assert_eq!(
            shown(plan(&resolver, "sip:192.0.2.9", Protocol::Ws)),
            ["WS 192.0.2.9:80 192.0.2.9"]
        );

        let mut resolver = Resolver::default();
        let service = naptr(10, "SIPS+D2W", "_sips._ws.example.net");
        tell(&mut resolver, "example.net", RecordKind::Naptr, vec![service]);
        let servers = vec![srv(1, 1, "edge.example.net")];
        tell(&mut resolver, "_sips._ws.example.net", RecordKind::Srv, servers);
        let addresses = vec![address("192.0.2.3")];
        tell(&mut resolver, "edge.example.net", RecordKind::Address, addresses);
        let found = shown(plan(&resolver, uri, Protocol::Wss));
        assert_eq!(found, ["WSS 192.0.2.3:5070 edge.example.net"]);
    }

    #[test]
    fn naptr_then_srv_then_addresses() {
        let mut resolver = Resolver::default();
        let uri = "sip:example.net";
        assert_eq!(plan(&resolver, uri, Protocol::Tcp), ask("example.net", RecordKind::Naptr));
        let services = vec![
            naptr(20, "SIP+D2T", "_sip._tcp.example.net"),
            naptr(10, "SIPS+D2T", "_sips._tcp.example.net"),
            naptr(5, "E2U+sip", "nothing.example.net"),
        ];
        tell(&mut resolver, "example.net", RecordKind::Naptr, services);
        // What is configured is taken if it is offered; else what the servers like best.
        let tcp = ask("_sip._tcp.example.net", RecordKind::Srv);
        assert_eq!(plan(&resolver, uri, Protocol::Tcp), tcp);
        let tls = ask("_sips._tcp.example.net", RecordKind::Srv);
        assert_eq!(plan(&resolver, uri, Protocol::Udp), tls);
        assert_eq!(plan(&resolver, "sips:example.net", Protocol::Tcp), tls);
        let servers = vec![srv(2, 1, "b.example.net"), srv(1, 1, "a.example.net")];
        tell(&mut resolver, "_sip._tcp.example.net", RecordKind::Srv, servers);
        let names = ["a.example.net", "b.example.net"];
        let questions = names.map(|name| question(name, RecordKind::Address));
        assert_eq!(plan(&resolver, uri, Protocol::Tcp), Plan::Ask(questions.to_vec()));
        tell(&mut resolver, "a.example.net", RecordKind::Address, vec![]);
        tell(&mut resolver, "b.example.net", RecordKind::Address, vec![address("192.0.2.2")]);
        // The certificate has to be for the name that was configured (RFC 5922 7.1).
        assert_eq!(shown(plan(&resolver, uri, Protocol::Tcp)), ["TCP 192.0.2.2:5070 example.net"]);
    }

    #[test]
    fn without_records_the_name_is_the_server() {
        let mut resolver = Resolver::default();
        tell(&mut resolver, "example.net", RecordKind::Naptr, vec![]);
        let uri = "sip:example.net";
        let srv = ask("_sip._udp.example.net", RecordKind::Srv);
        assert_eq!(plan(&resolver, uri, Protocol::Udp), srv);
        tell(&mut resolver, "_sip._udp.example.net", RecordKind::Srv, vec![]);
        tell(&mut resolver, "example.net", RecordKind::Address, vec![address("192.0.2.9")]);
        let found = shown(plan(&resolver, uri, Protocol::Udp));
        assert_eq!(found, ["UDP 192.0.2.9:5060 example.net"]);
        let later = NOW + Duration::from_secs(60);
        let hop = Uri::parse(uri).unwrap();
        let again = resolver.plan(&hop, Protocol::Udp, later);
        assert_eq!(again, ask("example.net", RecordKind::Naptr), "records end with their time");
    }

    #[test]
    fn a_named_transport_needs_no_naptr() {
        let plan = plan(&Resolver::default(), "sip:example.net;transport=udp", Protocol::Tls);
        assert_eq!(plan, ask("_sip._udp.example.net", RecordKind::Srv));
    }

    #[test]
    fn weights_share_the_load_and_priorities_come_first() {
        let mut rng = Rng::new([7; 32]);
        let records = || vec![srv(1, 30, "light"), srv(9, 900, "last"), srv(1, 70, "heavy")];
        let mut heavy = 0;
        for _ in 0..1_000 {
            let ordered = in_order(records(), &mut rng);
            let [Record::Srv { target, .. }, _, Record::Srv { target: last, .. }] = &ordered[..]
            else {
                panic!("{ordered:?}")
            };
            assert_eq!(last, "last");
            heavy += usize::from(target == "heavy");
        }
        assert!((650..750).contains(&heavy), "{heavy}");
        // None is lost, whatever the weights.
        let zero: Vec<_> = (0..5).map(|index| srv(1, 0, &index.to_string())).collect();
        assert_eq!(in_order(zero, &mut rng).len(), 5);
    }

    #[test]
    fn a_name_is_asked_once_for_all_who_wait() {
        let mut resolver = Resolver::default();
        let asked = question("pbx.example", RecordKind::Address);
        assert!(resolver.wait(&asked, 1, ResolveId(1)));
        assert!(!resolver.wait(&asked, 2, ResolveId(2)));
        let mut rng = Rng::new([1; 32]);
        let waited = resolver.answer(ResolveId(1), Err("broken".to_owned()), &mut rng, NOW);
        assert_eq!(waited, [1, 2]);
        assert_eq!(resolver.answer(ResolveId(1), Err(String::new()), &mut rng, NOW), [0; 0]);
        assert!(resolver.is_idle());
    }
}
