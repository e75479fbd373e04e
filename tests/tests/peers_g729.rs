//! Calls on G.729 between a tab and linphone, which has bcg729, through Kamailio; and its decoder beside
//! those of bcg729 and FFmpeg.

use std::path::Path;

use hookswitch_core::dsp::g729::Silences;
use hookswitch_tests::gateway::Account;
use hookswitch_tests::peers::coders::{
    Coder, ffmpeg_decodes, lossy, signal_to_difference_db, sounds, to_i16,
};
use hookswitch_tests::peers::{AnnexB, DOMAIN, Kamailio, Linphone};
use hookswitch_tests::phone::{Phone, said_by_peer, said_by_tab};
use hookswitch_tests::score::{Score, score};
use hookswitch_tests::wav::Wav;

/// How much less than bcg729 alone, without a network, leaves of the same voice a call may score.
const LESS: f64 = 0.2;

/// Returns what bcg729 leaves of a voice.
fn alone(voice: &Path, annex_b: AnnexB) -> f64 {
    let silences = match annex_b {
        AnnexB::Yes => Silences::DESCRIBED_LATE,
        AnnexB::No => Silences::Sent,
    };
    let said = Wav::read(voice).repeated(2).samples.into_iter().map(to_i16).collect::<Vec<_>>();
    let frames: Vec<_> = Coder::Bcg729.encode(&said, silences).into_iter().map(Some).collect();
    let heard = Coder::Bcg729.decode(&frames);
    let samples = heard.into_iter().map(|sample| f32::from(sample) / 32_768.0).collect();
    score(voice, &Wav { rate: 8_000, samples }, 1.0).pesq
}

fn phone(kamailio: &Kamailio, annex_b: AnnexB) -> Phone {
    let mut account = Account::new(1001, kamailio.port).with(
        "voip/audio/silence_compression/enabled",
        match annex_b {
            AnnexB::Yes => "1",
            AnnexB::No => "0",
        },
    );
    account.codecs = vec!["G729".to_owned()];
    let phone = Phone::registered(&account);
    // The program of the codec is a file of its own.
    phone.tab.wait_true(
        "performance.getEntriesByType('resource')
            .some(({ name, responseEnd }) => name.endsWith('g729.wasm') && responseEnd > 0)",
    );
    phone
}

/// Talks for a while and scores both directions. linphone has no other codec, so that what is heard
/// is G.729.
#[track_caller]
fn both_directions_are_good(phone: &Phone, peer: Linphone, annex_b: AnnexB, what: &str) {
    let tab_alone = alone(&said_by_tab(), annex_b);
    let peer_alone = alone(&said_by_peer(), annex_b);
    let in_tab: Vec<_> = (0..2).map(|_| phone.tab.score_played(&said_by_peer())).collect();
    phone.tab.press("End");
    let heard = peer.quit();
    let skips = [1.0, 2.5, 4.0];
    let in_peer: Vec<_> = skips.iter().map(|&skip| score(&said_by_tab(), &heard, skip)).collect();
    eprintln!("{what}: tab to linphone {in_peer:?} of {tab_alone}");
    eprintln!("{what}: linphone to tab {in_tab:?} of {peer_alone}");
    let is_good = |scores: &[Score], alone| scores.iter().any(|score| score.pesq >= alone - LESS);
    assert!(is_good(&in_tab, peer_alone), "{what}, in the tab: {in_tab:?}, alone {peer_alone}");
    assert!(is_good(&in_peer, tab_alone), "{what}, in linphone: {in_peer:?}, alone {tab_alone}");
    phone.tab.assert_no_errors();
}

#[track_caller]
fn tab_calls_linphone(annex_b: AnnexB) {
    let kamailio = Kamailio::start();
    let peer = Linphone::start(1002, kamailio.port, annex_b);
    let phone = phone(&kamailio, annex_b);
    phone.tab.call("1002");
    phone.tab.wait_display("Connected");
    peer.wait_for("StreamsRunning");
    both_directions_are_good(
        &phone,
        peer,
        annex_b,
        &format!("tab calls linphone, Annex B {annex_b:?}"),
    );
}

#[test]
fn tab_calls_linphone_without_annex_b() {
    tab_calls_linphone(AnnexB::No);
}

#[test]
fn tab_calls_linphone_with_annex_b() {
    tab_calls_linphone(AnnexB::Yes);
}

#[test]
fn linphone_calls_tab() {
    let kamailio = Kamailio::start();
    let peer = Linphone::start(1002, kamailio.port, AnnexB::Yes);
    let phone = phone(&kamailio, AnnexB::Yes);
    peer.dial(&format!("sip:1001@{DOMAIN}"));
    phone.tab.wait_display("Incoming call");
    phone.tab.press("Answer");
    phone.tab.wait_display("Connected");
    both_directions_are_good(&phone, peer, AnnexB::Yes, "linphone calls tab");
}

/// Decoders of others agree with ours on streams of either encoder; how closely, and why not
/// exactly, is in docs/g729.md.
#[test]
fn decoders_of_others_agree() {
    for (sound, pcm) in sounds() {
        for encoder in [Coder::Ours, Coder::Bcg729] {
            let frames = encoder.encode(&pcm, Silences::Sent);
            assert_eq!(frames.len(), pcm.len() / 80);
            for lost in [0, 5] {
                let frames = lossy(&frames, lost);
                let ours = Coder::Ours.decode(&frames);
                assert_eq!(ours.len(), frames.len() * 80);
                let bcg729 = signal_to_difference_db(&ours, &Coder::Bcg729.decode(&frames));
                let ffmpeg = signal_to_difference_db(&ours, &ffmpeg_decodes(&frames));
                eprintln!("{sound} by {encoder:?}, {lost} % lost: {bcg729:.1} {ffmpeg:.1} dB");
                if lost == 0 {
                    assert!(bcg729 > 20.0, "{sound} by {encoder:?}, bcg729: {bcg729} dB");
                    assert!(ffmpeg > 10.0, "{sound} by {encoder:?}, FFmpeg: {ffmpeg} dB");
                }
            }
        }
    }
}
