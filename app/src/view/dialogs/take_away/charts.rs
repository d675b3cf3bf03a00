//! The charts that the page paints on a canvas, drawn again as SVG.

use web_sys::HtmlCanvasElement;

use crate::chart::curves::{CanvasStyle, value_text};
use crate::chart::draw::{Plot, UNIT, draw};
use crate::chart::series::Series;
use crate::chart::{CurveData, CurveKind, vector};
use crate::language::Language;
use crate::store::Store;
use crate::view::parts::shown_runs::overlay_vector;

/// Draws the charts of these names again; all other canvases are known only pixel by pixel.
pub fn redraw(
    store: Store,
    language: Language,
) -> impl Fn(&str, &HtmlCanvasElement, (f64, f64)) -> Option<(String, f64)> {
    move |name, canvas, size| {
        let style = CanvasStyle::of(canvas)?;
        let inside = match name {
            "curves-loss" => curves(store, language, CurveKind::Loss, &style, size),
            "curves-accuracy" => curves(store, language, CurveKind::Accuracy, &style, size),
            "overlay-loss" => overlay_vector(store, language, CurveKind::Loss, &style, size),
            "overlay-accuracy" => overlay_vector(store, language, CurveKind::Accuracy, &style, size),
            _ => None,
        }?;
        Some((inside, f64::from(UNIT)))
    }
}

fn curves(store: Store, language: Language, kind: CurveKind, style: &CanvasStyle, size: (f64, f64)) -> Option<String> {
    let (data, past) = store.look(|state| (CurveData::of(state.run.as_ref(), &state.draft), state.past()));
    let series = Series::of(kind, &data);
    let label = |value: f64, decimals: usize| value_text(kind, language, value, decimals);
    let mut plot = Plot::new(kind, &series, data.total_epochs, language.phrases().chart().epochs(), &label);
    plot.moment = past.map(|epoch| f64::from(epoch) + 1.0);
    vector::elements(size, |area| draw(area, &plot, &style.palette()).is_ok())
}
