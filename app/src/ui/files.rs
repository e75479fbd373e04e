//! Files that the person chooses for the phone, and those that the phone gives the person.

use hookswitch_app::protocol::{File, ToEngine};
use hookswitch_core::phone::{ChosenFile, FileKind};
use leptos::prelude::{Callable, Callback, document};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, HtmlAnchorElement, HtmlInputElement};

/// Lets the browser save a file.
pub(crate) fn save(file: &File) {
    let Ok(link) = document().create_element("a") else { return };
    let Ok(link) = link.dyn_into::<HtmlAnchorElement>() else { return };
    link.set_href(&file.url);
    link.set_download(&file.name);
    link.click();
}

/// Lets the person choose a file for the phone; who chooses none changes nothing.
pub(crate) fn ask(kind: FileKind, send: Callback<ToEngine>) {
    let Ok(input) = document().create_element("input") else { return };
    let Ok(input) = input.dyn_into::<HtmlInputElement>() else { return };
    input.set_type("file");
    input.set_accept(match kind {
        FileKind::Contacts => ".vcf,.txt,.csv,.cfg,.xml,text/*",
        FileKind::Keys => ".cfg,.txt,.csv,text/*",
        FileKind::RingTone => ".wav,audio/wav,audio/x-wav",
    });
    let chosen = input.clone();
    let on_change = Closure::once_into_js(move || {
        let Some(file) = chosen.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            let data = read(&file, kind.limit()).await;
            let read = data.map(|data| ChosenFile { name: file.name(), data });
            let read = read.map_err(|error| String::from(js_sys::Object::from(error).to_string()));
            send.run(ToEngine::Chosen(kind, read));
        });
    });
    input.set_onchange(Some(on_change.unchecked_ref()));
    input.click();
}

/// Returns what is in a file, or one byte more than it may have.
async fn read(file: &Blob, limit: usize) -> Result<Vec<u8>, JsValue> {
    // Whole numbers of this size are exact.
    let part = file.slice_with_f64_and_f64(0.0, (limit + 1) as f64)?;
    let data = JsFuture::from(part.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&data).to_vec())
}
