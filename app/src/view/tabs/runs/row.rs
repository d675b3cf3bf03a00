//! A run's row in the table.

use leptos::prelude::*;

use super::cells;
use crate::i18n::runs;
use crate::preferences::preferences;
use crate::rules::compare::{Column, Kind, Start};
use crate::state::{MAX_NAME, MAX_SHOWN, Row};
use crate::store::store;
use crate::view::parts::shown_runs::colours;

/// A run's row.
#[component]
pub fn RunRow(
    /// Its number.
    number: u32,
    /// All runs.
    rows: Memo<Vec<Row>>,
    /// The runs whose curves are shown.
    shown: Memo<Vec<u32>>,
    /// The columns that are shown, after the first.
    columns: Memo<Vec<Column>>,
    /// Those in which the runs that are shown differ.
    differing: Memo<Vec<Column>>,
) -> impl IntoView {
    let prefs = preferences();
    let row = Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.number == number).cloned()));
    let live = is_live(row);
    let colour = Memo::new(move |_| {
        shown.with(|shown| colours(shown).into_iter().find(|(shown, _)| *shown == number).map(|(_, colour)| colour))
    });

    let cells = move || {
        let Some(row) = row.get() else { return ().into_any() };
        let differing = differing.get();
        let emphasised = colour.get().is_some();
        let cell = |column: Column| {
            view! {
                <td
                    class:figure=column.kind() == Kind::Figure
                    class:differs=emphasised && differing.contains(&column)
                    data-testid=format!("run-{number}-{}", column.id())
                    data-value=cells::value(column, &row)
                >
                    {cells::text(prefs.language.get(), column, &row)}
                </td>
            }
        };
        columns.get().into_iter().map(cell).collect_view().into_any()
    };
    view! {
        <tr
            data-testid=format!("run-{number}")
            data-value=move || if live.get() { "live" } else { "kept" }
            class:live=move || live.get()
            class:shown=move || colour.get().is_some()
        >
            <Name number row colour shown />
            {cells}
            <td><StartButton number row /></td>
            <Actions number row />
        </tr>
    }
}

/// Whether the run is the one that is trained now.
fn is_live(row: Memo<Option<Row>>) -> Memo<bool> {
    Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.live)))
}

/// The words of a control with the run's number, for those who hear the page.
fn titled(words: &str, number: u32) -> String {
    format!("{words} ({number})")
}

/// The run's number and name, and whether its curves are shown.
#[component]
fn Name(
    /// The run's number.
    number: u32,
    /// The run.
    row: Memo<Option<Row>>,
    /// The colour of its curves, where they are shown.
    colour: Memo<Option<usize>>,
    /// The runs whose curves are shown.
    shown: Memo<Vec<u32>>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let live = is_live(row);
    let name = store.memo(move |state| state.training.runs.name(number).unwrap_or_default().to_owned());
    let full = Memo::new(move |_| shown.with(Vec::len) >= MAX_SHOWN);
    view! {
        <th scope="row">
            <span class="run-name">
                <label class="run-show">
                    <input
                        type="checkbox"
                        data-testid=format!("run-{number}-show")
                        aria-label=move || titled(prefs.phrases().runs().show(), number)
                        title=move || {
                            let phrases = prefs.phrases().runs();
                            if full.get() && colour.get().is_none() { phrases.full() } else { phrases.show() }
                        }
                        disabled=move || full.get() && colour.get().is_none()
                        prop:checked=move || colour.get().is_some()
                        on:change=move |_| store.act(|state| state.toggle_run(number))
                    />
                </label>
                <span
                    class=move || colour.get().map_or("run-mark".to_owned(), |c| format!("run-mark run-colour-{c}"))
                    aria-hidden="true"
                ></span>
                <b>{number.to_string()}</b>
                <input
                    type="text"
                    class="run-title"
                    maxlength=MAX_NAME.to_string()
                    autocomplete="off"
                    data-testid=format!("run-{number}-name")
                    aria-label=move || titled(prefs.phrases().runs().name(), number)
                    placeholder=move || {
                        let phrases = prefs.phrases().runs();
                        if live.get() { phrases.live() } else { phrases.name_hint() }
                    }
                    prop:value=move || name.get()
                    on:change=move |event| {
                        let name = event_target_value(&event);
                        store.act(|state| state.name_run(number, &name));
                    }
                />
            </span>
        </th>
    }
}

/// How the run's start differs from that of the run that is compared with; a press compares with this one.
#[component]
fn StartButton(
    /// The run's number.
    number: u32,
    /// The run.
    row: Memo<Option<Row>>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let from_file = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.from_file)));
    let start = store.memo(move |state| state.start_of(number));
    let reference = store.memo(move |state| state.reference_run() == Some(number));
    let start_words = move || {
        let phrases = prefs.phrases().runs();
        match start.get() {
            _ if from_file.get() => phrases.from_file().to_owned(),
            None if reference.get() => phrases.reference().to_owned(),
            None => "–".to_owned(),
            Some(start) => runs::start(prefs.language.get(), start),
        }
    };
    let start_name = move || match start.get() {
        _ if from_file.get() => "file",
        None if reference.get() => "reference",
        None => "none",
        Some(Start::Same) => "same",
        Some(Start::Partly { .. }) => "partly",
        Some(Start::Other) => "other",
        Some(Start::File) => "file",
    };
    view! {
        <button
            type="button"
            class="link start"
            class:same=move || start.get() == Some(Start::Same)
            data-testid=format!("run-{number}-start")
            data-value=start_name
            title=move || prefs.phrases().runs().refer()
            on:click=move |_| store.act(|state| state.refer_to_run(number))
        >
            {start_words}
        </button>
    }
}

/// What can be done with the run.
#[component]
fn Actions(
    /// The run's number.
    number: u32,
    /// The run.
    row: Memo<Option<Row>>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let live = is_live(row);
    view! {
        <td class="run-actions" data-export-skip="">
            <button
                type="button"
                data-testid=format!("run-{number}-take")
                title=move || prefs.phrases().runs().take_help()
                aria-label=move || titled(prefs.phrases().runs().take(), number)
                on:click=move |_| store.act(|state| state.take_settings_of(number))
            >
                {move || prefs.phrases().runs().take()}
            </button>
            <button
                type="button"
                class="bare"
                data-testid=format!("run-{number}-remove")
                title=move || prefs.phrases().runs().remove()
                aria-label=move || titled(prefs.phrases().runs().remove(), number)
                disabled=move || live.get()
                on:click=move |_| store.act(|state| state.remove_runs(|other| other == number))
            >
                "×"
            </button>
        </td>
    }
}
