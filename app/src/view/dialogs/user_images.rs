//! A person's own images: the dialog that opens them, and files dropped anywhere on the page.

mod found;
mod help;

use leptos::html;
use leptos::prelude::*;
use web_sys::DragEvent;

use crate::browser::picked;
use crate::format;
use crate::i18n::user_images;
use crate::preferences::preferences;
use crate::state::{Reading, State};
use crate::store::Store;
use crate::store::store;
use crate::view::parts::lazy::{Lazy, Part};
use found::{Found, InUse};
use help::Help;

/// The dialog, and what is shown while files hover over the page.
#[component]
pub fn UserImages() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let open = store.memo(|state| state.user_images.open);
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // Fails only for a dialog that is not on the page.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    view! {
        <dialog
            class="own"
            node_ref=dialog
            aria-labelledby="own-title"
            data-testid="own-dialog"
            on:close=move |_| {
                if open.get_untracked() {
                    store.act(|state| state.open_own(false));
                }
            }
        >
            <header>
                <h2 id="own-title">{move || prefs.phrases().data().own()}</h2>
                <button
                    type="button"
                    class="bare"
                    data-testid="own-close"
                    aria-label=move || prefs.phrases().strip().close()
                    title=move || prefs.phrases().strip().close()
                    on:click=move |_| store.act(|state| state.open_own(false))
                >
                    "×"
                </button>
            </header>
            <Show when=move || open.get()><Lazy part=Part::UserImages /></Show>
        </dialog>
        <DropAnywhere />
    }
}

/// What the dialog holds: what can be opened, how far the reading is, what was found.
pub fn content() -> AnyView {
    let (store, prefs) = (store(), preferences());
    let reading = store.memo(|state| state.user_images.reading.clone());
    let content = move || match reading.get() {
        Reading::Nothing => view! { <Help /><Choose /><InUse /> }.into_any(),
        Reading::Going { read, total, images } => view! { <Going read total images /> }.into_any(),
        Reading::Failed(error) => view! {
            <p class="error" role="alert" data-testid="own-error">
                {move || user_images::not_read(prefs.language.get(), &error)}
            </p>
            <Help />
            <Choose />
        }
        .into_any(),
        Reading::Found { set, notes, samples } => view! { <Found set notes samples /> }.into_any(),
    };
    content.into_any()
}

/// Opens the dialog.
#[component]
pub fn OpenUserImages(
    /// For tests.
    test_id: &'static str,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    view! {
        <button type="button" data-testid=test_id on:click=move |_| store.act(|state| state.open_own(true))>
            {move || prefs.phrases().data().open_own()}
        </button>
    }
}

/// The two ways to choose, and where to drop.
#[component]
fn Choose() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let (files, folder) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let chosen = move |input: NodeRef<html::Input>| {
        let Some(input) = input.get_untracked() else { return };
        let pairs = input.files().map(|files| picked::of_list(&files)).unwrap_or_default();
        // So that the same files can be chosen again.
        input.set_value("");
        if pairs.length() > 0 {
            store.read_own(pairs);
        }
    };
    // The one way to choose a folder; views know no such attribute.
    Effect::new(move |_| {
        folder.get().iter().for_each(|input| drop(input.set_attribute("webkitdirectory", "")));
    });
    let press = |input: NodeRef<html::Input>| input.get_untracked().iter().for_each(|input| input.click());
    view! {
        <div class="drop-zone">
            <p>{move || prefs.phrases().own().drop()}</p>
            <div class="buttons">
                <button type="button" class="primary" data-testid="own-choose-files" on:click=move |_| press(files)>
                    {move || prefs.phrases().own().files()}
                </button>
                <button type="button" data-testid="own-choose-folder" on:click=move |_| press(folder)>
                    {move || prefs.phrases().own().folder()}
                </button>
            </div>
            <input
                type="file"
                multiple
                hidden
                node_ref=files
                data-testid="own-files"
                on:change=move |_| chosen(files)
            />
            <input
                type="file"
                multiple
                hidden
                node_ref=folder
                data-testid="own-folder"
                on:change=move |_| chosen(folder)
            />
        </div>
    }
}

/// How far the reading is.
#[component]
fn Going(read: u64, total: u64, images: u32) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let words = move || {
        let language = prefs.language.get();
        let images = (images > 0).then(|| format::whole(language, f64::from(images)));
        let [read, total] = [read, total].map(|bytes| format::megabytes(language, bytes));
        user_images::progress(language, &read, &total, images.as_deref())
    };
    let share = if total > 0 { read as f64 / total as f64 } else { 0.0 };
    view! {
        <div class="arrival" data-testid="own-progress" data-value=read.to_string()>
            <p>{move || prefs.phrases().own().reading()} " " {words}</p>
            <progress max="1" prop:value=share aria-label=move || prefs.phrases().own().reading()></progress>
        </div>
        <div class="buttons">
            <button type="button" data-testid="own-cancel" on:click=move |_| store.act(State::cancel_reading)>
                {move || prefs.phrases().own().cancel()}
            </button>
        </div>
    }
}

/// Takes files that are dropped anywhere, and says so while they hover.
#[component]
fn DropAnywhere() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let hovering = RwSignal::new(false);
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        if files(&event) {
            event.prevent_default();
            hovering.set(true);
        }
    });
    let leave = window_event_listener(leptos::ev::dragleave, move |event| {
        // Between two elements of the page there is one that is entered.
        if event.related_target().is_none() {
            hovering.set(false);
        }
    });
    let dropped = window_event_listener(leptos::ev::drop, move |event| take(store, hovering, &event));
    on_cleanup(move || [over, leave, dropped].into_iter().for_each(|handle| handle.remove()));
    view! {
        <Show when=move || hovering.get()>
            <div class="drop-here" data-testid="drop-here">
                <p>{move || prefs.phrases().data().drop_here()}</p>
            </div>
        </Show>
    }
}

fn files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| picked::has_files(&transfer))
}

fn take(store: Store, hovering: RwSignal<bool>, event: &DragEvent) {
    hovering.set(false);
    let Some(transfer) = event.data_transfer().filter(picked::has_files) else { return };
    event.prevent_default();
    let pairs = picked::of_drop(&transfer);
    leptos::task::spawn_local(async move { store.read_own(pairs.await) });
}
