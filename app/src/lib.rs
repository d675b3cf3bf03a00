//! Trazo's page: it shows what the worker tells and asks what the person wants.
//!
//! Modules are listed in the order in which data flows. Rules live in modules without a DOM and are tested
//! natively; the browser is touched from [`browser`] on.

pub mod architecture;
pub mod compare;
pub mod examined;
pub mod explain;
pub mod export;
pub mod lesson;
pub mod permalink;
pub mod state;

pub mod i18n;
pub mod theme;

pub mod format;
pub mod inside;
pub mod summary;
pub mod tables;

pub mod browser;
pub mod dom;
pub mod preferences;
pub mod reader;
pub mod trainer;

pub mod desk;

pub mod chart;

pub mod view;

/// Puts the page into the document's body, in place of what was painted before it came.
pub fn mount() {
    if let Some(first_paint) = leptos::prelude::document().get_element_by_id("first-paint") {
        first_paint.remove();
    }
    leptos::mount::mount_to_body(view::App);
}
