//! What was read: how much of it, what it looks like, and the names of its classes.

use leptos::html;
use leptos::prelude::*;
use model::catalogue::DatasetId;
use model::protocol::LabelledImage;
use model::reader_protocol::Words;

use crate::format;
use crate::i18n::{classes, own};
use crate::state::{OwnSet, State};
use crate::view::{desk, picture, preferences};

/// What was read and waits to be used.
#[component]
pub fn Found(set: OwnSet, notes: Vec<Words>, samples: Vec<LabelledImage>) -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let images = set.images;
    let before = names(prefs.language.get_untracked(), &set);
    let typed = RwSignal::new(before.clone());
    let keep = RwSignal::new(false);
    let summary = move || {
        let language = prefs.language.get();
        let [train, test] = [images.train, images.test].map(|count| format::whole(language, count as f64));
        own::summary(language, &train, &test, &images)
    };
    let note = move |words: Words| view! { <li>{move || own::words(prefs.language.get(), &words)}</li> };
    let sample = move |image: LabelledImage| {
        let canvas = NodeRef::<html::Canvas>::new();
        let pixels = StoredValue::new(image.pixels);
        Effect::new(move |_| {
            if let Some(canvas) = canvas.get() {
                let as_it_is = |grey| [grey, grey, grey, 255];
                pixels.with_value(|pixels| picture::paint(&canvas, images.shape, as_it_is, Some(pixels)));
            }
        });
        let class = usize::from(image.label);
        let caption = move || typed.with(|names| names.get(class).cloned());
        view! {
            <figure data-testid="own-sample" title=caption>
                <canvas node_ref=canvas role="img" aria-label=caption></canvas>
                <figcaption>{caption}</figcaption>
            </figure>
        }
    };
    let take = move |_| {
        let changed = typed.get_untracked();
        // Names that nobody touched stay in every language.
        let names = if changed == before { Vec::new() } else { changed };
        desk.act(|state| state.use_own(names, keep.get_untracked()));
        desk.settle_soon();
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
        <label class="tick" title=move || prefs.later_phrases().own.keep_help>
            <input
                type="checkbox"
                data-testid="own-keep"
                on:change=move |event| keep.set(event_target_checked(&event))
            />
            <span>{move || prefs.later_phrases().own.keep}</span>
            <span class="soft">{move || prefs.later_phrases().own.keep_help}</span>
        </label>
        <div class="buttons">
            <button type="button" class="primary" data-testid="own-use" on:click=take>
                {move || prefs.later_phrases().own.use_them}
            </button>
            <button type="button" data-testid="own-cancel" on:click=move |_| desk.act(State::cancel_reading)>
                {move || prefs.later_phrases().own.cancel}
            </button>
        </div>
    }
}

/// The images that are here: their names, and whether the browser keeps them.
#[component]
pub fn InUse() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let here = desk.memo(|state| state.own.here.clone());
    let kept = desk.memo(|state| state.own.is_kept());
    let about = move |set: OwnSet| {
        let typed = RwSignal::new(names(prefs.language.get_untracked(), &set));
        let images = set.images;
        let summary = move || {
            let language = prefs.language.get();
            let [train, test] = [images.train, images.test].map(|count| format::whole(language, count as f64));
            own::summary(language, &train, &test, &images)
        };
        let keep_or_forget = move |_| {
            if kept.get_untracked() { desk.act(State::forget_own) } else { desk.act(State::keep_own) }
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
                        desk.act(|state| {
                            state.rename_own(typed.get_untracked());
                            state.open_own(false);
                        });
                    }
                >
                    {move || prefs.later_phrases().own.rename}
                </button>
                <button
                    type="button"
                    data-testid=move || if kept.get() { "own-forget" } else { "own-keep-now" }
                    title=move || prefs.later_phrases().own.keep_help
                    on:click=keep_or_forget
                >
                    {move || {
                        let phrases = prefs.later_phrases().own;
                        if kept.get() { phrases.forget } else { phrases.keep }
                    }}
                </button>
                <span class="soft" data-testid="own-kept" data-value=move || kept.get().to_string()>
                    {move || if kept.get() { prefs.later_phrases().own.kept } else { "" }}
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
                aria-label=move || format!("{} {class}", prefs.later_phrases().own.class)
                prop:value=name
                on:input=move |event| typed.update(|names| names[class] = event_target_value(&event))
            />
        }
    };
    view! {
        <fieldset class="own-names">
            <legend>{move || prefs.later_phrases().own.names}</legend>
            {typed.get_untracked().into_iter().enumerate().map(field).collect_view()}
        </fieldset>
    }
}

fn names(language: crate::i18n::Language, set: &OwnSet) -> Vec<String> {
    classes::names_with(language, DatasetId::Own(set.images), Some(&set.names))
}
