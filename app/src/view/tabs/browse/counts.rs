//! How many images each class has.

use leptos::html;
use leptos::prelude::*;

use crate::browser::dom::watch_size;
use crate::chart::class_bars::{Bar, ROW, bars};
use crate::format;
use crate::i18n::browse;
use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::classes::class_names;

/// The drawing is at least and at most so wide, pixels.
const WIDTHS: (f64, f64) = (260.0, 720.0);

/// Bars with numbers, and the same numbers as a table for readers of the screen and for files.
#[component]
pub fn Counts() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.language.get().phrases().browse();
    let names = class_names();
    let counts = store.memo(|state| state.class_counts().map(|[train, test]| (train.to_vec(), test.to_vec())));
    let held_back = store.memo(|state| {
        let train = state.class_counts().map_or(0, |[train, _]| train.iter().map(|count| *count as usize).sum());
        if state.draft_error.is_none() { state.draft.validation.held_back(train).min(train) } else { 0 }
    });
    let place = NodeRef::<html::Div>::new();
    let size = watch_size(place);
    let width = Memo::new(move |_| size.get().0.clamp(WIDTHS.0, WIDTHS.1).round());
    let whole = move |count: u32| format::whole(prefs.language.get(), f64::from(count));
    let sum = |counts: &[u32]| counts.iter().map(|count| u64::from(*count)).sum::<u64>();
    let totals = move || {
        counts.with(|counts| {
            let (train, test) = counts.as_ref()?;
            Some(browse::totals(prefs.language.get(), sum(train), sum(test), held_back.get()))
        })
    };
    let bar = move |bar: Bar, class: &'static str| {
        view! {
            <rect class=class x=bar.x y=bar.y width=bar.width height=bar.height />
            <text x=bar.x + bar.width + 5.0 y=bar.y + bar.height - 2.0>{whole(bar.count)}</text>
        }
    };
    let drawing = move || {
        let (train, test) = counts.get().unwrap_or_default();
        let rows = bars(&train, &test, width.get());
        let names = names.get();
        let row = |(class, [first, second]): (usize, [Bar; 2])| {
            let name = names.get(class).cloned().unwrap_or_default();
            view! {
                <text x=first.x - 6.0 y=second.y + 2.0 text-anchor="end">{shortened(&name)}</text>
                {bar(first, "tally-train")}
                {bar(second, "tally-test")}
            }
        };
        rows.into_iter().enumerate().map(row).collect_view()
    };
    let height = move || counts.with(|counts| counts.as_ref().map_or(0, |(train, _)| train.len())) as f64 * ROW + 4.0;
    let cell = move |class: usize, part: &'static str, count: u32| {
        view! {
            <td
                data-testid="class-count"
                data-class=class.to_string()
                data-part=part
                data-value=count.to_string()
            >
                {whole(count)}
            </td>
        }
    };
    let table = move || {
        let (train, test) = counts.get().unwrap_or_default();
        let names = names.get();
        let row = |(class, (train, test)): (usize, (u32, u32))| {
            view! {
                <tr>
                    <th scope="row">{names.get(class).cloned()}</th>
                    {cell(class, "train", train)}
                    {cell(class, "test", test)}
                </tr>
            }
        };
        train.into_iter().zip(test).enumerate().map(row).collect_view()
    };
    view! {
        <div class="counts-view" node_ref=place data-testid="class-counts">
            <p>{totals}</p>
            <p class="soft tally-legend">
                <span class="tally-sign tally-train-sign" aria-hidden="true"></span>
                {move || phrases().train()}
                <span class="tally-sign tally-test-sign" aria-hidden="true"></span>
                {move || phrases().test()}
            </p>
            <svg
                class="tally"
                role="img"
                data-export="class-counts"
                aria-label=move || format!("{}. {}", phrases().counts(), totals().unwrap_or_default())
                viewBox=move || format!("0 0 {} {}", width.get(), height())
                width=move || width.get()
                height=height
            >
                {drawing}
            </svg>
            <div class="unseen">
                <table data-export="class-counts" aria-label=move || phrases().counts()>
                    <thead>
                        <tr>
                            <th scope="col">{move || phrases().class()}</th>
                            <th scope="col">{move || phrases().train()}</th>
                            <th scope="col">{move || phrases().test()}</th>
                        </tr>
                    </thead>
                    <tbody>{table}</tbody>
                </table>
            </div>
        </div>
    }
}

/// A name that fits beside its bars.
fn shortened(name: &str) -> String {
    const MOST: usize = 13;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let kept: String = name.chars().take(MOST - 1).collect();
    format!("{}…", kept.trim_end())
}
