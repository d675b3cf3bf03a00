//! The hidden layers of a link: `conv:32:3:relu,max:2,flatten,128:relu`.
//!
//! A layer begins with its kind and its numbers; a dense one, which came first and is met most often, is just its
//! units. What follows is optional and may come in any order: an activation by its name, `s2` for a stride, `same`
//! for windows that may lie over the edge, `m0.9` and `e0.001` for the numbers of a batch normalisation.

use model::spec::{Activation, BatchNorm, Conv, Dense, Dropout, Layer, Padding, Pool, PoolKind, limits};

/// The name of an activation in a link; also in the page's lists, where it is a value and not a word.
pub(crate) fn activation_name(activation: Activation) -> &'static str {
    match activation {
        Activation::None => "none",
        Activation::Relu => "relu",
        Activation::Sigmoid => "sigmoid",
        Activation::Tanh => "tanh",
        Activation::Gelu => "gelu",
        Activation::LeakyRelu => "leaky-relu",
        Activation::Elu => "elu",
        Activation::Selu => "selu",
        Activation::Swish => "swish",
    }
}

/// The layers as text; `none` where there is no hidden layer.
pub(super) fn write(layers: &[Layer]) -> String {
    if layers.is_empty() {
        return "none".to_owned();
    }
    layers.iter().map(write_layer).collect::<Vec<_>>().join(",")
}

/// The layers of a text; `None` where one of them cannot be read.
pub(super) fn read(text: &str) -> Option<Vec<Layer>> {
    if text == "none" {
        return Some(Vec::new());
    }
    // One more than allowed is read, so that the message can say that there are too many.
    text.split(',').take(limits::MAX_LAYERS + 1).map(read_layer).collect()
}

fn write_layer(layer: &Layer) -> String {
    match *layer {
        Layer::Dense(Dense { units, activation }) => format!("{units}:{}", activation_name(activation)),
        Layer::Conv(Conv { filters, kernel, stride, padding, activation }) => {
            let window = write_window(stride, 1, padding);
            format!("conv:{filters}:{kernel}:{}{window}", activation_name(activation))
        }
        Layer::Pool(Pool { kind, size, stride, padding }) => {
            let name = match kind {
                PoolKind::Max => "max",
                PoolKind::Average => "avg",
            };
            format!("{name}:{size}{}", write_window(stride, size, padding))
        }
        Layer::Flatten => "flatten".to_owned(),
        Layer::Dropout(Dropout { rate }) => format!("drop:{rate}"),
        Layer::BatchNorm(BatchNorm { momentum, epsilon }) => {
            let usual = BatchNorm::default();
            let number = |letter, value: f64, usual| {
                if value == usual { String::new() } else { format!(":{letter}{value}") }
            };
            format!("norm{}{}", number('m', momentum, usual.momentum), number('e', epsilon, usual.epsilon))
        }
    }
}

/// Stride and padding where they are not the usual ones.
fn write_window(stride: usize, usual: usize, padding: Padding) -> String {
    let stride = if stride == usual { String::new() } else { format!(":s{stride}") };
    match padding {
        Padding::Valid => stride,
        Padding::Same => stride + ":same",
    }
}

fn read_layer(text: &str) -> Option<Layer> {
    let mut pieces = text.split(':');
    let kind = pieces.next()?;
    // Numbers that every layer of the kind has come first.
    let mut whole = || pieces.next()?.parse::<usize>().ok();
    let mut layer = match kind {
        "conv" => Layer::Conv(Conv {
            filters: whole()?,
            kernel: whole()?,
            stride: 1,
            padding: Padding::Valid,
            activation: Activation::None,
        }),
        "max" => pool(PoolKind::Max, whole()?),
        "avg" => pool(PoolKind::Average, whole()?),
        "flatten" => Layer::Flatten,
        "drop" => Layer::Dropout(Dropout { rate: real(pieces.next()?)? }),
        "norm" => Layer::BatchNorm(BatchNorm::default()),
        units => Layer::dense(units.parse().ok()?, Activation::None),
    };
    let mut seen = Vec::new();
    for piece in pieces {
        let option = take_option(&mut layer, piece)?;
        if seen.contains(&option) {
            return None;
        }
        seen.push(option);
    }
    Some(layer)
}

/// Windows side by side, as in Keras.
fn pool(kind: PoolKind, size: usize) -> Layer {
    Layer::Pool(Pool { kind, size, stride: size, padding: Padding::Valid })
}

/// What a piece after the numbers of a layer is about.
#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Activation,
    Stride,
    Padding,
    Momentum,
    Epsilon,
}

/// Takes an optional piece into a layer; `None` where that layer has no such thing.
fn take_option(layer: &mut Layer, piece: &str) -> Option<Piece> {
    match layer {
        Layer::Dense(dense) => take_activation(&mut dense.activation, piece),
        Layer::Conv(conv) => take_window(&mut conv.stride, &mut conv.padding, piece)
            .or_else(|| take_activation(&mut conv.activation, piece)),
        Layer::Pool(pool) => take_window(&mut pool.stride, &mut pool.padding, piece),
        Layer::BatchNorm(norm) => take_number(&mut norm.momentum, 'm', piece, Piece::Momentum)
            .or_else(|| take_number(&mut norm.epsilon, 'e', piece, Piece::Epsilon)),
        Layer::Flatten | Layer::Dropout(_) => None,
    }
}

fn take_activation(activation: &mut Activation, piece: &str) -> Option<Piece> {
    *activation = Activation::ALL.into_iter().find(|activation| activation_name(*activation) == piece)?;
    Some(Piece::Activation)
}

fn take_window(stride: &mut usize, padding: &mut Padding, piece: &str) -> Option<Piece> {
    match piece {
        "same" => {
            *padding = Padding::Same;
            Some(Piece::Padding)
        }
        "valid" => {
            *padding = Padding::Valid;
            Some(Piece::Padding)
        }
        other => {
            *stride = other.strip_prefix('s')?.parse().ok()?;
            Some(Piece::Stride)
        }
    }
}

fn take_number(number: &mut f64, letter: char, piece: &str, what: Piece) -> Option<Piece> {
    *number = real(piece.strip_prefix(letter)?)?;
    Some(what)
}

/// A decimal number; neither `inf` nor `NaN`.
fn real(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}
