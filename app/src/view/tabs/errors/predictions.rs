//! Fifteen images with what the network says of them, and one at random after the other.

use leptos::prelude::*;

use crate::preferences::preferences;
use crate::rules::results::{Seen, random_places};
use crate::store::store;
use crate::view::tabs::evaluation::{Cards, Large};

/// Images of the grid: five rows of three, as many as can be looked at together.
const IMAGES: usize = 15;
/// Images of a random walk in the large view.
const WALK: usize = 500;

/// A seed for a random choice.
fn seed() -> u64 {
    (js_sys::Math::random() * 2f64.powi(53)) as u64
}

/// Fifteen images with what the network says of them.
#[component]
pub fn Predictions(
    /// The examination in view.
    seen: Memo<Option<Seen>>,
    /// Shows one of them large.
    large: Large,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.language.get().phrases().gallery();
    // The first ones until somebody wants others. The same places when another network answers: what changes is its
    // answer.
    let chosen = RwSignal::new(None::<u64>);
    let places = Memo::new(move |_| {
        let len = seen.with(|seen| seen.as_ref().map_or(0, |seen| seen.len()));
        match chosen.get() {
            Some(seed) => random_places(len, IMAGES, seed),
            None => (0..len.min(IMAGES) as u32).collect(),
        }
    });
    Effect::new(move |_| {
        let Some(seen) = seen.get() else { return };
        let indices: Vec<u32> =
            places.with(|places| places.iter().filter_map(|place| Some(seen.at(*place)?.index)).collect());
        store.act(|state| state.want_pictures(seen.split, &indices));
    });
    let open = Callback::new(move |at: usize| {
        if let Some(seen) = seen.get_untracked() {
            large.open(seen, places.get_untracked(), at);
        }
    });
    let one = move |_| {
        if let Some(seen) = seen.get_untracked() {
            let walk = random_places(seen.len(), WALK, seed());
            large.open(seen, walk, 0);
        }
    };
    let cards = move || {
        // Their words are written once.
        prefs.language.track();
        let (seen, places) = (seen.get()?, places.get());
        Some(view! { <Cards seen places from=0 open /> })
    };
    view! {
        <div class="errors-tools">
            <button type="button" data-testid="grid-first" on:click=move |_| chosen.set(None)>
                {move || phrases().first()}
            </button>
            <button type="button" data-testid="grid-random" on:click=move |_| chosen.set(Some(seed()))>
                {move || phrases().random()}
            </button>
            <button type="button" data-testid="grid-one" on:click=one>
                {move || phrases().one()}
            </button>
        </div>
        <div data-testid="grid" data-value=move || places.with(Vec::len).to_string()>
            {cards}
        </div>
    }
}
