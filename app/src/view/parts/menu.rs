//! A menu: a button that opens a small sheet over the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::lazy::second;

/// Closes the menu around a component; found by `expect_context`.
#[derive(Clone, Copy)]
pub struct CloseMenu(Callback<()>);

impl CloseMenu {
    /// Closes the menu and leaves the keyboard at its button.
    pub fn close(self) {
        self.0.run(());
    }
}

/// A menu. Escape, a click elsewhere or leaving it by keyboard closes it.
#[component]
pub fn Menu(
    /// What the button shows.
    summary: impl IntoView + 'static,
    /// Names it, and explains it when pointed at.
    #[prop(into)]
    title: Signal<String>,
    /// For tests.
    test_id: &'static str,
    /// A class for its look.
    #[prop(optional)]
    class: &'static str,
    /// Is told when it opens and closes.
    #[prop(optional)]
    on_toggle: Option<Callback<bool>>,
    /// What it is about, for the explanations.
    #[prop(optional)]
    topic: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<html::Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let leave = CloseMenu(Callback::new(move |()| {
        close();
        let button = menu.get_untracked().and_then(|menu| menu.query_selector("summary").ok().flatten());
        if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Fails only where it is not on the page any more.
            let _ = button.focus();
        }
    }));
    provide_context(leave);
    let handle = window_event_listener(leptos::ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if menu.get_untracked().is_some_and(|menu| menu.open() && !menu.contains(target.as_ref())) {
            close();
        }
    });
    on_cleanup(move || handle.remove());
    // What it holds may not be here yet.
    let second = second();
    view! {
        <details
            node_ref=menu
            class=format!("menu {class}")
            data-help=topic
            on:toggle=move |_| {
                let open = menu.get_untracked().is_some_and(|menu| menu.open());
                if open {
                    second.fetch();
                }
                if let Some(on_toggle) = on_toggle {
                    on_toggle.run(open);
                }
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    leave.close();
                }
            }
            on:focusout=move |event| {
                let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
                if next.is_some() && menu.get_untracked().is_some_and(|menu| !menu.contains(next.as_ref())) {
                    close();
                }
            }
        >
            <summary data-testid=test_id title=move || title.get() aria-label=move || title.get()>
                {summary}
            </summary>
            <div class="menu-sheet">{children()}</div>
        </details>
    }
}
