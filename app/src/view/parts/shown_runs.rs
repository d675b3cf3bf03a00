//! The runs whose curves are shown one over the other: their colours and lines, on the page and in files.

use std::sync::Arc;

use crate::chart::curves::{CanvasStyle, value_text};
use crate::chart::overlay::{Line, Overlay, draw_overlay};
use crate::chart::series::Series;
use crate::chart::{CurveData, CurveKind, vector};
use crate::language::Language;
use crate::state::{History, State};
use crate::store::Store;

/// The colour of each run that is shown: a place among those of `styles/tabs/runs.css`. A run keeps its own as long as no
/// other that is shown has it too.
pub fn colours(shown: &[u32]) -> Vec<(u32, usize)> {
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
pub const COLOURS: [&str; 6] = ["--class-5", "--class-6", "--class-3", "--class-7", "--class-1", "--class-2"];

/// A run that is shown: its number, the place of its colour, and its curves.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its number.
    pub number: u32,
    /// The place of its colour.
    pub colour: usize,
    history: Arc<History>,
}

/// The runs that are shown.
pub fn shown(state: &State) -> Vec<Shown> {
    let with_history = |(number, colour)| Some(Shown { number, colour, history: state.history(number)? });
    colours(&state.shown_runs()).into_iter().filter_map(with_history).collect()
}

/// Their curves of one kind, with the places of their colours.
pub fn lines(kind: CurveKind, runs: &[Shown]) -> Vec<(Line, usize)> {
    let line = |run: &Shown| {
        let History { points, epochs } = &*run.history;
        let data = CurveData { points: points.clone(), epochs: epochs.clone(), total_epochs: 0 };
        (Line { label: run.number.to_string(), series: Series::of(kind, &data) }, run.colour)
    };
    runs.iter().map(line).collect()
}

/// The chart of one kind as elements of SVG, for files.
pub fn overlay_vector(
    store: Store,
    language: Language,
    kind: CurveKind,
    style: &CanvasStyle,
    size: (f64, f64),
) -> Option<String> {
    let (runs, rows) = store.look(|state| (shown(state), state.rows()));
    let of_shown = rows.iter().filter(|row| runs.iter().any(|run| run.number == row.number));
    let total = of_shown.map(|row| row.spec.epochs as u32).max().unwrap_or(1);
    let coloured = |(line, colour): (Line, usize)| (line, style.colour(COLOURS[colour]));
    let lines: Vec<_> = lines(kind, &runs).into_iter().map(coloured).collect();
    let label = |value: f64, decimals: usize| value_text(kind, language, value, decimals);
    let x_name = language.phrases().chart().epochs();
    let overlay = Overlay { lines: &lines, kind, total_epochs: total, x_name, label: &label };
    vector::elements(size, |area| draw_overlay(area, &overlay, &style.palette()).is_ok())
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
