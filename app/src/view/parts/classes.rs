//! What the classes of the data set in view are called.

use leptos::prelude::*;

use crate::i18n::classes;
use crate::preferences::preferences;
use crate::store::store;

/// Their names, also where a person gave them.
pub fn class_names() -> Memo<Vec<String>> {
    let (store, prefs) = (store(), preferences());
    let known = store.memo(|state| (state.draft.dataset, state.user_images.names(state.draft.dataset).cloned()));
    Memo::new(move |_| known.with(|(dataset, own)| classes::names_with(prefs.language.get(), *dataset, own.as_ref())))
}
