//! Waiting messages: subscribed to, or told unasked (manual 22.10, RFC 3842).

use core::net::SocketAddr;

use serde::{Deserialize, Serialize};

use super::Phone;
use super::set_up::{hop_uri, server_uri};
use super::settings::Server;
use crate::config::Config;
use crate::config::table::mwi;
use crate::language::Text;
use crate::map::Map;
use crate::sip::endpoint::{Subscription, SubscriptionEvent, SubscriptionId};
use crate::sip::event::message_summary::{CONTENT_TYPE, MessageSummary};
use crate::sip::header::{ContentType, Event};
use crate::sip::message::{Headers, Request, StatusCode};
use crate::sip::uri::Uri;
use crate::text::Params;
use crate::time::Duration;

/// Values for waiting messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// Whether they are shown.
    enabled: bool,
    /// The server that is subscribed to; `None` tells unasked.
    pub(super) server: Option<Server>,
    /// Lifetime asked for.
    expires: Duration,
    /// Whether the usual port is stated, too.
    states_port: bool,
}

/// Waiting messages of each line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MessageWaiting {
    subscriptions: Map<u8, SubscriptionId>,
    summaries: Map<u8, MessageSummary>,
}

impl Settings {
    pub(super) fn read(config: &Config) -> Self {
        let (enabled, subscribes) = (config.get(&mwi::ENABLED), config.get(&mwi::SUBSCRIBE));
        let host = config.get(&mwi::SUBSCRIBE_ADDRESS).filter(|_| enabled && subscribes);
        let port = Some(config.get(&mwi::SUBSCRIBE_PORT));
        Self {
            enabled,
            server: host.map(|host| Server { host, port }),
            expires: config.get(&mwi::EXPIRAITION_TIMEOUT),
            states_port: config.get(&mwi::ALWAYS_SEND_PORT),
        }
    }

    /// Returns the server's address alone.
    pub(super) fn server_uri(&self) -> Option<Uri> {
        hop_uri(self.server.as_ref()?, false)
    }
}

impl MessageWaiting {
    /// Returns how many voice messages wait; at least one if that is all that is known.
    pub(super) fn new_messages(&self) -> u32 {
        let new = |summary: &MessageSummary| match (summary.waiting, summary.voice()) {
            (false, _) => 0,
            (true, Some(counts)) => counts.new.max(1),
            (true, None) => 1,
        };
        self.summaries.values().map(new).fold(0, u32::saturating_add)
    }
}

impl Phone {
    /// Subscribes for a line that can be reached now, unless it is subscribed.
    pub(super) fn subscribe_to_messages(&mut self, line: u8) {
        let settings = &self.settings.message_waiting;
        let known = self.message_waiting.subscriptions.contains_key(&line);
        let (Some(server), false) = (&settings.server, known) else { return };
        let Some(own) = self.lines.get(usize::from(line)).filter(|line| line.settings.enabled)
        else {
            return;
        };
        let secure = self.settings.sip.secure;
        let Some(mut target) = server_uri(&own.settings.id, server, secure) else { return };
        if settings.states_port
            && let Some(uri) = target.as_sip_mut()
        {
            uri.port = server.port;
        }
        let subscription = Subscription {
            account: self.calling_account(line),
            target,
            // What stands between the phone and all servers stands before this one, too.
            next_hop: match &self.settings.sip.outbound {
                Some(outbound) => hop_uri(outbound, secure),
                None => hop_uri(server, secure),
            },
            event: Event { package: "message-summary".to_owned(), params: Params::new() },
            accept: vec![CONTENT_TYPE.to_owned()],
            expires: settings.expires,
            retry: self.settings.sip.retry,
            headers: Headers::default(),
        };
        match self.endpoint.subscribe(subscription, self.now) {
            Ok(id) => drop(self.message_waiting.subscriptions.insert(line, id)),
            Err(error) => self.log(format!("line {}: cannot subscribe: {error}", line + 1)),
        }
    }

    /// Ends every subscription, because what it was made of has changed.
    pub(super) fn forget_messages(&mut self) {
        let former = core::mem::take(&mut self.message_waiting);
        for id in former.subscriptions.values() {
            let _ = self.endpoint.unsubscribe(*id, self.now);
        }
    }

    /// Takes what becomes of a subscription.
    pub(super) fn take_subscription(&mut self, id: SubscriptionId, event: SubscriptionEvent) {
        let line = self.message_waiting.subscriptions.iter().find(|(_, own)| **own == id);
        let Some(line) = line.map(|(line, _)| *line) else { return };
        self.save = true;
        match event {
            SubscriptionEvent::Notified(Some(body)) => {
                if let Some(summary) = MessageSummary::read(&body.data) {
                    self.take_summary(line, summary);
                }
            }
            SubscriptionEvent::Failed { reason, retry_in } => {
                self.log(format!("line {}: messages: {reason:?}, again {retry_in:?}", line + 1));
            }
            SubscriptionEvent::Terminated { reason, retry_in } => {
                self.log(format!("line {}: messages: {reason}, again {retry_in:?}", line + 1));
            }
            SubscriptionEvent::Ended => drop(self.message_waiting.subscriptions.remove(&line)),
            SubscriptionEvent::Notified(None)
            | SubscriptionEvent::Appearances(_)
            | SubscriptionEvent::Pending
            | SubscriptionEvent::Active => {}
        }
    }

    /// Takes a NOTIFY that nobody subscribed to, which many servers send.
    pub(super) fn take_unasked_summary(
        &mut self,
        from: SocketAddr,
        request: &Request,
    ) -> Result<(), StatusCode> {
        if !self.settings.message_waiting.enabled || self.settings.message_waiting.server.is_some()
        {
            return Err(StatusCode::CALL_DOES_NOT_EXIST);
        }
        let kind = request.headers.typed::<ContentType>();
        if !kind.is_ok_and(|kind| kind.is("application", "simple-message-summary")) {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        let summary = MessageSummary::read(&request.body).ok_or(StatusCode::BAD_REQUEST)?;
        let user = request.uri.user().unwrap_or_default();
        let line = self.lines.iter().position(|line| line.settings.id == user);
        let line = line.and_then(|line| u8::try_from(line).ok()).unwrap_or(self.line);
        self.log(format!("line {}: messages, told by {from}", line + 1));
        self.take_summary(line, summary);
        Ok(())
    }

    fn take_summary(&mut self, line: u8, summary: MessageSummary) {
        let before = self.message_waiting.new_messages();
        self.message_waiting.summaries.insert(line, summary);
        let now = self.message_waiting.new_messages();
        if now > before {
            self.announce(Text::NewMessages { count: now }, super::Urgency::Polite);
        }
        self.save = true;
    }
}
