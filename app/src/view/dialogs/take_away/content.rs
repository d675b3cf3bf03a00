//! What the menu of files holds, in the second file of code.

use leptos::prelude::*;
use web_sys::Blob;

use super::{charts, report};
use crate::browser;
use crate::browser::export;
use crate::browser::export::{Found, Kind};
use crate::export::{csv, file_name};
use crate::preferences::preferences;
use crate::state::Notice;
use crate::store::store;

/// What the menu of files holds.
pub fn content() -> AnyView {
    view! { <List /> }.into_any()
}

/// What is on the page now, each with the kinds of files that it can be.
#[component]
fn List() -> impl IntoView {
    let prefs = preferences();
    let phrases = move || prefs.language.get().phrases().take_away();
    let (store, language) = (store(), prefs.language);
    let found = export::find();
    let take_report = move |_| {
        let html = report::html(store, language.get_untracked());
        browser::files::save_file(&file_name("report", "html"), html.as_bytes());
    };
    view! {
        <button
            type="button"
            class="primary"
            data-testid="take-report"
            title=move || phrases().report_help()
            on:click=take_report
        >
            {move || phrases().report()}
        </button>
        <b>{move || phrases().here()}</b>
        <ul class="take-list">{found.into_iter().map(|found| view! { <Item found /> }).collect_view()}</ul>
        <p class="soft">{move || phrases().hint()}</p>
    }
}

/// How something is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Png,
    Svg,
    Csv,
}

impl Format {
    /// Its name for people, and its ending.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Png => ("PNG", "png"),
            Self::Svg => ("SVG", "svg"),
            Self::Csv => ("CSV", "csv"),
        }
    }
}

#[component]
fn Item(found: Found) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let (name, label) = (found.name.clone(), found.label.clone());
    let formats: &[Format] = match found.kind {
        Kind::Picture => &[Format::Png, Format::Svg],
        Kind::Table => &[Format::Png, Format::Svg, Format::Csv],
        Kind::Numbers => &[Format::Csv],
    };
    let found = StoredValue::new_local(found);
    let take = move |format: Format| {
        let file = found.with_value(|found| file_name(&found.name, format.words().1));
        let picture = || {
            let redraw = charts::redraw(store, prefs.language.get_untracked());
            found.with_value(|found| found.picture(&redraw))
        };
        match format {
            Format::Csv => browser::files::save_file(&file, csv::write(&found.with_value(Found::table)).as_bytes()),
            Format::Svg => browser::files::save_file(&file, picture().svg().as_bytes()),
            Format::Png => {
                let picture = picture();
                leptos::task::spawn_local(async move {
                    let png: Result<Blob, _> = export::png(&picture.svg(), picture.size).await;
                    match png {
                        Ok(png) => browser::files::save_blob(&file, &png),
                        Err(_) => store.act(|state| state.notices.push(Notice::NotTaken)),
                    }
                });
            }
        }
    };
    let button = |format: Format| {
        let (word, ending) = format.words();
        let label = label.clone();
        let told = format!("{word}: {label}");
        view! {
            <button
                type="button"
                data-testid=format!("take-{ending}")
                data-value=name.clone()
                aria-label=told
                on:click=move |_| take(format)
            >
                {word}
            </button>
        }
    };
    view! {
        <li class="take-item" data-testid="take-item" data-value=name.clone()>
            <span>{label.clone()}</span>
            {formats.iter().copied().map(button).collect_view()}
        </li>
    }
}
