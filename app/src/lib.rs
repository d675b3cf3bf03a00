//! Trazo's page: it shows what the worker tells and asks what the person wants.
//!
//! Modules are listed in the order in which data flows. Rules live in modules without a DOM and are tested
//! natively; only [`trainer`], [`view`] and the small edges named in them touch the browser.

pub mod i18n;
pub mod theme;

pub mod chart;

pub mod view;

/// Puts the page into the document's body.
pub fn mount() {
    leptos::mount::mount_to_body(view::App);
}
