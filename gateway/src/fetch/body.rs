//! What is in a file while it comes: counted, capped, and passed on to the phone in parts.

use std::time::{Duration, Instant};

use hookswitch_core::link::{File, LinkError, PART, Part};

use crate::link::Question;

/// A part is sent when there is so much, or any and so long ago was the last one: the phone shows
/// how far it is, and knows that its request lives.
const PROGRESS: Duration = Duration::from_secs(1);

/// The bytes of one file.
pub(crate) struct Body<'a> {
    question: &'a Question,
    name: String,
    limit: u32,
    total: Option<u32>,
    /// What was passed on.
    sent: u32,
    waiting: Vec<u8>,
    last_part: Instant,
}

impl<'a> Body<'a> {
    /// Begins a file called `name` in errors that may have `limit` bytes.
    pub(crate) fn new(question: &'a Question, name: String, limit: u32) -> Self {
        let (waiting, last_part) = (Vec::new(), Instant::now());
        Self { question, name, limit, total: None, sent: 0, waiting, last_part }
    }

    /// Notes how long the file will be.
    ///
    /// # Errors
    ///
    /// If that is too long.
    pub(crate) fn expect(&mut self, total: u64) -> Result<(), LinkError> {
        match u32::try_from(total) {
            Ok(total) if total <= self.limit => self.total = Some(total),
            Ok(_) | Err(_) => return Err(LinkError::TooLong(self.name.clone())),
        }
        Ok(())
    }

    /// Returns the length that was told.
    pub(crate) fn expected(&self) -> Option<u32> {
        self.total
    }

    /// Returns how many bytes came.
    pub(crate) fn len(&self) -> u32 {
        self.sent.saturating_add(u32::try_from(self.waiting.len()).unwrap_or(u32::MAX))
    }

    /// Returns how many bytes may come.
    pub(crate) fn limit(&self) -> u32 {
        self.limit
    }

    /// Takes the next bytes; waits while the phone is behind.
    ///
    /// # Errors
    ///
    /// If the file gets too long.
    pub(crate) async fn push(&mut self, bytes: &[u8]) -> Result<(), LinkError> {
        let more = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        if self.len().checked_add(more).is_none_or(|len| len > self.limit) {
            return Err(LinkError::TooLong(self.name.clone()));
        }
        self.question.pace(more).await;
        self.waiting.extend_from_slice(bytes);
        while self.waiting.len() > PART {
            let rest = self.waiting.split_off(PART);
            self.send_part(rest).await;
        }
        if self.last_part.elapsed() >= PROGRESS {
            self.send_part(Vec::new()).await;
        }
        Ok(())
    }

    async fn send_part(&mut self, rest: Vec<u8>) {
        let data = std::mem::replace(&mut self.waiting, rest);
        self.last_part = Instant::now();
        if data.is_empty() {
            return;
        }
        let offset = self.sent;
        self.sent = offset.saturating_add(u32::try_from(data.len()).unwrap_or(u32::MAX));
        self.question.part(Part { offset, total: self.total, data }).await;
    }

    /// Returns the file with what was not passed on yet.
    pub(crate) fn finish(self) -> File {
        let size = self.len();
        File { size, ..File::named(self.name, self.waiting) }
    }
}
