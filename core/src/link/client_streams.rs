//! The sockets and streams of a phone's end of the link.

use super::{Client, Event, Output};
use crate::link::{LinkError, Request, RequestId, SocketId, ToGateway};
use crate::time::Instant;

impl Client {
    /// Writes to a stream. If too much waits for its peer already, the stream is closed and
    /// [`Event::SocketClosed`] follows.
    pub fn write(&mut self, socket: SocketId, data: &[u8], now: Instant) {
        match self.streams.write(socket, data) {
            Ok(()) => self.flush(socket),
            Err(error) => self.give_up_stream(socket, error, now),
        }
    }

    /// Sends what may be sent of what waits for a stream.
    pub(super) fn flush(&mut self, socket: SocketId) {
        while self.is_up()
            && let Some(message) = self.streams.poll(socket)
        {
            self.emit(Output::Send(message));
        }
    }

    /// Ends a stream that is of no use any more.
    pub(super) fn give_up_stream(&mut self, socket: SocketId, error: LinkError, now: Instant) {
        if self.sockets.contains(&socket) {
            self.request(Request::Close(socket), now);
            self.tell(Event::SocketClosed(socket, error));
        }
    }

    pub(super) fn lose_stream(&mut self, socket: SocketId, error: LinkError) {
        if self.forget_socket(socket) {
            self.tell(Event::SocketClosed(socket, error));
        }
    }

    /// Takes `socket` off the list and returns whether it was on it.
    pub(super) fn forget_socket(&mut self, socket: SocketId) -> bool {
        self.streams.close(socket);
        let before = self.sockets.len();
        self.sockets.retain(|&other| other != socket);
        self.sockets.len() < before
    }

    /// Closes a socket nobody here knows of. The answer to it is a stray one.
    pub(super) fn close_orphan(&mut self, socket: SocketId) {
        self.orphans.push(socket);
        let id = RequestId(self.next_request);
        self.next_request = self.next_request.wrapping_add(1);
        self.emit(Output::Send(ToGateway::Request(id, Request::Close(socket))));
    }
}
