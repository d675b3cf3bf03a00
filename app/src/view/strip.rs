//! The strip below the sheet: tabs that open over the page's lower part, so that settings, curves and pad stay in
//! reach beside them.

pub mod content;

use leptos::prelude::*;

use super::later::{Later, Part};
use super::take_away::TakeAway;
use super::{desk, preferences};
use crate::state::{State, Tab};

/// The strip.
#[component]
pub fn Strip() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let open = desk.memo(|state| state.tab);
    let replayed = desk.memo(State::can_look_back);
    let toggle = move |tab: Tab| {
        desk.act(|state| state.tab = if state.tab == Some(tab) { None } else { Some(tab) });
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
                {move || prefs.phrases().strip.tab(tab)}
            </button>
        }
    };
    view! {
        <aside class="strip" class:open=move || open.get().is_some() aria-label=move || prefs.phrases().strip.tabs>
            <div class="strip-head">
                <div class="tabs">{Tab::ALL.map(button)}</div>
                <div class="strip-tools">
                    <Show when=move || replayed.get()>
                        <Later part=Part::Replay quiet=true />
                    </Show>
                    <TakeAway />
                    <Show when=move || open.get().is_some()>
                        <button
                            type="button"
                            class="bare close"
                            data-testid="strip-close"
                            title=move || prefs.phrases().strip.close
                            aria-label=move || prefs.phrases().strip.close
                            on:click=move |_| desk.act(|state| state.tab = None)
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
                role="region"
                hidden=move || open.get().is_none()
                aria-labelledby=move || open.get().map(|tab| format!("tab-{}", tab.name()))
            >
                {move || open.get().map(|tab| view! { <Later part=Part::Tab(tab) /> })}
            </div>
        </aside>
    }
}
