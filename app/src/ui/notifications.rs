//! Notifications of the system: a call that rings while nobody looks at the page.
//!
//! Only a service worker can show one with buttons; it is registered when the person wants that.

use std::rc::Rc;

use hookswitch_app::protocol::{Role, ToEngine};
use hookswitch_core::phone::view::Ringing;
use hookswitch_core::phone::{CallId, Permission};
use js_sys::{Object, Reflect};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    MessageEvent, Notification, NotificationPermission, ServiceWorkerContainer,
    ServiceWorkerRegistration,
};

use super::handle::PhoneHandle;

/// Notifications of this window; a clone is the same.
#[derive(Clone)]
pub(crate) struct Notifications(Rc<State>);

struct State {
    /// Address of the service worker.
    worker: String,
    send: Callback<ToEngine>,
}

impl Notifications {
    /// Shows what the view says of them while the phone runs here; `base` is the address of the
    /// phone's files.
    pub(crate) fn new(
        base: &str,
        phone: PhoneHandle,
        role: ReadSignal<Role>,
        send: Callback<ToEngine>,
    ) -> Self {
        let notifications = Self(Rc::new(State { worker: format!("{base}notifier.js"), send }));
        follow_answers(send);
        let ringing = phone.part(|view| view.notification.clone());
        let looked_at = RwSignal::new(0_u32);
        window_event_listener(ev::focus, move |_| looked_at.update(|count| *count += 1));
        window_event_listener(ev::blur, move |_| looked_at.update(|count| *count += 1));
        let shown = notifications.clone();
        Effect::new(move |told: Option<bool>| {
            looked_at.track();
            let ringing = ringing.get().filter(|_| role.get() == Role::Leader);
            // Nothing is taken back that was never shown.
            if ringing.is_some() || told == Some(true) {
                shown.show(ringing.clone());
            }
            ringing.is_some()
        });
        notifications
    }

    /// Tells the phone what the browser allows, now and whenever that changes.
    pub(crate) fn begin(&self) {
        self.tell();
        let state = self.clone();
        spawn_local(async move {
            // Where it cannot be followed it is told when it was asked for.
            if let Ok(status) = permission_status().await {
                let on_change = Closure::<dyn FnMut()>::new(move || state.tell());
                let set = Reflect::set(&status, &"onchange".into(), on_change.as_ref());
                on_change.forget();
                // Who changes it must live.
                set.map_or_else(
                    |error| web_sys::console::warn_1(&error),
                    |_| core::mem::forget(status),
                );
            }
        });
    }

    /// Lets the browser ask the person.
    pub(crate) fn ask(&self) {
        let Ok(asked) = Notification::request_permission() else { return };
        let state = self.clone();
        spawn_local(async move {
            // The answer is read anew: it is the same for all windows.
            drop(JsFuture::from(asked).await);
            state.tell();
        });
    }

    fn tell(&self) {
        let permission = match (container(), is_there()) {
            (Some(_), true) => match Notification::permission() {
                NotificationPermission::Granted => Permission::Granted,
                NotificationPermission::Denied => Permission::Denied,
                NotificationPermission::Default | _ => Permission::Askable,
            },
            _ => Permission::Unsupported,
        };
        self.0.send.run(ToEngine::Notifications(permission));
    }

    fn show(&self, ringing: Option<Ringing>) {
        let url = self.0.worker.clone();
        spawn_local(async move {
            if let Err(error) = post(&url, ringing).await {
                web_sys::console::warn_2(&"a notification was not shown".into(), &error);
            }
        });
    }
}

/// Whether the browser has notifications.
fn is_there() -> bool {
    Reflect::has(&window(), &"Notification".into()).unwrap_or(false)
}

/// Returns what service workers are registered with; pages that are not secure have none.
fn container() -> Option<ServiceWorkerContainer> {
    let container = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

/// Gives the service worker at `url` what rings.
async fn post(url: &str, ringing: Option<Ringing>) -> Result<(), JsValue> {
    let container = container().ok_or("there are no service workers")?;
    JsFuture::from(container.register(url)).await?;
    let registration = JsFuture::from(container.ready()?).await?;
    let registration: ServiceWorkerRegistration = registration.dyn_into()?;
    let worker = registration.active().ok_or("the service worker is not active")?;
    worker.post_message(&match ringing {
        None => JsValue::NULL,
        Some(ringing) => message(&ringing)?,
    })
}

fn message(ringing: &Ringing) -> Result<JsValue, JsValue> {
    let Ringing { call, title, text, answer, reject } = ringing;
    let message = Object::new();
    Reflect::set(&message, &"call".into(), &call.0.into())?;
    for (name, value) in [("title", title), ("text", text), ("answer", answer), ("reject", reject)]
    {
        Reflect::set(&message, &name.into(), &value.into())?;
    }
    Ok(message.into())
}

/// Takes what the person chose on a notification.
fn follow_answers(send: Callback<ToEngine>) {
    let Some(container) = container() else { return };
    let on_message = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| {
        let get = |name: &str| Reflect::get(&event.data(), &name.into()).ok();
        let Some(call) = get("call").and_then(|call| call.as_f64()) else { return };
        let call = CallId(call as u32);
        match get("action").and_then(|action| action.as_string()).as_deref() {
            Some("answer") => send.run(ToEngine::Answer(call)),
            Some("reject") => send.run(ToEngine::Reject(call)),
            _ => {}
        }
    });
    container.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
}

/// Returns the browser's `PermissionStatus` of notifications.
async fn permission_status() -> Result<JsValue, JsValue> {
    let permissions = Reflect::get(&window().navigator(), &"permissions".into())?;
    let query = Reflect::get(&permissions, &"query".into())?.dyn_into::<js_sys::Function>()?;
    let descriptor = Object::new();
    Reflect::set(&descriptor, &"name".into(), &"notifications".into())?;
    let asked = query.call1(&permissions, &descriptor)?.dyn_into::<js_sys::Promise>()?;
    JsFuture::from(asked).await
}
