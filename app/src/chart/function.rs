//! An activation function and its slope.

use spec::Activation;

use super::sketch::{Scale, Sketch};
use crate::rules::explain::activation::{slope, value};

/// Both ends of the axis of inputs.
const END: f64 = 4.0;
/// Places of each curve.
const PLACES: i32 = 160;

/// f and f′ over −4…4.
pub fn sketch(activation: Activation, size: (f64, f64), decimal: &dyn Fn(f64, usize) -> String) -> Sketch {
    let places = || (0..=PLACES).map(|i| f64::from(i) / f64::from(PLACES) * 2.0 * END - END);
    let values: Vec<_> = places().map(|z| (z, value(activation, z))).collect();
    let low = values.iter().map(|(_, y)| *y).fold(0.0, f64::min);
    // The linear ones reach 4; those that are bounded would be pressed flat.
    let (low, high) = (
        if low < -2.0 {
            -4.0
        } else if low < -0.5 {
            -2.0
        } else {
            -1.0
        },
        if values[PLACES as usize].1 > 2.0 { 4.0 } else { 1.5 },
    );
    let ticks: Vec<f64> = (-4..=4).map(f64::from).filter(|tick| (low..=high).contains(tick)).collect();
    let x = Scale::exact(-END, END, &[-4.0, -2.0, 0.0, 2.0, 4.0], 0);
    let mut sketch = Sketch::new(size, x, Scale::exact(low, high, &ticks, 0), ["z", "f(z), f′(z)"], decimal);
    sketch.line("sketch-axis", [(-END, 0.0), (END, 0.0)]);
    sketch.line("sketch-second", places().map(|z| (z, slope(activation, z))));
    sketch.line("sketch-main", values);
    sketch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relu_is_drawn_with_its_corner_and_its_step() {
        let plain = |value: f64, decimals: usize| format!("{value:.decimals$}");
        let drawn = sketch(Activation::Relu, (160.0, 160.0), &plain);
        let path = &drawn.strokes[2].path;
        // Zero lies a fifth above the lower end of −1…4.
        assert!(path.starts_with("M46 106L") && path.contains("L96 106L") && path.ends_with("L146 26"), "{path}");
        for activation in Activation::ALL {
            let drawn = sketch(activation, (160.0, 160.0), &plain);
            assert!(drawn.strokes.iter().all(|stroke| !stroke.path.contains("NaN")), "{activation:?}");
        }
    }
}
