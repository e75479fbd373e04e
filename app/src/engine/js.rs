//! The browser as the engine uses it: the worker's globals, bytes, and interfaces that web-sys
//! has only as unstable ones.

use hookswitch_app::protocol::File;
use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, Response, Url};

#[wasm_bindgen]
extern "C" {
    /// A WebTransport session.
    pub(super) type WebTransport;

    #[wasm_bindgen(constructor, catch)]
    pub(super) fn new(url: &str, options: &JsValue) -> Result<WebTransport, JsValue>;

    #[wasm_bindgen(method, getter)]
    pub(super) fn ready(this: &WebTransport) -> Promise;

    #[wasm_bindgen(method, getter)]
    pub(super) fn closed(this: &WebTransport) -> Promise;

    #[wasm_bindgen(method, getter)]
    pub(super) fn datagrams(this: &WebTransport) -> Datagrams;

    #[wasm_bindgen(method, catch)]
    pub(super) fn close(this: &WebTransport) -> Result<(), JsValue>;

    /// The datagrams of a session.
    pub(super) type Datagrams;

    #[wasm_bindgen(method, getter)]
    pub(super) fn readable(this: &Datagrams) -> Stream;

    #[wasm_bindgen(method, getter)]
    pub(super) fn writable(this: &Datagrams) -> Option<Stream>;

    #[wasm_bindgen(method, catch, js_name = createWritable)]
    pub(super) fn create_writable(this: &Datagrams) -> Result<Stream, JsValue>;

    #[wasm_bindgen(method, setter, js_name = outgoingHighWaterMark)]
    pub(super) fn set_outgoing_high_water_mark(this: &Datagrams, datagrams: u32);

    #[wasm_bindgen(method, setter, js_name = outgoingMaxAge)]
    pub(super) fn set_outgoing_max_age(this: &Datagrams, milliseconds: f64);

    /// A ReadableStream or a WritableStream.
    pub(super) type Stream;

    #[wasm_bindgen(method, catch, js_name = getReader)]
    pub(super) fn get_reader(this: &Stream) -> Result<Reader, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getWriter)]
    pub(super) fn get_writer(this: &Stream) -> Result<Writer, JsValue>;

    /// Reads datagrams.
    pub(super) type Reader;

    #[wasm_bindgen(method)]
    pub(super) fn read(this: &Reader) -> Promise;

    /// Writes datagrams.
    pub(super) type Writer;

    #[wasm_bindgen(method)]
    pub(super) fn write(this: &Writer, datagram: &Uint8Array) -> Promise;

    /// The locks of this origin.
    pub(super) type LockManager;

    #[wasm_bindgen(method)]
    pub(super) fn request(this: &LockManager, name: &str, granted: &Function) -> Promise;
}

/// Returns the worker's global object.
pub(super) fn worker() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Returns property `name` of `object`, unless it is missing or undefined.
pub(super) fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

/// Returns the bytes of a message, as an ArrayBuffer or a view.
pub(super) fn bytes(data: &JsValue) -> Option<Vec<u8>> {
    if let Some(buffer) = data.dyn_ref::<ArrayBuffer>() {
        return Some(Uint8Array::new(buffer).to_vec());
    }
    data.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// Returns the text of one of the page's own files.
pub(super) async fn fetch_text(name: &str) -> Result<String, JsValue> {
    let response = JsFuture::from(worker().fetch_with_str(name)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(js_sys::Error::new(&format!("{name}: status {}", response.status())).into());
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or_else(|| js_sys::Error::new("it is no text").into())
}

/// Makes a file that pages of this origin can have until the next one is made.
pub(super) fn file(
    before: &mut Option<String>,
    name: &str,
    media_type: &str,
    data: &[u8],
) -> Option<File> {
    if let Some(url) = before.take() {
        let _ = Url::revoke_object_url(&url);
    }
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(data));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    match blob.and_then(|blob| Url::create_object_url_with_blob(&blob)) {
        Ok(url) => {
            *before = Some(url.clone());
            Some(File { url, name: name.to_owned() })
        }
        Err(error) => {
            warn("a file was not made", &error);
            None
        }
    }
}

/// Returns random bytes from the browser's secure source.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let filled = worker()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).map(|_| ()));
    if let Err(error) = filled {
        // A phone with guessable tags and keys would be worse than none.
        wasm_bindgen::throw_val(error);
    }
    bytes
}

/// Writes a line to the browser's console.
pub(super) fn log(line: &str) {
    web_sys::console::info_1(&line.into());
}

/// Writes a problem to the browser's console.
pub(super) fn warn(what: &str, why: &JsValue) {
    web_sys::console::warn_2(&what.into(), why);
}

/// Returns an error's own text, which names no secret.
pub(super) fn text(error: &JsValue) -> String {
    get(error, "message")
        .and_then(|message| message.as_string())
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "unknown error".to_owned())
}
