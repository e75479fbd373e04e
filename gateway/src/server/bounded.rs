//! Limits on TCP connections, in all and from one address.

use std::collections::BTreeMap;
use std::future::{Ready, ready};
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum_server::accept::Accept;
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::gateway::Shared;

/// Bytes that the system may hold unsent for a client: more would only make media late.
const UNSENT_BYTES: u32 = 16 * 1024;

/// Accepts connections as long as the limits allow, without Nagle's delay.
#[derive(Clone)]
pub(super) struct Bounded {
    shared: Arc<Shared>,
    open: Arc<Mutex<BTreeMap<IpAddr, u32>>>,
}

impl Bounded {
    pub(super) fn new(shared: &Arc<Shared>) -> Self {
        Self { shared: Arc::clone(shared), open: Arc::default() }
    }

    fn admit(&self, stream: TcpStream) -> io::Result<Counted> {
        let ip = stream.peer_addr()?.ip().to_canonical();
        let limits = &self.shared.config.limits;
        {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            let total: u32 = open.values().sum();
            let here = open.get(&ip).copied().unwrap_or(0);
            if total >= limits.connections || here >= limits.connections_per_address {
                self.shared.counters.connections_refused.increment();
                tracing::warn!(client = %ip, "too many connections");
                return Err(io::ErrorKind::ConnectionRefused.into());
            }
            open.insert(ip, here + 1);
        }
        // From here on the count goes down with the stream, also if an option cannot be set.
        let counted = Counted { stream, ip, open: Arc::clone(&self.open) };
        counted.stream.set_nodelay(true)?;
        #[cfg(target_os = "linux")]
        SockRef::from(&counted.stream).set_tcp_notsent_lowat(UNSENT_BYTES)?;
        Ok(counted)
    }
}

impl<S> Accept<TcpStream, S> for Bounded {
    type Stream = Counted;
    type Service = S;
    type Future = Ready<io::Result<(Counted, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        ready(self.admit(stream).map(|stream| (stream, service)))
    }
}

/// A connection that is counted until it is closed.
pub(super) struct Counted {
    stream: TcpStream,
    ip: IpAddr,
    open: Arc<Mutex<BTreeMap<IpAddr, u32>>>,
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.ip) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(&self.ip);
            }
        }
    }
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
