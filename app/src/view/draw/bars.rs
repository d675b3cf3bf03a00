//! What the network thinks: a bar a class and the winner in words.

use leptos::prelude::*;
use spec::argmax;
use spec::protocol::Predictor;

use crate::format;
use crate::i18n::phrases::PadPhrases;
use crate::language::Language;
use crate::preferences::preferences;
use crate::store::store;
use crate::view::parts::classes::class_names;

/// Below this share the answer is a guess, and is worded as one.
const SURE: f32 = 0.5;

/// More bars than these stand in a box that scrolls.
const MANY: usize = 12;

/// The winner in words, who answered, a bar a class, and whether the answer is right where that is known.
#[component]
pub fn Bars(
    /// Whether the pad is empty: the newest answer is then to nothing.
    nothing: Memo<bool>,
    /// The true class, where the image is one of the data set's.
    truth: Memo<Option<u8>>,
) -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let class_names = class_names();
    let phrases = move || prefs.phrases().pad();
    let drawable = store.memo(|state| state.draft.dataset.info().drawable);
    let newest = store.memo(|state| state.prediction().cloned());
    let prediction = Memo::new(move |_| newest.get().filter(|_| !nothing.get()));
    let winner = Memo::new(move |_| {
        prediction.with(|prediction| {
            let probabilities = &prediction.as_ref()?.probabilities;
            argmax(probabilities).map(|class| (class, probabilities[class]))
        })
    });
    let winner_class = Memo::new(move |_| winner.get().map(|(class, _)| class));
    let by = Memo::new(move |_| prediction.with(|prediction| prediction.as_ref().map(|prediction| prediction.by)));
    let named = move |class: usize| class_names.with(|names| names.get(class).cloned().unwrap_or_default());

    let winner_text = move || {
        winner.get().map(|(class, share)| {
            let words = winner_words(phrases(), drawable.get(), share);
            format!("{words} {} — {}", named(class), format::probability(prefs.language.get(), share))
        })
    };
    let hint = move || match (winner.get(), drawable.get()) {
        (Some(_), _) => None,
        (None, true) => Some(phrases().hint()),
        (None, false) => Some(phrases().hint_image()),
    };
    let verdict = move || {
        let truth = usize::from(truth.get()?);
        let phrases = phrases();
        let (class, sign, words) = match winner.get() {
            None => ("verdict", "", phrases.truth()),
            Some((class, _)) if class == truth => ("verdict verdict-right", "✓ ", phrases.right()),
            Some(_) => ("verdict verdict-wrong", "✗ ", phrases.wrong()),
        };
        Some(view! { <span class=class>{format!("{sign}{words} {}", named(truth))}</span> })
    };
    let bar = move |class: usize| {
        let share =
            Memo::new(move |_| prediction.with(|prediction| prediction.as_ref()?.probabilities.get(class).copied()));
        let wins = Signal::derive(move || winner_class.get() == Some(class));
        let is_true = Signal::derive(move || truth.get().is_some_and(|truth| usize::from(truth) == class));
        view! { <Bar class name=Signal::derive(move || named(class)) share wins is_true /> }
    };
    let count = store.memo(|state| state.draft.dataset.info().classes);
    let many = Memo::new(move |_| count.get() > MANY);
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
            <ol
                class="bars"
                class:many=move || many.get()
                tabindex=move || many.get().then_some("0")
                data-help="softmax"
                data-testid="bars"
                data-export="prediction"
                aria-label=move || phrases().bars()
            >
                {move || (0..count.get()).map(bar).collect_view()}
            </ol>
            <p
                class="predicted-by"
                data-testid="predicted-by"
                data-value=move || match by.get()? {
                    Predictor::BuiltIn => Some("built-in".to_owned()),
                    Predictor::Run { step, .. } => Some(step.to_string()),
                }
            >
                {move || by.get().map(|by| by_words(phrases(), prefs.language.get(), by))}
            </p>
        </div>
    }
}

/// The bar of a class.
#[component]
fn Bar(
    /// Its label.
    class: usize,
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
    /// Its probability; an empty bar without.
    share: Memo<Option<f32>>,
    /// Whether it is the greatest.
    wins: Signal<bool>,
    /// Whether the image is of this class.
    is_true: Signal<bool>,
) -> impl IntoView {
    let prefs = preferences();
    view! {
        <li
            class="bar"
            class:bar-wins=move || wins.get()
            class:bar-true=move || is_true.get()
            data-testid=format!("bar-{class}")
            data-class=class.to_string()
            data-value=move || share.get().map(|share| share.to_string())
        >
            <span class="bar-name">{move || name.get()}</span>
            <span class="bar-track" aria-hidden="true">
                <span
                    class="bar-fill"
                    style:transform=move || format!("scaleX({})", share.get().unwrap_or(0.0).clamp(0.0, 1.0))
                ></span>
            </span>
            <span class="bar-share">
                {move || share.get().map(|share| format::probability(prefs.language.get(), share))}
            </span>
        </li>
    }
}

/// The words before the winner's name.
fn winner_words(phrases: PadPhrases, drawable: bool, share: f32) -> &'static str {
    match (drawable, share >= SURE) {
        (true, true) => phrases.digit(),
        (true, false) => phrases.perhaps_digit(),
        (false, true) => phrases.class(),
        (false, false) => phrases.perhaps_class(),
    }
}

/// Who answered, in words.
fn by_words(phrases: PadPhrases, language: Language, by: Predictor) -> String {
    match by {
        Predictor::BuiltIn => phrases.by_built_in().to_owned(),
        Predictor::Run { step: 0, .. } => phrases.by_untrained().to_owned(),
        Predictor::Run { step: 1, .. } => phrases.by_trained_one().to_owned(),
        Predictor::Run { step, .. } => format!(
            "{} {} {}",
            phrases.by_trained_before(),
            format::whole(language, step as f64),
            phrases.by_trained_after()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::protocol::RunId;

    #[test]
    fn a_guess_is_worded_as_one() {
        assert_eq!(winner_words(Language::Es.phrases().pad(), true, 0.93), "Es un");
        assert_eq!(winner_words(Language::Es.phrases().pad(), true, 0.38), "Quizá un");
        assert_eq!(winner_words(Language::En.phrases().pad(), false, 0.93), "It is:");
    }

    #[test]
    fn who_answered_is_said() {
        let run = |step| by_words(Language::En.phrases().pad(), Language::En, Predictor::Run { run: RunId(3), step });
        assert_eq!(run(0), "Answered by your network, untrained");
        assert_eq!(run(1), "Answered by your network, after one step");
        assert_eq!(run(40), "Answered by your network, after 40 steps");
        assert_eq!(
            by_words(Language::Es.phrases().pad(), Language::Es, Predictor::BuiltIn),
            "Responde la red incluida en la página"
        );
    }
}
