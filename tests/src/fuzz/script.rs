//! Bytes as a script: what a run does, step by step.

/// What is left of a script.
pub(super) struct Script<'a>(pub(super) &'a [u8]);

impl Script<'_> {
    /// Takes a byte, if there is one.
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// Takes a byte; behind the end there are zeros.
    pub(super) fn number(&mut self) -> u8 {
        self.byte().unwrap_or_default()
    }

    /// Takes as many bytes as the next one says.
    pub(super) fn bytes(&mut self) -> Vec<u8> {
        let length = usize::from(self.number()).min(self.0.len());
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        taken.to_vec()
    }
}
