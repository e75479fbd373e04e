//! Publications (RFC 3903): a hand plays the server.

use super::net::{ACCOUNT, ALICE, Net, Weather, reply, uri};
use crate::sip::endpoint::{Body, PublicationId, Subscription};
use crate::sip::header::{Event, HeaderName};
use crate::sip::message::{Headers, Method, Request};
use crate::text::Params;
use crate::time::Duration;

fn body(text: &str) -> Body {
    Body { content_type: "application/pidf+xml".to_owned(), data: text.as_bytes().to_vec() }
}

/// A phone that publishes for `expires` seconds, the server, and the first PUBLISH.
fn publishing(expires: u64) -> (Net, usize, PublicationId, Request) {
    let mut net = Net::new(1, 1, Weather::FINE);
    let server = net.add_hand("10.0.0.9:5060");
    let plan = Subscription {
        account: ACCOUNT,
        target: uri("sip:alice@10.0.0.9"),
        next_hop: None,
        event: Event { package: "presence".to_owned(), params: Params::new() },
        accept: Vec::new(),
        expires: Duration::from_secs(expires),
        retry: Duration::from_secs(300),
        headers: Headers::default(),
    };
    let now = net.now;
    let id = net.endpoint(ALICE).publish(plan, body("open"), now).unwrap();
    net.run(10);
    let request = net.request(server);
    assert_eq!(request.method, Method::Publish);
    (net, server, id, request)
}

fn answer(net: &mut Net, server: usize, request: &Request, status: u16, more: &[(&str, &str)]) {
    let mut response = reply(request, status, "s", "");
    for (name, value) in more {
        response.headers.push(HeaderName::from_name(name), *value);
    }
    net.write_response(server, ALICE, &response);
    net.run(10);
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers.get(&HeaderName::from_name(name))
}

#[test]
fn a_state_is_published_refreshed_changed_and_removed() {
    let (mut net, server, id, first) = publishing(600);
    assert_eq!((&first.body[..], header(&first, "Event")), (&b"open"[..], Some("presence")));
    assert_eq!(header(&first, "SIP-If-Match"), None);
    answer(&mut net, server, &first, 200, &[("SIP-ETag", "a"), ("Expires", "100")]);
    net.run(89_000);
    assert!(net.nodes[server].received.is_empty(), "too early");
    net.run(1_200);
    let refresh = net.request(server);
    assert_eq!((refresh.body.len(), header(&refresh, "SIP-If-Match")), (0, Some("a")));
    answer(&mut net, server, &refresh, 200, &[("SIP-ETag", "b"), ("Expires", "100")]);
    let now = net.now;
    net.endpoint(ALICE).republish(id, body("closed"), now).unwrap();
    net.run(10);
    let change = net.request(server);
    assert_eq!((&change.body[..], header(&change, "SIP-If-Match")), (&b"closed"[..], Some("b")));
    answer(&mut net, server, &change, 200, &[("SIP-ETag", "c"), ("Expires", "100")]);
    let now = net.now;
    net.endpoint(ALICE).unpublish(id, now).unwrap();
    net.run(10);
    let removal = net.request(server);
    assert_eq!(header(&removal, "Expires"), Some("0"));
    assert_eq!(header(&removal, "SIP-If-Match"), Some("c"));
    answer(&mut net, server, &removal, 200, &[]);
    let now = net.now;
    assert!(net.endpoint(ALICE).unpublish(id, now).is_err(), "it is gone");
}

#[test]
fn what_the_server_forgot_is_published_anew_and_short_lives_are_raised() {
    let (mut net, server, _, first) = publishing(60);
    answer(&mut net, server, &first, 423, &[("Min-Expires", "300")]);
    let longer = net.request(server);
    assert_eq!(header(&longer, "Expires"), Some("300"));
    answer(&mut net, server, &longer, 200, &[("SIP-ETag", "a"), ("Expires", "300")]);
    net.run(270_200);
    let refresh = net.request(server);
    answer(&mut net, server, &refresh, 412, &[]);
    let anew = net.request(server);
    assert_eq!((&anew.body[..], header(&anew, "SIP-If-Match")), (&b"open"[..], None));
}

#[test]
fn a_report_is_published_once() {
    let (mut net, server, id, first) = publishing(0);
    answer(&mut net, server, &first, 200, &[("SIP-ETag", "a")]);
    net.run(3_600_000);
    assert!(net.nodes[server].received.is_empty());
    let now = net.now;
    assert!(net.endpoint(ALICE).unpublish(id, now).is_err(), "it is over");
}
