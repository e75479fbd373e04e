//! Messages as bytes.

use core::fmt;

use super::{Headers, Message, Request, Response};
use crate::sip::header::HeaderName;
use crate::text::one_line;

impl Message {
    /// Returns the message as it is sent.
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Request(request) => request.to_bytes(),
            Self::Response(response) => response.to_bytes(),
        }
    }
}

impl Request {
    /// Returns the request as it is sent, with the right Content-Length.
    pub fn to_bytes(&self) -> Vec<u8> {
        print(format_args!("{} {} SIP/2.0", self.method, self.uri), &self.headers, &self.body)
    }
}

impl Response {
    /// Returns the response as it is sent, with the right Content-Length.
    pub fn to_bytes(&self) -> Vec<u8> {
        print(format_args!("SIP/2.0 {} {}", self.status, self.reason), &self.headers, &self.body)
    }
}

/// Prints a message; no value, whatever is in it, can start a new line.
fn print(start_line: fmt::Arguments<'_>, headers: &Headers, body: &[u8]) -> Vec<u8> {
    let fields = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    let mut text = String::with_capacity(256 + fields.sum::<usize>() + body.len());
    text.push_str(&one_line(&start_line.to_string()));
    text.push_str("\r\n");
    let mut field = |name: &HeaderName, value: &str| {
        for part in [&one_line(name.as_str()), ": ", &one_line(value), "\r\n"] {
            text.push_str(part);
        }
    };
    let length = body.len().to_string();
    let mut counted = false;
    for (name, value) in headers.iter() {
        if *name != HeaderName::ContentLength {
            field(name, value);
        } else if !counted {
            field(name, &length);
            counted = true;
        }
    }
    if !counted {
        field(&HeaderName::ContentLength, &length);
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::message::{Method, StatusCode};
    use crate::sip::uri::Uri;

    #[test]
    fn content_length_is_right_whatever_the_field_says() {
        let mut response = Response::new(StatusCode::OK);
        response.headers.push(HeaderName::ContentLength, "999");
        response.headers.push(HeaderName::Subject, "x");
        response.headers.push(HeaderName::ContentLength, "7");
        response.body = b"body".to_vec();
        let printed = String::from_utf8(response.to_bytes()).unwrap();
        assert_eq!(printed, "SIP/2.0 200 OK\r\nContent-Length: 4\r\nSubject: x\r\n\r\nbody");
    }

    #[test]
    fn values_cannot_start_a_new_line() {
        let uri = Uri::Other("x:y\r\nVia: a".to_owned());
        let mut request = Request::new(Method::Other("A\nB".to_owned()), uri);
        request.headers.push(HeaderName::Other("X\r\nY".to_owned()), "a\r\n\r\nb");
        let printed = String::from_utf8(request.to_bytes()).unwrap();
        assert_eq!(printed, "A B x:y  Via: a SIP/2.0\r\nX  Y: a    b\r\nContent-Length: 0\r\n\r\n");
    }
}
