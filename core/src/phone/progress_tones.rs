//! What call-progress tones sound like: as in a country, or as the configuration says (manual 18.2).
//!
//! The tones of countries are those of ITU-T E.180 supplement 2, "Various tones used in national
//! networks". It gives no levels for most of them: one frequency has the -10 dBm0 of E.180, and of
//! two each is 3 dB lower.

use serde::{Deserialize, Serialize};

use crate::config::table::tones as table;
use crate::config::table::tones::{Cadence, Country, ToneName};
use crate::config::value::Value;
use crate::config::{Config, Place};
use crate::dsp::level::ZERO_DBM0;
use crate::dsp::tone::{FOR_EVER, Step};
use crate::media::plan::Tone;
use crate::time::Duration;

/// Level of a tone of one frequency, in dBov.
const LEVEL_DBOV: f32 = -16.0;

/// Level of each of two frequencies, in dBov.
const PAIR_DBOV: f32 = -19.0;

/// A level in the configuration that is silence.
const MUTE: u8 = 63;

/// How long a dial tone that stutters sounds and pauses, in milliseconds.
const STUTTER_MS: u32 = 100;

/// Two frequencies in Hz, 0 being none, how long they sound, 0 being for ever, and the pause, both
/// in milliseconds.
type Beat = ([u16; 2], u32, u32);

/// The tones of a country.
struct National {
    dial: &'static [Beat],
    ringback: &'static [Beat],
    busy: &'static [Beat],
    reorder: &'static [Beat],
    call_waiting: &'static [Beat],
}

/// What call-progress tones sound like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ProgressTones {
    country: Country,
    /// If there are such, no country counts.
    own: Option<Vec<OwnTone>>,
}

/// A tone that the configuration describes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct OwnTone {
    name: ToneName,
    cadence: Cadence,
    hz: [u16; 2],
    /// dB below 0 dBm0.
    level: [u8; 2],
    /// How long it is on and off in each step.
    steps: Vec<(Duration, Duration)>,
}

impl ProgressTones {
    pub(super) fn read(config: &Config) -> Self {
        let own = config.get(&table::USE_CONFIG_FILE_VALUES).then(|| {
            let places = table::ENABLED.param.places();
            places.filter_map(|place| OwnTone::read(config, place)).collect()
        });
        Self { country: config.get(&table::SELECTED_COUNTRY), own }
    }

    /// Returns the steps of `tone`; none if it sounds as in the United States.
    pub(super) fn pattern(&self, tone: Tone) -> Vec<Step> {
        let Some(name) = name(tone) else { return Vec::new() };
        match &self.own {
            Some(own) => {
                own.iter().find(|own| own.name == name).map_or_else(Vec::new, OwnTone::steps)
            }
            None => national(self.country).map_or_else(Vec::new, |national| national.steps(name)),
        }
    }
}

impl OwnTone {
    /// Reads an entry that is used and describes a tone.
    fn read(config: &Config, place: Place) -> Option<Self> {
        let name = config.text_of(&table::NAME.param, place);
        let name = ToneName::read(name, &table::NAME.param.kind)?;
        let step = |step: u8| {
            let place = Place(place.0, step);
            (config.get_at(&table::TONE_ON, place), config.get_at(&table::TONE_OFF, place))
        };
        let tone = Self {
            name,
            cadence: config.get_at(&table::CADENCE, place),
            hz: [
                config.get_at(&table::FREQUENCY_A, place),
                config.get_at(&table::FREQUENCY_B, place),
            ],
            level: [
                config.get_at(&table::FREQUENCY_A_LEVEL, place),
                config.get_at(&table::FREQUENCY_B_LEVEL, place),
            ],
            steps: (0..4).map(step).take_while(|(on, _)| !on.is_zero()).collect(),
        };
        config.get_at(&table::ENABLED, place).then_some(tone).filter(Self::can_be_heard)
    }

    fn can_be_heard(&self) -> bool {
        let steady = self.cadence == Cadence::Continuous;
        self.hz != [0; 2] && (steady || !self.steps.is_empty())
    }

    fn steps(&self) -> Vec<Step> {
        let mut tone = Step::new(self.hz.map(f32::from), 0.0, 0, 0);
        for ((hz, dbov), level) in tone.hz.iter_mut().zip(&mut tone.level_dbov).zip(self.level) {
            if level >= MUTE {
                *hz = 0.0;
            }
            *dbov = ZERO_DBM0 - f32::from(level);
        }
        let ms = |time: Duration| u32::try_from(time.as_millis()).unwrap_or(FOR_EVER);
        let steps =
            self.steps.iter().map(|&(on, off)| Step { on_ms: ms(on), off_ms: ms(off), ..tone });
        match self.cadence {
            Cadence::Continuous => vec![tone],
            Cadence::Cadence => steps.collect(),
            Cadence::Burst => steps.take(1).map(|step| Step { off_ms: FOR_EVER, ..step }).collect(),
        }
    }
}

impl National {
    fn steps(&self, name: ToneName) -> Vec<Step> {
        let beats = match name {
            ToneName::Dial | ToneName::SecondDial | ToneName::Stutter => self.dial,
            ToneName::Ringback => self.ringback,
            ToneName::Busy => self.busy,
            ToneName::Reorder => self.reorder,
            ToneName::CallWaiting => self.call_waiting,
            ToneName::Howler | ToneName::Beep | ToneName::HoldReminder => &[],
        };
        let steps = beats.iter().map(|&(hz, on_ms, off_ms)| {
            let level = if hz[1] == 0 { LEVEL_DBOV } else { PAIR_DBOV };
            Step::new(hz.map(f32::from), level, on_ms, off_ms)
        });
        if name == ToneName::SecondDial {
            // A fourth higher, as the usual one.
            let higher = |step: Step| Step { hz: step.hz.map(|hz| hz * 4.0 / 3.0), ..step };
            steps.map(higher).collect()
        } else if name == ToneName::Stutter {
            let stutter = |step| Step { on_ms: STUTTER_MS, off_ms: STUTTER_MS, ..step };
            steps.take(1).map(stutter).collect()
        } else {
            steps.collect()
        }
    }
}

/// Returns what the configuration calls a tone; rings have names of their own.
const fn name(tone: Tone) -> Option<ToneName> {
    Some(match tone {
        Tone::Dial => ToneName::Dial,
        Tone::Ringback => ToneName::Ringback,
        Tone::Busy => ToneName::Busy,
        Tone::Reorder => ToneName::Reorder,
        Tone::CallWaiting => ToneName::CallWaiting,
        Tone::Stutter => ToneName::Stutter,
        Tone::SecondDial => ToneName::SecondDial,
        Tone::Howler => ToneName::Howler,
        Tone::Beep => ToneName::Beep,
        Tone::HoldReminder => ToneName::HoldReminder,
        Tone::Ring(_) => return None,
    })
}

/// Beats of one frequency, or of two, as `on / off`.
macro_rules! beats {
    ($hz:literal: $($on:literal / $off:literal),+) => { &[$(([$hz, 0], $on, $off)),+] };
    ($low:literal + $high:literal: $($on:literal / $off:literal),+) => {
        &[$(([$low, $high], $on, $off)),+]
    };
}

/// Returns the tones of a country; those of the United States are the usual ones.
const fn national(country: Country) -> Option<&'static National> {
    Some(match country {
        Country::Usa => return None,
        Country::Israel => &National {
            dial: beats!(414: 0 / 0),
            ringback: beats!(414: 1_000 / 3_000),
            busy: beats!(414: 500 / 500),
            reorder: beats!(414: 250 / 250),
            call_waiting: beats!(414: 100 / 100, 100 / 100, 600 / 3_000),
        },
        Country::China => &National {
            dial: beats!(450: 0 / 0),
            ringback: beats!(450: 1_000 / 4_000),
            busy: beats!(450: 350 / 350),
            reorder: beats!(450: 700 / 700),
            call_waiting: beats!(450: 400 / 4_000),
        },
        Country::France => &National {
            dial: beats!(440: 0 / 0),
            ringback: beats!(440: 1_500 / 3_500),
            busy: beats!(440: 500 / 500),
            reorder: beats!(440: 250 / 250),
            call_waiting: beats!(440: 300 / 10_000),
        },
        Country::Germany => &National {
            dial: beats!(425: 0 / 0),
            ringback: beats!(425: 1_000 / 4_000),
            busy: beats!(425: 480 / 480),
            reorder: beats!(425: 240 / 240),
            call_waiting: beats!(425: 200 / 200, 200 / 5_000),
        },
        Country::Netherlands => &National {
            dial: beats!(425: 0 / 0),
            ringback: beats!(425: 1_000 / 4_000),
            busy: beats!(425: 500 / 500),
            reorder: beats!(425: 250 / 250),
            call_waiting: beats!(425: 500 / 9_500),
        },
        Country::Uk => &National {
            dial: beats!(350 + 440: 0 / 0),
            ringback: beats!(400 + 450: 400 / 200, 400 / 2_000),
            busy: beats!(400: 375 / 375),
            reorder: beats!(400: 400 / 350, 225 / 525),
            call_waiting: beats!(400: 100 / 4_000),
        },
        Country::Brazil => &National {
            dial: beats!(425: 0 / 0),
            ringback: beats!(425: 1_000 / 4_000),
            busy: beats!(425: 250 / 250),
            reorder: beats!(425: 250 / 250, 750 / 250),
            call_waiting: beats!(425: 50 / 1_000),
        },
        Country::Italy => &National {
            dial: beats!(425: 200 / 200, 600 / 1_000),
            ringback: beats!(425: 1_000 / 4_000),
            busy: beats!(425: 500 / 500),
            reorder: beats!(425: 200 / 200),
            call_waiting: beats!(425: 400 / 100, 250 / 100, 150 / 14_000),
        },
        Country::Argentina => &National {
            dial: beats!(425: 0 / 0),
            ringback: beats!(425: 1_000 / 4_500),
            busy: beats!(425: 300 / 300),
            reorder: beats!(425: 200 / 300),
            call_waiting: beats!(425: 200 / 9_000),
        },
        Country::Portugal => &National {
            dial: beats!(425: 0 / 0),
            ringback: beats!(425: 1_000 / 5_000),
            busy: beats!(425: 500 / 500),
            reorder: beats!(425: 200 / 200),
            call_waiting: beats!(440: 300 / 10_000),
        },
        Country::Russia => &National {
            dial: beats!(425: 0 / 0),
            ringback: beats!(425: 1_000 / 4_000),
            busy: beats!(425: 350 / 350),
            reorder: beats!(425: 175 / 175),
            call_waiting: beats!(425: 200 / 5_000),
        },
        // Its congestion tone is 10 dB lower at every other beat, which is left out.
        Country::Australia => &National {
            dial: beats!(413 + 438: 0 / 0),
            ringback: beats!(413 + 438: 400 / 200, 400 / 2_000),
            busy: beats!(425: 375 / 375),
            reorder: beats!(425: 375 / 375),
            call_waiting: beats!(425: 200 / 200, 200 / 4_400),
        },
        // 400 Hz modulated by 25 Hz: its two side bands.
        Country::India => &National {
            dial: beats!(375 + 425: 0 / 0),
            ringback: beats!(375 + 425: 400 / 200, 400 / 2_000),
            busy: beats!(400: 750 / 750),
            reorder: beats!(400: 250 / 250),
            call_waiting: beats!(400: 200 / 100, 200 / 7_500),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tones(file: &[(&str, &str)]) -> ProgressTones {
        let mut config = Config::default();
        for (path, value) in file {
            config.set(&format!("voip/regional_settings/{path}"), value).unwrap();
        }
        ProgressTones::read(&config)
    }

    #[test]
    fn each_country_has_its_tones() {
        let kind = &table::SELECTED_COUNTRY.param.kind;
        for token in Country::TOKENS {
            let country = Country::read(token, kind).unwrap();
            let tones = tones(&[("selected_country", token)]);
            for tone in [Tone::Dial, Tone::Ringback, Tone::Busy, Tone::Reorder, Tone::CallWaiting] {
                let steps = tones.pattern(tone);
                assert_eq!(steps.is_empty(), country == Country::Usa, "{token}: {tone:?}");
                for step in steps {
                    assert!((350.0..=450.0).contains(&step.hz[0]), "{token}: {step:?}");
                }
            }
        }
        let busy = tones(&[("selected_country", "Germany")]).pattern(Tone::Busy);
        assert_eq!(busy, [Step::new([425.0, 0.0], LEVEL_DBOV, 480, 480)]);
        let dial = tones(&[("selected_country", "Italy")]).pattern(Tone::Stutter);
        assert_eq!(dial, [Step::new([425.0, 0.0], LEVEL_DBOV, 100, 100)]);
        let second = tones(&[("selected_country", "China")]).pattern(Tone::SecondDial);
        assert_eq!(second, [Step::new([600.0, 0.0], LEVEL_DBOV, 0, 0)]);
    }

    #[test]
    fn own_tones_take_the_place_of_a_country() {
        let tones = tones(&[
            ("selected_country", "France"),
            ("use_config_file_values", "1"),
            ("call_progress_tones/2/enabled", "1"),
            ("call_progress_tones/2/cadence", "1"),
            ("call_progress_tones/2/frequency_a", "500"),
            ("call_progress_tones/2/frequency_b", "600"),
            ("call_progress_tones/2/frequency_a_level", "10"),
            ("call_progress_tones/2/frequency_b_level", "63"),
            ("call_progress_tones/2/tone_on_0", "30"),
            ("call_progress_tones/2/tone_off_0", "20"),
            ("call_progress_tones/2/tone_on_1", "10"),
            ("call_progress_tones/2/tone_off_1", "40"),
            ("call_progress_tones/5/enabled", "1"),
            ("call_progress_tones/5/name", "call_waiting_tone"),
            ("call_progress_tones/5/cadence", "2"),
            ("call_progress_tones/5/frequency_a", "900"),
            ("call_progress_tones/5/tone_on_0", "5"),
            ("call_progress_tones/5/tone_off_0", "100"),
        ]);
        let step = |on_ms, off_ms| Step {
            hz: [500.0, 0.0],
            level_dbov: [-16.15, -69.15],
            ..Step::new([0.0; 2], 0.0, on_ms, off_ms)
        };
        assert_eq!(tones.pattern(Tone::Busy), [step(300, 200), step(100, 400)]);
        let burst = Step::new([900.0, 0.0], ZERO_DBM0 - 13.0, 50, FOR_EVER);
        assert_eq!(tones.pattern(Tone::CallWaiting), [burst]);
        assert_eq!(tones.pattern(Tone::Dial), [], "as in the United States");
    }
}
