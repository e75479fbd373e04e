//! Starts the engine in its worker.

use wasm_bindgen::prelude::*;

/// Takes over the worker.
#[wasm_bindgen]
pub fn start() {
    console_error_panic_hook::set_once();
}
