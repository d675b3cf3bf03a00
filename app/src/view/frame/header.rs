//! The bar at the top: name, the buttons that move the run, progress, what computes, preferences.

use leptos::prelude::*;

use super::device::Device;
use super::file::File;
use super::preferences::{LanguageSwitch, ThemeSwitch};
use super::progress::Progress;
use crate::preferences::preferences;
use crate::state::{MainAction, State};
use crate::store::store;

/// The bar at the top.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <header>
            <div class="brand">
                // A stroke of the pen.
                <svg class="mark" viewBox="0 0 40 32" aria-hidden="true">
                    <path d="M4 9C12 5 25 5 35 6C29 12 22 19 20 28" />
                    <path d="M13 19C18 17 25 17 30 18" />
                </svg>
                <h1>"Trazo"</h1>
            </div>
            <div class="run">
                <Buttons />
                <Progress />
            </div>
            <div class="prefs">
                <Device />
                <File />
                <LanguageSwitch />
                <ThemeSwitch />
            </div>
        </header>
    }
}

/// Train, Step, Stop, Reset. While a press does nothing they keep the focus, which `disabled` would take from them: so
/// Step is pressed again and again by keyboard.
#[component]
fn Buttons() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let controls = store.memo(State::controls);
    let main = Memo::new(move |_| controls.get().main);
    let words = move || {
        let phrases = prefs.phrases().header();
        match main.get() {
            MainAction::Train => (phrases.train(), phrases.train_help()),
            MainAction::TrainAnew => (phrases.train_anew(), phrases.train_anew_help()),
            MainAction::Pause => (phrases.pause(), phrases.pause_help()),
            MainAction::Resume => (phrases.resume(), phrases.resume_help()),
        }
    };
    let icon = move || match main.get() {
        MainAction::Train | MainAction::TrainAnew | MainAction::Resume => "M5 3l9 5.5L5 14z",
        MainAction::Pause => "M4 3h3.2v11H4zM9.8 3H13v11H9.8z",
    };
    let test_id = move || match main.get() {
        MainAction::Train | MainAction::TrainAnew | MainAction::Resume => "train",
        MainAction::Pause => "pause",
    };
    view! {
        <div class="buttons" role="group" aria-label=move || prefs.phrases().header().run()>
            <button
                type="button"
                class="primary main-action"
                data-testid=test_id
                title=move || words().1
                aria-disabled=move || (!controls.get().can_main).to_string()
                on:click=move |_| store.act(State::main_action)
            >
                <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
                    <path d=icon />
                </svg>
                <span>{move || words().0}</span>
            </button>
            <RunButton
                test_id="step"
                icon="M3 3l7 5.5L3 14zM11.5 3H14v11h-2.5z"
                word=Signal::derive(move || prefs.phrases().header().step())
                help=Signal::derive(move || prefs.phrases().header().step_help())
                enabled=Signal::derive(move || controls.get().can_step)
                action=State::step
            />
            <RunButton
                test_id="stop"
                icon="M4 4h9v9H4z"
                word=Signal::derive(move || prefs.phrases().header().stop())
                help=Signal::derive(move || prefs.phrases().header().stop_help())
                enabled=Signal::derive(move || controls.get().can_stop)
                action=State::stop
            />
            <RunButton
                test_id="reset"
                icon="M8.5 3a5.5 5.5 0 1 1-5.2 3.7l1.6.5A3.8 3.8 0 1 0 8.5 4.700v2.4L4.500 3.900 8.500.7z"
                word=Signal::derive(move || prefs.phrases().header().reset())
                help=Signal::derive(move || prefs.phrases().header().reset_help())
                enabled=Signal::derive(move || controls.get().can_reset)
                action=State::reset
            />
        </div>
    }
}

/// One of the lesser buttons.
#[component]
fn RunButton(
    test_id: &'static str,
    icon: &'static str,
    word: Signal<&'static str>,
    help: Signal<&'static str>,
    enabled: Signal<bool>,
    action: fn(&mut State),
) -> impl IntoView {
    let store = store();
    view! {
        <button
            type="button"
            data-testid=test_id
            title=move || help.get()
            aria-disabled=move || (!enabled.get()).to_string()
            on:click=move |_| store.act(action)
        >
            <svg class="icon" viewBox="0 0 17 17" aria-hidden="true">
                <path d=icon />
            </svg>
            <span>{move || word.get()}</span>
        </button>
    }
}
