//! Replays the committed corpus: every seed as it is, cut off, and with bytes changed.
#![allow(clippy::unwrap_used, reason = "everything here runs in tests, where a panic is a result")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use hookswitch_core::rng::Rng;
use hookswitch_tests::folder;
use hookswitch_tests::fuzz::{TARGETS, Target};

/// Returns how many changed copies of each seed are tried: a phone lives for minutes each time.
fn changed(target: &Target) -> u32 {
    if target.name == "phone" { 5 } else { 40 }
}

fn seeds(target: &Target) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = folder().join("corpus").join(target.name);
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>());
    let mut paths: Vec<_> =
        entries.unwrap_or_default().into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Returns whether `target` takes `data` without a panic.
fn survives(target: &Target, data: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| (target.run)(data))).is_ok()
}

fn change(seed: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..=rng.below(3) {
        let length = u32::try_from(data.len()).unwrap();
        let at = usize::try_from(rng.below(length.max(1))).unwrap();
        match rng.below(5) {
            0 => data.truncate(at),
            1 if at < data.len() => data[at] = rng.below(256) as u8,
            2 if at < data.len() => data[at] ^= 1 << rng.below(8),
            3 if at < data.len() => drop(data.remove(at)),
            _ => data.insert(
                at.min(data.len()),
                b" \r\n,;:<>\"\0\x80\xff%@="[rng.below(16) as usize % 15],
            ),
        }
    }
    data
}

fn replay(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target");
    let mut rng = Rng::new([11; 32]);
    let seeds = seeds(target);
    assert!(!seeds.is_empty(), "{name} has no seeds");
    assert!(survives(target, b""), "{name} panics at nothing");
    for (path, seed) in seeds {
        assert!(survives(target, &seed), "{name} panics at {}", path.display());
        for _ in 0..changed(target) {
            let data = change(&seed, &mut rng);
            assert!(
                survives(target, &data),
                "{name} panics at {} changed to {:?}",
                path.display(),
                String::from_utf8_lossy(&data)
            );
        }
    }
}

macro_rules! replays {
    ($($name:ident,)*) => {
        $(#[test] fn $name() { replay(stringify!($name)); })*

        #[test]
        fn every_target_is_replayed() {
            let replayed = [$(stringify!($name)),*];
            let targets: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
            assert_eq!(replayed[..], targets[..]);
        }
    };
}

replays! {
    calls,
    cfg,
    cfg_set,
    cfx,
    corporate_directory,
    dhcp,
    digit_map,
    encrypted_value,
    event_text,
    event_xml,
    g729,
    hid_report,
    key_file,
    link_from_gateway,
    link_to_gateway,
    location,
    ntp,
    phone,
    ring_tone_archive,
    rtcp,
    rtp,
    sdp,
    sealed_file,
    sip_framing,
    sip_header,
    sip_message,
    sip_uri,
    speed_dials,
    srtp,
    telephone_event,
    tftp,
    wav_file,
}
