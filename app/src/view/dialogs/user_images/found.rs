//! What was read: how much of it, what it looks like, and the names of its classes.

use leptos::prelude::*;
use spec::catalogue::DatasetId;
use spec::protocol::LabelledImage;
use spec::reader_protocol::Note;

use crate::format;
use crate::i18n::{classes, user_images};
use crate::preferences::preferences;
use crate::state::{State, UserSet};
use crate::store::store;
use crate::view::parts::image::Image;

/// What was read and waits to be used.
#[component]
pub fn Found(set: UserSet, notes: Vec<Note>, samples: Vec<LabelledImage>) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let images = set.images;
    let before = names(prefs.language.get_untracked(), &set);
    let typed = RwSignal::new(before.clone());
    let keep = RwSignal::new(false);
    let summary = move || {
        let language = prefs.language.get();
        let [train, test] = [images.train, images.test].map(|count| format::whole(language, count as f64));
        user_images::summary(language, &train, &test, &images)
    };
    let note = move |note: Note| view! { <li>{move || user_images::note(prefs.language.get(), &note)}</li> };
    let sample = move |image: LabelledImage| {
        let class = usize::from(image.label);
        let pixels = Signal::stored(Some(image.pixels));
        let caption = move || typed.with(|names| names.get(class).cloned());
        view! {
            <figure data-testid="own-sample" title=caption>
                <Image pixels label=Signal::derive(caption) of=DatasetId::User(images) />
                <figcaption>{caption}</figcaption>
            </figure>
        }
    };
    let take = move |_| {
        let changed = typed.get_untracked();
        // Names that nobody touched stay in every language.
        let names = if changed == before { Vec::new() } else { changed };
        store.act(|state| state.use_own(names, keep.get_untracked()));
        store.settle_soon();
    };
    view! {
        <p data-testid="own-summary" data-value=format!("{}:{}", images.train, images.test)>
            {summary}
        </p>
        <ul class="soft notes" data-testid="own-notes">
            {notes.into_iter().map(note).collect_view()}
        </ul>
        <div class="own-samples">{samples.into_iter().map(sample).collect_view()}</div>
        <Names typed />
        <label class="tick" title=move || prefs.phrases().own().keep_help()>
            <input
                type="checkbox"
                data-testid="own-keep"
                on:change=move |event| keep.set(event_target_checked(&event))
            />
            <span>{move || prefs.phrases().own().keep()}</span>
            <span class="soft">{move || prefs.phrases().own().keep_help()}</span>
        </label>
        <div class="buttons">
            <button type="button" class="primary" data-testid="own-use" on:click=take>
                {move || prefs.phrases().own().use_them()}
            </button>
            <button type="button" data-testid="own-cancel" on:click=move |_| store.act(State::cancel_reading)>
                {move || prefs.phrases().own().cancel()}
            </button>
        </div>
    }
}

/// The images that are here: their names, and whether the browser keeps them.
#[component]
pub fn InUse() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let here = store.memo(|state| state.user_images.here.clone());
    let kept = store.memo(|state| state.user_images.is_kept());
    let about = move |set: UserSet| {
        let typed = RwSignal::new(names(prefs.language.get_untracked(), &set));
        let images = set.images;
        let summary = move || {
            let language = prefs.language.get();
            let [train, test] = [images.train, images.test].map(|count| format::whole(language, count as f64));
            user_images::summary(language, &train, &test, &images)
        };
        let keep_or_forget = move |_| {
            if kept.get_untracked() { store.act(State::forget_own) } else { store.act(State::keep_own) }
        };
        view! {
            <hr />
            <p data-testid="own-here">{summary}</p>
            <Names typed />
            <div class="buttons">
                <button
                    type="button"
                    data-testid="own-rename"
                    on:click=move |_| {
                        store.act(|state| {
                            state.rename_own(typed.get_untracked());
                            state.open_own(false);
                        });
                    }
                >
                    {move || prefs.phrases().own().rename()}
                </button>
                <button
                    type="button"
                    data-testid=move || if kept.get() { "own-forget" } else { "own-keep-now" }
                    title=move || prefs.phrases().own().keep_help()
                    on:click=keep_or_forget
                >
                    {move || {
                        let phrases = prefs.phrases().own();
                        if kept.get() { phrases.forget() } else { phrases.keep() }
                    }}
                </button>
                <span class="soft" data-testid="own-kept" data-value=move || kept.get().to_string()>
                    {move || if kept.get() { prefs.phrases().own().kept() } else { "" }}
                </span>
            </div>
        }
    };
    move || here.get().map(about)
}

/// A field for the name of each class.
#[component]
fn Names(typed: RwSignal<Vec<String>>) -> impl IntoView {
    let prefs = preferences();
    let field = move |(class, name): (usize, String)| {
        view! {
            <input
                type="text"
                maxlength="60"
                autocomplete="off"
                data-testid=format!("own-name-{class}")
                aria-label=move || format!("{} {class}", prefs.phrases().own().class())
                prop:value=name
                on:input=move |event| typed.update(|names| names[class] = event_target_value(&event))
            />
        }
    };
    view! {
        <fieldset class="own-names">
            <legend>{move || prefs.phrases().own().names()}</legend>
            {typed.get_untracked().into_iter().enumerate().map(field).collect_view()}
        </fieldset>
    }
}

fn names(language: crate::language::Language, set: &UserSet) -> Vec<String> {
    classes::names_with(language, DatasetId::User(set.images), Some(&set.names))
}
