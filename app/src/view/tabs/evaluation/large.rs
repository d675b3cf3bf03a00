//! The large view of an image: what the network saw, all probabilities, and the way to the next one.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::name_of;
use super::picture::Picture;
use crate::format;
use crate::i18n::gallery;
use crate::preferences::preferences;
use crate::rules::results::{Seen, walk};
use crate::store::store;
use crate::view::parts::classes::class_names;

/// What is in the large view. It stays what it is while the network goes on learning.
#[derive(Clone, PartialEq)]
struct Opened {
    seen: Seen,
    places: Arc<[u32]>,
    at: usize,
}

/// The large view, to be opened by whoever shows images.
#[derive(Clone, Copy)]
pub struct Large(RwSignal<Option<Opened>>);

impl Large {
    /// Closed.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Shows one of the images that are gone through.
    pub fn open(self, seen: Seen, places: Vec<u32>, at: usize) {
        if at < places.len() {
            self.0.set(Some(Opened { seen, places: places.into(), at }));
        }
    }

    fn walk(self, forward: bool) {
        self.0.update(|opened| {
            if let Some(opened) = opened {
                opened.at = walk(opened.at, opened.places.len(), forward).unwrap_or(opened.at);
            }
        });
    }
}

/// The large view.
#[component]
pub fn LargeView(
    /// What it shows.
    large: Large,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let dialog = NodeRef::<html::Dialog>::new();
    let opened = large.0;
    let is_open = Memo::new(move |_| opened.with(Option::is_some));
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (is_open.get(), dialog.open()) {
            // Fails only for a dialog that is not on the page.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    // The image, and its neighbours before they are asked for.
    Effect::new(move |_| {
        let Some(Opened { seen, places, at }) = opened.get() else { return };
        let near = places.get(at.saturating_sub(2)..(at + 3).min(places.len())).unwrap_or_default();
        let indices: Vec<u32> = near.iter().filter_map(|place| Some(seen.at(*place)?.index)).collect();
        store.act(|state| state.want_pictures(seen.split, &indices));
    });
    let end = move |forward: bool| {
        opened.with(|opened| opened.as_ref().is_none_or(|o| walk(o.at, o.places.len(), forward).is_none()))
    };
    let keys = move |event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => true,
            "ArrowLeft" | "ArrowUp" => false,
            _ => return,
        };
        event.prevent_default();
        large.walk(forward);
    };
    let phrases = move || prefs.language.get().phrases().gallery();
    let place = move || {
        let language = prefs.language.get();
        opened.with(|opened| opened.as_ref().map(|o| gallery::place(language, o.at + 1, o.places.len())))
    };
    let place_value = move || {
        opened.with(|opened| opened.as_ref().map(|opened| format!("{}/{}", opened.at + 1, opened.places.len())))
    };
    view! {
        <dialog
            class="large"
            node_ref=dialog
            data-testid="large"
            aria-labelledby="large-title"
            on:keydown=keys
            on:close=move |_| opened.set(None)
        >
            <header>
                <h2 id="large-title">
                    {move || phrases().large()}
                    " "
                    <span class="soft" data-testid="large-place" data-value=place_value>{place}</span>
                </h2>
                <button
                    type="button"
                    data-testid="large-previous"
                    aria-disabled=move || end(false).to_string()
                    on:click=move |_| large.walk(false)
                >
                    "← "
                    {move || phrases().previous()}
                </button>
                <button
                    type="button"
                    data-testid="large-next"
                    aria-disabled=move || end(true).to_string()
                    on:click=move |_| large.walk(true)
                >
                    {move || phrases().next()}
                    " →"
                </button>
                <button
                    type="button"
                    class="bare"
                    data-testid="large-close"
                    aria-label=move || phrases().close()
                    title=move || phrases().close()
                    on:click=move |_| opened.set(None)
                >
                    "×"
                </button>
            </header>
            {move || opened.get().map(|opened| view! { <Shown opened /> })}
        </dialog>
    }
}

/// What the large view says of one image.
#[component]
fn Shown(opened: Opened) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let Opened { seen, places, at } = opened;
    let image = places.get(at).and_then(|place| seen.at(*place))?;
    let (language, names) = (prefs.language.get_untracked(), class_names().get_untracked());
    let phrases = language.phrases().gallery();
    let [truth, answer] = [image.label, image.answer].map(|class| name_of(&names, usize::from(class)));
    let words =
        gallery::image(language, image.index, &truth, (!image.right()).then_some(&answer[..]), image.certainty());
    // Those of the run: the settings in view may be for another one.
    let (shape, scale) = store.look(|state| {
        let spec = state.run.as_ref().map_or(&state.draft, |run| &run.spec);
        (spec.dataset.info().shape, spec.scale)
    });
    let (right, label, taken_for) = (image.right(), usize::from(image.label), usize::from(image.answer));
    let bar = |(class, share): (usize, &f32)| {
        let share = *share;
        let (wrong, sign) = match (class == label, class == taken_for) {
            (true, _) => (false, "✓"),
            (false, true) => (true, "✗"),
            (false, false) => (false, ""),
        };
        view! {
            <li
                class="bar"
                class:large-truth=class == label
                class:large-wrong=wrong
                data-testid=format!("large-bar-{class}")
                data-value=share.to_string()
            >
                <span class="bar-name">{name_of(&names, class)}</span>
                <span class="bar-track" aria-hidden="true">
                    <span
                        class="bar-fill"
                        style:transform=format!("scaleX({})", if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) })
                    ></span>
                </span>
                <span class="bar-share">{format::percent(language, f64::from(share), 1)}</span>
                <span class="large-sign" aria-hidden="true">{sign}</span>
            </li>
        }
    };
    let bars = image.probabilities.iter().enumerate().map(bar).collect_view();
    let sign = if right { "✓" } else { "✗" };
    Some(view! {
        <div class="large-image">
            <div class="large-paper">
                <Picture split=seen.split index=image.index label=words test_id="large-image" />
            </div>
            <p class="soft" data-testid="large-seen">{gallery::saw(language, shape, scale)}</p>
        </div>
        <div class="large-words">
            <p
                role="status"
                class=if right { "verdict-right" } else { "verdict-wrong" }
                data-testid="large-answer"
                data-class=image.answer.to_string()
                data-value=image.certainty().to_string()
            >
                {format!("{sign} {} {answer}", phrases.network_says())}
            </p>
            <p data-testid="large-truth" data-class=image.label.to_string()>
                {format!("{} {truth}", phrases.true_class())}
            </p>
            <ol class="bars" tabindex="0" aria-label=phrases.probabilities()>{bars}</ol>
        </div>
    })
}
