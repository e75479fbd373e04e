//! Files over tftp: the socket of [`tftp::Client`].

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use hookswitch_core::link::{File, LinkError};
use hookswitch_core::time::Instant;
use tokio::net::UdpSocket;

use super::{Body, Hop, Outcome};
use crate::protocol::tftp::{self, Client, Failure, Output};

/// The error code of a file that is not there (RFC 1350 5).
const NOT_FOUND: u16 = 1;

/// Fetches a file.
pub(super) async fn get(hop: &Hop<'_>, body: &mut Body<'_>) -> Result<Outcome, LinkError> {
    let file = hop.target.file()?;
    let addresses = hop.resolver.host(&hop.target.host, hop.policy).await?;
    let mut failure = LinkError::UnknownHost(hop.target.host.clone());
    for ip in addresses {
        match transfer(hop, &file, ip, body).await {
            // Another address may answer, as long as nothing came from this one.
            Err(error @ LinkError::TimedOut(_)) if body.len() == 0 => failure = error,
            result => return result.map(|()| Outcome::File(File::named("", Vec::new()))),
        }
    }
    Err(failure)
}

async fn transfer(
    hop: &Hop<'_>,
    file: &str,
    ip: IpAddr,
    body: &mut Body<'_>,
) -> Result<(), LinkError> {
    let any: IpAddr = match ip {
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0)).await.map_err(|error| hop.failed(error))?;
    let begin = tokio::time::Instant::now();
    let now = || Instant::from_micros(u64::try_from(begin.elapsed().as_micros()).unwrap_or(0));
    let mut client = Client::new(file, body.limit().into(), hop.silence, now());
    let mut buffer = vec![0; usize::from(tftp::BLOCK) + 5];
    loop {
        while let Some(output) = client.poll_output() {
            match output {
                Output::Send { port, datagram } => {
                    let to = SocketAddr::new(ip, port.unwrap_or(hop.target.port));
                    // What could not be sent is sent again, like what was lost.
                    if let Err(error) = socket.send_to(&datagram, to).await {
                        tracing::debug!(%error, %to, "tftp: not sent");
                    }
                }
                Output::Size(size) => body.expect(size)?,
                Output::Data(data) => {
                    if let Err(error) = body.push(&data).await {
                        client.cancel();
                        if let Some(Output::Send { port: Some(port), datagram }) =
                            client.poll_output()
                        {
                            // Only a kindness to the server.
                            let _ = socket.send_to(&datagram, (ip, port)).await;
                        }
                        return Err(error);
                    }
                }
                Output::Done => return Ok(()),
                Output::Failed(failure) => return Err(failed(hop, failure)),
            }
        }
        let Some(timeout) = client.poll_timeout() else { return Err(hop.failed("ended")) };
        let timeout = begin + std::time::Duration::from_micros(timeout.as_micros());
        // Packets come first: those that wait here were not late while the phone was behind.
        tokio::select! {
            biased;
            received = socket.recv_from(&mut buffer) => match received {
                Ok((length, from)) if from.ip().to_canonical() == ip => {
                    let datagram = buffer.get(..length).unwrap_or_default();
                    client.handle_datagram(from.port(), datagram, now());
                }
                Ok(_) => {}
                Err(error) => return Err(hop.failed(error)),
            },
            () = tokio::time::sleep_until(timeout) => client.handle_timeout(now()),
        }
    }
}

fn failed(hop: &Hop<'_>, failure: Failure) -> LinkError {
    let url = hop.target.shown();
    match failure {
        Failure::Server { code: NOT_FOUND, .. } => LinkError::NotFound(url),
        Failure::Server { code, text } => LinkError::Tftp { url, code, text },
        Failure::TooLong => LinkError::TooLong(url),
        Failure::Short => LinkError::Truncated(url),
        Failure::NoAnswer => hop.timed_out("no answer", hop.silence),
        Failure::Stalled => hop.timed_out("nothing more came", hop.silence),
        Failure::Options => hop.failed(failure),
    }
}
