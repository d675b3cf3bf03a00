//! Ready comparisons: one press each, and how far the one under way is.

use leptos::prelude::*;
use spec::limits;

use crate::i18n::runs;
use crate::preferences::preferences;
use crate::rules::compare::Preset;
use crate::state::{Queue, State};
use crate::store::store;
use crate::view::parts::field::{Field, WholeInput};

/// As long as the longest of the ready comparisons.
const WHOLE: u64 = 30;

/// Ready comparisons.
#[component]
pub fn Pairs() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let most = RwSignal::new(WHOLE);
    let queue = store.memo(|state| state.training.queue.as_ref().map(|queue| (queue.pair, Queue::place(queue))));
    let busy = Memo::new(move |_| queue.get().is_some());
    let own = store.memo(|state| state.training.before_comparison.is_some());
    let button = move |pair: Preset| {
        let possible = store.memo(move |state| pair.specs(&state.draft, 1).is_some());
        let words = move || runs::pair(prefs.language.get(), pair);
        view! {
            <button
                type="button"
                data-testid=format!("pair-{}", pair.id())
                title=move || if possible.get() { words().1 } else { prefs.phrases().runs().no_pair() }
                disabled=move || busy.get() || !possible.get()
                on:click=move |_| {
                    let most = most.get_untracked() as usize;
                    store.act(|state| state.compare(pair, most));
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
            let words = (
                prefs.phrases().runs().comparing(),
                runs::pair(language, pair).0,
                language.phrases().runs().of(number, all),
            );
            format!("{}: {} · {}", words.0, words.1, words.2)
        })
    };
    view! {
        <div class="pairs" role="group" aria-label=move || prefs.phrases().runs().pairs()>
            <b title=move || prefs.phrases().runs().pairs_help()>{move || prefs.phrases().runs().pairs()}</b>
            <Field
                label=Signal::derive(move || prefs.phrases().runs().most_epochs())
                help=Signal::derive(move || prefs.phrases().runs().most_epochs_help())
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
            {Preset::ALL.map(button)}
            <span class="pair-state">
                <span class="soft" hidden=move || busy.get()>
                    {move || prefs.phrases().runs().pairs_help()}
                </span>
                <span role="status" data-testid="pair-progress" data-value=place>
                    {progress}
                </span>
                <Show when=move || busy.get()>
                    <button type="button" data-testid="pair-cancel" on:click=move |_| store.act(State::leave_comparison)>
                        {move || prefs.phrases().runs().cancel()}
                    </button>
                </Show>
                <Show when=move || own.get()>
                    <button type="button" data-testid="pair-own" on:click=move |_| store.act(State::back_to_own)>
                        {move || prefs.phrases().runs().own_settings()}
                    </button>
                </Show>
            </span>
        </div>
    }
}
