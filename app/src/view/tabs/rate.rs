//! The search for a learning rate.

use leptos::html;
use leptos::prelude::*;

use crate::browser::dom::watch_size;
use crate::chart::rate::{Words, sketch};
use crate::format;
use crate::i18n::{errors, rate};
use crate::preferences::preferences;
use crate::state::{NoSearch, State, tidy};
use crate::store::store;
use crate::view::parts::sketch::SketchView;
use crate::view::parts::status::StatusLine;

/// The search for a learning rate.
#[component]
pub fn Rate() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.phrases().rate();
    let search = store.memo(|state| state.rate_search().cloned());
    let reason = store.memo(State::no_rate_search);
    let suggestion = Memo::new(move |_| search.with(|s| s.as_ref()?.suggestion()));
    let other = store.memo(|state| state.rate_search().is_some_and(|search| !search.is_for(&state.draft)));
    let share =
        move || search.with(|s| s.as_ref().map_or(0.0, |s| s.points.len() as f64 / f64::from(s.total.max(1))).min(1.0));
    let state_name = move || {
        search.with(|search| match search.as_ref().map(|search| &search.result) {
            None => "none",
            Some(None) => "searching",
            Some(Some(Ok(Some(_)))) => "found",
            Some(Some(Ok(None))) => "nothing",
            Some(Some(Err(_))) => "failed",
        })
    };
    let words = move || {
        let why = reason.get().map(|reason| match reason {
            NoSearch::Draft => phrases().no_draft(),
            NoSearch::Data => phrases().no_images(),
            NoSearch::Worker => phrases().no_worker(),
        });
        search.with(|search| match search.as_ref().map(|search| &search.result) {
            None => why.unwrap_or_default().to_owned(),
            Some(None) => phrases().searching().to_owned(),
            Some(Some(Ok(Some(suggestion)))) => rate::chosen(prefs.language.get(), suggestion),
            Some(Some(Ok(None))) => phrases().no_suggestion().to_owned(),
            Some(Some(Err(error))) => errors::run(prefs.language.get(), error),
        })
    };
    let place = NodeRef::<html::Div>::new();
    let size = watch_size(place);
    let drawn = move || {
        let language = prefs.language.get();
        let words = Words {
            names: [phrases().rate_log_axis(), phrases().loss_axis()],
            suggestion: suggestion.get().map(|s| format::shortest(language, tidy(s.rate))).unwrap_or_default(),
        };
        let decimal = |value, decimals| format::decimal(language, value, decimals);
        let (width, height) = size.get();
        let size = (width.max(240.0), height.max(150.0));
        search.with(|search| {
            let points = search.as_ref().map_or(&[][..], |search| &search.points);
            sketch(points, suggestion.get(), size, words, &decimal)
        })
    };
    view! {
        <div class="rate" data-help="rate-search">
            <div class="rate-side">
                <p class="soft">{move || phrases().intro()}</p>
                <Buttons />
                <progress
                    data-testid="rate-progress"
                    value=share
                    max="1"
                    aria-label=move || phrases().searching()
                ></progress>
                <StatusLine words=Signal::derive(words) name=Signal::derive(state_name) test_id="rate-state" />
                <p class="hint" hidden=move || !other.get()>{move || phrases().other_settings()}</p>
            </div>
            <div
                node_ref=place
                class="rate-chart"
                data-testid="rate-suggestion"
                data-value=move || suggestion.get().map(|s| tidy(s.rate).to_string())
            >
                <SketchView
                    sketch=Signal::derive(drawn)
                    label=Signal::derive(move || format!("{}. {}", phrases().chart(), words()))
                    test_id="rate-curve"
                />
                <p class="curves-empty" hidden=move || search.with(Option::is_some)>{move || phrases().no_search()}</p>
            </div>
        </div>
    }
}

/// The buttons that search, stop, and use what was found.
#[component]
fn Buttons() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.phrases().rate();
    let search = store.memo(|state| state.rate_search().cloned());
    let reason = store.memo(State::no_rate_search);
    let running = Memo::new(move |_| search.with(|s| s.as_ref().is_some_and(|s| s.result.is_none())));
    let suggestion = Memo::new(move |_| search.with(|s| s.as_ref()?.suggestion()));
    let replaced = Memo::new(move |_| search.with(|s| s.as_ref()?.replaced));
    let in_use = store.memo(|state| {
        let suggestion = state.rate_search().and_then(|search| search.suggestion());
        suggestion.is_some_and(|s| tidy(s.rate) == state.draft.optimizer.learning_rate())
    });
    view! {
        <div class="rate-buttons">
            <button
                type="button"
                class="primary"
                data-testid="rate-search"
                disabled=move || reason.get().is_some() || running.get()
                on:click=move |_| store.act(State::search_rate)
            >
                {move || if search.with(Option::is_some) { phrases().search_again() } else { phrases().search() }}
            </button>
            <button
                type="button"
                data-testid="rate-stop"
                disabled=move || !running.get()
                on:click=move |_| store.act(State::stop_rate_search)
            >
                {move || phrases().stop()}
            </button>
            <button
                type="button"
                data-testid="rate-use"
                disabled=move || suggestion.get().is_none() || in_use.get()
                on:click=move |_| {
                    store.act(|state| state.use_rate(false));
                    store.act(State::settle);
                }
            >
                {move || phrases().use_rate()}
            </button>
            <Show when=move || replaced.get().is_some()>
                <button
                    type="button"
                    class="link"
                    data-testid="rate-back"
                    on:click=move |_| {
                        store.act(|state| state.use_rate(true));
                        store.act(State::settle);
                    }
                >
                    {move || phrases().back()}
                </button>
            </Show>
        </div>
    }
}
