//! The PBX of the demo: its sockets and its tasks.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant as Clock;

use hookswitch_core::rng::Rng;
use hookswitch_core::time::Instant;
use tokio::net::UdpSocket;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::exchange::Exchange;
use super::extensions::Directory;
use super::services::Services;
use super::voice::Voices;
use crate::config::PortRange;
use crate::secret::random;

/// Longest datagram that is taken, in bytes.
const LONGEST: usize = 65_535;

/// A running PBX.
pub(super) struct Pbx {
    /// Where phones register and call.
    pub(super) sip: SocketAddr,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Pbx {
    /// Opens the sockets and starts.
    ///
    /// # Errors
    ///
    /// If a socket cannot be opened.
    pub(super) async fn start(
        ip: IpAddr,
        media: PortRange,
        directory: Arc<Directory>,
    ) -> io::Result<Self> {
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let mut rng = Rng::new(random()?);
        let socket = open(ip, directory.registrar_port()).await?;
        let services_socket = UdpSocket::bind((ip, 0)).await?;
        let (sip, services) = (socket.local_addr()?, services_socket.local_addr()?);
        directory.registrar_is(sip);
        let exchange = Exchange::new(sip, services, directory, rng.fork());
        let voices = Voices::new(ip, media, stop.clone());
        let user_agent = Services::new(services, sip, voices, rng);
        tasks.spawn(relay(socket, exchange, stop.clone()));
        tasks.spawn(user_agent.run(services_socket, stop.clone()));
        Ok(Self { sip, tasks, stop })
    }

    /// Ends all calls without a word and closes the sockets.
    pub(super) async fn shutdown(self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Drop for Pbx {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Opens the port of the run before, which phones know, or any.
async fn open(ip: IpAddr, known: Option<u16>) -> io::Result<UdpSocket> {
    match known {
        Some(port) => match UdpSocket::bind((ip, port)).await {
            Ok(socket) => Ok(socket),
            Err(error) => {
                tracing::warn!(port, %error, "phones of the run before must be loaded again");
                UdpSocket::bind((ip, 0)).await
            }
        },
        None => UdpSocket::bind((ip, 0)).await,
    }
}

async fn relay(socket: UdpSocket, mut exchange: Exchange, stop: CancellationToken) {
    let start = Clock::now();
    let mut buffer = vec![0; LONGEST];
    loop {
        let received = tokio::select! {
            () = stop.cancelled() => return,
            received = socket.recv_from(&mut buffer) => received,
        };
        let Ok((len, from)) = received else { continue };
        let datagram = buffer.get(..len).unwrap_or_default();
        if let Some((to, packet)) = exchange.handle(datagram, from, elapsed(start))
            && let Err(error) = socket.send_to(&packet, to).await
        {
            tracing::warn!(%to, %error, "the PBX cannot send");
        }
    }
}

/// Time since `start`, on core's clock.
pub(super) fn elapsed(start: Clock) -> Instant {
    Instant::from_micros(u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX))
}
