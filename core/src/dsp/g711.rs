//! G.711: A-law and mu-law, eight bits a sample at 8000 Hz (ITU-T G.711 (11/88), tables 1 and 2).

/// Added to a magnitude before its segment is looked up (G.711 table 2, in 16-bit scale).
const MU_BIAS: i32 = 132;

/// Even bits of an A-law code are inverted on the wire (G.711 table 1, note 2).
const A_MASK: u8 = 0x55;

/// Returns the mu-law code of a 16-bit sample.
pub const fn encode_mu(sample: i16) -> u8 {
    let sample = sample as i32;
    let (magnitude, mask) = if sample >= 0 { (sample, 0xff) } else { (-sample, 0x7f) };
    let biased = magnitude + MU_BIAS;
    let segment = segment(biased);
    if segment > 7 {
        return 0x7f ^ mask;
    }
    ((segment << 4) as u8 | ((biased >> (segment + 3)) & 0x0f) as u8) ^ mask
}

/// Returns the 16-bit sample that mu-law code `code` stands for.
pub const fn decode_mu(code: u8) -> i16 {
    let code = !code;
    let magnitude = ((((code & 0x0f) as i32) << 3) + MU_BIAS) << ((code & 0x70) >> 4);
    (if code & 0x80 != 0 { MU_BIAS - magnitude } else { magnitude - MU_BIAS }) as i16
}

/// Returns the A-law code of a 16-bit sample.
pub const fn encode_a(sample: i16) -> u8 {
    let sample = sample as i32;
    // Negative values are mirrored about -1/2, so that each code has one interval of 16 steps.
    let (magnitude, mask) =
        if sample >= 0 { (sample, A_MASK | 0x80) } else { (-sample - 1, A_MASK) };
    let segment = segment(magnitude);
    let shift = if segment == 0 { 4 } else { segment + 3 };
    ((segment << 4) as u8 | ((magnitude >> shift) & 0x0f) as u8) ^ mask
}

/// Returns the 16-bit sample that A-law code `code` stands for.
pub const fn decode_a(code: u8) -> i16 {
    let code = code ^ A_MASK;
    let step = ((code & 0x0f) as i32) << 4;
    let segment = (code & 0x70) >> 4;
    let magnitude = if segment == 0 { step + 8 } else { (step + 0x108) << (segment - 1) };
    (if code & 0x80 != 0 { magnitude } else { -magnitude }) as i16
}

/// Returns how many bits `magnitude` has beyond eight.
const fn segment(magnitude: i32) -> u32 {
    24 - (magnitude | 0xff).leading_zeros()
}

/// Returns the 16-bit sample nearest to `sample`, which is clipped to -1 to 1.
pub fn to_i16(sample: f32) -> i16 {
    // The cast saturates and turns NaN into 0.
    (sample * 32_768.0).round() as i16
}

/// Returns a 16-bit sample as a number from -1 to 1.
pub fn from_i16(sample: i16) -> f32 {
    f32::from(sample) / 32_768.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_law_codes_survive_a_round_trip() {
        for code in 0..=255 {
            assert_eq!(encode_a(decode_a(code)), code, "code {code:#04x}");
        }
    }

    #[test]
    fn mu_law_codes_survive_a_round_trip_except_negative_zero() {
        for code in (0..=255).filter(|&code| code != 0x7f) {
            assert_eq!(encode_mu(decode_mu(code)), code, "code {code:#04x}");
        }
        assert_eq!((decode_mu(0x7f), encode_mu(0)), (0, 0xff));
    }

    #[test]
    fn codes_have_the_values_of_the_recommendation() {
        // Ends and segment borders of G.711 tables 1 and 2, scaled to 16 bits.
        for (code, value) in
            [(0xff, 0), (0xfe, 8), (0xef, 132), (0x80, 32_124), (0x00, -32_124), (0x7e, -8)]
        {
            assert_eq!(decode_mu(code), value, "mu-law {code:#04x}");
        }
        for (code, value) in
            [(0xd5, 8), (0x55, -8), (0xd4, 24), (0xc5, 264), (0xaa, 32_256), (0x2a, -32_256)]
        {
            assert_eq!(decode_a(code), value, "A-law {code:#04x}");
        }
    }

    #[test]
    fn error_is_at_most_half_a_step() {
        for sample in i16::MIN..=i16::MAX {
            let magnitude = i32::from(sample).abs();
            let error = |value: i16| (i32::from(value) - i32::from(sample)).abs();
            // A segment's step is a sixteenth of where it begins. One more for negative A-law
            // codes, whose intervals are mirrored about -1/2; beyond 32635 mu-law clips.
            assert!(error(decode_a(encode_a(sample))) <= (magnitude / 32).max(8) + 1, "{sample}");
            let clipped = (magnitude - 32_635).max(0);
            let half = (magnitude + MU_BIAS) / 32 + 1;
            assert!(error(decode_mu(encode_mu(sample))) <= half + clipped, "{sample}");
        }
    }

    #[test]
    fn samples_clip_at_full_scale() {
        assert_eq!((to_i16(2.0), to_i16(-2.0)), (i16::MAX, i16::MIN));
        assert_eq!((to_i16(f32::NAN), to_i16(0.5)), (0, 16_384));
    }
}
