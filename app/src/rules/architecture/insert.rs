//! What a new layer is like, and where it goes.

use spec::{Conv, Dense, Layer, Shape, Spec};

use super::LayerKind;

/// A further convolution has twice the filters of the last one, up to so many.
const MOST_FILTERS: usize = 64;
/// Adds a layer of this kind to the settings: what needs an image goes before the first layer that makes a vector of
/// it, all else to the end. Gives its place, from 0.
pub fn insert(spec: &mut Spec, kind: LayerKind) -> usize {
    let layers = &spec.layers;
    let place = match kind {
        LayerKind::Conv | LayerKind::MaxPool | LayerKind::AveragePool => {
            layers.iter().position(makes_a_vector).unwrap_or(layers.len())
        }
        LayerKind::Dense | LayerKind::Flatten | LayerKind::Dropout | LayerKind::BatchNorm => layers.len(),
    };
    // The first row is the input, so this is the shape that arrives at the place.
    let input = spec.summary().get(place).map_or(Shape::Vector(1), |row| row.output);
    let layer = new_layer(kind, &layers[..place], input);
    spec.layers.insert(place, layer);
    place
}

fn makes_a_vector(layer: &Layer) -> bool {
    match layer {
        Layer::Dense(_) | Layer::Flatten => true,
        Layer::Conv(_) | Layer::Pool(_) | Layer::Dropout(_) | Layer::BatchNorm(_) => false,
    }
}

/// A layer with usual numbers, after these layers, for an input of this shape: its window fits.
fn new_layer(kind: LayerKind, before: &[Layer], input: Shape) -> Layer {
    let side = match input {
        Shape::Image(height, width, _) => height.min(width).max(1),
        Shape::Vector(_) => usize::MAX,
    };
    let mut layer = kind.usual();
    match &mut layer {
        Layer::Dense(dense) => narrow(dense, before),
        Layer::Conv(conv) => {
            double(conv, before);
            conv.kernel = conv.kernel.min(side);
        }
        Layer::Pool(pool) => {
            pool.size = pool.size.min(side);
            pool.stride = pool.size;
        }
        Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => {}
    }
    layer
}

/// To half of the last dense layer, as networks usually narrow.
fn narrow(dense: &mut Dense, before: &[Layer]) {
    let last = before.iter().rev().find_map(|layer| match layer {
        Layer::Dense(dense) => Some(*dense),
        Layer::Conv(_) | Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => None,
    });
    if let Some(last) = last {
        *dense = Dense { units: (last.units / 2).max(1), ..last };
    }
}

/// To twice the filters of the last convolution, as the image shrinks.
fn double(conv: &mut Conv, before: &[Layer]) {
    let last = before.iter().rev().find_map(|layer| match layer {
        Layer::Conv(conv) => Some(conv.filters),
        Layer::Dense(_) | Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => None,
    });
    if let Some(last) = last {
        conv.filters = if last < MOST_FILTERS { (last * 2).clamp(1, MOST_FILTERS) } else { last };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::{Activation, BatchNorm, Dropout, Padding, Pool, PoolKind, limits};

    fn built(layers: Vec<Layer>, kinds: &[LayerKind]) -> Spec {
        let mut spec = Spec { layers, ..Spec::default() };
        for kind in kinds {
            insert(&mut spec, *kind);
        }
        spec
    }

    fn kinds(spec: &Spec) -> Vec<LayerKind> {
        spec.layers.iter().map(Layer::kind).collect()
    }

    #[test]
    fn what_needs_an_image_goes_before_the_vector() {
        use LayerKind::{AveragePool, BatchNorm, Conv, Dense, Dropout, Flatten, MaxPool};
        let start = vec![Layer::dense(128, Activation::Relu)];
        let spec = built(start, &[Conv, MaxPool, Dropout, Conv, AveragePool, BatchNorm]);
        assert_eq!(kinds(&spec), [Conv, MaxPool, Conv, AveragePool, Dense, Dropout, BatchNorm]);
        assert_eq!(spec.check(), Ok(()));
        let spec = built(vec![], &[Conv, Flatten, MaxPool, Dense]);
        assert_eq!(kinds(&spec), [Conv, MaxPool, Flatten, Dense]);
    }

    #[test]
    fn dense_layers_narrow_and_filters_double() {
        let spec = built(vec![Layer::dense(128, Activation::Tanh)], &[LayerKind::Dropout, LayerKind::Dense]);
        assert_eq!(spec.layers[2], Layer::dense(64, Activation::Tanh));
        let spec = built(vec![], &[LayerKind::Conv; 4]);
        let filters = spec.layers.iter().map(|layer| match layer {
            Layer::Conv(conv) => conv.filters,
            Layer::Dense(_) | Layer::Pool(_) | Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => 0,
        });
        assert_eq!(filters.collect::<Vec<_>>(), [16, 32, 64, 64]);
    }

    #[test]
    fn the_first_of_each_kind_has_usual_numbers() {
        let first = |kind| built(vec![], &[kind]).layers[0];
        assert_eq!(first(LayerKind::Dense), Layer::dense(64, Activation::Relu));
        let (stride, padding, activation) = (1, Padding::Valid, Activation::Relu);
        assert_eq!(first(LayerKind::Conv), Layer::Conv(Conv { filters: 16, kernel: 3, stride, padding, activation }));
        let pool = |kind| Layer::Pool(Pool { kind, size: 2, stride: 2, padding });
        assert_eq!(first(LayerKind::MaxPool), pool(PoolKind::Max));
        assert_eq!(first(LayerKind::AveragePool), pool(PoolKind::Average));
        assert_eq!(first(LayerKind::Flatten), Layer::Flatten);
        assert_eq!(first(LayerKind::Dropout), Layer::Dropout(Dropout { rate: 0.5 }));
        assert_eq!(first(LayerKind::BatchNorm), Layer::BatchNorm(BatchNorm::default()));
    }

    /// However often one presses: what is added is never impossible.
    #[test]
    fn windows_fit_what_is_left_of_the_image() {
        for kind in [LayerKind::Conv, LayerKind::MaxPool, LayerKind::AveragePool] {
            let spec = built(vec![], &[kind; limits::MAX_LAYERS]);
            let stands = spec.check();
            let impossible = stands.as_ref().err().and_then(crate::rules::architecture::layer_at_fault);
            assert_eq!(impossible, None, "{kind:?}: {stands:?}");
        }
    }
}
