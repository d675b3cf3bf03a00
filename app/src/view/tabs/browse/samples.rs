//! Random images in a grid, of all classes or of one.

use leptos::prelude::*;
use spec::protocol::Split;

use crate::preferences::preferences;
use crate::state::{SIDES, State};
use crate::store::store;
use crate::view::parts::classes::class_names;
use crate::view::parts::field::{Choice, Field};
use crate::view::parts::image::Image;

/// The choice of grids, as names and words.
const GRIDS: [(&str, &str); 3] = [("2", "2×2"), ("3", "3×3"), ("5", "5×5")];

fn split_name(split: Split) -> &'static str {
    match split {
        Split::Train => "train",
        Split::Test => "test",
    }
}

/// The grid and its choices.
#[component]
pub fn Grid() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let phrases = move || prefs.language.get().phrases().browse();
    let names = class_names();
    let side = store.memo(|state| state.browse.side);
    let split = store.memo(|state| split_name(state.browse.split));
    let class = store.memo(|state| state.browse.class);
    let there = store.memo(|state| state.class_counts().is_some());
    let count = store.memo(|state| state.browse.images.len().min(state.browse.side * state.browse.side));
    let looking = store.memo(|state| state.browse.looking());
    let side_name = move || GRIDS[SIDES.iter().position(|one| *one == side.get()).unwrap_or(0)].0;
    let words = move || {
        let (phrases, wanted) = (phrases(), side.get() * side.get());
        if !there.get() {
            phrases.waiting().to_owned()
        } else if looking.get() {
            phrases.looking().to_owned()
        } else if count.get() < wanted && class.get().is_some() {
            prefs.phrases().browse().found(count.get(), wanted)
        } else {
            phrases.choose().to_owned()
        }
    };
    let classes = move || {
        let option = |(place, name): (usize, String)| {
            let chosen = move || class.get().map(usize::from) == Some(place);
            view! { <option value=place.to_string() prop:selected=chosen>{name}</option> }
        };
        names.get().into_iter().enumerate().map(option).collect_view()
    };
    view! {
        <div class="browse-samples">
            <div class="browse-choices">
                <Field label=Signal::derive(move || phrases().side()) help=Signal::derive(move || phrases().side())>
                    <Choice
                        value=Signal::derive(side_name)
                        options=Signal::derive(|| GRIDS.to_vec())
                        on_change=Callback::new(move |name: String| {
                            store.act(|state| state.browse_side(name.parse().unwrap_or(SIDES[0])));
                        })
                        test_id="browse-side".to_owned()
                    />
                </Field>
                <Field label=Signal::derive(move || phrases().split()) help=Signal::derive(move || phrases().split())>
                    <Choice
                        value=split
                        options=Signal::derive(move || vec![("train", phrases().train()), ("test", phrases().test())])
                        on_change=Callback::new(move |name: String| {
                            let split = if name == "test" { Split::Test } else { Split::Train };
                            store.act(|state| state.browse_split(split));
                        })
                        test_id="browse-split".to_owned()
                    />
                </Field>
                <Field label=Signal::derive(move || phrases().class()) help=Signal::derive(move || phrases().class())>
                    <select
                        data-testid="browse-class"
                        data-value=move || class.get().map_or("all".to_owned(), |class| class.to_string())
                        on:change=move |event| {
                            let class = event_target_value(&event).parse().ok();
                            store.act(|state| state.browse_class(class));
                        }
                    >
                        <option value="all" prop:selected=move || class.get().is_none()>
                            {move || phrases().all()}
                        </option>
                        {classes}
                    </select>
                </Field>
                <button type="button" data-testid="browse-again" on:click=move |_| store.act(State::browse_again)>
                    {move || phrases().again()}
                </button>
            </div>
            <figure
                class=move || format!("browse-grid browse-grid-{}", side.get())
                data-export="samples"
                data-testid="browse-grid"
                data-value=move || count.get().to_string()
                aria-label=move || phrases().grid()
            >
                {move || {
                    let side = side.get();
                    (0..side * side).map(|place| view! { <Cell place names /> }).collect_view()
                }}
            </figure>
            <p class="soft" role="status">{words}</p>
        </div>
    }
}

/// An image of the grid; a press shows it in numbers.
#[component]
fn Cell(
    /// Its place in the grid.
    place: usize,
    /// What the classes are called.
    names: Memo<Vec<String>>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let image = store.memo(move |state| state.browse.images.get(place).cloned());
    let chosen = store.memo(move |state| {
        let image = state.browse.images.get(place);
        image.is_some() && image == state.browse.chosen.as_ref()
    });
    let label = Memo::new(move |_| image.with(|image| image.as_ref().map(|image| usize::from(image.label))));
    let class = move || label.get().and_then(|label| names.with(|names| names.get(label).cloned())).unwrap_or_default();
    // Images of a class are told apart.
    let words = move || {
        let index = image.with(|image| image.as_ref().map(|image| image.index))?;
        Some(prefs.phrases().browse().image(index, class()))
    };
    view! {
        <button
            type="button"
            class="browse-image"
            data-testid="browse-image"
            data-index=move || image.with(|image| image.as_ref().map(|image| image.index.to_string()))
            data-class=move || label.get().map(|label| label.to_string())
            aria-pressed=move || chosen.get().to_string()
            aria-label=words
            disabled=move || label.get().is_none()
            on:click=move |_| store.act(|state| state.browse_choose(place))
        >
            <Image pixels=Signal::derive(move || image.with(|image| image.as_ref().map(|i| i.pixels.clone()))) />
            <span>{class}</span>
        </button>
    }
}
