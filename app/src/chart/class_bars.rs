//! How many images of each class there are: two bars a class, one below the other.

/// From the left edge to the bars, pixels: a class's name.
const LEFT: f64 = 96.0;
/// From the longest bar to the right edge, pixels: a number.
const RIGHT: f64 = 56.0;
/// Height of a class, pixels.
pub const ROW: f64 = 32.0;
/// Height of a bar, pixels: a number beside it is as high.
const BAR: f64 = 13.0;

/// A bar, pixels of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Its upper end.
    pub y: f64,
    /// Its left end.
    pub x: f64,
    /// Its length.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// How many images it stands for.
    pub count: u32,
}

/// The bars of each class, training before test, in a drawing of this width. The longest reaches to the numbers.
pub fn bars(train: &[u32], test: &[u32], width: f64) -> Vec<[Bar; 2]> {
    let most = train.iter().chain(test).copied().max().unwrap_or(0).max(1);
    let room = (width - LEFT - RIGHT).max(1.0);
    let bar = |class: usize, place: usize, count: u32| Bar {
        y: class as f64 * ROW + 2.0 + place as f64 * (BAR + 1.0),
        x: LEFT,
        width: (f64::from(count) / f64::from(most) * room * 10.0).round() / 10.0,
        height: BAR,
        count,
    };
    let classes = train.iter().zip(test).enumerate();
    classes.map(|(class, (train, test))| [bar(class, 0, *train), bar(class, 1, *test)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_counts_say() {
        let drawn = bars(&[6_000, 3_000], &[1_000, 0], 452.0);
        let widths: Vec<_> = drawn.iter().flatten().map(|bar| bar.width).collect();
        assert_eq!(widths, [300.0, 50.0, 150.0, 0.0]);
        assert_eq!(drawn[1].map(|bar| bar.y), [34.0, 48.0]);
        assert_eq!(bars(&[0], &[0], 10.0)[0][0].width, 0.0);
        assert!(bars(&[], &[], 400.0).is_empty());
    }
}
