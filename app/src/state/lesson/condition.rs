//! Whether a task of a lesson is done, as far as the page can tell.

use spec::protocol::Phase;

use crate::rules::lesson::Condition;
use crate::rules::permalink;
use crate::state::{Run, State, Tab};

/// Whether this holds now. Runs count from the moment in which the student trained them in the lesson.
pub fn is_done(state: &State, condition: &Condition) -> bool {
    let watch = &state.lesson.watch;
    let run = state.run.as_ref().filter(|run| watch.bound.as_ref().is_some_and(|(bound, _)| *bound == run.id));
    match condition {
        Condition::RunFinished => run.is_some_and(has_ended),
        Condition::EpochReached { epochs } => run.is_some_and(|run| run.epochs.len() >= *epochs),
        Condition::StepsTaken { steps } => run.is_some_and(|run| run.progress.step >= *steps),
        Condition::TestMeasured => state.run.as_ref().is_some_and(is_measured),
        Condition::PredictionShown => state.prediction().is_some(),
        Condition::TestImages { count } => watch.test_images.len() >= *count,
        Condition::Drawings { count } => watch.drawings >= *count,
        Condition::SamplesRenewed => watch.samples_renewed,
        Condition::SettingIs { link } => permalink::agrees(&state.draft, link),
        Condition::RateFound => watch.rate.is_some(),
        Condition::RunsOpened => state.tab() == Some(Tab::Runs),
    }
}

/// Whether it ended and its last weights were measured; a diverged run has no figures to wait for.
fn has_ended(run: &Run) -> bool {
    match run.progress.phase {
        Phase::Finished | Phase::Stopped | Phase::StoppedEarly { .. } => run.asked.is_none() && run.test.is_some(),
        Phase::Diverged { .. } => true,
        Phase::Fresh | Phase::Training | Phase::Evaluating | Phase::Paused => false,
    }
}

fn is_measured(run: &Run) -> bool {
    run.trained() && !run.busy() && run.test.is_some_and(|test| test.step == run.progress.step)
}
