//! The tab of guided lessons: the list, or the lesson that is open.

mod highlight;
mod list;
mod question;
mod step;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use crate::preferences::preferences;
use crate::preferences::{remember, remembered};
use crate::rules::lesson::{Index, Lesson, Titles};
use crate::state::State;
use crate::store::store;
use crate::view::parts::fetched::fetched;
use list::List;
use step::OpenLesson;

/// Where an earlier visit's lessons are remembered.
const MEMORY_KEY: &str = "trazo.lessons";

/// The tab of guided lessons.
#[component]
pub fn Lessons() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    keep_memory();
    let failed = RwSignal::new(None);
    let index = fetched::<Index>(|| Some("lessons/index.json".to_owned()), failed);
    let titles = fetched(move || Some(format!("lessons/{}/index.json", prefs.language.get().code())), failed);
    Effect::new(move |_| {
        if let Some(index) = index.get() {
            store.act(|state| state.lessons_arrived(&index));
        }
    });
    let open = store.memo(|state| state.lesson.open().map(str::to_owned));
    let named = Memo::new(move |_| titles.with(Option::is_some));
    view! {
        <div class="lessons">
            {move || match (failed.get(), open.get(), index.get().filter(|_| named.get())) {
                (Some(detail), ..) => view! { <Failed detail failed /> }.into_any(),
                (None, Some(id), Some(index)) if index.lessons.iter().any(|entry| entry.id == id) => {
                    view! { <Opened id titles failed /> }.into_any()
                }
                (None, None, Some(index)) => view! { <List index titles /> }.into_any(),
                (None, Some(_), _) | (None, None, None) => view! { <Loading /> }.into_any(),
            }}
        </div>
    }
}

/// Why there is nothing to read, and what can be done.
#[component]
fn Failed(detail: String, failed: RwSignal<Option<String>>) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    view! {
        <div class="error" role="alert" data-testid="lesson-error">
            <p>{move || format!("{}: {detail}.", prefs.phrases().lessons().failed())}</p>
            <button type="button" data-testid="lesson-retry" on:click=move |_| failed.set(None)>
                {move || prefs.phrases().lessons().retry()}
            </button>
            <button type="button" data-testid="lesson-leave" on:click=move |_| {
                store.act(State::leave_lesson);
                failed.set(None);
            }>
                {move || prefs.phrases().lessons().leave()}
            </button>
        </div>
    }
}

/// The lesson that is open, once its steps and its words are there.
#[component]
fn Opened(id: String, titles: RwSignal<Option<Arc<Titles>>>, failed: RwSignal<Option<String>>) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let script = store.memo(|state| state.lesson.script().cloned());
    let file = format!("{id}.json");
    let steps = format!("lessons/{file}");
    let steps = fetched::<Lesson>(move || script.with(Option::is_none).then(|| steps.clone()), failed);
    let words = fetched(move || Some(format!("lessons/{}/{file}", prefs.language.get().code())), failed);
    Effect::new(move |_| {
        if let Some(lesson) = steps.get() {
            store.act(|state| state.lesson_arrived(lesson.clone()));
        }
    });
    let worded = Memo::new(move |_| words.with(Option::is_some));
    let title = Signal::derive(move || titles.with(|titles| titles.as_ref()?.get(&id).cloned()).unwrap_or_default());
    move || match script.get().filter(|_| worded.get()) {
        Some(script) => view! { <OpenLesson script words title /> }.into_any(),
        None => view! { <Loading /> }.into_any(),
    }
}

/// While texts are on their way.
#[component]
fn Loading() -> impl IntoView {
    let prefs = preferences();
    view! { <p class="soft">{move || prefs.phrases().lessons().loading()}</p> }
}

/// Reads what an earlier visit left, and remembers what is done from now on.
fn keep_memory() {
    let store = store();
    let left = remembered(MEMORY_KEY).and_then(|text| serde_json::from_str(&text).ok());
    store.act(|state| state.lessons_remembered(left.unwrap_or_default()));
    let saved = store.memo(|state| state.lesson.saved().cloned());
    Effect::watch(
        move || saved.get(),
        |saved, _, _| {
            // Plain data with string keys: writing it cannot fail.
            if let Ok(text) = serde_json::to_string(saved) {
                remember(MEMORY_KEY, &text);
            }
        },
        false,
    );
}
