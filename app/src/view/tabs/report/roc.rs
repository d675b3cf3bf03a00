//! The ROC curves: one a class, named when it is pointed at, and their mean.

use leptos::html;
use leptos::prelude::*;
use web_sys::PointerEvent;

use crate::browser::dom::watch_size;
use crate::chart::roc;
use crate::chart::roc::Window;
use crate::format;
use crate::preferences::preferences;
use crate::rules::results::Seen;
use crate::view::parts::classes::class_names;
use crate::view::parts::field::Tick;
use crate::view::parts::sketch::SketchView;
use crate::view::tabs::evaluation::name_of;

/// The ROC curves.
#[component]
pub fn Roc(seen: Memo<Option<Seen>>) -> impl IntoView {
    let prefs = preferences();
    let names = class_names();
    let on = RwSignal::new(None::<usize>);
    let zoomed = RwSignal::new(false);
    let window = move || if zoomed.get() { Window::CORNER } else { Window::WHOLE };
    let place = NodeRef::<html::Div>::new();
    let size = watch_size(place);
    let phrases = move || prefs.language.get().phrases().report();
    let classes = Memo::new(move |_| seen.with(|seen| seen.as_ref().map_or(0, |seen| seen.classes())));
    let sketch = Memo::new(move |_| {
        let language = prefs.language.get();
        let decimal = |value, decimals| format::decimal(language, value, decimals);
        let axes = [phrases().false_positives(), phrases().true_positives()];
        let (width, height) = size.get();
        let size = (width.max(240.0), height.max(200.0));
        seen.with(|seen| {
            let classes = seen.as_ref().map_or(&[][..], |seen| &seen.report.classes);
            roc::sketch(classes, on.get(), window(), size, axes, &decimal)
        })
    });
    let follow = move |event: PointerEvent| {
        let Some(box_) = place.get_untracked().map(|place| place.get_bounding_client_rect()) else { return };
        let at = (f64::from(event.client_x()) - box_.left(), f64::from(event.client_y()) - box_.top());
        let window = untrack(window);
        let at = sketch.with_untracked(|sketch| roc::shares(sketch, window, at));
        let nearest = seen.with_untracked(|seen| roc::nearest(&seen.as_ref()?.report.classes, window, at));
        if on.get_untracked() != nearest {
            on.set(nearest);
        }
    };
    // A class with its area, or the mean.
    let words = move |class: Option<usize>| {
        let language = prefs.language.get();
        let (name, area) = seen.with(|seen| {
            let report = seen.as_ref().map(|seen| &seen.report);
            match class {
                Some(class) => {
                    let area = report.and_then(|report| report.classes.get(class)?.auc);
                    (names.with(|names| name_of(names, class)), area)
                }
                None => (phrases().mean().to_owned(), report.and_then(|report| report.means.auc)),
            }
        });
        let area = area.map_or_else(|| "–".to_owned(), |area| format::decimal(language, area, 4));
        format!("{name}: AUC {area}")
    };
    let legend = move |class: usize| {
        view! {
            <li>
                <button
                    type="button"
                    class="roc-name"
                    data-testid=format!("roc-{class}")
                    aria-pressed=move || (on.get() == Some(class)).to_string()
                    on:pointerenter=move |_| on.set(Some(class))
                    on:focus=move |_| on.set(Some(class))
                    on:click=move |_| on.set(Some(class))
                >
                    {move || words(Some(class))}
                </button>
            </li>
        }
    };
    view! {
        <figure class="report-roc" data-export="roc" aria-label=move || phrases().roc()>
            <figcaption>
                <h3>{move || phrases().roc()}</h3>
                <span
                    class="roc-told"
                    data-testid="roc-name"
                    data-value=move || on.get().map_or_else(|| "mean".to_owned(), |class| class.to_string())
                >
                    {move || words(on.get())}
                </span>
            </figcaption>
            <div
                node_ref=place
                class="roc-chart"
                on:pointermove=follow
                on:pointerleave=move |_| on.set(None)
            >
                <SketchView
                    sketch
                    label=Signal::derive(move || {
                        let all = (0..classes.get()).map(|class| words(Some(class))).collect::<Vec<_>>();
                        format!("{}. {}. {}", phrases().roc(), words(None), all.join("; "))
                    })
                    test_id="roc"
                />
            </div>
            <p class="roc-key">
                {key("roc-class", Signal::derive(move || phrases().roc_class()))}
                {key("roc-mean", Signal::derive(move || phrases().mean()))}
                {key("roc-chance", Signal::derive(move || phrases().roc_chance()))}
            </p>
            <Tick
                label=Signal::derive(move || phrases().roc_zoom())
                help=Signal::derive(move || phrases().roc_zoom_help())
                value=zoomed
                on_change=Callback::new(move |value| zoomed.set(value))
                test_id="roc-zoom"
            />
            <p class="soft">{move || phrases().roc_hint()}</p>
            <ul class="roc-names">{move || (0..classes.get()).map(legend).collect_view()}</ul>
        </figure>
    }
}

/// A line of the chart with what it stands for.
fn key(class: &'static str, words: Signal<&'static str>) -> impl IntoView {
    view! {
        <span class="curves-entry">
            <svg class="sketch" width="24" height="4" viewBox="0 0 24 4" aria-hidden="true">
                <path class=class d="M0 2H24" />
            </svg>
            {move || words.get()}
        </span>
    }
}
