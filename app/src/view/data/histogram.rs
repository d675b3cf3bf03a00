//! The pixels' histogram before and after they are scaled: the menu.

pub mod sheet;

use leptos::prelude::*;

use crate::preferences::preferences;
use crate::view::parts::lazy::{Lazy, Part, Sheet};
use crate::view::parts::menu::Menu;

/// The menu that shows what the choice of the scale does.
#[component]
pub fn HistogramMenu() -> impl IntoView {
    let prefs = preferences();
    let title = Signal::derive(move || prefs.phrases().data().histogram().to_owned());
    let summary = view! {
        <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
            <path d="M1 2h3v13H1zM5 9h3v6H5zM9 11h3v4H9zM13 6h3v9h-3z" />
        </svg>
    };
    view! {
        <Menu summary=summary title=title test_id="histogram-menu" class="opens-right" topic="scale">
            <Lazy part=Part::Sheet(Sheet::Histogram) />
        </Menu>
    }
}
