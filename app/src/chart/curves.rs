//! A chart on the page: the drawing, and the figures of its legend.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use plotters::drawing::IntoDrawingArea;
use plotters::style::RGBColor;
use web_sys::HtmlCanvasElement;

use super::canvas::ScaledCanvas;
use super::colour;
use super::colour::Palette;
use super::draw::{Plot, draw};
use super::frame::{Parts, frame};
use super::series::{CurveData, CurveKind, Place, Reading, Series};
use crate::browser::dom::{Size, once_a_frame, pixel_ratio, watch_size};
use crate::browser::theme::Theme;
use crate::format;
use crate::i18n::phrases::ChartPhrases;
use crate::language::Language;

/// The curves of one kind. Pointer and arrow keys move a cursor; the legend then shows the figures there, otherwise
/// those of the moment that is looked back at, or the newest.
#[component]
pub fn Curves(
    /// What is shown.
    kind: CurveKind,
    /// The run's figures.
    #[prop(into)]
    data: Signal<CurveData>,
    /// The end of the epoch that is looked back at, epochs; none for now.
    #[prop(into)]
    moment: Signal<Option<f64>>,
    /// The chart's phrases.
    #[prop(into)]
    phrases: Signal<ChartPhrases>,
    /// How numbers are written.
    #[prop(into)]
    language: Signal<Language>,
    /// Asked for only to draw again when it changes; the colours are read from the page's style.
    #[prop(into)]
    theme: Signal<Theme>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let size = watch_size(canvas);
    let series = Memo::new(move |_| data.with(|data| Series::of(kind, data)));
    let total = Memo::new(move |_| data.with(|data| data.total_epochs));
    let cursor = RwSignal::new(None::<f64>);
    let pointed = Memo::new(move |_| {
        let epoch = cursor.get().or(moment.get())?;
        series.with(|series| (!series.is_empty()).then(|| series.at(epoch)))
    });
    let shown = Memo::new(move |_| pointed.get().or_else(|| series.with(Series::newest)));
    let empty = Memo::new(move |_| series.with(Series::is_empty));

    let redraw = once_a_frame(move || {
        let (Some(canvas), Some(size)) = (canvas.get_untracked(), size.try_get_untracked()) else { return };
        let (language, phrases) = (language.get_untracked(), phrases.get_untracked());
        series.with_untracked(|series| {
            let label = move |value: f64, decimals: usize| value_text(kind, language, value, decimals);
            let mut plot = Plot::new(kind, series, total.get_untracked(), phrases.epochs(), &label);
            plot.cursor = pointed.get_untracked();
            plot.moment = moment.get_untracked();
            paint(&canvas, size, &plot);
        });
    });
    let system_theme = watch_system_theme();
    let again = redraw.clone();
    Effect::new(move |_| {
        series.track();
        total.track();
        pointed.track();
        moment.track();
        size.track();
        language.track();
        phrases.track();
        theme.track();
        system_theme.track();
        again();
    });

    let on_pointer = move |event: PointerEvent| {
        let x = f64::from(event.offset_x());
        cursor.set(series.with_untracked(|series| {
            let label = |_: f64, _: usize| String::new();
            Plot::new(kind, series, total.get_untracked(), "", &label).epoch_at(x, size.get_untracked().0)
        }));
    };
    let on_key = move |event: KeyboardEvent| {
        let stops = series.with_untracked(|series| series.stops().to_vec());
        if let Some(next) = key_target(&event.key(), event.shift_key(), &stops, cursor.get_untracked()) {
            event.prevent_default();
            cursor.set(next);
        }
    };

    let figure = move |pick: fn(Reading) -> Option<Place>| {
        let value = Memo::new(move |_| shown.get().and_then(pick).map(|(_, value)| value));
        let text = move || {
            let decimals = match kind {
                CurveKind::Loss => 3,
                CurveKind::Accuracy => 1,
            };
            value.get().map_or_else(|| "–".to_owned(), |value| value_text(kind, language.get(), value, decimals))
        };
        view! { <span class="curves-value" data-value=move || value.get().map(|v| v.to_string())>{text}</span> }
            .into_any()
    };
    let heading = move || kind.heading(phrases.get());
    let place = move || {
        pointed.get().map(|reading| {
            format!("{} {}", phrases.get().at_epoch(), format::decimal(language.get(), reading.epoch, 2))
        })
    };
    let summary = move || match shown.get() {
        None => format!("{}. {}", heading(), phrases.get().empty()),
        Some(reading) => summary(kind, heading(), phrases.get(), language.get(), &reading),
    };

    let drawing = view! {
        <canvas
            node_ref=canvas
            class="curves-canvas"
            role="img"
            tabindex="0"
            aria-label=summary
            title=move || phrases.get().keys()
            on:pointermove=on_pointer
            on:pointerdown=on_pointer
            on:pointerleave=move |_| cursor.set(None)
            on:blur=move |_| cursor.set(None)
            on:keydown=on_key
        ></canvas>
        <p class="curves-empty" hidden=move || !empty.get()>{move || phrases.get().empty()}</p>
    };
    let figures = [figure(|reading| reading.training), figure(|reading| reading.validation)];
    frame(kind, phrases, Parts { moment, place: place.into_any(), figures, drawing: drawing.into_any() })
}

pub(crate) fn value_text(kind: CurveKind, language: Language, value: f64, decimals: usize) -> String {
    match kind {
        CurveKind::Loss => format::decimal(language, value, decimals),
        CurveKind::Accuracy => format::percent(language, value / 100.0, decimals),
    }
}

/// The chart in words, for those who do not see it.
fn summary(kind: CurveKind, heading: &str, phrases: ChartPhrases, language: Language, reading: &Reading) -> String {
    let mut text = format!("{heading}. {} {}", phrases.at_epoch(), format::decimal(language, reading.epoch, 2));
    for (name, place) in [(phrases.training(), reading.training), (phrases.validation(), reading.validation)] {
        if let Some((_, value)) = place {
            text += &format!(", {name} {}", value_text(kind, language, value, 3));
        }
    }
    text
}

/// Where a key moves the cursor among the places it stops at: `None` where the key means nothing here.
fn key_target(key: &str, wide: bool, stops: &[Place], cursor: Option<f64>) -> Option<Option<f64>> {
    let last = stops.len().checked_sub(1)?;
    let here = cursor.and_then(|epoch| super::series::nearest(stops, epoch));
    let stride = if wide { 10 } else { 1 };
    let index = match key {
        "ArrowLeft" => here.map_or(last, |here| here.saturating_sub(stride)),
        "ArrowRight" => here.map_or(0, |here| (here + stride).min(last)),
        "Home" => 0,
        "End" => last,
        "Escape" => return Some(None),
        _ => return None,
    };
    Some(Some(stops[index].0))
}

fn paint(canvas: &HtmlCanvasElement, size: Size, plot: &Plot<'_>) {
    let Some((backend, style)) = prepare(canvas, size) else { return };
    if let Err(error) = draw(&backend.into_drawing_area(), plot, &style.palette()) {
        leptos::logging::warn!("the chart could not be drawn: {error}");
    }
}

/// The colours of the page's style at a canvas.
pub(crate) struct CanvasStyle {
    style: web_sys::CssStyleDeclaration,
    fallback: RGBColor,
}

impl CanvasStyle {
    /// The colours at this canvas.
    pub(crate) fn of(canvas: &HtmlCanvasElement) -> Option<Self> {
        let style = window().get_computed_style(canvas).ok()??;
        let text = style.get_property_value("color").unwrap_or_default();
        let fallback = colour::parse(&text).unwrap_or(RGBColor(128, 128, 128));
        Some(Self { style, fallback })
    }

    /// The colours of a chart.
    pub(crate) fn palette(&self) -> Palette {
        Palette::read(|name| self.property(name), self.fallback)
    }

    /// One colour, by its name in `styles/tokens.css`.
    pub(crate) fn colour(&self, name: &str) -> RGBColor {
        colour::parse(&self.property(name)).unwrap_or(self.fallback)
    }

    fn property(&self, name: &str) -> String {
        self.style.get_property_value(name).unwrap_or_default()
    }
}

/// A cleared canvas and its colours; `None` where it is too small for its own numbers: the panel is folded, or not laid
/// out yet.
pub(crate) fn prepare(canvas: &HtmlCanvasElement, (width, height): Size) -> Option<(ScaledCanvas, CanvasStyle)> {
    if width < 80.0 || height < 60.0 {
        return None;
    }
    Some((ScaledCanvas::new(canvas, width, height, pixel_ratio())?, CanvasStyle::of(canvas)?))
}

/// Changes when the system turns from light to dark or back.
pub(crate) fn watch_system_theme() -> Signal<bool> {
    let dark = RwSignal::new(false);
    if let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") {
        dark.set(query.matches());
        let handle = crate::browser::dom::listen(&query, "change", move || {
            dark.try_update(|dark| *dark = !*dark);
        });
        StoredValue::new_local(handle);
    }
    dark.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_walk_along_the_points() {
        let stops = [(0.1, 1.0), (0.2, 0.5), (0.3, 0.4)];
        let go = |key, cursor| key_target(key, false, &stops, cursor);
        assert_eq!(go("ArrowLeft", None), Some(Some(0.3)));
        assert_eq!(go("ArrowLeft", Some(0.3)), Some(Some(0.2)));
        assert_eq!(go("ArrowRight", Some(0.3)), Some(Some(0.3)));
        assert_eq!(key_target("ArrowRight", true, &stops, Some(0.1)), Some(Some(0.3)));
        assert_eq!((go("Home", Some(0.3)), go("End", None)), (Some(Some(0.1)), Some(Some(0.3))));
        assert_eq!((go("Escape", Some(0.2)), go("a", None)), (Some(None), None));
        assert_eq!(key_target("ArrowLeft", false, &[], None), None);
    }

    #[test]
    fn the_chart_can_be_told_in_words() {
        let reading = Reading { epoch: 2.5, training: Some((2.5, 0.1234)), validation: None };
        assert_eq!(
            summary(CurveKind::Loss, "Pérdida (nats)", Language::Es.phrases().chart(), Language::Es, &reading),
            "Pérdida (nats). época 2,50, entrenamiento 0,123"
        );
    }
}
