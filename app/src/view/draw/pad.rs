//! The pad: where a person draws, what the network sees of it, and what it thinks.

mod ink;
mod paper;
mod pen;
mod sheet;

use leptos::prelude::*;
use spec::drawing;
use spec::protocol::LabelledImage;

use self::paper::Paper;
use self::sheet::Sheet;
use super::bars::Bars;
use crate::browser::dom::once_a_frame;
use crate::preferences::preferences;
use crate::state::State;
use crate::store::store;
use crate::view::parts::image::Image;

/// The draw panel's inside. A drawing is rendered at most once a frame and then looked at by the network.
#[component]
pub fn Pad() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.phrases().pad();
    // Whether a drawing can be an image of the data set; otherwise only test images are shown.
    let drawable = store.memo(|state| state.draft.dataset.info().drawable);
    let sheet = RwSignal::new(Sheet::default());
    // The test image that lies on the pad instead of a drawing.
    let laid = RwSignal::new(None::<LabelledImage>);
    let seen = look(drawable, sheet, laid);
    let nothing = Memo::new(move |_| laid.with(Option::is_none) && sheet.with(Sheet::is_empty));
    let truth = Memo::new(move |_| laid.with(|image| image.as_ref().map(|image| image.label)));
    let test_image_text = move || match (drawable.get(), truth.get()) {
        (true, None) => phrases().test_image(),
        (false, _) | (true, Some(_)) => phrases().another_image(),
    };
    let seen_help = move || match drawable.get() {
        true => phrases().seen_help(),
        false => phrases().seen_help_image(),
    };
    view! {
        <div class="draw" data-help="pad" class:draw-images=move || !drawable.get()>
            <Paper drawable sheet laid />
            <div class="draw-side">
                <figure class="seen" title=seen_help data-export="seen">
                    <div class="seen-paper">
                        <Image
                            pixels=seen
                            label=Signal::derive(move || phrases().seen().to_owned())
                            attr:data-testid="seen"
                        />
                    </div>
                    <figcaption>{move || phrases().seen()}</figcaption>
                </figure>
                <Buttons drawable nothing sheet laid />
            </div>
            <button
                type="button"
                class="draw-test"
                data-testid="pad-test-image"
                on:click=move |_| store.act(State::another_test_image)
            >
                {test_image_text}
            </button>
            <Bars nothing truth />
        </div>
    }
}

/// What the network sees of the pad, kept in step with it.
fn look(
    drawable: Memo<bool>,
    sheet: RwSignal<Sheet>,
    laid: RwSignal<Option<LabelledImage>>,
) -> RwSignal<Option<Vec<u8>>> {
    let store = store();
    let test_image = store.memo(|state| state.test_image().cloned());
    let seen = RwSignal::new(None::<Vec<u8>>);
    let show = once_a_frame(move || {
        let image = match laid.get_untracked() {
            Some(image) => Some(image.pixels),
            None => sheet.with_untracked(|sheet| drawing::render(sheet.strokes())).map(Vec::from),
        };
        if seen.with_untracked(|seen| *seen != image) {
            seen.set(image.clone());
            store.act(|state| state.look_at(image));
        }
    });
    Effect::new(move |before: Option<bool>| {
        sheet.track();
        laid.track();
        // Not on the first run: an empty pad asks nothing.
        if before.is_some() {
            show();
        }
        true
    });
    // A test image that arrives is laid on the pad; the drawing under it can be brought back.
    Effect::new(move |before: Option<bool>| {
        let image = test_image.get();
        if before.is_some() || !drawable.get_untracked() {
            sheet.update(Sheet::clear);
            laid.set(image);
        }
        true
    });
    // Another data set: nothing on the pad belongs to it.
    Effect::new(move |before: Option<bool>| {
        let drawable = drawable.get();
        if before.is_some_and(|before| before != drawable) {
            sheet.set(Sheet::default());
            laid.set(None);
        }
        drawable
    });
    seen
}

/// The buttons that take back and clear.
#[component]
fn Buttons(
    /// Whether there is a drawing at all.
    drawable: Memo<bool>,
    /// Whether the pad is empty.
    nothing: Memo<bool>,
    /// What is drawn.
    sheet: RwSignal<Sheet>,
    /// The test image on the pad.
    laid: RwSignal<Option<LabelledImage>>,
) -> impl IntoView {
    let prefs = preferences();
    let take_back = move |change: fn(&mut Sheet)| {
        laid.set(None);
        sheet.update(change);
    };
    view! {
        <div class="draw-buttons">
            <button
                type="button"
                data-testid="pad-undo"
                hidden=move || !drawable.get()
                disabled=move || !sheet.with(Sheet::can_undo)
                on:click=move |_| take_back(Sheet::undo)
            >
                {move || prefs.phrases().pad().undo()}
            </button>
            <button
                type="button"
                data-testid="pad-clear"
                hidden=move || !drawable.get()
                disabled=nothing
                on:click=move |_| take_back(Sheet::clear)
            >
                {move || prefs.phrases().pad().clear()}
            </button>
        </div>
    }
}
