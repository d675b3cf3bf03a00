//! The strip below the sheet: tabs that open over the page's lower part, so that settings, curves and pad stay in
//! reach beside them.

use leptos::prelude::*;

use crate::browser;
use crate::preferences::preferences;
use crate::state::{State, Tab};
use crate::store::store;
use crate::view::dialogs::take_away::TakeAway;
use crate::view::parts::lazy::{Lazy, Part};

/// An arrow up and one down, in a square of 17.
const UP: &str = "M8.500 3l6 6-1.500 1.500-4.500-4.500L4 10.500 2.500 9zM2.500 13h12v2h-12z";
const DOWN: &str = "M8.500 11l6-6L13 3.500 8.500 8 4 3.500 2.500 5zM2.500 13h12v2h-12z";

/// The strip.
#[component]
pub fn Tabs() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let open = store.memo(State::tab);
    let tall = RwSignal::new(false);
    let replayed = store.memo(State::can_look_back);
    let toggle = move |tab: Tab| {
        store.act(|state| state.toggle_tab(tab));
    };
    let button = move |tab: Tab| {
        let selected = move || open.get() == Some(tab);
        view! {
            <button
                type="button"
                id=format!("tab-{}", tab.name())
                class="tab"
                data-testid=format!("tab-{}", tab.name())
                aria-expanded=move || selected().to_string()
                aria-controls="strip-sheet"
                on:click=move |_| toggle(tab)
            >
                {move || prefs.phrases().strip().tab().get(tab.name())}
            </button>
        }
    };
    view! {
        <aside class="strip" class:open=move || open.get().is_some() class:tall=move || tall.get() aria-label=move || prefs.phrases().strip().tabs()>
            <div class="strip-head">
                <div class="tabs">{Tab::ALL.map(button)}</div>
                <div class="strip-tools">
                    <Show when=move || replayed.get()>
                        <Lazy part=Part::Replay quiet=true />
                    </Show>
                    <TakeAway />
                    <Show when=move || open.get().is_some()>
                        <button
                            type="button"
                            class="bare taller"
                            data-testid="strip-taller"
                            aria-pressed=move || tall.get().to_string()
                            title=move || prefs.phrases().strip().taller()
                            aria-label=move || prefs.phrases().strip().taller()
                            on:click=move |_| tall.update(|tall| *tall = !*tall)
                        >
                            <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
                                <path d=move || if tall.get() { DOWN } else { UP } />
                            </svg>
                        </button>
                        <button
                            type="button"
                            class="bare close"
                            data-testid="strip-close"
                            title=move || prefs.phrases().strip().close()
                            aria-label=move || prefs.phrases().strip().close()
                            on:click=move |_| {
                                // The button goes with what it closes: the keyboard is left at the tab.
                                if let Some(tab) = open.get_untracked() {
                                    browser::dom::focus(&format!("tab-{}", tab.name()));
                                }
                                store.act(|state| state.open_tab(None));
                            }
                        >
                            <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
                                <path d="M4 3l4.500 4.500L13 3l1 1-4.500 4.500L14 13l-1 1-4.500-4.500L4 14l-1-1 4.500-4.500L3 4z" />
                            </svg>
                        </button>
                    </Show>
                </div>
            </div>
            <div
                id="strip-sheet"
                class="strip-sheet"
                data-testid="strip-sheet"
                role="region"
                hidden=move || open.get().is_none()
                aria-labelledby=move || open.get().map(|tab| format!("tab-{}", tab.name()))
            >
                {move || open.get().map(|tab| view! { <Lazy part=Part::Tab(tab) /> })}
            </div>
        </aside>
    }
}
