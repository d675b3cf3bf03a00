//! The summary of the network, as Keras prints it.

use leptos::prelude::*;

use super::{Frame, words};
use crate::browser;
use crate::format;
use crate::i18n::inside::memory;
use crate::preferences::preferences;
use crate::rules::pictures::keras::{SummaryRow, summary_rows, summary_text, totals};
use crate::store::store;

/// The summary.
#[component]
pub fn Layers() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let frame = store.memo(Frame::of);
    // Whether the last press copied.
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        let text = frame.with_untracked(|frame| summary_text(&frame.spec()));
        leptos::task::spawn_local(async move {
            let done = browser::address::copy(&text).await;
            copied.try_set(Some(done));
        });
    };
    Effect::new(move |_| {
        frame.track();
        copied.set(None);
    });
    let whole = move |count: usize| format::whole(prefs.language.get(), count as f64);
    let row = move |row: SummaryRow| {
        view! {
            <tr>
                <th scope="row">{row.name}</th>
                <td>{row.output}</td>
                <td data-value=row.parameters.to_string()>{whole(row.parameters)}</td>
            </tr>
        }
    };
    view! {
        <div class="inside-part">
            <div class="inside-tools">
                <h3>{move || words().summary()}</h3>
                <button type="button" data-testid="summary-copy" on:click=copy>
                    {move || words().copy()}
                </button>
                <span role="status">
                    {move || copied.get().map(|done| if done { words().copied() } else { words().not_copied() })}
                </span>
            </div>
            <div class="inside-scroll">
                <table
                    class="layer-summary"
                    data-testid="summary"
                    data-export="summary"
                    aria-label=move || words().summary()
                    data-value=move || frame.with(|frame| summary_text(&frame.spec()))
                >
                    <thead>
                        <tr>{move || words().columns().map(|column| view! { <th scope="col">{column}</th> })}</tr>
                    </thead>
                    <tbody>
                        {move || frame.with(|frame| summary_rows(&frame.spec()).into_iter().map(row).collect_view())}
                    </tbody>
                    <tfoot>
                        {move || {
                            let totals = frame.with(|frame| totals(&frame.spec()));
                            let words = words().totals().into_iter().zip(totals);
                            words
                                .map(|(name, total)| {
                                    view! {
                                        <tr>
                                            <th scope="row">{name}</th>
                                            <td colspan="2" data-value=total.to_string()>
                                                {format!("{} ({})", whole(total), memory(prefs.language.get(), total))}
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tfoot>
                </table>
            </div>
            <p class="soft">{move || words().summary_note()}</p>
        </div>
    }
}
