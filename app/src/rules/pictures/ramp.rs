//! Colours for numbers: from nothing at 0 to strong at either end.
//!
//! Positive numbers go to orange and negative ones to blue, which every kind of colour vision tells apart, and their
//! lightness changes all the way, so that they are told apart without colour too.

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// The colours of the page's style, by their names in `styles/tokens.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ramp {
    /// At 0: `--heat-zero`.
    pub zero: Rgb,
    /// Half way up and at the end: `--heat-plus`, `--heat-plus-far`.
    pub plus: [Rgb; 2],
    /// Half way down and at the end: `--heat-minus`, `--heat-minus-far`.
    pub minus: [Rgb; 2],
    /// The ring of a unit that is off: `--rule-strong`.
    pub off: Rgb,
    /// What is chosen: `--accent`.
    pub mark: Rgb,
    /// Ink of a drawing: `--ink`.
    pub ink: Rgb,
}

impl Ramp {
    /// The names of its colours, in the order of [`Ramp::new`].
    pub const NAMES: [&'static str; 8] = [
        "--heat-zero",
        "--heat-plus",
        "--heat-plus-far",
        "--heat-minus",
        "--heat-minus-far",
        "--rule-strong",
        "--accent",
        "--ink",
    ];

    /// Of the colours of [`Ramp::NAMES`].
    pub fn new([zero, plus, plus_far, minus, minus_far, off, mark, ink]: [Rgb; 8]) -> Self {
        Self { zero, plus: [plus, plus_far], minus: [minus, minus_far], off, mark, ink }
    }

    /// The colour of a number, as a share of the strongest: −1 to 1, beyond that the end's.
    pub fn colour(&self, share: f32) -> Rgb {
        let [middle, far] = if share < 0.0 { self.minus } else { self.plus };
        let strength = share.abs().min(1.0);
        if strength < 0.5 { mix(self.zero, middle, 2.0 * strength) } else { mix(middle, far, 2.0 * strength - 1.0) }
    }
}

/// A colour between two, 0–1 of the way.
pub fn mix(from: Rgb, to: Rgb, share: f32) -> Rgb {
    std::array::from_fn(|i| (f32::from(from[i]) + share * (f32::from(to[i]) - f32::from(from[i]))).round() as u8)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn ramp() -> Ramp {
        Ramp::new([
            [250, 250, 250],
            [240, 160, 70],
            [120, 40, 0],
            [110, 166, 216],
            [10, 46, 106],
            [1, 1, 1],
            [2, 2, 2],
            [3, 3, 3],
        ])
    }

    #[test]
    fn zero_is_in_the_middle_and_ends_are_not_passed() {
        let ramp = ramp();
        assert_eq!(ramp.colour(0.0), [250, 250, 250]);
        assert_eq!(ramp.colour(0.5), [240, 160, 70]);
        assert_eq!((ramp.colour(1.0), ramp.colour(9.0)), ([120, 40, 0], [120, 40, 0]));
        assert_eq!((ramp.colour(-1.0), ramp.colour(-0.5)), ([10, 46, 106], [110, 166, 216]));
        assert_eq!(ramp.colour(f32::INFINITY), [120, 40, 0]);
    }

    /// The colours as `styles/tokens.css` has them, light before dark.
    #[test]
    fn lightness_changes_all_the_way_in_both_themes() {
        let css = include_str!("../../../styles/tokens.css");
        for theme in 0..2 {
            let colour = |name: &str| {
                let value = css.split(&format!("{name}: ")).nth(1 + theme).and_then(|rest| rest.split(';').next());
                let digits = value.and_then(|value| value.strip_prefix('#')).expect("each theme names the colour");
                let part = |i: usize| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).expect("a colour");
                [part(0), part(1), part(2)]
            };
            let ramp = Ramp::new(Ramp::NAMES.map(colour));
            let lightness = |share: f32| {
                let [red, green, blue] = ramp.colour(share).map(f32::from);
                0.2126 * red + 0.7152 * green + 0.0722 * blue
            };
            for sign in [-1.0, 1.0] {
                let steps: Vec<f32> = (0..=8).map(|step| lightness(sign * step as f32 / 8.0)).collect();
                let falls = steps.windows(2).all(|pair| pair[0] > pair[1] + 4.0);
                let grows = steps.windows(2).all(|pair| pair[0] + 4.0 < pair[1]);
                assert!(if theme == 0 { falls } else { grows }, "theme {theme}: {steps:?}");
            }
        }
    }
}
