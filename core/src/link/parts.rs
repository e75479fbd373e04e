//! Putting files together that come in parts.

use serde::{Deserialize, Serialize};

use super::{File, LinkError, Part, Request};

/// What came of one file so far.
///
/// It is not saved with the phone: a restored phone asks again and is answered from the beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Parts {
    #[serde(skip)]
    data: Vec<u8>,
}

impl Parts {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.data = Vec::new();
    }

    /// Takes a part and returns how many bytes there are now; `None` if it does not follow the one
    /// before, as it was sent before a break.
    ///
    /// # Errors
    ///
    /// If the file is longer than `request` allows.
    pub(super) fn take(&mut self, part: Part, request: &Request) -> Option<Result<u32, LinkError>> {
        if part.offset == 0 {
            self.clear();
        }
        if usize::try_from(part.offset) != Ok(self.data.len()) {
            self.clear();
            return None;
        }
        let size = part.offset.saturating_add(u32::try_from(part.data.len()).unwrap_or(u32::MAX));
        if let Err(error) = check(size, request) {
            self.clear();
            return Some(Err(error));
        }
        self.data.extend_from_slice(&part.data);
        Some(Ok(size))
    }

    /// Returns `file` with all of its bytes; `None` if its beginning is missing, as it was sent
    /// before a break.
    pub(super) fn finish(
        &mut self,
        file: File,
        request: &Request,
    ) -> Option<Result<File, LinkError>> {
        let mut data = core::mem::take(&mut self.data);
        if usize::try_from(file.size) != Ok(data.len() + file.data.len()) {
            return None;
        }
        if let Err(error) = check(file.size, request) {
            return Some(Err(error));
        }
        if data.is_empty() {
            return Some(Ok(file));
        }
        data.extend_from_slice(&file.data);
        Some(Ok(File { data, ..file }))
    }
}

fn check(size: u32, request: &Request) -> Result<(), LinkError> {
    if let Request::Fetch(fetch) = request
        && size > fetch.limit
    {
        return Err(LinkError::TooLong(super::without_secrets(&fetch.url)));
    }
    Ok(())
}
