//! The tab of runs: ready comparisons, the table of all runs, and the curves of those that are ticked.

mod cells;
mod overlay;
mod pairs;
mod row;
mod table;

use leptos::prelude::*;

use self::overlay::Overlays;
use self::pairs::Pairs;
use self::table::Table;
use crate::preferences::preferences;
use crate::state::State;
use crate::store::store;

/// The tab of runs.
#[component]
pub fn Runs() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let rows = store.memo(State::rows);
    let empty = Memo::new(move |_| rows.with(Vec::is_empty));
    view! {
        <div class="runs">
            <Pairs />
            <p class="soft" hidden=move || !empty.get()>{move || prefs.phrases().runs().empty()}</p>
            <div class="runs-body" hidden=move || empty.get()>
                <Table rows />
                <Overlays rows />
            </div>
        </div>
    }
}
