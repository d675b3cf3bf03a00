//! The wrong answers, in an order and by class.

use leptos::prelude::*;

use crate::i18n::gallery;
use crate::preferences::preferences;
use crate::rules::results::{Order, Seen, Wanted};
use crate::view::parts::classes::class_names;
use crate::view::parts::field::Choice;
use crate::view::tabs::evaluation::{Gallery, Large, name_of};

/// The wrong answers.
#[component]
pub fn Wrong(
    /// The examination in view.
    seen: Memo<Option<Seen>>,
    /// Shows one of them large.
    large: Large,
) -> impl IntoView {
    let prefs = preferences();
    let phrases = move || prefs.language.get().phrases().gallery();
    let order = RwSignal::new(Order::default());
    let wanted = RwSignal::new(Wanted::default());
    let page = RwSignal::new(0);
    let listing = Memo::new(move |_| {
        seen.with(|seen| seen.as_ref().map(|seen| seen.wrong(order.get(), wanted.get())).unwrap_or_default())
    });
    let none = Memo::new(move |_| listing.with(|listing| listing.is_empty()));
    let options = move || Order::ALL.map(|order| (order.name(), gallery::order(prefs.language.get(), order))).to_vec();
    let choose = move |name: String| {
        page.set(0);
        order.set(Order::from_name(&name).unwrap_or_default());
    };
    let classes = Memo::new(move |_| seen.with(|seen| seen.as_ref().map_or(0, |seen| seen.classes())));
    view! {
        <Gallery seen listing page large>
            <label class="inline">
                <span class="label">{move || phrases().order()}</span>
                <Choice
                    value=Signal::derive(move || order.get().name())
                    options=Signal::derive(options)
                    on_change=Callback::new(choose)
                    test_id="errors-order"
                />
            </label>
            <ClassChoice
                label=Signal::derive(move || phrases().truth())
                classes
                value=Signal::derive(move || wanted.get().label)
                on_change=Callback::new(move |label| {
                    page.set(0);
                    wanted.update(|wanted| wanted.label = label);
                })
                test_id="errors-class"
            />
            <ClassChoice
                label=Signal::derive(move || phrases().answer())
                classes
                value=Signal::derive(move || wanted.get().answer)
                on_change=Callback::new(move |answer| {
                    page.set(0);
                    wanted.update(|wanted| wanted.answer = answer);
                })
                test_id="errors-answer"
            />
        </Gallery>
        <p class="soft" role="status" data-testid="errors-none" hidden=move || !none.get()>
            {move || {
                if wanted.get() == Wanted::default() { phrases().nothing_wrong() } else { phrases().none_of_these() }
            }}
        </p>
    }
}

/// A choice of a class, or of all.
#[component]
fn ClassChoice(
    /// What is chosen.
    label: Signal<&'static str>,
    /// How many there are.
    classes: Memo<usize>,
    /// The one that is chosen.
    value: Signal<Option<u8>>,
    /// Takes another.
    on_change: Callback<Option<u8>>,
    /// For tests.
    test_id: &'static str,
) -> impl IntoView {
    let prefs = preferences();
    let names = class_names();
    let options = move || {
        let option = |class: usize| {
            let chosen = move || value.get().is_some_and(|value| usize::from(value) == class);
            let name = names.with(|names| name_of(names, class));
            view! { <option value=class.to_string() prop:selected=chosen>{name}</option> }
        };
        (0..classes.get()).map(option).collect_view()
    };
    view! {
        <label class="inline">
            <span class="label">{move || label.get()}</span>
            <select
                data-testid=test_id
                data-value=move || value.get().map_or_else(|| "all".to_owned(), |class| class.to_string())
                on:change=move |event| on_change.run(event_target_value(&event).parse().ok())
            >
                <option value="all" prop:selected=move || value.get().is_none()>
                    {move || prefs.language.get().phrases().gallery().all()}
                </option>
                {options}
            </select>
        </label>
    }
}
