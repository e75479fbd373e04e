//! A headset with buttons, by WebHID. It is opened in the window in which the phone runs; what its
//! reports mean is core's.

use std::cell::RefCell;
use std::rc::Rc;

use hookswitch_app::protocol::ToEngine;
use hookswitch_core::phone::{HeadsetCommand, HeadsetEvent, HeadsetItem};
use js_sys::{Array, DataView, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::{Callable, Callback, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The usage page of telephones (HID Usage Tables 1.5, 14).
const TELEPHONY: u32 = 0x0b;

/// The headset of this window; a clone is the same.
#[derive(Clone)]
pub(crate) struct Headset(Rc<State>);

struct State {
    send: Callback<ToEngine>,
    open: RefCell<Option<Open>>,
}

/// A headset that is open.
struct Open {
    device: JsValue,
    _on_report: Closure<dyn FnMut(JsValue)>,
}

impl Headset {
    /// Returns what has no headset yet.
    pub(crate) fn new(send: Callback<ToEngine>) -> Self {
        Self(Rc::new(State { send, open: RefCell::new(None) }))
    }

    /// Tells the phone that there may be headsets, and which come and go.
    pub(crate) fn begin(&self) {
        let Some(hid) = hid() else { return };
        let headset = self.clone();
        let on_change = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let (kind, device) = (text(&event, "type"), get(&event, "device"));
            let is_own =
                headset.0.open.borrow().as_ref().map(|open| Some(&open.device) == device.as_ref());
            match (kind.as_str(), is_own) {
                ("connect", None) => headset.tell(HeadsetEvent::Supported),
                ("disconnect", Some(true)) => {
                    headset.0.open.borrow_mut().take();
                    headset.tell(HeadsetEvent::Gone);
                }
                _ => {}
            }
        });
        for name in ["onconnect", "ondisconnect"] {
            if let Err(error) = Reflect::set(&hid, &name.into(), on_change.as_ref()) {
                web_sys::console::warn_1(&error);
            }
        }
        on_change.forget();
        self.tell(HeadsetEvent::Supported);
    }

    /// Lets the browser ask the person which headset the page may use.
    pub(crate) fn ask(&self) {
        let headset = self.clone();
        spawn_local(async move {
            let chosen = async {
                let filter = Object::new();
                Reflect::set(&filter, &"usagePage".into(), &TELEPHONY.into())?;
                let options = Object::new();
                Reflect::set(&options, &"filters".into(), &Array::of1(&filter))?;
                let hid = hid().ok_or("there is no WebHID")?;
                call(&hid, "requestDevice", &[options.into()]).await
            };
            // Who chooses none changes nothing.
            if chosen.await.is_ok_and(|chosen| Array::from(&chosen).length() > 0) {
                headset.tell(HeadsetEvent::Allowed);
            }
        });
    }

    /// Does what the phone wants of the headset.
    pub(crate) fn carry_out(&self, command: HeadsetCommand) {
        let headset = self.clone();
        spawn_local(async move {
            let done = match command {
                HeadsetCommand::Open => headset.open().await,
                HeadsetCommand::Close => headset.close().await,
                HeadsetCommand::Report { number, data } => headset.send(number, &data).await,
            };
            if let Err(error) = done {
                web_sys::console::warn_2(&"headset".into(), &error);
            }
        });
    }

    /// Opens the first telephone among the devices that the page may use.
    async fn open(&self) -> Result<(), JsValue> {
        if self.0.open.borrow().is_some() {
            return Ok(());
        }
        let hid = hid().ok_or("there is no WebHID")?;
        let devices = Array::from(&call(&hid, "getDevices", &[]).await?);
        let Some(device) = devices.iter().find(|device| !telephones(device).is_empty()) else {
            return Ok(());
        };
        let name = text(&device, "productName");
        if call(&device, "open", &[]).await.is_err() {
            self.tell(HeadsetEvent::InUse { name });
            return Ok(());
        }
        let headset = self.clone();
        let on_report = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let number = get(&event, "reportId").and_then(|id| id.as_f64()).unwrap_or(0.0) as u8;
            let data = get(&event, "data").and_then(|data| data.dyn_into::<DataView>().ok());
            if let Some(data) = data {
                let (start, length) = (data.byte_offset() as u32, data.byte_length() as u32);
                let bytes =
                    Uint8Array::new_with_byte_offset_and_length(&data.buffer(), start, length);
                headset.tell(HeadsetEvent::Report { number, data: bytes.to_vec() });
            }
        });
        Reflect::set(&device, &"oninputreport".into(), on_report.as_ref())?;
        let telephones = telephones(&device);
        let items = |name: &str| telephones.iter().flat_map(|it| items(it, name)).collect();
        let (inputs, outputs) = (items("inputReports"), items("outputReports"));
        *self.0.open.borrow_mut() = Some(Open { device, _on_report: on_report });
        self.tell(HeadsetEvent::Opened { name, inputs, outputs });
        Ok(())
    }

    async fn close(&self) -> Result<(), JsValue> {
        let open = self.0.open.borrow_mut().take();
        let Some(open) = open else { return Ok(()) };
        Reflect::set(&open.device, &"oninputreport".into(), &JsValue::NULL)?;
        call(&open.device, "close", &[]).await.map(drop)
    }

    async fn send(&self, number: u8, data: &[u8]) -> Result<(), JsValue> {
        let device = self.0.open.borrow().as_ref().map(|open| open.device.clone());
        let Some(device) = device else { return Ok(()) };
        call(&device, "sendReport", &[number.into(), Uint8Array::from(data).into()]).await.map(drop)
    }

    fn tell(&self, event: HeadsetEvent) {
        self.0.send.run(ToEngine::Headset(event));
    }
}

/// Returns WebHID, where the browser has it.
fn hid() -> Option<JsValue> {
    get(&window().navigator(), "hid").filter(JsValue::is_object)
}

/// Returns the parts of a device that are a telephone.
fn telephones(device: &JsValue) -> Vec<JsValue> {
    let collections = get(device, "collections").map(|all| Array::from(&all)).unwrap_or_default();
    let is_telephone = |part: &JsValue| number(part, "usagePage") == TELEPHONY;
    collections.iter().filter(is_telephone).collect()
}

/// Returns the items of all reports of a part, in their order.
fn items(part: &JsValue, reports: &str) -> Vec<HeadsetItem> {
    let reports = get(part, reports).map(|all| Array::from(&all)).unwrap_or_default();
    let of_report = |report: JsValue| {
        let id = number(&report, "reportId") as u8;
        let items = get(&report, "items").map(|all| Array::from(&all)).unwrap_or_default();
        items.iter().map(|it| item(id, &it)).collect::<Vec<_>>()
    };
    reports.iter().flat_map(of_report).collect()
}

fn item(report: u8, item: &JsValue) -> HeadsetItem {
    let is = |name| get(item, name).is_some_and(|value| value.is_truthy());
    let usages = if is("isRange") {
        (number(item, "usageMinimum")..=number(item, "usageMaximum")).take(256).collect()
    } else {
        let usages = get(item, "usages").map(|all| Array::from(&all)).unwrap_or_default();
        usages.iter().filter_map(|usage| usage.as_f64()).map(|usage| usage as u32).collect()
    };
    HeadsetItem {
        report,
        usages,
        bits: number(item, "reportSize") as u16,
        count: number(item, "reportCount") as u16,
        array: is("isArray"),
        absolute: is("isAbsolute"),
    }
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok()
}

fn number(of: &JsValue, name: &str) -> u32 {
    get(of, name).and_then(|value| value.as_f64()).unwrap_or(0.0) as u32
}

fn text(of: &JsValue, name: &str) -> String {
    get(of, name).and_then(|value| value.as_string()).unwrap_or_default()
}

/// Calls a method that promises something.
async fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method = Reflect::get(of, &name.into())?.dyn_into::<Function>()?;
    let arguments: Array = arguments.iter().collect();
    let promised = method.apply(of, &arguments)?.dyn_into::<Promise>()?;
    JsFuture::from(promised).await
}
