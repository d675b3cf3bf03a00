//! How far the run is: epoch, step, speed, time left, and a bar.

use leptos::prelude::*;
use spec::protocol::{Phase, Progress as Told};

use crate::format;
use crate::i18n::phrases::HeaderPhrases;
use crate::preferences::preferences;
use crate::state::State;
use crate::store::store;

/// What is shown of a run's progress.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    phase: Option<Phase>,
    /// The epoch in work, counted from 1.
    epoch: u32,
    epochs: u32,
    step: u64,
    step_in_epoch: u32,
    steps_per_epoch: u32,
    images_per_second: f64,
    seconds_left: Option<f64>,
}

impl Shown {
    fn of(state: &State) -> Self {
        let waiting = state.training.candidate.as_ref().is_some_and(|run| run.then.is_some());
        let Some(run) = state.run.as_ref().filter(|_| !waiting) else {
            return Self {
                phase: None,
                epoch: 0,
                epochs: state.draft.epochs as u32,
                step: 0,
                step_in_epoch: 0,
                steps_per_epoch: 0,
                images_per_second: 0.0,
                seconds_left: None,
            };
        };
        let progress = &run.progress;
        let epochs = run.spec.epochs as u32;
        let steps_per_epoch = run.built.map_or(0, |built| built.steps_per_epoch);
        let (epoch, step_in_epoch) = place(progress, epochs, steps_per_epoch);
        Self {
            phase: Some(run.phase().clone()),
            epoch,
            epochs,
            step: progress.step,
            step_in_epoch,
            steps_per_epoch,
            images_per_second: progress.images_per_second,
            seconds_left: progress.seconds_left,
        }
    }

    /// Share of all steps that are done, 0–1.
    fn share(&self) -> f64 {
        let all = f64::from(self.steps_per_epoch) * f64::from(self.epochs);
        if all > 0.0 { (self.step as f64 / all).min(1.0) } else { 0.0 }
    }

    fn phase_word(&self, phrases: HeaderPhrases, waiting: bool) -> &'static str {
        match &self.phase {
            None if waiting => phrases.waiting(),
            None | Some(Phase::Fresh) => phrases.fresh(),
            Some(Phase::Training) => phrases.training(),
            Some(Phase::Evaluating) => phrases.evaluating(),
            Some(Phase::Paused) => phrases.paused(),
            Some(Phase::Finished) => phrases.finished(),
            Some(Phase::Stopped) => phrases.stopped(),
            Some(Phase::StoppedEarly { .. }) => phrases.stopped_early(),
            Some(Phase::Diverged { .. }) => phrases.diverged(),
        }
    }

    fn phase_name(&self) -> &'static str {
        match &self.phase {
            None => "none",
            Some(Phase::Fresh) => "fresh",
            Some(Phase::Training) => "training",
            Some(Phase::Evaluating) => "evaluating",
            Some(Phase::Paused) => "paused",
            Some(Phase::Finished) => "finished",
            Some(Phase::Stopped) => "stopped",
            Some(Phase::StoppedEarly { .. }) => "stopped-early",
            Some(Phase::Diverged { .. }) => "diverged",
        }
    }
}

/// The epoch in work, counted from 1, and its steps so far. Between two epochs it is the one that has just ended, until
/// the next one has begun.
fn place(told: &Told, epochs: u32, steps_per_epoch: u32) -> (u32, u32) {
    match (told.step, told.step_in_epoch) {
        (0, _) => (0, 0),
        (_, 0) if told.phase != Phase::Training => (told.epoch, steps_per_epoch),
        (_, step) => ((told.epoch + 1).min(epochs), step),
    }
}

/// How far the run is.
#[component]
pub fn Progress() -> impl IntoView {
    let (store, prefs) = (store(), preferences());
    let shown = store.memo(Shown::of);
    let waiting = store.memo(|state| state.training.candidate.as_ref().is_some_and(|run| run.then.is_some()));
    let whole = move |value: f64| format::whole(prefs.language.get(), value);
    let speed = move || {
        let speed = shown.with(|shown| shown.images_per_second);
        // Three figures are enough for a speed, and stand still.
        let rounded = if speed >= 1_000.0 { (speed / 100.0).round() * 100.0 } else { speed.round() };
        if rounded > 0.0 { whole(rounded) } else { "–".to_owned() }
    };
    let left = move || {
        let left = shown.with(|shown| match shown.phase {
            Some(Phase::Training | Phase::Evaluating) => shown.seconds_left,
            None
            | Some(
                Phase::Fresh
                | Phase::Paused
                | Phase::Finished
                | Phase::Stopped
                | Phase::StoppedEarly { .. }
                | Phase::Diverged { .. },
            ) => None,
        });
        left.map_or_else(|| "–".to_owned(), format::duration)
    };
    view! {
        <div class="progress">
            <p class="progress-words">
                <strong
                    class="phase"
                    role="status"
                    data-testid="phase"
                    data-value=move || shown.with(Shown::phase_name)
                >
                    {move || shown.with(|shown| shown.phase_word(prefs.phrases().header(), waiting.get()))}
                </strong>
                <span class="part" data-testid="progress-epoch" data-value=move || shown.with(|s| s.epoch).to_string()>
                    {move || prefs.phrases().header().epoch()}
                    " "
                    <b class="epoch-number">
                        {move || shown.with(|s| format!("{}/{}", s.epoch, s.epochs))}
                    </b>
                </span>
                <span class="part" data-testid="progress-step" data-value=move || shown.with(|s| s.step).to_string()>
                    {move || prefs.phrases().header().step_number()}
                    " "
                    <b class="step-number">
                        {move || shown.with(|s| format!("{}/{}", s.step_in_epoch, s.steps_per_epoch))}
                    </b>
                </span>
            </p>
            <progress
                max="1"
                data-testid="progress"
                aria-label=move || prefs.phrases().header().progress()
                prop:value=move || shown.with(Shown::share)
            ></progress>
            <p class="progress-words">
                <span
                    class="part speed-part"
                    data-testid="images-per-second"
                    data-value=move || shown.with(|s| s.images_per_second).to_string()
                >
                    <b class="speed">{speed}</b>
                    " "
                    {move || prefs.phrases().header().images_per_second()}
                </span>
                <span
                    class="part"
                    data-testid="seconds-left"
                    data-value=move || shown.with(|s| s.seconds_left.map(|s| s.to_string()).unwrap_or_default())
                >
                    {move || prefs.phrases().header().left()}
                    " "
                    <b class="left">{left}</b>
                </span>
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_that_has_ended_is_whole_until_the_next_begins() {
        let place = |phase, epoch, step_in_epoch| {
            let step = u64::from(epoch * 10 + step_in_epoch);
            let told = Told {
                phase,
                epoch,
                step_in_epoch,
                step,
                loss: None,
                images_per_second: 0.0,
                seconds_left: None,
                learning_rate: 0.1,
            };
            place(&told, 2, 10)
        };
        assert_eq!(place(Phase::Fresh, 0, 0), (0, 0));
        assert_eq!(place(Phase::Training, 0, 3), (1, 3));
        assert_eq!(place(Phase::Evaluating, 1, 0), (1, 10));
        assert_eq!(place(Phase::Paused, 1, 0), (1, 10));
        assert_eq!(place(Phase::Training, 1, 0), (2, 0));
        assert_eq!(place(Phase::Finished, 2, 0), (2, 10));
        assert_eq!(place(Phase::Stopped, 1, 4), (2, 4));
    }
}
