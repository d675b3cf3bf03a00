//! An image of the data set, by its place in the file; asked for by whoever shows it.

use leptos::prelude::*;
use spec::protocol::Split;

use crate::store::store;
use crate::view::parts::image::Image;

/// An image of the data set; an empty place until it is here.
#[component]
pub fn Picture(
    /// In which file it is.
    split: Split,
    /// Its place there.
    index: u32,
    /// What it shows; none where words beside it say so.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// For tests.
    test_id: &'static str,
) -> impl IntoView {
    let image = store().memo(move |state| state.picture(split, index));
    view! {
        <Image
            pixels=Signal::derive(move || image.with(|image| image.as_ref().map(|image| image.pixels.clone())))
            label
            index
            attr:data-testid=test_id
        />
    }
}
