//! The numbers that a person can set, described once.
//!
//! A [`Number`] says all that is known of one: the check, the link, the form, errors and summaries read it there.
//! Where its value is kept says [`Numbers`], for each part of the settings.

use super::{SpecError, SpecPart};

/// A number that a person can set: its names, its usual value, its range, and how the arrow keys change it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its name in JSON and in errors, by which the page finds its words.
    pub id: &'static str,
    /// Its name in links; in the text of a layer, the letter before it. Empty where its place tells which it is.
    pub link: &'static str,
    /// Its name in test ids.
    pub test_id: &'static str,
    /// The topic that explains it.
    pub topic: &'static str,
    /// How formulas name it, where they do.
    pub symbol: &'static str,
    /// What it is at first.
    pub usual: f64,
    /// Least value.
    pub least: f64,
    /// Largest value.
    pub most: f64,
    /// How the arrow keys change it.
    pub step: Step,
}

/// How the arrow keys change a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// A whole number, by one.
    One,
    /// Adds or subtracts.
    By(f64),
    /// Along 1, 2, 5, 10, 20, …: for numbers that matter by their magnitude.
    Ladder,
}

impl Number {
    /// A number that has one name everywhere but in links, where its place tells which it is.
    pub(super) const fn new(id: &'static str, usual: f64, [least, most]: [f64; 2], step: Step) -> Self {
        Self { id, link: "", test_id: id, topic: id, symbol: "", usual, least, most, step }
    }

    /// A number 0 ≤ x < 1.
    pub(super) const fn share(id: &'static str, usual: f64, step: f64) -> Self {
        Self::new(id, usual, [0.0, 0.999_999], Step::By(step))
    }

    /// The same with this name in links.
    pub(super) const fn link(self, link: &'static str) -> Self {
        Self { link, ..self }
    }

    /// The same with this name in test ids.
    pub(super) const fn test_id(self, test_id: &'static str) -> Self {
        Self { test_id, ..self }
    }

    /// The same, explained by this topic.
    pub(super) const fn topic(self, topic: &'static str) -> Self {
        Self { topic, ..self }
    }

    /// The same with this symbol.
    pub(super) const fn symbol(self, symbol: &'static str) -> Self {
        Self { symbol, ..self }
    }

    /// What it is at first, where it is a whole number.
    pub const fn whole(&self) -> usize {
        self.usual as usize
    }
}

impl Step {
    /// The next number up or down, rounded to what the step can give.
    pub fn from(self, value: f64, up: bool) -> f64 {
        match self {
            Self::One => value + if up { 1.0 } else { -1.0 },
            Self::By(step) => {
                let moved = if up { value + step } else { value - step };
                // Steps are no binary fractions: 3 · 0.05 is to be 0.15 and not 0.15000000000000002.
                ((moved / step).round() * step * 1e9).round() / 1e9
            }
            Self::Ladder => ladder(value, up),
        }
    }
}

fn ladder(value: f64, up: bool) -> f64 {
    if value <= 0.0 {
        return if up { 1e-6 } else { value };
    }
    let exponent = value.log10().floor() as i32;
    let rungs = (exponent - 1..=exponent + 1).flat_map(|e| [1, 2, 5].map(|digit| decimal(digit, e)));
    let clear = value * 1e-9;
    if up {
        rungs.filter(|rung| *rung > value + clear).fold(f64::INFINITY, f64::min)
    } else {
        rungs.filter(|rung| *rung < value - clear).fold(0.0, f64::max)
    }
}

/// `digits · 10^exponent`: the nearest number to it where the power has no rounding, up to 10²².
fn decimal(digits: u64, exponent: i32) -> f64 {
    let power = 10_f64.powi(exponent.abs());
    if exponent < 0 { digits as f64 / power } else { digits as f64 * power }
}

/// The number that the shortest text of another one names: 0.1 in 32 bits is 0.1 and not 0.10000000149.
fn shortest(value: f32) -> f64 {
    let text = format!("{:e}", value.abs());
    let read = text.split_once('e').and_then(|(mantissa, exponent)| {
        let (whole, places) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = (whole.to_owned() + places).parse().ok()?;
        Some(decimal(digits, exponent.parse::<i32>().ok()? - places.len() as i32))
    });
    read.map_or(f64::from(value), |size| size.copysign(value.into()))
}

/// Where the value of a number is kept.
pub enum Place<'a> {
    /// A whole number.
    Whole(&'a mut usize),
    /// A real number.
    Real(&'a mut f64),
    /// A real number in 32 bits.
    Single(&'a mut f32),
}

impl Place<'_> {
    /// The value.
    pub fn get(&self) -> f64 {
        match self {
            Self::Whole(value) => **value as f64,
            Self::Real(value) => **value,
            Self::Single(value) => shortest(**value),
        }
    }

    /// Takes a value, which may be out of range: the check says so.
    pub fn set(&mut self, new: f64) {
        match self {
            Self::Whole(value) => **value = new as usize,
            Self::Real(value) => **value = new,
            Self::Single(value) => **value = new as f32,
        }
    }
}

impl<'a> From<&'a mut usize> for Place<'a> {
    fn from(value: &'a mut usize) -> Self {
        Self::Whole(value)
    }
}

impl<'a> From<&'a mut f64> for Place<'a> {
    fn from(value: &'a mut f64) -> Self {
        Self::Real(value)
    }
}

impl<'a> From<&'a mut f32> for Place<'a> {
    fn from(value: &'a mut f32) -> Self {
        Self::Single(value)
    }
}

/// A number with the place of its value.
pub type Entry<'a> = (&'static Number, Place<'a>);

/// What is made of numbers that a person can set.
pub trait Numbers: Copy {
    /// Its numbers, in the order of forms and links.
    fn numbers(&mut self) -> Vec<Entry<'_>>;

    /// Its numbers with their values.
    fn values(mut self) -> Vec<(&'static Number, f64)> {
        self.numbers().into_iter().map(|(number, place)| (number, place.get())).collect()
    }
}

/// Whether each number of a part is in its range.
///
/// # Errors
/// [`SpecError::Number`] of the first that is not.
pub(super) fn check(part: SpecPart, values: Vec<(&'static Number, f64)>) -> Result<(), SpecError> {
    match values.into_iter().find(|(number, value)| !(number.least..=number.most).contains(value)) {
        Some((&Number { id, least, most, .. }, value)) => {
            Err(SpecError::Number { part, id: id.to_owned(), value, least, most })
        }
        None => Ok(()),
    }
}

impl SpecError {
    /// Whether this number of this part can mend it.
    pub fn is_about(&self, part: SpecPart, number: &Number) -> bool {
        match self {
            Self::Number { part: at, id, .. } => *at == part && id == number.id,
            Self::LearningRate { .. } => part == SpecPart::Optimizer && number.id == "learning_rate",
            Self::Window { layer, .. } => part == SpecPart::Layer(*layer) && matches!(number.id, "kernel" | "size"),
            Self::Json(_)
            | Self::TooLong { .. }
            | Self::Layers { .. }
            | Self::NeedsImage { .. }
            | Self::Parameters { .. }
            | Self::Batch { .. }
            | Self::Memory { .. }
            | Self::Epochs { .. }
            | Self::NothingToWatch
            | Self::Images
            | Self::Validation { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Step};

    #[test]
    fn a_learning_rate_climbs_a_ladder() {
        let mut rate = 0.001;
        for next in [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0] {
            rate = Step::Ladder.from(rate, true);
            assert_eq!(rate, next);
        }
        for next in [1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005] {
            rate = Step::Ladder.from(rate, false);
            assert_eq!(rate, next);
        }
        assert_eq!(Step::Ladder.from(0.0012, true), 0.002);
        assert_eq!(Step::Ladder.from(0.0012, false), 0.001);
    }

    #[test]
    fn a_number_in_32_bits_is_the_one_that_was_written() {
        let texts = ["0", "0.1", "-0.25", "1", "150", "0.001", "1e-8", "1e22", "0.30000004", "16777216"];
        for text in texts {
            let mut value: f32 = text.parse().unwrap();
            assert_eq!(Place::from(&mut value).get(), text.parse::<f64>().unwrap(), "{text}");
        }
        let mut value = f32::INFINITY;
        assert_eq!(Place::from(&mut value).get(), f64::INFINITY);
    }

    #[test]
    fn even_steps_stay_short_numbers() {
        let mut rate = 0.0;
        for next in [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35] {
            rate = Step::By(0.05).from(rate, true);
            assert_eq!(rate, next);
        }
        assert_eq!(Step::By(0.001).from(0.999, false), 0.998);
    }
}
