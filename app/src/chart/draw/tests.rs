use plotters::drawing::IntoDrawingArea;
use plotters_svg::SVGBackend;
use spec::protocol::{EpochRecord, Point, Score};

use super::*;
use crate::chart::series::CurveData;

const PALETTE: Palette = Palette {
    text: RGBColor(1, 1, 1),
    grid: RGBColor(2, 2, 2),
    axis: RGBColor(3, 3, 3),
    training: RGBColor(0, 0, 255),
    validation: RGBColor(255, 0, 0),
    ground: RGBColor(255, 255, 255),
};

fn data(points: usize) -> CurveData {
    let score = |loss| Score { loss, accuracy: 0.9, images: 10 };
    CurveData {
        points: (1..=points)
            .map(|i| Point { epoch: 3.0 * i as f32 / points as f32, loss: 1.0 / i as f32, accuracy: 0.93 })
            .collect(),
        epochs: (0..3)
            .map(|epoch| EpochRecord {
                epoch,
                train: score(0.2),
                validation: Some(score(0.3)),
                seconds: 1.0,
                learning_rate: 0.001,
            })
            .collect(),
        total_epochs: 5,
    }
}

fn svg(kind: CurveKind, data: &CurveData, cursor: Option<f64>) -> String {
    let series = Series::of(kind, data);
    let label = |value: f64, decimals: usize| match kind {
        CurveKind::Loss => format!("{value:.decimals$}").replace('.', ","),
        CurveKind::Accuracy => format!("{value:.decimals$} %"),
    };
    let mut plot = Plot::new(kind, &series, data.total_epochs, "épocas", &label);
    plot.cursor = cursor.map(|epoch| series.at(epoch));
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (300 * 8, 150 * 8)).into_drawing_area();
        draw(&area, &plot, &PALETTE).expect("a string takes everything");
    }
    text
}

/// The drawing's words, in order.
fn words(svg: &str) -> Vec<&str> {
    let texts = svg.split("<text").skip(1);
    texts.filter_map(|text| Some(text.split_once('>')?.1.split_once("</text>")?.0.trim())).collect()
}

fn lines_of(svg: &str, colour: &str) -> usize {
    svg.matches(&format!("stroke=\"{colour}\"")).count()
}

#[test]
fn axes_carry_units_and_the_readers_numbers() {
    let loss = svg(CurveKind::Loss, &data(60), None);
    let words = words(&loss);
    for word in ["0", "1", "2", "3", "4", "5", "épocas", "0,0", "0,1", "0,2", "0,3"] {
        assert!(words.contains(&word), "{word} in {words:?}");
    }
    let accuracy = svg(CurveKind::Accuracy, &data(60), None);
    assert!(self::words(&accuracy).contains(&"100 %"), "{:?}", self::words(&accuracy));
}

#[test]
fn training_is_one_solid_line_and_validation_is_dashed() {
    let drawn = svg(CurveKind::Loss, &data(60), None);
    assert_eq!(lines_of(&drawn, "#0000FF"), 1);
    assert!(lines_of(&drawn, "#FF0000") > 5);
    assert_eq!(drawn.matches("fill=\"#FF0000\"").count(), 3, "a mark for each epoch");
}

#[test]
fn an_empty_chart_has_its_axes_and_no_curve() {
    let empty = svg(CurveKind::Loss, &CurveData { total_epochs: 5, ..CurveData::default() }, Some(2.0));
    assert!(words(&empty).contains(&"2,5"));
    assert_eq!(lines_of(&empty, "#0000FF") + lines_of(&empty, "#FF0000"), 0);
}

#[test]
fn the_cursor_marks_both_curves() {
    let [without, with] = [None, Some(2.0)].map(|cursor| svg(CurveKind::Loss, &data(60), cursor));
    let dots = |svg: &str| svg.matches("<circle").count();
    assert_eq!(dots(&with) - dots(&without), 4);
    assert_eq!(lines_of(&with, "#030303") - lines_of(&without, "#030303"), 1);
}

#[test]
fn the_pointer_finds_its_epoch() {
    let series = Series::of(CurveKind::Loss, &data(60));
    let plain = |value: f64, _: usize| value.to_string();
    let plot = Plot::new(CurveKind::Loss, &series, 5, "", &plain);
    assert_eq!(plot.epoch_at(f64::from(LEFT), 300.0), Some(0.0));
    assert_eq!(plot.epoch_at(292.0, 300.0), Some(5.0));
    assert_eq!(plot.epoch_at(299.0, 300.0), Some(5.0));
    assert_eq!(plot.epoch_at(20.0, 300.0), None);
    assert_eq!(plot.epoch_at(20.0, 30.0), None);
}

#[test]
fn many_points_make_no_long_drawing() {
    let drawn = svg(CurveKind::Accuracy, &data(100_000), None);
    assert!(drawn.len() < 60_000, "{} bytes", drawn.len());
}
