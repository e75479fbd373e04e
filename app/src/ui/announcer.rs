//! What a screen reader says without being asked.

use leptos::prelude::*;

use super::handle::use_phone;

/// Two hidden live regions: one that interrupts and one that waits its turn.
#[component]
pub(crate) fn Announcer() -> impl IntoView {
    let announcement = use_phone().part(|view| view.announcement.clone());
    view! {
        <div class="hs-unseen" role="alert" aria-live="assertive" aria-atomic="true">
            {move || said(announcement, true)}
        </div>
        <div class="hs-unseen" role="status" aria-live="polite" aria-atomic="true">
            {move || said(announcement, false)}
        </div>
    }
}

/// Returns the text for the region that interrupts or does not. A new serial makes a new element,
/// so that the same text is said again.
fn said(
    announcement: Memo<hookswitch_core::phone::view::Announcement>,
    urgent: bool,
) -> Option<impl IntoView> {
    let announcement = announcement.get();
    (announcement.urgent == urgent && !announcement.text.is_empty())
        .then(|| view! { <p data-serial=announcement.serial>{announcement.text}</p> })
}
