//! The curves of the run, which nobody misses before there is one.

use leptos::prelude::*;

use crate::chart::{CurveData, CurveKind, Curves};
use crate::view::{desk, preferences};

/// Both charts.
pub fn content() -> AnyView {
    let (desk, prefs) = (desk(), preferences());
    let data = desk.memo(|state| match &state.run {
        Some(run) => {
            CurveData { points: run.points.clone(), epochs: run.epochs.clone(), total_epochs: run.spec.epochs as u32 }
        }
        None => CurveData { points: Vec::new(), epochs: Vec::new(), total_epochs: state.draft.epochs as u32 },
    });
    let phrases = Signal::derive(move || prefs.phrases().chart);
    view! {
        <Curves kind=CurveKind::Loss data phrases language=prefs.language theme=prefs.painted />
        <Curves kind=CurveKind::Accuracy data phrases language=prefs.language theme=prefs.painted />
    }
    .into_any()
}
