//! The learning rate over a run, before there is one.

use spec::Spec;

use super::sketch::{Scale, Sketch};

/// Places that the curve is computed at: one each pixel or so.
const PLACES: u64 = 400;
/// Steps of an epoch that are looked at to see where a warm-up lies between epochs.
const MOST_EPOCHS: usize = 1_000;

/// The rate of each part of a run, as epochs and rates. The rate of an epoch with one value is a step: two places.
pub fn rates(spec: &Spec, steps_per_epoch: u32) -> Vec<(f64, f64)> {
    let steps_per_epoch = steps_per_epoch.max(1);
    let epochs = spec.epochs.clamp(1, MOST_EPOCHS);
    let steps = epochs as u64 * u64::from(steps_per_epoch);
    let rate = |step: u64| spec.optimizer.learning_rate() * spec.schedule.factor(step, steps_per_epoch, epochs);
    let place = |step: u64| step as f64 / f64::from(steps_per_epoch);
    let mut stops: Vec<u64> = (0..PLACES.min(steps)).map(|i| i * steps / PLACES.min(steps)).collect();
    // The last step of each epoch and the first of the next, so that a jump is upright.
    stops.extend((1..=epochs as u64).flat_map(|epoch| {
        let end = epoch * u64::from(steps_per_epoch);
        [end - 1, end.min(steps - 1)]
    }));
    stops.sort_unstable();
    stops.dedup();
    let mut places: Vec<(f64, f64)> = stops.iter().map(|step| (place(*step), rate(*step))).collect();
    places.push((epochs as f64, rate(steps - 1)));
    places
}

/// The curve of the rate over the epochs.
pub fn sketch(
    spec: &Spec,
    steps_per_epoch: u32,
    size: (f64, f64),
    names: [&str; 2],
    decimal: &dyn Fn(f64, usize) -> String,
) -> Sketch {
    let rates = rates(spec, steps_per_epoch);
    let most = rates.iter().map(|(_, rate)| *rate).filter(|rate| rate.is_finite()).fold(0.0, f64::max);
    // Numbers beyond five digits fit no margin.
    let most = if most > 0.0 { most.clamp(1e-6, 1e5) } else { 1e-3 };
    let epochs = spec.epochs.clamp(1, MOST_EPOCHS) as u32;
    let axis = super::axis::Axis::epochs(epochs, 0.0);
    let x = Scale::exact(0.0, axis.high, &axis.ticks, 0);
    let mut sketch = Sketch::new(size, x, Scale::linear(0.0, most, 4, 1e-9), names, decimal);
    sketch.line("sketch-main", rates);
    sketch
}

#[cfg(test)]
mod tests {
    use spec::{Decay, Schedule};

    use super::*;

    fn spec(decay: Decay, warm_up: f64) -> Spec {
        Spec { epochs: 4, schedule: Schedule { decay, warm_up }, ..Spec::default() }
    }

    #[test]
    fn a_step_falls_upright_at_its_epoch() {
        let rates = rates(&spec(Decay::Step { every: 2.0, factor: 0.5 }, 0.0), 100);
        assert_eq!(rates[0], (0.0, 0.001));
        let fall = rates.windows(2).find(|pair| pair[0].1 != pair[1].1).expect("it falls");
        assert_eq!(fall, [(1.99, 0.001), (2.0, 0.0005)]);
        assert_eq!(rates.last(), Some(&(4.0, 0.0005)));
    }

    #[test]
    fn a_warm_up_begins_low_and_a_cosine_ends_low() {
        let rates = rates(&spec(Decay::Cosine { end: 0.0 }, 1.0), 100);
        assert!(rates[0].1 < 2e-5, "{:?}", rates[0]);
        assert!(rates.last().expect("there are some").1 < 1e-7);
        let top = rates.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)).expect("there are some");
        assert!((top.0 - 1.0).abs() < 0.05 && top.1 < 0.001, "{top:?}");
    }

    #[test]
    fn the_axes_carry_epochs_and_rates() {
        let plain = |value: f64, decimals: usize| format!("{value:.decimals$}");
        let sketch = sketch(&spec(Decay::Constant, 0.0), 100, (300.0, 150.0), ["épocas", "tasa"], &plain);
        let texts =
            |ticks: &[super::super::sketch::Tick]| ticks.iter().map(|tick| tick.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&sketch.x_ticks), ["0", "1", "2", "3", "4"]);
        assert_eq!(texts(&sketch.y_ticks), ["0.0000", "0.0005", "0.0010"]);
        assert_eq!(sketch.names, ["épocas", "tasa"]);
    }

    #[test]
    fn nonsense_is_drawn_without_a_panic() {
        let plain = |value: f64, decimals: usize| format!("{value:.decimals$}");
        for (epochs, decay) in [
            (0, Decay::Constant),
            (usize::MAX, Decay::Exponential { every: 0.0, factor: 0.0 }),
            (3, Decay::Exponential { every: 0.1, factor: 1e300 }),
            (3, Decay::Step { every: f64::NAN, factor: -1.0 }),
        ] {
            let spec = Spec { epochs, ..spec(decay, 1e9) };
            sketch(&spec, 0, (300.0, 150.0), ["", ""], &plain);
        }
    }
}
