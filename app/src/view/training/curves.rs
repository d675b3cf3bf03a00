//! The curves of the run, which nobody misses before there is one.

use leptos::prelude::*;

use crate::chart::{CurveData, CurveKind, Curves};
use crate::view::{desk, preferences};

/// Both charts.
pub fn content() -> AnyView {
    let (desk, prefs) = (desk(), preferences());
    let data = desk.memo(|state| CurveData::of(state.run.as_ref(), &state.draft));
    let moment = desk.memo(|state| state.past().map(|epoch| f64::from(epoch) + 1.0));
    let phrases = Signal::derive(move || prefs.phrases().chart);
    view! {
        <Curves kind=CurveKind::Loss data moment phrases language=prefs.language theme=prefs.painted />
        <Curves kind=CurveKind::Accuracy data moment phrases language=prefs.language theme=prefs.painted />
    }
    .into_any()
}
