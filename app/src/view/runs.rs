//! The tab of runs: ready comparisons, the table of all runs, and the curves of those that are ticked.

mod cells;
mod overlay;
mod pairs;
mod row;
mod table;

use leptos::prelude::*;

use self::overlay::Overlays;
pub use self::overlay::vector;
use self::pairs::Pairs;
use self::table::Table;
use super::{desk, preferences};
use crate::state::State;

/// The colour of each run that is shown: a place among those of `styles/runs.css`. A run keeps its own as long as no
/// other that is shown has it too.
fn colours(shown: &[u32]) -> Vec<(u32, usize)> {
    let mut taken = [false; COLOURS.len()];
    let colour = |&number: &u32| {
        let own = (number as usize).wrapping_sub(1) % COLOURS.len();
        let free = (0..COLOURS.len()).map(|step| (own + step) % COLOURS.len()).find(|colour| !taken[*colour]);
        let colour = free.unwrap_or(own);
        taken[colour] = true;
        (number, colour)
    };
    shown.iter().map(colour).collect()
}

/// The runs' colours, of Okabe and Ito's: those that can be seen on paper and on slate.
const COLOURS: [&str; 6] = ["--class-5", "--class-6", "--class-3", "--class-7", "--class-1", "--class-2"];

/// The tab of runs.
#[component]
pub fn Runs() -> impl IntoView {
    let (desk, prefs) = (desk(), preferences());
    let rows = desk.memo(State::rows);
    let empty = Memo::new(move |_| rows.with(Vec::is_empty));
    view! {
        <div class="runs">
            <Pairs />
            <p class="soft" hidden=move || !empty.get()>{move || prefs.later_phrases().runs.empty}</p>
            <div class="runs-body" hidden=move || empty.get()>
                <Table rows />
                <Overlays rows />
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::colours;

    #[test]
    fn runs_that_are_shown_together_never_share_a_colour() {
        assert_eq!(colours(&[1, 2, 3]), [(1, 0), (2, 1), (3, 2)]);
        assert_eq!(colours(&[1, 7, 8]), [(1, 0), (7, 1), (8, 2)]);
        let six = colours(&[6, 12, 18, 24, 30, 36]);
        let mut seen: Vec<_> = six.iter().map(|(_, colour)| *colour).collect();
        seen.sort_unstable();
        assert_eq!(seen, [0, 1, 2, 3, 4, 5]);
    }
}
