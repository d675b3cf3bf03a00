//! The network's picture, which follows the settings.

mod layout;

use leptos::html;
use leptos::prelude::*;
use model::spec::{LayerSummary, Shape, Spec};

use self::layout::{Column, GROUND, Layout, MIDDLE, RADIUS};
use crate::dom::watch_size;
use crate::i18n::diagram::{description, short_activation, title};
use crate::i18n::{Language, network};

/// Height of a line of text, pixels.
const LINE: f64 = 14.0;
/// A letter's width, pixels: a cautious mean for 12-pixel letters.
const LETTER: f64 = 6.6;
/// The width before the page is laid out.
const FIRST_WIDTH: f64 = 420.0;

/// Image, hidden layers as columns of circles, and the ten classes.
#[component]
pub fn Diagram(
    /// The settings.
    #[prop(into)]
    spec: Signal<Spec>,
    /// The page's language.
    #[prop(into)]
    language: Signal<Language>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let size = watch_size(place);
    let width = Memo::new(move |_| match size.get().0 {
        width if width >= 100.0 => width.round(),
        _ => FIRST_WIDTH,
    });
    // Only the layers matter here: a new learning rate draws nothing.
    let summary = Memo::new(move |_| spec.with(Spec::summary));

    view! {
        <div class="diagram" node_ref=place data-testid="diagram">
            {move || summary.with(|summary| picture(summary, width.get(), language.get()))}
        </div>
    }
}

fn picture(summary: &[LayerSummary], width: f64, language: Language) -> impl IntoView + use<> {
    let layers = &summary[1..];
    let units: Vec<usize> = layers.iter().map(|layer| layer.output.len()).collect();
    let layout = Layout::new(width, &units);
    let labels = labels(summary, layout.spacing, language);
    let lines = labels.iter().map(Vec::len).max().unwrap_or(0);
    let height = GROUND + LINE * lines as f64 + 4.0;

    let hidden: Vec<_> = layers.iter().filter_map(|layer| Some((layer.output.len(), layer.activation?))).collect();
    let outputs = units.last().copied().unwrap_or(0);
    let words = description(language, summary[0].output.len(), &hidden, outputs);
    let middles = std::iter::once(layout.image_x).chain(layout.columns.iter().map(|column| column.x));
    let texts: Vec<_> = middles.zip(labels).map(|(x, lines)| label(x, lines)).collect();

    view! {
        <svg
            width=width.to_string()
            height=height.to_string()
            viewBox=format!("0 0 {width} {height}")
            role="img"
            aria-label=format!("{}: {words}", title(language))
        >
            <title>{words.clone()}</title>
            <path class="diagram-band" d=bands(&layout)/>
            <path class="diagram-wires" d=wires(&layout)/>
            {image(&layout)}
            {layout.columns.iter().map(column).collect_view()}
            {texts}
        </svg>
    }
}

/// A square with the first lines of its pixels.
fn image(layout: &Layout) -> impl IntoView + use<> {
    let side = layout.image;
    let [left, top] = [layout.image_x - side / 2.0, MIDDLE - side / 2.0];
    let lines: String = (1..7)
        .map(|i| side * f64::from(i) / 7.0)
        .map(|at| format!("M{} {top}v{side}M{left} {}h{side}", left + at, top + at))
        .collect();
    view! {
        <rect class="diagram-image" x=left.to_string() y=top.to_string() width=side.to_string() height=side.to_string()/>
        <path class="diagram-pixels" d=lines/>
    }
}

fn column(column: &Column) -> impl IntoView + use<> {
    let x = column.x;
    // Each circle as two half turns: one element a column, however many circles.
    let circles: String = column
        .circles
        .iter()
        .map(|y| {
            format!(
                "M{} {y}a{RADIUS} {RADIUS} 0 1 0 {} 0a{RADIUS} {RADIUS} 0 1 0 {} 0",
                x - RADIUS,
                2.0 * RADIUS,
                -2.0 * RADIUS
            )
        })
        .collect();
    let dots: String =
        column.dots.iter().flat_map(|y| [-2.5, 0.0, 2.5].map(|dy| format!("M{x} {}h0", y + dy))).collect();
    view! {
        <path class="diagram-units" d=circles/>
        <path class="diagram-dots" d=dots/>
    }
}

fn label(x: f64, lines: Vec<String>) -> impl IntoView {
    let spans = lines.into_iter().enumerate().map(move |(index, line)| {
        let y = GROUND + LINE * (index as f64 + 0.85);
        let class = if index == 0 { "diagram-count" } else { "diagram-name" };
        view! { <tspan class=class x=x.to_string() y=y.to_string()>{line}</tspan> }
    });
    view! { <text class="diagram-label">{spans.collect_view()}</text> }
}

/// A light band from layer to layer.
fn bands(layout: &Layout) -> String {
    let image = (layout.image_x + layout.image / 2.0, MIDDLE - layout.image / 2.0, MIDDLE + layout.image / 2.0);
    let mut text = String::new();
    let mut from = image;
    for column in &layout.columns {
        let [Some(top), Some(bottom)] = [column.circles.first(), column.circles.last()] else { return text };
        let (x, y0, y1) = from;
        text += &format!("M{x} {y0}L{} {top}V{bottom}L{x} {y1}Z", column.x);
        from = (column.x, *top, *bottom);
    }
    text
}

/// A line from each circle to each of the next column.
fn wires(layout: &Layout) -> String {
    let mut text = String::new();
    let mut from = (layout.image_x + layout.image / 2.0, layout.image_ends());
    for column in &layout.columns {
        for start in &from.1 {
            for end in &column.circles {
                text += &format!("M{:.1} {start:.1}L{:.1} {end:.1}", from.0, column.x);
            }
        }
        from = (column.x, column.circles.clone());
    }
    text
}

/// The lines of text under each part: image, hidden layers, output. A name that is too long for its room is shortened.
fn labels(summary: &[LayerSummary], room: f64, language: Language) -> Vec<Vec<String>> {
    let fits = |name: &str| name.chars().count() as f64 * LETTER + 4.0 <= room;
    let last = summary.len() - 1;
    let lines = summary.iter().enumerate().map(|(index, layer)| {
        let names = match layer.activation {
            Some(activation) => {
                let name = network::activation(language, activation);
                vec![if fits(name) { name } else { short_activation(activation) }.to_owned()]
            }
            None if index == last && fits("softmax") => vec!["softmax".to_owned()],
            None if index == last => vec!["soft-".to_owned(), "max".to_owned()],
            None => vec![layer.output.len().to_string()],
        };
        std::iter::once(count(layer.output)).chain(names).collect()
    });
    lines.collect()
}

fn count(shape: Shape) -> String {
    match shape {
        Shape::Image(height, width, 1) => format!("{height}×{width}"),
        Shape::Image(height, width, channels) => format!("{height}×{width}×{channels}"),
        Shape::Vector(length) => length.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::spec::{Activation, Layer};

    fn spec(hidden: &[(usize, Activation)]) -> Spec {
        Spec {
            layers: hidden.iter().map(|&(units, activation)| Layer::dense(units, activation)).collect(),
            ..Spec::default()
        }
    }

    #[test]
    fn labels_tell_units_and_activation() {
        let summary = spec(&[(128, Activation::Relu), (64, Activation::LeakyRelu)]).summary();
        let lines = labels(&summary, 105.0, Language::Es);
        assert_eq!(lines, [["28×28", "784"], ["128", "ReLU"], ["64", "Leaky ReLU"], ["10", "softmax"]]);
    }

    #[test]
    fn a_narrow_place_gets_short_names() {
        let summary = spec(&[(2_048, Activation::Sigmoid); 8]).summary();
        let lines = labels(&summary, 34.9, Language::Es);
        assert_eq!(lines[1], ["2048", "sigm."]);
        assert_eq!(lines[9], ["10", "soft-", "max"]);
        assert!(lines.iter().flatten().all(|line| line.chars().count() as f64 * LETTER <= 34.9));
    }

    #[test]
    fn settings_out_of_range_still_have_a_picture() {
        for hidden in [vec![(0, Activation::Relu)], vec![(usize::MAX, Activation::Relu); 12]] {
            let summary = spec(&hidden).summary();
            let units: Vec<usize> = summary[1..].iter().map(|layer| layer.output.len()).collect();
            let layout = Layout::new(358.0, &units);
            assert!(wires(&layout).len() < 100_000);
            assert!(!bands(&layout).contains("NaN"));
        }
    }
}
