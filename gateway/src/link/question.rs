//! Requests whose answers take time: each runs by itself, and only its newest run is heard.

use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use hookswitch_core::link::{FromGateway, LinkError, Part, Reply, Request, RequestId, encode};
use tokio_util::sync::CancellationToken;

use super::Link;
use crate::fetch::Body;

/// A run of a question.
pub(super) struct Run {
    number: u64,
    cancel: CancellationToken,
}

/// A question that is being answered.
///
/// A phone that lost its link asks again with the same number. The run before is then over: what
/// it would say cannot come between what the new run says, as both are checked and queued under
/// one lock.
pub(crate) struct Question {
    link: Arc<Link>,
    id: RequestId,
    run: u64,
    cancel: CancellationToken,
}

impl Link {
    /// Answers a request by and by.
    pub(super) fn ask(self: &Arc<Self>, id: RequestId, request: Request) {
        let run = self.shared.next_number();
        let cancel = self.ended.child_token();
        let before = self.state().questions.insert(id, Run { number: run, cancel: cancel.clone() });
        if let Some(before) = before {
            before.cancel.cancel();
        }
        let question = Question { link: Arc::clone(self), id, run, cancel };
        self.shared.spawn(async move {
            let result = tokio::select! {
                biased;
                () = question.cancel.cancelled() => return,
                result = question.answer(request) => result,
            };
            question.reply(result);
        });
    }

    /// Gives up on a request.
    pub(super) fn cancel(&self, id: RequestId) {
        if let Some(run) = self.state().questions.remove(&id) {
            run.cancel.cancel();
        }
    }
}

impl Question {
    async fn answer(&self, request: Request) -> Result<Reply, LinkError> {
        let (link, shared) = (&self.link, &self.link.shared);
        let is_fetch = matches!(
            request,
            Request::Fetch(_) | Request::FetchConfiguration | Request::FetchBeside { .. }
        );
        // Slow files must not hold up names.
        let turn = if is_fetch { &link.fetches } else { &link.questions };
        let Ok(_turn) = turn.acquire().await else { return Err(LinkError::Unsupported) };
        let new_body = |name, limit| Body::new(self, name, limit);
        match request {
            Request::Resolve { host } => {
                shared.resolver.allowed(&host, &shared.policy).await.map(Reply::Addresses)
            }
            Request::FetchConfiguration => {
                let provisioning = &shared.provisioning;
                provisioning.configuration(shared, link.mac, &link.model, new_body).await
            }
            Request::FetchBeside { name } => {
                shared.provisioning.beside(shared, link.mac, name, new_body).await
            }
            Request::Fetch(fetch) => shared.fetcher.fetch(shared, &fetch, new_body).await,
            Request::Dhcp { model, url_option } => {
                let told = shared.dhcp.options(link.mac, &model, url_option).await;
                let counters = &shared.counters;
                count(told.is_ok(), &counters.dhcp_answered, &counters.dhcp_failed);
                told.map(Reply::Dhcp)
            }
            Request::QueryTime { servers } => {
                let told = shared.time.query(&servers, &shared.policy, &shared.resolver).await;
                let counters = &shared.counters;
                count(told.is_ok(), &counters.time_answered, &counters.time_failed);
                told.map(Reply::Time)
            }
            Request::OpenStream(open) => link.open_stream(*open).await,
            Request::Records { name, kind } => {
                shared.resolver.records(&name, kind, &shared.policy).await.map(Reply::Records)
            }
            Request::OpenUdp { .. }
            | Request::OpenRtp { .. }
            | Request::Connect { .. }
            | Request::Close(_)
            | _ => Err(LinkError::Unsupported),
        }
        .inspect(|reply| {
            if is_fetch && matches!(reply, Reply::File(_)) {
                shared.counters.fetches_done.increment();
            }
        })
        .inspect_err(|_| {
            if is_fetch {
                shared.counters.fetches_failed.increment();
            }
        })
    }

    /// Sends a piece of a file; waits while much is on its way already.
    pub(crate) async fn part(&self, part: Part) {
        let message = Bytes::from(encode(&FromGateway::Part(self.id, part)));
        loop {
            // Listened for before the look, so that nothing is missed in between.
            let room = self.link.room.notified();
            {
                let mut state = self.link.state();
                if !state.is_current(self.id, self.run) {
                    return; // Nobody listens, and this is about to be cancelled.
                }
                if state.outbox.has_room_for_files() {
                    state.outbox.push(message);
                    break;
                }
            }
            room.await;
        }
        self.link.wake.notify_one();
    }

    /// Waits as long as a phone must that fetched `bytes` more.
    pub(crate) async fn pace(&self, bytes: u32) {
        let wait = self.link.state().fetched.pace(bytes, Instant::now());
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
    }

    fn reply(self, result: Result<Reply, LinkError>) {
        self.link.count_reply(&result);
        let reply = FromGateway::Reply(self.id, result);
        let message = Bytes::from(encode(&reply));
        {
            let mut state = self.link.state();
            if !state.is_current(self.id, self.run) {
                drop(state);
                if let FromGateway::Reply(_, Ok(Reply::Stream { socket, .. })) = reply {
                    self.link.close_socket(socket);
                }
                return;
            }
            state.questions.remove(&self.id);
            state.outbox.push(message);
        }
        self.link.wake.notify_one();
        if let FromGateway::Reply(_, Ok(Reply::Stream { socket, .. })) = reply {
            self.link.streams.start(socket);
        }
    }
}

fn count(done: bool, good: &crate::counters::Counter, bad: &crate::counters::Counter) {
    if done { good.increment() } else { bad.increment() }
}

impl super::State {
    fn is_current(&self, id: RequestId, run: u64) -> bool {
        self.questions.get(&id).is_some_and(|current| current.number == run)
    }
}
