//! A layer's weights as pictures: what each unit looks for.

use spec::{Layer, Shape, Spec};

use super::outputs::cell;
use super::picture::{GAP, Picture};

/// Numbers in one line where a unit's inputs are no image.
const LINE: usize = 32;
/// The most units in view at once, and the most pixels that they are painted with.
const MAX_UNITS: usize = 128;
const MAX_PIXELS: usize = 402_000;
/// How wide a row of units is at most, pixels.
const WIDTH: usize = 640;

/// The weights of a dense layer or a convolution: `[inputs, units]`, the units fastest.
#[derive(Clone, Copy, Debug)]
pub struct Kernel<'a> {
    values: &'a [f32],
    /// What one unit looks at.
    window: Shape,
    /// Units or filters.
    pub units: usize,
}

impl<'a> Kernel<'a> {
    /// `None` where the numbers are not as many as shape and units say.
    pub fn new(values: &'a [f32], window: Shape, units: usize) -> Option<Self> {
        (units > 0 && values.len() == window.len() * units).then_some(Self { values, window, units })
    }

    /// Channels that are drawn side by side.
    pub fn channels(&self) -> usize {
        match self.window {
            Shape::Image(_, _, channels) => channels,
            Shape::Vector(_) => 1,
        }
    }

    fn tile(&self) -> [usize; 2] {
        match self.window {
            Shape::Image(height, width, _) => [height, width],
            Shape::Vector(length) => [length.div_ceil(LINE), length.min(LINE)],
        }
    }

    /// The weights of a unit, channel by channel, row by row.
    fn of(&self, unit: usize) -> impl Iterator<Item = f32> {
        let ([rows, columns], channels, values, units) = (self.tile(), self.channels(), self.values, self.units);
        let inputs = self.window.len();
        let places = (0..channels).flat_map(move |channel| (0..rows * columns).map(move |at| at * channels + channel));
        places.map(move |input| if input < inputs { values[input * units + unit] } else { f32::NAN })
    }

    /// One unit, large: a picture a channel, in rows of at most `room` pixels.
    pub fn unit(&self, unit: usize, room: usize) -> Picture {
        let tile = self.tile();
        let size = match self.window {
            Shape::Image(..) => (196 / tile[0].max(tile[1]).max(1)).clamp(1, 24),
            Shape::Vector(_) => 9,
        };
        // Many channels are small pictures.
        let size = if self.channels() > 4 { cell(tile) + 1 } else { size };
        let across = (room.min(WIDTH).saturating_sub(GAP) / (tile[1] * size + GAP)).max(1);
        Picture::new(tile, across, size, self.of(unit.min(self.units - 1)).collect())
    }

    /// How many units are in view at once.
    pub fn page(&self) -> usize {
        let size = self.small();
        let pixels = self.tile()[0] * self.tile()[1] * self.channels() * size * size;
        (MAX_PIXELS / pixels.max(1)).clamp(1, MAX_UNITS)
    }

    /// Pixels to a weight's side among many units.
    fn small(&self) -> usize {
        match self.window {
            Shape::Image(height, width, _) => cell([height, width]).min(if self.channels() > 4 { 3 } else { 7 }),
            Shape::Vector(_) => 3,
        }
    }

    /// Many units from `first` on, small, the channels of one side by side, in rows of at most `room` pixels where a
    /// unit is not wider; `most` has the strongest colour.
    pub fn many(&self, first: usize, most: f32, room: usize) -> Picture {
        let shown = first.min(self.units)..(first + self.page()).min(self.units);
        let (tile, size, channels) = (self.tile(), self.small(), self.channels());
        let across = (room.min(WIDTH).saturating_sub(GAP) / (channels * (tile[1] * size + GAP))).max(1) * channels;
        let values = shown.flat_map(|unit| self.of(unit)).collect();
        Picture { most, ..Picture::new(tile, across, size, values) }
    }
}

/// What one unit of a layer looks at: a convolution's window with its channels; the image before a dense layer, also
/// through layers that only pass it on; otherwise a row of numbers. The output comes after the last hidden layer.
pub fn window(spec: &Spec, layer: usize) -> Shape {
    let rows = spec.summary();
    let input = |layer: usize| rows.get(layer).map_or(Shape::Vector(0), |row| row.output);
    if let Some(Layer::Conv(conv)) = spec.layers.get(layer) {
        return Shape::Image(conv.kernel, conv.kernel, input(layer).channels());
    }
    let mut at = layer;
    while matches!(input(at), Shape::Vector(_)) && at > 0 {
        match &spec.layers[at - 1] {
            Layer::Flatten | Layer::Dropout(_) | Layer::BatchNorm(_) => at -= 1,
            Layer::Dense(_) | Layer::Conv(_) | Layer::Pool(_) => break,
        }
    }
    match input(at) {
        image @ Shape::Image(..) => image,
        Shape::Vector(_) => Shape::Vector(input(layer).len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::architecture::ReadyNetwork;
    use spec::{Activation, Dropout};

    #[test]
    fn a_unit_on_the_image_is_an_image() {
        let spec = Spec::default();
        assert_eq!((window(&spec, 0), window(&spec, 1)), (Shape::Image(28, 28, 1), Shape::Vector(128)));
        let drop = Layer::Dropout(Dropout { rate: 0.1 });
        let through = Spec { layers: vec![Layer::Flatten, drop, Layer::dense(4, Activation::Relu)], ..Spec::default() };
        assert_eq!(window(&through, 2), Shape::Image(28, 28, 1));
        assert_eq!(window(&Spec { layers: vec![], ..Spec::default() }, 0), Shape::Image(28, 28, 1));
        let cnn = Spec { layers: ReadyNetwork::SmallCnn.layers(), ..Spec::default() };
        let windows: Vec<Shape> = [0, 2, 5, 6].map(|layer| window(&cnn, layer)).to_vec();
        let [first, second] = [Shape::Image(3, 3, 1), Shape::Image(3, 3, 16)];
        assert_eq!(windows, [first, second, Shape::Image(5, 5, 32), Shape::Vector(64)]);
    }

    #[test]
    fn weights_are_taken_apart_by_unit_and_channel() {
        // 1 × 2 pixels, 2 channels, 3 units.
        let values: Vec<f32> = (0..12).map(|i| i as f32).collect();
        let kernel = Kernel::new(&values, Shape::Image(1, 2, 2), 3).expect("they are as many");
        let unit = kernel.unit(1, 640);
        assert_eq!((unit.tiles(), unit.values), (2, vec![1.0, 7.0, 4.0, 10.0]));
        let many = kernel.many(1, 11.0, 640);
        assert_eq!((many.tiles(), many.most, many.values[4]), (4, 11.0, 2.0));
        assert_eq!(many.across % 2, 0, "the channels of a unit stay together");
        assert!(Kernel::new(&values, Shape::Image(1, 2, 2), 4).is_none());
        assert!(Kernel::new(&[], Shape::Vector(0), 0).is_none());
    }

    #[test]
    fn inputs_that_are_no_image_are_lines_of_numbers() {
        let values = vec![1.0; 40 * 2];
        let unit = Kernel::new(&values, Shape::Vector(40), 2).expect("they are as many").unit(0, 640);
        assert_eq!((unit.tile, unit.tiles()), ([2, 32], 1));
        assert_eq!(unit.values.iter().filter(|value| value.is_nan()).count(), 24);
    }

    #[test]
    fn many_units_come_by_the_page() {
        let values = vec![0.5; 784 * 700];
        let kernel = Kernel::new(&values, Shape::Image(28, 28, 1), 700).expect("they are as many");
        assert_eq!(kernel.page(), 128);
        let last = kernel.many(640, 1.0, 640);
        assert_eq!(last.tiles(), 60);
        let [width, height] = kernel.many(0, 1.0, 640).size();
        assert!(width <= 640 && width * height <= 450_000, "{width} × {height}");
        let narrow = kernel.many(0, 1.0, 358);
        assert_eq!((narrow.across, narrow.size()[0]), (6, 350), "all of a row is on a phone");
    }
}
