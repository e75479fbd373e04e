//! Where a tool writes: its result, and what it has to tell.

use std::io::{self, BufWriter, Write};

/// Standard output and standard error.
pub(crate) struct Console {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
}

impl Console {
    /// Returns the streams of this process.
    pub(crate) fn standard() -> Self {
        Self { out: Box::new(BufWriter::new(io::stdout())), err: Box::new(io::stderr()) }
    }

    /// Writes a line of the result.
    pub(crate) fn say(&mut self, text: &str) {
        // Nobody reads a closed pipe.
        let _ = writeln!(self.out, "{text}");
    }

    /// Writes bytes of the result as they are.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let _ = self.out.write_all(bytes);
    }

    /// Writes a line about the run: a problem, a note, a summary.
    pub(crate) fn tell(&mut self, text: &str) {
        let _ = self.out.flush();
        let _ = writeln!(self.err, "{text}");
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let _ = self.out.flush();
    }
}
