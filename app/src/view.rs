//! What is seen, by the parts of the page. Each reads the state and sends commands.

mod parts;

mod dialogs;
mod frame;

mod data;
mod draw;
mod network;
mod training;

mod tabs;

mod contents;

use leptos::prelude::*;

use crate::preferences::Preferences;
use crate::store::Store;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let preferences = Preferences::new();
    provide_context(preferences);
    provide_context(Store::new());
    contents::provide();
    frame::shortcuts::listen();
    view! {
        <frame::header::Header />
        <main>
            <data::Data />
            <network::Network />
            <training::Training />
            <draw::Draw />
        </main>
        <frame::tabs::Tabs />
        <dialogs::user_images::UserImages />
        <frame::notices::NoticeList />
    }
}
