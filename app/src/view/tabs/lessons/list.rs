//! The list of lessons, in groups.

use std::sync::Arc;

use leptos::prelude::*;

use crate::preferences::preferences;
use crate::rules::lesson::{Entry, Index, Theme, Titles};
use crate::store::store;

const THEMES: [Theme; 5] = [Theme::Clothes, Theme::Digits, Theme::Networks, Theme::Overfitting, Theme::Inside];

/// The list of lessons, in groups.
#[component]
pub fn List(index: Arc<Index>, titles: RwSignal<Option<Arc<Titles>>>) -> impl IntoView {
    let prefs = preferences();
    let group = move |theme: Theme| {
        let cards = index.lessons.iter().filter(|entry| entry.theme == theme).cloned();
        view! {
            <section class="lesson-group">
                <h4>{move || prefs.phrases().lessons().theme(theme)}</h4>
                {cards.map(|entry| view! { <Card entry titles /> }).collect_view()}
            </section>
        }
    };
    view! {
        <h3>{move || prefs.phrases().lessons().choose()}</h3>
        <div class="lesson-list" data-testid="lesson-list">
            {THEMES.map(group)}
        </div>
    }
}

/// One lesson of the list.
#[component]
fn Card(entry: Entry, titles: RwSignal<Option<Arc<Titles>>>) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let Entry { id, theme: _, minutes } = entry;
    let (known, named) = (id.clone(), id.clone());
    // `Some(true)` where it was given to its end, `Some(false)` where it was begun.
    let progress = store.memo(move |state| state.lesson.progress(&known).map(|progress| progress.finished));
    let state = move || match progress.get() {
        Some(true) => prefs.phrases().lessons().finished(),
        Some(false) => prefs.phrases().lessons().begun(),
        None => "",
    };
    let opened = id.clone();
    view! {
        <button
            type="button"
            class="lesson-card"
            data-testid="lesson-card"
            data-lesson=id
            data-value=minutes.to_string()
            on:click=move |_| store.act(|state| state.open_lesson(&opened))
        >
            <span class="lesson-name">{move || titles.with(|titles| titles.as_ref()?.get(&named).cloned())}</span>
            <span class="lesson-minutes">
                {move || format!("{minutes}\u{a0}{}", prefs.phrases().lessons().minutes())}
                <span class="lesson-mark">{state}</span>
            </span>
        </button>
    }
}
