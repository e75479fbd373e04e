//! Reports of headsets.

use hookswitch_core::hid::{Headset, Item, Lamps, usage};

use super::Script;

/// Makes a headset of any items, reads any reports, and shows every state of the lamps.
///
/// # Panics
///
/// If a report for the headset is longer than one can be.
pub fn hid_report(data: &[u8]) {
    let mut script = Script(data);
    let (inputs, outputs) = (items(&mut script), items(&mut script));
    let mut headset = Headset::new(&inputs, &outputs);
    for bits in 0..16_u8 {
        let is = |bit: u8| bits >> bit & 1 == 1;
        let lamps = Lamps { off_hook: is(0), ring: is(1), mute: is(2), hold: is(3) };
        for (_, report) in headset.show(lamps) {
            assert!(report.len() <= 64, "a report of {} bytes", report.len());
        }
    }
    for report in script.0.chunks(9) {
        let [number, data @ ..] = report else { return };
        // No usage is told twice by one report.
        assert!(headset.take(*number, data).len() <= 4, "more events than usages");
    }
}

const USAGES: [u32; 8] = [
    usage::HOOK,
    usage::FLASH,
    usage::REDIAL,
    usage::MUTE,
    usage::LAMP_MUTE,
    usage::LAMP_OFF_HOOK,
    usage::LAMP_RING,
    usage::LAMP_HOLD,
];

fn items(script: &mut Script<'_>) -> Vec<Item> {
    let count = script.number() % 8;
    (0..count).map(|_| item(script)).collect()
}

/// Makes an item of four bytes: its report and what it is, its usages, and its size.
fn item(script: &mut Script<'_>) -> Item {
    let (flags, some) = (script.number(), script.number());
    let wide = flags >> 4 & 8;
    Item {
        report: flags & 3,
        usages: (0..8).filter(|at| some >> at & 1 == 1).map(|at| USAGES[at]).collect(),
        bits: u16::from(script.number()) << wide,
        count: u16::from(script.number()) << wide,
        array: flags & 4 != 0,
        absolute: flags & 8 != 0,
    }
}
