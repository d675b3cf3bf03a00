//! Marks the control that a step is about, wherever on the page it is.

use leptos::prelude::*;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::store::store;

/// The class of the control that is marked.
const MARK: &str = "lesson-focus";

/// Marks the first element of the `data-testid` for as long as the component lives and the id is the same.
pub fn follow(test_id: impl Fn() -> Option<String> + Send + Sync + 'static) {
    let store = store();
    let wanted = Memo::new(move |_| test_id());
    // A control comes and goes with the layers, the optimizer and the phase of the run.
    let settings = store.memo(|state| (state.draft.clone(), state.controls().main));
    let marked = StoredValue::new_local(None::<(String, Element)>);
    let unmark = move || {
        marked.try_update_value(|marked| {
            if let Some((_, element)) = marked.take() {
                // Fails only for a malformed name.
                let _ = element.class_list().remove_1(MARK);
            }
        });
    };
    Effect::new(move |_| {
        settings.track();
        let wanted = wanted.get();
        // After the page has followed the settings.
        request_animation_frame(move || {
            let Some(last) = marked.try_with_value(|marked| marked.clone()) else { return };
            let found = wanted.clone().and_then(|id| Some((find(&id)?, id)));
            if found.as_ref().map(|(element, _)| element) == last.as_ref().map(|(_, element)| element) {
                return;
            }
            unmark();
            if let Some((element, id)) = found {
                let _ = element.class_list().add_1(MARK);
                // Once a step: while settings change nothing is to move.
                if last.is_none_or(|(before, _)| before != id) {
                    let options = ScrollIntoViewOptions::new();
                    options.set_block(ScrollLogicalPosition::Nearest);
                    element.scroll_into_view_with_scroll_into_view_options(&options);
                }
                marked.set_value(Some((id, element)));
            }
        });
    });
    on_cleanup(unmark);
}

/// The control, or the one that has taken its place while the network trains.
fn find(id: &str) -> Option<Element> {
    let look = |id: &str| document().query_selector(&format!("[data-testid=\"{id}\"]")).ok().flatten();
    look(id).or_else(|| if id == "train" { look("pause") } else { None })
}
