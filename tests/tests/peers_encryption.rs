//! Encrypted calls between a tab, and baresip and linphone, through Kamailio, with sound.

use hookswitch_tests::gateway::Account;
use hookswitch_tests::peers::{
    Answer, Baresip, BaresipOptions, DOMAIN, Encryption, Kamailio, Linphone,
};
use hookswitch_tests::phone::{Phone, both_directions_are_good};

const MODE: &str = "voip/media/srtp/mode";
const METHOD: &str = "voip/media/srtp/method";

fn peer(kamailio: &Kamailio, encryption: Encryption) -> Baresip {
    let codecs = vec!["PCMA/8000".to_owned()];
    let options = BaresipOptions {
        number: 1002,
        registrar: Some(kamailio.port),
        codecs,
        answer: Answer::AtOnce,
    };
    Baresip::start_encrypted(&options, encryption)
}

#[test]
fn baresip_and_a_tab_that_insist_on_encryption_talk_and_hold_both_ways() {
    let kamailio = Kamailio::start();
    let peer = peer(&kamailio, Encryption::Required);
    let account = Account::new(1001, kamailio.port)
        .with(MODE, "RequireEncryption")
        .with(METHOD, "AES_CM_128_HMAC_SHA1_80");
    let phone = Phone::registered(&account);
    phone.tab.call("1002");
    phone.tab.wait_display("Encrypted");
    peer.wait_for("Call established");
    both_directions_are_good(&phone.tab, &peer, "encrypted, tab calls baresip");
    phone.tab.press("Hold");
    phone.tab.wait_display("On hold");
    phone.tab.press("Resume");
    phone.tab.wait_display("Connected");
    phone.tab.wait_sound();
    phone.tab.press("End");
    peer.wait_for("session closed");
    peer.dial(&format!("sip:1001@{DOMAIN}"));
    phone.tab.wait_display("Incoming call");
    phone.tab.press("Answer");
    phone.tab.wait_display("Encrypted");
    phone.tab.wait_sound();
    phone.tab.reload();
    phone.tab.wait_display("Encrypted");
    phone.tab.wait_sound();
    peer.hang_up();
    phone.tab.wait_display("Disconnected");
    phone.tab.assert_no_errors();
}

#[test]
fn a_tab_that_can_encrypt_does_with_who_can_and_talks_with_who_cannot() {
    for (encryption, shown) in
        [(Encryption::Optional, "Encrypted"), (Encryption::Off, "Not encrypted")]
    {
        let kamailio = Kamailio::start();
        let peer = peer(&kamailio, encryption);
        let account = Account::new(1001, kamailio.port)
            .with(MODE, "SupportEncryption")
            .with(METHOD, "AES_CM_128_ALL_METHODS");
        let phone = Phone::registered(&account);
        phone.tab.call("1002");
        phone.tab.wait_display(shown);
        phone.tab.wait_sound();
        peer.wait_heard(1.0);
        phone.tab.press("End");
        peer.wait_for("session closed");
        peer.dial(&format!("sip:1001@{DOMAIN}"));
        phone.tab.wait_display("Incoming call");
        phone.tab.press("Answer");
        phone.tab.wait_display(shown);
        phone.tab.wait_sound();
        peer.hang_up();
        phone.tab.wait_display("Disconnected");
        phone.tab.assert_no_errors();
    }
}

#[test]
fn linphone_and_a_tab_encrypt_both_ways() {
    let kamailio = Kamailio::start();
    let peer = Linphone::start_encrypted(1002, kamailio.port);
    let account = Account::new(1001, kamailio.port)
        .with(MODE, "RequireEncryption")
        .with(METHOD, "AES_CM_128_ALL_METHODS");
    let phone = Phone::registered(&account);
    phone.tab.call("1002");
    phone.tab.wait_display("Encrypted");
    peer.wait_for("StreamsRunning");
    phone.tab.wait_sound();
    phone.tab.press("End");
    phone.tab.wait_key("Missed");
    peer.dial(&format!("sip:1001@{DOMAIN}"));
    phone.tab.wait_display("Incoming call");
    phone.tab.press("Answer");
    phone.tab.wait_display("Encrypted");
    phone.tab.wait_sound();
    phone.tab.press("End");
    phone.tab.assert_no_errors();
}
