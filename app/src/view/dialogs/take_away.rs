//! The menu of files: charts, tables and the report.

mod charts;
pub mod content;
mod report;

use leptos::prelude::*;

use crate::preferences::preferences;
use crate::view::parts::lazy::{Lazy, Part};
use crate::view::parts::menu::Menu;

/// The menu. Its list is made when it opens: it tells what is on the page then.
#[component]
pub fn TakeAway() -> impl IntoView {
    let prefs = preferences();
    let open = RwSignal::new(false);
    let summary = view! { <span>{move || prefs.phrases().strip().take_away()}</span> };
    let title = Signal::derive(move || prefs.phrases().strip().take_away_help().to_owned());
    view! {
        <Menu
            summary=summary
            title=title
            test_id="take-away"
            class="take-away"
            on_toggle=Callback::new(move |now| open.set(now))
        >
            <Show when=move || open.get()>
                <Lazy part=Part::TakeAway />
            </Show>
        </Menu>
    }
}
