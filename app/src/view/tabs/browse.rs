//! The tab that looks through the data set: random images beside one of them in numbers, the counts of each class, and
//! the mean images.

mod counts;
mod means;
mod numbers;
mod samples;

use leptos::prelude::*;

use self::counts::Counts;
use self::means::Means;
use self::numbers::Numbers;
use self::samples::Grid;
use crate::preferences::preferences;
use crate::view::parts::switch::Switch;

/// What stands beside the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// The chosen image in numbers.
    Numbers,
    /// How many images each class has.
    Counts,
    /// The mean image of each class.
    Means,
}

/// The tab that looks through the data set.
#[component]
pub fn Browse() -> impl IntoView {
    let prefs = preferences();
    let phrases = move || prefs.phrases().browse();
    let beside = RwSignal::new(Beside::Numbers);
    let options = move || {
        let phrases = phrases();
        vec![
            (Beside::Numbers, "numbers", phrases.numbers()),
            (Beside::Counts, "counts", phrases.counts()),
            (Beside::Means, "means", phrases.means()),
        ]
    };
    view! {
        <div class="browse">
            <Grid />
            <div class="browse-beside">
                <Switch
                    name=Signal::derive(move || phrases().views())
                    options=Signal::derive(options)
                    value=beside
                    test_id="browse-show"
                />
                {move || match beside.get() {
                    Beside::Numbers => view! { <Numbers /> }.into_any(),
                    Beside::Counts => view! { <Counts /> }.into_any(),
                    Beside::Means => view! { <Means /> }.into_any(),
                }}
            </div>
        </div>
    }
}
