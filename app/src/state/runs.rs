//! The runs of this visit, to be compared.
//!
//! Every network that took at least one step has a row. The one that stands is the newest and is read from
//! [`State::run`]; when another takes its place it is kept as it was, without its weights. The list lives as long as
//! the page: its settings can be had again as links, its curves only by training.

use std::collections::BTreeMap;
use std::sync::Arc;

use spec::Spec;
use spec::protocol::{EpochRecord, Phase, Point, Score};

use super::{Notice, Run, State};
use crate::rules::compare::{Start, start};

/// Runs that are kept beside the one that stands. Then the oldest goes whose curves were not asked for.
pub const MAX_KEPT: usize = 49;
/// Runs whose curves can be told apart in one chart.
pub const MAX_SHOWN: usize = 6;
/// Runs whose curves are shown before a person chooses.
const NEWEST: usize = 3;
/// Points of a kept training curve: more than a chart has columns.
const MAX_POINTS: usize = 600;
/// Letters of a run's name.
pub const MAX_NAME: usize = 24;

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place in the order of runs, from 1.
    pub number: u32,
    /// Its settings.
    pub spec: Arc<Spec>,
    /// Whether its first weights came from a file.
    pub from_file: bool,
    /// Whether it is the network that stands.
    pub live: bool,
    /// What it does, or did last.
    pub phase: Phase,
    /// Epochs that have ended.
    pub epochs: u32,
    /// Over the training images, in the last epoch.
    pub train: Option<Score>,
    /// Over the validation images, after the last epoch.
    pub validation: Option<Score>,
    /// The last measurement on the test images.
    pub test: Option<Score>,
    /// Seconds spent training and validating, whole epochs.
    pub seconds: f64,
    /// The newest point of its training curve, while it trains and before its first epoch has ended.
    pub moving: Option<Point>,
}

impl Row {
    fn of(run: &Run, number: u32, live: bool) -> Self {
        let last = run.epochs.last();
        Self {
            number,
            spec: Arc::new(run.spec.clone()),
            from_file: run.weights.is_some(),
            live,
            phase: run.phase().clone(),
            epochs: run.epochs.len() as u32,
            train: last.map(|epoch| epoch.train),
            validation: last.and_then(|epoch| epoch.validation),
            test: run.test.map(|test| test.score),
            seconds: run.epochs.iter().map(|epoch| epoch.seconds).sum(),
            moving: run.points.last().copied().filter(|_| (live && run.busy()) || last.is_none()),
        }
    }
}

/// A run's curves.
#[derive(Debug, PartialEq)]
pub struct History {
    /// Training curve.
    pub points: Vec<Point>,
    /// The epochs that have ended.
    pub epochs: Vec<EpochRecord>,
}

#[derive(Clone, Debug)]
struct Kept {
    row: Row,
    history: Arc<History>,
}

/// Which runs' curves are shown.
#[derive(Clone, Debug, Default, PartialEq)]
enum Shown {
    /// The newest.
    #[default]
    Newest,
    /// Those that a person chose.
    Chosen(Vec<u32>),
}

/// The runs of this visit.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// In the order of their numbers.
    kept: Vec<Kept>,
    names: BTreeMap<u32, String>,
    shown: Shown,
    /// The run whose first weights the others are compared with, where a person chose one.
    reference: Option<u32>,
    /// What was taken off the list last.
    removed: Vec<Kept>,
    last: u32,
}

impl Runs {
    /// The next number.
    fn count(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    /// Keeps a run that is about to go.
    fn keep(&mut self, run: &Run) {
        let Some(number) = run.number else { return };
        let history = History { points: thinned(&run.points), epochs: run.epochs.clone() };
        let mut row = Row::of(run, number, false);
        // It was asked to pause on its way out.
        row.phase = run.progress.phase.clone();
        self.kept.retain(|kept| kept.row.number != number);
        self.put(Kept { row, history: Arc::new(history) });
        self.bound();
    }

    /// Puts a run in its place: they are in the order of their numbers.
    fn put(&mut self, one: Kept) {
        let at = self.kept.partition_point(|kept| kept.row.number < one.row.number);
        self.kept.insert(at, one);
    }

    /// The oldest goes, unless its curves were asked for.
    fn bound(&mut self) {
        while self.kept.len() > MAX_KEPT {
            let chosen = |number| matches!(&self.shown, Shown::Chosen(chosen) if chosen.contains(&number));
            let oldest = self.kept.iter().position(|kept| !chosen(kept.row.number)).unwrap_or(0);
            let gone = self.kept.remove(oldest);
            self.names.remove(&gone.row.number);
        }
    }

    /// The name that a person gave to a run.
    pub fn name(&self, number: u32) -> Option<&str> {
        self.names.get(&number).map(String::as_str)
    }
}

/// The means of neighbouring points, so that no more than [`MAX_POINTS`] are left. Each point is a mean over as many
/// steps as the next, so this is what fewer points would have been.
fn thinned(points: &[Point]) -> Vec<Point> {
    let together = points.len().div_ceil(MAX_POINTS).max(1);
    let mean = |points: &[Point], value: fn(&Point) -> f32| points.iter().map(value).sum::<f32>() / points.len() as f32;
    points
        .chunks(together)
        .filter_map(|points| {
            let epoch = points.last()?.epoch;
            Some(Point { epoch, loss: mean(points, |p| p.loss), accuracy: mean(points, |p| p.accuracy) })
        })
        .collect()
}

impl State {
    /// All runs that took a step, in the order of their numbers.
    pub fn rows(&self) -> Vec<Row> {
        let live = self.run.as_ref().and_then(|run| Some(Row::of(run, run.number?, true)));
        let number = live.as_ref().map(|row| row.number);
        let old = self.training.runs.kept.iter().map(|kept| &kept.row).filter(|row| Some(row.number) != number);
        let mut rows: Vec<Row> = old.cloned().collect();
        if let Some(live) = live {
            // A network that was brought back has an older number than those that are kept.
            rows.insert(rows.partition_point(|row| row.number < live.number), live);
        }
        rows
    }

    fn numbers(&self) -> Vec<u32> {
        let live = self.run.as_ref().and_then(|run| run.number);
        let mut numbers: Vec<u32> = self.training.runs.kept.iter().map(|kept| kept.row.number).collect();
        if let Some(live) = live
            && let Err(place) = numbers.binary_search(&live)
        {
            numbers.insert(place, live);
        }
        numbers
    }

    /// The runs whose curves are shown, in the order of their numbers.
    pub fn shown_runs(&self) -> Vec<u32> {
        let numbers = self.numbers();
        match &self.training.runs.shown {
            Shown::Newest => numbers[numbers.len().saturating_sub(NEWEST)..].to_vec(),
            Shown::Chosen(chosen) => numbers.into_iter().filter(|number| chosen.contains(number)).collect(),
        }
    }

    /// Whether a person chose them.
    pub fn runs_chosen(&self) -> bool {
        self.training.runs.shown != Shown::Newest
    }

    /// Shows a run's curves, or hides them. No more than [`MAX_SHOWN`] are shown.
    pub fn toggle_run(&mut self, number: u32) {
        let mut chosen = self.shown_runs();
        if let Some(place) = chosen.iter().position(|shown| *shown == number) {
            chosen.remove(place);
        } else if chosen.len() < MAX_SHOWN {
            chosen.push(number);
        }
        self.training.runs.shown = Shown::Chosen(chosen);
    }

    /// Shows these runs' curves.
    pub(super) fn show_runs(&mut self, numbers: Vec<u32>) {
        self.training.runs.shown = Shown::Chosen(numbers);
    }

    /// Shows the newest runs' curves, also of those to come.
    pub fn show_newest_runs(&mut self) {
        self.training.runs.shown = Shown::Newest;
    }

    /// A run's curves, where there is such a run.
    pub fn history(&self, number: u32) -> Option<Arc<History>> {
        match self.run.as_ref().filter(|run| run.number == Some(number)) {
            Some(run) => Some(Arc::new(History { points: run.points.clone(), epochs: run.epochs.clone() })),
            None => self.kept(number).map(|kept| kept.history.clone()),
        }
    }

    fn kept(&self, number: u32) -> Option<&Kept> {
        self.training.runs.kept.iter().find(|kept| kept.row.number == number)
    }

    /// The run whose first weights the others are compared with: the one that a person chose, as long as it is shown,
    /// otherwise the first that is.
    pub fn reference_run(&self) -> Option<u32> {
        let shown = self.shown_runs();
        self.training.runs.reference.filter(|number| shown.contains(number)).or_else(|| shown.first().copied())
    }

    /// Compares all first weights with those of this run, and shows it.
    pub fn refer_to_run(&mut self, number: u32) {
        self.training.runs.reference = Some(number);
        if !self.shown_runs().contains(&number) {
            self.toggle_run(number);
        }
    }

    /// How a run's first weights are related to those of the reference; `None` where there is none, or it is this one.
    pub fn start_of(&self, number: u32) -> Option<Start> {
        let reference = self.reference_run().filter(|reference| *reference != number)?;
        let [(ours, ours_from_file), (theirs, theirs_from_file)] = [self.settings(reference)?, self.settings(number)?];
        Some(start(ours, ours_from_file, theirs, theirs_from_file))
    }

    /// A run's settings, and whether its first weights came from a file.
    fn settings(&self, number: u32) -> Option<(&Spec, bool)> {
        match self.run.as_ref().filter(|run| run.number == Some(number)) {
            Some(run) => Some((&run.spec, run.weights.is_some())),
            None => self.kept(number).map(|kept| (&*kept.row.spec, kept.row.from_file)),
        }
    }

    /// Takes a run's settings. The network that stands stays until a person trains anew.
    pub fn take_settings_of(&mut self, number: u32) {
        if let Some(spec) = self.settings(number).map(|(spec, _)| spec.clone()) {
            self.set_draft(spec);
            self.settle();
        }
    }

    /// Gives a run a name; an empty one takes it away.
    pub fn name_run(&mut self, number: u32, name: &str) {
        let name: String = name.trim().chars().filter(|c| !c.is_control()).take(MAX_NAME).collect();
        if name.is_empty() {
            self.training.runs.names.remove(&number);
        } else {
            self.training.runs.names.insert(number, name);
        }
    }

    /// Takes runs off the list; the network that stands stays.
    pub fn remove_runs(&mut self, which: impl Fn(u32) -> bool) {
        let (removed, kept) =
            std::mem::take(&mut self.training.runs.kept).into_iter().partition(|kept| which(kept.row.number));
        self.training.runs.kept = kept;
        let removed: Vec<Kept> = removed;
        if !removed.is_empty() {
            self.notices.forget(|notice| matches!(notice, Notice::RunsRemoved { .. }));
            self.notices.push(Notice::RunsRemoved { runs: removed.len() });
            for gone in std::mem::replace(&mut self.training.runs.removed, removed) {
                self.training.runs.names.remove(&gone.row.number);
            }
        }
    }

    /// Brings the runs back that were taken off the list last.
    pub fn bring_runs_back(&mut self) {
        self.notices.forget(|notice| matches!(notice, Notice::RunsRemoved { .. }));
        let live = self.run.as_ref().and_then(|run| run.number);
        let back =
            std::mem::take(&mut self.training.runs.removed).into_iter().filter(|kept| Some(kept.row.number) != live);
        back.for_each(|kept| self.training.runs.put(kept));
        self.training.runs.bound();
    }

    /// A network that has taken its first step gets a number.
    pub(super) fn number_run(&mut self) {
        if let Some(run) = self.run.as_mut().filter(|run| run.number.is_none() && run.progress.step > 0) {
            run.number = Some(self.training.runs.count());
        }
    }

    /// Another network takes the place of this one.
    pub(super) fn keep_run(&mut self, run: &Run) {
        self.training.runs.keep(run);
        // The one that was brought back is live again.
        let live = self.run.as_ref().and_then(|run| run.number);
        self.training.runs.kept.retain(|kept| Some(kept.row.number) != live);
    }

    /// The worker is gone. A network without a checkpoint begins anew, and what it had learnt is kept as a row.
    pub(super) fn run_leaves_worker(&mut self) {
        if let Some(run) = &mut self.run {
            if run.checkpoint.is_none() {
                self.training.runs.keep(run);
            }
            run.leave_worker();
        }
    }
}
