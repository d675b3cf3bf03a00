//! What the network thinks: ten bars and the winner in words.

use leptos::prelude::*;
use model::protocol::Predictor;

use crate::format;
use crate::i18n::Language;
use crate::i18n::pad::PadPhrases;

/// Below this share the answer is a guess, and is worded as one.
const SURE: f32 = 0.5;

/// An answer of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct PredictionView {
    /// A probability a class, in the order of the labels.
    pub probabilities: Vec<f32>,
    /// Who answered.
    pub by: Predictor,
}

impl PredictionView {
    /// The class with the greatest probability, and that probability.
    pub fn winner(&self) -> Option<(usize, f32)> {
        let finite = self.probabilities.iter().copied().enumerate().filter(|(_, share)| share.is_finite());
        // Of equals the first, as everywhere.
        finite.rev().max_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// The winner in words, who answered, ten bars, and whether the answer is right where that is known.
#[component]
pub fn Bars(
    /// The page's language.
    #[prop(into)]
    language: Signal<Language>,
    /// Whether the classes are digits that one draws.
    #[prop(into)]
    drawable: Signal<bool>,
    /// The classes' names.
    #[prop(into)]
    class_names: Signal<Vec<String>>,
    /// The newest answer; empty bars without one.
    #[prop(into)]
    prediction: Signal<Option<PredictionView>>,
    /// The true class, where the image is one of the data set's.
    #[prop(into)]
    truth: Signal<Option<u8>>,
) -> impl IntoView {
    let phrases = Signal::derive(move || language.get().phrases().pad);
    let winner = Memo::new(move |_| prediction.with(|prediction| prediction.as_ref()?.winner()));
    let winner_class = Memo::new(move |_| winner.get().map(|(class, _)| class));
    let by = Memo::new(move |_| prediction.with(|prediction| prediction.as_ref().map(|prediction| prediction.by)));
    let named = move |class: usize| class_names.with(|names| names.get(class).cloned().unwrap_or_default());

    let winner_text = move || {
        winner.get().map(|(class, share)| {
            let words = winner_words(phrases.get(), drawable.get(), share);
            format!("{words} {} — {}", named(class), format::probability(language.get(), share))
        })
    };
    let hint = move || match (winner.get(), drawable.get()) {
        (Some(_), _) => None,
        (None, true) => Some(phrases.get().hint),
        (None, false) => Some(phrases.get().hint_image),
    };
    let verdict = move || {
        let truth = usize::from(truth.get()?);
        let phrases = phrases.get();
        let (class, sign, words) = match winner.get() {
            None => ("verdict", "", phrases.truth),
            Some((class, _)) if class == truth => ("verdict verdict-right", "✓ ", phrases.right),
            Some(_) => ("verdict verdict-wrong", "✗ ", phrases.wrong),
        };
        Some(view! { <span class=class>{format!("{sign}{words} {}", named(truth))}</span> })
    };
    let bar = move |class: usize| {
        let share =
            Memo::new(move |_| prediction.with(|prediction| prediction.as_ref()?.probabilities.get(class).copied()));
        let wins = move || winner.get().is_some_and(|(winner, _)| winner == class);
        view! {
            <li
                class="bar"
                class:bar-wins=wins
                class:bar-true=move || truth.get().is_some_and(|truth| usize::from(truth) == class)
                data-testid=format!("bar-{class}")
                data-class=class.to_string()
                data-value=move || share.get().map(|share| share.to_string())
            >
                <span class="bar-name">{move || named(class)}</span>
                <span class="bar-track" aria-hidden="true">
                    <span
                        class="bar-fill"
                        style:transform=move || format!("scaleX({})", share.get().unwrap_or(0.0).clamp(0.0, 1.0))
                    ></span>
                </span>
                <span class="bar-share">
                    {move || share.get().map(|share| format::probability(language.get(), share))}
                </span>
            </li>
        }
    };

    view! {
        <div class="answer">
            <div class="winner-line">
                <p
                    class="winner"
                    data-testid="winner"
                    data-class=move || winner.get().map(|(class, _)| class.to_string())
                    data-value=move || winner.get().map(|(_, share)| share.to_string())
                >
                    {winner_text}
                </p>
                <p class="winner-hint">{hint}</p>
            </div>
            // Read out only when another class wins, not with each per cent.
            <p class="winner-spoken" role="status">{move || winner_class.get().map(named)}</p>
            <p class="verdict-line" data-testid="verdict">{verdict}</p>
            <ol class="bars" data-help="softmax" data-testid="bars" data-export="prediction" aria-label=move || phrases.get().bars>
                {(0..10).map(bar).collect_view()}
            </ol>
            <p
                class="predicted-by"
                data-testid="predicted-by"
                data-value=move || match by.get()? {
                    Predictor::BuiltIn => Some("built-in".to_owned()),
                    Predictor::Run { step, .. } => Some(step.to_string()),
                }
            >
                {move || by.get().map(|by| by_words(phrases.get(), language.get(), by))}
            </p>
        </div>
    }
}

/// The words before the winner's name.
fn winner_words(phrases: &PadPhrases, drawable: bool, share: f32) -> &'static str {
    match (drawable, share >= SURE) {
        (true, true) => phrases.digit,
        (true, false) => phrases.perhaps_digit,
        (false, true) => phrases.class,
        (false, false) => phrases.perhaps_class,
    }
}

/// Who answered, in words.
fn by_words(phrases: &PadPhrases, language: Language, by: Predictor) -> String {
    match by {
        Predictor::BuiltIn => phrases.by_built_in.to_owned(),
        Predictor::Run { step: 0, .. } => phrases.by_untrained.to_owned(),
        Predictor::Run { step: 1, .. } => phrases.by_trained_one.to_owned(),
        Predictor::Run { step, .. } => format!(
            "{} {} {}",
            phrases.by_trained_before,
            format::whole(language, step as f64),
            phrases.by_trained_after
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::pad::{EN, ES};
    use model::protocol::RunId;

    fn answer(probabilities: &[f32]) -> PredictionView {
        PredictionView { probabilities: probabilities.to_vec(), by: Predictor::BuiltIn }
    }

    #[test]
    fn the_greatest_probability_wins_and_of_equals_the_first() {
        assert_eq!(answer(&[0.1, 0.7, 0.2]).winner(), Some((1, 0.7)));
        assert_eq!(answer(&[0.2, 0.4, 0.4]).winner(), Some((1, 0.4)));
        assert_eq!(answer(&[f32::NAN, 0.4]).winner(), Some((1, 0.4)));
        assert_eq!(answer(&[]).winner(), None);
    }

    #[test]
    fn a_guess_is_worded_as_one() {
        assert_eq!(winner_words(&ES, true, 0.93), "Es un");
        assert_eq!(winner_words(&ES, true, 0.38), "Quizá un");
        assert_eq!(winner_words(&EN, false, 0.93), "It is:");
    }

    #[test]
    fn who_answered_is_said() {
        let run = |step| by_words(&EN, Language::En, Predictor::Run { run: RunId(3), step });
        assert_eq!(run(0), "Answered by your network, untrained");
        assert_eq!(run(1), "Answered by your network, after one step");
        assert_eq!(run(40), "Answered by your network, after 40 steps");
        assert_eq!(by_words(&ES, Language::Es, Predictor::BuiltIn), "Responde la red incluida en la página");
    }
}
