//! The tab of guided lessons: the list, or the lesson that is open.

mod highlight;
mod list;
mod question;
mod step;
mod text;

use std::sync::Arc;

use leptos::prelude::*;

use super::{desk, preferences};
use crate::lesson::{Index, Lesson};
use crate::preferences::{remember, remembered};
use crate::state::State;
use crate::trainer::fetch_text;
use list::List;
use step::OpenLesson;

/// Where an earlier visit's lessons are remembered.
const MEMORY_KEY: &str = "trazo.lessons";

/// The tab of guided lessons.
#[component]
pub fn Lessons() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    keep_memory();
    let index = RwSignal::new(None::<Arc<Index>>);
    let failed = RwSignal::new(None::<String>);
    let open = desk.memo(|state| state.lesson.open().map(str::to_owned));
    let script = desk.memo(|state| state.lesson.script().cloned());

    let fetch_index = move || {
        failed.set(None);
        leptos::task::spawn_local(async move {
            match fetch::<Index>("lessons/index.json").await {
                Ok(list) => {
                    desk.act(|state| state.lessons_arrived(&list));
                    index.try_set(Some(Arc::new(list)));
                }
                Err(detail) => drop(failed.try_set(Some(detail))),
            }
        });
    };
    let fetch_lesson = move |id: String| {
        failed.set(None);
        leptos::task::spawn_local(async move {
            match fetch::<Lesson>(&format!("lessons/{id}.json")).await {
                Ok(lesson) => desk.act(|state| state.lesson_arrived(Arc::new(lesson))),
                Err(detail) => drop(failed.try_set(Some(detail))),
            }
        });
    };
    fetch_index();
    // A lesson is fetched when the list knows it.
    Effect::new(move |_| {
        if let Some(id) = open.get()
            && index.with(Option::is_some)
            && script.with_untracked(Option::is_none)
        {
            fetch_lesson(id);
        }
    });
    let retry = move |_| match (index.with_untracked(Option::is_some), open.get_untracked()) {
        (true, Some(id)) => fetch_lesson(id),
        (true, None) | (false, _) => fetch_index(),
    };

    view! {
        <div class="lessons">
            {move || match (failed.get(), open.get(), script.get(), index.get()) {
                (Some(detail), ..) => {
                    view! {
                        <div class="error" role="alert" data-testid="lesson-error">
                            <p>{move || format!("{}: {detail}.", prefs.later_phrases().lessons.failed)}</p>
                            <button type="button" data-testid="lesson-retry" on:click=retry>
                                {move || prefs.later_phrases().lessons.retry}
                            </button>
                            <button type="button" data-testid="lesson-leave" on:click=move |_| {
                                failed.set(None);
                                desk.act(State::leave_lesson);
                            }>
                                {move || prefs.later_phrases().lessons.leave}
                            </button>
                        </div>
                    }
                        .into_any()
                }
                (None, Some(_), Some(script), _) => {
                    let index = index.get_untracked();
                    let title = index.and_then(|index| Some(index.lessons.iter().find(|e| e.id == script.id)?.title.clone()));
                    view! { <OpenLesson script title /> }.into_any()
                }
                (None, None, _, Some(index)) => view! { <List index /> }.into_any(),
                (None, ..) => view! { <p class="soft">{move || prefs.later_phrases().lessons.loading}</p> }.into_any(),
            }}
        </div>
    }
}

/// Reads what an earlier visit left, and remembers what is done from now on.
fn keep_memory() {
    let desk = desk();
    let left = remembered(MEMORY_KEY).and_then(|text| serde_json::from_str(&text).ok());
    desk.act(|state| state.lessons_remembered(left.unwrap_or_default()));
    let saved = desk.memo(|state| state.lesson.saved().cloned());
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

/// Fetches a file of the lessons.
///
/// # Errors
/// What the browser, the server or the reader of JSON said, in English.
async fn fetch<T: serde::de::DeserializeOwned>(path: &str) -> Result<T, String> {
    let text = fetch_text(path).await?;
    serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))
}
