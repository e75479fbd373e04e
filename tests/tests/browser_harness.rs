//! The harness itself, on a page that is no phone: keys, display, sound and errors are seen.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use hookswitch_tests::browser::{Browser, Microphone};
use hookswitch_tests::folder;
use hookswitch_tests::wav::Wav;

const PAGE: &str = r#"<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<section aria-label="Display"><div>Idle</div></section>
<button aria-label="5">5 JKL</button><button disabled>Redial</button><button>Talk</button>
<script>
  const display = document.querySelector("section");
  document.querySelector("button").onclick = () => { display.innerHTML = "<div>Dial</div><div>5</div>"; };
  addEventListener("keydown", ({ key }) => { if (key === "9") console.error("nine was typed"); });
  document.querySelectorAll("button")[2].onclick = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: {
      echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
    const context = new AudioContext();
    const delay = new DelayNode(context, { delayTime: 0.1 });
    context.createMediaStreamSource(stream).connect(delay).connect(context.destination);
    display.textContent = "Talking";
  };
</script>"#;

/// Serves the page on a free port until the test's process ends.
fn served() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let url = format!("http://{}/", listener.local_addr().expect("a bound socket has an address"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = stream;
            let _request = stream.read(&mut [0; 4096]);
            let length = PAGE.len();
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";
            let _sent = write!(stream, "{head}Content-Length: {length}\r\n\r\n{PAGE}");
        }
    });
    url
}

#[test]
fn keys_are_pressed_by_name_and_the_display_is_read() {
    let browser = Browser::start(Microphone::Missing);
    let tab = browser.open_plain(&served());
    tab.wait_display("Idle");
    assert_eq!(tab.keys(), ["5", "Talk"]);
    tab.press("5");
    tab.wait_display("5");
    assert_eq!(tab.display(), "Dial\n5");
    tab.assert_no_errors();
    tab.reload();
    tab.wait_display("Idle");
}

#[test]
fn errors_on_the_console_are_collected() {
    let browser = Browser::start(Microphone::Missing);
    let tab = browser.open_plain(&served());
    tab.wait_display("Idle");
    tab.type_key("9");
    let seen = hookswitch_tests::child::wait_until(std::time::Duration::from_secs(5), || {
        tab.errors().first().cloned()
    });
    assert_eq!(seen.as_deref(), Some("\"nine was typed\""));
}

#[test]
fn what_the_page_plays_is_recorded_beside_its_microphone() {
    let folder_of_test = tempfile::tempdir().unwrap();
    let microphone = folder_of_test.path().join("chirps.wav");
    Wav::chirps(48_000, 5).write(&microphone);
    let browser = Browser::start(Microphone::Says(&microphone));
    let tab = browser.open(&served());
    tab.wait_display("Idle");
    tab.press("Talk");
    tab.wait_display("Talking");
    let played = tab.record(3.0);
    assert!(played.seconds() >= 3.0 && played.seconds() < 4.0, "{}", played.seconds());
    assert!(played.peak(0.5, 3.0) > 0.3, "{}", played.peak(0.5, 3.0));
    let delays = hookswitch_tests::delay::delays_ms(
        &tab.recording("microphone", 0.0),
        &tab.recording("played", 0.0),
    );
    assert!(delays.len() >= 2, "{delays:?}");
    assert!(delays.iter().all(|delay| (delay - 100.0).abs() < 3.1), "{delays:?}");
    tab.assert_no_errors();
}

#[test]
fn speech_through_the_fake_microphone_loses_nothing_that_is_scored() {
    let reference = folder().join("data/tab.wav");
    let browser = Browser::start(Microphone::Says(&reference));
    let tab = browser.open(&served());
    tab.wait_display("Idle");
    tab.press("Talk");
    tab.wait_display("Talking");
    let heard = tab.record(Wav::read(&reference).seconds() + 1.5);
    let result = hookswitch_tests::score::score(&reference, &heard, 1.0);
    println!("microphone to loudspeaker inside the browser: {result:?}");
    assert!(result.pesq >= 4.3, "{result:?}");
}
