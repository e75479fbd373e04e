//! hookswitch-neteq FOLDER TRACE...: plays what `traces` wrote into FOLDER by the crate `neteq`, whose
//! clock is the time of the packets: `said.g722`, and when packets arrived (`TRACE.arrivals`).
//!
//! Writes `TRACE.neteq.wav` and prints the same lines as `traces`. Packets are decoded by the G.722 of
//! the phone; sound is pulled each 10 ms, as a browser does.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use hookswitch_core::dsp::g722;
use neteq::codec::AudioDecoder;
use neteq::neteq::SpeechType;
use neteq::{AudioPacket, NetEq, NetEqConfig, RtpHeader};
use serde_json::json;

#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../src/wav.rs"]
mod wav;

const RATE: u32 = 16_000;
/// Octets in a packet of 20 ms; two samples in each.
const OCTETS: usize = 160;
const G722: u8 = 9;

/// When each packet began to be played: its number, and the time in ms.
type Played = Arc<Mutex<Vec<u32>>>;

/// Decodes packets that begin with their number.
struct Decoder {
    decoder: g722::Decoder,
    numbers: Played,
}

impl AudioDecoder for Decoder {
    fn sample_rate(&self) -> u32 {
        RATE
    }

    fn channels(&self) -> u8 {
        1
    }

    fn decode(&mut self, encoded: &[u8]) -> neteq::Result<Vec<f32>> {
        let (number, octets) = encoded.split_at(4);
        let number = u32::from_be_bytes(number.try_into().expect("four octets"));
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner).push(number);
        let samples = octets.iter().flat_map(|&octet| self.decoder.process(octet));
        Ok(samples.map(|sample| f32::from(sample) / 32_768.0).collect())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("hookswitch-neteq FOLDER TRACE...")?;
    let folder = Path::new(&folder);
    let octets = fs::read(folder.join("said.g722"))?;
    let packets: Vec<&[u8]> = octets.chunks(OCTETS).collect();
    for trace in args {
        let text = fs::read_to_string(folder.join(format!("{trace}.arrivals")))?;
        let arrivals: Vec<(u64, u32)> = text
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(at_us, number)| Some((at_us.parse().ok()?, number.parse().ok()?)))
            .collect();
        println!("{}", play(folder, &trace, &arrivals, &packets)?);
    }
    Ok(())
}

fn play(
    folder: &Path,
    trace: &str,
    arrivals: &[(u64, u32)],
    packets: &[&[u8]],
) -> Result<serde_json::Value, Box<dyn Error>> {
    web_time::set_us(0);
    let mut neteq = NetEq::new(NetEqConfig { sample_rate: RATE, ..NetEqConfig::default() })?;
    let numbers = Played::default();
    let decoder = Decoder { decoder: g722::Decoder::default(), numbers: Arc::clone(&numbers) };
    neteq.register_decoder(G722, Box::new(decoder));
    let until_us = arrivals.last().map_or(0, |last| last.0);
    let mut arrivals = arrivals.iter().peekable();
    let (mut samples, mut delays_ms, mut made_up) = (Vec::new(), Vec::new(), 0.0);
    for run in 0..packets.len() as u64 * 2 + 20 {
        let now_us = run * 10_000;
        web_time::set_us(now_us);
        while let Some(&(_, number)) = arrivals.next_if(|next| next.0 <= now_us) {
            let header = RtpHeader::new(number as u16, number * OCTETS as u32 * 2, 77, G722, false);
            let payload = [&number.to_be_bytes(), packets[number as usize]].concat();
            neteq.insert_packet(AudioPacket::new(header, payload, RATE, 1, 20))?;
        }
        let frame = neteq.get_audio()?;
        if now_us <= until_us {
            made_up += if frame.speech_type == SpeechType::Expand { 10.0 } else { 0.0 };
        }
        samples.extend(frame.samples);
        for number in numbers.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // As by the shortest way it could be played in the first run after 25 ms.
            delays_ms.push(run as f64 * 10.0 - (f64::from(number) * 20.0 + 30.0));
        }
    }
    let file = format!("{trace}.neteq.wav");
    wav::Wav { rate: RATE, samples }.write(&folder.join(&file));
    delays_ms.sort_by(f64::total_cmp);
    let mean = delays_ms.iter().sum::<f64>() / delays_ms.len().max(1) as f64;
    let p95 = delays_ms.get(delays_ms.len() * 95 / 100).copied().unwrap_or_default();
    Ok(json!({
        "trace": trace, "buffer": "neteq", "file": file, "delay_ms": mean, "delay_p95_ms": p95,
        "made_up": made_up / (packets.len() as f64 * 20.0),
    }))
}
