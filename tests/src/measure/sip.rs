//! Reading an INVITE, natively and in a browser, and the memory of a phone.

use std::fs;
use std::hint::black_box;
use std::net::IpAddr;
use std::time::Instant;

use base64::Engine as _;
use hookswitch_core::rng::Rng;
use hookswitch_core::sdp::description::Description;
use hookswitch_core::sip::endpoint::{
    Account, AccountId, Endpoint, Settings, Subscription, TransportId,
};
use hookswitch_core::sip::header::Event;
use hookswitch_core::sip::message::{Headers, Message};
use hookswitch_core::sip::uri::Uri;
use hookswitch_core::text::Params;
use hookswitch_core::time;
use serde_json::json;

use super::config::resident;
use super::{Row, in_demo_page, quantile};
use crate::harness::world::World;

const INVITE: &str = include_str!("../../../core/examples/invite.sip");

/// How many times the example `parse` of core reads it.
const TIMES: u32 = 10_000;

/// How often that is timed.
const ROUNDS: usize = 15;

/// Phones and endpoints that are held at once, so that pages of memory can be counted.
const HELD: u8 = 250;

const LINES: u8 = 6;
const SUBSCRIPTIONS: u32 = 33;

pub(super) fn measure() -> Vec<Row> {
    vec![native(), in_a_browser()]
}

/// Its row; `more` says what else was measured.
fn row(place: &str, us: f64, more: &str, most: f64) -> Row {
    Row::new(
        &format!("Read an INVITE with its description, {place}"),
        format!("{us:.1} us{more} (median of {ROUNDS} times {TIMES})"),
        &format!("<= {most} us"),
        us <= most,
        json!({ "us": us }),
    )
}

fn native() -> Row {
    let text = INVITE.replace('\n', "\r\n");
    let round = |checked: bool| {
        let begin = Instant::now();
        for _ in 0..TIMES {
            let message = Message::parse(black_box(text.as_bytes()));
            let Ok(Message::Request(request)) = message else { panic!("{message:?}") };
            if checked {
                request.validate().expect("nothing is wrong with it");
            }
            black_box(Description::parse(&request.body).expect("a description"));
        }
        begin.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES)
    };
    let [plain, checked] = [false, true].map(|checked| {
        let rounds: Vec<_> = (0..ROUNDS).map(|_| round(checked)).collect();
        quantile(&rounds, 0.5)
    });
    row("native", plain, &format!(", {checked:.1} us with every field checked"), 6.0)
}

/// Times `main` of the example, built for wasm: `HOOKSWITCH_PARSE` says where it is.
fn in_a_browser() -> Row {
    let path = std::env::var("HOOKSWITCH_PARSE").expect("HOOKSWITCH_PARSE: the example for wasm");
    let module = fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let module = base64::engine::general_purpose::STANDARD.encode(module);
    let script = format!(
        "(async () => {{
            const bytes = Uint8Array.from(atob('{module}'), c => c.charCodeAt(0));
            const {{ instance }} = await WebAssembly.instantiate(bytes, {{}});
            const round = () => {{
                const start = performance.now();
                instance.exports.main(0, 0);
                return (performance.now() - start) * 1e3 / {TIMES};
            }};
            for (let i = 0; i < 3; i++) round();
            return Array.from({{ length: {ROUNDS} }}, round);
        }})()"
    );
    let us: Option<Vec<f64>> = in_demo_page(|tab| tab.evaluate(&script));
    let us = quantile(&us.expect("it runs in a page"), 0.5);
    row("wasm in Chromium", us, " with every field checked", 30.0)
}

/// Phones with all lines, and endpoints with as many subscriptions as such a phone may have.
///
/// It comes first: later, memory that was freed would not be counted.
pub(super) fn measure_memory() -> Vec<Row> {
    let before = resident();
    let mut world = World::new(1);
    for number in 0..HELD {
        let lines: String = (0..LINES)
            .map(|line| format!("voip/line/{line}/enabled=1\nvoip/line/{line}/id={number}{line}\n"))
            .collect();
        world.add_phone(&format!("phone {number}"), IpAddr::from([10, 0, 0, number]), &lines);
    }
    world.run_for(time::Duration::from_secs(2));
    let phones = f64::from(resident().saturating_sub(before)) / f64::from(HELD);
    let before = resident();
    let endpoints: Vec<Endpoint> = (0..HELD).map(subscriber).collect();
    let subscriptions = f64::from(resident().saturating_sub(before)) / f64::from(HELD);
    // Kept, so that nothing that is measured later finds its pages.
    core::mem::forget((world, endpoints));
    let kilobytes = phones + subscriptions;
    vec![Row::new(
        &format!("Memory of a phone with {LINES} lines, and of {SUBSCRIPTIONS} subscriptions"),
        format!("{phones:.0} KB and {subscriptions:.0} KB"),
        "<= 4 MB",
        kilobytes <= 4_096.0,
        json!({ "phone_kb": phones, "subscriptions_kb": subscriptions }),
    )]
}

fn subscriber(seed: u8) -> Endpoint {
    let (now, transport, account) = (time::Instant::ZERO, TransportId(1), AccountId(0));
    let uri = |text: &str| Uri::parse(text).expect("a URI");
    let mut endpoint = Endpoint::new(Settings::default(), Rng::new([seed; 32]));
    endpoint.set_transport(transport, ([10, 0, 0, 1], 5060).into(), now);
    endpoint.set_account(account, Account::new(uri("sip:1001@10.0.0.2"), transport), now);
    for number in 0..SUBSCRIPTIONS {
        let subscription = Subscription {
            account,
            target: uri(&format!("sip:{number}@10.0.0.2")),
            next_hop: None,
            event: Event { package: "dialog".to_owned(), params: Params::default() },
            accept: vec!["application/dialog-info+xml".to_owned()],
            expires: time::Duration::from_secs(3_600),
            retry: time::Duration::from_secs(60),
            headers: Headers::default(),
        };
        endpoint.subscribe(subscription, now).expect("so many are allowed");
    }
    endpoint
}
