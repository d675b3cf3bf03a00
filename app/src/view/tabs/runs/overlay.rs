//! The curves of the runs that are ticked, one over the other.

use leptos::html;
use leptos::prelude::*;
use plotters::drawing::IntoDrawingArea;

use crate::browser::dom::{once_a_frame, watch_size};
use crate::chart::CurveKind;
use crate::chart::curves::{prepare, value_text, watch_system_theme};
use crate::chart::overlay::{Line, Overlay, draw_overlay};
use crate::i18n::runs;
use crate::preferences::preferences;
use crate::state::Row;
use crate::store::store;
use crate::summary;
use crate::view::parts::shown_runs::{COLOURS, Shown, colours, lines, shown};

/// Both charts, with a legend that names each run.
#[component]
pub fn Overlays(
    /// All runs.
    rows: Memo<Vec<Row>>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let runs = store.memo(shown);
    let total = Memo::new(move |_| {
        let of = |number: u32| {
            rows.with(|rows| rows.iter().find(|row| row.number == number).map_or(1, |row| row.spec.epochs as u32))
        };
        runs.with(|runs| runs.iter().map(|run| of(run.number)).max().unwrap_or(1))
    });
    let names = store.memo(|state| {
        let name = |number: u32| state.training.runs.name(number).unwrap_or_default().to_owned();
        state.shown_runs().into_iter().map(|number| (number, name(number))).collect::<Vec<_>>()
    });
    // Only which runs there are and what they are called: their curves change often.
    let named = Memo::new(move |_| {
        names.with(|names| {
            let numbers: Vec<u32> = names.iter().map(|(number, _)| *number).collect();
            let colours = colours(&numbers).into_iter().map(|(_, colour)| colour);
            names.iter().cloned().zip(colours).collect::<Vec<_>>()
        })
    });
    let specs =
        Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| (row.number, row.spec.clone())).collect::<Vec<_>>()));
    let legend = move || {
        let language = prefs.language.get();
        let entry = |((number, name), colour): ((u32, String), usize)| {
            let spec =
                specs.with(|specs| specs.iter().find(|(other, _)| *other == number).map(|(_, spec)| spec.clone()));
            let words = spec.map(|spec| summary::line(language, &spec));
            view! {
                <li data-testid=format!("run-{number}-legend")>
                    <span class=format!("run-mark run-colour-{colour}") aria-hidden="true"></span>
                    <b>{format!("{number} {name}")}</b>
                    " "
                    {words}
                </li>
            }
        };
        named.get().into_iter().map(entry).collect_view()
    };
    view! {
        <div class="overlays" role="group" aria-label=move || prefs.phrases().runs().overlay()>
            <div class="overlay-pair">
                <Chart kind=CurveKind::Loss runs total />
                <Chart kind=CurveKind::Accuracy runs total />
            </div>
            <ul class="overlay-legend">{legend}</ul>
        </div>
    }
}

/// One of the two charts.
#[component]
fn Chart(kind: CurveKind, runs: Memo<Vec<Shown>>, total: Memo<u32>) -> impl IntoView {
    let prefs = preferences();
    let canvas = NodeRef::<html::Canvas>::new();
    let size = watch_size(canvas);
    let lines = Memo::new(move |_| runs.with(|runs| lines(kind, runs)));
    let redraw = once_a_frame(move || {
        let (Some(canvas), Some(size)) = (canvas.get_untracked(), size.try_get_untracked()) else { return };
        let Some((backend, style)) = prepare(&canvas, size) else { return };
        let language = prefs.language.get_untracked();
        let label = move |value: f64, decimals: usize| value_text(kind, language, value, decimals);
        let lines: Vec<_> =
            lines.get_untracked().into_iter().map(|(line, colour)| (line, style.colour(COLOURS[colour]))).collect();
        let x_name = language.phrases().chart().epochs();
        let overlay = Overlay { lines: &lines, kind, total_epochs: total.get_untracked(), x_name, label: &label };
        if let Err(error) = draw_overlay(&backend.into_drawing_area(), &overlay, &style.palette()) {
            leptos::logging::warn!("the chart could not be drawn: {error}");
        }
    });
    let system_theme = watch_system_theme();
    Effect::new(move |_| {
        lines.track();
        total.track();
        size.track();
        prefs.language.track();
        prefs.painted.track();
        system_theme.track();
        redraw();
    });
    let heading = move || kind.heading(prefs.phrases().chart());
    let test_id = match kind {
        CurveKind::Loss => "overlay-loss",
        CurveKind::Accuracy => "overlay-accuracy",
    };
    // The chart in words, for those who do not see it.
    let summary = move || {
        let (language, phrases) = (prefs.language.get(), prefs.phrases());
        let last = |places: &[(f64, f64)]| places.last().map(|(_, value)| *value);
        let run = |(line, _): &(Line, usize)| {
            let [training, validation] = [last(&line.series.training), last(&line.series.validation)];
            let figures = runs::figures(language, training, validation, kind == CurveKind::Accuracy);
            format!("{} {}: {figures}", phrases.runs().run(), line.label)
        };
        let words = lines.with(|lines| lines.iter().map(run).collect::<Vec<_>>());
        if words.is_empty() {
            format!("{}. {}", heading(), phrases.runs().nothing_shown())
        } else {
            format!("{}. {}", heading(), words.join("; "))
        }
    };
    view! {
        <figure
            class="curves overlay"
            data-export=test_id
            aria-label=heading
            data-testid=test_id
            data-value=move || lines.with(Vec::len).to_string()
        >
            <figcaption>
                <span class="curves-heading">{heading}</span>
                <span class="curves-legend">
                    <span class="curves-entry">
                        <svg class="curves-line" viewBox="0 0 24 4" aria-hidden="true">
                            <path d="M0 2H24" />
                        </svg>
                        {move || prefs.phrases().chart().training()}
                    </span>
                    <span class="curves-entry">
                        <svg class="curves-line" viewBox="0 0 24 4" aria-hidden="true">
                            <path d="M0 2H24" stroke-dasharray="6 4" />
                        </svg>
                        {move || prefs.phrases().chart().validation()}
                    </span>
                </span>
            </figcaption>
            <div class="curves-frame">
                <canvas node_ref=canvas class="curves-canvas" role="img" aria-label=summary></canvas>
                <p class="curves-empty" hidden=move || !lines.with(Vec::is_empty)>
                    {move || prefs.phrases().runs().nothing_shown()}
                </p>
            </div>
        </figure>
    }
}
