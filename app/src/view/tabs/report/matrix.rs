//! The confusion matrix: true classes downwards, answers across, each cell the door to its images.

mod grid;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, KeyboardEvent};

use self::grid::{Numbers, moved, rows};
use crate::format;
use crate::preferences::preferences;
use crate::rules::results::{LEVELS, Listing, Seen};
use crate::state::EpochMatrix;
use crate::view::parts::classes::class_names;
use crate::view::tabs::evaluation::{Gallery, Large, name_of};

/// A cell: true class and answer.
pub type Cell = (usize, usize);

/// The cell around what an event is about.
fn cell_at(target: Option<EventTarget>) -> Option<Cell> {
    let cell = target?.dyn_into::<Element>().ok()?.closest("[data-cell]").ok().flatten()?;
    let place = cell.get_attribute("data-cell")?;
    let (row, column) = place.split_once('-')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

/// The confusion matrix.
#[component]
pub fn Matrix(
    /// The examination in view.
    seen: Memo<Option<Seen>>,
    /// The matrix of the epoch in view, where the examination is still awaited.
    matrix: Memo<Option<Arc<EpochMatrix>>>,
    /// The cell whose images are shown.
    cell: RwSignal<Option<Cell>>,
) -> impl IntoView {
    let prefs = preferences();
    let names = class_names();
    let phrases = move || prefs.language.get().phrases().report();
    let confusion = Memo::new(move |_| match matrix.get() {
        Some(matrix) => matrix.confusion.clone(),
        None => seen.with(|seen| seen.as_ref().map(|seen| seen.report.confusion.clone())).unwrap_or_default(),
    });
    let classes = Memo::new(move |_| confusion.with(|confusion| confusion.len().isqrt()));
    let numbers = RwSignal::new(Numbers::Counts);
    // The one cell that the Tab key reaches; the arrow keys go on from there.
    let active = RwSignal::new((0, 0));
    let pointed = RwSignal::new(None::<Cell>);
    let table = NodeRef::<html::Table>::new();
    let find = move |(row, column): Cell| {
        let cell = table.get_untracked()?.query_selector(&format!("[data-cell=\"{row}-{column}\"]")).ok().flatten()?;
        cell.dyn_into::<HtmlElement>().ok()
    };
    let activate = move |next: Cell| {
        for (place, index) in [(active.get_untracked(), -1), (next, 0)] {
            find(place).into_iter().for_each(|cell| cell.set_tab_index(index));
        }
        active.set(next);
    };
    let keys = move |event: KeyboardEvent| {
        let Some(from) = cell_at(event.target()) else { return };
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            cell.set(Some(from));
        } else if let Some(next) = moved(from, &event.key(), event.ctrl_key(), classes.get_untracked()) {
            event.prevent_default();
            activate(next);
            // Fails only where it is not on the page any more.
            find(next).into_iter().for_each(|cell| drop(cell.focus()));
        }
    };
    let told = move || {
        let (truth, answer) = pointed.get()?;
        let told = names.with(|names| {
            confusion.with(|confusion| grid::told(prefs.language.get(), confusion, classes.get(), names, truth, answer))
        });
        Some(told)
    };
    let body = move || {
        let names = names.get();
        confusion.with(|confusion| rows(prefs.language.get(), numbers.get(), confusion, &names, active.get_untracked()))
    };
    view! {
        <figure class="report-matrix">
            <Caption numbers />
            <p class="confusion-told" data-testid="confusion-told">{told}</p>
            <div class="confusion-scroll">
                <table
                    node_ref=table
                    role="grid"
                    class="confusion"
                    data-testid="confusion"
                    data-export="confusion-matrix"
                    data-value=move || confusion.with(|confusion| confusion.iter().sum::<u32>().to_string())
                    aria-label=move || phrases().confusion()
                    aria-describedby="confusion-hint"
                    on:keydown=keys
                    on:click=move |event| {
                        if let Some(place) = cell_at(event.target()) {
                            activate(place);
                            cell.set(Some(place));
                        }
                    }
                    on:focusin=move |event| {
                        if let Some(place) = cell_at(event.target()) {
                            activate(place);
                            pointed.set(Some(place));
                        }
                    }
                    on:pointerover=move |event| {
                        let place = cell_at(event.target());
                        if place.is_some() && pointed.get_untracked() != place {
                            pointed.set(place);
                        }
                    }
                >
                    <Heads names classes />
                    <tbody>{body}</tbody>
                </table>
            </div>
            <Scale />
            <p class="soft" id="confusion-hint">{move || phrases().confusion_hint()}</p>
        </figure>
    }
}

/// The heading, and the choice of what the cells say.
#[component]
fn Caption(numbers: RwSignal<Numbers>) -> impl IntoView {
    let prefs = preferences();
    let phrases = move || prefs.phrases().report();
    let mode = move |which: Numbers| {
        view! {
            <button
                type="button"
                data-testid=format!("confusion-{}", which.name())
                aria-pressed=move || (numbers.get() == which).to_string()
                on:click=move |_| numbers.set(which)
            >
                {move || which.words(phrases())}
            </button>
        }
    };
    view! {
        <figcaption>
            <h3>{move || phrases().confusion()}</h3>
            <span
                class="switch"
                role="group"
                aria-label=move || phrases().show()
                data-testid="confusion-mode"
                data-value=move || numbers.get().name()
            >
                {[Numbers::Counts, Numbers::Shares].map(mode)}
            </span>
        </figcaption>
    }
}

/// The classes across the top.
#[component]
fn Heads(names: Memo<Vec<String>>, classes: Memo<usize>) -> impl IntoView {
    let prefs = preferences();
    let phrases = move || prefs.phrases().report();
    let heads = move || {
        names.with(|names| {
            let head = |class| {
                let name = name_of(names, class);
                let long = name.chars().count() > 3;
                view! { <th scope="col" class:long=long title=name.clone()><span>{name.clone()}</span></th> }
            };
            (0..classes.get()).map(head).collect_view()
        })
    };
    view! {
        <thead>
            <tr>
                <th class="corner" scope="col">
                    <span>{move || phrases().truth()} " ↓"</span>
                    <span>{move || phrases().answer()} " →"</span>
                </th>
                {heads}
            </tr>
        </thead>
    }
}

/// Which colour is which share.
#[component]
fn Scale() -> impl IntoView {
    let prefs = preferences();
    let steps = (0..=LEVELS).map(|step| view! { <span class=format!("heat-{step}")></span> }).collect_view();
    view! {
        <p class="confusion-scale soft">
            {move || prefs.phrases().report().scale()}
            " "
            <span>{move || format::percent(prefs.language.get(), 0.0, 0)}</span>
            <span class="confusion-steps" aria-hidden="true">{steps}</span>
            <span>{move || format::percent(prefs.language.get(), 1.0, 0)}</span>
        </p>
    }
}

/// The images of a cell, most certain first.
#[component]
pub fn CellImages(
    /// The examination in view.
    seen: Memo<Option<Seen>>,
    /// The cell.
    cell: RwSignal<Option<Cell>>,
    /// Shows one of them large.
    large: Large,
) -> impl IntoView {
    let prefs = preferences();
    let names = class_names();
    let page = RwSignal::new(0);
    let heading = NodeRef::<html::H3>::new();
    let listing = Memo::new(move |_| {
        let places = seen.with(|seen| {
            let (truth, answer) = cell.get()?;
            Some(seen.as_ref()?.cell(u8::try_from(truth).ok()?, u8::try_from(answer).ok()?))
        });
        Listing::plain(places.unwrap_or_default())
    });
    // A cell that was just opened is read from its heading.
    Effect::new(move |_| {
        if cell.get().is_none() {
            return;
        }
        page.set(0);
        if let Some(heading) = heading.get() {
            heading.scroll_into_view();
            // Fails only where it is not on the page any more.
            let _ = heading.focus();
        }
    });
    let words = move || {
        let (truth, answer) = cell.get()?;
        let seen = seen.get()?;
        let (confusion, classes) = (&seen.report.confusion, seen.classes());
        Some(names.with(|names| grid::told(prefs.language.get(), confusion, classes, names, truth, answer)))
    };
    let close = move || {
        let place = cell.get_untracked();
        cell.set(None);
        // Back to where one came from.
        let back = place.and_then(|(row, column)| {
            let cell = document().query_selector(&format!("[data-cell=\"{row}-{column}\"]")).ok().flatten()?;
            cell.dyn_into::<HtmlElement>().ok()
        });
        back.into_iter().for_each(|cell| drop(cell.focus()));
    };
    view! {
        <section
            class="cell-images"
            data-testid="cell-images"
            data-value=move || listing.with(|listing| listing.len().to_string())
            data-cell-shown=move || cell.get().map(|(truth, answer)| format!("{truth}-{answer}"))
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    close();
                }
            }
        >
            <header>
                <h3 node_ref=heading tabindex="-1">{words}</h3>
                <button type="button" data-testid="cell-close" on:click=move |_| close()>
                    {move || prefs.language.get().phrases().report().close()}
                </button>
            </header>
            <Gallery seen listing page large />
        </section>
    }
}
