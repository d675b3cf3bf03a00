//! Trazo's page: it shows what the worker tells and asks what the person wants.
//!
//! Modules are listed in the order in which data flows, and each uses only those above it. The browser is touched
//! from [`browser`] on; all before it is plain data, tested natively.

pub mod language;

pub mod format;
pub mod rules;

pub mod state;

pub mod i18n;

pub mod export;
pub mod summary;

pub mod browser;

pub mod chart;

pub mod preferences;
pub mod store;

pub mod view;

/// Puts the page into the document's body, in place of what was painted before it came.
pub fn mount() {
    if let Some(first_paint) = leptos::prelude::document().get_element_by_id("first-paint") {
        first_paint.remove();
    }
    leptos::mount::mount_to_body(view::App);
}
