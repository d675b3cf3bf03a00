//! Images with their answers, page by page; each opens the large view.

use leptos::prelude::*;

use super::columns::Columns;
use super::large::Large;
use super::name_of;
use super::picture::Picture;
use crate::format;
use crate::i18n::gallery;
use crate::preferences::preferences;
use crate::rules::results::{Listing, Seen};
use crate::store::store;
use crate::view::parts::classes::class_names;

/// Images of a page: eight, six, four, three and two columns are filled.
const PAGE: usize = 24;

/// Images in an order, page by page.
#[component]
pub fn Gallery(
    /// Where they were examined.
    seen: Memo<Option<Seen>>,
    /// Which, and in what order.
    listing: Memo<Listing>,
    /// The page in view, from 0.
    page: RwSignal<usize>,
    /// Shows one of them large.
    large: Large,
    /// What stands before the buttons that turn the pages.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let names = class_names();
    let len = Memo::new(move |_| listing.with(Listing::len));
    let pages = Memo::new(move |_| listing.with(|listing| listing.pages(PAGE)));
    // While a network trains its errors become fewer.
    let here = Memo::new(move |_| page.get().min(pages.get() - 1));
    let groups = Memo::new(move |_| listing.with(|listing| listing.page(here.get(), PAGE)));
    Effect::new(move |_| {
        let indices = seen.with(|seen| {
            let Some(seen) = seen else { return Vec::new() };
            let places = groups.with(|groups| groups.iter().flat_map(|group| group.2.clone()).collect::<Vec<_>>());
            places.into_iter().filter_map(|place| Some((seen.split, seen.at(place)?.index))).collect()
        });
        if let Some((split, _)) = indices.first().copied() {
            let indices: Vec<u32> = indices.into_iter().map(|(_, index)| index).collect();
            store.act(|state| state.want_pictures(split, &indices));
        }
    });
    let open = Callback::new(move |at: usize| {
        if let Some(seen) = seen.get_untracked() {
            large.open(seen, listing.with_untracked(Listing::places), here.get_untracked() * PAGE + at);
        }
    });
    let cards = move || {
        let Some(seen) = seen.get() else { return Vec::new() };
        let (language, names) = (prefs.language.get(), names.get());
        let mut first = 0;
        let group = |(group, all, places): (_, usize, Vec<u32>)| {
            let from = first;
            first += places.len();
            let heading = gallery::group(language, group, all, &names).map(|words| {
                view! { <h3 data-testid="gallery-group" data-value=all.to_string()>{words}</h3> }
            });
            view! {
                <section class="gallery-group">
                    {heading}
                    <Cards seen=seen.clone() places from open />
                </section>
            }
            .into_any()
        };
        groups.get().into_iter().map(group).collect()
    };
    let words = move || {
        let from = here.get() * PAGE;
        gallery::places(prefs.language.get(), from + 1, (from + PAGE).min(len.get()), len.get())
    };
    let turn = move |forward: bool| {
        let here = here.get_untracked();
        page.set(if forward { (here + 1).min(pages.get_untracked() - 1) } else { here.saturating_sub(1) });
    };
    // Not disabled at the ends, where the button that was just pressed would lose the focus.
    view! {
        <div class="gallery" data-testid="gallery" data-value=move || len.get().to_string()>
            <div class="errors-tools">
                {children.map(|children| children())}
                <div class="gallery-way" hidden=move || len.get() == 0>
                    <button
                        type="button"
                        data-testid="gallery-earlier"
                        aria-disabled=move || (here.get() == 0).to_string()
                        on:click=move |_| turn(false)
                    >
                        {move || prefs.language.get().phrases().gallery().earlier()}
                    </button>
                    <span
                        role="status"
                        data-testid="gallery-page"
                        data-value=move || format!("{}/{}", here.get() + 1, pages.get())
                    >
                        {words}
                    </span>
                    <button
                        type="button"
                        data-testid="gallery-later"
                        aria-disabled=move || (here.get() + 1 == pages.get()).to_string()
                        on:click=move |_| turn(true)
                    >
                        {move || prefs.language.get().phrases().gallery().later()}
                    </button>
                </div>
            </div>
            {cards}
        </div>
    }
}

/// Images with their answers.
#[component]
pub fn Cards(
    /// Where they were examined.
    seen: Seen,
    /// Which.
    places: Vec<u32>,
    /// The place of the first of them among all that are gone through.
    from: usize,
    /// Shows one of them large, by its place among all.
    open: Callback<usize>,
) -> impl IntoView {
    let prefs = preferences();
    let (language, names) = (prefs.language.get_untracked(), class_names().get_untracked());
    let card = |(at, place): (usize, u32)| {
        let image = seen.at(place)?;
        let right = image.right();
        let [truth, answer] = [image.label, image.answer].map(|class| name_of(&names, usize::from(class)));
        let words = gallery::image(language, image.index, &truth, (!right).then_some(&answer[..]), image.certainty());
        let sign = if right { "✓" } else { "✗" };
        let share = format::probability(language, image.certainty());
        let really = (!right).then(|| format!("{} {truth}", language.phrases().gallery().is()));
        let card = view! {
            <button
                type="button"
                class="card"
                class:card-wrong=!right
                data-testid="gallery-card"
                data-index=image.index.to_string()
                data-class=image.label.to_string()
                data-answer=image.answer.to_string()
                data-value=image.certainty().to_string()
                title=words
                on:click=move |_| open.run(from + at)
            >
                <span class="card-images">
                    <Picture split=seen.split index=image.index test_id="gallery-image" />
                    <Columns probabilities=image.probabilities.to_vec() label=image.label answer=image.answer />
                </span>
                <span class="card-answer">{format!("{sign} {answer} · {share}")}</span>
                <span class="card-truth">{really}</span>
            </button>
        };
        Some(card.into_any())
    };
    let cards: Vec<AnyView> = places.into_iter().enumerate().filter_map(card).collect();
    view! { <div class="cards">{cards}</div> }
}
