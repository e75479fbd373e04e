//! Starts the screen: the components, the keyboard, and the messages to and from the engine.

use hookswitch_app::keyboard::{Meaning, Stroke, meaning, pasted};
use hookswitch_app::protocol::{FromEngine, MediaPath, Role, ToEngine, decode, encode};
use hookswitch_core::phone::Ask;
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::view::View;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, Worker};

use super::files;
use super::handle::{PhoneHandle, WindowHandle};
use super::headset::Headset;
use super::microphone::Processing;
use super::notifications::Notifications;
use super::page;
use super::phone::Phone;
use super::sound::Sound;

/// What the engine's messages change.
#[derive(Clone, Copy)]
struct Signals {
    view: WriteSignal<View>,
    role: WriteSignal<Role>,
    media_path: WriteSignal<MediaPath>,
}

/// Draws the phone into `root` and ties it to the engine in `worker`.
///
/// `base` is the address of the folder with the phone's files; `audio` is what the page's address
/// says of sound: `raw` switches the browser's own processing of the microphone off.
#[wasm_bindgen]
pub fn start(root: HtmlElement, worker: Worker, base: String, audio: String) {
    console_error_panic_hook::set_once();
    let processing = if audio == "raw" { Processing::Raw } else { Processing::Voice };
    root.set_inner_html("");
    mount_to(root, move || app(worker, base, processing)).forget();
}

fn app(worker: Worker, base: String, processing: Processing) -> impl IntoView {
    let (view, set_view) = signal(View::starting());
    let (role, set_role) = signal(Role::default());
    let (media_path, set_media_path) = signal(MediaPath::default());
    let signals = Signals { view: set_view, role: set_role, media_path: set_media_path };
    let engine = StoredValue::new_local(worker);
    let send = Callback::new(move |message: ToEngine| {
        engine.with_value(|worker| post(worker, &message));
    });
    let phone = PhoneHandle {
        view,
        press: Callback::new(move |key| send.run(ToEngine::Press(key))),
        hold: Callback::new(move |key| send.run(ToEngine::Hold(key))),
        down: Callback::new(move |key| send.run(ToEngine::Down(key))),
        release: Callback::new(move |key| send.run(ToEngine::Release(key))),
    };
    let notifications = Notifications::new(&base, phone, role, send);
    let headset = Headset::new(send);
    let sound = Sound::new(base, processing, send);
    let arm = {
        let sound = StoredValue::new_local(sound.clone());
        Callback::new(move |()| sound.with_value(Sound::arm))
    };
    provide_context(phone);
    provide_context(WindowHandle { role, media_path, arm });
    engine.with_value(|worker| {
        listen(worker, signals, Parts { sound: sound.clone(), notifications, headset, send })
    });
    follow_keyboard(phone, send);
    page::follow_view(phone);
    page::follow_leaving(send);
    send.run(ToEngine::Ready);
    // Sound is loaded after the phone is drawn.
    request_animation_frame(move || sound.prepare());
    view! { <Phone /> }
}

/// What of the browser the engine's messages go to.
struct Parts {
    sound: Sound,
    notifications: Notifications,
    headset: Headset,
    send: Callback<ToEngine>,
}

/// Sends one message to the engine.
fn post(worker: &Worker, message: &ToEngine) {
    let bytes = js_sys::Uint8Array::from(encode(message).as_slice());
    if let Err(error) = worker.post_message(&bytes) {
        web_sys::console::error_2(&"a message to the engine was not sent".into(), &error);
    }
}

/// Takes the engine's messages.
fn listen(worker: &Worker, signals: Signals, parts: Parts) {
    let Parts { sound, notifications, headset, send } = parts;
    let engine = worker.clone();
    let on_message = Closure::<dyn FnMut(_)>::new(move |event: web_sys::MessageEvent| {
        let Ok(bytes) = event.data().dyn_into::<js_sys::Uint8Array>() else { return };
        match decode(&bytes.to_vec()) {
            Some(FromEngine::View(view)) => signals.view.set(*view),
            Some(FromEngine::Role(role)) => {
                signals.role.set(role);
                if role == Role::Leader {
                    sound.begin(engine.clone());
                    notifications.begin();
                    headset.begin();
                }
            }
            Some(FromEngine::MediaPath(path)) => signals.media_path.set(path),
            Some(FromEngine::Sounds(wanted)) => sound.want(wanted),
            Some(FromEngine::Microphone(wanted)) => sound.want_microphone(wanted),
            Some(FromEngine::Loudspeakers(route)) => sound.want_loudspeakers(route),
            Some(FromEngine::Programs(programs)) => sound.want_programs(programs),
            // Browsers ask only where the person does something.
            Some(FromEngine::Ask(ask)) if page::is_used() => match ask {
                Ask::Notifications => notifications.ask(),
                Ask::Headset => headset.ask(),
                Ask::File(kind) => files::ask(kind, send),
            },
            Some(FromEngine::Ask(_)) => {}
            Some(FromEngine::Headset(command)) => headset.carry_out(command),
            Some(FromEngine::AskedFile(file)) if page::is_used() => files::save(&file),
            Some(FromEngine::AskedFile(_)) => {}
            Some(FromEngine::File(file)) => files::save(&file),
            None => {}
        }
    });
    worker
        .add_event_listener_with_callback("message", on_message.as_ref().unchecked_ref())
        .unwrap_or_else(|error| web_sys::console::error_1(&error));
    on_message.forget();
}

/// A key of the computer that is held down, and the key of the phone that it holds.
type Held = StoredValue<Option<(String, Key)>>;

/// Makes the computer's keyboard and clipboard press keys.
fn follow_keyboard(phone: PhoneHandle, send: Callback<ToEngine>) {
    let in_text = move || phone.view.with_untracked(|view| view.display.takes_text);
    let held = Held::new(None);
    let let_go = move || {
        if let Some((_, key)) = held.try_update_value(Option::take).flatten() {
            send.run(ToEngine::Release(key));
        }
    };
    window_event_listener(ev::keydown, move |event| {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if modified {
            // On a Mac nobody tells that another key is let go while Meta is down.
            let_go();
        }
        if event.default_prevented() || is_editable(event.target()) {
            return;
        }
        let key = event.key();
        let stroke = Stroke {
            key: &key,
            modified,
            repeat: event.repeat(),
            on_button: is_button(event.target()),
            in_text: in_text(),
        };
        let message = match meaning(stroke) {
            Some(Meaning::Press(key)) => ToEngine::Press(key),
            Some(Meaning::Down(key)) => {
                held.set_value(Some((place(&event), key)));
                ToEngine::Down(key)
            }
            Some(Meaning::Text(text)) => ToEngine::Text(text),
            None => return,
        };
        event.prevent_default();
        send.run(message);
    });
    window_event_listener(ev::keyup, move |event| {
        let place = place(&event);
        if held.with_value(|held| held.as_ref().is_some_and(|(down, _)| *down == place)) {
            let_go();
        }
    });
    // Another window hears that it is let go.
    window_event_listener(ev::blur, move |_| let_go());
    window_event_listener(ev::paste, move |event| {
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/plain").ok())
            .and_then(|text| pasted(&text, in_text()));
        if let Some(text) = text
            && !is_editable(event.target())
        {
            event.prevent_default();
            send.run(ToEngine::Text(text));
        }
    });
}

/// Returns which key of the computer it is: what it types may change while it is down.
fn place(event: &web_sys::KeyboardEvent) -> String {
    let code = event.code();
    if code.is_empty() { event.key() } else { code }
}

/// Whether what has the focus takes text itself, in a page that has more than the phone.
fn is_editable(target: Option<web_sys::EventTarget>) -> bool {
    target.and_then(|target| target.dyn_into::<HtmlElement>().ok()).is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.is_content_editable()
    })
}

fn is_button(target: Option<web_sys::EventTarget>) -> bool {
    target
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.tag_name() == "BUTTON")
}
