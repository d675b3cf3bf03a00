//! Tables that are sorted by a press on a heading.

use std::cmp::Ordering;

use leptos::prelude::*;

/// How a table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortOrder<C> {
    /// By which column.
    pub column: C,
    /// Whether the largest comes first.
    pub falling: bool,
}

impl<C: PartialEq> SortOrder<C> {
    /// The smallest of a column first.
    pub const fn rising(column: C) -> Self {
        Self { column, falling: false }
    }

    /// After a press on a column's heading: by that column, or the other way round.
    pub fn pressed(self, column: C) -> Self {
        let falling = self.column == column && !self.falling;
        Self { column, falling }
    }

    /// Its name in `aria-sort`, and its sign, for the heading of a column.
    pub fn aria(&self, column: C) -> (&'static str, &'static str) {
        match (self.column == column, self.falling) {
            (false, _) => ("none", ""),
            (true, false) => ("ascending", "▴"),
            (true, true) => ("descending", "▾"),
        }
    }

    /// Which of two rows comes first, by their figures; one without a figure comes last either way.
    pub fn compare(&self, a: Option<f64>, b: Option<f64>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) => self.turned(a.total_cmp(&b)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }

    /// An order of rows, turned round where the largest comes first.
    pub fn turned(&self, ordering: Ordering) -> Ordering {
        if self.falling { ordering.reverse() } else { ordering }
    }
}

/// The button of a heading: a press sorts by its column.
#[component]
pub fn SortButton<C: Copy + PartialEq + Send + Sync + 'static>(
    /// The column.
    column: C,
    /// How the table is sorted.
    order: RwSignal<SortOrder<C>>,
    /// Explains the column.
    #[prop(into)]
    title: Signal<String>,
    /// For tests.
    test_id: String,
    /// What the column is called.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="bare sort"
            data-testid=test_id
            data-value=move || order.get().aria(column).0
            title=move || title.get()
            on:click=move |_| order.update(|order| *order = order.pressed(column))
        >
            {children()}
            <span class="sort-sign" aria-hidden="true">
                {move || order.get().aria(column).1}
            </span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_press_turns_the_order_and_rows_without_a_figure_come_last_either_way() {
        let rising = SortOrder::rising('a').pressed('b');
        let falling = rising.pressed('b');
        assert_eq!((rising.aria('b'), rising.aria('a')), (("ascending", "▴"), ("none", "")));
        assert_eq!(falling.aria('b'), ("descending", "▾"));
        assert_eq!(falling.pressed('a'), SortOrder::rising('a'));
        let sorted = |order: SortOrder<char>| {
            let mut figures = [Some(2.0), None, Some(1.0), Some(3.0)];
            figures.sort_by(|a, b| order.compare(*a, *b));
            figures
        };
        assert_eq!(sorted(rising), [Some(1.0), Some(2.0), Some(3.0), None]);
        assert_eq!(sorted(falling), [Some(3.0), Some(2.0), Some(1.0), None]);
    }
}
