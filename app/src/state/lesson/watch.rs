//! What the page has been seen to do since the step in view was entered.

use std::collections::BTreeSet;

use spec::Spec;
use spec::catalogue::DatasetId;
use spec::protocol::{Phase, RunId};

use crate::rules::lesson::{Figure, Figures, Lesson, Step};
use crate::rules::permalink;
use crate::state::{Run, State};

/// What the page has been seen to do since the step in view was entered.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// The run that belongs to a step, and the step's name: the one that was in view when the run moved.
    pub bound: Option<(RunId, String)>,
    /// Whether that run is still to be measured.
    pub anew: bool,
    /// Places of the test images that were laid on the pad.
    pub test_images: BTreeSet<u32>,
    /// Drawings that were begun.
    pub drawings: usize,
    /// Whether the samples are others than at the beginning.
    pub samples_renewed: bool,
    /// What a search for a learning rate suggested.
    pub rate: Option<f64>,
    /// The run as it was last seen, and its steps.
    seen: Option<(RunId, u64)>,
    /// The first sample at the beginning, or after a change of the data set.
    first_sample: Option<(DatasetId, u32)>,
    /// The test image at the beginning, which does not count.
    first_test_image: Option<u32>,
    /// Whether a drawing was in view.
    drawing: bool,
}

impl Watch {
    /// Begins with the page as it is.
    pub fn new(state: &State) -> Self {
        Self {
            seen: state.run.as_ref().map(place),
            first_sample: first_sample(state),
            first_test_image: state.test_image().map(|image| image.index),
            drawing: is_drawing(state),
            ..Self::default()
        }
    }

    /// The run of an earlier step belongs to that step on.
    pub fn keep_run_of(&mut self, last: Self) {
        (self.bound, self.anew) = (last.bound, last.anew);
    }

    /// Compares the page with how it was.
    pub fn look(&mut self, state: &State, script: &Lesson) {
        self.bind(state, script);
        self.seen = state.run.as_ref().map(place);
        let test_image = state.test_image().map(|image| image.index);
        if test_image != self.first_test_image {
            self.first_test_image = None;
            self.test_images.extend(test_image);
        }
        let drawing = is_drawing(state);
        if drawing && !self.drawing {
            self.drawings += 1;
        }
        self.drawing = drawing;
        let (first, before) = (first_sample(state), self.first_sample);
        // Those of another data set come by themselves.
        let comparable = first.zip(before).filter(|(first, before)| first.0 == before.0);
        self.samples_renewed |= comparable.is_some_and(|(first, before)| first != before);
        self.first_sample = first.or(before);
    }

    /// A run that moves belongs to the step in view, unless another step waits for its end.
    fn bind(&mut self, state: &State, script: &Lesson) {
        let Some((run, step)) = state.run.as_ref().zip(state.lesson.step()) else { return };
        let moved = self.seen.is_some_and(|(id, steps)| id == run.id && run.progress.step > steps);
        let wanted = step.task.as_ref().is_some_and(|task| task.done.is_of_a_run()) && is_of(step, &run.spec);
        let taken = self.bound.as_ref().is_some_and(|(id, bound)| {
            let done = state.lesson.record(bound).is_some_and(|record| record.done);
            *id == run.id && (*bound == step.id || (script.step(bound).is_some() && !done))
        });
        if moved && wanted && !taken {
            self.bound = Some((run.id, step.id.clone()));
            self.anew = true;
        }
    }
}

/// Whether a run has the settings of a step. How long, from which seed and how fast it learns is the student's choice.
fn is_of(step: &Step, spec: &Spec) -> bool {
    let Some(setup) = &step.setup else { return true };
    let mut links = [Some(&setup.link), setup.short.as_ref()].into_iter().flatten();
    links.any(|link| {
        let (mut wanted, _) = permalink::read(link);
        wanted.epochs = spec.epochs;
        wanted.seed = spec.seed;
        wanted.batch_size = spec.batch_size;
        wanted.optimizer.set_learning_rate(spec.optimizer.learning_rate());
        wanted == *spec
    })
}

fn place(run: &Run) -> (RunId, u64) {
    (run.id, run.progress.step)
}

fn first_sample(state: &State) -> Option<(DatasetId, u32)> {
    state.samples().first().map(|image| (state.draft.dataset, image.index))
}

/// Whether what is looked at was drawn.
fn is_drawing(state: &State) -> bool {
    let drawable = state.draft.dataset.info().drawable;
    let laid = state.test_image().map(|image| &image.pixels[..]);
    drawable && state.image_in_view().is_some_and(|image| Some(image) != laid)
}

/// What can be read off the page now.
pub(super) fn figures(state: &State) -> Figures {
    let mut figures = Figures::new();
    let mut put = |figure, value: Option<f64>| {
        if let Some(value) = value.filter(|value| value.is_finite()) {
            figures.insert(figure, value);
        }
    };
    put(Figure::Rate, state.lesson.watch.rate);
    put(Figure::Parameters, state.draft_error.is_none().then(|| state.draft.parameters() as f64));
    let confidence = state.prediction().map(|p| p.probabilities.iter().copied().fold(0.0, f32::max));
    put(Figure::Confidence, confidence.map(f64::from));
    let Some(run) = &state.run else { return figures };
    put(Figure::StepLoss, run.progress.loss);
    put(Figure::Epochs, Some(run.epochs.len() as f64));
    let (last, point) = (run.epochs.last(), run.points.last());
    let train = last.map(|epoch| (epoch.train.loss, epoch.train.accuracy));
    let train = train.or(point.map(|point| (f64::from(point.loss), f64::from(point.accuracy))));
    put(Figure::TrainLoss, train.map(|(loss, _)| loss));
    put(Figure::TrainAccuracy, train.map(|(_, accuracy)| accuracy));
    let validation = last.and_then(|epoch| epoch.validation);
    put(Figure::ValidationLoss, validation.map(|score| score.loss));
    put(Figure::ValidationAccuracy, validation.map(|score| score.accuracy));
    let diverged = matches!(run.progress.phase, Phase::Diverged { .. });
    let test = run.test.filter(|_| !diverged).map(|test| test.score);
    put(Figure::TestLoss, test.map(|score| score.loss));
    put(Figure::TestAccuracy, test.map(|score| score.accuracy));
    put(Figure::Gap, train.zip(test).map(|((_, train), test)| train - test.accuracy));
    figures
}
