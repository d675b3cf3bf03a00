//! What stands under each layer of the picture.

use spec::{Activation, Dense, Layer, LayerSummary, Shape};

use super::layout::Layout;
use crate::format;
use crate::i18n::diagram::{short_activation, short_kind};
use crate::i18n::network;
use crate::language::Language;

/// A letter's width in the second voice, pixels: a cautious mean for 12-pixel letters.
const LETTER: f64 = 6.8;
/// A bold digit's width, pixels.
const DIGIT: f64 = 8.4;
/// A bold sign's width between two digits, pixels.
const TIMES: f64 = 10.0;
/// Clear paper beside a text that could be shorter, pixels.
const GAP: f64 = 4.0;

/// A line under a layer.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    /// A shape or a part of it, in bold.
    Shape(String),
    /// A name, in the second voice.
    Name(String),
}

impl Line {
    /// What it says.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Shape(text) | Self::Name(text) => text,
        }
    }

    fn fits(&self, room: f64) -> bool {
        let width: f64 = match self {
            Self::Shape(text) => text.chars().map(|c| if c == '×' { TIMES } else { DIGIT }).sum(),
            Self::Name(text) => text.chars().count() as f64 * LETTER,
        };
        width <= room
    }
}

/// The lines under each layer, from the input to the output: its shape, then its name. What does not fit its room is
/// shortened, and left out where even that is too long: the layers' rows tell it all.
pub(super) fn labels(
    layers: &[Layer],
    summary: &[LayerSummary],
    layout: &Layout,
    language: Language,
) -> Vec<Vec<Line>> {
    let last = summary.len() - 1;
    let lines = summary.iter().enumerate().map(|(place, row)| match (place, layers.get(place.wrapping_sub(1))) {
        (0, _) => vec![Line::Shape(format::shape(row.output)), Line::Name(row.output.len().to_string())],
        (_, Some(layer)) => hidden(layer, row.output, layout.spacing, language),
        (_, None) => {
            let name = |text: &str| Line::Name(text.to_owned());
            let whole = name("softmax");
            let softmax = if whole.fits(layout.output_room) { vec![whole] } else { vec![name("soft-"), name("max")] };
            std::iter::once(Line::Shape(format::shape(row.output))).chain(softmax).collect()
        }
    });
    let room = |place| match place {
        // The image has its own room.
        0 => f64::INFINITY,
        place if place == last => layout.output_room,
        _ => layout.spacing,
    };
    let keep = |(place, lines): (usize, Vec<Line>)| lines.into_iter().filter(|line| line.fits(room(place))).collect();
    lines.enumerate().map(keep).collect()
}

/// Two lines: what does not fit beside the height and the width goes under them.
fn hidden(layer: &Layer, output: Shape, spacing: f64, language: Language) -> Vec<Line> {
    let whole = Line::Shape(format::shape(output));
    let kind = short_kind(language, layer.kind());
    let (long, short) = match *layer {
        Layer::Dense(Dense { activation, .. }) => {
            (network::activation(language, activation).to_owned(), short_activation(language, activation))
        }
        Layer::Conv(conv) if conv.activation != Activation::None => {
            (format!("{kind} {}", short_activation(language, conv.activation)), kind)
        }
        Layer::Conv(_) | Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => {
            (kind.to_owned(), kind)
        }
    };
    let first = |names: Vec<String>| {
        let shortest = names.last().cloned().unwrap_or_default();
        Line::Name(names.into_iter().find(|name| Line::Name(name.clone()).fits(spacing - GAP)).unwrap_or(shortest))
    };
    match output {
        Shape::Image(height, width, channels) if !whole.fits(spacing - GAP) => {
            let channels = format!("×{channels}");
            vec![Line::Shape(format!("{height}×{width}")), first(vec![format!("{channels} {kind}"), channels])]
        }
        Shape::Image(..) | Shape::Vector(_) => vec![whole, first(vec![long, short.to_owned()])],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::architecture::ReadyNetwork;
    use spec::Spec;

    fn under(layers: Vec<Layer>, spacing: f64) -> Vec<Vec<String>> {
        let spec = Spec { layers, ..Spec::default() };
        let layout = Layout { spacing, output_room: spacing, ..Layout::new(400.0, Shape::Image(28, 28, 1), &[]) };
        let lines = labels(&spec.layers, &spec.summary(), &layout, Language::Es);
        lines.iter().map(|lines| lines.iter().map(|line| line.text().to_owned()).collect()).collect()
    }

    #[test]
    fn labels_tell_units_and_activation() {
        let layers = vec![Layer::dense(128, Activation::Relu), Layer::dense(64, Activation::LeakyRelu)];
        assert_eq!(under(layers, 105.0), [["28×28", "784"], ["128", "ReLU"], ["64", "Leaky ReLU"], ["10", "softmax"]]);
    }

    #[test]
    fn labels_of_a_convolutional_network_tell_shapes_and_kinds() {
        assert_eq!(
            under(ReadyNetwork::SmallCnn.layers(), 80.0),
            [
                ["28×28", "784"],
                ["26×26×16", "conv ReLU"],
                ["13×13×16", "max"],
                ["11×11×32", "conv ReLU"],
                ["5×5×32", "max"],
                ["800", "plana"],
                ["64", "ReLU"],
                ["10", "softmax"]
            ]
        );
        let narrow = under(ReadyNetwork::SmallCnn.layers(), 52.5);
        assert_eq!(narrow[1], ["26×26", "×16"]);
        assert_eq!(under(ReadyNetwork::SmallCnn.layers(), 61.0)[1], ["26×26", "×16 conv"]);
        assert_eq!(narrow[7], ["10", "softmax"]);
    }

    #[test]
    fn a_narrow_place_gets_short_names() {
        let lines = under(vec![Layer::dense(2_048, Activation::Sigmoid); 8], 34.9);
        assert_eq!(lines[1], ["2048", "sigm."]);
        assert_eq!(lines[9], ["10", "soft-", "max"]);
        let lines = under(ReadyNetwork::SmallCnn.layers(), 18.0);
        assert_eq!((&lines[1][..], &lines[7][..]), (&[][..], &["10".to_owned()][..]), "what does not fit is left out");
    }
}
