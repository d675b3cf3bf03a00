//! What is seen: one panel a file. Each reads the state and sends commands.

mod augment;
pub mod bars;
mod browse;
mod data;
mod device;
pub mod diagram;
mod draw;
mod errors;
mod examined;
mod explain;
mod field;
mod figures;
mod file;
mod header;
mod histogram;
mod inside;
mod later;
mod layer;
mod lessons;
mod menu;
mod network;
mod notices;
mod optimizer;
mod own;
pub mod pad;
mod picture;
mod preferences;
mod progress;
mod rate;
mod regularization;
mod replay;
mod report;
mod runs;
mod samples;
mod schedule;
mod shortcuts;
mod sketch;
mod strip;
mod take_away;
mod training;
mod validation;

use leptos::prelude::*;

use crate::desk::Desk;
use crate::i18n::classes;
use crate::preferences::Preferences;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let preferences = Preferences::new();
    provide_context(preferences);
    provide_context(Desk::new());
    later::provide();
    shortcuts::listen();
    view! {
        <header::Header />
        <main>
            <data::Data />
            <network::Network />
            <training::Training />
            <draw::Draw />
        </main>
        <strip::Strip />
        <own::OwnImages />
        <notices::NoticeList />
    }
}

/// What every panel works with.
fn desk() -> Desk {
    expect_context()
}

/// What the classes of the data set in view are called, also where a person gave them their names.
fn class_names() -> Memo<Vec<String>> {
    let (desk, prefs) = (desk(), preferences());
    let known = desk.memo(|state| (state.draft.dataset, state.own.names(state.draft.dataset).cloned()));
    Memo::new(move |_| known.with(|(dataset, own)| classes::names_with(prefs.language.get(), *dataset, own.as_ref())))
}

/// The reader's preferences.
fn preferences() -> Preferences {
    expect_context()
}
