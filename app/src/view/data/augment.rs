//! How much the training images are varied: the menu.

pub mod sheet;

use leptos::prelude::*;

use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::lazy::{Lazy, Part, Sheet};
use crate::view::parts::menu::Menu;

/// The menu of the augmentation's numbers.
#[component]
pub fn AugmentMenu() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let title = Signal::derive(move || prefs.phrases().data().vary().to_owned());
    let summary = view! { <span aria-hidden="true">"▾"</span> };
    view! {
        <Menu
            summary=summary
            title=title
            test_id="augment-menu"
            class="opens-right"
            topic="augment"
            on_toggle=Callback::new(move |open| store.act(|state| state.watch_augmentation(open)))
        >
            <Lazy part=Part::Sheet(Sheet::Augmentation) />
        </Menu>
    }
}
