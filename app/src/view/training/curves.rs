//! The curves of the run, which nobody misses before there is one.

use leptos::prelude::*;

use crate::chart::{CurveData, CurveKind, Curves};
use crate::preferences::preferences;
use crate::store::store;

/// Both charts.
pub fn content() -> AnyView {
    let (store, prefs) = (store(), preferences());
    let data = store.memo(|state| CurveData::of(state.run.as_ref(), &state.draft));
    let moment = store.memo(|state| state.past().map(|epoch| f64::from(epoch) + 1.0));
    let phrases = Signal::derive(move || prefs.phrases().chart());
    view! {
        <Curves kind=CurveKind::Loss data moment phrases language=prefs.language theme=prefs.painted />
        <Curves kind=CurveKind::Accuracy data moment phrases language=prefs.language theme=prefs.painted />
    }
    .into_any()
}
