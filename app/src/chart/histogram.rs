//! The pixels' values before and after they are scaled.

use spec::{PixelScale, mean_and_deviation};

use super::sketch::{Scale, Sketch};

/// Bytes in one bar.
const BIN: usize = 8;

/// Mean and standard deviation of what the network sees.
pub fn figures(histogram: &[u64; 256], scale: PixelScale) -> (f64, f64) {
    let (mean, deviation) = mean_and_deviation(histogram);
    match scale {
        PixelScale::Raw => (mean, deviation),
        PixelScale::Unit => (mean / 255.0, deviation / 255.0),
        PixelScale::Standardized => (scaled(mean, scale, (mean, deviation)), if deviation > 0.0 { 1.0 } else { 0.0 }),
    }
}

/// What the network sees of a byte, where all bytes have this mean and standard deviation.
pub fn scaled(byte: f64, scale: PixelScale, (mean, deviation): (f64, f64)) -> f64 {
    match scale {
        PixelScale::Raw => byte,
        PixelScale::Unit => byte / 255.0,
        PixelScale::Standardized => (byte - mean) / if deviation > 0.0 { deviation } else { 1.0 },
    }
}

/// How often each value occurs, on the axis of the scaled values. Heights are roots of the counts: otherwise a data set
/// whose ground is black would show one bar.
pub fn sketch(
    histogram: &[u64; 256],
    scale: PixelScale,
    size: (f64, f64),
    names: [&str; 2],
    decimal: &dyn Fn(f64, usize) -> String,
) -> Sketch {
    let moments = mean_and_deviation(histogram);
    let at = |byte: f64| scaled(byte, scale, moments);
    let heights: Vec<f64> = histogram.chunks(BIN).map(|bin| (bin.iter().sum::<u64>() as f64).sqrt()).collect();
    let most = heights.iter().copied().fold(1.0, f64::max);
    let (ticks, decimals) = match scale {
        PixelScale::Raw => ([0.0, 64.0, 128.0, 192.0, 255.0], 0),
        PixelScale::Unit => ([0.0, 0.25, 0.5, 0.75, 1.0], 2),
        PixelScale::Standardized => ([0.0, 64.0, 128.0, 192.0, 255.0].map(at), 1),
    };
    let (x, y) = (Scale::exact(at(0.0), at(256.0), &ticks, decimals), Scale::exact(0.0, most, &[], 0));
    let mut sketch = Sketch::new(size, x, y, names, decimal);
    let bars = heights.iter().enumerate().map(|(bin, height)| {
        let from = (bin * BIN) as f64;
        (at(from), at(from + BIN as f64 - 1.0), *height)
    });
    sketch.bars("sketch-bars", bars);
    sketch
}

/// A histogram of 256 counts, as the worker sends it.
pub fn counts(histogram: &[u64]) -> Option<&[u64; 256]> {
    histogram.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn black_and_white() -> [u64; 256] {
        let mut histogram = [0; 256];
        (histogram[0], histogram[255]) = (300, 100);
        histogram
    }

    #[test]
    fn standardising_gives_mean_0_and_deviation_1() {
        let histogram = black_and_white();
        let (mean, deviation) = figures(&histogram, PixelScale::Raw);
        assert!((mean - 63.75).abs() < 1e-9 && (deviation - 110.418_239_435).abs() < 1e-6, "{mean} {deviation}");
        assert_eq!(figures(&histogram, PixelScale::Unit), (mean / 255.0, deviation / 255.0));
        assert_eq!(figures(&histogram, PixelScale::Standardized), (0.0, 1.0));
        assert_eq!(figures(&[0; 256], PixelScale::Standardized), (0.0, 0.0));
    }

    #[test]
    fn bars_stay_where_the_axis_is_relabelled() {
        let plain = |value: f64, decimals: usize| format!("{value:.decimals$}");
        let draw = |scale| sketch(&black_and_white(), scale, (200.0, 126.0), ["", ""], &plain);
        let [raw, unit, standard] = [PixelScale::Raw, PixelScale::Unit, PixelScale::Standardized].map(draw);
        assert_eq!(raw.strokes, unit.strokes);
        assert_eq!(raw.strokes, standard.strokes);
        assert_eq!(unit.x_ticks.last().map(|tick| tick.text.clone()), Some("1.00".to_owned()));
        assert_eq!(standard.x_ticks[0].text, "-0.6");
        // √300 fills the frame; √100 is 0.577 of it.
        assert_eq!(raw.strokes[0].path, "M46 92V26H49.8V92ZM181.6 92V53.9H185.5V92Z");
    }

    #[test]
    fn only_256_counts_are_a_histogram() {
        assert!(counts(&[1; 256]).is_some() && counts(&[1; 255]).is_none());
    }
}
