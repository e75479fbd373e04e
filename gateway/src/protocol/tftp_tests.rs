//! Tests of the TFTP client under virtual time, against a server of a few lines that may lose,
//! double and delay packets.

use super::*;

const SILENCE: Duration = Duration::from_secs(15);

fn at(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

fn client(limit: u64) -> Client {
    Client::new("a.cfg", limit, SILENCE, at(0))
}

fn data(block: u16, data: &[u8]) -> Vec<u8> {
    let [high, low] = block.to_be_bytes();
    [&[0, 3, high, low], data].concat()
}

fn drain(client: &mut Client) -> Vec<Output> {
    std::iter::from_fn(|| client.poll_output()).collect()
}

fn send(port: Option<u16>, datagram: &[u8]) -> Output {
    Output::Send { port, datagram: datagram.to_vec() }
}

fn ack(block: u16) -> Output {
    let [high, low] = block.to_be_bytes();
    send(Some(2_000), &[0, 4, high, low])
}

#[test]
fn a_request_asks_for_options() {
    let request = b"\0\x01a.cfg\0octet\0blksize\x001428\0tsize\x000\0timeout\x002\0";
    assert_eq!(drain(&mut client(100)), [send(None, request)]);
}

#[test]
fn a_server_without_options_sends_blocks_of_512() {
    let mut client = client(10_000);
    drain(&mut client);
    client.handle_datagram(2_000, &data(1, &[7; 512]), at(5));
    assert_eq!(drain(&mut client), [ack(1), Output::Data(vec![7; 512])]);
    client.handle_datagram(2_000, &data(2, b"end"), at(10));
    assert_eq!(drain(&mut client), [ack(2), Output::Data(b"end".to_vec()), Output::Done]);
    assert_eq!(client.poll_timeout(), None);
}

#[test]
fn options_are_agreed() {
    let mut client = client(10_000);
    drain(&mut client);
    client.handle_datagram(2_000, b"\0\x06blksize\x001024\0tsize\x001027\0TIMEOUT\x002\0", at(5));
    assert_eq!(drain(&mut client), [Output::Size(1_027), ack(0)]);
    client.handle_datagram(2_000, &data(1, &[7; 1_024]), at(10));
    client.handle_datagram(2_000, &data(2, b"end"), at(10));
    assert_eq!(drain(&mut client).last(), Some(&Output::Done));
}

#[test]
fn options_that_nobody_asked_for_end_it() {
    for options in [&b"blksize\x001429\0"[..], b"blksize\x007\0"] {
        let mut client = client(10_000);
        drain(&mut client);
        client.handle_datagram(2_000, &[b"\0\x06", options].concat(), at(5));
        assert_eq!(drain(&mut client).last(), Some(&Output::Failed(Failure::Options)));
    }
}

#[test]
fn an_old_server_is_asked_again_without_options() {
    let mut client = client(100);
    drain(&mut client);
    client.handle_datagram(2_000, b"\0\x05\0\x04Illegal\0", at(5));
    assert_eq!(drain(&mut client), [send(None, b"\0\x01a.cfg\0octet\0")]);
    client.handle_datagram(2_001, b"\0\x05\0\x04Illegal\n operation\0", at(10));
    let text = "Illegal operation".to_owned();
    assert_eq!(drain(&mut client), [Output::Failed(Failure::Server { code: 4, text })]);
}

#[test]
fn an_error_ends_it() {
    let mut client = client(100);
    drain(&mut client);
    client.handle_datagram(2_000, b"\0\x05\0\x01File not found", at(5));
    let text = "File not found".to_owned();
    assert_eq!(drain(&mut client), [Output::Failed(Failure::Server { code: 1, text })]);
}

#[test]
fn what_is_lost_is_asked_for_again() {
    let mut client = client(10_000);
    let request = drain(&mut client);
    let mut times = Vec::new();
    while let Some(next) = client.poll_timeout() {
        client.handle_timeout(next);
        let outputs = drain(&mut client);
        if outputs != request {
            assert_eq!(outputs, [Output::Failed(Failure::NoAnswer)]);
        }
        times.push(next.as_millis());
    }
    assert_eq!(times, [1_000, 3_000, 7_000, 11_000, 15_000]);
}

#[test]
fn a_server_that_stops_is_left() {
    let mut client = client(10_000);
    client.handle_datagram(2_000, &data(1, &[7; 512]), at(100));
    drain(&mut client);
    client.handle_timeout(at(1_100));
    assert_eq!(drain(&mut client), [ack(1)]);
    // The same block again and again is no progress.
    client.handle_datagram(2_000, &data(1, &[7; 512]), at(14_000));
    assert_eq!(drain(&mut client), [ack(1)]);
    client.handle_timeout(at(15_100));
    assert_eq!(drain(&mut client).last(), Some(&Output::Failed(Failure::Stalled)));
}

#[test]
fn a_stranger_is_sent_away_and_changes_nothing() {
    let mut client = client(10_000);
    client.handle_datagram(2_000, &data(1, &[7; 512]), at(5));
    drain(&mut client);
    client.handle_datagram(3_000, &data(2, b"evil"), at(6));
    assert_eq!(drain(&mut client), [send(Some(3_000), b"\0\x05\0\x05unknown transfer\0")]);
    client.handle_datagram(3_000, b"\0\x05\0\0evil\0", at(6));
    assert_eq!(drain(&mut client), []);
    client.handle_datagram(2_000, &data(2, b"good"), at(7));
    assert_eq!(drain(&mut client).last(), Some(&Output::Done));
}

#[test]
fn a_file_that_is_too_long_is_refused_at_once_or_in_time() {
    let mut client = client(1_000);
    drain(&mut client);
    client.handle_datagram(2_000, b"\0\x06tsize\x0052428800\0", at(5));
    assert_eq!(drain(&mut client).last(), Some(&Output::Failed(Failure::TooLong)));

    let mut client = self::client(1_000);
    client.handle_datagram(2_000, &data(1, &[7; 512]), at(5));
    client.handle_datagram(2_000, &data(2, &[7; 512]), at(5));
    let outputs = drain(&mut client);
    assert_eq!(outputs.last(), Some(&Output::Failed(Failure::TooLong)));
    assert!(outputs.contains(&send(Some(2_000), b"\0\x05\0\x03longer than the limit\0")));
}

#[test]
fn a_file_that_is_shorter_than_told_is_cut_off() {
    let mut client = client(10_000);
    client.handle_datagram(2_000, b"\0\x06tsize\x00600\0", at(5));
    client.handle_datagram(2_000, &data(1, b"short"), at(5));
    assert_eq!(drain(&mut client).last(), Some(&Output::Failed(Failure::Short)));
}

/// Transfers `blocks` full blocks and a short one, with numbers that wrap to `wrap`, while every
/// packet that `lost` says is lost; returns the bytes that came and how long it took.
fn transfer(blocks: u32, wrap: u16, mut lost: impl FnMut() -> bool) -> (u64, Duration) {
    let mut client = Client::new("a", u64::MAX, Duration::from_secs(1_000), at(0));
    let (mut now, mut sent, mut number, mut bytes) = (at(0), 0, 0_u16, 0);
    let block = |sent: u32, number| {
        let full = sent <= blocks;
        data(number, if full { &[7; 512] } else { b"end" })
    };
    loop {
        let Some(output) = client.poll_output() else {
            now = now.max(client.poll_timeout().expect("it goes on"));
            client.handle_timeout(now);
            continue;
        };
        match output {
            Output::Send { datagram, .. } if lost() => drop(datagram),
            Output::Send { datagram, .. } => {
                // What repeats itself is answered with what was sent last.
                let asks_for_more = match datagram.strip_prefix(&[0, 4]) {
                    Some(block) => block == number.to_be_bytes(),
                    None => sent == 0,
                };
                if asks_for_more {
                    sent += 1;
                    number = if number == u16::MAX { wrap } else { number + 1 };
                }
                if !lost() {
                    client.handle_datagram(2_000, &block(sent, number), now);
                }
            }
            Output::Data(data) => bytes += data.len() as u64,
            Output::Done => return (bytes, now.since(at(0))),
            other @ (Output::Size(_) | Output::Failed(_)) => panic!("{other:?}"),
        }
    }
}

#[test]
fn block_numbers_wrap_to_zero_and_to_one() {
    for wrap in [0, 1] {
        assert_eq!(transfer(140_000, wrap, || false).0, 140_000 * 512 + 3, "{wrap}");
    }
}

#[test]
fn lost_packets_cost_time_and_no_bytes() {
    let mut rng = hookswitch_core::rng::Rng::new([5; 32]);
    let (bytes, took) = transfer(500, 0, || rng.below(10) == 0);
    assert_eq!(bytes, 500 * 512 + 3);
    assert!(took > Duration::from_secs(50), "{took:?}");
}

#[test]
fn noise_is_not_a_packet() {
    for noise in
        [&b""[..], b"\0", b"\0\x03", b"\0\x03\0", b"\0\x05\0", b"\0\x01a\0octet\0", b"\0\x09"]
    {
        assert_eq!(Packet::read(noise), None, "{noise:?}");
    }
    for options in
        [&b"\0\x06blksize"[..], b"\0\x06blksize\0", b"\0\x06blksize\0x\0", b"\0\x06what\x001\0"]
    {
        assert_eq!(Packet::read(options), None, "{options:?}");
    }
}
