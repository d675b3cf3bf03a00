//! The hidden layers of a link: `conv:32:3:relu,max:2,flatten,128:relu`.
//!
//! A layer begins with its kind and its numbers; a dense one, which came first and is met most often, is just its
//! units. What follows is optional and may come in any order: an activation by its name, `s2` for a stride, `same`
//! for windows that may lie over the edge, `m0.9` and `e0.001` for the numbers of a batch normalisation.

use spec::{Activation, Layer, LayerKind, Numbers, Padding, Place, Pool, limits};

use crate::format;

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

/// What every layer of the kind says, then what is not usual beside it.
fn write_layer(layer: &Layer) -> String {
    let needed = layer.values().into_iter().filter(|(number, _)| number.link.is_empty());
    let needed = needed.map(|(_, value)| value.to_string());
    let kind = Some(layer.kind()).filter(|kind| *kind != LayerKind::Dense).map(|kind| kind.id().to_owned());
    let activation = layer.activation().map(|activation| activation.id().to_owned());
    let text = kind.into_iter().chain(needed).chain(activation).collect::<Vec<_>>().join(":");
    let Some(usual) = read_layer(&text) else { return text };
    let padding = layer.padding().filter(|padding| usual.padding() != Some(*padding));
    let others = layer.values().into_iter().zip(usual.values()).filter(|(one, other)| one.1 != other.1);
    let others = others.map(|((number, value), _)| format!(":{}{value}", number.link)).collect::<String>();
    text + &others + &padding.map_or_else(String::new, |padding| format!(":{}", padding.id()))
}

/// Takes the value of a text; `None` where it cannot be read.
pub(super) fn take_number(place: &mut Place<'_>, text: &str) -> Option<()> {
    match place {
        Place::Whole(value) => **value = text.parse().ok()?,
        Place::Real(_) | Place::Single(_) => place.set(format::read(text)?),
    }
    Some(())
}

fn read_layer(text: &str) -> Option<Layer> {
    let mut pieces = text.split(':').peekable();
    // A dense layer begins with its units.
    let kind = match LayerKind::from_id(pieces.peek()?) {
        Some(LayerKind::Dense) => return None,
        Some(kind) => pieces.next().map(|_| kind)?,
        None => LayerKind::Dense,
    };
    let mut layer = kind.usual();
    layer.activation_mut().into_iter().for_each(|activation| *activation = Activation::None);
    // Numbers that every layer of the kind has come first.
    for (_, mut place) in layer.numbers().into_iter().filter(|(number, _)| number.link.is_empty()) {
        take_number(&mut place, pieces.next()?)?;
    }
    if let Layer::Pool(Pool { size, stride, .. }) = &mut layer {
        *stride = *size;
    }
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

/// Takes an optional piece into a layer and tells what it is about; `None` where that layer has no such thing.
fn take_option(layer: &mut Layer, piece: &str) -> Option<&'static str> {
    if let (Some(padding), Some(found)) = (layer.padding_mut(), Padding::from_id(piece)) {
        *padding = found;
        return Some("padding");
    }
    if let (Some(activation), Some(found)) = (layer.activation_mut(), Activation::from_id(piece)) {
        *activation = found;
        return Some("activation");
    }
    let optional = layer.numbers().into_iter().filter(|(number, _)| !number.link.is_empty());
    let found = optional.filter_map(|(number, place)| Some((number, place, piece.strip_prefix(number.link)?)));
    found.filter_map(|(number, mut place, text)| take_number(&mut place, text).map(|()| number.link)).next()
}
