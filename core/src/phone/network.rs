//! The link as the phone uses it: what was asked for, and what to do with the answers.

use core::net::IpAddr;

use crate::language::Text;
use crate::map::Map;

use serde::{Deserialize, Serialize};

use super::redundancy::line_of;
use super::set_up::TRANSPORT;
use super::{MediaSession, Output, Phone};
use crate::config::encryption::{Key, Keys};
use crate::link::client::{self, Client};
use crate::link::{LinkError, Refusal, Reply, Request, RequestId, Secret, SocketId, Welcome};
use crate::sip::endpoint::{self, ConnectionId, ResolveId};

/// Why something was asked of the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// What the provisioner asks for.
    Provisioning,
    /// The socket for SIP.
    SipSocket,
    /// A pair of sockets for the next call.
    MediaPorts,
    /// The sockets of a group.
    Group(u8),
    /// What DHCP tells.
    Dhcp,
    /// The time.
    Time,
    /// The endpoint wants records.
    Resolve(ResolveId),
    /// The endpoint wants a connection.
    Stream(ConnectionId),
    /// A socket was told its peer.
    Connect(SocketId),
    /// The address of the computer that gets what is recorded.
    Receiver,
    /// Sockets toward it.
    ReceiverPorts(IpAddr),
    /// The socket was told where it is.
    ConnectReceiver,
    /// A socket was closed.
    Close,
}

/// The link and what is open on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Network {
    /// The phone's end of the link.
    pub(super) client: Client,
    /// Why the gateway refuses the phone, if it does.
    pub(super) refusal: Option<Text>,
    /// Whether the first attempt at a link is over, one way or the other.
    pub(super) tried: bool,
    /// Whether media has a path of its own beside the WebSocket.
    pub(super) web_transport: bool,
    /// Whether the phone goes on from a snapshot and has had no link since.
    pub(super) revived: bool,
    /// Answers and datagrams that nobody waited for.
    pub(super) strays: u64,
    /// Requests that act on the phone, from others than its servers.
    pub(super) untrusted: u64,
    requests: Map<RequestId, Purpose>,
}

impl Network {
    /// Returns a network with a link that was not opened yet.
    pub(super) const fn new(client: Client) -> Self {
        Self {
            client,
            refusal: None,
            tried: false,
            web_transport: false,
            revived: false,
            strays: 0,
            untrusted: 0,
            requests: Map::new(),
        }
    }

    /// Whether there is no link, though it was tried.
    pub(super) fn is_missing(&self) -> bool {
        self.tried && !self.client.is_up()
    }

    /// Whether a request for `purpose` is under way.
    pub(super) fn waits_for(&self, purpose: Purpose) -> bool {
        self.requests.values().any(|&open| open == purpose)
    }

    /// Forgets what is under way to set the phone up; late answers are strays.
    pub(super) fn forget_setup(&mut self) {
        self.requests.retain(|_, purpose| match purpose {
            Purpose::SipSocket | Purpose::MediaPorts | Purpose::Group(_) => false,
            Purpose::Provisioning
            | Purpose::Dhcp
            | Purpose::Time
            | Purpose::Resolve(_)
            | Purpose::Stream(_)
            | Purpose::Connect(_)
            | Purpose::Receiver
            | Purpose::ReceiverPorts(_)
            | Purpose::ConnectReceiver
            | Purpose::Close => true,
        });
    }
}

impl Phone {
    /// Asks the gateway for something.
    pub(super) fn request(&mut self, request: Request, purpose: Purpose) {
        let id = self.network.client.request(request, self.now);
        self.network.requests.insert(id, purpose);
    }

    /// Gives up on what was asked for `purpose`.
    pub(super) fn cancel(&mut self, purpose: Purpose) {
        let open = self.network.requests.iter().filter(|(_, open)| **open == purpose);
        for id in open.map(|(&id, _)| id).collect::<Vec<_>>() {
            self.network.requests.remove(&id);
            self.network.client.cancel(id);
        }
    }

    /// Carries what the link, the endpoint and the provisioner want until all are still.
    pub(super) fn pump(&mut self) {
        loop {
            if let Some(output) = self.network.client.poll_output() {
                self.take_link_output(output);
            } else if let Some(output) = self.endpoint.poll_output() {
                self.take_endpoint_output(output);
            } else if !self.pump_provisioner() {
                break;
            }
        }
    }

    fn take_link_output(&mut self, output: client::Output) {
        match output {
            client::Output::OpenSocket => self.outputs.push_back(Output::OpenLink),
            client::Output::CloseSocket => self.outputs.push_back(Output::CloseLink),
            client::Output::Send(message) => {
                self.outputs.push_back(Output::ToGateway(message));
            }
            client::Output::Event(event) => self.take_link_event(event),
        }
    }

    fn take_link_event(&mut self, event: client::Event) {
        use client::Event;
        match event {
            Event::Up(welcome) => self.link_is_up(welcome),
            Event::Down { why, .. } => self.log(format!("link: down: {why}")),
            Event::GraceOver => {
                self.log("link: grace time is over");
                self.lose_sockets();
            }
            Event::Refused(refusal) => {
                let text = refusal_text(&refusal);
                self.log(format!("link: refused: {text}"));
                self.network.tried = true;
                self.network.refusal = Some(text);
            }
            Event::Reply(id, reply) => self.take_reply(id, reply),
            Event::Progress { request, received, total } => {
                if self.network.requests.get(&request) == Some(&Purpose::Provisioning) {
                    self.provisioner.handle_progress(received, total);
                }
            }
            Event::Received { socket, from, data } => {
                if self.setup.is_sip_socket(socket) {
                    self.endpoint.handle_datagram(TRANSPORT, from, &data, self.now);
                } else if self.provisioner.is_socket(socket) {
                    self.provisioner.handle_datagram(from, &data, self.now);
                } else {
                    self.network.strays += 1;
                }
            }
            Event::Read { socket, data } => match self.setup.streams.connection(socket) {
                Some(id) => self.endpoint.handle_stream(id, &data, self.now),
                None => self.network.strays += 1,
            },
            Event::SendFailed { socket, to, error } => {
                if self.setup.is_sip_socket(socket) {
                    let error = error.to_string();
                    self.endpoint.handle_send_failed(TRANSPORT, to, &error, self.now);
                } else if self.provisioner.is_socket(socket) {
                    self.provisioner.handle_socket_failed(&error, self.now);
                } else {
                    self.network.strays += 1;
                }
            }
            Event::Stranger { socket, from, datagrams } => self.stranger(socket, from, datagrams),
            Event::SocketClosed(socket, error) => self.socket_closed(socket, &error),
            Event::ShuttingDown => self.log("link: the gateway is shutting down"),
        }
    }

    fn link_is_up(&mut self, welcome: Welcome) {
        let resumed = welcome.resumed;
        // The token that resumes this link must outlive the page.
        self.save = true;
        self.log(if resumed { "link: resumed" } else { "link: up" });
        self.network.tried = true;
        self.network.refusal = None;
        self.network.web_transport = welcome.web_transport.is_some();
        let token = welcome.media;
        let session = welcome.web_transport.map(|endpoint| MediaSession { endpoint, token });
        self.outputs.push_back(Output::Media(session));
        let key = |key: &Secret| Key::new(key.expose());
        self.keys = Keys(welcome.keys.iter().map(key).collect());
        self.set_up_provisioner();
        if resumed {
            self.reclaim_sockets(&welcome.sockets);
            self.watch_revived_calls();
        } else {
            self.replace_sockets();
            self.set_up();
            self.ask_dhcp();
        }
        self.ask_time_if_due();
    }

    fn take_reply(&mut self, id: RequestId, reply: Result<Reply, LinkError>) {
        let Some(purpose) = self.network.requests.remove(&id) else {
            self.network.strays += 1;
            self.close_opened(&reply);
            return;
        };
        let of_media =
            matches!(purpose, Purpose::MediaPorts | Purpose::Connect(_) | Purpose::Close);
        self.touched |= reply.is_err() || !of_media;
        match purpose {
            Purpose::Provisioning => self.take_provisioning(reply),
            Purpose::SipSocket => self.take_sip_socket(reply),
            Purpose::MediaPorts => self.take_media_ports(reply),
            Purpose::Group(group) => self.take_group(group, reply),
            Purpose::Dhcp => self.take_dhcp(reply),
            Purpose::Time => self.take_time(reply),
            Purpose::Resolve(id) => {
                let answer = match reply {
                    Ok(Reply::Records(records)) => Ok(records),
                    Ok(_) => Err(LinkError::Unsupported.to_string()),
                    Err(error) => Err(error.to_string()),
                };
                self.endpoint.handle_resolved(id, answer, self.now);
            }
            Purpose::Stream(id) => self.take_stream(id, reply),
            Purpose::Connect(socket) => {
                if let Err(error) = reply {
                    self.connect_failed(socket, &error);
                }
            }
            Purpose::Receiver => self.take_receiver(reply),
            Purpose::ReceiverPorts(ip) => self.take_receiver_ports(ip, reply),
            Purpose::ConnectReceiver => {
                if let Err(error) = reply {
                    self.receiver_failed(&error);
                }
            }
            Purpose::Close => {}
        }
    }

    /// Closes sockets that were opened for a purpose that is gone.
    pub(super) fn close_opened(&mut self, reply: &Result<Reply, LinkError>) {
        match reply {
            Ok(Reply::Udp { socket, .. } | Reply::Stream { socket, .. }) => {
                self.request(Request::Close(*socket), Purpose::Close);
            }
            Ok(Reply::RtpPair { rtp, rtcp, .. }) => {
                self.request(Request::Close(*rtp), Purpose::Close);
                self.request(Request::Close(*rtcp), Purpose::Close);
            }
            Ok(_) | Err(_) => {}
        }
    }

    fn take_endpoint_output(&mut self, output: endpoint::Output) {
        match output {
            endpoint::Output::Send { to, data, .. } => {
                if let Some(socket) = self.setup.sip_socket() {
                    self.network.client.send(socket, to, data);
                }
            }
            endpoint::Output::Resolve(id, name, kind) => {
                self.request(Request::Records { name, kind }, Purpose::Resolve(id));
            }
            endpoint::Output::Connect(id, connect) => self.open_connection(id, connect),
            endpoint::Output::Write(id, data) => self.write_connection(id, &data),
            endpoint::Output::Disconnect(id) => self.close_connection(id),
            endpoint::Output::Event(event) => {
                self.touched |= !matches!(event, endpoint::Event::Session(..));
                self.take_endpoint_event(event);
            }
        }
    }

    fn take_endpoint_event(&mut self, event: endpoint::Event) {
        use endpoint::Event;
        match event {
            Event::Registration(account, state) => self.take_registration(account, state),
            Event::Incoming { session, account, from, request, replaces } => {
                self.incoming(session, account, from, &request, replaces);
            }
            Event::Session(session, event) => self.take_session_event(session, event),
            Event::Referral(id, event) => {
                if !self.take_guest(id, &event) {
                    self.take_referral(id, &event);
                }
            }
            Event::Referred { referral, session, account, from, request } => {
                self.take_refer(referral, session, account, from, &request);
            }
            Event::Request { id, session, from, request, .. } => {
                self.take_request(id, session, from, &request);
            }
            Event::Subscription(id, event) => {
                self.take_lamp(id, &event);
                self.take_shared_line(id, &event);
                self.take_subscription(id, event);
            }
            Event::Server(result) => self.take_server(result),
            Event::Unserved(account) => self.server_is_silent(line_of(account).1),
            Event::Answered(id, result) => {
                if !self.keep_alive_answered(id, &result) && !self.way_answered(id, &result) {
                    self.digit_answered(id);
                }
            }
        }
    }
}

fn refusal_text(refusal: &Refusal) -> Text {
    match refusal {
        Refusal::Version(version) => Text::GatewayVersion { version: u32::from(*version) },
        Refusal::NotEnrolled => Text::NotEnrolled,
        Refusal::Busy => Text::GatewayFull,
        Refusal::Malformed => Text::GatewayMisunderstands,
    }
}
