//! The table of runs.

use leptos::prelude::*;

use super::cells::{FIRST, sorted};
use super::row::RunRow;
use crate::i18n::runs;
use crate::preferences::preferences;
use crate::rules::compare::{Column, Kind};
use crate::state::{Row, State};
use crate::store::store;
use crate::view::parts::field::Tick;
use crate::view::parts::sort::SortButton;

/// The columns in which the runs that are shown differ.
fn differing(rows: &[Row], shown: &[u32]) -> Vec<Column> {
    let specs: Vec<_> = rows.iter().filter(|row| shown.contains(&row.number)).map(|row| &row.spec).collect();
    let differs = |column: &Column| specs.windows(2).any(|pair| column.differs(pair[0], pair[1]));
    Column::ALL.into_iter().filter(differs).collect()
}

/// The table of runs, in a box of its own that scrolls.
#[component]
pub fn Table(
    /// All runs.
    rows: Memo<Vec<Row>>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let shown = store.memo(State::shown_runs);
    let chosen = store.memo(State::runs_chosen);
    let removable = Memo::new(move |_| rows.with(|rows| rows.iter().any(|row| !row.live)));
    let differing = Memo::new(move |_| rows.with(|rows| shown.with(|shown| differing(rows, shown))));
    let only_different = RwSignal::new(false);
    let order = RwSignal::new(FIRST);
    let columns = Memo::new(move |_| {
        let differs = differing.get();
        let kept = |column: &Column| column.kind() != Kind::Setting || differs.contains(column);
        Column::ALL.into_iter().skip(1).filter(|column| !only_different.get() || kept(column)).collect::<Vec<_>>()
    });
    let sorted = Memo::new(move |_| rows.with(|rows| sorted(order.get(), prefs.language.get(), rows)));
    let heading = move |column: Column| {
        let words = move || runs::column(prefs.language.get(), column);
        let differs = move || differing.with(|differing| differing.contains(&column));
        view! {
            <th
                scope="col"
                class:figure=column.kind() == Kind::Figure
                class:differs=differs
                aria-sort=move || order.get().aria(column).0
            >
                <SortButton
                    column
                    order
                    title=Signal::derive(move || format!("{}. {}", words().1, prefs.phrases().runs().sort()))
                    test_id=format!("sort-{}", column.id())
                >
                    <span class="differs-sign" hidden=move || !differs() title=move || prefs.phrases().runs().differs()>
                        "≠"
                    </span>
                    {move || words().0}
                </SortButton>
            </th>
        }
    };
    view! {
        <div class="runs-list">
            <div class="runs-tools">
                <Tick
                    label=Signal::derive(move || prefs.phrases().runs().only_different())
                    help=Signal::derive(move || prefs.phrases().runs().only_different_help())
                    value=only_different
                    on_change=Callback::new(move |value| only_different.set(value))
                    test_id="runs-different"
                />
                <button
                    type="button"
                    data-testid="runs-newest"
                    title=move || prefs.phrases().runs().newest_help()
                    disabled=move || !chosen.get()
                    on:click=move |_| store.act(State::show_newest_runs)
                >
                    {move || prefs.phrases().runs().newest()}
                </button>
                <button
                    type="button"
                    data-testid="runs-clear"
                    disabled=move || !removable.get()
                    on:click=move |_| store.act(|state| state.remove_runs(|_| true))
                >
                    {move || prefs.phrases().runs().remove_all()}
                </button>
            </div>
            <div class="runs-scroll" tabindex="0" role="region" aria-label=move || prefs.phrases().runs().table()>
                <table
                    data-testid="runs-table"
                    data-export="runs"
                    data-value=move || rows.with(Vec::len).to_string()
                    aria-label=move || prefs.phrases().runs().table()
                >
                    <thead>
                        <tr>
                            {heading(Column::Run)}
                            {move || columns.get().into_iter().map(heading).collect_view()}
                            <th scope="col" title=move || prefs.phrases().runs().start_help()>
                                {move || prefs.phrases().runs().start()}
                            </th>
                            <th scope="col" data-export-skip="">{move || prefs.phrases().runs().actions()}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For
                            each=move || sorted.get()
                            key=|number| *number
                            children=move |number| view! { <RunRow number rows shown columns differing /> }
                        />
                    </tbody>
                </table>
            </div>
            <p class="soft runs-words">
                {move || prefs.phrases().runs().fair()}
                " "
                <span title=move || prefs.phrases().runs().start_help()>{move || prefs.phrases().runs().kept()}</span>
            </p>
        </div>
    }
}
