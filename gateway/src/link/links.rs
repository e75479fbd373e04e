//! All links of a gateway: opened, resumed, expired, restored.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hookswitch_core::link::{Hello, Refusal};
use tokio_util::sync::CancellationToken;

use super::{Attachment, Kind, Link, LinkId, LinkSocket};
use crate::gateway::Shared;
use crate::secret::{TokenHash, new_token, random};
use crate::state::Memory;

/// The links, by name.
#[derive(Default)]
pub(crate) struct Links(Mutex<BTreeMap<LinkId, Arc<Link>>>);

/// A link with a WebSocket newly attached.
pub(super) struct Attached {
    pub(super) link: Arc<Link>,
    pub(super) generation: u64,
    /// Cancelled when another WebSocket takes over, or the link ends.
    pub(super) cancel: CancellationToken,
    pub(super) resumed: bool,
    pub(super) resume: hookswitch_core::link::Token,
    pub(super) media: hookswitch_core::link::Token,
}

impl Links {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<LinkId, Arc<Link>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns every link.
    pub(crate) fn all(&self) -> Vec<Arc<Link>> {
        self.lock().values().cloned().collect()
    }

    /// Returns the link whose attached WebSocket was given media token `token`.
    pub(crate) fn by_media_token(&self, token: &str) -> Option<Arc<Link>> {
        let hash = TokenHash::of(token);
        let is_it = |link: &&Arc<Link>| link.state().media.is_some_and(|own| own.matches(&hash));
        self.lock().values().find(is_it).cloned()
    }

    /// Resumes the link that `hello` names, or opens a new one.
    pub(super) fn open(shared: &Arc<Shared>, hello: &Hello) -> Result<Attached, Refusal> {
        let tokens = new_token().and_then(|resume| Ok((resume, new_token()?)));
        let (resume, media) = tokens.map_err(|error| {
            tracing::error!(%error, "no randomness");
            Refusal::Busy
        })?;
        let known = hello.resume.as_ref().and_then(|token| shared.links.find(hello, &token.0));
        let resumed = known.is_some();
        let link = match known {
            Some(link) => link,
            None => Self::add(shared, hello, TokenHash::of(&resume.0))?,
        };
        let (generation, cancel, taken_over) = {
            let mut state = link.state();
            state.resume = TokenHash::of(&resume.0);
            state.media = Some(TokenHash::of(&media.0));
            state.generation += 1;
            let cancel = link.ended.child_token();
            let generation = state.generation;
            let attachment = Attachment { generation, cancel: cancel.clone() };
            let old = state.attachment.replace(attachment);
            (generation, cancel, old.inspect(|old| old.cancel.cancel()).is_some())
        };
        // A page that was loaded again has no media session yet, whatever the old one had.
        link.over_web_transport.store(false, Ordering::Relaxed);
        let counters = &shared.counters;
        match (resumed, taken_over) {
            (true, true) => counters.links_taken_over.increment(),
            (true, false) => counters.links_resumed.increment(),
            (false, _) => counters.links_opened.increment(),
        }
        link.remember();
        Ok(Attached { link, generation, cancel, resumed, resume, media })
    }

    fn find(&self, hello: &Hello, token: &str) -> Option<Arc<Link>> {
        let hash = TokenHash::of(token);
        let is_it = |link: &&Arc<Link>| {
            link.mac == hello.mac
                && link.state().resume.matches(&hash)
                && !link.ended.is_cancelled()
        };
        self.lock().values().find(is_it).cloned()
    }

    fn add(shared: &Arc<Shared>, hello: &Hello, resume: TokenHash) -> Result<Arc<Link>, Refusal> {
        let id = random().map_err(|_| Refusal::Busy)?;
        let id = LinkId(u64::from_be_bytes(id));
        let mut links = shared.links.lock();
        let most = usize::try_from(shared.config.limits.phones).unwrap_or(usize::MAX);
        if links.len() >= most {
            return Err(Refusal::Busy);
        }
        let memory = Memory::new(id, hello.mac, hello.model.clone(), resume);
        let link = Link::new(shared, memory, Vec::new());
        links.insert(id, Arc::clone(&link));
        Ok(link)
    }

    /// Notes that WebSocket `generation` of `link` is gone; the link ends if no other comes
    /// within the grace time.
    pub(super) fn detach(shared: &Arc<Shared>, link: &Arc<Link>, generation: u64) {
        {
            let mut state = link.state();
            let is_it = |at: &mut Attachment| at.generation == generation;
            if state.attachment.take_if(is_it).is_none() {
                return;
            }
            state.media = None;
        }
        link.attach_media_socket(None);
        tracing::info!(link = %link.id, mac = %link.mac, "link broken, kept for the grace time");
        Self::expire_after(shared, link, generation, shared.config.link.grace());
    }

    fn expire_after(shared: &Arc<Shared>, link: &Arc<Link>, generation: u64, left: Duration) {
        let (shared_later, link) = (Arc::clone(shared), Arc::clone(link));
        shared.spawn(async move {
            tokio::select! {
                () = link.ended.cancelled() => return,
                () = tokio::time::sleep(left) => {}
            }
            let abandoned = {
                let state = link.state();
                state.attachment.is_none() && state.generation == generation
            };
            if abandoned {
                tracing::info!(link = %link.id, mac = %link.mac, "link expired");
                shared_later.links.end(&link);
                shared_later.counters.ended_expired.increment();
            }
        });
    }

    /// Ends a link at once.
    pub(super) fn end(&self, link: &Arc<Link>) {
        self.lock().remove(&link.id);
        link.end();
    }

    /// Opens the sockets of remembered links again and waits for their phones.
    pub(crate) fn restore(shared: &Arc<Shared>) {
        let Some(directory) = &shared.state else { return };
        for (memory, left) in directory.load(shared.config.link.grace()) {
            let (id, mac) = (memory.id, memory.mac);
            let sockets: Vec<_> =
                memory.sockets.iter().filter_map(|&socket| reopen(id, socket)).collect();
            tracing::info!(link = %id, %mac, sockets = sockets.len(), "link restored");
            let link = Link::new(shared, memory, sockets);
            for socket in link.sockets.read().unwrap_or_else(PoisonError::into_inner).values() {
                link.receive_on(socket);
            }
            shared.links.lock().insert(id, Arc::clone(&link));
            shared.counters.links_restored.increment();
            Self::expire_after(shared, &link, 0, left);
        }
        directory.beat();
    }

    /// Numbers for Prometheus: links that are up, links that are broken, sockets.
    pub(crate) fn counts(&self) -> (u64, u64, u64) {
        self.all().iter().fold((0, 0, 0), |(up, broken, sockets), link| {
            let here = u64::from(link.is_attached());
            let count = u64::try_from(link.socket_count()).unwrap_or(u64::MAX);
            (up + here, broken + 1 - here, sockets + count)
        })
    }
}

fn reopen(link: LinkId, description: super::Description) -> Option<LinkSocket> {
    let what = match description.kind {
        Kind::Signalling => "SIP",
        Kind::Media => "media",
    };
    LinkSocket::restore(description)
        .inspect_err(|error| {
            tracing::warn!(%link, local = %description.local, %error, "cannot open {what} again");
        })
        .ok()
}
