//! What stands around the drawing of a chart: its heading and its legend with the figures. It holds the chart's place
//! before the code that draws is here.

use leptos::prelude::*;

use super::series::CurveKind;
use crate::i18n::phrases::ChartPhrases;

/// What a frame holds.
pub struct Parts {
    /// The end of the epoch that is looked back at.
    pub moment: Signal<Option<f64>>,
    /// Where the cursor is, in words.
    pub place: AnyView,
    /// The figures of the training and of the validation curve.
    pub figures: [AnyView; 2],
    /// The drawing.
    pub drawing: AnyView,
}

/// A chart of one kind around these parts.
pub fn frame(kind: CurveKind, phrases: Signal<ChartPhrases>, parts: Parts) -> AnyView {
    let name = match kind {
        CurveKind::Loss => "loss",
        CurveKind::Accuracy => "accuracy",
    };
    let help = move || match kind {
        CurveKind::Loss => phrases.get().loss_help(),
        CurveKind::Accuracy => phrases.get().accuracy_help(),
    };
    let Parts { moment, place, figures: [training, validation], drawing } = parts;
    view! {
        <figure
            class="curves"
            data-help=name
            data-testid=format!("curves-{name}")
            data-moment=move || moment.get().map(|epoch| epoch.to_string())
            data-export=format!("curves-{name}")
            aria-label=move || kind.heading(phrases.get())
        >
            <figcaption>
                <span class="curves-heading" title=help>{move || kind.heading(phrases.get())}</span>
                <span class="curves-place">{place}</span>
                <span class="curves-legend">
                    <span class="curves-entry">
                        <svg class="curves-line curves-training" viewBox="0 0 24 4" aria-hidden="true">
                            <path d="M0 2H24"/>
                        </svg>
                        {move || phrases.get().training()}
                        {training}
                    </span>
                    <span class="curves-entry">
                        <svg class="curves-line curves-validation" viewBox="0 0 24 4" aria-hidden="true">
                            <path d="M0 2H24" stroke-dasharray="6 4"/>
                        </svg>
                        {move || phrases.get().validation()}
                        {validation}
                    </span>
                </span>
            </figcaption>
            <div class="curves-frame">{drawing}</div>
        </figure>
    }
    .into_any()
}

/// A chart whose drawing is not there yet.
pub fn empty(kind: CurveKind, phrases: Signal<ChartPhrases>) -> AnyView {
    let none = || view! { <span class="curves-value">"–"</span> }.into_any();
    let words = view! { <p class="curves-empty">{move || phrases.get().empty()}</p> };
    let moment = Signal::derive(|| None);
    frame(kind, phrases, Parts { moment, place: ().into_any(), figures: [none(), none()], drawing: words.into_any() })
}
