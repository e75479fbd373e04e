//! Lamps that tell what other extensions do whose numbers are on keys (manual 22.9, 22.11, 25.2; RFC
//! 4235, RFC 4662).

use serde::{Deserialize, Serialize};

use super::Phone;
use super::keys::{self, SpeedDial};
use super::set_up::{hop_uri, server_uri};
use super::settings::Server;
use crate::config::Config;
use crate::config::table::{blf, proxy};
use crate::map::Map;
use crate::sip::endpoint::{AccountId, Body, Subscription, SubscriptionEvent, SubscriptionId};
use crate::sip::event::dialog_info::{self, DialogInfo, DialogState, DialogTable, Merged};
use crate::sip::event::list::{self, ResourceList};
use crate::sip::header::{Event, Supported};
use crate::sip::message::Headers;
use crate::sip::uri::Uri;
use crate::text::Params;
use crate::time::Duration;

/// Lifetime of a subscription unless the configuration has one (RFC 4235 3.3).
const USUAL_PERIOD: Duration = Duration::from_secs(3_600);

/// A list of extensions at a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct List {
    user: String,
    server: Server,
}

/// Values for keys and lamps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// Numbers of extensions, each once.
    watched: Vec<String>,
    /// What is subscribed to instead of each extension.
    list: Option<List>,
    /// Lifetime asked for.
    period: Duration,
    /// What is dialled before the number of an extension that rings.
    pickup: Option<String>,
}

/// What is known of the extensions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BusyLamps {
    /// By whom each is made, and what it is to.
    subscriptions: Map<SubscriptionId, (AccountId, Watched)>,
    extensions: Map<String, Extension>,
    /// Number of the list's last document.
    version: Option<u32>,
}

/// What a subscription is to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Watched {
    /// An extension, by its number.
    Extension(String),
    /// All of them.
    List,
}

/// What is known of an extension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Extension {
    knowledge: Knowledge,
    dialogs: DialogTable,
}

/// Whether anything is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Knowledge {
    /// Nothing was told yet.
    #[default]
    Nothing,
    /// Its dialogs are what was told.
    Told,
    /// The subscription failed.
    Failed,
}

/// What another extension does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Activity {
    /// Nobody told.
    Unknown,
    /// The subscription failed.
    Failed,
    /// Nothing.
    Idle,
    /// It is called.
    Ringing,
    /// It calls or talks.
    Busy,
    /// It holds all its calls.
    Holding,
}

impl Settings {
    pub(super) fn read(config: &Config, keys: &keys::Settings) -> Self {
        let mut watched: Vec<String> = Vec::new();
        for number in keys.watched() {
            if !watched.iter().any(|known| known == number) {
                watched.push(number.to_owned());
            }
        }
        let enabled = config.get(&blf::ENABLED);
        let pickup = config.get(&blf::PICKUP_ENABLED) && enabled;
        let period = config.get(&blf::SUBSCRIPTION_PERIOD);
        Self {
            watched,
            list: List::read(config).filter(|_| enabled),
            period: if period.is_zero() { USUAL_PERIOD } else { period },
            pickup: pickup.then(|| config.get(&blf::PICKUP_ACCESS_CODE)),
        }
    }

    /// Returns the address of the server that has the list.
    pub(super) fn server_uri(&self) -> Option<Uri> {
        hop_uri(&self.list.as_ref()?.server, false)
    }

    fn watched(&self) -> impl Iterator<Item = &str> {
        self.watched.iter().map(String::as_str)
    }
}

impl List {
    fn read(config: &Config) -> Option<Self> {
        let user = Some(config.get(&blf::URI)).filter(|user| !user.is_empty())?;
        let (host, port) = if config.get(&blf::APPLICATION_SERVER_USE_REGISTRAR) {
            let of = |host, port| Some((config.get(host)?, config.get(port)));
            let separate = config.get(&proxy::REGISTRAR_ENABLED);
            let separate = separate && !config.get(&proxy::USE_PROXY_FOR_REGISTRAR);
            let registrar = of(&proxy::REGISTRAR_ADDRESS, &proxy::REGISTRAR_PORT);
            registrar
                .filter(|_| separate)
                .or_else(|| of(&proxy::PROXY_ADDRESS, &proxy::PROXY_PORT))?
        } else {
            // A name alone: the name service says where its ports are.
            (config.get(&blf::APPLICATION_SERVER_ADDR)?, proxy::SRV_PORT)
        };
        Some(Self { user, server: Server::new(host, port) })
    }
}

impl Extension {
    fn activity(&self) -> Activity {
        match self.knowledge {
            Knowledge::Nothing => return Activity::Unknown,
            Knowledge::Failed => return Activity::Failed,
            Knowledge::Told => {}
        }
        let mut activity = Activity::Idle;
        for dialog in self.dialogs.dialogs() {
            let own = match dialog.state {
                DialogState::Terminated => continue,
                DialogState::Confirmed if dialog.is_on_hold => Activity::Holding,
                DialogState::Confirmed => Activity::Busy,
                DialogState::Trying | DialogState::Proceeding | DialogState::Early
                    if dialog.incoming == Some(false) =>
                {
                    Activity::Busy
                }
                // A call that can be picked up matters more than those that go on.
                DialogState::Early => return Activity::Ringing,
                DialogState::Trying | DialogState::Proceeding => Activity::Busy,
            };
            if activity != Activity::Busy {
                activity = own;
            }
        }
        activity
    }

    /// Forgets what a subscription told, whose next one counts anew.
    fn forget(&mut self, knowledge: Knowledge) {
        self.dialogs.clear();
        self.knowledge = knowledge;
    }

    fn merge(&mut self, body: &Body) -> Option<Merged> {
        let merged = self.dialogs.merge(DialogInfo::read(&body.data)?);
        if merged == Merged::UpToDate {
            self.knowledge = Knowledge::Told;
        }
        Some(merged)
    }
}

impl Phone {
    /// Returns what an extension does that is watched.
    pub(super) fn activity(&self, number: &str) -> Activity {
        let known = self.busy_lamps.extensions.get(number);
        known.map_or(Activity::Unknown, Extension::activity)
    }

    /// Calls the number on a key, or takes the call that rings there.
    pub(super) fn press_speed_dial(&mut self, key: &SpeedDial) {
        let pickup = self.settings.busy_lamps.pickup.as_deref();
        let rings = key.is_watched && self.activity(&key.number) == Activity::Ringing;
        let number = match pickup.filter(|_| rings) {
            Some(code) => [code, &key.number].concat(),
            None => key.number.clone(),
        };
        self.cancel_form();
        self.pages.clear();
        self.close_entry();
        if self.is_entering_target() {
            self.send_target(self.line, &number);
        } else if let Some(call) = self.dial(self.line, &number) {
            self.pause_speed_dial(call);
        }
    }

    /// Subscribes to every extension that is watched and not subscribed to, as soon as the first
    /// line can be reached; at the other one of two servers if the line went there.
    pub(super) fn follow_busy_lamps(&mut self) {
        let mut lines = (0_u8..).zip(&self.lines);
        let Some((line, _)) = lines.find(|(_, line)| line.settings.enabled) else { return };
        let Some(account) = self.reachable(line) else { return };
        self.leave_lamps_of_others(account);
        let mut wanted: Vec<Watched> = Vec::new();
        for number in self.settings.busy_lamps.watched() {
            let watched = match self.settings.busy_lamps.list {
                Some(_) => Watched::List,
                None => Watched::Extension(number.to_owned()),
            };
            let mut known = self.busy_lamps.subscriptions.values();
            let known = known.any(|(_, known)| *known == watched);
            if !known && !wanted.contains(&watched) {
                wanted.push(watched);
            }
        }
        for watched in wanted {
            self.watch(account, watched);
        }
    }

    /// Ends the subscriptions that were made by other accounts than `account`.
    fn leave_lamps_of_others(&mut self, account: AccountId) {
        let all = &self.busy_lamps.subscriptions;
        let left: Vec<_> = all
            .iter()
            .filter(|(_, (own, _))| *own != account)
            .map(|(id, (_, watched))| (*id, watched.clone()))
            .collect();
        for (id, watched) in left {
            self.busy_lamps.subscriptions.remove(&id);
            let _ = self.endpoint.unsubscribe(id, self.now);
            self.lose(&watched, Knowledge::Nothing);
        }
    }

    fn watch(&mut self, account: AccountId, watched: Watched) {
        let Some(subscription) = self.subscription_to(account, &watched) else {
            return self.log(format!("lamps: {watched:?} is no address"));
        };
        match self.endpoint.subscribe(subscription, self.now) {
            Ok(id) => drop(self.busy_lamps.subscriptions.insert(id, (account, watched))),
            Err(error) => self.log(format!("lamps: cannot subscribe: {error}")),
        }
    }

    fn subscription_to(&self, account: AccountId, watched: &Watched) -> Option<Subscription> {
        let sip = &self.settings.sip;
        let settings = &self.settings.busy_lamps;
        let mut accept = vec![dialog_info::CONTENT_TYPE.to_owned()];
        let mut headers = Headers::default();
        let (target, next_hop) = match (watched, &settings.list) {
            (Watched::Extension(number), _) => (self.target(number)?, None),
            (Watched::List, list) => {
                let List { user, server } = list.as_ref()?;
                headers.push_typed(&Supported("eventlist".to_owned()));
                accept.extend([list::CONTENT_TYPE, list::LIST_TYPE].map(str::to_owned));
                let hop = hop_uri(sip.outbound.as_ref().unwrap_or(server), sip.secure);
                (server_uri(user, server, sip.secure)?, hop)
            }
        };
        Some(Subscription {
            account,
            target,
            next_hop,
            event: Event { package: "dialog".to_owned(), params: Params::new() },
            accept,
            expires: settings.period,
            retry: sip.retry,
            headers,
        })
    }

    /// Ends every subscription, because what it was made of has changed.
    pub(super) fn forget_busy_lamps(&mut self) {
        let former = core::mem::take(&mut self.busy_lamps);
        for id in former.subscriptions.keys() {
            let _ = self.endpoint.unsubscribe(*id, self.now);
        }
    }

    /// Takes what becomes of a subscription to extensions, if it is one.
    pub(super) fn take_lamp(&mut self, id: SubscriptionId, event: &SubscriptionEvent) {
        let Some((_, watched)) = self.busy_lamps.subscriptions.get(&id).cloned() else { return };
        self.save = true;
        match event {
            SubscriptionEvent::Notified(Some(body)) => {
                if self.merge(&watched, body) == Some(Merged::Gap) {
                    self.log(format!("lamps: {watched:?}: a document is missing, asking again"));
                    self.command("resubscribe", |phone| phone.endpoint.resubscribe(id, phone.now));
                }
            }
            SubscriptionEvent::Failed { reason, retry_in } => {
                self.log(format!("lamps: {watched:?}: {reason:?}, again {retry_in:?}"));
                self.lose(&watched, Knowledge::Failed);
            }
            SubscriptionEvent::Terminated { reason, retry_in } => {
                self.log(format!("lamps: {watched:?}: {reason}, again {retry_in:?}"));
                let at_once = *retry_in == Some(Duration::ZERO);
                self.lose(&watched, if at_once { Knowledge::Nothing } else { Knowledge::Failed });
            }
            SubscriptionEvent::Ended => drop(self.busy_lamps.subscriptions.remove(&id)),
            SubscriptionEvent::Notified(None)
            | SubscriptionEvent::Appearances(_)
            | SubscriptionEvent::Pending
            | SubscriptionEvent::Active => {}
        }
    }

    fn merge(&mut self, watched: &Watched, body: &Body) -> Option<Merged> {
        match watched {
            Watched::Extension(number) => self.extension(number).merge(body),
            Watched::List => Some(self.merge_list(list::read(body)?)),
        }
    }

    /// Takes what a list says of the extensions on keys.
    fn merge_list(&mut self, list: ResourceList) -> Merged {
        let known = self.busy_lamps.version;
        let follows = known.is_some_and(|known| known.checked_add(1) == Some(list.version));
        if !list.full && !follows {
            let is_old = known.is_some_and(|known| list.version <= known);
            return if is_old { Merged::Old } else { Merged::Gap };
        }
        self.busy_lamps.version = Some(list.version);
        let mut worst = Merged::UpToDate;
        for resource in list.resources {
            let Some(number) = self.number_of(&resource.uri) else { continue };
            let extension = self.extension(&number);
            match resource.body.and_then(|body| extension.merge(&body)) {
                Some(Merged::Gap) => worst = Merged::Gap,
                Some(Merged::UpToDate | Merged::Old) => {}
                None if resource.state == "terminated" => extension.forget(Knowledge::Failed),
                None => {}
            }
        }
        worst
    }

    /// Returns the number of the key that an address is on.
    fn number_of(&self, address: &str) -> Option<String> {
        let uri = Uri::parse(address).ok()?;
        let is_it = |number: &&str| {
            let bare = !number.contains(['@', ':']);
            if bare {
                uri.user().as_deref() == Some(*number)
            } else {
                self.target(number) == Some(uri.clone())
            }
        };
        self.settings.busy_lamps.watched().find(is_it).map(str::to_owned)
    }

    fn extension(&mut self, number: &str) -> &mut Extension {
        let known = &mut self.busy_lamps.extensions;
        if !known.contains_key(number) {
            known.insert(number.to_owned(), Extension::default());
        }
        known.get_mut(number).expect("just inserted")
    }

    fn lose(&mut self, watched: &Watched, knowledge: Knowledge) {
        match watched {
            Watched::Extension(number) => self.extension(number).forget(knowledge),
            Watched::List => {
                self.busy_lamps.version = None;
                let numbers: Vec<_> =
                    self.settings.busy_lamps.watched().map(str::to_owned).collect();
                for number in numbers {
                    self.extension(&number).forget(knowledge);
                }
            }
        }
    }
}
