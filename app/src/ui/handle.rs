//! What every component may use of the phone.

use hookswitch_app::protocol::{MediaPath, Role};
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
