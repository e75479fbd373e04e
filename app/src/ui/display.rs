//! The display: its text is what is shown, line by line.

use hookswitch_core::language::Label;
use hookswitch_core::phone::view::{Line, LineStyle, Screen, Scroll};
use leptos::prelude::*;

use super::handle::use_phone;

/// The status bar and the lines.
#[component]
pub(crate) fn Display() -> impl IntoView {
    let phone = use_phone();
    let screen = phone.part(|view| view.display.screen);
    let status = phone.part(|view| view.display.status.clone());
    let count = phone.part(|view| view.display.lines.len());
    let scroll = phone.part(|view| view.display.scroll);
    view! {
        <section
            class="hs-display"
            aria-label=phone.label(Label::Display)
            dir=phone.direction()
            data-screen=move || screen_name(screen.get())
        >
            <div class="hs-row hs-status">
                <bdi class="hs-text">{move || status.get().0}</bdi>
                <bdi class="hs-right">{move || status.get().1}</bdi>
            </div>
            <For each=move || 0..count.get() key=|row| *row let:row>
                <DisplayLine row />
            </For>
            {move || scroll.get().map(scroll_bar)}
        </section>
    }
}

/// Draws which part of a longer page is shown; the rows that are read out tell the same.
fn scroll_bar(scroll: Scroll) -> impl IntoView {
    let percent =
        |rows: u16| format!("{:.1}%", f32::from(rows) * 100.0 / f32::from(scroll.all.max(1)));
    view! {
        <span class="hs-scroll" aria-hidden="true">
            <span style:top=percent(scroll.top) style:height=percent(scroll.shown)></span>
        </span>
    }
}

/// One line of the display.
#[component]
fn DisplayLine(
    /// Which line, from the top.
    row: usize,
) -> impl IntoView {
    let phone = use_phone();
    let line = phone.part(move |view| view.display.lines.get(row).cloned().unwrap_or_default());
    let right = move || {
        let Line { right, .. } = line.get();
        (!right.is_empty()).then(|| view! { <bdi class="hs-right">{right}</bdi> })
    };
    view! {
        <div class=move || format!("hs-row {}", style_class(line.with(|line| line.style)))>
            <bdi class="hs-text">{move || text(line.get())}</bdi>
            {right}
        </div>
    }
}

/// Returns the text of a line, with the cursor in it if it is being entered.
fn text(line: Line) -> impl IntoView {
    let Line { text, style, cursor, .. } = line;
    if let LineStyle::Progress(percent) = style {
        // How far it is stands beside the bar, as text.
        let bar =
            view! { <progress max="100" value=percent.to_string() aria-hidden="true"></progress> };
        return bar.into_any();
    }
    let entered = (style == LineStyle::Entry).then(|| {
        let before = cursor.unwrap_or(usize::MAX);
        let at = text.char_indices().nth(before).map_or(text.len(), |(at, _)| at);
        let (before, after) = text.split_at(at);
        (before.to_owned(), after.to_owned())
    });
    match entered {
        Some((before, after)) => {
            view! { {before}<i class="hs-cursor" aria-hidden="true"></i>{after} }.into_any()
        }
        None => text.into_any(),
    }
}

fn style_class(style: LineStyle) -> &'static str {
    match style {
        LineStyle::Heading => "hs-heading",
        LineStyle::Selected => "hs-selected",
        LineStyle::Entry => "hs-entry",
        LineStyle::Notice => "hs-notice-line",
        LineStyle::Error => "hs-error-line",
        LineStyle::Progress(_) => "hs-progress",
        LineStyle::Normal | _ => "hs-normal",
    }
}

fn screen_name(screen: Screen) -> &'static str {
    match screen {
        Screen::Starting => "starting",
        Screen::Idle => "idle",
        Screen::Dialing => "dialing",
        Screen::RingingOut => "ringing-out",
        Screen::RingingIn => "ringing-in",
        Screen::Talking => "talking",
        Screen::OnHold => "on-hold",
        Screen::CallWaiting => "call-waiting",
        Screen::Ended => "ended",
        Screen::Menu => "menu",
        Screen::Form => "form",
        Screen::Confirm => "confirm",
        Screen::Redial => "redial",
        Screen::Page | Screen::Locked | _ => "other",
    }
}
