use core::net::{IpAddr, Ipv4Addr};

use super::super::attribute::Direction;
use super::super::offer_answer::{Capabilities, Local, NegotiationError, Session};
use super::*;

fn with(encryption: Option<Encryption>) -> Session {
    let capabilities = Capabilities { encryption, ..Capabilities::g711(None) };
    let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
    Session::new(capabilities, Local::new(address, 4000), 1)
}

fn wants(policy: Policy, seed: u8) -> Encryption {
    Encryption {
        policy,
        suites: vec![Suite::Aes128Tag80, Suite::Aes128Tag32],
        mki_octets: 0,
        states_lifetime: true,
        services: Services::ALL,
        rng: Rng::new([seed; 32]),
    }
}

fn session(policy: Option<Policy>, seed: u8) -> Session {
    with(policy.map(|policy| wants(policy, seed)))
}

/// One end offers, the other answers; returns the answer.
fn agree(from: &mut Session, to: &mut Session) -> Result<Description, NegotiationError> {
    // What is said is what is read.
    let reread = |it: &Description| Description::parse(&it.to_bytes()).unwrap();
    let offer = reread(from.offer(Direction::SendRecv));
    let answer = reread(to.answer(&offer, Direction::SendRecv)?);
    from.read_answer(&answer)?;
    Ok(answer)
}

fn keys(session: &Session) -> Option<KeyPair> {
    session.negotiated()?.keys().cloned()
}

fn mirrored(keys: Option<KeyPair>) -> Option<KeyPair> {
    keys.map(|KeyPair { send, receive }| KeyPair { send: receive, receive: send })
}

#[track_caller]
fn check(ours: Option<Policy>, theirs: Option<Policy>, expected: Result<&str, NegotiationError>) {
    let (mut a, mut b) = (session(ours, 1), session(theirs, 2));
    let answer = agree(&mut a, &mut b);
    let protocol = answer.as_ref().map(|answer| answer.media[0].protocol.as_str());
    let is_plain = protocol == Ok("RTP/AVP") && keys(&a).is_none();
    let found = protocol.map(|protocol| if is_plain { "plain" } else { protocol });
    assert_eq!(found.map_err(|error| *error), expected, "{ours:?} {theirs:?}");
    assert_eq!(keys(&a), mirrored(keys(&b)));
    if let Some(keys) = keys(&a) {
        assert_ne!(keys.send, keys.receive);
        assert_eq!(keys.send.lifetime, Some(1 << 31));
    }
}

#[test]
fn each_policy_meets_each_other() {
    use Policy::{Capability, Optional, Required};
    let refused = Err(NegotiationError::NotEncrypted);
    for (ours, theirs, expected) in [
        (None, None, Ok("plain")),
        (None, Some(Optional), Ok("plain")),
        (None, Some(Capability), Ok("plain")),
        (None, Some(Required), refused),
        (Some(Optional), None, Ok("plain")),
        (Some(Optional), Some(Optional), Ok("RTP/AVP")),
        (Some(Optional), Some(Capability), Ok("RTP/AVP")),
        (Some(Optional), Some(Required), Ok("RTP/AVP")),
        (Some(Capability), None, Ok("plain")),
        (Some(Capability), Some(Optional), Ok("RTP/SAVP")),
        (Some(Capability), Some(Capability), Ok("RTP/SAVP")),
        (Some(Capability), Some(Required), Ok("RTP/SAVP")),
        (Some(Required), None, refused),
        (Some(Required), Some(Optional), Ok("RTP/SAVP")),
        (Some(Required), Some(Capability), Ok("RTP/SAVP")),
        (Some(Required), Some(Required), Ok("RTP/SAVP")),
    ] {
        check(ours, theirs, expected);
    }
}

#[test]
fn capabilities_are_offered_and_chosen_as_rfc_5939_says() {
    let (mut a, mut b) = (session(Some(Policy::Capability), 1), session(Some(Policy::Optional), 2));
    let offer = a.offer(Direction::SendRecv).to_string();
    for line in [
        "m=audio 4000 RTP/AVP ",
        "a=tcap:1 RTP/SAVP\r\n",
        "a=acap:1 crypto:1 AES_CM_128_HMAC_SHA1_80 inline:",
        "a=acap:2 crypto:2 AES_CM_128_HMAC_SHA1_32 inline:",
        "a=pcfg:1 t=1 a=1,2\r\n",
    ] {
        assert!(offer.contains(line), "{offer}");
    }
    assert!(!offer.contains("a=crypto"), "{offer}");
    let answer = agree(&mut a, &mut b).unwrap().to_string();
    assert!(answer.contains("a=acfg:1 t=1 a=1,2\r\n"), "{answer}");
    assert!(answer.contains("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"), "{answer}");
    // From now on it is what the stream is.
    let next = a.offer(Direction::SendRecv).to_string();
    assert!(next.contains("RTP/SAVP") && !next.contains("tcap"), "{next}");
}

fn keyed(policy: Policy) -> (Session, Session) {
    let (mut a, mut b) = (session(Some(policy), 1), session(Some(policy), 2));
    agree(&mut a, &mut b).unwrap();
    (a, b)
}

#[test]
fn keys_stay_until_something_changes() {
    for policy in [Policy::Optional, Policy::Capability, Policy::Required] {
        let (mut a, mut b) = keyed(policy);
        let first = keys(&a);
        agree(&mut a, &mut b).unwrap();
        agree(&mut b, &mut a).unwrap();
        assert_eq!((keys(&a), keys(&a)), (first.clone(), mirrored(keys(&b))), "{policy:?}");
        // An offer with new keys that is refused changes nothing.
        a.renew_keys();
        a.offer(Direction::SendOnly);
        a.withdraw_offer();
        agree(&mut a, &mut b).unwrap();
        assert_eq!(keys(&a), first);
        a.renew_keys();
        agree(&mut a, &mut b).unwrap();
        let (first, second) = (first.unwrap(), keys(&a).unwrap());
        assert!(first.send != second.send && first.receive != second.receive, "{policy:?}");
        assert_eq!(keys(&a), mirrored(keys(&b)));
    }
}

#[test]
fn of_two_streams_the_encrypted_one_is_taken_by_who_can() {
    let mut offerer = session(Some(Policy::Required), 1);
    let offer = offerer.offer(Direction::SendRecv).to_string();
    let offer = offer.replacen("m=audio", "m=audio 4002 RTP/AVP 0\r\nm=audio", 1);
    let offer = Description::parse(offer.as_bytes()).unwrap();
    for (policy, ports) in [
        (None, [4000, 0]),
        (Some(Policy::Optional), [0, 4000]),
        (Some(Policy::Required), [0, 4000]),
    ] {
        let mut answerer = session(policy, 2);
        let answer = answerer.answer(&offer, Direction::SendRecv).unwrap();
        let found: Vec<_> = answer.media.iter().map(|media| media.port).collect();
        assert_eq!((&found[..], keys(&answerer).is_some()), (&ports[..], policy.is_some()));
    }
}

#[test]
fn less_than_everything_is_agreed_on_by_both_or_not_at_all() {
    let less = Services { encrypts_rtcp: false, authenticates_rtp: false, ..Services::ALL };
    let lenient = |seed| with(Some(Encryption { services: less, ..wants(Policy::Required, seed) }));
    let strict = |seed| session(Some(Policy::Required), seed);
    let (mut a, mut b) = (lenient(1), lenient(2));
    agree(&mut a, &mut b).unwrap();
    let agreed = keys(&a).unwrap();
    assert_eq!([agreed.send.services, agreed.receive.services], [less; 2]);
    assert_eq!(agree(&mut lenient(1), &mut strict(2)), Err(NegotiationError::NotEncrypted));
    let (mut a, mut b) = (strict(1), lenient(2));
    agree(&mut a, &mut b).unwrap();
    let agreed = keys(&b).unwrap();
    assert_eq!([agreed.send.services, agreed.receive.services], [Services::ALL; 2]);
}

#[test]
fn keys_have_names_if_the_offer_gives_them_one() {
    let named = || with(Some(Encryption { mki_octets: 2, ..wants(Policy::Required, 1) }));
    let (mut a, mut b) = (named(), session(Some(Policy::Required), 2));
    let answer = agree(&mut a, &mut b).unwrap().to_string();
    assert!(answer.contains("|2^31|1:2\r\n"), "{answer}");
    let agreed = keys(&a).unwrap();
    assert_eq!([agreed.send.mki, agreed.receive.mki], [[0, 1]; 2]);
    let (mut a, mut b) = (session(Some(Policy::Required), 2), named());
    agree(&mut a, &mut b).unwrap();
    assert_eq!(keys(&b).unwrap().send.mki, [0; 0]);
}

#[test]
fn an_answer_must_choose_of_what_was_offered() {
    for (from, to) in [
        ("a=crypto:1 ", "a=crypto:7 "),
        ("AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"),
        ("inline:", "uri:"),
        ("a=crypto", "a=nothing"),
        ("|2^31", "|2^31 UNENCRYPTED_SRTP"),
    ] {
        let (mut a, mut b) =
            (session(Some(Policy::Required), 1), session(Some(Policy::Required), 2));
        let offer = a.offer(Direction::SendRecv);
        let answer = b.answer(offer, Direction::SendRecv).unwrap();
        let answer = Description::parse(answer.to_string().replace(from, to).as_bytes()).unwrap();
        assert_eq!(a.read_answer(&answer), Err(NegotiationError::NotEncrypted), "{to}");
    }
}
