//! A phone without a server, and a peer of it that is a bare endpoint: tests say what it does.

use std::net::IpAddr;

use hookswitch_core::sip::endpoint::{
    Account, AccountId, Body, Event, Invitation, ReferralId, SessionEvent, SessionId, Settings,
};
use hookswitch_core::sip::header::HeaderName;
use hookswitch_core::sip::message::{Request, StatusCode};
use hookswitch_core::sip::uri::Uri;
use hookswitch_core::time::Duration;

use super::endpoint::TRANSPORT;
use super::world::World;

/// Index of the peer among the bare endpoints.
pub const PEER: usize = 0;

/// Its address; it is the phone's proxy, too.
pub const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 2));

/// Address of the phone.
pub const PHONE_ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 11));

const ACCOUNT: AccountId = AccountId(0);

/// Returns the settings of a peer.
pub fn settings() -> Settings {
    Settings { user_agent: "Peer".to_owned(), ..Settings::default() }
}

/// Returns an account of a bare endpoint that registers nowhere.
pub fn account(user: &str, ip: IpAddr) -> Account {
    Account { display_name: user.to_owned(), ..Account::new(Uri::sip(user, ip, None), TRANSPORT) }
}

/// Adds a bare endpoint and returns its index.
pub fn add(world: &mut World, name: &str, ip: IpAddr) -> usize {
    let index = world.add_endpoint(name, ip, settings());
    let now = world.now;
    world.endpoints[index].endpoint.set_account(ACCOUNT, account(name, ip), now);
    index
}

/// Adds the peer and a phone, extension 1001, with `more` in its `.cfg`; it is ready.
#[track_caller]
pub fn open(world: &mut World, more: &str) {
    add(world, "peer", ADDRESS);
    let file = format!(
        "system/type=440HD\r\n\
         voip/line/0/enabled=1\r\nvoip/line/0/id=1001\r\nvoip/line/0/description=Alice\r\n\
         voip/signalling/sip/use_proxy=1\r\n\
         voip/signalling/sip/proxy_address={ADDRESS}\r\n\
         voip/signalling/sip/sip_registrar/enabled=1\r\n\
         voip/signalling/sip/rport/enabled=1\r\n{more}"
    );
    world.add_phone("phone", PHONE_ADDRESS, &file);
    world.run_for(Duration::from_secs(2));
}

/// Returns a description with G.711 at the peer's `port`, and a direction.
pub fn sdp_at(port: u16, direction: &str) -> Body {
    description(&ADDRESS.to_string(), port, direction)
}

/// Returns a description with G.711 at `address` and `port`, and a direction.
pub fn description(address: &str, port: u16, direction: &str) -> Body {
    let text = format!(
        "v=0\r\no=- {port} 1 IN IP4 {ADDRESS}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n\
         m=audio {port} RTP/AVP 8\r\na={direction}\r\n"
    );
    Body { content_type: "application/sdp".to_owned(), data: text.into_bytes() }
}

/// Lets time pass until the peer is called, and returns its session.
#[track_caller]
pub fn expect_call(world: &mut World) -> SessionId {
    expect_call_at(world, PEER)
}

/// Lets time pass until a bare endpoint is called, and returns its session.
#[track_caller]
pub fn expect_call_at(world: &mut World, index: usize) -> SessionId {
    let known = world.endpoints[index].events.len();
    let called = |world: &World| {
        let new = world.endpoints[index].events.iter().skip(known);
        new.into_iter().any(|event| matches!(event, Event::Incoming { .. }))
    };
    let done = world.run_until(Duration::from_secs(60), called);
    assert!(done, "nobody called\n{}", world.describe());
    world.endpoints[index].incoming()
}

/// Lets time pass until something happened to a session of a bare endpoint.
#[track_caller]
pub fn expect_event(
    world: &mut World,
    index: usize,
    session: SessionId,
    what: fn(&SessionEvent) -> bool,
) {
    let happened = |world: &World| world.endpoints[index].of_session(session).into_iter().any(what);
    let done = world.run_until(Duration::from_secs(100), happened);
    assert!(
        done,
        "it did not happen; this did: {:#?}\n{}",
        world.endpoints[index].of_session(session),
        world.describe()
    );
}

/// Returns the body of the last event of a session that has one.
#[track_caller]
pub fn last_body(world: &World, index: usize, session: SessionId) -> Body {
    let events = world.endpoints[index].of_session(session);
    let body = events.into_iter().rev().find_map(|event| match event {
        SessionEvent::Answered { body, .. }
        | SessionEvent::Acknowledged { body }
        | SessionEvent::Reinvite { body, .. }
        | SessionEvent::ReinviteAccepted { body } => body.clone(),
        SessionEvent::Progress { .. }
        | SessionEvent::Failed { .. }
        | SessionEvent::ReinviteFailed { .. }
        | SessionEvent::RefreshDue
        | SessionEvent::Charged { .. }
        | SessionEvent::Ended { .. }
        | _ => None,
    });
    body.expect("something had a body")
}

/// Returns the last INVITE that began a call of the peer.
#[track_caller]
pub fn invite(world: &World) -> Request {
    let incoming = |event: &Event| {
        if let Event::Incoming { request, .. } = event { Some(request.clone()) } else { None }
    };
    let found = world.endpoints[PEER].events.iter().rev().find_map(incoming);
    found.expect("somebody called")
}

/// The peer calls the phone.
pub fn call(world: &mut World, body: Option<Body>) -> SessionId {
    call_with(world, body, &[])
}

/// The peer calls the phone and wants each response confirmed (RFC 3262).
pub fn call_insisting(world: &mut World, body: Option<Body>) -> SessionId {
    call_with(world, body, &[(HeaderName::Require, "100rel")])
}

/// The peer calls the phone with these fields in its INVITE.
pub fn call_with(
    world: &mut World,
    body: Option<Body>,
    fields: &[(HeaderName, &str)],
) -> SessionId {
    call_from(world, PEER, body, fields)
}

/// A bare endpoint calls the phone with these fields in its INVITE.
pub fn call_from(
    world: &mut World,
    index: usize,
    body: Option<Body>,
    fields: &[(HeaderName, &str)],
) -> SessionId {
    let target = Uri::sip("1001", PHONE_ADDRESS, None);
    let mut invitation = Invitation::new(ACCOUNT, target, body);
    for (name, value) in fields {
        invitation.headers.push(name.clone(), *value);
    }
    let now = world.now;
    let endpoint = &mut world.endpoints[index].endpoint;
    endpoint.invite_to(invitation, now).expect("an account")
}

/// A bare endpoint answers a call provisionally.
#[track_caller]
pub fn ring(world: &mut World, index: usize, session: SessionId, status: StatusCode) {
    let now = world.now;
    assert_eq!(world.endpoints[index].endpoint.ring(session, status, None, now), Ok(()));
}

/// A bare endpoint answers a call.
#[track_caller]
pub fn accept(world: &mut World, index: usize, session: SessionId, body: Option<Body>) {
    let now = world.now;
    assert_eq!(world.endpoints[index].endpoint.accept(session, body, now), Ok(()));
}

/// A bare endpoint acknowledges the answer to its call, with its own answer if that was an offer.
#[track_caller]
pub fn acknowledge(world: &mut World, index: usize, session: SessionId, body: Option<Body>) {
    let now = world.now;
    assert_eq!(world.endpoints[index].endpoint.acknowledge(session, body, now), Ok(()));
}

/// A bare endpoint changes a session, and the other end agrees.
#[track_caller]
pub fn reinvite(world: &mut World, index: usize, session: SessionId, body: Option<Body>) {
    let count = |world: &World| {
        let events = world.endpoints[index].of_session(session).into_iter();
        events.filter(|event| matches!(event, SessionEvent::ReinviteAccepted { .. })).count()
    };
    let (now, before) = (world.now, count(world));
    assert_eq!(world.endpoints[index].endpoint.reinvite(session, body, now), Ok(()));
    let done = world.run_until(Duration::from_secs(100), |world| count(world) > before);
    assert!(done, "no agreement\n{}", world.describe());
}

/// Lets time pass until the other end of a session wanted to change it `number` times, and agrees.
#[track_caller]
pub fn answer_reinvite(
    world: &mut World,
    index: usize,
    session: SessionId,
    number: usize,
    body: Body,
) {
    let asked = |world: &World| {
        let events = world.endpoints[index].of_session(session).into_iter();
        events.filter(|event| matches!(event, SessionEvent::Reinvite { .. })).count() == number
    };
    let done = world.run_until(Duration::from_secs(100), asked);
    assert!(done, "no re-INVITE\n{}", world.describe());
    let now = world.now;
    let answer = world.endpoints[index].endpoint.answer_reinvite(session, Ok(Some(body)), now);
    assert_eq!(answer, Ok(()));
}

/// Lets time pass until the peer is asked to call somebody.
#[track_caller]
pub fn expect_refer(world: &mut World) -> ReferralId {
    let referral = |event: &Event| {
        if let Event::Referred { referral, .. } = event { Some(*referral) } else { None }
    };
    let asked = |world: &World| world.endpoints[PEER].events.iter().find_map(referral);
    let done = world.run_until(Duration::from_secs(100), |world| asked(world).is_some());
    assert!(done, "no REFER\n{}", world.describe());
    asked(world).expect("it was asked")
}

/// A bare endpoint ends a session.
#[track_caller]
pub fn hang_up(world: &mut World, index: usize, session: SessionId) {
    let now = world.now;
    assert_eq!(world.endpoints[index].endpoint.hang_up(session, now), Ok(()));
}

/// Lets time pass until the other end has answered a bare endpoint's call.
#[track_caller]
pub fn expect_answer(world: &mut World, index: usize, session: SessionId) {
    expect_event(world, index, session, |event| matches!(event, SessionEvent::Answered { .. }));
}

/// Lets time pass until a session of a bare endpoint is over.
#[track_caller]
pub fn expect_end(world: &mut World, index: usize, session: SessionId) {
    expect_event(world, index, session, |event| matches!(event, SessionEvent::Ended { .. }));
}

/// Lets time pass until a phone sends its RTP to this port.
#[track_caller]
pub fn expect_media(world: &mut World, phone: usize, port: u16) {
    let sends = |world: &World| media_port(world, phone) == Some(port);
    assert!(world.run_until(Duration::from_secs(100), sends), "{}", world.describe());
}

/// Returns the port to which a phone sends its RTP.
pub fn media_port(world: &World, phone: usize) -> Option<u16> {
    let gateway = &world.gateways[world.phones[phone].gateway];
    gateway.media_peers().first().map(|peer| peer.port())
}
