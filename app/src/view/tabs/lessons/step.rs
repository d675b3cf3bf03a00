//! The lesson that is open: its step in view, and the way through it.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::highlight;
use super::question::Question;
use super::text::{Paragraphs, Pieces};
use crate::browser;
use crate::preferences::preferences;
use crate::rules::lesson::{Lesson, Setup, Step, StepWords, Words};
use crate::rules::permalink;
use crate::state::{Notice, Stage, State};
use crate::store::store;

/// The lesson that is open.
#[component]
pub fn OpenLesson(
    /// Its steps.
    script: Arc<Lesson>,
    /// Its words.
    words: RwSignal<Option<Arc<Words>>>,
    title: Signal<String>,
) -> impl IntoView {
    let store = store();
    let place = store.memo(|state| state.lesson.place());
    let (id, shown, count) = (script.id.clone(), script.id.clone(), script.steps.len());
    let named = script.clone();
    highlight::follow(move || named.steps.get(place.get())?.task.as_ref()?.focus.clone());

    // A step is read from its beginning.
    Effect::watch(
        move || place.get(),
        |_, _, _| {
            if let Some(sheet) = document().get_element_by_id("strip-sheet") {
                sheet.set_scroll_top(0);
            }
        },
        false,
    );
    let keys = move |event: KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let typing = target.is_some_and(|element| element.matches("input").unwrap_or(true));
        if typing || event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowRight" if place.get_untracked() + 1 < count => store.act(State::next_step),
            "ArrowLeft" => store.act(State::earlier_step),
            _ => {}
        }
    };
    view! {
        <article class="lesson" data-testid="lesson" data-value=shown on:keydown=keys>
            <Tools id title />
            {move || script.steps.get(place.get()).cloned().map(|step| view! { <StepView step words place=place.get() count /> })}
            <Way count place />
        </article>
    }
}

/// The line above: title, link, settings from before, back to the list.
#[component]
fn Tools(id: String, title: Signal<String>) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let can_restore = store.memo(|state| state.lesson.can_restore());
    let copy = move |_| {
        let address = browser::address::lesson_address(&id);
        leptos::task::spawn_local(async move {
            let copied = browser::address::copy(&address).await;
            let notice = if copied { Notice::LessonCopied } else { Notice::LinkNotCopied };
            store.act(|state| state.notices.push(notice));
        });
    };
    view! {
        <div class="lesson-tools">
            <h3>{title}</h3>
            <button
                type="button"
                class="link"
                data-testid="lesson-restore"
                hidden=move || !can_restore.get()
                title=move || prefs.phrases().lessons().restore_help()
                on:click=move |_| store.act(State::restore_settings)
            >
                {move || prefs.phrases().lessons().restore()}
            </button>
            <button type="button" class="link" data-testid="lesson-copy-link" on:click=copy>
                {move || prefs.phrases().lessons().copy_link()}
            </button>
            <button
                type="button"
                class="link"
                data-testid="lesson-leave"
                on:click=move |_| store.act(State::leave_lesson)
            >
                {move || prefs.phrases().lessons().leave()}
            </button>
        </div>
    }
}

/// A step: what is told beside what is done, asked and found.
#[component]
fn StepView(step: Step, words: RwSignal<Option<Arc<Words>>>, place: usize, count: usize) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let Step { id, formulas, setup, task, question } = step.clone();
    let named = id.clone();
    let words = Memo::new(move |_| words.with(|words| words.as_ref()?.get(&named).cloned()).unwrap_or_default());
    let stage = store.memo(move |state| Stage::of(&step, state.lesson.record(&id)));
    let told = Memo::new(move |_| stage.get().told);
    let waits = move || {
        let phrases = prefs.phrases().lessons();
        if stage.get().done { phrases.found_after_answer() } else { phrases.found_after_task() }
    };
    let before_task = task.is_some() && question.as_ref().is_some_and(|question| !question.after);
    let formulas = (!formulas.is_empty()).then(|| {
        let lines = formulas.into_iter().map(|line| view! { <span>{line}</span> }).collect_view();
        view! { <div class="lesson-formulas" data-testid="lesson-formulas">{lines}</div> }
    });
    let number = move || {
        let phrases = prefs.phrases().lessons();
        format!("{} {} {} {count}", phrases.step(), place + 1, phrases.of())
    };
    view! {
        <div class="lesson-step" data-testid="lesson-step" data-value=(place + 1).to_string()>
            <section class="lesson-text">
                <p class="lesson-number">{number}</p>
                <h4 data-testid="lesson-title"><Pieces text=Signal::derive(move || words.get().title) /></h4>
                <Paragraphs texts=Signal::derive(move || words.get().text) />
                {formulas}
            </section>
            <section class="lesson-work">
                {setup.map(|setup| view! { <SetUp setup /> })}
                {question
                    .map(|question| {
                        let asked = Memo::new(move |_| stage.get().asked);
                        view! {
                            <Show when=move || asked.get()>
                                <Question question=question.clone() words before_task stage />
                            </Show>
                        }
                    })}
                {task.map(|_| view! { <TaskView words stage /> })}
                <div class="lesson-found" data-testid="lesson-found" data-value=move || if told.get() { "told" } else { "waits" } aria-live="polite">
                    <h5>{move || prefs.phrases().lessons().found()}</h5>
                    {move || match told.get() {
                        true => view! { <Paragraphs texts=Signal::derive(move || words.get().found) /> }.into_any(),
                        false => view! { <p class="soft">{waits}</p> }.into_any(),
                    }}
                </div>
            </section>
        </div>
    }
}

/// The buttons that put a step's settings in place.
#[component]
fn SetUp(setup: Setup) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let in_place = store.memo(State::is_set_up);
    let short = setup.short.map(|link| {
        let epochs = permalink::read(&link).0.epochs;
        let words = move || {
            let phrases = prefs.phrases().lessons();
            let unit = if epochs == 1 { phrases.epoch() } else { phrases.epochs() };
            format!("{} {epochs} {unit}", phrases.set_up_short())
        };
        view! {
            <button
                type="button"
                data-testid="lesson-setup-short"
                data-value=epochs.to_string()
                title=move || prefs.phrases().lessons().set_up_help()
                on:click=move |_| store.act(|state| state.set_up(true))
            >
                {words}
            </button>
        }
    });
    view! {
        <div class="lesson-setup" data-value=setup.link>
            <button
                type="button"
                class="primary"
                data-testid="lesson-setup"
                data-value=move || if in_place.get() { "set" } else { "" }
                title=move || prefs.phrases().lessons().set_up_help()
                on:click=move |_| store.act(|state| state.set_up(false))
            >
                {move || prefs.phrases().lessons().set_up()}
            </button>
            {short}
            <span class="lesson-good" hidden=move || !in_place.get()>
                {move || format!("✓ {}", prefs.phrases().lessons().is_set_up())}
            </span>
        </div>
    }
}

/// What is to be done, and whether it is.
#[component]
fn TaskView(words: Memo<StepWords>, stage: Memo<Stage>) -> impl IntoView {
    let prefs = preferences();
    let done = Memo::new(move |_| stage.get().done);
    view! {
        <div class="lesson-task" data-testid="lesson-task" data-value=move || if done.get() { "done" } else { "open" }>
            <h5>
                {move || prefs.phrases().lessons().task()}
                <span class="lesson-good" role="status">
                    {move || done.get().then(|| format!(" ✓ {}", prefs.phrases().lessons().done()))}
                </span>
            </h5>
            <p><Pieces text=Signal::derive(move || words.get().task) /></p>
        </div>
    }
}

/// The way through the steps.
#[component]
fn Way(count: usize, place: Memo<usize>) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let last = move || place.get() + 1 == count;
    let dot = move |step: usize| {
        view! {
            <button
                type="button"
                class="lesson-dot"
                data-testid="lesson-dot"
                aria-label=move || format!("{} {}", prefs.phrases().lessons().step(), step + 1)
                aria-current=move || (place.get() == step).then_some("step")
                on:click=move |_| store.act(|state| state.go_to_step(step))
            ></button>
        }
    };
    view! {
        <nav class="lesson-way" aria-label=move || prefs.phrases().lessons().steps()>
            <button
                type="button"
                data-testid="lesson-back"
                disabled=move || place.get() == 0
                on:click=move |_| store.act(State::earlier_step)
            >
                {move || prefs.phrases().lessons().back()}
            </button>
            <span class="lesson-dots">{(0..count).map(dot).collect_view()}</span>
            <button
                type="button"
                class="primary"
                data-testid="lesson-next"
                data-value=move || if last() { "finish" } else { "next" }
                on:click=move |_| store.act(State::next_step)
            >
                {move || if last() { prefs.phrases().lessons().finish() } else { prefs.phrases().lessons().next() }}
            </button>
        </nav>
    }
}
