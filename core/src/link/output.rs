//! What the phone's end of the link wants done, and what it tells.

use core::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::{LinkError, Refusal, Reply, RequestId, SocketId, ToGateway, Welcome};
use crate::time::Instant;

/// What the client wants done or tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[must_use]
pub enum Output {
    /// Open the WebSocket, closing one that is open.
    OpenSocket,
    /// Close the WebSocket; what happens to it later is not told to the client.
    CloseSocket,
    /// Send this on the WebSocket.
    Send(ToGateway),
    /// Something happened.
    Event(Event),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Event {
    /// The link is up. Unless it was resumed, all sockets of before are gone.
    Up(Welcome),
    /// The link is broken and being taken up again.
    Down {
        /// Why, for the log.
        why: String,
        /// Until when the gateway keeps the sockets, as far as it is in its hand.
        grace_until: Instant,
    },
    /// The grace time passed without a link: nothing is kept any more.
    GraceOver,
    /// The gateway refuses this phone; tried again by itself.
    Refused(Refusal),
    /// The answer to a request.
    Reply(RequestId, Result<Reply, LinkError>),
    /// A file is on its way.
    Progress {
        /// The request that asked for it.
        request: RequestId,
        /// Bytes that are here.
        received: u32,
        /// Bytes in all, if the server told it.
        total: Option<u32>,
    },
    /// A datagram came in.
    Received {
        /// The socket it came in on.
        socket: SocketId,
        /// Who sent it.
        from: SocketAddr,
        /// The datagram.
        data: Vec<u8>,
    },
    /// Datagrams for a media socket came from another address than its peer's and were dropped.
    Stranger {
        /// The socket they came in on.
        socket: SocketId,
        /// Who sent the last of them.
        from: IpAddr,
        /// How many there were since the socket was opened.
        datagrams: u32,
    },
    /// Bytes came in on a stream.
    Read {
        /// The stream.
        socket: SocketId,
        /// What comes behind what came before.
        data: Vec<u8>,
    },
    /// A datagram was not sent.
    SendFailed {
        /// The socket it should have left from.
        socket: SocketId,
        /// Where it should have gone.
        to: SocketAddr,
        /// Why not.
        error: LinkError,
    },
    /// A socket is gone without having been closed from here.
    SocketClosed(SocketId, LinkError),
    /// The gateway says that it will stop soon.
    ShuttingDown,
}
