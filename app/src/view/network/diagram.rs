//! The network's picture, which follows the settings.

mod labels;
mod layout;

use leptos::html;
use leptos::prelude::*;
use spec::{Layer, LayerSummary, Shape, Spec};

use self::labels::{Line, labels};
use self::layout::{Column, Figure, GROUND, Layout, MIDDLE, RADIUS, SHEET};
use crate::browser::dom::watch_size;
use crate::i18n::diagram::description;
use crate::language::Language;

/// Height of a line of text, pixels.
const LINE: f64 = 14.0;
/// The width before the page is laid out.
const FIRST_WIDTH: f64 = 420.0;

/// Image, hidden layers as columns of circles or stacks of squares, and the ten classes.
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
    let network = Memo::new(move |_| spec.with(|spec| (spec.layers.clone(), spec.summary())));

    view! {
        <div class="diagram" node_ref=place data-testid="diagram">
            {move || network.with(|(layers, summary)| picture(layers, summary, width.get(), language.get()))}
        </div>
    }
}

fn picture(layers: &[Layer], summary: &[LayerSummary], width: f64, language: Language) -> impl IntoView + use<> {
    let outputs: Vec<Shape> = summary[1..].iter().map(|row| row.output).collect();
    let input = summary[0].output;
    let layout = Layout::new(width, input, &outputs);
    let labels = labels(layers, summary, &layout, language);
    let lines = labels.iter().map(Vec::len).max().unwrap_or(0);
    let height = GROUND + LINE * lines as f64 + 4.0;

    let hidden: Vec<_> = layers.iter().copied().zip(outputs.iter().copied()).collect();
    let classes = outputs.last().map_or(0, Shape::len);
    let words = description(language, input.len(), &hidden, classes);
    let middles = std::iter::once(layout.image.x).chain(layout.columns.iter().map(|column| column.x));
    let texts: Vec<_> = middles.zip(labels).map(|(x, lines)| label(x, lines)).collect();

    view! {
        <svg
            width=width.to_string()
            height=height.to_string()
            viewBox=format!("0 0 {width} {height}")
            role="img"
            data-export="network"
            aria-label=format!("{}: {words}", language.phrases().diagram().title())
        >
            <title>{words.clone()}</title>
            <path class="diagram-band" d=bands(&layout)/>
            <path class="diagram-wires" d=wires(&layout, layers)/>
            {column(&layout.image)}
            <path class="diagram-pixels" d=pixels(&layout.image)/>
            {layout.columns.iter().map(column).collect_view()}
            {texts}
        </svg>
    }
}

/// The first lines between an image's pixels.
fn pixels(image: &Column) -> String {
    let Figure::Stack { side, .. } = image.figure else { return String::new() };
    let (left, top) = (image.x - side / 2.0, MIDDLE - side / 2.0);
    let line = |at: f64| format!("M{} {top}v{side}M{left} {}h{side}", left + at, top + at);
    (1..7).map(|i| line(side * f64::from(i) / 7.0)).collect()
}

fn column(column: &Column) -> AnyView {
    let x = column.x;
    match &column.figure {
        Figure::Units { circles, dots } => {
            // Each circle as two half turns: one element a column, however many circles.
            let arc = |dx: f64| format!("a{RADIUS} {RADIUS} 0 1 0 {dx} 0");
            let circle = |y: &f64| format!("M{} {y}{}{}", x - RADIUS, arc(2.0 * RADIUS), arc(-2.0 * RADIUS));
            let circles: String = circles.iter().map(circle).collect();
            let dots: String =
                dots.iter().flat_map(|y| [-2.5, 0.0, 2.5].map(|dy| format!("M{x} {}h0", y + dy))).collect();
            view! {
                <path class="diagram-units" d=circles/>
                <path class="diagram-dots" d=dots/>
            }
            .into_any()
        }
        Figure::Stack { side, sheets } => {
            // From the back to the front; each is opaque and covers the one behind.
            let square = |behind: usize| {
                let back = SHEET * behind as f64;
                format!("M{} {}h{side}v{side}h-{side}z", x - side / 2.0 + back, MIDDLE - side / 2.0 - back)
            };
            let squares = (0..*sheets).rev().map(|behind| view! { <path class="diagram-image" d=square(behind)/> });
            squares.collect_view().into_any()
        }
    }
}

fn label(x: f64, lines: Vec<Line>) -> impl IntoView {
    let spans = lines.into_iter().enumerate().map(move |(index, line)| {
        let y = GROUND + LINE * (index as f64 + 0.85);
        let class = match line {
            Line::Shape(_) => "diagram-count",
            Line::Name(_) => "diagram-name",
        };
        view! { <tspan class=class x=x.to_string() y=y.to_string()>{line.text().to_owned()}</tspan> }
    });
    view! { <text class="diagram-label">{spans.collect_view()}</text> }
}

/// A light band from layer to layer.
fn bands(layout: &Layout) -> String {
    let mut text = String::new();
    let mut before = &layout.image;
    for column in &layout.columns {
        let (Some((y0, y1)), Some((top, bottom))) = (before.extent(), column.extent()) else { return text };
        text += &format!("M{} {y0}L{} {top}V{bottom}L{} {y1}Z", before.sides().1, column.sides().0, before.sides().1);
        before = column;
    }
    text
}

/// How a layer's inputs and outputs hang together, as far as lines can show it.
enum Wiring {
    /// Each with each.
    All,
    /// Each with its own.
    Own,
    /// By windows or by rows: a band alone says enough.
    None,
}

impl Wiring {
    /// `None` stands for the output.
    fn of(layer: Option<&Layer>) -> Self {
        match layer {
            None | Some(Layer::Dense(_)) => Self::All,
            Some(Layer::Dropout(_) | Layer::BatchNorm(_)) => Self::Own,
            Some(Layer::Conv(_) | Layer::Pool(_) | Layer::Flatten) => Self::None,
        }
    }
}

/// Lines from layer to layer.
fn wires(layout: &Layout, layers: &[Layer]) -> String {
    let mut text = String::new();
    let mut before = &layout.image;
    for (place, column) in layout.columns.iter().enumerate() {
        let (from, to) = (before.sides().1, column.sides().0);
        let mut line = |start: f64, end: f64| text += &format!("M{from:.1} {start:.1}L{to:.1} {end:.1}");
        let (starts, ends) = (before.ends(), column.ends());
        match Wiring::of(layers.get(place)) {
            Wiring::All => starts.iter().for_each(|start| ends.iter().for_each(|end| line(*start, *end))),
            Wiring::Own => starts.iter().zip(&ends).for_each(|(start, end)| line(*start, *end)),
            Wiring::None => {}
        }
        before = column;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::architecture::ReadyNetwork;
    use spec::{Activation, Dropout};

    fn drawn(layers: &[Layer]) -> (String, String) {
        let summary = Spec { layers: layers.to_vec(), ..Spec::default() }.summary();
        let outputs: Vec<_> = summary[1..].iter().map(|row| row.output).collect();
        let layout = Layout::new(358.0, summary[0].output, &outputs);
        (bands(&layout), wires(&layout, layers))
    }

    fn lines(wires: &str) -> usize {
        wires.matches('M').count()
    }

    #[test]
    fn settings_out_of_range_still_have_a_picture() {
        for hidden in [vec![Layer::dense(0, Activation::Relu)], vec![Layer::dense(usize::MAX, Activation::Relu); 18]] {
            let (bands, wires) = drawn(&hidden);
            assert!(wires.len() < 200_000);
            assert!(!bands.contains("NaN"));
        }
    }

    /// Eight lines leave an image; 64 units are more than ten circles, so they are abridged.
    #[test]
    fn lines_show_what_is_connected() {
        let outputs = 10;
        assert_eq!(lines(&drawn(&[]).1), 8 * outputs);
        let dropout = Layer::Dropout(Dropout { rate: 0.5 });
        assert_eq!(lines(&drawn(&[Layer::dense(4, Activation::Relu), dropout]).1), 8 * 4 + 4 + 4 * outputs);
        let (bands, wires) = drawn(&ReadyNetwork::SmallCnn.layers()[..4]);
        assert_eq!(lines(&wires), 8 * outputs, "only from the last stack to the output");
        assert_eq!(lines(&bands), 5);
    }
}
