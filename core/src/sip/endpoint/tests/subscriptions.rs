//! Subscriptions (RFC 6665): a hand plays the notifier.

use super::net::{ACCOUNT, ALICE, Net, Weather, reply, uri};
use crate::rng::Rng;
use crate::sip::endpoint::{Subscription, SubscriptionId};
use crate::sip::header::{Event, HeaderName};
use crate::sip::message::{Headers, Message, Method, Request};
use crate::text::Params;
use crate::time::Duration;

const SECOND: u64 = 1_000;

fn event(package: &str) -> Event {
    Event { package: package.to_owned(), params: Params::new() }
}

fn plan(package: &str) -> Subscription {
    Subscription {
        account: ACCOUNT,
        target: uri("sip:box@10.0.0.9"),
        next_hop: None,
        event: event(package),
        accept: vec!["application/simple-message-summary".to_owned()],
        expires: Duration::from_secs(3_600),
        retry: Duration::from_secs(300),
        headers: Headers::default(),
    }
}

/// A subscriber, and a notifier that a test plays.
struct Play {
    net: Net,
    hand: usize,
    id: SubscriptionId,
    /// The SUBSCRIBE that is answered next, or was last.
    subscribe: Request,
    number: u32,
    serial: u32,
}

impl Play {
    fn new() -> Self {
        Self::with(plan("message-summary"), 1)
    }

    fn with(plan: Subscription, seed: u8) -> Self {
        let mut net = Net::new(1, seed, Weather::FINE);
        let hand = net.add_hand("10.0.0.9:5060");
        let now = net.now;
        let id = net.endpoint(ALICE).subscribe(plan, now).unwrap();
        net.run(10);
        let subscribe = net.request(hand);
        assert_eq!(subscribe.method, Method::Subscribe);
        Self { net, hand, id, subscribe, number: 0, serial: 0 }
    }

    /// Answers the SUBSCRIBE.
    fn answer(&mut self, status: u16, more: &[(&str, &str)]) {
        let mut response = reply(&self.subscribe, status, "n", "<sip:box@10.0.0.9>");
        for (name, value) in more {
            response.headers.push(HeaderName::from_name(name), *value);
        }
        self.net.write_response(self.hand, ALICE, &response);
        self.net.run(10);
    }

    /// Sends a NOTIFY in the dialog of the SUBSCRIBE and returns the status it gets.
    fn notify(&mut self, state: &str, body: &str) -> u16 {
        self.notify_from("n", "message-summary", state, body)
    }

    fn notify_from(&mut self, tag: &str, package: &str, state: &str, body: &str) -> u16 {
        self.number += 1;
        let headers = &self.subscribe.headers;
        let from = headers.get(&HeaderName::From).unwrap();
        let call_id = headers.get(&HeaderName::CallId).unwrap();
        let number = self.number;
        self.serial += 1;
        let serial = self.serial;
        let kind = "Content-Type: application/simple-message-summary\n";
        let kind = if body.is_empty() { "" } else { kind };
        let text = format!(
            "NOTIFY sip:alice@10.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bKn{serial}\n\
             From: <sip:box@10.0.0.9>;tag={tag}\nTo: {from}\nCall-ID: {call_id}\n\
             CSeq: {number} NOTIFY\nContact: <sip:box@10.0.0.9>\nEvent: {package}\n\
             Subscription-State: {state}\n{kind}Content-Length: {}\n\n{body}",
            body.len()
        );
        self.net.write(self.hand, ALICE, &text);
        self.net.run(10);
        let received = &mut self.net.nodes[self.hand].received;
        let is_answer = |message: &Message| matches!(message, Message::Response(_));
        let answer = received.iter().position(is_answer).and_then(|at| received.remove(at));
        match answer {
            Some(Message::Response(response)) => response.status.get(),
            _ => panic!("no response; {:?}", self.net.ladder),
        }
    }

    /// Lets `seconds` pass, then takes the SUBSCRIBE that must have come.
    #[track_caller]
    fn next_subscribe(&mut self, seconds: u64) {
        self.net.run(seconds * SECOND + 10);
        // The newest: those before are the same, sent again.
        self.subscribe = self.net.request(self.hand);
        while let Some(message) = self.net.nodes[self.hand].received.pop_front() {
            if let Message::Request(request) = message {
                self.subscribe = request;
            }
        }
        assert_eq!(self.subscribe.method, Method::Subscribe);
    }

    fn field(&self, name: HeaderName) -> String {
        self.subscribe.headers.get(&name).unwrap_or_default().to_owned()
    }

    fn told(&mut self) -> String {
        self.net.told(ALICE)
    }

    /// How many SUBSCRIBEs come within `seconds`.
    fn count(&mut self, seconds: u64) -> usize {
        self.net.ladder();
        self.net.run(seconds * SECOND);
        self.net.ladder().iter().filter(|line| line.ends_with("SUBSCRIBE")).count()
    }
}

#[test]
fn a_subscription_is_refreshed_in_its_dialog_and_ended() {
    let mut play = Play::new();
    assert_eq!(play.field(HeaderName::Event), "message-summary");
    assert_eq!(play.field(HeaderName::Expires), "3600");
    assert_eq!(play.field(HeaderName::Accept), "application/simple-message-summary");
    let call = play.field(HeaderName::CallId);
    play.answer(200, &[("Expires", "600")]);
    assert_eq!(play.notify("active;expires=600", "Messages-Waiting: no"), 200);
    assert_eq!(play.told(), "active, notified Messages-Waiting: no");
    play.next_subscribe(545);
    assert_eq!(play.field(HeaderName::CallId), call);
    assert!(play.field(HeaderName::To).ends_with("tag=n"));
    assert_eq!(play.field(HeaderName::CSeq), "2 SUBSCRIBE");
    play.answer(200, &[("Expires", "600")]);
    assert_eq!(play.notify("active;expires=600", ""), 200);
    assert_eq!(play.told(), "notified");
    let (id, now) = (play.id, play.net.now);
    play.net.endpoint(ALICE).unsubscribe(id, now).unwrap();
    play.next_subscribe(1);
    assert_eq!(play.field(HeaderName::Expires), "0");
    play.answer(200, &[("Expires", "0")]);
    assert_eq!(play.notify("terminated;reason=timeout", ""), 200);
    assert_eq!(play.told(), "notified, ended");
    play.net.settle();
    play.net.assert_empty();
}

#[test]
fn notify_may_come_before_the_answer_and_makes_the_dialog() {
    let mut play = Play::new();
    assert_eq!(play.notify("pending;expires=600", ""), 200);
    assert_eq!(play.told(), "pending, notified");
    play.answer(202, &[("Expires", "600")]);
    assert_eq!(play.notify("active;expires=600", "Messages-Waiting: yes"), 200);
    assert_eq!(play.told(), "active, notified Messages-Waiting: yes");
    // A second notifier answers the same SUBSCRIBE through a fork: one is enough.
    assert_eq!(play.notify_from("other", "message-summary", "active", ""), 481);
    // The number goes on from the SUBSCRIBE's.
    play.next_subscribe(545);
    assert_eq!(play.field(HeaderName::CSeq), "2 SUBSCRIBE");
}

#[test]
fn without_notify_it_ends_after_the_configured_time_and_begins_again() {
    for (configured, waits) in [(0, 32), (7, 7)] {
        let mut play = Play::new();
        let mut settings = super::net::settings();
        settings.no_notify = Duration::from_secs(configured);
        play.net.endpoint(ALICE).set_settings(settings);
        let now = play.net.now;
        // The settings hold for what begins under them.
        play.id = play.net.endpoint(ALICE).subscribe(plan("message-summary"), now).unwrap();
        play.next_subscribe(0);
        play.answer(200, &[]);
        play.net.run((waits - 1) * SECOND);
        assert!(!play.told().contains("failed"));
        play.net.run(SECOND);
        assert!(play.told().contains("failed 0 s"));
        play.next_subscribe(1);
    }
}

#[test]
fn each_reason_says_whether_and_when_to_try_again() {
    for (state, told, within, more) in [
        ("terminated;reason=deactivated", "terminated deactivated 0 s", 2, 1),
        ("terminated;reason=timeout", "terminated timeout 0 s", 2, 1),
        ("terminated;reason=probation", "terminated probation 300 s", 299, 0),
        ("terminated;reason=probation;retry-after=20", "terminated probation 20 s", 21, 1),
        ("terminated;reason=giveup;retry-after=9", "terminated giveup 9 s", 10, 1),
        ("terminated;reason=rejected", "terminated rejected for ever", 20_000, 0),
        ("terminated;reason=noresource", "terminated noresource for ever", 20_000, 0),
        ("terminated;reason=invariant", "terminated invariant for ever", 20_000, 0),
        ("terminated;reason=odd;retry-after=30", "terminated odd 30 s", 31, 1),
        ("terminated", "terminated  0 s", 2, 1),
    ] {
        let mut play = Play::new();
        play.answer(200, &[]);
        play.notify("active;expires=3600", "");
        play.told();
        assert_eq!(play.notify(state, ""), 200);
        let heard = play.told();
        assert!(heard.starts_with("notified, ") && heard.ends_with(told), "{state}: {heard}");
        let call = play.field(HeaderName::CallId);
        let sent = play.count(within);
        assert_eq!(sent.min(1), more, "{state}");
        if more == 1 {
            play.next_subscribe(0);
            assert_ne!(play.field(HeaderName::CallId), call, "a new dialog");
        }
    }
}

#[test]
fn refusals_are_followed_as_their_status_says() {
    // A longer lifetime is asked for, once or twice.
    let mut play = Play::new();
    play.answer(423, &[("Min-Expires", "7200")]);
    play.next_subscribe(0);
    assert_eq!(play.field(HeaderName::Expires), "7200");
    play.answer(423, &[("Min-Expires", "7200")]);
    assert_eq!(play.told(), "failed 300 s");
    // The package is not known there, and never will be.
    let mut play = Play::new();
    play.answer(489, &[]);
    assert_eq!(play.told(), "failed for ever");
    assert_eq!(play.count(100_000), 0);
    // The owner may want to try it all the same.
    let (id, now) = (play.id, play.net.now);
    play.net.endpoint(ALICE).resubscribe(id, now).unwrap();
    play.next_subscribe(1);
    for (status, more, told) in [
        (403, vec![], "failed 300 s"),
        (404, vec![], "failed 300 s"),
        (503, vec![("Retry-After", "40")], "failed 40 s"),
        (500, vec![], "failed 0 s"),
    ] {
        let mut play = Play::new();
        play.answer(status, &more);
        assert_eq!(play.told(), told, "{status}");
    }
}

#[test]
fn a_forgotten_subscription_is_made_anew_and_another_failure_leaves_it() {
    let mut play = Play::new();
    play.answer(200, &[]);
    play.notify("active;expires=600", "");
    play.next_subscribe(545);
    play.answer(500, &[]);
    play.told();
    // What was granted holds: NOTIFYs are taken, and SUBSCRIBE follows soon.
    assert_eq!(play.notify("active;expires=50", "Messages-Waiting: yes"), 200);
    assert_eq!(play.told(), "notified Messages-Waiting: yes");
    play.next_subscribe(46);
    let call = play.field(HeaderName::CallId);
    play.answer(481, &[]);
    assert!(play.told().starts_with("failed"));
    play.next_subscribe(5);
    assert_ne!(play.field(HeaderName::CallId), call);
}

#[test]
fn nobody_is_hammered() {
    // A notifier that ends everything at once, one that forgets, one that grants no time.
    let mut play = Play::new();
    let mut sent = 0;
    let end = play.net.now + Duration::from_secs(3_600);
    while play.net.now < end {
        play.answer(200, &[]);
        play.notify("active;expires=0", "");
        play.notify("terminated;reason=deactivated", "");
        sent += 1;
        let before = play.net.now;
        while play.net.nodes[play.hand].received.is_empty() && play.net.now < end {
            play.net.run(500);
        }
        assert!(play.net.now.since(before) < Duration::from_secs(302));
        if play.net.now < end {
            play.subscribe = play.net.request(play.hand);
        }
    }
    assert!((10..=24).contains(&sent), "{sent} in an hour");
    // Wishes for the whole state that come in a flood are one.
    let mut play = Play::new();
    play.answer(200, &[]);
    play.notify("active;expires=3600", "");
    play.net.ladder();
    for _ in 0..1_000 {
        let (id, now) = (play.id, play.net.now);
        play.net.endpoint(ALICE).resubscribe(id, now).unwrap();
    }
    assert_eq!(play.count(4), 0);
    play.net.run(1_200);
    let lines = play.net.ladder();
    assert_eq!(lines, ["0>1 SUBSCRIBE"]);
}

#[test]
fn what_belongs_to_nothing_is_refused() {
    let mut play = Play::new();
    play.answer(200, &[]);
    play.notify("active;expires=3600", "");
    assert_eq!(play.notify_from("n", "dialog", "active", ""), 481, "another package");
    assert_eq!(play.notify_from("n", "weather", "active", ""), 489, "an unknown package");
    assert_eq!(play.notify_from("n", "message-summary;id=7", "active", ""), 481, "another id");
    assert_eq!(play.notify("", ""), 400);
    play.number = 100;
    assert_eq!(play.notify("active", ""), 200);
    play.number = 50;
    assert_eq!(play.notify("active", ""), 500, "a number of before");
    // A late NOTIFY of a subscription that ended.
    play.number = 200;
    play.notify("terminated;reason=rejected", "");
    assert_eq!(play.notify("active", ""), 481);
}

#[test]
fn several_packages_have_dialogs_of_their_own() {
    let mut play = Play::new();
    play.answer(200, &[]);
    play.notify("active;expires=3600", "");
    let now = play.net.now;
    let mut second = plan("presence");
    second.accept = vec!["application/pidf+xml".to_owned()];
    play.net.endpoint(ALICE).subscribe(second, now).unwrap();
    let first = play.subscribe.clone();
    play.next_subscribe(1);
    assert_ne!(
        first.headers.get(&HeaderName::CallId),
        play.subscribe.headers.get(&HeaderName::CallId)
    );
    play.answer(200, &[]);
    play.told();
    assert_eq!(play.notify_from("n", "presence", "active", "Messages-Waiting: no"), 415);
    assert_eq!(play.notify_from("n", "presence", "active", ""), 200);
    assert_eq!(play.told(), "active, notified");
}

#[test]
fn shared_lines_are_told_by_their_appearances() {
    for package in ["call-info", "line-seize"] {
        let mut play = Play::with(plan(package), 1);
        play.answer(200, &[("Expires", "3600")]);
        let state = "active;expires=3600\n\
            Call-Info: <sip:as.example.com>;appearance-index=1;appearance-state=seized\n\
            Call-Info: <sip:as.example.com>;appearance-index=*;appearance-state=idle";
        assert_eq!(play.notify_from("n", package, state, ""), 200);
        assert_eq!(play.told(), "active, appearances Some(1) Seized None Idle");
        assert_eq!(play.notify_from("n", package, "active;expires=3600", ""), 200);
        assert_eq!(play.told(), "notified");
        // Elsewhere Call-Info tells of other things.
        let mut play = Play::new();
        play.answer(200, &[("Expires", "3600")]);
        assert_eq!(play.notify(state, ""), 200);
        assert_eq!(play.told(), "active, notified");
    }
}

#[test]
fn a_new_address_is_told_at_once() {
    let mut play = Play::new();
    play.answer(200, &[]);
    play.notify("active;expires=3600", "");
    play.net.run(10 * SECOND);
    let now = play.net.now;
    let moved = "10.0.0.77:5060".parse().unwrap();
    play.net.endpoint(ALICE).set_transport(super::net::TRANSPORT, moved, now);
    play.next_subscribe(1);
    assert_eq!(play.field(HeaderName::CSeq), "2 SUBSCRIBE");
    assert!(play.field(HeaderName::Contact).contains("@10.0.0.77:5060"));
    play.answer(200, &[]);
    play.net.ladder();
    play.net.run(10 * SECOND);
    assert!(play.net.ladder().is_empty(), "it is told once");
}

/// RFC 6665 in any order: answers, NOTIFYs of each kind, the owner's wishes, time. Whatever happens
/// nothing panics, SUBSCRIBEs are not too many, and in the end nothing is left.
#[test]
fn any_order_of_events_ends_with_nothing_left() {
    for seed in 0..200_u8 {
        let mut rng = Rng::new([seed; 32]);
        let mut play = Play::with(plan("message-summary"), seed);
        let begun = play.net.now;
        for _ in 0..40 {
            match rng.below(12) {
                0 | 1 => play.answer(200, &[("Expires", "60")]),
                2 => play.answer(202, &[]),
                3 => play.answer(481, &[]),
                4 => play.answer(423, &[("Min-Expires", "90")]),
                5 => {
                    let _ = play.notify("active;expires=30", "Messages-Waiting: yes");
                }
                6 => {
                    let _ = play.notify("pending", "");
                }
                7 => {
                    let _ = play.notify("terminated;reason=timeout", "");
                }
                8 => {
                    let _ = play.notify("terminated;reason=rejected", "");
                }
                9 => {
                    let (id, now) = (play.id, play.net.now);
                    let _ = play.net.endpoint(ALICE).resubscribe(id, now);
                }
                10 => play.net.run(u64::from(rng.below(40_000))),
                _ => play.net.run(u64::from(rng.below(1_000))),
            }
            while let Some(message) = play.net.nodes[play.hand].received.pop_front() {
                if let Message::Request(request) = message {
                    play.subscribe = request;
                }
            }
        }
        let lines = play.net.ladder();
        let sent = lines.iter().filter(|line| line.ends_with("SUBSCRIBE")).count();
        // Retransmissions included: 11 for one that nobody answers in 32 s.
        let seconds = play.net.now.since(begun).as_secs();
        assert!(sent as u64 <= 24 + seconds, "{seed}: {sent} in {seconds} s");
        let (id, now) = (play.id, play.net.now);
        let _ = play.net.endpoint(ALICE).unsubscribe(id, now);
        play.net.settle();
        play.net.assert_empty();
    }
}
