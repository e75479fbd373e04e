//! Reports of headsets: what their buttons tell, and what their lamps are told.
//!
//! A headset with buttons is a Telephony Device (HID Usage Tables 1.5, page 0x0B) whose lamps are on
//! the page LED (0x08). The browser has read the descriptor; here is where in a report's bytes each
//! usage stands (HID 1.11, 5.8 and 6.2.2.5: fields follow each other from the lowest bit on).

use serde::{Deserialize, Serialize};

/// Longest report that is made, in bytes: that of a full-speed interrupt endpoint.
const LONGEST: usize = 64;

/// Most usages of one field that are looked at.
const MOST_USAGES: usize = 256;

/// Usages, with their page in the upper half.
pub mod usage {
    /// The hook: off while it is pressed or on.
    pub const HOOK: u32 = 0x000b_0020;
    /// Flash: hold, or answer what waits.
    pub const FLASH: u32 = 0x000b_0021;
    /// Redial.
    pub const REDIAL: u32 = 0x000b_0024;
    /// Microphone off or on.
    pub const MUTE: u32 = 0x000b_002f;
    /// Lamp: the microphone is off.
    pub const LAMP_MUTE: u32 = 0x0008_0009;
    /// Lamp: a call is up.
    pub const LAMP_OFF_HOOK: u32 = 0x0008_0017;
    /// Lamp: a call rings.
    pub const LAMP_RING: u32 = 0x0008_0018;
    /// Lamp: a call is on hold.
    pub const LAMP_HOLD: u32 = 0x0008_0020;
}

/// One main item of a report descriptor, as the browser tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The report it is part of; 0 where there is only one.
    pub report: u8,
    /// What its values stand for, with the page in the upper half.
    pub usages: Vec<u32>,
    /// Bits of one value.
    pub bits: u16,
    /// Number of values.
    pub count: u16,
    /// Whether its values are numbers of usages that are on, and not one value for each.
    pub array: bool,
    /// Whether a value is a state, and not a change.
    pub absolute: bool,
}

/// Where a usage stands in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    report: u8,
    bit: u32,
    bits: u16,
    /// In an array: which number means this usage, and how many values may be it.
    member: Option<(u32, u16)>,
    absolute: bool,
}

/// What a person did with the headset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Took it off the hook, or put it back.
    Hook(bool),
    /// Turned its microphone off or on; `None` is the other of what it was.
    Mute(Option<bool>),
    /// Pressed Flash.
    Flash,
    /// Pressed Redial.
    Redial,
}

/// What the lamps of a headset show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lamps {
    /// A call is up or begun.
    pub off_hook: bool,
    /// A call rings.
    pub ring: bool,
    /// The microphone is off.
    pub mute: bool,
    /// A call is on hold.
    pub hold: bool,
}

/// Usages, and where each stands.
type Places = Vec<(u32, Place)>;

/// A headset whose reports are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headset {
    inputs: Places,
    outputs: Places,
    /// Output reports and the bytes of each.
    lengths: Vec<(u8, usize)>,
    /// Usages that were on in the last report that has them.
    on: Vec<u32>,
}

impl Headset {
    /// Returns a headset whose reports are made of these items, in their order.
    pub fn new(inputs: &[Item], outputs: &[Item]) -> Self {
        let (inputs, _) = places(inputs);
        let (outputs, ends) = places(outputs);
        let length = |bits: u32| (bits.div_ceil(8) as usize).min(LONGEST);
        let lengths = ends.into_iter().map(|(report, bits)| (report, length(bits))).collect();
        Self { inputs, outputs, lengths, on: Vec::new() }
    }

    /// Whether it has a hook, without which its buttons are of no use to a phone.
    pub fn has_hook(&self) -> bool {
        self.inputs.iter().any(|(usage, _)| *usage == usage::HOOK)
    }

    /// Takes a report and returns what the person did since the last one. What is cut off or of
    /// another report tells nothing.
    pub fn take(&mut self, report: u8, data: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for &(usage, place) in self.inputs.iter().filter(|(_, place)| place.report == report) {
            let Some(is_on) = place.read(data) else { continue };
            let was_on = self.on.contains(&usage);
            if is_on == was_on {
                continue;
            }
            if is_on {
                self.on.push(usage);
            } else {
                self.on.retain(|on| *on != usage);
            }
            events.extend(match usage {
                usage::HOOK => Some(Event::Hook(is_on)),
                usage::MUTE if place.absolute => Some(Event::Mute(Some(is_on))),
                usage::MUTE => is_on.then_some(Event::Mute(None)),
                usage::FLASH => is_on.then_some(Event::Flash),
                usage::REDIAL => is_on.then_some(Event::Redial),
                _ => None,
            });
        }
        events
    }

    /// Returns the reports that make the lamps show this: numbers and bytes.
    pub fn show(&self, lamps: Lamps) -> Vec<(u8, Vec<u8>)> {
        let states = [
            (usage::LAMP_OFF_HOOK, lamps.off_hook),
            (usage::LAMP_RING, lamps.ring),
            (usage::LAMP_MUTE, lamps.mute),
            (usage::LAMP_HOLD, lamps.hold),
        ];
        let is_on = |usage| states.contains(&(usage, true));
        let has_lamp = |report| {
            let lamps = self.outputs.iter().filter(move |(_, place)| place.report == report);
            lamps.filter(|(usage, _)| states.iter().any(|(lamp, _)| lamp == usage))
        };
        let reports = self.lengths.iter().filter(|(report, _)| has_lamp(*report).next().is_some());
        let report = |&(report, length): &(u8, usize)| {
            let mut data = vec![0; length];
            let lit = has_lamp(report).filter(|(usage, _)| is_on(*usage));
            lit.for_each(|(_, place)| place.write(&mut data));
            (report, data)
        };
        reports.map(report).collect()
    }
}

impl Place {
    /// Whether the usage is on; `None` if the report ends before it.
    fn read(&self, data: &[u8]) -> Option<bool> {
        let Some((member, count)) = self.member else {
            return Some(number(data, self.bit, self.bits)? != 0);
        };
        let values = (0..u32::from(count)).map(|value| self.bit + value * u32::from(self.bits));
        let numbers: Option<Vec<u32>> = values.map(|bit| number(data, bit, self.bits)).collect();
        Some(numbers?.contains(&member))
    }

    /// Turns the usage on.
    fn write(&self, data: &mut [u8]) {
        let value = self.member.map_or(1, |(member, _)| member);
        let slots = self.member.map_or(1, |(_, count)| u32::from(count));
        // Of an array the first value that is free is taken.
        let free = (0..slots)
            .map(|slot| self.bit + slot * u32::from(self.bits))
            .find(|bit| number(data, *bit, self.bits) == Some(0));
        let Some(start) = free else { return };
        for bit in 0..u32::from(self.bits.min(32)) {
            let at = start + bit;
            if value >> bit & 1 == 1
                && let Some(byte) = data.get_mut((at / 8) as usize)
            {
                *byte |= 1 << (at % 8);
            }
        }
    }
}

/// Returns where the usages of items stand, and the bits of each report.
fn places(items: &[Item]) -> (Places, Vec<(u8, u32)>) {
    let (mut places, mut ends) = (Places::new(), Vec::<(u8, u32)>::new());
    for item in items {
        let known = ends.iter().position(|(report, _)| *report == item.report);
        let at = known.unwrap_or_else(|| {
            ends.push((item.report, 0));
            ends.len() - 1
        });
        let Some((_, end)) = ends.get_mut(at) else { continue };
        let place = |bit, member| Place {
            report: item.report,
            bit,
            bits: item.bits,
            member,
            absolute: item.absolute,
        };
        let usages = item.usages.iter().take(MOST_USAGES).copied();
        for (index, usage) in (0_u32..).zip(usages) {
            let place = if item.array {
                // The number 0 means that nothing is on.
                place(*end, Some((index + 1, item.count)))
            } else if index < u32::from(item.count) {
                place(*end + index * u32::from(item.bits), None)
            } else {
                continue;
            };
            if !places.iter().any(|(known, _)| *known == usage) {
                places.push((usage, place));
            }
        }
        *end = end.saturating_add(u32::from(item.bits) * u32::from(item.count));
    }
    (places, ends)
}

/// Returns the number in these bits, the lowest first; `None` if they are not there.
fn number(data: &[u8], bit: u32, bits: u16) -> Option<u32> {
    let mut value = 0;
    for index in 0..u32::from(bits) {
        let at = bit.checked_add(index)?;
        let byte = data.get((at / 8) as usize)?;
        if index < 32 {
            value |= u32::from(byte >> (at % 8) & 1) << index;
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::usage::{FLASH, HOOK, LAMP_HOLD, LAMP_MUTE, LAMP_OFF_HOOK, LAMP_RING, MUTE, REDIAL};
    use super::*;

    fn item(report: u8, usages: &[u32], bits: u16, count: u16) -> Item {
        Item { report, usages: usages.to_vec(), bits, count, array: false, absolute: true }
    }

    /// As many USB headsets are: hook and line busy are states, mute and flash changes, and padding.
    fn usual() -> Headset {
        let change = |usage| Item { absolute: false, ..item(8, &[usage], 1, 1) };
        let inputs = [
            item(8, &[HOOK, 0x000b_0097], 1, 2),
            change(MUTE),
            change(FLASH),
            change(REDIAL),
            item(8, &[], 1, 11),
        ];
        let outputs = [
            item(8, &[LAMP_OFF_HOOK, LAMP_MUTE, LAMP_RING], 1, 3),
            item(8, &[], 1, 13),
            item(9, &[LAMP_HOLD], 1, 1),
        ];
        Headset::new(&inputs, &outputs)
    }

    #[test]
    fn buttons_are_edges_of_bits() {
        let mut headset = usual();
        assert!(headset.has_hook());
        for (report, data, expected) in [
            (8, &[0b0_0001, 0][..], &[Event::Hook(true)][..]),
            (8, &[0b0_0001, 0], &[]),
            (8, &[0b0_0101, 0], &[Event::Mute(None)]),
            (8, &[0b0_0001, 0], &[]),
            (8, &[0b0_1001, 0], &[Event::Flash]),
            (8, &[0b1_0001, 0], &[Event::Redial]),
            // Another report, one that is cut off, and one with more than was told.
            (7, &[0, 0], &[]),
            (8, &[], &[]),
            (8, &[0, 0, 255], &[Event::Hook(false)]),
        ] {
            assert_eq!(headset.take(report, data), expected, "{report} {data:?}");
        }
    }

    #[test]
    fn lamps_are_bits_of_their_reports() {
        let headset = usual();
        for (lamps, expected) in [
            (Lamps::default(), [vec![0, 0], vec![0]]),
            (Lamps { ring: true, ..Lamps::default() }, [vec![0b100, 0], vec![0]]),
            (Lamps { off_hook: true, mute: true, ..Lamps::default() }, [vec![0b011, 0], vec![0]]),
            (Lamps { off_hook: true, hold: true, ..Lamps::default() }, [vec![0b001, 0], vec![1]]),
        ] {
            let [first, second] = expected;
            assert_eq!(headset.show(lamps), [(8, first), (9, second)], "{lamps:?}");
        }
        assert_eq!(Headset::default().show(Lamps::default()), []);
    }

    #[test]
    fn a_field_may_hold_numbers_of_what_is_on() {
        let array = Item { array: true, ..item(1, &[HOOK, MUTE], 4, 2) };
        let lamps = Item { array: true, ..item(2, &[LAMP_RING, LAMP_HOLD], 4, 2) };
        let mut headset = Headset::new(&[array], &[lamps]);
        assert_eq!(headset.take(1, &[0x12]), [Event::Hook(true), Event::Mute(Some(true))]);
        assert_eq!(headset.take(1, &[0x02]), [Event::Hook(false)]);
        let lit = Lamps { ring: true, hold: true, ..Lamps::default() };
        assert_eq!(headset.show(lit), [(2, vec![0x21])]);
    }

    #[test]
    fn descriptions_that_make_no_sense_do_no_harm() {
        let wide = item(3, &[HOOK], u16::MAX, u16::MAX);
        let none = item(3, &[MUTE], 0, 0);
        let mut headset =
            Headset::new(&[wide.clone(), none], &[item(3, &[LAMP_RING], 40, 9), wide]);
        assert_eq!(headset.take(3, &[255; 64]), []);
        assert_eq!(headset.show(Lamps { ring: true, ..Lamps::default() })[0].1.len(), LONGEST);
    }
}
