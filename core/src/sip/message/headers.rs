//! The header fields of a message.

use core::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::sip::header::{HeaderError, HeaderName, TypedHeader};

/// Header fields, in the order of the message; a name may occur several times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headers(Vec<(HeaderName, String)>);

impl Headers {
    /// Returns no fields, with room for so many.
    pub(super) fn with_capacity(fields: usize) -> Self {
        Self(Vec::with_capacity(fields))
    }

    /// Returns the value of the first field called `name`.
    pub fn get(&self, name: &HeaderName) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Returns the values of all fields called `name`, in order, not split at commas.
    pub fn get_all<'a>(&'a self, name: &'a HeaderName) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Returns every field in order.
    pub fn iter(&self) -> impl Iterator<Item = (&HeaderName, &str)> {
        self.0.iter().map(|(name, value)| (name, value.as_str()))
    }

    /// Returns how many fields there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no fields.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is a field called `name`.
    pub fn contains(&self, name: &HeaderName) -> bool {
        self.get(name).is_some()
    }

    /// Adds a field at the end.
    pub fn push(&mut self, name: HeaderName, value: impl Into<String>) {
        self.0.push((name, value.into()));
    }

    /// Adds every field of `more`.
    pub fn append(&mut self, more: &Self) {
        self.0.extend_from_slice(&more.0);
    }

    /// Adds a field in front of all others.
    pub fn push_front(&mut self, name: HeaderName, value: impl Into<String>) {
        self.0.insert(0, (name, value.into()));
    }

    /// Makes `value` the only field called `name`, in the place of the first such field.
    pub fn set(&mut self, name: HeaderName, value: impl Into<String>) {
        let value = value.into();
        match self.0.iter().position(|(n, _)| *n == name) {
            Some(at) => {
                let mut index = 0;
                self.0.retain(|(n, _)| {
                    index += 1;
                    index - 1 <= at || *n != name
                });
                if let Some((_, old)) = self.0.get_mut(at) {
                    *old = value;
                }
            }
            None => self.push(name, value),
        }
    }

    /// Removes all fields called `name`.
    pub fn remove(&mut self, name: &HeaderName) {
        self.0.retain(|(n, _)| n != name);
    }

    /// Reads the first value of a typed header field.
    ///
    /// # Errors
    ///
    /// [`HeaderError::Missing`] if there is none, or what is wrong with its text.
    pub fn typed<H: TypedHeader>(&self) -> Result<H, HeaderError> {
        self.typed_opt::<H>()?.ok_or(HeaderError::Missing(H::NAME))
    }

    /// Reads the first value of a typed header field that may be missing.
    ///
    /// # Errors
    ///
    /// What is wrong with its text.
    pub fn typed_opt<H: TypedHeader>(&self) -> Result<Option<H>, HeaderError> {
        let mut values = Vec::new();
        for field in self.get_all(&H::NAME) {
            H::parse_field(field, &mut values)?;
            if !values.is_empty() {
                break;
            }
        }
        Ok(values.into_iter().next())
    }

    /// Reads all values of a typed header field, split at commas where the grammar is a list.
    ///
    /// # Errors
    ///
    /// What is wrong with the first value that cannot be read.
    pub fn typed_all<H: TypedHeader>(&self) -> Result<Vec<H>, HeaderError> {
        let mut all = Vec::new();
        for value in self.get_all(&H::NAME) {
            H::parse_field(value, &mut all)?;
        }
        Ok(all)
    }

    /// Adds one field at the end that holds all `values`, separated by commas.
    ///
    /// Without values it adds nothing.
    pub fn push_list<H: TypedHeader>(&mut self, values: &[H]) {
        if !values.is_empty() {
            self.push(H::NAME, list(values));
        }
    }

    /// Adds a typed field in front of all others.
    pub fn push_front_typed<H: TypedHeader>(&mut self, header: &H) {
        self.push_front(H::NAME, printed(header));
    }

    /// Changes the first value of a typed header field, leaving its other values and fields, and
    /// returns it.
    ///
    /// # Errors
    ///
    /// [`HeaderError::Missing`] if there is none, or what is wrong with the text of the first
    /// field, which then stays as it is.
    pub fn change_first<H: TypedHeader>(
        &mut self,
        change: impl FnOnce(&mut H),
    ) -> Result<H, HeaderError> {
        let missing = HeaderError::Missing(H::NAME);
        let (at, mut values) = self.first_field::<H>()?.ok_or(missing.clone())?;
        change(values.first_mut().ok_or(missing.clone())?);
        if let Some((_, text)) = self.0.get_mut(at) {
            *text = list(&values);
        }
        values.into_iter().next().ok_or(missing)
    }

    /// Removes and returns the first value of a typed header field, leaving its other values.
    ///
    /// # Errors
    ///
    /// What is wrong with the text of the first field, which then stays as it is.
    pub fn pop_first<H: TypedHeader>(&mut self) -> Result<Option<H>, HeaderError> {
        let Some((at, mut values)) = self.first_field::<H>()? else {
            return Ok(None);
        };
        let first = (!values.is_empty()).then(|| values.remove(0));
        if values.is_empty() {
            self.0.remove(at);
        } else if let Some((_, text)) = self.0.get_mut(at) {
            *text = list(&values);
        }
        Ok(first)
    }

    /// Adds a typed field at the end.
    pub fn push_typed<H: TypedHeader>(&mut self, header: &H) {
        self.push(H::NAME, printed(header));
    }

    /// Makes a typed field the only one of its name.
    pub fn set_typed<H: TypedHeader>(&mut self, header: &H) {
        self.set(H::NAME, printed(header));
    }

    fn first_field<H: TypedHeader>(&self) -> Result<Option<(usize, Vec<H>)>, HeaderError> {
        let Some(at) = self.0.iter().position(|(name, _)| *name == H::NAME) else {
            return Ok(None);
        };
        let mut values = Vec::new();
        if let Some((_, text)) = self.0.get(at) {
            H::parse_field(text, &mut values)?;
        }
        Ok(Some((at, values)))
    }
}

/// Returns the text of `header`, with room for what most have.
fn printed<H: TypedHeader>(header: &H) -> String {
    let mut text = String::with_capacity(96);
    // Writing to a String cannot fail.
    let _ = write!(text, "{header}");
    text
}

/// Returns the text of several values.
fn list<H: TypedHeader>(values: &[H]) -> String {
    let mut text = String::with_capacity(96);
    for (index, value) in values.iter().enumerate() {
        let _ = write!(text, "{}{value}", if index == 0 { "" } else { ", " });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::header::{MaxForwards, Supported, Via};

    fn headers(fields: &[(&str, &str)]) -> Headers {
        let mut headers = Headers::default();
        for (name, value) in fields {
            headers.push(HeaderName::from_name(name), *value);
        }
        headers
    }

    #[test]
    fn values_are_found_over_all_fields_and_forms() {
        let headers = headers(&[
            ("v", "SIP/2.0/UDP a, SIP/2.0/UDP b"),
            ("To", "sip:x@y"),
            ("VIA", "SIP/2.0/UDP c"),
        ]);
        let hosts: Vec<_> =
            headers.typed_all::<Via>().unwrap().iter().map(|via| via.host.to_string()).collect();
        assert_eq!(hosts, ["a", "b", "c"]);
        assert_eq!(headers.typed_opt::<MaxForwards>(), Ok(None));
        let missing = Err(HeaderError::Missing(HeaderName::MaxForwards));
        assert_eq!(headers.typed::<MaxForwards>(), missing);
    }

    #[test]
    fn first_value_is_changed_and_removed() {
        let mut headers = headers(&[("v", "SIP/2.0/UDP a, SIP/2.0/UDP b"), ("v", "SIP/2.0/UDP c")]);
        let received = |via: &mut Via| via.params.set("received", "192.0.2.1");
        let first = headers.change_first(received).unwrap();
        assert_eq!(
            headers.get(&HeaderName::Via),
            Some("SIP/2.0/UDP a;received=192.0.2.1, SIP/2.0/UDP b")
        );
        assert_eq!(headers.pop_first::<Via>(), Ok(Some(first)));
        assert_eq!(headers.get(&HeaderName::Via), Some("SIP/2.0/UDP b"));
        headers.pop_first::<Via>().unwrap();
        assert_eq!(headers.get(&HeaderName::Via), Some("SIP/2.0/UDP c"));
        headers.pop_first::<Via>().unwrap();
        assert_eq!(headers.pop_first::<Via>(), Ok(None));
    }

    #[test]
    fn set_keeps_the_place_and_drops_the_rest() {
        let mut headers = headers(&[("x1", "1"), ("x2", "2"), ("X1", "3")]);
        headers.set(HeaderName::from_name("X1"), "4");
        let all: Vec<_> = headers.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        assert_eq!(all, ["x1:4", "x2:2"]);
        headers.push_list(&[Supported("x".to_owned()), Supported("y".to_owned())]);
        headers.push_list::<Supported>(&[]);
        assert_eq!(headers.get(&HeaderName::Supported), Some("x, y"));
        assert_eq!(headers.len(), 3);
    }
}
