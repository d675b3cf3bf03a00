//! The tab of figures: how right the network is, class by class, what it confuses, and the images behind each number.

mod figures;
mod matrix;
mod roc;
mod table;

use leptos::prelude::*;

use self::figures::Figures;
use self::matrix::{Cell, CellImages, Matrix};
use self::roc::Roc;
use self::table::Table;
use super::evaluation::{Head, Large, LargeView, examined, is_stale};
use crate::store::store;

/// The tab of figures.
#[component]
pub fn Report() -> impl IntoView {
    let store = store();
    let seen = examined();
    let matrix = store.memo(|state| state.epoch_matrix());
    let stale = is_stale(seen);
    let there = Memo::new(move |_| seen.with(Option::is_some));
    // The matrix of an epoch that was seen before is there at once.
    let confusion = Memo::new(move |_| there.get() || matrix.with(Option::is_some));
    let cell = RwSignal::new(None::<Cell>);
    let large = Large::new();
    view! {
        <div class="report" class:stale=move || stale.get() data-testid="report">
            <Head seen />
            <div class="report-body">
                <Show when=move || there.get()>
                    <div class="report-figures">
                        <Figures seen matrix />
                        <Table seen />
                    </div>
                </Show>
                <Show when=move || confusion.get()>
                    <Matrix seen matrix cell />
                </Show>
                <Show when=move || there.get()>
                    <Roc seen />
                </Show>
            </div>
            <Show when=move || cell.get().is_some()>
                <CellImages seen cell large />
            </Show>
            <LargeView large />
        </div>
    }
}
