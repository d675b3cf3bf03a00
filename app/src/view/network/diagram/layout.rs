//! Where the parts of a network's picture lie: plain geometry, in pixels of the page.

use spec::Shape;

/// A unit's circle.
pub const RADIUS: f64 = 2.75;
/// From the middle of a circle to the next.
const PITCH: f64 = 7.0;
/// Up to so many units each has its circle: the classes always do.
const FEW: usize = 10;
/// Units of the tallest column.
const MOST: f64 = 2_048.0;
/// What the tallest column has above the one of [`FEW`] units.
const GROWTH: f64 = 36.0;
/// The largest picture of the image.
const IMAGE: f64 = 64.0;
/// Room for the image's own label, `32×32×3`.
const IMAGE_ROOM: f64 = 48.0;
/// Room for the output's label, `softmax`, on a page that has it to give.
const OUTPUT_ROOM: f64 = 52.0;
/// The least width of such a page: a phone's is less.
const WIDE: f64 = 480.0;
/// From a square of a stack to the one behind it, to the right and up.
pub const SHEET: f64 = 2.0;
/// The least side of a square.
const LEAST_SIDE: f64 = 4.0;
/// Clear paper beside each picture.
const MARGIN: f64 = 6.0;

/// The line on which everything is centred.
pub const MIDDLE: f64 = (PITCH * FEW as f64 + GROWTH) / 2.0 + 2.0;
/// The line under the tallest column.
pub const GROUND: f64 = 2.0 * MIDDLE;

/// A layer's picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// A vector: a column of circles.
    Units {
        /// The middles of its circles, from the top.
        circles: Vec<f64>,
        /// The middle of the dots that stand for the units which are not drawn, if there are any.
        dots: Option<f64>,
    },
    /// An image: squares one behind the other, more for more channels.
    Stack {
        /// The side of each square.
        side: f64,
        /// How many.
        sheets: usize,
    },
}

/// A layer as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its middle, from the left.
    pub x: f64,
    /// Its picture.
    pub figure: Figure,
}

/// A network's picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The input.
    pub image: Column,
    /// Hidden layers and output, from left to right.
    pub columns: Vec<Column>,
    /// From the middle of a hidden layer to the next, which is also the room for its label.
    pub spacing: f64,
    /// The room for the output's label.
    pub output_room: f64,
}

impl Layout {
    /// The picture of a network on this width: the input's shape, then what each layer gives.
    pub fn new(width: f64, input: Shape, outputs: &[Shape]) -> Self {
        let count = outputs.len().max(1) as f64;
        let room = IMAGE_ROOM.max(width / (count + 1.0));
        let even = (width - room) / count;
        let output_room = if width < WIDE { even } else { OUTPUT_ROOM.max(even) };
        // With the output alone there is no hidden layer to divide by.
        let spacing = if count > 1.0 { (width - room - output_room) / (count - 1.0) } else { even };
        let image = IMAGE.min(room - MARGIN - depth(input));
        let scale = scale(input, image, outputs, spacing - MARGIN);
        let column = |(index, output): (usize, &Shape)| {
            let last = index + 1 == outputs.len();
            let x = if last { width - output_room / 2.0 } else { room + spacing * (index as f64 + 0.5) };
            Column { x, figure: Figure::new(*output, scale) }
        };
        Self {
            image: Column { x: room / 2.0, figure: Figure::Stack { side: image, sheets: sheets(input) } },
            columns: outputs.iter().enumerate().map(column).collect(),
            spacing,
            output_room,
        }
    }
}

impl Column {
    /// Where lines to the next layer leave: circles, or a square's edge, evenly.
    pub fn ends(&self) -> Vec<f64> {
        match &self.figure {
            Figure::Units { circles, .. } => circles.clone(),
            Figure::Stack { side, .. } => (0..8).map(|i| MIDDLE + side * (f64::from(i) / 7.0 - 0.5)).collect(),
        }
    }

    /// Its highest and lowest point where a band begins or ends.
    pub fn extent(&self) -> Option<(f64, f64)> {
        match &self.figure {
            Figure::Units { circles, .. } => Some((*circles.first()?, *circles.last()?)),
            Figure::Stack { side, .. } => Some((MIDDLE - side / 2.0, MIDDLE + side / 2.0)),
        }
    }

    /// Where it begins and where lines leave it, from the left.
    pub fn sides(&self) -> (f64, f64) {
        match self.figure {
            Figure::Units { .. } => (self.x, self.x),
            Figure::Stack { side, .. } => (self.x - side / 2.0, self.x + side / 2.0),
        }
    }
}

impl Figure {
    /// `scale`: pixels of the page for a pixel of the image.
    fn new(shape: Shape, scale: f64) -> Self {
        match shape {
            Shape::Image(height, _, _) => {
                Self::Stack { side: (scale * height as f64).max(LEAST_SIDE), sheets: sheets(shape) }
            }
            Shape::Vector(units) => {
                let all = spread(if units <= FEW { units } else { (column_height(units) / PITCH).round() as usize });
                let middle = all.len() / 2;
                let dots = (units > all.len()).then(|| all[middle]);
                let circles = all.into_iter().enumerate().filter(|(place, _)| dots.is_none() || *place != middle);
                Self::Units { circles: circles.map(|(_, y)| y).collect(), dots }
            }
        }
    }
}

/// Pixels of the page for a pixel of the image, the same in all layers: as in the input's picture, or less where the
/// layers are too close together.
fn scale(input: Shape, image: f64, outputs: &[Shape], room: f64) -> f64 {
    let Shape::Image(height, _, _) = input else { return 1.0 };
    let fits = outputs.iter().filter_map(|output| match *output {
        Shape::Image(height, _, _) => Some((room - depth(*output)).max(LEAST_SIDE) / height.max(1) as f64),
        Shape::Vector(_) => None,
    });
    fits.fold(image / height.max(1) as f64, f64::min)
}

/// Squares of a stack: the channels themselves up to three, then with their logarithm.
fn sheets(shape: Shape) -> usize {
    match shape {
        Shape::Image(_, _, channels) if channels <= 3 => channels.max(1),
        Shape::Image(_, _, channels) => (1.0 + 0.625 * (channels as f64).log2()).round().clamp(3.0, 6.0) as usize,
        Shape::Vector(_) => 1,
    }
}

/// How far the squares at the back of a stack stand out.
fn depth(shape: Shape) -> f64 {
    SHEET * (sheets(shape) as f64 - 1.0)
}

/// The height of a column with many units grows with their logarithm: 100 and 1,000 can be told apart, and both fit.
fn column_height(units: usize) -> f64 {
    let few = FEW as f64;
    few * PITCH + GROWTH * ((units as f64 / few).ln() / (MOST / few).ln()).clamp(0.0, 1.0)
}

/// Heights of so many circles, around the middle.
fn spread(count: usize) -> Vec<f64> {
    let top = MIDDLE - PITCH * (count as f64 - 1.0) / 2.0;
    (0..count).map(|place| top + PITCH * place as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(units: usize) -> Column {
        Column { x: 0.0, figure: Figure::new(Shape::Vector(units), 1.0) }
    }

    fn side(figure: &Figure) -> f64 {
        match figure {
            Figure::Stack { side, .. } => *side,
            Figure::Units { .. } => panic!("a stack was asked for"),
        }
    }

    #[test]
    fn few_units_are_all_drawn_and_many_are_abridged() {
        for count in 0..=FEW {
            let Figure::Units { circles, dots } = units(count).figure else { panic!("a vector is a column") };
            assert_eq!((circles.len(), dots), (count, None));
        }
        let Figure::Units { circles, dots } = units(128).figure else { panic!("a vector is a column") };
        assert!(circles.len() < 128 && dots.is_some());
    }

    #[test]
    fn more_units_never_make_a_shorter_column() {
        let heights: Vec<f64> =
            (1..=4_000).filter_map(|count| units(count).extent()).map(|(top, bottom)| bottom - top).collect();
        assert_eq!(heights.len(), 4_000);
        assert!(heights.is_sorted());
        assert!(heights[2_047] > heights[99], "1,000 and 100 can be told apart");
        assert!(heights.last() < Some(&GROUND));
    }

    #[test]
    fn a_stack_follows_its_image() {
        let input = Shape::Image(28, 28, 1);
        let outputs = [Shape::Image(28, 28, 16), Shape::Image(14, 14, 16), Shape::Image(7, 7, 64), Shape::Vector(10)];
        let layout = Layout::new(678.0, input, &outputs);
        let sides: Vec<f64> = layout.columns[..3].iter().map(|column| side(&column.figure)).collect();
        assert_eq!(side(&layout.image.figure), sides[0], "the same size is the same size");
        assert!((sides[0] / sides[1] - 2.0).abs() < 1e-9 && (sides[1] / sides[2] - 2.0).abs() < 1e-9);
        let counts = [1, 2, 3, 4, 8, 16, 32, 64, 128, 256].map(|channels| sheets(Shape::Image(1, 1, channels)));
        assert_eq!(counts, [1, 2, 3, 3, 3, 4, 4, 5, 5, 6]);
    }

    #[test]
    fn everything_lies_within_the_width_and_nothing_overlaps() {
        for width in [310.0, 358.0, 420.0, 640.0, 678.0] {
            for input in [Shape::Image(28, 28, 1), Shape::Image(32, 32, 3)] {
                for hidden in 0..=16 {
                    for shape in [Shape::Vector(2_048), Shape::Image(32, 32, 256), Shape::Image(1, 1, 1)] {
                        let mut outputs = vec![shape; hidden];
                        outputs.push(Shape::Vector(10));
                        let layout = Layout::new(width, input, &outputs);
                        let mut right = 0.0;
                        for column in std::iter::once(&layout.image).chain(&layout.columns) {
                            let (left, end) = column.sides();
                            assert!(left >= right, "{hidden} layers of {shape:?} on {width}");
                            right = match column.figure {
                                Figure::Units { .. } => end + RADIUS,
                                Figure::Stack { sheets, .. } => end + SHEET * (sheets as f64 - 1.0),
                            };
                            let (top, bottom) = column.extent().expect("there are circles");
                            assert!(top >= 0.0 && bottom <= GROUND);
                        }
                        assert!(right <= width);
                    }
                }
            }
        }
    }

    #[test]
    fn four_digits_fit_under_eight_layers() {
        let mut outputs = vec![Shape::Vector(2_048); 8];
        outputs.push(Shape::Vector(10));
        assert!(Layout::new(358.0, Shape::Image(28, 28, 1), &outputs).spacing >= 4.0 * 8.4);
    }
}
