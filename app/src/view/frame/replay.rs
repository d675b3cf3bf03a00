//! The slider over the epochs whose weights are kept: all panels show the network of then.

use leptos::html;
use leptos::prelude::*;
use spec::protocol::Moment;

use crate::preferences::preferences;
use crate::state::State;
use crate::store::store;

/// The slider, in the second file of code.
pub fn content() -> AnyView {
    view! { <Replay /> }.into_any()
}

/// The slider over the kept epochs; its right end is now.
#[component]
fn Replay() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.language.get().phrases().replay();
    let moments = store.memo(State::moments);
    let moment = store.memo(State::moment);
    let epochs = store.memo(|state| state.run.as_ref().map_or(0, |run| run.spec.epochs));
    let past = move || moment.get() != Moment::Now;
    let words = move || match moment.get() {
        Moment::Now => phrases().now().to_owned(),
        Moment::Epoch(epoch) => prefs.phrases().replay().epoch(u64::from(epoch) + 1, epochs.get()),
    };
    let slider = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let Some(slider) = slider.get() else { return };
        let place = moments.with(|moments| moments.iter().position(|one| *one == moment.get()).unwrap_or(0));
        // The end first: a value beyond it would be cut.
        slider.set_max(&moments.with(|moments| moments.len().saturating_sub(1)).to_string());
        slider.set_value(&place.to_string());
    });
    let go = move |event| {
        let place = event_target_value(&event).parse().unwrap_or(usize::MAX);
        let moment = moments.with_untracked(|moments| moments.get(place).copied()).unwrap_or_default();
        store.act(|state| state.look_back(moment));
    };
    view! {
        <div class="replay" class:past=past role="group" aria-label=move || phrases().slider() title=move || phrases().help()>
            <label>
                <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
                    <path d="M8.500 1.500a7 7 0 1 1-6.600 4.700l1.500.500a5.400 5.400 0 1 0 2-2.700L7 5.500H2V.500l2.300 2.300a7 7 0 0 1 4.200-1.300zM7.800 4.500h1.500v4l2.600 1.600-.8 1.300-3.300-2z" />
                </svg>
                <input
                    node_ref=slider
                    type="range"
                    min="0"
                    step="1"
                    data-testid="replay"
                    aria-label=move || phrases().slider()
                    aria-valuetext=words
                    on:input=go
                />
            </label>
            <output
                aria-live="off" // the slider says it already
                data-testid="replay-moment"
                data-value=move || match moment.get() {
                    Moment::Now => "now".to_owned(),
                    Moment::Epoch(epoch) => (epoch + 1).to_string(),
                }
            >
                {words}
            </output>
            <button
                type="button"
                class="bare"
                data-testid="replay-now"
                aria-disabled=move || (!past()).to_string() // and not disabled: the focus stays after a press
                title=move || phrases().back()
                aria-label=move || phrases().back()
                on:click=move |_| store.act(|state| state.look_back(Moment::Now))
            >
                <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
                    <path d="M1.500 3l6 5.500-6 5.500zM7.500 3l6 5.500-6 5.500zM13.500 3h2v11h-2z" />
                </svg>
            </button>
        </div>
    }
}
