//! The list of lessons, in groups.

use std::sync::Arc;

use leptos::prelude::*;

use crate::lesson::{Entry, Index, Theme};
use crate::view::{desk, preferences};

const THEMES: [Theme; 5] = [Theme::Clothes, Theme::Digits, Theme::Networks, Theme::Overfitting, Theme::Inside];

/// The list of lessons, in groups.
#[component]
pub fn List(index: Arc<Index>) -> impl IntoView {
    let prefs = preferences();
    let group = move |theme: Theme| {
        let cards = index.lessons.iter().filter(|entry| entry.theme == theme).cloned();
        view! {
            <section class="lesson-group">
                <h4>{move || prefs.later_phrases().lessons.theme(theme)}</h4>
                {cards.map(|entry| view! { <Card entry /> }).collect_view()}
            </section>
        }
    };
    view! {
        <h3>{move || prefs.later_phrases().lessons.choose}</h3>
        <div class="lesson-list" data-testid="lesson-list">
            {THEMES.map(group)}
        </div>
    }
}

/// One lesson of the list.
#[component]
fn Card(entry: Entry) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let Entry { id, theme: _, minutes, title } = entry;
    let known = id.clone();
    // `Some(true)` where it was given to its end, `Some(false)` where it was begun.
    let progress = desk.memo(move |state| state.lesson.progress(&known).map(|progress| progress.finished));
    let state = move || match progress.get() {
        Some(true) => prefs.later_phrases().lessons.finished,
        Some(false) => prefs.later_phrases().lessons.begun,
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
            on:click=move |_| desk.act(|state| state.open_lesson(&opened))
        >
            <span class="lesson-name">{move || title.get(prefs.language.get()).to_owned()}</span>
            <span class="lesson-minutes">
                {move || format!("{minutes}\u{a0}{}", prefs.later_phrases().lessons.minutes)}
                <span class="lesson-mark">{state}</span>
            </span>
        </button>
    }
}
