//! UDP sockets of phones: opened in the configured ranges, with their type of service.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use hookswitch_core::link::{LinkError, SocketId};
use serde::{Deserialize, Serialize};
use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::UdpSocket;
use tokio::task::AbortHandle;

use crate::config::{PortRange, Sockets};

/// Networks that a page may cross (RFC 1112 6.1).
const GROUP_HOPS: u32 = 8;

/// What a socket is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    /// SIP.
    Signalling,
    /// RTP or RTCP.
    Media,
}

/// A socket as it is remembered over a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Description {
    pub(crate) id: SocketId,
    pub(crate) kind: Kind,
    /// The address it is bound to.
    pub(crate) local: SocketAddr,
    pub(crate) tos: u8,
    pub(crate) peer: Option<SocketAddr>,
}

/// An open socket of a link.
#[derive(Debug)]
pub(crate) struct LinkSocket {
    pub(crate) id: SocketId,
    pub(crate) kind: Kind,
    pub(crate) udp: UdpSocket,
    local: SocketAddr,
    tos: u8,
    peer: RwLock<Option<SocketAddr>>,
    receiver: Mutex<Option<AbortHandle>>,
}

impl LinkSocket {
    /// Wraps `bound` as socket `id`.
    pub(crate) fn new(id: SocketId, kind: Kind, bound: Bound) -> Self {
        Self {
            id,
            kind,
            udp: bound.udp,
            local: bound.local,
            tos: bound.tos,
            peer: RwLock::new(None),
            receiver: Mutex::new(None),
        }
    }

    /// Opens a remembered socket again, on the same port.
    ///
    /// # Errors
    ///
    /// If the port is taken, or the address is gone.
    pub(crate) fn restore(description: Description) -> io::Result<Self> {
        let Description { id, kind, local, tos, peer } = description;
        // A group is joined anew on the interface that is right now.
        let interface = local.ip().is_multicast().then(|| facing(local.ip()).ok()).flatten();
        let bound = match interface {
            Some(interface) => join(local, interface, tos)?,
            None => bind(local, tos)?,
        };
        let socket = Self::new(id, kind, bound);
        socket.connect(peer);
        Ok(socket)
    }

    /// Returns what to remember.
    pub(crate) fn describe(&self) -> Description {
        let Self { id, kind, local, tos, .. } = *self;
        Description { id, kind, local, tos, peer: self.peer() }
    }

    /// Returns the peer of a media socket, once named.
    pub(crate) fn peer(&self) -> Option<SocketAddr> {
        *self.peer.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Names the peer.
    pub(crate) fn connect(&self, peer: Option<SocketAddr>) {
        *self.peer.write().unwrap_or_else(PoisonError::into_inner) = peer;
    }

    /// Whether a peer with `ip` can be reached from here at all.
    pub(crate) fn same_family(&self, ip: IpAddr) -> bool {
        self.local.is_ipv4() == ip.to_canonical().is_ipv4()
    }

    /// Remembers the task that receives, so that it ends with the socket.
    pub(crate) fn received_by(&self, task: AbortHandle) {
        *self.receiver.lock().unwrap_or_else(PoisonError::into_inner) = Some(task);
    }

    /// Stops receiving.
    pub(crate) fn stop(&self) {
        let task = self.receiver.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            task.abort();
        }
    }
}

impl Drop for LinkSocket {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A bound socket that belongs to no link yet.
#[derive(Debug)]
pub(crate) struct Bound {
    udp: UdpSocket,
    pub(crate) local: SocketAddr,
    tos: u8,
}

/// Hands out local ports.
#[derive(Debug)]
pub(crate) struct Ports {
    sip: PortRange,
    media: PortRange,
    advertise: Option<IpAddr>,
    multicast_interface: Option<Ipv4Addr>,
    /// Where the last search for a media pair ended: a port that was just closed may still
    /// receive the end of its last call, so it is taken again as late as possible.
    last_media: AtomicU16,
}

impl Ports {
    /// Returns the ports that `config` allows.
    pub(crate) fn new(config: &Sockets) -> Self {
        Self {
            sip: config.sip_ports,
            media: config.media_ports,
            advertise: config.advertise,
            multicast_interface: config.multicast_interface,
            last_media: AtomicU16::new(config.media_ports.last()),
        }
    }

    /// Returns the address to tell for one that is bound.
    pub(crate) fn told(&self, local: SocketAddr) -> SocketAddr {
        match self.advertise {
            Some(ip) if ip.is_ipv4() == local.is_ipv4() => SocketAddr::new(ip, local.port()),
            Some(_) | None => local,
        }
    }

    /// Binds a socket for SIP: on `wished` if it is allowed and free, else on any.
    pub(crate) fn sip(&self, wished: u16, tos: u8, toward: IpAddr) -> Result<Bound, LinkError> {
        let ip = match self.multicast_interface {
            Some(ip) if toward.is_multicast() => ip.into(),
            Some(_) | None => facing(toward)?,
        };
        let wished = Some(wished).filter(|&port| self.sip.contains(port));
        for port in wished.into_iter().chain(self.sip.first()..=self.sip.last()) {
            match bind(SocketAddr::new(ip, port), tos) {
                Ok(bound) => return Ok(bound),
                Err(error) if is_taken(&error) => {}
                Err(error) => return Err(LinkError::Io(error.to_string())),
            }
        }
        Err(LinkError::NoFreePort)
    }

    /// Binds an even port and the odd one above it: in `asked` as far as it is allowed, else
    /// anywhere in the gateway's own range, which several phones share.
    pub(crate) fn pair(
        &self,
        asked: Option<PortRange>,
        tos: u8,
        toward: IpAddr,
    ) -> Result<(Bound, Bound), LinkError> {
        let ip = facing(toward)?;
        let asked = asked.and_then(|asked| asked.intersection(self.media));
        for range in asked.into_iter().chain([self.media]) {
            if let Some(pair) = self.pair_in(range, tos, ip)? {
                return Ok(pair);
            }
        }
        Err(LinkError::NoFreePort)
    }

    /// Joins the group at `port`, and at the next one for RTCP; phones share such ports.
    pub(crate) fn group(
        &self,
        group: IpAddr,
        port: u16,
        tos: u8,
    ) -> Result<(Bound, Bound), LinkError> {
        let interface = match self.multicast_interface {
            Some(ip) if group.is_ipv4() => ip.into(),
            Some(_) | None => facing(group)?,
        };
        let member = |port| join(SocketAddr::new(group, port), interface, tos);
        let next = port.checked_add(1).ok_or(LinkError::NoFreePort)?;
        let both = member(port).and_then(|rtp| Ok((rtp, member(next)?)));
        both.map_err(|error| LinkError::Io(error.to_string()))
    }

    fn pair_in(
        &self,
        range: PortRange,
        tos: u8,
        ip: IpAddr,
    ) -> Result<Option<(Bound, Bound)>, LinkError> {
        let last = self.last_media.load(Ordering::Relaxed);
        let even = |ports: std::ops::RangeInclusive<u16>| {
            ports.filter(|port| port % 2 == 0 && *port < range.last())
        };
        let after = last.saturating_add(1).max(range.first());
        let before = range.last().min(last);
        for port in even(after..=range.last()).chain(even(range.first()..=before)) {
            let rtp = bind(SocketAddr::new(ip, port), tos);
            let pair = rtp.and_then(|rtp| Ok((rtp, bind(SocketAddr::new(ip, port + 1), tos)?)));
            match pair {
                Ok(pair) => {
                    self.last_media.store(port, Ordering::Relaxed);
                    return Ok(Some(pair));
                }
                Err(error) if is_taken(&error) => {}
                Err(error) => return Err(LinkError::Io(error.to_string())),
            }
        }
        Ok(None)
    }
}

/// Returns the local address that packets to `toward` leave from.
fn facing(toward: IpAddr) -> Result<IpAddr, LinkError> {
    let toward = toward.to_canonical();
    let any: IpAddr = match toward {
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    // Connecting a UDP socket sends nothing: it only looks up the route. The port is discard's.
    let local = std::net::UdpSocket::bind((any, 0)).and_then(|socket| {
        socket.connect((toward, 9))?;
        socket.local_addr()
    });
    local.map(|local| local.ip()).map_err(|error| LinkError::Io(error.to_string()))
}

fn bind(local: SocketAddr, tos: u8) -> io::Result<Bound> {
    let socket = Socket::new(Domain::for_address(local), Type::DGRAM, Some(Protocol::UDP))?;
    match local {
        SocketAddr::V4(local) => {
            socket.set_tos_v4(tos.into())?;
            // A question to a group stays on the network that the socket faces.
            socket.set_multicast_ttl_v4(1)?;
            socket.set_multicast_if_v4(local.ip())?;
        }
        SocketAddr::V6(_) => {
            socket.set_only_v6(true)?;
            socket.set_tclass_v6(tos.into())?;
        }
    }
    socket.set_nonblocking(true)?;
    socket.bind(&local.into())?;
    let udp = UdpSocket::from_std(socket.into())?;
    Ok(Bound { udp, local, tos })
}

/// Binds a socket to a group and joins it on the interface that has the address `interface`; what
/// is sent from here is heard by other sockets of this host, too.
fn join(group: SocketAddr, interface: IpAddr, tos: u8) -> io::Result<Bound> {
    let socket = Socket::new(Domain::for_address(group), Type::DGRAM, Some(Protocol::UDP))?;
    socket.set_reuse_address(true)?;
    match (group.ip(), interface) {
        (IpAddr::V4(ip), IpAddr::V4(interface)) => {
            socket.set_tos_v4(tos.into())?;
            socket.set_multicast_ttl_v4(GROUP_HOPS)?;
            socket.set_multicast_loop_v4(true)?;
            socket.set_multicast_if_v4(&interface)?;
            socket.join_multicast_v4(&ip, &interface)?;
        }
        _ => return Err(io::Error::from(io::ErrorKind::Unsupported)),
    }
    socket.set_nonblocking(true)?;
    socket.bind(&group.into())?;
    let udp = UdpSocket::from_std(socket.into())?;
    Ok(Bound { udp, local: group, tos })
}

fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied)
}
