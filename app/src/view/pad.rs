//! The pad: where a person draws, what the network sees of it, and what it thinks.

mod ink;
mod paper;
mod pen;
mod pixels;
mod sheet;

use leptos::prelude::*;
use model::drawing;
use model::protocol::LabelledImage;

use self::paper::Paper;
use self::pixels::Pixels;
use self::sheet::Sheet;
use super::bars::Bars;
pub use super::bars::PredictionView;
use crate::dom::once_a_frame;
use crate::i18n::Language;

/// The draw panel's inside.
///
/// A drawing is rendered at most once a frame; `on_image` then gets its bytes, or `None` where nothing is left.
#[component]
pub fn Pad(
    /// The page's language.
    #[prop(into)]
    language: Signal<Language>,
    /// Whether a drawing can be an image of the data set; otherwise only test images are shown.
    #[prop(into)]
    drawable: Signal<bool>,
    /// Height, width and channels of the data set's images.
    #[prop(into)]
    shape: Signal<[usize; 3]>,
    /// The classes' names.
    #[prop(into)]
    class_names: Signal<Vec<String>>,
    /// The newest answer.
    #[prop(into)]
    prediction: Signal<Option<PredictionView>>,
    /// Gets each new image that the network should see.
    on_image: Callback<Option<Vec<u8>>>,
    /// Asks for another test image.
    on_test_image: Callback<()>,
    /// The test image that was asked for.
    #[prop(into)]
    test_image: Signal<Option<LabelledImage>>,
) -> impl IntoView {
    let phrases = Signal::derive(move || language.get().phrases().pad);
    let sheet = RwSignal::new(Sheet::default());
    // The test image that lies on the pad instead of a drawing.
    let laid = RwSignal::new(None::<LabelledImage>);
    let seen = RwSignal::new(None::<Vec<u8>>);

    let show = once_a_frame(move || {
        let image = match laid.get_untracked() {
            Some(image) => Some(image.pixels),
            None => sheet.with_untracked(|sheet| drawing::render(sheet.strokes())).map(Vec::from),
        };
        if seen.with_untracked(|seen| *seen != image) {
            seen.set(image.clone());
            on_image.run(image);
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

    let undo = move |_| {
        laid.set(None);
        sheet.update(Sheet::undo);
    };
    let clear = move |_| {
        laid.set(None);
        sheet.update(Sheet::clear);
    };
    let nothing = Memo::new(move |_| laid.with(Option::is_none) && sheet.with(Sheet::is_empty));
    let truth = Memo::new(move |_| laid.with(|image| image.as_ref().map(|image| image.label)));
    let test_image_text = move || match (drawable.get(), truth.get()) {
        (true, None) => phrases.get().test_image,
        (false, _) | (true, Some(_)) => phrases.get().another_image,
    };

    let seen_help = move || match drawable.get() {
        true => phrases.get().seen_help,
        false => phrases.get().seen_help_image,
    };

    view! {
        <div class="draw" data-help="pad" class:draw-images=move || !drawable.get()>
            <Paper language drawable shape sheet laid/>
            <div class="draw-side">
                <figure class="seen" title=seen_help data-export="seen">
                    <div class="seen-paper">
                        <Pixels image=seen shape testid="seen" label=Signal::derive(move || phrases.get().seen.to_owned())/>
                    </div>
                    <figcaption>{move || phrases.get().seen}</figcaption>
                </figure>
                <div class="draw-buttons">
                    <button
                        type="button"
                        data-testid="pad-undo"
                        hidden=move || !drawable.get()
                        disabled=move || !sheet.with(Sheet::can_undo)
                        on:click=undo
                    >
                        {move || phrases.get().undo}
                    </button>
                    <button
                        type="button"
                        data-testid="pad-clear"
                        hidden=move || !drawable.get()
                        disabled=nothing
                        on:click=clear
                    >
                        {move || phrases.get().clear}
                    </button>
                </div>
            </div>
            <button
                type="button"
                class="draw-test"
                data-testid="pad-test-image"
                on:click=move |_| on_test_image.run(())
            >
                {test_image_text}
            </button>
            <Bars language drawable class_names prediction=Signal::derive(move || {
                prediction.get().filter(|_| !nothing.get())
            }) truth/>
        </div>
    }
}
