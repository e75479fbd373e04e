//! The models of the series, and sets of them.

use core::fmt;

/// Models of the series, as in `system/type`.
pub const MODELS: &[&str] = &["405", "405HD", "420HD", "430HD", "440HD"];

/// A set of models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Models(u8);

impl Models {
    /// Every model.
    pub const ALL: Self = Self(0b1_1111);
    /// Models with two lines: 405, 405HD and 420HD.
    pub const SMALL: Self = Self(0b0_0111);
    /// Models with six lines and keys beside the display: 430HD and 440HD.
    pub const LARGE: Self = Self(0b1_1000);
    /// The 405HD.
    pub const M405HD: Self = Self(0b0_0010);
    /// The 420HD.
    pub const M420HD: Self = Self(0b0_0100);
    /// The 420HD, 430HD and 440HD.
    pub const WIDE: Self = Self(0b1_1100);
    /// The 440HD.
    pub const M440HD: Self = Self(0b1_0000);
    /// No model of the series.
    pub const NONE: Self = Self(0);

    /// Whether `model`, as in `system/type`, is one of them.
    pub fn has(self, model: &str) -> bool {
        MODELS.iter().position(|known| *known == model).is_some_and(|bit| self.0 >> bit & 1 == 1)
    }
}

impl fmt::Display for Models {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = MODELS.iter().filter(|model| self.has(model)).peekable();
        if names.peek().is_none() {
            return f.write_str("no model of the series");
        }
        while let Some(name) = names.next() {
            f.write_str(name)?;
            if names.peek().is_some() {
                f.write_str(", ")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_name_their_models() {
        assert_eq!(Models::SMALL.to_string(), "405, 405HD, 420HD");
        assert_eq!(Models::LARGE.to_string(), "430HD, 440HD");
        assert_eq!(Models::NONE.to_string(), "no model of the series");
        assert!(Models::ALL.has("405HD") && !Models::ALL.has("406"));
    }
}
