//! How much the training images are varied: the menu.

pub mod sheet;

use leptos::prelude::*;

use super::later::{Later, Part, Sheet};
use super::menu::Menu;
use super::{desk, preferences};

/// The menu of the augmentation's numbers.
#[component]
pub fn AugmentMenu() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let title = Signal::derive(move || prefs.phrases().data.vary.to_owned());
    let summary = view! { <span aria-hidden="true">"▾"</span> };
    view! {
        <Menu
            summary=summary
            title=title
            test_id="augment-menu"
            class="opens-right"
            topic="augment"
            on_toggle=Callback::new(move |open| desk.act(|state| state.watch_augmentation(open)))
        >
            <Later part=Part::Sheet(Sheet::Augmentation) />
        </Menu>
    }
}
