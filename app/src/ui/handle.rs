//! What every component may use of the phone.

use hookswitch_app::protocol::{MediaPath, Role};
use hookswitch_core::language::{Direction, Label};
use hookswitch_core::phone::key::Key;
use hookswitch_core::phone::view::View;
use leptos::prelude::*;

/// Reads the view and presses or holds keys, nothing else.
#[derive(Clone, Copy)]
pub(crate) struct PhoneHandle {
    /// What to draw.
    pub(crate) view: ReadSignal<View>,
    /// Presses a key.
    pub(crate) press: Callback<Key>,
    /// Holds a key down.
    pub(crate) hold: Callback<Key>,
    /// Puts the key of a digit down.
    pub(crate) down: Callback<Key>,
    /// Lets go a key that was held down.
    pub(crate) release: Callback<Key>,
}

impl PhoneHandle {
    /// Returns a part of the view that changes only when it is another one.
    pub(crate) fn part<T>(self, of: impl Fn(&View) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.view.with(&of))
    }
}

impl PhoneHandle {
    /// Returns what the page says, in the language of the phone.
    pub(crate) fn label(self, label: Label) -> Memo<String> {
        self.part(move |view| view.labels.get(label).to_owned())
    }

    /// Returns the name of a key.
    pub(crate) fn key_name(self, key: Key) -> Memo<String> {
        self.part(move |view| key.name(&view.labels))
    }

    /// Returns which way the language is written, as HTML says it.
    pub(crate) fn direction(self) -> Memo<&'static str> {
        self.part(|view| match view.language.direction() {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        })
    }
}

/// What concerns this window and not the phone.
#[derive(Clone, Copy)]
pub(crate) struct WindowHandle {
    /// Whether the phone runs here.
    pub(crate) role: ReadSignal<Role>,
    /// How media travels.
    pub(crate) media_path: ReadSignal<MediaPath>,
    /// Asks the browser to let sound play; only works while the person does something.
    pub(crate) arm: Callback<()>,
}

/// Returns the phone that this component is part of.
pub(crate) fn use_phone() -> PhoneHandle {
    expect_context()
}

/// Returns the window that this component is part of.
pub(crate) fn use_window() -> WindowHandle {
    expect_context()
}
