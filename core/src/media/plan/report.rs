//! What the engine tells of sound: levels, counters, and how good it is.

use serde::{Deserialize, Serialize};

use super::{CodecKind, Digit, StreamId};
use crate::dsp::level::ZERO_DBM0;
use crate::media::acoustics::Acoustics;

/// What the graph tells, about ten times a second while a plan is not empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Level of the microphone, in dBov (0 is the loudest square wave, -127 is silence).
    pub microphone_dbov: f32,
    /// Level of what the user hears, in dBov.
    pub speaker_dbov: f32,
    /// Render calls in which nothing was there to play though a stream should have been.
    pub underruns: u32,
    /// Delay of what cleans the user's voice, in milliseconds.
    pub voice_delay_ms: u16,
    /// What was found of the room and its devices, while the plan wants that.
    pub acoustics: Acoustics,
    /// Each stream.
    pub streams: Vec<StreamReport>,
}

/// What one stream tells; counters go from the stream's start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StreamReport {
    /// Which stream.
    pub id: StreamId,
    /// Packets sent.
    pub packets_sent: u32,
    /// Packets taken by the jitter buffer.
    pub packets_received: u32,
    /// Packets that came too late to be played.
    pub packets_late: u32,
    /// Packets that came twice.
    pub packets_duplicate: u32,
    /// Packets that could not be used: unknown payload type, malformed.
    pub packets_unusable: u32,
    /// Sound made up for what did not arrive, in milliseconds.
    pub concealed_ms: u32,
    /// Delay of the jitter buffer now, in milliseconds.
    pub jitter_delay_ms: u16,
    /// Delay the jitter buffer aims at, in milliseconds.
    pub jitter_target_ms: u16,
    /// Delay of the rest both ways: conversion of sample rates, packets, coding; in milliseconds.
    pub way_ms: u16,
    /// Level of what is received, in dBov.
    pub received_dbov: f32,
    /// Level of what is sent, in dBov.
    pub sent_dbov: f32,
    /// Digits received since the last report, in order (RFC 4733).
    pub digits: Vec<Digit>,
}

impl StreamReport {
    /// Returns the report of a stream in which nothing happened.
    pub const fn new(id: StreamId) -> Self {
        Self {
            id,
            packets_sent: 0,
            packets_received: 0,
            packets_late: 0,
            packets_duplicate: 0,
            packets_unusable: 0,
            concealed_ms: 0,
            jitter_delay_ms: 0,
            jitter_target_ms: 0,
            way_ms: 0,
            received_dbov: 0.0,
            sent_dbov: 0.0,
            digits: Vec::new(),
        }
    }
}

/// What RTCP tells of one stream (RFC 3550 6.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NetworkReport {
    /// Round trip, in milliseconds, once known.
    pub round_trip_ms: Option<f32>,
    /// Interarrival jitter here, in milliseconds.
    pub jitter_ms: f32,
    /// Packets lost on the way here, since the start.
    pub lost: i32,
    /// Share of what this phone sent that the peer lost lately, 0 to 1.
    pub remote_loss: f32,
    /// Packets that came in.
    pub received: u32,
    /// How good the stream is here, if that is measured.
    pub quality: Option<Quality>,
    /// Who sends it, once somebody does.
    pub remote_ssrc: Option<u32>,
    /// Packets that came in and could not be opened with the keys that were agreed.
    pub refused: u32,
    /// Those of them that came since the last one of use.
    pub refused_in_a_row: u32,
    /// Packets that came in and are neither RTP nor RTCP.
    pub malformed: u32,
    /// Those of them that came where RTP should, since the last one of use.
    pub malformed_in_a_row: u32,
    /// Packets of another source than the one that is heard.
    pub disbelieved: u32,
}

/// What is measured of the quality of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The codec, by what it costs.
    pub codec: CodecKind,
    /// Milliseconds of sound in a packet.
    pub packet_ms: u16,
    /// Whether the peer is told (RFC 3611).
    pub told: bool,
}

/// How good a stream is (RFC 3611 4.7); shares are 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Share of packets that did not come.
    pub loss: f32,
    /// Share of packets that came too late.
    pub discarded: f32,
    /// Share of packets lost within bursts.
    pub burst_density: f32,
    /// Mean length of bursts, in milliseconds.
    pub burst_ms: u16,
    /// Share of packets lost between bursts.
    pub gap_density: f32,
    /// Mean length of what is between them, in milliseconds.
    pub gap_ms: u16,
    /// Delay of this end, in milliseconds.
    pub end_system_ms: u16,
    /// Delay of the jitter buffer now, in milliseconds.
    pub jitter_nominal_ms: u16,
    /// The most it was, in milliseconds.
    pub jitter_most_ms: u16,
    /// The most it can be, in milliseconds.
    pub jitter_limit_ms: u16,
    /// Level of what is received, in dBov, once known.
    pub received_dbov: Option<f32>,
    /// Rating of listening by the E-model, 0 to 100 (ITU-T G.107).
    pub listening: f32,
    /// Rating of a conversation, which delay disturbs, 0 to 100.
    pub conversational: f32,
}

impl Quality {
    /// Returns the level of what is received in dBm0, once known.
    pub fn received_dbm0(&self) -> Option<f32> {
        self.received_dbov.map(|dbov| dbov - ZERO_DBM0)
    }
}
