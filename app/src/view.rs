//! What is seen: one panel a file. Each reads the state and sends commands.

mod augment;
pub mod bars;
mod data;
mod device;
pub mod diagram;
mod draw;
mod explain;
mod field;
mod figures;
mod file;
mod header;
mod histogram;
mod later;
mod layer;
mod lessons;
mod menu;
mod network;
mod notices;
mod optimizer;
pub mod pad;
mod picture;
mod preferences;
mod progress;
mod rate;
mod regularization;
mod runs;
mod samples;
mod schedule;
mod shortcuts;
mod sketch;
mod strip;
mod training;
mod validation;

use leptos::prelude::*;

use crate::desk::Desk;
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
        <notices::NoticeList />
    }
}

/// What every panel works with.
fn desk() -> Desk {
    expect_context()
}

/// The reader's preferences.
fn preferences() -> Preferences {
    expect_context()
}
