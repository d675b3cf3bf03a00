//! The probabilities of an image as small columns: the true class with a mark, and the wrong answer with another.

use std::fmt::Write as _;

use leptos::prelude::*;

/// Height of a column of probability 1.
const HIGH: f32 = 48.0;
/// Width of all columns.
const WIDE: f32 = 100.0;
/// The base line.
const BASE: f32 = 50.0;

/// SVG paths of the columns: those of the other classes, of the true one, and of the wrong answer.
#[derive(Debug, PartialEq)]
struct Paths {
    others: String,
    truth: String,
    wrong: String,
    /// A triangle below the true class, a cross below the wrong answer.
    marks: [String; 2],
}

fn paths(probabilities: &[f32], label: usize, answer: usize) -> Paths {
    let width = WIDE / probabilities.len().max(1) as f32;
    let mut paths = Paths {
        others: String::new(),
        truth: String::new(),
        wrong: String::new(),
        marks: [String::new(), String::new()],
    };
    for (class, share) in probabilities.iter().enumerate() {
        let (left, thick) = (class as f32 * width + width * 0.1, width * 0.8);
        // Not a number becomes no column.
        let high = HIGH * share.clamp(0.0, 1.0).max(0.0);
        let path = if class == label {
            &mut paths.truth
        } else if class == answer {
            &mut paths.wrong
        } else {
            &mut paths.others
        };
        // A string takes everything.
        let _ = write!(path, "M{left:.1} {BASE}v-{high:.1}h{thick:.1}v{high:.1}Z");
    }
    let middle = |class: usize| (class as f32 + 0.5) * width;
    let truth = middle(label);
    paths.marks[0] = format!("M{truth:.1} 53l4 7h-8Z");
    if answer != label {
        let wrong = middle(answer);
        paths.marks[1] = format!("M{:.1} 53l7 7m0 -7l-7 7", wrong - 3.5);
    }
    paths
}

/// The probabilities of an image as small columns. What they say is said beside them.
#[component]
pub fn Columns(
    /// A probability a class.
    probabilities: Vec<f32>,
    /// The true class.
    label: u8,
    /// The class that it was taken for.
    answer: u8,
) -> impl IntoView {
    let Paths { others, truth, wrong, marks: [triangle, cross] } =
        paths(&probabilities, usize::from(label), usize::from(answer));
    view! {
        <svg class="columns" viewBox="-4 0 108 62" aria-hidden="true">
            <path class="columns-base" d="M0 50.5H100" />
            <path class="columns-others" d=others />
            <path class="columns-truth" d=truth />
            <path class="columns-wrong" d=wrong />
            <path class="columns-truth" d=triangle />
            <path class="columns-cross" d=cross />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::paths;

    #[test]
    fn the_true_class_and_the_wrong_answer_have_columns_and_marks_of_their_own() {
        let two = paths(&[0.25, 0.75], 0, 1);
        assert_eq!(two.truth, "M5.0 50v-12.0h40.0v12.0Z");
        assert_eq!(two.wrong, "M55.0 50v-36.0h40.0v36.0Z");
        assert_eq!(two.marks, ["M25.0 53l4 7h-8Z", "M71.5 53l7 7m0 -7l-7 7"]);
        let right = paths(&[0.25, f32::NAN], 0, 0);
        assert_eq!((right.wrong, &right.marks[1]), (String::new(), &String::new()));
        assert_eq!(right.others, "M55.0 50v-0.0h40.0v0.0Z");
    }
}
