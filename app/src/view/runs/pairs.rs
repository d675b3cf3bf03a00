//! Ready comparisons: one press each, and how far the one under way is.

use leptos::prelude::*;
use model::spec::limits;

use crate::compare::Pair;
use crate::i18n::runs;
use crate::state::{Queue, State};
use crate::view::field::{Field, WholeInput};
use crate::view::{desk, preferences};

/// As long as the longest of the ready comparisons.
const WHOLE: u64 = 30;

/// Ready comparisons.
#[component]
pub fn Pairs() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let most = RwSignal::new(WHOLE);
    let queue = desk.memo(|state| state.queue.as_ref().map(|queue| (queue.pair, Queue::place(queue))));
    let busy = Memo::new(move |_| queue.get().is_some());
    let own = desk.memo(|state| state.before_comparison.is_some());
    let button = move |pair: Pair| {
        let possible = desk.memo(move |state| pair.specs(&state.draft, 1).is_some());
        let words = move || runs::pair(prefs.language.get(), pair);
        view! {
            <button
                type="button"
                data-testid=format!("pair-{}", pair.id())
                title=move || if possible.get() { words().1 } else { runs::no_pair(prefs.language.get()) }
                disabled=move || busy.get() || !possible.get()
                on:click=move |_| {
                    let most = most.get_untracked() as usize;
                    desk.act(|state| state.compare(pair, most));
                }
            >
                {move || words().0}
            </button>
        }
    };
    let place = move || queue.get().map_or_else(String::new, |(_, (number, all))| format!("{number}/{all}"));
    let progress = move || {
        let language = prefs.language.get();
        queue.get().map(|(pair, (number, all))| {
            let words =
                (prefs.later_phrases().runs.comparing, runs::pair(language, pair).0, runs::of(language, number, all));
            format!("{}: {} · {}", words.0, words.1, words.2)
        })
    };
    view! {
        <div class="pairs" role="group" aria-label=move || prefs.later_phrases().runs.pairs>
            <b title=move || prefs.later_phrases().runs.pairs_help>{move || prefs.later_phrases().runs.pairs}</b>
            <Field
                label=Signal::derive(move || prefs.later_phrases().runs.most_epochs)
                help=Signal::derive(move || prefs.later_phrases().runs.most_epochs_help)
                class="pair-epochs"
            >
                <WholeInput
                    value=most
                    on_change=Callback::new(move |epochs: u64| most.set(epochs.clamp(1, limits::MAX_EPOCHS as u64)))
                    min=1
                    max=limits::MAX_EPOCHS as u64
                    test_id="pair-epochs".to_owned()
                />
            </Field>
            {Pair::ALL.map(button)}
            <span class="pair-state">
                <span class="soft" hidden=move || busy.get()>
                    {move || prefs.later_phrases().runs.pairs_help}
                </span>
                <span role="status" data-testid="pair-progress" data-value=place>
                    {progress}
                </span>
                <Show when=move || busy.get()>
                    <button type="button" data-testid="pair-cancel" on:click=move |_| desk.act(State::leave_comparison)>
                        {move || prefs.later_phrases().runs.cancel}
                    </button>
                </Show>
                <Show when=move || own.get()>
                    <button type="button" data-testid="pair-own" on:click=move |_| desk.act(State::back_to_own)>
                        {move || prefs.later_phrases().runs.own_settings}
                    </button>
                </Show>
            </span>
        </div>
    }
}
