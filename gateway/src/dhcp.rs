//! What DHCP tells phones: asked on an interface of the host, or stated in the configuration.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hookswitch_core::link::{DhcpOptions, LinkError, MacAddress};
use hookswitch_core::time::Instant;
use if_addrs::IfAddr;
use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::UdpSocket;
use tokio::time::Instant as TokioInstant;

use crate::config;
use crate::protocol::dhcp::{Asker, CLIENT_PORT, Client, Output, SERVER_PORT};
use crate::secret::random;

/// How long an answer holds for the phone that asked, and silence for all.
const FRESH: Duration = Duration::from_secs(30);

/// Code of the option with the server's address (RFC 2132 9.7).
const SERVER: u8 = 54;

/// Longest message that is read: an Ethernet frame holds no longer one.
const LONGEST: usize = 1_500;

/// Where options come from.
pub(crate) enum Dhcp {
    /// Nobody is asked.
    Nowhere,
    /// They are stated.
    Stated(DhcpOptions),
    /// Servers are asked.
    Asked {
        interface: String,
        memory: Mutex<Memory>,
        /// One phone after the other: there is only one port for answers.
        turn: tokio::sync::Mutex<()>,
    },
}

/// A phone, its model and the option with its provisioning address.
type Question = (MacAddress, String, u8);

#[derive(Default)]
pub(crate) struct Memory {
    told: BTreeMap<Question, (TokioInstant, DhcpOptions)>,
    silent: Option<TokioInstant>,
}

impl Dhcp {
    /// Returns what `config` names.
    pub(crate) fn new(config: &config::Dhcp) -> Self {
        if let Some(interface) = &config.interface {
            let interface = interface.clone();
            return Self::Asked { interface, memory: Mutex::default(), turn: Default::default() };
        }
        if config.options.is_empty() {
            return Self::Nowhere;
        }
        let options = config.options.iter().map(|(code, value)| (code.0, value.bytes()));
        let options = options.collect();
        Self::Stated(DhcpOptions { source: "the gateway's configuration".to_owned(), options })
    }

    /// Returns the options for a phone.
    ///
    /// # Errors
    ///
    /// [`LinkError::NoDhcp`], which says what to do.
    pub(crate) async fn options(
        &self,
        mac: MacAddress,
        model: &str,
        url_option: u8,
    ) -> Result<DhcpOptions, LinkError> {
        match self {
            Self::Nowhere => {
                Err(LinkError::NoDhcp("the gateway's configuration has no [dhcp]".to_owned()))
            }
            Self::Stated(options) => Ok(options.clone()),
            Self::Asked { interface, memory, turn } => {
                let _turn = turn.lock().await;
                let question = (mac, model.to_owned(), url_option);
                if let Some(known) = recall(memory, interface, &question) {
                    return known;
                }
                let asked = ask(interface, &question).await;
                remember(memory, question, &asked);
                asked
            }
        }
    }
}

fn recall(
    memory: &Mutex<Memory>,
    interface: &str,
    question: &Question,
) -> Option<Result<DhcpOptions, LinkError>> {
    let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
    memory.told.retain(|_, (at, _)| at.elapsed() < FRESH);
    memory.silent.take_if(|at| at.elapsed() >= FRESH);
    if let Some((_, options)) = memory.told.get(question) {
        return Some(Ok(options.clone()));
    }
    memory.silent.map(|_| Err(silent(interface)))
}

fn remember(memory: &Mutex<Memory>, question: Question, asked: &Result<DhcpOptions, LinkError>) {
    let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
    let now = TokioInstant::now();
    match asked {
        Ok(options) => {
            memory.told.insert(question, (now, options.clone()));
        }
        // Other phones need not wait for the same silence.
        Err(_) => memory.silent = Some(now),
    }
}

fn silent(interface: &str) -> LinkError {
    LinkError::NoDhcp(format!("no server answers on {interface}"))
}

async fn ask(interface: &str, question: &Question) -> Result<DhcpOptions, LinkError> {
    let unable = |error: io::Error| LinkError::NoDhcp(why(interface, &error));
    let (socket, address) = open(interface).map_err(unable)?;
    let begin = TokioInstant::now();
    let now = || Instant::from_micros(u64::try_from(begin.elapsed().as_micros()).unwrap_or(0));
    let transaction = u32::from_be_bytes(random().map_err(unable)?);
    let (mac, model, url_option) = question.clone();
    let asker = Asker { mac, model, url_option, address };
    let mut client = Client::new(asker, transaction, now());
    let mut buffer = vec![0; LONGEST];
    loop {
        while let Some(output) = client.poll_output() {
            match output {
                Output::Send(message) => {
                    let to = (Ipv4Addr::BROADCAST, SERVER_PORT);
                    socket.send_to(&message, to).await.map_err(unable)?;
                }
                Output::Told(options) => return Ok(named(interface, options)),
                Output::NoAnswer => return Err(silent(interface)),
            }
        }
        let Some(timeout) = client.poll_timeout() else { return Err(silent(interface)) };
        let timeout = begin + Duration::from_micros(timeout.as_micros());
        tokio::select! {
            received = socket.recv_from(&mut buffer) => {
                let (length, _) = received.map_err(unable)?;
                client.handle_datagram(buffer.get(..length).unwrap_or_default(), now());
            }
            () = tokio::time::sleep_until(timeout) => client.handle_timeout(now()),
        }
    }
}

fn named(interface: &str, options: Vec<(u8, Vec<u8>)>) -> DhcpOptions {
    let mut told = DhcpOptions { source: interface.to_owned(), options };
    if let Some(&[a, b, c, d]) = told.get(SERVER) {
        let server = Ipv4Addr::new(a, b, c, d);
        told.source = format!("{interface}, server {server}");
    }
    told
}

/// Opens the port that answers come to, on one interface; returns the address there, if any. The
/// port is not shared: a DHCP client of the host would lose its answers.
fn open(interface: &str) -> io::Result<(UdpSocket, Option<Ipv4Addr>)> {
    let socket = Socket::new(Domain::IPV4, Type::DGRAM, Some(Protocol::UDP))?;
    bind_to(&socket, interface)?;
    socket.set_broadcast(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::UNSPECIFIED, CLIENT_PORT)).into())?;
    let socket = UdpSocket::from_std(socket.into())?;
    let address = address(interface)?;
    Ok((socket, address))
}

/// Returns the first IPv4 address of the interface. The system would send from another interface's
/// address if it has none, and the answer would go astray.
fn address(interface: &str) -> io::Result<Option<Ipv4Addr>> {
    let mut all = if_addrs::get_if_addrs()?.into_iter().filter(|other| other.name == interface);
    Ok(all.find_map(|other| match other.addr {
        IfAddr::V4(address) => Some(address.ip),
        IfAddr::V6(_) => None,
    }))
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn bind_to(socket: &Socket, interface: &str) -> io::Result<()> {
    socket.bind_device(Some(interface.as_bytes()))
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn bind_to(_: &Socket, _: &str) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Says why nobody can be asked, and what to do about it.
fn why(interface: &str, error: &io::Error) -> String {
    let kind = error.kind();
    if kind == io::ErrorKind::PermissionDenied {
        format!(
            "the gateway may not use port {CLIENT_PORT} on {interface}: give it CAP_NET_BIND_SERVICE \
             (and CAP_NET_RAW before Linux 5.7), or state the options in [dhcp.options]"
        )
    } else if kind == io::ErrorKind::AddrInUse {
        format!(
            "port {CLIENT_PORT} belongs to a DHCP client of the gateway's host: state the options \
             in [dhcp.options]"
        )
    } else if kind == io::ErrorKind::Unsupported {
        "the gateway asks on Linux only: state the options in [dhcp.options]".to_owned()
    } else if error.raw_os_error() == Some(NO_DEVICE) {
        format!("the gateway's host has no interface {interface}")
    } else {
        format!("{interface}: {error}")
    }
}

/// Linux: ENODEV.
const NO_DEVICE: i32 = 19;
