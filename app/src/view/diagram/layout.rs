//! Where the parts of a network's picture lie: plain geometry, in pixels of the page.

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
/// Room for the image's own label, `28×28`.
const IMAGE_ROOM: f64 = 44.0;

/// The line on which everything is centred.
pub const MIDDLE: f64 = (PITCH * FEW as f64 + GROWTH) / 2.0 + 2.0;
/// The line under the tallest column.
pub const GROUND: f64 = 2.0 * MIDDLE;

/// A layer as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its middle, from the left.
    pub x: f64,
    /// The middles of its circles, from the top.
    pub circles: Vec<f64>,
    /// The middle of the dots that stand for the units which are not drawn, if there are any.
    pub dots: Option<f64>,
}

/// A network's picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The side of the square that stands for the image.
    pub image: f64,
    /// Its middle, from the left.
    pub image_x: f64,
    /// Hidden layers and output, from left to right.
    pub columns: Vec<Column>,
    /// From the middle of a column to the next, which is also the room for a label.
    pub spacing: f64,
}

impl Layout {
    /// Lays out a network over a width: the units of each hidden layer and of the output.
    pub fn new(width: f64, units: &[usize]) -> Self {
        let room = IMAGE_ROOM.max(width / (units.len() as f64 + 1.0));
        let spacing = (width - room) / units.len().max(1) as f64;
        let column = |(index, units): (usize, &usize)| Column::new(room + spacing * (index as f64 + 0.5), *units);
        Self {
            image: IMAGE.min(room - 6.0),
            image_x: room / 2.0,
            columns: units.iter().enumerate().map(column).collect(),
            spacing,
        }
    }

    /// Where lines leave the image: its right edge, evenly.
    pub fn image_ends(&self) -> Vec<f64> {
        (0..8).map(|i| MIDDLE + self.image * (f64::from(i) / 7.0 - 0.5)).collect()
    }
}

impl Column {
    fn new(x: f64, units: usize) -> Self {
        let all = spread(if units <= FEW { units } else { (height(units) / PITCH).round() as usize });
        let middle = all.len() / 2;
        let dots = (units > all.len()).then(|| all[middle]);
        let circles = all.into_iter().enumerate().filter(|(place, _)| dots.is_none() || *place != middle);
        Self { x, circles: circles.map(|(_, y)| y).collect(), dots }
    }
}

/// The height of a column with many units grows with their logarithm: 100 and 1,000 can be told apart, and both fit.
fn height(units: usize) -> f64 {
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

    fn extent(column: &Column) -> f64 {
        column.circles[column.circles.len() - 1] - column.circles[0]
    }

    #[test]
    fn few_units_are_all_drawn_and_many_are_abridged() {
        for units in 0..=FEW {
            let column = Column::new(0.0, units);
            assert_eq!((column.circles.len(), column.dots), (units, None));
        }
        let column = Column::new(0.0, 128);
        assert!(column.circles.len() < 128 && column.dots.is_some());
    }

    #[test]
    fn more_units_never_make_a_shorter_column() {
        let heights: Vec<f64> = (1..=4_000).map(|units| extent(&Column::new(0.0, units))).collect();
        assert!(heights.is_sorted());
        assert!(heights[2_047] > heights[99], "1,000 and 100 can be told apart");
        assert!(heights.last() < Some(&GROUND));
    }

    #[test]
    fn everything_lies_within_the_width_and_nothing_overlaps() {
        for width in [310.0, 358.0, 420.0, 640.0] {
            for hidden in 0..=8 {
                let mut units = vec![2_048; hidden];
                units.push(10);
                let layout = Layout::new(width, &units);
                let mut right = layout.image_x + layout.image / 2.0;
                assert!(layout.image_x - layout.image / 2.0 >= 0.0);
                for column in &layout.columns {
                    assert!(column.x - RADIUS > right, "{hidden} layers on {width}");
                    right = column.x + RADIUS;
                }
                assert!(right <= width);
                assert!(layout.spacing >= 29.0, "four digits of 12 pixels fit");
            }
        }
    }
}
