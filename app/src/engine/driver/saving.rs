//! What of the phone is written into the browser's storage, and when.

use gloo_timers::callback::Timeout;
use hookswitch_core::phone::Input;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::super::js;
use super::{Engine, Handle};

/// How long changes of state are gathered before they are saved, in milliseconds.
const SAVE_MS: u32 = 40;

/// What becomes of changed state.
pub(super) enum Saving {
    /// Nothing changed.
    Idle,
    /// It is saved when the timer fires.
    Soon { _timer: Timeout },
    /// It is being written, and did not change since.
    Writing,
    /// It is being written, and changed since.
    Again,
}

impl Handle {
    /// Writes what waits to be kept, one after the other, so that the newest is the last.
    pub(super) async fn keep(self) {
        loop {
            let (storage, first) = {
                let engine = self.0.borrow();
                (engine.storage.clone(), engine.keeping.front().cloned())
            };
            let Some((keepsake, data)) = first else { return };
            let kept = storage.keep(keepsake, &data).await;
            self.0.borrow_mut().keeping.pop_front();
            self.tell_storage(kept);
        }
    }

    /// Tells the phone whether the browser keeps it.
    pub(super) fn tell_storage(&self, kept: Result<(), JsValue>) {
        if let Err(error) = &kept {
            js::warn("storage: the phone was not kept", error);
        }
        self.input(Input::Storage(kept.map_err(|error| js::text(&error))));
    }

    /// Writes the state as it is now; changes meanwhile are written after it.
    pub(super) fn write(&self, snapshot: Vec<u8>) {
        let engine = self.clone();
        let storage = engine.0.borrow().storage.clone();
        spawn_local(async move {
            let kept = storage.keep_snapshot(&snapshot).await;
            engine.tell_storage(kept);
            let mut inner = engine.0.borrow_mut();
            let again = matches!(inner.saving, Saving::Again);
            inner.saving = Saving::Idle;
            if again {
                inner.save_soon(&engine);
            }
        });
    }
}

impl Engine {
    pub(super) fn save_soon(&mut self, engine: &Handle) {
        match self.saving {
            Saving::Idle => {
                let engine = engine.clone();
                let timer = Timeout::new(SAVE_MS, move || engine.0.borrow_mut().save_now(&engine));
                self.saving = Saving::Soon { _timer: timer };
            }
            Saving::Writing => self.saving = Saving::Again,
            Saving::Soon { .. } | Saving::Again => {}
        }
    }

    pub(super) fn save_now(&mut self, engine: &Handle) {
        let Some(phone) = &self.phone else { return };
        if matches!(self.saving, Saving::Writing | Saving::Again) {
            self.saving = Saving::Again;
            return;
        }
        let snapshot = phone.snapshot();
        self.saving = Saving::Writing;
        let engine = engine.clone();
        spawn_local(async move { engine.write(snapshot) });
    }
}
